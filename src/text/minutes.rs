//! The minutes in words: what a president reads before signing, and what `review` prints.

use chrono::NaiveDate;

use super::exam::{self, award, codes, outcome};
use super::grid::date;
use super::{Lang, decision, group, plural, words};
use crate::domain::duration;
use crate::domain::hearing::Drawn;
use crate::domain::minutes::{
    AwayPart, BlockPart, ConditionPart, ConditionRule, HearingState, ItemPart, MemberPart, Minutes, PausePart,
    PhasePart, stem,
};
use crate::domain::session::Plan;

words! {
    title(code: &str, name: &str) { "{code} — {name}" / "{code} — {name}" }
    candidate(name: &str, id: &str) { "Candidat : {name} ({id})" / "Candidate: {name} ({id})" }
    session(name: &str, room: &str, date: &str) { "Session {name}, salle {room}, le {date}" / "Session {name}, room {room}, {date}" }
    version(number: u32) { "Version {number}" / "Version {number}" }
    heard() { "La soutenance est allée à son terme." / "The hearing went to its end." }
    stopped(reason: &str) { "Le candidat a mis fin à son passage : {reason}" / "The candidate stopped: {reason}" }
    absent(reason: &str) { "Absence constatée : {reason}" / "Absence recorded: {reason}" }
    jury() { "Jury" / "Jury" }
    presides() { "préside" / "presides" }
    not_present() { "n’a pas siégé" / "did not sit" }
    falls_short(reason: &str) { "Composition insuffisante, siège quand même : {reason}" / "Composition falls short, sits all the same: {reason}" }
    phases() { "Déroulement" / "Timing" }
    phase(title: &str, from: &str, to: &str, used: &str, due: &str) { "{title} : {from} – {to}, utilisé {used} sur {due}" / "{title}: {from} – {to}, used {used} of {due}" }
    overtime(time: &str) { ", dépassement {time}" / ", overtime {time}" }
    pause(time: &str, length: &str, reason: &str) { "  pause à {time}, {length} : {reason}" / "  pause at {time}, {length}: {reason}" }
    interruption() { "interruption du programme" / "the program was interrupted" }
    interruption_counted() { "interruption du programme, comptée dans le temps" / "the program was interrupted; the time counts" }
    no_decision() { "sans décision" / "no decision" }
    by_the_rule(proposed: &str) { "la règle proposait : {proposed}" / "the rule proposed: {proposed}" }
    rule_silent() { "la règle ne proposait rien" / "the rule proposed nothing" }
    reason(text: &str) { "motif : {text}" / "reason: {text}" }
    unmarked() { "sans note" / "unmarked" }
    transversal() { "Compétences transversales" / "Transversal competences" }
    this_hearing(award: &str) { "À ce jour : {award}" / "To date: {award}" }
    remaining_blocks(blocks: &str) { "Blocs restant à valider : {blocks}" / "Blocks yet to be validated: {blocks}" }
    held_for_ever(block: &str) { "{block} déjà acquis" / "{block} held already" }
    held_until(block: &str, until: &str) { "{block} déjà acquis, valable jusqu’au {until}" / "{block} held already, valid until {until}" }
    held_expired(block: &str, until: &str) { "{block} était acquis jusqu’au {until} : il ne compte plus" / "{block} was held until {until}: it does not count any more" }
    held_later(block: &str, since: &str) { "{block} n’est acquis qu’à partir du {since} : il ne compte pas" / "{block} is held from {since} only: it does not count" }
    held_from(held: &str, origin: &str) { "{held} ({origin})" / "{held} ({origin})" }
    requirement(title: &str, state: &str) { "{title} : {state}" / "{title}: {state}" }
    rule_found(why: &str) { "au regard de la règle : {why}" / "by the rule: {why}" }
    remaining_choice(blocks: &str) { "Reste à valider l’un des blocs au choix : {blocks}" / "One of these blocks is yet to be validated: {blocks}" }
    remaining_transversal(items: &str) { "Compétences transversales non établies lors de cette soutenance : {items}" / "Transversal competences not established in this hearing: {items}" }
    attention(count: usize, word: &str, items: &str) { "⚠ {count} {word} sans note : {items}" / "⚠ {count} {word} unmarked: {items}" }
    written_files() { "Fichiers dans « minutes » (SHA-256) :" / "Files in “minutes” (SHA-256):" }
    signed_by(name: &str, key: &str) { "Signé par {name}, clé {key}" / "Signed by {name}, key {key}" }
    nobody_signed() { "Personne n’a encore signé." / "Nobody has signed yet." }
}

