//! The clerk of an oral-exam jury.
pub mod app;
pub mod domain;
pub mod signing;
pub mod journal;
pub mod formats;
pub mod text;
