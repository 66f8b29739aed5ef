//! The sentences about files. French typography is written with its own characters: U+00A0 inside « » and before a
//! colon, U+202F before `;`, `!` and `?`.

use crate::text::words;

words! {
    // The bytes.
    not_utf8() {
        "ce fichier contient ici un caractère qui n’est pas en UTF-8 ; réenregistrez-le en choisissant l’encodage UTF-8"
        / "this file has a character here that is not UTF-8; save it again with the UTF-8 encoding"
    }
    empty_file() {
        "ce fichier est vide"
        / "this file is empty"
    }
    read_as_windows_1252() {
        "ce fichier n’est pas en UTF-8 ; il a été lu comme un fichier Windows-1252 : vérifiez que les accents des noms sont justes"
        / "this file is not UTF-8; it was read as Windows-1252: check that accents in names are right"
    }

    // What cannot be read at all.
    unclosed_text() {
        "il manque le guillemet qui ferme ce texte : ajoutez \" à la fin"
        / "the quote that closes this text is missing: add \" at its end"
    }
    unquoted_text(written: &str) {
        "« {written} » n’est pas entre guillemets droits : un texte s’écrit \"ainsi\""
        / "“{written}” is not between straight quotes: a text is written \"like this\""
    }
    bad_escape() {
        "le signe \\ ne peut pas être employé seul dans un texte : doublez-le (\\\\)"
        / "the sign \\ cannot stand alone in a text: double it (\\\\)"
    }
    missing_value() {
        "il manque une valeur : une ligne s’écrit clé = valeur"
        / "a value is missing: a line is written key = value"
    }
    twice(key: &str) {
        "« {key} » est écrit deux fois : gardez-en un seul"
        / "“{key}” is written twice: keep one of the two"
    }
    twice_since(key: &str, line: usize) {
        "« {key} » est déjà écrit à la ligne {line} : gardez-en un seul"
        / "“{key}” is already written on line {line}: keep one of the two"
    }
    bad_date() {
        "cette date n’existe pas ou n’est pas écrite comme il faut : année, mois, jour, sans guillemets, par exemple 2027-06-14"
        / "this date does not exist or is not written as it should: year, month, day, without quotes, for example 2027-06-14"
    }
    unclosed_bracket() {
        "il manque le crochet ou l’accolade qui ferme : ajoutez ] ou }}"
        / "the closing bracket or brace is missing: add ] or }}"
    }
    missing_comma() {
        "il manque une virgule entre deux éléments"
        / "a comma is missing between two elements"
    }
    bad_key() {
        "ce nom de clé n’est pas permis : seulement des lettres sans accent, des chiffres, - et _"
        / "this key is not allowed: only letters without accents, digits, - and _"
    }
    other_syntax() {
        "cette ligne n’est pas comprise : vérifiez les guillemets, le signe = et les crochets"
        / "this line is not understood: check the quotes, the = sign and the brackets"
    }

    // Keys and values.
    missing_format(expected: &str) {
        "il manque la ligne qui dit ce qu’est ce fichier : ajoutez en tête format = \"{expected}\""
        / "the line that says what this file is is missing: add format = \"{expected}\" at the top"
    }
    other_format(found: &str, expected: &str) {
        "ce fichier est au format « {found} », et c’est « {expected} » qui est attendu ici"
        / "this file has the format “{found}”, where “{expected}” is expected"
    }
    newer_format(found: &str, expected: &str) {
        "ce fichier est au format « {found} », plus récent que ce programme, qui lit « {expected} » : mettez le programme à jour"
        / "this file has the format “{found}”, newer than this program, which reads “{expected}”: update the program"
    }
    missing_key(key: &str) {
        "il manque « {key} » : ajoutez une ligne {key} = …"
        / "“{key}” is missing: add a line {key} = …"
    }
    missing_table(header: &str) {
        "il manque la partie « {header} » : ajoutez-la, en commençant par une ligne [{header}]"
        / "the part “{header}” is missing: add it, beginning with a line [{header}]"
    }
    missing_tables(header: &str) {
        "il faut au moins un « {header} » : ajoutez une partie qui commence par [[{header}]]"
        / "at least one “{header}” is needed: add a part that begins with [[{header}]]"
    }
    unknown_key(key: &str, known: &str) {
        "« {key} » n’est pas connu ici ; sont connus : {known}"
        / "“{key}” is not known here; these are: {known}"
    }
    unknown_key_near(key: &str, nearest: &str) {
        "« {key} » n’est pas connu ici ; vouliez-vous « {nearest} » ?"
        / "“{key}” is not known here; did you mean “{nearest}”?"
    }
    wrong_type(key: &str, expected: &str, found: &str) {
        "« {key} » doit être {expected}, et c’est {found}"
        / "“{key}” must be {expected}, and it is {found}"
    }
    empty_text(key: &str) {
        "« {key} » est vide : écrivez quelque chose entre les guillemets ou enlevez la ligne si elle n’est pas obligatoire"
        / "“{key}” is empty: write something between the quotes, or remove the line if it is not required"
    }
    empty_list(key: &str) {
        "« {key} » est une liste vide : il faut au moins un élément"
        / "“{key}” is an empty list: at least one element is needed"
    }
    unsafe_text(character: &str) {
        "un caractère invisible ou interdit ({character}) est dans ce texte : retapez le texte à la main"
        / "an invisible or forbidden character ({character}) is in this text: type the text again"
    }
    line_break() {
        "ce texte contient un saut de ligne ou une tabulation : écrivez-le sur une seule ligne"
        / "this text has a line break or a tab: write it on one line"
    }
    bad_duration(written: &str) {
        "« {written} » n’est pas une durée : écrivez par exemple \"20min\", \"26min40s\" ou \"1h30min\", un jour au plus"
        / "“{written}” is not a duration: write for example \"20min\", \"26min40s\" or \"1h30min\", one day at most"
    }
    zero_duration() {
        "cette durée est nulle : écrivez une durée plus longue que zéro"
        / "this duration is zero: write one that is longer"
    }
    out_of_range(key: &str, least: u32, most: u32) {
        "« {key} » doit être un nombre de {least} à {most}"
        / "“{key}” must be a number from {least} to {most}"
    }

    // Codes.
    bad_code(code: &str) {
        "le code « {code} » n’est pas permis : seulement des lettres sans accent, des chiffres, - et _, et des points sauf au début"
        / "the code “{code}” is not allowed: only letters without accents, digits, - and _, and dots except at the start"
    }
    same_code(code: &str, line: usize) {
        "« {code} » est déjà employé à la ligne {line} : chacun doit avoir le sien"
        / "“{code}” is already used on line {line}: each must have its own"
    }
    unknown_level(code: &str) {
        "le niveau « {code} » n’existe pas dans la grille"
        / "the level “{code}” does not exist in the grid"
    }
    unknown_block(code: &str) {
        "le bloc « {code} » n’existe pas dans la grille"
        / "the block “{code}” does not exist in the grid"
    }
    unknown_transversal(code: &str) {
        "la compétence transversale « {code} » n’existe pas dans la grille"
        / "the transversal competence “{code}” does not exist in the grid"
    }
    unknown_capacity(code: &str) {
        "la qualité « {code} » n’existe pas dans la grille"
        / "the capacity “{code}” does not exist in the grid"
    }
    did_you_mean(what: &str, nearest: &str) {
        "{what} ; vouliez-vous « {nearest} » ?"
        / "{what}; did you mean “{nearest}”?"
    }
    there_are(what: &str, known: &str) {
        "{what}, qui connaît : {known}"
        / "{what}, which has: {known}"
    }

    // Grids.
    level() {
        "niveau"
        / "level"
    }
    levels() {
        "niveaux"
        / "levels"
    }
    level_count(found: usize, levels: &str) {
        "l’échelle a {found} {levels} : il en faut de deux à neuf"
        / "the scale has {found} {levels}: it needs from two to nine"
    }
    warning_too_long(warning: &str, duration: &str) {
        "prévenir {warning} avant la fin n’est pas possible : l’épreuve dure {duration}"
        / "a warning {warning} before the end is not possible: the phase lasts {duration}"
    }

    // Sessions.
    unknown_mode(written: &str) {
        "le mode « {written} » n’existe pas ; le seul mode est \"collegial\" (une seule fiche, remplie ensemble)"
        / "the mode “{written}” does not exist; the only mode is \"collegial\" (one sheet, filled together)"
    }
    no_jury() {
        "le jury est vide : ajoutez pour chaque membre une partie [[jury]] avec id, name et capacity, et pour l’un d’eux president = true et public_key"
        / "the jury is empty: add for each member a part [[jury]] with id, name and capacity, and for one of them president = true and public_key"
    }
    bad_member_id(id: &str) {
        "l’identifiant « {id} » n’est pas permis : des minuscules sans accent, des chiffres, et . - _ @ sauf au début, par exemple claire.moreau"
        / "the identifier “{id}” is not allowed: small letters without accents, digits, and . - _ @ except at the start, for example claire.moreau"
    }
    no_president() {
        "personne ne préside : ajoutez president = true à un membre du jury"
        / "nobody presides: add president = true to one member of the jury"
    }
    second_president(line: usize) {
        "le jury a déjà quelqu’un qui le préside (ligne {line}) : enlevez l’un des deux president = true"
        / "the jury already has a president (line {line}): remove one of the two president = true"
    }
    bad_public_key() {
        "ce n’est pas une clé publique : recopiez toute la ligne qui commence par ssh-ed25519 (« soutenance keys new » en fabrique une)"
        / "this is not a public key: copy the whole line that begins with ssh-ed25519 (“soutenance keys new” makes one)"
    }
    other_key_type(found: &str) {
        "cette clé est du type « {found} », et seules les clés ssh-ed25519 servent à signer : « soutenance keys new » en fabrique une"
        / "this key has the type “{found}”, and only ssh-ed25519 keys sign: “soutenance keys new” makes one"
    }
    shared_public_key(line: usize) {
        "cette clé est déjà celle d’un autre membre (ligne {line}) : chacun doit avoir la sienne"
        / "this key is already another member’s (line {line}): each must have their own"
    }
    president_without_key(id: &str) {
        "« {id} » préside et n’a pas de clé pour signer : fabriquez-en une avec « soutenance keys new », puis ajoutez la ligne public_key qu’il affiche"
        / "“{id}” presides and has no key to sign with: make one with “soutenance keys new”, then add the public_key line that it shows"
    }
    key_file_alone() {
        "le fichier de la clé est donné sans la clé publique : ajoutez la ligne public_key = \"ssh-ed25519 …\""
        / "the key’s file is given without the public key: add the line public_key = \"ssh-ed25519 …\""
    }
    after_registration(end: &str) {
        "la session a lieu après la fin de l’enregistrement de la certification ({end}) : vérifiez la date"
        / "the session is after the end of the certification’s registration ({end}): check the date"
    }

    // Candidate lists.
    cell() {
        "case"
        / "cell"
    }
    cells() {
        "cases"
        / "cells"
    }
    unknown_header(header: &str) {
        "la colonne « {header} » n’est pas connue ; sont connues : identifiant, nom, prénom, blocs, heure, aménagement, voie, groupe"
        / "the column “{header}” is not known; these are: id, family name, given name, blocks, time, accommodation, route, group"
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
        "la voie « {written} » n’est pas connue : écrivez étudiant, apprentissage, formation continue, professionnalisation ou VAE, ou laissez la case vide"
        / "the route “{written}” is not known: write student, apprentice, continuing, professionalisation or VAE, or leave the cell empty"
    }
    long_group(found: usize) {
        "ce nom de groupe a {found} caractères : il en faut 20 au plus"
        / "this group’s name has {found} characters: 20 at most are allowed"
    }
    group_phases(group: &str, line: usize) {
        "ce candidat ne peut pas passer avec le groupe « {group} » (ligne {line}) : ses phases ne sont pas les mêmes, et le groupe n’a qu’un chronomètre"
        / "this candidate cannot be heard with group “{group}” (line {line}): the phases are not the same, and a group has one clock"
    }
    same_name(name: &str, line: usize) {
        "« {name} » est déjà à la ligne {line} sous un autre identifiant : vérifiez que ce sont deux personnes"
        / "“{name}” is already on line {line} with another identifier: check that they are two persons"
    }

    // Types, and what they look like.
    type_text() {
        "un texte entre guillemets"
        / "a text between quotes"
    }
    type_integer() {
        "un nombre entier sans guillemets"
        / "a whole number without quotes"
    }
    type_float() {
        "un nombre à virgule"
        / "a decimal number"
    }
    type_boolean() {
        "true ou false, sans guillemets"
        / "true or false, without quotes"
    }
    type_date() {
        "une date sans guillemets, comme 2027-06-14"
        / "a date without quotes, such as 2027-06-14"
    }
    type_date_time() {
        "une date avec une heure"
        / "a date with a time"
    }
    type_list() {
        "une liste entre crochets, comme [\"un\", \"deux\"]"
        / "a list between brackets, such as [\"one\", \"two\"]"
    }
    type_table() {
        "un groupe de lignes, comme [titre] ou {{ clé = valeur }}"
        / "a group of lines, such as [title] or {{ key = value }}"
    }
    type_tables() {
        "une suite de parties, comme [[titre]]"
        / "a series of parts, such as [[title]]"
    }
    type_wording() {
        "un texte entre guillemets, ou {{ fr = \"…\", en = \"…\" }}"
        / "a text between quotes, or {{ fr = \"…\", en = \"…\" }}"
    }

    // Columns of a candidate list.
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
    column_group() {
        "groupe"
        / "group"
    }

    /// What stands before the sentence of a warning.
    warning(sentence: &str) {
        "attention : {sentence}"
        / "warning: {sentence}"
    }
}
