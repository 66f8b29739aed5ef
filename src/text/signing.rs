//! Why a signature, or a list of signers, is refused.

use super::{Lang, words};
use crate::domain::clean;
use crate::signing::{SignersProblemKind, VerifyError};

words! {
    altered() { "elle ne correspond pas au fichier : l’un des deux a été modifié" / "it does not match the file: one of the two was altered" }
    unknown_signer(fingerprint: &str) { "la clé {fingerprint} n’est celle d’aucun signataire autorisé" / "key {fingerprint} is no allowed signer’s" }
    another_name(principal: &str, listed: &str) { "la clé n’est pas celle de « {principal} », mais celle de « {listed} »" / "the key is not that of “{principal}” but of “{listed}”" }
    another_key(expected: &str, found: &str) { "faite avec la clé {found}, et non {expected}" / "made with key {found}, not {expected}" }
    revoked(fingerprint: &str) { "la clé {fingerprint} est révoquée" / "key {fingerprint} is revoked" }
    not_yet(since: &str) { "la clé n’est valable qu’à partir du {since}" / "the key is valid only from {since}" }
    expired(until: &str) { "la clé n’était valable que jusqu’au {until}" / "the key was valid only until {until}" }
    other_purpose(allowed: &str) { "la clé n’est autorisée que pour autre chose ({allowed})" / "the key is allowed for something else only ({allowed})" }
    authority_only() { "la clé n’est inscrite que comme autorité, pas comme signataire" / "the key is listed as an authority only, not as a signer" }
    several() { "le fichier contient plusieurs signatures" / "the file holds several signatures" }
    damaged() { "le fichier de signature est abîmé, ou n’en est pas un" / "the signature file is damaged, or is none" }
    other_kind(what: &str) { "c’est une signature d’une autre sorte ({what})" / "it is a signature of another kind ({what})" }
    unusable_key() { "la clé de la signature n’est pas une clé valable" / "the key in the signature is not a valid one" }
}

/// Why a signature is refused.
pub fn refused(lang: Lang, why: &VerifyError) -> String {
    let date = |moment: &chrono::DateTime<chrono::Utc>| moment.format("%Y-%m-%d UTC").to_string();
    let sentence = match why {
        VerifyError::SignatureInvalid => altered(lang),
        VerifyError::SignerUnknown { fingerprint } => unknown_signer(lang, fingerprint),
        VerifyError::NotThisPrincipal { principal, listed } => another_name(lang, principal, &listed.join(", ")),
        VerifyError::OtherKey { expected, found } => another_key(lang, expected, found),
        VerifyError::Revoked { fingerprint } => revoked(lang, fingerprint),
        VerifyError::NotYetValid { since } => not_yet(lang, &date(since)),
        VerifyError::Expired { until } => expired(lang, &date(until)),
        VerifyError::NamespaceNotAllowed { allowed } => other_purpose(lang, allowed),
        VerifyError::CertAuthorityOnly => authority_only(lang),
        VerifyError::MoreThanOne => several(lang),
        VerifyError::Armour(_)
        | VerifyError::TrailingText
        | VerifyError::NotSshsig
        | VerifyError::Truncated
        | VerifyError::TrailingBytes => damaged(lang),
        VerifyError::Version { found } => other_kind(lang, &format!("version {found}")),
        VerifyError::NotEd25519 { found } | VerifyError::Namespace { found } | VerifyError::NotSha512 { found } => {
            other_kind(lang, found)
        }
        VerifyError::Reserved => other_kind(lang, "reserved"),
        VerifyError::KeyInvalid => unusable_key(lang),
    };
    // Names and types may come from a hostile file.
    clean::line(&sentence).into_owned()
}

words! {
    control() { "caractère invisible" / "invisible character" }
    quote() { "guillemet mal placé ou non fermé" / "quote misplaced or not closed" }
    missing_key() { "il manque la clé" / "the key is missing" }
    unknown_option(option: &str) { "option inconnue : {option}" / "unknown option: {option}" }
    needs_value(option: &str) { "{option} demande une valeur entre guillemets" / "{option} needs a value between quotes" }
    twice(option: &str) { "{option} est donné deux fois" / "{option} is given twice" }
    bad_date(option: &str, value: &str) { "{option} : « {value} » n’est pas une date (AAAAMMJJ)" / "{option}: “{value}” is no date (YYYYMMDD)" }
    never_valid() { "la clé n’est jamais valable" / "the key is never valid" }
    unreadable_key() { "la clé ne se lit pas" / "the key cannot be read" }
}

/// What is wrong with a line of a list of signers.
pub fn signers_line(lang: Lang, kind: &SignersProblemKind) -> String {
    let sentence = match kind {
        SignersProblemKind::ByteOrderMark | SignersProblemKind::ControlCharacter => control(lang),
        SignersProblemKind::UnclosedQuote | SignersProblemKind::MisplacedQuote => quote(lang),
        SignersProblemKind::MissingKey => missing_key(lang),
        SignersProblemKind::UnknownOption { option } => unknown_option(lang, option),
        SignersProblemKind::NeedsQuotedValue { option } => needs_value(lang, option),
        SignersProblemKind::Duplicate { option } => twice(lang, option),
        SignersProblemKind::BadTimestamp { option, value } => bad_date(lang, option, value),
        SignersProblemKind::NeverValid => never_valid(lang),
        SignersProblemKind::Key(_) => unreadable_key(lang),
    };
    clean::line(&sentence).into_owned()
}
