//! Tables as plain text: columns side by side, for a terminal or a letter.

use unicode_width::UnicodeWidthStr;

use super::cell::{Cell, Table};
use crate::text::Lang;

/// The widest that a column becomes; what is longer is cut, but in the last one.
const WIDEST: usize = 60;

/// The tables, one below the other, with what is to be known to read them.
pub fn text_tables(tables: &[Table], lang: Lang) -> String {
    let mut text = String::new();
    for table in tables {
        text.push_str(&table.title);
        text.push('\n');
        let last = table.header.len().saturating_sub(1);
        let cell = |(column, cell): (usize, &Cell<'_>)| {
            cut(&shown(cell, lang), if column == last { usize::MAX } else { WIDEST })
        };
        let rows: Vec<Vec<String>> = table.rows.iter().map(|row| row.iter().enumerate().map(cell).collect()).collect();
        let all: Vec<&Vec<String>> = std::iter::once(&table.header).chain(&rows).collect();
        let widths: Vec<usize> = (0..table.header.len())
            .map(|column| all.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0))
            .collect();
        for row in all {
            let cells = row
                .iter()
                .zip(&widths)
                .map(|(cell, width)| format!("{cell}{}", " ".repeat(width.saturating_sub(cell.width()))));
            text.push_str(format!("  {}", cells.collect::<Vec<_>>().join("  ")).trim_end());
            text.push('\n');
        }
        if let Some(note) = &table.note {
            text.extend(["  ", note, "\n"]);
        }
        text.push('\n');
    }
    text
}

/// A cell that is no wider than a column may be.
fn cut(text: &str, widest: usize) -> String {
    if text.width() <= widest {
        return text.to_owned();
    }
    let mut cut = String::new();
    for c in text.chars() {
        if cut.width() + 2 > widest {
            break;
        }
        cut.push(c);
    }
    cut.push('…');
    cut
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
