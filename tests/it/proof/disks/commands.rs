//! Disks that fail under what prepares a session, sends it and draws results from many: what was asked for is there whole,
//! or it is said that it is not, and asking again does it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::super::super::support::strace::{Call, calls, strace_of, traced};
use super::super::super::support::{Desk, Home, Said};
use super::super::deaths::exam::{copy, spread};
use super::super::{counted, some};
use super::FAULTS;

/// A command that makes something in a folder, whose name comes where `@` stands.
struct Job {
    name: &'static str,
    arguments: Vec<String>,
    /// Whether what it makes is another each time.
    random: bool,
}

impl Job {
    fn new(arguments: &[&str]) -> Self {
        let arguments: Vec<String> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
        let name = ["consolidate", "export", "keys", "grid", "new"].into_iter().find(|name| arguments[0] == *name);
        Self { name: name.unwrap(), random: arguments[0] == "keys", arguments }
    }

    fn arguments(&self, folder: &Path) -> Vec<String> {
        let folder = folder.to_str().unwrap();
        self.arguments.iter().map(|argument| argument.replace('@', folder)).collect()
    }

    fn runs(&self, home: &Home, folder: &Path) -> Said {
        let arguments = self.arguments(folder);
        home.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// What is in a folder, by its names; without its bytes where they are others each time.
    fn made(&self, folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut all = tree(folder);
        if self.random {
            all.values_mut().for_each(Vec::clear);
        }
        all
    }

    /// The calls that are about what is made, in a run without a fault.
    fn calls(&self, home: &Home, folder: &Path) -> Vec<Call> {
        let log = folder.with_extension("strace");
        strace_of(home, &log, &[], &self.arguments(folder)).output().expect("strace must be installed");
        calls(&log)
            .into_iter()
            .filter(|call| call.path.starts_with(folder) && call.done() && !call.name.starts_with("unlink"))
            .collect()
    }
}

fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.insert(path.strip_prefix(folder).unwrap().to_owned(), Vec::new());
            let inside = tree(&path).into_iter().map(|(name, bytes)| (path.join(name), bytes));
            all.extend(inside.map(|(path, bytes)| (path.strip_prefix(folder).unwrap().to_owned(), bytes)));
        } else {
            all.insert(path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap());
        }
    }
    all
}

fn folder(home: &Home, name: &str) -> PathBuf {
    let folder = home.path(name);
    fs::create_dir(&folder).unwrap();
    folder
}

/// Fails one call; whether it was told.
fn fails_at(home: &Home, job: &Job, whole: &BTreeMap<PathBuf, Vec<u8>>, call: &Call, fault: (&str, &str)) -> bool {
    let (errno, words) = fault;
    let place = format!("{} with {errno} at {} {} ({})", job.name, call.name, call.nth, call.what());
    let folder = folder(home, "fails");
    let log = folder.with_extension("strace");
    let order = format!("inject={}:error={errno}:when={}", call.name, call.nth);
    let output = strace_of(home, &log, &[order], &job.arguments(&folder)).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    let done = job.made(&folder) == *whole;
    let told = output.status.code() == Some(2);
    assert!(!said.contains("panicked"), "{place}: {said}");
    assert!(told || done, "{place}: exit {:?} with {:?}", output.status, tree(&folder).keys());
    if told {
        // The call of this number is failed in every thread: that may be the telling, too.
        let in_vain = calls(&log).iter().any(|hit| hit.number == Some(2) && hit.result == Some(-1));
        assert!(in_vain || said.contains(words), "{place}: {said:?}");
        let left = tree(&folder);
        assert!(left.keys().all(|path| whole.get(path) == job.made(&folder).get(path)), "{place}: {:?}", left.keys());
        job.runs(home, &folder);
        assert_eq!(job.made(&folder).keys().collect::<Vec<_>>(), whole.keys().collect::<Vec<_>>(), "{place}, again");
        assert!(job.made(&folder) == *whole, "{place}, again");
    }
    fs::remove_dir_all(&folder).unwrap();
    told
}

