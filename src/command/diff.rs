//! `art28 diff`: says what has changed between two versions of an agreement or of what is asked of it.

use std::{
    collections::BTreeMap,
    io::Write,
    path::{Path, PathBuf},
    sync::Arc,
};

use rayon::prelude::*;

use super::{
    Complaints, Outcome, World,
    check::{form, is_prose, separator, template},
    file::Staged,
    inputs::{Inputs, is_foreign, read},
    load,
    outputs::{Files, not_put},
    print,
};
use crate::{
    checklist::Loaded,
    cli::{AskedArgs, DiffArgs, Setback},
    diff::{
        Asked, Compared, Comparison, Judged, Report, Side, compare, read_report,
        write::{Options, Setup, Told},
    },
    extract,
    language::Language,
    problem::{Code, Printer, Problem, io_reason, read_fault},
    report::{Day, Format, Judge, Page},
    schema::Shape,
    source::Source,
    words::Words,
    yaml::Tree,
};

/// How wide tables are that go into a file.
const FILE_WIDTH: usize = 100;

/// Runs the command.
pub(super) fn run(args: &DiffArgs, world: World) -> Outcome {
    let mut problems = Vec::new();
    let [old, new] = open(args, &mut problems);
    // What a report says was written in its language; whatever else is said can be in another.
    let written = [&new, &old].into_iter().flatten().find_map(Given::language);
    let words = Words::of(args.lang.or(written).unwrap_or(world.language));
    let quoted = Words::of(written.or(args.lang).unwrap_or(world.language));
    let day = args.date.map_or(Day::Today(world.today), Day::Fixed);
    let mut judge = |given: Option<Given>, asked: &AskedArgs| {
        let judged = given.map(|given| given.judge(asked, quoted, day))?;
        judged.map_err(|found| problems.extend(found)).ok()
    };
    let sides = [judge(old, &older(args)), judge(new, &args.asked)];
    let setback = match sides {
        [Some(old), Some(new)] if problems.is_empty() => tell(args, world, words, old, new),
        _ => Err(problems),
    };
    match setback {
        Ok(true) if args.fail_on == Setback::Worse => Outcome::Gaps,
        Ok(_) => Outcome::Clean,
        Err(problems) => {
            let mut complaints = Complaints::new(Printer { words, style: world.problems, width: world.problems_width });
            complaints.add(&problems);
            complaints.end();
            Outcome::Bad
        }
    }
}

/// What is asked of the older side: what is asked of the newer one, unless something else was said.
fn older(args: &DiffArgs) -> AskedArgs {
    let or = |own: &[String], other: &[String]| if own.is_empty() { other.to_vec() } else { own.to_vec() };
    AskedArgs {
        checklists: or(&args.old_checklists, &args.asked.checklists),
        settings: or(&args.old_settings, &args.asked.settings),
        vocabulary: args.asked.vocabulary.clone(),
    }
}

/// What was given on the command line for a side, before anything is judged.
struct Given {
    name: String,
    content: Content,
}

enum Content {
    /// A report, judged already.
    Report(Box<Report>, Arc<Source>),
    /// An extract.
    Extract(Arc<Source>),
    /// A folder with extracts: the path of each, and its name below the folder.
    Folder(Vec<(String, PathBuf)>),
}

/// Opens both sides, and says what keeps them from being compared.
fn open(args: &DiffArgs, problems: &mut Vec<Problem>) -> [Option<Given>; 2] {
    if args.old.as_os_str() == "-" && args.new.as_os_str() == "-" {
        problems.push(Problem::without_place(Code::InputTwice, "-"));
        return [None, None];
    }
    let sides = [&args.old, &args.new].map(|path| Given::open(path).map_err(|found| problems.extend(found)).ok());
    if let [Some(old), Some(new)] = &sides {
        let unlike = |folder: &Given, extract: &Given| {
            Problem::without_place(Code::UnlikeSides, &folder.name).with("other", extract.name.as_str())
        };
        match (&old.content, &new.content) {
            (Content::Folder(_), Content::Extract(_)) => problems.push(unlike(old, new)),
            (Content::Extract(_), Content::Folder(_)) => problems.push(unlike(new, old)),
            (Content::Report(one, source), Content::Report(other, _)) if one.language != other.language => {
                let at = source.text().find("\"language\"").unwrap_or_default();
                let problem = Problem::new(Code::ReportLanguages, source, at..at);
                let languages = problem.with("old", one.language.as_str()).with("new", other.language.as_str());
                problems.push(languages.with("other", new.name.as_str()));
            }
            _ => {}
        }
    }
    sides
}

