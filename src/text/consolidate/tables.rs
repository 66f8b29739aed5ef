//! What the secretariat's tables call their sheets, their columns and a few of their values.

use super::super::words;

words! {
    sheet_results() { "Résultats" / "Results" }
    sheet_blocks() { "Blocs" / "Blocks" }
    sheet_items() { "Items" / "Items" }
    sheet_anomalies() { "Anomalies" / "Anomalies" }
    sheet_statistics() { "Statistiques" / "Statistics" }
    workbook() { "Résultats consolidés" / "Consolidated results" }
    column_certification() { "Certification" / "Certification" }
    column_title() { "Intitulé" / "Title" }
    column_level() { "Niveau" / "Level" }
    column_certifier() { "Certificateur" / "Certifier" }
    column_candidate() { "Identifiant" / "Identifier" }
    column_family_name() { "Nom" / "Family name" }
    column_given_name() { "Prénom" / "Given name" }
    column_outcome() { "Résultat" / "Outcome" }
    column_remaining_blocks() { "Blocs restants" / "Remaining blocks" }
    column_remaining_choices() { "Restant au choix" / "Remaining, by choice" }
    column_remaining_transversal() { "Transversales restantes" / "Remaining, transversal" }
    column_requirements() { "Autres exigences" / "Other requirements" }
    column_flags() { "À vérifier" / "To check" }
    column_minutes() { "Procès-verbaux" / "Minutes" }
    column_versions() { "Versions" / "Versions" }
    column_version() { "Version" / "Version" }
    column_digests() { "Empreintes SHA-256" / "SHA-256 digests" }
    column_block() { "Bloc" / "Block" }
    column_blocks() { "Blocs" / "Blocks" }
    column_block_title() { "Intitulé du bloc" / "Title of the block" }
    column_state() { "Décision" / "Decision" }
    column_proposed() { "Proposé par la règle" / "Proposed by the rule" }
    column_date() { "Date" / "Date" }
    column_room() { "Salle" / "Room" }
    column_session() { "Session" / "Session" }
    column_item() { "Item" / "Item" }
    column_text() { "Texte" / "Text" }
    column_beyond_threshold() { "Écart signalé" / "Gap flagged" }
    column_kind() { "Anomalie" / "Anomaly" }
    column_effect() { "Effet" / "Effect" }
    column_what() { "Constat" / "What it is" }
    column_to_do() { "Que faire" / "What to do" }
    column_files() { "Fichiers" / "Files" }
    column_certificate() { "Certificat" / "Certificate" }
    block_date(code: &str) { "{code} date" / "{code} date" }
    block_room(code: &str) { "{code} salle" / "{code} room" }
    choice_of(codes: &str) { "un de {codes}" / "one of {codes}" }
    requirement_is(title: &str, state: &str) { "{title} : {state}" / "{title}: {state}" }
    certificate_full() { "certification" / "certification" }
    certificate_block() { "bloc de compétences" / "block of competences" }
    results_unreadable(file: &str, line: usize, column: usize) { "{file}, ligne {line}, colonne {column} : ce programme n’écrit pas les résultats ainsi" / "{file}, line {line}, column {column}: this program does not write results like this" }
    results_not_utf8(file: &str) { "{file} n’est pas en UTF-8" / "{file} is not UTF-8" }
    results_format(file: &str, format: &str) { "{file} : « {format} » n’est pas un format de résultats que ce programme connaît" / "{file}: “{format}” is no format of results that this program knows" }
}
