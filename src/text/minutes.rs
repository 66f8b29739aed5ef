//! The minutes in words: what a president reads before signing, and what `review` prints.

pub mod course;
pub mod marks;

use chrono::NaiveDate;

use super::exam::{self, award, codes, member_name};
use super::grid::date;
use super::{Lang, decision, group, plural, words};
use crate::domain::duration;
use crate::domain::grid::Grid;
use crate::domain::hearing::Drawn;
use crate::domain::id::MemberId;
use crate::domain::minutes::{HearingState, Minutes, stem};
use crate::domain::session::Plan;

pub(super) use course::member_line;
pub(super) use marks::block_line;

words! {
    title(code: &str, name: &str) { "{code} — {name}" / "{code} — {name}" }
    candidate(name: &str, id: &str) { "Candidat : {name} ({id})" / "Candidate: {name} ({id})" }
    session(name: &str, room: &str, date: &str) { "Session {name}, salle {room}, le {date}" / "Session {name}, room {room}, {date}" }
    version(number: u32) { "Version {number}" / "Version {number}" }
    heard() { "La soutenance est allée à son terme." / "The hearing went to its end." }
    stopped(reason: &str) { "Le candidat a mis fin à son passage : {reason}" / "The candidate stopped: {reason}" }
    absent(reason: &str) { "Absence constatée : {reason}" / "Absence recorded: {reason}" }
    this_hearing(award: &str) { "À ce jour : {award}" / "To date: {award}" }
    remaining_blocks(blocks: &str) { "Blocs restant à valider : {blocks}" / "Blocks yet to be validated: {blocks}" }
    held_for_ever(block: &str) { "{block} déjà acquis" / "{block} held already" }
    held_until(block: &str, until: &str) { "{block} déjà acquis, valable jusqu’au {until}" / "{block} held already, valid until {until}" }
    held_expired(block: &str, until: &str) { "{block} était acquis jusqu’au {until} : il ne compte plus" / "{block} was held until {until}: it does not count any more" }
    held_later(block: &str, since: &str) { "{block} n’est acquis qu’à partir du {since} : il ne compte pas" / "{block} is held from {since} only: it does not count" }
    held_from(held: &str, origin: &str) { "{held} ({origin})" / "{held} ({origin})" }
    requirement(title: &str, state: &str) { "{title} : {state}" / "{title}: {state}" }
    remaining_choice(blocks: &str) { "Reste à valider l’un des blocs au choix : {blocks}" / "One of these blocks is yet to be validated: {blocks}" }
    remaining_transversal(items: &str) { "Compétences transversales non établies lors de cette soutenance : {items}" / "Transversal competences not established in this hearing: {items}" }
    attention(count: usize, word: &str, items: &str) { "⚠ {count} {word} sans note : {items}" / "⚠ {count} {word} unmarked: {items}" }
    written_files() { "Fichiers dans « minutes » (SHA-256) :" / "Files in “minutes” (SHA-256):" }
    signed_by(name: &str, key: &str) { "Signé par {name}, clé {key}" / "Signed by {name}, key {key}" }
    signed_on_paper(names: &str) { "Signé sur papier : {names}" / "Signed on paper: {names}" }
    signatures_missing(names: &str) { "Signature manquante : {names}" / "Signature missing: {names}" }
    to_print(file: &str) { "  {file}  feuille à imprimer, pour ceux qui signent sans clé" / "  {file}  a sheet to print, for those who sign without a key" }
    excused() { "Absence excusée." / "The absence is excused." }
    not_excused() { "Absence non excusée." / "The absence is not excused." }
    amends(version: u32) { "Annule et remplace la version {version}." / "Annuls and replaces version {version}." }
    amends_what(what: &str) { "  Ce qui change : {what}" / "  What changes: {what}" }
    amends_why(reason: &str) { "  Motif : {reason}" / "  Reason: {reason}" }
    amends_digest(digest: &str) { "  Empreinte de la version annulée (SHA-256) : {digest}" / "  Digest of the annulled version (SHA-256): {digest}" }
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
        to_print(lang, &format!("{stem}.sheet.txt")),
    ];
    for made in &drawn.signatures {
        let name = plan.jury.member(&made.signer).map_or(made.signer.as_str(), |member| &member.name);
        lines.push(format!("  {stem}.toml.{}.sig", made.signer));
        lines.push(signed_by(lang, name, &made.key));
    }
    let names = |all: &[MemberId]| all.iter().map(|id| member_name(plan, id)).collect::<Vec<_>>().join(", ");
    if !drawn.papers.is_empty() {
        lines.push(signed_on_paper(lang, &names(&drawn.papers)));
    }
    let missing = drawn.missing();
    if !missing.is_empty() {
        lines.push(signatures_missing(lang, &names(&missing)));
    }
    lines.push(String::new());
    lines
}

/// The whole minutes, a line each; the grid gives the words for the marks of jurors who marked alone.
pub fn sheet(lang: Lang, grid: &Grid, minutes: &Minutes) -> Vec<String> {
    let mut lines = heading(lang, minutes);
    let open: Vec<_> = minutes.item.iter().filter(|item| item.mark.is_none()).map(|item| item.code.clone()).collect();
    if !open.is_empty() && minutes.state != HearingState::Absent {
        lines.push(attention(lang, open.len(), plural(lang, open.len(), "item", "items"), &codes(&open)));
    }
    lines.push(String::new());
    lines.extend(outcome_lines(lang, minutes));
    lines.extend(marks::lines(lang, grid, minutes));
    lines.extend(course::jury_lines(lang, minutes));
    lines.extend(course::course_lines(lang, minutes));
    lines
}

/// What minutes are of, their version and what it replaces, and how the hearing went.
pub(super) fn heading(lang: Lang, minutes: &Minutes) -> Vec<String> {
    let date = minutes.session.date.format("%d/%m/%Y").to_string();
    let name = format!("{} {}", minutes.candidate.given_name, minutes.candidate.family_name);
    let mut lines = vec![
        title(lang, &minutes.certification.code, &minutes.certification.title),
        session(lang, &minutes.session.name, &minutes.session.room, &date),
        candidate(lang, &name, minutes.candidate.id.as_str()),
    ];
    if let Some(name) = &minutes.candidate.group {
        lines.push(group::sheet_with(lang, name, &codes(&minutes.candidate.with)));
    }
    lines.push(version(lang, minutes.version));
    if let Some(part) = &minutes.amendment {
        lines.extend([
            amends(lang, part.version),
            amends_what(lang, &part.what),
            amends_why(lang, &part.reason),
            amends_digest(lang, &part.toml_sha256),
        ]);
    }
    lines.push(state(lang, minutes));
    lines.extend(minutes.excused.map(|is| if is { excused(lang) } else { not_excused(lang) }));
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

/// What the hearing means for the certification.
pub(super) fn outcome_lines(lang: Lang, minutes: &Minutes) -> Vec<String> {
    let part = &minutes.outcome;
    let mut lines = vec![this_hearing(lang, &award(lang, part.award))];
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
    lines
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

/// A duration as files write it, the way a person reads it.
fn spoken(written: &str) -> String {
    duration::parse(written).map_or_else(|| written.to_owned(), exam::length)
}
