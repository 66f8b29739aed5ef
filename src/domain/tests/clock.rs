//! The clock of a phase, through pauses, gaps, reboots and a wall clock that is set.

use std::time::Duration;

use super::play::{Stage, at};
use crate::domain::command::{Command, Refusal};
use crate::domain::event::Gap;
use crate::domain::timer::{Left, PauseCause};

#[test]
fn it_counts_down_then_up() {
    let mut stage = Stage::seated("C1");
    stage.does(Command::Start);
    assert_eq!(stage.left_seconds(), 1200);
    stage.wait(1199);
    assert_eq!(stage.left_seconds(), 1);
    stage.wait(62);
    assert_eq!(stage.left_seconds(), -61);
    stage.does(Command::End);
    let (_, ended) = &stage.hearing().phases[0];
    assert_eq!((ended.used.as_secs(), ended.overtime().as_secs()), (1261, 61));
}

#[test]
fn the_shown_second_is_the_one_that_has_started() {
    for (left, shown, change) in [
        (1_200_000, 1200, 1000),
        (1_199_999, 1200, 999),
        (1, 1, 1),
        (0, 0, 1000),
        (-1, 0, 999),
        (-999, 0, 1),
        (-1000, -1, 1000),
    ] {
        assert_eq!(Left(left).shown_seconds(), shown, "{left}");
        assert_eq!(Left(left).until_change(), Duration::from_millis(change), "{left}");
    }
}

#[test]
fn a_third_more_is_due_not_overtime() {
    let mut stage = Stage::seated("C2");
    stage.does(Command::Start);
    assert_eq!(stage.left_seconds(), 1600);
    stage.wait(1600);
    stage.does(Command::Next);
    let (_, ended) = &stage.hearing().phases[0];
    assert_eq!((ended.due.as_secs(), ended.overtime().as_secs()), (1600, 0));
    assert_eq!(stage.left_seconds(), 1600);
}

#[test]
fn a_pause_takes_no_time_and_keeps_its_reason() {
    let mut stage = Stage::seated("C1");
    stage.does(Command::Start);
    stage.wait(100);
    assert_eq!(stage.refuses(Command::Pause(" ".into(), None)), Refusal::ReasonNeeded);
    stage.does(Command::Pause("alarme".into(), None));
    stage.wait(600);
    assert_eq!(stage.left_seconds(), 1100);
    assert_eq!(stage.refuses(Command::Pause("encore".into(), None)), Refusal::AlreadyPaused);
    stage.does(Command::Resume);
    stage.wait(100);
    stage.does(Command::End);
    let (_, ended) = &stage.hearing().phases[0];
    assert_eq!(ended.used.as_secs(), 200);
    assert_eq!(ended.pauses[0].length.as_secs(), 600);
    assert_eq!(ended.pauses[0].why, PauseCause::Stated("alarme".into()));
}

#[test]
fn a_wall_clock_that_is_set_changes_nothing() {
    let mut stage = Stage::seated("C1");
    stage.does(Command::Start);
    stage.wait(60);
    stage.now.at -= Duration::from_secs(3600);
    assert_eq!(stage.left_seconds(), 1140);
    stage.now.at += Duration::from_secs(7200);
    assert_eq!(stage.left_seconds(), 1140);
}

#[test]
fn a_gap_is_time_or_a_pause_as_the_president_says() {
    for (gap, used) in [(Gap::Time, 500), (Gap::Pause, 200)] {
        let mut stage = Stage::seated("C1");
        stage.does(Command::Start);
        stage.wait(100);
        let last_seen = stage.now.clone();
        stage.wait(300);
        stage.does(Command::Interrupted(last_seen));
        assert_eq!(stage.left_seconds(), 1100, "the clock stands still until the question is answered");
        for refused in [Command::Next, Command::Pause("x".into(), None), Command::Start, Command::Stop("x".into())] {
            assert_eq!(stage.refuses(refused), Refusal::GapOpen);
        }
        stage.does(Command::SettleGap(gap));
        assert_eq!(stage.refuses(Command::SettleGap(gap)), Refusal::NoGap);
        stage.wait(100);
        stage.does(Command::End);
        let (_, ended) = &stage.hearing().phases[0];
        assert_eq!(ended.used.as_secs(), used);
        assert_eq!(ended.pauses[0].length.as_secs(), 300, "a gap is in the record, whatever it was");
    }
}

#[test]
fn across_a_reboot_the_wall_clock_measures_the_gap() {
    let mut stage = Stage::seated("C1");
    stage.does(Command::Start);
    stage.wait(100);
    let last_seen = stage.now.clone();
    stage.now = at("another boot", 400);
    stage.now.uptime = 5_000;
    stage.does(Command::Interrupted(last_seen));
    stage.does(Command::SettleGap(Gap::Time));
    assert_eq!(stage.left_seconds(), 800);
}

#[test]
fn an_interruption_of_a_pause_asks_nothing() {
    let mut stage = Stage::seated("C1");
    stage.does(Command::Start);
    stage.does(Command::Pause("alarme".into(), None));
    let last_seen = stage.now.clone();
    assert_eq!(stage.tries(Command::Interrupted(last_seen)), Ok(0));
}

#[test]
fn a_pause_runs_from_when_it_was_asked_for() {
    let mut stage = Stage::seated("C1");
    stage.does(Command::Start);
    stage.wait(100);
    let asked = stage.now.clone();
    stage.wait(20);
    stage.does(Command::Pause("alarme".into(), Some(asked)));
    assert_eq!(stage.left_seconds(), 1100);
    stage.wait(80);
    stage.does(Command::Resume);
    stage.does(Command::End);
    assert_eq!(stage.hearing().phases[0].1.pauses[0].length.as_secs(), 100);
}

#[test]
fn a_pause_cannot_reach_back_before_the_clock_ran() {
    let mut stage = Stage::seated("C1");
    let before = stage.now.clone();
    stage.wait(50);
    stage.does(Command::Start);
    stage.wait(100);
    stage.does(Command::Pause("alarme".into(), Some(before)));
    assert_eq!(stage.left_seconds(), 1100);
}
