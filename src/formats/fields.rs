//! What secretariats write in the cells of a candidate list, and what it means.

use std::time::Duration;

use chrono::NaiveTime;

use super::faults::Column;
use super::spelling::{fold, nearest};
use crate::domain::candidate::{Accommodation, Route};
use crate::domain::certification::Met;
use crate::domain::grid::{Block, Grid};
use crate::domain::rules::Requirement;
use crate::domain::{duration, id};

/// The headers that name each column, folded.
const HEADERS: [(Column, &[&str]); 9] = [
    (
        Column::Id,
        &[
            "identifiant",
            "id",
            "numero",
            "n",
            "no",
            "numero candidat",
            "numero de candidat",
            "numero du candidat",
            "n candidat",
            "identifiant candidat",
            "identifiant du candidat",
            "matricule",
            "candidate id",
            "candidate number",
            "identifier",
            "number",
        ],
    ),
    (Column::FamilyName, &["nom", "nom de famille", "nom d usage", "family name", "last name", "surname"]),
    (Column::GivenName, &["prenom", "prenoms", "given name", "given names", "first name", "forename"]),
    (Column::Blocks, &["blocs", "bloc", "blocs presentes", "blocs de competences", "blocks", "block"]),
    (Column::Time, &["heure", "horaire", "heure de passage", "heure prevue", "time", "scheduled time"]),
    (
        Column::Accommodation,
        &["amenagement", "amenagements", "tiers temps", "temps supplementaire", "accommodation", "extra time"],
    ),
    (
        Column::Held,
        &["blocs acquis", "blocs deja acquis", "blocs detenus", "blocs valides", "acquis", "blocks held", "held"],
    ),
    (Column::Route, &["voie", "voie d acces", "route", "access route"]),
    (Column::Group, &["groupe", "groupes", "equipe", "group", "groups", "team"]),
];

/// The words for each route, folded.
const ROUTES: [(Route, &[&str]); 6] = [
    (Route::Student, &["etudiant", "etudiante", "student", "eleve", "pupil", "formation initiale"]),
    (Route::Apprentice, &["apprentissage", "apprenti", "apprentie", "apprentice", "apprenticeship"]),
    (Route::Continuing, &["formation continue", "continuing", "continuing education"]),
    (
        Route::Professionalisation,
        &["professionnalisation", "contrat de professionnalisation", "professionalisation", "professionalization"],
    ),
    (
        Route::Experience,
        &["vae", "experience", "par experience", "par l experience", "validation des acquis de l experience"],
    ),
    (
        Route::Individual,
        &["candidature individuelle", "par candidature individuelle", "individuelle", "candidat libre", "individual"],
    ),
];

/// Whether a requirement is met, as a cell says it.
pub(super) fn met(text: &str) -> Option<Met> {
    match words(text)?.as_str() {
        "oui" | "o" | "yes" | "y" | "x" | "1" | "ok" | "rempli" | "remplie" | "valide" | "validee" | "met" | "vrai" => {
            Some(Met::Met)
        }
        "non" | "n" | "no" | "0" | "non rempli" | "non remplie" | "non valide" | "non validee" | "not met" | "faux" => {
            Some(Met::NotMet)
        }
        "" | "inconnu" | "unknown" => Some(Met::Unknown),
        _ => None,
    }
}

/// The words of a cell, folded; a tick or a cross is the word that it stands for, dashes are nothing. None for other
/// signs: what folds to nothing is not an empty cell.
fn words(text: &str) -> Option<String> {
    match text.trim() {
        "✓" | "✔" | "☑" => return Some("oui".to_owned()),
        "✗" | "✘" => return Some("non".to_owned()),
        _ => {}
    }
    let folded = fold(text);
    let dash = |c: char| c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}');
    (!folded.is_empty() || text.chars().all(dash)).then_some(folded)
}

/// The requirement of the grid that a header names: by its name in files, or its title.
pub(super) fn requirement<'g>(grid: &'g Grid, header: &str) -> Option<&'g Requirement> {
    let folded = fold(header);
    // A header of signs alone, such as `#`, names nothing.
    grid.certification.requirements.iter().filter(|_| !folded.is_empty()).find(|requirement| {
        let english = requirement.title.en.as_deref().unwrap_or_default();
        [requirement.id.as_str(), &requirement.title.fr, english].iter().any(|name| fold(name) == folded)
    })
}

