//! How well `draft` and `check` find the gaps of agreements whose verdicts are known: `cargo bench --bench accuracy`.
//!
//! Prints, for every requirement and in total, precision and recall of gaps (everything but met and not applicable), how many
//! verdicts are exact, and how often a finding points to the right clause. `-- --verbose ID` shows each wrong verdict of one
//! requirement or agreement with what it rests on; `-- FOLDER…` judges other folders than the project's own. Each folder holds
//! agreements with a truth of the same name beside them (`ID.yaml`), or `expected.yaml` for all. `-- --cues FILE` tries a lexicon
//! in place of the built-in one of its language. Nothing passes or fails here.

#![allow(clippy::print_stdout)] // a table on standard output is what it is for

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use art28::{
    assess::assess,
    assessment::Finding,
    checklist::{self, Loaded, Request, Verdict},
    extract::{self, Extract},
    ingest::{
        draft::{self, Draft},
        propose::{self, lexicon::Lexicons},
        read, segment,
    },
    language::Language,
    source::Source,
    words::Words,
};
use serde_yaml::Value;

/// The kinds of document that are looked for beside a truth.
const KINDS: [&str; 7] = ["txt", "md", "html", "docx", "odt", "pdf", "htm"];

/// What is known of a requirement of one agreement.
struct Truth {
    status: Verdict,
    accept: Vec<Verdict>,
    refs: Vec<String>,
}

/// An agreement with what is known of it.
struct Case {
    id: String,
    document: PathBuf,
    relationship: String,
    truths: BTreeMap<String, Truth>,
}

/// What came out, counted.
#[derive(Clone, Copy, Default)]
struct Score {
    all: u32,
    exact: u32,
    found: u32,
    missed: u32,
    invented: u32,
    pointed: u32,
    right: u32,
}

fn main() {
    let mut verbose = None;
    let mut folders = Vec::new();
    let mut cues = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--bench" => {}
            "--verbose" => verbose = arguments.next(),
            "--cues" => cues.extend(arguments.next().map(PathBuf::from)),
            folder => folders.push(PathBuf::from(folder)),
        }
    }
    if folders.is_empty() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        folders = ["benches/accuracy/open", "benches/accuracy/held-out", "../shared/agreements"]
            .map(|folder| root.join(folder))
            .to_vec();
    }
    let loaded =
        checklist::load(&Request { checklists: &["avg-art28".to_owned()], ..Request::default() }).expect("it is valid");
    let lexicons = Lexicons::with_files(&cues, &loaded.vocabulary).unwrap_or_else(|problems| {
        let problems =
            problems.iter().map(|problem| format!("{:?} {} {:?}", problem.code(), problem.file(), problem.position()));
        panic!("{}", problems.collect::<Vec<_>>().join("\n"))
    });
    for folder in folders {
        let mut cases = cases(&folder);
        let known: BTreeSet<String> = cases.iter().map(|case| case.id.clone()).collect();
        cases.extend(by_hand(&folder, &loaded).into_iter().filter(|case| !known.contains(&case.id)));
        if cases.is_empty() {
            println!("{}: nothing with a known truth\n", folder.display());
        } else {
            judge_all(&folder, &cases, &loaded, &lexicons, verbose.as_deref());
        }
    }
}

fn judge_all(folder: &Path, cases: &[Case], loaded: &Loaded, lexicons: &Lexicons, verbose: Option<&str>) {
    let requirements: Vec<String> =
        loaded.checklists[0].requirements().map(|(_, requirement)| requirement.id.clone()).collect();
    let mut by_requirement: BTreeMap<String, Score> = BTreeMap::new();
    let mut by_case = Vec::new();
    for case in cases {
        let (extract, genre) = drafted(case, loaded, lexicons);
        let assessment = assess(&extract, &loaded.checklists[0], &loaded.vocabulary);
        let mut total = Score::default();
        for finding in &assessment.findings {
            let Some(truth) = case.truths.get(&finding.requirement.id) else { continue };
            let score = Score::of(finding, truth, &extract);
            total.add(score);
            by_requirement.entry(finding.requirement.id.clone()).or_default().add(score);
            let asked = verbose.is_some_and(|id| id == case.id || id == finding.requirement.id || id == "all");
            if asked && (score.exact == 0 || score.right < score.pointed) {
                explain(case, finding, truth, &extract, loaded);
            }
        }
        let said = extract.agreement.relationship.name().to_owned() + &genre;
        let parties = format!("{} / {}", extract.agreement.processor, extract.agreement.controller);
        by_case.push((case, total, said, parties));
    }
    println!("{}\n{:<30}{}", folder.display(), "", Score::HEAD);
    for requirement in &requirements {
        if let Some(score) = by_requirement.get(requirement) {
            println!("{requirement:<30}{}", score.row());
        }
    }
    println!();
    let mut sum = Score::default();
    for (case, total, said, parties) in &by_case {
        let note = if *said == case.relationship { String::new() } else { format!(" (said: {said})") };
        println!("{:<30}{}  {parties}{note}", case.id, total.row());
        sum.add(*total);
    }
    println!("{:<30}{}\n", "total", sum.row());
}

