//! Jurors who mark alone: when codes are asked for again, what is typed without a sheet, what an amendment leaves as it was.

use super::driver::Driver;
use crate::app::message::Intent::{
    Accept, AdoptAll, Amend, Back, Clear, Comment, Digit, Down, NextPhase, RetainCommon, Reveal, Seal, Sheets, Step, Up,
};
use crate::app::message::Notice;
use crate::domain::command::Refusal;
use crate::domain::id::{CandidateId, ItemCode, MemberId};
use crate::domain::marking::{Individual, Marking};
use crate::domain::tests::play::plan;

fn with_codes(codes: bool) -> Driver {
    let mut plan = plan();
    plan.marking = Marking::Individual(Individual { president_marks: true, codes });
    plan.jury.members[0].public_key = Some("key of ana".to_owned());
    Driver::on(plan)
}

/// The phases are over; nobody has marked.
fn heard(codes: bool) -> Driver {
    let mut play = with_codes(codes);
    play.does([Accept, Accept, Step]).wait(1201).does([NextPhase]).wait(1201).does([NextPhase]);
    play.leads_to("hearing B1.1 · saved 7");
    play
}

/// A juror opens a sheet for the first time, marks every item and seals it.
fn marks(play: &mut Driver, juror: usize, code: &str, level: usize) {
    play.does([Sheets, Digit(juror)]);
    for _ in 0..if code.is_empty() { 0 } else { 2 } {
        play.types(code).does([Accept]);
    }
    play.does([Digit(level), Digit(3), Digit(3), Digit(3), Seal, Accept]);
}

#[test]
fn a_code_is_asked_for_again_only_by_another_start() {
    let mut play = heard(true);
    marks(&mut play, 1, "ana1", 3);
    marks(&mut play, 2, "bob2", 3);
    assert!(play.app.codes_needed().is_empty(), "what opens a sheet is kept at its seal");
    play.does([Reveal]).leads_to("deliberation B1.1 · saved 20");
    let mut play = heard(true);
    marks(&mut play, 1, "ana1", 3);
    let mut play = play.reopened_after(5);
    marks(&mut play, 2, "bob2", 3);
    play.does([Reveal]).leads_to("hearing B1.1 + code ana Reveal (0) · saved 19");
    play.types("bob2").does([Accept]).leads_to("hearing B1.1 + code ana Reveal (0) · saved 19");
    play.saying(&Notice::WrongCode(MemberId::new("ana")));
    play.types("ana1").does([Accept]).leads_to("deliberation B1.1 · saved 20");
}

#[test]
fn an_amendment_leads_to_the_retained_marks_and_leaves_the_sheets() {
    let mut play = heard(false);
    marks(&mut play, 1, "", 3);
    marks(&mut play, 2, "", 1);
    play.does([Reveal, RetainCommon]).leads_to("deliberation B1.1 · saved 23");
    // The mark that is retained already, for the same reason, is not retained again, and its field closes.
    play.does([Digit(3)]).types("après discussion").does([Accept]).leads_to("deliberation [B1] · saved 24");
    play.does([Up, Digit(3)]).types("après discussion").does([Accept]);
    play.leads_to("deliberation B1.1 · saved 24").saying(&Notice::Already);
    play.does([AdoptAll, Step, Accept]);
    let candidate = CandidateId::new("C1");
    let sheets = play.app.session().hearing(&candidate).unwrap().sheets.clone();
    play.does([Amend]).types("B1.1").does([Accept]).types("erreur").does([Accept]);
    assert!(play.place().starts_with("deliberation"), "{}", play.place());
    // The sheets are open to the jury and closed to change.
    play.does([Sheets, Accept]).saying(&Notice::Refused(Refusal::Revealed));
    play.does([Back, Down, Digit(1)]).types("relecture").does([Accept]);
    let hearing = play.app.session().hearing(&candidate).unwrap();
    assert_eq!(hearing.sheets, sheets);
    assert_eq!(hearing.sheet.mark(&ItemCode::new("B1.1")).map(crate::domain::id::MarkCode::as_str), Some("non"));
}

#[test]
fn without_a_sheet_nothing_is_typed() {
    let mut play = heard(false);
    for intent in [Digit(1), Comment, Accept, Clear] {
        play.does([intent]).leads_to("hearing B1.1 · saved 7").saying(&Notice::Refused(Refusal::SheetsClosed));
    }
}

/// Where a juror stood in a sheet tells which items are marked.
#[test]
fn a_sheet_put_away_leaves_no_place() {
    let mut play = heard(false);
    play.does([Sheets, Digit(2), Digit(3), Digit(3)]).leads_to("hearing B2.1 · saved 10");
    // It is away before the keyboard is handed over.
    play.does([Sheets]).leads_to("hearing B1.1 + jurors bob · saved 10");
    assert!(play.app.at_sheet().is_none() && play.app.sheet().marks.is_empty());
    play.does([Back]).leads_to("hearing B1.1 · saved 10");
    play.does([Sheets, Digit(2)]).leads_to("hearing B2.1 · saved 10");
}
