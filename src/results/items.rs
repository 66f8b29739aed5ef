//! The table of items: a row for each mark that the results rest on, without any comment.

use super::cell::{Cell, Voice};
use super::listing::Holds::{Date, Number, Text};
use super::listing::{Column, Heading, Listing};
use crate::consolidate::{Item, Record, Results};
use crate::text::consolidate::tables;

const COLUMNS: [Heading; 13] = [
    ("certification", tables::column_certification, Text, 13),
    ("candidate", tables::column_candidate, Text, 12),
    ("family_name", tables::column_family_name, Text, 18),
    ("given_name", tables::column_given_name, Text, 15),
    ("date", tables::column_date, Date, 11),
    ("room", tables::column_room, Text, 9),
    ("session", tables::column_session, Text, 16),
    ("block", tables::column_block, Text, 8),
    ("item", tables::column_item, Text, 10),
    ("text", tables::column_text, Text, 50),
    ("mark", tables::column_mark, Number, 14),
    ("level", tables::column_level_given, Text, 18),
    ("beyond_threshold", tables::column_beyond_threshold, Text, 9),
];

/// A row for each item of the minutes that count.
pub(super) fn listing(results: &Results, voice: Voice) -> Listing<'_> {
    let columns = COLUMNS.map(|heading| Column::of(heading, voice)).to_vec();
    let of = move |record| {
        let record: &Record = record;
        record.items.iter().map(move |item| row(record, item, voice))
    };
    let records = results.candidates.iter().flat_map(|line| &line.minutes).map(|record| &**record);
    Listing { columns, frozen: 4, printed: COLUMNS.len(), rows: Box::new(records.flat_map(of)) }
}

fn row<'a>(record: &'a Record, item: &'a Item, voice: Voice) -> Vec<Cell<'a>> {
    let (session, person) = (&record.session, &record.candidate);
    let beyond = if item.beyond_threshold { "yes" } else { "no" };
    vec![
        Cell::text(&record.certification.code),
        Cell::text(&person.id),
        Cell::text(&person.family_name),
        Cell::text(&person.given_name),
        Cell::Date(session.date),
        Cell::text(&session.room),
        Cell::text(&session.name),
        Cell::text(item.block.as_deref().unwrap_or_default()),
        Cell::text(&item.code),
        Cell::text(&item.text),
        item.mark.as_deref().map_or(Cell::Empty, |mark| Cell::mark(mark, item.level.is_some())),
        Cell::text(item.level.as_deref().unwrap_or_default()),
        voice.says(beyond, |lang| tables::yes_no(lang, item.beyond_threshold)),
    ]
}
