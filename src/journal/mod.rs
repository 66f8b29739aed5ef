//! The journal of a session: an append-only file, one record a line, each bound to the one before by its digest.

pub mod record;
