//! Where reports go: standard output, and the files that were asked for.

use std::{
    collections::BTreeSet,
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
};

use super::{
    file::{Staged, replaceable},
    pages::{self, Pages},
    print,
};
use crate::{
    extract::Extract,
    problem::{Code, Problem, io_reason},
    report::{Ending, Format, Judge, Report, Setup, View},
};

/// The reports of a run.
pub(super) struct Outputs<'o> {
    outputs: Vec<Output<'o>>,
    folders: Vec<Pages<'o>>,
}

/// One report, and where it goes.
struct Output<'o> {
    /// The name in messages; `-` is standard output.
    name: String,
    report: Report<'o>,
    /// The file that it becomes; none for standard output.
    file: Option<Staged>,
    replace: bool,
    started: bool,
}

/// What one agreement adds to each report that is a stream, and its page for each folder of pages.
pub(super) type Pieces = Vec<Option<String>>;

/// What is asked of the outputs.
pub(super) struct Wanted<'w> {
    /// The form of standard output, if anything is to go there.
    pub(super) printed: Option<Format>,
    /// The files, and the folders of pages, by their paths.
    pub(super) files: &'w [PathBuf],
    /// The form of files whatever their names say, if they have one.
    pub(super) filed: Option<Format>,
    /// Whether files that are there may be replaced.
    pub(super) replace: bool,
    /// What is read, which is never written over.
    pub(super) inputs: &'w [&'w Path],
}

impl<'o> Outputs<'o> {
    /// Opens everything that is to be written, before any work is done.
    ///
    /// # Errors
    /// Everything that cannot be written.
    pub(super) fn open(wanted: &Wanted<'_>, printed: &Setup<'o>, filed: &Setup<'o>) -> Result<Self, Vec<Problem>> {
        let mut outputs = Vec::new();
        let mut folders = Vec::new();
        let mut problems = Vec::new();
        if let Some(format) = wanted.printed {
            let report = format.begin(printed);
            outputs.push(Output { name: "-".into(), report, file: None, replace: false, started: false });
        }
        let mut opener = Files::new(wanted.inputs, wanted.replace);
        for path in wanted.files {
            if pages::is_folder(path) {
                match Pages::begin(path, wanted.inputs, filed, wanted.replace) {
                    Ok(folder) => folders.push(folder),
                    Err(error) => problems.push(pages::failed(&path.display().to_string(), &error)),
                }
                continue;
            }
            let form = |name: &str| wanted.filed.or_else(|| Format::of_file(name));
            match opener.open(path, form, Format::ENDINGS.map(|(end, _)| end)) {
                Ok((format, file)) => {
                    let (name, report) = (path.display().to_string(), format.begin(filed));
                    outputs.push(Output { name, report, file: Some(file), replace: wanted.replace, started: false });
                }
                Err(problem) => problems.push(problem),
            }
        }
        let whole = Self { outputs, folders };
        problems.extend(whole.fault());
        if problems.is_empty() { Ok(whole) } else { Err(problems) }
    }

    /// What keeps a report from being written, as far as is known.
    pub(super) fn fault(&self) -> Option<Problem> {
        self.outputs.iter().find_map(Output::fault)
    }

