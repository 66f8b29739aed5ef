//! A disk that fails: nothing looks saved, nothing typed is lost.

use super::driver::Driver;
use crate::app::message::Intent::{
    Accept, AdoptAll, Backspace, Comment, Digit, Down, Home, Refuse, Step, Stop, Undo, Up,
};
use crate::app::message::{DiskFault, Notice};

fn not_saved() -> Notice {
    Notice::NotSaved(DiskFault::Full)
}

#[test]
fn nothing_is_shown_that_is_not_on_the_disk() {
    let mut play = Driver::started();
    let before = play.app.session().clone();
    play.full = true;
    for key in [Digit(1), Undo, Digit(3)] {
        play.does([key]);
        assert_eq!(*play.app.session(), before, "{key:?}");
    }
    play.leads_to("hearing B1.1 · saved 4").saying(&not_saved());
    assert!(play.said.iter().all(|notice| !matches!(notice, Notice::TookBack(_))));
}

#[test]
fn the_banner_stays_until_something_is_saved_again() {
    let mut play = Driver::started();
    assert_eq!(play.app.unsaved(), None);
    play.full = true;
    play.does([Digit(1)]).saying(&not_saved());
    // Keys that record nothing leave it, and so does time.
    play.does([Down, Up]);
    play.wait(1).give(crate::app::message::Message::Tick);
    assert_eq!(play.app.unsaved(), Some(&DiskFault::Full));
    play.full = false;
    play.does([Down]);
    assert_eq!(
        play.app.unsaved(),
        Some(&DiskFault::Full),
        "that the disk has room again is not known before it is tried"
    );
    play.does([Digit(1)]).leads_to("hearing B2.1 · saved 5");
    assert_eq!(play.app.unsaved(), None);
}

#[test]
fn no_text_is_lost() {
    let mut play = Driver::started();
    play.full = true;
    play.does([Comment]).types("bonne démarche").does([Accept]);
    play.leads_to("hearing B1.1 + comment B1.1: \"bonne démarche\" · saved 4").saying(&not_saved());
    play.does([Backspace]).types("e").does([Accept]);
    play.leads_to("hearing B1.1 + comment B1.1: \"bonne démarche\" · saved 4");
    play.full = false;
    play.does([Accept]).leads_to("hearing B1.1 · saved 5");
    for (key, name) in [(Step, "Pause"), (Stop, "Stop")] {
        let mut play = Driver::started();
        play.full = true;
        play.does([key]).types("malaise").does([Accept]);
        play.leads_to(&format!("hearing B1.1 + why {name}: \"malaise\" · saved 4"));
    }
}

#[test]
fn a_reason_for_a_decision_is_not_lost_either() {
    let mut play = Driver::deliberating();
    play.does([Home, Refuse]).types("rien").leads_to("deliberation [B1] + why B1 Refused: \"rien\" · saved 7");
    play.full = true;
    play.does([Accept]).leads_to("deliberation [B1] + why B1 Refused: \"rien\" · saved 7").saying(&not_saved());
    play.full = false;
    play.does([Accept]).leads_to("deliberation [B1] · saved 8");
}

#[test]
fn minutes_that_cannot_be_recorded_are_neither_drawn_nor_signed() {
    let mut play = Driver::deliberating();
    play.does([Digit(3), Digit(3), Digit(3), Digit(3), AdoptAll, Step]).leads_to("review · saved 13");
    play.full = true;
    play.does([Accept, Accept]).leads_to("review · saved 13").saying(&not_saved());
    play.full = false;
    play.does([Accept, Accept]).leads_to("review · saved 15");
}

#[test]
fn a_session_begins_with_its_first_record_that_holds() {
    let mut play = Driver::new();
    play.full = true;
    play.does([Accept]).leads_to("list C1 · saved 0").saying(&not_saved());
    play.full = false;
    play.does([Accept]).leads_to("presence xx · saved 2");
}
