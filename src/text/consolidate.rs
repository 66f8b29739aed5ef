//! What the consolidation says: what is not as it should be among what was received, and where candidates stand.

pub mod kinds;
pub mod summary;
pub mod tables;

#[cfg(test)]
mod tests;

pub use kinds::{kind, what_to_do};

use std::time::Duration;

use chrono::NaiveDate;

use super::exam::{self, length, semicolon};
use super::{Lang, plural, verify, words};
use crate::consolidate::{Anomaly, BlockState, Detail, Effect, Kind, Person, SessionKey, TimeFault};
use crate::domain::certification::Award;
use crate::domain::clean;

/// How many names, versions or reasons one sentence lists before it counts the rest.
const MOST: usize = 6;

words! {
    left_out() { "laissé de côté" / "left out" }
    flagged() { "à vérifier" / "to check" }
    missing() { "manquant" / "missing" }
    state_validated() { "validé" / "validated" }
    state_refused() { "non validé" / "not validated" }
    state_held() { "détenu avant" / "held before" }
    state_lapsed() { "détenu avant, ne compte plus" / "held before, counts no more" }
    state_absent() { "absent" / "absent" }
    state_disputed() { "à trancher" / "to be settled" }
    undetermined() { "à trancher" / "to be settled" }
    about(who: &str, what: &str) { "{who} : {what}" / "{who}: {what}" }
    person(name: &str, id: &str) { "{name} ({id})" / "{name} ({id})" }
    session_of(name: &str, date: &str, room: &str) { "session {name} du {date}, salle {room}" / "session {name} of {date}, room {room}" }
    and_others(list: &str, count: usize) { "{list} et {count} autres" / "{list} and {count} others" }
    and_another(list: &str) { "{list} et un autre" / "{list} and one other" }
    version_of(number: u32, digest: &str) { "version {number} (empreinte {digest}…)" / "version {number} (digest {digest}…)" }
    both_last(versions: &str) { "{versions} : rien ne dit laquelle vaut" / "{versions}: nothing says which one holds" }
    later_refused() { "une version plus récente a été reçue et ne se vérifie pas ; en attendant, la précédente compte" / "a later version was received and does not verify; meanwhile the one before it counts" }
    later_named(version: &str) { "la clôture de la session nomme la {version}, qui n’a pas été reçue" / "the closing of the session names {version}, which has not been received" }
    amending(version: &str) { "la {version} est annulée, et le rectificatif qui la remplace n’a pas été reçu" / "{version} is annulled, and the amendment that replaces it has not been received" }
    in_block(code: &str, what: &str) { "bloc {code} : {what}" / "block {code}: {what}" }
    decided_on(state: &str, date: &str, room: &str) { "{state} le {date}, salle {room}" / "{state} on {date}, room {room}" }
    held_all_the_same(decisions: &str) { "{decisions}, alors qu’un procès-verbal le dit déjà détenu" / "{decisions}, though minutes say that it is held already" }
    presented_again(decisions: &str) { "{decisions} ; la validation compte" / "{decisions}; the validation counts" }
    same_identifier(id: &str, names: &str) { "l’identifiant {id} désigne plusieurs noms : {names}" / "identifier {id} stands for several names: {names}" }
    same_name(name: &str, ids: &str) { "{name} a plusieurs identifiants : {ids}" / "{name} has several identifiers: {ids}" }
    different_grids(grids: &str) { "les sessions n’ont pas la même grille : {grids}" / "the sessions do not have the same grid: {grids}" }
    grid_used(digest: &str, count: usize, word: &str) { "{digest}… ({count} {word})" / "{digest}… ({count} {word})" }
    other_day(phase: &str, day: &str) { "{phase} : début le {day}, un autre jour que la session" / "{phase}: begun on {day}, another day than the session’s" }
    backwards(phase: &str) { "{phase} : terminée avant d’avoir commencé, ou commencée avant la fin de la phase d’avant" / "{phase}: ended before it began, or begun before the phase before it ended" }
    too_long(phase: &str, used: &str, due: &str) { "{phase} : {used} utilisées pour {due} dues, ou plus qu’il ne s’est écoulé" / "{phase}: {used} used where {due} were due, or more than went by" }
    drawn_early() { "procès-verbal établi avant la fin de la soutenance" / "minutes drawn up before the hearing ended" }
    in_the_future() { "procès-verbal daté d’un jour à venir" / "minutes of a day that has not come" }
    closing_names(version: &str) { "la clôture de la session nomme la {version}, qui n’est pas celle qui a été reçue" / "the closing of the session names {version}, which is not the one received" }
    closing_knows_none() { "la clôture de la session ne connaît aucun procès-verbal de ce candidat" / "the closing of the session knows of no minutes of this candidate" }
    without_minutes() { "aucun procès-verbal qui se vérifie n’a été reçu" / "no minutes that verify have been received" }
    put_off() { "soutenance reportée, et pas encore entendue" / "hearing postponed, and not heard yet" }
    nothing_from(place: &str) { "{place} : rien qui se vérifie n’a été reçu" / "{place}: nothing that verifies has been received" }
    room_named(room: &str) { "salle {room}" / "room {room}" }
    on_day(place: &str, date: &str) { "{place}, le {date}" / "{place}, on {date}" }
    other_jury() { "le jury nommé ici n’est pas celui de la session" / "the jury named here is not that of the session" }
    completeness_unknown() { "ni liste ni clôture reçues : rien ne dit s’il manque des procès-verbaux" / "neither list nor closing received: nothing says whether minutes are missing" }
}

