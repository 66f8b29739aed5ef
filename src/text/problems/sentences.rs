//! The sentences about files. French typography is written with its own characters: U+00A0 inside « » and before a
//! colon, U+202F before `;`, `!` and `?`.

use crate::text::words;

words! {
    in_cell(file: &str, cell: &str, sentence: &str) {
        "{file}, cellule {cell} : {sentence}"
        / "{file}, cell {cell}: {sentence}"
    }
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
        "il manque ici « {key} » : ajoutez {key} = …"
        / "“{key}” is missing here: add {key} = …"
    }
    missing_key_of_file(key: &str) {
        "il manque « {key} » : ajoutez une ligne {key} = … en haut du fichier, avant la première ligne entre crochets"
        / "“{key}” is missing: add a line {key} = … at the top of the file, before the first line between brackets"
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
        "« {key} » doit être {expected}, et c’est ici {found}"
        / "“{key}” must be {expected}, and here it is {found}"
    }
    single_brackets(key: &str) {
        "« {key} » s’écrit entre doubles crochets, [[ et ]], même s’il n’y en a qu’un"
        / "“{key}” is written between double brackets, [[ and ]], even where there is only one"
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
    bad_number(written: &str) {
        "« {written} » n’est pas un nombre permis : zéro ou plus, six chiffres au plus et trois décimales au plus, par exemple 12 ou 0.5"
        / "“{written}” is no number that is allowed: zero or above, six digits and three decimals at most, for example 12 or 0.5"
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
        "« {code} » est déjà employé à la ligne {line} : donnez un autre nom à l’un des deux"
        / "“{code}” is already used on line {line}: give one of the two another name"
    }
    unknown_level(code: &str) {
        "le niveau « {code} » n’existe pas sur cette échelle"
        / "the level “{code}” does not exist on this scale"
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
    unknown_competence(code: &str) {
        "la compétence « {code} » n’existe pas dans la grille"
        / "the competence “{code}” does not exist in the grid"
    }
    unknown_scale_kind(code: &str) {
        "« {code} » n’est pas une sorte d’échelle"
        / "“{code}” is no kind of scale"
    }
    unknown_effect(code: &str) {
        "« {code} » ne dit pas comment compter un item « Non observé »"
        / "“{code}” does not say how to count an item “Not observed”"
    }
    unknown_route_key(code: &str) {
        "« {code} » n’est pas une voie d’accès"
        / "“{code}” is no route"
    }
    there_exist(what: &str, known: &str) {
        "{what} ; choisissez parmi : {known}"
        / "{what}; choose among: {known}"
    }
    did_you_mean(what: &str, nearest: &str) {
        "{what} ; vouliez-vous « {nearest} » ?"
        / "{what}; did you mean “{nearest}”?"
    }
    there_are(what: &str, known: &str) {
        "{what}, où il y a : {known}"
        / "{what}, which has: {known}"
    }

    // Sessions.
    only_individual(key: &str) { "« {key} » ne vaut que pour mode = \"individual\" : retirez cette ligne, ou changez de mode" / "“{key}” is only for mode = \"individual\": remove this line, or change the mode" }
    unknown_signatures(written: &str) { "« {written} » : les signatures demandées sont celles de « president » ou de « everybody » (tous les jurés présents)" / "“{written}”: the signatures asked for are those of “president” or of “everybody” (every juror present)" }
    unknown_mode(written: &str) {
        "le mode « {written} » n’existe pas ; écrivez \"collegial\" (une seule fiche, remplie ensemble) ou \"individual\" (une fiche par juré)"
        / "the mode “{written}” does not exist; write \"collegial\" (one sheet, filled together) or \"individual\" (a sheet for each juror)"
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

    // Types, and what they look like.
    type_text() {
        "un texte entre guillemets"
        / "a text between quotes"
    }
    type_integer() {
        "un nombre entier sans guillemets"
        / "a whole number without quotes"
    }
    type_number() {
        "un nombre (12 ou 0.5)"
        / "a number (12 or 0.5)"
    }
    type_level() {
        "le nom d’un niveau de l’échelle, entre guillemets"
        / "the name of a level of the scale, in quotes"
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

    /// What stands before the sentence of a warning.
    warning(sentence: &str) {
        "attention : {sentence}"
        / "warning: {sentence}"
    }
}
