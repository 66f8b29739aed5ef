//! Why a session's folder cannot be opened.

use std::error::Error;
use std::io;
use std::path::PathBuf;

use rustix::io::Errno;

use super::beyond::Beyond;
use crate::app::message::DiskFault;
use crate::domain::session::Inconsistent;
use crate::formats::Problem;
use crate::journal::JournalError;
use crate::journal::lock::LockError;

/// Why a session's folder cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum ClerkError {
    /// A file cannot be read.
    #[error("{path}: {source}")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The files are wrong.
    #[error("{} problems in the session's files", .0.len())]
    Problems(Vec<Problem>),
    /// The session is in use, or cannot be locked.
    #[error(transparent)]
    Lock(LockError),
    /// The journal cannot be read, or is damaged.
    #[error(transparent)]
    Journal(JournalError),
    /// The journal was not written by this program.
    #[error(transparent)]
    Inconsistent(Inconsistent),
    /// A file changed after the session began.
    #[error(transparent)]
    Changed(#[from] Changed),
    /// Minutes were drawn from what the journal does not have.
    #[error(transparent)]
    Beyond(#[from] Beyond),
}

/// A file that changed after the session began.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} changed after the session began")]
pub struct Changed(pub &'static str);

/// What the system says of a file, as the app tells it.
pub fn disk_fault(fault: &io::Error) -> DiskFault {
    let is = |errors: &[Errno]| errors.iter().any(|errno| fault.raw_os_error() == Some(errno.raw_os_error()));
    match fault.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => DiskFault::Full,
        io::ErrorKind::PermissionDenied => DiskFault::Denied,
        io::ErrorKind::ReadOnlyFilesystem => DiskFault::ReadOnly,
        io::ErrorKind::NotFound => DiskFault::Missing,
        io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory | io::ErrorKind::InvalidInput => DiskFault::NotPlain,
        io::ErrorKind::FileTooLarge => DiskFault::TooLarge,
        io::ErrorKind::AlreadyExists => DiskFault::Occupied,
        io::ErrorKind::InvalidFilename => DiskFault::LongName,
        // A link where none is followed, and a socket.
        _ if is(&[Errno::LOOP, Errno::NXIO]) => DiskFault::NotPlain,
        // The standard library has no name for these.
        _ if is(&[Errno::MFILE, Errno::NFILE]) => DiskFault::TooManyOpen,
        _ if is(&[Errno::IO]) => DiskFault::Failing,
        _ => DiskFault::Other(fault.to_string()),
    }
}

/// What went wrong with the journal while it is written, as the app tells it.
pub(super) fn journal_fault(fault: &JournalError) -> DiskFault {
    match fault {
        JournalError::Io { source, .. } => disk_fault(source),
        JournalError::Changed { .. } => DiskFault::Changed,
        other => DiskFault::Other(cause(other)),
    }
}

/// An error with its causes, in one line.
pub(super) fn cause(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        let said = inner.to_string();
        if !text.contains(&said) {
            text = format!("{text}: {said}");
        }
        source = inner.source();
    }
    text
}
