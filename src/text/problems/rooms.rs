//! The sentences for what only a list of rooms can have wrong.

use crate::formats::RoomsFault;
use crate::text::{Lang, words};

words! {
    unknown_header(header: &str) {
        "la colonne « {header} » n’est pas connue ; sont connues : salle, date, certification, session"
        / "the column “{header}” is not known; these are: room, date, certification, session"
    }
    duplicate_header(header: &str) {
        "la colonne « {header} » est là deux fois : gardez-en une seule"
        / "the column “{header}” is there twice: keep one"
    }
    no_room_column() {
        "il manque la colonne « salle » : ajoutez-la à la première ligne et remplissez-la"
        / "the column “room” is missing: add it to the first line and fill it in"
    }
    empty_room() {
        "la case « salle » est vide : elle doit être remplie"
        / "the cell “room” is empty: it must be filled in"
    }
    workbook() {
        "c’est un classeur : enregistrez cette liste en CSV"
        / "this is a workbook: save this list as CSV"
    }
    no_room() {
        "la liste n’a aucune salle sous sa ligne de titres"
        / "the list has no room below its line of titles"
    }
}

pub(super) fn of_rooms(lang: Lang, fault: &RoomsFault) -> String {
    match fault {
        RoomsFault::UnknownHeader { header } => unknown_header(lang, header),
        RoomsFault::DuplicateHeader { header } => duplicate_header(lang, header),
        RoomsFault::NoRoomColumn => no_room_column(lang),
        RoomsFault::EmptyRoom => empty_room(lang),
        RoomsFault::NoRoom => no_room(lang),
        RoomsFault::Workbook => workbook(lang),
    }
}
