//! What a cell of a table holds, and in which words.

use std::borrow::Cow;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::domain::clean;
use crate::text::Lang;

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// A text: never run as a formula, never taken for a number.
    Text(Cow<'a, str>),
    /// A day.
    Date(NaiveDate),
    /// A number, exact.
    Number(Decimal),
}

impl<'a> Cell<'a> {
    /// A text of minutes that verify: they hold nothing unsafe.
    pub fn text(text: &'a str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(Cow::Borrowed(text)) }
    }

    /// A text from elsewhere, made safe.
    pub fn foreign(text: &str) -> Self {
        Self::own(clean::line(text).into_owned())
    }

    /// A text of our own making.
    pub fn own(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(Cow::Owned(text)) }
    }

    /// A day, where there is one.
    pub fn date(date: Option<NaiveDate>) -> Self {
        date.map_or(Self::Empty, Self::Date)
    }

    /// A whole number.
    pub fn count(count: impl Into<Decimal>) -> Self {
        Self::Number(count.into())
    }

    /// Points, as a number; what is no number stays a text.
    pub fn points(mark: &'a str) -> Self {
        mark.parse().map_or_else(|_| Self::text(mark), Self::Number)
    }
}

/// In which words a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// The English names of files, for programs; whole sentences are in this language.
    Keys(Lang),
    /// The words of this language, for people.
    Words(Lang),
}

impl Voice {
    /// The language of whole sentences.
    pub fn lang(self) -> Lang {
        match self {
            Self::Keys(lang) | Self::Words(lang) => lang,
        }
    }

    /// A name in files for programs, the words for people.
    pub(super) fn says(self, key: &str, words: impl FnOnce(Lang) -> String) -> Cell<'_> {
        match self {
            Self::Keys(_) => Cell::text(key),
            Self::Words(lang) => Cell::own(words(lang)),
        }
    }

    /// Several things in one cell.
    pub(super) fn list<'a>(self, all: impl IntoIterator<Item = Cell<'a>>) -> Cell<'a> {
        let between = match self {
            Self::Keys(_) => ";",
            Self::Words(_) => " · ",
        };
        let texts = all.into_iter().filter_map(|cell| match cell {
            Cell::Text(text) => Some(text),
            Cell::Number(number) => Some(Cow::Owned(number.to_string())),
            Cell::Empty | Cell::Date(_) => None,
        });
        Cell::own(texts.collect::<Vec<_>>().join(between))
    }
}

/// A table of statistics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What it is about.
    pub title: String,
    /// What its columns are called.
    pub header: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<Cell<'static>>>,
    /// What is to be known to read it.
    pub note: Option<String>,
}
