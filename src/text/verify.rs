//! What `verify` says of minutes.

use super::{Lang, words};
use crate::domain::closing::{Closing, SettledState};
use crate::domain::minutes::HearingState;
use crate::text::cli::clerk_error;
use crate::text::{cli, exam, plural, signing};
use crate::verify::{Clash, Fault, Standing, Verified, VerifiedClosing};

words! {
    is_fine(name: &str, who: &str, candidate: &str, award: &str) { "✓ {name} : {candidate}, {award} ; signé par {who}" / "✓ {name}: {candidate}, {award}; signed by {who}" }
    with_journal(line: &str) { "{line} ; conforme au journal" / "{line}; as the journal has it" }
    without_journal(line: &str) { "{line} ; sans journal à comparer" / "{line}; no journal to compare with" }
    on_paper(line: &str, who: &str) { "{line} ; sur papier : {who}" / "{line}; on paper: {who}" }
    unsigned_seals(line: &str, who: &str) { "{line} ; fiche scellée sans signature : {who}" / "{line}; sheet sealed without a signature: {who}" }
    replaced_by(line: &str, version: u32) { "{line} ; annulé et remplacé par la version {version}" / "{line}; annulled and replaced by version {version}" }
    amending(line: &str) { "{line} ; annulé, un rectificatif est en cours" / "{line}; annulled, an amendment is under way" }
    closing_is_fine(name: &str, session: &str, states: &str, who: &str) { "✓ {name} : clôture de la session {session}, {states} ; signée par {who}" / "✓ {name}: closing of session {session}, {states}; signed by {who}" }
    was_absent() { "absent" / "absent" }
    were_absent() { "absents" / "absent" }
    was_postponed() { "reporté" / "postponed" }
    were_postponed() { "reportés" / "postponed" }
    is_wrong(name: &str, why: &str) { "✗ {name} : {why}" / "✗ {name}: {why}" }
    no_signature() { "aucune signature à côté du fichier" / "no signature beside the file" }
    signature(file: &str, why: &str) { "signature {file} refusée : {why}" / "signature {file} refused: {why}" }
    unreadable(file: &str, why: &str) { "{file} ne se lit pas : {why}" / "{file} cannot be read: {why}" }
    format(why: &str) { "ce n’est pas un procès-verbal que ce programme connaît : {why}" / "not minutes that this program knows: {why}" }
    name(expected: &str) { "ce fichier a été renommé : il devrait s’appeler {expected}" / "this file was renamed: it should be called {expected}" }
    csv(file: &str) { "{file} n’est pas le tableau signé avec ce procès-verbal : il a été modifié" / "{file} is not the table signed with these minutes: it was altered" }
    not_of_the_jury(who: &str) { "« {who} » a signé sans avoir siégé" / "“{who}” signed without having sat" }
    president_missing(name: &str) { "{name} préside le jury et n’a pas signé" / "{name} presides and has not signed" }
    journal(why: &str) { "le journal de la session ne tient pas : {why}" / "the session’s journal does not hold: {why}" }
    journal_head(record: u64) { "le journal de la session n’a pas l’enregistrement n° {record} dont ce procès-verbal est tiré : il a été modifié ou coupé" / "the session’s journal does not have record no. {record} from which these minutes were drawn: it was altered or cut" }
    journal_torn(line: u64) { "le journal de la session finit à la ligne {line} par un enregistrement incomplet ou modifié" / "the session’s journal ends at line {line} in a record that is incomplete or altered" }
    not_recorded(who: &str) { "le journal de la session ne connaît pas la signature de « {who} » : il a été coupé, ou la signature vient d’ailleurs" / "the session’s journal does not know of the signature of “{who}”: it was cut, or the signature comes from elsewhere" }
    link() { "c’est un lien vers un autre endroit : vérifiez le fichier lui-même" / "it is a link to another place: verify the file itself" }
    signature_missing(name: &str) { "signature manquante : {name} devait signer, et rien n’indique ici que ce soit fait, ni avec une clé ni sur papier" / "signature missing: {name} had to sign, and nothing here says that it was done, with a key or on paper" }
    sheet_altered(name: &str) { "la fiche de {name} n’est pas celle qui a été scellée : une note, un commentaire ou le sceau a été changé depuis" / "the sheet of {name} is not the one that was sealed: a mark, a comment or the seal was changed since" }
    seal_signature(name: &str, why: &str) { "le sceau de la fiche de {name} n’est pas signé par {name} : {why}" / "the seal of the sheet of {name} is not signed by {name}: {why}" }
    seal_unsigned(name: &str) { "{name} a une clé, mais n’a signé ni sa fiche ni ce procès-verbal : rien ne montre que ces notes sont les siennes" / "{name} has a key, but signed neither the sheet nor these minutes: nothing shows whose marks these are" }
    journal_seal(name: &str, record: u64) { "le journal de la session a un autre sceau pour la fiche de {name} (enregistrement n° {record}) : l’un des deux a été modifié" / "the session’s journal has another seal for the sheet of {name} (record no. {record}): one of the two was altered" }
    journal_sheet(name: &str, record: u64) { "le journal de la session n’a plus ce que {name} a écrit sur sa fiche (enregistrement n° {record}) : il a été modifié" / "the session’s journal no longer has what {name} wrote on the sheet (record no. {record}): it was altered" }
    amends(version: u32) { "la version {version}, à côté, n’est pas celle que ce rectificatif annule : l’une des deux a été modifiée" / "version {version}, beside it, is not the one that this amendment annuls: one of the two was altered" }
    superseded(version: u32) { "ce procès-verbal est annulé et remplacé par la version {version}, qui n’est pas à côté" / "these minutes are annulled and replaced by version {version}, which is not beside them" }
    later_unverified(version: u32) { "la version {version}, à côté, ne se vérifie pas : on ne peut pas dire laquelle vaut" / "version {version}, beside it, does not verify: which one holds cannot be said" }
    closing_gone() { "d’après le journal, la session est close ; sa clôture (session.toml) n’est pas à côté" / "by the journal the session is closed; its closing (session.toml) is not beside these minutes" }
    closing_missing(file: &str) { "la clôture nomme {file}, qui n’est pas à côté" / "the closing names {file}, which is not beside it" }
    closing_differs(file: &str) { "{file} n’est pas le fichier que nomme la clôture : il a été remplacé ou modifié" / "{file} is not the file that the closing names: it was replaced or altered" }
    closing_extra(file: &str) { "la clôture ne connaît pas {file} : ce fichier est venu après, ou d’ailleurs" / "the closing does not know {file}: it came later, or from elsewhere" }
    closing_contradiction() { "cette clôture se contredit : candidats, versions et signatures ne vont pas ensemble" / "this closing contradicts itself: candidates, versions and signatures do not go together" }
    closing_not_from_journal() { "cette clôture n’est pas celle que donne le journal de la session" / "this closing is not what the session’s journal gives" }
    contradicts(what: &str) { "ce procès-verbal se contredit : {what}" / "these minutes contradict themselves: {what}" }
    clash_jury() { "présents, déports et signatures exigées ne vont pas ensemble" / "those present, the recusals and the signatures required do not go together" }
    clash_course() { "version, rectificatif et absence ne vont pas ensemble" / "version, amendment and absence do not go together" }
    clash_items() { "ce qui est dit d’un bloc n’est pas ce qui est noté sur ses items" / "what is said of a block is not what is marked on its items" }
    clash_sheets() { "les fiches ne sont pas celles des jurés qui ont noté" / "the sheets are not those of the jurors who marked" }
    clash_mark(item: &str) { "{item} : la note retenue ne peut pas venir de ces fiches" / "{item}: the retained mark cannot come of these sheets" }
    contradiction() { "ce procès-verbal se contredit : présents, décisions et résultat ne vont pas ensemble" / "these minutes contradict themselves: those present, decisions and outcome do not go together" }
    not_from_journal() { "ce procès-verbal n’est pas celui que donne le journal de la session" / "these minutes are not what the session’s journal gives" }
}

