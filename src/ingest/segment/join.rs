//! Puts the lines of a clause together: line breaks and hyphens at line ends are undone.

use std::collections::HashMap;

use super::layout::Piece;

/// What is known of the words of a document, to tell `verwerkers-|overeenkomst` from `IT-|beveiliging`.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    words: HashMap<String, u32>,
    /// What stands before the hyphen in words with one.
    prefixes: HashMap<String, u32>,
}

impl Lexicon {
    /// The words of a document, but for those that its line ends cut.
    pub(super) fn of(pieces: &[Piece<'_>]) -> Self {
        let mut lexicon = Self::default();
        if !pieces.iter().any(|piece| piece.text.ends_with(HYPHENS)) {
            return lexicon; // nothing to decide
        }
        let mut cut = false;
        for piece in pieces {
            let skipped = usize::from(cut);
            cut = piece.text.ends_with(HYPHENS);
            for word in piece.text.split_whitespace().skip(skipped) {
                let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-').to_lowercase();
                if let Some((prefix, rest)) = word.split_once('-')
                    && !rest.is_empty()
                {
                    *lexicon.prefixes.entry(prefix.to_owned()).or_default() += 1;
                }
                *lexicon.words.entry(word).or_default() += 1;
            }
        }
        lexicon
    }

    fn count(&self, word: &str) -> u32 {
        self.words.get(&word.to_lowercase()).copied().unwrap_or_default()
    }

    /// What stands between two lines.
    fn joint(&self, before: &str, after: &str) -> Joint {
        let Some(stem) = before.strip_suffix(HYPHENS) else {
            return if before.ends_with('\u{ad}') { Joint::Without } else { Joint::Space };
        };
        if before.ends_with('\u{ad}') {
            return Joint::Without;
        }
        let left = stem.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let right = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let address = stem.rsplit(' ').next().is_some_and(|word| word.contains(['/', '@', '.']));
        if left.is_empty() || after.starts_with(|c: char| !c.is_alphanumeric()) {
            return Joint::Space; // a dash
        }
        if ["en", "of", "and", "or", "als", "dan", "and/or", "en/of"].contains(&right) {
            return Joint::Space;
        }
        let proper = left.chars().all(|c| c.is_uppercase() || c.is_numeric());
        let kept = address || proper || left.chars().count() == 1 || !right.starts_with(char::is_lowercase);
        if kept {
            return Joint::Kept;
        }
        let (joined, hyphenated) = (self.count(&format!("{left}{right}")), self.count(&format!("{left}-{right}")));
        let prefix = self.prefixes.get(&left.to_lowercase()).copied().unwrap_or_default();
        if joined >= hyphenated.max(1) {
            Joint::Without
        } else if hyphenated + prefix > 0 {
            Joint::Kept
        } else {
            Joint::Without
        }
    }
}

/// What line ends are cut with.
const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{ad}'];

enum Joint {
    Space,
    /// The hyphen stays, without a space.
    Kept,
    /// The hyphen goes.
    Without,
}

/// Adds a line to a text.
pub(super) fn append(text: &mut String, line: &str, paragraph: bool, lexicon: &Lexicon) {
    let line = line.trim();
    if line.is_empty() {
        return;
    }
    if text.is_empty() {
        collapse(text, line);
        return;
    }
    if paragraph {
        text.push('\n');
        collapse(text, line);
        return;
    }
    match lexicon.joint(text, line) {
        Joint::Space => text.push(' '),
        Joint::Kept => {}
        Joint::Without => {
            text.pop();
        }
    }
    collapse(text, line);
}

/// Adds a line with single spaces; the tabs between cells stay.
fn collapse(text: &mut String, line: &str) {
    let mut space = false;
    for c in line.chars() {
        if c == '\t' {
            text.push('\t');
            space = false;
        } else if c.is_whitespace() {
            space = !text.ends_with(['\t', ' ', '\n']);
        } else {
            if space {
                text.push(' ');
            }
            space = false;
            text.push(c);
        }
    }
}
