//! The sentences for what only a candidate list can have wrong.

use super::short;
use crate::domain::clean;
use crate::formats::{Column, ListFault};
use crate::text::{Lang, exam, plural, words};

words! {
    cell() {
        "case"
        / "cell"
    }
    cells() {
        "cases"
        / "cells"
    }
    unknown_header(header: &str) {
        "la colonne « {header} » n’est pas connue ; sont connues : identifiant, nom, prénom, blocs, heure, aménagement, voie, groupe, blocs acquis"
        / "the column “{header}” is not known; these are: id, family name, given name, blocks, time, accommodation, route, group, blocks held"
    }
    unknown_header_near(header: &str, nearest: &str) {
        "la colonne « {header} » n’est pas connue ; vouliez-vous « {nearest} » ?"
        / "the column “{header}” is not known; did you mean “{nearest}”?"
    }
    empty_header() {
        "cette colonne n’a pas de titre : donnez-lui en un ou supprimez-la"
        / "this column has no title: give it one or remove it"
    }
    duplicate_header(column: &str) {
        "la colonne « {column} » est là deux fois : gardez-en une seule"
        / "the column “{column}” is there twice: keep one"
    }
    missing_column(column: &str) {
        "il manque la colonne « {column} » : ajoutez-la à la première ligne et remplissez-la"
        / "the column “{column}” is missing: add it to the first line and fill it in"
    }
    no_candidate() {
        "la liste n’a aucun candidat sous sa ligne de titres"
        / "the list has no candidate below its line of titles"
    }
    field_count(found: usize, cells: &str, expected: usize) {
        "cette ligne a {found} {cells} au lieu de {expected} : vérifiez ses séparateurs, et mettez entre guillemets une case qui en contient"
        / "this line has {found} {cells} instead of {expected}: check its separators, and put quotes around a cell that contains one"
    }
    unclosed_quote() {
        "ce guillemet n’est pas fermé à la fin de sa case : fermez-le ou enlevez-le (un guillemet dans un texte se double)"
        / "this quote is not closed at the end of its cell: close it or remove it (a quote inside a text is doubled)"
    }
    empty_field(column: &str) {
        "la case « {column} » est vide : elle doit être remplie"
        / "the cell “{column}” is empty: it must be filled in"
    }
    long_identifier(found: usize) {
        "cet identifiant a {found} caractères : il en faut 64 au plus"
        / "this identifier has {found} characters: 64 at most are allowed"
    }
    duplicate_identifier(id: &str, line: usize) {
        "l’identifiant « {id} » est déjà celui de la ligne {line} : chaque candidat doit avoir le sien"
        / "the identifier “{id}” is already that of line {line}: each candidate must have their own"
    }
    case_only(id: &str, first: &str, line: usize) {
        "l’identifiant « {id} » ne diffère de « {first} » (ligne {line}) que par des majuscules : changez l’un des deux"
        / "the identifier “{id}” differs from “{first}” (line {line}) by capitals alone: change one of the two"
    }
    bad_time(written: &str) {
        "« {written} » n’est pas une heure : écrivez par exemple 09:30 ou 9h30"
        / "“{written}” is not a time: write for example 09:30"
    }
    bad_accommodation(written: &str) {
        "« {written} » n’est pas un temps supplémentaire : écrivez tiers-temps, une fraction comme 1/4, une durée comme 10min, ou laissez la case vide"
        / "“{written}” is not extra time: write 1/3, another fraction such as 1/4, a duration such as 10min, or leave the cell empty"
    }
    unknown_route(written: &str) {
        "la voie « {written} » n’est pas connue : écrivez étudiant, apprentissage, formation continue, professionnalisation, VAE ou candidature individuelle, ou laissez la case vide"
        / "the route “{written}” is not known: write student, apprentice, continuing, professionalisation, VAE or individual, or leave the cell empty"
    }
    long_group(found: usize) {
        "ce nom de groupe a {found} caractères : il en faut 20 au plus"
        / "this group’s name has {found} characters: 20 at most are allowed"
    }
    group_phases(group: &str, line: usize) {
        "ce candidat ne peut pas passer avec le groupe « {group} » (ligne {line}) : ses phases ne sont pas les mêmes, et le groupe n’a qu’un chronomètre"
        / "this candidate cannot be heard with group “{group}” (line {line}): the phases are not the same, and a group has one clock"
    }
    alike(written: &str, line: usize) {
        "« {written} » ressemble à ce qui est à la ligne {line} sans être la même chose (lettres d’un autre alphabet, 0 et O, 1 et l) : vérifiez lequel est le bon"
        / "“{written}” looks like what is on line {line} and is not the same (letters of another alphabet, 0 and O, 1 and l): check which one is right"
    }
    same_name(name: &str, line: usize) {
        "« {name} » est déjà à la ligne {line} sous un autre identifiant : vérifiez que ce sont deux personnes"
        / "“{name}” is already on line {line} with another identifier: check that they are two persons"
    }

    // Columns of a candidate list.
    header_of_grid(header: &str) {
        "« {header} » n’est pas une colonne des listes ; si c’est une exigence de la grille, elle sera lue avec la session"
        / "“{header}” is no column of lists; if it is a requirement of the grid it will be read with the session"
    }
    bad_answer(written: &str) {
        "« {written} » ne dit pas si l’exigence est remplie : écrivez oui, non, ou rien si on ne le sait pas encore"
        / "“{written}” does not say whether the requirement is met: write yes, no, or nothing if that is not known yet"
    }
    bad_held(written: &str) {
        "« {written} » ne se lit pas comme des blocs acquis : écrivez par exemple BC01 (14/06/2024), BC02 (10/01/2025, RNCP36400)"
        / "“{written}” cannot be read as blocks held: write for example BC01 (2024-06-14), BC02 (2025-01-10, RNCP36400)"
    }
    bad_list_date(written: &str) {
        "« {written} » n’est pas une date : écrivez par exemple 14/06/2024 ou 2024-06-14"
        / "“{written}” is not a date: write for example 14/06/2024 or 2024-06-14"
    }
    held_without_date(block: &str, years: u32) {
        "depuis quand {block} est-il acquis ? La grille le garde {years} ans : écrivez par exemple {block} (14/06/2024)"
        / "since when is {block} held? The grid keeps it for {years} years: write for example {block} (2024-06-14)"
    }
    held_twice(block: &str) {
        "{block} est deux fois parmi les blocs acquis : gardez le plus récent"
        / "{block} is twice among the blocks held: keep the latest"
    }
    held_and_presented(block: &str) {
        "{block} est à la fois présenté et déjà acquis : est-ce voulu ?"
        / "{block} is both presented and held already: is that meant?"
    }
    route_closed(route: &str, open: &str) {
        "la grille n’ouvre pas la certification par la voie « {route} » ; voies ouvertes : {open}"
        / "the grid does not open the certification by the route “{route}”; open routes: {open}"
    }
    column_group() {
        "groupe"
        / "group"
    }
    column_held() {
        "blocs acquis"
        / "blocks held"
    }
    column_id() {
        "identifiant"
        / "id"
    }
    column_family_name() {
        "nom"
        / "family name"
    }
    column_given_name() {
        "prénom"
        / "given name"
    }
    column_blocks() {
        "blocs"
        / "blocks"
    }
    column_time() {
        "heure"
        / "time"
    }
    column_accommodation() {
        "aménagement"
        / "accommodation"
    }
    column_route() {
        "voie"
        / "route"
    }
}

