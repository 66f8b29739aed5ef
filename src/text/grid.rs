//! A grid in words: what a jury president reads to know what the grid asks.

use chrono::NaiveDate;

use super::decision::{effect, mark, number, scale};
use super::exam::{codes, length, route, wording};
use super::{Lang, jury, plural, words};
use crate::domain::candidate::Route;
use crate::domain::grid::{Block, Grid, Phase};
use crate::domain::id::MarkCode;
use crate::domain::rules::{BlockRule, CertificationRule, Requirement};
use crate::domain::scale::Scale;

words! {
    certifier_is(name: &str, level: u8) { "certificateur : {name} ; niveau {level}" / "certifier: {name}; level {level}" }
    certifier_unnamed(level: u8) { "certificateur non nommé par le texte ; niveau {level}" / "certifier not named by the text; level {level}" }
    registered_until(date: &str) { "enregistrement jusqu’au {date}" / "registered until {date}" }
    last_award(date: &str) { "dernière délivrance possible le {date}" / "last award on {date}" }
    routes_open(routes: &str) { "voies ouvertes : {routes}" / "open routes: {routes}" }
    routes_all() { "toutes les voies d’accès sont ouvertes" / "every route is open" }
    course(phases: &str) { "déroulement : {phases}" / "timing: {phases}" }
    course_of(routes: &str, phases: &str) { "déroulement pour {routes} : {phases}" / "timing for {routes}: {phases}" }
    any_gap() { "jurés qui notent seuls : tout écart demande un motif" / "jurors who mark alone: any gap needs a reason" }
    gap_levels(gap: &str) { "jurés qui notent seuls : un motif au-delà de cet écart, en niveaux : {gap}" / "jurors who mark alone: a reason beyond this gap, in levels: {gap}" }
    gap_points(gap: &str) { "jurés qui notent seuls : un motif au-delà de cet écart, en points : {gap}" / "jurors who mark alone: a reason beyond this gap, in points: {gap}" }
    casting_vote() { "en cas de partage égal, la présidence a voix prépondérante" / "where votes are equally divided, the president has a casting vote" }
    deliberates(length: &str) { "délibération {length}" / "deliberation {length}" }
    scale_is(scale: &str) { "échelle : {scale}" / "scale: {scale}" }
    scale_of(block: &str, scale: &str) { "échelle de {block} : {scale}" / "scale of {block}: {scale}" }
    block_line(code: &str, title: &str, count: usize, word: &str) { "{code} {title} : {count} {word}" / "{code} {title}: {count} {word}" }
    transversal_line(count: usize, word: &str) { "compétences transversales : {count} {word}" / "transversal competences: {count} {word}" }
    total(parts: &str) { "en tout : {parts}" / "in all: {parts}" }
    block_validated(rule: &str) { "un bloc est validé si {rule}" / "a block is validated if {rule}" }
    this_block_validated(block: &str, rule: &str) { "{block} est validé si {rule}" / "{block} is validated if {rule}" }
    transversal_acquired(rule: &str) { "une compétence transversale est acquise si {rule}" / "a transversal competence is acquired if {rule}" }
    every_item(mark: &str) { "chaque item atteint « {mark} »" / "every item reaches “{mark}”" }
    at_most(items: usize, word: &str, mark: &str) { "au plus {items} {word} en dessous de « {mark} »" / "at most {items} {word} below “{mark}”" }
    mean(points: &str) { "la moyenne pondérée des items atteint {points}" / "the weighted mean of the items reaches {points}" }
    every_competence(points: &str) { "la moyenne de chaque compétence atteint {points}" / "the mean of each competence reaches {points}" }
    not_observed(effect: &str) { "un item « Non observé » : {effect}" / "an item “Not observed”: {effect}" }
    eliminatory(items: &str) { "éliminatoires : {items}" / "eliminatory: {items}" }
    eliminatory_item(item: &str, mark: &str) { "{item} sous « {mark} »" / "{item} below “{mark}”" }
    weights(items: &str) { "pondérés : {items}" / "weighted: {items}" }
    certified(rule: &str) { "certification : {rule}" / "certification: {rule}" }
    one_of(blocks: &str) { "l’un des blocs {blocks}" / "one of the blocks {blocks}" }
    transversals(items: &str) { "compétences transversales {items}" / "transversal competences {items}" }
    requirement_for(title: &str, routes: &str) { "{title} ({routes})" / "{title} ({routes})" }
    hearing_jury(rule: &str) { "jury de soutenance : {rule}" / "hearing jury: {rule}" }
    certification_jury(rule: &str) { "jury de certification : {rule}" / "certification jury: {rule}" }
    kept(years: u32, word: &str) { "un bloc validé reste acquis {years} {word}" / "a validated block is kept for {years} {word}" }
    kept_for_ever() { "aucune durée de validité d’un bloc n’est fixée" / "no length of validity of a block is set" }
    and() { " et " / " and " }
    full_stop() { " ; " / "; " }
}

