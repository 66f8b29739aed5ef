//! Sheets that their jurors alone write on: who may, until when, and what the seal and the reveal ask for.

use super::{Stage, alone, course, id, item, key, refused, retain, sheet, whole, write};
use crate::domain::command::{Command, CourseCommand, Refusal, SheetCommand, WholeCommand};
use crate::domain::course::Ground;
use crate::domain::event::PublishedKey;
use crate::domain::id::{BlockCode, CandidateId, MarkCode};
use crate::domain::marking::{Individual, Marking};
use crate::domain::minutes;
use crate::domain::sheets::Entry;
use crate::domain::tests::play::group_plan;
use crate::sealing::{Key, Lock};

#[test]
fn the_jury_together_has_no_sheets_and_jurors_alone_have_no_common_one() {
    let mut together = Stage::seated("C2");
    assert_eq!(refused(&mut together, write("ana", "B1.1", "oui")), Refusal::NoSheets);
    assert_eq!(refused(&mut together, retain("B1.1", "oui", None)), Refusal::NoSheets);
    let mut alone = Stage::alone_with("C2");
    let mark = Command::Mark(item("B1.1"), Some(MarkCode::new("oui")));
    assert_eq!(refused(&mut alone, mark), Refusal::SheetsClosed);
    assert_eq!(refused(&mut alone, Command::Comment(item("B1.1"), "bien".into())), Refusal::SheetsClosed);
    assert_eq!(refused(&mut alone, retain("B1.1", "oui", None)), Refusal::SheetsClosed);
    assert_eq!(refused(&mut alone, sheet(SheetCommand::RetainCommon)), Refusal::SheetsClosed);
}

#[test]
fn only_who_sits_and_judges_writes_and_on_what_is_presented() {
    let mut stage = Stage::alone_with("C2");
    assert_eq!(refused(&mut stage, write("zoe", "B1.1", "oui")), Refusal::UnknownMember(id("zoe")));
    assert_eq!(refused(&mut stage, write("ana", "B2.1", "oui")), Refusal::UnknownItem(item("B2.1")));
    let unknown = Refusal::UnknownMark(item("B1.1"), MarkCode::new("génial"));
    assert_eq!(refused(&mut stage, write("ana", "B1.1", "génial")), unknown);
    stage.does(course(CourseCommand::Recuse(id("bob"), Ground::Trained)));
    assert_eq!(refused(&mut stage, write("bob", "B1.1", "oui")), Refusal::Recused(id("bob")));
    stage.does(Command::Present(vec![id("ana")]));
    stage.does(Command::Acknowledge("personne d’autre".into()));
    assert_eq!(refused(&mut stage, write("cleo", "B1.1", "oui")), Refusal::NotPresent(id("cleo")));
}

#[test]
fn a_president_may_only_preside() {
    let mut plan = alone();
    plan.marking = Marking::Individual(Individual { president_marks: false, codes: false });
    let mut stage = Stage::on(plan);
    stage.does(Command::Open(CandidateId::new("C2")));
    stage.does(Command::Present(["ana", "bob", "cleo"].map(id).to_vec()));
    for member in ["ana", "bob"] {
        stage.does(whole(WholeCommand::Code(id(member), Lock::none(&key(&id(member))), None)));
    }
    assert_eq!(refused(&mut stage, write("ana", "B1.1", "oui")), Refusal::NotMarking(id("ana")));
    assert_eq!(stage.session.markers(stage.hearing()), [&id("bob"), &id("cleo")]);
    // Who presides from here on has no sheet either; who presided has one.
    stage.writes("bob", "B1.1", "oui");
    stage.does(whole(WholeCommand::Preside(id("bob"), "malaise".into())));
    assert_eq!(refused(&mut stage, write("bob", "B1.1", "non")), Refusal::NotMarking(id("bob")));
    assert_eq!(stage.session.markers(stage.hearing()), [&id("ana"), &id("cleo")]);
}

#[test]
fn nobody_writes_with_the_key_of_another() {
    let mut stage = Stage::alone_with("C2");
    stage.writes("ana", "B1.1", "oui");
    let entry = Entry::Mark { item: item("B1.1"), mark: None };
    let stolen = sheet(SheetCommand::Write(id("ana"), key(&id("bob")), entry));
    assert_eq!(refused(&mut stage, stolen), Refusal::WrongKey(id("ana")));
}

