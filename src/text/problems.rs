//! The words for what is wrong in a file: what it is, and what to do about it.

pub mod grid;
pub mod jury;
pub mod list;
pub mod rooms;
pub mod sentences;
pub mod sheet;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use self::sentences as say;
use super::Lang;
use crate::domain::clean;
use crate::formats::{
    FileFault, JuryFault, NameFault, Named, Place, Problem, ProblemKind, SessionFault, Severity, SyntaxFault,
    ValueFault, ValueType,
};

/// The cells that a line of the file may take below a problem.
const EXCERPT_CELLS: usize = 100;

/// The most characters of the file that a sentence repeats.
const QUOTED_CHARACTERS: usize = 60;

/// A problem as a person reads it: file, place, sentence, then the line with the place underlined. No line end at the end.
pub fn render(lang: Lang, problem: &Problem) -> String {
    let file = clean::line(&problem.file);
    let sentence = match (&problem.kind, problem.place) {
        // What is missing from the file itself goes where no part has begun yet, not at its end.
        (ProblemKind::Value(ValueFault::MissingKey { key }), None) => say::missing_key_of_file(lang, key),
        (kind, _) => sentence(lang, kind),
    };
    let sentence = match problem.severity {
        Severity::Error => sentence,
        Severity::Warning => say::warning(lang, &sentence),
    };
    let Some(place) = problem.place else { return format!("{file}: {sentence}") };
    let said = match &problem.cell {
        Some(cell) => say::in_cell(lang, &file, cell, &sentence),
        None => format!("{file}:{}:{}: {sentence}", place.line, place.column),
    };
    let Some(excerpt) = &problem.excerpt else { return said };
    let (shown, indent, carets) = underlined(excerpt, place);
    format!("{said}\n{:>5} | {shown}\n{:>5} | {:indent$}{}", place.line, "", "", "^".repeat(carets))
}

/// The sentence alone.
pub fn sentence(lang: Lang, kind: &ProblemKind) -> String {
    let sentence = match kind {
        ProblemKind::File(fault) => of_file(lang, fault),
        ProblemKind::Syntax(fault) => of_syntax(lang, fault),
        ProblemKind::Value(fault) => of_value(lang, fault),
        ProblemKind::Name(fault) => of_name(lang, fault),
        ProblemKind::Grid(fault) => grid::of_grid(lang, fault),
        ProblemKind::Jury(fault) => of_jury(lang, fault),
        ProblemKind::Session(fault) => of_session(lang, fault),
        ProblemKind::List(fault) => list::of_list(lang, fault),
        ProblemKind::Rooms(fault) => rooms::of_rooms(lang, fault),
        ProblemKind::Sheet(fault) => sheet::of_sheet(lang, fault),
    };
    clean::line(&sentence).into_owned()
}

/// The part of a line to show, and the cells before and under the place.
fn underlined(excerpt: &str, place: Place) -> (String, usize, usize) {
    let chars: Vec<char> = excerpt.chars().collect();
    let cells = |c: &char| c.width().unwrap_or(0);
    let at = (place.column.saturating_sub(1)).min(chars.len());
    let (mut start, mut end) = (0, chars.len());
    if excerpt.width() > EXCERPT_CELLS {
        // A third of the room is for what comes before the place.
        let fits = |from: &mut dyn Iterator<Item = &char>, room: usize| {
            let widths = from.map(cells).scan(0, |sum, width| {
                *sum += width;
                Some(*sum)
            });
            widths.take_while(|sum| *sum <= room).count()
        };
        let before = fits(&mut chars.iter().take(at).rev(), EXCERPT_CELLS / 3);
        start = at - before;
        end = start + fits(&mut chars.iter().skip(start), EXCERPT_CELLS);
    }
    let shown: String = chars.iter().skip(start).take(end - start).collect();
    let (left, right) = (if start > 0 { "…" } else { "" }, if end < chars.len() { "…" } else { "" });
    let indent = left.width() + chars.iter().skip(start).take(at - start).map(cells).sum::<usize>();
    let under = chars.iter().skip(at).take(place.length.min(end.saturating_sub(at))).map(cells).sum::<usize>();
    (format!("{left}{shown}{right}"), indent, under.max(1))
}

