//! The journal of a session: an append-only file, one record a line, each bound to the one before by its digest.
//!
//! What holds, whatever happens to the process or to the power:
//!
//! - [`Journal::append`] returns records only once they are on the disk; those are never lost.
//! - What the journal hands out is read back from the stored bytes, so that live work and replay see the same.
//! - Nothing is rewritten. The only bytes ever cut are a tail that no `append` has returned.
//! - A break anywhere but in the tail is refused with its line, and the file is left as it is.
//!
//! What the chain cannot show by itself: that its end was cut off between two records, or that an older copy was
//! put back. The minutes carry the number and digest of the last record for that.

mod append;
mod chain;
mod error;
mod folder;
pub mod lock;
pub mod record;
pub mod storage;

pub use append::Journal;
pub use chain::{Opened, Torn};
pub use error::{Damage, JournalError};
pub use folder::{JOURNAL_FILE, open_file};

#[cfg(test)]
mod tests;
