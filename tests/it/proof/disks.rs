//! Disks that fail and that are full.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

mod commands;
mod full;

use std::fs;
use std::process::Command;

use super::super::support::strace::{Call, calls, strace, traced};
use super::super::support::{Desk, Home, Talk};
use super::deaths::exam::{Exam, each, is_journal, is_minutes, spread, take_away};
use super::{counted, some};

const FAULTS: [(&str, &str); 3] = [
    ("EIO", "le disque est défaillant"),
    ("ENOSPC", "le disque est plein"),
    ("EROFS", "le disque est en lecture seule"),
];

/// What a fault came to.
enum Met {
    /// A command was refused, and the refusal names the fault.
    Told,
    /// The program ended, and said why.
    Ended,
    /// Everything was answered as if nothing had been: nothing that counts was lost.
    Harmless,
}

/// Line mode under `strace` with one fault to come, errors to a file beside.
fn disturbed(desk: &Desk<'_>, call: &Call, errno: &str) -> Talk {
    let log = desk.folder.with_extension("strace");
    let order = format!("inject={}:error={errno}:when={}", call.name, call.nth);
    let strace = strace(desk, &log, &[order]);
    let mut shell: Command = desk.home.program("sh");
    shell.args(["-c", "exec \"$@\" 2>\"$0\""]).arg(desk.folder.with_extension("errors"));
    Talk::start(shell.arg(strace.get_program()).args(strace.get_args()))
}

fn answer(talk: &mut Talk, line: &str) -> Option<String> {
    if !talk.say(line) {
        return None;
    }
    loop {
        let said = talk.line()?;
        if super::super::support::is_answer(&said) {
            return Some(said);
        }
    }
}

/// Says the script line by line; what is refused is said again.
fn play(exam: &Exam<'_>, desk: &Desk<'_>, talk: &mut Talk, words: &str, place: &str) -> Met {
    let mut met = Met::Harmless;
    loop {
        match talk.line() {
            Some(line) if line.starts_with("session ") => break,
            Some(_) => {}
            None => return Met::Ended,
        }
    }
    for (done, line) in exam.script.iter().enumerate() {
        let Some(mut said) = answer(talk, line) else { return Met::Ended };
        if !said.starts_with("ok") {
            assert!(said.contains(words), "{place}: « {line} » gives: {said}");
            assert!(matches!(met, Met::Harmless), "{place}: refused twice");
            met = Met::Told;
            let records = exam.holds(desk, done, place);
            assert!(records < exam.after[done], "{place}: « {line} » was refused, and is there");
            let Some(again) = answer(talk, line) else { return Met::Ended };
            said = again;
        }
        assert!(said.starts_with("ok"), "{place}: « {line} » gives: {said}");
        exam.holds(desk, done + 1, place);
    }
    // An answer that could not be written may be written in leaving.
    if talk.end().1 == Some(0) { met } else { Met::Ended }
}

/// That nothing was synced a second time after a sync that failed: before the next one there is something to sync.
fn no_sync_is_tried_again(calls: &[Call], failed: &Call, went_on: bool, place: &str) {
    let at = calls.iter().position(|call| call.name == failed.name && call.nth == failed.nth).unwrap();
    let path = &calls[at].path;
    let of_it = |call: &&Call| call.path == *path && !call.name.starts_with("open");
    let next = calls[at + 1..].iter().position(|call| of_it(&call));
    if !path.is_dir() {
        assert!(next.is_none_or(|next| !calls[at + 1 + next].is_sync()), "{place}: {next:?}");
    } else if went_on {
        // A folder has no bytes to lose. What was put into it is put there anew, and that is synced.
        let next = at + 1 + next.unwrap_or_else(|| panic!("{place}: it was never put on the disk"));
        assert!(calls[next].is_sync() && calls[next].done(), "{place}: {:?}", calls[next]);
        let anew = calls[at..next].iter().any(Call::is_rename);
        assert!(anew || !path.ends_with("minutes"), "{place}: nothing was put into it anew");
    }
}

