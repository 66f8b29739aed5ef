//! The words for what happens in an exam: events, refusals, notices, proposals.

use std::time::Duration;

use super::decision::{mark_of, number, proposal, scale, state};
use super::disk::disk;
use super::{Lang, alone, around, group, jury, sheets, words};
use crate::app::message::{Notice, SigningFault, TakenBack};
use crate::domain::candidate::Route;
use crate::domain::certification::Award;
use crate::domain::clean;
use crate::domain::command::Refusal;
use crate::domain::decision::Outcome;
use crate::domain::event::{Event, Gap};
use crate::domain::id::{BlockCode, CandidateId, ItemCode, MemberId, PhaseId, RequirementId};
use crate::domain::session::Plan;
use crate::domain::wording::Wording;

/// A wording of the grid in this language; French where the grid has nothing else.
pub fn wording(lang: Lang, wording: &Wording) -> &str {
    match (lang, &wording.en) {
        (Lang::En, Some(english)) => english,
        (Lang::Fr | Lang::En, _) => &wording.fr,
    }
}

/// `12:30`, `1:02:30`; below zero `+00:42`: so much over.
pub fn countdown(seconds: i64) -> String {
    let sign = if seconds < 0 { "+" } else { "" };
    let whole = seconds.unsigned_abs();
    let (hours, minutes, seconds) = (whole / 3600, whole / 60 % 60, whole % 60);
    if hours > 0 {
        format!("{sign}{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{sign}{minutes:02}:{seconds:02}")
    }
}

/// A length of time in words short enough for a line: `26 min 40 s`.
pub fn length(duration: Duration) -> String {
    let seconds = duration.as_secs();
    let parts = [(seconds / 3600, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s")];
    let said: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, unit)| format!("{count}\u{a0}{unit}")).collect();
    if said.is_empty() { "0\u{a0}s".to_owned() } else { said.join(" ") }
}

words! {
    route_student() { "étudiant" / "student" }
    route_apprentice() { "apprentissage" / "apprentice" }
    route_continuing() { "formation continue" / "continuing education" }
    route_professionalisation() { "professionnalisation" / "professionalisation" }
    route_experience() { "VAE" / "VAE (validation of experience)" }
    route_individual() { "candidature individuelle" / "individual application" }
    outcome_validated() { "validé" / "validated" }
    outcome_refused() { "non validé" / "not validated" }
    award_full() { "certification complète" / "full certification" }
    award_partial() { "certification partielle" / "partial certification" }
    award_none() { "aucun bloc validé" / "no block validated" }
    gap_time() { "décomptée du temps du candidat" / "the candidate’s time" }
    gap_pause() { "comptée comme une pause" / "a pause" }
}

/// A route in one or two words, as candidate lists have it.
pub fn route(lang: Lang, route: Route) -> String {
    match route {
        Route::Student => route_student(lang),
        Route::Apprentice => route_apprentice(lang),
        Route::Continuing => route_continuing(lang),
        Route::Professionalisation => route_professionalisation(lang),
        Route::Experience => route_experience(lang),
        Route::Individual => route_individual(lang),
    }
}

/// An outcome in one or two words.
pub fn outcome(lang: Lang, outcome: Outcome) -> String {
    match outcome {
        Outcome::Validated => outcome_validated(lang),
        Outcome::Refused => outcome_refused(lang),
    }
}

/// An award in a few words.
pub fn award(lang: Lang, award: Award) -> String {
    match award {
        Award::Full => award_full(lang),
        Award::Partial => award_partial(lang),
        Award::None => award_none(lang),
    }
}

/// A candidate with the identifier, safe to show.
pub(crate) fn candidate_name(plan: &Plan, id: &CandidateId) -> String {
    let name = plan.candidate(id).map(|candidate| format!("{} ({id})", candidate.name()));
    clean::line(&name.unwrap_or_else(|| id.to_string())).into_owned()
}

