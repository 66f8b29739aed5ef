//! A problem in a file: where it is and what it is, no words.

use super::faults::{FileFault, GridFault, ListFault, NameFault, SessionFault, SheetFault, SyntaxFault, ValueFault};
use super::faults::{JuryFault, RoomsFault};

/// Something wrong, or doubtful, in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, as the user wrote it.
    pub file: String,
    /// Where; none when it concerns the file as a whole.
    pub place: Option<Place>,
    /// The cell, as `C5`, where the file is a workbook: the place is then its row, and where it stands in the row
    /// written as CSV.
    pub cell: Option<String>,
    /// The whole line of that place. A character that must not reach a terminal is shown as U+FFFD, one for
    /// one, so that columns hold.
    pub excerpt: Option<String>,
    /// What.
    pub kind: ProblemKind,
    /// Whether the file can be used all the same.
    pub severity: Severity,
}

/// Problems, in the order of the file.
pub type Problems = Vec<Problem>;

/// A stretch of one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// How many characters; at least 1, even where something is missing.
    pub length: usize,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// The file can be used; a person should look.
    Warning,
}

/// A value read from a file, with what a person should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read<T> {
    /// The value.
    pub value: T,
    /// Warnings alone.
    pub warnings: Problems,
}

/// Declares the families of problems and how each becomes a [`ProblemKind`].
macro_rules! kinds {
    ($($(#[$doc:meta])+ $name:ident($fault:ident)),+ $(,)?) => {
        /// What is wrong.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum ProblemKind {
            $($(#[$doc])+ $name($fault)),+
        }

        $(impl From<$fault> for ProblemKind {
            fn from(fault: $fault) -> Self {
                Self::$name(fault)
            }
        })+
    };
}

kinds! {
    /// The bytes.
    File(FileFault),
    /// What cannot be read at all.
    Syntax(SyntaxFault),
    /// A key or its value.
    Value(ValueFault),
    /// A code, or what refers to one.
    Name(NameFault),
    /// What only a grid can have wrong.
    Grid(GridFault),
    /// What only a jury can have wrong.
    Jury(JuryFault),
    /// What only a session can have wrong.
    Session(SessionFault),
    /// What only a candidate list can have wrong.
    List(ListFault),
    /// What only a list of rooms can have wrong.
    Rooms(RoomsFault),
    /// What only a workbook can have wrong.
    Sheet(SheetFault),
}
