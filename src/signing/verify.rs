//! Whether these bytes were signed, and by whom.

use chrono::{DateTime, Utc};
use ed25519_dalek::Signature;
use ssh_key::{HashAlg, SshSig};

use super::NAMESPACE;
use super::allowed_signers::AllowedSigners;
use super::armour;
use super::error::VerifyError;
use super::key::PublicKey;

/// A signature that was accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Who signed, as the caller named them.
    pub principal: String,
    /// The fingerprint of their key.
    pub fingerprint: String,
    /// Their key.
    pub public_key: PublicKey,
    /// The first instant from which the list of signers accepts the key; none where it has always.
    pub since: Option<DateTime<Utc>>,
    /// The last second; none where it does for ever.
    pub until: Option<DateTime<Utc>>,
}

/// Checks that `principal` signed exactly these bytes, with a key that `signers` allows them at
/// this instant.
///
/// The signature comes first: what a file says of its signer means nothing until it holds.
///
/// # Errors
/// A [`VerifyError`]: first what is wrong with the signature file, then with the signature, then
/// with the signer.
pub fn verify(
    bytes: &[u8],
    signature: &str,
    principal: &str,
    signers: &AllowedSigners,
    at: DateTime<Utc>,
) -> Result<Verified, VerifyError> {
    let public_key = signed_by(bytes, signature)?;
    let line = signers.find(principal, &public_key, NAMESPACE, at)?;
    Ok(Verified {
        principal: principal.to_owned(),
        fingerprint: public_key.fingerprint(),
        public_key,
        since: line.valid_after,
        until: line.valid_before,
    })
}

/// Checks that this key signed exactly these bytes.
///
/// # Errors
/// As [`signed_by`], and [`VerifyError::OtherKey`] for a good signature by another key.
pub fn verify_key(bytes: &[u8], signature: &str, key: &PublicKey) -> Result<(), VerifyError> {
    let found = signed_by(bytes, signature)?;
    if found == *key {
        return Ok(());
    }
    Err(VerifyError::OtherKey { expected: key.fingerprint(), found: found.fingerprint() })
}

/// The key that signed exactly these bytes. It says nothing of whose key that is.
///
/// # Errors
/// A [`VerifyError`] for a malformed signature file, for one that is not of our narrow form, and
/// [`VerifyError::SignatureInvalid`] when it does not match the bytes.
pub fn signed_by(bytes: &[u8], signature: &str) -> Result<PublicKey, VerifyError> {
    let claimed = armour::parse(signature)?;
    let data = SshSig::signed_data(NAMESPACE, HashAlg::Sha512, bytes).map_err(|_| VerifyError::SignatureInvalid)?;
    // Strict: no key of small order, no second form of the same signature.
    claimed
        .key
        .verifying_key()
        .verify_strict(&data, &Signature::from_bytes(&claimed.signature))
        .map_err(|_| VerifyError::SignatureInvalid)?;
    Ok(claimed.key)
}
