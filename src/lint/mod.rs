//! Warnings: what is valid, but probably not meant. Each is a problem whose code is a warning; what is refused is found by
//! reading.

mod checklist;
mod extract;
mod fill;
mod fix;
mod standing;
mod text;
mod vocabulary;

use std::{collections::BTreeSet, sync::Arc};

pub use checklist::checklist;
pub use extract::extract;
pub use fill::fill;
pub use fix::fix;
pub use standing::standing;
pub use vocabulary::vocabulary;

use crate::{
    checklist::Checklist,
    problem::{Problem, Sink},
    source::Source,
    vocabulary::{FactId, TopicId},
    yaml::{Node, Tree},
};

/// What some checklists ask about or point to: topics, and of these the facts that they compare or quote.
#[derive(Debug, Default)]
pub struct Asked {
    topics: BTreeSet<TopicId>,
    facts: BTreeSet<(TopicId, FactId)>,
}

impl Asked {
    /// What some checklists ask about that were read with one vocabulary.
    #[must_use]
    pub fn by<'c>(checklists: impl IntoIterator<Item = &'c Checklist>) -> Self {
        let mut asked = Self::default();
        for (_, requirement) in checklists.into_iter().flat_map(Checklist::requirements) {
            // A report points to clauses on these, even where no row asks about them.
            asked.topics.extend(&requirement.topics);
            for row in &requirement.rows {
                row.when.questions(&mut |topic, facts| {
                    asked.topics.insert(topic);
                    asked.facts.extend(facts.iter().map(|(fact, _)| (topic, *fact)));
                });
                asked.facts.extend(row.quotes.iter().flat_map(|(_, sources)| sources));
            }
        }
        asked
    }
}

/// Looks at a source that has been read without problems.
fn look(source: &Arc<Source>, look: impl FnOnce(Node<'_>, &mut Sink)) -> Vec<Problem> {
    let mut sink = Sink::new(Arc::clone(source));
    if let Ok(tree) = Tree::parse(source.text()) {
        look(tree.root(), &mut sink);
    }
    sink.finish(()).err().unwrap_or_default()
}
