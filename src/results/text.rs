//! Tables as plain text: columns side by side, for a terminal or a letter.

use unicode_width::UnicodeWidthStr;

use super::cell::{Cell, Table};
use crate::text::Lang;

/// The widest that a column becomes; what is longer goes on as it is and pushes the rest.
const WIDEST: usize = 48;

/// The tables, one below the other, with what is to be known to read them.
pub fn text_tables(tables: &[Table], lang: Lang) -> String {
    let mut text = String::new();
    for table in tables {
        text.push_str(&table.title);
        text.push('\n');
        let rows: Vec<Vec<String>> =
            table.rows.iter().map(|row| row.iter().map(|cell| shown(cell, lang)).collect()).collect();
        let all: Vec<&Vec<String>> = std::iter::once(&table.header).chain(&rows).collect();
        let widths: Vec<usize> = (0..table.header.len())
            .map(|column| all.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0))
            .map(|width| width.min(WIDEST))
            .collect();
        for row in all {
            let cells = row
                .iter()
                .zip(&widths)
                .map(|(cell, width)| format!("{cell}{}", " ".repeat(width.saturating_sub(cell.width()))));
            text.push_str(&format!("  {}", cells.collect::<Vec<_>>().join("  ")).trim_end());
            text.push('\n');
        }
        if let Some(note) = &table.note {
            text.push_str(&format!("  {note}\n"));
        }
        text.push('\n');
    }
    text
}

fn shown(cell: &Cell<'_>, lang: Lang) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone().into_owned(),
        Cell::Date(date) => date.to_string(),
        Cell::Number(number) => match lang {
            Lang::Fr => number.to_string().replace('.', ","),
            Lang::En => number.to_string(),
        },
    }
}