pub(crate) fn phase_name<'a>(lang: Lang, plan: &'a Plan, candidate: &CandidateId, id: &'a PhaseId) -> &'a str {
    let phases = plan.candidate(candidate).map_or(&[][..], |candidate| plan.phases(candidate));
    phases.iter().find(|phase| phase.id == *id).map_or(id.as_str(), |phase| wording(lang, &phase.title))
}

/// The name of a member; the name in files where nobody has it.
pub fn member_name<'a>(plan: &'a Plan, id: &'a MemberId) -> &'a str {
    plan.jury.member(id).map_or(id.as_str(), |member| &member.name)
}

/// What a requirement is called.
pub fn requirement_name<'a>(lang: Lang, plan: &'a Plan, id: &'a RequirementId) -> &'a str {
    let known = plan.grid.certification.requirements.iter().find(|requirement| requirement.id == *id);
    known.map_or(id.as_str(), |requirement| wording(lang, &requirement.title))
}

/// Codes in a row: `BC01.2, BC01.4`.
pub fn codes<T: ToString>(all: &[T]) -> String {
    all.iter().map(T::to_string).collect::<Vec<_>>().join(", ")
}

words! {
    session_opened(name: &str) { "session « {name} » commencée : liste, grille et jury sont désormais fixés" / "session “{name}” begun: list, grid and jury are now fixed" }
    hearing_opened(who: &str) { "soutenance ouverte : {who}" / "hearing opened: {who}" }
    jury_present(names: &str) { "jury présent : {names}" / "jury present: {names}" }
    shortfall_acknowledged(reason: &str) { "le jury siège malgré sa composition : {reason}" / "the jury sits despite its composition: {reason}" }
    candidate_absent(who: &str, reason: &str) { "absence constatée : {who} ({reason})" / "absence recorded: {who} ({reason})" }
    phase_started(phase: &str) { "{phase} : le chronomètre tourne" / "{phase}: the clock is running" }
    phase_paused(reason: &str) { "pause : {reason}" / "pause: {reason}" }
    phase_resumed() { "reprise" / "resumed" }
    phase_ended(phase: &str) { "{phase} : phase terminée" / "{phase}: phase ended" }
    phase_interrupted(at: &str) { "programme arrêté ou ordinateur en veille pendant la phase ; dernière trace à {at}" / "program stopped or machine asleep during the phase; last seen at {at}" }
    gap_settled(gap: &str) { "l’interruption est {gap}" / "the interruption is {gap}" }
    hearing_stopped(who: &str, reason: &str) { "{who} met fin à son passage : {reason}" / "{who} stops the hearing: {reason}" }
    mark_set(item: &ItemCode, level: &str) { "{item} : {level}" / "{item}: {level}" }
    mark_cleared(item: &ItemCode) { "{item} : note retirée" / "{item}: mark taken away" }
    comment_set(item: &ItemCode) { "{item} : commentaire enregistré" / "{item}: comment saved" }
    comment_cleared(item: &ItemCode) { "{item} : commentaire retiré" / "{item}: comment taken away" }
    block_decided(block: &BlockCode, outcome: &str) { "{block} : {outcome}" / "{block}: {outcome}" }
    block_decided_because(block: &BlockCode, outcome: &str, reason: &str) { "{block} : {outcome} ({reason})" / "{block}: {outcome} ({reason})" }
    requirement_set(title: &str, state: &str) { "{title} : {state}" / "{title}: {state}" }
    undone(record: u64) { "l’enregistrement n° {record} est annulé" / "record no. {record} undone" }
    minutes_drawn(version: u32) { "procès-verbal établi, version {version}" / "minutes drawn up, version {version}" }
    minutes_signed(name: &str, version: u32) { "procès-verbal (version {version}) signé par {name}" / "minutes (version {version}) signed by {name}" }
    hearing_closed(who: &str) { "soutenance refermée : {who}" / "hearing closed: {who}" }
}

