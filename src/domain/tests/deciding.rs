//! What is allowed when, and what the rules propose.

use super::play::Stage;
use crate::domain::certification::Award;
use crate::domain::command::{Command, Refusal};
use crate::domain::decision::Outcome;
use crate::domain::hearing;
use crate::domain::id::{BlockCode, CandidateId, ItemCode, MarkCode, MemberId};
use crate::domain::minutes::{self, HearingState};

fn decide(block: &str, outcome: Outcome, reason: Option<&str>) -> Command {
    Command::Decide(BlockCode::new(block), outcome, reason.map(str::to_owned))
}

#[test]
fn nothing_happens_without_a_hearing_and_a_jury() {
    let mut stage = Stage::new();
    assert_eq!(stage.refuses(Command::Start), Refusal::NoHearing);
    stage.does(Command::Open(CandidateId::new("C1")));
    assert_eq!(stage.refuses(Command::Start), Refusal::PresenceUnknown);
    assert_eq!(stage.refuses(Command::Present(vec![])), Refusal::NobodyPresent);
    let zoe = MemberId::new("zoe");
    assert_eq!(stage.refuses(Command::Present(vec![zoe.clone()])), Refusal::UnknownMember(zoe));
}

#[test]
fn a_shortfall_must_be_acknowledged_with_a_reason() {
    let mut stage = Stage::new();
    stage.does(Command::Open(CandidateId::new("C1")));
    stage.does(Command::Present(vec![MemberId::new("ana")]));
    assert!(matches!(stage.refuses(Command::Start), Refusal::Shortfall(rules) if rules[0].figures.found == 1));
    assert_eq!(stage.refuses(Command::Acknowledge(String::new())), Refusal::ReasonNeeded);
    stage.does(Command::Acknowledge("B. est malade".into()));
    stage.does(Command::Start);
}

#[test]
fn marks_can_be_changed_taken_away_and_undone() {
    let mut stage = Stage::seated("C1");
    let item = ItemCode::new("B1.1");
    stage.mark("B1.1", "non");
    stage.mark("B1.1", "oui");
    stage.does(Command::Mark(item.clone(), None));
    assert_eq!(stage.hearing().sheet.mark(&item), None);
    for expected in [Some("oui"), Some("non"), None] {
        stage.does(Command::Undo);
        assert_eq!(stage.hearing().sheet.mark(&item).map(MarkCode::as_str), expected);
    }
    assert_eq!(stage.refuses(Command::Undo), Refusal::NothingToUndo);
}

#[test]
fn the_same_mark_again_is_no_event() {
    let mut stage = Stage::seated("C1");
    let mark = Command::Mark(ItemCode::new("B1.1"), Some(MarkCode::new("oui")));
    assert_eq!(stage.tries(mark.clone()), Ok(1));
    assert_eq!(stage.tries(mark), Ok(0));
}

#[test]
fn only_what_is_presented_is_marked() {
    let mut stage = Stage::seated("C2");
    let other = ItemCode::new("B2.1");
    assert_eq!(stage.refuses(Command::Mark(other.clone(), None)), Refusal::UnknownItem(other));
    stage.mark("T1", "oui");
    let great = MarkCode::new("génial");
    let item = ItemCode::new("B1.1");
    assert_eq!(stage.refuses(Command::Mark(item.clone(), Some(great.clone()))), Refusal::UnknownMark(item, great));
}

#[test]
fn a_comment_is_cleaned_and_bounded() {
    let mut stage = Stage::seated("C1");
    let item = ItemCode::new("B1.1");
    stage.does(Command::Comment(item.clone(), "bien\u{1b}[31m\r\nclair ".into()));
    assert_eq!(stage.hearing().sheet.comments[&item], "bien[31m\nclair");
    let long = Command::Comment(item.clone(), "x".repeat(4001));
    assert_eq!(stage.refuses(long), Refusal::TooLong { length: 4001 });
    stage.does(Command::Comment(item.clone(), String::new()));
    stage.does(Command::Undo);
    assert_eq!(stage.hearing().sheet.comments[&item], "bien[31m\nclair");
}

#[test]
fn an_unmarked_item_leaves_the_block_open() {
    let mut stage = Stage::deliberating("C1");
    stage.mark("B1.1", "non");
    for outcome in [Outcome::Validated, Outcome::Refused] {
        let refusal = stage.refuses(decide("B1", outcome, Some("  ")));
        assert!(matches!(refusal, Refusal::DecisionNeedsReason(_, p) if p.unmarked == [ItemCode::new("B1.2")]));
    }
    stage.does(decide("B1", Outcome::Refused, Some("B1.2 non traité")));
}

#[test]
fn against_the_rule_needs_a_reason_and_keeps_both() {
    let mut stage = Stage::deliberating("C1");
    stage.mark("B2.1", "presque");
    assert!(matches!(stage.refuses(decide("B2", Outcome::Validated, None)), Refusal::DecisionNeedsReason(..)));
    stage.does(decide("B2", Outcome::Validated, Some("oral remarquable")));
    let decision = &stage.hearing().decisions[&BlockCode::new("B2")];
    assert_eq!((decision.outcome, decision.proposed), (Outcome::Validated, Some(Outcome::Refused)));
}

