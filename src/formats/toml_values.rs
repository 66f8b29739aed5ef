//! The typed getters of a [`Table`].

use std::ops::{Range, RangeInclusive};
use std::time::Duration;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use toml::Spanned;
use toml::de::{DeArray, DeValue};

use super::faults::{NameFault, ValueFault, ValueType};
use super::toml_reader::{Table, Text};
use crate::domain::duration;
use crate::domain::scale;
use crate::domain::wording::Wording;

/// A list of texts in a list.
pub(super) struct TextList {
    /// What could be read of it.
    pub(super) texts: Vec<Text>,
    /// How many elements it has.
    pub(super) length: usize,
    /// Where it stands.
    pub(super) span: Range<usize>,
}

/// `true`, `false`, or a list of texts.
pub(super) enum FlagOrTexts {
    /// One of the two.
    Flag(bool),
    /// The list.
    Texts(Vec<Text>),
}

impl<'t> Table<'t> {
    /// A text that must be there.
    pub(super) fn text(&self, key: &'static str) -> Text {
        self.demand(key).and_then(|value| self.as_text(key, value, ValueType::Text)).unwrap_or_default()
    }

    /// A text that may be there.
    pub(super) fn opt_text(&self, key: &'static str) -> Option<Text> {
        self.find(key).and_then(|value| self.as_text(key, value, ValueType::Text))
    }

    /// A code: typed at a prompt and used in file names, so made of what is safe in both.
    pub(super) fn code(&self, key: &'static str) -> Text {
        let code = self.text(key);
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        // A file whose name begins with a dot is hidden; `..` is a folder.
        if !code.value.chars().all(allowed) || code.value.starts_with('.') {
            self.error(Some(&code.span), NameFault::BadCode { code: code.value.clone() });
        }
        code
    }

    /// A wording: a text, which is French, or `{ fr, en }`.
    pub(super) fn wording(&self, key: &'static str) -> Wording {
        let empty = Wording { fr: String::new(), en: None };
        let Some(value) = self.demand(key) else { return empty };
        let DeValue::Table(entries) = value.get_ref() else {
            let fr = self.as_text(key, value, ValueType::Wording).unwrap_or_default().value;
            return Wording { fr, en: None };
        };
        let table = self.below(key, entries, value.span());
        let wording = Wording { fr: table.text("fr").value, en: table.opt_text("en").map(|en| en.value) };
        table.close();
        wording
    }

    /// A wording that may be there.
    pub(super) fn opt_wording(&self, key: &'static str) -> Option<Wording> {
        self.has(key).then(|| self.wording(key)).or_else(|| {
            self.find(key);
            None
        })
    }

    /// A number that may be there, not negative, with at most three places; and where.
    pub(super) fn opt_decimal(&self, key: &'static str) -> Option<(Decimal, Range<usize>)> {
        self.find(key).and_then(|value| self.as_decimal(key, value))
    }

    /// A number that must be there, not negative, with at most three places; and where.
    pub(super) fn decimal(&self, key: &'static str) -> Option<(Decimal, Range<usize>)> {
        self.demand(key).and_then(|value| self.as_decimal(key, value))
    }

    /// A number as it is written, exactly: it never goes through a float.
    pub(super) fn as_decimal(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<(Decimal, Range<usize>)> {
        let written = match value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => number.as_str(),
            DeValue::Float(number) => number.as_str(),
            _ => {
                self.wrong_type(key, value, ValueType::Number);
                return None;
            }
        };
        let number = scale::decimal(written);
        if number.is_none() {
            self.error(Some(&value.span()), ValueFault::BadNumber { written: self.written(value.span()) });
        }
        Some((number?, value.span()))
    }

    /// A whole number that may be there.
    pub(super) fn opt_number(&self, key: &'static str, bounds: RangeInclusive<u32>) -> Option<u32> {
        self.find(key).and_then(|value| self.as_number(key, value, bounds))
    }

    /// A whole number that must be there.
    pub(super) fn number(&self, key: &'static str, bounds: RangeInclusive<u32>) -> u32 {
        self.demand(key).and_then(|value| self.as_number(key, value, bounds)).unwrap_or_default()
    }