/// What happened, in words.
pub fn event(lang: Lang, plan: &Plan, event: &Event) -> String {
    match event {
        Event::SessionOpened { session, .. } => session_opened(lang, session),
        Event::HearingOpened { candidate } => hearing_opened(lang, &candidate_name(plan, candidate)),
        Event::HearingClosed { candidate } => hearing_closed(lang, &candidate_name(plan, candidate)),
        Event::JuryPresent { members, .. } => {
            let names: Vec<&str> = members.iter().map(|id| member_name(plan, id)).collect();
            jury_present(lang, &names.join(", "))
        }
        Event::ShortfallAcknowledged { reason, .. } => shortfall_acknowledged(lang, reason),
        Event::CandidateAbsent { candidate, reason } => {
            candidate_absent(lang, &candidate_name(plan, candidate), reason)
        }
        Event::HearingStopped { candidate, reason } => hearing_stopped(lang, &candidate_name(plan, candidate), reason),
        Event::PhaseStarted { candidate, phase } => phase_started(lang, phase_name(lang, plan, candidate, phase)),
        Event::PhasePaused { reason, .. } => phase_paused(lang, reason),
        Event::PhaseResumed { .. } => phase_resumed(lang),
        Event::PhaseEnded { candidate, phase } => phase_ended(lang, phase_name(lang, plan, candidate, phase)),
        Event::PhaseInterrupted { last_seen, .. } => {
            phase_interrupted(lang, &last_seen.at.format("%H:%M:%S").to_string())
        }
        Event::GapSettled { gap, .. } => gap_settled(lang, &gap_words(lang, *gap)),
        Event::MarkSet { candidate, item, mark, .. } => {
            let text = mark.as_ref().map(|id| mark_set(lang, item, &mark_of(lang, &plan.grid, item, id)));
            let common = plan.is_common(candidate, item).then(|| group::sign_common(lang));
            text.unwrap_or_else(|| mark_cleared(lang, item)) + &common.unwrap_or_default()
        }
        Event::CommentSet { item, text, .. } if text.is_empty() => comment_cleared(lang, item),
        Event::CommentSet { item, .. } => comment_set(lang, item),
        Event::BlockDecided { block, outcome: decided, reason: Some(reason), .. } => {
            block_decided_because(lang, block, &outcome(lang, *decided), reason)
        }
        Event::BlockDecided { block, outcome: decided, reason: None, .. } => {
            block_decided(lang, block, &outcome(lang, *decided))
        }
        Event::RequirementSet { requirement, state: met, .. } => {
            requirement_set(lang, requirement_name(lang, plan, requirement), &state(lang, *met))
        }
        Event::Undone { record, .. } => undone(lang, *record),
        Event::MinutesDrawn { version, .. } => minutes_drawn(lang, *version),
        Event::MinutesSigned { signer, version, .. } => minutes_signed(lang, member_name(plan, signer), *version),
        // The words for the rest stand in their own rooms.
        other => sheets::event(lang, plan, other).or_else(|| around::event(lang, plan, other)).unwrap_or_default(),
    }
}

fn gap_words(lang: Lang, gap: Gap) -> String {
    match gap {
        Gap::Time => gap_time(lang),
        Gap::Pause => gap_pause(lang),
    }
}