impl Given {
    fn open(path: &Path) -> Result<Self, Vec<Problem>> {
        let name = path.display().to_string();
        let content = if path.is_dir() {
            let inputs = Inputs::find(&[path.to_owned()]);
            if !inputs.problems.is_empty() {
                return Err(inputs.problems);
            }
            let below = |file: &PathBuf| file.strip_prefix(path).unwrap_or(file).display().to_string();
            Content::Folder(inputs.files.into_iter().map(|input| (below(&input.path), input.path)).collect())
        } else {
            let source = Arc::new(read(path).map_err(|fault| vec![read_fault(&name, fault)])?);
            let shape = Tree::parse(source.text()).ok().and_then(|tree| Shape::guess(tree.root()));
            match shape {
                Some(Shape::Report) => Content::Report(Box::new(read_report(&source)?), source),
                _ => Content::Extract(source),
            }
        };
        Ok(Self { name, content })
    }

    /// The language of the report.
    fn language(&self) -> Option<Language> {
        let Content::Report(report, _) = &self.content else { return None };
        Language::all().find(|language| language.code() == report.language)
    }

    /// Judges what has not been judged.
    fn judge(self, asked: &AskedArgs, words: &'static Words, day: Day) -> Result<JudgedSide, Vec<Problem>> {
        let name = self.name;
        let in_folder = matches!(self.content, Content::Folder(_));
        let files = match self.content {
            Content::Report(report, _) => return Ok(JudgedSide::reported(name, *report)),
            Content::Extract(source) => vec![(name.clone(), Ok(source))],
            Content::Folder(files) => {
                let read_one = |(key, path): (String, PathBuf)| {
                    let source = read(&path).map_err(|fault| read_fault(&path.display().to_string(), fault));
                    (key, source.map(Arc::new))
                };
                files.into_iter().map(read_one).collect()
            }
        };
        let loaded = load(asked)?;
        let judge = Judge::new(&loaded.checklists, &loaded.vocabulary, words, day);
        let judged: Vec<Result<Option<Named>, Vec<Problem>>> = files
            .into_par_iter()
            .map(|(key, source)| match judge_one(&source.map_err(|problem| vec![problem])?, &judge, &loaded) {
                Err((problems, source)) if in_folder && is_foreign(&problems, source.text()) => Ok(None),
                Err((problems, _)) => Err(problems),
                Ok(judged) => Ok(Some((key, judged))),
            })
            .collect();
        let mut problems = Vec::new();
        let mut agreements = Vec::new();
        for judged in judged {
            match judged {
                Ok(named) => agreements.extend(named),
                Err(found) => problems.extend(found),
            }
        }
        if problems.is_empty() && agreements.is_empty() {
            problems.push(Problem::without_place(Code::NoExtracts, &name));
        }
        let side = Side { name, checklists: loaded.checklists.iter().map(Asked::of).collect() };
        if problems.is_empty() { Ok(JudgedSide { side, agreements, not_judged: Vec::new() }) } else { Err(problems) }
    }
}

/// An agreement with the name under which it is looked for on the other side.
type Named = (String, Judged);

fn judge_one<'s>(
    source: &'s Arc<Source>,
    judge: &Judge<'_>,
    loaded: &Loaded,
) -> Result<Judged, (Vec<Problem>, &'s Source)> {
    match extract::read(source, &loaded.vocabulary) {
        Ok(extract) => Ok(Judged::of(&judge.judge(&extract), &judge.noted(&extract))),
        // Somebody who gives the agreement itself is not helped by hearing that it is no good YAML.
        Err(_) if is_prose(Path::new(source.name())) => {
            Err((vec![Problem::without_place(Code::Document, source.name())], source))
        }
        Err(problems) => Err((problems, source)),
    }
}

/// A side, judged.
struct JudgedSide {
    side: Side,
    agreements: Vec<Named>,
    not_judged: Vec<String>,
}

impl JudgedSide {
    /// What a report says. Its extracts are named by their paths below the folder that all of them are in.
    fn reported(name: String, report: Report) -> Self {
        let folders = report.agreements.iter().filter_map(|judged| Path::new(&judged.extract).parent());
        let common = folders.map(Path::to_owned).reduce(|one, other| {
            one.ancestors().find(|folder| other.starts_with(folder)).map(Path::to_owned).unwrap_or_default()
        });
        let common = common.unwrap_or_default();
        let named = |judged: Judged| {
            let path = Path::new(&judged.extract);
            (path.strip_prefix(&common).unwrap_or(path).display().to_string(), judged)
        };
        let Report { checklists, agreements, not_judged, .. } = report;
        let agreements = agreements.into_iter().map(named).collect();
        Self { side: Side { name, checklists }, agreements, not_judged }
    }
}

