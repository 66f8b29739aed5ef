//! Keys: the public ones we know members by, and the private ones that sign.

use std::fmt;
use std::path::{Path, PathBuf};

use ed25519_dalek::VerifyingKey;
use ssh_key::private::{Ed25519Keypair, KeypairData};
use ssh_key::public::{Ed25519PublicKey, KeyData};
use ssh_key::rand_core::{OsRng, RngCore};
use ssh_key::{Algorithm, Cipher, HashAlg, Kdf, LineEnding, PrivateKey};
use zeroize::Zeroizing;

use super::error::{PublicKeyError, SigningError};
use super::{NAMESPACE, agent, verify_key};

/// The work OpenSSH puts between a passphrase and a key since its version 9.4.
const BCRYPT_ROUNDS: u32 = 24;
/// The most rounds that a key is opened with, a quarter of a minute: a file that asks for more asks for hours.
const MOST_ROUNDS: u32 = 2000;

/// An Ed25519 public key. Two are equal when their bytes are; a comment is no part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    /// Reads the one line of a `.pub` file: `ssh-ed25519 AAAA… comment`.
    ///
    /// # Errors
    /// [`PublicKeyError::Unreadable`] for anything but one such line,
    /// [`PublicKeyError::NotEd25519`] for another type of key,
    /// [`PublicKeyError::Unusable`] for bytes that cannot be a key.
    pub fn parse(line: &str) -> Result<Self, PublicKeyError> {
        let line = line.trim_end_matches(['\n', '\r']);
        if line.contains(['\n', '\r']) {
            return Err(PublicKeyError::Unreadable);
        }
        let mut words = line.split([' ', '\t']).filter(|word| !word.is_empty());
        match (words.next(), words.next()) {
            (Some(kind), Some(base64)) => Self::from_words(kind, base64),
            _ => Err(PublicKeyError::Unreadable),
        }
    }

    /// Reads a key from its type and its base64. Errors as [`PublicKey::parse`].
    pub(super) fn from_words(kind: &str, base64: &str) -> Result<Self, PublicKeyError> {
        let key =
            ssh_key::PublicKey::from_openssh(&format!("{kind} {base64}")).map_err(|_| PublicKeyError::Unreadable)?;
        match key.key_data() {
            KeyData::Ed25519(key) => {
                let key = Self::from_bytes(&key.0).ok_or(PublicKeyError::Unusable)?;
                // The library does not look at the length before the key; OpenSSH refuses another than the true one.
                let spelt = key.to_openssh().split_once(' ').is_some_and(|(_, own)| own == base64);
                if spelt { Ok(key) } else { Err(PublicKeyError::Unreadable) }
            }
            _ => Err(PublicKeyError::NotEd25519 { found: kind.to_owned() }),
        }
    }

    /// `None` when the bytes are no point of the curve, or one of the few of small order: with
    /// those, one signature fits many texts.
    pub(super) fn from_bytes(bytes: &[u8; 32]) -> Option<Self> {
        let key = VerifyingKey::from_bytes(bytes).ok()?;
        (!key.is_weak()).then_some(Self(key))
    }

    /// The fingerprint as `ssh-keygen -l` shows it: `SHA256:…`.
    pub fn fingerprint(&self) -> String {
        self.to_ssh_key().fingerprint(HashAlg::Sha256).to_string()
    }

    /// The line of a `.pub` file, without comment or newline: `ssh-ed25519 AAAA…`.
    pub fn to_openssh(&self) -> String {
        self.to_ssh_key().to_string()
    }

    pub(super) fn to_ssh_key(self) -> ssh_key::PublicKey {
        KeyData::Ed25519(Ed25519PublicKey(self.0.to_bytes())).into()
    }

    pub(super) fn verifying_key(&self) -> &VerifyingKey {
        &self.0
    }
}

/// A key that can sign: Ed25519, unlocked or held by an agent.
pub struct SigningKey {
    public: PublicKey,
    holder: Holder,
}

enum Holder {
    File(Box<PrivateKey>),
    Agent(PathBuf),
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", self.public.fingerprint())
    }
}

