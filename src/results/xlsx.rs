//! The workbook: results, blocks, items, anomalies and statistics, a sheet each.
//!
//! Texts are written as texts, in the format of texts: `=1+1`, `001` and `-Dupont` come back as they went in, and stay
//! so when somebody edits the cell.

use std::io::{Seek, Write};
use std::path::Path;

use chrono::{NaiveDate, NaiveTime};
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError, worksheet::IgnoreError,
};
use unicode_width::UnicodeWidthStr as _;

use super::cell::{Cell, Table, Voice};
use super::listing::{Column, Holds, Listing};
use super::{anomalies, blocks, candidates, items};
use crate::consolidate::Results;
use crate::text::Lang;
use crate::text::consolidate::tables;

/// The rows of a sheet, without its header; what is more goes on in another sheet.
const ROWS: usize = 1_048_575;
/// The longest text that a cell takes, in the units that spreadsheets count.
const LONGEST: usize = 32_767;
/// The paper of the results, which have many columns.
const A3: u8 = 8;
/// The paper of the other sheets.
const A4: u8 = 9;
/// The widest column of the statistics, in characters.
const WIDEST: f64 = 62.0;

/// The height of a line, in points.
const LINE: f64 = 15.0;
/// How many lines a row shows at most.
const HIGHEST: f64 = 27.0;
/// How many characters are in a line of a note, which goes over several columns.
const NOTE: u8 = 130;

/// Why a workbook could not be written.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct XlsxFault(#[from] XlsxError);

/// Writes the workbook, with these tables of statistics, in this language. Its cells are in files in this folder until then:
/// where those cannot be written, the library panics.
///
/// # Errors
/// [`XlsxFault`] where it could not be written, or where there are more blocks than a sheet has columns.
pub fn write_xlsx(
    results: &Results,
    statistics: &[Table],
    lang: Lang,
    folder: &Path,
    out: impl Write + Seek + Send,
) -> Result<(), XlsxFault> {
    let voice = Voice::Words(lang);
    let mut workbook = Workbook::new();
    workbook.set_tempdir(folder)?;
    // Much faster to pack than by default, for a file a fifth larger.
    workbook.set_zip_compression_level(3);
    workbook.set_properties(&properties(results, lang));
    let mut sheets = Sheets { workbook: &mut workbook, styles: Styles::new(lang), rows: ROWS };
    sheets.listing(&tables::sheet_results(lang), A3, candidates::listing(results, voice))?;
    sheets.listing(&tables::sheet_blocks(lang), A4, blocks::listing(results, voice))?;
    sheets.listing(&tables::sheet_items(lang), A4, items::listing(results, voice))?;
    sheets.listing(&tables::sheet_anomalies(lang), A4, anomalies::listing(results, voice))?;
    sheets.statistics(&tables::sheet_statistics(lang), statistics)?;
    workbook.save_to_writer(out)?;
    Ok(())
}

/// The day of the last session stands for the day of the file: the same results give the same bytes.
fn properties(results: &Results, lang: Lang) -> DocProperties {
    let last = results.sessions.iter().map(|session| session.session.date).max();
    let day = last.or_else(|| NaiveDate::from_ymd_opt(2000, 1, 1)).unwrap_or_default();
    let at = day.and_time(NaiveTime::default()).and_utc();
    DocProperties::new().set_title(tables::workbook(lang)).set_creation_datetime(&at)
}

/// How cells look.
struct Styles {
    header: Format,
    title: Format,
    text: Format,
    sentence: Format,
    date: Format,
    number: Format,
    /// Texts and numbers, all at the left below their titles.
    figure: Format,
}

impl Styles {
    fn new(lang: Lang) -> Self {
        let day = match lang {
            Lang::Fr => "[$-40C]dd/mm/yyyy",
            Lang::En => "yyyy-mm-dd",
        };
        let cell = || Format::new().set_align(FormatAlign::Top);
        let header = cell().set_bold().set_text_wrap().set_border_bottom(FormatBorder::Thin);
        Self {
            header: header.set_background_color("#E7E6E6").set_num_format("@"),
            title: Format::new().set_bold().set_font_size(13),
            text: cell().set_num_format("@"),
            sentence: cell().set_num_format("@").set_text_wrap(),
            date: cell().set_num_format(day).set_align(FormatAlign::Center),
            number: cell(),
            figure: cell().set_align(FormatAlign::Left),
        }
    }

    fn of(&self, holds: Holds) -> &Format {
        match holds {
            Holds::Text => &self.text,
            Holds::Sentence => &self.sentence,
            Holds::Date => &self.date,
            Holds::Number => &self.number,
        }
    }
}

