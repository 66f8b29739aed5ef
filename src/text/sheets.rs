//! The words for sheets of jurors who mark alone: what happened to them, and why something is refused.

use super::decision::mark_of;
use super::exam::{candidate_name, member_name};
use super::{Lang, group, words};
use crate::domain::command::Refusal;
use crate::domain::event::{Event, How};
use crate::domain::id::{ItemCode, MemberId};
use crate::domain::session::Plan;

words! {
    code_chosen(name: &str) { "{name} a sa fiche, fermée aux autres" / "{name} has a sheet, closed to the others" }
    code_renewed(name: &str, reason: &str) { "nouveau code pour {name}, ses fiches non scellées sont à refaire : {reason}" / "new code for {name}, whose unsealed sheets begin anew: {reason}" }
    sheet_written(name: &str, left: usize) { "fiche enregistrée ({name}) ; sans note : {left}" / "sheet saved ({name}); without a mark: {left}" }
    sheet_written_whole(name: &str) { "fiche enregistrée ({name}) ; complète" / "sheet saved ({name}); complete" }
    sheet_sealed(name: &str) { "fiche scellée et signée ({name})" / "sheet sealed and signed ({name})" }
    sheet_sealed_unsigned(name: &str) { "fiche scellée, sans signature ({name})" / "sheet sealed, without a signature ({name})" }
    sheet_missing(name: &str, reason: &str) { "fiche manquante au dévoilement : {name} ({reason})" / "sheet missing from the reveal: {name} ({reason})" }
    sheets_revealed(count: usize) { "fiches dévoilées : {count}" / "sheets revealed: {count}" }
    retained(item: &ItemCode, mark: &str, how: &str) { "{item} : {mark}, {how}" / "{item}: {mark}, {how}" }
    retained_because(item: &ItemCode, mark: &str, how: &str, reason: &str) { "{item} : {mark}, {how} ({reason})" / "{item}: {mark}, {how} ({reason})" }
    nothing_retained(item: &ItemCode) { "{item} : plus de note retenue" / "{item}: no mark retained any more" }
    how_common() { "note commune" / "common mark" }
    how_choice() { "note retenue par le jury" / "mark retained by the jury" }
    how_casting() { "voix prépondérante" / "casting vote" }
    sheets_closed() { "les fiches ne sont pas dévoilées : chacun note d’abord la sienne" / "the sheets are not revealed: each juror first marks alone" }
    no_sheets() { "dans cette session, le jury note ensemble : il n’y a pas de fiche par juré" / "in this session the jury marks together: there is no sheet for each juror" }
    not_marking(name: &str) { "{name} préside sans noter : pas de fiche" / "{name} presides without marking: no sheet" }
    sheet_fixed(name: &str) { "la fiche est scellée ou déclarée manquante ({name}) : elle ne change plus" / "the sheet is sealed or said to be missing ({name}): it changes no more" }
    common_sealed(who: &str) { "cet item est commun, et la fiche pour {who} est scellée : la note n’y change plus" / "this item is common, and the sheet for {who} is sealed: the mark changes no more" }
    wrong_key(name: &str) { "ce n’est pas ce qui ouvre la fiche ({name})" / "this is not what opens the sheet ({name})" }
    nothing_on_sheet() { "rien à annuler sur cette fiche" / "nothing to undo on this sheet" }
    sheets_open(names: &str) { "fiche à sceller, ou à déclarer manquante avec un motif : {names}" / "sheet to seal, or to declare missing with a reason: {names}" }
    revealed_already() { "les fiches sont dévoilées : ce qui change désormais, c’est la note retenue" / "the sheets are revealed: what changes from here on is the retained mark" }
    nothing_common() { "aucune note commune à retenir : les autres items se discutent" / "no common mark to retain: the other items are to be discussed" }
    gap_needs_reason(item: &ItemCode) { "{item} : l’écart dépasse le seuil, ou aucun juré n’a donné cette note : un motif est nécessaire" / "{item}: the gap is beyond the threshold, or no juror gave this mark: a reason is needed" }
    no_casting_vote() { "la grille ne donne pas de voix prépondérante au président du jury" / "the grid gives the president no casting vote" }
    no_tie(item: &ItemCode) { "{item} : pas de partage égal des voix avec la note de la présidence" / "{item}: the votes are not equally divided with the president’s mark" }
}

/// How the jury came to retain a mark, in words.
pub fn how(lang: Lang, how: How) -> String {
    match how {
        How::Common => how_common(lang),
        How::Choice => how_choice(lang),
        How::CastingVote => how_casting(lang),
    }
}

/// What happened to sheets, in words; none for what is not of sheets.
pub(super) fn event(lang: Lang, plan: &Plan, event: &Event) -> Option<String> {
    let name = |member: &MemberId| member_name(plan, member).to_owned();
    Some(match event {
        Event::CodeChosen { member, reason: None, .. } => code_chosen(lang, &name(member)),
        Event::CodeChosen { member, reason: Some(reason), .. } => code_renewed(lang, &name(member), reason),
        Event::SheetWritten { member, left: 0, .. } => sheet_written_whole(lang, &name(member)),
        Event::SheetWritten { member, left, .. } => sheet_written(lang, &name(member), *left),
        Event::SheetSealed { member, signature: Some(_), .. } => sheet_sealed(lang, &name(member)),
        Event::SheetSealed { member, signature: None, .. } => sheet_sealed_unsigned(lang, &name(member)),
        Event::SheetMissing { member, reason, .. } => sheet_missing(lang, &name(member), reason),
        Event::SheetsRevealed { keys, .. } => sheets_revealed(lang, keys.len()),
        Event::MarkRetained { item, mark: None, .. } => nothing_retained(lang, item),
        Event::MarkRetained { candidate, item, mark: Some(mark), how: by, reason } => {
            let (mark, by) = (mark_of(lang, &plan.grid, item, mark), how(lang, *by));
            let common = if plan.is_common(candidate, item) { group::sign_common(lang) } else { String::new() };
            let said = match reason {
                Some(reason) => retained_because(lang, item, &mark, &by, reason),
                None => retained(lang, item, &mark, &by),
            };
            said + &common
        }
        _ => return None,
    })
}

/// Why something is refused, in words; none for what does not speak of sheets.
pub(super) fn refusal(lang: Lang, plan: &Plan, refusal: &Refusal) -> Option<String> {
    Some(match refusal {
        Refusal::SheetsClosed => sheets_closed(lang),
        Refusal::NoSheets => no_sheets(lang),
        Refusal::NotMarking(id) => not_marking(lang, member_name(plan, id)),
        Refusal::CommonSealed(id) => common_sealed(lang, &candidate_name(plan, id)),
        Refusal::SheetFixed(id) => sheet_fixed(lang, member_name(plan, id)),
        Refusal::WrongKey(id) => wrong_key(lang, member_name(plan, id)),
        Refusal::NothingOnSheet => nothing_on_sheet(lang),
        Refusal::SheetsOpen(ids) => {
            let names: Vec<&str> = ids.iter().map(|id| member_name(plan, id)).collect();
            sheets_open(lang, &names.join(", "))
        }
        Refusal::Revealed => revealed_already(lang),
        Refusal::NothingCommon => nothing_common(lang),
        Refusal::GapNeedsReason(item) => gap_needs_reason(lang, item),
        Refusal::NoCastingVote => no_casting_vote(lang),
        Refusal::NoTie(item) => no_tie(lang, item),
        _ => return None,
    })
}