    fn as_number(&self, key: &str, value: &Spanned<DeValue<'_>>, bounds: RangeInclusive<u32>) -> Option<u32> {
        let DeValue::Integer(written) = value.get_ref() else {
            self.wrong_type(key, value, ValueType::Integer);
            return None;
        };
        let number = u32::from_str_radix(written.as_str(), written.radix()).ok();
        let number = number.filter(|number| bounds.contains(number));
        if number.is_none() {
            let (least, most) = bounds.into_inner();
            self.error(Some(&value.span()), ValueFault::OutOfRange { key: key.to_owned(), least, most });
        }
        number
    }

    /// How many of each, by name: `{ professionnel = 2 }`.
    pub(super) fn counts(&self, key: &'static str, bounds: &RangeInclusive<u32>) -> Vec<(Text, usize)> {
        let Some(value) = self.find(key) else { return Vec::new() };
        let DeValue::Table(entries) = value.get_ref() else {
            self.wrong_type(key, value, ValueType::Table);
            return Vec::new();
        };
        let table = self.below(key, entries, value.span());
        let counted = table.entries().map(|(name, value)| {
            let count = table.as_number(&name.value, value, bounds.clone()).unwrap_or_default();
            (name, usize::try_from(count).unwrap_or(usize::MAX))
        });
        // Their order in the tree is the alphabet's; a person expects the file's.
        let mut counts: Vec<_> = counted.collect();
        counts.sort_by_key(|(name, _)| name.span.start);
        counts
    }

    /// `true` or `false`, and where; nothing is `false`.
    pub(super) fn flag(&self, key: &'static str) -> (bool, Range<usize>) {
        let Some(value) = self.find(key) else { return (false, 0..0) };
        let DeValue::Boolean(flag) = value.get_ref() else {
            self.wrong_type(key, value, ValueType::Boolean);
            return (false, 0..0);
        };
        (*flag, value.span())
    }

    /// A date that may be there, and where.
    pub(super) fn opt_date(&self, key: &'static str) -> Option<NaiveDate> {
        self.find(key).and_then(|value| self.as_date(key, value))
    }

    /// A date that must be there, and where.
    pub(super) fn date(&self, key: &'static str) -> Option<(NaiveDate, Range<usize>)> {
        let value = self.demand(key)?;
        Some((self.as_date(key, value)?, value.span()))
    }

    fn as_date(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<NaiveDate> {
        let DeValue::Datetime(when) = value.get_ref() else {
            self.wrong_type(key, value, ValueType::Date);
            return None;
        };
        let (Some(date), None) = (when.date, when.time) else {
            self.wrong_type(key, value, ValueType::Date);
            return None;
        };
        let date = NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into());
        if date.is_none() {
            self.error(Some(&value.span()), ValueFault::BadDate);
        }
        date
    }

    /// A duration that must be there, longer than zero.
    pub(super) fn duration(&self, key: &'static str) -> Duration {
        self.demand(key).map(|value| self.as_duration(value).0).unwrap_or_default()
    }

    /// A list of durations that may be there, each longer than zero, and where.
    pub(super) fn durations(&self, key: &'static str) -> Vec<(Duration, Range<usize>)> {
        let Some(list) = self.find(key).and_then(|value| self.as_list(key, value)) else { return Vec::new() };
        list.iter().map(|value| self.as_duration(value)).collect()
    }

    fn as_duration(&self, value: &Spanned<DeValue<'_>>) -> (Duration, Range<usize>) {
        let span = self.inside_quotes(value.span());
        let read = value.get_ref().as_str().and_then(duration::parse);
        match read {
            None => self.error(Some(&span), ValueFault::BadDuration { written: self.written(span.clone()) }),
            Some(Duration::ZERO) => self.error(Some(&span), ValueFault::ZeroDuration),
            Some(_) => {}
        }
        (read.unwrap_or_default(), span)
    }

    /// A list of texts that may be there.
    pub(super) fn opt_texts(&self, key: &'static str) -> Vec<Text> {
        self.find(key).map(|value| self.as_texts(key, value)).unwrap_or_default()
    }

