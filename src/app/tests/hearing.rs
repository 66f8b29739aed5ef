//! From the list to the end of the phases.

use super::driver::Driver;
use crate::app::Message;
use crate::app::message::Intent::{
    Absent, Accept, Back, Backspace, Clear, Comment, Digit, Down, EndPhase, GapPause, GapTime, Help, Left, NewLine,
    NextPhase, NextUnmarked, Presence, Quit, Right, Step, Stop, Toggle, Undo, Up,
};
use crate::app::message::{Notice, TakenBack};
use crate::domain::command::Refusal;
use crate::domain::id::{CandidateId, ItemCode};

#[test]
fn from_the_list_to_a_clock_that_runs() {
    let mut play = Driver::new();
    play.leads_to("list C1 · saved 0");
    play.does([Down, Down, Down]).leads_to("list C2 · saved 0");
    play.does([Up, Accept]).leads_to("presence xx · saved 2");
    play.does([Accept]).leads_to("hearing B1.1 · saved 3");
    assert_eq!(play.app.left(), None);
    play.does([Step]).leads_to("hearing B1.1 · saved 4");
    assert_eq!(play.app.left().map(crate::domain::timer::Left::shown_seconds), Some(1200));
}

#[test]
fn a_jury_that_falls_short_says_why_it_sits() {
    let mut play = Driver::new();
    play.does([Accept, Down, Toggle, Accept]).leads_to("presence x- + why Shortfall: \"\" · saved 3");
    play.does([Accept]).saying(&Notice::Refused(Refusal::ReasonNeeded));
    play.types("train en retard").leads_to("presence x- + why Shortfall: \"train en retard\" · saved 3");
    // Abandoned, the question comes again with the next step; corrected, it does not.
    play.does([Back]).leads_to("presence x- · saved 3");
    play.does([Accept]).leads_to("presence x- + why Shortfall: \"\" · saved 3");
    play.types("train en retard").does([Accept]).leads_to("hearing B1.1 · saved 4");
    let mut play = Driver::new();
    play.does([Accept, Digit(2), Accept, Back, Digit(2), Accept]).leads_to("hearing B1.1 · saved 4");
}

#[test]
fn a_hearing_is_left_and_found_again_where_it_was() {
    let mut play = Driver::seated();
    play.does([Back]).leads_to("list C1 · saved 4");
    play.does([Accept]).leads_to("hearing B1.1 · saved 5");
    play.does([Step, Back]).leads_to("hearing B1.1 · saved 6").saying(&Notice::Refused(Refusal::PhaseRunning));
    // Opened again, it opens where something is still to be marked.
    let mut play = Driver::seated();
    play.does([Digit(3), Digit(3), Back, Accept]).leads_to("hearing B2.1 · saved 7");
}

#[test]
fn a_mark_moves_on_and_stays_on_the_last_item() {
    let mut play = Driver::started();
    play.does([Digit(3)]).leads_to("hearing B1.2 · saved 5");
    play.does([Digit(2), Digit(1)]).leads_to("hearing T1 · saved 7");
    play.does([Digit(3)]).leads_to("hearing T1 · saved 8");
    play.does([NextUnmarked]).leads_to("hearing T1 · saved 8").saying(&Notice::AllMarked);
    // The same mark again is nothing to record, and moves on all the same.
    play.does([Up, Up, Digit(2)]).leads_to("hearing B2.1 · saved 8").saying(&Notice::Already);
    play.does([Clear]).leads_to("hearing B2.1 · saved 9");
    play.does([Up, Up, NextUnmarked]).leads_to("hearing B2.1 · saved 9");
    // No level has this rank.
    play.does([Digit(4)]).leads_to("hearing B2.1 · saved 9");
}

#[test]
fn blocks_are_gone_through() {
    let mut play = Driver::started();
    play.does([Right]).leads_to("hearing B2.1 · saved 4");
    play.does([Right]).leads_to("hearing T1 · saved 4");
    play.does([Right]).leads_to("hearing T1 · saved 4");
    play.does([Left, Left, Down]).leads_to("hearing B1.2 · saved 4");
    play.does([Left]).leads_to("hearing B1.1 · saved 4");
}

