//! Tables as CSV: for programs, and as the French Excel reads it.
//!
//! An apostrophe comes before what a spreadsheet would run as a formula, so that `=x` is read as text. The French
//! style is `;`, a byte-order mark, CRLF, a decimal comma and days as `18/06/2026`.

use std::io::{self, Write};

use super::cell::{Cell, Voice};
use super::certificates::{self, Certificate};
use super::listing::{Column, Listing};
use super::{anomalies, blocks, candidates, items};
use crate::consolidate::Results;
use crate::formats::minutes::inert;
use crate::text::Lang;

/// How CSV is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CsvStyle {
    /// `,`, UTF-8, the English names of files, as the tables of minutes.
    #[default]
    Standard,
    /// `;`, a byte-order mark, CRLF, decimal comma, French words and days.
    ExcelFr,
}

/// The tables that are written as CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CsvFile {
    /// A row for each candidate and certification.
    Results,
    /// A row for each candidate and block.
    Blocks,
    /// A row for each minutes, a column for each item.
    Items,
    /// A row for each anomaly.
    Anomalies,
}

impl CsvFile {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Results, Self::Blocks, Self::Items, Self::Anomalies];

    /// The name of its file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Results => "results.csv",
            Self::Blocks => "blocks.csv",
            Self::Items => "items.csv",
            Self::Anomalies => "anomalies.csv",
        }
    }
}

/// Writes a table row by row; sentences in the standard style are in this language.
///
/// # Errors
/// What the writer says.
pub fn write_csv(
    results: &Results,
    file: CsvFile,
    style: CsvStyle,
    lang: Lang,
    out: &mut impl Write,
) -> io::Result<()> {
    let voice = style.voice(lang);
    let listing = match file {
        CsvFile::Results => candidates::listing(results, voice),
        CsvFile::Blocks => blocks::listing(results, voice),
        CsvFile::Items => items::listing(results, voice),
        CsvFile::Anomalies => anomalies::listing(results, voice),
    };
    write(listing, style, out)
}

/// Writes who receives which certificate, a row a certificate, for mail merge.
///
/// # Errors
/// What the writer says.
pub fn write_certificates(
    certificates: &[Certificate<'_>],
    style: CsvStyle,
    lang: Lang,
    out: &mut impl Write,
) -> io::Result<()> {
    write(certificates::listing(certificates, style.voice(lang)), style, out)
}

impl CsvStyle {
    fn voice(self, lang: Lang) -> Voice {
        match self {
            Self::Standard => Voice::Keys(lang),
            Self::ExcelFr => Voice::Words(Lang::Fr),
        }
    }
}

fn write(listing: Listing<'_>, style: CsvStyle, out: &mut impl Write) -> io::Result<()> {
    let mut builder = csv::WriterBuilder::new();
    if style == CsvStyle::ExcelFr {
        out.write_all("\u{feff}".as_bytes())?;
        builder.delimiter(b';').terminator(csv::Terminator::CRLF);
    }
    let mut writer = builder.from_writer(out);
    let Listing { columns, rows, .. } = listing;
    for Column { title, .. } in &columns {
        writer.write_field(inert(title).as_bytes())?;
    }
    end(&mut writer)?;
    for row in rows {
        for cell in &row {
            match cell {
                Cell::Text(text) => writer.write_field(inert(text).as_bytes())?,
                other => writer.write_field(plain(other, style))?,
            }
        }
        end(&mut writer)?;
    }
    writer.flush()
}

fn end(writer: &mut csv::Writer<&mut impl Write>) -> io::Result<()> {
    Ok(writer.write_record(None::<&[u8]>)?)
}

/// What is not a text.
fn plain(cell: &Cell<'_>, style: CsvStyle) -> String {
    match (cell, style) {
        (Cell::Date(date), CsvStyle::Standard) => date.to_string(),
        (Cell::Date(date), CsvStyle::ExcelFr) => date.format("%d/%m/%Y").to_string(),
        (Cell::Number(number), CsvStyle::Standard) => number.to_string(),
        (Cell::Number(number), CsvStyle::ExcelFr) => number.to_string().replace('.', ","),
        (Cell::Empty | Cell::Text(_), _) => String::new(),
    }
}
