//! The stored form of a record: one JSON object a line, its keys in one order, and one spelling only.
//!
//! `{"seq":…,"at":…,"boot":…,"up":…,"by":…,"v":1,"event":…,"data":{…},"prev":…,"digest":…}` and a line feed.
//!
//! The digest at the end of the line, of the bytes before it, is the frame: it is the same for every version, so
//! that a record from a newer program can be told from a damaged one. All else may change with the number in `v`.

use std::fmt;
use std::iter;

use chrono::{DateTime, SecondsFormat};
use serde::de::value::MapDeserializer;
use serde::{Deserialize, Serialize, de};

use crate::digest::sha256;
use crate::domain::event::{Event, Recorded};
use crate::domain::id::MemberId;
use crate::domain::time::{BootId, Stamp};

/// The `prev` of the first record.
pub const BEGINNING: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The newest version of the stored form that this program reads, and the one that it writes.
const VERSION: u64 = 1;

/// What stands between the bytes of a record and their digest.
const DIGEST_KEY: &str = ",\"digest\":\"";
/// What ends a record.
const END: &str = "\"}\n";
/// What stands before the event of a record, and between it and the digest of the record before.
const EVENT_KEY: &str = ",\"event\":";
const PREV_KEY: &str = ",\"prev\":\"";
/// The length of a SHA-256 in hexadecimal.
const DIGEST_LENGTH: usize = BEGINNING.len();

/// What is wrong with one line, before its neighbours are looked at.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordFault {
    /// It does not end as a record does: part of it is missing, or it never was one.
    #[error("not a whole record")]
    Partial,
    /// Its digest is not that of its bytes.
    #[error("the digest does not match the record")]
    Digest,
    /// It is whole, in a version of the stored form that this program does not know.
    #[error("written in version {0} of the stored form, newer than this program")]
    NewerVersion(u64),
    /// It is whole, and tells an event that this program does not know.
    #[error("the event {0:?} is newer than this program")]
    UnknownEvent(String),
    /// It is whole, but this program would not have written it so.
    #[error("not a record as this program writes them")]
    Malformed,
}

impl RecordFault {
    /// Whether the bytes themselves are incomplete or altered, as an interrupted write leaves them.
    ///
    /// A line whose own digest holds was written to its end: whatever else is wrong with it, no power cut did it.
    pub fn is_torn(&self) -> bool {
        matches!(self, Self::Partial | Self::Digest)
    }
}

/// What stands in a record before its event.
#[derive(Deserialize)]
struct Head {
    seq: u64,
    at: String,
    boot: BootId,
    up: u64,
    by: MemberId,
    v: u64,
}

/// A record as JSON, without its digest; the fields are in the order of the file.
#[derive(Serialize)]
struct Written<'a> {
    seq: u64,
    at: String,
    boot: &'a BootId,
    up: u64,
    by: &'a MemberId,
    v: u64,
    #[serde(flatten)]
    event: &'a Event,
    prev: &'a str,
}

/// What is looked at in a record that is not as this program knows them.
#[derive(Deserialize)]
struct Outline {
    v: u64,
    event: String,
}

/// Writes a record: the line, with its line feed, and its digest.
///
/// The wall clock is cut to the millisecond: what was given and what is stored can differ by that much.
///
/// # Errors
/// [`RecordFault::Malformed`] if the event has no JSON form.
pub fn encode(
    seq: u64,
    stamp: &Stamp,
    by: &MemberId,
    event: &Event,
    prev: &str,
) -> Result<(String, String), RecordFault> {
    let body = body(seq, stamp, by, event, prev)?;
    let digest = sha256(body.as_bytes());
    Ok((format!("{body}{DIGEST_KEY}{digest}{END}"), digest))
}