/// The draft of an agreement, read back as anybody would; and what kind of document it was taken for.
fn drafted(case: &Case, loaded: &Loaded, lexicons: &Lexicons) -> (Extract, String) {
    let document = read::read(&case.document).unwrap_or_else(|_| panic!("{} is not readable", case.document.display()));
    let outline = segment::segment(&document);
    let reading = propose::propose(&outline, &loaded.vocabulary, lexicons);
    let words = Words::of(Language::DEFAULT);
    let vocabulary = &loaded.vocabulary;
    let draft = Draft {
        document: &document,
        outline: &outline,
        reading: &reading,
        vocabulary,
        file: &document.name,
        all: false,
        words,
    };
    let source = Arc::new(Source::new(case.id.as_str(), draft::write(&draft)));
    let genre = match reading.genre {
        propose::Genre::ProcessorAgreement => String::new(),
        propose::Genre::Other { name, .. } => format!(", {name}"),
    };
    let extract = extract::read(&source, vocabulary).unwrap_or_else(|problems| {
        panic!("the draft of {} is not valid: {:?}\n{}", case.id, problems.first(), source.text())
    });
    (extract, genre)
}

fn explain(case: &Case, finding: &Finding<'_>, truth: &Truth, extract: &Extract, loaded: &Loaded) {
    let status = truth.status;
    println!("{} {}: {} instead of {status} {:?}", case.id, finding.requirement.id, finding.verdict, truth.refs);
    for (kind, places) in [("evidence", &finding.evidence), ("related", &finding.related)] {
        for place in places {
            let annotation = &extract.annotations[*place];
            let topic = loaded.vocabulary.topic(annotation.topic);
            let facts: Vec<String> = annotation
                .facts
                .iter()
                .map(|(fact, value)| {
                    let fact = topic.fact(*fact);
                    format!("{}: {}", fact.name, value.show(&fact.kind, Words::of(Language::DEFAULT)))
                })
                .collect();
            let reference = &extract.clauses[annotation.clause].reference;
            println!("    {kind} {reference}: {} {facts:?} {:?}", topic.name, annotation.words);
        }
    }
}

impl Score {
    const HEAD: &str = " cases  exact   gaps  precision  recall  pointers";

    fn of(finding: &Finding<'_>, truth: &Truth, extract: &Extract) -> Self {
        let right = finding.verdict == truth.status || truth.accept.contains(&finding.verdict);
        let gap = finding.verdict.is_gap();
        // A verdict that is defensible is right, whatever the other one says of the gap.
        let expected = if right { gap } else { truth.status.is_gap() };
        let cited: Vec<&str> = finding
            .evidence
            .iter()
            .flat_map(|place| {
                let annotation = &extract.annotations[*place];
                std::iter::once(annotation.clause).chain(annotation.also.iter().copied())
            })
            .map(|clause| extract.clauses[clause].reference.as_str())
            .collect();
        let pointed = !cited.is_empty() && !truth.refs.is_empty();
        // A document that is an annex and nothing else may be cited with its name or without.
        let first = extract.clauses.first().map_or("", |clause| clause.reference.as_str());
        let whole = first.split_once(", ").map_or("", |(annex, _)| annex);
        let hits = cited.iter().any(|cited| {
            let within = cited.strip_prefix(whole).map_or(*cited, |rest| rest.trim_start_matches(", "));
            truth.refs.iter().any(|reference| is_same_place(cited, reference) || is_same_place(within, reference))
        });
        Self {
            all: 1,
            exact: right.into(),
            found: (gap && expected).into(),
            missed: (!gap && expected).into(),
            invented: (gap && !expected).into(),
            pointed: pointed.into(),
            right: (pointed && hits).into(),
        }
    }

    fn add(&mut self, other: Self) {
        self.all += other.all;
        self.exact += other.exact;
        self.found += other.found;
        self.missed += other.missed;
        self.invented += other.invented;
        self.pointed += other.pointed;
        self.right += other.right;
    }