struct Sheets<'a> {
    workbook: &'a mut Workbook,
    styles: Styles,
    /// How many rows a sheet takes.
    rows: usize,
}

impl Sheets<'_> {
    /// A table, on as many sheets as it needs: « Items », « Items 2 ».
    fn listing(&mut self, name: &str, paper: u8, listing: Listing<'_>) -> Result<(), XlsxError> {
        let Listing { columns, frozen, printed, rows } = listing;
        let mut rows = rows.peekable();
        let mut number = 1;
        loop {
            let name = if number == 1 { name.to_owned() } else { format!("{name} {number}") };
            // Rows go to the disk as they come: a session of many rooms is not held in memory twice.
            let sheet = self.workbook.add_worksheet_with_low_memory()?;
            set_up(sheet, &name, paper)?;
            head(sheet, &columns, &self.styles)?;
            let mut last = 0;
            while last < self.rows
                && let Some(cells) = rows.next()
            {
                last += 1;
                let row = u32::try_from(last).unwrap_or(u32::MAX);
                grow(sheet, row, cells.iter().zip(&columns))?;
                write_row(sheet, row, &cells, &columns, &self.styles)?;
            }
            finish(sheet, last, &columns, frozen, printed)?;
            if rows.peek().is_none() {
                return Ok(());
            }
            number += 1;
        }
    }

    /// Tables of statistics, one below the other.
    fn statistics(&mut self, name: &str, all: &[Table]) -> Result<(), XlsxError> {
        let styles = &self.styles;
        let sheet = self.workbook.add_worksheet();
        set_up(sheet, name, A4)?;
        for (column, width) in (0..).zip(widths(all)) {
            sheet.set_column_width(column, width)?;
        }
        let mut row = 0;
        for Table { title, header, rows, note } in all {
            sheet.write_string_with_format(row, 0, fitting(title), &styles.title)?;
            row += 1;
            for (column, text) in (0..).zip(header) {
                sheet.write_string_with_format(row, column, fitting(text), &styles.header)?;
            }
            for cells in rows {
                row += 1;
                for (column, cell) in (0..).zip(cells) {
                    write_cell(sheet, (row, column), cell, Some(&styles.figure))?;
                }
            }
            if let Some(note) = note {
                row += 1;
                sheet.merge_range(row, 0, row, 7, "", &styles.sentence)?;
                sheet.write_string_with_format(row, 0, fitting(note), &styles.sentence)?;
                sheet.set_row_height(row, LINE * f64::from(lines(note, NOTE)).min(HIGHEST))?;
            }
            row += 2;
        }
        Ok(())
    }
}

/// How wide the columns of tables that stand below each other must be, in characters.
fn widths(all: &[Table]) -> Vec<f64> {
    let mut widths: Vec<usize> = Vec::new();
    for table in all {
        let header = table.header.iter().map(|text| text.width()).collect();
        let rows = table.rows.iter().map(|row| row.iter().map(cell_width).collect());
        for row in std::iter::once::<Vec<usize>>(header).chain(rows) {
            widths.resize(widths.len().max(row.len()), 0);
            for (width, found) in widths.iter_mut().zip(row) {
                *width = (*width).max(found + 2);
            }
        }
    }
    widths.into_iter().map(|width| u32::try_from(width).map_or(WIDEST, |width| f64::from(width).min(WIDEST))).collect()
}

fn cell_width(cell: &Cell<'_>) -> usize {
    match cell {
        Cell::Text(text) => text.width(),
        Cell::Number(number) => number.to_string().len(),
        Cell::Date(_) => 10,
        Cell::Empty => 0,
    }
}

/// What every sheet has: its name, its page.
fn set_up(sheet: &mut Worksheet, name: &str, paper: u8) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_landscape().set_paper_size(paper).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3).set_footer("&L&A&R&P / &N");
    Ok(())
}

