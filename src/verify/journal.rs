//! Minutes, and what closes a session, held against the journal of their session, where it is beside them.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Fault, seals};
use crate::clerk::files::read_plain;
use crate::clerk::{ClerkError, read_folder};
use crate::domain::closing::Closing;
use crate::domain::event::{Event, Recorded};
use crate::domain::hearing::{Drawn, Hearing};
use crate::domain::id::{ItemCode, MarkCode, MemberId};
use crate::domain::minutes::{JournalPart, Minutes, SheetPart};
use crate::domain::session::Session;
use crate::domain::sheets::{Entry, OpenSheet};
use crate::formats::{closing as closing_format, minutes as format};
use crate::journal::{JOURNAL_FILE, Journal, Opened};
use crate::sealing::Key;

/// How many folders up the journal is looked for.
const DEPTH: usize = 4;

/// What the journal says of minutes, beyond that they are its own.
#[derive(Debug, Default)]
pub(super) struct Account {
    /// Who signed the printed sheet.
    pub(super) papers: Vec<MemberId>,
    /// The last version of these minutes that somebody signed.
    pub(super) last_signed: u32,
    /// Whether a version is being made that annuls the last one.
    pub(super) amending: bool,
    /// Whether the session was closed, and that was signed.
    pub(super) closed: bool,
}

/// Replays the journal and builds the minutes again: they must be the same, to the byte, and it must know of every
/// signature: one that it does not know was made elsewhere, or the journal was cut.
///
/// `None` where there is no journal beside them: they were sent alone, and their signature is what there is.
pub(super) fn hold_against(
    path: &Path,
    minutes: &Minutes,
    bytes: &[u8],
    signed: &[String],
) -> Result<Option<Account>, Vec<Fault>> {
    let Some((folder, records)) = beside(path).map_err(|fault| vec![fault])? else { return Ok(None) };
    // What is wrong with a sheet is told by its juror's name, before what is wrong with the whole.
    let mut faults = sheets(minutes, &records);
    faults.extend(head(&minutes.journal, &records));
    if !faults.is_empty() {
        return Err(faults);
    }
    let session = replayed(&folder, &records).map_err(|fault| vec![fault])?;
    let drawn = session.hearing(&minutes.candidate.id).and_then(|hearing| version(hearing, minutes.version));
    let again = drawn.and_then(|drawn| format::render((*drawn.minutes).clone()).ok());
    let (Some(drawn), Some(hearing)) = (drawn, session.hearing(&minutes.candidate.id)) else {
        return Err(vec![Fault::NotFromJournal]);
    };
    if again.is_none_or(|again| again.toml.as_bytes() != bytes) {
        return Err(vec![Fault::NotFromJournal]);
    }
    let recorded = |who: &&String| drawn.signatures.iter().any(|made| made.signer.as_str() == who.as_str());
    if let Some(who) = signed.iter().find(|who| !recorded(who)) {
        return Err(vec![Fault::NotRecorded(who.clone())]);
    }
    let last = hearing.annulled.iter().chain(&hearing.drawn).filter(|drawn| !drawn.signatures.is_empty());
    let last_signed = last.map(|drawn| drawn.version).max().unwrap_or(minutes.version);
    let amending = hearing.annulled.last().is_some_and(|annulled| annulled.version == last_signed);
    let closed = session.course().closed.as_ref().is_some_and(|closed| !closed.signatures.is_empty());
    Ok(Some(Account { papers: drawn.papers.clone(), last_signed, amending, closed }))
}

/// The same for what closes a session.
pub(super) fn hold_closing(path: &Path, closing: &Closing, bytes: &[u8], signed: &[String]) -> Result<bool, Fault> {
    let Some((folder, records)) = beside(path)? else { return Ok(false) };
    head(&closing.journal, &records).map_or(Ok(()), Err)?;
    let session = replayed(&folder, &records)?;
    let closed = session.course().closed.as_ref().ok_or(Fault::ClosingNotFromJournal)?;
    let again = closing_format::render(&closed.closing);
    if again.is_ok_and(|again| again.as_bytes() != bytes) {
        return Err(Fault::ClosingNotFromJournal);
    }
    let recorded = |who: &&String| closed.signatures.iter().any(|made| made.signer.as_str() == who.as_str());
    signed.iter().find(|who| !recorded(who)).map_or(Ok(true), |who| Err(Fault::NotRecorded(who.clone())))
}

