//! The table of items: a row for each minutes that the results rest on, a column for each item; no comment.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::{Cell, Voice};
use super::listing::Holds::{Date, Text};
use super::listing::{Column, Heading, Holds, Listing};
use super::order::natural;
use crate::consolidate::{Item, Record, Results};
use crate::text::consolidate::tables;

const COLUMNS: [Heading; 8] = [
    ("certification", tables::column_certification, Text, 13),
    ("candidate", tables::column_candidate, Text, 12),
    ("family_name", tables::column_family_name, Text, 18),
    ("given_name", tables::column_given_name, Text, 15),
    ("date", tables::column_date, Date, 12),
    ("room", tables::column_room, Text, 9),
    ("session", tables::column_session, Text, 16),
    ("beyond_threshold", tables::column_beyond_threshold, Text, 16),
];
/// How wide the column of an item is, in characters.
const MARK: u8 = 10;

/// A row for each minutes that count. An item of a code stands in the column of that code, whatever its certification.
pub(super) fn listing(results: &Results, voice: Voice) -> Listing<'_> {
    let records = || results.candidates.iter().flat_map(|line| &line.minutes);
    let codes: BTreeSet<&str> = records().flat_map(|record| &record.items).map(|item| &*item.code).collect();
    let mut codes: Vec<&str> = codes.into_iter().collect();
    codes.sort_by(|a, b| natural(a, b));
    let mut columns = COLUMNS.map(|heading| Column::of(heading, voice)).to_vec();
    let of = |code: &&str| Column { title: (*code).to_owned(), holds: Holds::Text, width: MARK };
    columns.extend(codes.iter().map(of));
    let places: BTreeMap<&str, usize> = codes.into_iter().zip(COLUMNS.len()..).collect();
    let width = columns.len();
    let rows = records().map(move |record| row(record, &places, width, voice));
    Listing { printed: width, columns, frozen: 4, rows: Box::new(rows) }
}

fn row<'a>(record: &'a Record, places: &BTreeMap<&str, usize>, width: usize, voice: Voice) -> Vec<Cell<'a>> {
    let (session, person) = (&record.session, &record.candidate);
    let beyond = record.items.iter().filter(|item| item.beyond_threshold).map(|item| Cell::text(&item.code));
    let mut cells = vec![
        Cell::text(&record.certification.code),
        Cell::text(&person.id),
        Cell::text(&person.family_name),
        Cell::text(&person.given_name),
        Cell::Date(session.date),
        Cell::text(&session.room),
        Cell::text(&session.name),
        voice.list(beyond),
    ];
    cells.resize(width, Cell::Empty);
    for item in &record.items {
        if let Some(cell) = places.get(&*item.code).and_then(|place| cells.get_mut(*place)) {
            *cell = mark(item, voice);
        }
    }
    cells
}

/// The mark: for programs a level by its name in files, for people in words; points as a number.
fn mark(item: &Item, voice: Voice) -> Cell<'_> {
    let mark = item.mark.as_deref().unwrap_or_default();
    match (voice, item.level.as_deref()) {
        (Voice::Words(_), Some(level)) => Cell::text(level),
        (Voice::Keys(_), Some(_)) => Cell::text(mark),
        (_, None) => Cell::points(mark),
    }
}
