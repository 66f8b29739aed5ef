//! Everything that was received, verified, and reduced to what results need.

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rayon::prelude::*;

use super::anomaly::{Anomaly, Detail, Effect, Kind};
use super::pool::Pool;
use super::record::{Person, Record, SessionKey};
use crate::clerk::{ClerkError, SESSION_FILE, read_files};
use crate::domain::candidate::Candidate;
use crate::domain::closing::{CandidateState, SettledState};
use crate::domain::minutes::SessionPart;
use crate::received::{Delivery, Folder};
use crate::verify::{Fault, Report, Seen, Trust, Verified, VerifiedClosing, examine};

/// What was gathered, in no order that means anything.
#[derive(Debug, Default)]
pub struct Gathered {
    /// Minutes that verify.
    pub(super) records: Vec<Record>,
    /// What closes sessions, and verifies.
    pub(super) closings: Vec<ClosingRecord>,
    /// Who was on the list of a session.
    pub(super) lists: Vec<ListRecord>,
    /// What verification refused.
    pub(super) anomalies: Vec<Anomaly>,
    /// Minutes that were refused.
    pub(super) refused: Vec<Arc<str>>,
    /// Tables and signatures without their minutes.
    pub(super) orphans: Vec<Arc<str>>,
    /// The digests of minutes that were refused for what they are, not for what was missing beside them.
    pub(super) void: BTreeSet<String>,
    /// Whether somebody asked to stop before the end.
    pub stopped: bool,
}

/// What closes a session.
#[derive(Debug)]
pub(super) struct ClosingRecord {
    pub(super) file: Arc<str>,
    pub(super) sha256: String,
    /// Who presided at the end, and signed.
    pub(super) president: Arc<str>,
    /// Whether the journal of the session was there, and has this very closing.
    pub(super) journal: bool,
    pub(super) session: Arc<SessionKey>,
    pub(super) candidates: Vec<ClosingCandidate>,
}

/// A candidate, by what closes the session.
#[derive(Debug)]
pub(super) struct ClosingCandidate {
    pub(super) person: Person,
    pub(super) postponed: bool,
    /// The versions of the minutes, with their digests.
    pub(super) versions: Vec<(u32, Arc<str>)>,
}

/// Who was on the list of a session.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ListRecord {
    pub(super) file: Arc<str>,
    /// The session's day, room and name; none for the secretariat's own list.
    pub(super) session: Option<SessionName>,
    pub(super) certification: Option<Arc<str>>,
    /// The members of the jury, in order, where a session's folder says them.
    pub(super) jury: Vec<Arc<str>>,
    pub(super) candidates: BTreeSet<Person>,
}

/// What a session is known by, where its journal is not there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SessionName {
    pub(super) date: chrono::NaiveDate,
    pub(super) room: String,
    pub(super) name: String,
}

impl SessionName {
    pub(super) fn of(key: &SessionKey) -> Self {
        Self { date: key.date, room: key.room.clone(), name: key.name.clone() }
    }

    /// The session, of which no more than this is known.
    pub(super) fn key(self) -> Arc<SessionKey> {
        let Self { date, room, name } = self;
        Arc::new(SessionKey { date, room, name, begun: String::new(), grid: String::new() })
    }
}

/// How far the work is, for whoever watches it; and whether it is to stop.
#[derive(Debug, Default)]
pub struct Watch {
    /// How many files have been examined.
    pub files: AtomicUsize,
    /// How many folders and zips are done.
    pub deliveries: AtomicUsize,
    /// Set to stop at the next file.
    pub stop: Arc<AtomicBool>,
}

/// What one file gave.
#[derive(Debug)]
enum Piece {
    Record(Box<Record>),
    Closing(ClosingRecord),
    List(ListRecord),
    Refused(Option<Arc<str>>, Option<String>, Vec<Anomaly>),
    Orphan(Arc<str>, Anomaly),
}

/// Verifies everything that was received. One delivery is in memory at a time for each thread; of each file only what
/// results need is kept.
pub fn gather(deliveries: &[Delivery], trust: Trust<'_>, watch: &Watch) -> Gathered {
    let pool = Pool::default();
    let pieces = deliveries.par_iter().flat_map_iter(|delivery| {
        let pieces = of(delivery, trust, &pool, watch);
        watch.deliveries.fetch_add(1, Ordering::Relaxed);
        pieces
    });
    let pieces: Vec<Piece> = pieces.collect();
    let mut gathered = Gathered { stopped: watch.stop.load(Ordering::Relaxed), ..Gathered::default() };
    for piece in pieces {
        match piece {
            Piece::Record(record) => gathered.records.push(*record),
            Piece::Closing(closing) => gathered.closings.push(closing),
            Piece::List(list) => gathered.lists.push(list),
            Piece::Orphan(file, anomaly) => {
                gathered.orphans.push(file);
                gathered.anomalies.push(anomaly);
            }
            Piece::Refused(minutes, void, anomalies) => {
                gathered.refused.extend(minutes);
                gathered.void.extend(void);
                gathered.anomalies.extend(anomalies);
            }
        }
    }
    gathered
}

impl Gathered {
    /// Adds a list of the secretariat's own: whoever is on it is expected to have minutes.
    pub fn expect(&mut self, file: &str, candidates: &[Candidate]) {
        let candidates = candidates.iter().map(person).collect();
        self.lists.push(ListRecord {
            file: file.into(),
            session: None,
            certification: None,
            jury: Vec::new(),
            candidates,
        });
    }
}

