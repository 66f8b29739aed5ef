//! The words for marks, scales, and what the rules make of them.

use std::borrow::Cow;

use super::exam::{codes, semicolon, wording};
use super::{Lang, plural, words};
use crate::domain::certification::Met;
use crate::domain::clean;
use crate::domain::decision::{Finding, Proposal};
use crate::domain::grid::{Block, Grid};
use crate::domain::id::{ItemCode, MarkCode};
use crate::domain::minutes::{ConditionPart, ConditionRule};
use crate::domain::rules::NotObserved;
use crate::domain::scale::{Marks, Scale};

words! {
    not_observed_mark() { "Non observé" / "Not observed" }
    scale_points(least: &str, most: &str, step: &str) { "points de {least} à {most}, de {step} en {step}" / "points from {least} to {most}, by {step}" }
    met() { "oui" / "yes" }
    not_met() { "non" / "no" }
    met_unknown() { "non renseigné" / "not known" }
}

/// A number as a person writes it: with a comma in French.
pub fn number(lang: Lang, number: &str) -> String {
    match lang {
        Lang::Fr => number.replace('.', ","),
        Lang::En => number.to_owned(),
    }
}

/// A mark in words: the level's title, the points, or « Non observé ».
pub fn mark<'a>(lang: Lang, scale: &'a Scale, mark: &'a MarkCode) -> Cow<'a, str> {
    match scale.level(mark) {
        Some(level) => Cow::Borrowed(wording(lang, &level.title)),
        None if mark.is_not_observed() => Cow::Owned(not_observed_mark(lang)),
        None => Cow::Owned(number(lang, mark.as_str())),
    }
}

/// A mark in words, on the scale of this item; as it is written where the grid has no such item.
pub fn mark_of(lang: Lang, grid: &Grid, item: &ItemCode, given: &MarkCode) -> String {
    let scale = grid.item(item).map_or(&grid.scale, |item| grid.scale_of(&item));
    clean::line(&mark(lang, scale, given)).into_owned()
}

/// The marks of a scale, each with what is typed for it: `1 Non acquis · 2 Acquis`, `points de 0 à 20, par 0,5`.
pub fn scale(lang: Lang, scale: &Scale) -> String {
    match &scale.marks {
        Marks::Levels(levels) => {
            let levels = levels.iter().enumerate();
            let levels: Vec<String> =
                levels.map(|(rank, level)| format!("{} {}", rank + 1, wording(lang, &level.title))).collect();
            levels.join(" · ")
        }
        Marks::Points(points) => {
            let [least, most, step] =
                [points.least, points.most, points.step].map(|points| number(lang, MarkCode::points(points).as_str()));
            scale_points(lang, &least, &most, &step)
        }
    }
}

/// Whether a requirement is met, in a word or two.
pub fn state(lang: Lang, state: Met) -> String {
    match state {
        Met::Met => met(lang),
        Met::NotMet => not_met(lang),
        Met::Unknown => met_unknown(lang),
    }
}

words! {
    every_level(count: usize, items: usize, word: &str, level: &str) { "{count} {word} sur {items} au niveau « {level} » ou plus" / "{count} {word} of {items} at “{level}” or above" }
    every_points(count: usize, items: usize, word: &str, points: &str) { "{count} {word} sur {items} à {points} ou plus" / "{count} {word} of {items} at {points} or above" }
    below_level(count: usize, word: &str, level: &str, allowed: usize) { "{count} {word} sous « {level} », {allowed} au plus" / "{count} {word} below “{level}”, {allowed} at most" }
    below_points(count: usize, word: &str, points: &str, allowed: usize) { "{count} {word} sous {points}, {allowed} au plus" / "{count} {word} below {points}, {allowed} at most" }
    mean_found(mean: &str, required: &str) { "moyenne {mean}, requis {required}" / "mean {mean}, required {required}" }
    mean_none(required: &str) { "pas encore de moyenne, requis {required}" / "no mean yet, required {required}" }
    competences(count: usize, all: usize, word: &str, required: &str) { "{count} {word} sur {all} à {required} de moyenne ou plus" / "{count} {word} of {all} with a mean of {required} or above" }
    eliminated(items: &str) { "sous le seuil éliminatoire : {items}" / "below the mark that eliminates: {items}" }
    none_eliminated() { "aucune note éliminatoire" / "no eliminatory mark" }
    below(items: &str) { "en dessous : {items}" / "below: {items}" }
    which(items: &str) { "{items}" / "{items}" }
    unmarked(items: &str) { "sans note : {items}" / "unmarked: {items}" }
    not_observed(items: &str, effect: &str) { "non observé : {items} ({effect})" / "not observed: {items} ({effect})" }
    counts_below() { "compte comme insuffisant" / "counts as insufficient" }
    counts_least() { "compte comme insuffisant, et pour la plus basse note" / "counts as insufficient, and for the lowest mark" }
    counts_nothing() { "ne compte pas" / "does not count" }
    counts_open() { "la règle ne conclut pas" / "the rule does not conclude" }
}

