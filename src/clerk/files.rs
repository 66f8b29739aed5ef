//! Whole files put on the disk: temporary file, sync, rename, folder sync.

use std::fs::{self, DirBuilder, File, Permissions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use super::error::disk_fault;
use crate::app::message::DiskFault;

/// A file that could not be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFault {
    /// Which.
    pub path: PathBuf,
    /// Why.
    pub why: DiskFault,
}

impl FileFault {
    /// The file's name, without its folders.
    pub fn name(&self) -> String {
        self.path
            .file_name()
            .map_or_else(|| self.path.display().to_string(), |name| name.to_string_lossy().into_owned())
    }
}

/// Makes a folder that is its user's alone, if it is not there.
///
/// # Errors
/// [`FileFault`].
pub fn make_folder(path: &Path) -> Result<(), FileFault> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(path);
    made.map_err(|source| at(path, &source))
}

/// Writes a file that was not there; after a power cut it is there whole or not at all.
///
/// A file that is there with the same bytes is left as it is: the work was done before an interruption.
///
/// # Errors
/// [`FileFault`]; also if the file is there with other bytes, which are never replaced.
pub fn write_once(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), FileFault> {
    let path = folder.join(name);
    match fs::read(&path) {
        Ok(there) if there == bytes => return Ok(()),
        Ok(_) => return Err(FileFault { path, why: DiskFault::Occupied }),
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => {}
        Err(fault) => return Err(at(&path, &fault)),
    }
    let write = || -> io::Result<()> {
        // Made with mode 0600, in the same folder, so that the rename stays on one file system.
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist_noclobber(&path).map_err(|fault| fault.error)?;
        File::open(folder)?.sync_all()
    };
    write().map_err(|fault| at(&path, &fault))
}

/// Takes the group's and the others' rights away from a session's folder and what is in it.
///
/// A file that belongs to somebody else stays as it is: whether it can be read is seen when it is.
pub(super) fn make_private(folder: &Path) {
    let set = |path: &Path, mode| {
        // Best effort, see above.
        let _ = fs::set_permissions(path, Permissions::from_mode(mode));
    };
    set(folder, 0o700);
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_dir() {
            make_private(&entry.path());
        } else if kind.is_file() {
            set(&entry.path(), 0o600);
        }
    }
}

fn at(path: &Path, fault: &io::Error) -> FileFault {
    FileFault { path: path.to_owned(), why: disk_fault(fault) }
}
