//! Candidate lists: CSV as secretariats have it, and workbooks.

use std::borrow::Cow;
use std::ops::Range;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::candidates::read_text;
use super::faults::{FileFault, SheetFault};
use super::problem::{Problems, Read, Severity};
use super::sheets;
use super::source::Source;
use crate::domain::candidate::Candidate;
use crate::domain::grid::Grid;

/// A candidate list, and where it was if it was in a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// The candidates, in the order of the list.
    pub candidates: Vec<Candidate>,
    /// The workbook's share; none for a CSV.
    pub workbook: Option<WorkbookList>,
}

/// What was taken from a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkbookList {
    /// The sheet, as the workbook names it: not made safe.
    pub sheet: String,
    /// The row of its titles, from 1.
    pub titles: u32,
    /// The list as CSV, which [`read_candidates`] reads as the same candidates.
    pub csv: String,
}

/// Reads the candidate list of a session, which is CSV, and holds it against its grid if there is one.
///
/// Without a grid the blocks are kept as they are written, `tous` as well: such a list is good for checking alone.
///
/// # Errors
/// Every problem of the file, in its order, if one of them is an error. A workbook is one.
pub fn read_candidates(file: &str, bytes: &[u8], grid: Option<&Grid>) -> Result<Read<Vec<Candidate>>, Problems> {
    let refused = match sheets::kind(bytes) {
        sheets::Kind::Zip | sheets::Kind::Compound => Some(SheetFault::InSession),
        sheets::Kind::Markup => Some(SheetFault::Markup),
        sheets::Kind::Text => None,
    };
    let (text, guessed) = decoded(bytes);
    let source = Source::new(file, &text);
    if let Some(fault) = refused {
        return Err(vec![source.error(None, fault)]);
    }
    let guess = guessed.then(|| source.warning(None, FileFault::ReadAsWindows1252));
    read_text(source, grid, guess.into_iter().collect())
}

/// Reads a candidate list as secretariats send it: CSV, or a workbook, whatever the file's name.
///
/// # Errors
/// As [`read_candidates`]; a workbook that cannot be read, or that several sheets of could be the list.
pub fn read_list(file: &str, bytes: &[u8], grid: Option<&Grid>) -> Result<Read<List>, Problems> {
    if !matches!(sheets::kind(bytes), sheets::Kind::Zip | sheets::Kind::Compound) {
        let read = read_candidates(file, bytes, grid)?;
        return Ok(Read { value: List { candidates: read.value, workbook: None }, warnings: read.warnings });
    }
    let table = sheets::read(bytes).map_err(|fault| vec![Source::new(file, "").error(None, fault)])?;
    let source = Source::of_sheet(file, &table.text, &table.places);
    let problem = |(stretch, severity, fault): &(Option<Range<usize>>, Severity, SheetFault)| match severity {
        Severity::Error => source.error(stretch.as_ref(), fault.clone()),
        Severity::Warning => source.warning(stretch.as_ref(), fault.clone()),
    };
    let read = read_text(source.clone(), grid, table.faults.iter().map(problem).collect())?;
    // Line for line the sheet has blank ones, which the session's list does not need.
    let lines = table.text.lines().filter(|line| !line.is_empty());
    let csv = lines.fold(String::new(), |csv, line| csv + line + "\n");
    let workbook = Some(WorkbookList { sheet: table.sheet, titles: table.titles, csv });
    Ok(Read { value: List { candidates: read.value, workbook }, warnings: read.warnings })
}

/// The text of the bytes, and whether its encoding was guessed.
pub(super) fn decoded(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    // A mark at the start settles it; spreadsheets write one before UTF-16, too.
    if let Some((encoding, mark)) = Encoding::for_bom(bytes)
        && let Some(text) =
            encoding.decode_without_bom_handling_and_without_replacement(bytes.get(mark..).unwrap_or_default())
    {
        return (text, false);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), false),
        Err(_) => (WINDOWS_1252.decode_without_bom_handling(bytes).0, true),
    }
}
