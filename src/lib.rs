//! The clerk of an oral-exam jury.
pub mod domain;
pub mod text;
