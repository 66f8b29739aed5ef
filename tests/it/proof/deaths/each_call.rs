//! Killed at each call that changes a file: before it, and so after the one before.

use super::super::super::support::Home;
use super::super::super::support::strace::{Call, traced};
use super::super::{counted, some};
use super::exam::{Exam, each, is_journal, is_minutes, spread, take_away};

/// The places to try: most of them where a file of the exam is opened, written, synced or named.
fn places(exam: &Exam<'_>, few: usize) -> Vec<Call> {
    let (near, far): (Vec<Call>, Vec<Call>) =
        exam.calls.iter().cloned().partition(|call| is_journal(call) || is_minutes(call));
    assert!(near.len() > 100 && far.len() > 50, "{} and {} calls", near.len(), far.len());
    let (some_near, some_far) = (some(few, near.len()), some(few / 5, far.len()));
    spread(&near, some_near).into_iter().chain(spread(&far, some_far)).collect()
}

/// Ends the program with a signal at this place, and goes on.
fn ended_at(exam: &Exam<'_>, desk: &str, call: &Call, (signal, number): (&str, i32)) -> usize {
    let place = format!("{signal} at {} {} ({})", call.name, call.nth, call.what());
    let desk = exam.desk(desk);
    let run = traced(&desk, &exam.script, &[format!("inject={}:signal={signal}:when={}", call.name, call.nth)]);
    assert_eq!(run.signal, Some(number), "{place}: {:?} {}", run.answers, run.err);
    let last = run.calls.iter().rfind(|last| last.name == call.name).unwrap();
    assert_eq!((last.nth, last.what()), (call.nth, call.what()), "{place}");
    assert!(run.answers.iter().all(|answer| answer.starts_with("ok")), "{place}: {:?}", run.answers);
    exam.holds(&desk, run.answers.len(), &place);
    exam.finishes(&desk, &place);
    take_away(&desk);
    run.answers.len()
}

fn killed(exam: &Exam<'_>, name: &str, few: usize) {
    let places = places(exam, few);
    let said = each(&places, |n, call| ended_at(exam, &n.to_string(), call, ("SIGKILL", 9)));
    assert!(said > places.len(), "{said} answers before {} deaths", places.len());
    let of = exam.calls.len();
    counted(
        &format!("killed at each write, sync, open and rename, {name}"),
        &format!(
            "{} places of {of}, {said} commands acknowledged, all there, every exam finished and verified",
            places.len()
        ),
    );
}

#[test]
fn killed_at_each_call_of_a_jury_that_marks_together() {
    let home = Home::new();
    killed(&Exam::collegial(&home), "marking together", 60);
}

#[test]
fn killed_at_each_call_of_jurors_who_mark_alone() {
    let home = Home::new();
    killed(&Exam::alone(&home), "marking alone", 60);
}

#[test]
fn ended_by_the_system_or_a_lost_terminal_in_the_middle_of_a_write() {
    let home = Home::new();
    let exam = Exam::collegial(&home);
    let mut tried = 0;
    for signal in [("SIGTERM", 15), ("SIGHUP", 1)] {
        let places = spread(&places(&exam, 50), some(6, 200));
        tried += places.len();
        each(&places, |n, call| ended_at(&exam, &format!("{n}{}", signal.0), call, signal));
    }
    assert!(tried >= 12);
    counted(
        "ended by SIGTERM and SIGHUP in the middle of the calls",
        &format!("{tried} places, nothing acknowledged lost"),
    );
}
