//! The clerk of an oral-exam jury: clock, marks, deliberation, decision, signed minutes.
//!
//! The map of the house, from the ground up. A room uses only rooms that stand before it in this list; a test
//! reads the `use` lines and holds that.
//!
//! | room | what it is for |
//! |---|---|
//! | [`digest`] | SHA-256, as the files write it |
//! | [`sealing`] | what keeps a sheet closed until the reveal |
//! | [`domain`] | the exam itself, pure: grid, jury, clock, marks, decisions; commands are decided into events, events are applied |
//! | [`clock`] | the only place that reads a clock |
//! | [`app`] | what the user sees and does, pure: a message comes in, the model changes, effects go out |
//! | [`journal`] | the append-only file: records, chain, lock, torn tail |
//! | [`signing`] | OpenSSH signatures, and who may sign |
//! | [`formats`] | grids, candidate lists, sessions and minutes, to and from files |
//! | [`clerk`] | a session's folder at work: carries out the app's effects |
//! | [`room`] | what the room may see of a session that another program runs |
//! | [`received`] | what a secretariat received: folders, loose files, zips |
//! | [`verify`] | minutes held against signatures, CSV and journal |
//! | [`consolidate`] | many minutes: results, what is wrong among them, statistics |
//! | [`export`] | a session's folder as one file |
//! | [`text`] | every word a user reads, in French and in English |
//! | [`results`] | the files for the secretariat: CSV, a workbook, TOML, who receives which certificate |
//! | [`tui`] | the screens |
//! | [`mod@line`] | the same exam in plain lines |
//! | [`cli`] | arguments, one file a command, exit codes |
//!
//! The way of a mark, from the key to the disk and back to the screen:
//!
//! ```text
//! key ─▶ message ─▶ app.update ─▶ domain.decide ─▶ events ─▶ clerk: journal, appended and synced
//!                                                               │
//!        screen ◀─ view ◀─ domain.apply ◀─ message: recorded ◀──┘
//! ```

pub mod app;
pub mod clerk;
pub mod cli;
pub mod clock;
pub mod consolidate;
pub mod digest;
pub mod domain;
pub mod export;
pub mod formats;
pub mod journal;
pub mod line;
pub mod received;
pub mod results;
pub mod room;
pub mod sealing;
pub mod signing;
pub mod text;
pub mod tui;
pub mod verify;
