//! Integration tests.
mod house;
mod readme;
mod signing;
mod source;
mod words;