words! {
    unknown_candidate(id: &str) { "aucun candidat « {id} » sur la liste" / "no candidate “{id}” on the list" }
    unknown_member(id: &str) { "aucun membre du jury « {id} »" / "no member of the jury “{id}”" }
    unknown_item(id: &str) { "« {id} » n’est pas noté dans cette soutenance" / "“{id}” is not marked in this hearing" }
    unknown_mark(item: &str, mark: &str, scale: &str) { "{item} : « {mark} » n’est pas sur l’échelle : {scale}" / "{item}: “{mark}” is not on the scale: {scale}" }
    unknown_requirement(id: &str) { "« {id} » n’est pas demandé à ce candidat" / "“{id}” is not asked of this candidate" }
    no_such_block(id: &str) { "la grille n’a pas de bloc « {id} »" / "the grid has no block “{id}”" }
    unknown_block(id: &str) { "le bloc « {id} » n’est pas présenté" / "block “{id}” is not presented" }
    no_hearing() { "aucune soutenance n’est ouverte" / "no hearing is open" }
    phase_running() { "une phase est en cours : terminez-la d’abord" / "a phase is running: end it first" }
    nothing_runs() { "aucune phase n’est en cours" / "no phase is running" }
    phases_over() { "toutes les phases sont terminées" / "all phases are over" }
    already_paused() { "le chronomètre est en pause : reprenez d’abord" / "the clock is paused: resume first" }
    not_paused() { "le chronomètre n’est pas en pause" / "the clock is not paused" }
    gap_open() { "dites d’abord si l’interruption était du temps ou une pause" / "first say whether the interruption was time or a pause" }
    no_gap() { "il n’y a pas d’interruption à régler" / "there is no interruption to settle" }
    reason_needed() { "un motif est nécessaire" / "a reason is needed" }
    too_long(length: usize, most: usize) { "texte trop long : {length} caractères, {most} au plus" / "text too long: {length} characters, {most} at most" }
    nobody_present() { "au moins un membre du jury doit être présent" / "at least one member of the jury must be present" }
    presence_unknown() { "indiquez d’abord quels jurés sont présents" / "first say which jurors are present" }
    shortfall_first(rules: &str) { "la composition du jury ne suffit pas ({rules}) : passez outre avec un motif, ou corrigez les présents" / "the jury falls short ({rules}): acknowledge it with a reason, or correct who is present" }
    shortfall_of(who: &str, rules: &str) { "pour {who}, la composition du jury ne suffit pas ({rules}) : passez à ce candidat et motivez, ou corrigez les présents" / "for {who} the jury falls short ({rules}): turn to that candidate and acknowledge it with a reason, or correct who is present" }
    no_shortfall() { "la composition du jury suffit : rien à motiver" / "the jury does not fall short: nothing to acknowledge" }
    is_absent() { "ce candidat est noté absent ; annulez d’abord l’absence" / "this candidate is recorded absent; undo the absence first" }
    hearing_began() { "la soutenance a commencé : ce n’est plus une absence" / "the hearing has begun: this is no absence any more" }
    nothing_to_undo() { "rien à annuler dans cette soutenance" / "nothing to undo in this hearing" }
    not_deliberating() { "on décide une fois toutes les phases terminées" / "decisions come once all phases are over" }
    needs_reason(block: &str) { "cette décision demande un motif ({block})" / "this decision needs a reason ({block})" }
    undecided(blocks: &str) { "sans décision : {blocks}" / "not decided: {blocks}" }
    drawn_already() { "le procès-verbal est établi : plus rien ne change" / "the minutes are drawn up: nothing changes any more" }
    not_drawn() { "le procès-verbal n’est pas établi" / "the minutes are not drawn up" }
    not_present(name: &str) { "{name} n’est pas parmi les présents, ou n’a pas de clé" / "{name} is not among those present, or has no key" }
    common_drawn(id: &str) { "item commun : le procès-verbal de {id} est établi, la note ne change plus" / "common item: the minutes of {id} are drawn up, the mark changes no more" }
    group_behind() { "le groupe n’en est pas encore là où ce candidat s’est arrêté : annulez ensuite" / "the group has not yet come to where this candidate stopped: undo it then" }
    already_signed(name: &str) { "{name} a déjà signé" / "{name} has signed already" }
}

