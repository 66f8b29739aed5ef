//! Workbooks of the `.ods` kind (`OpenDocument`).

use std::collections::HashSet;

use super::super::faults::SheetFault;
use super::package::Package;
use super::sheet::{Allowance, At, Holds, Sheet, SheetCell};
use super::times;
use super::xml::{Element, Step, walk};

/// The parts by which such a workbook is known: its content, or the whole of it behind a password.
pub(super) const PARTS: [&str; 2] = [CONTENT, LOCKED];
const CONTENT: &str = "content.xml";
const LOCKED: &str = "encrypted-package";

/// The most blanks that one element may stand for: more would say no more, and could be billions.
const MOST_BLANKS: usize = 64;

/// The sheets of a workbook, in its order.
pub(super) fn sheets(package: &mut Package<'_>) -> Result<Vec<Sheet>, SheetFault> {
    // Newer programs put the whole workbook behind the password, older ones each part.
    if package.has(LOCKED) {
        return Err(SheetFault::Password);
    }
    if let Some(manifest) = package.part("META-INF/manifest.xml")? {
        let mut locked = false;
        walk(&manifest, |step| {
            locked |= matches!(step, Step::Open(element) if element.name() == "manifest:encryption-data");
            Ok(())
        })?;
        if locked {
            return Err(SheetFault::Password);
        }
    }
    let content = package.required(CONTENT)?;
    let mut allowance = Allowance::new();
    let mut reader = BookReader::new(&mut allowance);
    walk(&content, |step| reader.see(&step))?;
    Ok(reader.sheets)
}

/// A workbook being read.
struct BookReader<'a> {
    allowance: &'a mut Allowance,
    sheets: Vec<Sheet>,
    /// The style being read, and those that hide a sheet.
    style: String,
    hiding: HashSet<String>,
    /// How many tables are open, one in the other: those inside are left out.
    tables: usize,
    /// The row and how often it is there, the last column.
    row: u32,
    repeated: u32,
    column: u32,
    cells: Vec<(u32, u32, SheetCell)>,
    cell: Option<Stored>,
}

/// A cell as it is stored.
#[derive(Default)]
struct Stored {
    /// How often it is there.
    repeated: u32,
    /// How many rows and columns it spans.
    spans: At,
    /// Whether another one, merged, covers it.
    covered: bool,
    kind: String,
    value: Option<String>,
    has_formula: bool,
    is_error: bool,
    /// What it shows.
    shown: String,
    paragraphs: usize,
    /// How deep in a note or a drawing the reader is.
    aside: usize,
}

impl<'a> BookReader<'a> {
    fn new(allowance: &'a mut Allowance) -> Self {
        Self {
            allowance,
            sheets: Vec::new(),
            style: String::new(),
            hiding: HashSet::new(),
            tables: 0,
            row: 0,
            repeated: 1,
            column: 0,
            cells: Vec::new(),
            cell: None,
        }
    }

    fn see(&mut self, step: &Step<'_>) -> Result<(), SheetFault> {
        match step {
            Step::Open(element) => self.open(element),
            Step::Text(text) => {
                if let Some(cell) = self.cell.as_mut().filter(|cell| cell.aside == 0 && cell.paragraphs > 0) {
                    cell.shown.push_str(text);
                }
                Ok(())
            }
            Step::Close(name) => self.close(name),
        }
    }

