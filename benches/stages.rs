//! What each stage of a check costs: `cargo bench --bench stages`.

use std::{fs, hint::black_box, path::Path, sync::Arc};

use art28::{
    assess::assess,
    checklist::{self, Loaded, Request},
    extract::{self, Extract},
    language::Language,
    report::{Day, Format, Judge, Options, Page, Setup, Shown, render},
    source::Source,
    words::Words,
    yaml::Tree,
};
use divan::{Bencher, counter::BytesCount};

fn main() {
    divan::main();
}

fn text() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/agreements/lai-media.yaml");
    fs::read_to_string(path).expect("it ships with the project")
}

fn loaded() -> Loaded {
    checklist::load(&Request { checklists: &["avg-art28".to_owned()], ..Request::default() }).expect("it is valid")
}

fn extract(loaded: &Loaded) -> Extract {
    let source = Arc::new(Source::new("lai-media", text()));
    extract::read(&source, &loaded.vocabulary).expect("it is valid")
}

/// Vocabulary and checklist, as every run loads them.
#[divan::bench]
fn load_checklist() -> Loaded {
    loaded()
}

/// An extract's YAML alone.
#[divan::bench]
fn parse_yaml(bencher: Bencher) {
    let text = text();
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| black_box(Tree::parse(&text).is_ok()));
}

/// The same to a value without positions, by `serde_yaml`.
#[divan::bench]
fn parse_with_serde_yaml(bencher: Bencher) {
    let text = text();
    let parse = || serde_yaml::from_str::<serde_yaml::Value>(&text).is_ok();
    bencher.counter(BytesCount::of_str(&text)).bench_local(parse);
}

/// An extract from its text: YAML, shape, meaning.
#[divan::bench]
fn read_extract(bencher: Bencher) {
    let loaded = loaded();
    let source = Arc::new(Source::new("lai-media", text()));
    bencher.bench_local(|| black_box(extract::read(&source, &loaded.vocabulary).is_ok()));
}

/// The verdicts and their evidence.
#[divan::bench]
fn judge(bencher: Bencher) {
    let loaded = loaded();
    let extract = extract(&loaded);
    bencher.bench_local(|| assess(&extract, &loaded.checklists[0], &loaded.vocabulary).findings.len());
}

/// The verdicts as a report.
#[divan::bench(args = [Format::Table, Format::Json, Format::Yaml])]
fn report(bencher: Bencher, format: Format) {
    let loaded = loaded();
    let extract = extract(&loaded);
    let words = Words::of(Language::DEFAULT);
    let page = Page { width: 100, colour: false };
    let judge = Judge::new(&loaded.checklists, &loaded.vocabulary, words, Day::Fixed(jiff::civil::date(2026, 11, 21)));
    let (shown, options) = (Shown::default(), Options::default());
    let setup = Setup { page, shown, words, checklists: &loaded.checklists, options, several: false };
    bencher.bench_local(|| render(format, &setup, &[judge.judge(&extract)]).map(|bytes| bytes.len()));
}
