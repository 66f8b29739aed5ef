//! Journals that are whole, and not the ones from which the minutes beside them were drawn.

use std::fs;

use serde_json::Value;
use soutenance::digest::sha256;
use soutenance::journal::Journal;

use super::super::super::support::{Home, plain};
use super::super::{counted, some};
use super::Worked;

/// A journal whose records say something else, each with the digests that go with it.
fn rechained(journal: &[u8], change: impl Fn(usize, &str) -> String) -> Vec<u8> {
    let mut prev = "0".repeat(64);
    let mut made = String::new();
    for (place, line) in std::str::from_utf8(journal).unwrap().lines().enumerate() {
        let changed = change(place, line);
        let body = &changed[..changed.rfind(",\"prev\":").unwrap()];
        let body = format!("{body},\"prev\":\"{prev}\"");
        prev = sha256(body.as_bytes());
        made.extend([&body, ",\"digest\":\"", &prev, "\"}\n"]);
    }
    made.into_bytes()
}

#[test]
fn an_older_copy_put_back_is_caught_by_the_minutes() {
    let home = Home::new();
    let worked = Worked::new(&home, "s");
    let lines = worked.lines();
    let signed = lines.iter().rposition(|line| line.windows(16).any(|part| part == b"\"minutes-signed\"")).unwrap() + 1;
    assert!(worked.drawn < signed && signed < lines.len());
    let (mut told, mut stopped, mut opened) = (0, 0, 0);
    let step = some(3, 1);
    for kept in (0..=lines.len()).filter(|kept| kept % step == 0 || kept.abs_diff(worked.drawn) < 2 || *kept == signed)
    {
        let journal = lines[..kept].concat();
        worked.put(&journal);
        // The secretariat.
        let said = worked.desk.verify();
        assert_eq!(said.code, Some(i32::from(kept < signed)), "{kept} records: {said:#?}");
        assert!(kept >= signed || said.out.contains("✗ ") && said.out.contains(" : le journal de "), "{said:#?}");
        told += usize::from(kept < signed);
        // The president: nothing is written where minutes exist that the journal does not know how to have come to.
        let (said, left) = worked.goes_on(&journal);
        if kept < worked.drawn {
            let said = said.ends_with(1);
            let words =
                format!("il s’arrête à l’enregistrement n° {kept} et n’a pas ceux d’où viennent ces procès-verbaux");
            assert!(said.err.contains(&words) && said.err.contains("Remettez le bon journal"), "{said:#?}");
            assert!(said.err.contains(&format!(": minutes/C1.v1.toml (n° {}).", worked.drawn)), "{said:#?}");
            assert!(said.out.is_empty() && left == journal, "{said:#?}");
            stopped += 1;
        } else {
            said.ends_with(0);
            opened += 1;
        }
    }
    // Deleted, which is the oldest copy of all; and the right one put back, with which all is as it was.
    fs::remove_file(worked.desk.path("journal.jsonl")).unwrap();
    let said = worked.desk.script(&["état"], &[]).ends_with(1);
    assert!(
        said.err.contains("effacé ou remplacé par une ancienne copie : il s’arrête à l’enregistrement n° 0 "),
        "{said:#?}"
    );
    // As it says: with the minutes put away, the jury can begin anew.
    fs::rename(worked.desk.path("minutes"), home.path("away")).unwrap();
    worked.desk.script(&["ouvrir C1"], &["--stop-on-error"]).ends_with(0);
    fs::rename(home.path("away"), worked.desk.path("minutes")).unwrap();
    worked.put(&worked.bytes);
    worked.desk.script(&["état"], &["--stop-on-error"]).ends_with(0);
    worked.desk.verify().ends_with(0);
    counted(
        "older copies of a journal put back",
        &format!("{told} told by verify, {stopped} of them to the president, too; {opened} later ones resumed"),
    );
    assert!(told > 5 && stopped > 5 && opened >= 2);
}

