//! Writing to a journal: what is returned is on the disk.

use std::io;

use crate::domain::event::{Event, Recorded};
use crate::domain::id::MemberId;
use crate::domain::time::Stamp;

use super::chain::{self, Opened};
use super::error::JournalError;
use super::record::{BEGINNING, decode, encode};
use super::storage::{FileStorage, Storage};

/// A journal open for writing.
#[derive(Debug)]
pub struct Journal<S> {
    storage: S,
    /// The length of the file up to the last record known to be on the disk.
    durable: u64,
    /// Whether there may be bytes after `durable`: a torn tail, or what a failed append left.
    loose: bool,
    next: u64,
    head: String,
}

impl Journal<FileStorage> {
    /// Reads the bytes of a journal and checks every record; a torn tail is reported, and changes nothing.
    ///
    /// # Errors
    /// [`JournalError::Damaged`] or [`JournalError::Newer`], with the line.
    pub fn read(bytes: &[u8]) -> Result<Opened, JournalError> {
        chain::read(bytes)
    }
}

impl<S: Storage> Journal<S> {
    /// Reads what is stored, checks every record, and makes ready to append.
    ///
    /// A torn tail is still in the file when this returns: set its bytes aside, then [`cut`](Self::cut) it. If
    /// nobody does, the first append cuts it.
    ///
    /// # Errors
    /// [`JournalError::Damaged`] or [`JournalError::Newer`] with the line, and the storage left as it was;
    /// [`JournalError::Io`] if it cannot be read or synced.
    pub fn open(mut storage: S) -> Result<(Self, Opened), JournalError> {
        let bytes = storage.read_all().map_err(|source| io_error(&storage, source))?;
        let opened = chain::read(&bytes)?;
        // A process killed between write and sync leaves whole records that are not on the disk yet. From here
        // on they count as said, so they must be. A new journal has none.
        if !bytes.is_empty() {
            storage.sync().map_err(|source| io_error(&storage, source))?;
        }
        let torn = opened.torn.as_ref().map_or(0, |torn| torn.bytes.len());
        let journal = Self {
            storage,
            durable: (bytes.len() - torn) as u64,
            loose: torn > 0,
            next: opened.records.len() as u64 + 1,
            head: opened.records.last().map_or_else(|| BEGINNING.to_owned(), |last| last.digest.clone()),
        };
        Ok((journal, opened))
    }

    /// Appends what happened, each record in one write and one sync; returns it as stored, once it is on the disk.
    ///
    /// Of what no sync has put there, a power cut may leave the end without the beginning. With one record at most
    /// between two syncs, that is a torn last line; with several, it would read as damage before the last one.
    ///
    /// After an error nothing of the call counts, and the call can be made again, for as long as it takes.
    /// What a failed call left in the file is cut off before anything else is written: it is never synced a second
    /// time and called saved, because after a failed sync the system may have dropped the bytes and forgotten it.
    ///
    /// A power cut in the middle of a call can leave its first events and not the others, or all of them although
    /// the call never returned: each event by itself must make sense to whoever replays them. The same holds if the
    /// process dies after a failed call whose bytes could not be cut off.
    ///
    /// # Errors
    /// [`JournalError::Io`] if the storage fails, or is no longer where it was; [`JournalError::Changed`] if another
    /// program wrote to it;
    /// [`JournalError::Unstorable`] if an event would not read back as it is.
    pub fn append(&mut self, stamp: &Stamp, by: &MemberId, events: &[Event]) -> Result<Vec<Recorded>, JournalError> {
        let (lines, recorded) = self.prepare(stamp, by, events)?;
        let Some(last) = recorded.last() else { return Ok(recorded) };
        self.cut()?;
        self.check()?;
        self.loose = true;
        let mut written = 0;
        for line in &lines {
            if let Err(source) = self.storage.append(line.as_bytes()).and_then(|()| self.storage.sync()) {
                // At once, so that a journal opened again does not show what was refused; if this fails too, the next
                // append does it first. The error that matters is the one above.
                let _ = self.cut();
                return Err(self.io(source));
            }
            written += line.len() as u64;
        }
        self.loose = false;
        self.durable += written;
        self.next = last.seq + 1;
        self.head.clone_from(&last.digest);
        Ok(recorded)
    }

    /// That the journal still stands where it should, and as this left it: asked before anything is written beside it.
    ///
    /// # Errors
    /// As [`append`](Self::append).
    pub fn check(&self) -> Result<(), JournalError> {
        let length = self.storage.length().map_err(|source| self.io(source))?;
        let own = if self.loose { length >= self.durable } else { length == self.durable };
        if own { Ok(()) } else { Err(JournalError::Changed { path: self.storage.path().to_owned() }) }
    }

    /// Cuts off what stands after the last durable record, if anything may; returns once that is on the disk.
    ///
    /// # Errors
    /// [`JournalError::Io`] if the storage fails; it is tried again before the next append.
    pub fn cut(&mut self) -> Result<(), JournalError> {
        if self.loose {
            self.storage.truncate(self.durable).map_err(|source| self.io(source))?;
            self.storage.sync().map_err(|source| self.io(source))?;
            self.loose = false;
        }
        Ok(())
    }

    /// The lines to write, and the records as they will be read back from them.
    fn prepare(
        &self,
        stamp: &Stamp,
        by: &MemberId,
        events: &[Event],
    ) -> Result<(Vec<String>, Vec<Recorded>), JournalError> {
        let mut lines = Vec::with_capacity(events.len());
        let mut records: Vec<Recorded> = Vec::with_capacity(events.len());
        for (seq, event) in (self.next..).zip(events) {
            let prev = records.last().map_or(&self.head, |last| &last.digest);
            let (line, _) = encode(seq, stamp, by, event, prev).map_err(|_| JournalError::Unstorable)?;
            let (recorded, _) = decode(line.as_bytes()).map_err(|_| JournalError::Unstorable)?;
            if recorded.event != *event {
                return Err(JournalError::Unstorable);
            }
            lines.push(line);
            records.push(recorded);
        }
        Ok((lines, records))
    }

    fn io(&self, source: io::Error) -> JournalError {
        io_error(&self.storage, source)
    }
}

fn io_error(storage: &impl Storage, source: io::Error) -> JournalError {
    JournalError::Io { path: storage.path().to_owned(), source }
}
