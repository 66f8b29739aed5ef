//! Sound minutes and signatures, put where they do not belong.

use std::fs;
use std::path::Path;

use super::super::counted;
use super::super::journals::copy;
use crate::support::{Desk, Home, SMALL_ITEMS};

/// A room: both candidates heard, the minutes of the first amended, the session closed.
fn room<'a>(home: &'a Home, name: &str) -> Desk<'a> {
    let desk = home.small(name, "20min", "");
    for candidate in ["C1", "C2"] {
        desk.hear_small(candidate);
    }
    let amended = [
        "ouvrir C1",
        "rectifier la note de B1.2 ; erreur de report",
        &format!("noter {} 4", SMALL_ITEMS[1]),
        "décider B1 validé",
        "décider B2 validé",
        "signer claire.moreau",
        "signer karim.benali",
        "fermer",
        "clore",
        "signer-clôture claire.moreau",
    ];
    let said = desk.script(&amended, &[]).ends_with(0);
    assert!(desk.path("minutes/C1.v2.toml").exists() && desk.path("minutes/session.toml").exists(), "{said:#?}");
    desk
}

/// The files of minutes, without what they begin with.
const ENDS: [&str; 4] = [".toml", ".csv", ".toml.claire.moreau.sig", ".toml.karim.benali.sig"];

/// Puts minutes in the place of others, with their signatures.
fn over(from: &Path, to: &Path, name: &str, other: &str) {
    for end in ENDS {
        fs::copy(from.join(format!("{name}{end}")), to.join(format!("{other}{end}"))).unwrap();
    }
}

fn remove(folder: &Path, name: &str) {
    for end in ENDS {
        fs::remove_file(folder.join(format!("{name}{end}"))).unwrap();
    }
}

fn swap(folder: &Path, one: &str, other: &str) {
    let aside = folder.join("aside");
    fs::rename(folder.join(one), &aside).unwrap();
    fs::rename(folder.join(other), folder.join(one)).unwrap();
    fs::rename(aside, folder.join(other)).unwrap();
}

/// What was received, spoilt: with everything, without the journal, and without the closing, too. What is said of each;
/// none where nothing can be known of it.
type Case = (&'static str, fn(&Path, &Path), [Option<&'static str>; 3]);

const CASES: [Case; 18] = [
    (
        "renamed to nobody",
        |own, _| {
            over(own, own, "C1.v1", "C7.v1");
            remove(own, "C1.v1");
        },
        [Some("devrait s’appeler C1.v1.toml"); 3],
    ),
    (
        "renamed to another candidate",
        |own, _| over(own, own, "C1.v1", "C2.v1"),
        [Some("devrait s’appeler C1.v1.toml"); 3],
    ),
    ("version 1 over version 2", |own, _| over(own, own, "C1.v1", "C1.v2"), [Some("devrait s’appeler C1.v1.toml"); 3]),
    ("version 2 over version 1", |own, _| over(own, own, "C1.v2", "C1.v1"), [Some("devrait s’appeler C1.v2.toml"); 3]),
    (
        "version 2 taken away",
        |own, _| remove(own, "C1.v2"),
        [Some("annulé et remplacé par la version 2"), Some("annulé et remplacé par la version 2"), None],
    ),
    (
        "signatures of two jurors exchanged",
        |own, _| swap(own, "C2.v1.toml.claire.moreau.sig", "C2.v1.toml.karim.benali.sig"),
        [Some("C2.v1.toml.claire.moreau.sig refusée"); 3],
    ),
    (
        "signatures of two candidates exchanged",
        |own, _| swap(own, "C1.v1.toml.claire.moreau.sig", "C2.v1.toml.claire.moreau.sig"),
        [Some("C1.v1.toml.claire.moreau.sig refusée"); 3],
    ),
    (
        "signatures of two versions exchanged",
        |own, _| swap(own, "C1.v1.toml.claire.moreau.sig", "C1.v2.toml.claire.moreau.sig"),
        [Some("C1.v2.toml.claire.moreau.sig refusée"); 3],
    ),
    (
        "a signature from another room",
        |own, other| {
            drop(fs::copy(other.join("C2.v1.toml.claire.moreau.sig"), own.join("C2.v1.toml.claire.moreau.sig")));
        },
        [Some("C2.v1.toml.claire.moreau.sig refusée"); 3],
    ),
    (
        "one juror’s signature for two",
        |own, _| drop(fs::copy(own.join("C2.v1.toml.karim.benali.sig"), own.join("C2.v1.toml.claire.moreau.sig"))),
        [Some("C2.v1.toml.claire.moreau.sig refusée"); 3],
    ),
    (
        "the president’s signature gone",
        |own, _| fs::remove_file(own.join("C2.v1.toml.claire.moreau.sig")).unwrap(),
        [Some("préside le jury et n’a pas signé"); 3],
    ),
    (
        "the table of another version",
        |own, _| drop(fs::copy(own.join("C1.v1.csv"), own.join("C1.v2.csv"))),
        [Some("n’est pas le tableau signé"); 3],
    ),
    (
        "the table of another candidate",
        |own, _| drop(fs::copy(own.join("C1.v1.csv"), own.join("C2.v1.csv"))),
        [Some("n’est pas le tableau signé"); 3],
    ),
    ("an empty table", |own, _| fs::write(own.join("C2.v1.csv"), "").unwrap(), [Some("n’est pas le tableau signé"); 3]),
    (
        "no table",
        |own, _| fs::remove_file(own.join("C2.v1.csv")).unwrap(),
        [Some("signé avec ce procès-verbal, n’est pas à côté"); 3],
    ),
    (
        "a comment after the minutes",
        |own, _| {
            fs::write(own.join("C2.v1.toml"), fs::read_to_string(own.join("C2.v1.toml")).unwrap() + "# vu\n").unwrap();
        },
        [Some("refusée"); 3],
    ),
    (
        "minutes of another room",
        |own, other| over(other, own, "C2.v1", "C2.v1"),
        [Some("autre session"), Some("n’est pas le fichier que nomme la clôture"), None],
    ),
    (
        "the closing of another room",
        |own, other| {
            for name in ["session.toml", "session.toml.claire.moreau.sig"] {
                fs::copy(other.join(name), own.join(name)).unwrap();
            }
        },
        [Some("autre session"), Some("n’est pas le fichier que nomme la clôture"), None],
    ),
];

