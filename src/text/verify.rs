//! What `verify` says of minutes.

mod json;

pub use json::json;

use chrono::{DateTime, SecondsFormat, Utc};

use super::{Lang, words};
use crate::clerk::disk_fault;
use crate::domain::closing::{Closing, SettledState};
use crate::domain::minutes::HearingState;
use crate::received::ArchiveFault;
use crate::text::cli::clerk_error;
use crate::text::{cli, disk, exam, plural, signing};
use crate::verify::{Clash, Fault, Seen, Signed, Standing, Verified, VerifiedClosing};

words! {
    is_fine(name: &str, who: &str, candidate: &str, award: &str) { "✓ {name} : {candidate}, {award} ; signé par {who}" / "✓ {name}: {candidate}, {award}; signed by {who}" }
    with_journal(line: &str) { "{line} ; conforme au journal" / "{line}; as the journal has it" }
    without_journal(line: &str) { "{line} ; sans journal à comparer" / "{line}; no journal to compare with" }
    with_grid(line: &str) { "{line} ; décisions recalculées avec la grille" / "{line}; decisions worked out again with the grid" }
    without_grid(line: &str) { "{line} ; ni grille pour recalculer les décisions (--grid)" / "{line}; nor a grid to work the decisions out again (--grid)" }
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
    csv_missing(file: &str) { "le tableau {file}, signé avec ce procès-verbal, n’est pas à côté : demandez-le à la salle" / "the table {file}, signed with these minutes, is not beside them: ask the room for it" }
    unknown() { "ce fichier ne peut pas être examiné : s’il contient des procès-verbaux, décompressez-le ou rendez-leur leur nom" / "this file cannot be examined: if it holds minutes, unpack it or give them their names again" }
    renamed() { "ce fichier a été renommé en chemin : rendez-lui, ainsi qu’à ses signatures, le nom que le programme avait donné, comme C001.v1.toml" / "this file was renamed on the way: give it and its signatures the names that the program had given, such as C001.v1.toml" }
    signature_renamed(file: &str, expected: &str) { "la signature {file} a été renommée en chemin : elle devrait s’appeler {expected}" / "the signature {file} was renamed on the way: it should be called {expected}" }
    other_journal() { "le journal de ce dossier est celui d’une autre session : ces fichiers ont été mélangés" / "the journal of this folder is that of another session: these files were mixed up" }
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
    clash_decision(block: &str) { "bloc {block} : la décision manque, ou n’est pas ce que la règle propose et n’a pas de motif" / "block {block}: the decision is missing, or is not what the rule proposes and has no reason" }
    clash_composition() { "la composition du jury n’est pas dans les règles, et le jury n’en a pas pris acte, ou l’inverse" / "the composition of the jury is not within the rules, and the jury did not take note of it, or the reverse" }
    clash_course() { "version, rectificatif et absence ne vont pas ensemble" / "version, amendment and absence do not go together" }
    clash_items() { "ce qui est dit d’un bloc n’est pas ce qui est noté sur ses items" / "what is said of a block is not what is marked on its items" }
    clash_sheets() { "les fiches ne sont pas celles des jurés qui ont noté" / "the sheets are not those of the jurors who marked" }
    clash_mark(item: &str) { "{item} : la note retenue ne peut pas venir de ces fiches" / "{item}: the retained mark cannot come of these sheets" }
    contradiction() { "ce procès-verbal se contredit : présents, décisions et résultat ne vont pas ensemble" / "these minutes contradict themselves: those present, decisions and outcome do not go together" }
    block_not_by_the_grid(block: &str) { "bloc {block} : ce que le procès-verbal dit des notes et de la règle n’est pas ce que donne la grille" / "block {block}: what the minutes say of the marks and the rule is not what the grid gives" }
    not_by_the_grid() { "le résultat de la certification n’est pas celui que donne la grille" / "the outcome of the certification is not what the grid gives" }
    orphan() { "le procès-verbal auquel appartient ce fichier n’est pas à côté" / "the minutes to which this file belongs are not beside it" }
    not_a_zip() { "ce n’est pas un zip, ou il est abîmé : demandez-le de nouveau" / "not a zip, or a damaged one: ask for it again" }
    zip_locked() { "ce zip demande un mot de passe : décompressez-le, puis vérifiez le dossier" / "this zip asks for a password: unpack it, then verify the folder" }
    zip_too_large() { "ce zip contient plus que ce qu’une salle envoie : décompressez-le, puis vérifiez le dossier" / "this zip holds more than a room sends: unpack it, then verify the folder" }
    zip_name(name: &str) { "ce zip contient « {name} », un nom qui mène ailleurs ou qui s’y trouve deux fois : demandez-le de nouveau" / "this zip holds “{name}”, a name that leads elsewhere or is in it twice: ask for it again" }
    signs_with(who: &str, key: &str, valid: &str) { "  {who} : clé {key}, {valid}" / "  {who}: key {key}, {valid}" }
    valid_always() { "acceptée sans limite de date" / "accepted without a date limit" }
    valid_since(since: &str) { "acceptée depuis le {since}" / "accepted since {since}" }
    valid_until(until: &str) { "acceptée jusqu’au {until}" / "accepted until {until}" }
    valid_between(since: &str, until: &str) { "acceptée du {since} au {until}" / "accepted from {since} to {until}" }
    packed() { "ce zip est dans un autre zip : décompressez-le, puis vérifiez-le" / "this zip is inside another: unpack it, then verify it" }
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
    let mut line = is_fine(lang, name, &names(&seen.signers), &candidate, &outcome);
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
    match (seen.journal, seen.grid.is_some()) {
        (true, _) => with_journal(lang, &line),
        (false, true) => with_grid(lang, &without_journal(lang, &line)),
        (false, false) => without_grid(lang, &without_journal(lang, &line)),
    }
}

