//! From what was gathered to the results.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::anomaly::{Anomaly, Detail, Effect, Kind};
use super::blocks;
use super::expected;
use super::gather::{ClosingRecord, Gathered, ListRecord, SessionName};
use super::people::{People, Who};
use super::record::{CertificationKey, Person, Record, SessionKey};
use super::results::{CandidateResult, Results, SessionResult};
use super::times;
use super::versions::{self, Chosen, Refused};
use crate::clerk::CANDIDATES_FILE;
use crate::domain::id::CandidateId;
use crate::domain::minutes::stem;
use crate::formats::ExpectedRoom;

/// The results of what was gathered, as of this instant.
pub fn consolidate(gathered: Gathered, rooms: &[ExpectedRoom], now: DateTime<Utc>) -> Results {
    let Gathered { records, mut closings, mut lists, mut anomalies, refused, orphans, void, .. } = gathered;
    lists.sort();
    lists.dedup();
    closings.sort_by(|a, b| (&a.sha256, &a.file).cmp(&(&b.sha256, &b.file)));
    closings.dedup_by(|a, b| a.sha256 == b.sha256);
    let Chosen { used, unsettled, anomalies: doubts, counts } =
        versions::choose(records, &closings, &lists, &Refused { minutes: &refused, orphans: &orphans, void: &void });
    anomalies.extend(doubts);
    anomalies.extend(used.iter().filter_map(|record| times::anomaly(record, now)));
    let all: Vec<&Arc<Record>> = used.iter().chain(&unsettled).collect();
    anomalies.extend(grids(&all));
    let mut people = People::default();
    for record in &all {
        people.see(&record.candidate, &record.file);
    }
    for list in &lists {
        list.candidates.iter().for_each(|person| people.see(person, &list.file));
    }
    let (found, concerned) = people.doubts();
    anomalies.extend(found);
    let mut candidates = candidates(&used, &unsettled);
    for candidate in &mut candidates {
        anomalies.extend(blocks::settle(candidate));
    }
    let sessions = sessions(&all, &used, &closings);
    anomalies.extend(incomplete(&sessions, &lists));
    anomalies.extend(absent(&all, &lists, &closings));
    anomalies.extend(expected::missing(rooms, &received(&all, &closings, &lists)));
    let folders = Folders::of(&lists);
    for anomaly in &mut anomalies {
        folders.place(anomaly);
    }
    flag(&mut candidates, &anomalies, &concerned);
    anomalies.sort_by(|a, b| a.place().cmp(&b.place()));
    Results { candidates, anomalies, sessions, counts }
}

/// A line for each candidate and certification; the blocks are yet to be settled.
fn candidates(used: &[Arc<Record>], unsettled: &[Arc<Record>]) -> Vec<CandidateResult> {
    let mut found: BTreeMap<(&str, Who), CandidateResult> = BTreeMap::new();
    let all = used.iter().map(|record| (record, true)).chain(unsettled.iter().map(|record| (record, false)));
    for (record, counts) in all {
        let key = (record.certification.code.as_str(), Who::is(&record.candidate));
        let line = found.entry(key).or_insert_with(|| CandidateResult::begun(record));
        if counts {
            line.minutes.push(Arc::clone(record));
        }
        line.unsettled |= !counts;
    }
    let mut all: Vec<CandidateResult> = found.into_values().collect();
    for line in &mut all {
        line.minutes.sort_by(|a, b| (&a.session, &a.sha256).cmp(&(&b.session, &b.sha256)));
        // The names and titles are those of the last minutes.
        if let Some(last) = line.minutes.last() {
            (line.candidate, line.certification) = (last.candidate.clone(), Arc::clone(&last.certification));
        }
    }
    all
}

impl CandidateResult {
    fn begun(record: &Record) -> Self {
        Self {
            certification: Arc::clone(&record.certification),
            candidate: record.candidate.clone(),
            outcome: None,
            blocks: Vec::new(),
            requirements: Vec::new(),
            remaining_blocks: Vec::new(),
            remaining_choices: Vec::new(),
            remaining_transversal: Vec::new(),
            minutes: Vec::new(),
            unsettled: false,
            flags: Vec::new(),
        }
    }
}

/// The sessions that used a grid, and one file of theirs: enough to look at.
type GridUsers<'a> = (BTreeSet<&'a SessionKey>, &'a Arc<str>);