impl SigningKey {
    /// Opens an OpenSSH private key file. The passphrase is used only if the key is encrypted;
    /// unlocking is slow on purpose (bcrypt).
    ///
    /// # Errors
    /// [`SigningError::KeyUnreadable`], [`SigningError::NotOpenSsh`],
    /// [`SigningError::NotEd25519`], [`SigningError::PassphraseNeeded`] when the key is encrypted
    /// and none was given, [`SigningError::WrongPassphrase`].
    pub fn from_file(path: &Path, passphrase: Option<&Zeroizing<String>>) -> Result<Self, SigningError> {
        let path_buf = || path.to_path_buf();
        let locked = read_private_key(path)?;
        let private = match (locked.is_encrypted(), passphrase) {
            (false, _) => locked,
            (true, None) => return Err(SigningError::PassphraseNeeded { path: path_buf() }),
            (true, Some(_)) if matches!(locked.kdf(), Kdf::Bcrypt { rounds, .. } if *rounds > MOST_ROUNDS) => {
                return Err(SigningError::NotOpenSsh { path: path_buf() });
            }
            (true, Some(passphrase)) => locked.decrypt(passphrase.as_bytes()).map_err(|error| match error {
                ssh_key::Error::Crypto => SigningError::WrongPassphrase { path: path_buf() },
                _ => SigningError::NotOpenSsh { path: path_buf() },
            })?,
        };
        let public = public_half(&private).ok_or_else(|| SigningError::NotOpenSsh { path: path_buf() })?;
        Ok(Self { public, holder: Holder::File(Box::new(private)) })
    }

    /// The public half of the key in this file, which is readable without the passphrase.
    ///
    /// # Errors
    /// [`SigningError::KeyUnreadable`], [`SigningError::NotOpenSsh`], [`SigningError::NotEd25519`].
    pub fn public_in(path: &Path) -> Result<PublicKey, SigningError> {
        let key = read_private_key(path)?;
        public_half(&key).ok_or_else(|| SigningError::NotOpenSsh { path: path.to_path_buf() })
    }

    /// The key of this public half, held by the agent that `SSH_AUTH_SOCK` names.
    ///
    /// # Errors
    /// [`SigningError::NoAgent`] when the variable is not set, else as
    /// [`SigningKey::from_agent_at`].
    pub fn from_agent(public: &PublicKey) -> Result<Self, SigningError> {
        match std::env::var_os("SSH_AUTH_SOCK") {
            Some(socket) if !socket.is_empty() => Self::from_agent_at(Path::new(&socket), public),
            _ => Err(SigningError::NoAgent),
        }
    }

    /// The key of this public half, held by the agent at this socket.
    ///
    /// # Errors
    /// [`SigningError::AgentUnreachable`], [`SigningError::AgentLacksKey`].
    pub fn from_agent_at(socket: &Path, public: &PublicKey) -> Result<Self, SigningError> {
        agent::check_holds(socket, public)?;
        Ok(Self { public: *public, holder: Holder::Agent(socket.to_path_buf()) })
    }

    /// The public half.
    pub fn public_key(&self) -> &PublicKey {
        &self.public
    }

    /// Checks that this is the key a member is known by.
    ///
    /// # Errors
    /// [`SigningError::KeyMismatch`] when it is another.
    pub fn check_is(&self, expected: &PublicKey) -> Result<(), SigningError> {
        if self.public == *expected {
            return Ok(());
        }
        Err(SigningError::KeyMismatch { expected: expected.fingerprint(), found: self.public.fingerprint() })
    }

    /// Signs exactly these bytes: the text that `ssh-keygen -Y sign` would write, byte for byte.
    /// With an agent, it waits until the agent answers, which may be until its user does.
    ///
    /// # Errors
    /// [`SigningError::AgentUnreachable`], [`SigningError::AgentRefused`] and
    /// [`SigningError::AgentGarbled`] from an agent; [`SigningError::Unverifiable`] when the
    /// signature just made is not one we would accept.
    pub fn sign(&self, bytes: &[u8]) -> Result<String, SigningError> {
        let signature = match &self.holder {
            Holder::File(private) => private.sign(NAMESPACE, HashAlg::Sha512, bytes)?,
            Holder::Agent(socket) => agent::sign(socket, &self.public, bytes)?,
        };
        let armoured = signature.to_pem(LineEnding::LF)?;
        // The bytes of an agent are not ours to trust, and minutes are signed once.
        verify_key(bytes, &armoured, &self.public).map_err(SigningError::Unverifiable)?;
        Ok(armoured)
    }
}

fn public_half(key: &PrivateKey) -> Option<PublicKey> {
    key.public_key().key_data().ed25519().and_then(|key| PublicKey::from_bytes(&key.0))
}

fn read_private_key(path: &Path) -> Result<PrivateKey, SigningError> {
    let path_buf = || path.to_path_buf();
    // A pipe or a device would be read for ever.
    let plain = std::fs::metadata(path)
        .and_then(|about| if about.is_file() { Ok(()) } else { Err(std::io::ErrorKind::InvalidInput.into()) });
    let bytes = plain
        .and_then(|()| std::fs::read(path))
        .map(Zeroizing::new)
        .map_err(|source| SigningError::KeyUnreadable { path: path_buf(), source })?;
    let private =
        PrivateKey::from_openssh(bytes.as_slice()).map_err(|_| SigningError::NotOpenSsh { path: path_buf() })?;
    match private.public_key().algorithm() {
        Algorithm::Ed25519 => Ok(private),
        other => Err(SigningError::NotEd25519 { path: path_buf(), found: other.to_string() }),
    }
}

