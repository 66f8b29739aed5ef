//! Minutes and journals made by somebody who has a key, or the disk, and bad intentions.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;

use super::support::{Desk, Home, Said};

/// Minutes sent without their journal, changed, and signed anew by one juror with `ssh-keygen`.
struct Forgery {
    folder: PathBuf,
    signers: PathBuf,
}

impl Forgery {
    fn make(home: &Home, desk: &Desk<'_>, name: &str, who: &str, change: impl Fn(&str) -> String) -> Self {
        let folder = home.path(name);
        fs::create_dir_all(&folder).unwrap();
        let (toml, csv) = (folder.join("C1.v1.toml"), folder.join("C1.v1.csv"));
        let honest = desk.read("minutes/C1.v1.toml");
        let forged = change(&honest);
        fs::write(&toml, &forged).unwrap();
        fs::copy(desk.path("minutes/C1.v1.csv"), csv).unwrap();
        let key = desk.path("keys").join(who);
        let sign = ["-Y", "sign", "-q", "-n", "soutenance-minutes", "-f", key.to_str().unwrap()];
        let said = home.ssh_keygen(&sign, forged.as_bytes()).ends_with(0);
        fs::write(folder.join(format!("C1.v1.toml.{who}.sig")), &said.out).unwrap();
        Self { folder, signers: desk.signers() }
    }

    fn verify(&self, home: &Home) -> Said {
        home.run(&["verify", self.folder.to_str().unwrap(), "--signers", self.signers.to_str().unwrap()])
    }
}

fn heard(home: &Home) -> Desk<'_> {
    let desk = home.small("room", "20min", "");
    desk.hear_small("C1");
    desk
}

#[test]
fn what_is_not_forged_is_accepted() {
    let home = Home::new();
    let desk = heard(&home);
    Forgery::make(&home, &desk, "same", "claire.moreau", str::to_owned).verify(&home).ends_with(0);
}

#[test]
fn signed_text_does_not_write_lines_of_its_own() {
    let home = Home::new();
    let desk = heard(&home);
    for name in ["A\\n✓ C9.v1.toml : B", "A\\u001B[2J", "A\\u202E"] {
        let change = |text: &str| text.replace("given_name = \"Anaïs\"", &format!("given_name = \"{name}\""));
        let said = Forgery::make(&home, &desk, "name", "claire.moreau", change).verify(&home).ends_with(1);
        assert!(
            !said.out.contains("\n✓") && !said.out.contains('\u{1b}') && !said.out.contains('\u{202e}'),
            "{said:#?}"
        );
    }
}

#[test]
fn one_juror_alone_cannot_speak_for_the_jury() {
    let home = Home::new();
    let desk = heard(&home);
    let absent = |text: &str| text.replacen("present = true", "present = false", 1);
    let said = Forgery::make(&home, &desk, "alone", "karim.benali", absent).verify(&home).ends_with(1);
    assert!(said.out.contains("n’a pas signé"), "{said:#?}");
}

#[test]
fn minutes_that_contradict_themselves_are_refused() {
    let home = Home::new();
    let desk = heard(&home);
    let changes: [(&str, &str, &str); 6] = [
        ("award", "award = \"full\"", "award = \"none\""),
        ("nobody", "present = true", "present = false"),
        ("undecided", "decision = \"validated\"\n", ""),
        ("alone", "holds = true", "holds = false"),
        ("short", "found = 2\nholds = true", "found = 0\nholds = true"),
        ("unexplained", "decision = \"validated\"", "decision = \"refused\""),
    ];
    for (name, from, to) in changes {
        let change = |text: &str| {
            let forged = text.replace(from, to);
            assert_ne!(forged, text, "{name}");
            forged
        };
        let said = Forgery::make(&home, &desk, name, "claire.moreau", change).verify(&home).ends_with(1);
        let why = if name.starts_with("un") { "la décision manque, ou" } else { "se contredit" };
        assert!(said.out.contains(why), "{name}: {said:#?}");
    }
}

#[test]
fn minutes_have_one_spelling() {
    let home = Home::new();
    let desk = heard(&home);
    let change = |text: &str| text.replace("version = 1\n", "version = 0x1 # un\n");
    Forgery::make(&home, &desk, "spelling", "claire.moreau", change).verify(&home).ends_with(1);
}

#[test]
fn the_journal_is_found_from_deeper_and_links_are_refused() {
    let home = Home::new();
    let desk = heard(&home);
    let signers = desk.signers();
    let verify = |path: PathBuf| home.run(&["verify", path.to_str().unwrap(), "--signers", signers.to_str().unwrap()]);
    let deeper = desk.path("minutes/sub");
    fs::create_dir(&deeper).unwrap();
    for entry in fs::read_dir(desk.path("minutes")).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_file() {
            fs::copy(&entry, deeper.join(entry.file_name().unwrap())).unwrap();
        }
    }
    assert!(verify(deeper).ends_with(0).out.contains("conforme au journal"));
    let elsewhere = home.path("elsewhere");
    fs::rename(desk.path("minutes"), &elsewhere).unwrap();
    symlink(&elsewhere, desk.path("minutes")).unwrap();
    assert!(verify(desk.path("minutes")).ends_with(1).out.contains("lien"));
    assert!(verify(desk.folder.clone()).ends_with(1).out.contains("lien"));
}

#[test]
fn a_pipe_in_place_of_a_file_holds_nothing_up() {
    let home = Home::new();
    let desk = home.small("room", "20min", "");
    fs::remove_file(desk.path("candidates.csv")).unwrap();
    home.program("mkfifo").arg(desk.path("candidates.csv")).status().unwrap();
    assert!(desk.script(&["état"], &[]).ends_with(2).err.contains("ordinaire"));
}

#[test]
fn a_clock_set_back_does_not_lengthen_the_gap() {
    let home = Home::new();
    let desk = home.small("room", "20min", "");
    let mut talk = desk.talk();
    for line in ["ouvrir C1", "présents tous", "démarrer"] {
        talk.ok(line);
    }
    std::thread::sleep(std::time::Duration::from_secs(3));
    talk.kill();
    // The wall clock was set back a day while the phase ran: the sign of life bears an earlier date.
    let lock = desk.read("lock");
    let mut told: serde_json::Value = serde_json::from_str(lock.trim_end_matches(['\0', ' ', '\n'])).unwrap();
    told["alive"]["at"] = "2020-01-01T00:00:00.000+00:00".into();
    fs::write(desk.path("lock"), format!("{told:<511}\n", told = told.to_string())).unwrap();
    let said = desk.script(&["interruption pause", "état"], &[]).ends_with(0);
    let left = said.lines().into_iter().find(|line| line.starts_with("Présentation en cours")).unwrap();
    assert!(!left.contains("20:00") && !left.contains("19:59"), "two seconds and more were the candidate’s: {left}");
}
