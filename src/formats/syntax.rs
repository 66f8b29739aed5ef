//! What stops a TOML file from being read, in our own terms.
//!
//! The parser names places well and explains in English for programmers: its few frequent explanations are sorted
//! into [`SyntaxFault`]s, everything else is [`SyntaxFault::Other`] at the parser's place.

use std::ops::Range;

use toml::de::Error;

use super::faults::{SyntaxFault, ValueFault};
use super::problem::{Problem, ProblemKind};
use super::source::{Source, unsafe_character};

/// One problem a line: the first mistake of a line makes the parser stumble over the rest of it.
pub(super) fn problems(source: &Source<'_>, errors: &[Error]) -> Vec<Problem> {
    let mut problems: Vec<Problem> = Vec::new();
    for error in errors {
        let span = error.span().unwrap_or_default();
        let kind = classify(source, error.message(), &span);
        if kind == SyntaxFault::MissingComma.into() && begins_another(source, &span) {
            // What follows a list that is not closed is taken for more of it, up to the end of the file.
            let end = source.written(0..span.start).trim_end().len();
            problems.push(source.error(Some(&(end..end)), SyntaxFault::UnclosedBracket));
            break;
        }
        let problem = source.error(Some(&span), kind);
        let line = problem.place.map(|place| place.line);
        if problems.iter().all(|other| other.place.map(|place| place.line) != line) {
            problems.push(problem);
        }
    }
    problems
}

/// Whether the line of a place is not an element of a list but a key or a header.
fn begins_another(source: &Source<'_>, span: &Range<usize>) -> bool {
    let number = source.line_of(span.start);
    let line = source.line(number);
    let before = source.place(span).column == 1 + line.len() - line.trim_start().len();
    before && number > 1 && (line.trim_start().starts_with('[') || line.contains('='))
}

fn classify(source: &Source<'_>, message: &str, span: &Range<usize>) -> ProblemKind {
    let what = message.split(", expected").next().unwrap_or(message);
    let fault = match what {
        "duplicate key" => return duplicate(source, span).into(),
        "missing value" | "missing value for key" | "key with no value" => SyntaxFault::MissingValue,
        "missing escaped value" | "too few unicode value digits" | "invalid value" => SyntaxFault::BadEscape,
        "invalid unquoted key" => SyntaxFault::BadKey,
        "string values must be quoted"
        | "missing opening quote"
        | "invalid integer number"
        | "invalid float"
        | "invalid boolean"
        | "unexpected leading zero" => unquoted(source, span),
        _ if what.starts_with("cannot extend value") => return duplicate(source, span).into(),
        _ if what.starts_with("missing comma") => SyntaxFault::MissingComma,
        _ if what.starts_with("unclosed") => SyntaxFault::UnclosedBracket,
        _ if what.starts_with("invalid date") || what.starts_with("invalid time") => SyntaxFault::BadDate,
        _ if what.starts_with("invalid") && what.ends_with("string") => return in_text(source, span),
        _ => SyntaxFault::Other,
    };
    fault.into()
}

/// A mistake inside quotes.
fn in_text(source: &Source<'_>, span: &Range<usize>) -> ProblemKind {
    let rest = source.written(span.start..source.text().len());
    match rest.chars().next() {
        None | Some('\n' | '\r') => SyntaxFault::UnclosedText.into(),
        Some('\\') => SyntaxFault::BadEscape.into(),
        Some(c) => match unsafe_character(c.encode_utf8(&mut [0; 4])) {
            Some(character) => ValueFault::UnsafeText { character }.into(),
            None => SyntaxFault::Other.into(),
        },
    }
}

/// A value that is neither a number, a date, nor a text in quotes: what was it meant to be?
fn unquoted(source: &Source<'_>, span: &Range<usize>) -> SyntaxFault {
    let line = source.line(source.line_of(span.start));
    let value = line.split_once('=').map_or(line, |(_, value)| value);
    let written = value.split(" #").next().unwrap_or(value).trim();
    let separators = written.chars().filter(|c| matches!(c, '-' | '/' | '.')).count();
    let date = separators == 2 && written.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '/' | '.'));
    match written {
        "" => SyntaxFault::MissingValue,
        _ if date => SyntaxFault::BadDate,
        _ => SyntaxFault::UnquotedText { written: written.to_owned() },
    }
}

/// A key or header written twice; the parser does not say where the first one is.
fn duplicate(source: &Source<'_>, span: &Range<usize>) -> SyntaxFault {
    let key = source.written(span.clone()).to_owned();
    let line = source.line_of(span.start);
    let this = source.line(line).trim();
    let mut above = (1..line).map(|number| (number, source.line(number).trim()));
    let first_line = if this.starts_with('[') {
        let header = |text: &str| text.split(']').next().map(|name| name.replace([' ', '['], ""));
        above.find(|(_, text)| text.starts_with('[') && header(text) == header(this))
    } else {
        let named = |text: &str| text.split('=').next().is_some_and(|name| name.trim() == key);
        above.rev().take_while(|(_, text)| !text.starts_with('[')).filter(|(_, text)| named(text)).last()
    };
    SyntaxFault::Duplicate { key, first_line: first_line.map(|(number, _)| number) }
}
