//! Minutes held against the journal of their session, where it is beside them.

use std::fs;
use std::path::Path;

use super::Fault;
use crate::clerk::files::read_plain;
use crate::clerk::{ClerkError, read_folder};
use crate::domain::id::MemberId;
use crate::domain::minutes::{Minutes, build};
use crate::domain::session::Session;
use crate::formats::minutes as format;
use crate::journal::{JOURNAL_FILE, Journal, Opened};

/// How many folders up the journal is looked for.
const DEPTH: usize = 4;

/// Replays the journal and builds the minutes again: they must be the same, to the byte, and it must know of every
/// signature: one that it does not know was made elsewhere, or the journal was cut.
///
/// `false` where there is no journal beside them: they were sent alone, and their signature is what there is.
pub(super) fn hold_against(path: &Path, minutes: &Minutes, bytes: &[u8], signed: &[String]) -> Result<bool, Fault> {
    // `minutes/C001.v1.toml` stands in the session's folder, or somewhat deeper, whatever path led to it.
    let whole = path.canonicalize().map_err(|fault| unreadable(path, fault))?;
    let above = whole.ancestors().skip(1).take(DEPTH);
    let Some(folder) = above.into_iter().find(|folder| fs::symlink_metadata(folder.join(JOURNAL_FILE)).is_ok()) else {
        return Ok(false);
    };
    let file = folder.join(JOURNAL_FILE);
    let Opened { records, torn } = match read_plain(&file) {
        Ok(journal) => Journal::read(&journal).map_err(|fault| Fault::Journal(ClerkError::Journal(fault)))?,
        Err(fault) => return Err(unreadable(&file, fault)),
    };
    // Whoever opens the session sets a torn end aside; here it may as well be an altered record.
    if let Some(torn) = torn {
        return Err(Fault::JournalTorn { line: torn.line });
    }
    let head = records.iter().find(|record| record.seq == minutes.journal.records);
    if head.is_none_or(|record| record.digest != minutes.journal.head) {
        return Err(Fault::JournalHead { record: minutes.journal.records });
    }
    let read = read_folder(folder).map_err(Fault::Journal)?;
    let mut session = Session::new(read.plan.clone());
    for record in &records {
        session.apply(record).map_err(|fault| Fault::Journal(ClerkError::Inconsistent(fault)))?;
    }
    read.unchanged_since(session.frozen()).map_err(|fault| Fault::Journal(fault.into()))?;
    let again = build(&session, &minutes.candidate.id).and_then(|minutes| format::render(minutes).ok());
    if again.is_none_or(|again| again.toml.as_bytes() != bytes) {
        return Err(Fault::NotFromJournal);
    }
    let recorded = |who: &&String| {
        session.hearing(&minutes.candidate.id).is_some_and(|h| h.has_signed(&MemberId::new(who.as_str())))
    };
    match signed.iter().find(|who| !recorded(who)) {
        Some(who) => Err(Fault::NotRecorded(who.clone())),
        None => Ok(true),
    }
}

fn unreadable(path: &Path, source: std::io::Error) -> Fault {
    Fault::Journal(ClerkError::Unreadable { path: path.to_owned(), source })
}