/// One line for minutes that are fine.
pub fn fine(lang: Lang, name: &str, seen: &Verified) -> String {
    let minutes = &seen.minutes;
    let candidate = format!("{} {}", minutes.candidate.given_name, minutes.candidate.family_name);
    let outcome = match minutes.state {
        HearingState::Absent => was_absent(lang),
        HearingState::Heard | HearingState::Stopped => exam::award(lang, minutes.outcome.award),
    };
    let mut line = is_fine(lang, name, &seen.signers.join(", "), &candidate, &outcome);
    if !seen.papers.is_empty() {
        line = on_paper(lang, &line, &seen.papers.join(", "));
    }
    if !seen.unsigned_seals.is_empty() {
        line = unsigned_seals(lang, &line, &seen.unsigned_seals.join(", "));
    }
    line = match seen.standing {
        Standing::Holds => line,
        Standing::ReplacedBy(version) => replaced_by(lang, &line, version),
        Standing::Amending => amending(lang, &line),
    };
    if seen.journal { with_journal(lang, &line) } else { without_journal(lang, &line) }
}

/// One line for a closing that is fine.
pub fn closing_fine(lang: Lang, name: &str, seen: &VerifiedClosing) -> String {
    let states = states(lang, &seen.closing);
    let line = closing_is_fine(lang, name, &seen.closing.session.name, &states, &seen.signers.join(", "));
    if seen.journal { with_journal(lang, &line) } else { without_journal(lang, &line) }
}

