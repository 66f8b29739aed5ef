//! Minutes, and what closes a session, held against the journal of their session, where it is beside them.

use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use super::grids::{DEPTH, LARGEST};
use super::{Examination, Fault, Signed, seals};
use crate::clerk::{ClerkError, read_files};
use crate::domain::closing::Closing;
use crate::domain::event::{Event, Recorded};
use crate::domain::hearing::{Drawn, Hearing};
use crate::domain::id::{ItemCode, MarkCode, MemberId};
use crate::domain::minutes::{JournalPart, Minutes, SheetPart};
use crate::domain::session::Session;
use crate::domain::sheets::{Entry, OpenSheet};
use crate::formats::{closing as closing_format, minutes as format};
use crate::journal::{JOURNAL_FILE, Journal, Opened};
use crate::received::Folder;
use crate::sealing::Key;

/// The journal beside minutes; the session that it makes is worked out once.
#[derive(Debug)]
pub(super) struct Ledger {
    folder: Folder,
    records: Vec<Recorded>,
    /// Whether it stands in the very folder of the minutes, and not above, where a session has it.
    beside: bool,
    session: OnceLock<Result<Session, Fault>>,
}

impl Ledger {
    /// The records of the journal of the nearest folder that has one.
    fn near(folder: &Folder) -> Result<Option<Self>, Fault> {
        // `minutes/C001.v1.toml` stands in the session's folder, or somewhat deeper.
        let beside = folder.has(JOURNAL_FILE);
        let found = folder.nearest_with(JOURNAL_FILE, DEPTH);
        let Some(folder) = found.map_err(|fault| unreadable(folder.shown(""), fault))? else { return Ok(None) };
        let bytes = folder.read(JOURNAL_FILE).map_err(|fault| unreadable(folder.shown(JOURNAL_FILE), fault))?;
        let Opened { records, torn } =
            Journal::read(&bytes).map_err(|fault| Fault::Journal(Arc::new(ClerkError::Journal(fault))))?;
        // Whoever opens the session sets a torn end aside; here it may as well be an altered record.
        if let Some(torn) = torn {
            return Err(Fault::JournalTorn { line: torn.line });
        }
        drop(bytes);
        Ok(Some(Self { folder, records, beside, session: OnceLock::new() }))
    }

    /// Whether it is that of the session that began with this record.
    fn is_of(&self, begun: &str) -> bool {
        self.records.first().is_some_and(|record| record.digest == begun)
    }

    fn session(&self) -> Result<&Session, Fault> {
        self.session.get_or_init(|| self.replayed()).as_ref().map_err(Clone::clone)
    }

    fn replayed(&self) -> Result<Session, Fault> {
        let journal = |fault: ClerkError| Fault::Journal(Arc::new(fault));
        let read = read_files(|name| {
            let path = self.folder.shown(name);
            let bytes = self.folder.read(name);
            let bytes = bytes
                .and_then(|bytes| if bytes.len() > LARGEST { Err(ErrorKind::FileTooLarge.into()) } else { Ok(bytes) });
            let bytes = bytes.map_err(|source| ClerkError::Unreadable { path: PathBuf::from(&path), source })?;
            Ok((path, bytes.into_owned()))
        })
        .map_err(journal)?;
        read.session_of(&self.records).map_err(journal)
    }

    fn head(&self, place: &JournalPart) -> Option<Fault> {
        let found = self.records.iter().find(|record| record.seq == place.records);
        let same = found.is_some_and(|record| record.digest == place.head);
        (!same).then_some(Fault::JournalHead { record: place.records })
    }
}

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

