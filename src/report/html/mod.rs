//! The report as a page to read, print, and send: one file that needs nothing else and asks nothing of any network.
//!
//! `agreement` and `overview` put together what a page shows, from the view and from the matrix; the templates beside them
//! say where it stands.

mod agreement;
pub(crate) mod engine;
mod overview;
mod plain;

use std::{path::Path, sync::LazyLock};

use minijinja::{Environment, Value, context, value::Serde};
use sha2::{Digest, Sha256};

use self::{agreement::Agreement, overview::Overview};
use super::{Ending, Setup, Stream, view::View};
use crate::{
    checklist::{Checklist, Level, Verdict},
    clean::one_line,
};

/// The page with the overview, in a folder of pages.
pub(crate) const INDEX: &str = "index.html";

static ENGINE: LazyLock<Environment<'static>> = LazyLock::new(|| {
    engine::engine(&[
        ("start.html", include_str!("start.html")),
        ("filters.html", include_str!("filters.html")),
        ("agreement.html", include_str!("agreement.html")),
        ("overview.html", include_str!("overview.html")),
    ])
});

/// The longest name that is made of a file's name.
const LONGEST_SLUG: usize = 48;

/// The report as one file.
pub(super) struct Html<'s>(pub(super) Setup<'s>);

impl Stream for Html<'_> {
    fn start(&self) -> String {
        // The head of a page on one agreement names it, so it comes with it.
        if self.0.several { start(&self.0, None) } else { String::new() }
    }

    fn assessment(&self, view: &View<'_>) -> String {
        if self.0.several {
            body(&self.0, view, &format!("{}.", anchor(view.extract.source.name())))
        } else {
            format!("{}{}", start(&self.0, Some((view, None))), body(&self.0, view, ""))
        }
    }

    fn end(&self, ending: &Ending<'_>) -> String {
        let overview = self.0.several.then(|| overview(&self.0, ending, |name| format!("#{}.", anchor(name))));
        format!("{}{}", overview.unwrap_or_default(), end(&self.0))
    }
}

/// One agreement as a page in a folder of pages.
pub(crate) fn page(setup: &Setup<'_>, view: &View<'_>) -> String {
    let setup = Setup { several: false, ..*setup };
    format!("{}{}{}", start(&setup, Some((view, Some(INDEX)))), body(&setup, view, ""), end(&setup))
}

/// The page with the overview of a folder of pages; `file` says in which file an agreement is, by the name of its extract.
pub(crate) fn index(setup: &Setup<'_>, ending: &Ending<'_>, file: impl Fn(&str) -> String) -> String {
    let setup = Setup { several: true, ..*setup };
    let body = overview(&setup, ending, |name| format!("{}#", file(name)));
    format!("{}{body}{}", engine::render(&ENGINE, "start.html", head(&setup, None, false)), end(&setup))
}

/// A short name for an extract, by the name of its file, of small letters, digits, and hyphens.
pub(crate) fn slug(name: &str) -> String {
    let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    let words = stem.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut slug = words.collect::<Vec<_>>().join("-");
    slug.truncate(LONGEST_SLUG);
    if slug.is_empty() { "agreement".to_owned() } else { slug }
}

/// Eight digits that tell apart what has the same short name.
pub(crate) fn fingerprint(name: &str) -> String {
    Sha256::digest(name.as_bytes()).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

/// What tells one agreement from the others in a file with several.
fn anchor(name: &str) -> String {
    format!("{}-{}", slug(name), fingerprint(name))
}

fn start(setup: &Setup<'_>, one: Option<(&View<'_>, Option<&str>)>) -> String {
    engine::render(&ENGINE, "start.html", head(setup, one, setup.several))
}

/// What stands before the first agreement: all that a browser must know, and the filters where they serve several.
fn head(setup: &Setup<'_>, one: Option<(&View<'_>, Option<&str>)>, filters: bool) -> Value {
    let title = one.map(|(view, _)| one_line(&view.extract.agreement.title).into_owned());
    context! {
        title,
        index => one.and_then(|(_, index)| index),
        several => setup.several,
        filters => filters.then(|| choices(setup)),
        ..context! { ..engine::head(), ..engine::language(setup.words) }
    }
}

fn body(setup: &Setup<'_>, view: &View<'_>, prefix: &str) -> String {
    let level = if setup.several { 2 } else { 1 };
    let filters = (!setup.several).then(|| choices(setup));
    let agreement = Value::from(Serde(Agreement::of(view, prefix)));
    engine::render(
        &ENGINE,
        "agreement.html",
        context! { level, filters, several => setup.several, agreement, ..engine::language(setup.words) },
    )
}

fn overview(setup: &Setup<'_>, ending: &Ending<'_>, address: impl Fn(&str) -> String) -> String {
    let overview = Value::from(Serde(Overview::of(setup, ending, address)));
    engine::render(&ENGINE, "overview.html", context! { overview, ..engine::language(setup.words) })
}

fn end(setup: &Setup<'_>) -> String {
    engine::end(&ENGINE, setup.words, true)
}

/// What can be chosen among: verdicts, levels, and areas.
fn choices(setup: &Setup<'_>) -> Value {
    let language = setup.words.language();
    let areas = setup.checklists.iter().flat_map(|checklist: &Checklist| &checklist.areas);
    let mut areas: Vec<(&str, &str)> = areas.map(|area| (area.id.as_str(), area.title.get(language))).collect();
    // Checklists that rest on each other have areas in common.
    let mut seen = std::collections::BTreeSet::new();
    areas.retain(|(id, _)| seen.insert(*id));
    context! {
        verdicts => Verdict::ALL.map(Verdict::name),
        levels => Level::ALL.map(Level::name),
        areas => Value::from(Serde(areas)),
    }
}
