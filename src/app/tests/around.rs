//! What happens around a hearing: the keys of a president.

use super::driver::Driver;
use crate::app::message::Intent::{
    Absent, Accept, AdoptAll, Amend, Back, Digit, Down, Excuse, Incident, Late, NextPhase, Paper, Postpone, Presence,
    Recuse, Reopen, Step, Toggle, Undo, Up,
};
use crate::app::message::{Message, Notice, TakenBack};
use crate::domain::command::{Command, Refusal};
use crate::domain::course::{Ground, NoteKind};
use crate::domain::hearing::Hearing;
use crate::domain::id::{CandidateId, MemberId};
use crate::domain::tests::play::plan;

fn ana() -> MemberId {
    MemberId::new("ana")
}

fn bob() -> MemberId {
    MemberId::new("bob")
}

fn of<'a>(play: &'a Driver, candidate: &str) -> &'a Hearing {
    play.app.session().hearing(&CandidateId::new(candidate)).unwrap()
}

/// The minutes of the first candidate are signed by the president.
pub(crate) fn signed() -> Driver {
    let mut play = Driver::deliberating();
    play.does([Digit(3), Digit(3), Digit(3), Digit(3), AdoptAll, Step, Accept, Accept]);
    play.leads_to("review · saved 15");
    play
}

/// The candidate under the cursor is noted absent.
pub(crate) fn absent(play: &mut Driver) {
    play.does([Accept, Absent]).types("ne s’est pas présenté").does([Accept]);
}

#[test]
fn an_incident_is_noted_from_every_screen_with_its_phase() {
    let mut play = Driver::new();
    play.does([Incident]).leads_to("list C1 + why Incident: \"\" · saved 0");
    play.does([Accept]).saying(&Notice::Refused(Refusal::ReasonNeeded));
    play.types("panne du vidéoprojecteur").does([Accept]).leads_to("list C1 · saved 2");
    play.does([Accept, Incident]).types("alarme").does([Accept]).leads_to("presence xx · saved 4");
    play.does([Accept, Step, Incident]).types("bruit").does([Accept]).leads_to("hearing B1.1 · saved 7");
    let book = &play.app.session().course().incidents;
    let said = |place: usize| {
        let each = &book[place];
        (each.candidate.as_ref().map(CandidateId::as_str), each.phase.is_some(), each.text.as_str())
    };
    assert_eq!(said(0), (None, false, "panne du vidéoprojecteur"));
    assert_eq!(said(1), (Some("C1"), false, "alarme"));
    assert_eq!(said(2), (Some("C1"), true, "bruit"));
    play.does([Incident]).types("perdu").does([Back]).leads_to("hearing B1.1 · saved 7");
    let mut play = signed();
    play.does([Incident]).types("réclamation").does([Accept]).leads_to("review · saved 16");
}

#[test]
fn a_recusal_asks_for_its_ground_then_for_the_shortfall() {
    let mut play = Driver::new();
    play.does([Accept, Down, Recuse]).leads_to("presence xx + ground bob 0 · saved 2");
    play.does([Back]).leads_to("presence xx · saved 2");
    play.does([Recuse, Digit(5)]).leads_to("presence xx + ground bob 0 · saved 2");
    play.does([Digit(2)]).leads_to("presence x- · saved 3");
    assert_eq!(of(&play, "C1").course.recusals[0].ground, Ground::Trained);
    // Who is recused is not checked, and not recused twice.
    play.does([Toggle]).leads_to("presence x- · saved 3").saying(&Notice::Refused(Refusal::Recused(bob())));
    play.does([Digit(2)]).saying(&Notice::Refused(Refusal::Recused(bob())));
    play.does([Recuse]).leads_to("presence x- · saved 3").saying(&Notice::Refused(Refusal::Recused(bob())));
    play.does([Accept]).leads_to("presence x- + why Shortfall: \"\" · saved 4");
    play.types("nul autre n’est libre").does([Accept]).leads_to("hearing B1.1 · saved 5");
    assert!(of(&play, "C1").is_recused(&bob()));
}

#[test]
fn a_recusal_said_later_asks_about_the_jury_that_is_left() {
    let mut play = Driver::seated();
    play.does([Presence, Down, Recuse, Down, Down, Accept]);
    play.leads_to("presence x- + why Shortfall: \"\" · saved 4");
    assert_eq!(of(&play, "C1").course.recusals[0].ground, Ground::Professional);
    play.types("motif").does([Accept]).leads_to("hearing B1.1 · saved 5");
}

#[test]
fn a_recusal_is_taken_back_where_it_was_said() {
    let mut play = Driver::new();
    play.does([Accept, Undo]).saying(&Notice::Refused(Refusal::NothingToUndo));
    // What was checked stays as it is.
    play.does([Digit(1), Down, Recuse, Digit(1)]).leads_to("presence -- · saved 3");
    play.does([Undo]).leads_to("presence -x · saved 4");
    play.saying(&Notice::TookBack(TakenBack::Recusal(bob())));
    play.does([Digit(1), Accept, Step, Digit(3), Presence]).leads_to("presence xx · saved 7");
    // A mark is not taken back from here.
    play.does([Undo]).leads_to("presence xx · saved 7").saying(&Notice::Refused(Refusal::NothingToUndo));
    play.does([Recuse, Accept, Back, Undo]).leads_to("presence xx · saved 9");
}

