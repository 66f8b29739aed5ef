//! What `verify` says of minutes.

use super::{Lang, words};
use crate::domain::minutes::{HearingState, Minutes};
use crate::text::cli::clerk_error;
use crate::text::{exam, signing};
use crate::verify::Fault;

words! {
    is_fine(name: &str, who: &str, candidate: &str, award: &str) { "✓ {name} : {candidate}, {award} ; signé par {who}" / "✓ {name}: {candidate}, {award}; signed by {who}" }
    with_journal(line: &str) { "{line} ; conforme au journal" / "{line}; as the journal has it" }
    without_journal(line: &str) { "{line} ; sans journal à comparer" / "{line}; no journal to compare with" }
    was_absent() { "absent" / "absent" }
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
    contradiction() { "ce procès-verbal se contredit : présents, décisions et résultat ne vont pas ensemble" / "these minutes contradict themselves: those present, decisions and outcome do not go together" }
    not_from_journal() { "ce procès-verbal n’est pas celui que donne le journal de la session" / "these minutes are not what the session’s journal gives" }
}

/// One line for minutes that are fine.
pub fn fine(lang: Lang, name: &str, minutes: &Minutes, signers: &[String], journal: bool) -> String {
    let candidate = format!("{} {}", minutes.candidate.given_name, minutes.candidate.family_name);
    let outcome = match minutes.state {
        HearingState::Absent => was_absent(lang),
        HearingState::Heard | HearingState::Stopped => exam::award(lang, minutes.outcome.award),
    };
    let line = is_fine(lang, name, &signers.join(", "), &candidate, &outcome);
    if journal { with_journal(lang, &line) } else { without_journal(lang, &line) }
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
        Fault::Contradiction => contradiction(lang),
        Fault::NotFromJournal => not_from_journal(lang),
    }
}