/// A grid to complete: everything that a grid can say, with explanations.
pub fn skeleton(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => include_str!("skeleton/fr.toml"),
        Lang::En => include_str!("skeleton/en.toml"),
    }
}

/// A grid in words: a line for each thing that it says.
pub fn summary(lang: Lang, grid: &Grid) -> Vec<String> {
    let mut lines = vec![identity(lang, grid)];
    lines.push(match &grid.access {
        Some(access) => routes_open(lang, &routes(lang, &access.open)),
        None => routes_all(lang),
    });
    let deliberation = grid.deliberation.duration.map(|duration| deliberates(lang, &length(duration)));
    let phases = |phases: &[Phase]| {
        let timed = phases.iter().map(|phase| format!("{} {}", wording(lang, &phase.title), length(phase.duration)));
        timed.chain(deliberation.clone()).collect::<Vec<_>>().join(", ")
    };
    lines.push(course(lang, &phases(&grid.phases)));
    lines.extend(grid.timings.iter().map(|each| course_of(lang, &routes(lang, &each.routes), &phases(&each.phases))));
    lines.push(scale_is(lang, &scale(lang, &grid.scale)));
    let gap = number(lang, &grid.deliberation.gap.normalize().to_string());
    lines.push(match (grid.deliberation.gap.is_zero(), grid.scale.points()) {
        (true, _) => any_gap(lang),
        (false, None) => gap_levels(lang, &gap),
        (false, Some(_)) => gap_points(lang, &gap),
    });
    lines.extend(grid.deliberation.casting_vote.then(|| casting_vote(lang)));
    for block in &grid.blocks {
        lines.push(block_line(lang, block.code.as_str(), &block.title, block.items().count(), item(lang, block)));
        lines.extend(block.scale.as_ref().map(|own| scale_of(lang, block.code.as_str(), &scale(lang, own))));
    }
    if !grid.transversal.is_empty() {
        let count = grid.transversal_items().count();
        lines.push(transversal_line(lang, count, plural(lang, count, "item", "items")));
    }
    lines.push(total(lang, &counts(lang, grid)));
    lines.push(block_validated(lang, &rule(lang, &grid.block_rule, &grid.scale)));
    for (block, own) in grid.blocks.iter().filter_map(|block| Some((block, block.rule.as_ref()?))) {
        let scale = block.scale.as_ref().unwrap_or(&grid.scale);
        lines.push(this_block_validated(lang, block.code.as_str(), &rule(lang, own, scale)));
    }
    if !grid.transversal.is_empty() && grid.transversal_rule != grid.block_rule {
        lines.push(transversal_acquired(lang, &rule(lang, &grid.transversal_rule, &grid.scale)));
    }
    lines.extend(stakes(lang, grid));
    lines.push(certified(lang, &certification(lang, &grid.certification)));
    lines.push(validity(lang, grid.certification.block_validity_years));
    lines.push(hearing_jury(lang, &jury::asked(lang, &grid.jury, &grid.jury.hearing)));
    let certifying = grid.jury.certification.as_ref();
    lines.extend(certifying.map(|needed| certification_jury(lang, &jury::asked(lang, &grid.jury, needed))));
    lines
}

fn identity(lang: Lang, grid: &Grid) -> String {
    let who = match &grid.certifier {
        Some(name) => certifier_is(lang, name, grid.level),
        None => certifier_unnamed(lang, grid.level),
    };
    let ends = grid.registration_end.map(|end| registered_until(lang, &date(lang, end)));
    let last = grid.last_award.map(|last| last_award(lang, &date(lang, last)));
    std::iter::once(who).chain(ends).chain(last).collect::<Vec<_>>().join(&full_stop(lang))
}

/// A day as a person reads it.
pub fn date(lang: Lang, date: NaiveDate) -> String {
    match lang {
        Lang::Fr => date.format("%d/%m/%Y").to_string(),
        Lang::En => date.format("%Y-%m-%d").to_string(),
    }
}

fn routes(lang: Lang, routes: &[Route]) -> String {
    routes.iter().map(|each| route(lang, *each)).collect::<Vec<_>>().join(", ")
}

fn item(lang: Lang, block: &Block) -> &'static str {
    plural(lang, block.items().count(), "item", "items")
}

