//! The one form of a signature that is accepted.

use std::fs;

use soutenance::signing::{
    AllowedSigners, ArmourProblem, NAMESPACE, PublicKey, PublicKeyError, VerifyError, signed_by, verify, verify_key,
};

use super::{Desk, MINUTES, now, ssh_keygen};

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn body(armoured: &str) -> String {
    armoured.lines().filter(|line| !line.starts_with('-')).collect()
}

fn decode(armoured: &str) -> Vec<u8> {
    let digits: Vec<u32> = body(armoured)
        .bytes()
        .filter_map(|c| DIGITS.iter().position(|d| *d == c))
        .map(|v| u32::try_from(v).unwrap())
        .collect();
    let bits: Vec<bool> = digits.iter().flat_map(|v| (0..6).rev().map(move |i| v >> i & 1 == 1)).collect();
    bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |n, bit| n << 1 | u8::from(*bit))).collect()
}

fn armour(blob: &[u8], columns: usize) -> String {
    let mut digits = String::new();
    for chunk in blob.chunks(3) {
        let mut group = [0; 4];
        group[1..=chunk.len()].copy_from_slice(chunk);
        let group = u32::from_be_bytes(group);
        for i in 0..4 {
            let digit = char::from(DIGITS[(group >> (18 - 6 * i) & 63) as usize]);
            digits.push(if i > chunk.len() { '=' } else { digit });
        }
    }
    let lines: Vec<&str> = digits.as_bytes().chunks(columns).map(|line| std::str::from_utf8(line).unwrap()).collect();
    format!("-----BEGIN SSH SIGNATURE-----\n{}\n-----END SSH SIGNATURE-----\n", lines.join("\n"))
}

#[test]
fn every_flipped_bit_is_refused() {
    let desk = Desk::new();
    let (public, signature) = (desk.public("key"), desk.key().sign(MINUTES).unwrap());
    let blob = decode(&signature);
    assert_eq!(armour(&blob, 70), signature);
    let flips = |bytes: &[u8]| -> Vec<Vec<u8>> {
        let flip = |bit: usize| {
            let mut flipped = bytes.to_vec();
            flipped[bit / 8] ^= 1 << (bit % 8);
            flipped
        };
        (0..bytes.len() * 8).map(flip).collect()
    };
    for minutes in flips(MINUTES) {
        assert_eq!(verify_key(&minutes, &signature, &public), Err(VerifyError::SignatureInvalid));
    }
    for (bit, blob) in flips(&blob).iter().enumerate() {
        assert!(signed_by(MINUTES, &armour(blob, 70)).is_err(), "bit {bit} of the blob");
    }
    for (bit, text) in flips(signature.as_bytes()).into_iter().enumerate() {
        let accepted = String::from_utf8(text).is_ok_and(|text| signed_by(MINUTES, &text).is_ok());
        assert!(!accepted, "bit {bit} of the text");
    }
}

#[test]
fn another_key_is_told_apart() {
    let desk = Desk::new();
    desk.make_key("other", "ed25519", "");
    let error = verify_key(MINUTES, &desk.key().sign(MINUTES).unwrap(), &desk.public("other")).unwrap_err();
    let (expected, found) = (desk.public("other").fingerprint(), desk.public("key").fingerprint());
    assert_eq!(error, VerifyError::OtherKey { expected, found });
}

/// Checks each text: whether `ssh-keygen` may accept it, and why we do not.
fn refused(desk: &Desk, cases: &[(String, bool, VerifyError)]) {
    let public = |name: &str| fs::read_to_string(desk.path(name)).unwrap_or_default();
    let (key, ecdsa, ca) = (public("key.pub"), public("ecdsa.pub"), public("ca.pub"));
    let ours = format!("ada {key}");
    let list = AllowedSigners::parse(&ours).unwrap();
    let theirs = format!("ada {key}ada {ecdsa}\nada cert-authority {ca}\n");
    for (text, may, expected) in cases {
        let here = verify(MINUTES, text, "ada", &list, now());
        assert_eq!(here.as_ref(), Err(expected), "{text}");
        let accepted = desk.accepted_there(text, "ada", &theirs, now(), &[]);
        assert!(*may || !accepted, "ssh-keygen: {text}");
    }
}

const YES: bool = true;
const NO: bool = false;