/// What an anomaly does to the results, in a few words.
pub fn effect(lang: Lang, effect: Effect) -> String {
    match effect {
        Effect::LeftOut => left_out(lang),
        Effect::Flagged => flagged(lang),
        Effect::Missing => missing(lang),
    }
}

/// Where a candidate stands in a block, in a few words.
pub fn block_state(lang: Lang, state: BlockState) -> String {
    match state {
        BlockState::Validated => state_validated(lang),
        BlockState::Refused => state_refused(lang),
        BlockState::Held => state_held(lang),
        BlockState::Lapsed => state_lapsed(lang),
        BlockState::Absent => state_absent(lang),
        BlockState::Disputed => state_disputed(lang),
    }
}

/// What a candidate has come to; none where something must be settled first.
pub fn outcome(lang: Lang, award: Option<Award>) -> String {
    award.map_or_else(|| undetermined(lang), |award| exam::award(lang, award))
}

/// What a candidate has come to, by its name in files.
pub fn outcome_of(lang: Lang, key: &str) -> String {
    let award = match key {
        "full" => Some(Award::Full),
        "partial" => Some(Award::Partial),
        "none" => Some(Award::None),
        _ => None,
    };
    outcome(lang, award)
}

/// Where a candidate stands in a block, by its name in files.
pub fn block_state_of(lang: Lang, key: &str) -> String {
    BlockState::from_key(key).map_or_else(|| key.to_owned(), |state| block_state(lang, state))
}

/// A day, as tables and sentences have it: `18/06/2026`.
pub fn day(date: NaiveDate) -> String {
    date.format("%d/%m/%Y").to_string()
}

/// What exactly is not as it should be, in one sentence that is safe to show; without the files.
pub fn anomaly(lang: Lang, anomaly: &Anomaly) -> String {
    let what = match anomaly.kind {
        Kind::SameIdentifier | Kind::SameName => people(lang, anomaly),
        Kind::RoomMissing => few(lang, anomaly.detail.iter().filter_map(|each| expected(lang, each)), ", "),
        _ => {
            let what = exactly(lang, anomaly);
            let subject = subject(lang, anomaly);
            if subject.is_empty() { what } else { about(lang, &subject, &what) }
        }
    };
    clean::line(&what).into_owned()
}

/// Whom, which session or which certification it is about.
fn subject(lang: Lang, anomaly: &Anomaly) -> String {
    let who = anomaly.candidate.as_ref().map(|who| named(lang, who));
    let session = anomaly.session.as_deref().map(|key| session(lang, key));
    let certification = || anomaly.certification.as_deref().map(str::to_owned);
    let parts: Vec<String> = who.into_iter().chain(session).collect();
    if parts.is_empty() { certification().unwrap_or_default() } else { parts.join(", ") }
}

fn exactly(lang: Lang, anomaly: &Anomaly) -> String {
    let detail = &anomaly.detail;
    let found = || few(lang, detail.iter().filter_map(|each| said(lang, each)), &semicolon(lang));
    let version = detail.iter().find_map(|each| match each {
        Detail::Version(number, digest) => Some(version(lang, *number, digest)),
        _ => None,
    });
    match (anomaly.kind, version) {
        (Kind::TwoLastVersions, Some(_)) => {
            both_last(lang, &few(lang, detail.iter().filter_map(|each| said(lang, each)), ", "))
        }
        (Kind::TwoLastVersions, None) if detail.is_empty() => later_refused(lang),
        (Kind::LaterVersionMissing, Some(version)) => later_named(lang, &version),
        (Kind::AmendmentUnderWay, Some(version)) => amending(lang, &version),
        (Kind::ClosingMismatch, Some(version)) => closing_names(lang, &version),
        (Kind::ClosingMismatch, None) if detail.is_empty() => closing_knows_none(lang),
        (Kind::DifferentDecisions, _) => decisions(lang, anomaly),
        (Kind::DifferentGrids, _) => different_grids(lang, &found()),
        (Kind::IncompleteFiles, _) => verify::orphan(lang),
        (Kind::NoMinutes, _) if detail.iter().any(|each| matches!(each, Detail::Postponed)) => put_off(lang),
        (Kind::NoMinutes, _) => without_minutes(lang),
        (Kind::CompletenessUnknown, _) => completeness_unknown(lang),
        (kind, _) if detail.is_empty() => kinds::kind(lang, kind),
        _ => found(),
    }
}