#[test]
fn sound_minutes_in_the_wrong_place_are_told() {
    let home = Home::new();
    let (own, other) = (room(&home, "own"), room(&home, "other"));
    // Whoever examines trusts both rooms, where the same people sit with keys of their own.
    let all = [&own, &other].map(|desk| fs::read_to_string(desk.signers()).unwrap()).concat();
    let signers = home.write("all", all);
    let verify =
        |folder: &Path| home.run(&["verify", folder.to_str().unwrap(), "--signers", signers.to_str().unwrap()]);
    verify(&own.path("minutes")).ends_with(0);
    verify(&other.path("minutes")).ends_with(0);
    let (mut told, mut unknowable) = (0, Vec::new());
    for (number, (name, spoil, expected)) in CASES.into_iter().enumerate() {
        for (which, words) in (0..).zip(expected) {
            let folder = home.path(&format!("case-{number}-{which}"));
            let minutes = folder.join("minutes");
            if which == 0 {
                copy(&own.folder, &folder);
            } else {
                copy(&own.path("minutes"), &minutes);
            }
            spoil(&minutes, &other.path("minutes"));
            if which == 2 {
                fs::remove_file(minutes.join("session.toml")).unwrap();
                fs::remove_file(minutes.join("session.toml.claire.moreau.sig")).unwrap();
            }
            let said = verify(&minutes);
            // Nor does any of them keep the secretariat from what the others sent.
            let (out, others) = (folder.join("results"), other.path("minutes"));
            let paths = [&minutes, &others, &signers, &out].map(|path| path.to_str().unwrap());
            let together = home.run(&["consolidate", paths[0], paths[1], "--signers", paths[2], "--out", paths[3]]);
            assert!(matches!(together.code, Some(0 | 1)) && out.exists(), "{name}, {which}: {together:#?}");
            if let Some(words) = words {
                let said = said.ends_with(1);
                assert!(said.out.contains(words), "{name}, {which}: « {words} » is not in {said:#?}");
                told += 1;
            } else {
                said.ends_with(0);
                unknowable.push(name);
            }
        }
    }
    counted(
        "sound minutes in the wrong place",
        &format!(
            "{} mixtures with the journal, without, and without a closing: {told} told; without journal and closing nothing \
             can show: {}",
            CASES.len(),
            unknowable.join(", ")
        ),
    );
    assert_eq!(told + unknowable.len(), 3 * CASES.len());
}
