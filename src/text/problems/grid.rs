//! The sentences for what only a grid can have wrong.

use crate::domain::candidate::Route;
use crate::domain::duration;
use crate::domain::id::MarkCode;
use crate::domain::scale::Points;
use crate::formats::GridFault;
use crate::text::decision::number;
use crate::text::{Lang, plural, words};

words! {
    level() {
        "niveau"
        / "level"
    }
    levels() {
        "niveaux"
        / "levels"
    }
    level_count(found: usize, levels: &str) {
        "l’échelle a {found} {levels}, et il en faut de deux à neuf : ajoutez-en ou enlevez-en"
        / "the scale has {found} {levels}, and it needs from two to nine: add or remove some"
    }
    warning_too_long(warning: &str, duration: &str) {
        "cette phase dure {duration}, on ne peut pas y prévenir {warning} avant la fin : écrivez un temps plus court que la phase"
        / "this phase lasts {duration}, there can be no warning {warning} before its end: write a time shorter than the phase"
    }
    reserved_level() {
        "« not-observed » est le nom de la note « Non observé », que la règle permet avec not_observed : donnez un autre nom à ce niveau"
        / "“not-observed” is the name of the mark “Not observed”, which the rule allows with not_observed: give this level another name"
    }
    value_missing() {
        "ce niveau n’a pas de valeur alors que d’autres en ont une : ajoutez value = … à chaque niveau, ou à aucun"
        / "this level has no value where others have one: add value = … to every level, or to none"
    }
    values_fall() {
        "ce niveau vaut moins que celui d’avant : les niveaux vont du plus bas au plus haut, leurs valeurs aussi"
        / "this level is worth less than the one before: levels go from the lowest to the highest, and so do their values"
    }
    points_order() {
        "le maximum (most) doit être plus grand que le minimum (least) : changez l’un des deux"
        / "the most must be above the least: change one of the two"
    }
    step_zero() {
        "le pas est nul : écrivez par exemple step = 0.5, ou step = 1 pour des points entiers"
        / "the step is zero: write for example step = 0.5, or step = 1 for whole points"
    }
    step_misfit(least: &str, most: &str, step: &str) {
        "de {least} à {most} par pas de {step}, on n’arrive pas à {most} : changez le pas ou le maximum"
        / "from {least} by steps of {step} one never comes to {most}: change the step or the most"
    }
    not_points(least: &str, most: &str, step: &str) {
        "cette note n’est pas sur l’échelle, qui va de {least} à {most} par pas de {step} : écrivez-en une qui y est"
        / "this mark is not on the scale, which goes from {least} to {most} by steps of {step}: write one that is"
    }
    empty_rule() {
        "cette règle ne demande rien : ajoutez au moins une condition, par exemple every_item_at_least = \"acquis\" (ou at_most_below, weighted_mean_at_least, every_competence_at_least)"
        / "this rule asks for nothing: add at least one condition, for example every_item_at_least = \"acquis\" (or at_most_below, weighted_mean_at_least, every_competence_at_least)"
    }
    mean_without_values() {
        "une moyenne demande des points, et les niveaux de l’échelle n’ont pas de valeur : ajoutez value = … à chacun"
        / "a mean needs points, and the levels of the scale have no value: add value = … to each"
    }
    mean_out_of_reach(least: &str, most: &str) {
        "cette moyenne est hors de l’échelle : écrivez un nombre de {least} à {most}"
        / "this mean is outside the scale: write a number from {least} to {most}"
    }
    rule_needed(code: &str) {
        "le bloc {code} a sa propre échelle, et la règle de la grille n’en parle pas : ajoutez une partie [block.decision] à ce bloc"
        / "block {code} has a scale of its own, and the grid’s rule does not speak of it: add a part [block.decision] to this block"
    }
    stakes_above(key: &str) {
        "cette compétence est évaluée par des critères, et ce sont eux que l’on note : mettez « {key} » sur les critères"
        / "this competence is evaluated by criteria, and they are what is marked: put “{key}” on the criteria"
    }
    weight_zero() {
        "un poids nul ferait disparaître la note : écrivez un nombre au-dessus de zéro"
        / "a weight of zero would make the mark vanish: write a number above zero"
    }
    evaluates_its_own(code: &str) {
        "ce critère évalue déjà sa propre compétence, {code} : enlevez-la d’ici, où l’on ne nomme que les autres"
        / "this criterion evaluates its own competence, {code}, already: remove it here, where only others are named"
    }
    tie_across(code: &str) {
        "la compétence {code} n’est pas du même bloc que ce critère : un critère évalue des compétences de son bloc"
        / "the competence {code} is not of the block of this criterion: a criterion evaluates competences of its block"
    }
    level_name(code: &str) {
        "le niveau « {code} » se confondrait à la saisie avec un autre (son nom, son titre ou son rang) : donnez-lui un autre nom ou un autre titre"
        / "the level “{code}” would be taken for another when typed (its name, its title or its rank): give it another name or another title"
    }
    choice_of_one() {
        "un choix demande au moins deux blocs : ajoutez-en un, ou mettez ce bloc dans « blocks » s’il est demandé dans tous les cas"
        / "a choice needs at least two blocks: add one, or put this block into “blocks” if it is asked for in any case"
    }
    choice_required(code: &str) {
        "{code} est demandé dans tous les cas par « blocks » : enlevez-le du choix, ou de « blocks »"
        / "{code} is asked for in any case by “blocks”: take it out of the choice, or out of “blocks”"
    }
    listed_twice(code: &str) {
        "« {code} » est deux fois dans cette liste : gardez-en un seul"
        / "“{code}” is twice in this list: keep one of the two"
    }
    reserved_column(id: &str) {
        "« {id} » est déjà le nom d’une autre colonne des listes de candidats : donnez un autre nom ou un autre titre à cette exigence"
        / "“{id}” is the name of another column of candidate lists already: give this requirement another name or another title"
    }
    route_twice(route: &str) {
        "la voie « {route} » a déjà ses phases plus haut : gardez-la dans une seule partie [[timing]]"
        / "the route “{route}” has its phases above already: keep it in one part [[timing]] only"
    }
    timing_for_closed(route: &str) {
        "la voie « {route} » n’est pas ouverte, et ces phases ne serviraient jamais : ajoutez-la à open dans [access], ou enlevez-la d’ici"
        / "the route “{route}” is not open, and these phases would never be used: add it to open in [access], or remove it here"
    }
}

