//! Which minutes count: of each candidate of each session, one version.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::anomaly::{Anomaly, Detail, Effect, Kind};
use super::gather::{ClosingRecord, ListRecord, SessionName};
use super::people::Who;
use super::record::Record;
use super::results::Counts;
use crate::domain::id::CandidateId;
use crate::domain::minutes::stem;
use crate::verify::Standing;

/// The minutes that count, and what is doubtful about the others.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    /// One for each candidate of each session.
    pub(super) used: Vec<Arc<Record>>,
    /// Those of candidates of whom it is not known which version holds: they are left out.
    pub(super) unsettled: Vec<Arc<Record>>,
    pub(super) anomalies: Vec<Anomaly>,
    pub(super) counts: Counts,
}

/// Of which session, by the digest of its journal's first record, and of whom.
type Place = (String, Arc<str>);

/// By the name of the minutes, the highest version that was refused, and the files.
type RefusedVersions = BTreeMap<String, (u32, Vec<Arc<str>>)>;

/// What was received and does not verify.
pub(super) struct Refused<'a> {
    /// Minutes.
    pub(super) minutes: &'a [Arc<str>],
    /// Tables and signatures without their minutes.
    pub(super) orphans: &'a [Arc<str>],
    /// The digests of minutes that were refused for what they are.
    pub(super) void: &'a BTreeSet<String>,
}

/// Chooses among the minutes that verify.
pub(super) fn choose(
    records: Vec<Record>,
    closings: &[ClosingRecord],
    lists: &[ListRecord],
    refused: &Refused<'_>,
) -> Chosen {
    let mut chosen = Chosen::default();
    let received = records.len() + refused.minutes.len();
    let records: Vec<Arc<Record>> = distinct(records).map(Arc::new).collect();
    chosen.counts.verified = records.len();
    let juries = Juries::of(&records, lists);
    let (records, strangers): (Vec<_>, Vec<_>) = records.iter().cloned().partition(|record| juries.knows(record));
    for stranger in strangers {
        chosen.leave_out(&[stranger], Kind::UnknownSigner, vec![Detail::OtherJury]);
    }
    let (closings, foreign): (Vec<_>, Vec<_>) = closings.iter().partition(|closing| is_own(closing, &records));
    chosen.anomalies.extend(foreign.into_iter().map(ClosingRecord::anomaly));
    let known = Closings::of(&closings);
    let later = refused_versions(refused.minutes.iter().chain(refused.orphans));
    let mut places: BTreeMap<Place, Vec<Arc<Record>>> = BTreeMap::new();
    for record in records {
        if refused.void.contains(&*record.sha256) {
            // Where more was beside them they did not hold: a copy that came alone is no better.
            chosen.leave_out(&[record], Kind::TwoLastVersions, Vec::new());
            continue;
        }
        places.entry((record.session.begun.clone(), Arc::clone(&record.candidate.id))).or_default().push(record);
    }
    for versions in places.into_values() {
        chosen.settle(versions, &known, &later);
    }
    chosen.counts.minutes = received;
    chosen.counts.copies = received - refused.minutes.len() - chosen.counts.verified;
    chosen.counts.left_out = refused.minutes.len() + chosen.unsettled.len();
    chosen
}

impl Chosen {
    fn leave_out(&mut self, records: &[Arc<Record>], kind: Kind, detail: Vec<Detail>) {
        let Some(last) = records.last() else { return };
        let files = records.iter().map(|record| Arc::clone(&record.file)).collect();
        self.anomalies.push(last.anomaly(kind, Effect::LeftOut, files, detail));
        self.unsettled.extend(records.iter().cloned());
    }