/// Why something is refused, in words; without a full stop.
pub fn refusal(lang: Lang, plan: &Plan, refusal: &Refusal) -> String {
    match refusal {
        Refusal::UnknownCandidate(id) => unknown_candidate(lang, &clean::line(id.as_str())),
        Refusal::UnknownMember(id) => unknown_member(lang, &clean::line(id.as_str())),
        Refusal::UnknownItem(id) => unknown_item(lang, &clean::line(id.as_str())),
        Refusal::UnknownMark(item, mark) => {
            let of = plan.grid.item(item).map_or(&plan.grid.scale, |item| plan.grid.scale_of(&item));
            let typed = number(lang, &clean::line(mark.as_str()));
            unknown_mark(lang, item.as_str(), &typed, &scale(lang, of))
        }
        Refusal::UnknownRequirement(id) => unknown_requirement(lang, &clean::line(id.as_str())),
        Refusal::UnknownBlock(id) if plan.grid.block(id).is_none() => no_such_block(lang, &clean::line(id.as_str())),
        Refusal::UnknownBlock(id) => unknown_block(lang, &clean::line(id.as_str())),
        Refusal::NoHearing => no_hearing(lang),
        Refusal::PhaseRunning => phase_running(lang),
        Refusal::NothingRuns => nothing_runs(lang),
        Refusal::PhasesOver => phases_over(lang),
        Refusal::AlreadyPaused => already_paused(lang),
        Refusal::NotPaused => not_paused(lang),
        Refusal::GapOpen => gap_open(lang),
        Refusal::NoGap => no_gap(lang),
        Refusal::ReasonNeeded => reason_needed(lang),
        Refusal::TooLong { length } => too_long(lang, *length, clean::LONGEST_TEXT),
        Refusal::NobodyPresent => nobody_present(lang),
        Refusal::PresenceUnknown => presence_unknown(lang),
        Refusal::Shortfall(rules) => shortfall_first(lang, &jury::rules(lang, plan, rules)),
        Refusal::ShortfallOf(id, rules) => {
            shortfall_of(lang, &candidate_name(plan, id), &jury::rules(lang, plan, rules))
        }
        Refusal::NoShortfall => no_shortfall(lang),
        Refusal::CandidateAbsent => is_absent(lang),
        Refusal::HearingBegan => hearing_began(lang),
        Refusal::NothingToUndo => nothing_to_undo(lang),
        Refusal::NotDeliberating => not_deliberating(lang),
        Refusal::DecisionNeedsReason(block, proposed) => {
            let why = plan.grid.block(block).map(|block| proposal(lang, &plan.grid, block, proposed));
            needs_reason(lang, &why.unwrap_or_default())
        }
        Refusal::Undecided(blocks) => undecided(lang, &codes(blocks)),
        Refusal::MinutesDrawn => drawn_already(lang),
        Refusal::MinutesNotDrawn => not_drawn(lang),
        Refusal::NotPresent(id) => not_present(lang, member_name(plan, id)),
        Refusal::CommonDrawn(id) => common_drawn(lang, &clean::line(id.as_str())),
        Refusal::GroupBehind => group_behind(lang),
        Refusal::AlreadySigned(id) => already_signed(lang, member_name(plan, id)),
        // The words for the rest stand in their own rooms.
        other => sheets::refusal(lang, plan, other).or_else(|| around::refusal(lang, plan, other)).unwrap_or_default(),
    }
}

words! {
    semicolon() { " ; " / "; " }
}