/// The column that a header names.
pub(super) fn column(header: &str) -> Option<Column> {
    named(&HEADERS, &fold(header))
}

/// The column that a header may have been meant to name.
pub(super) fn nearest_column(header: &str) -> Option<Column> {
    // The headers of one column at a time: `prénon` is near both `prenom` and `prenoms`, and that is no doubt at all.
    let per_column = HEADERS.iter().filter_map(|(_, names)| {
        let folded = fold(header);
        names.iter().copied().min_by_key(|name| strsim::damerau_levenshtein(&folded, name))
    });
    nearest(header, per_column).and_then(|name| named(&HEADERS, name))
}

/// The route that a cell names.
pub(super) fn route(text: &str) -> Option<Route> {
    named(&ROUTES, &fold(text))
}

/// The group that a cell names, without the word itself: none where it says that there is none.
pub(super) fn group(text: &str) -> Option<&str> {
    let text = text.trim();
    let alone = ["", "0", "non", "no", "aucun", "aucune", "none", "seul", "seule", "alone", "individuel"];
    if words(text).is_some_and(|folded| alone.contains(&folded.as_str())) {
        return None;
    }
    let named =
        text.split_once(char::is_whitespace).filter(|(word, _)| matches!(fold(word).as_str(), "groupe" | "group"));
    Some(named.map_or(text, |(_, name)| name.trim_start()))
}

fn named<T: Copy>(table: &[(T, &[&str])], folded: &str) -> Option<T> {
    table.iter().find(|(_, names)| names.contains(&folded)).map(|(value, _)| *value)
}

/// A time: `09:30`, `9h30`, `9 h 30`, `09h`, and `09:30:00` as spreadsheets write it.
pub(super) fn time(text: &str) -> Option<NaiveTime> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let (hours, minutes) = match compact.split_once('h') {
        Some((hours, "")) => (hours, "00"),
        Some(parts) => parts,
        None => compact.strip_suffix(":00").filter(|rest| rest.contains(':')).unwrap_or(&compact).split_once(':')?,
    };
    let digits = |text: &str, most: usize| {
        let plain = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| text.parse::<u32>().ok()).flatten()
    };
    let minutes = digits(minutes, 2).filter(|_| minutes.len() == 2)?;
    NaiveTime::from_hms_opt(digits(hours, 2)?, minutes, 0)
}

/// Extra time: nothing, a third, a ratio up to 3/1, or minutes.
pub(super) fn accommodation(text: &str) -> Option<Accommodation> {
    match words(text).unwrap_or_else(|| "?".to_owned()).as_str() {
        // `0` and `-` are what spreadsheets show for nothing.
        "" | "0" | "non" | "no" | "aucun" | "aucune" | "none" => return Some(Accommodation::None),
        "oui" | "yes" | "tiers temps" | "un tiers temps" | "one third" => return Some(Accommodation::THIRD),
        _ => {}
    }
    let more = text.trim().trim_start_matches('+').trim_start();
    if let Some((numerator, denominator)) = more.split_once('/') {
        let (numerator, denominator) = (small(numerator)?, small(denominator)?);
        return (numerator <= 3 * denominator).then_some(Accommodation::Ratio { numerator, denominator });
    }
    // « mn » and « minutes » are what hands write.
    let written = more.to_lowercase().replace("minutes", "min").replace("mn", "min");
    duration::parse(&written).filter(|extra| *extra > Duration::ZERO).map(Accommodation::Extra)
}

/// A number of a ratio: no case needs more than two digits, and small numbers cannot overflow a duration.
fn small(text: &str) -> Option<u32> {
    text.trim().parse().ok().filter(|number| (1..=99).contains(number))
}

/// Whether a cell asks for every block.
pub(super) fn every_block(text: &str) -> bool {
    text.trim() == "*" || matches!(fold(text).as_str(), "tous" | "tous les blocs" | "toutes" | "all" | "all blocks")
}

/// What may stand between two blocks.
pub(super) fn between_blocks(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | ';' | '+' | '/' | '|')
}

