//! Minutes and signatures that are not what they seem.
//!
//! The rule that holds everywhere: what `ssh-keygen` refuses, we never accept.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests")]

mod curve;
mod deliveries;
mod lists;
mod variants;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use base64ct::{Base64, Encoding as _};
use chrono::{DateTime, Utc};
use ed25519_dalek::{Signer as _, SigningKey};
use sha2::{Digest as _, Sha512};
use soutenance::signing::{AllowedSigners, NAMESPACE, signed_by, verify};
use tempfile::TempDir;

use super::super::support::Home;
use super::{counted, some, whole};

const HEADER: &str = "-----BEGIN SSH SIGNATURE-----\n";
const FOOTER: &str = "-----END SSH SIGNATURE-----\n";
const KIND: &[u8] = b"ssh-ed25519";

/// What is signed where nothing else is said.
const TEXT: &[u8] = b"format = \"soutenance-minutes/1\"\n";

/// A field of the format of OpenSSH: its length, then its bytes.
fn string(bytes: &[u8]) -> Vec<u8> {
    [&u32::try_from(bytes.len()).unwrap().to_be_bytes(), bytes].concat()
}

/// A field that names its type first, as keys and signatures do.
fn typed(kind: &[u8], bytes: &[u8]) -> Vec<u8> {
    string(&[string(kind), string(bytes)].concat())
}

/// The parts of a signature, to be spoilt one at a time.
#[derive(Clone)]
struct Parts {
    magic: Vec<u8>,
    version: Vec<u8>,
    key: Vec<u8>,
    namespace: Vec<u8>,
    reserved: Vec<u8>,
    hash: Vec<u8>,
    signature: Vec<u8>,
}

impl Parts {
    fn blob(&self) -> Vec<u8> {
        let Self { magic, version, key, namespace, reserved, hash, signature } = self;
        [magic, version, key, namespace, reserved, hash, signature].map(Vec::as_slice).concat()
    }

    fn armoured(&self) -> Vec<u8> {
        armour(&self.blob(), 70).into_bytes()
    }
}

/// What is signed for a text: not the text, but its digest with the purpose.
fn signed_data(namespace: &[u8], reserved: &[u8], hash: &[u8], digest: &[u8]) -> Vec<u8> {
    [b"SSHSIG".to_vec(), string(namespace), string(reserved), string(hash), string(digest)].concat()
}

fn armour(blob: &[u8], columns: usize) -> String {
    let digits = Base64::encode_string(blob);
    let lines: Vec<&str> = digits.as_bytes().chunks(columns).map(|line| std::str::from_utf8(line).unwrap()).collect();
    format!("{HEADER}{}\n{FOOTER}", lines.join("\n"))
}

fn flipped(bytes: &[u8], bit: usize) -> Vec<u8> {
    let mut flipped = bytes.to_vec();
    flipped[bit / 8] ^= 1 << (bit % 8);
    flipped
}

/// What both said of a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Verdict {
    ours: bool,
    theirs: bool,
}

/// How many were tried, how many each accepted, and what only `ssh-keygen` did.
#[derive(Default)]
struct Tally {
    tried: usize,
    both: usize,
    stricter: Vec<String>,
}

impl Tally {
    /// Takes a verdict in; what we alone accept fails.
    #[track_caller]
    fn take(&mut self, name: &str, verdict: Verdict) {
        assert!(verdict.theirs || !verdict.ours, "ssh-keygen refuses, we accept: {name}");
        self.tried += 1;
        self.both += usize::from(verdict.ours);
        if verdict.theirs && !verdict.ours {
            self.stricter.push(name.to_owned());
        }
    }
}

/// A juror with a key, in a folder where `ssh-keygen` works.
struct Bench {
    folder: TempDir,
    juror: SigningKey,
}

