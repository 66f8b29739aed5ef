//! Signatures: bytes in, an OpenSSH signature out, and the way back.
//!
//! Signatures are `SSHSIG`, the format of `ssh-keygen -Y sign`, so that any machine with OpenSSH
//! checks them without this program. What is accepted here is one narrow form of it: Ed25519,
//! SHA-512, version 1, the namespace [`NAMESPACE`], one signature in the file, laid out as
//! `ssh-keygen` lays it out. Two texts never stand for the same signature.
//!
//! Nothing here reads a clock: the instant a signer must be valid at comes from the caller.
//! Unlocking a key and asking an agent both take time (an agent may ask its user), so neither
//! belongs on the thread that draws.

mod agent;
mod allowed_signers;
mod armour;
mod error;
mod key;
mod pattern;
mod signers_line;
mod timestamp;
mod verify;

pub use allowed_signers::{AllowedSigners, Signer, SignerKey, allowed_signers_line};
pub use error::{ArmourProblem, PublicKeyError, SignersProblem, SignersProblemKind, SigningError, VerifyError};
pub use key::{GeneratedKey, PublicKey, SigningKey, generate};
pub use verify::{Verified, signed_by, verify, verify_key};

/// What our signatures are for. A signature made for anything else is refused, so that a key
/// used elsewhere (Git commits, logins) can never be turned against minutes, nor the reverse.
pub const NAMESPACE: &str = "soutenance-minutes";
