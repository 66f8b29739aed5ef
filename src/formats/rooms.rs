//! The rooms that a secretariat expects something of: CSV, read as candidate lists are.

use chrono::NaiveDate;

use super::candidates::trimmed;
use super::cells::{Cell, cut, separator};
use super::faults::{FileFault, ListFault, RoomsFault, ValueFault};
use super::held::date;
use super::list::decoded;
use super::problem::{Problems, Read, Severity};
use super::sheets::{Kind, kind};
use super::source::{Source, in_order, unsafe_character};
use super::spelling::fold;

/// A room of which something was to be received; what the list does not say may be anything.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ExpectedRoom {
    /// The room.
    pub room: String,
    /// The day.
    pub date: Option<NaiveDate>,
    /// The code of the certification.
    pub certification: Option<String>,
    /// The name of the session.
    pub session: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Room,
    Date,
    Certification,
    Session,
}

/// Reads a list of rooms: a column `salle`, and `date`, `certification`, `session` where the list has them.
///
/// # Errors
/// Every problem of the file, in its order, if one of them is an error.
pub fn read_rooms(file: &str, bytes: &[u8]) -> Result<Read<Vec<ExpectedRoom>>, Problems> {
    if matches!(kind(bytes), Kind::Zip | Kind::Compound) {
        return Err(vec![Source::new(file, "").error(None, RoomsFault::Workbook)]);
    }
    let (text, guessed) = decoded(bytes);
    let mut reader = Reader { source: Source::new(file, &text), problems: Vec::new() };
    if guessed {
        reader.problems.push(reader.source.warning(None, FileFault::ReadAsWindows1252));
    }
    let value = reader.rooms();
    let problems = in_order(reader.problems);
    if problems.iter().all(|problem| problem.severity == Severity::Warning) {
        Ok(Read { value, warnings: problems })
    } else {
        Err(problems)
    }
}

struct Reader<'a> {
    source: Source<'a>,
    problems: Problems,
}