#[test]
fn only_one_layout_is_accepted() {
    let desk = Desk::new();
    let sound = desk.key().sign(MINUTES).unwrap();
    let blob = decode(&sound);
    let around = || VerifyError::Armour(ArmourProblem::TextAroundHeader);
    let returns = VerifyError::Armour(ArmourProblem::CarriageReturn);
    let no_newline = VerifyError::Armour(ArmourProblem::NoFinalNewline);
    let length = || VerifyError::Armour(ArmourProblem::LineLength { line: 2 });
    let two = format!("{sound}{sound}");
    refused(
        &desk,
        &[
            (format!("hello\n{sound}"), NO, around()),
            (format!("\n{sound}"), NO, around()),
            (sound.replace('\n', "\r\n"), NO, returns),
            (two, YES, VerifyError::MoreThanOne),
            (format!("{sound}hello\n"), YES, VerifyError::TrailingText),
            (format!("{sound}\n"), YES, VerifyError::TrailingText),
            (sound.trim_end().to_owned(), YES, no_newline),
            (armour(&blob, 76), YES, length()),
            (armour(&blob, 1000), YES, length()),
            (sound.replacen("-\nU", "-\n U", 1), YES, length()),
        ],
    );
}

#[test]
fn only_one_content_is_accepted() {
    let desk = Desk::new();
    let blob = decode(&desk.key().sign(MINUTES).unwrap());
    let with = |from: &[u8], to: &[u8]| {
        let at = blob.windows(from.len()).position(|w| w == from).unwrap();
        armour(&[&blob[..at], to, &blob[at + from.len()..]].concat(), 70)
    };
    let version = |number| with(b"SSHSIG\0\0\0\x01", &[b"SSHSIG\0\0\0", &[number][..]].concat());
    let sha256 = || VerifyError::NotSha512 { found: "sha256".to_owned() };
    let git = || VerifyError::Namespace { found: "git".to_owned() };
    let longer = armour(&[&blob[..], b"x"].concat(), 70);
    let shorter = armour(&blob[..blob.len() - 1], 70);
    let reserved = with(b"\0\0\0\0\0\0\0\x06sha", b"\0\0\0\x01x\0\0\0\x06sha");
    let in_sha256 = desk.signed_there("key", &["-n", NAMESPACE, "-O", "hashalg=sha256"]);
    refused(
        &desk,
        &[
            (desk.signed_there("key", &["-n", "git"]), NO, git()),
            (in_sha256, YES, sha256()),
            (with(b"sha512", b"sha256"), NO, sha256()),
            (version(2), NO, VerifyError::Version { found: 2 }),
            (version(0), YES, VerifyError::Version { found: 0 }),
            (reserved, YES, VerifyError::Reserved),
            (longer, NO, VerifyError::TrailingBytes),
            (shorter, NO, VerifyError::Truncated),
        ],
    );
}

#[test]
fn only_plain_ed25519_is_accepted() {
    let desk = Desk::new();
    desk.make_key("ecdsa", "ecdsa", "");
    desk.make_key("ca", "ed25519", "");
    let (ca, key) = (desk.text_path("ca"), desk.text_path("key.pub"));
    let certify = ["-q", "-s", &ca, "-I", "id", "-n", "ada", &key];
    assert!(ssh_keygen(&certify, b"").status.success());
    let by = |name: &str| desk.signed_there(name, &["-n", NAMESPACE]);
    let kind = |found: &str| VerifyError::NotEd25519 { found: found.to_owned() };
    refused(
        &desk,
        &[
            (by("ecdsa"), YES, kind("ecdsa-sha2-nistp256")),
            (by("key-cert.pub"), YES, kind("ssh-ed25519-cert-v01@openssh.com")),
        ],
    );
}

/// With a key of small order anybody can sign anything: here the neutral point, a signature of
/// nothing, and any text. OpenSSH 9.2 accepts it if the list of signers holds such a key.
#[test]
fn a_key_of_small_order_is_no_key() {
    let desk = Desk::new();
    let mut blob = decode(&desk.key().sign(MINUTES).unwrap());
    let mut neutral = [0; 32];
    neutral[0] = 1;
    let (key, signature) = (33..65, blob.len() - 64);
    blob[key].copy_from_slice(&neutral);
    blob[signature..].fill(0);
    blob[signature] = 1;
    let forged = armour(&blob, 70);
    let line = format!("ssh-ed25519 {}", body(&armour(&blob[14..65], 70)));
    assert_eq!(signed_by(MINUTES, &forged), Err(VerifyError::KeyInvalid));
    assert_eq!(PublicKey::parse(&line), Err(PublicKeyError::Unusable));
}
