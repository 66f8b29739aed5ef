//! The words of the commands.

use std::io;

use super::disk::disk;
use super::{Lang, exam, plural, words};
use crate::app::message::DiskFault;
use crate::clerk::files::FileFault;
use crate::clerk::{ClerkError, disk_fault};
use crate::domain::clean;
use crate::formats::WorkbookList;
use crate::journal::lock::LockError;
use crate::journal::record::RecordFault;
use crate::journal::{Damage, JournalError};

words! {
    failed(why: &str) { "soutenance : {why}" / "soutenance: {why}" }
    no_session() { "aucune session dans « sessions » ; préparez-en une avec « soutenance new »" / "no session in “sessions”; prepare one with “soutenance new”" }
    several_sessions() { "Plusieurs sessions : dites laquelle." / "Several sessions: say which." }
    no_terminal() { "l’écran demande un terminal ; sans terminal, utilisez « run SESSION --line »" / "the screens need a terminal; without one, use “run SESSION --line”" }
    terminal_fault(why: &str) { "le terminal ne répond pas : {why}" / "the terminal does not answer: {why}" }
    bad_session_name(path: &str) { "« {path} » n’est pas un nom de dossier" / "“{path}” is no folder name" }
    already_there(path: &str) { "{path} existe déjà ; rien n’a été touché" / "{path} is there already; nothing was touched" }
    file_unreadable(path: &str, why: &str) { "{path} ne se lit pas : {why}" / "{path} cannot be read: {why}" }
    bad_grid_name(path: &str) { "le nom d’une grille se termine par .toml, et non « {path} »" / "a grid’s name ends in .toml, not “{path}”" }
    grid_made(file: &str) { "{file} est écrit : complétez-le, puis vérifiez-le avec « soutenance check {file} »." / "{file} is written: complete it, then check it with “soutenance check {file}”." }
    session_made(folder: &str, count: usize, word: &str) { "{folder} est prêt, avec {count} {word}." / "{folder} is ready, with {count} {word}." }
    list_converted(source: &str, sheet: &str, row: u32, csv: &str) { "La feuille « {sheet} » de {source} (titres en ligne {row}) est convertie : la liste de la session est {csv}, et le classeur n’est plus lu." / "Sheet “{sheet}” of {source} (titles in row {row}) is converted: the list of the session is {csv}, and the workbook is not read again." }
    list_in_sheet(sheet: &str, row: u32) { "feuille « {sheet} », titres en ligne {row}" / "sheet “{sheet}”, titles in row {row}" }
    session_next(folder: &str) { "Complétez le jury dans {folder}/session.toml, puis : soutenance check {folder}" / "Fill in the jury in {folder}/session.toml, then: soutenance check {folder}" }
    not_a_session(folder: &str) { "{folder} n’est pas une session : il n’y a pas de session.toml" / "{folder} is no session: there is no session.toml" }
    to_mend(folder: &str) { "✗ {folder} : à corriger avant de commencer" / "✗ {folder}: to be mended before it begins" }
    list_is_fine(file: &str, count: usize, word: &str) { "✓ {file} : {count} {word}" / "✓ {file}: {count} {word}" }
    file_is_fine(file: &str) { "✓ {file}" / "✓ {file}" }
    session_is_fine(folder: &str, grid: &str, count: usize, word: &str) { "✓ {folder} : grille {grid}, {count} {word}" / "✓ {folder}: grid {grid}, {count} {word}" }
    grid_is_fine(file: &str, code: &str, title: &str) { "✓ {file} : {code}, {title}" / "✓ {file}: {code}, {title}" }
    no_history() { "Cette session n’a pas commencé : son journal est vide." / "This session has not begun: its journal is empty." }
    torn_tail() { "La fin du journal est une écriture interrompue, qui n’a jamais été confirmée." / "The journal ends in an interrupted write that was never confirmed." }
    chain_holds(count: usize, word: &str, head: &str) { "✓ {count} {word}, chaîne intacte ; empreinte finale {head}" / "✓ {count} {word}, chain intact; final digest {head}" }
    bad_key_name(name: &str) { "« {name} » ne peut pas nommer un signataire : lettres minuscules sans accent, chiffres, « . », « - », « _ », « @ »" / "“{name}” cannot name a signer: lower-case letters, digits, “.”, “-”, “_”, “@”" }
    no_folder(path: &str) { "le dossier {path} n’existe pas : créez-le d’abord" / "there is no folder {path}: make it first" }
    key_made(file: &str, fingerprint: &str) { "Clé écrite dans {file} et {file}.pub ; empreinte {fingerprint}" / "Key written to {file} and {file}.pub; fingerprint {fingerprint}" }
    key_in_session() { "Dans session.toml, chez ce membre :" / "In session.toml, with this member:" }
    key_for_secretariat() { "Pour le secrétariat, dans son fichier « allowed_signers » :" / "For the secretariat, in its allowed_signers file:" }
    passphrase_first() { "Phrase secrète de la nouvelle clé : " / "Passphrase of the new key: " }
    passphrase_again() { "Encore une fois : " / "Once more: " }
    passphrase_empty() { "la phrase secrète est vide ; pour une clé sans protection, --no-passphrase" / "the passphrase is empty; for an unprotected key, --no-passphrase" }
    passphrases_differ() { "les deux phrases diffèrent ; rien n’a été écrit" / "the two passphrases differ; nothing was written" }
    not_a_public_key(file: &str) { "{file} n’est pas une clé publique Ed25519 d’OpenSSH" / "{file} is no OpenSSH Ed25519 public key" }
    bad_signers_line(file: &str, line: usize, column: usize, what: &str) { "{file}:{line}:{column} : ligne de signataire illisible ({what})" / "{file}:{line}:{column}: signer line cannot be read ({what})" }
    examined(files: usize) { "{files} fichiers examinés" / "{files} files examined" }
    stopped() { "arrêté avant la fin : rien n’a été écrit" / "stopped before the end: nothing was written" }
    output_not_written(why: &str) { "la réponse n’a pas pu être écrite en entier ({why})" / "the answer could not be written whole ({why})" }
    results_not_written(path: &str, why: &str) { "les résultats ne peuvent pas être écrits dans {path} ({why})" / "the results cannot be written in {path} ({why})" }
    out_not_a_folder(path: &str) { "{path} n’est pas un dossier : indiquez où écrire les résultats" / "{path} is not a folder: say where to write the results" }
    not_a_grid(file: &str) { "{file} n’est pas une grille en règle : voyez « soutenance check {file} »" / "{file} is not a grid in order: see “soutenance check {file}”" }
    not_utf8(file: &str) { "{file} n’est pas un texte en UTF-8" / "{file} is not text in UTF-8" }
    no_minutes() { "aucun procès-verbal à cet endroit" / "no minutes there" }
    verified(fine: usize, all: usize) { "{fine} en règle sur {all}" / "{fine} in order of {all}" }
    held_by(user: &str, host: &str, pid: u32, since: &str) { "cette session est déjà ouverte : {user} sur {host} (processus {pid}), depuis {since}" / "this session is open already: {user} on {host} (process {pid}), since {since}" }
    held() { "cette session est déjà ouverte par un autre programme" / "this session is open in another program already" }
    cannot_lock(path: &str, why: &str) { "{path} ne peut pas être verrouillé : {why}" / "{path} cannot be locked: {why}" }
    damaged(line: u64, what: &str) { "le journal est abîmé à la ligne {line} ({what}) ; rien n’a été touché : gardez le dossier tel quel et prévenez le secrétariat" / "the journal is damaged at line {line} ({what}); nothing was touched: keep the folder as it is and tell the secretariat" }
    newer(line: u64) { "la ligne {line} du journal vient d’une version plus récente du programme : mettez-le à jour" / "line {line} of the journal comes from a newer version of the program: update it" }
    journal_fault(why: &str) { "le journal ne peut pas être ouvert : {why}" / "the journal cannot be opened: {why}" }
    path_fault(path: &str, why: &str) { "{path} : {why}" / "{path}: {why}" }
    inconsistent(seq: u64) { "l’enregistrement n° {seq} du journal ne peut pas suivre les précédents ; rien n’a été touché" / "record no. {seq} of the journal cannot follow those before it; nothing was touched" }
    changed(file: &str) { "{file} a changé depuis le début de la session ; remettez la version d’origine, ou préparez une nouvelle session" / "{file} changed after the session began; put the original back, or prepare a new session" }
    beyond(files: &str, records: u64) { "le journal a été coupé, effacé ou remplacé par une ancienne copie : il s’arrête à l’enregistrement n° {records} et n’a pas ceux d’où viennent ces procès-verbaux : {files}. Remettez le bon journal. S’il est perdu, ou si c’était une répétition, mettez d’abord ces procès-verbaux et leurs signatures à l’abri, ailleurs" / "the journal was cut, deleted or replaced by an older copy: it ends at record no. {records} and does not have those from which these minutes come: {files}. Put the right journal back. If it is lost, or if that was a rehearsal, first put these minutes and their signatures away, elsewhere" }
    drawn_from(file: &str, record: u64) { "minutes/{file} (n° {record})" / "minutes/{file} (no. {record})" }
    line_partial() { "la ligne est incomplète" / "the line is incomplete" }
    line_altered() { "la ligne a été modifiée" / "the line was altered" }
    line_foreign() { "ce programme n’écrit pas ainsi" / "this program does not write so" }
    line_out_of_place(found: u64) { "l’enregistrement n° {found} n’est pas à sa place" / "record no. {found} is not in its place" }
    line_unchained() { "la ligne ne suit pas celle d’avant" / "the line does not follow the one before" }
    problems_found(count: usize, word: &str) { "{count} {word} dans les fichiers de la session" / "{count} {word} in the session’s files" }
}

