//! Synthetic sessions with real signatures: rooms are played in memory through the real domain, on an invented clock,
//! and what the program would have written is written. The same order gives the same bytes.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what cannot be made here is a fault of the order")]

pub(crate) mod hearing;
pub(crate) mod keys;
pub(crate) mod numbers;
pub(crate) mod people;
pub(crate) mod population;
pub(crate) mod promotion;
pub(crate) mod room;