/// Certifications of which sessions used different grids.
fn grids(all: &[&Arc<Record>]) -> Vec<Anomaly> {
    let mut known: BTreeMap<&str, BTreeMap<&str, GridUsers<'_>>> = BTreeMap::new();
    for record in all {
        let grids = known.entry(&record.certification.code).or_default();
        let (sessions, file) = grids.entry(&record.session.grid).or_insert_with(|| (BTreeSet::new(), &record.file));
        sessions.insert(&record.session);
        *file = (*file).min(&record.file);
    }
    let several = known.into_iter().filter(|(_, grids)| grids.len() > 1);
    let anomaly = |(code, grids): (&str, BTreeMap<&str, GridUsers<'_>>)| {
        let mut files: Vec<Arc<str>> = grids.values().map(|(_, file)| Arc::clone(file)).collect();
        files.sort();
        let detail = grids.iter().map(|(digest, (sessions, _))| Detail::Grid((*digest).into(), sessions.len()));
        let anomaly = Anomaly::of(Kind::DifferentGrids, Effect::Flagged, files, detail.collect());
        Anomaly { certification: Some(code.into()), ..anomaly }
    };
    several.map(anomaly).collect()
}

/// The sessions of which minutes were received.
fn sessions(all: &[&Arc<Record>], used: &[Arc<Record>], closings: &[ClosingRecord]) -> Vec<SessionResult> {
    let closed: BTreeSet<&SessionKey> = closings.iter().map(|closing| &*closing.session).collect();
    let mut found: BTreeMap<Arc<SessionKey>, (Arc<CertificationKey>, usize)> = BTreeMap::new();
    for record in all {
        let entry = found.entry(Arc::clone(&record.session));
        let (certification, _) = entry.or_insert_with(|| (Arc::clone(&record.certification), 0));
        // The files of one session have one certification; were it otherwise, the order must not tell.
        if record.certification < *certification {
            *certification = Arc::clone(&record.certification);
        }
    }
    for record in used {
        found.entry(Arc::clone(&record.session)).and_modify(|(_, count)| *count += 1);
    }
    let result = |(session, (certification, candidates))| {
        let closed = closed.contains(&session as &SessionKey);
        SessionResult { session, certification, candidates, closed }
    };
    found.into_iter().map(result).collect()
}

/// The sessions of which nothing says whether all minutes are there.
fn incomplete(sessions: &[SessionResult], lists: &[ListRecord]) -> Vec<Anomaly> {
    let listed: BTreeSet<&SessionName> = lists.iter().filter_map(|list| list.session.as_ref()).collect();
    let unknown = sessions.iter().filter(|each| !each.closed && !listed.contains(&SessionName::of(&each.session)));
    let anomaly = |each: &SessionResult| Anomaly {
        session: Some(Arc::clone(&each.session)),
        ..Anomaly::of(Kind::CompletenessUnknown, Effect::Flagged, Vec::new(), Vec::new())
    };
    unknown.map(anomaly).collect()
}

/// The sessions of which something was received, by what they are known by.
fn received<'a>(
    all: &[&'a Arc<Record>],
    closings: &[ClosingRecord],
    lists: &'a [ListRecord],
) -> Vec<(SessionName, &'a str)> {
    let mut names: BTreeSet<(SessionName, &str)> =
        all.iter().map(|record| (SessionName::of(&record.session), record.certification.code.as_str())).collect();
    let known: BTreeSet<SessionName> = names.iter().map(|(name, _)| name.clone()).collect();
    let list = |list: &'a ListRecord| Some((list.session.clone()?, list.certification.as_deref().unwrap_or_default()));
    names.extend(lists.iter().filter_map(list));
    // What closes a session does not say which certification it was.
    let closings = closings.iter().map(|closing| SessionName::of(&closing.session));
    names.extend(closings.filter(|name| !known.contains(name)).map(|name| (name, "")));
    names.into_iter().collect()
}

/// Somebody who was to be heard, in a session or in any.
type Awaited = (Option<SessionName>, Person);

/// Where somebody was awaited.
#[derive(Default)]
struct Absence {
    files: BTreeSet<Arc<str>>,
    session: Option<Arc<SessionKey>>,
    postponed: bool,
}

