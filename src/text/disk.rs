//! Why a file could not be written.

use super::{Lang, words};
use crate::app::message::DiskFault;

words! {
    disk_full() { "le disque est plein" / "the disk is full" }
    disk_denied() { "l’accès est refusé" / "access is denied" }
    disk_read_only() { "le disque est en lecture seule" / "the disk is read-only" }
    disk_missing() { "le fichier ou son dossier est introuvable" / "the file or its folder is not found" }
    disk_occupied() { "un fichier de ce nom existe déjà, avec un autre contenu" / "a file of this name is there already, with another content" }
    disk_changed() { "un autre programme a écrit dans ce fichier : quittez, gardez le dossier tel quel et rouvrez la session" / "another program wrote to this file: leave, keep the folder as it is and open the session again" }
    disk_not_plain() { "ce n’est pas un fichier ou un dossier ordinaire" / "it is no ordinary file or folder" }
    disk_too_large() { "le fichier est beaucoup trop grand" / "the file is far too large" }
    disk_long_name() { "ce nom est trop long" / "this name is too long" }
    disk_too_many_open() { "le système ne laisse plus ouvrir de fichiers" / "the system lets no more files be opened" }
    disk_failing() { "le disque est défaillant : il n’a pas pu lire ou écrire" / "the disk is failing: it could not read or write" }
    disk_other(why: &str) { "{why}" / "{why}" }
}

/// Why a file could not be written, in words.
pub fn disk(lang: Lang, fault: &DiskFault) -> String {
    match fault {
        DiskFault::Full => disk_full(lang),
        DiskFault::Denied => disk_denied(lang),
        DiskFault::ReadOnly => disk_read_only(lang),
        DiskFault::Missing => disk_missing(lang),
        DiskFault::Occupied => disk_occupied(lang),
        DiskFault::Changed => disk_changed(lang),
        DiskFault::NotPlain => disk_not_plain(lang),
        DiskFault::TooLarge => disk_too_large(lang),
        DiskFault::LongName => disk_long_name(lang),
        DiskFault::TooManyOpen => disk_too_many_open(lang),
        DiskFault::Failing => disk_failing(lang),
        DiskFault::Other(why) => disk_other(lang, why),
    }
}
