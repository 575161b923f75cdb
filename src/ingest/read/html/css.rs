//! The little of style sheets that says how lists are numbered.

use crate::ingest::read::number::Count;

/// How lists are numbered by the style sheet of a page.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    rules: Vec<Rule>,
    /// Whether numbers of lists in lists begin with those of the outer ones: 1.1.
    pub(super) nested: bool,
}

/// Lists of a class, or within so many others, are counted in some way.
#[derive(Debug)]
struct Rule {
    class: Option<String>,
    depth: usize,
    count: Count,
}

/// More rules than this about lists no page has.
const MOST_RULES: usize = 100;

impl Sheet {
    /// Reads a style sheet on top of what others said.
    pub(super) fn add(&mut self, css: &str) {
        self.nested |= css.contains("counters(");
        for rule in css.split('}') {
            let Some((before, body)) = rule.rsplit_once('{') else { continue };
            let Some(count) = list_style(body) else { continue };
            let selectors = before.rsplit(['{', ';']).next().unwrap_or_default();
            let rules = selectors.split(',').filter_map(|selector| Rule::of(selector, count));
            self.rules.extend(rules);
            self.rules.truncate(MOST_RULES);
        }
    }

    /// How a list is counted that has some classes and stands at a depth (from 1).
    pub(super) fn count(&self, classes: &str, depth: usize) -> Option<Count> {
        let has = |class: &Option<String>| match class {
            Some(class) => classes.split_whitespace().any(|own| own == class),
            None => true,
        };
        let fitting = self.rules.iter().filter(|rule| has(&rule.class) && rule.depth <= depth);
        fitting.max_by_key(|rule| (rule.class.is_some(), rule.depth)).map(|rule| rule.count)
    }
}

impl Rule {
    /// A rule for ordered lists; selectors that ask for more than lists and classes are left alone.
    fn of(selector: &str, count: Count) -> Option<Self> {
        let parts: Vec<&str> = selector.split(|c: char| c.is_whitespace() || c == '>').collect();
        let last = parts.iter().rev().find(|part| !part.is_empty())?;
        let (name, class) = last.split_once('.').map_or((*last, None), |(name, class)| (name, Some(class.to_owned())));
        let is_list = name == "ol" || name == "li" || (name.is_empty() && class.is_some());
        let depth = parts.iter().filter(|part| part.split('.').next() == Some("ol")).count();
        is_list.then_some(Self { class, depth, count })
    }
}

/// What a declaration of a list's style asks for.
pub(super) fn list_style(declarations: &str) -> Option<Count> {
    let values = declarations.split(';').rev().find_map(|declaration| {
        let (property, value) = declaration.split_once(':')?;
        matches!(property.trim(), "list-style" | "list-style-type").then_some(value)
    })?;
    values.split_whitespace().find_map(|value| match value {
        "decimal" => Some(Count::Decimal),
        "decimal-leading-zero" => Some(Count::Padded),
        "lower-alpha" | "lower-latin" => Some(Count::Lower),
        "upper-alpha" | "upper-latin" => Some(Count::Upper),
        "lower-roman" => Some(Count::LowerRoman),
        "upper-roman" => Some(Count::UpperRoman),
        "none" | "disc" | "circle" | "square" => Some(Count::None),
        _ => None,
    })
}
