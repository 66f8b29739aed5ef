//! Everything that can be refused here, as data. The sentences are for logs and developers.

use std::io;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use thiserror::Error;

/// Why a public key line was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PublicKeyError {
    /// Not `type base64 [comment]` on one line, or the base64 does not hold that type.
    #[error("not an OpenSSH public key line")]
    Unreadable,
    /// A key of another type, named.
    #[error("a {found} key, where only ssh-ed25519 is used")]
    NotEd25519 {
        /// The type the line names.
        found: String,
    },
    /// 32 bytes that are no point of the curve, or a point of small order, with which anybody
    /// can sign.
    #[error("not a usable Ed25519 public key")]
    Unusable,
}

/// Why a signature could not be made, or a key not made or opened.
#[derive(Debug, Error)]
pub enum SigningError {
    /// The key file could not be read.
    #[error("cannot read the key file {path}")]
    KeyUnreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file holds no private key in OpenSSH's format.
    #[error("{path} is not an OpenSSH private key")]
    NotOpenSsh {
        /// The file.
        path: PathBuf,
    },
    /// A private key of another type.
    #[error("{path} is a {found} key, where only ssh-ed25519 is used")]
    NotEd25519 {
        /// The file.
        path: PathBuf,
        /// The type found.
        found: String,
    },
    /// The key is encrypted and no passphrase was given.
    #[error("{path} needs a passphrase")]
    PassphraseNeeded {
        /// The file.
        path: PathBuf,
    },
    /// The passphrase does not open the key.
    #[error("wrong passphrase for {path}")]
    WrongPassphrase {
        /// The file.
        path: PathBuf,
    },
    /// The key is not the one expected of this member. Both are fingerprints.
    #[error("key {found} where {expected} is expected")]
    KeyMismatch {
        /// The fingerprint of the member's key.
        expected: String,
        /// The fingerprint of the key at hand.
        found: String,
    },
    /// No agent is named by the environment.
    #[error("no agent is running (SSH_AUTH_SOCK is not set)")]
    NoAgent,
    /// The agent does not answer.
    #[error("the agent at {socket} cannot be reached")]
    AgentUnreachable {
        /// Its socket.
        socket: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The agent answers, and does not hold the key (or is locked).
    #[error("the agent does not hold the key {fingerprint}")]
    AgentLacksKey {
        /// The key that was asked for.
        fingerprint: String,
    },
    /// The agent holds the key and would not sign: its user said no, or it is locked.
    #[error("the agent refused to sign with {fingerprint}")]
    AgentRefused {
        /// The key that was asked for.
        fingerprint: String,
    },
    /// The agent's answer is not one the protocol knows.
    #[error("the agent's answer cannot be understood: {reason}")]
    AgentGarbled {
        /// What was wrong with it.
        reason: String,
    },
    /// A signature was made and does not verify: a damaged key, or a faulty agent.
    #[error("the signature just made does not verify")]
    Unverifiable(#[source] VerifyError),
    /// The key library failed where it should not.
    #[error("the key cannot be used")]
    Key(#[from] ssh_key::Error),
    /// The system gives no random bytes.
    #[error("the system gives no random bytes: {reason}")]
    NoRandomness {
        /// What the system said.
        reason: String,
    },
    /// An empty passphrase, which would protect nothing.
    #[error("the passphrase is empty")]
    PassphraseEmpty,
    /// A key comment with control characters, which would break the public key line.
    #[error("the key's comment holds a control character")]
    CommentUnusable,
    /// A name that an `allowed_signers` line cannot hold as a name: empty, or with a character
    /// that means something there (`*` would let anybody sign).
    #[error("the name {principal:?} cannot be written as a signer")]
    PrincipalUnusable {
        /// The name.
        principal: String,
    },
}

/// How an armoured signature departs from what `ssh-keygen` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ArmourProblem {
    /// No `BEGIN SSH SIGNATURE` line.
    #[error("no header line")]
    NoHeader,
    /// The header is there, and is not the whole first line.
    #[error("text before the header, or on its line")]
    TextAroundHeader,
    /// No `END SSH SIGNATURE` line.
    #[error("no footer line")]
    NoFooter,
    /// The file does not end with a newline.
    #[error("no newline at the end")]
    NoFinalNewline,
    /// A carriage return: the file went through an editor or a mail program.
    #[error("carriage returns")]
    CarriageReturn,
    /// A line (counted from 1) that is not as long as it should be.
    #[error("line {line} has the wrong length")]
    LineLength {
        /// The line.
        line: usize,
    },
    /// What is between header and footer is not base64, or not its one canonical form.
    #[error("not canonical base64")]
    Base64,
}

/// Why a signature is not accepted.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum VerifyError {
    /// The text is not laid out as `ssh-keygen` lays it out.
    #[error("malformed armour: {0}")]
    Armour(ArmourProblem),
    /// Several signatures in one file.
    #[error("more than one signature in the file")]
    MoreThanOne,
    /// Something follows the signature.
    #[error("text after the signature")]
    TrailingText,
    /// The decoded bytes do not begin as an `SSHSIG` does.
    #[error("not an SSHSIG")]
    NotSshsig,
    /// The decoded bytes end too early, or a length in them is wrong.
    #[error("the signature is cut short")]
    Truncated,
    /// The decoded bytes go on after the signature.
    #[error("bytes left over after the signature")]
    TrailingBytes,
    /// A version of the format other than 1.
    #[error("unsupported version {found}")]
    Version {
        /// The version found.
        found: u32,
    },
    /// The key, or the signature, is of another type.
    #[error("type {found} where only ssh-ed25519 is accepted")]
    NotEd25519 {
        /// The type found.
        found: String,
    },
    /// Made for another purpose.
    #[error("namespace {found:?} is not ours")]
    Namespace {
        /// The namespace found.
        found: String,
    },
    /// The reserved field is not empty.
    #[error("the reserved field is not empty")]
    Reserved,
    /// Another digest than SHA-512.
    #[error("hash {found:?} where only sha512 is accepted")]
    NotSha512 {
        /// The digest found.
        found: String,
    },
    /// The key in the signature is no point of the curve, or one of small order.
    #[error("the key in the signature is not a valid one")]
    KeyInvalid,
    /// These bytes were not signed by that key: one or the other was altered.
    #[error("the signature does not match")]
    SignatureInvalid,
    /// A good signature, by another key than the one expected. Both are fingerprints.
    #[error("signed by {found} where {expected} is expected")]
    OtherKey {
        /// The key expected.
        expected: String,
        /// The key that signed.
        found: String,
    },
    /// A good signature, by a key that no line lists.
    #[error("the key {fingerprint} is not an allowed signer's")]
    SignerUnknown {
        /// The key that signed.
        fingerprint: String,
    },
    /// A good signature, by a key that is listed for others than this principal.
    #[error("the key is {}'s, not {principal}'s", listed.join(", "))]
    NotThisPrincipal {
        /// Who was said to have signed.
        principal: String,
        /// Whose key it is, as the list writes it.
        listed: Vec<String>,
    },
    /// The signer's key was not yet valid.
    #[error("the key is valid only from {since}")]
    NotYetValid {
        /// The first instant it is valid at.
        since: DateTime<Utc>,
    },
    /// The signer's key was no longer valid.
    #[error("the key was valid until {until}")]
    Expired {
        /// The last instant it is valid at.
        until: DateTime<Utc>,
    },
    /// The key is listed, for other purposes.
    #[error("the key may sign for {allowed:?} only")]
    NamespaceNotAllowed {
        /// The purposes, as the list writes them.
        allowed: String,
    },
    /// The key is listed only to certify other keys, which is not accepted here.
    #[error("the key is listed as a certificate authority only")]
    CertAuthorityOnly,
    /// The key is among the revoked ones.
    #[error("the key {fingerprint} is revoked")]
    Revoked {
        /// The key that signed.
        fingerprint: String,
    },
}

/// A line of a list of keys that cannot be read. Lines and columns count from 1, in characters.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}, column {column}: {kind}")]
pub struct SignersProblem {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
    /// What is wrong there.
    pub kind: SignersProblemKind,
}

/// What can be wrong with a line of an `allowed_signers` file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SignersProblemKind {
    /// A byte order mark, which `ssh-keygen` takes for a part of the first name.
    #[error("a byte order mark")]
    ByteOrderMark,
    /// A control character other than a tab.
    #[error("a control character")]
    ControlCharacter,
    /// A `"` that is never closed.
    #[error("a quote is not closed")]
    UnclosedQuote,
    /// A `"` inside a name, or text right after a closing one.
    #[error("a quote in the wrong place")]
    MisplacedQuote,
    /// Nothing after the names, or after the options.
    #[error("the key is missing")]
    MissingKey,
    /// Not an option OpenSSH knows.
    #[error("unknown option {option:?}")]
    UnknownOption {
        /// The option as written.
        option: String,
    },
    /// An option that needs `="value"`.
    #[error("{option} needs a value between quotes")]
    NeedsQuotedValue {
        /// The option.
        option: &'static str,
    },
    /// An option given twice.
    #[error("{option} is given twice")]
    Duplicate {
        /// The option.
        option: &'static str,
    },
    /// A date that is not `YYYYMMDD`, `YYYYMMDDHHMM` or `YYYYMMDDHHMMSS`, with or without `Z`.
    #[error("{option}: {value:?} is not a date")]
    BadTimestamp {
        /// The option.
        option: &'static str,
        /// What it was given.
        value: String,
    },
    /// `valid-before` is not after `valid-after`.
    #[error("the key is never valid")]
    NeverValid,
    /// The key cannot be read.
    #[error("the key cannot be read: {0}")]
    Key(PublicKeyError),
}
