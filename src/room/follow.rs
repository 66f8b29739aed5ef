//! Following a session that another program runs, by reading its folder: nothing is locked, nothing is written.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use crate::clerk::{ClerkError, Folder, read_folder};
use crate::domain::session::Session;
use crate::journal::JOURNAL_FILE;

/// A session as its journal has it, read again when the journal has changed.
#[derive(Debug)]
pub struct Follower {
    path: PathBuf,
    /// The files, once they are those with which the session began: from then on the journal alone matters, as it
    /// does for the program that runs the session.
    begun: Option<Folder>,
    /// What the journal looked like when it was read.
    seen: Option<Print>,
    state: Result<Option<Session>, ClerkError>,
}

/// What tells, without reading it, whether a journal has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Print {
    /// It is not there: the session has not begun.
    Missing,
    /// It is there: which file, how long, written when.
    There { file: u64, length: u64, seconds: i64, nanoseconds: i64 },
}

impl Follower {
    /// Begins to follow the session in this folder, with a first look at it.
    ///
    /// # Errors
    /// [`ClerkError`]: files that are wrong, or a journal that is damaged or not theirs. Later such faults are kept,
    /// see [`Follower::session`].
    pub fn new(path: &Path) -> Result<Self, ClerkError> {
        // Said at once, also while there is no journal to read.
        read_folder(path)?;
        let mut follower = Self { path: path.to_owned(), begun: None, seen: None, state: Ok(None) };
        follower.look();
        match follower.state {
            Ok(_) => Ok(follower),
            Err(fault) => Err(fault),
        }
    }

    /// Looks whether the journal has changed, and reads it if so; whether it was read.
    ///
    /// After a fault it is read each time: what is wrong may be mended elsewhere than in the journal.
    pub fn look(&mut self) -> bool {
        // Before the reading: what is written meanwhile is seen the next time.
        let print = match print(&self.path.join(JOURNAL_FILE)) {
            Ok(print) => print,
            Err(source) => {
                self.seen = None;
                self.state = Err(ClerkError::Unreadable { path: self.path.join(JOURNAL_FILE), source });
                return true;
            }
        };
        if self.state.is_ok() && self.seen == Some(print) {
            return false;
        }
        self.seen = Some(print);
        self.state = self.read(print);
        true
    }

    /// The session as it was last read, none where it has not begun; or why it cannot be read.
    ///
    /// # Errors
    /// [`ClerkError`], until a later look finds it mended.
    pub fn session(&self) -> Result<Option<&Session>, &ClerkError> {
        self.state.as_ref().map(Option::as_ref)
    }

    /// Ends, with the fault that stands.
    ///
    /// # Errors
    /// The [`ClerkError`] of the last look.
    pub fn end(self) -> Result<(), ClerkError> {
        self.state.map(|_| ())
    }

    fn read(&mut self, print: Print) -> Result<Option<Session>, ClerkError> {
        if print == Print::Missing {
            self.begun = None;
            return Ok(None);
        }
        // A torn last line is a record being written: the whole ones before it are what there is.
        if let Some(folder) = &self.begun {
            match folder.so_far(&self.path) {
                // Another session began in its place, with files of its own.
                Err(ClerkError::Changed(_)) => {}
                read => return read,
            }
        }
        self.begun = None;
        let folder = read_folder(&self.path)?;
        let session = folder.so_far(&self.path)?;
        // Until the first record names the files, a person may still be at work on them.
        if session.as_ref().is_some_and(|session| session.frozen().is_some()) {
            self.begun = Some(folder);
        }
        Ok(session)
    }
}

fn print(journal: &Path) -> io::Result<Print> {
    match fs::metadata(journal) {
        Ok(about) => Ok(Print::There {
            file: about.ino(),
            length: about.len(),
            seconds: about.mtime(),
            nanoseconds: about.mtime_nsec(),
        }),
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(Print::Missing),
        Err(fault) => Err(fault),
    }
}