words! {
    already() { "c’était déjà le cas" / "it was so already" }
    withdrew(block: &BlockCode) { "une note a changé : {block} est de nouveau à décider" / "a mark has changed: {block} is to be decided again" }
    withdrew_for(id: &str, block: &BlockCode) { "la note commune a changé : pour {id}, {block} est de nouveau à décider" / "the common mark has changed: for {id}, {block} is to be decided again" }
    took_back_mark(item: &ItemCode) { "note de {item} : dernière saisie annulée" / "undone: the last mark on {item}" }
    took_back_comment(item: &ItemCode) { "commentaire de {item} : dernière saisie annulée" / "undone: the last comment on {item}" }
    took_back_decision(block: &BlockCode) { "décision sur {block} annulée" / "undone: the last decision on {block}" }
    took_back_requirement(title: &str) { "{title} : dernière saisie annulée" / "undone: the last answer on {title}" }
    took_back_stop() { "arrêt annulé : le chronomètre est en pause, reprenez avec le candidat" / "stop undone: the clock is paused, resume with the candidate" }
    took_back_recusal(name: &str) { "annulé : {name} ne se déporte plus" / "undone: the recusal of {name}" }
    took_back_missing(name: &str) { "la fiche n’est plus déclarée manquante ({name})" / "the sheet is no longer said to be missing ({name})" }
    took_back_absence() { "absence annulée" / "undone: the absence" }
    not_saved(why: &str) { "NON ENREGISTRÉ : {why} — refaites la saisie" / "NOT SAVED: {why} — enter it again" }
    namesakes(one: &str, other: &str) { "{one} et {other} portent le même nom : est-ce la même personne ?" / "{one} and {other} have the same name: are they the same person?" }
    alike(one: &str, other: &str) { "{one} et {other} se ressemblent sans être identiques : vérifiez qui vous ouvrez" / "{one} and {other} look the same and are not: check whom you open" }
    pasted_nowhere() { "collage ignoré : aucun champ de texte n’est ouvert" / "paste ignored: no text field is open" }
    time_left(phase: &str, left: &str) { "{phase} : il reste {left}" / "{phase}: {left} left" }
    time_is_up(phase: &str) { "{phase} : temps écoulé" / "{phase}: time is up" }
    unsaved_text() { "commentaire non enregistré : Échap encore pour l’abandonner" / "comment not saved: Esc again to abandon it" }
    unsaved_form() { "formulaire non enregistré : Échap encore pour l’abandonner" / "form not saved: Esc again to abandon it" }
    nothing_to_adopt() { "aucune proposition à adopter : des items sont sans note, ou tout est décidé" / "nothing to adopt: items are unmarked, or everything is decided" }
    decided_for_a_reason(block: &BlockCode) { "{block} est décidé avec un motif : v ou r pour en changer" / "{block} is decided for a reason: v or r to change it" }
    no_item_here() { "placez d’abord le curseur sur un item" / "first put the cursor on an item" }
    all_marked() { "tous les items ont une note" / "every item has a mark" }
    passphrase_needed(name: &str) { "phrase secrète demandée (clé de signature, {name})" / "passphrase needed (signing key, {name})" }
    wrong_passphrase(name: &str) { "ce n’est pas la bonne phrase secrète (clé de signature, {name})" / "that is not the passphrase (signing key, {name})" }
    no_key(name: &str) { "la session n’indique pas de clé pour {name}" / "the session gives no key for {name}" }
    another_key(name: &str) { "la clé trouvée n’est pas celle que la session indique pour {name}" / "the key found is not the one that the session names for {name}" }
    key_unreadable(file: &str, why: &str) { "la clé {file} ne se lit pas : {why}" / "key {file} cannot be read: {why}" }
    not_a_key(file: &str) { "{file} n’est pas une clé de signature Ed25519 d’OpenSSH" / "{file} is no Ed25519 signing key of OpenSSH" }
    no_agent() { "aucun agent de clés (ssh-agent) ne tourne, et la session ne nomme pas de fichier de clé" / "no key agent (ssh-agent) runs, and the session names no key file" }
    agent_unreachable() { "l’agent de clés (ssh-agent) ne répond pas" / "the key agent (ssh-agent) does not answer" }
    agent_lacks_key(fingerprint: &str) { "l’agent de clés n’a pas cette clé ({fingerprint}) : ajoutez-la avec ssh-add" / "the key agent does not have this key ({fingerprint}): add it with ssh-add" }
    agent_refused() { "l’agent de clés a refusé de signer" / "the key agent refused to sign" }
    key_fault(why: &str) { "la clé ne peut pas servir : {why}" / "the key cannot be used: {why}" }
    write_failed(file: &str, why: &str) { "{file} n’a pas pu être écrit : {why}" / "{file} could not be written: {why}" }
}