    fn open(&mut self, element: &Element<'_>) -> Result<(), SheetFault> {
        if let Some(cell) = &mut self.cell {
            return cell.open(element);
        }
        match element.name() {
            "style:style" => self.style = element.attribute("style:name")?.unwrap_or_default(),
            "style:table-properties" if element.attribute("table:display")?.as_deref() == Some("false") => {
                self.hiding.insert(self.style.clone());
            }
            "table:table" if self.tables > 0 => self.tables += 1,
            "table:table" => {
                self.tables = 1;
                let style = element.attribute("table:style-name")?.unwrap_or_default();
                let name = element.attribute("table:name")?.unwrap_or_default();
                let hidden = self.hiding.contains(&style);
                self.allowance.take(&name)?;
                self.sheets.push(Sheet { name, hidden, ..Sheet::default() });
                self.row = 0;
            }
            "table:table-row" if self.tables == 1 => {
                self.row = self.row.saturating_add(1);
                self.repeated = count(element, "table:number-rows-repeated")?;
                self.column = 0;
            }
            "table:table-cell" | "table:covered-table-cell" if self.tables == 1 => {
                self.cell = Some(Stored::begin(element)?);
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), SheetFault> {
        if let Some(cell) = &mut self.cell {
            if cell.aside > 0 {
                cell.aside -= 1;
                return Ok(());
            }
            if matches!(name, "table:table-cell" | "table:covered-table-cell") {
                self.close_cell()?;
            }
            return Ok(());
        }
        match name {
            "table:table" => self.tables = self.tables.saturating_sub(1),
            "table:table-row" if self.tables == 1 => {
                let cells = std::mem::take(&mut self.cells);
                let last = self.row.saturating_add(self.repeated - 1);
                if let Some(sheet) = self.sheets.last_mut() {
                    for row in (self.row..=last).take_while(|_| !cells.is_empty()) {
                        for (from, to, cell) in &cells {
                            for column in *from..=*to {
                                sheet.put((row, column), cell.clone(), self.allowance)?;
                            }
                        }
                    }
                }
                self.row = last;
            }
            _ => {}
        }
        Ok(())
    }

    fn close_cell(&mut self) -> Result<(), SheetFault> {
        let Some(stored) = self.cell.take() else { return Ok(()) };
        let from = self.column.saturating_add(1);
        self.column = self.column.saturating_add(stored.repeated);
        if stored.covered {
            return Ok(());
        }
        if let (true, Some(sheet)) = (stored.spans != (1, 1), self.sheets.last_mut()) {
            let (rows, columns) = stored.spans;
            let to = (self.row.saturating_add(rows - 1), from.saturating_add(columns - 1));
            sheet.merge((self.row, from), to, self.allowance)?;
        }
        let cell = stored.value();
        if !cell.text.trim().is_empty() || cell.holds != Holds::Text {
            self.cells.push((from, self.column, cell));
        }
        Ok(())
    }
}

/// How often something is there: once where nothing is said.
fn count(element: &Element<'_>, name: &str) -> Result<u32, SheetFault> {
    let Some(written) = element.attribute(name)? else { return Ok(1) };
    written.trim().parse().ok().filter(|count| *count > 0).ok_or(SheetFault::Damaged)
}

impl Stored {
    fn begin(element: &Element<'_>) -> Result<Self, SheetFault> {
        let kind = element.attribute("office:value-type")?.unwrap_or_default();
        let value = match kind.as_str() {
            "float" | "percentage" | "currency" => element.attribute("office:value")?,
            "date" => element.attribute("office:date-value")?,
            "time" => element.attribute("office:time-value")?,
            "boolean" => element.attribute("office:boolean-value")?,
            "string" => element.attribute("office:string-value")?.filter(|text| !text.is_empty()),
            _ => None,
        };
        Ok(Self {
            repeated: count(element, "table:number-columns-repeated")?,
            spans: (count(element, "table:number-rows-spanned")?, count(element, "table:number-columns-spanned")?),
            covered: element.name() == "table:covered-table-cell",
            has_formula: element.attribute("table:formula")?.is_some(),
            is_error: element.attribute("calcext:value-type")?.as_deref() == Some("error"),
            kind,
            value,
            ..Self::default()
        })
    }

    /// An element inside the cell.
    fn open(&mut self, element: &Element<'_>) -> Result<(), SheetFault> {
        let name = element.name();
        if self.aside > 0 || !name.starts_with("text:") {
            self.aside += 1;
            return Ok(());
        }
        match name {
            "text:p" | "text:h" => {
                self.shown.push_str(if self.paragraphs > 0 { "\n" } else { "" });
                self.paragraphs += 1;
            }
            "text:s" => {
                let blanks = element.attribute("text:c")?.and_then(|count| count.parse().ok()).unwrap_or(1);
                self.shown.push_str(&" ".repeat(blanks.min(MOST_BLANKS)));
            }
            "text:tab" | "text:line-break" => self.shown.push(' '),
            _ => {}
        }
        Ok(())
    }

    fn value(self) -> SheetCell {
        let shown = self.shown.trim();
        if self.is_error || self.has_formula && (shown.starts_with('#') || shown.starts_with("Err:")) {
            return SheetCell { text: shown.to_owned(), holds: Holds::Error };
        }
        let Some(value) = self.value else {
            let missing = self.has_formula && self.kind != "string";
            let holds = if missing { Holds::NoResult } else { Holds::Text };
            return SheetCell { text: self.shown, holds };
        };
        let known = match self.kind.as_str() {
            // Digits alone are what a person sees: zeros in front are among them.
            "float" if shown.len() > 1 && shown.starts_with('0') && shown.bytes().all(|byte| byte.is_ascii_digit()) => {
                Some(SheetCell::text(shown))
            }
            "float" | "currency" => Some(SheetCell::number(&value)),
            "percentage" => Some(SheetCell { text: shown.to_owned(), holds: Holds::Number }),
            "date" => times::iso_date(&value),
            "time" => times::iso_duration(&value),
            "boolean" => Some(SheetCell::truth(value == "true")),
            _ => None,
        };
        known.unwrap_or_else(|| SheetCell::text(value))
    }
}
