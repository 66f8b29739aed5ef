//! What the jury retains once the sheets are before it: decision tables.

use super::{Stage, alone, id, item, refused, retain, sheet};
use crate::domain::command::{Refusal, SheetCommand};
use crate::domain::event::How;
use crate::domain::grid::Grid;
use crate::domain::hearing::Retained;
use crate::domain::id::{ItemCode, MarkCode};
use crate::domain::spread::{Spread, ToDiscuss};

fn spread<T>(marks: [&str; 3], read: impl FnOnce(Spread<'_>, &Grid) -> T) -> T {
    let stage = Stage::revealed(marks.map(|mark| [mark, "oui", "oui"]));
    let grid = &stage.session.plan().grid;
    let items = stage.session.items(stage.session.open().unwrap().0);
    read(Spread::of(grid, &items[0], stage.hearing()), grid)
}

#[test]
fn how_far_apart_marks_are() {
    // The marks; how far apart; beyond the threshold of one level; the common one.
    for (marks, gap, beyond, common) in [
        (["oui", "oui", "oui"], Some(0), false, Some("oui")),
        (["oui", "presque", "oui"], Some(1), false, None),
        (["oui", "non", "oui"], Some(2), true, None),
        (["non", "presque", "oui"], Some(2), true, None),
        (["oui", "", "oui"], Some(0), false, None),
        (["oui", "", ""], None, false, None),
        (["", "", ""], None, false, None),
    ] {
        spread(marks, |spread, _| {
            assert_eq!(spread.gap, gap.map(Into::into), "{marks:?}");
            assert_eq!(spread.beyond, beyond, "{marks:?}");
            assert_eq!(spread.common().map(MarkCode::as_str), common, "{marks:?}");
        });
    }
}

#[test]
fn which_mark_needs_a_reason() {
    // The marks; those that need a reason to be retained.
    for (marks, needing) in [
        (["oui", "oui", "oui"], &["non", "presque"][..]),
        (["presque", "presque", "presque"], &["non", "oui"]),
        (["oui", "presque", "oui"], &["non"]),
        (["non", "presque", "non"], &["oui"]),
        (["oui", "non", "oui"], &["non", "presque", "oui"]),
        (["oui", "", ""], &["non", "presque"]),
        (["", "", ""], &[]),
    ] {
        spread(marks, |spread, grid| {
            let needs = |mark: &&str| spread.needs_reason(&grid.scale, &MarkCode::new(*mark));
            let found: Vec<&str> = ["non", "presque", "oui"].into_iter().filter(needs).collect();
            assert_eq!(found, needing, "{marks:?}");
        });
    }
}

#[test]
fn whose_mark_a_casting_vote_gives() {
    // The marks of the president and the others; the mark that the casting vote gives.
    for (marks, cast) in [
        (["oui", "non", ""], Some("oui")),
        (["non", "oui", ""], Some("non")),
        (["oui", "non", "presque"], Some("oui")),
        (["oui", "non", "non"], None),
        (["oui", "oui", "non"], None),
        (["oui", "oui", "oui"], None),
        (["", "non", "oui"], None),
    ] {
        spread(marks, |spread, _| {
            assert_eq!(spread.casting(&id("ana")).map(MarkCode::as_str), cast, "{marks:?}");
        });
    }
}

#[test]
fn items_beyond_the_threshold_come_first() {
    let stage = Stage::revealed([["oui", "presque", "oui"], ["oui", "oui", "non"], ["oui", "oui", "oui"]]);
    let session = &stage.session;
    let sorted = ToDiscuss::of(&session.plan().grid, session.items(session.open().unwrap().0), stage.hearing());
    assert_eq!(sorted.beyond, [item("T1")]);
    assert_eq!(sorted.within, [item("B1.2")]);
}

#[test]
fn the_common_marks_are_retained_at_once() {
    let mut stage = Stage::revealed([["oui", "presque", "non"], ["oui", "oui", "non"], ["oui", "oui", "non"]]);
    assert_eq!(stage.tries(sheet(SheetCommand::RetainCommon)), Ok(2));
    let sheet_of = |stage: &Stage, code: &str| stage.hearing().sheet.mark(&item(code)).map(ToString::to_string);
    assert_eq!(sheet_of(&stage, "B1.1").as_deref(), Some("oui"));
    assert_eq!(sheet_of(&stage, "B1.2"), None);
    assert_eq!(sheet_of(&stage, "T1").as_deref(), Some("non"));
    assert_eq!(refused(&mut stage, sheet(SheetCommand::RetainCommon)), Refusal::NothingCommon);
    assert_eq!(stage.session, stage.replayed());
}

#[test]
fn nothing_is_retained_in_silence() {
    let mut stage = Stage::revealed([["oui", "presque", "non"], ["oui", "oui", "non"], ["oui", "oui", "oui"]]);
    let how = |stage: &Stage, code: &str| stage.hearing().sheet.marks[&item(code)].retained.clone().unwrap();
    let said = |how, reason: Option<&str>| Retained { how, reason: reason.map(str::to_owned) };
    // Within the threshold a choice among the marks given is enough.
    stage.does(retain("B1.2", "presque", None));
    assert_eq!(how(&stage, "B1.2"), said(How::Choice, None));
    stage.does(retain("B1.1", "oui", None));
    assert_eq!(how(&stage, "B1.1"), said(How::Common, None));
    let needs = |code: &str| Refusal::GapNeedsReason(ItemCode::new(code));
    // Against all of them, or beyond the threshold, it is not.
    assert_eq!(refused(&mut stage, retain("B1.1", "non", None)), needs("B1.1"));
    assert_eq!(refused(&mut stage, retain("T1", "oui", None)), needs("T1"));
    assert_eq!(refused(&mut stage, retain("T1", "oui", Some("  "))), needs("T1"));
    stage.does(retain("T1", "oui", Some("démontré à l’entretien")));
    assert_eq!(how(&stage, "T1"), said(How::Choice, Some("démontré à l’entretien")));
    let unknown = Refusal::UnknownMark(item("T1"), MarkCode::new("génial"));
    assert_eq!(refused(&mut stage, retain("T1", "génial", Some("motif"))), unknown);
    assert_eq!(refused(&mut stage, retain("B2.1", "oui", None)), Refusal::UnknownItem(item("B2.1")));
    // A slip is taken back: also that a mark is retained.
    stage.does(crate::domain::command::Command::Undo);
    assert_eq!(stage.hearing().sheet.mark(&item("T1")), None);
    assert_eq!(stage.session, stage.replayed());
}

#[test]
fn the_president_has_a_casting_vote_where_the_grid_gives_one() {
    let mut stage = Stage::revealed([["oui", "non", "oui"], ["non", "non", "non"], ["", "presque", "presque"]]);
    let cast = |code: &str| sheet(SheetCommand::CastingVote(item(code)));
    stage.does(cast("B1.1"));
    assert_eq!(stage.hearing().sheet.marks[&item("B1.1")].retained.as_ref().unwrap().how, How::CastingVote);
    assert_eq!(refused(&mut stage, cast("B1.2")), Refusal::NoTie(item("B1.2")));
    let mut plan = alone();
    plan.grid.deliberation.casting_vote = false;
    let mut without = Stage::on(plan);
    without.sit("C2");
    assert_eq!(refused(&mut without, cast("B1.1")), Refusal::NoCastingVote);
}