/// A notice, in words.
pub fn notice(lang: Lang, plan: &Plan, notice: &Notice) -> String {
    match notice {
        Notice::Done(done) => event(lang, plan, done),
        Notice::Withdrew(block) => withdrew(lang, block),
        Notice::WithdrewFor(id, block) => withdrew_for(lang, &clean::line(id.as_str()), block),
        Notice::TookBack(TakenBack::Mark(item)) => took_back_mark(lang, item),
        Notice::TookBack(TakenBack::Comment(item)) => took_back_comment(lang, item),
        Notice::TookBack(TakenBack::Decision(block)) => took_back_decision(lang, block),
        Notice::TookBack(TakenBack::Requirement(id)) => took_back_requirement(lang, requirement_name(lang, plan, id)),
        Notice::TookBack(TakenBack::Absence) => took_back_absence(lang),
        Notice::TookBack(TakenBack::Recusal(id)) => took_back_recusal(lang, member_name(plan, id)),
        Notice::TookBack(TakenBack::Missing(id)) => took_back_missing(lang, member_name(plan, id)),
        Notice::TookBack(TakenBack::StopInGroup) => group::took_back_stop(lang),
        Notice::TookBack(TakenBack::Stop) => took_back_stop(lang),
        Notice::Already => already(lang),
        Notice::Refused(why) => refusal(lang, plan, why),
        Notice::Found(place, of) => super::screens::found(lang, *place, *of),
        Notice::NotFound(words) => super::screens::not_found(lang, words),
        Notice::Namesakes(one, other) => namesakes(lang, &clean::line(one.as_str()), &clean::line(other.as_str())),
        Notice::Alike(one, other) => alike(lang, &clean::line(one.as_str()), &clean::line(other.as_str())),
        Notice::PastedNowhere => pasted_nowhere(lang),
        Notice::NotSaved(why) => not_saved(lang, &disk(lang, why)),
        Notice::TimeLeft(phase, left) if left.is_zero() => time_is_up(lang, wording(lang, phase)),
        Notice::TimeLeft(phase, left) => time_left(lang, wording(lang, phase), &length(*left)),
        Notice::SigningFailed(fault) => signing_fault(lang, plan, fault),
        Notice::UnsavedText => unsaved_text(lang),
        Notice::UnsavedForm => unsaved_form(lang),
        Notice::NothingToAdopt => nothing_to_adopt(lang),
        Notice::NoItemHere => no_item_here(lang),
        Notice::SheetOpen(id) => alone::sheet_open(lang, member_name(plan, id)),
        Notice::WrongCode(id) => alone::wrong_code(lang, member_name(plan, id)),
        Notice::CodeTooShort => alone::code_too_short(lang),
        Notice::CodesDiffer => alone::codes_differ(lang),
        Notice::NoKeyMade => alone::no_key_made(lang),
        Notice::NothingToDiscuss => alone::nothing_to_discuss(lang),
        Notice::CommonRetained(count) => alone::common_retained(lang, *count),
        Notice::AllMarked => all_marked(lang),
        Notice::RevealTooEarly => alone::reveal_too_early(lang),
        Notice::AllSigned(papers) => around::signed_on_paper(lang, plan, papers),
        Notice::DecidedForAReason(block) => decided_for_a_reason(lang, block),
    }
}

/// Why a member cannot sign, in words.
pub fn signing_fault(lang: Lang, plan: &Plan, fault: &SigningFault) -> String {
    match fault {
        SigningFault::PassphraseNeeded(id) => passphrase_needed(lang, member_name(plan, id)),
        SigningFault::WrongPassphrase(id) => wrong_passphrase(lang, member_name(plan, id)),
        SigningFault::NoKey(id) => no_key(lang, member_name(plan, id)),
        SigningFault::AnotherKey(id) => another_key(lang, member_name(plan, id)),
        SigningFault::KeyUnreadable(file, why) => key_unreadable(lang, file, &disk(lang, why)),
        SigningFault::NotAKey(file) => not_a_key(lang, file),
        SigningFault::NoAgent => no_agent(lang),
        SigningFault::AgentUnreachable => agent_unreachable(lang),
        SigningFault::AgentLacksKey(fingerprint) => agent_lacks_key(lang, fingerprint),
        SigningFault::AgentRefused => agent_refused(lang),
        SigningFault::Key(why) => key_fault(lang, why),
        SigningFault::Write(file, why) => write_failed(lang, file, &disk(lang, why)),
    }
}
