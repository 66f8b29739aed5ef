//! Integration tests.
mod house;
mod signing;
mod source;
mod words;
