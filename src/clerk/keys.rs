//! Keys made ready: from the file that the session names, or from the agent.

use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::error::{cause, disk_fault};
use crate::app::message::{Message, Secret, SigningFault};
use crate::domain::id::MemberId;
use crate::domain::jury::{Jury, Member};
use crate::domain::session::Session;
use crate::sealing::{KEY_LENGTH, Key, Lock};
use crate::signing::{PublicKey, SigningError, SigningKey};

/// What it takes to make a key ready. Unlocking takes a fraction of a second, and an agent may ask its user:
/// it can be run on a thread of its own.
#[derive(Debug)]
pub struct Unlock {
    /// Whose key.
    pub member: MemberId,
    public: PublicKey,
    file: Option<PathBuf>,
    secret: Option<Secret>,
}

impl Unlock {
    pub(super) fn new(
        folder: &Path,
        session: &Session,
        member: &MemberId,
        secret: Option<Secret>,
    ) -> Result<Self, SigningFault> {
        let no_key = || SigningFault::NoKey(member.clone());
        let known = session.plan().jury.member(member).ok_or_else(no_key)?;
        let public = known.public_key.as_deref().and_then(|line| PublicKey::parse(line).ok()).ok_or_else(no_key)?;
        let file = known.key_file.as_deref().map(|written| key_path(folder, written));
        Ok(Self { member: member.clone(), public, file, secret })
    }

    /// Makes the key ready.
    ///
    /// # Errors
    /// [`SigningFault`]: no passphrase or a wrong one, a file that cannot be read, an agent that does not have
    /// the key, a key that is not the one the session names.
    pub fn run(self) -> Result<(MemberId, SigningKey), SigningFault> {
        let passphrase = self.secret.as_ref().map(|secret| &secret.0);
        let key = match &self.file {
            Some(file) => SigningKey::from_file(file, passphrase),
            None => SigningKey::from_agent(&self.public),
        };
        let key = key.and_then(|key| key.check_is(&self.public).map(|()| key));
        key.map(|key| (self.member.clone(), key)).map_err(|error| fault(&self.member, &error))
    }
}

/// Makes a key for a juror who marks alone, closed with a code if there is one.
pub(super) fn make(member: MemberId, code: Option<&Secret>, why: Option<String>) -> Message {
    let made = || {
        let (mut bytes, mut salt) = (Zeroizing::new([0; KEY_LENGTH]), [0; 16]);
        getrandom::fill(bytes.as_mut()).and_then(|()| getrandom::fill(&mut salt)).ok()?;
        let key = Key::new(*bytes);
        let lock = match code {
            Some(code) => Lock::with_code(&key, &code.0, salt)?,
            None => Lock::none(&key),
        };
        Some((lock, key))
    };
    made().map_or(Message::NoKeyMade, |(lock, key)| Message::KeyMade(member, lock, key, why))
}

/// What is wrong with the key files that a session names: found before the exam, not at its end.
pub fn check_key_files(folder: &Path, jury: &Jury) -> Vec<SigningFault> {
    let check = |known: &Member| {
        let expected = PublicKey::parse(known.public_key.as_deref()?).ok()?;
        let file = key_path(folder, known.key_file.as_deref()?);
        match SigningKey::public_in(&file) {
            Ok(found) if found == expected => None,
            Ok(_) => Some(SigningFault::AnotherKey(known.id.clone())),
            Err(error) => Some(fault(&known.id, &error)),
        }
    };
    jury.members.iter().filter_map(check).collect()
}

/// `~/` is the user's folder; another relative path starts from the session's.
fn key_path(folder: &Path, written: &str) -> PathBuf {
    let home = std::env::var_os("HOME");
    match (written.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => PathBuf::from(home).join(rest),
        (_, _) => folder.join(written),
    }
}

/// An error of the keys, as the app says it.
pub(super) fn fault(member: &MemberId, error: &SigningError) -> SigningFault {
    match error {
        SigningError::PassphraseNeeded { .. } => SigningFault::PassphraseNeeded(member.clone()),
        SigningError::WrongPassphrase { .. } => SigningFault::WrongPassphrase(member.clone()),
        SigningError::KeyMismatch { .. } => SigningFault::AnotherKey(member.clone()),
        SigningError::NoAgent => SigningFault::NoAgent,
        SigningError::AgentUnreachable { .. } => SigningFault::AgentUnreachable,
        SigningError::AgentLacksKey { fingerprint } => SigningFault::AgentLacksKey(fingerprint.clone()),
        SigningError::AgentRefused { .. } => SigningFault::AgentRefused,
        SigningError::KeyUnreadable { path, source } => {
            SigningFault::KeyUnreadable(path.display().to_string(), disk_fault(source))
        }
        SigningError::NotOpenSsh { path } | SigningError::NotEd25519 { path, .. } => {
            SigningFault::NotAKey(path.display().to_string())
        }
        SigningError::AgentGarbled { .. }
        | SigningError::Unverifiable(_)
        | SigningError::Key(_)
        | SigningError::NoRandomness { .. }
        | SigningError::PassphraseEmpty
        | SigningError::CommentUnusable
        | SigningError::PrincipalUnusable { .. } => SigningFault::Key(cause(error)),
    }
}
