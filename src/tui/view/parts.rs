//! What several screens are made of: text cut to a width, lists that follow the cursor.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::domain::clean;

/// How many cells a text takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// One line of text in at most this many cells: safe to show, and cut with `…` where it is longer.
pub(super) fn fit(text: &str, cells: usize) -> String {
    let text = clean::line(text);
    if text.width() <= cells {
        return text.into_owned();
    }
    let mut kept = String::new();
    let mut used = 1;
    for part in text.graphemes(true) {
        used += part.width();
        if used > cells {
            break;
        }
        kept.push_str(part);
    }
    if cells > 0 {
        kept.push('…');
    }
    kept
}

/// [`fit`], then filled with spaces to this many cells.
pub(super) fn pad(text: &str, cells: usize) -> String {
    let text = fit(text, cells);
    let missing = cells.saturating_sub(text.width());
    text + &" ".repeat(missing)
}

/// Breaks a text into lines of at most this many cells, at spaces where there are any; safe to show, as [`fit`] is.
pub(super) fn wrap(text: &str, cells: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n').map(|line| bound(&clean::line(line))) {
        let mut line = String::new();
        for word in paragraph.split_inclusive(' ') {
            let letters = word.trim_end_matches(' ');
            if !line.is_empty() && line.width() + letters.width() > cells {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
            }
            for part in letters.graphemes(true) {
                if !line.is_empty() && line.width() + part.width() > cells {
                    lines.push(std::mem::take(&mut line));
                }
                line.push_str(part);
            }
            line.push_str(&word[letters.len()..]);
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// [`wrap`], of a line that may begin with spaces: what follows stands a little further in.
pub(super) fn hang(text: &str, cells: usize) -> Vec<String> {
    let line = text.trim_start_matches(' ');
    let indent = text.len() - line.len();
    let further = if indent == 0 { 0 } else { indent + 2 };
    if width(text) <= cells {
        return vec![fit(text, cells)];
    }
    let lines = wrap(line, cells.saturating_sub(further)).into_iter().enumerate();
    lines.map(|(place, part)| " ".repeat(if place == 0 { indent } else { further }) + &part).collect()
}

/// No line begins with a sign that French sets after a space, nor ends with `«`, whatever space was typed.
fn bound(text: &str) -> String {
    let text = text.replace("« ", "«\u{a0}");
    [':', ';', '!', '?', '»', '%'].into_iter().fold(text, |text, sign| {
        let (loose, bound) = (format!(" {sign}"), format!("\u{a0}{sign}"));
        text.replace(&loose, &bound)
    })
}

/// The first line to show so that the cursor is in sight, near the middle where there is room.
pub(super) fn first_shown(cursor: usize, count: usize, height: usize) -> usize {
    cursor.saturating_sub(height / 2).min(count.saturating_sub(height))
}

/// A list that follows the cursor: one line each, the selected one in its own style.
pub(super) fn list(frame: &mut Frame<'_>, area: Rect, mut lines: Vec<Line<'_>>, cursor: usize, selected: Style) {
    window(frame, area, lines.len(), cursor, selected, |place| std::mem::take(&mut lines[place]));
}

/// [`list`], of which only the lines in sight are made.
pub(super) fn window<'a>(
    frame: &mut Frame<'_>,
    area: Rect,
    count: usize,
    cursor: usize,
    selected: Style,
    mut line: impl FnMut(usize) -> Line<'a>,
) {
    let height = usize::from(area.height);
    let first = first_shown(cursor, count, height);
    for (row, place) in (first..count).take(height).enumerate() {
        let line = if place == cursor { line(place).patch_style(selected) } else { line(place) };
        let row = u16::try_from(row).unwrap_or(u16::MAX);
        frame.render_widget(line, Rect { y: area.y + row, height: 1, ..area });
    }
}

/// The rectangle of so many cells at the foot of an area, never larger than it: the clock above stays in sight.
pub(super) fn foot(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    Rect { x: area.x + (area.width - width) / 2, y: area.y + area.height - height, width, height }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_never_takes_more_than_its_cells() {
        assert_eq!(fit("élève", 5), "élève");
        assert_eq!(fit("élèves", 5), "élèv…");
        assert_eq!(fit("日本語", 4), "日…");
        assert_eq!(fit("abc", 0), "");
        assert_eq!(pad("é", 3), "é  ");
    }

    #[test]
    fn text_is_wrapped_at_spaces_and_long_words_are_cut() {
        assert_eq!(wrap("un deux trois", 7), ["un deux", "trois"]);
        assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("a\n\nb", 4), ["a", "", "b"]);
        assert_eq!(wrap("ceci : « cela » ou", 8), ["ceci\u{a0}:", "«\u{a0}cela\u{a0}»", "ou"]);
    }

    #[test]
    fn what_follows_an_indented_line_stands_further_in() {
        assert_eq!(hang("  un deux trois", 11), ["  un deux", "    trois"]);
        assert_eq!(hang("  un deux trois", 15), ["  un deux trois"]);
        assert_eq!(hang("un deux trois", 7), ["un deux", "trois"]);
    }

    #[test]
    fn the_cursor_is_always_in_sight() {
        for count in 0..30 {
            for cursor in 0..count {
                let first = first_shown(cursor, count, 9);
                assert!(first <= cursor && cursor < first + 9, "{cursor} of {count}");
            }
        }
    }
}
