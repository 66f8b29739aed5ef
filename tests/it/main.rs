//! Integration tests.
mod signing;
mod source;
mod words;
