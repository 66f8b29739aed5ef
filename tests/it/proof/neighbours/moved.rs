//! A session's folder or its journal moved, replaced or written to while the program has it open.

use std::fs;
use std::io::Write as _;

use super::super::counted;
use super::super::journals::copy;
use super::{Desk, Home, at_work, ends_well};

const GONE: &str = "NON ENREGISTRÉ : le fichier ou son dossier est introuvable";

/// What is done to an open session, and how it is put back.
type Move = (&'static str, fn(&Desk<'_>), fn(&Desk<'_>));

fn aside(desk: &Desk<'_>) -> std::path::PathBuf {
    desk.folder.with_extension("aside")
}

const MOVES: [Move; 7] = [
    (
        "journal deleted",
        // Another name of it, so that it can come back.
        |desk| {
            fs::hard_link(desk.path("journal.jsonl"), desk.path("kept")).unwrap();
            fs::remove_file(desk.path("journal.jsonl")).unwrap();
        },
        |desk| fs::rename(desk.path("kept"), desk.path("journal.jsonl")).unwrap(),
    ),
    (
        "journal renamed and a copy put in its place, as editors do",
        |desk| {
            fs::rename(desk.path("journal.jsonl"), desk.path("journal.jsonl~")).unwrap();
            fs::copy(desk.path("journal.jsonl~"), desk.path("journal.jsonl")).unwrap();
        },
        |desk| fs::rename(desk.path("journal.jsonl~"), desk.path("journal.jsonl")).unwrap(),
    ),
    (
        "journal replaced by a link to it",
        |desk| {
            fs::rename(desk.path("journal.jsonl"), desk.path("kept")).unwrap();
            std::os::unix::fs::symlink("kept", desk.path("journal.jsonl")).unwrap();
        },
        |desk| fs::rename(desk.path("kept"), desk.path("journal.jsonl")).unwrap(),
    ),
    (
        "journal replaced by a folder",
        |desk| {
            fs::rename(desk.path("journal.jsonl"), desk.path("kept")).unwrap();
            fs::create_dir(desk.path("journal.jsonl")).unwrap();
        },
        |desk| {
            fs::remove_dir(desk.path("journal.jsonl")).unwrap();
            fs::rename(desk.path("kept"), desk.path("journal.jsonl")).unwrap();
        },
    ),
    (
        "folder renamed",
        |desk| fs::rename(&desk.folder, aside(desk)).unwrap(),
        |desk| fs::rename(aside(desk), &desk.folder).unwrap(),
    ),
    (
        "folder replaced by a copy",
        |desk| {
            fs::rename(&desk.folder, aside(desk)).unwrap();
            copy(&aside(desk), &desk.folder);
        },
        |desk| {
            fs::remove_dir_all(&desk.folder).unwrap();
            fs::rename(aside(desk), &desk.folder).unwrap();
        },
    ),
    (
        "folder replaced by a file",
        |desk| {
            fs::rename(&desk.folder, aside(desk)).unwrap();
            fs::write(&desk.folder, "").unwrap();
        },
        |desk| {
            fs::remove_file(&desk.folder).unwrap();
            fs::rename(aside(desk), &desk.folder).unwrap();
        },
    ),
];

#[test]
fn what_is_moved_away_takes_no_marks_and_goes_on_when_it_is_back() {
    let home = Home::new();
    let (mut refused, mut signings) = (0, 0);
    for (number, (name, away, back)) in MOVES.into_iter().enumerate() {
        let (desk, mut talk) = at_work(&home, &format!("s{number}"));
        let journal = desk.read("journal.jsonl");
        away(&desk);
        for line in ["noter B1.2 3", "commenter B1.1 bien", "suivant"] {
            let said = talk.refused(line);
            let words = if name.ends_with("by a file") { "NON ENREGISTRÉ : ce n’est pas un" } else { GONE };
            assert!(said.contains(words) && said.contains("refaites la saisie"), "{name}: {said}");
            refused += 1;
        }
        // What is shown is what was saved.
        assert!(talk.ok("état").contains("notés : 1 sur 6"), "{name}");
        back(&desk);
        assert_eq!(desk.read("journal.jsonl"), journal, "{name}");
        for line in ["noter B1.2 3", "suivant", "suivant", "décider B1 refusé essai", "décider B2 refusé essai"] {
            talk.ok(line);
        }
        // Minutes are not written where their journal is not, neither by the first who signs nor by the next.
        for (who, words) in
            [("claire.moreau", "NON ENREGISTRÉ : "), ("karim.benali", "journal.jsonl n’a pas pu être écrit : ")]
        {
            away(&desk);
            let said = talk.refused(&format!("signer {who}"));
            // The key may have gone with the folder.
            assert!(said.contains(words) || said.contains(" ne se lit pas : "), "{name}: {said}");
            let seen = walk(&home.path("."));
            assert!(!seen.iter().any(|file| file.ends_with(&format!("{who}.sig"))), "{name}: {seen:?}");
            assert!(name != "folder renamed" || !desk.folder.exists(), "a folder that was moved is not made anew");
            signings += 1;
            back(&desk);
            talk.ok(&format!("signer {who}"));
        }
        assert_eq!(talk.end().1, Some(0));
        desk.verify().ends_with(0);
        fs::remove_dir_all(&desk.folder).unwrap();
    }
    counted(
        "folder or journal moved away while open",
        &format!(
            "{} ways: {refused} entries and {signings} signatures refused and told, 0 lost, all go on when put back",
            MOVES.len()
        ),
    );
}

/// The names of all the files in a folder.
fn walk(folder: &std::path::Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in folder.read_dir().unwrap().map(|entry| entry.unwrap()) {
        names.push(entry.file_name().into_string().unwrap());
        if entry.file_type().unwrap().is_dir() {
            names.extend(walk(&entry.path()));
        }
    }
    names
}

#[test]
fn what_another_program_writes_into_the_journal_stops_the_saving() {
    let home = Home::new();
    let mut told = 0;
    for (number, (more, damage)) in [
        (&b"bonjour\n"[..], None),
        (b"{\"seq\":", None),
        (b"\n", None),
        (b"bonjour\nbonjour\n", Some("le journal est abîmé à la ligne")),
    ]
    .into_iter()
    .enumerate()
    {
        let (desk, mut talk) = at_work(&home, &format!("s{number}"));
        let journal = desk.read("journal.jsonl");
        let mut file = fs::OpenOptions::new().append(true).open(desk.path("journal.jsonl")).unwrap();
        file.write_all(more).unwrap();
        let said = talk.refused("noter B1.2 3");
        assert!(said.contains("NON ENREGISTRÉ : un autre programme a écrit dans ce fichier"), "{said}");
        assert!(talk.ok("état").contains("notés : 1 sur 6"));
        assert_eq!(fs::read(desk.path("journal.jsonl")).unwrap(), [journal.as_bytes(), more].concat());
        assert_eq!(talk.end().1, Some(0));
        let Some(damage) = damage else {
            // As the end of an interrupted write: put aside, told, and the exam goes on.
            let mut talk = desk.talk();
            talk.until(|line| line.contains("mise de côté"));
            talk.ok("interruption pause");
            ends_well(&desk, &mut talk, 1);
            told += 1;
            continue;
        };
        let said = desk.script(&["état"], &[]).ends_with(1);
        assert!(said.err.contains(damage) && said.err.contains("rien n’a été touché"), "{said:#?}");
        told += 1;
    }
    // Cut: what was said to be saved is gone by another's hand, and that is told before anything else is saved.
    let (desk, mut talk) = at_work(&home, "cut");
    let file = fs::OpenOptions::new().write(true).open(desk.path("journal.jsonl")).unwrap();
    file.set_len(100).unwrap();
    assert!(talk.refused("noter B1.2 3").contains("un autre programme a écrit dans ce fichier"));
    assert_eq!(desk.read("journal.jsonl").len(), 100);
    told += 1;
    counted("journal written to by another program while open", &format!("{told} ways, each told, nothing added"));
}