impl Examination<'_> {
    fn ledger(&self) -> Result<Option<&Ledger>, Fault> {
        let ledger = self.ledger.get_or_init(|| Ledger::near(self.folder));
        ledger.as_ref().map(Option::as_ref).map_err(Clone::clone)
    }

    /// Replays the journal and builds the minutes again: they must be the same, to the byte, and it must know of every
    /// signature: one that it does not know was made elsewhere, or the journal was cut.
    ///
    /// `None` where there is no journal beside them: they were sent alone, and their signature is what there is.
    pub(super) fn account(
        &self,
        minutes: &Minutes,
        bytes: &[u8],
        signed: &[Signed],
    ) -> Result<Option<Account>, Vec<Fault>> {
        let Some(ledger) = self.ledger().map_err(|fault| vec![fault])? else { return Ok(None) };
        if !ledger.is_of(&minutes.session.begun_sha256) {
            // In a folder where minutes of many sessions were put together, the journal of one is nothing to the others.
            return if ledger.beside { Ok(None) } else { Err(vec![Fault::OtherJournal]) };
        }
        // What is wrong with a sheet is told by its juror's name, before what is wrong with the whole.
        let mut faults = sheets(minutes, &ledger.records);
        faults.extend(ledger.head(&minutes.journal));
        if !faults.is_empty() {
            return Err(faults);
        }
        let session = ledger.session().map_err(|fault| vec![fault])?;
        let hearing = session.hearing(&minutes.candidate.id);
        let drawn = hearing.and_then(|hearing| version(hearing, minutes.version));
        let again = drawn.and_then(|drawn| format::render((*drawn.minutes).clone()).ok());
        let (Some(drawn), Some(hearing)) = (drawn, hearing) else { return Err(vec![Fault::NotFromJournal]) };
        if again.is_none_or(|again| again.toml.as_bytes() != bytes) {
            return Err(vec![Fault::NotFromJournal]);
        }
        let made = drawn.signatures.iter().map(|made| &made.signer);
        if let Some(who) = unrecorded(signed, made) {
            return Err(vec![Fault::NotRecorded(who)]);
        }
        let last = hearing.annulled.iter().chain(&hearing.drawn).filter(|drawn| !drawn.signatures.is_empty());
        let last_signed = last.map(|drawn| drawn.version).max().unwrap_or(minutes.version);
        let amending = hearing.annulled.last().is_some_and(|annulled| annulled.version == last_signed);
        let closed = session.course().closed.as_ref().is_some_and(|closed| !closed.signatures.is_empty());
        Ok(Some(Account { papers: drawn.papers.clone(), last_signed, amending, closed }))
    }

    /// The same for what closes a session: whether there was a journal.
    pub(super) fn closing_account(&self, closing: &Closing, bytes: &[u8], signed: &[Signed]) -> Result<bool, Fault> {
        let Some(ledger) = self.ledger()? else { return Ok(false) };
        if !ledger.is_of(&closing.session.begun_sha256) {
            return if ledger.beside { Ok(false) } else { Err(Fault::OtherJournal) };
        }
        ledger.head(&closing.journal).map_or(Ok(()), Err)?;
        let closed = ledger.session()?.course().closed.as_ref().ok_or(Fault::ClosingNotFromJournal)?;
        let again = closing_format::render(&closed.closing);
        if again.is_ok_and(|again| again.as_bytes() != bytes) {
            return Err(Fault::ClosingNotFromJournal);
        }
        let made = closed.signatures.iter().map(|made| &made.signer);
        unrecorded(signed, made).map_or(Ok(true), |who| Err(Fault::NotRecorded(who)))
    }
}

/// The first who signed without being among these.
fn unrecorded<'a>(signed: &[Signed], made: impl Iterator<Item = &'a MemberId>) -> Option<String> {
    let made: Vec<&str> = made.map(MemberId::as_str).collect();
    let known = |each: &&Signed| made.contains(&each.who.as_str());
    signed.iter().find(|each| !known(each)).map(|each| each.who.clone())
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

fn unreadable(path: String, source: std::io::Error) -> Fault {
    Fault::Journal(Arc::new(ClerkError::Unreadable { path: PathBuf::from(path), source }))
}
