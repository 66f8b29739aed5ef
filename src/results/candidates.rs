//! The table of results: a row for each candidate and certification.

use std::collections::BTreeSet;

use super::cell::{Cell, Voice};
use super::listing::Holds::{Date, Number, Sentence, Text};
use super::listing::{Column, Heading, Listing};
use super::order::natural;
use crate::consolidate::{BlockResult, CandidateResult, Requirement, Results};
use crate::domain::certification::{Award, Met};
use crate::text::consolidate::{self as words, kinds, tables};
use crate::text::decision;

const BEFORE: [Heading; 9] = [
    ("certification", tables::column_certification, Text, 13),
    ("candidate", tables::column_candidate, Text, 12),
    ("family_name", tables::column_family_name, Text, 18),
    ("given_name", tables::column_given_name, Text, 15),
    ("outcome", tables::column_outcome, Text, 21),
    ("remaining_blocks", tables::column_remaining_blocks, Sentence, 12),
    ("remaining_choices", tables::column_remaining_choices, Sentence, 14),
    ("remaining_transversal", tables::column_remaining_transversal, Sentence, 13),
    ("requirements", tables::column_requirements, Sentence, 28),
];

const AFTER: [Heading; 7] = [
    ("flags", tables::column_flags, Sentence, 24),
    ("title", tables::column_title, Text, 40),
    ("certifier", tables::column_certifier, Text, 18),
    ("level", tables::column_level, Number, 8),
    ("minutes", tables::column_minutes, Text, 40),
    ("versions", tables::column_versions, Text, 10),
    ("digests", tables::column_digests, Text, 24),
];

/// A row for each candidate and certification.
pub(super) fn listing(results: &Results, voice: Voice) -> Listing<'_> {
    let codes = codes(results);
    let mut columns: Vec<Column> = BEFORE.map(|heading| Column::of(heading, voice)).to_vec();
    columns.extend(codes.iter().flat_map(|code| of_block(code, voice)));
    let printed = columns.len() + 1;
    columns.extend(AFTER.map(|heading| Column::of(heading, voice)));
    let rows = results.candidates.iter().map(move |line| row(line, &codes, voice));
    Listing { columns, frozen: 4, printed, rows: Box::new(rows) }
}

/// The codes of every block, as a person puts them in order.
fn codes(results: &Results) -> Vec<&str> {
    let all = results.candidates.iter().flat_map(|line| &line.blocks).map(|block| &*block.code);
    let mut codes: Vec<&str> = all.collect::<BTreeSet<_>>().into_iter().collect();
    codes.sort_by(|a, b| natural(a, b));
    codes
}

fn of_block(code: &str, voice: Voice) -> [Column; 3] {
    let (date, room) = match voice {
        Voice::Keys(_) => (format!("{code} date"), format!("{code} room")),
        Voice::Words(lang) => (tables::block_date(lang, code), tables::block_room(lang, code)),
    };
    [
        Column { title: code.to_owned(), holds: Sentence, width: 13 },
        Column { title: date, holds: Date, width: 12 },
        Column { title: room, holds: Sentence, width: 11 },
    ]
}

fn row<'a>(line: &'a CandidateResult, codes: &[&str], voice: Voice) -> Vec<Cell<'a>> {
    let (certification, person) = (&line.certification, &line.candidate);
    let code = |code: &'a std::sync::Arc<str>| Cell::text(code);
    let mut cells = vec![
        Cell::text(&certification.code),
        Cell::text(&person.id),
        Cell::text(&person.family_name),
        Cell::text(&person.given_name),
        voice.says(outcome_key(line.outcome), |lang| words::outcome(lang, line.outcome)),
        voice.list(line.remaining_blocks.iter().map(code)),
        voice.list(line.remaining_choices.iter().map(|codes| choice(codes, voice))),
        voice.list(line.remaining_transversal.iter().map(code)),
        voice.list(line.requirements.iter().map(|each| requirement(each, voice))),
    ];
    for code in codes {
        let block = line.blocks.iter().find(|block| &*block.code == *code);
        cells.extend(block.map_or([Cell::Empty, Cell::Empty, Cell::Empty], |block| of_one(block, voice)));
    }
    cells.extend([
        voice.list(line.flags.iter().map(|kind| voice.says(kind.key(), |lang| kinds::kind(lang, *kind)))),
        Cell::text(&certification.title),
        Cell::text(certification.certifier.as_deref().unwrap_or_default()),
        Cell::count(certification.level),
        // A room may have sent its files in a folder of any name.
        voice.list(line.minutes.iter().map(|record| Cell::foreign(&record.file))),
        voice.list(line.minutes.iter().map(|record| Cell::count(record.version))),
        voice.list(line.minutes.iter().map(|record| Cell::text(&record.sha256))),
    ]);
    cells
}

fn of_one(block: &BlockResult, voice: Voice) -> [Cell<'_>; 3] {
    let state = voice.says(block.state.key(), |lang| words::block_state(lang, block.state));
    [state, Cell::date(block.date), Cell::text(&block.room)]
}

fn choice(codes: &[std::sync::Arc<str>], voice: Voice) -> Cell<'static> {
    Cell::own(match voice {
        Voice::Keys(_) => codes.join("|"),
        Voice::Words(lang) => tables::choice_of(lang, &codes.join(", ")),
    })
}

fn requirement(requirement: &Requirement, voice: Voice) -> Cell<'static> {
    Cell::own(match voice {
        Voice::Keys(_) => format!("{}: {}", requirement.id, met_key(requirement.state)),
        Voice::Words(lang) => {
            tables::requirement_is(lang, &requirement.title, &decision::state(lang, requirement.state))
        }
    })
}

/// An outcome, as files name it; `undetermined` where something must be settled first.
pub(super) fn outcome_key(outcome: Option<Award>) -> &'static str {
    match outcome {
        Some(Award::Full) => "full",
        Some(Award::Partial) => "partial",
        Some(Award::None) => "none",
        None => "undetermined",
    }
}

/// Whether a requirement is met, as files name it.
pub(super) fn met_key(state: Met) -> &'static str {
    match state {
        Met::Met => "met",
        Met::NotMet => "not-met",
        Met::Unknown => "unknown",
    }
}
