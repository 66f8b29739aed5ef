//! Integration tests.
mod signing;
