//! Workbooks of the `.xlsx` kind (Office Open XML).

use super::super::faults::SheetFault;
use super::number_format::{NumberFormat, Styles};
use super::package::Package;
use super::sheet::{Allowance, Holds, Sheet, SheetCell, place};
use super::times;
use super::xml::{Element, Step, local, walk};

/// The most sheets: each is looked up and unpacked, and one part may be listed many times.
const MOST_SHEETS: usize = 256;

/// A sheet as the workbook lists it.
struct Listed {
    name: String,
    hidden: bool,
    relation: String,
}

/// What cells refer to.
struct Book {
    strings: Vec<String>,
    styles: Styles,
    from_1904: bool,
}

/// The sheets of a workbook, in its order.
pub(super) fn sheets(package: &mut Package<'_>) -> Result<Vec<Sheet>, SheetFault> {
    let main = relations(package, "_rels/.rels", "")?.into_iter().find(|relation| relation.is("officeDocument"));
    let main = main.ok_or(SheetFault::NotAWorkbook)?.target;
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
    let (listed, from_1904) = workbook(&package.part(&main)?.ok_or(SheetFault::Damaged)?)?;
    let relations = relations(package, &joined(folder, &format!("_rels/{file}.rels")), folder)?;
    if listed.len() > MOST_SHEETS {
        return Err(SheetFault::TooLarge);
    }
    let mut allowance = Allowance::new();
    let target = |kind: &str| relations.iter().find(|relation| relation.is(kind)).map(|relation| &relation.target);
    let strings = match target("sharedStrings") {
        Some(path) => shared_strings(&package.required(path)?, &mut allowance)?,
        None => Vec::new(),
    };
    let styles = match target("styles") {
        Some(path) => Styles::read(&package.required(path)?)?,
        None => Styles::default(),
    };
    let book = Book { strings, styles, from_1904 };
    let mut sheets = Vec::new();
    for Listed { name, hidden, relation } in listed {
        let found = relations.iter().find(|each| each.id == relation).ok_or(SheetFault::Damaged)?;
        // Charts have sheets of their own.
        if found.is("worksheet") {
            let part = package.required(&found.target)?;
            let mut reader = SheetReader::new(&book, Sheet { name, hidden, ..Sheet::default() }, &mut allowance);
            walk(&part, |step| reader.see(&step))?;
            sheets.push(reader.sheet);
        }
    }
    Ok(sheets)
}

/// What one part is to another.
struct Relation {
    id: String,
    kind: String,
    target: String,
}

impl Relation {
    fn is(&self, kind: &str) -> bool {
        self.kind.rsplit('/').next() == Some(kind)
    }
}

/// The relations that a part lists; their targets are paths from the top.
fn relations(package: &mut Package<'_>, part: &str, folder: &str) -> Result<Vec<Relation>, SheetFault> {
    let Some(bytes) = package.part(part)? else { return Ok(Vec::new()) };
    let mut relations = Vec::new();
    walk(&bytes, |step| {
        if let Step::Open(element) = step
            && local(element.name()) == "Relationship"
        {
            let of = |name| element.attribute(name).map(Option::unwrap_or_default);
            let target = of("Target")?;
            let target = target.strip_prefix('/').map_or_else(|| joined(folder, &target), str::to_owned);
            relations.push(Relation { id: of("Id")?, kind: of("Type")?, target });
        }
        Ok(())
    })?;
    Ok(relations)
}

fn joined(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// The sheets that a workbook lists, and whether it counts days from 1904 on.
fn workbook(bytes: &[u8]) -> Result<(Vec<Listed>, bool), SheetFault> {
    let mut sheets = Vec::new();
    let mut from_1904 = false;
    walk(bytes, |step| {
        let Step::Open(element) = step else { return Ok(()) };
        match local(element.name()) {
            "sheet" => sheets.push(Listed {
                name: element.attribute("name")?.unwrap_or_default(),
                hidden: element.attribute("state")?.is_some_and(|state| state != "visible"),
                relation: element.prefixed("id")?.unwrap_or_default(),
            }),
            "workbookPr" => from_1904 |= element.attribute("date1904")?.is_some_and(|value| truth(&value)),
            _ => {}
        }
        Ok(())
    })?;
    Ok((sheets, from_1904))
}

fn truth(value: &str) -> bool {
    matches!(value.trim(), "1" | "true")
}

/// The texts that cells refer to by number.
fn shared_strings(bytes: &[u8], allowance: &mut Allowance) -> Result<Vec<String>, SheetFault> {
    let mut strings = Vec::new();
    let mut rich = RichText::default();
    walk(bytes, |step| {
        rich.see(&step);
        if let Step::Close(name) = step
            && local(name) == "si"
        {
            let text = rich.take();
            allowance.take(&text)?;
            strings.push(text);
        }
        Ok(())
    })?;
    Ok(strings)
}

/// A text in pieces, each of a look of its own; how to pronounce it is left out.
#[derive(Default)]
struct RichText {
    text: String,
    inside: bool,
    spoken: bool,
}

impl RichText {
    fn see(&mut self, step: &Step<'_>) {
        match step {
            Step::Open(element) => match local(element.name()) {
                "t" => self.inside = true,
                "rPh" => self.spoken = true,
                _ => {}
            },
            Step::Close(name) => match local(name) {
                "t" => self.inside = false,
                "rPh" => self.spoken = false,
                _ => {}
            },
            Step::Text(text) if self.inside && !self.spoken => self.text.push_str(text),
            Step::Text(_) => {}
        }
    }

    fn take(&mut self) -> String {
        unescaped(&std::mem::take(&mut self.text))
    }
}

/// Characters that XML cannot have are written `_x000D_`, and `_x005F_` stands for the line of such a thing.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let character = rest.get(at + 2..at + 6).filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let character = character.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let character = character.and_then(|digits| u32::from_str_radix(digits, 16).ok()).and_then(char::from_u32);
        let length = if character.is_some() { 7 } else { 2 };
        plain.push_str(&rest[..at]);
        plain.push_str(character.map_or("_x", |_| ""));
        plain.extend(character);
        rest = &rest[at + length..];
    }
    plain + rest
}

