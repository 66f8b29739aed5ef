//! A group before a jury that may sit for some of its members and not for others.

use super::play::{Stage, group_plan};
use crate::domain::command::{Command, Refusal};
use crate::domain::id::{CandidateId, ItemCode, MarkCode, MemberId};
use crate::domain::jury::Trained;

fn id(candidate: &str) -> CandidateId {
    CandidateId::new(candidate)
}

/// Bob trained C2, and the grid asks that nobody has; C1 is to the fore.
fn seated() -> Stage {
    let mut plan = group_plan();
    plan.grid.jury.hearing.not_trainers = vec![plan.jury.members[0].capacity.clone()];
    plan.jury.members[0].trained = Some(Trained::Nobody);
    plan.jury.members[1].trained = Some(Trained::These(vec![id("C2")]));
    let mut stage = Stage::on(plan);
    stage.does(Command::Open(id("C1")));
    stage.does(Command::Present(vec![MemberId::new("ana"), MemberId::new("bob")]));
    stage
}

fn reason<'a>(stage: &'a Stage, candidate: &str) -> Option<&'a str> {
    stage.session.hearing(&id(candidate)).unwrap().present.as_ref()?.acknowledged.as_deref()
}

#[test]
fn the_clock_waits_until_the_shortfall_of_each_is_acknowledged() {
    let mut stage = seated();
    assert!(matches!(stage.refuses(Command::Start), Refusal::ShortfallOf(whose, _) if whose == id("C2")));
    stage.does(Command::Open(id("C2")));
    assert!(matches!(stage.refuses(Command::Start), Refusal::Shortfall(_)));
    stage.does(Command::Acknowledge("Bob a formé C2".into()));
    assert_eq!((reason(&stage, "C1"), reason(&stage, "C2")), (None, Some("Bob a formé C2")));
    stage.does(Command::Open(id("C1")));
    stage.does(Command::Start);
}

#[test]
fn a_common_mark_waits_for_all_whom_it_marks() {
    let mut stage = seated();
    let mark = Command::Mark(ItemCode::new("B1.2"), Some(MarkCode::new("oui")));
    let own = Command::Mark(ItemCode::new("B1.1"), Some(MarkCode::new("oui")));
    let common = stage.session.plan().grid.item(&ItemCode::new("B1.2")).is_some_and(|item| item.common);
    let (shared, alone) = if common { (mark, own) } else { (own, mark) };
    assert!(matches!(stage.refuses(shared), Refusal::ShortfallOf(..)));
    stage.does(alone);
}

#[test]
fn a_reason_for_the_same_shortfall_holds_for_all_who_have_it() {
    let mut plan = group_plan();
    plan.grid.jury.hearing.members = 3;
    let mut stage = Stage::on(plan);
    stage.does(Command::Open(id("C1")));
    stage.does(Command::Present(vec![MemberId::new("ana"), MemberId::new("bob")]));
    stage.does(Command::Acknowledge("le troisième est malade".into()));
    for candidate in ["C1", "C2", "C3"] {
        assert_eq!(reason(&stage, candidate), Some("le troisième est malade"));
    }
}

#[test]
fn who_comes_back_does_not_inherit_the_reason_of_others() {
    let mut stage = seated();
    stage.does(Command::Absent("en retard".into()));
    stage.does(Command::Open(id("C2")));
    stage.does(Command::Acknowledge("Bob a formé C2".into()));
    stage.does(Command::Open(id("C1")));
    stage.does(Command::Undo);
    assert_eq!(reason(&stage, "C1"), None);
}
