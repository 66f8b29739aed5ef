//! Time passing: what rings, and when something changes next.

use std::time::Duration;

use super::driver::Driver;
use crate::app::message::Intent::{Accept, Back, EndPhase, GapTime, NextPhase, Step};
use crate::app::message::{Message, Notice};

/// The thresholds told, in seconds.
fn told(play: &Driver) -> Vec<u64> {
    let left = |notice: &Notice| if let Notice::TimeLeft(_, left) = notice { Some(left.as_secs()) } else { None };
    play.said.iter().filter_map(left).collect()
}

/// Lets so many seconds pass as the interface does: it sleeps until something changes, and says so.
fn seconds(play: &mut Driver, seconds: u64) {
    let until = play.now.uptime + seconds * 1000;
    while play.now.uptime < until {
        let step = play.app.until_change().map_or(1000, |step| u64::try_from(step.as_millis()).unwrap());
        play.wait_millis(step.min(until - play.now.uptime)).give(Message::Tick);
    }
}

/// A pause counts from its key: while its reason is typed the clock stands, and rings for nothing.
#[test]
fn the_clock_stands_while_the_reason_of_a_pause_is_typed() {
    let mut play = Driver::started();
    seconds(&mut play, 890);
    play.does([Step]);
    let at = play.now.clone();
    seconds(&mut play, 30);
    assert_eq!((play.app.pausing(), told(&play), play.bells), (Some(&at), vec![], 0));
    // Given up, it was none: the time went on, and what it passed is told.
    play.does([Back]);
    seconds(&mut play, 1);
    assert_eq!((play.app.pausing(), told(&play), play.bells), (None, vec![300], 1));
}

#[test]
fn each_threshold_rings_once() {
    let mut play = Driver::started();
    seconds(&mut play, 899);
    assert_eq!((told(&play), play.bells), (vec![], 0));
    seconds(&mut play, 1);
    assert_eq!((told(&play), play.bells), (vec![300], 1));
    seconds(&mut play, 239);
    assert_eq!(play.bells, 1);
    seconds(&mut play, 1);
    assert_eq!((told(&play), play.bells), (vec![300, 60], 2));
    seconds(&mut play, 59);
    assert_eq!(play.bells, 2);
    seconds(&mut play, 1);
    assert_eq!((told(&play), play.bells), (vec![300, 60, 0], 3));
    seconds(&mut play, 400);
    assert_eq!(play.bells, 3);
    // The next phase has its own.
    play.does([NextPhase]);
    seconds(&mut play, 1200);
    assert_eq!((told(&play), play.bells), (vec![300, 60, 0, 300, 60, 0], 6));
}

#[test]
fn after_a_long_sleep_only_the_last_one_is_told() {
    for (slept, expected) in [(800, vec![]), (1000, vec![300]), (1150, vec![60]), (1300, vec![0])] {
        let mut play = Driver::started();
        play.give(Message::Tick).wait(slept).give(Message::Tick);
        assert_eq!((told(&play), play.bells), (expected.clone(), expected.len()), "{slept} s");
    }
}

#[test]
fn reopening_rings_nothing() {
    for (ran, away) in [(100, 850), (950, 50), (1100, 500)] {
        let mut before = Driver::started();
        before.wait(ran);
        let mut play = before.reopened_after(away);
        play.give(Message::Tick).wait(1).give(Message::Tick);
        play.does([GapTime]).give(Message::Tick);
        assert_eq!((told(&play), play.bells), (vec![], 0), "{ran} s, away {away} s");
    }
}

#[test]
fn a_warning_due_right_after_a_pause_is_given() {
    let mut play = Driver::started();
    play.wait_millis(899_500).does([Step]).types("alarme").does([Accept]);
    play.wait(60).give(Message::Tick).does([Step]);
    assert_eq!(play.bells, 0);
    seconds(&mut play, 1);
    assert_eq!((told(&play), play.bells), (vec![300], 1));
}

#[test]
fn nothing_changes_by_itself_while_no_clock_runs() {
    let mut play = Driver::new();
    assert_eq!(play.app.until_change(), None);
    play.does([Accept, Accept]);
    assert_eq!(play.app.until_change(), None);
    play.does([Step]);
    assert_eq!(play.app.until_change(), Some(Duration::from_secs(1)));
    play.wait_millis(300).give(Message::Tick);
    assert_eq!(play.app.until_change(), Some(Duration::from_millis(700)));
    play.does([Step]).types("alarme").does([Accept]);
    assert_eq!(play.app.until_change(), None);
    play.wait(600).give(Message::Tick).does([Step]);
    assert_eq!(play.app.until_change(), Some(Duration::from_millis(700)));
    play.does([EndPhase, Accept]);
    assert_eq!(play.app.until_change(), None);
    let mut before = Driver::started();
    before.wait(10);
    assert_eq!(before.reopened_after(10).app.until_change(), None, "an unsettled gap");
}
