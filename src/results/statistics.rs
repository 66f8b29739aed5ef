//! The statistics as tables.

use std::time::Duration;

use rust_decimal::Decimal;

use super::cell::{Cell, Table};
use crate::consolidate::statistics::chart::{bar, distribution};
use crate::consolidate::statistics::severity::Severity;
use crate::consolidate::statistics::{BlockTally, ItemTally, Juror, PhaseTally, ScaleName, Tally};
use crate::domain::certification::Award;
use crate::text::{Lang, exam, statistics as say};

/// How many cells a bar has.
const BAR: u16 = 12;
/// By how much a juror must differ from the others, in steps, to be said to mark lower or higher.
const TELLING: Decimal = Decimal::from_parts(1, 0, 0, false, 1);

/// Every table of these certifications; none that would be empty.
pub fn tables(tallies: &[Tally], lang: Lang) -> Vec<Table> {
    let of = |tally: &Tally| {
        [
            outcomes(tally, lang),
            blocks(tally, lang),
            items(tally, lang),
            times(tally, lang),
            gaps(tally, lang),
            agreement(tally, lang),
            severity(tally, lang),
        ]
    };
    tallies.iter().flat_map(of).filter(|table| !table.rows.is_empty()).collect()
}

fn table(tally: &Tally, lang: Lang, what: &str, header: Vec<String>, rows: Vec<Vec<Cell<'static>>>) -> Table {
    let title = say::title_of(lang, &tally.certification.code, &tally.certification.title, what);
    Table { title, header, rows, note: None }
}

fn count(count: u64) -> Cell<'static> {
    Cell::count(count)
}

fn word(text: &str) -> Cell<'static> {
    Cell::own(text.to_owned())
}

/// A part of a whole in percent, with one decimal; nothing of nothing.
fn percent(part: u64, whole: u64) -> Cell<'static> {
    if whole == 0 {
        return Cell::Empty;
    }
    Cell::Number((Decimal::from(part) * Decimal::ONE_HUNDRED / Decimal::from(whole)).round_dp(1).normalize())
}

fn outcomes(tally: &Tally, lang: Lang) -> Table {
    let header = vec![
        say::column_outcome(lang),
        say::column_candidates(lang),
        say::column_percent(lang),
        say::column_share(lang),
    ];
    let names = [
        exam::award(lang, Award::Full),
        exam::award(lang, Award::Partial),
        exam::award(lang, Award::None),
        say::undetermined(lang),
    ];
    let all = tally.candidates.iter().sum();
    let row = |(name, many): (String, &u64)| {
        vec![Cell::own(name), count(*many), percent(*many, all), word(&bar(*many, all, BAR))]
    };
    let rows = names.into_iter().zip(&tally.candidates).map(row).collect();
    table(tally, lang, &say::outcomes(lang), header, rows)
}

fn blocks(tally: &Tally, lang: Lang) -> Table {
    let header = vec![
        say::column_block(lang),
        say::column_title(lang),
        say::column_validated(lang),
        say::column_refused(lang),
        say::column_absent(lang),
        say::column_against(lang),
        say::column_percent(lang),
        say::column_share(lang),
    ];
    let row = |block: &BlockTally| {
        let decided = block.validated + block.refused;
        vec![
            word(&block.code),
            word(&block.title),
            count(block.validated),
            count(block.refused),
            count(block.absent),
            count(block.against_rule),
            percent(block.validated, decided),
            word(&bar(block.validated, decided, BAR)),
        ]
    };
    table(tally, lang, &say::by_block(lang), header, tally.blocks.iter().map(row).collect())
}

fn items(tally: &Tally, lang: Lang) -> Table {
    let header = vec![
        say::column_block(lang),
        say::column_item(lang),
        say::column_text(lang),
        say::column_spread(lang),
        say::column_marks(lang),
        say::column_unmarked(lang),
    ];
    let row = |item: &ItemTally| {
        let counts: Vec<u64> = item.marks.iter().map(|(_, often)| *often).collect();
        let marks: Vec<String> = item.marks.iter().map(|(mark, often)| say::marked(lang, mark, *often)).collect();
        vec![
            word(item.block.as_deref().unwrap_or_default()),
            word(&item.code),
            word(&item.text),
            Cell::own(distribution(&counts)),
            Cell::own(marks.join(" · ")),
            count(item.unmarked),
        ]
    };
    table(tally, lang, &say::by_item(lang), header, tally.items.iter().map(row).collect())
}

