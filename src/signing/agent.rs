//! Signing through an `ssh-agent`.

use std::io;
use std::path::Path;

use ssh_agent_client_rs::{Client, Error, Identity};
use ssh_key::{HashAlg, SshSig};

use super::NAMESPACE;
use super::error::SigningError;
use super::key::PublicKey;

/// Checks that the agent answers and holds the key.
///
/// Refused with [`SigningError::AgentUnreachable`] or [`SigningError::AgentLacksKey`].
pub(super) fn check_holds(socket: &Path, public: &PublicKey) -> Result<(), SigningError> {
    let ours = public.to_ssh_key();
    let holds = |identity: &Identity<'_>| match identity {
        Identity::PublicKey(key) => key.key_data() == ours.key_data(),
        Identity::Certificate(_) => false,
    };
    match connect(socket)?.list_all_identities() {
        Ok(identities) if identities.iter().any(holds) => Ok(()),
        Ok(_) => Err(SigningError::AgentLacksKey { fingerprint: public.fingerprint() }),
        Err(Error::AgentCommunicationError(source)) => Err(unreachable_agent(socket, source)),
        // One key of a kind we cannot read spoils the whole list: signing will tell.
        Err(_) => Ok(()),
    }
}

/// Asks the agent to sign. The caller must verify what comes back.
///
/// Refused with [`SigningError::AgentUnreachable`], [`SigningError::AgentRefused`] or
/// [`SigningError::AgentGarbled`].
pub(super) fn sign(socket: &Path, public: &PublicKey, bytes: &[u8]) -> Result<SshSig, SigningError> {
    let key = public.to_ssh_key();
    let data = SshSig::signed_data(NAMESPACE, HashAlg::Sha512, bytes)?;
    let signature = connect(socket)?.sign(&key, &data).map_err(|error| match error {
        Error::RemoteFailure => SigningError::AgentRefused { fingerprint: public.fingerprint() },
        Error::AgentCommunicationError(source) => unreachable_agent(socket, source),
        other => SigningError::AgentGarbled { reason: other.to_string() },
    })?;
    Ok(SshSig::new(key.key_data().clone(), NAMESPACE, HashAlg::Sha512, signature)?)
}

fn connect(socket: &Path) -> Result<Client, SigningError> {
    Client::connect(socket).map_err(|error| match error {
        Error::AgentCommunicationError(source) => unreachable_agent(socket, source),
        other => SigningError::AgentGarbled { reason: other.to_string() },
    })
}

fn unreachable_agent(socket: &Path, source: io::Error) -> SigningError {
    SigningError::AgentUnreachable { socket: socket.to_path_buf(), source }
}