/// The block that a list names: its code in any case, the code after the certification's (`RNCP38822BC01`), or a
/// short form (`1`, `B1`, `BC1`) if it fits one block alone.
pub(super) fn block<'g>(grid: &'g Grid, written: &str) -> Option<&'g Block> {
    let name = |block: &Block| block.code.as_str().to_lowercase();
    let written = written.to_lowercase();
    let bare = written.strip_prefix(&grid.code.to_lowercase()).unwrap_or(&written).trim_start_matches(['-', '_', '.']);
    let whole = id::find(&grid.blocks, &written, |block| block.code.as_str());
    if let Some(block) = whole.or_else(|| grid.blocks.iter().find(|block| name(block) == bare)) {
        return Some(block);
    }
    let (head, number) = numbered(bare)?;
    let mut fitting = grid.blocks.iter().filter(|block| {
        let code = name(block);
        numbered(&code).is_some_and(|(full, other)| other == number && (full.starts_with(head) || full.ends_with(head)))
    });
    let first = fitting.next();
    if fitting.next().is_some() { None } else { first }
}

/// A code's head and the number at its end.
fn numbered(code: &str) -> Option<(&str, u32)> {
    let head = code.trim_end_matches(|c: char| c.is_ascii_digit());
    Some((head, code.get(head.len()..)?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_as_secretariats_write_them() {
        let half_past_nine = NaiveTime::from_hms_opt(9, 30, 0);
        for text in ["09:30", "9:30", "9h30", "9 h 30", "09H30", " 9\u{a0}h\u{a0}30 ", "09:30:00"] {
            assert_eq!(time(text), half_past_nine, "{text}");
        }
        assert_eq!(time("09h"), NaiveTime::from_hms_opt(9, 0, 0));
        for text in ["25:99", "9", "9:3", "9h3", ":30", "h30", "09:30:15", "+9:30", "neuf heures", "9:30 pm"] {
            assert_eq!(time(text), None, "{text}");
        }
    }

    #[test]
    fn extra_time_as_secretariats_write_it() {
        for text in ["", "non", "Aucun", "-", "0"] {
            assert_eq!(accommodation(text), Some(Accommodation::None), "{text}");
        }
        for text in ["tiers-temps", "Tiers temps", "1/3", "+ 1 / 3", "oui"] {
            assert_eq!(accommodation(text), Some(Accommodation::THIRD), "{text}");
        }
        for text in ["10 min", "+10min", "10 minutes", "10 mn"] {
            assert_eq!(accommodation(text), Some(Accommodation::Extra(Duration::from_mins(10))), "{text}");
        }
        assert_eq!(accommodation("3/1"), Some(Accommodation::Ratio { numerator: 3, denominator: 1 }));
        assert_eq!(accommodation("✓"), Some(Accommodation::THIRD));
        for text in ["★", "?", "beaucoup", "4/1", "1/0", "0/3", "0min", "10", "33 %", "-10min", "1/3/4"] {
            assert_eq!(accommodation(text), None, "{text}");
        }
    }

    #[test]
    fn requirements_as_secretariats_write_them() {
        for (text, expected) in [
            ("Oui", Some(Met::Met)),
            ("x", Some(Met::Met)),
            ("✔", Some(Met::Met)),
            ("✗", Some(Met::NotMet)),
            ("non validée", Some(Met::NotMet)),
            ("", Some(Met::Unknown)),
            (" – ", Some(Met::Unknown)),
            ("☒", None),
            ("?", None),
            ("peut-être", None),
        ] {
            assert_eq!(met(text), expected, "{text}");
        }
    }

    #[test]
    fn groups_as_secretariats_write_them() {
        for text in ["", " ", "-", "0", "non", "Aucun", "seule"] {
            assert_eq!(group(text), None, "{text}");
        }
        for (text, expected) in [
            ("A", "A"),
            ("Groupe A", "A"),
            ("group  7", "7"),
            ("groupe\u{a0}B", "B"),
            ("★", "★"),
            ("groupe", "groupe"),
            ("Équipe 1", "Équipe 1"),
        ] {
            assert_eq!(group(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn headers_in_both_languages() {
        for (header, expected) in [
            ("IDENTIFIANT", Column::Id),
            ("N°", Column::Id),
            ("Prénom", Column::GivenName),
            ("family name", Column::FamilyName),
            ("Voie d’accès", Column::Route),
            ("Tiers-temps", Column::Accommodation),
            ("Groupe", Column::Group),
        ] {
            assert_eq!(column(header), Some(expected), "{header}");
        }
        assert_eq!(nearest_column("prénon"), Some(Column::GivenName));
        assert_eq!(nearest_column("couleur"), None);
    }
}