    /// Chooses among the versions of one candidate's minutes in one session.
    fn settle(&mut self, mut versions: Vec<Arc<Record>>, closings: &Closings<'_>, refused: &RefusedVersions) {
        versions.sort_by(|a, b| (a.version, &a.sha256).cmp(&(b.version, &b.sha256)));
        let Some(first) = versions.first() else { return };
        let closed = closings.of_candidate(first);
        if let Closed::Names(_, digest) = closed {
            // What closes the session says which is the last: nothing comes after it.
            let named = versions.iter().position(|record| record.sha256 == *digest);
            let after = named.map(|place| versions.split_off(place + 1)).unwrap_or_default();
            self.leave_out(&after, Kind::ClosingMismatch, Vec::new());
        }
        if let Some((kind, detail)) = doubts(&versions, &closed) {
            return self.leave_out(&versions, kind, detail);
        }
        let Some(last) = versions.last() else { return };
        self.counts.replaced += versions.len() - 1;
        self.counts.recomputed += usize::from(last.recomputed);
        self.used.push(Arc::clone(last));
        // A later version that does not verify annuls nothing; that there may be one must be known.
        let (name, _) = numbered(&stem(&CandidateId::new(&*last.candidate.id), last.version));
        if let (Closed::Unknown, Some((version, files))) = (closed, refused.get(&name))
            && *version > last.version
        {
            let files = files.iter().chain([&last.file]).map(Arc::clone).collect();
            self.anomalies.push(last.anomaly(Kind::TwoLastVersions, Effect::Flagged, files, Vec::new()));
        }
    }
}

/// Why it cannot be said which of these versions holds.
fn doubts(versions: &[Arc<Record>], closed: &Closed<'_>) -> Option<(Kind, Vec<Detail>)> {
    let version = |record: &Record| Detail::Version(record.version, Arc::clone(&record.sha256));
    let last = versions.last()?;
    for pair in versions.windows(2) {
        let [before, after] = pair else { continue };
        if !after.follows(before) {
            return Some((Kind::TwoLastVersions, vec![version(before), version(after)]));
        }
    }
    match closed {
        Closed::Names(_, digest) if **digest == last.sha256 => None,
        Closed::Names(number, digest) if *number > last.version => {
            Some((Kind::LaterVersionMissing, vec![Detail::Version(*number, Arc::clone(digest))]))
        }
        Closed::Names(number, digest) => {
            Some((Kind::ClosingMismatch, vec![Detail::Version(*number, Arc::clone(digest))]))
        }
        Closed::Without => Some((Kind::ClosingMismatch, Vec::new())),
        Closed::Unknown if last.standing == Standing::Amending => Some((Kind::AmendmentUnderWay, vec![version(last)])),
        Closed::Unknown => None,
    }
}

/// The juries of sessions, as the minutes with their journal, the lists, or else all minutes have them: one jury sits
/// through a session, and who is not of it has nothing to say there.
struct Juries<'a> {
    by_session: BTreeMap<&'a str, BTreeSet<&'a [Arc<str>]>>,
}

impl<'a> Juries<'a> {
    fn of(records: &'a [Arc<Record>], lists: &'a [ListRecord]) -> Self {
        let mut listed: BTreeMap<&SessionName, BTreeSet<&[Arc<str>]>> = BTreeMap::new();
        for list in lists {
            if let Some(session) = &list.session {
                listed.entry(session).or_default().insert(&list.jury);
            }
        }
        let mut sure: BTreeMap<&str, BTreeSet<&[Arc<str>]>> = BTreeMap::new();
        let mut any: BTreeMap<&str, BTreeSet<&[Arc<str>]>> = BTreeMap::new();
        for record in records {
            let begun = record.session.begun.as_str();
            any.entry(begun).or_default().insert(&record.jury);
            if record.journal {
                sure.entry(begun).or_default().insert(&record.jury);
            }
            if let Some(juries) = listed.get(&SessionName::of(&record.session)) {
                sure.entry(begun).or_default().extend(juries);
            }
        }
        any.extend(sure);
        Self { by_session: any }
    }

    /// Whether a record is of the jury of its session; where several claim to be, none is.
    fn knows(&self, record: &Record) -> bool {
        let of = self.by_session.get(record.session.begun.as_str());
        record.journal || of.is_some_and(|juries| juries.len() == 1 && juries.contains(&record.jury[..]))
    }
}

/// Whether a closing is of the session that it names: made with its journal, or by who presided there.
fn is_own(closing: &ClosingRecord, records: &[Arc<Record>]) -> bool {
    let mut of = records.iter().filter(|record| record.session.begun == closing.session.begun).peekable();
    closing.journal || of.peek().is_none() || of.any(|record| record.president.as_ref() == Some(&closing.president))
}

impl ClosingRecord {
    fn anomaly(&self) -> Anomaly {
        let anomaly =
            Anomaly::of(Kind::UnknownSigner, Effect::LeftOut, vec![Arc::clone(&self.file)], vec![Detail::OtherJury]);
        Anomaly { session: Some(Arc::clone(&self.session)), ..anomaly }
    }
}

