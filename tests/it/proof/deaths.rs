//! Killed at any moment: what was acknowledged is there, and the exam goes on.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests")]

mod disk;
mod each_call;
pub(crate) mod exam;
mod power;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;
use std::thread::sleep;
use std::time::Duration;

use super::super::support::{Desk, Dice, Home, SMALL_ITEMS};
use super::{counted, some};
use exam::{copy, each};

/// The script: an endless exam, each mark another than the one before on its item.
fn commands() -> impl Iterator<Item = String> {
    let begin = ["ouvrir C1", "présents tous", "démarrer"].map(str::to_owned);
    let marks = (0..).map(|n: usize| {
        let item = SMALL_ITEMS[n % SMALL_ITEMS.len()];
        format!("noter {item} {}", (n / SMALL_ITEMS.len() + n) % 4 + 1)
    });
    begin.into_iter().chain(marks)
}

/// A mark that line mode said to be done: `ok B1.1 : Acquis`.
fn acknowledged(line: &str) -> Option<(String, String)> {
    let (item, level) = line.strip_prefix("ok ")?.split_once(" : ")?;
    let id = match level {
        "Non acquis" => "non-acquis",
        "En cours d’acquisition" => "en-cours",
        "Acquis" => "acquis",
        "Maîtrisé" => "maitrise",
        _ => return None,
    };
    Some((item.to_owned(), id.to_owned()))
}

/// Runs the script until the kill; the marks that were read as done.
fn killed(desk: &Desk<'_>, after: Duration) -> Vec<(String, String)> {
    let mut talk = desk.talk();
    let mut input = talk.take_input();
    // As fast as it is read, so that the kill falls between any two steps, or inside one.
    let writing = std::thread::spawn(move || {
        let write = |command: String| input.write_all(format!("{command}\n").as_bytes());
        commands().map(write).any(|written| written.is_err())
    });
    sleep(after);
    talk.kill();
    let mut seen = Vec::new();
    while let Some(line) = talk.line() {
        seen.extend(acknowledged(&line));
    }
    assert!(writing.join().unwrap());
    seen
}

/// The marks of the journal's whole records, in order: a kill may leave half a line at the end.
fn recorded(desk: &Desk<'_>) -> Vec<(String, String)> {
    let journal = fs::read_to_string(desk.path("journal.jsonl")).unwrap_or_default();
    let whole = journal.rfind('\n').map_or("", |end| &journal[..=end]);
    let records = whole.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let marks = records.filter(|record| record["event"] == "mark-set");
    marks.map(|record| (text(&record["data"]["item"]), text(&record["data"]["mark"]))).collect()
}

/// Goes on after the kill, up to verified minutes; whether there was a gap to settle.
fn finished(desk: &Desk<'_>, marks: &[(String, String)], signers: &Path) -> bool {
    let mut talk = desk.talk();
    talk.until(|line| line.starts_with("session "));
    let status = talk.ok("état");
    assert_eq!(recorded(desk), marks);
    let interrupted = status.contains("attention le programme s’est arrêté, ou l’ordinateur s’est mis en veille");
    if interrupted {
        assert!(status.contains("INTERRUPTION à régler"), "{status}");
        assert!(talk.refused("suivant").contains("interruption"));
        talk.ok("interruption pause");
    } else {
        assert!(marks.is_empty());
        for command in ["ouvrir C1", "présents tous", "démarrer"] {
            talk.ok(command);
        }
    }
    assert!(talk.refused("interruption pause").contains("pas d’interruption"));
    // Nothing was lost: what the status counts is what the journal holds.
    let mut marked: Vec<&String> = marks.iter().map(|(item, _)| item).collect();
    marked.sort();
    marked.dedup();
    assert!(talk.ok("état").contains(&format!("notés : {} sur 6", marked.len())));
    let last: Vec<(String, String)> =
        SMALL_ITEMS.iter().filter_map(|item| marks.iter().rev().find(|(marked, _)| marked == item).cloned()).collect();
    for command in ["suivant", "suivant", "décider B1 validé essai", "décider B2 refusé essai"] {
        talk.ok(command);
    }
    talk.ok("signer claire.moreau");
    assert_eq!(talk.end().1, Some(0));
    let minutes: toml::Table = desk.read("minutes/C1.v1.toml").parse().unwrap();
    for (item, mark) in last {
        let items = minutes["item"].as_array().unwrap();
        let part = items.iter().find(|part| part["code"].as_str() == Some(&item)).unwrap();
        assert_eq!(part["mark"].as_str(), Some(mark.as_str()), "{item}");
    }
    let pauses = minutes["phase"][0].get("pause").and_then(toml::Value::as_array).map_or(0, Vec::len);
    assert_eq!(pauses, usize::from(interrupted), "{minutes:#?}");
    let (folder, signers) = (desk.path("minutes"), signers.to_str().unwrap());
    desk.home.run(&["verify", folder.to_str().unwrap(), "--signers", signers]).ends_with(0);
    interrupted
}

#[test]
fn killed_at_any_moment_nothing_acknowledged_is_lost() {
    let runs: Vec<u64> = (1..).take(some(150, 10_000)).collect();
    let home = Home::new();
    let first = home.small("first", "20min", "");
    let signers = first.signers();
    let (said, found, gaps) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    let killed_once = |_: usize, run: &u64| {
        let desk = Desk { home: &home, folder: home.path(&format!("s{run}")) };
        copy(&first.folder, &desk.folder);
        let after = Duration::from_millis(Dice(*run).next(160) + 3);
        let marks = killed(&desk, after);
        let kept = recorded(&desk);
        // In the order in which they were said, none missing; the last ones may not have been said any more.
        assert!(kept.len() >= marks.len(), "run {run}: {} acknowledged, {} found", marks.len(), kept.len());
        assert_eq!(marks, kept[..marks.len()], "run {run}");
        let gap = finished(&desk, &kept, &signers);
        said.fetch_add(marks.len(), Relaxed);
        found.fetch_add(kept.len(), Relaxed);
        gaps.fetch_add(usize::from(gap), Relaxed);
        fs::remove_dir_all(&desk.folder).unwrap();
        1
    };
    assert_eq!(each(&runs, killed_once), runs.len());
    let (said, found, gaps) = (said.into_inner(), found.into_inner(), gaps.into_inner());
    counted(
        "killed at random moments",
        &format!("{} kills, {said} marks acknowledged, all there; {found} found; {gaps} gaps settled", runs.len()),
    );
    // Were it always too early or too late, nothing would have been tried.
    assert!(said > runs.len() && gaps * 4 > runs.len(), "{said} marks, {gaps} gaps");
}