#[test]
fn what_is_written_can_be_changed_and_taken_back_by_its_juror_until_the_seal() {
    let mut stage = Stage::alone_with("C2");
    let seen = |stage: &Stage| {
        let own = key(&id("ana")).of_sheet("essai", "C2");
        let sheet = stage.hearing().sheets[&id("ana")].open(&id("ana"), &own).unwrap().sheet;
        sheet.mark(&item("B1.1")).map(ToString::to_string)
    };
    stage.writes("ana", "B1.1", "non");
    stage.writes("ana", "B1.1", "oui");
    assert_eq!(stage.tries(write("ana", "B1.1", "oui")), Ok(0));
    assert_eq!(seen(&stage).as_deref(), Some("oui"));
    let undo = || sheet(SheetCommand::Write(id("ana"), key(&id("ana")), Entry::Undo));
    stage.does(undo());
    assert_eq!(seen(&stage).as_deref(), Some("non"));
    stage.does(undo());
    assert_eq!(seen(&stage), None);
    assert_eq!(refused(&mut stage, undo()), Refusal::NothingOnSheet);
    // What one juror writes, the undo of the jury does not take back.
    stage.writes("ana", "B1.1", "oui");
    assert_eq!(refused(&mut stage, Command::Undo), Refusal::NothingToUndo);
    stage.seals("ana");
    assert_eq!(refused(&mut stage, undo()), Refusal::SheetFixed(id("ana")));
    assert_eq!(refused(&mut stage, write("ana", "B1.2", "oui")), Refusal::SheetFixed(id("ana")));
}

#[test]
fn the_reveal_waits_for_every_sheet_and_for_the_end_of_the_phases() {
    let mut stage = Stage::alone_with("C2");
    stage.seals("ana");
    stage.writes("bob", "B1.1", "oui");
    let reveal = stage.reveal();
    assert_eq!(refused(&mut stage, reveal), Refusal::NotDeliberating);
    for _ in 0..3 {
        stage.does(Command::Next);
    }
    let reveal = stage.reveal();
    assert_eq!(refused(&mut stage, reveal), Refusal::SheetsOpen(vec![id("bob"), id("cleo")]));
    stage.seals("bob");
    let missing = |why: &str| sheet(SheetCommand::Missing(id("cleo"), why.into()));
    assert_eq!(refused(&mut stage, missing("")), Refusal::ReasonNeeded);
    stage.does(missing("partie avant la fin"));
    // It is taken back like any slip of the president.
    stage.does(Command::Undo);
    assert_eq!(stage.session.sheets_open(stage.hearing()), [id("cleo")]);
    stage.does(missing("partie avant la fin"));
    let reveal = stage.reveal();
    stage.does(reveal);
    assert_eq!(refused(&mut stage, missing("encore")), Refusal::SheetFixed(id("cleo")));
    assert_eq!(refused(&mut stage, write("cleo", "B1.1", "oui")), Refusal::Revealed);
    assert_eq!(refused(&mut stage, Command::Undo), Refusal::NothingToUndo);
    let reveal = stage.reveal();
    assert_eq!(refused(&mut stage, reveal), Refusal::Revealed);
    let late = course(CourseCommand::Recuse(id("bob"), Ground::Personal));
    assert_eq!(refused(&mut stage, late), Refusal::TooLateToRecuse);
}

#[test]
fn a_reveal_opens_with_the_right_keys_alone() {
    let mut stage = Stage::alone_with("C2");
    for member in ["ana", "bob", "cleo"] {
        stage.writes(member, "B1.1", "oui");
        stage.seals(member);
    }
    for _ in 0..3 {
        stage.does(Command::Next);
    }
    let given = |member: &str, of: &str| PublishedKey {
        member: id(member),
        key: key(&id(of)).of_sheet("essai", "C2").publish(),
    };
    let wrong = |keys| sheet(SheetCommand::Reveal(keys));
    let two = vec![given("ana", "ana"), given("bob", "bob")];
    assert_eq!(refused(&mut stage, wrong(two)), Refusal::WrongKey(id("cleo")));
    let other = vec![given("ana", "ana"), given("bob", "cleo"), given("cleo", "cleo")];
    assert_eq!(refused(&mut stage, wrong(other)), Refusal::WrongKey(id("bob")));
}

#[test]
fn a_seal_that_binds_something_else_is_seen_at_the_reveal() {
    let mut stage = Stage::alone_with("C2");
    for member in ["bob", "cleo"] {
        stage.seals(member);
    }
    stage.writes("ana", "B1.1", "oui");
    let seal = stage.seal("ana");
    stage.writes("ana", "B1.1", "non");
    stage.does(seal);
    for _ in 0..3 {
        stage.does(Command::Next);
    }
    let reveal = stage.reveal();
    assert_eq!(refused(&mut stage, reveal), Refusal::WrongKey(id("ana")));
}