/// What an item that was not observed counts as, in a rule with a mean or without.
pub fn effect(lang: Lang, effect: NotObserved, mean: bool) -> String {
    match effect {
        NotObserved::Below if mean => counts_least(lang),
        NotObserved::Below => counts_below(lang),
        NotObserved::LeftOut => counts_nothing(lang),
        NotObserved::Open => counts_open(lang),
    }
}

/// A condition of a rule with its figures. The words of the mark asked for come from `title`.
fn condition(lang: Lang, part: &ConditionPart, title: &dyn Fn(&MarkCode) -> Option<String>) -> Vec<String> {
    let required = part.required.as_ref();
    let level = required.and_then(title);
    let points = required.map(|required| number(lang, required.as_str())).unwrap_or_default();
    let (reached, lower) = (part.reached.unwrap_or_default(), part.below.len());
    let all = part.of.unwrap_or(reached + lower);
    let item = |count| plural(lang, count, "item", "items");
    let mut words = vec![match (part.rule, level) {
        (ConditionRule::EveryItem, Some(level)) => every_level(lang, reached, all, item(reached), &level),
        (ConditionRule::EveryItem, None) => every_points(lang, reached, all, item(reached), &points),
        (ConditionRule::AtMostBelow, Some(level)) => {
            below_level(lang, lower, item(lower), &level, part.allowed.unwrap_or_default())
        }
        (ConditionRule::AtMostBelow, None) => {
            below_points(lang, lower, item(lower), &points, part.allowed.unwrap_or_default())
        }
        (ConditionRule::WeightedMean, _) => match &part.mean {
            Some(mean) => mean_found(lang, &number(lang, mean.as_str()), &points),
            None => mean_none(lang, &points),
        },
        (ConditionRule::EveryCompetence, _) => {
            let word = match lang {
                Lang::Fr => plural(lang, reached, "compétence", "compétences"),
                Lang::En => plural(lang, reached, "competence", "competences"),
            };
            competences(lang, reached, reached + lower, word, &points)
        }
        (ConditionRule::Eliminatory, _) if lower == 0 => none_eliminated(lang),
        (ConditionRule::Eliminatory, _) => return vec![eliminated(lang, &codes(&part.below))],
    }];
    if lower > 0 {
        words.push(below(lang, &codes(&part.below)));
    }
    words
}

/// The conditions of a block's rule as minutes keep them, in one line.
pub fn conditions(lang: Lang, parts: &[ConditionPart]) -> String {
    let words = parts.iter().flat_map(|part| condition(lang, part, &|_| part.level.clone()));
    words.collect::<Vec<_>>().join(&semicolon(lang))
}

/// Why the rule of a block proposes what it proposes.
pub fn proposal(lang: Lang, grid: &Grid, block: &Block, proposal: &Proposal) -> String {
    let scale = block.scale.as_ref().unwrap_or(&grid.scale);
    let title = |required: &MarkCode| scale.level(required).map(|level| wording(lang, &level.title).to_owned());
    let mut parts: Vec<String> = Vec::new();
    for finding in &proposal.findings {
        parts.extend(condition(lang, &ConditionPart::of(scale, finding), &title));
    }
    if let (Some(counts), false) = (proposal.not_observed_as, proposal.not_observed.is_empty()) {
        let mean = |finding: &Finding| matches!(finding, Finding::Mean { .. } | Finding::EveryCompetence { .. });
        let mean = proposal.findings.iter().any(mean);
        parts.push(not_observed(lang, &codes(&proposal.not_observed), &effect(lang, counts, mean)));
    }
    if !proposal.unmarked.is_empty() {
        parts.push(unmarked(lang, &codes(&proposal.unmarked)));
    }
    parts.join(&semicolon(lang))
}
