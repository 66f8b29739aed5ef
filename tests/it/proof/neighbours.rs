//! Other programs and people at the same files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests")]

mod moved;

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

use serde_json::json;

use super::super::support::{Desk, Home, PROGRAM, Talk};
use super::{counted, some};

/// A session in which a mark was made, and the program that has it open.
fn at_work<'a>(home: &'a Home, name: &str) -> (Desk<'a>, Talk) {
    let desk = home.small(name, "20min", "");
    let mut talk = desk.talk();
    talk.until(|line| line.starts_with("session "));
    for line in ["ouvrir C1", "présents tous", "démarrer", "noter B1.1 3"] {
        talk.ok(line);
    }
    (desk, talk)
}

/// That the session goes on, with so many marks, up to minutes that verify.
fn ends_well(desk: &Desk<'_>, talk: &mut Talk, marks: usize) {
    assert!(talk.ok("état").contains(&format!("notés : {marks} sur 6")));
    for line in ["suivant", "suivant", "décider B1 validé essai", "décider B2 refusé essai", "signer claire.moreau"]
    {
        talk.ok(line);
    }
    assert_eq!(talk.end().1, Some(0));
    desk.verify().ends_with(0);
}

#[test]
fn of_many_programs_one_has_the_session() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    let (mut refused, mut worked) = (0, 0);
    let rounds = some(4, 100);
    for _ in 0..rounds {
        let mut talks: Vec<Talk> = (0..6).map(|_| desk.talk()).collect();
        let mut holder = None;
        for talk in &mut talks {
            if let Some(line) = talk.line() {
                assert!(line.starts_with("session essai"), "{line}");
                assert!(holder.replace(talk).is_none(), "two have it");
            } else {
                assert_eq!(talk.end().1, Some(2));
                refused += 1;
            }
        }
        let holder = holder.expect("one has it");
        holder.ok("incident alarme");
        // Who only reads is let in.
        home.run(&["journal", desk.text_path()]).ends_with(0);
        worked += 1;
    }
    assert_eq!(desk.count("incident-noted"), worked);
    home.run(&["journal", desk.text_path()]).ends_with(0);
    counted(
        "programs at one session at once",
        &format!("{} in {rounds} rounds, {refused} refused, {worked} at work, 0 together", rounds * 6),
    );
    assert_eq!((worked, refused), (rounds, rounds * 5));
}

/// Something that is no file, and how it comes into being.
type Put = (&'static str, fn(&Path));

#[test]
fn a_lock_that_nobody_holds_is_in_nobodys_way() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    desk.script(&["ouvrir C1"], &["--stop-on-error"]).ends_with(0);
    let trace = |pid: u32, at: &str, up: u64| {
        let alive = json!({ "at": at, "boot": "autre", "uptime": up });
        let text = json!({ "pid": pid, "host": "salle-3", "user": "claire", "since": at, "alive": alive }).to_string();
        format!("{text:<511}\n").into_bytes()
    };
    let mut stale = vec![
        ("a dead process", trace(4_000_000, "2027-06-14T09:00:00.000+02:00", 5)),
        ("a living process that is another", trace(std::process::id(), "2027-06-14T09:00:00.000+02:00", 5)),
        ("the first process", trace(1, "2027-06-14T09:00:00.000+02:00", 5)),
        ("a moment to come", trace(1, "9999-12-31T23:59:59.999+02:00", u64::MAX)),
        ("nothing", Vec::new()),
        ("zeros", vec![0; 512]),
        ("half a trace", trace(1, "2027-06-14T09:00:00.000+02:00", 5)[..100].to_vec()),
        ("not text", vec![0xff; 4096]),
        ("much", vec![b'['; 1 << 20]),
    ];
    stale.push(("escapes", stale[0].1.iter().map(|byte| if *byte == b'c' { 0x1b } else { *byte }).collect()));
    for (name, content) in &stale {
        fs::write(desk.path("lock"), content).unwrap();
        let said = desk.script(&["état"], &["--stop-on-error"]).ends_with(0);
        assert!(said.out.contains("soutenance ouverte : Anaïs Lefèvre") && !said.all().contains('\u{1b}'), "{name}");
    }
    // What is no file cannot be a lock: told in words, and nothing begins.
    let put: [Put; 4] = [
        ("a folder", |path| fs::create_dir(path).unwrap()),
        ("a link", |path| symlink("ailleurs", path).unwrap()),
        ("a link to itself", |path| symlink("lock", path).unwrap()),
        ("a socket", |path| drop(UnixListener::bind(path).unwrap())),
    ];
    let before = desk.read("journal.jsonl");
    for (name, put) in put {
        let path = desk.path("lock");
        if fs::remove_file(&path).is_err() {
            fs::remove_dir(&path).unwrap();
        }
        put(&path);
        let said = desk.script(&["incident alarme"], &[]).ends_with(2);
        let words = "lock ne peut pas être verrouillé : ce n’est pas un fichier ou un dossier ordinaire";
        assert!(said.err.contains(words) && said.out.is_empty(), "{name}: {said:#?}");
        assert!(desk.read("journal.jsonl") == before && !desk.path("ailleurs").exists(), "{name}");
    }
    counted(
        "stale locks",
        &format!("{} that nobody holds: opened; {} that are no file: refused", stale.len(), put.len()),
    );
}

