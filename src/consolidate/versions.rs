//! Which minutes count: of each candidate of each session, one version.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::anomaly::{Anomaly, Detail, Effect, Kind};
use super::gather::{ClosingCandidate, ClosingRecord};
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

/// Chooses among the minutes that verify.
pub(super) fn choose(records: Vec<Record>, closings: &[ClosingRecord], refused: &[Arc<str>]) -> Chosen {
    let mut chosen = Chosen::default();
    let received = records.len() + refused.len();
    let known = known_versions(closings);
    let later = refused_versions(refused);
    let mut places: BTreeMap<Place, Vec<Record>> = BTreeMap::new();
    for record in distinct(records) {
        places.entry((record.session.begun.clone(), Arc::clone(&record.candidate.id))).or_default().push(record);
    }
    for (place, mut versions) in places {
        versions.sort_by(|a, b| (a.version, &a.sha256).cmp(&(b.version, &b.sha256)));
        chosen.counts.verified += versions.len();
        let versions: Vec<Arc<Record>> = versions.into_iter().map(Arc::new).collect();
        chosen.settle(&versions, known.get(&place).map(Vec::as_slice), &later);
    }
    chosen.counts.minutes = received;
    chosen.counts.copies = received - refused.len() - chosen.counts.verified;
    chosen.counts.left_out = refused.len() + chosen.unsettled.len();
    chosen
}

impl Chosen {
    /// Chooses among the versions of one candidate's minutes in one session, the lowest first.
    fn settle(&mut self, versions: &[Arc<Record>], closed: Option<&[ClosingEntry<'_>]>, refused: &RefusedVersions) {
        let Some(last) = versions.last() else { return };
        let doubts = doubts(versions, last, closed.unwrap_or_default());
        if let Some((kind, detail)) = doubts {
            self.unsettled.extend(versions.iter().cloned());
            let files = versions.iter().map(|record| Arc::clone(&record.file)).collect();
            self.anomalies.push(last.anomaly(kind, Effect::LeftOut, files, detail));
            return;
        }
        self.counts.replaced += versions.len() - 1;
        self.counts.recomputed += usize::from(last.recomputed);
        self.used.push(Arc::clone(last));
        let mut flag = |kind, files: Vec<Arc<str>>, detail| {
            self.anomalies.push(last.anomaly(kind, Effect::Flagged, files, detail));
        };
        for entry in closed.into_iter().flatten() {
            let named = entry.candidate.versions.last();
            if named.is_none_or(|(_, digest)| *digest != last.sha256) {
                let detail = named.map(|(version, digest)| Detail::Version(*version, Arc::clone(digest)));
                let files = vec![Arc::clone(entry.file), Arc::clone(&last.file)];
                flag(Kind::ClosingMismatch, files, detail.into_iter().collect());
            }
        }
        // A later version that does not verify annuls nothing; that there may be one must be known. What closes the
        // session says which is the last.
        let (name, _) = numbered(&stem(&CandidateId::new(&*last.candidate.id), last.version));
        if let (None, Some((version, files))) = (closed, refused.get(&name))
            && *version > last.version
        {
            let files = files.iter().chain([&last.file]).map(Arc::clone).collect();
            flag(Kind::TwoLastVersions, files, Vec::new());
        }
    }
}

/// Why it cannot be said which of these versions holds.
fn doubts(versions: &[Arc<Record>], last: &Record, closed: &[ClosingEntry<'_>]) -> Option<(Kind, Vec<Detail>)> {
    let version = |record: &Record| Detail::Version(record.version, Arc::clone(&record.sha256));
    let both = |a: &Record, b: &Record| Some((Kind::TwoLastVersions, vec![version(a), version(b)]));
    for pair in versions.windows(2) {
        let [before, after] = pair else { continue };
        let annuls =
            after.annuls.as_ref().is_some_and(|(number, digest)| *number != before.version || *digest == before.sha256);
        if before.version == after.version || !annuls {
            return both(before, after);
        }
    }
    let named = closed.iter().filter_map(|entry| entry.candidate.versions.last());
    if let Some((number, digest)) = named.filter(|(number, _)| *number > last.version).max() {
        return Some((Kind::LaterVersionMissing, vec![Detail::Version(*number, Arc::clone(digest))]));
    }
    match last.standing {
        Standing::Amending => Some((Kind::AmendmentUnderWay, vec![version(last)])),
        Standing::Holds | Standing::ReplacedBy(_) => None,
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

/// A candidate in what closes a session.
#[derive(Debug)]
struct ClosingEntry<'a> {
    file: &'a Arc<str>,
    candidate: &'a ClosingCandidate,
}

fn known_versions(closings: &[ClosingRecord]) -> BTreeMap<Place, Vec<ClosingEntry<'_>>> {
    let mut known: BTreeMap<Place, Vec<ClosingEntry<'_>>> = BTreeMap::new();
    for closing in closings {
        for candidate in &closing.candidates {
            let place = (closing.session.begun.clone(), Arc::clone(&candidate.person.id));
            known.entry(place).or_default().push(ClosingEntry { file: &closing.file, candidate });
        }
    }
    known
}

/// The name and the version of a file of minutes: `C001` and 2 of `C001.v2`.
fn numbered(stem: &str) -> (String, u32) {
    let (name, number) = stem.rsplit_once(".v").unwrap_or((stem, ""));
    (name.to_owned(), number.parse().unwrap_or(0))
}

/// By name, the highest version of the minutes that were refused, and their files.
fn refused_versions(refused: &[Arc<str>]) -> RefusedVersions {
    let mut known = RefusedVersions::new();
    for file in refused {
        let name = file.rsplit('/').next().unwrap_or(file);
        let (name, version) = numbered(name.strip_suffix(".toml").unwrap_or(name));
        let entry = known.entry(name).or_default();
        entry.0 = entry.0.max(version);
        entry.1.push(Arc::clone(file));
    }
    for (_, files) in known.values_mut() {
        files.sort();
    }
    known
}
