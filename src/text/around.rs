//! The words for what happens around hearings and in the session as a whole.

use super::exam::{already, candidate_name, codes, member_name};
use super::{Lang, words};
use crate::domain::clean;
use crate::domain::command::Refusal;
use crate::domain::course::{Ground, NoteKind};
use crate::domain::event::Event;
use crate::domain::id::MemberId;
use crate::domain::session::Plan;

words! {
    group_heard() { "un autre candidat du groupe est encore entendu : cela se fera après" / "another candidate of the group is still heard: do this afterwards" }
    paper_of_president(name: &str) { "{name} préside : la présidence signe avec sa clé, non sur papier" / "{name} presides: the president signs with a key, not on paper" }
    president_replaced(name: &str, reason: &str) { "{name} préside désormais : {reason}" / "{name} presides from here on: {reason}" }
    candidate_added(who: &str, document: &str, reason: &str) { "candidat ajouté : {who} ; pièce vue : {document} ; {reason}" / "candidate added: {who}; document seen: {document}; {reason}" }
    candidate_moved(who: &str, before: &str, reason: &str) { "{who} passe avant {before} : {reason}" / "{who} is heard before {before}: {reason}" }
    candidate_moved_last(who: &str, reason: &str) { "{who} passe en dernier : {reason}" / "{who} is heard last: {reason}" }
    incident_noted(text: &str) { "incident noté : {text}" / "incident noted: {text}" }
    member_recused(name: &str, ground: &str) { "{name} se déporte ({ground})" / "{name} is recused ({ground})" }
    member_arrived(name: &str, reason: &str) { "{name} rejoint le jury : {reason}" / "{name} joins the jury: {reason}" }
    member_left(name: &str, reason: &str) { "{name} quitte le jury : {reason}" / "{name} leaves the jury: {reason}" }
    candidate_late(reason: &str) { "retard du candidat : {reason}" / "the candidate is late: {reason}" }
    absence_excused() { "absence excusée" / "absence excused" }
    absence_not_excused() { "absence non excusée" / "absence not excused" }
    hearing_postponed(who: &str, reason: &str) { "soutenance reportée : {who} ; motif : {reason}" / "hearing postponed: {who}; reason: {reason}" }
    hearing_reopened(reason: &str) { "procès-verbal rouvert avant signature : {reason}" / "minutes opened again before signing: {reason}" }
    amendment_opened(version: u32, what: &str, reason: &str) { "rectificatif de la version {version} : {what} ; motif : {reason}" / "amendment of version {version}: {what}; reason: {reason}" }
    paper_collected(name: &str) { "feuille signée par {name} recueillie" / "sheet signed by {name} collected" }
    on_paper_already(names: &str) { "déjà signé sur papier : {names}" / "signed on paper already: {names}" }
    session_closed() { "session close : plus rien ne change" / "session closed: nothing changes any more" }
    closing_signed(name: &str) { "clôture signée par {name}" / "closing signed by {name}" }
    ground_personal() { "lien familial ou proche" / "relative or close" }
    ground_trained() { "a formé ou encadré le candidat" / "trained or supervised the candidate" }
    ground_professional() { "lien professionnel" / "professional tie" }
    ground_other() { "autre conflit d’intérêts" / "another conflict of interest" }
    note_late() { "retard du candidat" / "candidate late" }
    note_postponed() { "reportée, puis reprise" / "postponed, then taken up" }
    note_reopened() { "procès-verbal rouvert avant signature" / "minutes opened again before signing" }
    note_moved() { "ordre de passage changé" / "order of the day changed" }
    note_added() { "candidat ajouté en séance" / "candidate added in the session" }
    recused(name: &str) { "{name} s’est déporté pour ce candidat" / "{name} is recused for this candidate" }
    too_late_to_recuse() { "les fiches sont dévoilées : il est trop tard pour un déport ; notez l’incident" / "the sheets are revealed: it is too late to be recused; note the incident" }
    moves_need_reason() { "la soutenance a commencé : une arrivée ou un départ se dit avec un motif" / "the hearing has begun: who comes or leaves is said with a reason" }
    is_present(name: &str) { "{name} est déjà là" / "{name} is there already" }
    is_postponed() { "cette soutenance est reportée" / "this hearing is postponed" }
    not_absent() { "ce candidat n’est pas noté absent" / "this candidate is not recorded absent" }
    signed_already() { "le procès-verbal est signé : seul un rectificatif le change" / "the minutes are signed: only an amendment changes them" }
    not_signed() { "le procès-verbal n’est pas encore signé avec une clé" / "the minutes are not yet signed with a key" }
    presides_already(name: &str) { "{name} préside déjà" / "{name} presides already" }
    key_needed(name: &str) { "{name} n’a pas de clé de signature : la présidence signe avec une clé" / "{name} has no signing key: the president signs with one" }
    taken_identifier(id: &str) { "un candidat de la liste a déjà l’identifiant {id}" / "a candidate on the list already has the identifier {id}" }
    incomplete() { "il manque l’identifiant, le nom, le prénom, un bloc ou la pièce vue" / "the identifier, a name, a block or the document seen is missing" }
    cannot_move(id: &str) { "{id} reste à sa place : déjà là, ou sa soutenance a commencé" / "{id} stays in place: there already, or the hearing has begun" }
    unsettled(ids: &str) { "sans procès-verbal signé ni report : {ids}" / "neither signed minutes nor postponed: {ids}" }
    closed_already() { "la session est close : plus rien ne change" / "the session is closed: nothing changes any more" }
    not_closed() { "la session n’est pas close" / "the session is not closed" }
    not_begun() { "la session n’a pas commencé" / "the session has not begun" }
}