#[test]
fn a_lock_deleted_lets_nobody_in() {
    let home = Home::new();
    let (desk, mut talk) = at_work(&home, "s");
    let mut refused = 0;
    for _ in 0..3 {
        fs::remove_file(desk.path("lock")).unwrap();
        let said = desk.script(&["noter B1.2 1"], &[]).ends_with(2);
        assert!(said.err.contains("cette session est déjà ouverte par un autre programme"), "{said:#?}");
        refused += 1;
    }
    talk.ok("noter B1.2 4");
    ends_well(&desk, &mut talk, 2);
    counted("a lock deleted while it is held", &format!("{refused} times, {refused} second programs refused"));
}

/// A program that the rights of files hold for: another user's, where this one is the administrator.
struct Plain {
    program: std::path::PathBuf,
    superuser: bool,
}

impl Plain {
    /// Gives the home to that user.
    fn of(home: &Home) -> Self {
        let superuser = fs::metadata("/proc/self").unwrap().uid() == 0;
        let program = home.path("soutenance");
        // Where the build stands, another user may not come.
        if fs::hard_link(PROGRAM, &program).is_err() {
            fs::copy(PROGRAM, &program).unwrap();
        }
        if superuser {
            give(&home.path("."), &program);
        }
        Self { program, superuser }
    }

    fn command(&self, home: &Home, args: &[&str]) -> Command {
        let mut command = if self.superuser {
            let mut command = home.program("setpriv");
            command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&self.program);
            command
        } else {
            home.program(self.program.to_str().unwrap())
        };
        command.args(args);
        command
    }

    fn run(&self, home: &Home, args: &[&str]) -> (Option<i32>, String) {
        let output = self.command(home, args).stdin(std::process::Stdio::null()).output();
        let output = output.expect("setpriv must be installed (util-linux)");
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        (output.status.code(), super::super::support::plain(&text))
    }
}

fn give(path: &Path, but: &Path) {
    if fs::symlink_metadata(path).unwrap().is_dir() {
        for entry in path.read_dir().unwrap() {
            give(&entry.unwrap().path(), but);
        }
    }
    if path.file_name() != but.file_name() {
        chown(path, Some(65534), Some(65534)).unwrap();
    }
}

