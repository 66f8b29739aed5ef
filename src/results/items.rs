//! The table of items: a row for each mark that the results rest on, without any comment.

use super::cell::{Cell, Voice};
use super::listing::Holds::{Date, Text};
use super::listing::{Column, Heading, Listing};
use crate::consolidate::{Item, Record, Results};
use crate::text::consolidate::tables;
use crate::text::decision;

const BEFORE: [Heading; 9] = [
    ("certification", tables::column_certification, Text, 13),
    ("candidate", tables::column_candidate, Text, 12),
    ("family_name", tables::column_family_name, Text, 18),
    ("given_name", tables::column_given_name, Text, 15),
    ("date", tables::column_date, Date, 12),
    ("room", tables::column_room, Text, 9),
    ("session", tables::column_session, Text, 16),
    ("block", tables::column_block, Text, 8),
    ("item", tables::column_item, Text, 10),
];
const MARK: Heading = ("mark", tables::column_mark, Text, 24);
/// For programs: what the mark says in words is beside its name, and people read the words alone.
const LEVEL: Heading = ("level", tables::column_mark, Text, 24);
const AFTER: [Heading; 2] = [
    ("beyond_threshold", tables::column_beyond_threshold, Text, 10),
    // Last, so that a long text covers nothing.
    ("text", tables::column_text, Text, 60),
];

/// A row for each item of the minutes that count.
pub(super) fn listing(results: &Results, voice: Voice) -> Listing<'_> {
    let level = matches!(voice, Voice::Keys(_)).then_some(LEVEL);
    let headings = BEFORE.into_iter().chain([MARK]).chain(level).chain(AFTER);
    let columns: Vec<Column> = headings.map(|heading| Column::of(heading, voice)).collect();
    let of = move |record| {
        let record: &Record = record;
        record.items.iter().map(move |item| row(record, item, voice))
    };
    let records = results.candidates.iter().flat_map(|line| &line.minutes).map(|record| &**record);
    Listing { printed: columns.len(), columns, frozen: 4, rows: Box::new(records.flat_map(of)) }
}

fn row<'a>(record: &'a Record, item: &'a Item, voice: Voice) -> Vec<Cell<'a>> {
    let (session, person) = (&record.session, &record.candidate);
    let mut cells = vec![
        Cell::text(&record.certification.code),
        Cell::text(&person.id),
        Cell::text(&person.family_name),
        Cell::text(&person.given_name),
        Cell::Date(session.date),
        Cell::text(&session.room),
        Cell::text(&session.name),
        Cell::text(item.block.as_deref().unwrap_or_default()),
        Cell::text(&item.code),
    ];
    let (mark, level) = (item.mark.as_deref().unwrap_or_default(), item.level.as_deref());
    match voice {
        Voice::Keys(_) => {
            cells.extend([Cell::text(mark), Cell::text(level.unwrap_or_default())]);
            cells.push(Cell::text(if item.beyond_threshold { "yes" } else { "no" }));
        }
        Voice::Words(lang) => {
            cells.push(level.map_or_else(|| Cell::points(mark), Cell::text));
            cells.push(if item.beyond_threshold { Cell::own(decision::met(lang)) } else { Cell::Empty });
        }
    }
    cells.push(Cell::text(&item.text));
    cells
}