/// What is repeated from the file, cut where it is long.
fn short(text: &str) -> String {
    let mut kept: String = text.chars().take(QUOTED_CHARACTERS).collect();
    if kept.len() < text.len() {
        kept.push('…');
    }
    kept
}

fn of_file(lang: Lang, fault: &FileFault) -> String {
    match fault {
        FileFault::NotUtf8 => say::not_utf8(lang),
        FileFault::Empty => say::empty_file(lang),
        FileFault::ReadAsWindows1252 => say::read_as_windows_1252(lang),
    }
}

fn of_syntax(lang: Lang, fault: &SyntaxFault) -> String {
    match fault {
        SyntaxFault::UnclosedText => say::unclosed_text(lang),
        SyntaxFault::UnquotedText { written } => say::unquoted_text(lang, &short(written)),
        SyntaxFault::BadEscape => say::bad_escape(lang),
        SyntaxFault::MissingValue => say::missing_value(lang),
        SyntaxFault::Duplicate { key, first_line: None } => say::twice(lang, &short(key)),
        SyntaxFault::Duplicate { key, first_line: Some(line) } => say::twice_since(lang, &short(key), *line),
        SyntaxFault::BadDate => say::bad_date(lang),
        SyntaxFault::UnclosedBracket => say::unclosed_bracket(lang),
        SyntaxFault::MissingComma => say::missing_comma(lang),
        SyntaxFault::BadKey => say::bad_key(lang),
        SyntaxFault::Other => say::other_syntax(lang),
    }
}

fn of_value(lang: Lang, fault: &ValueFault) -> String {
    match fault {
        ValueFault::MissingFormat { expected } => say::missing_format(lang, expected),
        ValueFault::OtherFormat { found, expected } => say::other_format(lang, &short(found), expected),
        ValueFault::NewerFormat { found, expected } => say::newer_format(lang, &short(found), expected),
        ValueFault::MissingKey { key } => say::missing_key(lang, key),
        ValueFault::MissingTable { header } => say::missing_table(lang, header),
        ValueFault::MissingTables { header } => say::missing_tables(lang, header),
        ValueFault::UnknownKey { key, nearest: Some(nearest), .. } => say::unknown_key_near(lang, &short(key), nearest),
        ValueFault::UnknownKey { key, nearest: None, known } => say::unknown_key(lang, &short(key), &known.join(", ")),
        ValueFault::WrongType { key, expected: ValueType::Tables, found: ValueType::Table } => {
            say::single_brackets(lang, &short(key))
        }
        ValueFault::WrongType { key, expected, found } => {
            say::wrong_type(lang, &short(key), &of_type(lang, *expected), &of_type(lang, *found))
        }
        ValueFault::EmptyText { key } => say::empty_text(lang, key),
        ValueFault::EmptyList { key } => say::empty_list(lang, key),
        ValueFault::UnsafeText { character: '\n' | '\r' | '\t' } => say::line_break(lang),
        ValueFault::UnsafeText { character } => say::unsafe_text(lang, &format!("U+{:04X}", u32::from(*character))),
        ValueFault::BadDate => say::bad_date(lang),
        ValueFault::BadDuration { written } => say::bad_duration(lang, &short(written)),
        ValueFault::BadNumber { written } => say::bad_number(lang, &short(written)),
        ValueFault::ZeroDuration => say::zero_duration(lang),
        ValueFault::OutOfRange { key, least, most } => say::out_of_range(lang, &short(key), *least, *most),
    }
}

