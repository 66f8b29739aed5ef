//! A sheet, whatever the format of its workbook: cells with their places.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::super::faults::SheetFault;

/// The most cells that say something, in all sheets: a list has some thousands.
const MOST_CELLS: usize = 200_000;

/// The most bytes of text in all these cells: one text may stand in many.
const MOST_TEXT: usize = 32 << 20;

/// The rows and columns that spreadsheet programs have.
const MOST_ROWS: u32 = 1 << 20;
const MOST_COLUMNS: u32 = 1 << 14;

/// From how many on a number has lost digits: spreadsheet programs keep fifteen.
const MOST_DIGITS: u32 = 15;

/// Where a cell stands: row, then column, both from 1.
pub(super) type At = (u32, u32);

/// What a cell holds, apart from its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// A text, a truth value or an hour: nothing was lost in it.
    Text,
    /// A number whose zeros in front, if there were any, are lost.
    Number,
    /// A number of more digits than are kept.
    LongNumber,
    /// A date, perhaps with an hour.
    Date,
    /// An error.
    Error,
    /// A formula without its result.
    NoResult,
}

/// A cell that says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SheetCell {
    /// What it says, as a list would be written by hand.
    pub(super) text: String,
    /// What it holds.
    pub(super) holds: Holds,
}

/// A sheet.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// As the workbook names it.
    pub(super) name: String,
    /// Whether the workbook hides it.
    pub(super) hidden: bool,
    /// Its cells by place; empty ones are left out.
    pub(super) cells: BTreeMap<At, SheetCell>,
    /// First and last cell of what is merged.
    pub(super) merged: Vec<(At, At)>,
}

/// How much may still be kept of a workbook.
pub(super) struct Allowance {
    cells: usize,
    text: usize,
}

impl Allowance {
    pub(super) fn new() -> Self {
        Self { cells: MOST_CELLS, text: MOST_TEXT }
    }

    /// Takes what one cell, or one text kept aside, needs.
    pub(super) fn take(&mut self, text: &str) -> Result<(), SheetFault> {
        self.cells = self.cells.checked_sub(1).ok_or(SheetFault::TooLarge)?;
        self.text = self.text.checked_sub(text.len()).ok_or(SheetFault::TooLarge)?;
        Ok(())
    }
}

impl Sheet {
    /// Puts a cell in its place; an empty one is left out.
    pub(super) fn put(&mut self, at: At, cell: SheetCell, allowance: &mut Allowance) -> Result<(), SheetFault> {
        if cell.text.trim().is_empty() && cell.holds == Holds::Text {
            return Ok(());
        }
        if at.0 > MOST_ROWS || at.1 > MOST_COLUMNS {
            return Err(SheetFault::Damaged);
        }
        allowance.take(&cell.text)?;
        self.cells.insert(at, cell);
        Ok(())
    }

    /// Remembers that cells are merged.
    pub(super) fn merge(&mut self, from: At, to: At, allowance: &mut Allowance) -> Result<(), SheetFault> {
        allowance.take("")?;
        self.merged.push((from, to));
        Ok(())
    }
}

impl SheetCell {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), holds: Holds::Text }
    }

    /// A truth value, as answers are written in lists.
    pub(super) fn truth(truth: bool) -> Self {
        Self::text(if truth { "oui" } else { "non" })
    }

    /// A number as it is stored, `1`, `0.25` or `1E3`: with as many digits as spreadsheet programs show.
    pub(super) fn number(stored: &str) -> Self {
        let Some(number) = decimal(stored) else {
            return Self { text: stored.to_owned(), holds: Holds::LongNumber };
        };
        let long = number.abs() >= Decimal::from(10_u64.pow(MOST_DIGITS));
        let holds = if long { Holds::LongNumber } else { Holds::Number };
        let shown = number.round_sf(MOST_DIGITS).unwrap_or(number).normalize();
        Self { text: shown.to_string(), holds }
    }
}

/// A number as workbooks store it.
pub(super) fn decimal(stored: &str) -> Option<Decimal> {
    let stored = stored.trim();
    stored.parse().ok().or_else(|| Decimal::from_scientific(stored).ok())
}

/// The place that `C5` names; none for what names none.
pub(super) fn place(reference: &str) -> Option<At> {
    let digits = reference.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = reference.split_at(digits);
    let column = letters.bytes().try_fold(0_u32, |column, byte| {
        let letter = byte.to_ascii_uppercase();
        letter.is_ascii_uppercase().then_some(())?;
        column.checked_mul(26)?.checked_add(u32::from(letter - b'A') + 1)
    })?;
    let row: u32 = row.parse().ok()?;
    ((1..=MOST_ROWS).contains(&row) && (1..=MOST_COLUMNS).contains(&column)).then_some((row, column))
}

/// How spreadsheet programs name a place: `C5`.
pub(super) fn name((row, column): At) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or_default()));
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{row}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_named_as_spreadsheets_name_them() {
        for (at, written) in [((1, 1), "A1"), ((5, 26), "Z5"), ((7, 27), "AA7"), ((1 << 20, 1 << 14), "XFD1048576")] {
            assert_eq!(name(at), written);
            assert_eq!(place(written), Some(at));
        }
        for written in ["", "A", "7", "A0", "XFE1", "A1048577", "É1", "A1B", "A-1", "A99999999999", "AAAAAAAAAA1"] {
            assert_eq!(place(written), None, "{written}");
        }
    }

    #[test]
    fn numbers_are_written_as_they_are_shown() {
        for (stored, shown) in [
            ("1", "1"),
            ("1.0", "1"),
            ("20270614", "20270614"),
            ("0.25", "0.25"),
            ("1E3", "1000"),
            ("-2.50", "-2.5"),
            ("0.30000000000000004", "0.3"),
        ] {
            assert_eq!(SheetCell::number(stored), SheetCell { text: shown.into(), holds: Holds::Number });
        }
        for stored in ["1000000000000000", "1E300", "NaN", "x"] {
            assert_eq!(SheetCell::number(stored).holds, Holds::LongNumber, "{stored}");
        }
    }
}
