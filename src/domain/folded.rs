//! Words without what hands leave out, so that what is typed is found.

use unicode_normalization::UnicodeNormalization as _;

/// A text without what hands leave out: lower case, no accents, one space between words, nothing but letters and digits.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfd().flat_map(char::to_lowercase) {
        match c {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            // Taken apart, a letter is followed by its accents.
            '\u{300}'..='\u{36f}' => {}
            c if c.is_alphanumeric() => folded.push(c),
            _ if folded.ends_with(' ') || folded.is_empty() => {}
            _ => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_what_hands_leave_out() {
        for (text, folded) in [
            ("Prénom(s)", "prenom s"),
            (" VOIE d’ACCÈS ", "voie d acces"),
            ("Pre\u{301}nom", "prenom"),
            ("N°", "n"),
            ("Nguyễn", "nguyen"),
            ("Œuvre", "oeuvre"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }
}