/// How many candidates there are, and how many of them were absent or put off.
fn states(lang: Lang, closing: &Closing) -> String {
    let count = |state| closing.candidate.iter().filter(|each| each.state == state).count();
    let (all, absent, later) = (closing.candidate.len(), count(SettledState::Absent), count(SettledState::Postponed));
    let mut said = vec![format!("{all} {}", cli::candidates(lang, all))];
    if absent > 0 {
        said.push(format!("{absent} {}", plural(lang, absent, &was_absent(lang), &were_absent(lang))));
    }
    if later > 0 {
        said.push(format!("{later} {}", plural(lang, later, &was_postponed(lang), &were_postponed(lang))));
    }
    said.join(", ")
}

/// One line for what is wrong with minutes.
pub fn wrong(lang: Lang, name: &str, fault: &Fault) -> String {
    is_wrong(lang, name, &reason(lang, fault))
}

fn reason(lang: Lang, fault: &Fault) -> String {
    match fault {
        Fault::NoSignature => no_signature(lang),
        Fault::Signature { file, why } => signature(lang, file, &signing::refused(lang, why)),
        Fault::Unreadable { file, why } => unreadable(lang, file, why),
        Fault::Format(why) => format(lang, why),
        Fault::Name { expected } => self::name(lang, expected),
        Fault::Csv { file } => csv(lang, file),
        Fault::NotOfTheJury(who) => not_of_the_jury(lang, who),
        Fault::PresidentMissing(name) => president_missing(lang, name),
        Fault::Journal(why) => journal(lang, &clerk_error(lang, why)),
        Fault::JournalHead { record } => journal_head(lang, *record),
        Fault::JournalTorn { line } => journal_torn(lang, *line),
        Fault::NotRecorded(who) => not_recorded(lang, who),
        Fault::Link => link(lang),
        Fault::Contradiction(clash) => contradicting(lang, clash),
        Fault::SignatureMissing(name) => signature_missing(lang, name),
        Fault::SheetAltered(name) => sheet_altered(lang, name),
        Fault::SealSignature { member, why } => seal_signature(lang, member, &signing::refused(lang, why)),
        Fault::SealUnsigned(name) => seal_unsigned(lang, name),
        Fault::JournalSeal { member, record } => journal_seal(lang, member, *record),
        Fault::JournalSheet { member, record } => journal_sheet(lang, member, *record),
        Fault::Amends(version) => amends(lang, *version),
        Fault::Superseded(version) => superseded(lang, *version),
        Fault::LaterUnverified(version) => later_unverified(lang, *version),
        Fault::ClosingGone => closing_gone(lang),
        Fault::ClosingMissing(file) => closing_missing(lang, file),
        Fault::ClosingDiffers(file) => closing_differs(lang, file),
        Fault::ClosingExtra(file) => closing_extra(lang, file),
        Fault::ClosingContradiction => closing_contradiction(lang),
        Fault::ClosingNotFromJournal => closing_not_from_journal(lang),
        Fault::NotFromJournal => not_from_journal(lang),
    }
}

fn contradicting(lang: Lang, clash: &Clash) -> String {
    match clash {
        Clash::Outcome => contradiction(lang),
        Clash::Jury => contradicts(lang, &clash_jury(lang)),
        Clash::Course => contradicts(lang, &clash_course(lang)),
        Clash::Items => contradicts(lang, &clash_items(lang)),
        Clash::Sheets => contradicts(lang, &clash_sheets(lang)),
        Clash::Mark(item) => contradicts(lang, &clash_mark(lang, item.as_str())),
    }
}