fn of_type(lang: Lang, value_type: ValueType) -> String {
    match value_type {
        ValueType::Text => say::type_text(lang),
        ValueType::Integer => say::type_integer(lang),
        ValueType::Number => say::type_number(lang),
        ValueType::Level => say::type_level(lang),
        ValueType::Float => say::type_float(lang),
        ValueType::Boolean => say::type_boolean(lang),
        ValueType::Date => say::type_date(lang),
        ValueType::DateTime => say::type_date_time(lang),
        ValueType::List => say::type_list(lang),
        ValueType::FlagOrList => jury::type_flag_or_list(lang),
        ValueType::Table => say::type_table(lang),
        ValueType::Tables => say::type_tables(lang),
        ValueType::Wording => say::type_wording(lang),
    }
}

fn of_name(lang: Lang, fault: &NameFault) -> String {
    match fault {
        NameFault::BadCode { code } => say::bad_code(lang, &short(code)),
        NameFault::Duplicate { code, first_line } => say::same_code(lang, &short(code), *first_line),
        NameFault::Unknown { what: what_is, code, nearest, known } => {
            let code = short(code);
            let what = match what_is {
                Named::Level => say::unknown_level(lang, &code),
                Named::Block => say::unknown_block(lang, &code),
                Named::Transversal => say::unknown_transversal(lang, &code),
                Named::Capacity => say::unknown_capacity(lang, &code),
                Named::Competence => say::unknown_competence(lang, &code),
                Named::ScaleKind => say::unknown_scale_kind(lang, &code),
                Named::NotObserved => say::unknown_effect(lang, &code),
                Named::Route => say::unknown_route_key(lang, &code),
                Named::Candidate => jury::unknown_candidate(lang, &code),
            };
            match nearest {
                Some(nearest) => say::did_you_mean(lang, &what, nearest),
                None if known.is_empty() => what,
                None => {
                    let there_are = match what_is {
                        Named::Level | Named::Block | Named::Transversal | Named::Capacity | Named::Competence => {
                            say::there_are
                        }
                        Named::ScaleKind | Named::NotObserved | Named::Route | Named::Candidate => say::there_exist,
                    };
                    there_are(lang, &what, &known.join(", "))
                }
            }
        }
    }
}

fn of_jury(lang: Lang, fault: &JuryFault) -> String {
    match fault {
        JuryFault::NotAPair { found } => jury::not_a_pair(lang, *found),
        JuryFault::SameTwice { capacity } => jury::same_twice(lang, &short(capacity)),
        JuryFault::UnknownGender { written } => jury::unknown_gender(lang, &short(written)),
    }
}

fn of_session(lang: Lang, fault: &SessionFault) -> String {
    match fault {
        SessionFault::UnknownMode { written } => say::unknown_mode(lang, &short(written)),
        SessionFault::OnlyIndividual { key } => say::only_individual(lang, key),
        SessionFault::UnknownSignatures { written } => say::unknown_signatures(lang, &short(written)),
        SessionFault::NoJury => say::no_jury(lang),
        SessionFault::BadMemberId { id } => say::bad_member_id(lang, &short(id)),
        SessionFault::NoPresident => say::no_president(lang),
        SessionFault::SecondPresident { first_line } => say::second_president(lang, *first_line),
        SessionFault::BadPublicKey => say::bad_public_key(lang),
        SessionFault::OtherKeyType { found } => say::other_key_type(lang, &short(found)),
        SessionFault::SharedPublicKey { first_line } => say::shared_public_key(lang, *first_line),
        SessionFault::PresidentWithoutKey { id } => say::president_without_key(lang, &short(id)),
        SessionFault::KeyFileAlone => say::key_file_alone(lang),
        SessionFault::AfterRegistration { end } => {
            let end = match lang {
                Lang::Fr => end.format("%d/%m/%Y"),
                Lang::En => end.format("%Y-%m-%d"),
            };
            say::after_registration(lang, &end.to_string())
        }
    }
}

#[cfg(test)]
mod tests;
