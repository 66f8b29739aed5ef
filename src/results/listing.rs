//! A table: what its columns are called, how wide they are, and its rows one after the other.

use super::cell::{Cell, Voice};
use crate::text::Lang;

/// A table on its way to a file.
pub(super) struct Listing<'a> {
    /// Its columns.
    pub(super) columns: Vec<Column>,
    /// How many columns stay in sight.
    pub(super) frozen: u16,
    /// How many columns are printed; the others are for programs.
    pub(super) printed: usize,
    /// Its rows, made one by one.
    pub(super) rows: Box<dyn Iterator<Item = Vec<Cell<'a>>> + 'a>,
}

/// A column.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// What it is called.
    pub(super) title: String,
    /// What it mostly holds.
    pub(super) holds: Holds,
    /// How wide it is, in characters.
    pub(super) width: u8,
}

/// What a column mostly holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// Texts.
    Text,
    /// Sentences, on as many lines as they need.
    Sentence,
    /// Days.
    Date,
    /// Numbers.
    Number,
}

/// A column: its name in files, its words, what it holds, its width in characters.
pub(super) type Heading = (&'static str, fn(Lang) -> String, Holds, u8);

impl Column {
    /// The column of a heading.
    pub(super) fn of((key, words, holds, width): Heading, voice: Voice) -> Self {
        let title = match voice {
            Voice::Keys(_) => key.to_owned(),
            Voice::Words(lang) => words(lang),
        };
        Self { title, holds, width }
    }
}