/// The files of signed minutes with their digests, then who signed.
pub fn files(lang: Lang, plan: &Plan, minutes: &Minutes, drawn: &Drawn) -> Vec<String> {
    let Some(first) = drawn.signatures.first() else { return vec![nobody_signed(lang), String::new()] };
    let stem = stem(&minutes.candidate.id, minutes.version);
    let mut lines = vec![
        written_files(lang),
        format!("  {stem}.toml  {}", first.toml_digest),
        format!("  {stem}.csv   {}", first.csv_digest),
    ];
    for made in &drawn.signatures {
        let name = plan.jury.member(&made.signer).map_or(made.signer.as_str(), |member| &member.name);
        lines.push(format!("  {stem}.toml.{}.sig", made.signer));
        lines.push(signed_by(lang, name, &made.key));
    }
    lines.push(String::new());
    lines
}

/// The whole minutes, a line each.
pub fn sheet(lang: Lang, minutes: &Minutes) -> Vec<String> {
    let mut lines = vec![
        title(lang, &minutes.certification.code, &minutes.certification.title),
        session(
            lang,
            &minutes.session.name,
            &minutes.session.room,
            &minutes.session.date.format("%d/%m/%Y").to_string(),
        ),
        candidate(
            lang,
            &format!("{} {}", minutes.candidate.given_name, minutes.candidate.family_name),
            minutes.candidate.id.as_str(),
        ),
    ];
    if let Some(name) = &minutes.candidate.group {
        lines.push(group::sheet_with(lang, name, &codes(&minutes.candidate.with)));
    }
    lines.extend([version(lang, minutes.version), state(lang, minutes)]);
    let open: Vec<_> = minutes.item.iter().filter(|item| item.mark.is_none()).map(|item| item.code.clone()).collect();
    if !open.is_empty() && minutes.state != HearingState::Absent {
        lines.push(attention(lang, open.len(), plural(lang, open.len(), "item", "items"), &codes(&open)));
    }
    lines.push(String::new());
    outcome_lines(lang, minutes, &mut lines);
    for block in &minutes.block {
        block_lines(lang, minutes, block, &mut lines);
    }
    let across: Vec<&ItemPart> = minutes.item.iter().filter(|item| item.block.is_none()).collect();
    if !across.is_empty() {
        lines.extend([String::new(), transversal(lang)]);
        lines.extend(across.into_iter().flat_map(|item| item_lines(lang, item)));
    }
    lines.extend([String::new(), jury(lang)]);
    lines.extend(minutes.jury.iter().map(|member| member_line(lang, member)));
    lines.extend(minutes.shortfall.iter().map(|part| falls_short(lang, &part.reason)));
    if !minutes.phase.is_empty() {
        lines.extend([String::new(), phases(lang)]);
        lines.extend(minutes.phase.iter().flat_map(|part| phase_lines(lang, part)));
        lines.extend(minutes.away.iter().map(|part| away_line(lang, part)));
    }
    lines
}

fn state(lang: Lang, minutes: &Minutes) -> String {
    let reason = minutes.state_reason.as_deref().unwrap_or_default();
    match minutes.state {
        HearingState::Heard => heard(lang),
        HearingState::Stopped => stopped(lang, reason),
        HearingState::Absent => absent(lang, reason),
    }
}

fn outcome_lines(lang: Lang, minutes: &Minutes, lines: &mut Vec<String>) {
    let part = &minutes.outcome;
    lines.push(this_hearing(lang, &award(lang, part.award)));
    if !part.remaining_blocks.is_empty() {
        lines.push(remaining_blocks(lang, &codes(&part.remaining_blocks)));
    }
    lines.extend(part.remaining_choices.iter().map(|list| remaining_choice(lang, &codes(list))));
    lines.extend(minutes.held.iter().map(|part| {
        let said = held(lang, part.block.as_str(), (part.since, part.until), minutes.session.date);
        part.origin.as_ref().map_or(said.clone(), |origin| held_from(lang, &said, origin))
    }));
    let asked = minutes.requirement.iter();
    lines.extend(asked.map(|asked| requirement(lang, &asked.title, &decision::state(lang, asked.state))));
    if !part.remaining_transversal.is_empty() {
        lines.push(remaining_transversal(lang, &codes(&part.remaining_transversal)));
    }
}

