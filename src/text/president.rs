//! The words for what a president does around hearings: recusals, the order, newcomers, the closing.

use super::words;
use crate::app::newcomer::Field;
use crate::text::Lang;

words! {
    key_incident() { "incident" / "incident" }
    key_recuse() { "déport" / "recusal" }
    key_late() { "candidat en retard" / "candidate late" }
    key_postpone() { "reporter" / "postpone" }
    key_excuse() { "absence excusée" / "absence excused" }
    key_not_excused() { "absence non excusée" / "absence not excused" }
    key_reopen() { "rouvrir" / "open again" }
    key_amend() { "rectifier" / "amend" }
    key_paper() { "sur papier" / "on paper" }
    key_preside() { "autre présidence" / "another president" }
    key_order() { "changer l’ordre" / "change the order" }
    key_earlier() { "avant" / "earlier" }
    key_later() { "après" / "later" }
    key_add() { "ajouter un candidat" / "add a candidate" }
    key_close() { "clore la session" / "close the session" }
    key_closing() { "clôture" / "closing" }
    key_read() { "lire" / "read" }
    key_sign_closing() { "signer la clôture" / "sign the closing" }
    key_next_field() { "champ suivant" / "next field" }
    key_before_field() { "précédent" / "the one before" }
    recused(ground: &str) { "déport : {ground}" / "recused: {ground}" }
    presence_begun() { "Cochez qui arrive, décochez qui part, puis validez : un motif sera demandé." / "Check who comes, uncheck who leaves, then confirm: a reason will be asked for." }
    ground_title(name: &str) { "{name} se déporte : à quel titre ?" / "{name} is recused: on what ground?" }
    paper_title() { "Qui a signé la feuille imprimée ?" / "Who signed the printed sheet?" }
    preside_title() { "Qui préside désormais ?" / "Who presides from here on?" }
    closing_title() { "Qui signe la clôture ?" / "Who signs the closing?" }
    no_key() { "sans clé" / "no key" }
    incidents(count: usize) { "incidents : {count}" / "incidents: {count}" }
    incidents_before(count: usize) { "déjà notés : {count}" / "noted so far: {count}" }
    amends(what: &str) { "À changer : {what}" / "To be changed: {what}" }
    order_title() { "Nouvelle place dans l’ordre de passage" / "New place in the order of the day" }
    order_before(who: &str, before: &str) { "{who} passe avant {before}." / "{who} is heard before {before}." }
    order_last(who: &str) { "{who} passe en dernier." / "{who} is heard last." }
    order_same(who: &str) { "{who} garde sa place." / "{who} stays in place." }
    newcomer_title() { "Ajouter un candidat" / "Add a candidate" }
    field_id() { "Identifiant" / "Identifier" }
    field_family_name() { "Nom" / "Family name" }
    field_given_name() { "Prénom" / "Given name" }
    field_blocks() { "Blocs présentés" / "Blocks presented" }
    field_third() { "Tiers-temps" / "A third more time" }
    field_document() { "Pièce d’identité vue" / "Identity document" }
    field_reason() { "Motif de l’ajout" / "Reason" }
    hint_id() { "Tel qu’il figurera au procès-verbal ; il ne change plus ensuite." / "As it will stand in the minutes; it does not change afterwards." }
    hint_blocks(codes: &str) { "Blocs de la grille : {codes}" / "Blocks of the grid: {codes}" }
    hint_third() { "Espace : oui ou non. Seule la durée est retenue, jamais sa raison." / "Space: yes or no. Only the time is kept, never why." }
    hint_document() { "Sa nature (carte d’identité, passeport…), jamais son numéro." / "Its kind (identity card, passport…), never its number." }
    hint_reason() { "Pourquoi ce candidat n’était pas sur la liste." / "Why this candidate was not on the list." }
    unsettled_title() { "La session ne peut pas encore être close" / "The session cannot be closed yet" }
    unsettled_line(who: &str, state: &str) { "{who} : {state}" / "{who}: {state}" }
    unsettled_hint() { "Pour chacun : un procès-verbal signé, ou un report." / "For each: signed minutes, or a postponement." }
    and_more(count: usize) { "… et {count} de plus" / "… and {count} more" }
    signatures_missing(ids: &str) { "Signatures encore manquantes : {ids}" / "Signatures still missing: {ids}" }
    signatures_needed(names: &str) { "Signatures requises : {names}" / "Signatures required: {names}" }
    signatures_to_come(names: &str) { "⚠ signatures requises, encore à recueillir : {names}" / "⚠ signatures required, still to come: {names}" }
    signatures_whole() { "✓ signatures requises : toutes recueillies" / "✓ signatures required: all there" }
    signatures_none() { "Aucune signature n’est requise : personne ne siège." / "No signature is required: nobody sits." }
    closed_since(at: &str) { "Session close le {at} : plus rien ne change" / "Session closed on {at}: nothing changes any more" }
    closed_on(day: &str) { "session close le {day}" / "session closed on {day}" }
    closing_unsigned() { "clôture à signer : C" / "closing to be signed: C" }
}

/// The name of a field of the form for a newcomer.
pub fn field(lang: Lang, field: Field) -> String {
    match field {
        Field::Id => field_id(lang),
        Field::FamilyName => field_family_name(lang),
        Field::GivenName => field_given_name(lang),
        Field::Blocks => field_blocks(lang),
        Field::Third => field_third(lang),
        Field::Document => field_document(lang),
        Field::Reason => field_reason(lang),
    }
}

/// What to know about a field; nothing of names.
pub fn hint(lang: Lang, field: Field, blocks: &str) -> String {
    match field {
        Field::Id => hint_id(lang),
        Field::FamilyName | Field::GivenName => String::new(),
        Field::Blocks => hint_blocks(lang, blocks),
        Field::Third => hint_third(lang),
        Field::Document => hint_document(lang),
        Field::Reason => hint_reason(lang),
    }
}

/// A moment as people say it: `14/06/2027 à 17:42`.
pub fn moment(lang: Lang, at: &chrono::DateTime<chrono::FixedOffset>) -> String {
    day_and_time(lang, &at.format("%d/%m/%Y").to_string(), &at.format("%H:%M").to_string())
}

words! {
    day_and_time(day: &str, time: &str) { "{day} à {time}" / "{day} at {time}" }
}