/// The agreements of both sides, by their names. A single one on each side is the same whatever its name.
fn pairs(old: Vec<Named>, new: Vec<Named>) -> Vec<[Option<Judged>; 2]> {
    let single = old.len() == 1 && new.len() == 1;
    let mut pairs: BTreeMap<(String, usize), [Option<Judged>; 2]> = BTreeMap::new();
    for (side, agreements) in [old, new].into_iter().enumerate() {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for (name, judged) in agreements {
            let name = if single { String::new() } else { name };
            // A report may have judged the same file twice.
            let count = seen.entry(name.clone()).or_default();
            pairs.entry((name, *count)).or_default()[side] = Some(judged);
            *count += 1;
        }
    }
    pairs.into_values().collect()
}

/// Compares the sides and writes what has changed; whether something is worse or a gap is new.
fn tell(
    args: &DiffArgs,
    world: World,
    words: &'static Words,
    old: JudgedSide,
    new: JudgedSide,
) -> Result<bool, Vec<Problem>> {
    let not_compared = [old.not_judged, new.not_judged].concat();
    let comparisons: Vec<Comparison> =
        pairs(old.agreements, new.agreements).into_iter().map(|[old, new]| compare(old, new)).collect();
    let template =
        template(args.written.template.as_deref(), args.written.outputs.len()).map_err(|problem| vec![problem])?;
    let templated = template.as_ref().map(|_| Format::Markdown);
    let page = Page { width: world.width, colour: world.colour };
    let options = Options {
        separator: args.written.csv_separator.map(separator),
        template: template.as_ref(),
        fails: args.fail_on == Setback::Worse,
    };
    let setup = Setup { page, words, old: &old.side, new: &new.side, several: comparisons.len() > 1, options };
    let told = |name: &str, format, setup| Told::begin(format, setup).write(name, &comparisons, &not_compared);
    let outputs = outputs(args, templated)?;
    // Whoever asks for files wants nothing else, unless they say so.
    let printed =
        args.written.format.map(form).or(args.written.outputs.is_empty().then_some(templated.unwrap_or(Format::Table)));
    let printed = printed.map(|format| told("-", format, setup)).transpose().map_err(|problem| vec![problem])?;
    let in_file = Setup { page: Page { width: FILE_WIDTH, colour: false }, ..setup };
    let mut written = Vec::new();
    for (name, format, file) in outputs {
        let bytes = told(&name, format, in_file).map_err(|problem| vec![problem])?;
        written.push((name, file, bytes));
    }
    // Only now that nothing can be wrong any more does anything leave the program.
    if let Some(bytes) = printed {
        print(&String::from_utf8_lossy(&bytes)).map_err(|problem| vec![problem])?;
    }
    for (name, mut file, bytes) in written {
        let failed = |error| Problem::without_place(Code::NotWritten, &name).with_word("reason", io_reason(&error));
        file.write_all(&bytes).map_err(|error| vec![failed(error)])?;
        file.put(args.written.force).map_err(|error| vec![not_put(&name, &error)])?;
    }
    Ok(comparisons.iter().flat_map(|one| &one.findings).any(Compared::is_setback))
}

/// Opens the files that are to be written, in the form that their names say or that a template has.
fn outputs(args: &DiffArgs, templated: Option<Format>) -> Result<Vec<(String, Format, Staged)>, Vec<Problem>> {
    let mut read = Vec::new();
    for path in [&args.old, &args.new] {
        let found = Inputs::find(std::slice::from_ref(path));
        read.extend(found.files.into_iter().map(|input| input.path));
    }
    let read: Vec<&Path> = read.iter().map(PathBuf::as_path).collect();
    let mut files = Files::new(&read, args.written.force);
    let mut outputs = Vec::new();
    let mut problems = Vec::new();
    for path in &args.written.outputs {
        let form = |name: &str| templated.or_else(|| Format::of_file(name));
        match files.open(path, form, Format::ENDINGS.map(|(end, _)| end)) {
            Ok((form, file)) => outputs.push((path.display().to_string(), form, file)),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(outputs) } else { Err(problems) }
}
