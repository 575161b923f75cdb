//! Lists of checklists, requirements, and topics: one a line, its name first.

use super::{
    columns,
    provision::{cites, rests_on},
    topic::looks_at,
};
use crate::{
    checklist::{Area, Checklist, Level, Loaded, Requirement},
    clean::one_line,
    report::{Page, Sheet},
    vocabulary::{Provision, Topic, TopicId},
    words::Words,
};

/// What is chosen from a list. Whatever is not given chooses everything.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The requirements of this area.
    pub area: Option<String>,
    /// Those of this level.
    pub level: Option<Level>,
    /// Those that look at one of these topics.
    pub topics: Option<Vec<TopicId>>,
    /// Those that rest on one of these provisions, or on a part of one.
    pub basis: Option<Vec<Provision>>,
    /// Whatever has this text in its name in data or in its name for people, in small letters or capitals.
    pub text: Option<String>,
}

impl Filter {
    fn takes(&self, area: &Area, requirement: &Requirement, words: &Words) -> bool {
        let language = words.language();
        let texts = [requirement.title.get(language), requirement.asks.get(language)];
        self.area.as_ref().is_none_or(|wanted| area.id == *wanted)
            && self.level.is_none_or(|wanted| requirement.level == wanted)
            && self.topics.as_ref().is_none_or(|wanted| wanted.iter().any(|topic| looks_at(requirement, *topic)))
            && self.basis.as_ref().is_none_or(|wanted| wanted.iter().any(|basis| rests_on(requirement, basis)))
            && self.says(&requirement.id, &texts)
    }

    /// Whether the text that is looked for is in a name or one of some texts.
    fn says(&self, name: &str, texts: &[&str]) -> bool {
        let Some(wanted) = self.text.as_ref().map(|text| text.to_lowercase()) else { return true };
        name.contains(&wanted) || texts.iter().any(|text| text.to_lowercase().contains(&wanted))
    }
}

/// A column: the key of its heading, and its cells.
struct Column {
    heading: &'static str,
    cells: Vec<String>,
}

/// The checklists, each with its version, how much it asks, and its name for people.
#[must_use]
pub fn checklists(loaded: &Loaded, filter: &Filter, page: &Page, words: &'static Words) -> String {
    let language = words.language();
    let named = |checklist: &&Checklist| filter.says(&checklist.id, &[checklist.title.get(language)]);
    let chosen: Vec<&Checklist> = loaded.checklists.iter().filter(named).collect();
    let count = |checklist: &&Checklist| words.count("explain.requirements", checklist.requirements().count());
    let columns = [
        Column::new("heading.name", &chosen, |checklist| checklist.id.clone()),
        Column::new("heading.version", &chosen, |checklist| checklist.version.clone()),
        Column::new("heading.asks", &chosen, count),
        Column::new("heading.title", &chosen, |checklist| checklist.title.get(language).to_owned()),
    ];
    lay(&columns, &[&[0, 1, 2, 3], &[0, 1, 3], &[0, 3]], page, words)
}

/// The requirements that a filter chooses, each with its level, area, basis, and name for people.
#[must_use]
pub fn requirements(loaded: &Loaded, filter: &Filter, page: &Page, words: &'static Words) -> String {
    type Entry<'l> = (&'l Checklist, &'l Area, &'l Requirement);
    let entries = |checklist| Checklist::requirements(checklist).map(move |(area, one)| (checklist, area, one));
    let all = loaded.checklists.iter().flat_map(entries);
    let chosen: Vec<Entry<'_>> = all.filter(|(_, area, requirement)| filter.takes(area, requirement, words)).collect();
    let cites = |(_, _, requirement): &Entry<'_>| cites(&requirement.basis, words);
    let level = |(_, _, requirement): &Entry<'_>| words.get(&format!("level.{}", requirement.level.name())).to_owned();
    let columns = [
        Column::new("heading.name", &chosen, |(_, _, requirement)| requirement.id.clone()),
        Column::new("heading.checklist", &chosen, |(checklist, _, _)| checklist.id.clone()),
        Column::new("level", &chosen, level),
        Column::new("heading.area", &chosen, |(_, area, _)| area.id.clone()),
        Column::new("heading.basis", &chosen, cites),
        Column::new("heading.title", &chosen, |(_, _, requirement)| requirement.title.get(words.language()).to_owned()),
    ];
    if loaded.checklists.len() > 1 {
        return lay(&columns, &[&[0, 1, 2, 3, 4, 5], &[0, 1, 2, 5], &[0, 2, 5], &[0, 5]], page, words);
    }
    lay(&columns, &[&[0, 2, 3, 4, 5], &[0, 2, 5], &[0, 5]], page, words)
}

/// The topics that a filter chooses, each with its name for people and its facts.
#[must_use]
pub fn topics(loaded: &Loaded, filter: &Filter, page: &Page, words: &'static Words) -> String {
    let language = words.language();
    let says = |topic: &&Topic| filter.says(&topic.name, &[topic.label.get(language), topic.when.get(language)]);
    let chosen: Vec<&Topic> = loaded.vocabulary.topics().filter(says).collect();
    let facts = |topic: &&Topic| topic.facts.iter().map(|fact| fact.name.as_str()).collect::<Vec<_>>().join(", ");
    let columns = [
        Column::new("heading.name", &chosen, |topic| topic.name.clone()),
        Column::new("heading.title", &chosen, |topic| topic.label.get(language).to_owned()),
        Column::new("heading.facts", &chosen, facts),
    ];
    lay(&columns, &[&[0, 1, 2], &[0, 1]], page, words)
}

impl Column {
    fn new<T>(heading: &'static str, items: &[T], cell: impl Fn(&T) -> String) -> Self {
        Self { heading, cells: items.iter().map(|item| one_line(&cell(item)).into_owned()).collect() }
    }
}

/// Writes as many columns as the page has room for, with headings; a page without an edge is for other programs and has none.
fn lay(columns: &[Column], choices: &[&[usize]], page: &Page, words: &'static Words) -> String {
    let mut sheet = Sheet::new(page, words);
    let count = columns.first().map_or(0, |column| column.cells.len());
    if count == 0 {
        return String::new();
    }
    let rows = |choice: &[usize]| -> Vec<Vec<String>> {
        let heading = choice.iter().map(|index| words.get(columns[*index].heading).to_owned()).collect();
        let cells = |row: usize| choice.iter().map(|index| columns[*index].cells[row].clone()).collect();
        std::iter::once(heading).chain((0..count).map(cells)).collect()
    };
    let fits = |rows: &Vec<Vec<String>>| columns::widths(rows, page.width).is_some();
    let fitting = choices.iter().map(|choice| rows(choice)).find(fits);
    let headed = fitting.is_some() && page.width < Page::ENDLESS;
    let mut rows = fitting.or_else(|| choices.last().map(|choice| rows(choice))).unwrap_or_default();
    if !headed {
        rows.remove(0);
    }
    columns::lay(&mut sheet, 0, &rows);
    match sheet.text.split_once('\n') {
        Some((heading, rest)) if headed && page.colour => format!("\u{1b}[1m{heading}\u{1b}[0m\n{rest}"),
        _ => sheet.text,
    }
}
