//! What can be wrong with a journal.

use std::io;
use std::path::PathBuf;

use super::record::RecordFault;

/// Why a journal could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// A record is not what was written there. Nothing was changed on the disk.
    #[error("line {line}: {what}")]
    Damaged {
        /// The line, from 1.
        line: u64,
        /// In what way.
        what: Damage,
    },
    /// A record was written by a newer version of the program. Nothing was changed on the disk.
    #[error("line {line}: {what}")]
    Newer {
        /// The line, from 1.
        line: u64,
        /// What this program does not know.
        what: RecordFault,
    },
    /// An event could not be stored so that it reads back as it is; nothing of the call was written.
    #[error("an event that cannot be stored")]
    Unstorable,
    /// The file is not as this journal left it: somebody else wrote to it or cut it. Nothing was written.
    #[error("{}: changed by another program", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// Another program has it open for writing.
    #[error("{}: held by another program", path.display())]
    Held {
        /// The file.
        path: PathBuf,
    },
    /// Something else stands where the journal should: a folder, a symbolic link, a device.
    #[error("{}: not a plain file", path.display())]
    NotAFile {
        /// The path.
        path: PathBuf,
    },
    /// The system refused.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// In what way a record is not what was written there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// The line by itself is at fault.
    #[error("{0}")]
    Record(RecordFault),
    /// The line is a record, but not the one that comes here: one is missing, repeated or out of its place.
    #[error("record {found} in its place")]
    Sequence {
        /// The number it bears.
        found: u64,
    },
    /// The record does not follow from the one before: one of the two is from another history.
    #[error("does not follow from the record before")]
    Chain,
}