/// The word for so many candidates.
pub fn candidates(lang: Lang, count: usize) -> &'static str {
    match lang {
        Lang::Fr => plural(lang, count, "candidat", "candidats"),
        Lang::En => plural(lang, count, "candidate", "candidates"),
    }
}

/// Why the system refuses a file, in words where there are some.
pub fn io_reason(lang: Lang, fault: &io::Error) -> String {
    disk(lang, &disk_fault(fault))
}

/// A file that cannot be read.
pub fn unreadable(lang: Lang, path: &str, fault: &io::Error) -> String {
    file_unreadable(lang, path, &io_reason(lang, fault))
}

/// Standard output that does not take everything.
pub fn output_unwritten(lang: Lang, fault: &io::Error) -> String {
    output_not_written(lang, &io_reason(lang, fault))
}

/// Results that could not be written.
pub fn results_unwritten(lang: Lang, path: &str, fault: &io::Error) -> String {
    results_not_written(lang, path, &io_reason(lang, fault))
}

/// A file that could not be written.
pub fn unwritten(lang: Lang, fault: &FileFault) -> String {
    exam::write_failed(lang, &fault.path.display().to_string(), &disk(lang, &fault.why))
}

/// What `new` made.
pub fn made(lang: Lang, folder: &str, count: usize) -> String {
    session_made(lang, folder, count, candidates(lang, count))
}