pub(super) fn of_list(lang: Lang, fault: &ListFault) -> String {
    match fault {
        ListFault::UnknownHeader { header, nearest: None } => unknown_header(lang, &short(header)),
        ListFault::UnknownHeader { header, nearest: Some(column) } => {
            unknown_header_near(lang, &short(header), &of_column(lang, *column))
        }
        ListFault::HeaderOfGrid { header } => header_of_grid(lang, &short(header)),
        ListFault::BadAnswer { written } => bad_answer(lang, &short(written)),
        ListFault::BadHeld { written } => bad_held(lang, &short(written)),
        ListFault::BadDate { written } => bad_list_date(lang, &short(written)),
        ListFault::HeldWithoutDate { block, years } => held_without_date(lang, &short(block), *years),
        ListFault::HeldTwice { block } => held_twice(lang, &short(block)),
        ListFault::HeldAndPresented { block } => held_and_presented(lang, &short(block)),
        ListFault::RouteClosed { written, reason, open } => {
            let open: Vec<String> = open.iter().map(|route| exam::route(lang, *route)).collect();
            let closed = route_closed(lang, &short(written), &open.join(", "));
            reason.as_ref().map_or(closed.clone(), |reason| format!("{closed} ({})", clean::line(reason)))
        }
        ListFault::EmptyHeader => empty_header(lang),
        ListFault::DuplicateHeader { column } => duplicate_header(lang, &of_column(lang, *column)),
        ListFault::MissingColumn { column } => missing_column(lang, &of_column(lang, *column)),
        ListFault::NoCandidate => no_candidate(lang),
        ListFault::FieldCount { found, expected } => {
            field_count(lang, *found, plural(lang, *found, &cell(lang), &cells(lang)), *expected)
        }
        ListFault::UnclosedQuote => unclosed_quote(lang),
        ListFault::EmptyField { column } => empty_field(lang, &of_column(lang, *column)),
        ListFault::LongIdentifier { found } => long_identifier(lang, *found),
        ListFault::DuplicateIdentifier { id, first_line } => duplicate_identifier(lang, &short(id), *first_line),
        ListFault::CaseOnly { id, first, first_line } => case_only(lang, &short(id), &short(first), *first_line),
        ListFault::BadTime { written } => bad_time(lang, &short(written)),
        ListFault::BadAccommodation { written } => bad_accommodation(lang, &short(written)),
        ListFault::UnknownRoute { written } => unknown_route(lang, &short(written)),
        ListFault::LongGroup { found } => long_group(lang, *found),
        ListFault::GroupPhases { group, first_line } => group_phases(lang, &short(group), *first_line),
        ListFault::Alike { written, first_line } => alike(lang, &short(written), *first_line),
        ListFault::SameName { name, first_line } => same_name(lang, &short(name), *first_line),
    }
}

fn of_column(lang: Lang, column: Column) -> String {
    match column {
        Column::Id => column_id(lang),
        Column::FamilyName => column_family_name(lang),
        Column::GivenName => column_given_name(lang),
        Column::Blocks => column_blocks(lang),
        Column::Time => column_time(lang),
        Column::Accommodation => column_accommodation(lang),
        Column::Route => column_route(lang),
        Column::Held => column_held(lang),
        Column::Group => column_group(lang),
    }
}
