//! The exam itself: grid, jury, candidates, clock, marks, decisions, and the events that make a session.
//!
//! Pure: no file, no clock, no terminal, no thread. Time comes in as a [`time::Stamp`]; what is
//! refused goes out as a [`command::Refusal`], which other rooms put into words.

pub mod alike;
mod apply;
pub mod bytes;
pub mod candidate;
pub mod certification;
pub mod clean;
pub mod closing;
pub mod command;
pub mod composition;
pub mod course;
pub mod decide;
pub mod decision;
pub mod duration;
pub mod event;
pub mod folded;
pub mod grid;
pub mod group;
pub mod hearing;
pub mod id;
pub mod jury;
pub mod marking;
pub mod minutes;
mod possible;
pub mod rules;
pub mod scale;
pub mod session;
pub mod sheets;
pub mod spread;
pub mod time;
pub mod timer;
pub mod wording;

#[cfg(test)]
pub(crate) mod tests;