/// Who was to be heard, and has no minutes that verify.
fn absent(all: &[&Arc<Record>], lists: &[ListRecord], closings: &[ClosingRecord]) -> Vec<Anomaly> {
    let place = |session: SessionName, person: &Person| (session, Arc::clone(&person.id));
    let heard: BTreeSet<_> =
        all.iter().map(|record| place(SessionName::of(&record.session), &record.candidate)).collect();
    let anywhere: BTreeSet<&str> = all.iter().map(|record| &*record.candidate.id).collect();
    let mut missing: BTreeMap<Awaited, Absence> = BTreeMap::new();
    let mut settled = BTreeSet::new();
    for closing in closings {
        let name = SessionName::of(&closing.session);
        for candidate in &closing.candidates {
            let key = place(name.clone(), &candidate.person);
            // Who is put off is heard elsewhere, sooner or later.
            let there = if candidate.postponed { anywhere.contains(&*key.1) } else { heard.contains(&key) };
            settled.insert(key);
            if !there {
                let entry = missing.entry((Some(name.clone()), candidate.person.clone())).or_default();
                entry.files.insert(Arc::clone(&closing.file));
                (entry.session, entry.postponed) = (Some(Arc::clone(&closing.session)), candidate.postponed);
            }
        }
    }
    for list in lists {
        for person in &list.candidates {
            let there = match &list.session {
                Some(session) => {
                    let key = place(session.clone(), person);
                    heard.contains(&key) || settled.contains(&key)
                }
                None => anywhere.contains(&*person.id),
            };
            if !there {
                missing.entry((list.session.clone(), person.clone())).or_default().files.insert(Arc::clone(&list.file));
            }
        }
    }
    missing.into_iter().map(|(awaited, absence)| absence.anomaly(awaited)).collect()
}

impl Absence {
    fn anomaly(self, (name, person): Awaited) -> Anomaly {
        let detail = self.postponed.then_some(Detail::Postponed).into_iter().collect();
        let anomaly = Anomaly::of(Kind::NoMinutes, Effect::Missing, self.files.into_iter().collect(), detail);
        // Of a session without a journal only its list is known.
        let listed = name.map(SessionName::key);
        Anomaly { candidate: Some(person), session: self.session.or(listed), ..anomaly }
    }
}

/// The sessions that sent their list, by the folders that they stand in: what is wrong with a file is told of the room
/// and of the candidate whose name it has, so that a person knows whom to ask. Nothing else rests on it.
struct Folders<'a>(BTreeMap<&'a str, &'a ListRecord>);

impl<'a> Folders<'a> {
    fn of(lists: &'a [ListRecord]) -> Self {
        let folder =
            |list: &'a ListRecord| Some((list.session.as_ref()?, list.file.strip_suffix(CANDIDATES_FILE)?, list));
        Self(lists.iter().filter_map(folder).map(|(_, folder, list)| (folder, list)).collect())
    }

    fn place(&self, anomaly: &mut Anomaly) {
        let [file] = &anomaly.files[..] else { return };
        if anomaly.session.is_some() || anomaly.candidate.is_some() || anomaly.certification.is_some() {
            return;
        }
        let above = file.match_indices('/').rev().map(|(place, _)| &file[..=place]);
        let Some(list) = above.into_iter().find_map(|folder| self.0.get(folder)) else { return };
        let name = file.rsplit('/').next().unwrap_or(file);
        let is = |person: &&Person| {
            let stem = stem(&CandidateId::new(&*person.id), 1);
            stem.strip_suffix('1').is_some_and(|stem| name.starts_with(stem))
        };
        anomaly.candidate = list.candidates.iter().find(is).cloned();
        anomaly.certification = list.certification.clone();
        anomaly.session = list.session.clone().map(SessionName::key);
    }
}

/// Writes on each line what is not as it should be with it.
fn flag(candidates: &mut [CandidateResult], anomalies: &[Anomaly], concerned: &BTreeMap<Who, BTreeSet<Kind>>) {
    let mut of: BTreeMap<(&str, Who), BTreeSet<Kind>> = BTreeMap::new();
    let mut whole: BTreeMap<&str, BTreeSet<Kind>> = BTreeMap::new();
    let mut sessions: BTreeMap<SessionName, BTreeSet<Kind>> = BTreeMap::new();
    for anomaly in anomalies {
        let Some(code) = anomaly.certification.as_deref() else { continue };
        let kinds = match (&anomaly.candidate, &anomaly.session) {
            (Some(person), _) => of.entry((code, Who::is(person))).or_default(),
            (None, Some(session)) => sessions.entry(SessionName::of(session)).or_default(),
            (None, None) => whole.entry(code).or_default(),
        };
        kinds.insert(anomaly.kind);
    }
    for line in candidates {
        let who = Who::is(&line.candidate);
        let mut kinds = concerned.get(&who).cloned().unwrap_or_default();
        for record in &line.minutes {
            kinds.extend(sessions.get(&SessionName::of(&record.session)).into_iter().flatten());
        }
        kinds.extend(whole.get(line.certification.code.as_str()).into_iter().flatten());
        kinds.extend(of.get(&(line.certification.code.as_str(), who)).into_iter().flatten());
        line.flags = kinds.into_iter().collect();
    }
}
