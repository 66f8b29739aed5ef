//! The minutes as files: the whole record in TOML, one row an item in CSV.

use std::borrow::Cow;

use memchr::memchr;
use rust_decimal::Decimal;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::spelt;
use crate::digest::sha256;
use crate::domain::clean;
use crate::domain::decision::Outcome;
use crate::domain::event::{Author, How};
use crate::domain::minutes::{FORMAT, HearingState, ItemPart, Minutes, SheetPart};

/// Minutes as they go to the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The whole record; these are the bytes that are signed.
    pub toml: String,
    /// Its digest.
    pub toml_sha256: String,
    /// One row an item; the record holds its digest.
    pub csv: String,
    /// Its digest.
    pub csv_sha256: String,
}

/// Why minutes could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum MinutesError {
    /// They could not be put into the format.
    #[error("cannot be written: {0}")]
    Write(String),
    /// They are not UTF-8.
    #[error("not UTF-8")]
    NotUtf8,
    /// They are not minutes, or not as this program writes them.
    #[error("{0}")]
    Read(String),
    /// They are not spelt as this program spells them, or hold invisible characters.
    #[error("not as this program writes them")]
    Foreign,
    /// They are of a later version of the format, or of another format.
    #[error("format {0}")]
    Format(String),
}

/// Writes minutes: the CSV first, then the record that holds its digest.
///
/// # Errors
/// [`MinutesError::Write`] if a value cannot be expressed; none of ours is such.
pub fn render(mut minutes: Minutes) -> Result<Rendered, MinutesError> {
    let csv = csv(&minutes)?;
    minutes.csv_sha256 = sha256(csv.as_bytes());
    let toml = toml::to_string(&minutes).map_err(|fault| MinutesError::Write(fault.to_string()))?;
    Ok(Rendered { toml_sha256: sha256(toml.as_bytes()), toml, csv, csv_sha256: minutes.csv_sha256 })
}

/// Reads the record. Whoever calls has verified the signature over these very bytes.
///
/// # Errors
/// [`MinutesError`] where the bytes are not minutes of a format that this program knows.
pub fn read(bytes: &[u8]) -> Result<Minutes, MinutesError> {
    read_as(bytes, FORMAT)
}

/// Reads what this program writes in one spelling, under this line of format.
pub(super) fn read_as<T: Serialize + DeserializeOwned>(bytes: &[u8], format: &str) -> Result<T, MinutesError> {
    let text = simdutf8::basic::from_utf8(bytes).map_err(|_| MinutesError::NotUtf8)?;
    let own = text.strip_prefix("format = \"").and_then(|rest| rest.strip_prefix(format)).is_some_and(ends_line);
    if !own {
        return match table(text)?.get("format").and_then(toml::Value::as_str) {
            Some(found) if found == format => Err(MinutesError::Foreign),
            found => Err(MinutesError::Format(found.unwrap_or_default().to_owned())),
        };
    }
    let minutes = match spelt::read(text) {
        Some(minutes) => minutes,
        None => as_toml(text)?,
    };
    // Minutes have one spelling, ours, and hold nothing that this program would not have let in. Only where a character
    // is written otherwise than as it is must every value be looked at.
    if (memchr(b'\\', bytes).is_some() || clean::is_unsafe_in(text)) && holds_unsafe(&table(text)?) {
        return Err(MinutesError::Foreign);
    }
    Ok(minutes)
}

/// Reads what is spelt as `toml` spells it.
fn as_toml<T: Serialize + DeserializeOwned>(text: &str) -> Result<T, MinutesError> {
    let minutes: T = toml::from_str(text).map_err(|fault| MinutesError::Read(fault.message().to_owned()))?;
    if toml::to_string(&minutes).as_deref() == Ok(text) { Ok(minutes) } else { Err(MinutesError::Foreign) }
}

fn table(text: &str) -> Result<toml::Table, MinutesError> {
    text.parse().map_err(|fault: toml::de::Error| MinutesError::Read(fault.to_string()))
}

fn ends_line(rest: &str) -> bool {
    rest.starts_with("\"\n")
}

fn holds_unsafe(table: &toml::Table) -> bool {
    fn inside(value: &toml::Value) -> bool {
        match value {
            toml::Value::String(text) => clean::is_unsafe_in(text),
            toml::Value::Array(all) => all.iter().any(inside),
            toml::Value::Table(table) => holds_unsafe(table),
            toml::Value::Integer(_) | toml::Value::Float(_) | toml::Value::Boolean(_) | toml::Value::Datetime(_) => {
                false
            }
        }
    }
    table.values().any(inside)
}

const COLUMNS: [&str; 18] = [
    "version",
    "state",
    "session",
    "room",
    "date",
    "candidate",
    "family_name",
    "given_name",
    "certification",
    "block",
    "decision",
    "competence",
    "item",
    "text",
    "mark",
    "level",
    "author",
    "comment",
];

