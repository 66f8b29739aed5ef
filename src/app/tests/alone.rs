//! Jurors who mark alone, on one screen, in turns: the keys of each, and of the president.

use super::driver::{Driver, Key};
use super::large::large;
use crate::app::message::Intent::{
    self, Accept, AdoptAll, Back, CastingVote, Clear, Comment, Digit, Down, Missing, NextMember, NextPhase,
    NextToDiscuss, Renew, RetainCommon, Reveal, Seal, Sheets, Step, Undo,
};
use crate::app::message::Notice;
use crate::domain::command::Refusal;
use crate::domain::hearing::Sheet;
use crate::domain::id::MemberId;
use crate::domain::marking::{Individual, Marking};
use crate::domain::session::Plan;
use crate::domain::tests::fair::alone;
use crate::domain::tests::play::group_plan;

pub(crate) fn with_codes(mut plan: Plan) -> Plan {
    plan.marking = Marking::Individual(Individual { president_marks: true, codes: true });
    plan
}

/// The first candidate sits; the first phase runs.
pub(crate) fn started(stage: Plan) -> Driver {
    let mut play = Driver::on(stage);
    play.does([Accept, Accept, Step]);
    play
}

/// Each juror opens the sheet of this number, marks, and seals.
pub(crate) fn marked(play: &mut Driver, sheets: &[&[usize]]) {
    for (place, marks) in (1..).zip(sheets) {
        play.does([Sheets, Digit(place)]);
        play.does(marks.iter().map(|mark| Digit(*mark)));
        play.does([Seal, Accept]);
    }
}

/// The phases are over, every sheet is sealed and before the jury.
pub(crate) fn revealed(stage: Plan, sheets: &[&[usize]]) -> Driver {
    let mut play = started(stage);
    marked(&mut play, sheets);
    play.wait(1201).does([NextPhase]).wait(1201).does([NextPhase, Reveal]);
    play
}

#[test]
fn jurors_take_turns_and_nobody_sees_the_marks_of_another() {
    let mut play = started(alone());
    play.leads_to("hearing B1.1 · saved 4");
    // Before somebody opens a sheet there is nothing to mark, and nothing to see.
    play.does([Digit(3)]).leads_to("hearing B1.1 · saved 4");
    assert_eq!(play.said.last(), Some(&Notice::Refused(Refusal::SheetsClosed)));
    play.does([Sheets]).leads_to("hearing B1.1 + jurors ana · saved 4");
    play.does([Digit(2)]).leads_to("hearing B1.1 · saved 5");
    assert_eq!(play.app.at_sheet(), Some(&MemberId::new("bob")));
    play.does([Digit(3), Digit(2), Comment]).types("clair").does([Accept]).leads_to("hearing B2.1 · saved 8");
    assert_eq!(play.app.sheet().marks.len(), 2);
    // The list of jurors comes before the next one does: what was open is away by then, and where its juror stood.
    play.does([Sheets]).leads_to("hearing B1.1 + jurors bob · saved 8");
    assert_eq!((play.app.at_sheet(), play.app.sheet()), (None, &Sheet::default()));
    play.does([Accept]).leads_to("hearing B2.1 · saved 8");
    play.does([Sheets, Back]).leads_to("hearing B1.1 · saved 8");
    assert_eq!((play.app.at_sheet(), play.app.sheet()), (None, &Sheet::default()));
    play.does([Sheets, Digit(3)]).leads_to("hearing B1.1 · saved 9");
    assert_eq!(play.app.sheet(), &Sheet::default(), "cleo sees an empty sheet");
    // Undo is the juror's own.
    play.does([Digit(1), Undo, Undo]);
    assert_eq!(play.said.last(), Some(&Notice::Refused(Refusal::NothingOnSheet)));
    // Whoever leaves puts the sheet away first.
    play.does([Back]).leads_to("hearing B1.1 · saved 11");
    assert_eq!(play.app.at_sheet(), None);
    play.does([Back]).saying(&Notice::Refused(Refusal::PhaseRunning));
}

#[test]
fn a_sheet_that_is_open_when_the_program_stops_is_closed_when_it_is_back() {
    let mut play = started(alone());
    play.does([Sheets, Digit(1), Digit(3)]).leads_to("hearing B1.2 · saved 6");
    let play = play.reopened_after(30);
    assert_eq!((play.app.at_sheet(), play.app.sheet()), (None, &Sheet::default()));
}

