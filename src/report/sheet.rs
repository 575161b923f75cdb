//! A page of text that grows line by line, and how its words are broken into lines.

use textwrap::core::display_width;

use crate::{checklist::Verdict, clean::one_line, words::Words};

/// The page that text is laid out on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// How many columns there are.
    pub width: usize,
    /// Whether to use colour. Nothing is said by colour alone.
    pub colour: bool,
}

impl Page {
    /// The width of a page without an edge, for other programs: nothing is broken into lines.
    pub const ENDLESS: usize = usize::MAX / 2;
}

/// A space at which lines are not broken; it is shown as an ordinary one.
pub(crate) const NO_BREAK: &str = "\u{a0}";

/// What stands before the clauses where they follow a finding.
pub(crate) const ARROW: &str = "→\u{a0}";

/// The narrowest page: below it nothing can be laid out.
const NARROWEST: usize = 10;

/// Text that grows line by line. What it is given may be anybody's text; what it writes is safe to show.
#[derive(Debug)]
pub(crate) struct Sheet<'p> {
    pub(crate) page: &'p Page,
    pub(crate) words: &'static Words,
    pub(crate) text: String,
}

impl<'p> Sheet<'p> {
    pub(crate) fn new(page: &'p Page, words: &'static Words) -> Self {
        Self { page, words, text: String::new() }
    }

    pub(crate) fn blank(&mut self) {
        self.text.push('\n');
    }

    pub(crate) fn line(&mut self, text: &str) {
        self.drawn(&one_line(text));
    }

    /// A line that has colour in it: its texts went through [`wrap`], which makes them safe.
    pub(crate) fn drawn(&mut self, text: &str) {
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }

    pub(crate) fn heading(&mut self, text: &str) {
        let text = wrap_whole(text, self.page.width).join("\n");
        if self.page.colour {
            self.drawn(&format!("\u{1b}[1m{text}\u{1b}[0m"));
        } else {
            self.drawn(&text);
        }
    }

    pub(crate) fn paragraph(&mut self, indent: &str, text: &str) {
        let options = textwrap::Options::new(self.page.width.max(NARROWEST))
            .subsequent_indent(indent)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        for line in textwrap::wrap(&one_line(text), options) {
            self.drawn(&line.replace(NO_BREAK, " "));
        }
    }

    /// Text behind something that stands before its first line only; the other lines start where it does. Names with
    /// hyphens stay whole.
    pub(crate) fn hanging(&mut self, before: &str, text: &str) {
        let indent = " ".repeat(display_width(before));
        let options = textwrap::Options::new(self.page.width.max(indent.len() + NARROWEST))
            .initial_indent(before)
            .subsequent_indent(&indent)
            .word_separator(textwrap::WordSeparator::AsciiSpace)
            .word_splitter(textwrap::WordSplitter::NoHyphenation)
            .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
        for line in textwrap::wrap(&one_line(text), options) {
            self.drawn(&line.replace(NO_BREAK, " "));
        }
    }
}

/// The sign of a verdict; nothing is said by it alone.
pub(crate) fn symbol(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Conflict => "‼",
        Verdict::Missing => "✗",
        Verdict::Partial => "◐",
        Verdict::Review => "?",
        Verdict::Met => "✓",
        Verdict::NotApplicable => "–",
    }
}

/// A verdict as symbol and word.
pub(crate) fn verdict(verdict: Verdict, words: &Words) -> String {
    let symbol = symbol(verdict);
    let name = words.named("verdict", verdict.name()).replace(' ', NO_BREAK);
    format!("{symbol}{NO_BREAK}{name}")
}

/// Lines of at most this many columns, safe to show, broken between words and at hyphens; a word is broken elsewhere only where
/// it is longer than a line.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    wrap_with(textwrap::WordSplitter::HyphenSplitter, text, width)
}

/// Like [`wrap`], but names with hyphens stay whole.
pub(crate) fn wrap_whole(text: &str, width: usize) -> Vec<String> {
    wrap_with(textwrap::WordSplitter::NoHyphenation, text, width)
}

fn wrap_with(splitter: textwrap::WordSplitter, text: &str, width: usize) -> Vec<String> {
    let hang = if text.starts_with(ARROW) { "  " } else { "" };
    let options = textwrap::Options::new(width)
        .subsequent_indent(hang)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(splitter)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
    textwrap::wrap(&one_line(text), options).into_iter().map(|line| line.replace(NO_BREAK, " ")).collect()
}

/// The width of the longest word, as far as a table makes room for it.
pub(crate) fn widest_word(text: &str) -> usize {
    const LONGEST: usize = 32;
    let parts = text.split([' ', '\n']).flat_map(|word| word.split_inclusive('-'));
    parts.map(display_width).max().unwrap_or(0).min(LONGEST)
}
