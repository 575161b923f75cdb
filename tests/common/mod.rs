//! Runs the real program, away from whatever the environment of the test holds.
#![allow(dead_code, clippy::print_stdout)] // each test file uses what it needs; one says that it skips

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
};

/// What a run of the program left behind.
#[derive(Debug, PartialEq, Eq)]
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// The root of the project.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The program, in the root of the project, in English, 80 columns wide.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_art28"));
    command.env_clear().env("COLUMNS", "80").env("ART28_LANG", "en").current_dir(root());
    command
}

/// Runs the program with some arguments.
pub fn art28(arguments: &[&str]) -> Run {
    run(program().args(arguments))
}

/// Runs a command to its end.
pub fn run(command: &mut Command) -> Run {
    let output = command.stdin(Stdio::null()).output().expect("the program starts");
    finish(output)
}

/// Runs the program with some arguments and something on its standard input.
pub fn art28_with_input(arguments: &[&str], input: &[u8]) -> Run {
    let mut command = program();
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    child.stdin.take().expect("piped").write_all(input).expect("it reads");
    finish(child.wait_with_output().expect("it ends"))
}

fn finish(output: std::process::Output) -> Run {
    Run {
        code: output.status.code().expect("it was not killed"),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// A folder of its own for a test; removed when dropped.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("art28-test-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).expect("a folder can be made");
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Writes a file into it and returns its path.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("in the folder")).expect("a folder can be made");
        fs::write(&path, content).expect("a file can be written");
        path.display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// An extract with these clauses (YAML, indented by two) and one document that was read whole.
pub fn extract(clauses: &str) -> String {
    format!(
        "agreement:\n  title: Processor agreement\n  processor: Vendor\n  controller: Customer\n  relationship: \
         controller-processor\ndocuments:\n  - {{id: dpa, title: Processor agreement, read: whole}}\nclauses:{}{clauses}",
        if clauses.is_empty() { " []\n" } else { "\n" }
    )
}

/// A clause with these annotations (YAML, on one line).
pub fn clause(reference: &str, annotations: &str) -> String {
    format!("  - {{ref: \"{reference}\", summary: What it says., annotations: [{annotations}]}}\n")
}

/// A checklist with topics and acts of its own, as data.
pub fn own_checklist() -> serde_json::Value {
    serde_json::json!({
        "checklist": "own", "version": "1", "title": "Own",
        "acts": {
            "wbp": {"label": "Wbp", "unit": "article", "address": "https://wetten.overheid.nl/BWBR0011468"},
            "nen": {"label": {"nl": "NEN 7510", "en": "NEN 7510"}, "unit": "clause", "address": "https://www.nen.nl"},
        },
        "topics": {
            "own.second": {"label": "Second", "when": "it is second", "facts": {
                "colour": {"label": "colour", "type": "choice", "values": {"red": "red", "blue": "blue"}},
                "amount": {"label": "amount", "type": "money"},
            }},
            "own.first": {"label": "First", "when": "it is first", "facts": {
                "colour": {"label": "colour", "type": "choice", "values": {"red": "rood", "blue": "blauw"}},
            }},
        },
        "areas": [{"id": "own", "title": "Own", "requirements": [{
            "id": "own-colours", "title": "Colours", "level": "law", "basis": ["wbp/14", "nen/5.1"],
            "topics": ["own.second", "own.first"],
            "verdicts": [{
                "verdict": "met", "finding": "It is {colour}.",
                "when": {"any": [
                    {"has": "own.second", "where": {"colour": {"known": true}, "amount": {"at-least": "5 EUR"}}},
                    {"has": "own.first", "where": {"colour": "red"}},
                ]},
            }],
            "otherwise": {"finding": "It has no colour."}, "remedy": "Ask for a colour.",
        }]}],
    })
}

/// Says that a test cannot be run here.
pub fn skipped(why: &str) {
    println!("skipped: {why}");
}

/// The folder beside the project with the agreements and the requirements; where it is not there, says so.
pub fn shared() -> Option<PathBuf> {
    let folder = root().parent().expect("not at the root").join("shared");
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(std::env::var_os("ART28_REQUIRE_SHARED").is_none(), "the shared folder is not there");
    println!("skipped: the shared folder is not beside this checkout");
    None
}

/// A program of the system, such as a shell, that finds the program under test, in a folder; where it is not there, says so,
/// or fails if `ART28_REQUIRE_SHELLS` is set.
pub fn tool(name: &str, folder: &Folder) -> Option<Command> {
    let places = ["/bin", "/usr/bin", "/usr/local/bin"].map(|place| Path::new(place).join(name));
    let Some(path) = places.into_iter().find(|path| path.is_file()) else {
        assert!(std::env::var_os("ART28_REQUIRE_SHELLS").is_none(), "{name} is not there");
        println!("skipped: {name} is not there");
        return None;
    };
    let program = Path::new(env!("CARGO_BIN_EXE_art28")).parent().expect("in a folder");
    let mut command = Command::new(path);
    command.env_clear().env("PATH", format!("{}:/usr/bin:/bin", program.display())).env("HOME", folder.path());
    command.env("ART28_LANG", "en").current_dir(folder.path());
    Some(command)
}

/// The finding on a requirement in a JSON report on one extract.
pub fn finding(report: &str, requirement: &str) -> serde_json::Value {
    let report: serde_json::Value = serde_json::from_str(report).expect("the report is JSON");
    let findings = report["assessments"][0]["findings"].as_array().expect("findings").clone();
    let found = findings.into_iter().find(|finding| finding["requirement"] == requirement);
    found.unwrap_or_else(|| panic!("no finding on {requirement}"))
}

/// A checklist with a topic of its own, `house.seal`, and a parameter of its own, `seal-height`.
pub fn small_topic_checklist() -> String {
    "checklist: small\nversion: \"1\"\ntitle: Small\ntopics:\n  house.seal:\n    label: Seal\n    when: a seal is put on it\n    \
     facts:\n      colour: {label: Colour, type: choice, values: {red: red, green: green}}\n      height: {label: Height, \
     type: number}\nparameters:\n  seal-height: {type: number, default: 3, label: Highest seal}\nareas:\n  - id: house\n    \
     title: House\n    requirements:\n      - id: house-seal\n        title: A seal\n        level: policy\n        topics: \
     [house.seal]\n        verdicts:\n          - {verdict: met, when: {has: house.seal, where: {height: {at-most: \
     $seal-height}}}, finding: There is a seal.}\n        otherwise: {finding: There is no seal.}\n        remedy: Ask for a \
     seal.\n"
        .to_owned()
}

/// Text that spreadsheets, browsers, terminals, and parsers would obey, as YAML in double quotes.
pub const HOSTILE: [&str; 6] = [
    "=HYPERLINK(\\\"http://evil.test\\\")",
    "- <script>alert(1)</script> | `code` [x](http://evil.test) **b** _i_ \\\\| ![i](j) &amp; ~~s~~ $x$",
    "\\e[31mred\\x07 [x](http://evil.test) \\u202Egnisrever\\u2066 \\uFFFE]]> \\t@user \\n# heading\\n1. www.evil.test a@evil.test",
    "+1 'single' \\\"double\\\" ; , & < >",
    "@SUM(A1) \\r\\n-- tail",
    "1. one",
];

/// An extract with it wherever an extract has text.
pub fn hostile() -> String {
    let [title, processor, reference, summary, note, reason] = HOSTILE;
    let long = "Verwerkersovereenkomstenbeheersysteem".repeat(60);
    format!(
        "agreement:\n  title: \"{title}\"\n  processor: \"{processor}\"\n  controller: \"{long}\"\n  relationship: \
         controller-processor\ndocuments:\n  - {{id: dpa, title: \"{processor}\", file: \"{title}\", read: whole}}\nclauses:\n  - \
         ref: \"{reference}\"\n    summary: \"{summary}\"\n    annotations:\n      - {{topic: breach.notification, facts: \
         {{commitment: best-efforts}}, note: \"{note}\", review: proposed}}\nwaivers:\n  - {{requirement: breach-deadline, reason: \
         \"{reason}\", by: \"{title}\", until: 2999-12-31}}\n"
    )
}

/// Nothing in it that a terminal would obey or that hides text.
pub fn assert_harmless(out: &str) {
    let harmful =
        |c: char| (c.is_control() && !matches!(c, '\n' | '\r')) || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}');
    assert!(!out.contains(harmful), "{:?}", out.chars().find(|c| harmful(*c)));
}

/// The official schema, where `tests/sarif/fetch` has put it; where it is not there, says so.
fn sarif_schema() -> Option<jsonschema::Validator> {
    let target = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the folder of builds");
    let Ok(text) = std::fs::read_to_string(target.join("sarif/sarif-2.1.0.json")) else {
        assert!(std::env::var_os("ART28_REQUIRE_SARIF_SCHEMA").is_none(), "run tests/sarif/fetch");
        skipped("tests/sarif/fetch has not been run");
        return None;
    };
    // One of its patterns has a bracket too many, which strict readers of patterns refuse.
    let schema: serde_json::Value = serde_json::from_str(&text.replace("{2}]?$", "{2}$")).expect("JSON");
    Some(jsonschema::options().should_validate_formats(true).build(&schema).expect("the schema is a schema"))
}

/// Holds a report against the official schema of SARIF, where that is there.
pub fn assert_sarif(report: &serde_json::Value) {
    let Some(schema) = sarif_schema() else { return };
    let wrong: Vec<String> =
        schema.iter_errors(report).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
