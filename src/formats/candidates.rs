//! The rows of a candidate list, read into candidates.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::cells::{Cell, cut, separator};
use super::faults::{Column, FileFault, ListFault, Named, ValueFault};
use super::groups::Groups;
use super::problem::{ProblemKind, Problems, Read, Severity};
use super::source::{Source, in_order, unsafe_character};
use super::{fields, spelling};
use crate::domain::alike;
use crate::domain::candidate::{Accommodation, Candidate};
use crate::domain::grid::Grid;
use crate::domain::id::{BlockCode, CandidateId, RequirementId};

/// The most characters of an identifier: it becomes part of file names.
const LONGEST_IDENTIFIER: usize = 64;

/// The most characters of a group's name: it stands in a column of the screen.
const LONGEST_GROUP: usize = 20;

/// The columns that must be there.
const REQUIRED: [Column; 4] = [Column::Id, Column::FamilyName, Column::GivenName, Column::Blocks];

/// Reads a list; what is known to be wrong of it already comes first.
pub(super) fn read_text(
    source: Source<'_>,
    grid: Option<&Grid>,
    known: Problems,
) -> Result<Read<Vec<Candidate>>, Problems> {
    let mut reader = ListReader {
        source,
        grid,
        problems: Vec::new(),
        ids: HashMap::new(),
        names: HashMap::new(),
        looks: HashMap::new(),
        groups: Groups::default(),
    };
    let value = reader.list();
    // What is wrong with a cell is said once: an error in it is no good hour either.
    let errors = known.iter().filter(|problem| problem.severity == Severity::Error);
    let told: HashSet<String> = errors.filter_map(|problem| problem.cell.clone()).collect();
    reader.problems.retain(|problem| problem.cell.as_ref().is_none_or(|cell| !told.contains(cell)));
    let problems = in_order(known.into_iter().chain(reader.problems).collect());
    if problems.iter().all(|problem| problem.severity == Severity::Warning) {
        Ok(Read { value, warnings: problems })
    } else {
        Err(problems)
    }
}

/// A list being read.
pub(super) struct ListReader<'a> {
    pub(super) source: Source<'a>,
    pub(super) grid: Option<&'a Grid>,
    pub(super) problems: Problems,
    /// Identifiers in lower case, with the first one as written and its line.
    ids: HashMap<String, (String, usize)>,
    /// Folded names, with the line of the first one.
    names: HashMap<String, usize>,
    /// What identifiers and names look like, with the line of the first one.
    looks: HashMap<String, usize>,
    groups: Groups,
}

/// Which column stands where.
#[derive(Default)]
pub(super) struct Columns {
    known: HashMap<Column, usize>,
    /// The grid's requirements that have a column.
    pub(super) requirements: Vec<(RequirementId, usize)>,
}

/// The cells of a row, by column.
pub(super) struct Row<'r> {
    pub(super) columns: &'r Columns,
    pub(super) cells: &'r [Cell],
}

/// A cell without the blanks around it.
pub(super) struct Field {
    pub(super) value: String,
    pub(super) span: Range<usize>,
}

impl Row<'_> {
    /// The field of a column; none where the list has no such column.
    pub(super) fn field(&self, column: Column) -> Option<Field> {
        let cell = self.cells.get(*self.columns.known.get(&column)?)?;
        Some(trimmed(cell))
    }
}

/// Blanks around a cell mean nothing; a line break inside one, which spreadsheets allow, is a blank.
pub(super) fn trimmed(cell: &Cell) -> Field {
    let value = cell.value.trim();
    let before = cell.value.len() - cell.value.trim_start().len();
    let after = cell.value.len() - cell.value.trim_end().len();
    let start = (cell.span.start + before).min(cell.span.end);
    let span = start..cell.span.end.saturating_sub(after).max(start);
    Field { value: value.replace("\r\n", " ").replace(['\r', '\n', '\t'], " "), span }
}