/// A key pair just made. Nothing is on the disk yet.
pub struct GeneratedKey {
    /// The private key file's text. To be written for its owner's eyes alone (0600).
    pub private_pem: Zeroizing<String>,
    /// The `.pub` file's line, comment included, without newline.
    pub public_line: String,
    /// The public half.
    pub public: PublicKey,
}

impl fmt::Debug for GeneratedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "GeneratedKey({})", self.public.fingerprint())
    }
}

/// Makes an Ed25519 key pair as `ssh-keygen -t ed25519` does; with a passphrase, encrypted with
/// bcrypt and aes256-ctr.
///
/// # Errors
/// [`SigningError::PassphraseEmpty`] for an empty passphrase, [`SigningError::CommentUnusable`]
/// for a comment with control characters, [`SigningError::NoRandomness`].
pub fn generate(comment: &str, passphrase: Option<&Zeroizing<String>>) -> Result<GeneratedKey, SigningError> {
    if passphrase.is_some_and(|passphrase| passphrase.is_empty()) {
        return Err(SigningError::PassphraseEmpty);
    }
    if comment.chars().any(char::is_control) {
        return Err(SigningError::CommentUnusable);
    }
    let pair = Ed25519Keypair::from_seed(&*random()?);
    let public = PublicKey::from_bytes(&pair.public.0).ok_or(ssh_key::Error::PublicKey)?;
    let private = PrivateKey::new(KeypairData::from(pair), comment)?;
    let public_line = private.public_key().to_openssh()?;
    let private = match passphrase {
        None => private,
        Some(passphrase) => {
            let kdf = Kdf::Bcrypt { salt: random::<16>()?.to_vec(), rounds: BCRYPT_ROUNDS };
            let check = u32::from_be_bytes(*random()?);
            private.encrypt_with(Cipher::Aes256Ctr, kdf, check, passphrase.as_bytes())?
        }
    };
    let private_pem = private.to_openssh(LineEnding::LF)?;
    Ok(GeneratedKey { private_pem, public_line, public })
}

/// Random bytes of the system's. Asked for in the one way that can fail without a panic.
fn random<const N: usize>() -> Result<Zeroizing<[u8; N]>, SigningError> {
    let mut bytes = Zeroizing::new([0; N]);
    OsRng
        .try_fill_bytes(bytes.as_mut_slice())
        .map_err(|error| SigningError::NoRandomness { reason: error.to_string() })?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILM+rvN+ot98qgEN796jTiQfZfG1KaT0PtFDJ/XFSqti";

    #[test]
    fn a_public_key_line() {
        let key = PublicKey::parse(LINE).unwrap();
        assert_eq!(key.to_openssh(), LINE);
        assert_eq!(key.fingerprint(), "SHA256:UCUiLr7Pjs9wFFJMDByLgc3NrtdU344OgUM45wZPcIQ");
        for same in [format!("{LINE}\n"), format!("{LINE} Jeanne à Évry\r\n"), format!("\t{LINE}")] {
            assert_eq!(PublicKey::parse(&same), Ok(key), "{same:?}");
        }
    }

    #[test]
    fn what_is_not_a_public_key_line() {
        let (kind, base64) = LINE.split_once(' ').unwrap();
        for line in [
            "",
            kind,
            base64,
            &LINE[..LINE.len() - 1],
            &format!("{LINE}A"),
            &format!("ssh-rsa {base64}"),
            &format!("{LINE}\n{LINE}"),
            &format!("{LINE}=="),
        ] {
            assert_eq!(PublicKey::parse(line), Err(PublicKeyError::Unreadable), "{line:?}");
        }
    }

    #[test]
    fn a_key_never_shows_its_secret() {
        let key = generate("c", None).unwrap();
        assert!(format!("{key:?}").starts_with("GeneratedKey(SHA256:"));
    }

    #[test]
    fn what_no_key_is_made_of() {
        let empty = Zeroizing::new(String::new());
        assert!(matches!(generate("c", Some(&empty)), Err(SigningError::PassphraseEmpty)));
        assert!(matches!(generate("a\nb", None), Err(SigningError::CommentUnusable)));
    }

    #[test]
    fn two_keys_differ_and_a_mismatch_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        let (mine, other) = (generate("c", None).unwrap(), generate("c", None).unwrap());
        std::fs::write(&path, mine.private_pem.as_bytes()).unwrap();
        let key = SigningKey::from_file(&path, None).unwrap();
        assert!(key.check_is(&mine.public).is_ok());
        assert!(matches!(
            key.check_is(&other.public),
            Err(SigningError::KeyMismatch { expected, .. }) if expected == other.public.fingerprint()
        ));
    }
}
