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
        "l’échelle a {found} {levels} : il en faut de deux à neuf"
        / "the scale has {found} {levels}: it needs from two to nine"
    }
    warning_too_long(warning: &str, duration: &str) {
        "prévenir {warning} avant la fin n’est pas possible : l’épreuve dure {duration}"
        / "a warning {warning} before the end is not possible: the phase lasts {duration}"
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
        "le maximum doit être au-dessus du minimum (least)"
        / "the most must be above the least"
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
        "l’échelle n’a pas cette note : elle va de {least} à {most}, par {step}"
        / "the scale has no such mark: it goes from {least} to {most}, by {step}"
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
        "cette moyenne est hors de l’échelle, qui va de {least} à {most}"
        / "this mean is outside the scale, which goes from {least} to {most}"
    }
    rule_needed(code: &str) {
        "le bloc {code} a sa propre échelle, et la règle de la grille n’en parle pas : ajoutez une partie [block.decision] à ce bloc"
        / "block {code} has a scale of its own, and the grid’s rule does not speak of it: add a part [block.decision] to this block"
    }
    stakes_above(key: &str) {
        "cette compétence a des critères, et ce sont eux que l’on note : mettez « {key} » sur les critères"
        / "this competence has criteria, and they are what is marked: put “{key}” on the criteria"
    }
    weight_zero() {
        "un poids nul ferait disparaître la note : écrivez un nombre au-dessus de zéro"
        / "a weight of zero would make the mark vanish: write a number above zero"
    }
    evaluates_its_own(code: &str) {
        "ce critère est déjà sous la compétence {code} : also_evaluates nomme les autres"
        / "this criterion stands under the competence {code} already: also_evaluates names the others"
    }
    block_without_items(code: &str) {
        "dans le bloc {code}, rien ne se note : toutes ses compétences sont évaluées par des critères d’autres blocs"
        / "nothing is marked in block {code}: all its competences are evaluated by criteria of other blocks"
    }
    choice_of_one() {
        "un choix demande au moins deux blocs : un bloc toujours demandé va dans « blocks »"
        / "a choice needs at least two blocks: a block that is always asked for goes into “blocks”"
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
        "« {id} » est le nom d’une colonne des listes de candidats : choisissez-en un autre"
        / "“{id}” is the name of a column of candidate lists: choose another"
    }
    route_twice(route: &str) {
        "la voie « {route} » a déjà ses phases plus haut"
        / "the route “{route}” has its phases above already"
    }
    timing_for_closed(route: &str) {
        "la voie « {route} » n’est pas ouverte ([access] open) : ces phases ne serviraient jamais"
        / "the route “{route}” is not open ([access] open): these phases would never be used"
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
        GridFault::EvaluatesItsOwn { code } => evaluates_its_own(lang, code),
        GridFault::BlockWithoutItems { code } => block_without_items(lang, code),
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
