//! The parts of `results.toml`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::super::anomalies::effect_key;
use super::super::candidates::{met_key, outcome_key};
use crate::consolidate::{Anomaly, BlockResult, CandidateResult, Counts, Record, Requirement, SessionResult};
use crate::domain::clean;
use crate::domain::decision::Outcome;
use crate::text::Lang;
use crate::text::consolidate::{self as words, kinds};

/// The results, as their file has them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultsFile {
    /// [`FORMAT`](super::FORMAT).
    pub format: String,
    /// What was received.
    pub counts: CountsPart,
    /// The sessions of which something was received.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub session: Vec<SessionPart>,
    /// One for each candidate and certification.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub result: Vec<ResultPart>,
    /// What is not as it should be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub anomaly: Vec<AnomalyPart>,
}

/// What was received, in files of minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the names are those of the counts, where they are documented")]
pub struct CountsPart {
    pub minutes: usize,
    pub verified: usize,
    pub copies: usize,
    pub replaced: usize,
    pub left_out: usize,
    pub recomputed: usize,
}

/// A session of which something was received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the names are those of the session, where they are documented")]
pub struct SessionPart {
    pub date: NaiveDate,
    pub room: String,
    pub name: String,
    pub certification: String,
    pub begun_sha256: String,
    pub grid_sha256: String,
    pub candidates: usize,
    pub closed: bool,
}

/// What a candidate has come to in a certification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the names are those of the results, where they are documented")]
pub struct ResultPart {
    pub certification: String,
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certifier: Option<String>,
    pub level: u8,
    pub candidate: String,
    pub family_name: String,
    pub given_name: String,
    /// `full`, `partial`, `none` or `undetermined`.
    pub outcome: String,
    pub remaining_blocks: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remaining_choices: Vec<Vec<String>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remaining_transversal: Vec<String>,
    /// The kinds of anomalies, by their names in files.
    pub flags: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub block: Vec<BlockPart>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requirement: Vec<RequirementPart>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub minutes: Vec<MinutesPart>,
}

/// Where a candidate stands in a block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the names are those of the results, where they are documented")]
pub struct BlockPart {
    pub code: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    pub state: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed: Option<Outcome>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub room: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

/// Something that the certification asks for beside the blocks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the names are those of the minutes, where they are documented")]
pub struct RequirementPart {
    pub id: String,
    pub title: String,
    /// `met`, `not-met` or `unknown`.
    pub state: String,
}

/// Minutes that a result rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the names are those of the minutes, where they are documented")]
pub struct MinutesPart {
    pub date: NaiveDate,
    pub room: String,
    pub session: String,
    pub version: u32,
    pub sha256: String,
    pub file: String,
}

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the names are those of the anomaly, where they are documented")]
pub struct AnomalyPart {
    pub kind: String,
    /// `left-out`, `flagged` or `missing`.
    pub effect: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certification: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub candidate: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family_name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub block: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<String>,
    /// What exactly, in one sentence.
    pub what: String,
    /// What to do, in one sentence.
    pub to_do: String,
}

/// A text on one line, so that no line of the file looks like what it is not.
fn safe(text: &str) -> String {
    clean::line(text).into_owned()
}

impl CountsPart {
    pub(super) fn of(counts: Counts) -> Self {
        let Counts { minutes, verified, copies, replaced, left_out, recomputed } = counts;
        Self { minutes, verified, copies, replaced, left_out, recomputed }
    }
}

impl SessionPart {
    pub(super) fn of(session: &SessionResult) -> Self {
        let key = &session.session;
        Self {
            date: key.date,
            room: safe(&key.room),
            name: safe(&key.name),
            certification: safe(&session.certification.code),
            begun_sha256: key.begun.clone(),
            grid_sha256: key.grid.clone(),
            candidates: session.candidates,
            closed: session.closed,
        }
    }
}

impl ResultPart {
    pub(super) fn of(line: &CandidateResult) -> Self {
        let (certification, person) = (&line.certification, &line.candidate);
        let codes = |all: &[std::sync::Arc<str>]| all.iter().map(|code| safe(code)).collect::<Vec<_>>();
        let requirement = |each: &Requirement| RequirementPart {
            id: safe(&each.id),
            title: safe(&each.title),
            state: met_key(each.state).to_owned(),
        };
        Self {
            certification: safe(&certification.code),
            title: safe(&certification.title),
            certifier: certification.certifier.as_deref().map(safe),
            level: certification.level,
            candidate: safe(&person.id),
            family_name: safe(&person.family_name),
            given_name: safe(&person.given_name),
            outcome: outcome_key(line.outcome).to_owned(),
            remaining_blocks: codes(&line.remaining_blocks),
            remaining_choices: line.remaining_choices.iter().map(|all| codes(all)).collect(),
            remaining_transversal: codes(&line.remaining_transversal),
            flags: line.flags.iter().map(|kind| kind.key().to_owned()).collect(),
            block: line.blocks.iter().map(BlockPart::of).collect(),
            requirement: line.requirements.iter().map(requirement).collect(),
            minutes: line.minutes.iter().map(|record| MinutesPart::of(record)).collect(),
        }
    }
}

impl BlockPart {
    pub(super) fn of(block: &BlockResult) -> Self {
        Self {
            code: safe(&block.code),
            title: safe(&block.title),
            state: block.state.key().to_owned(),
            proposed: block.proposed,
            date: block.date,
            room: safe(&block.room),
            version: block.minutes.as_ref().map(|(version, _)| *version),
            sha256: block.minutes.as_ref().map(|(_, digest)| digest.to_string()),
        }
    }
}

impl MinutesPart {
    pub(super) fn of(record: &Record) -> Self {
        Self {
            date: record.session.date,
            room: safe(&record.session.room),
            session: safe(&record.session.name),
            version: record.version,
            sha256: record.sha256.to_string(),
            file: safe(&record.file),
        }
    }
}

impl AnomalyPart {
    pub(super) fn of(anomaly: &Anomaly, lang: Lang) -> Self {
        let (person, session) = (anomaly.candidate.as_ref(), anomaly.session.as_deref());
        Self {
            kind: anomaly.kind.key().to_owned(),
            effect: effect_key(anomaly.effect).to_owned(),
            certification: anomaly.certification.as_deref().map(safe),
            candidate: person.map(|person| safe(&person.id)),
            family_name: person.map(|person| safe(&person.family_name)),
            given_name: person.map(|person| safe(&person.given_name)),
            block: anomaly.block.as_deref().map(safe),
            date: session.map(|session| session.date),
            room: session.map(|session| safe(&session.room)),
            session: session.map(|session| safe(&session.name)),
            files: anomaly.files.iter().map(|file| safe(file)).collect(),
            what: words::anomaly(lang, anomaly),
            to_do: kinds::what_to_do(lang, anomaly),
        }
    }
}
