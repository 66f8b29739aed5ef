//! Words as people type them: what is meant, and what is near.

use super::faults::{NameFault, Named};
pub(super) use crate::domain::folded::fold;

/// The name that was probably meant: near enough, and nearer than any other.
pub(super) fn nearest<'a>(written: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(written);
    let limit = (folded.chars().count() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    let mut tied = false;
    for name in names {
        let other = fold(name);
        if folded.is_empty() || other.chars().count().abs_diff(folded.chars().count()) > limit {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&folded, &other);
        if distance <= limit && best.is_none_or(|(least, _)| distance <= least) {
            // Where two are as near (`BC09` among `BC01`, `BC02`…), naming one would be a guess.
            tied = best.is_some_and(|(least, _)| distance == least);
            best = Some((distance, name));
        }
    }
    best.filter(|_| !tied).map(|(_, name)| name)
}

/// Names for a message: as many as a person reads.
pub(super) fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    names.into_iter().take(12).map(str::to_owned).collect()
}

/// The problem of a code that names nothing.
pub(super) fn unknown<'a>(what: Named, code: &str, names: impl Iterator<Item = &'a str> + Clone) -> NameFault {
    NameFault::Unknown {
        what,
        code: code.to_owned(),
        nearest: nearest(code, names.clone()).map(str::to_owned),
        known: listed(names),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offers_the_nearest_and_only_when_it_is_plain() {
        assert_eq!(nearest("profesionel", ["professionnel", "certificateur"]), Some("professionnel"));
        assert_eq!(nearest("BC09", ["BC01", "BC02"]), None);
        assert_eq!(nearest("Bc-01", ["BC01", "BC02"]), Some("BC01"));
        assert_eq!(nearest("couleur", ["nom", "blocs"]), None);
        assert_eq!(nearest("", ["a"]), None);
    }
}