/// The ground of a recusal, in words.
pub fn ground(lang: Lang, ground: Ground) -> String {
    match ground {
        Ground::Personal => ground_personal(lang),
        Ground::Trained => ground_trained(lang),
        Ground::Professional => ground_professional(lang),
        Ground::Other => ground_other(lang),
    }
}

/// Who signed on paper, where a key is looked for and none is left to sign.
pub fn signed_on_paper(lang: Lang, plan: &Plan, members: &[MemberId]) -> String {
    if members.is_empty() {
        return already(lang);
    }
    let names: Vec<&str> = members.iter().map(|id| member_name(plan, id)).collect();
    on_paper_already(lang, &names.join(", "))
}

/// What happened to a hearing, in words.
pub fn note(lang: Lang, kind: NoteKind) -> String {
    match kind {
        NoteKind::Late => note_late(lang),
        NoteKind::Postponed => note_postponed(lang),
        NoteKind::Reopened => note_reopened(lang),
        NoteKind::Moved => note_moved(lang),
        NoteKind::Added => note_added(lang),
    }
}

/// What happened around hearings, in words; none for what happened elsewhere.
pub(super) fn event(lang: Lang, plan: &Plan, event: &Event) -> Option<String> {
    let who = |id| candidate_name(plan, id);
    let name = |id| member_name(plan, id);
    Some(match event {
        Event::PresidentReplaced { member, reason } => president_replaced(lang, name(member), reason),
        Event::CandidateAdded { candidate, family_name, given_name, document, reason, .. } => {
            candidate_added(lang, &format!("{given_name} {family_name} ({candidate})"), document, reason)
        }
        Event::CandidateMoved { candidate, before: Some(before), reason } => {
            candidate_moved(lang, &who(candidate), &who(before), reason)
        }
        Event::CandidateMoved { candidate, before: None, reason } => {
            candidate_moved_last(lang, &who(candidate), reason)
        }
        Event::IncidentNoted { text, .. } => incident_noted(lang, text),
        Event::MemberRecused { member, ground: on, .. } => member_recused(lang, name(member), &ground(lang, *on)),
        Event::MemberArrived { member, reason, .. } => member_arrived(lang, name(member), reason),
        Event::MemberLeft { member, reason, .. } => member_left(lang, name(member), reason),
        Event::CandidateLate { reason, .. } => candidate_late(lang, reason),
        Event::AbsenceExcused { excused: true, .. } => absence_excused(lang),
        Event::AbsenceExcused { excused: false, .. } => absence_not_excused(lang),
        Event::HearingPostponed { candidate, reason } => hearing_postponed(lang, &who(candidate), reason),
        Event::HearingReopened { reason, .. } => hearing_reopened(lang, reason),
        Event::AmendmentOpened { version, what, reason, .. } => amendment_opened(lang, *version, what, reason),
        Event::PaperCollected { member, .. } => paper_collected(lang, name(member)),
        Event::SessionClosed { .. } => session_closed(lang),
        Event::ClosingSigned { signer, .. } => closing_signed(lang, name(signer)),
        _ => return None,
    })
}

/// Why something is refused, in words; none for what does not speak of this.
pub(super) fn refusal(lang: Lang, plan: &Plan, refusal: &Refusal) -> Option<String> {
    Some(match refusal {
        Refusal::Recused(id) => recused(lang, member_name(plan, id)),
        Refusal::GroupHeard => group_heard(lang),
        Refusal::PaperOfPresident(id) => paper_of_president(lang, member_name(plan, id)),
        Refusal::TooLateToRecuse => too_late_to_recuse(lang),
        Refusal::MovesNeedReason => moves_need_reason(lang),
        Refusal::IsPresent(id) => is_present(lang, member_name(plan, id)),
        Refusal::Postponed => is_postponed(lang),
        Refusal::NotAbsent => not_absent(lang),
        Refusal::SignedAlready => signed_already(lang),
        Refusal::NotSigned => not_signed(lang),
        Refusal::PresidesAlready(id) => presides_already(lang, member_name(plan, id)),
        Refusal::KeyNeeded(id) => key_needed(lang, member_name(plan, id)),
        Refusal::TakenIdentifier(id) => taken_identifier(lang, &clean::line(id.as_str())),
        Refusal::Incomplete => incomplete(lang),
        Refusal::CannotMove(id) => cannot_move(lang, &clean::line(id.as_str())),
        Refusal::Unsettled(ids) => unsettled(lang, &codes(ids)),
        Refusal::SessionClosed => closed_already(lang),
        Refusal::SessionNotClosed => not_closed(lang),
        Refusal::NotBegun => not_begun(lang),
        _ => return None,
    })
}