#[test]
fn a_code_is_chosen_twice_and_opens_no_other_sheet() {
    let mut play = started(with_codes(alone()));
    play.does([Sheets, Digit(1)]).leads_to("hearing B1.1 + code ana Choose(None) (0) · saved 4");
    play.types("123").does([Accept]);
    assert_eq!(play.said.last(), Some(&Notice::CodeTooShort));
    play.types("4711").does([Accept]).leads_to("hearing B1.1 + code ana Choose(None) again (0) · saved 4");
    play.types("4712").does([Accept]);
    assert_eq!(play.said.last(), Some(&Notice::CodesDiffer));
    play.types("4711").does([Accept]).types("4711").does([Accept]).leads_to("hearing B1.1 · saved 5");
    play.does([Digit(3), Sheets, Back, Sheets, Digit(1)]).leads_to("hearing B1.1 + code ana Open (0) · saved 6");
    play.types("0000").does([Accept]);
    assert_eq!(play.said.last(), Some(&Notice::WrongCode(MemberId::new("ana"))));
    assert_eq!(play.app.at_sheet(), None);
    play.types("4711").does([Accept]).leads_to("hearing B1.2 · saved 6");
    assert_eq!(play.app.sheet().marks.len(), 1);
}

#[test]
fn a_code_that_is_forgotten_is_given_up_for_a_reason() {
    let mut play = started(with_codes(alone()));
    play.does([Sheets, Digit(1)]).types("4711").does([Accept]).types("4711").does([Accept, Digit(3), Sheets, Back]);
    play.does([Sheets, Renew]).leads_to("hearing B1.1 + why Renew(MemberId(\"ana\")): \"\" · saved 6");
    play.types("oublié").does([Accept]);
    play.leads_to("hearing B1.1 + code ana Choose(Some(\"oublié\")) (0) · saved 6");
    play.types("2580").does([Accept]).types("2580").does([Accept]).leads_to("hearing B1.1 · saved 7");
    assert_eq!(play.app.sheet(), &Sheet::default(), "ana begins anew");
}

#[test]
fn sealed_sheets_are_revealed_together_and_the_jury_retains() {
    let mut play = started(alone());
    play.does([Sheets, Digit(1), Digit(3), Digit(3), Digit(3), Digit(3), Seal]);
    play.leads_to("hearing T1 + Seal? · saved 9");
    play.does([Accept]).leads_to("hearing B1.1 · saved 10");
    assert_eq!(play.app.at_sheet(), None, "what is sealed is before nobody");
    play.does([Sheets, Digit(1)]);
    assert_eq!(play.said.last(), Some(&Notice::Refused(Refusal::SheetFixed(MemberId::new("ana")))));
    play.does([Back, Sheets, Digit(2), Digit(3), Digit(1), Digit(3), Digit(2), Seal, Accept]);
    play.wait(1201).does([NextPhase]).wait(1201).does([NextPhase]).leads_to("hearing B1.1 · saved 19");
    play.does([Reveal]);
    assert_eq!(play.said.last(), Some(&Notice::Refused(Refusal::SheetsOpen(vec![MemberId::new("cleo")]))));
    play.does([Sheets, Down, Down, Missing]).types("malaise").does([Accept]).leads_to("hearing B1.1 · saved 20");
    play.does([Reveal]).leads_to("deliberation B1.2 · saved 21");
    // B1.2 is beyond the threshold: it comes first, and any mark needs a reason.
    play.does([RetainCommon]).leads_to("deliberation B1.2 · saved 23");
    play.does([Digit(3)]);
    play.leads_to("deliberation B1.2 + why Retain(ItemCode(\"B1.2\"), MarkCode(\"oui\")): \"\" · saved 23");
    play.types("démontré à l’oral").does([Accept]).leads_to("deliberation T1 · saved 24");
    play.does([CastingVote]).leads_to("deliberation [B1] · saved 25");
    play.does([NextToDiscuss]);
    assert_eq!(play.said.last(), Some(&Notice::NothingToDiscuss));
    play.does([AdoptAll, Step]).leads_to("review · saved 27");
}

