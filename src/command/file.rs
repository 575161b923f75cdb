//! Writes files whole or not at all.

use std::{
    fs::{self, File},
    io::{self, BufWriter, ErrorKind, Write},
    path::{Component, Path, PathBuf},
    process,
    sync::atomic::{AtomicU32, Ordering},
};

/// How many names are tried for a file that is only there while another is written.
const ATTEMPTS: u32 = 100;

/// A name in a folder for what is only there while something is written. No name comes twice in a run: what one thread removes is
/// never what another has just made.
fn passing(folder: &Path) -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    folder.join(format!(".art28-{}-{}.tmp", process::id(), COUNT.fetch_add(1, Ordering::Relaxed)))
}

/// Writes a file where nothing is.
///
/// # Errors
/// What the operating system says; [`ErrorKind::AlreadyExists`] where something is, even if it is a link that leads nowhere.
pub(super) fn create(path: &Path, text: &str) -> io::Result<()> {
    let mut staged = Staged::begin(path)?;
    staged.write_all(text.as_bytes())?;
    staged.put(false)
}

/// Writes a file where nothing or a file is. Of a link, the link is replaced, never what it leads to.
///
/// # Errors
/// What the operating system says; also where something is that is no file, such as a folder or a device.
pub(super) fn replace(path: &Path, text: &str) -> io::Result<()> {
    let mut staged = Staged::begin(path)?;
    staged.write_all(text.as_bytes())?;
    staged.put(true)
}

/// The permissions of a file that may be replaced; an error where nobody may write to it.
fn permissions(path: &Path) -> io::Result<Option<fs::Permissions>> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.permissions().readonly() => Err(ErrorKind::PermissionDenied.into()),
        Ok(metadata) => Ok(Some(metadata.permissions())),
        Err(_) => Ok(None),
    }
}

/// A file beside the one that is to be written, removed when dropped if it is still there.
#[derive(Debug)]
pub(super) struct Staged {
    written: PathBuf,
    path: PathBuf,
    file: BufWriter<File>,
}

impl Staged {
    /// Makes the file that is written first.
    ///
    /// # Errors
    /// What the operating system says.
    pub(super) fn begin(path: &Path) -> io::Result<Self> {
        let folder = path.parent().unwrap_or(Path::new(""));
        if path.file_name().is_none() {
            return Err(ErrorKind::IsADirectory.into());
        }
        for _ in 0..ATTEMPTS {
            let staged = passing(folder);
            match File::create_new(&staged) {
                Ok(file) => {
                    // Before anything is in it: what is confidential stays so.
                    let staged = Self { written: staged, path: path.to_owned(), file: BufWriter::new(file) };
                    if let Some(permissions) = permissions(path)? {
                        staged.file.get_ref().set_permissions(permissions)?;
                    }
                    return Ok(staged);
                }
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        // Not AlreadyExists, which would be said of the file itself.
        Err(ErrorKind::ResourceBusy.into())
    }

    /// Puts what was written in its place, where only a file may be that is to be replaced.
    ///
    /// # Errors
    /// What the operating system says; [`ErrorKind::AlreadyExists`] where something is that is not to be replaced.
    pub(super) fn put(mut self, replace: bool) -> io::Result<()> {
        self.file.flush()?;
        self.file.get_ref().sync_all()?;
        if replace {
            return fs::rename(&self.written, replaceable(&self.path)?);
        }
        match fs::hard_link(&self.written, &self.path) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                // Some file systems have no links. Making the file empty first keeps others from making it meanwhile.
                drop(File::create_new(&self.path)?);
                fs::rename(&self.written, &self.path).inspect_err(|_| {
                    let _ = fs::remove_file(&self.path);
                })
            }
            result => result,
        }
    }
}

/// A folder beside one that is to be filled, removed when dropped.
#[derive(Debug)]
pub(super) struct Staging(PathBuf);

impl Staging {
    /// Makes the folder.
    ///
    /// # Errors
    /// What the operating system says.
    pub(super) fn begin(beside: &Path) -> io::Result<Self> {
        // The path may end in a separator, or be that of the folder in which the program runs.
        let folder = if beside.is_dir() { beside } else { beside.parent().unwrap_or(Path::new("")) };
        for _ in 0..ATTEMPTS {
            let staging = passing(folder);
            match fs::create_dir(&staging) {
                Ok(()) => return Ok(Self(staging)),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(ErrorKind::ResourceBusy.into())
    }

    /// Writes a file in it.
    ///
    /// # Errors
    /// What the operating system says.
    pub(super) fn write(&self, name: &str, text: &str) -> io::Result<()> {
        fs::write(self.0.join(name), text)
    }

    /// The names of the files in it.
    ///
    /// # Errors
    /// What the operating system says.
    pub(super) fn files(&self) -> io::Result<Vec<String>> {
        fs::read_dir(&self.0)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
    }

    /// Moves a file to where it belongs.
    ///
    /// # Errors
    /// What the operating system says.
    pub(super) fn put(&self, name: &str, target: &Path) -> io::Result<()> {
        fs::rename(self.0.join(name), target)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The path, if nothing or a file is there.
pub(super) fn replaceable(path: &Path) -> io::Result<&Path> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => Err(ErrorKind::IsADirectory.into()),
        Ok(metadata) if !metadata.is_file() => Err(ErrorKind::InvalidInput.into()),
        _ => Ok(path),
    }
}

impl Write for Staged {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.written);
    }
}

/// A path as it is seen from a folder. Where nobody can tell, as it was given.
pub(super) fn seen_from(folder: &Path, path: &Path) -> String {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let seen = path.canonicalize().ok().zip(folder.canonicalize().ok()).map(|(path, folder)| {
        let (path, folder): (Vec<Component<'_>>, Vec<Component<'_>>) =
            (path.components().collect(), folder.components().collect());
        let shared = path.iter().zip(&folder).take_while(|(one, other)| one == other).count();
        let up = folder.iter().skip(shared).map(|_| Component::ParentDir);
        up.chain(path.iter().skip(shared).copied()).collect::<PathBuf>()
    });
    let seen = seen.unwrap_or_else(|| path.to_owned());
    // A slash is understood everywhere.
    let seen = seen.display().to_string();
    if cfg!(windows) { seen.replace('\\', "/") } else { seen }
}
