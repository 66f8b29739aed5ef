//! What the minutes say of the jury, and of how the hearing went.

use chrono::{DateTime, FixedOffset};

use super::spoken;
use crate::domain::minutes::{AwayPart, MemberPart, Minutes, PausePart, PhasePart, SheetPart};
use crate::text::exam::semicolon;
use crate::text::{Lang, around, group, words};

words! {
    jury() { "Jury" / "Jury" }
    presides() { "préside" / "presides" }
    not_present() { "n’a pas siégé" / "did not sit" }
    left_before_the_end() { "a quitté le jury avant la fin" / "left the jury before the end" }
    day_and_time(day: &str, time: &str) { "{day} à {time}" / "{day} {time}" }
    falls_short(reason: &str) { "Composition insuffisante ; le jury siège quand même : {reason}" / "Composition falls short; the jury sits all the same: {reason}" }
    phases() { "Déroulement" / "Timing" }
    phase(title: &str, from: &str, to: &str, used: &str, due: &str) { "{title} : {from} – {to}, utilisé {used} sur {due}" / "{title}: {from} – {to}, used {used} of {due}" }
    overtime(time: &str) { ", dépassement {time}" / ", overtime {time}" }
    pause(time: &str, length: &str, reason: &str) { "  pause à {time}, {length} : {reason}" / "  pause at {time}, {length}: {reason}" }
    interruption() { "programme arrêté ou ordinateur en veille" / "program stopped or machine asleep" }
    interruption_counted() { "programme arrêté ou ordinateur en veille, compté dans le temps" / "program stopped or machine asleep; the time counts" }
    presides_since(name: &str, at: &str, reason: &str) { "  {name} préside désormais ({at}) : {reason}" / "  {name} presides from here on ({at}): {reason}" }
    is_recused(ground: &str) { "se déporte : {ground}" / "recused: {ground}" }
    came(name: &str, at: &str, reason: &str) { "  {name} a rejoint le jury ({at}) : {reason}" / "  {name} joined the jury ({at}): {reason}" }
    left(name: &str, at: &str, reason: &str) { "  {name} a quitté le jury ({at}) : {reason}" / "  {name} left the jury ({at}): {reason}" }
    must_sign(names: &str) { "Signatures exigées (avec une clé pour qui préside) : {names}" / "Signatures required (with a key for who presides): {names}" }
    sheets_revealed(at: &str) { "Fiches dévoilées ({at})" / "Sheets revealed ({at})" }
    sheet_signed(name: &str, at: &str) { "  {name} : scellée et signée ({at})" / "  {name}: sealed and signed ({at})" }
    sheet_renewed(reason: &str) { "nouveau code dans cette session : {reason}" / "new code in this session: {reason}" }
    sheet_unsigned(name: &str, at: &str) { "  {name} : scellée sans signature ({at})" / "  {name}: sealed without a signature ({at})" }
    sheet_missing(name: &str, reason: &str) { "  {name} : fiche manquante, {reason}" / "  {name}: sheet missing, {reason}" }
    what_happened() { "Faits" / "What happened" }
    happened(what: &str, at: &str, text: &str) { "  {what} ({at}) : {text}" / "  {what} ({at}): {text}" }
    incident() { "incident" / "incident" }
    incident_in(phase: &str) { "incident, {phase}" / "incident, {phase}" }
}

/// Who sat and who did not, who must sign, and the sheets of those who marked alone.
pub(super) fn jury_lines(lang: Lang, minutes: &Minutes) -> Vec<String> {
    let mut lines = vec![String::new(), jury(lang)];
    lines.extend(minutes.jury.iter().map(|member| format!("  {}", member_line(lang, minutes, member))));
    lines.extend(
        minutes.presidency.iter().map(|part| {
            presides_since(lang, &name(minutes, &part.member), &moment(lang, minutes, part.at), &part.reason)
        }),
    );
    lines.extend(minutes.jury_move.iter().map(|each| {
        let (name, at) = (name(minutes, &each.member), moment(lang, minutes, each.at));
        let said = if each.came { came } else { left };
        said(lang, &name, &at, &each.reason)
    }));
    lines.extend(minutes.shortfall.iter().map(|part| falls_short(lang, &part.reason)));
    let sign: Vec<&str> = minutes.jury.iter().filter(|each| each.must_sign).map(|each| each.name.as_str()).collect();
    if !sign.is_empty() {
        lines.push(must_sign(lang, &sign.join(", ")));
    }
    if let Some(at) = minutes.revealed_at {
        lines.extend([String::new(), sheets_revealed(lang, &moment(lang, minutes, at))]);
        lines.extend(minutes.sheet.iter().map(|sheet| sheet_line(lang, minutes, sheet)));
    }
    lines
}

