//! Whole files put on the disk: temporary file, sync, rename, folder sync.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, OFlags, RenameFlags};
use rustix::io::Errno;

use super::error::disk_fault;
use crate::app::message::DiskFault;
use crate::digest::sha256;

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
    let make = || -> io::Result<()> {
        match fs::symlink_metadata(path) {
            // Whoever made it may have been stopped before its name was on the disk.
            Ok(there) if there.is_dir() => {}
            // A link would lead out of the session's folder.
            Ok(_) => return Err(io::ErrorKind::NotADirectory.into()),
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => {
                DirBuilder::new().recursive(true).mode(0o700).create(path)?;
            }
            Err(fault) => return Err(fault),
        }
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(parent)?.sync_all()
    };
    make().map_err(|fault| at(path, &fault))
}

/// The most bytes that a file of a session may have; no real one comes near.
const LARGEST: u64 = 64 << 20;

/// Reads a file whole: a plain one, of a bearable size. A device or a pipe would be read for ever.
///
/// # Errors
/// As the system says; [`io::ErrorKind::InvalidInput`] for what is no plain file, [`io::ErrorKind::FileTooLarge`].
pub fn read_plain(path: &Path) -> io::Result<Vec<u8>> {
    // Nobody may be at the other end of a pipe: opening it must not wait.
    let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    let file = OpenOptions::new().read(true).custom_flags(flags.bits().cast_signed()).open(path)?;
    let about = file.metadata()?;
    if !about.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    if about.len() > LARGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    // One byte more shows the end without a second look.
    let mut bytes = Vec::with_capacity(usize::try_from(about.len() + 1).unwrap_or_default());
    // It may grow while it is read.
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

/// Writes a file that was not there; after a power cut it is there whole or not at all.
///
/// A file that is there with the same bytes is written anew: the work was done before an interruption, and whether it
/// is on the disk nobody knows. To sync it again would not tell: after a sync that failed, the next one says nothing of
/// what was lost.
///
/// # Errors
/// [`FileFault`]; also if the file is there with other bytes, which are never replaced.
pub fn write_once(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), FileFault> {
    let path = folder.join(name);
    let there = match read_plain(&path) {
        Ok(there) if there == bytes => true,
        Ok(_) => return Err(FileFault { path, why: DiskFault::Occupied }),
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => false,
        Err(fault) => return Err(at(&path, &fault)),
    };
    let write = || -> io::Result<()> {
        // In the same folder, so that the rename stays on one file system. Opened and written as a plain file, whose
        // errors are the system's own.
        let open = |path: &Path| OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
        let mut file = tempfile::Builder::new().make_in(folder, open)?;
        file.as_file_mut().write_all(bytes)?;
        file.as_file().sync_all()?;
        let placed = if there { file.persist(&path) } else { file.persist_noclobber(&path) };
        placed.map_err(|fault| fault.error)?;
        let put = File::open(folder).and_then(|folder| folder.sync_all());
        // What was refused is not there when it is asked for again; what was there before stays, and is whole.
        put.inspect_err(|_| drop((!there).then(|| fs::remove_file(&path))))
    };
    write().map_err(|fault| at(&path, &fault))
}

/// Writes a folder that was not there, its user's alone, with these files; it is there whole or not at all.
///
/// # Errors
/// [`FileFault`]; also if something is there.
pub fn write_folder(path: &Path, files: &[(&str, &[u8])]) -> Result<(), FileFault> {
    let fault = |fault: io::Error| at(path, &fault);
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !parent.is_dir() {
        make_folder(parent)?;
    }
    let aside = Aside::new(parent).map_err(fault)?;
    for (name, bytes) in files {
        write_once(aside.path(), name, bytes).map_err(|fault| FileFault { path: path.join(name), ..fault })?;
    }
    fs::rename(aside.path(), path).map_err(fault)?;
    let put = File::open(parent).and_then(|parent| parent.sync_all());
    // Back where it is taken away.
    put.inspect_err(|_| drop(fs::rename(path, aside.path()))).map_err(fault)
}

/// A folder for what is not yet whole, its user's alone, under a hidden name beside what it becomes; taken away with
/// everything in it when this is dropped.
#[derive(Debug)]
pub struct Aside(PathBuf);

impl Aside {
    /// Makes one.
    ///
    /// # Errors
    /// What the system says, with its number: a library's own folder would wrap it in words.
    pub fn new(parent: &Path) -> io::Result<Self> {
        let make = |path: &Path| DirBuilder::new().mode(0o700).create(path);
        let folder = tempfile::Builder::new().make_in(parent, make)?;
        Ok(Self(folder.into_temp_path().keep().map_err(|fault| fault.error)?))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        // It may have become what it was for.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Writes a file as [`write_once`] does; one of that name with other bytes is set aside first, and stays.
///
/// It is there after a stop between the writing of a file and its record, when what is written next is another: it
/// must neither stand in the way nor be lost. It is named after its digest.
///
/// # Errors
/// [`FileFault`].
pub fn write_making_way(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), FileFault> {
    match write_once(folder, name, bytes) {
        Err(FileFault { why: DiskFault::Occupied, .. }) => {
            set_aside(folder, name)?;
            write_once(folder, name, bytes)
        }
        other => other,
    }
}

/// Gives a file the name under which it is out of the way, `NAME.set-aside-DIGEST`; nothing is ever replaced by it.
///
/// # Errors
/// [`FileFault`].
pub fn set_aside(folder: &Path, name: &str) -> Result<(), FileFault> {
    let path = folder.join(name);
    let fault = |fault: &io::Error| at(&path, fault);
    let there = read_plain(&path).map_err(|source| fault(&source))?;
    let digest = sha256(&there);
    let aside = folder.join(format!("{name}.set-aside-{}", digest.get(..8).unwrap_or(&digest)));
    match rustix::fs::renameat_with(CWD, &path, CWD, &aside, RenameFlags::NOREPLACE) {
        Ok(()) => {}
        // It was set aside before, and made again.
        Err(Errno::EXIST) if read_plain(&aside).is_ok_and(|kept| kept == there) => {
            fs::remove_file(&path).map_err(|source| fault(&source))?;
        }
        Err(errno) => return Err(fault(&errno.into())),
    }
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|source| fault(&source))
}

/// Sets every signature of a file aside.
///
/// # Errors
/// [`FileFault`].
pub fn set_aside_signatures(folder: &Path, file: &str) -> Result<(), FileFault> {
    let prefix = format!("{file}.");
    set_aside_where(folder, |name| name.starts_with(&prefix) && name.strip_suffix(".sig").is_some())
}

/// Sets every file of such a name aside.
///
/// # Errors
/// [`FileFault`].
pub fn set_aside_where(folder: &Path, such: impl Fn(&str) -> bool) -> Result<(), FileFault> {
    let entries = fs::read_dir(folder).map_err(|fault| at(folder, &fault))?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    names.filter(|name| such(name)).try_for_each(|name| set_aside(folder, &name))
}

/// Takes the group's and the others' rights away from a session's folder and from what it holds.
///
/// A file that belongs to somebody else stays as it is: whether it can be read is seen when it is.
pub(super) fn make_private(folder: &Path) {
    let close = |path: &Path| {
        if let Ok(about) = fs::symlink_metadata(path)
            && !about.is_symlink()
        {
            // Best effort, see above.
            let _ = fs::set_permissions(path, Permissions::from_mode(about.permissions().mode() & 0o700));
        }
    };
    close(folder);
    for inside in [folder.to_owned(), folder.join("keys"), folder.join("minutes")] {
        for entry in fs::read_dir(inside).into_iter().flatten().flatten() {
            close(&entry.path());
        }
    }
}

fn at(path: &Path, fault: &io::Error) -> FileFault {
    FileFault { path: path.to_owned(), why: disk_fault(fault) }
}
