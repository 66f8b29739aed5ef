//! Large digits, three cells wide and three high, for a clock that is read from across the room.
//!
//! From one second to the next few cells change, and only those are sent to the terminal.

const WIDTH: usize = 3;

fn glyph(c: char) -> [&'static str; 3] {
    match c {
        '0' => ["█▀█", "█ █", "▀▀▀"],
        '1' => [" █ ", " █ ", " ▀ "],
        '2' => ["▀▀█", "█▀▀", "▀▀▀"],
        '3' => ["▀▀█", " ▀█", "▀▀▀"],
        '4' => ["█ █", "▀▀█", "  ▀"],
        '5' => ["█▀▀", "▀▀█", "▀▀▀"],
        '6' => ["█▀▀", "█▀█", "▀▀▀"],
        '7' => ["▀▀█", "  █", "  ▀"],
        '8' => ["█▀█", "█▀█", "▀▀▀"],
        '9' => ["█▀█", "▀▀█", "▀▀▀"],
        ':' => [" ▄ ", " ▄ ", "   "],
        '+' => ["   ", "▀█▀", " ▀ "],
        _ => ["   ", "   ", "   "],
    }
}

/// The three rows of a text made of digits, `:` and `+`; a column between two signs.
pub(super) fn rows(text: &str) -> [String; 3] {
    [0, 1, 2].map(|row| text.chars().map(|c| glyph(c)[row]).collect::<Vec<_>>().join(" "))
}

/// How many cells wide a text is.
pub(super) fn width(text: &str) -> usize {
    (text.chars().count() * (WIDTH + 1)).saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_the_width_announced() {
        let text = "+0123456789:";
        for row in rows(text) {
            assert_eq!(row.chars().count(), width(text));
        }
    }
}
