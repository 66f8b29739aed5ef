//! What each kind of anomaly is called, and what a secretary does about it.

use super::super::{Lang, words};
use crate::consolidate::{Anomaly, Detail, Effect, Kind};

words! {
    invalid_signature() { "Signature refusée" / "Signature refused" }
    missing_signature() { "Signature manquante" / "Signature missing" }
    unknown_signer() { "Signataire inconnu" / "Unknown signer" }
    revoked_signer() { "Clé révoquée" / "Revoked key" }
    altered_file() { "Fichier modifié" / "Altered file" }
    unusable_file() { "Fichier inutilisable" / "Unusable file" }
    incomplete_files() { "Fichier sans son procès-verbal" / "File without its minutes" }
    contradiction() { "Procès-verbal qui se contredit" / "Minutes that contradict themselves" }
    composition() { "Composition du jury sans motif" / "Jury’s composition without a reason" }
    unsupported_decision() { "Décision sans motif" / "Decision without a reason" }
    two_last_versions() { "Dernière version incertaine" / "Last version uncertain" }
    later_version_missing() { "Version plus récente non reçue" / "Later version not received" }
    amendment_under_way() { "Rectificatif en cours" / "Amendment under way" }
    different_decisions() { "Décisions différentes sur un bloc" / "Different decisions on a block" }
    same_identifier() { "Un identifiant, plusieurs noms" / "One identifier, several names" }
    same_name() { "Un nom, plusieurs identifiants" / "One name, several identifiers" }
    different_grids() { "Grilles différentes" / "Different grids" }
    time_out_of_bounds() { "Durée ou heure anormale" / "Unusual time" }
    closing_mismatch() { "Clôture non conforme" / "Closing that does not match" }
    no_minutes() { "Candidat sans procès-verbal" / "Candidate without minutes" }
    room_missing() { "Salle dont rien n’a été retenu" / "Room of which nothing is used" }
    completeness_unknown() { "Session peut-être incomplète" / "Session perhaps incomplete" }
}

/// What a kind of anomaly is called.
pub fn kind(lang: Lang, kind: Kind) -> String {
    match kind {
        Kind::InvalidSignature => invalid_signature(lang),
        Kind::MissingSignature => missing_signature(lang),
        Kind::UnknownSigner => unknown_signer(lang),
        Kind::RevokedSigner => revoked_signer(lang),
        Kind::AlteredFile => altered_file(lang),
        Kind::UnusableFile => unusable_file(lang),
        Kind::IncompleteFiles => incomplete_files(lang),
        Kind::Contradiction => contradiction(lang),
        Kind::CompositionUnacknowledged => composition(lang),
        Kind::UnsupportedDecision => unsupported_decision(lang),
        Kind::TwoLastVersions => two_last_versions(lang),
        Kind::LaterVersionMissing => later_version_missing(lang),
        Kind::AmendmentUnderWay => amendment_under_way(lang),
        Kind::DifferentDecisions => different_decisions(lang),
        Kind::SameIdentifier => same_identifier(lang),
        Kind::SameName => same_name(lang),
        Kind::DifferentGrids => different_grids(lang),
        Kind::TimeOutOfBounds => time_out_of_bounds(lang),
        Kind::ClosingMismatch => closing_mismatch(lang),
        Kind::NoMinutes => no_minutes(lang),
        Kind::RoomMissing => room_missing(lang),
        Kind::CompletenessUnknown => completeness_unknown(lang),
    }
}