impl Bench {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), juror: SigningKey::from_bytes(&[7; 32]) }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// The line of a public key, without a name.
    fn public(&self) -> String {
        public_line(self.juror.verifying_key().as_bytes())
    }

    fn parts(&self, text: &[u8]) -> Parts {
        let mut parts = Parts {
            magic: b"SSHSIG".to_vec(),
            version: vec![0, 0, 0, 1],
            key: typed(KIND, self.juror.verifying_key().as_bytes()),
            namespace: string(NAMESPACE.as_bytes()),
            reserved: string(b""),
            hash: string(b"sha512"),
            signature: Vec::new(),
        };
        let data = signed_data(NAMESPACE.as_bytes(), b"", b"sha512", &Sha512::digest(text));
        parts.signature = typed(KIND, &self.juror.sign(&data).to_bytes());
        parts
    }

    /// Whether `ssh-keygen` accepts that `who` signed this text, at this instant, by this list.
    fn theirs(&self, text: &[u8], signature: &[u8], who: &str, list: &[u8], more: &[&str]) -> bool {
        let (text, signature) = (self.write("text", text), self.write("signature", signature));
        let list = self.write("allowed_signers", list);
        Command::new("ssh-keygen")
            .args(["-Y", "verify", "-f", &list, "-I", who, "-n", NAMESPACE, "-s", &signature])
            .args(more)
            .stdin(fs::File::open(text).unwrap())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .expect("ssh-keygen must be installed (openssh-client)")
            .success()
    }

    /// Both on a signature of [`TEXT`] that is `ada`'s, who has one of these keys.
    fn verdict(&self, signature: &[u8], keys: &[String]) -> Verdict {
        let list = keys.iter().map(|key| format!("ada {key}\n")).collect::<Vec<_>>().concat();
        Verdict {
            ours: ours(TEXT, signature, "ada", list.as_bytes(), now()),
            theirs: self.theirs(TEXT, signature, "ada", list.as_bytes(), &[]),
        }
    }
}

fn public_line(key: &[u8]) -> String {
    format!("ssh-ed25519 {}", Base64::encode_string(&[string(KIND), string(key)].concat()))
}

fn now() -> DateTime<Utc> {
    DateTime::parse_from_rfc3339("2026-11-22T09:00:00Z").unwrap().to_utc()
}

/// Whether we accept it. Files are read as the program reads them: a list must be UTF-8; what is no UTF-8 in a signature
/// is shown as such.
fn ours(text: &[u8], signature: &[u8], who: &str, list: &[u8], at: DateTime<Utc>) -> bool {
    let Some(list) = std::str::from_utf8(list).ok().and_then(|list| AllowedSigners::parse(list).ok()) else {
        return false;
    };
    verify(text, &String::from_utf8_lossy(signature), who, &list, at).is_ok()
}

#[test]
fn every_bit_of_signed_minutes_counts() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    desk.hear_small("C1");
    let minutes = fs::read(desk.path("minutes/C1.v1.toml")).unwrap();
    let signature = desk.read("minutes/C1.v1.toml.claire.moreau.sig");
    assert!(signed_by(&minutes, &signature).is_ok());
    let mut bits = 0;
    for bit in (0..minutes.len() * 8).step_by(some(9, 1)) {
        assert!(signed_by(&flipped(&minutes, bit), &signature).is_err(), "bit {bit}");
        bits += 1;
    }
    // The same by OpenSSH, for a few.
    let bench = Bench::new();
    let list = fs::read(desk.signers()).unwrap();
    assert!(bench.theirs(&minutes, signature.as_bytes(), "claire.moreau", &list, &[]));
    let mut theirs = 0;
    for bit in (0..minutes.len() * 8).step_by(minutes.len() * 8 / some(20, 500)) {
        assert!(!bench.theirs(&flipped(&minutes, bit), signature.as_bytes(), "claire.moreau", &list, &[]));
        theirs += 1;
    }
    counted(
        "bits of signed minutes flipped",
        &format!("{bits} of {} refused, {theirs} of them by ssh-keygen, too", minutes.len() * 8),
    );
    assert!(bits > 1000 && theirs >= 20);
}

#[test]
fn every_bit_of_a_signature_counts() {
    let bench = Bench::new();
    let keys = [bench.public()];
    let sound = bench.parts(TEXT).blob();
    assert_eq!(bench.verdict(armour(&sound, 70).as_bytes(), &keys), Verdict { ours: true, theirs: true });
    let mut tally = Tally::default();
    for bit in (0..sound.len() * 8).step_by(some(9, 1)) {
        let signature = armour(&flipped(&sound, bit), 70);
        let verdict = bench.verdict(signature.as_bytes(), &keys);
        assert!(!verdict.ours, "bit {bit}");
        tally.take(&format!("bit {bit} of the blob"), verdict);
    }
    let text = armour(&sound, 70).into_bytes();
    let mut of_text = Tally::default();
    for bit in (0..text.len() * 8).step_by(some(13, 1)) {
        let verdict = bench.verdict(&flipped(&text, bit), &keys);
        assert!(!verdict.ours, "bit {bit}");
        of_text.take(&format!("bit {bit} of the text"), verdict);
    }
    let stricter =
        |tally: &Tally| if tally.stricter.is_empty() { "none".to_owned() } else { tally.stricter.join(", ") };
    counted(
        "bits of a signature flipped",
        &format!(
            "{} of the blob and {} of its text, all refused; ssh-keygen accepts of the blob {}, of the text {}",
            tally.tried,
            of_text.tried,
            stricter(&tally),
            stricter(&of_text)
        ),
    );
    assert!(tally.tried > 100 && of_text.tried > 100);
    assert!(!whole() || tally.tried == sound.len() * 8);
}
