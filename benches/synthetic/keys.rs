//! Keys made from a seed: nobody's, and the same each time.

use std::fmt;

use soutenance::signing::{NAMESPACE, PublicKey, allowed_signers_line};
use ssh_key::private::{Ed25519Keypair, KeypairData};
use ssh_key::{HashAlg, LineEnding, PrivateKey};

use super::numbers::bytes;

/// A juror's key.
#[derive(Clone)]
pub(crate) struct Signer {
    private: PrivateKey,
    /// `ssh-ed25519 AAAA…`
    pub(crate) public: String,
    /// `SHA256:…`
    pub(crate) fingerprint: String,
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signer({})", self.fingerprint)
    }
}

impl Signer {
    /// The key of this name, from this seed.
    pub(crate) fn new(seed: u64, name: &str) -> Self {
        let pair = Ed25519Keypair::from_seed(&bytes(seed, &format!("key {name}")));
        let private = PrivateKey::new(KeypairData::from(pair), "").unwrap();
        let public = private.public_key().to_openssh().unwrap();
        let fingerprint = private.fingerprint(HashAlg::Sha256).to_string();
        Self { private, public, fingerprint }
    }

    /// The signature of these bytes, as `ssh-keygen -Y sign` writes it.
    pub(crate) fn sign(&self, bytes: &[u8]) -> String {
        self.private.sign(NAMESPACE, HashAlg::Sha512, bytes).unwrap().to_pem(LineEnding::LF).unwrap()
    }

    /// The line of `allowed_signers` that lets this name sign with this key.
    pub(crate) fn line(&self, name: &str) -> String {
        allowed_signers_line(name, &PublicKey::parse(&self.public).unwrap()).unwrap() + "\n"
    }
}