pub(super) fn of_grid(lang: Lang, fault: &GridFault) -> String {
    match fault {
        GridFault::LevelCount { found } => level_count(lang, *found, plural(lang, *found, &level(lang), &levels(lang))),
        GridFault::WarningTooLong { warning, duration: whole } => {
            warning_too_long(lang, &duration::format(*warning), &duration::format(*whole))
        }
        GridFault::ReservedLevel => reserved_level(lang),
        GridFault::ValueMissing => value_missing(lang),
        GridFault::ValuesFall => values_fall(lang),
        GridFault::PointsOrder => points_order(lang),
        GridFault::StepZero => step_zero(lang),
        GridFault::StepMisfit { points } => with_points(lang, points, step_misfit),
        GridFault::NotPoints { points } => with_points(lang, points, not_points),
        GridFault::EmptyRule => empty_rule(lang),
        GridFault::MeanWithoutValues => mean_without_values(lang),
        GridFault::MeanOutOfReach { least, most } => {
            let [least, most] = [*least, *most].map(|points| number(lang, MarkCode::points(points).as_str()));
            mean_out_of_reach(lang, &least, &most)
        }
        GridFault::RuleNeeded { code } => rule_needed(lang, code),
        GridFault::StakesAbove { key } => stakes_above(lang, key),
        GridFault::WeightZero => weight_zero(lang),
        GridFault::TieAcross { code } => tie_across(lang, code),
        GridFault::LevelName { code } => level_name(lang, code),
        GridFault::EvaluatesItsOwn { code } => evaluates_its_own(lang, code),
        GridFault::ChoiceOfOne => choice_of_one(lang),
        GridFault::ChoiceRequired { code } => choice_required(lang, code),
        GridFault::ListedTwice { code } => listed_twice(lang, code),
        GridFault::ReservedColumn { id } => reserved_column(lang, id),
        GridFault::RouteTwice { route } => route_twice(lang, Route::key(*route)),
        GridFault::TimingForClosed { route } => timing_for_closed(lang, Route::key(*route)),
    }
}

fn with_points(lang: Lang, points: &Points, say: fn(Lang, &str, &str, &str) -> String) -> String {
    let [least, most, step] =
        [points.least, points.most, points.step].map(|points| number(lang, MarkCode::points(points).as_str()));
    say(lang, &least, &most, &step)
}
