//! A group before the jury: the keys of a president.

use super::driver::Driver;
use crate::app::message::Intent::{
    Absent, Accept, AdoptAll, Back, Digit, Down, End, NextMember, NextPhase, Postpone, Quit, Refuse, Step, Stop, Undo,
};
use crate::app::message::{Intent, Message, Notice};
use crate::domain::command::{Command, Refusal};
use crate::domain::id::{BlockCode, CandidateId};
use crate::domain::tests::play::{group_plan, keyed};

fn seated() -> Driver {
    let mut play = Driver::on(keyed(group_plan()));
    play.does([Accept, Accept]).leads_to("hearing B1.1 · saved 3");
    play
}

fn deliberating() -> Driver {
    let mut play = seated();
    play.does([Step]).wait(1601).does([NextPhase]).wait(1601).does([NextPhase]).leads_to("deliberation B1.1 · saved 7");
    play
}

fn open(play: &Driver) -> &str {
    play.app.session().open().unwrap().0.id.as_str()
}

#[test]
fn the_next_member_has_the_same_item_under_the_cursor() {
    let mut play = seated();
    play.does([Step, Digit(3), Digit(2), NextMember]).leads_to("hearing B1.2 · saved 7");
    assert_eq!(open(&play), "C2", "who does not present B2 is where the first mark is missing");
    play.does([NextMember, NextMember]);
    assert_eq!(open(&play), "C1");
    play.does([End, NextMember]).leads_to("hearing T1 · saved 10");
    play.does([Quit]).leads_to("hearing T1 + QuitRunning? · saved 10");
}

#[test]
fn alone_the_key_does_nothing() {
    Driver::started().does([NextMember]).leads_to("hearing B1.1 · saved 4");
}

#[test]
fn an_absence_leaves_the_others_where_they_are() {
    let mut play = Driver::on(keyed(group_plan()));
    play.does([Accept, Absent]).types("ne s’est pas présenté").does([Accept]).leads_to("review · saved 4");
    play.does([NextMember]).leads_to("hearing B1.1 · saved 5");
    play.does([Step]);
    play.wait(1200).does([NextMember, NextMember]).leads_to("review · saved 8");
    // The clock of the others is not forgotten on the screen of the absent.
    play.wait(110).give(Message::Tick).wait(100).give(Message::Tick);
    assert_eq!(play.bells, 1);
    play.does([Quit]).leads_to("review + QuitRunning? · saved 8");
}

#[test]
fn who_stops_is_deliberated_on_and_the_gap_is_asked_about() {
    let mut play = seated();
    play.does([Step, Stop]).types("malaise").does([Accept]).leads_to("deliberation B1.1 · saved 5");
    let mut play = play.reopened_after(60);
    play.leads_to("deliberation B1.1 + gap · saved 6");
    play.does([crate::app::message::Intent::GapPause, NextMember]).leads_to("hearing B1.1 · saved 8");
}

#[test]
fn each_signs_in_turn_then_the_list() {
    let mut play = deliberating();
    for saved in [17, 27, 38] {
        while play.app.next_to_do().is_some() && play.app.session().open().unwrap().1.is_signed() {
            play.does([Accept]);
        }
        for code in ["B1.1", "B1.2", "B2.1", "T1"] {
            let mark = Some(crate::domain::id::MarkCode::new("oui"));
            play.give(Message::Command(Command::Mark(crate::domain::id::ItemCode::new(code), mark)));
        }
        play.does([AdoptAll, Step, Accept, Accept]);
        assert!(play.app.session().open().unwrap().1.is_signed(), "{}", play.place());
        assert!(play.records.len() <= saved, "{}", play.records.len());
    }
    play.does([Accept]);
    assert_eq!(play.place(), "list C4");
}

#[test]
fn a_common_mark_says_whose_decision_it_withdraws() {
    let mut play = deliberating();
    play.does([Digit(3), Digit(3), AdoptAll, NextMember, Digit(1)]);
    let withdrew = Notice::WithdrewFor(CandidateId::new("C1"), BlockCode::new("B1"));
    assert!(!play.said.contains(&withdrew), "the cursor was on an item of C2’s own: {:?}", play.said);
    play.does([crate::app::message::Intent::Home, Down, Digit(1)]);
    assert!(play.said.contains(&withdrew), "{:?}", play.said);
    play.does([Undo]);
    assert!(play.app.session().hearing(&CandidateId::new("C1")).unwrap().decisions.len() == 1);
}

#[test]
fn drawn_minutes_refuse_a_common_mark_with_words() {
    let mut play = deliberating();
    play.does([End, NextMember, crate::app::message::Intent::Home, Refuse]).types("non traité");
    play.does([Accept, Step, Accept, Accept]);
    play.does([NextMember, crate::app::message::Intent::Home, Down, Digit(3)]);
    play.saying(&Notice::Refused(Refusal::CommonDrawn(CandidateId::new("C2"))));
    play.does([Back]);
    assert_eq!(play.place(), "list C3");
}

/// Those who are heard together are put off together, and taken up together.
#[test]
fn a_group_is_put_off_together() {
    let mut play = Driver::on(keyed(group_plan()));
    play.does([Accept, Postpone]).types("alarme").does([Accept]).leads_to("list C4 · saved 3");
    let postponed = |play: &Driver| {
        let all = ["C1", "C2", "C3"].map(CandidateId::new);
        all.map(|id| play.app.session().hearing(&id).unwrap().course.postponed.is_some())
    };
    assert_eq!(postponed(&play), [true; 3]);
    play.does([Intent::Up, Accept]);
    assert_eq!(postponed(&play), [false; 3]);
    play.does([Accept, Step]).wait(600).does([NextMember]);
    assert_eq!(play.app.left().unwrap().shown_seconds(), 1000);
    assert!(play.app.unsaved().is_none());
}
