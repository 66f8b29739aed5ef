//! Files in, domain values out: grids, sessions, candidate lists.
//!
//! A reader looks at the whole file and names everything that is wrong in it, each with its line and
//! column, so that a person mends a file in one go. What is wrong is data ([`Problem`]); the words are
//! elsewhere. Nothing here opens a file: bytes come in with the name that the user gave them.

mod candidates;
mod cells;
pub mod closing;
mod faults;
mod fields;
mod grid;
mod grid_jury;
mod grid_rules;
mod groups;
mod held;
mod list;
mod members;
pub mod minutes;
mod problem;
mod rooms;
mod session;
mod sheets;
mod source;
mod spelling;
mod spelt;
mod standing;
mod syntax;
mod toml_reader;
mod toml_values;

#[cfg(test)]
mod tests;

pub use faults::{
    Column, FileFault, GridFault, JuryFault, ListFault, NameFault, Named, RoomsFault, SessionFault, SheetFault,
    SyntaxFault, ValueFault, ValueType,
};
pub use grid::read_grid;
pub use list::{List, WorkbookList, read_candidates, read_list};
pub use problem::{Place, Problem, ProblemKind, Problems, Read, Severity};
pub use rooms::{ExpectedRoom, read_rooms};
pub use session::{SessionFile, new_session, read_session, read_session_of};
