//! What a session says of a member for the grid's rules of composition.

use super::faults::JuryFault;
use super::faults::Named;
use super::grid_jury::MOST_YEARS;
use super::spelling;
use super::toml_reader::Table;
use super::toml_values::FlagOrTexts;
use crate::domain::candidate::Candidate;
use crate::domain::grid::Grid;
use crate::domain::id::CandidateId;
use crate::domain::jury::{Composition, Gender, Trained};

/// `practice_years = 12`.
pub(super) fn practice_years(table: &Table<'_>) -> Option<usize> {
    table.opt_number("practice_years", 0..=MOST_YEARS).and_then(|years| usize::try_from(years).ok())
}

/// `trained = true`, `false`, or candidates, each of which must be on the list where there is one.
pub(super) fn trained(table: &Table<'_>, candidates: Option<&[Candidate]>) -> Option<Trained> {
    let texts = match table.opt_flag_or_texts("trained")? {
        FlagOrTexts::Flag(true) => return Some(Trained::Everybody),
        FlagOrTexts::Flag(false) => return Some(Trained::Nobody),
        FlagOrTexts::Texts(texts) => texts,
    };
    for id in &texts {
        let Some(list) = candidates else { break };
        if !list.iter().any(|candidate| candidate.id.as_str() == id.value) {
            let names = list.iter().map(|candidate| candidate.id.as_str());
            table.error(Some(&id.span), spelling::unknown(Named::Candidate, &id.value, names));
        }
    }
    let these: Vec<CandidateId> = texts.into_iter().map(|id| CandidateId::new(id.value)).collect();
    Some(if these.is_empty() { Trained::Nobody } else { Trained::These(these) })
}

/// `gender = "f"` or `"m"`.
pub(super) fn gender(table: &Table<'_>) -> Option<Gender> {
    let gender = table.opt_text("gender")?;
    match gender.value.as_str() {
        "f" => Some(Gender::Woman),
        "m" => Some(Gender::Man),
        _ => {
            table.error(Some(&gender.span), JuryFault::UnknownGender { written: gender.value });
            None
        }
    }
}

/// The lines of a new session for what this grid asks of members, and no others.
pub(super) fn asked_by(grid: &Grid, text: &mut String) {
    let asks = |what: fn(&Composition) -> bool| {
        std::iter::once(&grid.jury.hearing).chain(grid.jury.certification.as_ref()).any(what)
    };
    if asks(|needed| !needed.practice_years.is_empty()) {
        text.push_str("# practice_years = 12          # années de pratique du métier\n");
    }
    if asks(|needed| !needed.not_trainers.is_empty()) {
        text.push_str(
            "# trained = false              # a formé les candidats : true, false, ou lesquels, [\"C001\"]\n",
        );
    }
    if asks(|needed| !needed.as_many_women_as_men.is_empty()) {
        text.push_str(
            "# gender = \"f\"                 # \"f\" ou \"m\" ; ne sert qu’à la parité que la grille demande\n",
        );
    }
}
