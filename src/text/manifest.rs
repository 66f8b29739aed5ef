//! What a session came to, in words: what the jury reads before it signs the closing.

use super::exam::{candidate_name, member_name, phase_name, semicolon};
use super::president::moment;
use super::{Lang, minutes, plural, words};
use crate::domain::closing::{CandidateState, ChangeKind, ChangePart, Closed, FILE, IncidentPart, SettledState};
use crate::domain::closing::{ClosingSignature, VersionPart};
use crate::domain::id::MemberId;
use crate::domain::jury::Member;
use crate::domain::session::Plan;

words! {
    presided(name: &str) { "Présidence : {name}" / "President: {name}" }
    journal(records: u64) { "Journal : {records} enregistrements, dernière empreinte :" / "Journal: {records} records, last digest:" }
    signatures() { "Signatures de la clôture" / "Signatures of the closing" }
    signed(name: &str, key: &str) { "  ✓ {name}, clé {key}" / "  ✓ {name}, key {key}" }
    to_sign(name: &str) { "  · {name} : à signer" / "  · {name}: to sign" }
    without_key(name: &str) { "  · {name} : sans clé" / "  · {name}: no key" }
    file() { "Fichier dans « minutes » (SHA-256) :" / "File in “minutes” (SHA-256):" }
    candidates(count: usize) { "Candidats ({count})" / "Candidates ({count})" }
    candidate(who: &str, state: &str) { "  {who} : {state}" / "  {who}: {state}" }
    decided() { "soutenance entendue, décisions prises" / "heard, decisions taken" }
    absent() { "absent" / "absent" }
    postponed(reason: &str) { "soutenance reportée ({reason})" / "hearing postponed ({reason})" }
    version(number: u32, names: &str) { "version {number}, signée par {names}" / "version {number}, signed by {names}" }
    annulled() { "annulée et remplacée" / "annulled and replaced" }
    on_paper(names: &str) { "sur papier : {names}" / "on paper: {names}" }
    missing(names: &str) { "signature manquante : {names}" / "signature missing: {names}" }
    missing_many(names: &str) { "signatures manquantes : {names}" / "signatures missing: {names}" }
    digest(digest: &str) { "      SHA-256 {digest}" / "      SHA-256 {digest}" }
    changes() { "En cours de session" / "During the session" }
    president_changed(at: &str, name: &str, reason: &str) { "  {at} · {name} préside désormais : {reason}" / "  {at} · {name} presides from here on: {reason}" }
    code_changed(at: &str, name: &str, reason: &str) { "  {at} · nouveau code pour {name} : {reason}" / "  {at} · new code for {name}: {reason}" }
    incidents(count: usize) { "Cahier d’incidents ({count})" / "Incident book ({count})" }
    incident(at: &str, text: &str) { "  {at} {text}" / "  {at} {text}" }
    incident_with(at: &str, who: &str, text: &str) { "  {at} ({who}) {text}" / "  {at} ({who}) {text}" }
    nothing_noted() { "  rien n’a été noté" / "  nothing was noted" }
}

/// What a closed session came to, a line each: the signatures first, for they are what is left to do.
pub fn sheet(lang: Lang, plan: &Plan, closed: &Closed) -> Vec<String> {
    let closing = &closed.closing;
    let name = |id: &MemberId| member_name(plan, id).to_owned();
    let date = closing.session.date.format("%d/%m/%Y").to_string();
    let mut lines = vec![
        minutes::session(lang, &closing.session.name, &closing.session.room, &date),
        presided(lang, &name(&closing.president)),
        String::new(),
        signatures(lang),
    ];
    lines.extend(plan.jury.members.iter().map(|member| signature(lang, member, &closed.signatures)));
    if let Some(made) = closed.signatures.first() {
        lines.extend([file(lang), format!("  {FILE}  {}", made.digest)]);
    }
    lines.extend([String::new(), candidates(lang, closing.candidate.len())]);
    lines.extend(closing.candidate.iter().flat_map(|each| candidate_lines(lang, plan, each)));
    if !closing.change.is_empty() {
        lines.extend([String::new(), changes(lang)]);
        lines.extend(closing.change.iter().map(|each| change(lang, plan, each)));
    }
    lines.extend([String::new(), incidents(lang, closing.incident.len())]);
    if closing.incident.is_empty() {
        lines.push(nothing_noted(lang));
    }
    lines.extend(closing.incident.iter().map(|each| incident_line(lang, plan, each)));
    let head = format!("  {}", closing.journal.head);
    lines.extend([String::new(), journal(lang, closing.journal.records), head]);
    lines
}

fn signature(lang: Lang, member: &Member, made: &[ClosingSignature]) -> String {
    match made.iter().find(|made| made.signer == member.id) {
        Some(made) => signed(lang, &member.name, &made.key),
        None if member.public_key.is_some() => to_sign(lang, &member.name),
        None => without_key(lang, &member.name),
    }
}

fn candidate_lines(lang: Lang, plan: &Plan, each: &CandidateState) -> Vec<String> {
    let state = match each.state {
        SettledState::Decided => decided(lang),
        SettledState::Absent => absent(lang),
        SettledState::Postponed => postponed(lang, each.reason.as_deref().unwrap_or_default()),
    };
    let mut lines = vec![candidate(lang, &candidate_name(plan, &each.id), &state)];
    for (place, part) in each.minutes.iter().enumerate() {
        lines.push(format!("    {}", version_line(lang, plan, part, place + 1 == each.minutes.len())));
        lines.push(digest(lang, &part.toml_sha256));
    }
    lines
}

fn version_line(lang: Lang, plan: &Plan, part: &VersionPart, holds: bool) -> String {
    let names = |ids: &[MemberId]| ids.iter().map(|id| member_name(plan, id)).collect::<Vec<_>>().join(", ");
    let mut said = vec![version(lang, part.version, &names(&part.signed))];
    if !part.on_paper.is_empty() {
        said.push(on_paper(lang, &names(&part.on_paper)));
    }
    if !part.missing.is_empty() {
        let one = missing(lang, &names(&part.missing));
        let many = missing_many(lang, &names(&part.missing));
        said.push(plural(lang, part.missing.len(), &one, &many).to_owned());
    }
    if !holds {
        said.push(annulled(lang));
    }
    said.join(&semicolon(lang))
}

fn change(lang: Lang, plan: &Plan, each: &ChangePart) -> String {
    let (at, name) = (moment(lang, &each.at), member_name(plan, &each.member));
    match each.kind {
        ChangeKind::President => president_changed(lang, &at, name, &each.reason),
        ChangeKind::Code => code_changed(lang, &at, name, &each.reason),
    }
}

fn incident_line(lang: Lang, plan: &Plan, each: &IncidentPart) -> String {
    let at = each.at.format("%H:%M").to_string();
    let Some(candidate) = &each.candidate else { return incident(lang, &at, &each.text) };
    let phase = each.phase.as_ref().map(|id| phase_name(lang, plan, candidate, id));
    let who: Vec<&str> = std::iter::once(candidate.as_str()).chain(phase).collect();
    incident_with(lang, &at, &who.join(", "), &each.text)
}
