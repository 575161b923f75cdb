//! Writes references as a lawyer would, in the document's own style.

use std::collections::{HashMap, HashSet};

use super::{
    label::{Reading, Style},
    terms::{ARTICLES, Tongue},
};

/// A number on the way to a provision.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) reading: Reading,
    /// Whether it has a heading: what is numbered in it are its paragraphs, not the items of a list.
    pub(super) titled: bool,
}

/// How the provisions of a part are cited.
#[derive(Clone, Debug, Default)]
pub(super) struct Manner {
    pub(super) tongue: Tongue,
    /// What stands before a number that stands in nothing.
    pub(super) word: String,
}

impl Manner {
    /// The reference of a provision within its part.
    pub(super) fn cite(&self, steps: &[Step]) -> String {
        // A number with points contains those above it.
        let start =
            steps.iter().rposition(|step| matches!(step.reading.style, Style::Decimal | Style::Lettered)).unwrap_or(0);
        let Some((root, rest)) = steps.get(start..).and_then(<[Step]>::split_first) else { return String::new() };
        let mut reference = self.root(root.reading, steps.first().filter(|_| start > 0).map(|step| step.reading));
        let mut above = root;
        let mut lists = 0;
        for step in rest {
            self.within(&mut reference, above, *step, &mut lists);
            above = step;
        }
        reference
    }

    fn root(&self, reading: Reading, above: Option<Reading>) -> String {
        let path = reading.path;
        let word = |index: u8| ARTICLES.get(usize::from(index)).map_or("", |(_, cite)| *cite);
        match reading.style {
            Style::Article(index) => format!("{}{}", word(index), path.figures()),
            Style::Decimal => match (reading.word, above.map(|above| above.style)) {
                (Some(index), _) | (None, Some(Style::Article(index))) => format!("{}{}", word(index), path.figures()),
                _ => format!("{}{}", self.word, path.figures()),
            },
            Style::Number(_) => format!("{}{}", self.word, path.figures()),
            Style::Sign => format!("§ {}", path.figures()),
            Style::Degree => format!("{}°", path.figures()),
            Style::Lid => format!("lid {}", path.figures()),
            Style::Lettered => path.lettered(),
            Style::Letter(case, _) => path.letter(case),
            Style::Roman(case, _) => path.roman(case),
        }
    }

    fn within(&self, reference: &mut String, above: &Step, step: Step, lists: &mut u32) {
        let path = step.reading.path;
        let number = match step.reading.style {
            Style::Sign => return reference.push_str(&format!(" § {}", path.figures())),
            Style::Degree => return reference.push_str(&format!(", {}°", path.figures())),
            Style::Letter(case, _) => path.letter(case),
            Style::Roman(case, _) => path.roman(case),
            Style::Lettered => path.lettered(),
            Style::Article(_) | Style::Lid | Style::Number(_) | Style::Decimal => path.figures(),
        };
        if self.tongue == Tongue::English {
            return reference.push_str(&format!("({number})"));
        }
        let of_article = matches!(above.reading.style, Style::Article(_))
            || above.titled && matches!(above.reading.style, Style::Number(_) | Style::Decimal | Style::Lettered);
        let paragraph = match step.reading.style {
            Style::Lid => true,
            Style::Number(_) => of_article && *lists == 0,
            _ => false,
        };
        if paragraph {
            return reference.push_str(&format!(" lid {number}"));
        }
        *lists += 1;
        reference.push_str(if *lists == 1 { " onder " } else { " sub " });
        reference.push_str(&number);
    }
}

/// Sees to it that no two clauses have the same reference.
#[derive(Debug, Default)]
pub(super) struct Register {
    taken: HashSet<String>,
    counts: HashMap<String, u32>,
}

impl Register {
    /// The reference, or one that nothing has yet: `art. 9 lid 3 (2)`.
    pub(super) fn unique(&mut self, reference: String) -> String {
        if self.taken.insert(reference.clone()) {
            return reference;
        }
        let mut count = self.counts.get(&reference).copied().unwrap_or(1);
        loop {
            count += 1;
            let other = format!("{reference} ({count})");
            if self.taken.insert(other.clone()) {
                self.counts.insert(reference, count);
                return other;
            }
        }
    }
}
