//! The table of anomalies: what it is, what it does to the results, what to do, and the files.

use super::cell::{Cell, Voice};
use super::listing::Holds::{Date, Sentence, Text};
use super::listing::{Column, Heading, Listing};
use crate::consolidate::{Anomaly, Detail, Effect, Results};
use crate::text::consolidate::{self as words, kinds, tables};

const COLUMNS: [Heading; 13] = [
    ("kind", tables::column_kind, Sentence, 24),
    ("effect", tables::column_effect, Sentence, 15),
    ("what", tables::column_what, Sentence, 56),
    ("to_do", tables::column_to_do, Sentence, 46),
    ("files", tables::column_files, Sentence, 34),
    ("certification", tables::column_certification, Text, 13),
    ("candidate", tables::column_candidate, Text, 12),
    ("family_name", tables::column_family_name, Text, 16),
    ("given_name", tables::column_given_name, Text, 14),
    ("block", tables::column_block, Text, 8),
    ("date", tables::column_date, Date, 11),
    ("room", tables::column_room, Text, 9),
    ("session", tables::column_session, Text, 16),
];

/// How many of them are printed.
const PRINTED: usize = 5;

/// A row for each anomaly.
pub(super) fn listing(results: &Results, voice: Voice) -> Listing<'_> {
    let columns = COLUMNS.map(|heading| Column::of(heading, voice)).to_vec();
    let rows = results.anomalies.iter().map(move |anomaly| row(anomaly, voice));
    // Who and where are in the sentence: on paper that is enough.
    Listing { columns, frozen: 1, printed: PRINTED, rows: Box::new(rows) }
}

/// Not all of what anomalies name was verified: every text is made safe.
fn row(anomaly: &Anomaly, voice: Voice) -> Vec<Cell<'_>> {
    let lang = voice.lang();
    let expected = anomaly.detail.iter().find_map(|detail| match detail {
        Detail::Expected { room, date, certification } => Some((room.as_str(), *date, certification.as_deref())),
        _ => None,
    });
    let (person, session) = (anomaly.candidate.as_ref(), anomaly.session.as_deref());
    let text = |text: Option<&str>| Cell::foreign(text.unwrap_or_default());
    vec![
        voice.says(anomaly.kind.key(), |lang| kinds::kind(lang, anomaly.kind)),
        voice.says(effect_key(anomaly.effect), |lang| words::effect(lang, anomaly.effect)),
        Cell::own(words::anomaly(lang, anomaly)),
        Cell::own(kinds::what_to_do(lang, anomaly)),
        voice.list(anomaly.files.iter().map(|file| Cell::foreign(file))),
        text(anomaly.certification.as_deref().or_else(|| expected.and_then(|(_, _, code)| code))),
        text(person.map(|person| &*person.id)),
        text(person.map(|person| &*person.family_name)),
        text(person.map(|person| &*person.given_name)),
        text(anomaly.block.as_deref()),
        Cell::date(session.map(|session| session.date).or_else(|| expected.and_then(|(_, date, _)| date))),
        text(session.map(|session| session.room.as_str()).or_else(|| expected.map(|(room, _, _)| room))),
        text(session.map(|session| session.name.as_str())),
    ]
}

/// What an anomaly does to the results, as files name it.
pub(super) fn effect_key(effect: Effect) -> &'static str {
    match effect {
        Effect::LeftOut => "left-out",
        Effect::Flagged => "flagged",
        Effect::Missing => "missing",
    }
}
