//! Texts that differ and look the same: two candidates must not be taken for one another.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization as _;

use super::candidate::Candidate;
use super::folded::fold;

/// What a text looks like: two texts of one look are told apart by a program, not by a person.
///
/// Forms of one letter (composed, decomposed, full width) are one, and so are the letters of Cyrillic and Greek that
/// are drawn as a Latin one, 0 and O, and 1, I and l. Case and accents count.
pub fn look(text: &str) -> String {
    text.nfkc().map(drawn).nfc().collect()
}

/// The two candidates of a list whose identifiers or names look the same, if there are any; the first such two.
pub fn twins(candidates: &[Candidate]) -> Option<(&Candidate, &Candidate)> {
    let (mut ids, mut names) = (HashMap::new(), HashMap::new());
    candidates.iter().find_map(|candidate| {
        let alike = ids.insert(look(candidate.id.as_str()).to_lowercase(), candidate);
        let called = names.insert(name(&candidate.family_name, &candidate.given_name), candidate);
        // The same name is another matter: two persons may have it.
        let other = called.filter(|other| exact(other) != exact(candidate));
        Some((alike.or(other)?, candidate))
    })
}

/// What a name looks like, whatever its case and accents.
pub fn name(family: &str, given: &str) -> String {
    format!("{}\n{}", fold(&look(family)), fold(&look(given)))
}

fn exact(candidate: &Candidate) -> (String, String) {
    (fold(&candidate.family_name), fold(&candidate.given_name))
}

/// The Latin letter that a character is drawn as.
fn drawn(c: char) -> char {
    match c {
        '0' | 'О' | 'Ο' => 'O',
        '1' | 'I' | 'І' | 'Ӏ' | 'Ι' | '|' | 'ӏ' => 'l',
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'С' | 'Ϲ' => 'C',
        'Е' | 'Ε' => 'E',
        'Н' | 'Η' => 'H',
        'Ј' => 'J',
        'К' | 'Κ' | 'K' => 'K',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'Р' | 'Ρ' => 'P',
        'Ѕ' => 'S',
        'Т' | 'Τ' => 'T',
        'Ү' | 'У' | 'Υ' => 'Y',
        'Х' | 'Χ' => 'X',
        'Ζ' => 'Z',
        'а' | 'α' => 'a',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' => 'e',
        'һ' => 'h',
        'і' | 'ι' => 'i',
        'ј' | 'ϳ' => 'j',
        'к' | 'κ' => 'k',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'ԛ' => 'q',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'υ' => 'u',
        'ν' | 'ѵ' => 'v',
        'ԝ' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'γ' => 'y',
        // Apostrophes and hyphens.
        '’' | '‘' | 'ʼ' | '`' | '´' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_cannot_tell_apart_looks_the_same() {
        for (one, other) in [
            ("C1", "С1"),
            ("ANNA", "АΝΝА"),
            ("Rousseau", "Rоuѕѕеаu"),
            ("Éva", "E\u{301}va"),
            ("Éva", "Е\u{301}va"),
            ("C12", "Ｃ１２"),
            ("P001", "POOl"),
            ("N’Guessan", "N'Guessan"),
        ] {
            assert_ne!(one, other);
            assert_eq!(look(one), look(other), "{one} {other}");
        }
        for (one, other) in [("C1", "C2"), ("Éva", "Eva"), ("Ali", "All"), ("c1", "C1"), ("Жанна", "Хання")]
        {
            assert_ne!(look(one), look(other), "{one} {other}");
        }
    }
}