#[test]
fn a_changed_mark_withdraws_the_decision_and_undo_restores_it() {
    let mut stage = Stage::deliberating("C1");
    stage.mark("B2.1", "oui");
    stage.does(decide("B2", Outcome::Validated, None));
    stage.mark("B2.1", "non");
    assert!(stage.hearing().decisions.is_empty());
    stage.does(Command::Undo);
    assert_eq!(stage.hearing().decisions[&BlockCode::new("B2")].outcome, Outcome::Validated);
}

#[test]
fn minutes_need_every_block_decided_then_nothing_changes() {
    let mut stage = Stage::deliberating("C1");
    for item in ["B1.1", "B1.2", "B2.1", "T1"] {
        stage.mark(item, "oui");
    }
    stage.does(decide("B1", Outcome::Validated, None));
    assert_eq!(stage.refuses(Command::Draw), Refusal::Undecided(vec![BlockCode::new("B2")]));
    stage.does(decide("B2", Outcome::Validated, None));
    stage.does(Command::Draw);
    for refused in
        [Command::Draw, Command::Undo, Command::Mark(ItemCode::new("B1.1"), None), Command::Absent("x".into())]
    {
        assert_eq!(stage.refuses(refused), Refusal::MinutesDrawn);
    }
    let made = minutes::build(&stage.session, &CandidateId::new("C1")).unwrap();
    assert_eq!(made.outcome.award, Award::Full);
    assert_eq!(made.journal.head, format!("digest {}", made.journal.records));
    assert_eq!(made.item.len(), 4);
    stage.does(Command::Close);
    assert_eq!(minutes::build(&stage.session, &CandidateId::new("C1")), Some(made));
}

#[test]
fn an_absence_ends_in_minutes_and_can_be_undone_before() {
    let mut stage = Stage::new();
    stage.does(Command::Open(CandidateId::new("C1")));
    stage.does(Command::Absent("ne s’est pas présenté".into()));
    stage.does(Command::Undo);
    assert_eq!(stage.hearing().stage, hearing::Stage::Scheduled);
    stage.does(Command::Absent("ne s’est pas présenté".into()));
    assert_eq!(stage.refuses(Command::Start), Refusal::CandidateAbsent);
    stage.does(Command::Draw);
    let made = minutes::build(&stage.session, &CandidateId::new("C1")).unwrap();
    assert_eq!((made.state, made.outcome.award), (HearingState::Absent, Award::None));
    assert!(made.block.iter().all(|block| block.decision.is_none()));
}

#[test]
fn a_candidate_who_stops_is_deliberated_on() {
    let mut stage = Stage::seated("C2");
    stage.does(Command::Start);
    stage.wait(90);
    stage.does(Command::Stop("malaise".into()));
    assert_eq!(stage.hearing().phases[0].1.used.as_secs(), 90);
    stage.does(decide("B1", Outcome::Refused, Some("soutenance interrompue")));
    stage.does(Command::Draw);
    let made = minutes::build(&stage.session, &CandidateId::new("C2")).unwrap();
    assert_eq!((made.state, made.state_reason.as_deref()), (HearingState::Stopped, Some("malaise")));
}

#[test]
fn a_stop_is_taken_back_before_anything_else() {
    let mut stage = Stage::seated("C2");
    stage.does(Command::Start);
    stage.mark("B1.1", "oui");
    stage.wait(90);
    stage.does(Command::Stop("touche malheureuse".into()));
    stage.wait(7200);
    stage.does(Command::Undo);
    assert_eq!(stage.left_seconds(), 1510, "however late it is taken back, no time was lost");
    stage.does(Command::Resume);
    stage.wait(10);
    assert_eq!(stage.left_seconds(), 1500);
    assert_eq!(stage.hearing().sheet.mark(&ItemCode::new("B1.1")).map(MarkCode::as_str), Some("oui"));
    assert!(stage.hearing().phases.is_empty() && stage.hearing().stopped.is_none());
}

#[test]
fn another_hearing_opens_once_no_phase_runs() {
    let mut stage = Stage::seated("C1");
    stage.does(Command::Start);
    assert_eq!(stage.refuses(Command::Open(CandidateId::new("C2"))), Refusal::PhaseRunning);
    assert_eq!(stage.tries(Command::Open(CandidateId::new("C1"))), Ok(0));
    stage.does(Command::End);
    assert_eq!(stage.tries(Command::Open(CandidateId::new("C2"))), Ok(2));
}

#[test]
fn late_is_not_absent() {
    let mut stage = Stage::seated("C1");
    stage.does(Command::Start);
    assert_eq!(stage.refuses(Command::Absent("x".into())), Refusal::HearingBegan);
}

#[test]
fn no_identifier_becomes_a_path() {
    let stem = |id: &str| minutes::stem(&CandidateId::new(id), 1);
    assert_eq!(stem("C001"), "C001.v1");
    assert_eq!(stem("../../x"), "~2e~2e~2f~2e~2e~2fx.v1");
    assert_eq!(stem("é\0"), "~c3~a9~00.v1");
    assert_ne!(stem("a/b"), stem("a~2fb"));
    let (long, other) = ("é".repeat(64), "é".repeat(63) + "è");
    assert!(stem(&long).len() < 130);
    assert_ne!(stem(&long), stem(&other));
}