/// The same minutes, found in several places, are one: at the first place, in what they are known best.
fn distinct(records: Vec<Record>) -> impl Iterator<Item = Record> {
    let mut known: BTreeMap<Arc<str>, Record> = BTreeMap::new();
    for record in records {
        let together = match known.remove(&record.sha256) {
            Some(there) => there.with(record),
            None => record,
        };
        known.insert(Arc::clone(&together.sha256), together);
    }
    known.into_values()
}

impl Record {
    /// Two copies of the same minutes as one.
    fn with(self, other: Self) -> Self {
        let amending = [self.standing, other.standing].into_iter().find(|each| *each == Standing::Amending);
        let recomputed = self.recomputed || other.recomputed;
        let file = Arc::clone(&self.file).min(Arc::clone(&other.file));
        let best = if other.ranked() && !self.ranked() { other } else { self };
        Self { file, standing: amending.unwrap_or(best.standing), recomputed, ..best }
    }

    /// Whether these minutes are the version after those: of the same candidate and president, and by their digest.
    fn follows(&self, before: &Self) -> bool {
        let annuls =
            self.annuls.as_ref().is_some_and(|(number, digest)| *number == before.version && *digest == before.sha256);
        let same = Who::is(&self.candidate) == Who::is(&before.candidate);
        // Another may have come to preside; that is known from the journal alone.
        annuls && self.version == before.version + 1 && same && (self.journal || self.president == before.president)
    }

    /// Whether the places of the marks on their scales are known.
    fn ranked(&self) -> bool {
        self.items.iter().any(|item| item.steps.is_some())
    }

    pub(super) fn anomaly(&self, kind: Kind, effect: Effect, mut files: Vec<Arc<str>>, detail: Vec<Detail>) -> Anomaly {
        files.sort();
        files.dedup();
        Anomaly {
            certification: Some(self.certification.code.as_str().into()),
            candidate: Some(self.candidate.clone()),
            session: Some(Arc::clone(&self.session)),
            ..Anomaly::of(kind, effect, files, detail)
        }
    }
}

/// What the closing of a session says of a candidate.
enum Closed<'a> {
    /// No closing was received.
    Unknown,
    /// This is the last version.
    Names(u32, &'a Arc<str>),
    /// There are no minutes.
    Without,
}

/// The last versions of all minutes, by the closings that were received.
struct Closings<'a> {
    sessions: BTreeSet<&'a str>,
    last: BTreeMap<(&'a str, &'a str), (u32, &'a Arc<str>)>,
}

impl<'a> Closings<'a> {
    fn of(closings: &[&'a ClosingRecord]) -> Self {
        let mut all = Self { sessions: BTreeSet::new(), last: BTreeMap::new() };
        for closing in closings {
            let begun = closing.session.begun.as_str();
            all.sessions.insert(begun);
            for candidate in &closing.candidates {
                // Of two closings of one session the one that knows more was made later.
                for (version, digest) in &candidate.versions {
                    let last = all.last.entry((begun, &*candidate.person.id)).or_insert((*version, digest));
                    *last = (*last).max((*version, digest));
                }
            }
        }
        all
    }

    fn of_candidate(&self, record: &Record) -> Closed<'a> {
        let begun = record.session.begun.as_str();
        match self.last.get(&(begun, &*record.candidate.id)) {
            Some((version, digest)) => Closed::Names(*version, digest),
            None if self.sessions.contains(begun) => Closed::Without,
            None => Closed::Unknown,
        }
    }
}

/// The name and the version of a file of minutes: `C001` and 2 of `C001.v2`.
fn numbered(stem: &str) -> (String, u32) {
    let (name, rest) = stem.rsplit_once(".v").unwrap_or((stem, ""));
    // What was renamed on the way has something after its number.
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    (name.to_owned(), rest[..digits].parse().unwrap_or(0))
}

/// By name, the highest version of the minutes that were refused, and their files.
fn refused_versions<'a>(refused: impl Iterator<Item = &'a Arc<str>>) -> RefusedVersions {
    let mut known = RefusedVersions::new();
    for file in refused {
        let name = file.rsplit('/').next().unwrap_or(file);
        let stem = name.split_once(".toml").map_or(name, |(stem, _)| stem);
        let (name, version) = numbered(stem);
        let entry = known.entry(name).or_default();
        entry.0 = entry.0.max(version);
        entry.1.push(Arc::clone(file));
    }
    for (_, files) in known.values_mut() {
        files.sort();
    }
    known
}
