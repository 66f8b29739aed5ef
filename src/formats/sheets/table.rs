//! A sheet that holds a list, written as CSV with the places of its cells.

use std::collections::HashMap;
use std::ops::Range;

use super::super::faults::{Column, SheetFault};
use super::super::fields;
use super::super::problem::Severity;
use super::sheet::{At, Holds, Sheet, SheetCell, name};

/// In how many rows from the top, empty ones aside, the titles are looked for.
const ROWS_WITH_TITLES: usize = 30;

/// How many titles a row must have at least: one alone may stand in a letterhead.
const FEWEST_TITLES: usize = 2;

/// A list as CSV: semicolons, and line 7 is row 7 of the sheet.
pub(in super::super) struct Table {
    /// The text.
    pub(in super::super) text: String,
    /// Which stretch of it is which cell.
    pub(in super::super) places: Places,
    /// The sheet, as the workbook names it.
    pub(in super::super) sheet: String,
    /// The row of the titles, from 1.
    pub(in super::super) titles: u32,
    /// What is wrong, with the stretch of the text if it is in one cell of the list.
    pub(in super::super) faults: Vec<(Option<Range<usize>>, Severity, SheetFault)>,
}

/// Which stretch of the text is which cell.
#[derive(Debug, Default)]
pub(in super::super) struct Places(Vec<(usize, At)>);

impl Places {
    /// The name of the cell that has this offset.
    pub(in super::super) fn cell(&self, offset: usize) -> Option<String> {
        let after = self.0.partition_point(|(start, _)| *start <= offset);
        self.0.get(after.checked_sub(1)?).map(|(_, at)| name(*at))
    }
}

/// The row of a sheet's titles, if it has one.
pub(super) fn titles(sheet: &Sheet) -> Option<u32> {
    let mut rows: Vec<(u32, usize)> = Vec::new();
    for ((row, _), cell) in &sheet.cells {
        if rows.last().is_none_or(|(last, _)| last != row) {
            rows.push((*row, 0));
        }
        if let (Some((_, known)), Some(_)) = (rows.last_mut(), fields::column(cell.text.trim())) {
            *known += 1;
        }
        if rows.len() > ROWS_WITH_TITLES {
            break;
        }
    }
    rows.into_iter().take(ROWS_WITH_TITLES).find(|(_, known)| *known >= FEWEST_TITLES).map(|(row, _)| row)
}

/// Writes a sheet from its titles on as CSV.
///
/// # Errors
/// [`SheetFault::Damaged`] where there are no titles in that row after all.
pub(super) fn of((sheet, titles): &(Sheet, u32)) -> Result<Table, SheetFault> {
    let row = || sheet.cells.range((*titles, 0)..=(*titles, u32::MAX));
    let ends = row().next().zip(row().next_back()).ok_or(SheetFault::Damaged)?;
    let columns = (ends.0.0).1..=(ends.1.0).1;
    let known = row().filter_map(|((_, column), cell)| Some((*column, fields::column(cell.text.trim())?))).collect();
    let mut writer = Writer {
        known,
        table: Table {
            text: String::new(),
            places: Places::default(),
            sheet: sheet.name.clone(),
            titles: *titles,
            faults: Vec::new(),
        },
        warned: false,
    };
    let mut cells = sheet.cells.range((*titles, 0)..).peekable();
    let mut line = 1;
    while let Some(((row, _), _)) = cells.peek() {
        let row = *row;
        let in_row: Vec<_> = std::iter::from_fn(|| cells.next_if(|((next, _), _)| *next == row)).collect();
        writer.table.text.extend((line..row).map(|_| '\n'));
        writer.row(row, row == *titles, &in_row, columns.clone());
        line = row;
    }
    writer.table.text.push('\n');
    for (from, to) in &sheet.merged {
        let apart = to.0 < *titles || to.1 < *columns.start() || from.1 > *columns.end();
        if from != to && !apart {
            let range = format!("{}:{}", name(*from), name(*to));
            writer.table.faults.push((None, Severity::Error, SheetFault::Merged { range }));
        }
    }
    Ok(writer.table)
}

/// A list being written.
struct Writer {
    /// The columns that a title names.
    known: HashMap<u32, Column>,
    table: Table,
    /// Whether it was said that identifiers are numbers.
    warned: bool,
}

impl Writer {
    fn row(&mut self, row: u32, is_titles: bool, cells: &[(&At, &SheetCell)], columns: std::ops::RangeInclusive<u32>) {
        let mut cells = cells.iter().copied().peekable();
        let mut outside = Vec::new();
        outside.extend(std::iter::from_fn(|| cells.next_if(|(at, _)| at.1 < *columns.start())));
        for column in columns.clone() {
            if column > *columns.start() {
                self.table.text.push(';');
            }
            let at = (row, column);
            let cell = cells.next_if(|(next, _)| **next == at).map(|(_, cell)| cell);
            let start = self.table.text.len();
            self.table.places.0.push((start, at));
            self.table.text.push_str(&written(cell.map_or("", |cell| &cell.text)));
            let stretch = start..self.table.text.len();
            if let Some(cell) = cell {
                self.judge(column, is_titles, cell, &stretch);
            }
        }
        outside.extend(cells);
        for (at, _) in outside {
            let fault = SheetFault::Outside { cell: name(*at) };
            self.table.faults.push((None, Severity::Error, fault));
        }
    }

    /// What a spreadsheet program may have made of what was typed.
    fn judge(&mut self, column: u32, is_titles: bool, cell: &SheetCell, stretch: &Range<usize>) {
        let written = || cell.text.clone();
        let column = self.known.get(&column);
        let fault = match cell.holds {
            Holds::Text => return,
            Holds::Error => SheetFault::ErrorValue { written: written() },
            Holds::NoResult => SheetFault::NoResult,
            Holds::LongNumber => SheetFault::LongNumber,
            // The hour of a candidate says itself what is wrong with a date.
            Holds::Date if is_titles || column == Some(&Column::Time) => return,
            Holds::Date => SheetFault::BecameDate { written: written() },
            Holds::Number if is_titles || column != Some(&Column::Id) || self.warned => return,
            Holds::Number => {
                self.warned = true;
                self.table.faults.push((Some(stretch.clone()), Severity::Warning, SheetFault::NumberAsIdentifier));
                return;
            }
        };
        self.table.faults.push((Some(stretch.clone()), Severity::Error, fault));
    }
}

/// A cell as CSV has it, on one line: a line break in a cell means no more than a blank.
fn written(text: &str) -> String {
    let line = text.replace("\r\n", " ").replace(['\r', '\n', '\t'], " ");
    if line.contains([';', '"', ',']) { format!("\"{}\"", line.replace('"', "\"\"")) } else { line }
}
