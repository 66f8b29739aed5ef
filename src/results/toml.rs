//! The results as one file in TOML, `soutenance-results/1`: everything but the items. It can be read back, to say what
//! changed since.

use std::ops::Range;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::anomalies::effect_key;
use super::candidates::{met_key, outcome_key};
use crate::consolidate::{Anomaly, BlockResult, CandidateResult, Counts, Record, Results, SessionResult};
use crate::domain::clean;
use crate::domain::decision::Outcome;
use crate::text::Lang;
use crate::text::consolidate::{self as words, kinds, tables};

/// What the first line of the file says.
pub const FORMAT: &str = "soutenance-results/1";

/// The results, as their file has them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultsFile {
    /// [`FORMAT`].
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

/// Why results could not be written or read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ReadError {
    /// They are not UTF-8.
    #[error("not UTF-8")]
    NotUtf8,
    /// They are of another format, or of a later version of it.
    #[error("format {0}")]
    Format(String),
    /// They are not written as this program writes them.
    #[error("line {line}, column {column}: {why}")]
    Read {
        /// The line, from 1.
        line: usize,
        /// The column, in characters, from 1.
        column: usize,
        /// What the parser says, in English.
        why: String,
    },
}

/// The results, as their file has them; sentences are in this language.
pub fn render(results: &Results, lang: Lang) -> ResultsFile {
    let Counts { minutes, verified, copies, replaced, left_out, recomputed } = results.counts;
    ResultsFile {
        format: FORMAT.to_owned(),
        counts: CountsPart { minutes, verified, copies, replaced, left_out, recomputed },
        session: results.sessions.iter().map(SessionPart::of).collect(),
        result: results.candidates.iter().map(ResultPart::of).collect(),
        anomaly: results.anomalies.iter().map(|anomaly| AnomalyPart::of(anomaly, lang)).collect(),
    }
}

impl ResultsFile {
    /// The bytes of the file.
    ///
    /// # Errors
    /// What the writer says; none of our values is such.
    pub fn to_toml(&self) -> Result<String, toml::ser::Error> {
        toml::to_string(self)
    }
}

/// Reads results that were written before.
///
/// # Errors
/// [`ReadError`] where the bytes are not results of a format that this program knows.
pub fn read(bytes: &[u8]) -> Result<ResultsFile, ReadError> {
    let text = std::str::from_utf8(bytes).map_err(|_| ReadError::NotUtf8)?;
    let fault = |fault: toml::de::Error| {
        let (line, column) = place(text, fault.span());
        ReadError::Read { line, column, why: fault.message().to_owned() }
    };
    let own = text.strip_prefix("format = \"").and_then(|rest| rest.strip_prefix(FORMAT));
    if own.is_none_or(|rest| !rest.starts_with('"')) {
        // What a later version writes has keys that this one does not know: its format is said first.
        let table: toml::Table = text.parse().map_err(fault)?;
        let found = table.get("format").and_then(toml::Value::as_str).unwrap_or_default();
        if found != FORMAT {
            return Err(ReadError::Format(found.to_owned()));
        }
    }
    toml::from_str(text).map_err(fault)
}

/// Why results could not be read, in words.
pub fn sentence(lang: Lang, file: &str, fault: &ReadError) -> String {
    let file = &clean::line(file);
    match fault {
        ReadError::NotUtf8 => tables::results_not_utf8(lang, file),
        ReadError::Format(format) => tables::results_format(lang, file, &clean::line(format)),
        ReadError::Read { line, column, .. } => tables::results_unreadable(lang, file, *line, *column),
    }
}

/// The line and the column, from 1, where a stretch begins.
fn place(text: &str, span: Option<Range<usize>>) -> (usize, usize) {
    let before = text.get(..span.unwrap_or_default().start).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

impl SessionPart {
    fn of(session: &SessionResult) -> Self {
        let key = &session.session;
        Self {
            date: key.date,
            room: key.room.clone(),
            name: key.name.clone(),
            certification: session.certification.code.clone(),
            begun_sha256: key.begun.clone(),
            grid_sha256: key.grid.clone(),
            candidates: session.candidates,
            closed: session.closed,
        }
    }
}

impl ResultPart {
    fn of(line: &CandidateResult) -> Self {
        let (certification, person) = (&line.certification, &line.candidate);
        let codes = |all: &[std::sync::Arc<str>]| all.iter().map(ToString::to_string).collect::<Vec<_>>();
        let requirement = |each: &crate::consolidate::Requirement| RequirementPart {
            id: each.id.to_string(),
            title: each.title.to_string(),
            state: met_key(each.state).to_owned(),
        };
        Self {
            certification: certification.code.clone(),
            title: certification.title.clone(),
            certifier: certification.certifier.clone(),
            level: certification.level,
            candidate: person.id.to_string(),
            family_name: person.family_name.to_string(),
            given_name: person.given_name.to_string(),
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
    fn of(block: &BlockResult) -> Self {
        Self {
            code: block.code.to_string(),
            title: block.title.to_string(),
            state: block.state.key().to_owned(),
            proposed: block.proposed,
            date: block.date,
            room: block.room.to_string(),
            version: block.minutes.as_ref().map(|(version, _)| *version),
            sha256: block.minutes.as_ref().map(|(_, digest)| digest.to_string()),
        }
    }
}

impl MinutesPart {
    fn of(record: &Record) -> Self {
        Self {
            date: record.session.date,
            room: record.session.room.clone(),
            session: record.session.name.clone(),
            version: record.version,
            sha256: record.sha256.to_string(),
            file: clean::line(&record.file).into_owned(),
        }
    }
}

impl AnomalyPart {
    /// Not all of what anomalies name was verified: every text is made safe.
    fn of(anomaly: &Anomaly, lang: Lang) -> Self {
        let safe = |text: &str| clean::line(text).into_owned();
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