impl ListReader<'_> {
    pub(super) fn error(&mut self, span: &Range<usize>, kind: impl Into<ProblemKind>) {
        self.problems.push(self.source.error(Some(span), kind));
    }

    fn list(&mut self) -> Vec<Candidate> {
        let text = self.source.text();
        let cells = cut(text, separator(text));
        if let Some(quote) = &cells.unclosed {
            self.error(quote, ListFault::UnclosedQuote);
        }
        let mut rows = cells.rows.iter().filter(|row| row.iter().any(|cell| !cell.value.trim().is_empty()));
        let Some(header) = rows.next() else {
            if cells.unclosed.is_none() {
                self.problems.push(self.source.error(None, FileFault::Empty));
            }
            return Vec::new();
        };
        let width = filled(header).len();
        let columns = self.columns(filled(header));
        let mut candidates = Vec::new();
        for row in rows {
            // Spreadsheets pad rows with empty cells.
            let extra = filled(row).get(width);
            if row.len() < width || extra.is_some() {
                let first = row.first().map_or(0, |cell| cell.span.start);
                let last = row.last().map_or(first, |cell| cell.span.end);
                let span = extra.map_or(first..last, |cell| cell.span.clone());
                let found = if extra.is_some() { filled(row).len() } else { row.len() };
                self.error(&span, ListFault::FieldCount { found, expected: width });
                continue;
            }
            candidates.push(self.candidate(&Row { columns: &columns, cells: row }, candidates.len()));
        }
        if let Some(grid) = self.grid {
            for (span, fault) in self.groups.apart(&candidates, |candidate| grid.phases_of(candidate)) {
                self.error(&span, fault);
            }
        }
        if candidates.is_empty() && self.problems.iter().all(|problem| problem.severity == Severity::Warning) {
            self.problems.push(self.source.error(None, ListFault::NoCandidate));
        }
        candidates
    }

    /// Which column stands where.
    fn columns(&mut self, header: &[Cell]) -> Columns {
        let mut columns = Columns::default();
        let mut misspelt = Vec::new();
        for (index, cell) in header.iter().enumerate() {
            let Field { value, span } = trimmed(cell);
            match fields::column(&value) {
                _ if value.is_empty() => self.error(&span, ListFault::EmptyHeader),
                None if self.is_requirement(&value, index, &mut columns) => {}
                None => {
                    let nearest = fields::nearest_column(&value);
                    misspelt.extend(nearest);
                    if self.grid.is_none() && nearest.is_none() {
                        let warning = self.source.warning(Some(&span), ListFault::HeaderOfGrid { header: value });
                        self.problems.push(warning);
                    } else {
                        self.error(&span, ListFault::UnknownHeader { header: value, nearest });
                    }
                }
                Some(column) if columns.known.contains_key(&column) => {
                    self.error(&span, ListFault::DuplicateHeader { column });
                }
                Some(column) => {
                    columns.known.insert(column, index);
                }
            }
        }
        let whole = header.first().map_or(0, |cell| cell.span.start)..header.last().map_or(0, |cell| cell.span.end);
        // A column whose header is misspelt is not missing: that it is misspelt was said.
        let there = |column: &Column| columns.known.contains_key(column) || misspelt.contains(column);
        for column in REQUIRED.into_iter().filter(|column| !there(column)) {
            self.error(&whole, ListFault::MissingColumn { column });
        }
        columns
    }

    /// Whether a header is a requirement of the grid, which then has its column.
    fn is_requirement(&mut self, header: &str, index: usize, columns: &mut Columns) -> bool {
        let found = self.grid.and_then(|grid| fields::requirement(grid, header));
        // The second column of one requirement is an unknown header: which of the two counts is not ours to say.
        let new = found.filter(|found| columns.requirements.iter().all(|(id, _)| *id != found.id));
        columns.requirements.extend(new.map(|requirement| (requirement.id.clone(), index)));
        new.is_some()
    }

    fn candidate(&mut self, row: &Row<'_>, place: usize) -> Candidate {
        let id = self.id(row);
        let family_name = self.required(row, Column::FamilyName);
        let given_name = self.required(row, Column::GivenName);
        if let (Some(family), Some(given)) = (&family_name, &given_name) {
            self.same_name(family, given);
        }
        let blocks = self.blocks(row);
        let scheduled = self.read(row, Column::Time, fields::time, |written| ListFault::BadTime { written });
        let accommodation = self
            .read(row, Column::Accommodation, fields::accommodation, |written| ListFault::BadAccommodation { written });
        let route = self.read(row, Column::Route, fields::route, |written| ListFault::UnknownRoute { written });
        self.is_open(row, route);
        let held = self.held(row, &blocks);
        let text = |field: Option<Field>| field.map(|field| field.value).unwrap_or_default();
        Candidate {
            id: CandidateId::new(id),
            family_name: text(family_name),
            given_name: text(given_name),
            blocks,
            scheduled,
            accommodation: accommodation.unwrap_or(Accommodation::None),
            route,
            held,
            requirements: self.requirements(row),
            group: self.group(row, place),
        }
    }

    /// With whom this candidate is heard, if the list says so.
    fn group(&mut self, row: &Row<'_>, place: usize) -> Option<String> {
        let Field { value, span } = row.field(Column::Group)?;
        let name = fields::group(&value)?.to_owned();
        if !self.safe(&Field { value, span: span.clone() }) {
            return None;
        }
        let found = name.chars().count();
        if found > LONGEST_GROUP {
            self.error(&span, ListFault::LongGroup { found });
        }
        let line = self.source.line_of(span.start);
        Some(self.groups.named(name, place, line, span))
    }

    /// A field that must say something; none where that was reported, or its column was.
    fn required(&mut self, row: &Row<'_>, column: Column) -> Option<Field> {
        let field = row.field(column)?;
        if field.value.is_empty() {
            self.error(&field.span, ListFault::EmptyField { column });
            return None;
        }
        self.safe(&field).then_some(field)
    }

    /// A field that may be empty, read; none where it is, or where it means nothing and that was reported.
    fn read<T>(
        &mut self,
        row: &Row<'_>,
        column: Column,
        read: impl Fn(&str) -> Option<T>,
        fault: impl Fn(String) -> ListFault,
    ) -> Option<T> {
        let field = row.field(column).filter(|field| !field.value.is_empty())?;
        if !self.safe(&field) {
            return None;
        }
        let value = read(&field.value);
        if value.is_none() {
            self.error(&field.span, fault(field.value));
        }
        value
    }

    /// Whether a field has nothing that could deceive; reports what has.
    pub(super) fn safe(&mut self, field: &Field) -> bool {
        let Some(character) = unsafe_character(&field.value) else { return true };
        let index = self.source.written(field.span.clone()).find(character).unwrap_or_default();
        let start = field.span.start + index;
        self.error(&(start..start + character.len_utf8()), ValueFault::UnsafeText { character });
        false
    }

    fn id(&mut self, row: &Row<'_>) -> String {
        let Some(Field { value: id, span }) = self.required(row, Column::Id) else { return String::new() };
        let found = id.chars().count();
        if found > LONGEST_IDENTIFIER {
            self.error(&span, ListFault::LongIdentifier { found });
        }
        let line = self.source.line_of(span.start);
        match self.ids.get(&id.to_lowercase()).cloned() {
            Some((first, first_line)) if first == id => {
                self.error(&span, ListFault::DuplicateIdentifier { id: id.clone(), first_line });
            }
            Some((first, first_line)) => {
                self.error(&span, ListFault::CaseOnly { id: id.clone(), first, first_line });
            }
            None => {
                self.ids.insert(id.to_lowercase(), (id.clone(), line));
                self.alike(alike::look(&id).to_lowercase(), &id, &span);
            }
        }
        id
    }

    /// Warns where something looks like what was written before.
    fn alike(&mut self, look: String, written: &str, span: &Range<usize>) {
        let line = self.source.line_of(span.start);
        let first_line = *self.looks.entry(look).or_insert(line);
        if first_line != line {
            let fault = ListFault::Alike { written: written.to_owned(), first_line };
            self.problems.push(self.source.warning(Some(span), fault));
        }
    }

    fn same_name(&mut self, family: &Field, given: &Field) {
        let key = format!("{}\n{}", spelling::fold(&family.value), spelling::fold(&given.value));
        let name = format!("{} {}", given.value, family.value);
        if let Some(&first_line) = self.names.get(&key) {
            let warning = self.source.warning(Some(&family.span), ListFault::SameName { name, first_line });
            self.problems.push(warning);
        } else {
            self.names.insert(key, self.source.line_of(family.span.start));
            self.alike(alike::name(&family.value, &given.value), &name, &family.span);
        }
    }

    /// The blocks presented, in the grid's order.
    fn blocks(&mut self, row: &Row<'_>) -> Vec<BlockCode> {
        let Some(field) = self.required(row, Column::Blocks) else { return Vec::new() };
        if field.value.chars().all(fields::between_blocks) {
            self.error(&field.span, ListFault::EmptyField { column: Column::Blocks });
        }
        let words = field.value.split(fields::between_blocks).filter(|word| !word.is_empty());
        let Some(grid) = self.grid else {
            let mut codes: Vec<_> = words.map(BlockCode::new).collect();
            codes.dedup();
            return codes;
        };
        let all = grid.blocks.iter().map(|block| block.code.as_str());
        if fields::every_block(&field.value) {
            return all.map(BlockCode::new).collect();
        }
        let mut presented = Vec::new();
        for word in words {
            if let Some(block) = fields::block(grid, word) {
                presented.push(&block.code);
            } else {
                let index = self.source.written(field.span.clone()).find(word);
                let start = field.span.start + index.unwrap_or_default();
                let span = index.map_or(field.span.clone(), |_| start..start + word.len());
                self.error(&span, spelling::unknown(Named::Block, word, all.clone()));
            }
        }
        grid.blocks.iter().map(|block| &block.code).filter(|code| presented.contains(code)).cloned().collect()
    }
}

/// The cells of a row up to the last one that says something.
fn filled(row: &[Cell]) -> &[Cell] {
    let end = row.iter().rposition(|cell| !cell.value.trim().is_empty()).map_or(0, |index| index + 1);
    row.get(..end).unwrap_or_default()
}