/// A block held before, as it stands on a day: until when, and whether it counts.
pub fn held(lang: Lang, block: &str, (since, until): (Option<NaiveDate>, Option<NaiveDate>), on: NaiveDate) -> String {
    match (since, until) {
        (Some(since), _) if since > on => held_later(lang, block, &date(lang, since)),
        (_, None) => held_for_ever(lang, block),
        (_, Some(until)) if until >= on => held_until(lang, block, &date(lang, until)),
        (_, Some(until)) => held_expired(lang, block, &date(lang, until)),
    }
}

fn block_lines(lang: Lang, minutes: &Minutes, block: &BlockPart, lines: &mut Vec<String>) {
    let decided = block.decision.map_or_else(|| no_decision(lang), |decision| outcome(lang, decision));
    lines.extend([String::new(), format!("{} {} — {}", block.code, block.title, decided.to_uppercase())]);
    if block.decision.is_some() && block.decision != block.proposed {
        lines.push(match block.proposed {
            Some(proposed) => by_the_rule(lang, &outcome(lang, proposed)),
            None => rule_silent(lang),
        });
    }
    lines.extend(block.reason.iter().map(|text| reason(lang, text)));
    if block.decision.is_some() {
        lines.push(rule_found(lang, &basis(lang, block)));
    }
    let items = minutes.item.iter().filter(|item| item.block.as_ref() == Some(&block.code));
    lines.extend(items.flat_map(|item| item_lines(lang, item)));
}

/// What the rule rests on: its conditions with their figures, then what is missing.
fn basis(lang: Lang, block: &BlockPart) -> String {
    let mut parts = vec![decision::conditions(lang, &block.condition)];
    if let Some(counts) = block.not_observed_as {
        let mean =
            |part: &ConditionPart| matches!(part.rule, ConditionRule::WeightedMean | ConditionRule::EveryCompetence);
        let effect = decision::effect(lang, counts, block.condition.iter().any(mean));
        parts.push(decision::not_observed(lang, &codes(&block.not_observed), &effect));
    }
    if !block.unmarked.is_empty() {
        parts.push(decision::unmarked(lang, &codes(&block.unmarked)));
    }
    parts.join(&exam::semicolon(lang))
}

fn item_lines(lang: Lang, item: &ItemPart) -> Vec<String> {
    let points = item.mark.as_ref().map(|mark| decision::number(lang, mark.as_str()));
    let level = item.level.clone().or(points).unwrap_or_else(|| unmarked(lang));
    let label = format!(" — {}", item.label.as_ref().unwrap_or(&item.text));
    let common = if item.common && item.mark.is_some() { group::sign_common(lang) } else { String::new() };
    let mut lines = vec![format!("  {}  {level}{common}{label}", item.code)];
    lines.extend(item.comment.iter().flat_map(|text| text.split('\n')).map(|line| format!("      {line}")));
    lines
}

fn member_line(lang: Lang, member: &MemberPart) -> String {
    let mut text = format!("  {} ({})", member.name, member.capacity_title);
    if member.president {
        text = format!("{text}, {}", presides(lang));
    }
    if member.present == Some(false) {
        text = format!("{text}, {}", not_present(lang));
    }
    text
}

fn phase_lines(lang: Lang, part: &PhasePart) -> Vec<String> {
    let at = |moment: &chrono::DateTime<chrono::FixedOffset>| moment.format("%H:%M:%S").to_string();
    let mut text =
        phase(lang, &part.title, &at(&part.started), &at(&part.ended), &spoken(&part.used), &spoken(&part.due));
    if part.overtime != "0s" {
        text.push_str(&overtime(lang, &spoken(&part.overtime)));
    }
    let pauses = part.pause.iter().map(|each: &PausePart| {
        let why = each.reason.clone().unwrap_or_else(|| match each.cause.as_str() {
            "interruption-counted" => interruption_counted(lang),
            _ => interruption(lang),
        });
        pause(lang, &at(&each.from), &spoken(&each.length), &why)
    });
    std::iter::once(format!("  {text}")).chain(pauses.map(|line| format!("  {line}"))).collect()
}

fn away_line(lang: Lang, part: &AwayPart) -> String {
    let at = part.from.format("%H:%M:%S").to_string();
    group::sheet_away(lang, &at, &spoken(&part.length), &part.reason)
}

/// A duration as files write it, the way a person reads it.
fn spoken(written: &str) -> String {
    duration::parse(written).map_or_else(|| written.to_owned(), exam::length)
}
