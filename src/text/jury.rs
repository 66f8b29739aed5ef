//! The words for what a jury must be made of: each rule with its figures.

use super::exam::{semicolon, wording};
use super::{Lang, plural, words};
use crate::domain::clean;
use crate::domain::composition::{CompositionRule, Fact, Figures, RuleCheck};
use crate::domain::id::{CapacityId, MemberId};
use crate::domain::jury::{Composition, JuryRules, Trained};
use crate::domain::session::Plan;

words! {
    rule_members(found: usize, required: usize) { "membres : {found}, requis {required}" / "members: {found}, required {required}" }
    rule_external(found: usize, required: usize) { "membres externes : {found}, requis {required}" / "external members: {found}, required {required}" }
    rule_percent(found: usize, of: usize, percent: usize, required: usize) { "membres externes : {found} sur {of} ({percent} %), requis {required} %" / "external members: {found} of {of} ({percent}%), required {required}%" }
    rule_capacity(title: &str, found: usize, required: usize) { "{title} : {found}, requis {required}" / "{title}: {found}, required {required}" }
    rule_president_is(name: &str, title: &str) { "présidence externe : oui, {name} siège comme {title}" / "external president: yes, {name} sits as {title}" }
    rule_president_is_not(name: &str, title: &str) { "présidence externe : non, {name} siège comme {title}" / "external president: no, {name} sits as {title}" }
    rule_not_trainers(titles: &str, found: usize, required: usize) { "n’ont pas formé le candidat, {titles} : {found} sur {required}" / "have not trained the candidate, {titles}: {found} of {required}" }
    rule_years(titles: &str, years: &str, required: usize) { "années de pratique, {titles} : {years}, requis {required}" / "years of practice, {titles}: {years}, required {required}" }
    rule_no_years(titles: &str, required: usize) { "années de pratique, {titles} : requis {required}" / "years of practice, {titles}: required {required}" }
    nobody() { "aucun membre" / "no member" }
    rule_balanced(one: &str, other: &str, found: usize, required: usize) { "parité entre {one} et {other} : {found} et {required}" / "as many {one} as {other}: {found} and {required}" }
    rule_women_and_men(titles: &str, women: usize, men: usize) { "parité entre femmes et hommes, {titles} : {women} et {men}" / "as many women as men, {titles}: {women} and {men}" }
    trained_by(names: &str) { "formation par {names}" / "trained by {names}" }
    not_stated(names: &str) { "non indiqué pour {names}" / "not stated for {names}" }
    quoted(title: &str) { "« {title} »" / "“{title}”" }
    every_candidate() { "tous les candidats" / "every candidate" }
    candidate_trained_by(candidate: &str, names: &str) { "{candidate} : formation par {names}" / "{candidate}: trained by {names}" }
    if_certifying() { "Si ce jury siège comme jury de certification :" / "If this jury sits as the certification jury:" }
}

/// Rules of composition with their figures, in one line.
pub fn rules(lang: Lang, plan: &Plan, checks: &[RuleCheck]) -> String {
    checks.iter().map(|check| rule(lang, plan, check)).collect::<Vec<_>>().join(&semicolon(lang))
}

/// A rule of composition with its figures, and with the members about whom something is missing.
pub fn rule(lang: Lang, plan: &Plan, check: &RuleCheck) -> String {
    let said = figures(lang, plan, check);
    let trained = names(plan, check.findings.iter().filter(|each| each.fact == Fact::Trained).map(|each| &each.member));
    let unknown = names(plan, check.unknown());
    let trained = (!trained.is_empty()).then(|| trained_by(lang, &trained));
    let unknown = (!unknown.is_empty()).then(|| not_stated(lang, &unknown));
    let notes: Vec<String> = trained.into_iter().chain(unknown).collect();
    if notes.is_empty() { said } else { format!("{said} ({})", notes.join(&semicolon(lang))) }
}

fn figures(lang: Lang, plan: &Plan, check: &RuleCheck) -> String {
    let Figures { found, of, required } = check.figures;
    let all = || {
        let titles = check.capacities.iter().map(|id| quoted(lang, title(lang, plan, id)));
        titles.collect::<Vec<_>>().join(", ")
    };
    match check.rule {
        CompositionRule::Members => rule_members(lang, found, required),
        CompositionRule::External => rule_external(lang, found, required),
        CompositionRule::ExternalPercent => {
            rule_percent(lang, found, of.unwrap_or_default(), check.percent(), required)
        }
        CompositionRule::Capacity => {
            let title = check.capacities.first().map_or("", |id| title(lang, plan, id));
            rule_capacity(lang, title, found, required)
        }
        CompositionRule::PresidentExternal => president(lang, plan, found > 0),
        CompositionRule::NotTrainers => rule_not_trainers(lang, &all(), found, required),
        CompositionRule::PracticeYears => {
            let years = check.findings.iter().filter_map(|each| match each.fact {
                Fact::Years(years) => Some(format!("{} {years}", name(plan, &each.member))),
                Fact::Unknown | Fact::Presides | Fact::Trained => None,
            });
            let years: Vec<String> = years.collect();
            match (check.findings.is_empty(), years.is_empty()) {
                (true, _) => rule_years(lang, &all(), &nobody(lang), required),
                (false, true) => rule_no_years(lang, &all(), required),
                (false, false) => rule_years(lang, &all(), &years.join(", "), required),
            }
        }
        CompositionRule::Balanced => match check.capacities.as_slice() {
            [one, other] => {
                let of = |id| quoted(lang, title(lang, plan, id));
                rule_balanced(lang, &of(one), &of(other), found, required)
            }
            _ => all(),
        },
        CompositionRule::AsManyWomenAsMen => rule_women_and_men(lang, &all(), found, required),
    }
}

