//! The words of an export.

use super::{Lang, cli, plural, words};
use crate::domain::id::CandidateId;
use crate::export::{Bundle, ExportFault};

words! {
    files_made(file: &str, count: usize, minutes: usize, word: &str) { "{file} : {count} fichiers, dont {minutes} {word}" / "{file}: {count} files, {minutes} {word} among them" }
    digest(digest: &str) { "SHA-256 : {digest}" / "SHA-256: {digest}" }
    put_off(who: &str) { "Reportés à une autre session : {who}" / "Put off to another session: {who}" }
    all_but_put_off() { "✓ Tous les autres candidats ont un procès-verbal signé." / "✓ All other candidates have signed minutes." }
    all_signed() { "✓ Chaque candidat a un procès-verbal signé." / "✓ Every candidate has signed minutes." }
    unsigned(count: usize, all: usize, word: &str, who: &str) { "⚠ {count} {word} sur {all} sans procès-verbal signé comme la session le demande : {who}" / "⚠ {count} {word} of {all} without minutes signed as the session asks: {who}" }
    open_at(seq: u64) { "⚠ Une soutenance est ouverte : rien de ce qui suit l’enregistrement n° {seq} n’est dans ce fichier." / "⚠ A hearing is open: nothing after record no. {seq} is in this file." }
    to_verify(folder: &str) { "Pour vérifier, une fois décompressé : soutenance verify {folder}/minutes --signers {folder}/allowed_signers" / "To verify, once unpacked: soutenance verify {folder}/minutes --signers {folder}/allowed_signers" }
    compare_signers() { "Ce fichier allowed_signers vient de la session : comparez ses clés à celles que vous tenez des personnes elles-mêmes." / "This allowed_signers file comes from the session: compare its keys with those that you have from the people themselves." }
    torn(line: u64) { "la ligne {line} du journal est une écriture interrompue : ouvrez la session avec « soutenance run », qui la met de côté, puis recommencez" / "line {line} of the journal is an interrupted write: open the session with “soutenance run”, which sets it aside, then try again" }
    busy() { "la session change sans cesse pendant la lecture : recommencez dans un instant" / "the session changes all the time while it is read: try again in a moment" }
    link(path: &str) { "{path} est un lien, qui peut mener n’importe où : remplacez-le par le fichier lui-même" / "{path} is a link, which may lead anywhere: put the file itself in its place" }
    not_plain(path: &str) { "{path} n’est pas un fichier ordinaire : déplacez-le hors de la session" / "{path} is no ordinary file: move it out of the session" }
    name(path: &str) { "{path} : ce nom ne peut pas être décompressé partout ; renommez le fichier" / "{path}: this name cannot be unpacked everywhere; rename the file" }
    private_key(path: &str) { "{path} est une clé privée : elle ne doit pas quitter la salle ; retirez-la de là" / "{path} is a private key: it must not leave the room; take it away from there" }
    too_large(path: &str) { "avec {path}, l’ensemble est beaucoup trop grand pour une session" / "with {path} the whole is far too large for a session" }
    inside(path: &str) { "{path} serait dans le dossier de la session : écrivez-le ailleurs" / "{path} would be in the session’s folder: write it elsewhere" }
    no_name(path: &str) { "« {path} » n’est pas un nom de fichier" / "“{path}” is no file name" }
    zip_fault(why: &str) { "le fichier zip n’a pas pu être fait : {why}" / "the zip file could not be made: {why}" }
}

/// What was put into which file.
pub fn made(lang: Lang, file: &str, bundle: &Bundle) -> String {
    let word = match lang {
        Lang::Fr => plural(lang, bundle.minutes, "procès-verbal", "procès-verbaux"),
        Lang::En => "minutes",
    };
    files_made(lang, file, bundle.count(), bundle.minutes, word)
}

/// Who was put off, and what is not done yet.
pub fn remaining(lang: Lang, bundle: &Bundle) -> Vec<String> {
    let names = |ids: &[CandidateId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let off = (!bundle.put_off.is_empty()).then(|| put_off(lang, &names(&bundle.put_off)));
    let left = bundle.remaining.len();
    let rest = match (left, off.is_some()) {
        (0, false) => all_signed(lang),
        (0, true) => all_but_put_off(lang),
        _ => unsigned(lang, left, bundle.candidates, cli::candidates(lang, left), &names(&bundle.remaining)),
    };
    off.into_iter().chain([rest]).collect()
}

/// Why a session could not be put into one file.
pub fn fault(lang: Lang, fault: &ExportFault) -> String {
    let shown = |path: &std::path::Path| path.display().to_string();
    match fault {
        ExportFault::Session(fault) => cli::clerk_error(lang, fault),
        ExportFault::Torn(line) => torn(lang, *line),
        ExportFault::Busy => busy(lang),
        ExportFault::Link(path) => link(lang, &shown(path)),
        ExportFault::NotPlain(path) => not_plain(lang, &shown(path)),
        ExportFault::Name(path) => name(lang, &shown(path)),
        ExportFault::PrivateKey(path) => private_key(lang, &shown(path)),
        ExportFault::TooLarge(path) => too_large(lang, &shown(path)),
        ExportFault::Exists(path) => cli::already_there(lang, &shown(path)),
        ExportFault::Inside(path) => inside(lang, &shown(path)),
        ExportFault::NoName(path) => no_name(lang, &shown(path)),
        ExportFault::Unwritten(fault) => cli::unwritten(lang, fault),
        ExportFault::Zip(fault) => zip_fault(lang, &fault.to_string()),
    }
}