fn rights(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_folder_made_read_only_keeps_the_marks_and_says_what_it_cannot_write() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    desk.hear_small("C1");
    let user = Plain::of(&home);
    let mut talk = Talk::start(&mut user.command(&home, &["run", desk.text_path(), "--line"]));
    talk.until(|line| line.starts_with("session "));
    for line in ["ouvrir C2", "présents tous", "démarrer", "noter B1.1 3"] {
        talk.ok(line);
    }
    rights(&desk.path("minutes"), 0o500);
    rights(&desk.folder, 0o500);
    // The journal is open: what is noted is on the disk.
    let marks = desk.count("mark-set");
    for line in ["noter B1.2 3", "suivant", "suivant", "décider B1 refusé essai", "décider B2 refusé essai"] {
        talk.ok(line);
    }
    assert_eq!(desk.count("mark-set"), marks + 1);
    let mut told = Vec::new();
    told.push(talk.refused("signer claire.moreau"));
    assert!(told[0].contains("C2.v1.csv n’a pas pu être écrit : l’accès est refusé"), "{told:?}");
    assert!(!desk.path("minutes/C2.v1.toml").exists() && desk.count("minutes-signed") == 2);
    // To be opened anew it must be written to; to be read, not.
    assert_eq!(talk.end().1, Some(0));
    rights(&desk.path("lock"), 0o400);
    let (code, said) = user.run(&home, &["run", desk.text_path(), "--line"]);
    assert!(code == Some(2) && said.contains("lock ne peut pas être verrouillé : l’accès est refusé"), "{said}");
    told.push(said);
    rights(&desk.path("lock"), 0o600);
    rights(&desk.path("journal.jsonl"), 0o400);
    let (code, said) = user.run(&home, &["run", desk.text_path(), "--line"]);
    let words = "journal.jsonl : l’accès est refusé";
    assert!(
        code == Some(1) && said.contains("le journal ne peut pas être ouvert : ") && said.contains(words),
        "{said}"
    );
    told.push(said);
    let (code, said) = user.run(&home, &["journal", desk.text_path()]);
    assert_eq!(code, Some(0), "{said}");
    rights(&desk.path("journal.jsonl"), 0o600);
    rights(&desk.folder, 0o700);
    rights(&desk.path("minutes"), 0o700);
    let mut talk = Talk::start(&mut user.command(&home, &["run", desk.text_path(), "--line"]));
    talk.until(|line| line.starts_with("soutenance ouverte"));
    talk.ok("signer claire.moreau");
    assert_eq!(talk.end().1, Some(0));
    desk.verify().ends_with(0);
    counted(
        "a folder made read-only while open",
        &format!("marks go on, {} refusals told, signed afterwards", told.len()),
    );
}

#[test]
fn files_edited_after_the_beginning_change_nothing_and_are_told() {
    let home = Home::new();
    let mut told = 0;
    for (file, from, to) in [
        ("grid.toml", "every_item_at_least = \"acquis\"", "every_item_at_least = \"maitrise\""),
        ("grid.toml", "duration = \"20min\"", "duration = \"5min\""),
        ("candidates.csv", "Lefèvre", "Autre"),
        ("session.toml", "room = \"B204\"", "room = \"C1\""),
        ("session.toml", "mode = \"collegial\"", "mode = \"individual\""),
    ] {
        let (desk, mut talk) = at_work(&home, &format!("s{told}"));
        let sound = desk.read(file);
        let status = talk.ok("état");
        assert_ne!(sound.replace(from, to), sound);
        fs::write(desk.path(file), sound.replace(from, to)).unwrap();
        // The session was begun with these: what is open goes on with them.
        talk.ok("noter B1.2 3");
        let after = talk.ok("état");
        let still = |text: &str| text.lines().next().unwrap().to_owned();
        assert_eq!(still(&status), still(&after));
        assert_eq!(talk.end().1, Some(0));
        let journal = desk.read("journal.jsonl");
        let said = desk.script(&["état"], &[]).ends_with(1);
        let words = format!("{file} a changé depuis le début de la session ; remettez la version d’origine");
        assert!(said.err.contains(&words) && said.out.is_empty(), "{said:#?}");
        assert_eq!(desk.read("journal.jsonl"), journal);
        fs::write(desk.path(file), sound).unwrap();
        let mut talk = desk.talk();
        talk.until(|line| line.starts_with("soutenance ouverte"));
        talk.ok("interruption pause");
        ends_well(&desk, &mut talk, 2);
        told += 1;
    }
    counted(
        "files of a session edited while it is open",
        &format!("{told}, nothing changed, each told on opening again"),
    );
}
