//! Text that came from outside, made safe to keep and to show.

use std::borrow::Cow;

use super::bytes::{below_space, equal, lead, places, words};

/// The most characters a comment or a reason may have.
pub const LONGEST_TEXT: usize = 4000;

/// Whether a character could move the cursor, hide text or turn its direction.
///
/// Control characters (C0, C1, DEL), line and paragraph separators, direction marks, embeddings, overrides
/// and isolates, zero-width characters, the byte-order mark, and the invisible "tag" characters.
pub fn is_unsafe(c: char) -> bool {
    if c < '\u{A0}' {
        return c.is_control();
    }
    matches!(c,
            '\u{00AD}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{180E}'
            | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// Whether a text of several lines holds what [`is_unsafe`] names, beside the ends of its lines.
pub fn is_unsafe_in(text: &str) -> bool {
    // Most text is ASCII with accents: what begins with another byte is looked at.
    let other =
        |word| (below_space(word) & !equal(word, b'\n')) | equal(word, 0x7f) | (lead(word) & !equal(word, 0xc3));
    let unsafe_at = |at| text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(is_unsafe);
    words(text).any(|(from, word)| places(other(word)).any(|at| unsafe_at(from + at)))
}

/// One line of text, without what [`is_unsafe`] names; tabs and line ends become spaces.
pub fn line(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let kept = text.chars().filter_map(|c| match c {
        '\n' | '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if is_unsafe(c) => None,
        c => Some(c),
    });
    Cow::Owned(kept.collect())
}

/// Several lines of text: as [`line()`], with line ends kept (and `\r\n`, `\r` made `\n`).
pub fn text(text: &str) -> String {
    let unified = text.replace("\r\n", "\n").replace('\r', "\n");
    unified.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_unsafe_is_kept() {
        let hostile = "a\u{1b}]52;c;eA==\u{7}b\u{9b}31m\u{202e}c\u{200b}d\u{0}\r\ne\tf\u{feff}";
        assert_eq!(line(hostile), "a]52;c;eA==b31mcd e f");
        assert_eq!(text(hostile), "a]52;c;eA==b31mcd\ne f");
    }

    #[test]
    fn every_character_is_found_wherever_it_stands() {
        for c in '\0'..=char::MAX {
            for before in [0, 5, 7, 8] {
                let text = format!("{}{c}é\n", "x".repeat(before));
                assert_eq!(is_unsafe_in(&text), c != '\n' && is_unsafe(c), "{c:?} after {before}");
            }
        }
    }

    #[test]
    fn french_is_left_alone() {
        let words = "« Œuvre\u{a0}» d’été\u{202f}: ça va\u{202f}?";
        assert!(matches!(line(words), Cow::Borrowed(_)));
    }
}