fn of(delivery: &Delivery, trust: Trust<'_>, pool: &Pool, watch: &Watch) -> Vec<Piece> {
    if watch.stop.load(Ordering::Relaxed) {
        return Vec::new();
    }
    let each = |report: Report| {
        watch.files.fetch_add(1, Ordering::Relaxed);
        (!watch.stop.load(Ordering::Relaxed)).then(|| piece(report, pool))
    };
    match delivery.open() {
        Ok(folders) => {
            let lists = folders.iter().filter(|_| delivery.only().is_none()).filter_map(list).map(Piece::List);
            examine(&folders, delivery.only(), trust, each).into_iter().flatten().chain(lists).collect()
        }
        Err(fault) => {
            let file = delivery.path().display().to_string();
            vec![piece(Report { file, sha256: None, seen: Seen::Closed(fault) }, pool)]
        }
    }
}

fn piece(report: Report, pool: &Pool) -> Piece {
    let file: Arc<str> = report.file.as_str().into();
    let left_out = |kind, detail| Anomaly::of(kind, Effect::LeftOut, vec![Arc::clone(&file)], detail);
    match report.seen {
        Seen::Minutes(Ok(seen)) => record(&report.file, &seen, pool),
        Seen::Closing(Ok(seen)) => Piece::Closing(closing(&file, &seen, pool)),
        Seen::Minutes(Err(faults)) => {
            let void = report.sha256.filter(|_| faults.iter().any(Fault::is_of_content));
            Piece::Refused(Some(Arc::clone(&file)), void, refused(&file, &faults))
        }
        Seen::Closing(Err(faults)) => Piece::Refused(None, None, refused(&file, &faults)),
        Seen::Orphan => {
            let anomaly = left_out(Kind::IncompleteFiles, Vec::new());
            Piece::Orphan(Arc::clone(&file), anomaly)
        }
        Seen::Unknown => Piece::Refused(None, None, vec![left_out(Kind::UnusableFile, vec![Detail::Unknown])]),
        Seen::Packed => Piece::Refused(None, None, vec![left_out(Kind::UnusableFile, vec![Detail::Packed])]),
        Seen::Closed(fault) => {
            Piece::Refused(None, None, vec![left_out(Kind::UnusableFile, vec![Detail::Archive(Arc::new(fault))])])
        }
    }
}

fn record(file: &str, seen: &Verified, pool: &Pool) -> Piece {
    Piece::Record(Box::new(Record::of(file, seen, pool)))
}

/// One anomaly for each kind of what is wrong with a file.
fn refused(file: &Arc<str>, faults: &[Fault]) -> Vec<Anomaly> {
    let kinds: BTreeSet<Kind> = faults.iter().map(Kind::of).collect();
    let of = |kind: Kind| {
        let detail = faults.iter().filter(|fault| Kind::of(fault) == kind).cloned().map(Detail::Fault).collect();
        Anomaly::of(kind, Effect::LeftOut, vec![Arc::clone(file)], detail)
    };
    kinds.into_iter().map(of).collect()
}

fn closing(file: &Arc<str>, seen: &VerifiedClosing, pool: &Pool) -> ClosingRecord {
    let mut hold = pool.hold();
    let SessionPart { date, room, name, begun_sha256, grid_sha256, .. } = seen.closing.session.clone();
    let session = hold.session(&SessionKey { date, room, name, begun: begun_sha256, grid: grid_sha256 });
    let candidate = |state: &CandidateState| ClosingCandidate {
        person: Person {
            id: state.id.as_str().into(),
            family_name: state.family_name.as_str().into(),
            given_name: state.given_name.as_str().into(),
        },
        postponed: state.state == SettledState::Postponed,
        versions: state.minutes.iter().map(|each| (each.version, each.toml_sha256.as_str().into())).collect(),
    };
    ClosingRecord {
        file: Arc::clone(file),
        sha256: seen.sha256.clone(),
        president: hold.text(seen.closing.president.as_str()),
        journal: seen.journal,
        session,
        candidates: seen.closing.candidate.iter().map(candidate).collect(),
    }
}

/// The list of a session's folder, where it can be read; what is wrong with it is for `check` to say.
fn list(folder: &Folder) -> Option<ListRecord> {
    let shown = folder.has(SESSION_FILE).then(|| folder.shown(crate::clerk::CANDIDATES_FILE))?;
    let read = read_files(|name| {
        let unreadable = |source: io::Error| ClerkError::Unreadable { path: PathBuf::from(folder.shown(name)), source };
        Ok((folder.shown(name), folder.read(name).map_err(unreadable)?.into_owned()))
    });
    let plan = read.ok()?.plan;
    Some(ListRecord {
        file: shown.into(),
        session: Some(SessionName { date: plan.date, room: plan.room, name: plan.name }),
        certification: Some(plan.grid.code.as_str().into()),
        jury: plan.jury.members.iter().map(|member| member.id.as_str().into()).collect(),
        candidates: plan.candidates.iter().map(person).collect(),
    })
}

fn person(candidate: &Candidate) -> Person {
    Person {
        id: candidate.id.as_str().into(),
        family_name: candidate.family_name.as_str().into(),
        given_name: candidate.given_name.as_str().into(),
    }
}
