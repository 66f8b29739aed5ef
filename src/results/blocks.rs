//! The table of blocks: a row for each candidate and block.

use super::cell::{Cell, Voice};
use super::listing::Holds::{Date, Number, Sentence, Text};
use super::listing::{Column, Heading, Listing};
use crate::consolidate::{BlockResult, CandidateResult, Results};
use crate::domain::decision::Outcome;
use crate::text::consolidate::{self as words, tables};
use crate::text::exam;

const COLUMNS: [Heading; 11] = [
    ("certification", tables::column_certification, Text, 13),
    ("candidate", tables::column_candidate, Text, 12),
    ("family_name", tables::column_family_name, Text, 18),
    ("given_name", tables::column_given_name, Text, 15),
    ("block", tables::column_block, Text, 8),
    ("title", tables::column_block_title, Sentence, 56),
    ("state", tables::column_state, Text, 14),
    ("proposed", tables::column_proposed, Text, 14),
    ("date", tables::column_date, Date, 12),
    ("room", tables::column_room, Sentence, 12),
    ("version", tables::column_version, Number, 9),
];

/// A row for each candidate and block.
pub(super) fn listing(results: &Results, voice: Voice) -> Listing<'_> {
    let columns = COLUMNS.map(|heading| Column::of(heading, voice)).to_vec();
    let of = move |line| {
        let line: &CandidateResult = line;
        line.blocks.iter().map(move |block| row(line, block, voice))
    };
    let rows = results.candidates.iter().flat_map(of);
    Listing { columns, frozen: 4, printed: COLUMNS.len(), rows: Box::new(rows) }
}

fn row<'a>(line: &'a CandidateResult, block: &'a BlockResult, voice: Voice) -> Vec<Cell<'a>> {
    let person = &line.candidate;
    let proposed = |outcome: Outcome| voice.says(outcome_key(outcome), |lang| exam::outcome(lang, outcome));
    let minutes = block.minutes.as_ref();
    vec![
        Cell::text(&line.certification.code),
        Cell::text(&person.id),
        Cell::text(&person.family_name),
        Cell::text(&person.given_name),
        Cell::text(&block.code),
        Cell::text(&block.title),
        voice.says(block.state.key(), |lang| words::block_state(lang, block.state)),
        block.proposed.map_or(Cell::Empty, proposed),
        Cell::date(block.date),
        Cell::text(&block.room),
        minutes.map_or(Cell::Empty, |(version, _)| Cell::count(*version)),
    ]
}

fn outcome_key(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Validated => "validated",
        Outcome::Refused => "refused",
    }
}