/// A list of candidates without a fault.
pub fn list(lang: Lang, file: &str, count: usize) -> String {
    list_is_fine(lang, file, count, candidates(lang, count))
}

/// Where in a workbook a list is.
pub fn sheet_of_list(lang: Lang, list: &WorkbookList) -> String {
    list_in_sheet(lang, &clean::line(&list.sheet), list.titles)
}

/// A workbook whose list a session took.
pub fn converted(lang: Lang, list: &WorkbookList, source: &str, csv: &str) -> String {
    list_converted(lang, source, &clean::line(&list.sheet), list.titles, csv)
}

/// A session without a fault.
pub fn session(lang: Lang, folder: &str, grid: &str, count: usize) -> String {
    session_is_fine(lang, folder, grid, count, candidates(lang, count))
}

/// A journal without a fault.
pub fn chain(lang: Lang, count: usize, head: &str) -> String {
    let word = match lang {
        Lang::Fr => plural(lang, count, "enregistrement", "enregistrements"),
        Lang::En => plural(lang, count, "record", "records"),
    };
    chain_holds(lang, count, word, head)
}

fn damage(lang: Lang, what: &Damage) -> String {
    match what {
        Damage::Record(RecordFault::Partial) => line_partial(lang),
        Damage::Record(RecordFault::Digest) => line_altered(lang),
        Damage::Record(_) => line_foreign(lang),
        Damage::Sequence { found } => line_out_of_place(lang, *found),
        Damage::Chain => line_unchained(lang),
    }
}

/// Why a session cannot be opened.
pub fn clerk_error(lang: Lang, fault: &ClerkError) -> String {
    match fault {
        ClerkError::Unreadable { path, source } => unreadable(lang, &path.display().to_string(), source),
        ClerkError::Problems(found) => {
            let word = match lang {
                Lang::Fr => plural(lang, found.len(), "défaut", "défauts"),
                Lang::En => plural(lang, found.len(), "problem", "problems"),
            };
            problems_found(lang, found.len(), word)
        }
        ClerkError::Lock(LockError::Held(Some(holder))) => {
            let since = holder.since.format("%H:%M").to_string();
            let user = if holder.user.is_empty() { "?" } else { &holder.user };
            held_by(lang, user, &holder.host, holder.pid, &since)
        }
        ClerkError::Lock(LockError::Held(None)) | ClerkError::Journal(JournalError::Held { .. }) => held(lang),
        ClerkError::Lock(LockError::Io { path, source }) => {
            cannot_lock(lang, &path.display().to_string(), &io_reason(lang, source))
        }
        ClerkError::Journal(JournalError::Damaged { line, what }) => damaged(lang, *line, &damage(lang, what)),
        ClerkError::Journal(JournalError::Newer { line, .. }) => newer(lang, *line),
        ClerkError::Journal(JournalError::Io { path, source }) => {
            journal_fault(lang, &path_fault(lang, &path.display().to_string(), &io_reason(lang, source)))
        }
        ClerkError::Journal(JournalError::NotAFile { path }) => {
            journal_fault(lang, &path_fault(lang, &path.display().to_string(), &disk(lang, &DiskFault::NotPlain)))
        }
        ClerkError::Journal(other) => journal_fault(lang, &other.to_string()),
        ClerkError::Inconsistent(fault) => inconsistent(lang, fault.seq),
        ClerkError::Changed(fault) => changed(lang, fault.0),
        ClerkError::Beyond(fault) => {
            let file = |(file, record): &(String, u64)| drawn_from(lang, &clean::line(file), *record);
            beyond(lang, &fault.files.iter().map(file).collect::<Vec<_>>().join(", "), fault.records)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::read_grid;

    #[test]
    fn one_is_not_many() {
        let one = ClerkError::Problems(read_grid("g", b"").unwrap_err());
        assert_eq!(clerk_error(Lang::Fr, &one), "1 défaut dans les fichiers de la session");
        assert_eq!(clerk_error(Lang::En, &one), "1 problem in the session’s files");
        assert_eq!([1, 2].map(|count| candidates(Lang::Fr, count)), ["candidat", "candidats"]);
    }
}
