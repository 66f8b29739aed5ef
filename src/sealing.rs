//! Closed sheets: what keeps a juror's marks from the others until the reveal.
//!
//! Each juror has a key, closed with a code that only the juror knows. From it comes a key of its own for each
//! hearing, which closes every entry of that sheet before it reaches the disk, and which the reveal makes public
//! without giving away the juror's. Nothing here reads a clock or makes a random number: what must be random is given.
//!
//! What this protects: whoever reads the file without a code learns who wrote and when, how many marks are missing,
//! and about how long a comment is; not which item, which mark or which word. What it does not: a code of four digits
//! is found by trying them all, in minutes; and who controls the machine while a sheet is open sees what its
//! juror sees.

use argon2::{Algorithm, Argon2, Params, Version};
use base64ct::{Base64, Encoding as _};
use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

/// The bytes of a key.
pub const KEY_LENGTH: usize = 32;

/// Closed texts are as long as a multiple of this many bytes: a mark cannot be told by the length of its name.
const BLOCK: usize = 256;

/// How hard a code is to try, as RFC 9106 advises where memory is short: 19 MiB, twice over.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;

/// A secret key, forgotten when dropped and never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(Zeroizing<[u8; KEY_LENGTH]>);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key")
    }
}

/// A juror's key as the journal keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Lock {
    /// Closed with the juror's code.
    Code {
        /// What makes the same code another one elsewhere, in base64.
        salt: String,
        /// The key, closed, in base64.
        key: String,
    },
    /// Not closed: the session asks for no code.
    Nothing {
        /// The key, in base64.
        key: String,
    },
}

impl Key {
    /// A key of these bytes, which must be random.
    pub fn new(bytes: [u8; KEY_LENGTH]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The key as it is made public, in base64.
    pub fn publish(&self) -> String {
        Base64::encode_string(&*self.0)
    }

    /// A key that was made public; none where this is no key.
    pub fn published(text: &str) -> Option<Self> {
        let bytes = Zeroizing::new(Base64::decode_vec(text).ok()?);
        Some(Self::new(bytes.as_slice().try_into().ok()?))
    }

    /// The key of one sheet: it opens that one, and tells nothing of this key.
    #[must_use]
    pub fn of_sheet(&self, session: &str, candidate: &str) -> Self {
        let mut digest = Sha256::new();
        digest.update(b"soutenance-sheet-key/1");
        digest.update(*self.0);
        for name in [session, candidate] {
            digest.update((name.len() as u64).to_le_bytes());
            digest.update(name.as_bytes());
        }
        Self::new(digest.finalize().into())
    }

    /// Closes a text that stands at this place of its sheet, in base64; the same text at the same place gives the same.
    /// None where the text is too long to be closed, which no text of a sheet is.
    pub fn close(&self, place: u64, text: &str) -> Option<String> {
        let mut padded = Zeroizing::new((text.len() as u64).to_le_bytes().to_vec());
        padded.extend_from_slice(text.as_bytes());
        let length = padded.len().next_multiple_of(BLOCK);
        padded.resize(length, 0);
        // Made from all that is closed, so that a place written twice, after a write that failed, never has two texts
        // under one nonce.
        let mut nonce = Sha256::new();
        nonce.update(b"soutenance-sheet-nonce/1");
        nonce.update(*self.0);
        nonce.update(place.to_le_bytes());
        nonce.update(&*padded);
        let nonce = &nonce.finalize()[..24];
        let closed = self.cipher().encrypt(XNonce::from_slice(nonce), payload(&padded, &place.to_le_bytes())).ok()?;
        Some(Base64::encode_string(&[nonce, &closed].concat()))
    }

    /// Opens a text that was closed at this place; none with another key, at another place, or where it was altered.
    pub fn open(&self, place: u64, closed: &str) -> Option<Zeroizing<String>> {
        let bytes = Base64::decode_vec(closed).ok()?;
        let (nonce, closed) = bytes.split_at_checked(24)?;
        let padded = self.cipher().decrypt(XNonce::from_slice(nonce), payload(closed, &place.to_le_bytes())).ok()?;
        let padded = Zeroizing::new(padded);
        let (length, rest) = padded.split_first_chunk::<8>()?;
        let text = rest.get(..usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
        Some(Zeroizing::new(String::from_utf8(text.to_vec()).ok()?))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.0).into())
    }
}

