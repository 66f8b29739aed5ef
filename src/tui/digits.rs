//! Large digits, three cells wide and three high, for a clock that is read from across the room.
//!
//! From one second to the next few cells change, and only those are sent to the terminal.

const WIDTH: usize = 3;
/// The rows of dots of a sign; half a cell below them stays empty.
const DOTS: usize = 5;

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
        '+' => [" ▄ ", "▀█▀", "   "],
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

/// The dots of a sign, five rows of them, square on a terminal whose cells are twice as high as wide.
fn dots(c: char) -> [Vec<bool>; DOTS] {
    // Two dots of nothing beside a colon would make it as wide as a digit, and the digits smaller.
    let columns = if c == ':' { 1..2 } else { 0..WIDTH };
    let rows = glyph(c);
    std::array::from_fn(|y| {
        let row = rows[y / 2].chars().skip(columns.start).take(columns.len());
        row.map(|cell| cell == '█' || cell == if y % 2 == 0 { '▀' } else { '▄' }).collect()
    })
}

/// The rows of dots of a whole text, a column between two signs.
fn dotted(text: &str) -> [Vec<bool>; DOTS] {
    let signs: Vec<_> = text.chars().map(dots).collect();
    std::array::from_fn(|y| signs.iter().map(|sign| sign[y].as_slice()).collect::<Vec<_>>().join(&false))
}

/// How many times the dots of a text can be enlarged in so many cells and rows; 0 where it does not fit at all.
pub(super) fn factor(text: &str, cells: usize, rows: usize) -> usize {
    let across = cells.checked_div(dotted(text)[0].len()).unwrap_or(0);
    across.min(rows * 2 / DOTS)
}

/// The rows of a text made of digits, `:` and `+`, its dots enlarged so many times.
pub(super) fn large(text: &str, factor: usize) -> Vec<String> {
    let dots = dotted(text);
    let lit = |x: usize, y: usize| dots.get(y / factor).is_some_and(|row| row[x / factor]);
    let row = |row: usize| {
        (0..dots[0].len() * factor).map(move |x| match (lit(x, 2 * row), lit(x, 2 * row + 1)) {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            (false, false) => ' ',
        })
    };
    (0..(DOTS * factor).div_ceil(2)).map(|at| row(at).collect()).collect()
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

    #[test]
    fn enlarged_once_it_is_the_same_with_narrow_colons() {
        assert_eq!(large("12", 1), rows("12"));
        assert_eq!(large("1:2", 1), [" █  ▄ ▀▀█", " █  ▄ █▀▀", " ▀    ▀▀▀"]);
    }

    #[test]
    fn enlarged_it_fills_the_room_and_no_more() {
        for text in ["20:00", "+00:01", "1:02:30", "+10:02:30"] {
            for (cells, height) in [(78, 17), (118, 33), (38, 6), (200, 60), (300, 7)] {
                let factor = factor(text, cells, height);
                assert!(factor > 0, "{text} in {cells}×{height}");
                let fits = |factor: usize| {
                    let rows = large(text, factor);
                    rows.len() <= height && rows.iter().all(|row| row.chars().count() <= cells)
                };
                assert!(fits(factor) && !fits(factor + 1), "{text} in {cells}×{height}");
            }
        }
        assert_eq!((factor("20:00", 16, 9), factor("20:00", 90, 2), factor("", 80, 24)), (0, 0, 0));
    }
}
