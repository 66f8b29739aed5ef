//! What can be wrong in a workbook that holds a candidate list: data, no words.

/// What only a workbook can have wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetFault {
    /// A workbook of the old binary kind.
    OldWorkbook,
    /// A workbook behind a password.
    Password,
    /// An archive that is no workbook that is read here.
    NotAWorkbook,
    /// A workbook that breaks the rules of its format.
    Damaged,
    /// A workbook larger, or unpacking to more, than any list.
    TooLarge,
    /// A page, or another text between angle brackets, where a list should be.
    Markup,
    /// A workbook where a session needs its list as CSV.
    InSession,
    /// No sheet has a row of titles.
    NoTitles {
        /// The sheets, as the workbook names them.
        sheets: Vec<String>,
    },
    /// Hidden sheets alone have a row of titles.
    OnlyHidden {
        /// These sheets.
        sheets: Vec<String>,
    },
    /// Several sheets could be the list.
    SeveralSheets {
        /// These sheets.
        sheets: Vec<String>,
    },
    /// Cells merged into one.
    Merged {
        /// From the first to the last, as `C5:C7`.
        range: String,
    },
    /// An error where a value should be.
    ErrorValue {
        /// As the workbook shows it.
        written: String,
    },
    /// A formula whose result the workbook does not hold.
    NoResult,
    /// What the spreadsheet program took for a date.
    BecameDate {
        /// The date.
        written: String,
    },
    /// A number with more digits than a spreadsheet program keeps.
    LongNumber,
    /// Identifiers that are numbers, whose zeros in front would be lost; a warning.
    NumberAsIdentifier,
    /// A cell that no title stands above.
    Outside {
        /// Its name, as `G5`.
        cell: String,
    },
}
