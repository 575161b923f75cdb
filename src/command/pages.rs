//! A folder of pages: one for each agreement, and an overview that leads to them.
//!
//! They are written into a folder beside the one that is asked for, and moved there when all of them are whole.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, ErrorKind},
    path::{Path, PathBuf, is_separator},
};

use super::file::{Staging, replaceable};
use crate::{
    problem::{Code, Problem, io_reason},
    report::{self, Ending, Format, INDEX, Setup, View},
};

/// A folder of pages in the making.
pub(super) struct Pages<'p> {
    /// Its name in messages.
    name: String,
    folder: PathBuf,
    staging: Staging,
    setup: Setup<'p>,
    /// The files of the pages, by the names of their extracts.
    files: BTreeMap<String, String>,
    replace: bool,
    started: bool,
}

/// Whether a path asks for a folder: it ends as one, or it is one and no file of a known form.
pub(super) fn is_folder(path: &Path) -> bool {
    let name = path.display().to_string();
    name.ends_with(is_separator) || Format::of_file(&name).is_none() && path.is_dir()
}

impl<'p> Pages<'p> {
    /// Makes ready to write pages on these extracts into a folder, which must be empty unless files in it may be replaced.
    ///
    /// # Errors
    /// What the operating system says.
    pub(super) fn begin(path: &Path, extracts: &[&Path], setup: &Setup<'p>, replace: bool) -> io::Result<Self> {
        let taken = match fs::read_dir(path) {
            Ok(entries) => entries.count() > 0,
            Err(error) if error.kind() == ErrorKind::NotFound => false,
            Err(error) => return Err(error),
        };
        if taken && !replace {
            return Err(ErrorKind::AlreadyExists.into());
        }
        let names = extracts.iter().map(|path| path.display().to_string());
        Ok(Self {
            name: path.display().to_string(),
            folder: path.to_owned(),
            staging: Staging::begin(path)?,
            setup: *setup,
            files: files(names.collect()),
            replace,
            started: false,
        })
    }

    /// The page on an agreement.
    pub(super) fn page(&self, view: &View<'_>) -> String {
        report::page(&self.setup, view)
    }

    /// Adds the page on an agreement, by the name of its extract.
    ///
    /// # Errors
    /// A page that cannot be written.
    pub(super) fn add(&mut self, extract: &str, page: &str) -> Result<(), Problem> {
        self.started = true;
        let Some(file) = self.files.get(extract) else { return Ok(()) };
        self.staging.write(file, page).map_err(|error| self.failed(&error))
    }

    /// Writes the overview and moves all pages to where they belong. Where nothing was judged, nothing is written.
    ///
    /// # Errors
    /// What cannot be written.
    pub(super) fn close(self, ending: &Ending<'_>) -> Result<(), Problem> {
        if !self.started {
            return Ok(());
        }
        let overview =
            report::index(&self.setup, ending, |extract| self.files.get(extract).cloned().unwrap_or_default());
        self.staging.write(INDEX, &overview).and_then(|()| self.put()).map_err(|error| self.failed(&error))
    }

    /// Moves the pages, the overview last: whoever finds it finds all to which it leads.
    fn put(&self) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let mut names = self.staging.files()?;
        names.sort_by_key(|name| (name == INDEX, name.clone()));
        for name in &names {
            let target = self.folder.join(name);
            match replaceable(&target) {
                Ok(_) if self.replace || target.symlink_metadata().is_err() => {}
                Ok(_) => return Err(ErrorKind::AlreadyExists.into()),
                Err(error) => return Err(error),
            }
        }
        names.iter().try_for_each(|name| self.staging.put(name, &self.folder.join(name)))
    }

    fn failed(&self, error: &io::Error) -> Problem {
        failed(&self.name, error)
    }
}

/// Why there is no folder of pages.
pub(super) fn failed(name: &str, error: &io::Error) -> Problem {
    match error.kind() {
        ErrorKind::AlreadyExists => Problem::without_place(Code::FileExists, name),
        _ => Problem::without_place(Code::NotWritten, name).with_word("reason", io_reason(error)),
    }
}

/// The files of the pages, by the names of their extracts. Where names would be the same, or mean something else to a system,
/// they are told apart by what the whole path says, so that each stays what it is whatever else is judged later.
fn files(extracts: Vec<String>) -> BTreeMap<String, String> {
    const TAKEN: [&str; 5] = ["index", "con", "prn", "aux", "nul"];
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    let extracts: BTreeMap<String, String> =
        extracts.into_iter().map(|name| (name.clone(), report::slug(&name))).collect();
    for slug in extracts.values() {
        *uses.entry(slug.clone()).or_default() += 1;
    }
    let file = |(name, slug): (String, String)| {
        let alone = uses[&slug] == 1 && !TAKEN.contains(&slug.as_str());
        let file = if alone { slug } else { format!("{slug}-{}", report::fingerprint(&name)) };
        (name, format!("{file}.html"))
    };
    extracts.into_iter().map(file).collect()
}

#[cfg(test)]
mod tests {
    use super::files;

    #[test]
    fn pages_have_names_that_are_safe_and_tell_them_apart() {
        let names =
            ["a/Visma (2024).yaml", "a/x.yaml", "b/x.yaml", "index.yaml", "-", "/etc/../..", "é.yaml", "CON.yaml"];
        let files = files(names.map(str::to_owned).to_vec());
        assert_eq!(files.len(), names.len());
        assert_eq!(files["a/Visma (2024).yaml"], "visma-2024.html");
        let distinct: std::collections::BTreeSet<_> = files.values().collect();
        assert_eq!(distinct.len(), names.len());
        for file in distinct {
            let stem = file.strip_suffix(".html").expect("a page");
            assert!(
                stem.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'),
                "{file}"
            );
            assert!(!["index", "con"].contains(&stem));
        }
    }
}
