//! Everything that can be wrong in a file: data, no words.

mod grid;
mod jury;
mod list;
mod rooms;
mod sheet;

use chrono::NaiveDate;

pub use grid::GridFault;
pub use jury::JuryFault;
pub use list::{Column, ListFault};
pub use rooms::RoomsFault;
pub use sheet::SheetFault;

/// The bytes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileFault {
    /// They are not UTF-8.
    NotUtf8,
    /// There are none.
    Empty,
    /// They are not UTF-8 and were read as Windows-1252; a warning.
    ReadAsWindows1252,
}

/// What stops a file from being read at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SyntaxFault {
    /// A text without its closing quote.
    UnclosedText,
    /// A text without quotes.
    UnquotedText {
        /// What is written.
        written: String,
    },
    /// A `\` followed by what means nothing.
    BadEscape,
    /// A key without `=` or without a value.
    MissingValue,
    /// The same key, or the same table, twice.
    Duplicate {
        /// The key or the table's name.
        key: String,
        /// The line of the first one, where it could be told.
        first_line: Option<usize>,
    },
    /// A date that does not exist or is not written as dates are.
    BadDate,
    /// A bracket or brace that is not closed.
    UnclosedBracket,
    /// Two elements of a list without a comma between them.
    MissingComma,
    /// A key with characters that keys cannot have.
    BadKey,
    /// Anything else.
    Other,
}

/// The types of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueType {
    /// `"text"`.
    Text,
    /// `7`.
    Integer,
    /// `7.5`.
    Float,
    /// `7` or `7.5`.
    Number,
    /// The name of a level of the scale.
    Level,
    /// `true`.
    Boolean,
    /// `2027-06-14`.
    Date,
    /// A date with a time, or a time.
    DateTime,
    /// `["one", "two"]`.
    List,
    /// `true`, `false`, or a list.
    FlagOrList,
    /// `[header]` or `{ … }`.
    Table,
    /// `[[header]]`, as often as needed.
    Tables,
    /// A text, or `{ fr = "…", en = "…" }`.
    Wording,
}

/// A key or its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueFault {
    /// There is no `format` line.
    MissingFormat {
        /// What it should be.
        expected: String,
    },
    /// The file is of another format.
    OtherFormat {
        /// What it says.
        found: String,
        /// What it should be.
        expected: String,
    },
    /// The format is newer than this program.
    NewerFormat {
        /// What it says.
        found: String,
        /// What this program reads.
        expected: String,
    },
    /// A key that must be there is not.
    MissingKey {
        /// The key.
        key: String,
    },
    /// A part that must be there is not.
    MissingTable {
        /// Its header, without brackets (`scale`).
        header: String,
    },
    /// A part that must be there at least once is not.
    MissingTables {
        /// Its header, without brackets (`block.competence`).
        header: String,
    },
    /// A key that means nothing here.
    UnknownKey {
        /// The key.
        key: String,
        /// A key that means something, if one is near.
        nearest: Option<String>,
        /// All that mean something.
        known: Vec<String>,
    },
    /// A value of another type.
    WrongType {
        /// The key.
        key: String,
        /// What it should be.
        expected: ValueType,
        /// What it is.
        found: ValueType,
    },
    /// A text that says nothing.
    EmptyText {
        /// The key.
        key: String,
    },
    /// A list that must have at least one element.
    EmptyList {
        /// The key.
        key: String,
    },
    /// A character that could deceive the eye or the terminal.
    UnsafeText {
        /// The character.
        character: char,
    },
    /// A date that is not in the calendar.
    BadDate,
    /// What is not a duration.
    BadDuration {
        /// What is written.
        written: String,
    },
    /// What is not a number of at most six digits and three places, zero or above.
    BadNumber {
        /// What is written.
        written: String,
    },
    /// A duration of zero.
    ZeroDuration,
    /// A number out of bounds.
    OutOfRange {
        /// The key.
        key: String,
        /// The least it may be.
        least: u32,
        /// The most it may be.
        most: u32,
    },
}

/// What a code names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// A level of the scale.
    Level,
    /// A block.
    Block,
    /// A transversal competence.
    Transversal,
    /// A capacity.
    Capacity,
    /// A competence.
    Competence,
    /// A kind of scale.
    ScaleKind,
    /// What an item that was not observed counts as.
    NotObserved,
    /// A route.
    Route,
    /// A candidate on the list.
    Candidate,
}

/// A code, or what refers to one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameFault {
    /// A code with characters that codes cannot have.
    BadCode {
        /// The code.
        code: String,
    },
    /// The same code twice, case apart.
    Duplicate {
        /// The code.
        code: String,
        /// The line of the first one.
        first_line: usize,
    },
    /// A code that names nothing.
    Unknown {
        /// What it should name.
        what: Named,
        /// The code.
        code: String,
        /// One that names something, if one is near.
        nearest: Option<String>,
        /// All that name something.
        known: Vec<String>,
    },
}

/// What only a session can have wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SessionFault {
    /// A marking mode that does not exist.
    UnknownMode {
        /// What is written.
        written: String,
    },
    /// A key that only individual sheets have.
    OnlyIndividual {
        /// The key.
        key: &'static str,
    },
    /// Signatures that are neither the president's nor everybody's.
    UnknownSignatures {
        /// What is written.
        written: String,
    },
    /// Nobody sits.
    NoJury,
    /// A member's name in files with characters that it cannot have.
    BadMemberId {
        /// The name.
        id: String,
    },
    /// Nobody presides.
    NoPresident,
    /// Two members preside.
    SecondPresident {
        /// The line of the first one.
        first_line: usize,
    },
    /// What is not a public key.
    BadPublicKey,
    /// A public key that is not Ed25519.
    OtherKeyType {
        /// Its type.
        found: String,
    },
    /// Two members with the same public key: a signature would not tell who signed.
    SharedPublicKey {
        /// The line of the first one.
        first_line: usize,
    },
    /// The president could not sign.
    PresidentWithoutKey {
        /// The president.
        id: String,
    },
    /// A private key's file without the public key.
    KeyFileAlone,
    /// The session is held after the registration of the certification ended; a warning.
    AfterRegistration {
        /// When it ended.
        end: NaiveDate,
    },
}
