//! The clerk of an oral-exam jury.
pub mod text;