impl Reader<'_> {
    fn rooms(&mut self) -> Vec<ExpectedRoom> {
        let text = self.source.text();
        let cells = cut(text, separator(text));
        if let Some(quote) = &cells.unclosed {
            self.problems.push(self.source.error(Some(quote), ListFault::UnclosedQuote));
        }
        let mut rows = cells.rows.iter().filter(|row| row.iter().any(|cell| !cell.value.trim().is_empty()));
        let Some(header) = rows.next() else {
            self.problems.push(self.source.error(None, FileFault::Empty));
            return Vec::new();
        };
        let columns = self.columns(header);
        let rooms: Vec<_> = rows.filter_map(|row| self.room(&columns, row)).collect();
        if rooms.is_empty() && self.problems.iter().all(|problem| problem.severity == Severity::Warning) {
            self.problems.push(self.source.error(None, RoomsFault::NoRoom));
        }
        rooms
    }

    /// What stands in each column; none for an empty one.
    fn columns(&mut self, header: &[Cell]) -> Vec<Option<Column>> {
        let mut columns = Vec::new();
        for cell in header {
            let field = trimmed(cell);
            let column = match fold(&field.value).as_str() {
                "" => None,
                "salle" | "room" => Some(Column::Room),
                "date" | "jour" | "day" => Some(Column::Date),
                "certification" | "code" => Some(Column::Certification),
                "session" => Some(Column::Session),
                _ => {
                    let fault = RoomsFault::UnknownHeader { header: field.value.clone() };
                    self.problems.push(self.source.error(Some(&field.span), fault));
                    None
                }
            };
            if column.is_some() && columns.contains(&column) {
                let fault = RoomsFault::DuplicateHeader { header: field.value };
                self.problems.push(self.source.error(Some(&field.span), fault));
            }
            columns.push(column);
        }
        if !columns.contains(&Some(Column::Room)) {
            let whole = header.first().map_or(0, |cell| cell.span.start)..header.last().map_or(0, |cell| cell.span.end);
            self.problems.push(self.source.error(Some(&whole), RoomsFault::NoRoomColumn));
        }
        columns
    }

    fn room(&mut self, columns: &[Option<Column>], row: &[Cell]) -> Option<ExpectedRoom> {
        let expected = columns.len();
        let filled = row.iter().rposition(|cell| !cell.value.trim().is_empty()).map_or(0, |last| last + 1);
        let whole = row.first().map_or(0, |cell| cell.span.start)..row.last().map_or(0, |cell| cell.span.end);
        if row.len() < expected || filled > expected {
            let fault = ListFault::FieldCount { found: filled.max(row.len().min(expected)), expected };
            self.problems.push(self.source.error(Some(&whole), fault));
            return None;
        }
        let mut found = ExpectedRoom { room: String::new(), date: None, certification: None, session: None };
        for (column, cell) in columns.iter().zip(row) {
            let field = trimmed(cell);
            if let Some(character) = unsafe_character(&field.value) {
                self.problems.push(self.source.error(Some(&field.span), ValueFault::UnsafeText { character }));
            }
            let said = (!field.value.is_empty()).then_some(field.value);
            match (column, said) {
                (Some(Column::Room), Some(said)) => found.room = said,
                (Some(Column::Date), Some(written)) => match date(&written) {
                    Some(day) => found.date = Some(day),
                    None => self.problems.push(self.source.error(Some(&field.span), ListFault::BadDate { written })),
                },
                (Some(Column::Certification), said) => found.certification = said,
                (Some(Column::Session), said) => found.session = said,
                (_, _) => {}
            }
        }
        if found.room.is_empty() && columns.contains(&Some(Column::Room)) {
            self.problems.push(self.source.error(Some(&whole), RoomsFault::EmptyRoom));
            return None;
        }
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::ProblemKind;

    fn kinds(text: &str) -> Vec<(usize, ProblemKind)> {
        let found = read_rooms("rooms.csv", text.as_bytes()).unwrap_err();
        found.into_iter().map(|each| (each.place.map_or(0, |place| place.line), each.kind)).collect()
    }

    #[test]
    fn rooms_with_and_without_the_rest() {
        let read =
            read_rooms("rooms.csv", "Salle;Date;Certification\nB204;18/06/2026;RNCP38822\n;;\nA101;;\n".as_bytes());
        let room = |room: &str, date, certification: Option<&str>| ExpectedRoom {
            room: room.to_owned(),
            date,
            certification: certification.map(str::to_owned),
            session: None,
        };
        let june = NaiveDate::from_ymd_opt(2026, 6, 18);
        assert_eq!(read.unwrap().value, [room("B204", june, Some("RNCP38822")), room("A101", None, None)]);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let unknown = |header: &str| RoomsFault::UnknownHeader { header: header.to_owned() }.into();
        assert_eq!(kinds("salle,étage\nB204,2\n"), [(1, unknown("étage"))]);
        assert_eq!(kinds("date\n18/06/2026\n"), [(1, RoomsFault::NoRoomColumn.into())]);
        assert_eq!(
            kinds("salle,salle\nB204,B204\n"),
            [(1, RoomsFault::DuplicateHeader { header: "salle".into() }.into())]
        );
        assert_eq!(kinds("salle,date\n,18/06/2026\n"), [(2, RoomsFault::EmptyRoom.into())]);
        assert_eq!(kinds("salle,date\nB204,juin\n"), [(2, ListFault::BadDate { written: "juin".into() }.into())]);
        assert_eq!(kinds("salle,date\nB204\n"), [(2, ListFault::FieldCount { found: 1, expected: 2 }.into())]);
        assert_eq!(kinds("salle\n"), [(0, RoomsFault::NoRoom.into())]);
        assert_eq!(kinds(""), [(0, FileFault::Empty.into())]);
        assert_eq!(kinds("PK\u{3}\u{4}"), [(0, RoomsFault::Workbook.into())]);
    }
}