words! {
    send_again_signed() { "Demandez à la salle d’envoyer de nouveau ce procès-verbal et ses signatures, tels que le programme les a écrits." / "Ask the room to send these minutes and their signatures again, as the program wrote them." }
    ask_signatures() { "Demandez à la salle le dossier complet de la session, avec toutes les signatures, sur papier comprises." / "Ask the room for the complete folder of the session, with all signatures, those on paper included." }
    check_key() { "Demandez à la personne elle-même si cette clé est la sienne ; si oui, ajoutez-la à la liste des signataires et recommencez." / "Ask the person whether this key is theirs; if it is, add it to the list of signers and start again." }
    ask_other_key() { "Demandez au jury un rectificatif signé avec une clé qui vaut encore." / "Ask the jury for an amendment signed with a key that still holds." }
    ask_original() { "Demandez à la salle le fichier d’origine, et gardez celui-ci : il montre ce qui a été changé." / "Ask the room for the original file, and keep this one: it shows what was changed." }
    ask_file_again() { "Demandez à la salle d’envoyer de nouveau ce fichier, tel que le programme l’a écrit." / "Ask the room to send this file again, as the program wrote it." }
    ask_its_minutes() { "Demandez à la salle le procès-verbal qui va avec ce fichier." / "Ask the room for the minutes that go with this file." }
    ask_explanation() { "Demandez au jury d’où vient l’écart et, s’il y a lieu, un rectificatif." / "Ask the jury where the difference comes from and, where it is called for, for an amendment." }
    ask_reason_of_jury() { "Demandez au président du jury un rectificatif qui dit pourquoi le jury a siégé ainsi." / "Ask the president of the jury for an amendment that says why the jury sat like this." }
    ask_reason_of_decision() { "Demandez au jury un rectificatif qui donne le motif de la décision." / "Ask the jury for an amendment that gives the reason for the decision." }
    ask_which_holds() { "Demandez à la salle quelle version vaut, et le dossier complet de la session." / "Ask the room which version holds, and for the complete folder of the session." }
    ask_last_version() { "Demandez à la salle la dernière version de ce procès-verbal." / "Ask the room for the last version of these minutes." }
    wait_for_amendment() { "Attendez le rectificatif signé, ou demandez-le à la salle." / "Wait for the signed amendment, or ask the room for it." }
    settle_decisions() { "Comparez ces procès-verbaux et demandez aux jurys quelle décision vaut." / "Compare these minutes and ask the juries which decision holds." }
    check_second_time() { "Vérifiez que le candidat devait présenter ce bloc une nouvelle fois." / "Check that the candidate was to present this block once more." }
    settle_identifier() { "Établissez qui est qui et corrigez les listes : un identifiant désigne une seule personne." / "Find out who is who and correct the lists: an identifier stands for one person alone." }
    settle_name() { "Établissez si c’est une seule personne ; si oui, réunissez ses résultats." / "Find out whether this is one person; if so, put the results together." }
    check_grids() { "Vérifiez que ces grilles étaient voulues ; sinon, demandez aux salles laquelle devait servir." / "Check that these grids were meant; if not, ask the rooms which one was to be used." }
    ask_about_time() { "Demandez à la salle ce qui s’est passé, et gardez sa réponse avec le procès-verbal." / "Ask the room what happened, and keep its answer with the minutes." }
    ask_whole_session() { "Demandez à la salle le dossier complet de la session, tel qu’il était à la clôture." / "Ask the room for the complete folder of the session, as it was when it was closed." }
    ask_minutes() { "Demandez à la salle ce procès-verbal, ou pourquoi il n’y en a pas." / "Ask the room for these minutes, or why there are none." }
    plan_hearing() { "Prévoyez une autre session pour ce candidat." / "Plan another session for this candidate." }
    ask_room() { "Demandez à la salle le dossier de sa session." / "Ask the room for the folder of its session." }
    ask_closing() { "Demandez à la salle le dossier complet de la session, avec sa liste et sa clôture." / "Ask the room for the complete folder of the session, with its list and its closing." }
}

/// What a secretary does about an anomaly: one sentence.
pub fn what_to_do(lang: Lang, anomaly: &Anomaly) -> String {
    match anomaly.kind {
        Kind::InvalidSignature => send_again_signed(lang),
        Kind::MissingSignature => ask_signatures(lang),
        Kind::UnknownSigner => check_key(lang),
        Kind::RevokedSigner => ask_other_key(lang),
        Kind::AlteredFile => ask_original(lang),
        Kind::UnusableFile => ask_file_again(lang),
        Kind::IncompleteFiles => ask_its_minutes(lang),
        Kind::Contradiction => ask_explanation(lang),
        Kind::CompositionUnacknowledged => ask_reason_of_jury(lang),
        Kind::UnsupportedDecision => ask_reason_of_decision(lang),
        Kind::TwoLastVersions => ask_which_holds(lang),
        Kind::LaterVersionMissing => ask_last_version(lang),
        Kind::AmendmentUnderWay => wait_for_amendment(lang),
        Kind::DifferentDecisions if anomaly.effect == Effect::Flagged => check_second_time(lang),
        Kind::DifferentDecisions => settle_decisions(lang),
        Kind::SameIdentifier => settle_identifier(lang),
        Kind::SameName => settle_name(lang),
        Kind::DifferentGrids => check_grids(lang),
        Kind::TimeOutOfBounds => ask_about_time(lang),
        Kind::ClosingMismatch => ask_whole_session(lang),
        Kind::NoMinutes if anomaly.detail.iter().any(|each| matches!(each, Detail::Postponed)) => plan_hearing(lang),
        Kind::NoMinutes => ask_minutes(lang),
        Kind::RoomMissing => ask_room(lang),
        Kind::CompletenessUnknown => ask_closing(lang),
    }
}
