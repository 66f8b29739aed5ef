//! One program a session: the lock on its folder, and the trace of who held it and until when.
//!
//! The lock is the system's own on the open file, so that it is released however the process ends. The file `lock`
//! stays when nobody holds it and must not be deleted while somebody does: a new file of that name is another lock.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use rustix::fs::OFlags;
use serde::{Deserialize, Serialize};

use crate::domain::time::Stamp;

/// The name of the lock in a session folder.
pub const LOCK_FILE: &str = "lock";

/// The length of what the file holds, always: rewritten in place in one write, it is never longer or shorter.
const LENGTH: usize = 512;

/// Who holds a session. As read from a file, this is text to be distrusted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The process.
    pub pid: u32,
    /// The machine.
    pub host: String,
    /// The account.
    pub user: String,
    /// Since when.
    pub since: DateTime<FixedOffset>,
}

/// The trace of a program that stopped without releasing the session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alive {
    /// Who held the session last.
    pub holder: Holder,
    /// The last moment at which a program that held it is known to have run.
    pub stamp: Stamp,
}

/// Why a session could not be held.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another program holds it; who, if that can be read.
    #[error("held by another program")]
    Held(Option<Holder>),
    /// The system refused.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// A session held by this program, until this is released or dropped, or the process ends.
#[derive(Debug)]
pub struct SessionLock {
    file: File,
    path: PathBuf,
    holder: Holder,
}

/// What the file holds.
#[derive(Serialize, Deserialize)]
struct Trace {
    #[serde(flatten)]
    holder: Holder,
    alive: Option<Stamp>,
}

impl SessionLock {
    /// Takes the session in this folder, without waiting.
    ///
    /// Returns what the program before left, if it did not [`release`](Self::release) the session. That moment stays
    /// in the file until the first [`alive`](Self::alive), so that to be stopped right after this does not lose it.
    ///
    /// # Errors
    /// [`LockError::Held`] if another program has it; [`LockError::Io`] if the file cannot be opened, locked or written.
    pub fn acquire(folder: &Path, holder: &Holder) -> Result<(Self, Option<Alive>), LockError> {
        let path = folder.join(LOCK_FILE);
        let opened = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed())
            .open(&path);
        let file = match opened {
            Ok(file) => file,
            Err(source) => return Err(LockError::Io { path, source }),
        };
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(LockError::Held(read(&file).map(|trace| trace.holder))),
            Err(TryLockError::Error(source)) => return Err(LockError::Io { path, source }),
        }
        let before = read(&file).and_then(|Trace { holder, alive }| Some(Alive { holder, stamp: alive? }));
        let lock = Self { file, path, holder: holder.clone() };
        lock.write(before.as_ref().map(|alive| &alive.stamp))?;
        Ok((lock, before))
    }

    /// Notes that the program runs now. Not synced: this has to outlive the process, not a power cut.
    ///
    /// # Errors
    /// [`LockError::Io`] if the file cannot be written; the session stays held.
    pub fn alive(&mut self, stamp: &Stamp) -> Result<(), LockError> {
        self.write(Some(stamp))
    }

    /// Gives the session back in good order: whoever takes it next learns of no interruption.
    ///
    /// # Errors
    /// [`LockError::Io`] if the file cannot be written; the session is given back all the same.
    pub fn release(self) -> Result<(), LockError> {
        self.write(None)
    }

    fn write(&self, alive: Option<&Stamp>) -> Result<(), LockError> {
        self.file
            .write_all_at(&content(&self.holder, alive), 0)
            .map_err(|source| LockError::Io { path: self.path.clone(), source })
    }
}

/// The trace as one line of JSON, filled up with spaces. If it does not fit, the names go first: the moment matters
/// most, and a machine with so long a name is known by its process.
fn content(holder: &Holder, alive: Option<&Stamp>) -> [u8; LENGTH] {
    let nameless = Holder { host: String::new(), user: String::new(), ..holder.clone() };
    let mut bytes = [b' '; LENGTH];
    for holder in [holder.clone(), nameless] {
        let line = serde_json::to_vec(&Trace { holder, alive: alive.cloned() }).unwrap_or_default();
        if let Some(place) = bytes.get_mut(..line.len()).filter(|place| place.len() < LENGTH) {
            place.copy_from_slice(&line);
            break;
        }
    }
    bytes[LENGTH - 1] = b'\n';
    bytes
}

/// What the file holds, if it can be read: the file may be new, from another program, or half written.
fn read(file: &File) -> Option<Trace> {
    let mut bytes = [0; LENGTH];
    file.read_exact_at(&mut bytes, 0).ok()?;
    serde_json::from_slice(&bytes).ok()
}