/// A sheet being read.
struct SheetReader<'b, 'a> {
    book: &'b Book,
    allowance: &'a mut Allowance,
    sheet: Sheet,
    /// The row, and the column of the last cell: places may be left out.
    at: (u32, u32),
    cell: Stored,
    /// Whether the text that comes is the cell's value.
    in_value: bool,
    rich: RichText,
}

/// A cell as it is stored.
#[derive(Default)]
struct Stored {
    kind: String,
    style: Option<usize>,
    value: String,
    has_formula: bool,
    has_value: bool,
}

impl<'b, 'a> SheetReader<'b, 'a> {
    fn new(book: &'b Book, sheet: Sheet, allowance: &'a mut Allowance) -> Self {
        let rich = RichText::default();
        Self { book, allowance, sheet, at: (0, 0), cell: Stored::default(), in_value: false, rich }
    }

    fn see(&mut self, step: &Step<'_>) -> Result<(), SheetFault> {
        self.rich.see(step);
        match step {
            Step::Open(element) => self.open(element)?,
            Step::Text(text) if self.in_value => self.cell.value.push_str(text),
            Step::Text(_) => {}
            Step::Close(name) => match local(name) {
                "v" => self.in_value = false,
                "is" => {
                    self.cell.value = self.rich.take();
                    self.cell.has_value = true;
                }
                "c" => self.close_cell()?,
                _ => {}
            },
        }
        Ok(())
    }

    fn open(&mut self, element: &Element<'_>) -> Result<(), SheetFault> {
        match local(element.name()) {
            "row" => {
                let written = element.attribute("r")?;
                let row = written.map_or(Some(self.at.0 + 1), |row| row.trim().parse().ok());
                // The sheet refuses rows that are too far; a count that cannot go on is kept from here.
                self.at = (row.filter(|row| *row < u32::MAX).ok_or(SheetFault::Damaged)?, 0);
            }
            "c" => {
                self.at = match element.attribute("r")? {
                    Some(reference) => place(&reference).ok_or(SheetFault::Damaged)?,
                    None => (self.at.0, self.at.1.saturating_add(1)),
                };
                self.cell = Stored {
                    kind: element.attribute("t")?.unwrap_or_default(),
                    style: element.attribute("s")?.and_then(|style| style.parse().ok()),
                    ..Stored::default()
                };
                self.rich.take();
            }
            "v" => (self.in_value, self.cell.has_value) = (true, true),
            "f" => self.cell.has_formula = true,
            "mergeCell" => {
                let range = element.attribute("ref")?.unwrap_or_default();
                let (from, to) = range.split_once(':').unwrap_or((&range, &range));
                let ends = place(from).zip(place(to)).ok_or(SheetFault::Damaged)?;
                self.sheet.merge(ends.0, ends.1, self.allowance)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn close_cell(&mut self) -> Result<(), SheetFault> {
        let stored = std::mem::take(&mut self.cell);
        let cell = self.value(&stored)?;
        self.sheet.put(self.at, cell, self.allowance)
    }

    fn value(&self, stored: &Stored) -> Result<SheetCell, SheetFault> {
        let value = &stored.value;
        // A formula may well give an empty text, but not no result at all.
        if !stored.has_value || value.is_empty() && stored.kind != "str" {
            let holds = if stored.has_formula { Holds::NoResult } else { Holds::Text };
            return Ok(SheetCell { text: String::new(), holds });
        }
        Ok(match stored.kind.as_str() {
            "s" => {
                let text = value.trim().parse().ok().and_then(|index: usize| self.book.strings.get(index));
                SheetCell::text(text.ok_or(SheetFault::Damaged)?)
            }
            "str" => SheetCell::text(unescaped(value)),
            "inlineStr" => SheetCell::text(value),
            "b" => SheetCell::truth(truth(value)),
            "e" => SheetCell { text: value.trim().to_owned(), holds: Holds::Error },
            "d" => times::iso_date(value.trim()).unwrap_or_else(|| SheetCell::text(value)),
            _ => self.number(value, stored.style),
        })
    }

    fn number(&self, stored: &str, style: Option<usize>) -> SheetCell {
        let number = SheetCell::number(stored);
        let shown = match self.book.styles.format(style) {
            NumberFormat::Plain => None,
            format => format.shown(stored, self.book.from_1904),
        };
        shown.unwrap_or(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_xml_cannot_have() {
        assert_eq!(unescaped("a_x000D_b"), "a\rb");
        assert_eq!(unescaped("_x005F_x000D_"), "_x000D_");
        assert_eq!(unescaped("a_xb_x00é0_ _x"), "a_xb_x00é0_ _x");
        assert_eq!(unescaped("_x+041_"), "_x+041_");
    }
}
