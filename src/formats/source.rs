//! The text of a file, and where things are in it.

use std::ops::Range;

use super::problem::{Place, Problem, ProblemKind, Severity};
use super::sheets::Places;
use crate::domain::clean;

/// A file's text with the beginnings of its lines.
///
/// Places are counted here and nowhere else: offsets are bytes, places are lines and characters.
#[derive(Clone)]
pub(super) struct Source<'a> {
    file: &'a str,
    text: &'a str,
    starts: Vec<usize>,
    /// The cells, where the text stands for a sheet.
    places: Option<&'a Places>,
}

impl<'a> Source<'a> {
    /// A line ends with LF, CR LF or a lone CR, as text editors have it.
    pub(super) fn new(file: &'a str, text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let ends = bytes
            .iter()
            .enumerate()
            .filter(|&(index, &byte)| byte == b'\n' || (byte == b'\r' && bytes.get(index + 1) != Some(&b'\n')));
        let starts = std::iter::once(0).chain(ends.map(|(index, _)| index + 1)).collect();
        Self { file, text, starts, places: None }
    }

    /// The text that a sheet of this file became.
    pub(super) fn of_sheet(file: &'a str, text: &'a str, places: &'a Places) -> Self {
        Self { places: Some(places), ..Self::new(file, text) }
    }

    /// The whole text.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// What is written in a stretch; nothing if it cuts a character.
    pub(super) fn written(&self, span: Range<usize>) -> &'a str {
        self.text.get(span).unwrap_or_default()
    }

    /// The line, from 1, of an offset.
    pub(super) fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset)
    }

    /// A line, from 1, without its end.
    pub(super) fn line(&self, number: usize) -> &'a str {
        let Some(&start) = number.checked_sub(1).and_then(|index| self.starts.get(index)) else { return "" };
        let end = self.starts.get(number).copied().unwrap_or(self.text.len());
        self.written(start..end).trim_end_matches(['\n', '\r'])
    }

    /// The place of a stretch, cut at the end of its first line.
    pub(super) fn place(&self, span: &Range<usize>) -> Place {
        let number = self.line_of(span.start);
        let start = number.checked_sub(1).and_then(|index| self.starts.get(index)).copied().unwrap_or(0);
        let chars_until = |offset: usize| {
            let inside = offset.saturating_sub(start);
            self.line(number).char_indices().take_while(|(index, _)| *index < inside).count()
        };
        let before = chars_until(span.start);
        let length = chars_until(span.end.max(span.start)).saturating_sub(before).max(1);
        Place { line: number, column: before + 1, length }
    }

    /// An error at this place; none is the file as a whole.
    pub(super) fn error(&self, span: Option<&Range<usize>>, kind: impl Into<ProblemKind>) -> Problem {
        self.problem(span, kind.into(), Severity::Error)
    }

    /// A warning at this place.
    pub(super) fn warning(&self, span: Option<&Range<usize>>, kind: impl Into<ProblemKind>) -> Problem {
        self.problem(span, kind.into(), Severity::Warning)
    }

    fn problem(&self, span: Option<&Range<usize>>, kind: ProblemKind, severity: Severity) -> Problem {
        let place = span.map(|span| self.place(span));
        let excerpt = place.map(|place| visible(self.line(place.line)));
        let cell = span.zip(self.places).and_then(|(span, places)| places.cell(span.start));
        Problem { file: self.file.to_owned(), place, cell, excerpt, kind, severity }
    }
}

/// A line fit for a terminal, with as many characters as before.
fn visible(line: &str) -> String {
    line.chars()
        .map(|c| match c {
            '\t' => ' ',
            c if clean::is_unsafe(c) => char::REPLACEMENT_CHARACTER,
            c => c,
        })
        .collect()
}

/// The first character of a text that [`clean::is_unsafe`] names.
pub(super) fn unsafe_character(text: &str) -> Option<char> {
    text.chars().find(|c| clean::is_unsafe(*c))
}

/// Puts problems in the order of the file, those of the whole file first.
pub(super) fn in_order(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by_key(|problem| problem.place);
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_end_in_three_ways() {
        let text = "é\r\nœuvre\rà côté\nfin";
        let source = Source::new("f", text);
        let at = text.find("côté").unwrap();
        assert_eq!(source.place(&(at..at + 6)), Place { line: 3, column: 3, length: 4 });
        assert_eq!(source.line(2), "œuvre");
        assert_eq!(source.place(&(text.len()..text.len())), Place { line: 4, column: 4, length: 1 });
        assert_eq!(source.line(0), "");
        assert_eq!(source.line(9), "");
    }
}