fn president(lang: Lang, plan: &Plan, external: bool) -> String {
    let who = &plan.jury.president;
    let capacity = plan.jury.member(who).map_or("", |member| title(lang, plan, &member.capacity));
    let (name, capacity) = (name(plan, who), quoted(lang, capacity));
    if external { rule_president_is(lang, &name, &capacity) } else { rule_president_is_not(lang, &name, &capacity) }
}

fn title<'a>(lang: Lang, plan: &'a Plan, id: &'a CapacityId) -> &'a str {
    plan.grid.jury.capacity(id).map_or(id.as_str(), |capacity| wording(lang, &capacity.title))
}

fn name(plan: &Plan, id: &MemberId) -> String {
    clean::line(plan.jury.member(id).map_or(id.as_str(), |member| &member.name)).into_owned()
}

fn names<'a>(plan: &Plan, all: impl Iterator<Item = &'a MemberId>) -> String {
    all.map(|id| name(plan, id)).collect::<Vec<_>>().join(", ")
}

words! {
    at_least(count: usize, word: &str) { "{count} {word} au moins" / "at least {count} {word}" }
    of_them_external(count: usize) { "dont {count} externes au moins" / "at least {count} of them external" }
    percent_external(percent: usize) { "dont {percent} % d’externes au moins" / "at least {percent}% of them external" }
    of_capacity(count: usize, title: &str) { "{count} {title} au moins" / "at least {count} {title}" }
    president_outside() { "présidence externe" / "external president" }
    none_trained(titles: &str) { "aucun membre {titles} n’a formé le candidat" / "no member {titles} has trained the candidate" }
    practised(titles: &str, years: usize, word: &str) { "{years} {word} de pratique au moins : {titles}" / "at least {years} {word} of practice: {titles}" }
    as_many(one: &str, other: &str) { "autant de {one} que de {other}" / "as many {one} as {other}" }
    women_and_men(titles: &str) { "autant de femmes que d’hommes parmi {titles}" / "as many women as men among {titles}" }
}

/// What a composition asks, in words and in one line.
pub fn asked(lang: Lang, rules: &JuryRules, needed: &Composition) -> String {
    let of = |id: &CapacityId| quoted(lang, rules.capacity(id).map_or(id.as_str(), |each| wording(lang, &each.title)));
    let all = |ids: &[CapacityId]| ids.iter().map(of).collect::<Vec<_>>().join(", ");
    let mut first = at_least(lang, needed.members, plural(lang, needed.members, &member(lang), &members(lang)));
    if needed.external > 0 {
        first = format!("{first}, {}", of_them_external(lang, needed.external));
    }
    if needed.external_percent > 0 {
        first = format!("{first}, {}", percent_external(lang, needed.external_percent));
    }
    let mut parts = vec![first];
    parts.extend(needed.capacities.iter().map(|(id, count)| of_capacity(lang, *count, &of(id))));
    if needed.president_external {
        parts.push(president_outside(lang));
    }
    if !needed.not_trainers.is_empty() {
        parts.push(none_trained(lang, &all(&needed.not_trainers)));
    }
    let years = |count| plural(lang, count, &year(lang), &years(lang)).to_owned();
    parts.extend(needed.practice_years.iter().map(|(id, least)| practised(lang, &of(id), *least, &years(*least))));
    parts.extend(needed.balanced.iter().map(|(one, other)| as_many(lang, &of(one), &of(other))));
    if !needed.as_many_women_as_men.is_empty() {
        parts.push(women_and_men(lang, &all(&needed.as_many_women_as_men)));
    }
    parts.join(&semicolon(lang))
}

words! {
    member() { "membre" / "member" }
    members() { "membres" / "members" }
    year() { "an" / "year" }
    years() { "ans" / "years" }
}

/// Whom of the candidates these members trained: a line for those of all, then one a candidate.
pub fn trainings(lang: Lang, plan: &Plan, capacities: &[CapacityId]) -> Vec<String> {
    let concerned = || plan.jury.members.iter().filter(|member| capacities.contains(&member.capacity));
    let mut lines = Vec::new();
    let all = names(plan, concerned().filter(|m| m.trained == Some(Trained::Everybody)).map(|m| &m.id));
    if !all.is_empty() {
        lines.push(candidate_trained_by(lang, &every_candidate(lang), &all));
    }
    for candidate in &plan.candidates {
        let these = concerned().filter(|member| match &member.trained {
            Some(Trained::These(ids)) => ids.contains(&candidate.id),
            Some(Trained::Everybody | Trained::Nobody) | None => false,
        });
        let these = names(plan, these.map(|member| &member.id));
        if !these.is_empty() {
            let who = format!("{} ({})", clean::line(&candidate.name()), candidate.id);
            lines.push(candidate_trained_by(lang, &who, &these));
        }
    }
    lines
}

#[cfg(test)]
mod tests;