#[test]
fn who_has_a_key_seals_with_it_or_says_not() {
    let mut play = started(alone());
    play.key = Key::Passphrase("secret");
    play.does([Sheets, Digit(1), Digit(3), Seal, Accept]).leads_to("hearing B1.2 + passphrase ana (0) · saved 6");
    play.does([Back]).leads_to("hearing B1.2 + SealUnsigned? · saved 6");
    play.does([Back, Seal, Accept]).types("secret").does([Accept]).leads_to("hearing B1.1 · saved 7");
    let sealed = |play: &Driver, id: &str| {
        let seal = play.app.session().open().unwrap().1.sheets[&MemberId::new(id)].seal.clone();
        seal.unwrap().signature.is_some()
    };
    assert!(sealed(&play, "ana"));
    play.does([Sheets, Digit(2), Seal, Accept, Back, Accept]);
    assert!(!sealed(&play, "bob"));
}

#[test]
fn after_a_restart_the_reveal_asks_for_the_codes_again() {
    let mut play = started(with_codes(alone()));
    for (juror, code) in [(1, "1111"), (2, "2222"), (3, "3333")] {
        play.does([Sheets, Digit(juror)]).types(code).does([Accept]).types(code).does([Accept]);
        play.does([Digit(3), Digit(3), Digit(3), Digit(3), Seal, Accept]);
    }
    play.wait(1201).does([NextPhase]).wait(1201).does([NextPhase]);
    let mut play = play.reopened_after(60);
    play.does([Reveal]).leads_to("hearing B1.1 + code ana Reveal (0) · saved 25");
    play.types("9999").does([Accept]);
    assert_eq!(play.said.last(), Some(&Notice::WrongCode(MemberId::new("ana"))));
    for (code, next) in
        [("1111", "hearing B1.1 + code bob Reveal (0)"), ("2222", "hearing B1.1 + code cleo Reveal (0)")]
    {
        play.types(code).does([Accept]).leads_to(&format!("{next} · saved 25"));
    }
    play.types("3333").does([Accept]).leads_to("deliberation B1.1 · saved 26");
}

/// Twenty-four items, of which the jurors agree on twenty: the keys that retain a mark on each.
#[test]
fn few_keys_retain_what_the_jury_agrees_on() {
    let mut stage = large(2, 3, 4);
    stage.marking = alone().marking;
    stage.grid.deliberation = alone().grid.deliberation;
    let agreed = [3; 20];
    let sheet = |last: [usize; 4]| agreed.into_iter().chain(last).collect::<Vec<_>>();
    let mut play = revealed(stage, &[&sheet([3, 3, 2, 2]), &sheet([2, 2, 3, 3])]);
    assert_eq!(play.app.items().len(), 24);
    let keys = [RetainCommon, Digit(3), Digit(2), Digit(3), Digit(2)];
    play.does(keys);
    let unmarked = play.app.items().iter().filter(|item| play.app.sheet().mark(item.code).is_none()).count();
    assert_eq!(unmarked, 0, "{} keys were not enough: {}", keys.len(), play.place());
}

#[test]
fn a_retained_mark_is_taken_away_and_an_undo_brings_it_back() {
    let mut play = revealed(alone(), &[&[3, 3, 3, 3], &[3, 3, 3, 3], &[3, 3, 3, 3]]);
    play.does([RetainCommon]);
    let marks = |play: &Driver| play.app.sheet().marks.len();
    assert_eq!(marks(&play), 4);
    play.does([Intent::Home, Down, Clear]);
    assert_eq!(marks(&play), 3);
    play.does([Undo]);
    assert_eq!(marks(&play), 4);
}

/// In a group, where a juror stood in a sheet is not taken along to a candidate whose sheet is sealed.
#[test]
fn a_sheet_that_closes_on_the_way_leaves_no_place() {
    let mut stage = alone();
    let group = group_plan();
    (stage.candidates, stage.grid.blocks, stage.grid.transversal) =
        (group.candidates, group.grid.blocks, group.grid.transversal);
    let mut play = started(stage);
    play.does([NextMember, Sheets, Digit(1), Seal, Accept, NextMember, NextMember]);
    assert_eq!(play.app.session().open().unwrap().0.id.as_str(), "C1");
    // On an item that the other candidate is marked on, too.
    play.does([Sheets, Digit(1), Down]);
    assert!(play.place().starts_with("hearing B1.2"), "{}", play.place());
    play.does([NextMember]);
    assert_eq!((play.app.at_sheet(), play.place().as_str()), (None, "hearing B1.1"));
}
