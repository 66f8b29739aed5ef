//! A disk that is really full: a small one in memory.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::super::super::support::pty::Pty;
use super::super::super::support::{Desk, Home, PROGRAM, SMALL_ITEMS};
use super::super::counted;
use super::super::deaths::exam::{Exam, copy};

const FULL: &str = "le disque est plein";
/// Set in a test that was started again where it may mount.
const INSIDE: &str = "SOUTENANCE_PROOF_INSIDE";

/// A small disk, and a file on it that takes what is left.
struct Disk {
    path: PathBuf,
}

impl Disk {
    fn new(path: PathBuf) -> Option<Self> {
        fs::create_dir_all(&path).unwrap();
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=256k", "tmpfs"]).arg(&path).output();
        mounted.is_ok_and(|said| said.status.success()).then_some(Self { path })
    }

    fn ballast(&self) -> PathBuf {
        self.path.join("ballast")
    }

    /// Fills it up.
    fn fill(&self) {
        let mut file = File::options().create(true).append(true).open(self.ballast()).unwrap();
        while file.write_all(&[0; 512]).is_ok() {}
    }

    /// Gives so many pages back.
    fn free(&self, pages: u64) {
        let file = File::options().write(true).open(self.ballast()).unwrap();
        let length = file.metadata().unwrap().len();
        file.set_len(length.saturating_sub(pages * 4096)).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.path).status();
    }
}

/// Does this on a small disk: mounted here, or where the user is root in a namespace of their own.
fn on_a_small_disk(test: &str, work: impl FnOnce(&Home, &Disk)) {
    let home = Home::new();
    if let Some(disk) = Disk::new(home.path("disk")) {
        return work(&home, &disk);
    }
    assert!(std::env::var_os(INSIDE).is_none(), "no disk of memory can be mounted, not even in a namespace");
    let again = std::env::current_exe().unwrap();
    let mut command = Command::new("unshare");
    command.arg("-rm").arg(again).args(["--exact", test, "--nocapture"]).env(INSIDE, "1");
    let said = command.status().unwrap_or_else(|fault| panic!("unshare must be installed: {fault}"));
    assert!(said.success(), "this test needs a disk of memory: run it as root, or where `unshare -rm` works");
}

/// The marks of the journal, in order.
fn marks(desk: &Desk<'_>) -> Vec<String> {
    let marks = desk.journal().into_iter().filter(|record| record["event"] == "mark-set");
    marks.map(|record| format!("{} {}", record["data"]["item"], record["data"]["mark"])).collect()
}

fn on_disk<'a>(home: &'a Home, disk: &Disk, from: &Path) -> Desk<'a> {
    let folder = disk.path.join("salle");
    copy(from, &folder);
    Desk { home, folder }
}

#[test]
fn a_full_disk_in_lines() {
    on_a_small_disk("proof::disks::full::a_full_disk_in_lines", |home, disk| {
        let exam = Exam::collegial(home);
        let desk = on_disk(home, disk, &home.path("collegial"));
        let mut talk = desk.talk();
        talk.line();
        let (mut refused, mut harder) = (0, 0);
        for (done, line) in exam.script.iter().enumerate() {
            // Full before each command: what fits into a page that is begun goes in, then nothing does.
            disk.fill();
            let mut room = 0;
            loop {
                let said = talk.ask(line).join("\n");
                if said.lines().last().unwrap().starts_with("ok") {
                    break;
                }
                assert!(said.contains(FULL), "{said}");
                refused += 1;
                assert!(exam.holds(&desk, done, line) < exam.after[done], "« {line} » was refused, and is there");
                room += 1;
                disk.free(1);
            }
            harder = harder.max(room);
            exam.holds(&desk, done + 1, line);
        }
        assert_eq!(talk.end().1, Some(0));
        disk.free(64);
        exam.came_to_the_same(&desk, "a full disk");
        // A signature takes several files: room for one is not room for all.
        assert!(refused > 10 && harder > 2, "{refused} refusals, {harder} for one command");
        counted(
            "a full disk, in lines",
            &format!(
                "{refused} refusals told (up to {harder} for one command, a page freed each time), every command done"
            ),
        );
    });
}

/// Marks with the key until one is refused; how many were saved.
fn marks_until_refused(screen: &mut Pty, desk: &Desk<'_>) -> usize {
    for n in 0..200_usize {
        let before = marks(desk).len();
        // Up and down again, so that each mark is on another item and changes something.
        screen.send(if n % 2 == 0 { "3" } else { "4" });
        screen.until("an answer", |screen| screen.contents().contains("NON ENREGISTRÉ") || marks(desk).len() > before);
        if marks(desk).len() == before {
            return n;
        }
        screen.shows("✓ ");
    }
    panic!("the disk is never full");
}

/// That the screen has, for each item, the last mark of the journal, and no other.
fn shows_what_is_saved(screen: &Pty, desk: &Desk<'_>) {
    let (text, saved) = (screen.text(), marks(desk));
    for item in SMALL_ITEMS {
        let row = text.lines().find(|row| row.starts_with(&format!(" {item} "))).unwrap();
        let last = saved.iter().rfind(|mark| mark.starts_with(&format!("\"{item}\"")));
        let level = last.map(|mark| if mark.ends_with("\"acquis\"") { "3 Acquis" } else { "4 Maîtrisé" });
        let shown =
            ["1 Non acquis", "2 En cours", "3 Acquis", "4 Maîtrisé"].into_iter().find(|level| row.contains(level));
        assert_eq!(shown, level, "{item}: {text}");
    }
}

#[test]
fn a_full_disk_on_the_screen() {
    on_a_small_disk("proof::disks::full::a_full_disk_on_the_screen", |home, disk| {
        drop(home.small("small", "20min", ""));
        let desk = on_disk(home, disk, &home.path("small"));
        let mut screen = Pty::start(home, &[PROGRAM, "run", desk.text_path()], (100, 30), &[]);
        screen.shows("LEFÈVRE Anaïs");
        screen.send("\r");
        screen.shows("Qui est présent");
        screen.send("\r");
        screen.shows("prêt à démarrer");
        screen.send(" ");
        screen.shows("▶ en cours");
        disk.fill();
        let saved = marks_until_refused(&mut screen, &desk);
        screen.shows(FULL);
        shows_what_is_saved(&screen, &desk);
        // As long as it lasts, it is said again, and nothing is there.
        let before = desk.read("journal.jsonl");
        screen.send("2");
        screen.shows(FULL);
        assert_eq!(desk.read("journal.jsonl"), before);
        disk.free(8);
        screen.send("2");
        screen.until("the mark saved", |_| marks(&desk).len() == saved + 1);
        screen.until("no fault any more", |screen| !screen.contents().contains("NON ENREGISTRÉ"));
        screen.send("q");
        screen.kill();
        disk.free(64);
        let mut lines = vec!["interruption pause".to_owned()];
        lines.extend(SMALL_ITEMS.map(|item| format!("noter {item} 3")));
        lines.extend(
            ["suivant", "suivant", "décider B1 validé", "décider B2 validé", "signer claire.moreau"].map(str::to_owned),
        );
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        desk.script(&lines, &[]).ends_with(0);
        assert_eq!(desk.count("minutes-signed"), 1);
        desk.verify().ends_with(0);
        counted(
            "a full disk, on the screen",
            &format!("{saved} marks saved, the next ones refused and said so, then saved"),
        );
    });
}
