//! A field of text: what is in it and where the cursor stands. It knows no screen.

use unicode_segmentation::UnicodeSegmentation;

use crate::domain::clean;

/// A field of text, of one line or of several.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Editor {
    text: String,
    /// In bytes, always between two characters as a person sees them.
    cursor: usize,
    lines: bool,
}

impl Editor {
    /// A field of one line.
    pub fn line() -> Self {
        Self::default()
    }

    /// A field of several lines that holds this text, the cursor at its end.
    pub fn lines(text: &str) -> Self {
        Self { text: text.to_owned(), cursor: text.len(), lines: true }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text before and after the cursor.
    pub fn split(&self) -> (&str, &str) {
        self.text.split_at(self.cursor)
    }

    /// Types or pastes: unsafe characters are dropped, and a field never holds more than twice what can be
    /// saved, so that a text too long can be shortened rather than lost.
    pub fn insert(&mut self, text: &str) {
        let clean = if self.lines { clean::text(text) } else { clean::line(text).into_owned() };
        let room = (2 * clean::LONGEST_TEXT).saturating_sub(self.text.chars().count());
        let clean: String = clean.chars().take(room).collect();
        self.text.insert_str(self.cursor, &clean);
        self.cursor += clean.len();
        self.settle();
    }

    /// Starts a new line, in a field of several.
    pub fn new_line(&mut self) {
        if self.lines {
            self.insert("\n");
        }
    }

    /// One character to the left.
    pub fn left(&mut self) {
        self.cursor = self.before();
    }

    /// One character to the right.
    pub fn right(&mut self) {
        self.cursor = self.after();
    }

    /// To the start of the line.
    pub fn home(&mut self) {
        self.cursor = self.line_start(self.cursor);
    }

    /// To the end of the line.
    pub fn end(&mut self) {
        self.cursor = self.line_end(self.cursor);
    }

    /// One line up, in the same column where there is one.
    pub fn up(&mut self) {
        let start = self.line_start(self.cursor);
        if start > 0 {
            self.go_to_column(self.line_start(start - 1), self.column());
        }
    }

    /// One line down, in the same column where there is one.
    pub fn down(&mut self) {
        let end = self.line_end(self.cursor);
        if end < self.text.len() {
            self.go_to_column(end + 1, self.column());
        }
    }

    /// Deletes the character before the cursor.
    pub fn backspace(&mut self) {
        let before = self.before();
        self.text.replace_range(before..self.cursor, "");
        self.cursor = before;
        self.settle();
    }

    /// Deletes the character after the cursor.
    pub fn delete(&mut self) {
        let after = self.after();
        self.text.replace_range(self.cursor..after, "");
        self.settle();
    }

    fn before(&self) -> usize {
        self.text[..self.cursor].grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn after(&self) -> usize {
        self.cursor + self.text[self.cursor..].graphemes(true).next().map_or(0, str::len)
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |end| end + 1)
    }

    fn line_end(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |end| at + end)
    }

    fn column(&self) -> usize {
        self.text[self.line_start(self.cursor)..self.cursor].graphemes(true).count()
    }

    fn go_to_column(&mut self, start: usize, column: usize) {
        let line = &self.text[start..self.line_end(start)];
        self.cursor = start + line.grapheme_indices(true).nth(column).map_or(line.len(), |(at, _)| at);
    }

    /// A change may have joined what stands on both sides into one character: the cursor never stays inside it.
    fn settle(&mut self) {
        let inside =
            |(at, part): (usize, &str)| (at < self.cursor && self.cursor < at + part.len()).then(|| at + part.len());
        if let Some(end) = self.text.grapheme_indices(true).find_map(inside) {
            self.cursor = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_edits_by_what_a_person_sees_as_a_character() {
        let mut field = Editor::line();
        field.insert("e\u{301}te\u{301}\nbis");
        assert_eq!(field.text(), "e\u{301}te\u{301} bis");
        for _ in 0..5 {
            field.backspace();
        }
        assert_eq!(field.text(), "e\u{301}t");
        field.home();
        field.delete();
        assert_eq!(field.text(), "t");
    }

    #[test]
    fn it_moves_between_lines_in_the_same_column() {
        let mut field = Editor::lines("première\nici\ntroisième");
        field.home();
        for _ in 0..5 {
            field.right();
        }
        field.up();
        assert_eq!(field.split().0, "première\nici");
        field.up();
        assert_eq!(field.split().0, "pre");
        field.down();
        field.down();
        field.down();
        assert_eq!(field.split().0, "première\nici\ntro");
    }

    proptest::proptest! {
        #[test]
        fn the_cursor_is_never_inside_a_character(text in "\\PC{0,20}", keys in proptest::collection::vec(0_u8..9, 0..40)) {
            let mut field = Editor::lines(&text);
            for key in keys {
                match key {
                    0 => field.left(), 1 => field.right(), 2 => field.up(), 3 => field.down(), 4 => field.home(),
                    5 => field.end(), 6 => field.backspace(), 7 => field.delete(), _ => field.insert("\u{301}é\n"),
                }
                let (before, after) = field.split();
                let whole: Vec<&str> = field.text().graphemes(true).collect();
                let parts: Vec<&str> = before.graphemes(true).chain(after.graphemes(true)).collect();
                proptest::prop_assert_eq!(whole, parts);
            }
        }
    }
}
