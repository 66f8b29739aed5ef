//! The results as one file in TOML, `soutenance-results/1`: everything but the items. It can be read back, to say what
//! changed since.

mod parts;

use std::io::{self, Write};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

pub use parts::{
    AnomalyPart, BlockPart, CountsPart, MinutesPart, RequirementPart, ResultPart, ResultsFile, SessionPart,
};

use crate::consolidate::Results;
use crate::domain::clean;
use crate::text::Lang;
use crate::text::consolidate::tables;

/// What the first line of the file says.
pub const FORMAT: &str = "soutenance-results/1";

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
    ResultsFile {
        format: FORMAT.to_owned(),
        counts: CountsPart::of(results.counts),
        session: results.sessions.iter().map(SessionPart::of).collect(),
        result: results.candidates.iter().map(ResultPart::of).collect(),
        anomaly: results.anomalies.iter().map(|anomaly| AnomalyPart::of(anomaly, lang)).collect(),
    }
}

/// The beginning of the file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    format: String,
    counts: CountsPart,
}

/// A stretch of the file that is read by itself: it begins where another session, result or anomaly does.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stretch {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    session: Vec<SessionPart>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    result: Vec<ResultPart>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    anomaly: Vec<AnomalyPart>,
}

/// Writes the results part by part, never all of them at once; sentences are in this language.
///
/// # Errors
/// What the writer says.
pub fn write_toml(results: &Results, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let put = |out: &mut dyn Write, part: Result<String, toml::ser::Error>| {
        out.write_all(part.map_err(io::Error::other)?.as_bytes())
    };
    let head = Head { format: FORMAT.to_owned(), counts: CountsPart::of(results.counts) };
    put(out, toml::to_string(&head))?;
    let sessions = results.sessions.iter().map(SessionPart::of);
    let sessions = sessions.map(|part| Stretch { session: vec![part], ..Stretch::default() });
    let lines = results.candidates.iter().map(ResultPart::of);
    let lines = lines.map(|part| Stretch { result: vec![part], ..Stretch::default() });
    let anomalies = results.anomalies.iter().map(|anomaly| AnomalyPart::of(anomaly, lang));
    let anomalies = anomalies.map(|part| Stretch { anomaly: vec![part], ..Stretch::default() });
    for stretch in sessions.chain(lines).chain(anomalies) {
        out.write_all(b"\n")?;
        put(out, toml::to_string(&stretch))?;
    }
    Ok(())
}

/// Reads results that were written before: stretch by stretch, on every core there is.
///
/// # Errors
/// [`ReadError`] where the bytes are not results of a format that this program knows.
pub fn read(bytes: &[u8]) -> Result<ResultsFile, ReadError> {
    let text = std::str::from_utf8(bytes).map_err(|_| ReadError::NotUtf8)?;
    let mut begins = vec![0];
    let lines = text.match_indices("\n[[").map(|(at, _)| at + 1);
    begins.extend(lines.filter(|at| ["session", "result", "anomaly"].iter().any(|name| opens(&text[*at..], name))));
    begins.push(text.len());
    let (from, to) = (begins[0], begins[1]);
    let head = &text[from..to];
    // What a later version writes has keys that this one does not know: its format is said first.
    let table: toml::Table = head.parse().map_err(|fault| unread(text, 0, &fault))?;
    let found = table.get("format").and_then(toml::Value::as_str).unwrap_or_default();
    if found != FORMAT {
        return Err(ReadError::Format(found.to_owned()));
    }
    let Head { format, counts } = toml::from_str(head).map_err(|fault| unread(text, 0, &fault))?;
    let stretches = begins[1..]
        .par_windows(2)
        .map(|pair| toml::from_str::<Stretch>(&text[pair[0]..pair[1]]).map_err(|fault| unread(text, pair[0], &fault)));
    // Of several mistakes, always the first is told.
    let stretches: Vec<Result<Stretch, ReadError>> = stretches.collect();
    let mut file = ResultsFile { format, counts, session: Vec::new(), result: Vec::new(), anomaly: Vec::new() };
    for stretch in stretches {
        let Stretch { session, result, anomaly } = stretch?;
        file.session.extend(session);
        file.result.extend(result);
        file.anomaly.extend(anomaly);
    }
    Ok(file)
}

/// Whether a line opens another table of a list of this name.
fn opens(line: &str, name: &str) -> bool {
    line.strip_prefix("[[").and_then(|rest| rest.strip_prefix(name)).is_some_and(|rest| rest.starts_with("]]"))
}

/// Where it stands in the file, and what the parser says of the stretch that begins there.
fn unread(text: &str, begin: usize, fault: &toml::de::Error) -> ReadError {
    let at = begin + fault.span().unwrap_or_default().start;
    let before = text.get(..at).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let (line, column) = (before.matches('\n').count() + 1, line.chars().count() + 1);
    ReadError::Read { line, column, why: fault.message().to_owned() }
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