    /// What an agreement adds to the reports that are streams.
    pub(super) fn pieces(&self, view: &View<'_>) -> Pieces {
        let piece = |output: &Output<'_>| match &output.report {
            Report::Stream(stream) => Some(stream.assessment(view)),
            Report::Whole(_) => None,
        };
        let pages = self.folders.iter().map(|folder| Some(folder.page(view)));
        self.outputs.iter().map(piece).chain(pages).collect()
    }

    /// Whether a report needs to see each agreement once more, in order.
    pub(super) fn needs_views(&self) -> bool {
        self.outputs.iter().any(|output| matches!(output.report, Report::Whole(_)))
    }

    /// Adds an agreement, by the name of its extract, to every report; whether anybody reads on.
    ///
    /// # Errors
    /// A report that cannot be written.
    pub(super) fn add(
        &mut self,
        extract: &str,
        pieces: &Pieces,
        again: Option<(&Judge<'_>, &Extract)>,
    ) -> Result<bool, Problem> {
        let (pieces, pages) = pieces.split_at(self.outputs.len());
        for (folder, page) in self.folders.iter_mut().zip(pages.iter().flatten()) {
            folder.add(extract, page)?;
        }
        for (output, piece) in self.outputs.iter_mut().zip(pieces) {
            if let Some(piece) = piece {
                let Report::Stream(stream) = &output.report else { continue };
                let before = if output.started { stream.between().to_owned() } else { stream.start() };
                output.started = true;
                if !(output.write(&before)? && output.write(piece)?) {
                    return Ok(false);
                }
            }
        }
        if let Some((judge, extract)) = again {
            let view = judge.judge(extract);
            for output in &mut self.outputs {
                if let Report::Whole(whole) = &mut output.report {
                    whole.add(&view);
                    output.started = true;
                }
            }
        }
        Ok(true)
    }

    /// Ends every report and puts the files in their places. Where nothing was judged, nothing is written.
    ///
    /// # Errors
    /// A report that cannot be written.
    pub(super) fn close(self, ending: &Ending<'_>) -> Result<(), Problem> {
        for mut output in self.outputs.into_iter().filter(|output| output.started) {
            let name = output.name.clone();
            if let Report::Stream(stream) = &output.report {
                let end = stream.end(ending);
                output.fault().map_or(Ok(()), Err)?;
                output.write(&end)?;
            }
            let Output { report, file, replace, .. } = output;
            let failed = |reason: String| Problem::without_place(Code::NotWritten, &name).with_word("reason", reason);
            let Some(mut file) = file else { continue };
            if let Report::Whole(whole) = report {
                whole.finish(ending, &mut file).map_err(failed)?;
            }
            file.put(replace).map_err(|error| not_put(&name, &error))?;
        }
        self.folders.into_iter().try_for_each(|folder| folder.close(ending))
    }
}

impl Output<'_> {
    fn fault(&self) -> Option<Problem> {
        match &self.report {
            Report::Stream(stream) => stream.fault(),
            Report::Whole(_) => None,
        }
    }

    /// Writes a piece of text; whether anybody reads on.
    fn write(&mut self, text: &str) -> Result<bool, Problem> {
        let Some(file) = &mut self.file else { return print(text) };
        let failed = |error: &io::Error| {
            Problem::without_place(Code::NotWritten, &self.name).with_word("reason", io_reason(error))
        };
        file.write_all(text.as_bytes()).map(|()| true).map_err(|error| failed(&error))
    }
}

/// The files of a run, opened one by one: each only once, and none that is read.
pub(super) struct Files {
    inputs: BTreeSet<PathBuf>,
    seen: BTreeSet<PathBuf>,
    replace: bool,
}

impl Files {
    /// Those of a run that reads some files and may or may not replace what is there.
    pub(super) fn new(inputs: &[&Path], replace: bool) -> Self {
        let inputs = inputs.iter().filter_map(|path| path.canonicalize().ok()).collect();
        Self { inputs, seen: BTreeSet::new(), replace }
    }

    /// Opens a file in the form that its name says.
    ///
    /// # Errors
    /// Why it cannot be written.
    pub(super) fn open<F, const N: usize>(
        &mut self,
        path: &Path,
        form: impl Fn(&str) -> Option<F>,
        endings: [&str; N],
    ) -> Result<(F, Staged), Problem> {
        let name = path.display().to_string();
        let problem = |code| Problem::without_place(code, &name);
        if !self.seen.insert(place(path)) {
            return Err(problem(Code::OutputTwice));
        }
        if path.canonicalize().is_ok_and(|path| self.inputs.contains(&path)) {
            return Err(problem(Code::OutputIsInput));
        }
        let Some(form) = form(&name) else {
            return Err(problem(Code::UnknownFormat).with_list("options", endings.map(|end| format!(".{end}"))));
        };
        let file = begin(path, self.replace).map_err(|error| not_opened(&name, &error))?;
        Ok((form, file))
    }
}

/// Where a file is, however its path is written.
fn place(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match (folder.canonicalize(), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}

/// Opens a file that is put in its place when it is whole.
fn begin(path: &Path, replace: bool) -> io::Result<Staged> {
    if replace {
        replaceable(path)?;
    } else if path.symlink_metadata().is_ok() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    Staged::begin(path)
}

fn not_opened(name: &str, error: &io::Error) -> Problem {
    match error.kind() {
        ErrorKind::AlreadyExists => Problem::without_place(Code::FileExists, name),
        ErrorKind::IsADirectory => Problem::without_place(Code::Folder, name),
        _ => Problem::without_place(Code::NotWritten, name).with_word("reason", io_reason(error)),
    }
}

/// The problem of a file that could not be put in its place.
pub(super) fn not_put(name: &str, error: &io::Error) -> Problem {
    match error.kind() {
        ErrorKind::AlreadyExists => Problem::without_place(Code::FileExists, name),
        _ => Problem::without_place(Code::NotWritten, name).with_word("reason", io_reason(error)),
    }
}
