//! The cells of a CSV file, each with its place.
//!
//! The rules are those of the `csv` crate, which a test compares with this: but it gives places of rows, not of cells,
//! and takes a file whose last quote is never closed without a word. Here a cell and its place come from one scan.

use std::ops::Range;

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    /// Its text, without its quotes.
    pub(super) value: String,
    /// Where the text stands in the file, without its quotes.
    pub(super) span: Range<usize>,
}

/// Rows of cells, and the place of a quote that is not closed where its cell ends.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cells {
    /// The rows, without blank lines.
    pub(super) rows: Vec<Vec<Cell>>,
    /// Where the faulty quote stands; the rows stop before it.
    pub(super) unclosed: Option<Range<usize>>,
}

/// Cuts a text into rows and cells.
pub(super) fn cut(text: &str, separator: u8) -> Cells {
    let bytes = text.as_bytes();
    let mut cells = Cells { rows: Vec::new(), unclosed: None };
    let mut row = Vec::new();
    let mut at = 0;
    let mut line = 0;
    while at < bytes.len() {
        let scanned = if bytes[at] == b'"' { quoted(text, at, separator) } else { Some(plain(text, at, separator)) };
        let Some((cell, end)) = scanned else {
            cells.unclosed = Some(at..at + 1);
            return cells;
        };
        row.push(cell);
        at = end;
        if bytes.get(at) == Some(&separator) {
            at += 1;
            if at < bytes.len() {
                continue;
            }
            // A separator at the very end of the file has an empty cell after it.
            row.push(Cell { value: String::new(), span: at..at });
        }
        let cut = std::mem::take(&mut row);
        // A blank line is no row; the LF of a CR LF makes one, too.
        if at > line {
            cells.rows.push(cut);
        }
        at += 1;
        line = at;
    }
    cells
}

/// A cell without quotes, and where it ends.
fn plain(text: &str, start: usize, separator: u8) -> (Cell, usize) {
    let rest = &text.as_bytes()[start..];
    let length = rest.iter().position(|&byte| byte == separator || is_end(byte)).unwrap_or(rest.len());
    let span = start..start + length;
    (Cell { value: text[span.clone()].to_owned(), span }, start + length)
}

/// A cell in quotes, and where it ends; none if its closing quote is not where the cell ends.
fn quoted(text: &str, start: usize, separator: u8) -> Option<(Cell, usize)> {
    let inside = start + 1;
    let mut end = inside;
    loop {
        end += text[end..].find('"')?;
        match text.as_bytes().get(end + 1) {
            Some(b'"') => end += 2,
            Some(&byte) if byte != separator && !is_end(byte) => return None,
            _ => break,
        }
    }
    let span = inside..end;
    Some((Cell { value: text[span.clone()].replace("\"\"", "\""), span }, end + 1))
}

fn is_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// The separator of a file: the one that its header line has most of, outside quotes.
pub(super) fn separator(text: &str) -> u8 {
    let (mut semicolons, mut tabs, mut commas) = (0_usize, 0_usize, 0_usize);
    let mut in_quotes = false;
    for byte in text.trim_start_matches(['\r', '\n']).bytes() {
        match byte {
            b'"' => in_quotes = !in_quotes,
            _ if in_quotes => {}
            b'\n' | b'\r' => break,
            b';' => semicolons += 1,
            b'\t' => tabs += 1,
            b',' => commas += 1,
            _ => {}
        }
    }
    if commas > semicolons && commas > tabs {
        b','
    } else if tabs > semicolons {
        b'\t'
    } else {
        b';'
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str, separator: u8) -> Vec<Vec<String>> {
        cut(text, separator).rows.into_iter().map(|row| row.into_iter().map(|cell| cell.value).collect()).collect()
    }

    #[test]
    fn cuts_rows_and_cells() {
        assert_eq!(
            values("a;b\r\n\"c;\"\"d\"\"\";e\rf;\n\ng;", b';'),
            [["a", "b"], ["c;\"d\"", "e"], ["f", ""], ["g", ""]]
        );
        assert_eq!(values("", b';'), Vec::<Vec<String>>::new());
    }

    #[test]
    fn a_quote_that_is_not_closed_has_a_place() {
        assert_eq!(cut("a;\"b;c\nd", b';').unclosed, Some(2..3));
        assert_eq!(cut("a;\"b\nc;\"d\";e\n", b';').unclosed, Some(2..3));
        assert_eq!(cut("a;b \"c\" d\n", b';').unclosed, None);
    }

    #[test]
    fn the_separator_is_counted_outside_quotes() {
        assert_eq!(separator("\"a;b;c\",\"d\"\ne;f;g;h"), b',');
        assert_eq!(separator("a\tb\tc, d"), b'\t');
        assert_eq!(separator("a"), b';');
    }

    proptest::proptest! {
        #[test]
        fn agrees_with_the_csv_crate(text in "[ab;\"\r\né]{0,40}") {
            let cells = cut(&text, b';');
            if cells.unclosed.is_none() {
                let mut reader = csv::ReaderBuilder::new()
                    .delimiter(b';').has_headers(false).flexible(true).from_reader(text.as_bytes());
                let theirs: Vec<Vec<String>> =
                    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
                let ours: Vec<Vec<String>> = cells.rows.into_iter()
                    .map(|row| row.into_iter().map(|cell| cell.value).collect()).collect();
                proptest::prop_assert_eq!(ours, theirs);
            }
        }
    }
}