#[test]
fn who_comes_late_is_noted_before_the_start_alone() {
    let mut play = Driver::new();
    play.does([Accept, Late]).leads_to("presence xx + why Late: \"\" · saved 2");
    play.types("train").does([Accept]).leads_to("presence xx · saved 3");
    assert_eq!(of(&play, "C1").course.notes[0].0, NoteKind::Late);
    play.does([Accept, Step, Presence, Late]).leads_to("presence xx · saved 5");
    play.saying(&Notice::Refused(Refusal::HearingBegan));
}

#[test]
fn an_absence_is_excused_or_not() {
    let mut play = Driver::new();
    absent(&mut play);
    play.leads_to("review · saved 4");
    play.does([Excuse]).leads_to("review · saved 5");
    assert_eq!(of(&play, "C1").course.excused, Some(true));
    play.does([Excuse]).leads_to("review · saved 6");
    assert_eq!(of(&play, "C1").course.excused, Some(false));
    // An absence that was taken back says nothing of the next one.
    play.does([Excuse, Undo, Absent]).types("reparti").does([Accept]).leads_to("review · saved 9");
    assert_eq!(of(&play, "C1").course.excused, None);
    play.does([Excuse]).leads_to("review · saved 10");
    // Drawn, it changes no more.
    play.does([Accept, Accept, Excuse]).leads_to("review · saved 12");
    play.saying(&Notice::Refused(Refusal::MinutesDrawn));
    Driver::deliberating().does([Excuse]).leads_to("deliberation B1.1 · saved 7");
}

#[test]
fn a_hearing_is_put_off_and_taken_up_again() {
    let mut play = Driver::new();
    play.does([Accept, Postpone]).types("salle inondée").does([Accept]).leads_to("list C2 · saved 3");
    assert!(of(&play, "C1").course.postponed.is_some());
    play.does([Up, Accept]).leads_to("presence xx · saved 4");
    assert!(of(&play, "C1").course.postponed.is_none());
    play.does([Accept, Step, Postpone]).leads_to("hearing B1.1 · saved 6");
    play.saying(&Notice::Refused(Refusal::PhaseRunning));
    play.wait(1201).does([NextPhase]).wait(1201).does([NextPhase, Presence, Postpone]);
    play.types("alerte").does([Accept]).leads_to("list C2 · saved 10");
    let mut play = Driver::new();
    absent(&mut play);
    play.does([Postpone]).types("hospitalisé").does([Accept]).leads_to("list C2 · saved 5");
}

#[test]
fn minutes_drawn_and_unsigned_are_opened_again() {
    let mut play = Driver::deliberating();
    play.does([Digit(3), Digit(3), Digit(3), Digit(3), AdoptAll, Step, Reopen]).leads_to("review · saved 13");
    play.saying(&Notice::Refused(Refusal::MinutesNotDrawn));
    play.give(Message::Command(Command::Draw)).leads_to("review · saved 14");
    play.does([Reopen]).types("une note à revoir").does([Accept]).leads_to("deliberation [B1] · saved 15");
    play.does([Down, Digit(1)]).leads_to("deliberation B1.2 · saved 16");
    let mut play = signed();
    play.does([Reopen]).leads_to("review · saved 15").saying(&Notice::Refused(Refusal::SignedAlready));
}

#[test]
fn an_amendment_says_what_and_why_then_all_is_done_anew() {
    let mut play = Driver::deliberating();
    play.does([Digit(3), Digit(3), Digit(3), Digit(3), AdoptAll, Step, Amend]).leads_to("review · saved 13");
    play.saying(&Notice::Refused(Refusal::NotSigned));
    let mut play = signed();
    play.does([Amend]).leads_to("review + why AmendWhat: \"\" · saved 15");
    play.does([Accept]).leads_to("review + why AmendWhat: \"\" · saved 15");
    play.saying(&Notice::Refused(Refusal::ReasonNeeded));
    play.types("B1.1").does([Accept]).leads_to("review + why AmendWhy(\"B1.1\"): \"\" · saved 15");
    play.types("erreur de saisie").does([Accept]).leads_to("deliberation [B1] · saved 16");
    play.does([Down, Digit(1)]).saying(&Notice::Withdrew(crate::domain::id::BlockCode::new("B1")));
    play.does([AdoptAll, Step, Accept, Accept]).leads_to("review · saved 20");
    let hearing = of(&play, "C1");
    let versions: Vec<u32> = hearing.annulled.iter().chain(&hearing.drawn).map(|drawn| drawn.version).collect();
    assert_eq!(versions, [1, 2]);
}

#[test]
fn a_printed_sheet_comes_back_signed() {
    let mut play = Driver::on(plan());
    play.give(Message::Command(Command::Open(CandidateId::new("C1"))));
    play.does([Paper]).leads_to("presence xx · saved 2");
    let mut play = signed();
    play.does([Paper]).leads_to("review + Paper bob · saved 15");
    // Nothing takes it back: it is asked first. The president signs with a key.
    play.does([Accept]).leads_to("review + Paper(MemberId(\"bob\"))? · saved 15");
    play.does([Back]).leads_to("review · saved 15");
    play.does([Paper, Accept, Accept]).leads_to("review · saved 16");
    assert!(of(&play, "C1").has_signed(&bob()));
    play.does([Paper]).leads_to("review · saved 16").saying(&Notice::Already);
    play.does([Toggle]).leads_to("review · saved 16").saying(&Notice::AllSigned(vec![bob()]));
    let mut play = Driver::new();
    absent(&mut play);
    play.does([Paper]).leads_to("review · saved 4").saying(&Notice::Refused(Refusal::NotSigned));
    assert_eq!(play.app.signers(), [ana(), bob()]);
}