#[test]
fn a_juror_who_forgot_a_code_begins_anew_for_a_reason_and_what_was_sealed_stays() {
    let mut stage = Stage::alone_with("C2");
    stage.writes("ana", "B1.1", "oui");
    stage.writes("bob", "B1.1", "oui");
    stage.seals("bob");
    let other = Key::new([9; 32]);
    let renew = |member: &str, why: Option<&str>| {
        whole(WholeCommand::Code(id(member), Lock::none(&other), why.map(str::to_owned)))
    };
    assert_eq!(refused(&mut stage, renew("ana", None)), Refusal::ReasonNeeded);
    assert_eq!(refused(&mut stage, renew("ana", Some(" "))), Refusal::ReasonNeeded);
    stage.does(renew("ana", Some("code oublié")));
    stage.does(renew("bob", Some("code oublié")));
    assert!(!stage.hearing().sheets.contains_key(&id("ana")), "what the code before closed is not kept");
    assert!(stage.hearing().sheets[&id("bob")].seal.is_some());
    assert_eq!(stage.session.course().changes.len(), 2);
    // The minutes say so of each sheet.
    for absent in ["ana", "cleo"] {
        stage.does(sheet(SheetCommand::Missing(id(absent), "malade".into())));
    }
    for _ in 0..3 {
        stage.does(Command::Next);
    }
    let reveal = stage.reveal();
    stage.does(reveal);
    let minutes = minutes::preview(&stage.session, &CandidateId::new("C2"), stage.now.at).unwrap();
    let renewed: Vec<usize> = minutes.sheet.iter().map(|sheet| sheet.renewed.len()).collect();
    assert_eq!(renewed, [1, 1, 0]);
    assert_eq!(stage.session, stage.replayed());
}

#[test]
fn a_sheet_that_its_juror_left_unsealed_is_missing_for_the_same_reason() {
    let mut stage = Stage::alone_with("C2");
    stage.does(Command::Start);
    stage.writes("bob", "B1.1", "oui");
    stage.does(course(CourseCommand::Leave(id("bob"), "malaise".into())));
    assert_eq!(stage.hearing().sheets[&id("bob")].missing.as_deref(), Some("malaise"));
    // A juror who comes back goes on.
    stage.does(course(CourseCommand::Arrive(id("bob"), "mieux".into())));
    assert_eq!(stage.hearing().sheets[&id("bob")].missing, None);
    stage.writes("bob", "B1.2", "oui");
    stage.seals("bob");
    stage.does(course(CourseCommand::Leave(id("bob"), "rechute".into())));
    assert_eq!(stage.hearing().sheets[&id("bob")].missing, None, "what is sealed is revealed");
    assert_eq!(stage.session, stage.replayed());
}

#[test]
fn no_decision_comes_before_the_reveal() {
    let mut stage = Stage::alone_with("C2");
    for _ in 0..3 {
        stage.does(Command::Next);
    }
    let decide = Command::Decide(BlockCode::new("B1"), crate::domain::decision::Outcome::Refused, Some("motif".into()));
    assert_eq!(refused(&mut stage, decide), Refusal::SheetsClosed);
    assert_eq!(refused(&mut stage, Command::Draw), Refusal::SheetsClosed);
}

/// In a group a juror marks a common item once, for all; so is it taken back.
#[test]
fn a_common_mark_stands_on_all_sheets_of_its_juror() {
    let group = group_plan();
    let mut plan = alone();
    (plan.candidates, plan.grid.blocks, plan.grid.transversal) =
        (group.candidates, group.grid.blocks, group.grid.transversal);
    let mut stage = Stage::on(plan);
    stage.does(Command::Open(CandidateId::new("C1")));
    stage.does(Command::Present(["ana", "bob", "cleo"].map(id).to_vec()));
    stage.does(whole(WholeCommand::Code(id("ana"), Lock::none(&key(&id("ana"))), None)));
    let seen = |stage: &Stage| {
        ["C1", "C2", "C3"].map(|who| {
            let hearing = stage.session.hearing(&CandidateId::new(who)).unwrap();
            let closed = hearing.sheets.get(&id("ana")).cloned().unwrap_or_default();
            let open = closed.open(&id("ana"), &key(&id("ana")).of_sheet("essai", who)).unwrap();
            open.sheet.mark(&item("B1.1")).map(ToString::to_string)
        })
    };
    let undo = || sheet(SheetCommand::Write(id("ana"), key(&id("ana")), Entry::Undo));
    stage.writes("ana", "B1.1", "non");
    stage.writes("ana", "B1.1", "oui");
    assert_eq!(seen(&stage), [(); 3].map(|()| Some("oui".to_owned())));
    stage.does(undo());
    assert_eq!(seen(&stage), [(); 3].map(|()| Some("non".to_owned())));
    stage.does(undo());
    assert_eq!(seen(&stage), [None, None, None]);
    // Once a sheet is sealed the common mark is part of it.
    stage.writes("ana", "B1.1", "oui");
    stage.seals("ana");
    stage.does(Command::Open(CandidateId::new("C2")));
    assert_eq!(refused(&mut stage, write("ana", "B1.1", "non")), Refusal::CommonSealed(CandidateId::new("C1")));
    stage.writes("ana", "B1.2", "non");
    assert_eq!(stage.session, stage.replayed());
}
