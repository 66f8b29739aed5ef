//! What can be wrong in a candidate list: data, no words.

use crate::domain::candidate::Route;

/// The columns of a candidate list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// The identifier.
    Id,
    /// The family name.
    FamilyName,
    /// The given name.
    GivenName,
    /// The blocks presented.
    Blocks,
    /// The scheduled time.
    Time,
    /// Extra time.
    Accommodation,
    /// The way to the certification.
    Route,
    /// The blocks held before.
    Held,
    /// Those who are heard together.
    Group,
}

/// What only a candidate list can have wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListFault {
    /// A header that means nothing in a list read without its grid, which may know it; a warning.
    HeaderOfGrid {
        /// The header.
        header: String,
    },
    /// What is no answer to whether a requirement is met.
    BadAnswer {
        /// What is written.
        written: String,
    },
    /// What is no list of blocks held.
    BadHeld {
        /// What is written.
        written: String,
    },
    /// What is not a date.
    BadDate {
        /// What is written.
        written: String,
    },
    /// A block held without a date, where the grid keeps blocks for so many years only.
    HeldWithoutDate {
        /// The block.
        block: String,
        /// For how many years.
        years: u32,
    },
    /// A block held twice.
    HeldTwice {
        /// The block.
        block: String,
    },
    /// A block that is held and presented; a warning.
    HeldAndPresented {
        /// The block.
        block: String,
    },
    /// A route that the grid does not open.
    RouteClosed {
        /// What is written.
        written: String,
        /// Why, in the grid's words.
        reason: Option<String>,
        /// The routes that are open.
        open: Vec<Route>,
    },
    /// A header that means nothing.
    UnknownHeader {
        /// The header.
        header: String,
        /// The column it may stand for.
        nearest: Option<Column>,
    },
    /// A header without words.
    EmptyHeader,
    /// Two headers for the same column.
    DuplicateHeader {
        /// The column.
        column: Column,
    },
    /// A column that must be there is not.
    MissingColumn {
        /// The column.
        column: Column,
    },
    /// A header, and nobody below it.
    NoCandidate,
    /// A row with fewer or more fields than the header.
    FieldCount {
        /// How many it has.
        found: usize,
        /// How many it should have.
        expected: usize,
    },
    /// A quote that is not closed where its field ends.
    UnclosedQuote,
    /// A field that must say something.
    EmptyField {
        /// Its column.
        column: Column,
    },
    /// An identifier of more than 64 characters.
    LongIdentifier {
        /// How many it has.
        found: usize,
    },
    /// The same identifier twice.
    DuplicateIdentifier {
        /// The identifier.
        id: String,
        /// The line of the first one.
        first_line: usize,
    },
    /// Two identifiers that differ by case alone.
    CaseOnly {
        /// The identifier.
        id: String,
        /// The first one.
        first: String,
        /// Its line.
        first_line: usize,
    },
    /// What is not a time.
    BadTime {
        /// What is written.
        written: String,
    },
    /// What is not extra time.
    BadAccommodation {
        /// What is written.
        written: String,
    },
    /// What is not a way to the certification.
    UnknownRoute {
        /// What is written.
        written: String,
    },
    /// A group's name of more than 20 characters.
    LongGroup {
        /// How many it has.
        found: usize,
    },
    /// Somebody whose phases are not those of the first of the group.
    GroupPhases {
        /// The group.
        group: String,
        /// The line of the first one.
        first_line: usize,
    },
    /// An identifier or a name that looks like another and is not the same; a warning.
    Alike {
        /// What is written.
        written: String,
        /// The line of the first one.
        first_line: usize,
    },
    /// The same name with two identifiers; a warning.
    SameName {
        /// The name.
        name: String,
        /// The line of the first one.
        first_line: usize,
    },
}