/// One line for a closing that is fine.
pub fn closing_fine(lang: Lang, name: &str, seen: &VerifiedClosing) -> String {
    let states = states(lang, &seen.closing);
    let line = closing_is_fine(lang, name, &seen.closing.session.name, &states, &names(&seen.signers));
    if seen.journal { with_journal(lang, &line) } else { without_journal(lang, &line) }
}

fn names(signers: &[Signed]) -> String {
    signers.iter().map(|each| each.who.as_str()).collect::<Vec<_>>().join(", ")
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

/// What there is to say of a file: one line where it is fine, else one for each fault.
pub fn lines(lang: Lang, name: &str, seen: &Seen) -> Vec<String> {
    let wrong = |why: &str| vec![is_wrong(lang, name, why)];
    match seen {
        Seen::Minutes(Ok(seen)) => vec![fine(lang, name, seen)],
        Seen::Closing(Ok(seen)) => vec![closing_fine(lang, name, seen)],
        Seen::Minutes(Err(faults)) | Seen::Closing(Err(faults)) => {
            faults.iter().flat_map(|fault| wrong(&reason(lang, fault))).collect()
        }
        Seen::Orphan => wrong(&orphan(lang)),
        Seen::Packed => wrong(&packed(lang)),
        Seen::Unknown => wrong(&unknown(lang)),
        Seen::Closed(fault) => wrong(&archive(lang, fault)),
    }
}

/// Why a folder or a zip cannot be opened.
pub fn archive(lang: Lang, fault: &ArchiveFault) -> String {
    match fault {
        ArchiveFault::Io(fault) => disk::disk(lang, &disk_fault(fault)),
        ArchiveFault::NotZip(_) => not_a_zip(lang),
        ArchiveFault::Locked => zip_locked(lang),
        ArchiveFault::TooLarge => zip_too_large(lang),
        ArchiveFault::Name(name) => zip_name(lang, name),
    }
}

/// With what somebody signed, and when the list of signers accepts it.
pub fn key(lang: Lang, signed: &Signed) -> String {
    let day = |at: &DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let valid = match (&signed.since, &signed.until) {
        (None, None) => valid_always(lang),
        (Some(since), None) => valid_since(lang, &day(since)),
        (None, Some(until)) => valid_until(lang, &day(until)),
        (Some(since), Some(until)) => valid_between(lang, &day(since), &day(until)),
    };
    signs_with(lang, &signed.who, &signed.key, &valid)
}

/// Why, in one sentence.
pub fn reason(lang: Lang, fault: &Fault) -> String {
    match fault {
        Fault::NoSignature => no_signature(lang),
        Fault::Signature { file, why } => signature(lang, file, &signing::refused(lang, why)),
        Fault::Unreadable { file, why } => unreadable(lang, file, &disk::disk(lang, why)),
        Fault::Format(why) => format(lang, why),
        Fault::Name { expected } => self::name(lang, expected),
        Fault::Csv { file } => csv(lang, file),
        Fault::CsvMissing { file } => csv_missing(lang, file),
        Fault::Renamed => renamed(lang),
        Fault::SignatureRenamed { file, expected } => signature_renamed(lang, file, expected),
        Fault::OtherJournal => other_journal(lang),
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
        Fault::NotByTheGrid(Some(block)) => block_not_by_the_grid(lang, block.as_str()),
        Fault::NotByTheGrid(None) => not_by_the_grid(lang),
    }
}

fn contradicting(lang: Lang, clash: &Clash) -> String {
    match clash {
        Clash::Outcome => contradiction(lang),
        Clash::Decision(block) => clash_decision(lang, block.as_str()),
        Clash::Composition => contradicts(lang, &clash_composition(lang)),
        Clash::Jury => contradicts(lang, &clash_jury(lang)),
        Clash::Course => contradicts(lang, &clash_course(lang)),
        Clash::Items => contradicts(lang, &clash_items(lang)),
        Clash::Sheets => contradicts(lang, &clash_sheets(lang)),
        Clash::Mark(item) => contradicts(lang, &clash_mark(lang, item.as_str())),
    }
}