/// The line up to its digest.
fn body(seq: u64, stamp: &Stamp, by: &MemberId, event: &Event, prev: &str) -> Result<String, RecordFault> {
    let at = stamp.at.to_rfc3339_opts(SecondsFormat::Millis, false);
    let written = Written { seq, at, boot: &stamp.boot, up: stamp.uptime, by, v: VERSION, event, prev };
    let mut json = serde_json::to_string(&written).map_err(|_| RecordFault::Malformed)?;
    // What closes the object comes after the digest.
    json.pop();
    Ok(json)
}

/// Reads a line, with its line feed: the record, and the digest that it gives for the record before.
///
/// A record has one spelling: the line must be, byte for byte, what [`encode`] makes of what it says.
///
/// # Errors
/// [`RecordFault`], which tells a damaged line from one that a newer program wrote.
pub fn decode(line: &[u8]) -> Result<(Recorded, String), RecordFault> {
    let (written, digest) = framed(line)?;
    let (Head { seq, at, boot, up, by, v }, event, prev) = parts(written).ok_or_else(|| strange(line))?;
    if v > VERSION {
        return Err(RecordFault::NewerVersion(v));
    }
    let at = DateTime::parse_from_rfc3339(&at).map_err(|_| RecordFault::Malformed)?;
    let stamp = Stamp { at, boot, uptime: up };
    if body(seq, &stamp, &by, &event, &prev)?.as_bytes() != written {
        return Err(RecordFault::Malformed);
    }
    Ok((Recorded { seq, stamp, by, event, digest }, prev))
}

/// A record's head, event and link, cut where they stand in its one spelling and each read by itself: in the midst of other
/// fields an event would be put aside field by field first. What is cut at another place does not come out the same.
fn parts(written: &[u8]) -> Option<(Head, Event, String)> {
    let written = str::from_utf8(written).ok()?;
    let (head, rest) = written.split_at(written.find(EVENT_KEY)?);
    let (event, prev) = rest.strip_suffix('"')?.rsplit_once(PREV_KEY)?;
    let head = serde_json::from_str(&format!("{head}}}")).ok()?;
    let event = serde_json::from_str(&format!("{{{}}}", event.strip_prefix(',')?)).ok()?;
    Some((head, event, prev.to_owned()))
}

/// The bytes of a line before its digest, and the digest, which is theirs.
fn framed(line: &[u8]) -> Result<(&[u8], String), RecordFault> {
    let rest = line.strip_suffix(END.as_bytes()).ok_or(RecordFault::Partial)?;
    let (rest, stated) = rest.split_last_chunk::<DIGEST_LENGTH>().ok_or(RecordFault::Partial)?;
    let body = rest.strip_suffix(DIGEST_KEY.as_bytes()).ok_or(RecordFault::Partial)?;
    let digest = sha256(body);
    if digest.as_bytes() == stated { Ok((body, digest)) } else { Err(RecordFault::Digest) }
}

/// Why a line that is whole cannot be read. Its version is looked at first: a newer one may have any events.
fn strange(line: &[u8]) -> RecordFault {
    match serde_json::from_slice::<Outline>(line) {
        Ok(outline) if outline.v > VERSION => RecordFault::NewerVersion(outline.v),
        Ok(outline) if !event_names().contains(&outline.event.as_str()) => RecordFault::UnknownEvent(outline.event),
        Ok(_) | Err(_) => RecordFault::Malformed,
    }
}

/// The names of all the events, as [`Event`] itself declares them: a list kept here would fall behind it.
fn event_names() -> &'static [&'static str] {
    let nameless = MapDeserializer::<_, Names>::new(iter::once(("event", "")));
    match Event::deserialize(nameless) {
        Ok(_) => &[],
        Err(Names(names)) => names,
    }
}

/// What serde says of a name that is none of those expected, kept as data.
#[derive(Debug)]
struct Names(&'static [&'static str]);

impl fmt::Display for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected one of {:?}", self.0)
    }
}

impl std::error::Error for Names {}

impl de::Error for Names {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self(&[])
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self(expected)
    }
}

#[cfg(test)]
mod golden;