#[test]
fn a_history_made_anew_is_caught_by_the_minutes() {
    let home = Home::new();
    let worked = Worked::new(&home, "s");
    assert_eq!(
        rechained(&worked.bytes, |_, line| line.to_owned()),
        worked.bytes,
        "the chain is made as the program does"
    );
    let marks: Vec<usize> = (0..worked.lines().len())
        .filter(|place| worked.lines()[*place].windows(10).any(|part| part == b"\"mark-set\""))
        .collect();
    assert_eq!(marks.len(), 7);
    let mut forged = 0;
    for which in &marks[..6] {
        let change = |place: usize, line: &str| {
            if place == *which { line.replace("\"acquis\"", "\"maitrise\"") } else { line.to_owned() }
        };
        let journal = rechained(&worked.bytes, change);
        assert_ne!(journal, worked.bytes);
        assert_eq!(Journal::read(&journal).unwrap().torn, None, "as far as the chain goes, nothing is wrong");
        worked.put(&journal);
        let said = worked.desk.verify().ends_with(1);
        assert!(said.out.contains("n’a pas l’enregistrement") && said.out.contains("modifié ou coupé"), "{said:#?}");
        let (said, left) = worked.goes_on(&journal);
        assert!(
            said.ends_with(1).err.contains("d’où viennent ces procès-verbaux : minutes/C1.v1.toml") && left == journal
        );
        forged += 1;
    }
    counted("journals forged with their chain made anew", &format!("{forged}, each caught by verify and on opening"));
}

#[test]
fn a_newer_journal_zeros_and_half_a_record_are_told_apart() {
    let home = Home::new();
    let worked = Worked::new(&home, "s");
    let count = worked.lines().len();
    // A version and an event that this program does not know: refused, and left alone, wherever they stand.
    let mut newer = 0;
    for place in [0, count / 2, count - 1] {
        for (from, to) in [("\"v\":1,", "\"v\":2,"), ("\"event\":\"", "\"event\":\"future-")] {
            let change = |at: usize, line: &str| if at == place { line.replacen(from, to, 1) } else { line.to_owned() };
            let journal = rechained(&worked.bytes, change);
            let (said, left) = worked.goes_on(&journal);
            let words = format!("la ligne {} du journal vient d’une version plus récente du programme", place + 1);
            assert!(said.ends_with(1).err.contains(&words), "{place} {to}");
            assert!(left == journal);
            newer += 1;
        }
    }
    // Zeros, as a power cut leaves them; half a record. Set aside, told, and the exam goes on.
    let mut tails = 0;
    let half = worked.lines()[count - 1];
    let zeros = vec![0; 70_000];
    for tail in [&zeros[..1], &zeros[..4096], &zeros, &half[..half.len() / 2], b"{", b"\n", b"\xff\xfe", b"{}\n"] {
        let (said, left) = worked.goes_on(&[&worked.bytes, tail].concat());
        assert!(said.ends_with(0).out.contains("la fin d’une écriture interrompue a été mise de côté"), "{tail:?}");
        assert!(left.starts_with(&worked.bytes) && left.len() > worked.bytes.len());
        let last: Value = serde_json::from_slice(left.rsplit(|byte| *byte == b'\n').nth(1).unwrap()).unwrap();
        assert_eq!((&last["event"], &last["seq"]), (&"incident-noted".into(), &(count + 1).into()));
        // Nothing is left of it: the journal holds, and so do the minutes.
        let told = home.run(&["journal", worked.desk.text_path()]).ends_with(0);
        assert!(plain(&told.out).contains(&format!("{} enregistrements", count + 1)), "{told:#?}");
        worked.desk.verify().ends_with(0);
        tails += 1;
    }
    // Zeros in the middle are no torn end.
    let middle =
        [&worked.lines()[..count / 2].concat(), &[0; 512][..], b"\n", &worked.lines()[count / 2..].concat()].concat();
    let (said, left) = worked.goes_on(&middle);
    assert!(said.ends_with(1).err.contains(&format!("abîmé à la ligne {} (", count / 2 + 1)) && left == middle);
    counted("journals of the future, and torn ends", &format!("{newer} refused, {tails} set aside and appended after"));
}

#[test]
fn a_closing_that_the_journal_does_not_know_of_is_told() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    desk.hear_small("C1");
    desk.hear_small("C2");
    desk.script(&["clore", "signer-clôture"], &["--stop-on-error"]).ends_with(0);
    let journal = desk.read("journal.jsonl");
    let lines: Vec<&str> = journal.split_inclusive('\n').collect();
    let closed = lines.iter().position(|line| line.contains("\"session-closed\"")).unwrap();
    fs::write(desk.path("journal.jsonl"), lines[..closed].concat()).unwrap();
    let said = desk.script(&["incident alarme"], &[]).ends_with(1);
    let words = format!("procès-verbaux : minutes/session.toml (n° {}).", closed + 1);
    assert!(said.err.contains(&words), "{said:#?}");
    // A stop before its signature was recorded is no such thing.
    fs::write(desk.path("journal.jsonl"), lines[..=closed].concat()).unwrap();
    desk.script(&["signer-clôture"], &["--stop-on-error"]).ends_with(0);
    desk.verify().ends_with(0);
}
