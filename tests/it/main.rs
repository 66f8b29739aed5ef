//! Integration tests.
mod kill;
mod line;
mod minutes;
mod secretariat;
mod signing;
mod support;
mod terminal;