#[test]
fn a_comment_is_kept_open_until_it_is_saved_or_abandoned_twice() {
    let mut play = Driver::started();
    play.does([Down, Comment]).leads_to("hearing B1.2 + comment B1.2: \"\" · saved 4");
    play.types("très clair").does([NewLine]).types("concis");
    play.does([Back]).leads_to("hearing B1.2 + comment B1.2: \"très clair\\nconcis\" · saved 4");
    play.saying(&Notice::UnsavedText);
    // Typing more takes the first Escape back.
    play.types("!").does([Back]).leads_to("hearing B1.2 + comment B1.2: \"très clair\\nconcis!\" · saved 4");
    play.does([Backspace, Back]).leads_to("hearing B1.2 + comment B1.2: \"très clair\\nconcis\" · saved 4");
    play.does([Accept]).leads_to("hearing B1.2 · saved 5");
    // It is there again, and unchanged text needs no second Escape.
    play.does([Comment]).leads_to("hearing B1.2 + comment B1.2: \"très clair\\nconcis\" · saved 5");
    play.does([Back]).leads_to("hearing B1.2 · saved 5");
    play.does([Comment]).types(" et juste").does([Back, Back]).leads_to("hearing B1.2 · saved 5");
    play.does([Undo]).leads_to("hearing B1.2 · saved 6");
    play.saying(&Notice::TookBack(TakenBack::Comment(ItemCode::new("B1.2"))));
}

#[test]
fn a_pause_asks_for_a_reason_and_ends_with_one_key() {
    let mut play = Driver::started();
    play.wait(60).does([Step]).leads_to("hearing B1.1 + why Pause: \"\" · saved 4");
    play.does([Accept]).leads_to("hearing B1.1 + why Pause: \"\" · saved 4");
    play.saying(&Notice::Refused(Refusal::ReasonNeeded));
    play.types("alarme").does([Accept]).leads_to("hearing B1.1 · saved 5");
    play.wait(600).does([Step]).leads_to("hearing B1.1 · saved 6");
    assert_eq!(play.app.left().map(crate::domain::timer::Left::shown_seconds), Some(1140));
}

#[test]
fn going_on_early_is_asked_about_and_late_is_not() {
    for key in [NextPhase, EndPhase] {
        let mut early = Driver::started();
        early.wait(1199).does([key]);
        let question = if key == NextPhase { "NextEarly" } else { "EndEarly" };
        early.leads_to(&format!("hearing B1.1 + {question}? · saved 4"));
        early.does([Digit(1)]).leads_to(&format!("hearing B1.1 + {question}? · saved 4"));
        early.does([Back]).leads_to("hearing B1.1 · saved 4");
        let after = if key == NextPhase { 6 } else { 5 };
        early.does([key, Accept]).leads_to(&format!("hearing B1.1 · saved {after}"));
        let mut late = Driver::started();
        late.wait(1200).does([key]).leads_to(&format!("hearing B1.1 · saved {after}"));
    }
}

#[test]
fn the_last_phase_leads_to_the_deliberation() {
    let mut play = Driver::started();
    play.does([Digit(3), Digit(3)]).wait(1200).does([NextPhase]).leads_to("hearing B2.1 · saved 8");
    // Where something is still to be marked.
    play.wait(1200).does([NextPhase]).leads_to("deliberation B2.1 · saved 9");
}

#[test]
fn a_candidate_may_not_come_or_may_stop() {
    let mut play = Driver::new();
    play.does([Accept, Absent]).types("malade").leads_to("presence xx + why Absence: \"malade\" · saved 2");
    // Who sat for it is in the record, too.
    play.does([Accept]).leads_to("review · saved 4");
    play.does([Undo]).leads_to("hearing B1.1 · saved 5").saying(&Notice::TookBack(TakenBack::Absence));
    let mut play = Driver::started();
    // Nobody types a reason for what cannot be.
    play.does([Absent]).leads_to("hearing B1.1 · saved 4").saying(&Notice::Refused(Refusal::HearingBegan));
    play.does([Stop]).types("malaise").does([Accept]).leads_to("deliberation B1.1 · saved 5");
    play.does([Undo]).leads_to("hearing B1.1 · saved 6").saying(&Notice::TookBack(TakenBack::Stop));
}

