//! Before the reveal nobody learns what stands on another's sheet: not from line mode, not from the files.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::super::support::pty::Pty;
use super::super::support::{Desk, Home, PROGRAM, SMALL_ITEMS, Talk};
use super::{lines, sheet};

/// In no other text of the session.
const COMMENT: &str = "Zébrure cobalt";

/// What line mode says of an item to somebody who may not see its mark.
fn says_nothing(said: &str) {
    for line in said.lines().filter(|line| !line.starts_with("échelle")) {
        assert!(!line.to_lowercase().contains("cobalt"), "{line}");
        // Claire alone gave this mark, on every item.
        assert!(!line.contains("Non acquis"), "{line}");
    }
}

fn every_file(folder: &Path, look: &mut impl FnMut(&Path, &[u8])) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { every_file(&path, look) } else { look(&path, &fs::read(&path).unwrap()) }
    }
}

fn holds(bytes: &[u8], part: &str) -> bool {
    bytes.windows(part.len()).any(|window| window == part.as_bytes())
}

/// All that can be asked for without changing anything.
fn look_around(talk: &mut Talk) -> String {
    assert!(talk.refused("items cobalt").contains("introuvable"));
    let mut said = String::new();
    let mut asked = lines(
        "état
         items
         items B1
         relire
         relire C1
         écarts
         décider
         aide
         voir B1
         dévoiler
         retenir accords
         prépondérante B1.1
         signer claire.moreau
         fiche claire",
    );
    asked.extend(SMALL_ITEMS.map(|item| format!("voir {item}")));
    for line in asked {
        said += &talk.ask(&line).join("\n");
        said.push('\n');
    }
    said
}

#[test]
fn before_the_reveal_nobody_sees_the_sheet_of_another() {
    let home = Home::new();
    let desk = home.marking_alone("essai");
    let mut talk = desk.talk();
    talk.line();
    for line in lines("ouvrir C1\nprésents tous\ndémarrer\nsuivant\nsuivant\nfiche claire.moreau") {
        talk.ok(&line);
    }
    for item in SMALL_ITEMS {
        talk.ok(&format!("noter {item} 1"));
    }
    assert!(talk.ok(&format!("commenter B1.1 {COMMENT}")).contains("Non acquis, commentaire"));
    assert!(talk.ok("voir B1.1").contains(COMMENT), "she sees her own");
    // Her sheet is put away, unsealed; then sealed; then another juror has one open.
    talk.ok("refermer");
    says_nothing(&look_around(&mut talk));
    assert!(talk.refused("fiche claire").contains("aucun membre du jury"));
    talk.ok("fiche claire.moreau");
    talk.ok("sceller");
    says_nothing(&look_around(&mut talk));
    talk.ok("fiche karim.benali");
    talk.ok("noter B1.1 3");
    let said = look_around(&mut talk);
    says_nothing(&said);
    assert!(said.contains("fiche : claire.moreau (claire.moreau), scellée"), "{said}");
    assert!(said.contains("fiche : karim.benali (karim.benali), 5 à noter"), "{said}");

    for args in [&["journal"][..], &["check"]] {
        let said = home.run(&[args, &[desk.text_path()]].concat());
        assert!(said.out.contains("essai") || said.out.contains("claire.moreau"), "{said:#?}");
        says_nothing(&said.all());
    }
    let mut read = 0;
    every_file(&desk.folder, &mut |path, bytes| {
        read += 1;
        assert!(!holds(bytes, "obalt"), "{}", path.display());
        let says_levels = path.file_name().unwrap() == "grid.toml";
        assert!(says_levels || !holds(bytes, "non-acquis"), "{}", path.display());
        for code in ["4711", "sésame"] {
            assert!(!holds(bytes, code), "{} holds a code", path.display());
        }
    });
    assert!(read > 5, "{read} files");
    let mut room = Pty::start(&home, &[PROGRAM, "clock", desk.text_path()], (80, 24), &[]);
    room.shows("DÉLIBÉRATION");
    says_nothing(&room.text());
    room.kill();
    // The reveal is what shows it: the looking was not blind.
    talk.ok("fiche karim.benali");
    for item in SMALL_ITEMS {
        talk.ok(&format!("noter {item} 3"));
    }
    talk.ok("sceller");
    for line in sheet("helene.roux", "333333", &[]) {
        talk.ok(&line);
    }
    talk.ok("dévoiler");
    assert!(talk.ok("voir B1.1").contains(COMMENT));
}

/// What a record says to who has no key: what is closed, salted, signed or of this moment is but its length.
fn readable(record: &Value) -> Value {
    fn of(name: &str, value: &Value) -> Value {
        let hidden = ["entry", "commitment", "signature", "salt", "sealed", "key", "nonce", "digest", "prev"];
        match value {
            Value::String(text) if hidden.contains(&name) => Value::from(text.len()),
            Value::Object(all) => all.iter().map(|(name, value)| (name.clone(), of(name, value))).collect(),
            Value::Array(all) => all.iter().map(|value| of(name, value)).collect(),
            other => other.clone(),
        }
    }
    let mut record = of("", record);
    for moment in ["at", "up", "boot"] {
        record.as_object_mut().unwrap().remove(moment);
    }
    record
}

fn marked_by_karim(home: &Home, marks: &str, comment: &str) -> Vec<Value> {
    let desk: Desk<'_> = home.marking_alone("essai");
    let mut script = lines("ouvrir C1\nprésents tous\ndémarrer\nsuivant\nsuivant");
    script.extend(sheet("claire.moreau", "343434", &[]));
    script.extend(sheet("karim.benali", marks, &[&format!("commenter T1 {comment}"), "noter T1 -", "annuler"]));
    super::all_right(&desk, &script);
    desk.journal()
}

#[test]
fn the_journal_does_not_tell_one_sheet_from_another() {
    // The same files and keys in both: what differs is what Karim gave and wrote.
    let (one, other) = (Home::new(), Home::new());
    let first = marked_by_karim(&one, "111111", "Confond hypothèses et résultats");
    let second = marked_by_karim(&other, "443214", "Remarquable");
    assert_eq!(first.len(), second.len());
    let written = first.iter().filter(|record| record["event"] == "sheet-written").count();
    assert!(written >= 15, "{written}");
    for (one, other) in first.iter().zip(&second).skip(1) {
        assert_eq!(readable(one), readable(other));
    }
    assert_ne!(first, second);
}
