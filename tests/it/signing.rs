//! Signatures against the real `ssh-keygen` and `ssh-agent`. Without them these tests fail.
//!
//! The rule that holds everywhere: what `ssh-keygen` refuses, we never accept.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests")]

mod agent;
mod forms;
mod keys;
mod signers;

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use chrono::{DateTime, Utc};
use soutenance::signing::{AllowedSigners, NAMESPACE, PublicKey, SigningKey, verify};
use tempfile::TempDir;
use zeroize::Zeroizing;

const MINUTES: &[u8] = b"format = \"soutenance-minutes/1\"\n";

fn run(program: &str, args: &[&str], stdin: &[u8], env: &[(&str, &str)]) -> Output {
    let mut child = Command::new(program)
        .args(args)
        .envs(env.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{program} must be installed: {error}"));
    // A program that stops before reading all is no failure of the test.
    let _ = child.stdin.take().unwrap().write_all(stdin);
    child.wait_with_output().unwrap()
}

pub(crate) fn ssh_keygen(args: &[&str], stdin: &[u8]) -> Output {
    run("ssh-keygen", args, stdin, &[])
}

fn passphrase(text: &str) -> Zeroizing<String> {
    Zeroizing::new(text.to_owned())
}

fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

fn now() -> DateTime<Utc> {
    at("2026-11-22T09:00:00Z")
}

/// A folder with a key that `ssh-keygen` made.
pub(crate) struct Desk {
    folder: TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        desk.make_key("key", "ed25519", "");
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn text_path(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    fn write(&self, name: &str, text: &str) -> String {
        fs::write(self.path(name), text).unwrap();
        fs::set_permissions(self.path(name), fs::Permissions::from_mode(0o600)).unwrap();
        self.text_path(name)
    }

    pub(crate) fn make_key(&self, name: &str, kind: &str, passphrase: &str) {
        let path = self.text_path(name);
        let args = ["-q", "-t", kind, "-a", "1", "-N", passphrase, "-C", "Zoé", "-f", &path];
        assert!(ssh_keygen(&args, b"").status.success());
    }

    fn public(&self, name: &str) -> PublicKey {
        PublicKey::parse(&fs::read_to_string(self.path(&format!("{name}.pub"))).unwrap()).unwrap()
    }

    fn key(&self) -> SigningKey {
        SigningKey::from_file(&self.path("key"), None).unwrap()
    }

    /// What `ssh-keygen -Y sign` writes.
    pub(crate) fn signed_there(&self, name: &str, more: &[&str]) -> String {
        let path = self.text_path(name);
        let args = [&["-Y", "sign", "-f", &path][..], more].concat();
        let output = ssh_keygen(&args, MINUTES);
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Whether `ssh-keygen -Y verify` accepts.
    fn accepted_there(
        &self,
        signature: &str,
        principal: &str,
        signers: &str,
        at: DateTime<Utc>,
        more: &[&str],
    ) -> bool {
        let signature = self.write("minutes.sig", signature);
        let signers = self.write("allowed_signers", signers);
        let time = format!("verify-time={}", at.format("%Y%m%d%H%M%SZ"));
        let args = [
            &["-Y", "verify", "-f", &signers, "-I", principal, "-n", NAMESPACE, "-s", &signature, "-O", &time][..],
            more,
        ];
        ssh_keygen(&args.concat(), MINUTES).status.success()
    }

    fn accepted_here(signature: &str, principal: &str, signers: &str, at: DateTime<Utc>) -> bool {
        AllowedSigners::parse(signers).is_ok_and(|list| verify(MINUTES, signature, principal, &list, at).is_ok())
    }
}
