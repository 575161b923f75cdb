//! Shows what was read of a document, line by line: why a clause was not found is mostly seen here.

use super::{Document, Dropped, Kind, Line, Why};
use crate::{clean, words::Words};

/// The widest that the remark before a line is, where lines are to stand below each other.
const MARGIN: usize = 12;

/// The lines of a document in their order, each with its number and what the format says that it is, and what was left out.
#[must_use]
pub fn write(document: &Document, words: &Words) -> String {
    let mut listing = String::new();
    let mut dropped = document.dropped.iter().peekable();
    let mut page = None;
    for line in &document.lines {
        while let Some(dropped) = dropped.next_if(|dropped| (dropped.page, dropped.number) < (line.page, line.number)) {
            turn(&mut listing, &mut page, dropped.page, words);
            left_out(&mut listing, dropped, words);
        }
        turn(&mut listing, &mut page, line.page, words);
        kept(&mut listing, line, words);
    }
    for dropped in dropped {
        turn(&mut listing, &mut page, dropped.page, words);
        left_out(&mut listing, dropped, words);
    }
    listing
}

/// Says where a page begins.
fn turn(listing: &mut String, page: &mut Option<u32>, new: Option<u32>, words: &Words) {
    if let (false, Some(number)) = (*page == new, new) {
        listing.push_str(&format!("--- {} ---\n", words.say("listing.page", &[("page", &number.to_string())])));
        *page = new;
    }
}

fn kept(listing: &mut String, line: &Line, words: &Words) {
    let level = |key, level: u8| words.say(key, &[("level", &level.to_string())]);
    let kind = match line.kind {
        Kind::Plain | Kind::More => String::new(),
        Kind::Heading(depth) => level("listing.heading", depth),
        Kind::Item(depth) => level("listing.item", depth),
        Kind::Row => words.get("listing.row").to_owned(),
    };
    // The tabs between cells are what a row is, so they stay visible.
    let text = line.text.split('\t').map(clean::one_line).collect::<Vec<_>>().join(" | ");
    listing.push_str(format!("{:>5}  {kind:<MARGIN$}  {text}", line.number).trim_end());
    listing.push('\n');
}

fn left_out(listing: &mut String, dropped: &Dropped, words: &Words) {
    let why = words.get(match dropped.why {
        Why::Running => "listing.running",
        Why::Contents => "listing.contents",
        Why::Furniture => "listing.furniture",
        Why::Deleted => "listing.deleted",
        Why::Hidden => "listing.hidden",
        Why::Picture => "listing.picture",
    });
    listing.push_str(&format!("{:>5}  [{why}] {}\n", dropped.number, clean::one_line(&dropped.text)));
}
