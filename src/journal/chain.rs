//! Reading a journal: every record held against its digest, its number and the record before.

use std::path::PathBuf;

use rayon::prelude::*;

use crate::domain::event::Recorded;

use super::error::{Damage, JournalError};
use super::record::{BEGINNING, RecordFault, decode};

/// From how many lines on they are read on every core.
const MANY: usize = 2000;

/// What a journal holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The records, in order.
    pub records: Vec<Recorded>,
    /// The end of an interrupted write, if there is one.
    pub torn: Option<Torn>,
}

/// The end of an interrupted write: no `append` ever returned it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Torn {
    /// The line on which it stands, from 1.
    pub line: u64,
    /// The bytes, to the end of the file.
    pub bytes: Vec<u8>,
    /// Where they were set aside, if they were.
    pub saved: Option<PathBuf>,
}

/// Reads the bytes of a journal.
///
/// Only the last line can be torn: a file that is only appended to is interrupted at its end or not at all.
pub(super) fn read(bytes: &[u8]) -> Result<Opened, JournalError> {
    let lines: Vec<&[u8]> = bytes.split_inclusive(|&byte| byte == b'\n').collect();
    let decode = |line: &&[u8]| decode(line);
    // What a line says does not depend on those before it. For an exam's few hundred, more threads would take longer.
    let decoded: Vec<_> =
        if lines.len() < MANY { lines.iter().map(decode).collect() } else { lines.par_iter().map(decode).collect() };
    let mut opened = Opened { records: Vec::with_capacity(lines.len()), torn: None };
    let mut all = (1..).zip(lines.into_iter().zip(decoded)).peekable();
    while let Some((line, (text, decoded))) = all.next() {
        match decoded {
            Ok((recorded, prev)) => {
                follows(&opened.records, line, &recorded, &prev)?;
                opened.records.push(recorded);
            }
            Err(fault) if fault.is_torn() && all.peek().is_none() => {
                opened.torn = Some(Torn { line, bytes: text.to_vec(), saved: None });
            }
            Err(what @ (RecordFault::NewerVersion(_) | RecordFault::UnknownEvent(_))) => {
                return Err(JournalError::Newer { line, what });
            }
            Err(fault) => return Err(JournalError::Damaged { line, what: Damage::Record(fault) }),
        }
    }
    Ok(opened)
}

/// Whether a record comes next after those before it. In a whole journal, line and number are the same.
fn follows(before: &[Recorded], line: u64, recorded: &Recorded, prev: &str) -> Result<(), JournalError> {
    if recorded.seq != line {
        return Err(JournalError::Damaged { line, what: Damage::Sequence { found: recorded.seq } });
    }
    if prev != before.last().map_or(BEGINNING, |last| &last.digest) {
        return Err(JournalError::Damaged { line, what: Damage::Chain });
    }
    Ok(())
}