    fn row(&self) -> String {
        let share = |part: u32, whole: u32| match whole {
            0 => "–".to_owned(),
            _ => format!("{:.2}", f64::from(part) / f64::from(whole)),
        };
        let Self { all, exact, found, missed, invented, pointed, right } = *self;
        format!(
            "{all:>6} {:>6} {:>6} {:>10} {:>7} {:>9}",
            share(exact, all),
            found + missed,
            share(found, found + invented),
            share(found, found + missed),
            share(right, pointed),
        )
    }
}

/// Whether two references name the same clause, or one a part of the other. What a document is called before its articles is
/// left out, because a truth may name the document and a draft the part.
fn is_same_place(one: &str, other: &str) -> bool {
    let (one, other) = (steps(one), steps(other));
    let shared = one.len().min(other.len());
    shared > 0 && one[..shared] == other[..shared]
}

/// The steps of a reference: `Bijlage 1, art. 6 lid 1` has `bijlage`, `1`, `6`, `1`.
fn steps(reference: &str) -> Vec<String> {
    let lower = reference.to_lowercase();
    let annex = ["bijlage", "annex", "schedule", "appendix", "exhibit", "aanhangsel", "deel", "part"];
    let start = annex.iter().filter_map(|word| lower.find(word)).min();
    let article =
        ["art.", "article", "artikel", "clause", "section", "§"].iter().filter_map(|word| lower.find(word)).min();
    let kept = match (start, article) {
        (Some(start), _) => &lower[start..],
        (None, Some(article)) => &lower[article..],
        (None, None) => &lower[..],
    };
    let skipped = ["art", "article", "artikel", "lid", "onder", "sub", "nr", "clause", "section", "paragraph", "para"];
    kept.split(|c: char| !c.is_alphanumeric())
        .filter(|step| !step.is_empty() && !skipped.contains(step))
        .map(str::to_owned)
        .collect()
}

/// The agreements of a folder whose truth is known.
fn cases(folder: &Path) -> Vec<Case> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let mut cases = Vec::new();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|kind| kind == "yaml")) {
        let Ok(text) = fs::read_to_string(path) else { continue };
        let Ok(value) = serde_yaml::from_str::<Value>(&text) else {
            println!("{} is no YAML yet", path.display());
            continue;
        };
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if value.get("requirements").is_some() {
            cases.extend(case(folder, &stem, &value));
        } else if let Some(all) = value.as_mapping() {
            cases.extend(all.iter().filter_map(|(id, value)| case(folder, id.as_str()?, value)));
        }
    }
    cases
}

/// The agreements of a folder that the project has annotated by hand: their verdicts are what those extracts come to.
fn by_hand(folder: &Path, loaded: &Loaded) -> Vec<Case> {
    let extracts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/agreements");
    let Ok(entries) = fs::read_dir(extracts) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    paths.iter().filter_map(|path| annotated(folder, path, loaded)).collect()
}

fn annotated(folder: &Path, path: &Path, loaded: &Loaded) -> Option<Case> {
    let id = path.file_stem()?.to_str()?;
    let document = KINDS.iter().map(|kind| folder.join(format!("{id}.{kind}"))).find(|path| path.is_file())?;
    let source = Arc::new(Source::read(path).ok()?);
    let extract = extract::read(&source, &loaded.vocabulary).ok()?;
    let truth = |finding: &Finding<'_>| {
        let cited = finding.evidence.iter().map(|place| extract.annotations[*place].clause);
        let refs = cited.map(|clause| extract.clauses[clause].reference.clone()).collect();
        (finding.requirement.id.clone(), Truth { status: finding.verdict, accept: Vec::new(), refs })
    };
    let assessment = assess(&extract, &loaded.checklists[0], &loaded.vocabulary);
    let truths = assessment.findings.iter().map(truth).collect();
    let relationship = extract.agreement.relationship.name().to_owned();
    Some(Case { id: id.to_owned(), document, relationship, truths })
}

fn case(folder: &Path, id: &str, value: &Value) -> Option<Case> {
    let document = KINDS.iter().map(|kind| folder.join(format!("{id}.{kind}"))).find(|path| path.is_file())?;
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let list = |value: Option<&Value>| value.and_then(Value::as_sequence).cloned().unwrap_or_default();
    let truth = |(id, value): (&Value, &Value)| {
        let accept = list(value.get("accept")).iter().filter_map(|name| Verdict::from_name(name.as_str()?)).collect();
        let refs = list(value.get("refs")).iter().filter_map(text).collect();
        Some((text(id)?, Truth { status: Verdict::from_name(value.get("status")?.as_str()?)?, accept, refs }))
    };
    Some(Case {
        id: id.to_owned(),
        document,
        relationship: value.get("relationship").and_then(text).unwrap_or_else(|| "controller-processor".to_owned()),
        truths: value.get("requirements")?.as_mapping()?.iter().filter_map(truth).collect(),
    })
}
