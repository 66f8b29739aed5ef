//! Integration tests.
mod broken;
mod composition;
mod forged;
mod group;
mod house;
mod kill;
mod line;
mod minutes;
mod readme;
mod secretariat;
mod signing;
mod source;
mod support;
mod terminal;
mod words;