impl Lock {
    /// Closes a key with a code, and with a salt that must be random; none where the system lacks the memory.
    pub fn with_code(key: &Key, code: &str, salt: [u8; 16]) -> Option<Self> {
        let closed = stretched(code, &salt)?.close(0, &key.publish())?;
        Some(Self::Code { salt: Base64::encode_string(&salt), key: closed })
    }

    /// A key that nothing closes.
    pub fn none(key: &Key) -> Self {
        Self::Nothing { key: key.publish() }
    }

    /// The key; none with another code. Takes a good part of a second where there is a code.
    pub fn open(&self, code: &str) -> Option<Key> {
        match self {
            Self::Nothing { key } => Key::published(key),
            Self::Code { salt, key } => {
                let salt = Base64::decode_vec(salt).ok()?;
                Key::published(&stretched(code, &salt)?.open(0, key)?)
            }
        }
    }

    /// Whether a code is asked for.
    pub fn asks(&self) -> bool {
        matches!(self, Self::Code { .. })
    }
}

/// A key from a code: as slow for who tries codes as for who knows one.
/// The key that a code makes. The same letters are the same code, however a keyboard puts them together: `é` is one
/// character on one terminal, `e` and an accent on another.
fn stretched(code: &str, salt: &[u8]) -> Option<Key> {
    let code: Zeroizing<String> = Zeroizing::new(code.nfc().collect());
    let params = Params::new(MEMORY_KIB, PASSES, 1, Some(KEY_LENGTH)).ok()?;
    let mut bytes = Zeroizing::new([0_u8; KEY_LENGTH]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(code.as_bytes(), salt, bytes.as_mut())
        .ok()?;
    Some(Key(bytes))
}

fn payload<'a>(text: &'a [u8], about: &'a [u8]) -> Payload<'a, 'a> {
    Payload { msg: text, aad: about }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_code_is_its_letters_however_they_are_put_together() {
        let lock = Lock::with_code(&Key::new([7; 32]), "caf\u{e9}s", [3; 16]).unwrap();
        assert!(lock.open("cafe\u{301}s").is_some());
        assert!(lock.open("cafes").is_none());
    }

    #[test]
    fn a_text_opens_with_its_key_at_its_place_and_nowhere_else() {
        let key = Key::new([7; 32]).of_sheet("b204", "C001");
        let closed = key.close(3, "BC01.1 acquis").unwrap();
        assert_eq!(key.open(3, &closed).unwrap().as_str(), "BC01.1 acquis");
        assert_eq!(key.open(4, &closed), None);
        assert_eq!(Key::new([7; 32]).of_sheet("b204", "C002").open(3, &closed), None);
        assert_eq!(Key::new([7; 32]).of_sheet("b20", "4C001").open(3, &closed), None);
        let altered = closed.replacen(&closed[40..41], if &closed[40..41] == "A" { "B" } else { "A" }, 1);
        assert_eq!(key.open(3, &altered), None);
        for hostile in ["", "é", "AAAA", "=", &closed[..20]] {
            assert_eq!(key.open(3, hostile), None);
        }
    }

    #[test]
    fn the_length_says_nothing_of_a_mark() {
        let key = Key::new([1; 32]);
        let lengths = ["", "a", "BC01.1 en-cours-d-acquisition"].map(|text| key.close(0, text).unwrap().len());
        assert_eq!(lengths[0], lengths[1]);
        assert_eq!(lengths[1], lengths[2]);
        assert_ne!(key.close(0, "a"), key.close(1, "a"));
    }

    #[test]
    fn a_key_opens_with_its_code_alone() {
        let key = Key::new([9; 32]);
        let lock = Lock::with_code(&key, "4071", [5; 16]).unwrap();
        assert_eq!(lock.open("4071"), Some(key.clone()));
        assert_eq!(lock.open("4072"), None);
        assert_eq!(lock.open(""), None);
        assert!(lock.asks());
        assert_eq!(Lock::none(&key).open("whatever"), Some(key));
    }
}
