//! What the room sees, as an exam goes on.

use std::time::Duration;

use super::{RoomState, RoomView, until_change};
use crate::app::message::Intent::{
    Absent, Accept, AdoptAll, Comment, Digit, Guide, NextMember, NextPhase, Step, Stop, Toggle, Undo,
};
use crate::app::tests::driver::Driver;
use crate::domain::tests::play::group_plan;

fn seen(play: &Driver) -> RoomView {
    RoomView::of(play.app.session(), &play.now)
}

/// What is seen, in a few words.
fn said(play: &Driver) -> String {
    let view = seen(play);
    let phase = view.phase.map(|phase| phase.fr).unwrap_or_default();
    format!("{} | {phase} | {:?} | {:?}", view.candidates.join(", "), view.state, view.left)
}

#[test]
fn the_room_follows_the_clock() {
    let mut play = Driver::new();
    assert_eq!(said(&play), " |  | Nothing | None");
    play.does([Accept]);
    let name = play.app.session().open().unwrap().0.name();
    let shows = |play: &Driver, rest: &str| assert_eq!(said(play), format!("{name} | {rest}"));
    shows(&play, "presentation | Ready | Some(1200)");
    play.does([Accept, Step]);
    shows(&play, "presentation | Running | Some(1200)");
    play.wait_millis(1);
    shows(&play, "presentation | Running | Some(1200)");
    play.wait_millis(999);
    shows(&play, "presentation | Running | Some(1199)");
    play.wait(899);
    shows(&play, "presentation | NearlyOver | Some(300)");
    play.does([Step]).types("alerte incendie").does([Accept]).wait(3600);
    shows(&play, "presentation | Paused | Some(300)");
    play.does([Step]).wait(300);
    shows(&play, "presentation | TimeUp | Some(0)");
    play.wait(61);
    shows(&play, "presentation | TimeUp | Some(-61)");
    play.does([NextPhase]);
    shows(&play, "interview | Running | Some(1200)");
    play.wait(1200).does([NextPhase]);
    shows(&play, " | Deliberation | None");
}

#[test]
fn it_wakes_for_the_next_second_and_only_while_time_counts() {
    let mut play = Driver::started();
    let next = |play: &Driver| until_change(play.app.session(), &play.now);
    play.wait_millis(400);
    assert_eq!(next(&play), Some(Duration::from_millis(600)));
    play.does([Step]).types("pause").does([Accept]);
    assert_eq!((next(&play), next(&Driver::new()), next(&Driver::seated())), (None, None, None));
}

#[test]
fn a_stop_of_the_program_is_a_pause_until_it_is_settled() {
    let play = Driver::started().reopened_after(60);
    assert_eq!(seen(&play).state, RoomState::Paused);
}

#[test]
fn who_is_absent_or_done_with_is_not_shown() {
    let mut play = Driver::new();
    play.does([Accept, Absent]).types("malade").does([Accept]);
    assert_eq!(seen(&play), RoomView::default());
    play.does([Undo]);
    assert_eq!(seen(&play).state, RoomState::Ready);
    let mut play = Driver::deliberating();
    play.does([Digit(3), Digit(3), Digit(3), Digit(3), AdoptAll, Step, Accept, Accept]);
    assert!(play.app.session().open().is_some_and(|(_, hearing)| hearing.is_drawn()));
    assert_eq!(seen(&play), RoomView::default());
}

#[test]
fn who_stops_is_deliberated_on() {
    let mut play = Driver::started();
    play.does([Stop]).types("malaise").does([Accept]);
    let view = seen(&play);
    assert_eq!((view.state, view.candidates.len(), view.left), (RoomState::Deliberation, 1, None));
}

#[test]
fn a_group_has_one_clock_and_the_names_of_those_who_sit() {
    let mut together = group_plan();
    for (place, candidate) in together.candidates.iter_mut().enumerate() {
        candidate.given_name = format!("N{place}");
        candidate.family_name = "X".into();
    }
    let mut play = Driver::on(together);
    play.does([Accept, Accept, Step]);
    // The longest time that is due to any of them, whoever is on the jury's screen.
    assert_eq!(said(&play), "N0 X, N1 X, N2 X | presentation | Running | Some(1600)");
    play.does([NextMember]);
    assert_eq!(said(&play), "N0 X, N1 X, N2 X | presentation | Running | Some(1600)");
    play.does([Stop]).types("malaise").does([Accept]).wait(10);
    assert_eq!(said(&play), "N0 X, N2 X | presentation | Running | Some(1590)");
    play.does([NextMember]);
    assert_eq!(said(&play), "N0 X, N2 X | presentation | Running | Some(1590)");
}

/// Marks, comments and what the jury looks at change nothing in the room.
#[test]
fn what_the_jury_does_is_not_seen() {
    let mut play = Driver::started();
    let before = seen(&play);
    play.does([Digit(3), Comment]).types("hésitant").does([Accept, Digit(1), Toggle, Guide]);
    assert_eq!(seen(&play), before);
}