/// One thing of those that are wrong.
fn said(lang: Lang, detail: &Detail) -> Option<String> {
    match detail {
        Detail::Fault(fault) => Some(verify::reason(lang, fault)),
        Detail::Archive(fault) => Some(verify::archive(lang, fault)),
        Detail::Unknown => Some(verify::unknown(lang)),
        Detail::OtherJury => Some(other_jury(lang)),
        Detail::Packed => Some(verify::packed(lang)),
        Detail::Version(number, digest) => Some(version(lang, *number, digest)),
        Detail::Decision(key, state) => Some(decided_on(lang, &block_state(lang, *state), &day(key.date), &key.room)),
        Detail::Person(who) => Some(named(lang, who)),
        Detail::Grid(digest, count) => {
            Some(grid_used(lang, short(digest), *count, plural(lang, *count, "session", "sessions")))
        }
        Detail::Time(fault) => Some(time(lang, fault)),
        Detail::Expected { .. } => expected(lang, detail),
        Detail::Postponed => Some(put_off(lang)),
    }
}

fn version(lang: Lang, number: u32, digest: &str) -> String {
    version_of(lang, number, short(digest))
}

/// As much of a digest as a person compares.
fn short(digest: &str) -> &str {
    digest.get(..12).unwrap_or(digest)
}

/// A person with the identifier.
fn named(lang: Lang, who: &Person) -> String {
    person(lang, &format!("{} {}", who.given_name, who.family_name), &who.id)
}

/// A session, so that a secretary knows which.
fn session(lang: Lang, key: &SessionKey) -> String {
    session_of(lang, &key.name, &day(key.date), &key.room)
}

fn people(lang: Lang, anomaly: &Anomaly) -> String {
    let all = anomaly.detail.iter().filter_map(|each| match each {
        Detail::Person(who) => Some(who),
        _ => None,
    });
    let name = |who: &Person| format!("{} {}", who.given_name, who.family_name);
    let Some(who) = anomaly.candidate.as_ref() else { return kinds::kind(lang, anomaly.kind) };
    match anomaly.kind {
        Kind::SameIdentifier => same_identifier(lang, &who.id, &few(lang, all.map(name), ", ")),
        _ => same_name(lang, &name(who), &few(lang, all.map(|who| who.id.to_string()), ", ")),
    }
}

fn decisions(lang: Lang, anomaly: &Anomaly) -> String {
    let all = few(lang, anomaly.detail.iter().filter_map(|each| said(lang, each)), &semicolon(lang));
    let validated = |each: &Detail| matches!(each, Detail::Decision(_, BlockState::Validated));
    let what = match anomaly.effect {
        Effect::Flagged => presented_again(lang, &all),
        _ if anomaly.detail.iter().any(validated) => all,
        // No session validated it: what speaks against the refusal is that it was held before.
        _ => held_all_the_same(lang, &all),
    };
    in_block(lang, anomaly.block.as_deref().unwrap_or_default(), &what)
}

fn time(lang: Lang, fault: &TimeFault) -> String {
    let seconds = |count: u64| length(Duration::from_secs(count));
    match fault {
        TimeFault::OtherDay { phase, day: on } => other_day(lang, phase, &day(*on)),
        TimeFault::Backwards { phase } => backwards(lang, phase),
        TimeFault::TooLong { phase, due, used } => too_long(lang, phase, &seconds(*used), &seconds(*due)),
        TimeFault::DrawnEarly => drawn_early(lang),
        TimeFault::Future => in_the_future(lang),
    }
}

fn expected(lang: Lang, detail: &Detail) -> Option<String> {
    let Detail::Expected { room, date, certification } = detail else { return None };
    let place = room_named(lang, room);
    let place = date.map_or_else(|| place.clone(), |date| on_day(lang, &place, &day(date)));
    let place = certification.as_ref().map_or_else(|| place.clone(), |code| format!("{place}, {code}"));
    Some(nothing_from(lang, &place))
}

/// A list that ends: after the first ones, how many more there are.
fn few(lang: Lang, all: impl IntoIterator<Item = String>, between: &str) -> String {
    let mut all: Vec<String> = all.into_iter().collect();
    let more = all.len().saturating_sub(MOST);
    all.truncate(MOST);
    let list = all.join(between);
    match more {
        0 => list,
        1 => and_another(lang, &list),
        more => and_others(lang, &list, more),
    }
}