/// The records of the journal beside a file, and its folder.
fn beside(path: &Path) -> Result<Option<(PathBuf, Vec<Recorded>)>, Fault> {
    // `minutes/C001.v1.toml` stands in the session's folder, or somewhat deeper, whatever path led to it.
    let whole = path.canonicalize().map_err(|fault| unreadable(path, fault))?;
    let above = whole.ancestors().skip(1).take(DEPTH);
    let Some(folder) = above.into_iter().find(|folder| fs::symlink_metadata(folder.join(JOURNAL_FILE)).is_ok()) else {
        return Ok(None);
    };
    let file = folder.join(JOURNAL_FILE);
    let bytes = read_plain(&file).map_err(|fault| unreadable(&file, fault))?;
    let Opened { records, torn } = Journal::read(&bytes).map_err(|fault| Fault::Journal(ClerkError::Journal(fault)))?;
    // Whoever opens the session sets a torn end aside; here it may as well be an altered record.
    match torn {
        Some(torn) => Err(Fault::JournalTorn { line: torn.line }),
        None => Ok(Some((folder.to_owned(), records))),
    }
}

fn head(place: &JournalPart, records: &[Recorded]) -> Option<Fault> {
    let found = records.iter().find(|record| record.seq == place.records);
    let same = found.is_some_and(|record| record.digest == place.head);
    (!same).then_some(Fault::JournalHead { record: place.records })
}

fn replayed(folder: &Path, records: &[Recorded]) -> Result<Session, Fault> {
    let read = read_folder(folder).map_err(Fault::Journal)?;
    let mut session = Session::new(read.plan.clone());
    for record in records {
        session.apply(record).map_err(|fault| Fault::Journal(ClerkError::Inconsistent(fault)))?;
    }
    read.unchanged_since(session.frozen()).map_err(|fault| Fault::Journal(fault.into()))?;
    Ok(session)
}

fn version(hearing: &Hearing, version: u32) -> Option<&Drawn> {
    hearing.annulled.iter().chain(&hearing.drawn).find(|drawn| drawn.version == version)
}

/// Where the journal has another seal than the minutes, or entries that make another sheet: a journal whose chain was
/// made anew by whoever altered it gives itself away here.
fn sheets(minutes: &Minutes, records: &[Recorded]) -> Vec<Fault> {
    minutes.sheet.iter().filter_map(|sheet| sheet_of(minutes, sheet, records)).collect()
}

fn sheet_of(minutes: &Minutes, sheet: &SheetPart, records: &[Recorded]) -> Option<Fault> {
    let (who, whose) = (&sheet.member, &minutes.candidate.id);
    let key = Key::published(sheet.salt.as_deref()?)?;
    let sealed = records.iter().position(|record| {
        matches!(&record.event, Event::SheetSealed { candidate, member, .. } if candidate == whose && member == who)
    })?;
    let (before, seal) = (records.get(..sealed)?, records.get(sealed)?);
    let Event::SheetSealed { commitment, signature, .. } = &seal.event else { return None };
    let member = seals::name(minutes, who);
    if Some(commitment) != sheet.commitment.as_ref() || *signature != sheet.signature {
        return Some(Fault::JournalSeal { member, record: seal.seq });
    }
    // With another code a sheet begins anew.
    let renewed =
        |record: &Recorded| matches!(&record.event, Event::CodeChosen { member, reason: Some(_), .. } if member == who);
    let from = before.iter().rposition(renewed).map_or(0, |place| place + 1);
    let (mut open, mut place) = (OpenSheet::default(), 0);
    for record in before.get(from..)? {
        let Event::SheetWritten { candidate, member: writer, entry, .. } = &record.event else { continue };
        if candidate == whose && writer == who {
            let written = key.open(place, entry).and_then(|entry| serde_json::from_str::<Entry>(&entry).ok());
            if written.and_then(|entry| open.write(who, &entry)).is_none() {
                return Some(Fault::JournalSheet { member, record: record.seq });
            }
            place += 1;
        }
    }
    (!is_written(&open, sheet)).then_some(Fault::JournalSheet { member, record: seal.seq })
}

/// Whether what was written is what the minutes have of the sheet.
fn is_written(open: &OpenSheet, sheet: &SheetPart) -> bool {
    let marks: Vec<(&ItemCode, &MarkCode)> = open.sheet.marks.iter().map(|(item, mark)| (item, &mark.code)).collect();
    let mut told: Vec<_> = sheet.mark.iter().filter_map(|line| Some((&line.item, line.mark.as_ref()?))).collect();
    told.sort();
    let comments: Vec<_> = open.sheet.comments.iter().collect();
    let mut said: Vec<_> = sheet.mark.iter().filter_map(|line| Some((&line.item, line.comment.as_ref()?))).collect();
    said.sort();
    marks == told && comments == said
}

fn unreadable(path: &Path, source: std::io::Error) -> Fault {
    Fault::Journal(ClerkError::Unreadable { path: path.to_owned(), source })
}
