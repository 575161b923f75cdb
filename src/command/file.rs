//! Writes files whole or not at all.

use std::{
    fs::{self, File},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
    process,
};

/// How many names are tried for a file that is only there while another is written.
const ATTEMPTS: u32 = 100;

/// Writes a file where nothing is.
///
/// # Errors
/// What the operating system says; [`ErrorKind::AlreadyExists`] where something is, even if it is a link that leads nowhere.
pub(super) fn create(path: &Path, text: &str) -> io::Result<()> {
    let staged = Staged::new(path, text)?;
    match fs::hard_link(&staged.0, path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            // Some file systems have no links. Making the file empty first keeps others from making it meanwhile.
            drop(File::create_new(path)?);
            fs::rename(&staged.0, path).inspect_err(|_| {
                let _ = fs::remove_file(path);
            })
        }
        result => result,
    }
}

/// Writes a file where nothing or a file is. Of a link, the link is replaced, never what it leads to.
///
/// # Errors
/// What the operating system says; also where something is that is no file, such as a folder or a device.
pub(super) fn replace(path: &Path, text: &str) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => return Err(ErrorKind::IsADirectory.into()),
        Ok(metadata) if !metadata.is_file() => return Err(ErrorKind::InvalidInput.into()),
        _ => {}
    }
    let staged = Staged::new(path, text)?;
    fs::rename(&staged.0, path)
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
struct Staged(PathBuf);

impl Staged {
    fn new(path: &Path, text: &str) -> io::Result<Self> {
        let folder = path.parent().unwrap_or(Path::new(""));
        if path.file_name().is_none() {
            return Err(ErrorKind::IsADirectory.into());
        }
        for attempt in 0..ATTEMPTS {
            let staged = folder.join(format!(".art28-{}-{attempt}.tmp", process::id()));
            match File::create_new(&staged) {
                Ok(mut file) => {
                    let staged = Self(staged);
                    // Before anything is in it: what is confidential stays so.
                    if let Some(permissions) = permissions(path)? {
                        file.set_permissions(permissions)?;
                    }
                    file.write_all(text.as_bytes())?;
                    file.sync_all()?;
                    return Ok(staged);
                }
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        // Not AlreadyExists, which would be said of the file itself.
        Err(ErrorKind::ResourceBusy.into())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}