fn fails_at(exam: &Exam<'_>, n: usize, call: &Call, (errno, words): (&str, &str)) -> Met {
    let place = format!("{errno} at {} {} ({})", call.name, call.nth, call.what());
    let desk = exam.desk(&format!("{n}-{errno}"));
    let mut talk = disturbed(&desk, call, errno);
    let met = play(exam, &desk, &mut talk, words, &place);
    if matches!(met, Met::Ended) {
        talk.end();
    }
    let calls = calls(&desk.folder.with_extension("strace"));
    let hit = calls.iter().find(|hit| hit.name == call.name && hit.nth == call.nth);
    assert_eq!(hit.map(|hit| (hit.what(), hit.result)), Some((call.what(), Some(-1))), "{place}");
    if call.is_sync() {
        no_sync_is_tried_again(&calls, call, !matches!(met, Met::Ended), &place);
    }
    if matches!(met, Met::Ended) {
        // Once the exam is open, only what cannot be said any more ends it.
        let opening = exam.calls.iter().take_while(|call| call.number != Some(1));
        let opening = opening.into_iter().any(|early| (&early.name, early.nth) == (&call.name, call.nth));
        assert!(opening || call.number == Some(1), "{place}: the program ended");
        let said = fs::read_to_string(desk.folder.with_extension("errors")).unwrap();
        let heard = call.number == Some(1) || said.starts_with("soutenance") && said.trim().len() > 20;
        assert!(heard && !said.contains("panicked"), "{place}: {said:?}");
        exam.finishes(&desk, &place);
    }
    exam.came_to_the_same(&desk, &place);
    take_away(&desk);
    met
}

fn fails(exam: &Exam<'_>, name: &str, few: usize) {
    let (near, far): (Vec<Call>, Vec<Call>) =
        exam.own_calls().filter(Call::done).partition(|call| is_journal(call) || is_minutes(call));
    let mut places = Vec::new();
    for (n, fault) in FAULTS.into_iter().enumerate() {
        // Not the same places for each fault.
        let shifted = |all: &[Call], few| spread(&all[n.min(all.len() - 1)..], few);
        let all =
            if super::whole() { [near.clone(), far.clone()] } else { [shifted(&near, few), shifted(&far, few / 4)] };
        places.extend(all.concat().into_iter().map(|call| (call, fault)));
    }
    let count = |n: usize, (call, fault): &(Call, (&str, &str))| match fails_at(exam, n, call, *fault) {
        Met::Told => 1,
        Met::Ended => 100_000,
        Met::Harmless => 10_000_000_000,
    };
    let sum = each(&places, count);
    let (told, ended, harmless) = (sum % 100_000, sum / 100_000 % 100_000, sum / 10_000_000_000);
    assert!(told > ended && told > harmless / 4 && ended > 0, "{told} told, {ended} ended, {harmless} harmless");
    counted(
        &format!("each write, sync, open, rename and truncation made to fail once, {name}"),
        &format!(
            "{} faults (EIO, ENOSPC, EROFS): {told} told and mended by saying it again, {ended} ended the program, which \
             said why, {harmless} without harm; nothing answered « ok » was missing",
            places.len()
        ),
    );
}

#[test]
fn each_call_fails_once_for_a_jury_that_marks_together() {
    let home = Home::new();
    fails(&Exam::collegial(&home), "marking together", 16);
}

#[test]
fn each_call_fails_once_for_jurors_who_mark_alone() {
    let home = Home::new();
    fails(&Exam::alone(&home), "marking alone", 16);
}

/// From one sync on, no sync of the journal succeeds: nothing more is said to be saved, and nothing that was refused is
/// there after a new start.
#[test]
fn a_disk_that_stays_broken() {
    let home = Home::new();
    let exam = Exam::collegial(&home);
    let syncs: Vec<Call> = exam.own_calls().filter(|call| call.name == "fdatasync").collect();
    // The first one is made in opening, which fails.
    let places = spread(&syncs[1..], some(10, syncs.len()));
    let refused = each(&places, |n, call| {
        let place = format!("no sync of the journal from {} on", call.nth);
        let desk = exam.desk(&format!("broken-{n}"));
        let run = traced(&desk, &exam.script, &[format!("inject=fdatasync:error=EIO:when={}+", call.nth)]);
        let done = run.answers.iter().take_while(|answer| answer.starts_with("ok")).count();
        let refused = &run.answers[done..];
        assert!(
            refused[0].contains("le disque est défaillant") && run.answers.len() == exam.script.len(),
            "{place}: {refused:?}"
        );
        // To open again what is open asks for nothing to be saved.
        let done_after = |answer: &String| answer.starts_with("ok") && answer != "ok c’était déjà le cas";
        assert!(!refused.iter().any(done_after), "{place}: {refused:?}");
        // Minutes are drawn, then signed: the first may be done when the second is refused.
        assert!(exam.holds(&desk, done, &place) < exam.after[done], "{place}");
        exam.finishes(&desk, &place);
        take_away(&desk);
        refused.len()
    });
    counted(
        "a disk on which no sync succeeds any more",
        &format!(
            "from {} places on, {refused} commands refused, none of them there, every exam finished",
            places.len()
        ),
    );
}
