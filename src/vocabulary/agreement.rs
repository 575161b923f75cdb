//! What can be asked of an agreement as a whole. It is modelled as a topic of its own, so that conditions ask it in the
//! same way as they ask about clauses.

use std::sync::LazyLock;

use super::{Choice, Fact, FactId, FactKind, Topic};
use crate::{
    language::{Language, Text},
    words::Words,
};

/// How the parties stand to each other under the regulation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relationship {
    /// One processes on behalf of the other (article 28).
    ControllerProcessor,
    /// Each determines purposes and means of its own.
    IndependentControllers,
    /// They determine purposes and means together (article 26).
    JointControllers,
    /// The agreement leaves it open.
    Unclear,
}

impl Relationship {
    /// Every relationship.
    pub const ALL: [Self; 4] =
        [Self::ControllerProcessor, Self::IndependentControllers, Self::JointControllers, Self::Unclear];

    /// Its name in data; `relationship.NAME` is the key of its word.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ControllerProcessor => "controller-processor",
            Self::IndependentControllers => "independent-controllers",
            Self::JointControllers => "joint-controllers",
            Self::Unclear => "unclear",
        }
    }

    /// The relationship of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|relationship| relationship.name() == name)
    }
}

/// The facts of an agreement: its relationship, its language, and its date.
pub static AGREEMENT: LazyLock<Topic> = LazyLock::new(|| {
    let fact = |name: &str, key, kind| Fact { name: name.into(), label: label(key), kind };
    let relationships = Relationship::ALL.map(Relationship::name);
    let choices = relationships.map(|name| Choice { name: name.into(), label: label(&format!("relationship.{name}")) });
    Topic {
        name: "agreement".into(),
        label: Text::same("agreement".into()),
        when: Text::default(),
        facts: vec![
            fact("relationship", "schema.condition.relationship", FactKind::Choice(choices.into())),
            fact("language", "schema.language", FactKind::Text),
            fact("date", "schema.date", FactKind::Text),
        ],
    }
});

/// The words under a key, in every language.
fn label(key: &str) -> Text {
    Text::new(Language::all().map(|language| (language, Words::of(language).get(key).to_owned())).collect())
}

/// The place of the relationship among the facts of an agreement.
pub const RELATIONSHIP: FactId = FactId(0);
/// The place of the language among the facts of an agreement.
pub const LANGUAGE: FactId = FactId(1);
/// The place of the date among the facts of an agreement.
pub const DATE: FactId = FactId(2);
