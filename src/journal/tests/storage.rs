//! A disk that fails when told to, and a power cut.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use crate::journal::storage::Storage;

/// What a power cut does to the bytes that were written and not synced.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cut {
    /// Nothing since the last sync is there, nor is a truncation.
    Drop,
    /// The length changed, and the first so many of those bytes are there.
    Tear(usize),
    /// As `Tear`, but the length covers all of them; the others read as zeros.
    Zeros(usize),
    /// Written out of order: the length covers all of them, and of the blocks of so many bytes those are there that
    /// have a bit in the mask, which comes again and again; the others read as zeros.
    Blocks(usize, u64),
}

/// Storage in memory, with what programs see apart from what is on the disk.
#[derive(Debug, Clone, Default)]
pub(super) struct FaultyStorage {
    /// What programs see.
    seen: Vec<u8>,
    /// The bytes of `seen` that a sync has still to write. A failed sync forgets them without writing them all.
    unsynced: BTreeMap<usize, u8>,
    disk: Vec<u8>,
    /// How many writes, syncs and truncations were asked for.
    pub(super) calls: usize,
    /// Which of them fail.
    failing: Faults,
    /// How many have failed.
    failed: usize,
    /// Before which call everything is remembered as it is, and how it was.
    moment: Option<usize>,
    remembered: Option<Box<FaultyStorage>>,
}

/// Which calls fail, and how.
#[derive(Debug, Clone, Default)]
pub(super) struct Faults {
    /// The first call that may fail.
    pub(super) first: usize,
    /// Which calls fail from there, a bit each; the pattern comes again and again.
    pub(super) pattern: u64,
    /// How many bytes a call that fails writes all the same: a number a failure, again and again.
    pub(super) kept: Vec<usize>,
}

impl FaultyStorage {
    pub(super) fn holding(bytes: &[u8]) -> Self {
        Self { seen: bytes.to_vec(), disk: bytes.to_vec(), ..Self::default() }
    }

    /// From now on, these calls fail.
    pub(super) fn fail(&mut self, faults: Faults) {
        self.failing = faults;
    }

    /// Remembers how everything is just before this call.
    pub(super) fn remember(&mut self, call: usize) {
        self.moment = Some(call);
    }

    /// How everything was then.
    pub(super) fn remembered(&self) -> Self {
        *self.remembered.clone().expect("the call came")
    }

    pub(super) fn seen(&self) -> &[u8] {
        &self.seen
    }

    /// What a machine that starts again finds.
    pub(super) fn after(&self, cut: Cut) -> Self {
        let mut disk = self.disk.clone();
        if let Cut::Tear(kept) | Cut::Zeros(kept) = cut {
            disk.truncate(self.seen.len());
            write(&mut disk, self.unsynced.iter().take(kept));
        }
        if let Cut::Blocks(size, mask) = cut {
            disk.truncate(self.seen.len());
            write(&mut disk, self.unsynced.iter().filter(|&(place, _)| mask >> (place / size % 64) & 1 == 1));
        }
        if let Cut::Zeros(_) | Cut::Blocks(..) = cut {
            disk.resize(self.seen.len(), 0);
        }
        Self::holding(&disk)
    }

    /// Whether the next call fails, and if so how many bytes it writes all the same.
    fn fails(&mut self) -> Option<usize> {
        let call = self.calls;
        self.calls += 1;
        if self.moment == Some(call) {
            self.remembered = Some(Box::new(self.clone()));
        }
        let place = call.checked_sub(self.failing.first)?;
        if self.failing.pattern >> (place % 64) & 1 == 0 {
            return None;
        }
        self.failed += 1;
        Some(self.failing.kept.iter().copied().cycle().nth(self.failed - 1).unwrap_or(0))
    }
}

fn write<'a>(disk: &mut Vec<u8>, bytes: impl Iterator<Item = (&'a usize, &'a u8)>) {
    for (&place, &byte) in bytes {
        disk.resize(disk.len().max(place + 1), 0);
        disk[place] = byte;
    }
}

fn fault() -> io::Error {
    io::Error::other("played")
}

impl Storage for FaultyStorage {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        let fails = self.fails();
        let written = fails.map_or(bytes.len(), |kept| bytes.len().min(kept));
        self.unsynced.extend((self.seen.len()..).zip(bytes[..written].iter().copied()));
        self.seen.extend_from_slice(&bytes[..written]);
        fails.map_or(Ok(()), |_| Err(fault()))
    }

    fn sync(&mut self) -> io::Result<()> {
        let fails = self.fails();
        let unsynced = std::mem::take(&mut self.unsynced);
        if let Some(kept) = fails {
            write(&mut self.disk, unsynced.iter().take(kept));
            return Err(fault());
        }
        write(&mut self.disk, unsynced.iter());
        self.disk.resize(self.seen.len(), 0);
        Ok(())
    }

    fn truncate(&mut self, length: u64) -> io::Result<()> {
        if self.fails().is_some() {
            return Err(fault());
        }
        let length = usize::try_from(length).unwrap();
        assert!(length <= self.seen.len(), "a journal never grows by truncation");
        self.seen.truncate(length);
        self.unsynced.split_off(&length);
        Ok(())
    }

    fn read_all(&mut self) -> io::Result<Vec<u8>> {
        Ok(self.seen.clone())
    }

    fn length(&self) -> io::Result<u64> {
        Ok(self.seen.len() as u64)
    }

    fn path(&self) -> &Path {
        Path::new("played/journal.jsonl")
    }
}

/// Storage that a test still holds while a journal writes to it.
#[derive(Debug, Clone, Default)]
pub(super) struct Shared(pub(super) std::rc::Rc<std::cell::RefCell<FaultyStorage>>);

impl Shared {
    pub(super) fn new(storage: FaultyStorage) -> Self {
        Self(std::rc::Rc::new(std::cell::RefCell::new(storage)))
    }
}

impl Storage for Shared {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.borrow_mut().append(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.0.borrow_mut().sync()
    }

    fn truncate(&mut self, length: u64) -> io::Result<()> {
        self.0.borrow_mut().truncate(length)
    }

    fn read_all(&mut self) -> io::Result<Vec<u8>> {
        self.0.borrow_mut().read_all()
    }

    fn length(&self) -> io::Result<u64> {
        self.0.borrow().length()
    }

    fn path(&self) -> &Path {
        Path::new("played/journal.jsonl")
    }
}
