//! The closing of a session: what it came to, as data, ready to be written and signed.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::candidate::Candidate;
use super::course::{Incident, Noted};
use super::hearing::{Drawn, Head, Hearing, Stage};
use super::id::{CandidateId, MemberId, PhaseId};
use super::minutes::{JournalPart, SessionPart, session_part, stem};
use super::session::{Frozen, Session};
use super::time::Stamp;

/// The format of what closes a session.
pub const FORMAT: &str = "soutenance-closing/1";

/// The file's name, in the folder of the minutes.
pub const FILE: &str = "session.toml";

/// A session that is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    /// When.
    pub at: Stamp,
    /// What it came to.
    pub closing: Box<Closing>,
    /// Who signed that, in order.
    pub signatures: Vec<ClosingSignature>,
}

/// A signature of what a session came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosingSignature {
    /// Who signed.
    pub signer: MemberId,
    /// The fingerprint of the key.
    pub key: String,
    /// The digest of what was signed.
    pub digest: String,
}

/// What a session came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    /// [`FORMAT`].
    pub format: String,
    /// When the session was closed.
    pub closed_at: DateTime<FixedOffset>,
    /// Who presided at the end.
    pub president: MemberId,
    /// The session.
    pub session: SessionPart,
    /// Where the journal stood.
    pub journal: JournalPart,
    /// Presidents who were replaced, and keys that were given up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub change: Vec<ChangePart>,
    /// Every candidate, in the order of the day.
    pub candidate: Vec<CandidateState>,
    /// The incident book.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub incident: Vec<IncidentPart>,
}

/// A change to the jury in the session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangePart {
    /// What changed.
    pub kind: ChangeKind,
    /// Who presides from there on, or whose key it was.
    pub member: MemberId,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Why.
    pub reason: String,
}

/// The changes to a jury in its session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// Another member presides.
    President,
    /// A juror's code was given up for another.
    Code,
}

/// Where a candidate stands when the session closes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CandidateState {
    /// The identifier.
    pub id: CandidateId,
    /// The family name.
    pub family_name: String,
    /// The given name.
    pub given_name: String,
    /// How it stands.
    pub state: SettledState,
    /// Why a hearing is put off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The versions of the minutes, oldest first; the last one holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub minutes: Vec<VersionPart>,
}

/// How a candidate's hearing was settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SettledState {
    /// Heard and decided.
    Decided,
    /// Absent.
    Absent,
    /// Put off to another day.
    Postponed,
}

/// A version of a candidate's minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VersionPart {
    /// Its number.
    pub version: u32,
    /// Its digest, in TOML.
    pub toml_sha256: String,
    /// Its digest, in CSV.
    pub csv_sha256: String,
    /// Who signed with a key.
    pub signed: Vec<MemberId>,
    /// Who signed the printed sheet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub on_paper: Vec<MemberId>,
    /// Who was to sign and has not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<MemberId>,
}

/// A line of the incident book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncidentPart {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Before whom, if a hearing was open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub candidate: Option<CandidateId>,
    /// In which phase, if one ran.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phase: Option<PhaseId>,
    /// What.
    pub text: String,
}

impl IncidentPart {
    /// A line of the incident book, as files keep it.
    pub fn of(incident: &Incident) -> Self {
        let Incident { at, candidate, phase, text } = incident.clone();
        Self { at, candidate, phase, text }
    }
}

impl Closing {
    /// The files of minutes that it speaks of; of minutes and tables the digest, too.
    pub fn files(&self) -> BTreeMap<String, Option<&str>> {
        let mut files = BTreeMap::new();
        for (state, version) in
            self.candidate.iter().flat_map(|state| state.minutes.iter().map(move |each| (state, each)))
        {
            let stem = stem(&state.id, version.version);
            files.insert(format!("{stem}.toml"), Some(version.toml_sha256.as_str()));
            files.insert(format!("{stem}.csv"), Some(version.csv_sha256.as_str()));
            files.extend(version.signed.iter().map(|who| (format!("{stem}.toml.{who}.sig"), None)));
        }
        files
    }
}

/// What a session comes to if it is closed at this moment, by this record; none before it began.
pub fn closing(session: &Session, at: DateTime<FixedOffset>, head: &Head) -> Option<Closing> {
    let frozen: &Frozen = session.frozen()?;
    let course = session.course();
    let change = |(kind, member, noted): &(ChangeKind, MemberId, Noted)| ChangePart {
        kind: *kind,
        member: member.clone(),
        at: noted.at,
        reason: noted.text.clone(),
    };
    Some(Closing {
        format: FORMAT.to_owned(),
        closed_at: at,
        president: session.president().clone(),
        session: session_part(session, frozen),
        journal: JournalPart { records: head.seq, head: head.digest.clone() },
        change: course.changes.iter().map(change).collect(),
        candidate: session.plan().candidates.iter().filter_map(|each| state(session, each)).collect(),
        incident: course.incidents.iter().map(IncidentPart::of).collect(),
    })
}

/// Whether nothing is left to do for a hearing before the session closes: its minutes are signed, by the president too
/// unless recused. A signature that others owe may stay missing: the closing says so.
pub fn is_settled(hearing: &Hearing) -> bool {
    let presides = |drawn: &Drawn| drawn.missing().iter().any(|id| drawn.presides(id));
    (hearing.is_signed() && !hearing.drawn.as_ref().is_some_and(presides))
        || (hearing.course.postponed.is_some() && !hearing.is_drawn())
}

fn state(session: &Session, candidate: &Candidate) -> Option<CandidateState> {
    let hearing = session.hearing(&candidate.id)?;
    let postponed = hearing.course.postponed.as_ref().map(|noted| noted.text.clone());
    let state = match (&hearing.stage, &postponed) {
        (_, Some(_)) => SettledState::Postponed,
        (Stage::Absent { .. }, None) => SettledState::Absent,
        (_, None) => SettledState::Decided,
    };
    let all = hearing.annulled.iter().chain(&hearing.drawn);
    Some(CandidateState {
        id: candidate.id.clone(),
        family_name: candidate.family_name.clone(),
        given_name: candidate.given_name.clone(),
        state,
        reason: postponed,
        minutes: all.filter_map(version).collect(),
    })
}

fn version(drawn: &Drawn) -> Option<VersionPart> {
    let first = drawn.signatures.first()?;
    Some(VersionPart {
        version: drawn.version,
        toml_sha256: first.toml_digest.clone(),
        csv_sha256: first.csv_digest.clone(),
        signed: drawn.signatures.iter().map(|made| made.signer.clone()).collect(),
        on_paper: drawn.papers.clone(),
        missing: drawn.missing(),
    })
}
