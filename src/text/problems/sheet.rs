//! The words for what is wrong in a workbook that holds a candidate list.

use super::short;
use crate::formats::SheetFault;
use crate::text::{Lang, words};

words! {
    old_workbook() {
        "ce classeur est à l’ancien format .xls : ouvrez-le dans un tableur et enregistrez-le en .xlsx ou en .ods"
        / "this workbook has the old .xls format: open it in a spreadsheet program and save it as .xlsx or .ods"
    }
    password() {
        "ce classeur est protégé par un mot de passe : enregistrez-en une copie sans mot de passe"
        / "this workbook is protected by a password: save a copy without one"
    }
    not_a_workbook() {
        "ce fichier n’est pas un classeur .xlsx ou .ods : enregistrez la liste dans l’un de ces formats, ou en .csv"
        / "this file is no .xlsx or .ods workbook: save the list in one of these formats, or as .csv"
    }
    damaged() {
        "ce classeur est abîmé : rouvrez-le dans un tableur et enregistrez-le à nouveau"
        / "this workbook is damaged: open it in a spreadsheet program and save it again"
    }
    too_large() {
        "ce classeur est trop grand pour une liste de candidats : enregistrez à part la feuille de la liste, sans images"
        / "this workbook is too large for a list of candidates: save the sheet of the list on its own, without pictures"
    }
    markup() {
        "ce fichier est une page ou un document XML, et non une liste : ouvrez-le dans un tableur et enregistrez-le en .xlsx, en .ods ou en .csv"
        / "this file is a page or an XML document, not a list: open it in a spreadsheet program and save it as .xlsx, .ods or .csv"
    }
    in_session() {
        "la liste d’une session est un fichier CSV, et ceci est un classeur : enregistrez-le en CSV, ou préparez la session avec « soutenance new », qui le convertit"
        / "the list of a session is a CSV file, and this is a workbook: save it as CSV, or prepare the session with “soutenance new”, which converts it"
    }
    no_titles(sheets: &str) {
        "aucune feuille n’a de ligne de titres connue (identifiant, nom, prénom, blocs) ; feuilles du classeur : {sheets}"
        / "no sheet has a row of known titles (id, family name, given name, blocks); sheets of the workbook: {sheets}"
    }
    only_hidden(sheets: &str) {
        "la liste est dans une feuille masquée ({sheets}) : affichez-la, puis enregistrez le classeur"
        / "the list is on a hidden sheet ({sheets}): unhide it, then save the workbook"
    }
    several_sheets(sheets: &str) {
        "plusieurs feuilles peuvent être la liste ({sheets}) : enregistrez à part celle qu’il faut, ou masquez les autres"
        / "several sheets could be the list ({sheets}): save the right one on its own, or hide the others"
    }
    merged(range: &str) {
        "les cellules {range} sont fusionnées : séparez-les et remplissez chacune"
        / "the cells {range} are merged: split them and fill in each"
    }
    error_value(written: &str) {
        "la cellule contient l’erreur {written} : corrigez sa formule ou tapez la valeur"
        / "the cell holds the error {written}: mend its formula or type the value"
    }
    no_result() {
        "le classeur ne contient pas le résultat de cette formule : ouvrez-le dans un tableur et enregistrez-le, ou tapez la valeur"
        / "the workbook does not hold the result of this formula: open it in a spreadsheet program and save it, or type the value"
    }
    became_date(written: &str) {
        "le tableur a fait de cette cellule une date ({written}) : mettez-la au format Texte, puis tapez la valeur à nouveau"
        / "the spreadsheet program made a date of this cell ({written}): give it the Text format, then type the value again"
    }
    long_number() {
        "ce nombre est trop long pour un tableur, qui en perd les derniers chiffres : mettez la cellule au format Texte, puis tapez-le à nouveau"
        / "this number is too long for a spreadsheet program, which loses its last digits: give the cell the Text format, then type it again"
    }
    number_as_identifier() {
        "cet identifiant est un nombre : s’il commençait par des zéros, le tableur les a enlevés ; vérifiez, et au besoin mettez la colonne au format Texte"
        / "this identifier is a number: if it began with zeros, the spreadsheet program removed them; check, and give the column the Text format if need be"
    }
    outside(cell: &str) {
        "la cellule {cell} n’est sous aucun titre : donnez un titre à sa colonne, ou videz-la"
        / "the cell {cell} stands below no title: give its column one, or empty it"
    }
    no_sheet() {
        "aucune"
        / "none"
    }
}

/// The most sheets that a sentence names.
const MOST_SHEETS: usize = 6;

fn names(lang: Lang, sheets: &[String]) -> String {
    if sheets.is_empty() {
        return no_sheet(lang);
    }
    let shown: Vec<String> = sheets.iter().take(MOST_SHEETS).map(|name| short(name)).collect();
    let more = if sheets.len() > MOST_SHEETS { ", …" } else { "" };
    shown.join(", ") + more
}

pub(super) fn of_sheet(lang: Lang, fault: &SheetFault) -> String {
    match fault {
        SheetFault::OldWorkbook => old_workbook(lang),
        SheetFault::Password => password(lang),
        SheetFault::NotAWorkbook => not_a_workbook(lang),
        SheetFault::Damaged => damaged(lang),
        SheetFault::TooLarge => too_large(lang),
        SheetFault::Markup => markup(lang),
        SheetFault::InSession => in_session(lang),
        SheetFault::NoTitles { sheets } => no_titles(lang, &names(lang, sheets)),
        SheetFault::OnlyHidden { sheets } => only_hidden(lang, &names(lang, sheets)),
        SheetFault::SeveralSheets { sheets } => several_sheets(lang, &names(lang, sheets)),
        SheetFault::Merged { range } => merged(lang, range),
        SheetFault::ErrorValue { written } => error_value(lang, &short(written)),
        SheetFault::NoResult => no_result(lang),
        SheetFault::BecameDate { written } => became_date(lang, written),
        SheetFault::LongNumber => long_number(lang),
        SheetFault::NumberAsIdentifier => number_as_identifier(lang),
        SheetFault::Outside { cell } => outside(lang, cell),
    }
}
