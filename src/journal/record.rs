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
use sha2::{Digest, Sha256};

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

/// A record as JSON, without its digest; the fields are in the order of the file.
#[derive(Serialize, Deserialize)]
struct Stored {
    seq: u64,
    at: String,
    boot: BootId,
    up: u64,
    by: MemberId,
    v: u64,
    #[serde(flatten)]
    event: Event,
    prev: String,
}

/// What is looked at before anything else, whatever the version of the rest.
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
    let stored = Stored {
        seq,
        at: stamp.at.to_rfc3339_opts(SecondsFormat::Millis, false),
        boot: stamp.boot.clone(),
        up: stamp.uptime,
        by: by.clone(),
        v: VERSION,
        event: event.clone(),
        prev: prev.to_owned(),
    };
    let json = serde_json::to_string(&stored).map_err(|_| RecordFault::Malformed)?;
    let body = json.strip_suffix('}').ok_or(RecordFault::Malformed)?;
    let digest = digest_of(body.as_bytes());
    Ok((format!("{body}{DIGEST_KEY}{digest}{END}"), digest))
}

/// Reads a line, with its line feed: the record, and the digest that it gives for the record before.
///
/// A record has one spelling: the line must be, byte for byte, what [`encode`] makes of what it says.
///
/// # Errors
/// [`RecordFault`], which tells a damaged line from one that a newer program wrote.
pub fn decode(line: &[u8]) -> Result<(Recorded, String), RecordFault> {
    check_digest(line)?;
    let outline: Outline = serde_json::from_slice(line).map_err(|_| RecordFault::Malformed)?;
    if outline.v > VERSION {
        return Err(RecordFault::NewerVersion(outline.v));
    }
    if !event_names().contains(&outline.event.as_str()) {
        return Err(RecordFault::UnknownEvent(outline.event));
    }
    let stored: Stored = serde_json::from_slice(line).map_err(|_| RecordFault::Malformed)?;
    let at = DateTime::parse_from_rfc3339(&stored.at).map_err(|_| RecordFault::Malformed)?;
    let stamp = Stamp { at, boot: stored.boot, uptime: stored.up };
    let (respelled, digest) = encode(stored.seq, &stamp, &stored.by, &stored.event, &stored.prev)?;
    if respelled.as_bytes() != line {
        return Err(RecordFault::Malformed);
    }
    let recorded = Recorded { seq: stored.seq, stamp, by: stored.by, event: stored.event, digest };
    Ok((recorded, stored.prev))
}

/// Holds a line against the digest at its end.
fn check_digest(line: &[u8]) -> Result<(), RecordFault> {
    let rest = line.strip_suffix(END.as_bytes()).ok_or(RecordFault::Partial)?;
    let (rest, digest) = rest.split_last_chunk::<DIGEST_LENGTH>().ok_or(RecordFault::Partial)?;
    let body = rest.strip_suffix(DIGEST_KEY.as_bytes()).ok_or(RecordFault::Partial)?;
    if digest_of(body).as_bytes() == digest { Ok(()) } else { Err(RecordFault::Digest) }
}

fn digest_of(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
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
