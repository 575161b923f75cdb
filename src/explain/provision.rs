//! A provision, and what rests on it.

use super::writer::{Pair, Writer};
use crate::{
    checklist::{Checklist, Loaded, Requirement},
    language::Language,
    report::NO_BREAK,
    vocabulary::Provision,
    words::Words,
};

/// The provisions that a text names: as a checklist does (`avg/28/3/h`), or as a lawyer cites one on which a requirement
/// rests, in any language, with or without the name of the act (`artikel 28 lid 3 onder h`, `28(3)(h) GDPR`).
#[must_use]
pub fn find(text: &str, loaded: &Loaded) -> Vec<Provision> {
    if let Some(provision) = Provision::parse(text, loaded.vocabulary.acts()) {
        return vec![provision];
    }
    let wanted = short(&plain(text));
    let mut found: Vec<Provision> = Vec::new();
    let requirements = loaded.checklists.iter().flat_map(Checklist::requirements);
    for provision in requirements.flat_map(|(_, requirement)| &requirement.basis) {
        for one in provision.around().into_iter().chain([provision.clone()]) {
            if !found.contains(&one) && cited(&one).contains(&wanted) {
                found.push(one);
            }
        }
    }
    found
}

/// The ways to cite a provision, in every language, without signs.
fn cited(provision: &Provision) -> Vec<String> {
    let mut ways = Vec::new();
    for words in Language::all().map(Words::of) {
        let whole = plain(&provision.cite(words));
        let act = plain(provision.act().get(words.language()));
        let without_act = whole.strip_suffix(&act).unwrap_or(&whole).trim_end().to_owned();
        for way in [whole, without_act] {
            // "28(3)(h)" is as certain as "Art. 28(3)(h)".
            let number = way.split_once(' ').map(|(_, number)| number.to_owned());
            ways.extend(number.filter(|number| number.starts_with(|first: char| first.is_ascii_digit())));
            ways.push(way);
        }
    }
    ways
}

/// A citation that begins with the short word for an article where it begins with the long one.
fn short(cite: &str) -> String {
    let shortened = Language::all().map(Words::of).find_map(|words| {
        let [long, short] = ["cite.article-long", "cite.article"].map(|key| plain(&words.say(key, &[("number", "")])));
        let number = cite.strip_prefix(&long)?;
        number.starts_with(' ').then(|| format!("{short}{number}"))
    });
    shortened.unwrap_or_else(|| cite.to_owned())
}

/// Letters and digits in small letters, with single spaces for whatever stands between.
fn plain(text: &str) -> String {
    let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// Provisions as a lawyer cites them, each on one line.
pub(super) fn cites(provisions: &[Provision], words: &Words) -> String {
    let cites = provisions.iter().map(|provision| provision.cite(words).replace(' ', NO_BREAK));
    cites.collect::<Vec<_>>().join(", ")
}

/// Whether a requirement rests on a provision or on a part of it.
pub(super) fn rests_on(requirement: &Requirement, provision: &Provision) -> bool {
    requirement.basis.iter().any(|basis| basis.is_within(provision))
}

impl Writer<'_> {
    /// Where the text of a provision is, and what rests on it, on parts of it, and on what it is part of.
    pub(super) fn provision(&mut self, provision: &Provision) {
        self.title(&provision.to_string(), &provision.cite(self.words));
        self.fact("explain.text", &[("address", &provision.eli())]);
        for checklist in &self.loaded.checklists {
            let heading = self.words.say("explain.rest-on-it", &[("checklist", &checklist.id)]);
            let resting = self.resting(checklist, |requirement| rests_on(requirement, provision));
            self.listed(&heading, &resting);
            let whole = |requirement: &Requirement| {
                let around = |basis: &Provision| basis != provision && provision.is_within(basis);
                !rests_on(requirement, provision) && requirement.basis.iter().any(around)
            };
            let whole = self.resting(checklist, whole);
            if !whole.is_empty() {
                let heading = self.words.say("explain.rest-around-it", &[("checklist", &checklist.id)]);
                self.listed(&heading, &whole);
            }
        }
    }

    fn listed(&mut self, heading: &str, pairs: &[Pair]) {
        self.sheet.blank();
        self.sheet.heading(heading);
        self.all_or_none(pairs);
    }

    /// Requirements, each with what it is called and on which provisions it rests.
    fn resting(&self, checklist: &Checklist, chosen: impl Fn(&Requirement) -> bool) -> Vec<Pair> {
        let requirements = checklist.requirements().map(|(_, requirement)| requirement);
        let pair = |requirement: &Requirement| {
            let (id, title) = self.named(requirement);
            (id, format!("{title} ({})", cites(&requirement.basis, self.words)))
        };
        requirements.filter(|requirement| chosen(requirement)).map(pair).collect()
    }
}