/// The phases, and what else happened.
pub(super) fn course_lines(lang: Lang, minutes: &Minutes) -> Vec<String> {
    let mut lines = Vec::new();
    if !minutes.phase.is_empty() {
        lines.extend([String::new(), phases(lang)]);
        lines.extend(minutes.phase.iter().flat_map(|part| phase_lines(lang, part)));
        lines.extend(minutes.away.iter().map(|part| away_line(lang, part)));
    }
    let notes = minutes.note.iter().map(|note| (note.at, around::note(lang, note.kind), &note.text));
    let incidents = minutes.incident.iter().map(|each| {
        let title = each.phase.as_ref().map(|id| {
            let phase = minutes.phase.iter().find(|phase| phase.id == *id);
            phase.map_or_else(|| id.to_string(), |phase| phase.title.clone())
        });
        (each.at, title.map_or_else(|| incident(lang), |title| incident_in(lang, &title)), &each.text)
    });
    let told: Vec<String> = notes
        .chain(incidents)
        .map(|(at, what, text)| happened(lang, &what, &moment(lang, minutes, at), text))
        .collect();
    if !told.is_empty() {
        lines.extend([String::new(), what_happened(lang)]);
        lines.extend(told);
    }
    lines
}

/// A member: the name, the capacity, whether the member presides, sat, or does not judge this candidate.
pub(in crate::text) fn member_line(lang: Lang, minutes: &Minutes, member: &MemberPart) -> String {
    let mut text = format!("{} ({})", member.name, member.capacity_title);
    if member.president {
        text = format!("{text}, {}", presides(lang));
    }
    let recusal = minutes.recusal.iter().find(|recusal| recusal.member == member.id);
    match recusal {
        Some(recusal) => text = format!("{text}, {}", is_recused(lang, &around::ground(lang, recusal.ground))),
        None if member.present == Some(false) => {
            let sat = minutes.jury_move.iter().any(|each| each.member == member.id && !each.came);
            let gone = if sat { left_before_the_end(lang) } else { not_present(lang) };
            text = format!("{text}, {gone}");
        }
        None => {}
    }
    text
}

fn sheet_line(lang: Lang, minutes: &Minutes, sheet: &SheetPart) -> String {
    let name = name(minutes, &sheet.member);
    let at = sheet.sealed_at.map_or_else(String::new, |at| moment(lang, minutes, at));
    let line = match (&sheet.missing, &sheet.signature) {
        (Some(reason), _) => sheet_missing(lang, &name, reason),
        (None, Some(_)) => sheet_signed(lang, &name, &at),
        (None, None) => sheet_unsigned(lang, &name, &at),
    };
    let renewed = sheet.renewed.iter().map(|reason| sheet_renewed(lang, reason));
    std::iter::once(line).chain(renewed).collect::<Vec<_>>().join(&semicolon(lang))
}

fn name(minutes: &Minutes, id: &crate::domain::id::MemberId) -> String {
    let member = minutes.jury.iter().find(|member| member.id == *id);
    member.map_or_else(|| id.to_string(), |member| member.name.clone())
}

/// The hour, and the day where it is not the session's.
fn moment(lang: Lang, minutes: &Minutes, at: DateTime<FixedOffset>) -> String {
    let time = at.format("%R").to_string();
    if at.date_naive() == minutes.session.date {
        return time;
    }
    day_and_time(lang, &at.format("%d/%m/%Y").to_string(), &time)
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