/// What is added where jurors marked alone, before a column for the marks of each: how the mark was retained, why, and
/// whether the gap was beyond the threshold.
const RETAINED: [&str; 3] = ["retained", "retained_reason", "beyond_threshold"];

/// One row an item: everything a spreadsheet needs to filter and count, repeated on each row.
fn csv(minutes: &Minutes) -> Result<String, MinutesError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let fault = |fault: csv::Error| MinutesError::Write(fault.to_string());
    let revealed: Vec<&SheetPart> = minutes.sheet.iter().filter(|sheet| sheet.salt.is_some()).collect();
    let mut columns: Vec<String> = COLUMNS.map(str::to_owned).to_vec();
    if minutes.revealed_at.is_some() {
        columns.extend(RETAINED.map(str::to_owned));
        columns.extend(revealed.iter().map(|sheet| format!("mark:{}", sheet.member)));
    }
    writer.write_record(&columns).map_err(fault)?;
    for item in &minutes.item {
        let mut cells = cells(minutes, item);
        if minutes.revealed_at.is_some() {
            cells.push(item.retained.map_or("", how_key).to_owned());
            cells.push(item.retained_reason.clone().unwrap_or_default());
            cells.push(if item.beyond_threshold { "yes" } else { "no" }.to_owned());
            cells.extend(revealed.iter().map(|sheet| {
                let given = sheet.mark.iter().find(|line| line.item == item.code).and_then(|line| line.mark.as_ref());
                given.map_or_else(String::new, ToString::to_string)
            }));
        }
        writer.write_record(cells.iter().map(|cell| inert(cell).into_owned())).map_err(fault)?;
    }
    let bytes = writer.into_inner().map_err(|fault| MinutesError::Write(fault.to_string()))?;
    String::from_utf8(bytes).map_err(|fault| MinutesError::Write(fault.to_string()))
}

fn cells(minutes: &Minutes, item: &ItemPart) -> Vec<String> {
    let block = minutes.block.iter().find(|block| Some(&block.code) == item.block.as_ref());
    let decision = block.and_then(|block| block.decision).map_or("", outcome_key);
    [
        minutes.version.to_string().as_str(),
        state_key(minutes.state),
        &minutes.session.name,
        &minutes.session.room,
        &minutes.session.date.to_string(),
        minutes.candidate.id.as_str(),
        &minutes.candidate.family_name,
        &minutes.candidate.given_name,
        &minutes.certification.code,
        item.block.as_ref().map_or("", |code| code.as_str()),
        decision,
        item.competence.as_ref().map_or("", |code| code.as_str()),
        item.code.as_str(),
        &item.text,
        item.mark.as_ref().map_or("", |mark| mark.as_str()),
        item.level.as_deref().unwrap_or_default(),
        item.author.as_ref().map_or("", author_key),
        item.comment.as_deref().unwrap_or_default(),
    ]
    .map(str::to_owned)
    .to_vec()
}

/// A cell that no spreadsheet runs: an apostrophe comes before what would begin a formula, also where a spreadsheet that
/// expects semicolons would begin a cell.
pub(crate) fn inert(cell: &str) -> Cow<'_, str> {
    if !cell.contains(is_formula) || cell.parse::<Decimal>().is_ok() {
        return Cow::Borrowed(cell);
    }
    let mut safe = String::new();
    let mut begins = true;
    for c in cell.chars() {
        if begins && is_formula(c) {
            safe.push('\'');
        }
        begins = matches!(c, ';' | '\n' | '\t') || (begins && matches!(c, ' ' | '"'));
        safe.push(c);
    }
    Cow::Owned(safe)
}

/// What begins a formula; spreadsheets in Japanese and Chinese take the full width for it too.
fn is_formula(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
}

fn how_key(how: How) -> &'static str {
    match how {
        How::Common => "common",
        How::Choice => "choice",
        How::CastingVote => "casting-vote",
    }
}

fn state_key(state: HearingState) -> &'static str {
    match state {
        HearingState::Heard => "heard",
        HearingState::Stopped => "stopped",
        HearingState::Absent => "absent",
    }
}

fn outcome_key(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Validated => "validated",
        Outcome::Refused => "refused",
    }
}

fn author_key(author: &Author) -> &str {
    match author {
        Author::Jury => "jury",
        Author::Member(member) => member.as_str(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (cell, written) in [
            ("Très bien", "Très bien"),
            ("12.5", "12.5"),
            ("-3", "-3"),
            ("N’Guessan-Roux", "N’Guessan-Roux"),
            ("=1+1", "'=1+1"),
            (" @SUM(A1)", " '@SUM(A1)"),
            ("a;=cmd|'/C calc'!A0", "a;'=cmd|'/C calc'!A0"),
            ("bien\n- clair\n\t+ net", "bien\n'- clair\n\t'+ net"),
            ("\"=1", "\"'=1"),
            ("＝1+1", "'＝1+1"),
        ] {
            assert_eq!(inert(cell), written, "{cell:?}");
        }
    }
}