    /// A list of lists of texts that may be there.
    pub(super) fn opt_lists(&self, key: &'static str) -> Vec<TextList> {
        let outer = self.find(key).and_then(|value| self.as_list(key, value));
        let inner = outer.map(|list| list.iter()).into_iter().flatten();
        let lists = inner.filter_map(|value| {
            let length = self.as_list(key, value)?.len();
            Some(TextList { texts: self.as_texts(key, value), length, span: value.span() })
        });
        lists.collect()
    }

    /// `true`, `false`, or a list of texts, that may be there.
    pub(super) fn opt_flag_or_texts(&self, key: &'static str) -> Option<FlagOrTexts> {
        let value = self.find(key)?;
        match value.get_ref() {
            DeValue::Boolean(flag) => Some(FlagOrTexts::Flag(*flag)),
            DeValue::Array(_) => Some(FlagOrTexts::Texts(self.as_texts(key, value))),
            _ => {
                self.wrong_type(key, value, ValueType::FlagOrList);
                None
            }
        }
    }

    /// A list of texts that must be there, and must have one.
    pub(super) fn texts(&self, key: &'static str) -> Vec<Text> {
        let Some(value) = self.demand(key) else { return Vec::new() };
        if value.get_ref().as_array().is_some_and(|list| list.is_empty()) {
            self.error(Some(&value.span()), ValueFault::EmptyList { key: key.to_owned() });
        }
        self.as_texts(key, value)
    }

    fn as_texts(&self, key: &str, value: &'t Spanned<DeValue<'t>>) -> Vec<Text> {
        let list = self.as_list(key, value).map(|list| list.iter()).into_iter().flatten();
        list.filter_map(|each| self.as_text(key, each, ValueType::Text)).collect()
    }

    fn as_list(&self, key: &str, value: &'t Spanned<DeValue<'t>>) -> Option<&'t DeArray<'t>> {
        let list = value.get_ref().as_array();
        if list.is_none() {
            self.wrong_type(key, value, ValueType::List);
        }
        list
    }

    /// A table that may be there.
    pub(super) fn opt_table<T>(&self, key: &'static str, body: impl FnOnce(&Table<'t>) -> T) -> Option<T> {
        self.find(key).and_then(|value| self.as_table(key, value, body))
    }

    /// A table that must be there.
    pub(super) fn table<T>(&self, key: &'static str, body: impl FnOnce(&Table<'t>) -> T) -> Option<T> {
        let found = self.find(key);
        if found.is_none() {
            self.miss(key, ValueFault::MissingTable { header: self.header(key) });
        }
        found.and_then(|value| self.as_table(key, value, body))
    }

    fn as_table<T>(&self, key: &str, value: &'t Spanned<DeValue<'t>>, body: impl FnOnce(&Table<'t>) -> T) -> Option<T> {
        let DeValue::Table(entries) = value.get_ref() else {
            self.wrong_type(key, value, ValueType::Table);
            return None;
        };
        let table = self.below(key, entries, value.span());
        let read = body(&table);
        table.close();
        Some(read)
    }

    /// Tables with the same header; none is fine.
    pub(super) fn opt_tables<T>(&self, key: &'static str, body: impl FnMut(&Table<'t>) -> T) -> Vec<T> {
        self.find(key).map(|value| self.as_tables(key, value, body)).unwrap_or_default()
    }

    /// Tables with the same header, at least one.
    pub(super) fn tables<T>(&self, key: &'static str, body: impl FnMut(&Table<'t>) -> T) -> Vec<T> {
        let fault = || ValueFault::MissingTables { header: self.header(key) };
        let Some(value) = self.find(key) else {
            self.miss(key, fault());
            return Vec::new();
        };
        if value.get_ref().as_array().is_some_and(|list| list.is_empty()) {
            self.error(Some(&value.span()), fault());
        }
        self.as_tables(key, value, body)
    }

    fn as_tables<T>(
        &self,
        key: &str,
        value: &'t Spanned<DeValue<'t>>,
        mut body: impl FnMut(&Table<'t>) -> T,
    ) -> Vec<T> {
        let Some(list) = value.get_ref().as_array() else {
            self.wrong_type(key, value, ValueType::Tables);
            return Vec::new();
        };
        list.iter().filter_map(|each| self.as_table(key, each, &mut body)).collect()
    }
}
