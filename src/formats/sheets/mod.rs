//! Candidate lists in workbooks, `.xlsx` and `.ods`: the sheet that holds the list becomes the CSV that it would be.
//!
//! The CSV has a line for each row of the sheet, so that what is said of a line is true of the row, and the rules of
//! lists are those of [`read_candidates`](super::read_candidates). What a workbook can hide from these rules is
//! found here: values that a spreadsheet program changed, formulas without a result, merged cells.

mod number_format;
mod ods;
mod package;
mod sheet;
mod table;
mod times;
mod xlsx;
mod xml;

#[cfg(test)]
mod tests;

pub(super) use package::{Kind, kind};
pub(super) use table::{Places, Table};

use self::package::Package;
use self::sheet::Sheet;
use super::faults::SheetFault;

/// The list of a workbook, as CSV.
///
/// # Errors
/// What concerns the workbook as a whole; what is wrong in a cell is in the table.
pub(super) fn read(bytes: &[u8]) -> Result<Table, SheetFault> {
    if kind(bytes) == Kind::Compound {
        return Err(package::compound(bytes));
    }
    let mut package = Package::open(bytes)?;
    let open_document = ods::PARTS.iter().any(|part| package.has(part));
    let sheets = if open_document { ods::sheets(&mut package)? } else { xlsx::sheets(&mut package)? };
    table::of(&the_list(sheets)?)
}

/// The sheet that is the list: the only one, hidden ones aside, that has a row of titles.
fn the_list(sheets: Vec<Sheet>) -> Result<(Sheet, u32), SheetFault> {
    let all: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let lists = sheets.into_iter().filter_map(|sheet| table::titles(&sheet).map(|row| (sheet, row)));
    let (hidden, mut shown): (Vec<_>, Vec<_>) = lists.partition(|(sheet, _)| sheet.hidden);
    let named = |lists: Vec<(Sheet, u32)>| lists.into_iter().map(|(sheet, _)| sheet.name).collect();
    match shown.pop() {
        Some(list) if shown.is_empty() => Ok(list),
        Some(list) => Err(SheetFault::SeveralSheets { sheets: named(shown.into_iter().chain([list]).collect()) }),
        None if hidden.is_empty() => Err(SheetFault::NoTitles { sheets: all }),
        None => Err(SheetFault::OnlyHidden { sheets: named(hidden) }),
    }
}