fn head(sheet: &mut Worksheet, columns: &[Column], styles: &Styles) -> Result<(), XlsxError> {
    let titles: Vec<Cell<'_>> = columns.iter().map(|column| Cell::text(&column.title)).collect();
    let wrapped: Vec<Column> =
        columns.iter().map(|column| Column { holds: Holds::Sentence, ..column.clone() }).collect();
    grow(sheet, 0, titles.iter().zip(&wrapped))?;
    for (place, column) in (0..).zip(columns) {
        sheet.set_column_width(place, column.width)?;
        sheet.set_column_format(place, styles.of(column.holds))?;
        sheet.write_string_with_format(0, place, fitting(&column.title), &styles.header)?;
    }
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

/// Makes a row as high as its sentences: not every spreadsheet does it by itself.
fn grow<'a>(
    sheet: &mut Worksheet,
    row: u32,
    cells: impl Iterator<Item = (&'a Cell<'a>, &'a Column)>,
) -> Result<(), XlsxError> {
    let sentences = cells.filter_map(|(cell, column)| match cell {
        Cell::Text(text) if column.holds == Holds::Sentence => Some(lines(text, column.width)),
        _ => None,
    });
    let lines = sentences.max().unwrap_or(1);
    if lines > 1 {
        sheet.set_row_height(row, LINE * f64::from(lines).min(HIGHEST))?;
    }
    Ok(())
}

/// How many lines a text takes in a column of so many characters.
fn lines(text: &str, width: u8) -> u32 {
    let width = usize::from(width).saturating_sub(1).max(1);
    let (mut lines, mut filled) = (1, 0);
    for word in text.split(' ') {
        let length = word.chars().count();
        if filled > 0 && filled + 1 + length > width {
            (lines, filled) = (lines + 1, 0);
        }
        filled += length + usize::from(filled > 0);
        // A word that is too long is cut.
        while filled > width {
            (lines, filled) = (lines + 1, filled - width);
        }
    }
    lines
}

fn finish(
    sheet: &mut Worksheet,
    rows: usize,
    columns: &[Column],
    frozen: u16,
    printed: usize,
) -> Result<(), XlsxError> {
    let last = u32::try_from(rows).unwrap_or(u32::MAX);
    let place = |count: usize| u16::try_from(count.saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.set_freeze_panes(1, frozen)?;
    sheet.autofilter(0, 0, last, place(columns.len()))?;
    sheet.set_print_area(0, 0, last, place(printed))?;
    // An identifier such as 001 is a text on purpose.
    sheet.ignore_error_range(0, 0, last.max(1), place(columns.len()), IgnoreError::NumberStoredAsText)?;
    Ok(())
}

fn write_row(
    sheet: &mut Worksheet,
    row: u32,
    cells: &[Cell<'_>],
    columns: &[Column],
    styles: &Styles,
) -> Result<(), XlsxError> {
    for ((place, cell), column) in (0..).zip(cells).zip(columns) {
        let Some(own) = holds(cell) else { continue };
        let fits = own == column.holds || (own, column.holds) == (Holds::Text, Holds::Sentence);
        // A cell without a format has its column's, and is written faster.
        write_cell(sheet, (row, place), cell, (!fits).then(|| styles.of(own)))?;
    }
    Ok(())
}

/// What a cell holds, if it holds something.
fn holds(cell: &Cell<'_>) -> Option<Holds> {
    match cell {
        Cell::Empty => None,
        Cell::Text(_) => Some(Holds::Text),
        Cell::Date(_) => Some(Holds::Date),
        Cell::Number(_) => Some(Holds::Number),
    }
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell<'_>,
    format: Option<&Format>,
) -> Result<(), XlsxError> {
    match (cell, format) {
        (Cell::Empty, _) => {}
        (Cell::Text(text), None) => _ = sheet.write_string(row, column, fitting(text))?,
        (Cell::Text(text), Some(format)) => _ = sheet.write_string_with_format(row, column, fitting(text), format)?,
        (Cell::Date(date), None) => _ = sheet.write_datetime(row, column, date)?,
        (Cell::Date(date), Some(format)) => _ = sheet.write_datetime_with_format(row, column, date, format)?,
        (Cell::Number(number), format) => {
            // A spreadsheet keeps numbers as floats; what ours write as decimals, it shows the same.
            let number = number.to_f64().unwrap_or_default();
            match format {
                None => _ = sheet.write_number(row, column, number)?,
                Some(format) => _ = sheet.write_number_with_format(row, column, number, format)?,
            }
        }
    }
    Ok(())
}

/// As much of a text as a cell takes.
fn fitting(text: &str) -> &str {
    if text.len() <= LONGEST {
        return text;
    }
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > LONGEST
    });
    end.map_or(text, |(end, _)| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_sheet_cannot_hold_goes_on_in_another() {
        let mut workbook = Workbook::new();
        let mut sheets = Sheets { workbook: &mut workbook, styles: Styles::new(Lang::Fr), rows: 2 };
        for (name, count) in [("A", 2), ("B", 5)] {
            let columns = vec![Column { title: "x".to_owned(), holds: Holds::Text, width: 9 }];
            let rows = Box::new((0..count).map(|number: u32| vec![Cell::own(format!("r{number}"))]));
            sheets.listing(name, A4, Listing { columns, frozen: 0, printed: 1, rows }).unwrap();
        }
        let names: Vec<String> = workbook.worksheets().iter().map(Worksheet::name).collect();
        assert_eq!(names, ["A", "B", "B 2", "B 3"]);
    }
}