#[test]
fn each_call_fails_once_under_the_other_commands() {
    let home = Home::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let at = |path: &str| root.join(path).to_str().unwrap().to_owned();
    let jobs = [
        Job::new(&[
            "new",
            "@/b204",
            "--grid",
            &at("grids/rncp38822.toml"),
            "--candidates",
            &at("sessions/exemple/candidates.csv"),
            "--room",
            "B204",
            "--date",
            "2026-06-18",
        ]),
        Job::new(&["grid", "new", "@/rncp00000.toml"]),
        Job::new(&["keys", "new", "@/cle", "--name", "claire.moreau", "--no-passphrase"]),
        Job::new(&["export", &at("sessions/promotion-2026/recu/b204-juin"), "--to", "@/b204.zip"]),
        Job::new(&[
            "consolidate",
            &at("sessions/promotion-2026/recu"),
            "--signers",
            &at("sessions/promotion-2026/allowed_signers"),
            "--out",
            "@/resultats",
            "--certificates",
        ]),
    ];
    let (mut faults, mut told) = (0, 0);
    for job in &jobs {
        let reference = folder(&home, job.name);
        let all = job.calls(&home, &reference);
        let whole = job.made(&reference);
        assert!(!whole.is_empty() && all.len() > 4, "{}: {:?}", job.name, all);
        for (n, fault) in FAULTS.into_iter().enumerate() {
            for call in spread(&all[n..], some(6, all.len())) {
                faults += 1;
                told += usize::from(fails_at(&home, job, &whole, &call, fault));
            }
        }
    }
    assert!(told > faults / 2, "{told} of {faults}");
    counted(
        "each write, sync, open, rename and new folder made to fail once under new, grid, keys, export and consolidate",
        &format!("{faults} faults: {told} told, and done by asking again; the others without harm"),
    );
}

/// A second juror signs what the first signed, on a disk whose syncs fail one after the other: what was there stays.
#[test]
fn what_was_signed_stays_when_a_later_signature_fails() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    let hear = ["ouvrir C1", "présents tous", "absent sans nouvelles", "signer claire.moreau"];
    desk.script(&hear, &["--stop-on-error"]).ends_with(0);
    let before = tree(&desk.path("minutes"));
    assert_eq!(before.len(), 4, "{:?}", before.keys());
    let mut told = 0;
    for nth in 1..=12 {
        let folder = home.path(&format!("copy-{nth}"));
        copy(&desk.folder, &folder);
        let copied = Desk { home: &home, folder };
        let script = ["ouvrir C1", "signer karim.benali"].map(str::to_owned);
        let run = traced(&copied, &script, &[format!("inject=fsync:error=EIO:when={nth}")]);
        told += usize::from(run.answers.iter().any(|answer| answer.contains("le disque est défaillant")));
        let after = tree(&copied.path("minutes"));
        for (name, bytes) in &before {
            assert!(after.get(name) == Some(bytes), "{name:?} at sync {nth}: {:?}", after.keys());
        }
    }
    assert!(told >= 6, "{told}");
}

/// What a command that was killed had not finished is not taken for a session, and a slash does not lead elsewhere.
#[test]
fn what_was_not_finished_is_in_nobodys_way() {
    let home = Home::new();
    let desk = home.small("sessions/s", "20min", "");
    copy(&desk.folder, &home.path("sessions/.tmpAbC123"));
    let said = home.run_with(&["run", "--line"], b"quitter\n").ends_with(0);
    assert!(said.out.starts_with("session "), "{said:#?}");
    let long = home.run(&["grid", "new", &format!("{}.toml", "g".repeat(300))]).ends_with(2);
    assert!(long.err.contains("ce nom est trop long"), "{long:#?}");
    home.run(&["keys", "new", "cle/", "--name", "a.b", "--no-passphrase"]).ends_with(0);
    assert!(home.path("cle").is_file() && home.path("cle.pub").is_file());
}