#[test]
fn who_is_present_can_be_said_again_while_the_clock_runs() {
    let mut play = Driver::started();
    play.does([Presence]).leads_to("presence xx · saved 4");
    play.does([Back]).leads_to("hearing B1.1 · saved 4");
    play.does([Presence, Accept]).leads_to("hearing B1.1 · saved 4");
    // Who leaves in mid-hearing does so for a reason; what then falls short is asked about.
    let leave = "presence x- + why Leave(MemberId(\"bob\")): \"\" · saved 4";
    play.does([Presence, Digit(2), Accept]).leads_to(leave);
    play.types("souffrant").does([Accept]).leads_to("presence x- + why Shortfall: \"\" · saved 5");
    play.types("un juré souffrant").does([Accept]).leads_to("hearing B1.1 · saved 6");
}

#[test]
fn the_gap_is_asked_about_before_anything_else() {
    let mut before = Driver::started();
    before.wait(100);
    let mut play = before.reopened_after(50);
    play.leads_to("hearing B1.1 + gap · saved 5");
    for key in [Accept, Back, Step, Digit(1), NextPhase, Help, Undo, Comment] {
        play.does([key]).leads_to("hearing B1.1 + gap · saved 5");
    }
    play.types("x").leads_to("hearing B1.1 + gap · saved 5");
    assert!(!play.left);
    play.does([Quit]);
    assert!(play.left, "one may leave without an answer");
    play.does([GapTime]).leads_to("hearing B1.1 · saved 6");
    assert_eq!(play.app.left().map(crate::domain::timer::Left::shown_seconds), Some(1050));
    let mut before = Driver::started();
    before.wait(100);
    let mut play = before.reopened_after(50);
    play.does([GapPause]).leads_to("hearing B1.1 · saved 6");
    assert_eq!(play.app.left().map(crate::domain::timer::Left::shown_seconds), Some(1100));
}

#[test]
fn leaving_is_asked_about_only_while_the_clock_runs() {
    let mut play = Driver::started();
    play.does([Quit]).leads_to("hearing B1.1 + QuitRunning? · saved 4");
    play.does([Back]).leads_to("hearing B1.1 · saved 4");
    assert!(!play.left);
    play.does([Quit, Accept]);
    assert!(play.left);
    let mut play = Driver::seated();
    play.does([Quit]);
    assert!(play.left);
}

#[test]
fn help_is_left_with_any_key() {
    let mut play = Driver::started();
    play.does([Help]).leads_to("hearing B1.1 + help · saved 4");
    play.does([Digit(1)]).leads_to("hearing B1.1 · saved 4");
}

#[test]
fn what_does_not_exist_is_refused() {
    let mut play = Driver::new();
    let nobody = CandidateId::new("C9");
    play.give(crate::app::message::Message::Command(crate::domain::command::Command::Open(nobody.clone())));
    play.leads_to("list C1 · saved 0").saying(&Notice::Refused(Refusal::UnknownCandidate(nobody)));
}

#[test]
fn a_sleep_of_the_machine_is_asked_about_after_what_is_being_typed() {
    let mut play = Driver::started();
    play.wait(100);
    let awake = play.now.clone();
    play.wait(600);
    play.give(Message::Slept(awake)).leads_to("hearing B1.1 + gap · saved 5");
    play.does([GapTime]).leads_to("hearing B1.1 · saved 6");
    assert_eq!(play.app.left().map(crate::domain::timer::Left::shown_seconds), Some(500));
    play.does([Comment]).types("clair");
    let awake = play.now.clone();
    play.wait(600);
    play.give(Message::Slept(awake)).does([Accept]).leads_to("hearing B1.1 + gap · saved 8");
    play.does([GapPause]).leads_to("hearing B1.1 · saved 9");
    assert_eq!(play.app.left().map(crate::domain::timer::Left::shown_seconds), Some(500));
    // Where no time counts there is nothing to ask.
    play.does([Step]).types("pause").does([Accept]).leads_to("hearing B1.1 · saved 10");
    let awake = play.now.clone();
    play.wait(600);
    play.give(Message::Slept(awake)).leads_to("hearing B1.1 · saved 10");
}