/// `4 blocs, 31 compétences, 115 critères, 448 indicateurs, 115 items`
fn counts(lang: Lang, grid: &Grid) -> String {
    let competences = || grid.blocks.iter().flat_map(|block| &block.competences).chain(&grid.transversal);
    let criteria = || competences().flat_map(|competence| &competence.criteria);
    let indicators: usize = criteria().map(|criterion| criterion.indicators.len()).sum();
    let items = grid.items(&grid.blocks.iter().map(|block| block.code.clone()).collect::<Vec<_>>()).count();
    let words = match lang {
        Lang::Fr => ["bloc", "compétence", "critère", "indicateur", "item"],
        Lang::En => ["block", "competence", "criterion", "indicator", "item"],
    };
    let many = match lang {
        Lang::Fr => ["blocs", "compétences", "critères", "indicateurs", "items"],
        Lang::En => ["blocks", "competences", "criteria", "indicators", "items"],
    };
    let counts = [grid.blocks.len(), competences().count(), criteria().count(), indicators, items];
    let said = counts.iter().zip(words.iter().zip(many)).filter(|(count, _)| **count > 0);
    said.map(|(count, (one, more))| format!("{count} {}", plural(lang, *count, one, more)))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The conditions of a rule, in words.
fn rule(lang: Lang, rule: &BlockRule, scale: &Scale) -> String {
    let points = |points| number(lang, MarkCode::points(points).as_str());
    let mut parts = Vec::new();
    parts.extend(rule.every_item_at_least.as_ref().map(|required| every_item(lang, &mark(lang, scale, required))));
    parts.extend(rule.at_most_below.as_ref().map(|most| {
        let word = match lang {
            Lang::Fr => plural(lang, most.items, "item est", "items sont"),
            Lang::En => plural(lang, most.items, "item is", "items are"),
        };
        at_most(lang, most.items, word, &mark(lang, scale, &most.mark))
    }));
    parts.extend(rule.weighted_mean_at_least.map(|required| mean(lang, &points(required))));
    parts.extend(rule.every_competence_at_least.map(|required| every_competence(lang, &points(required))));
    let conditions = parts.join(&and(lang));
    let mean = rule.weighted_mean_at_least.is_some() || rule.every_competence_at_least.is_some();
    let observed = rule.not_observed.map(|counts| not_observed(lang, &effect(lang, counts, mean)));
    std::iter::once(conditions).chain(observed).collect::<Vec<_>>().join(&full_stop(lang))
}

/// The items that eliminate, and those that weigh more or less than one.
fn stakes(lang: Lang, grid: &Grid) -> Vec<String> {
    let items = || grid.blocks.iter().flat_map(Block::items).chain(grid.transversal_items());
    let eliminate: Vec<String> = items()
        .filter_map(|item| {
            let below = item.stakes.eliminatory_below.as_ref()?;
            Some(eliminatory_item(lang, item.code.as_str(), &mark(lang, grid.scale_of(&item), below)))
        })
        .collect();
    let weighted: Vec<String> = items()
        .filter(|item| item.stakes.weight != crate::domain::grid::Stakes::default().weight)
        .map(|item| format!("{} × {}", item.code, number(lang, &item.stakes.weight.normalize().to_string())))
        .collect();
    let mut lines = Vec::new();
    if !eliminate.is_empty() {
        lines.push(eliminatory(lang, &eliminate.join(", ")));
    }
    if !weighted.is_empty() {
        lines.push(weights(lang, &weighted.join(", ")));
    }
    lines
}

fn certification(lang: Lang, rule: &CertificationRule) -> String {
    let mut parts = Vec::new();
    if !rule.blocks.is_empty() {
        parts.push(codes(&rule.blocks));
    }
    parts.extend(rule.one_of.iter().map(|list| one_of(lang, &codes(list))));
    if !rule.transversal.is_empty() {
        parts.push(transversals(lang, &codes(&rule.transversal)));
    }
    let requirement = |asked: &Requirement| {
        let title = wording(lang, &asked.title);
        if asked.routes.is_empty() {
            title.to_owned()
        } else {
            requirement_for(lang, title, &routes(lang, &asked.routes))
        }
    };
    parts.extend(rule.requirements.iter().map(requirement));
    parts.join(&full_stop(lang))
}

fn validity(lang: Lang, years: Option<u32>) -> String {
    let Some(years) = years else { return kept_for_ever(lang) };
    let many = years > 1;
    let word = match lang {
        Lang::Fr => {
            if many {
                "ans"
            } else {
                "an"
            }
        }
        Lang::En => {
            if many {
                "years"
            } else {
                "year"
            }
        }
    };
    kept(lang, years, word)
}

words! {
    editorial_heading() { "choix éditoriaux, là où le texte ne dit rien :" / "editorial defaults, where the text is silent:" }
    editorial_line(what: &str, reason: &str) { "{what} : {reason}" / "{what}: {reason}" }
    the_identity() { "identité et libellés" / "identity and labels" }
    the_scale() { "échelle" / "scale" }
    the_scale_of(block: &str) { "échelle de {block}" / "scale of {block}" }
    the_block_rule() { "validation d’un bloc" / "validation of a block" }
    the_rule_of(block: &str) { "validation de {block}" / "validation of {block}" }
    the_transversal_rule() { "compétences transversales" / "transversal competences" }
    the_certification() { "certification" / "certification" }
    the_hearing_jury() { "jury de soutenance" / "hearing jury" }
    the_certification_jury() { "jury de certification" / "certification jury" }
    the_deliberation() { "délibération" / "deliberation" }
    the_access() { "voies d’accès" / "routes" }
    the_timing(routes: &str) { "déroulement pour {routes}" / "timing for {routes}" }
}

/// The values that the grid's text does not state, each with why it was chosen; none where there are none.
pub fn editorial_defaults(lang: Lang, grid: &Grid) -> Vec<String> {
    let mut all: Vec<(String, &Option<String>)> = vec![(the_identity(lang), &grid.editorial)];
    if let Some(access) = &grid.access {
        all.push((the_access(lang), &access.editorial));
    }
    let phases = |timed: &'_ [Phase]| -> Vec<(String, Option<String>)> {
        timed.iter().map(|phase| (wording(lang, &phase.title).to_owned(), phase.editorial.clone())).collect()
    };
    let timed = grid.timings.iter().flat_map(|timing| phases(&timing.phases));
    let timed: Vec<_> = phases(&grid.phases).into_iter().chain(timed).collect();
    all.extend(timed.iter().map(|(what, why)| (what.clone(), why)));
    all.extend(grid.timings.iter().map(|timing| (the_timing(lang, &routes(lang, &timing.routes)), &timing.editorial)));
    all.push((the_deliberation(lang), &grid.deliberation.editorial));
    all.push((the_scale(lang), &grid.scale.editorial));
    all.push((the_block_rule(lang), &grid.block_rule.editorial));
    for block in &grid.blocks {
        all.extend(block.scale.as_ref().map(|own| (the_scale_of(lang, block.code.as_str()), &own.editorial)));
        all.extend(block.rule.as_ref().map(|own| (the_rule_of(lang, block.code.as_str()), &own.editorial)));
    }
    if grid.transversal_rule != grid.block_rule {
        all.push((the_transversal_rule(lang), &grid.transversal_rule.editorial));
    }
    all.push((the_certification(lang), &grid.certification.editorial));
    all.push((the_hearing_jury(lang), &grid.jury.hearing.editorial));
    all.extend(grid.jury.certification.as_ref().map(|needed| (the_certification_jury(lang), &needed.editorial)));
    let stated = all.iter().filter_map(|(what, why)| Some(editorial_line(lang, what, why.as_ref()?)));
    let lines: Vec<String> = stated.collect();
    if lines.is_empty() { lines } else { std::iter::once(editorial_heading(lang)).chain(lines).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::read_grid;

    /// The skeleton with every optional line in use.
    fn everything(skeleton: &str) -> String {
        let line = |line: &str| match line.strip_prefix('#') {
            Some(rest) if !rest.starts_with(' ') && !rest.is_empty() => rest.to_owned(),
            _ => line.to_owned(),
        };
        skeleton.lines().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_skeleton_is_a_grid_as_it_stands_and_with_everything_in_use() {
        for lang in [Lang::Fr, Lang::En] {
            let bare = read_grid("g.toml", skeleton(lang).as_bytes()).unwrap().value;
            assert_eq!(bare.phases.len(), 2);
            let whole = read_grid("g.toml", everything(skeleton(lang)).as_bytes()).unwrap().value;
            assert_eq!((whole.blocks.len(), whole.timings.len(), whole.transversal.len()), (3, 1, 1));
            assert!(whole.jury.certification.is_some() && whole.access.is_some());
        }
    }

    #[test]
    fn a_grid_is_summed_up_in_both_languages_without_an_empty_line() {
        for lang in [Lang::Fr, Lang::En] {
            let grid = read_grid("g.toml", everything(skeleton(lang)).as_bytes()).unwrap().value;
            let lines = summary(lang, &grid);
            assert!(lines.iter().all(|line| !line.trim().is_empty()), "{lines:#?}");
            assert!(editorial_defaults(lang, &grid).len() >= 4);
        }
    }
}