fn times(tally: &Tally, lang: Lang) -> Table {
    let header = vec![
        say::column_phase(lang),
        say::column_hearings(lang),
        say::column_due(lang),
        say::column_used(lang),
        say::column_percent(lang),
        say::column_share(lang),
        say::column_over(lang),
        say::column_longest(lang),
    ];
    let length = |seconds: u64| Cell::own(exam::length(Duration::from_secs(seconds)));
    let row = |phase: &PhaseTally| {
        let hearings = phase.hearings.max(1);
        vec![
            word(&phase.title),
            count(phase.hearings),
            length(phase.due / hearings),
            length(phase.used / hearings),
            percent(phase.used, phase.due),
            word(&bar(phase.used, phase.due, BAR)),
            count(phase.over),
            length(phase.longest_over),
        ]
    };
    let rows = tally.phases.iter().map(row).collect();
    Table { note: Some(say::note_times(lang)), ..table(tally, lang, &say::times(lang), header, rows) }
}

fn gaps(tally: &Tally, lang: Lang) -> Table {
    let gaps = &tally.gaps;
    let header =
        vec![say::column_gap(lang), say::column_items(lang), say::column_percent(lang), say::column_share(lang)];
    let row = |(apart, many): (u64, &u64)| {
        let share = word(&bar(*many, gaps.items, BAR));
        vec![Cell::own(say::gap(lang, apart)), count(*many), percent(*many, gaps.items), share]
    };
    let rows = if gaps.items == 0 { Vec::new() } else { (0..).zip(&gaps.steps).map(row).collect() };
    let note = say::note_gaps(lang, gaps.beyond, gaps.items);
    Table { note: Some(note), ..table(tally, lang, &say::gaps(lang), header, rows) }
}

fn scale(lang: Lang, name: &ScaleName) -> Cell<'static> {
    let digest = name.grid.get(..8).unwrap_or(&name.grid);
    Cell::own(match &name.block {
        Some(block) => say::scale_of_block(lang, block, digest),
        None => say::scale_of_grid(lang, digest),
    })
}

fn agreement(tally: &Tally, lang: Lang) -> Table {
    let header = vec![
        say::column_scale(lang),
        say::column_alpha(lang),
        say::column_items(lang),
        say::column_jurors(lang),
        say::column_reading(lang),
    ];
    let rows = tally.agreement.iter().map(|(name, found)| match found {
        Ok(found) => vec![
            scale(lang, name),
            Decimal::from_f64_retain(found.alpha).map_or(Cell::Empty, |alpha| Cell::Number(alpha.round_dp(2))),
            count(found.units),
            count(found.jurors as u64),
            Cell::own(say::alpha(lang, found.alpha)),
        ],
        Err(why) => {
            let why = Cell::own(say::no_agreement(lang, *why));
            vec![scale(lang, name), Cell::Empty, Cell::Empty, Cell::Empty, why]
        }
    });
    let table = table(tally, lang, &say::agreement(lang), header, rows.collect());
    Table { note: Some(say::note_agreement(lang)), ..table }
}

fn severity(tally: &Tally, lang: Lang) -> Table {
    let header = vec![
        say::column_scale(lang),
        say::column_group(lang),
        say::column_juror(lang),
        say::column_difference(lang),
        say::column_items(lang),
        say::column_beside(lang),
        say::column_reading(lang),
    ];
    let rows = tally.severity.iter().flat_map(|(name, found)| jurors(lang, name, found)).collect();
    let table = table(tally, lang, &say::severity(lang), header, rows);
    Table { note: Some(say::note_severity(lang)), ..table }
}

fn jurors(lang: Lang, name: &ScaleName, found: &Severity<Juror>) -> Vec<Vec<Cell<'static>>> {
    let mut rows = Vec::new();
    for (group, jurors) in (1_u64..).zip(&found.groups) {
        for each in jurors {
            let reading = match each.difference {
                difference if difference <= -TELLING => say::lower(lang),
                difference if difference >= TELLING => say::higher(lang),
                _ => say::alike(lang),
            };
            rows.push(vec![
                scale(lang, name),
                count(group),
                word(&each.juror.name),
                Cell::Number(each.difference),
                count(each.items),
                count(each.beside as u64),
                Cell::own(reading),
            ]);
        }
    }
    for each in &found.not_compared {
        let why = Cell::own(say::not_compared(lang, each.why));
        let name = scale(lang, name);
        rows.push(vec![name, Cell::Empty, word(&each.juror.name), Cell::Empty, Cell::Empty, Cell::Empty, why]);
    }
    rows
}
