//! The journal in its session folder.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;

use super::append::Journal;
use super::chain::Opened;
use super::error::JournalError;
use super::storage::FileStorage;

/// The name of the journal in a session folder.
pub const JOURNAL_FILE: &str = "journal.jsonl";

/// Opens the journal of a session folder, and creates it if there is none; take the session's lock first.
///
/// The journal is locked, too, for as long as it is open: a lock file that somebody deleted lets a second program in.
///
/// A torn tail is copied to a file `journal.torn-<n>` beside the journal, and is on the disk there before it is cut:
/// at every moment its bytes are in one of the two. A stop between copy and cut leaves both, and the next time makes a
/// second copy.
///
/// # Errors
/// As [`Journal::open`]; [`JournalError::NotAFile`] if something else has the journal's name;
/// [`JournalError::Held`] if another program has it open.
pub fn open_file(folder: &Path) -> Result<(Journal<FileStorage>, Opened), JournalError> {
    let path = folder.join(JOURNAL_FILE);
    let file = open_plain(&path)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(JournalError::Held { path }),
        Err(TryLockError::Error(source)) => return Err(JournalError::Io { path, source }),
    }
    // Where that cannot be known, its name is put on the disk once more.
    let new = !file.metadata().is_ok_and(|metadata| metadata.len() > 0);
    let (mut journal, mut opened) = Journal::open(FileStorage::new(file, path, new))?;
    if let Some(torn) = &mut opened.torn {
        torn.saved = Some(set_aside(folder, &torn.bytes)?);
        journal.cut()?;
    }
    Ok((journal, opened))
}

/// Opens for reading and appending, readable by the user alone if new; never through a symbolic link, because the
/// folder may have come from somewhere else and a link could lead anywhere.
fn open_plain(path: &Path) -> Result<File, JournalError> {
    let io = |source| JournalError::Io { path: path.to_owned(), source };
    // Not blocking: to open a pipe that has the journal's name must not wait for somebody to write to it.
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
    let options = OpenOptions::new()
        .read(true)
        .append(true)
        .create(true)
        .mode(0o600)
        .custom_flags(flags.bits().cast_signed())
        .open(path);
    let plain = match &options {
        Ok(file) => file.metadata().map_err(io)?.is_file(),
        Err(_) => fs::symlink_metadata(path).map_or(true, |metadata| metadata.is_file()),
    };
    if plain { options.map_err(io) } else { Err(JournalError::NotAFile { path: path.to_owned() }) }
}

/// Writes a torn tail to the first free `journal.torn-<n>`; returns once file and name are on the disk.
fn set_aside(folder: &Path, bytes: &[u8]) -> Result<PathBuf, JournalError> {
    let mut n = 1_u64;
    loop {
        let path = folder.join(format!("journal.torn-{n}"));
        match OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path) {
            Ok(mut file) => {
                let written = file.write_all(bytes).and_then(|()| file.sync_all());
                written.map_err(|source| JournalError::Io { path: path.clone(), source })?;
                sync_folder(folder)?;
                return Ok(path);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => n += 1,
            Err(source) => return Err(JournalError::Io { path, source }),
        }
    }
}

fn sync_folder(folder: &Path) -> Result<(), JournalError> {
    File::open(folder)
        .and_then(|opened| opened.sync_all())
        .map_err(|source| JournalError::Io { path: folder.to_owned(), source })
}
