//! The words of the screens on which jurors mark alone: sheets, codes, seals, the reveal.

use super::words;

words! {
    whose_sheet() { "Quelle fiche ouvrir ?" / "Whose sheet?" }
    sheets_hint() { "Passez le clavier au juré, et détournez les yeux." / "Hand the keyboard to the juror, and look away." }
    sheet_of(name: &str) { "Fiche ouverte : {name}" / "Sheet open: {name}" }
    sheets_ready() { "Toutes les fiches sont scellées : D pour les dévoiler" / "All sheets are sealed: D to reveal them" }
    sheets_ready_but(missing: usize) { "Fiches prêtes (manquantes : {missing}) : D pour les dévoiler" / "Sheets ready (missing: {missing}): D to reveal them" }
    sheet_none() { "Chaque juré note seul : J ouvre une fiche" / "Each juror marks alone: J opens a sheet" }
    sheet_left(left: usize) { "sans note : {left}" / "without a mark: {left}" }
    sheet_complete() { "complète" / "complete" }
    sheet_is_sealed() { "✓ scellée" / "✓ sealed" }
    sheet_is_missing(reason: &str) { "manquera : {reason}" / "will be missing: {reason}" }
    sheets_sealed(done: usize, all: usize) { "scellées : {done}/{all}" / "sealed: {done}/{all}" }
    sheets_missing(missing: usize) { "manquantes : {missing}" / "missing: {missing}" }
    code_ask(name: &str) { "{name} : votre code" / "{name}: your code" }
    code_choose(name: &str) { "{name} : choisissez un code, 4 caractères au moins" / "{name}: choose a code, 4 characters at least" }
    code_repeat() { "Une seconde fois, le même code" / "The same code, once more" }
    code_reveal(name: &str) { "{name} : votre code, pour dévoiler votre fiche" / "{name}: your code, to reveal your sheet" }
    code_note() { "Personne ne peut le retrouver : s’il est oublié, la fiche est à refaire." / "Nobody can find it again: if it is forgotten, the sheet begins anew." }
    sheet_open(name: &str) { "fiche ouverte ({name}) ; J pour la refermer" / "sheet open ({name}); J to put it away" }
    reveal_too_early() { "les fiches se dévoilent une fois toutes les phases terminées" / "sheets are revealed once all phases are over" }
    question_paper(name: &str) { "Feuille signée à la main ({name}) : l’avez-vous recueillie ? Rien ne l’annule ensuite." / "Sheet signed by hand ({name}): have you collected it? Nothing takes that back." }
    wrong_code(name: &str) { "ce n’est pas le bon code ({name})" / "that is not the code ({name})" }
    code_too_short() { "il faut au moins 4 caractères" / "at least 4 characters are needed" }
    codes_differ() { "les deux codes diffèrent : recommencez" / "the two codes differ: begin again" }
    no_key_made() { "ce système ne peut pas fermer de fiche (hasard ou mémoire insuffisants)" / "this system cannot close a sheet (not enough randomness or memory)" }
    nothing_to_discuss() { "plus rien à discuter : chaque item a une note retenue" / "nothing left to discuss: every item has a retained mark" }
    question_seal() { "Sceller cette fiche ? Vous ne pourrez plus la changer." / "Seal this sheet? You will not be able to change it." }
    question_seal_left(left: usize) { "Sceller cette fiche, où il manque des notes ({left}) ? Vous ne pourrez plus la changer." / "Seal this sheet, which lacks marks ({left})? You will not be able to change it." }
    question_unsigned() { "Sceller sans signature ? Vous devrez alors signer le procès-verbal avec votre clé : sinon, sa vérification échouera." / "Seal without a signature? You must then sign the minutes with your key, or they will fail verification." }
    question_close() { "Clore la session ? Plus rien ne changera." / "Close the session? Nothing will change any more." }
    for_retain(item: &str, mark: &str) { "{item}, {mark} : motif de cette note" / "{item}, {mark}: reason for this mark" }
    said_by(who: &str, what: &str) { "{who} : {what}" / "{who}: {what}" }
    no_sheet() { "fiche manquante" / "sheet missing" }
    common_retained(count: usize) { "notes communes retenues : {count}" / "common marks retained: {count}" }
    for_missing(name: &str) { "Fiche qui ne sera pas dévoilée ({name}) : motif" / "Sheet that will not be revealed ({name}): reason" }
    for_renew(name: &str) { "Nouveau code pour {name}, fiche à refaire : motif" / "New code for {name}, whose sheet begins anew: reason" }
    for_arrive(name: &str) { "{name} rejoint le jury : motif du retard" / "{name} joins the jury: why only now" }
    for_leave(name: &str) { "{name} quitte le jury : motif" / "{name} leaves the jury: reason" }
    for_late() { "Retard du candidat : circonstances" / "The candidate is late: what is known of it" }
    for_postpone() { "Soutenance reportée : motif" / "Hearing postponed: reason" }
    for_reopen() { "Rouvrir le procès-verbal non signé : motif" / "Open the unsigned minutes again: reason" }
    for_amend_what() { "Rectificatif : ce qui doit changer" / "Amendment: what is to change" }
    for_amend_why() { "Rectificatif : pourquoi" / "Amendment: why" }
    for_preside(name: &str) { "{name} préside désormais : motif" / "{name} presides from here on: reason" }
    for_move(who: &str) { "{who} change de place dans l’ordre du jour : motif" / "{who} moves in the order of the day: reason" }
    for_incident() { "Incident : une ligne au cahier d’incidents" / "Incident: one line in the incident book" }
    key_sheets() { "fiches" / "sheets" }
    key_put_away() { "refermer la fiche" / "put the sheet away" }
    key_seal() { "sceller" / "seal" }
    key_reveal() { "dévoiler" / "reveal" }
    key_missing() { "fiche manquante" / "sheet missing" }
    key_renew() { "nouveau code" / "new code" }
    key_common() { "notes communes" / "common marks" }
    key_discuss() { "à discuter" / "to discuss" }
    key_casting() { "voix prépondérante" / "casting vote" }
    gaps() { "Écarts au-delà du seuil" / "Gaps beyond the threshold" }
    to_retain(left: usize) { "à retenir : {left}" / "to retain: {left}" }
    deliberates_since(minutes: u64) { "depuis {minutes} min" / "for {minutes} min" }
    signs() { "▲ écart au-delà du seuil · ≠ notes différentes · = notes égales" / "▲ gap beyond the threshold · ≠ marks differ · = marks agree" }
    column_retained() { "retenue" / "retained" }
}
