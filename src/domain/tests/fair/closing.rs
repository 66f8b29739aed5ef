//! The session as a whole: who presides, the order of the day, who is added, and the end.

use super::around::{draw, signature};
use super::{Stage, course, id, refused, whole};
use crate::domain::candidate::Accommodation;
use crate::domain::closing::{ClosingSignature, SettledState};
use crate::domain::command::{Command, CourseCommand, Newcomer, Refusal, WholeCommand};
use crate::domain::course::{Ground, NoteKind};
use crate::domain::id::{BlockCode, CandidateId};
use crate::domain::tests::play::{keyed, plan};

fn c(name: &str) -> CandidateId {
    CandidateId::new(name)
}

fn order(stage: &Stage) -> Vec<&str> {
    stage.session.plan().candidates.iter().map(|candidate| candidate.id.as_str()).collect()
}

fn newcomer() -> Newcomer {
    Newcomer {
        id: c("C9"),
        family_name: "Nom".into(),
        given_name: "Prénom".into(),
        blocks: vec![BlockCode::new("B2"), BlockCode::new("B1")],
        third: true,
        document: "passeport".into(),
        reason: "convocation égarée".into(),
    }
}

#[test]
fn a_president_is_replaced_for_a_reason_by_who_can_sign() {
    let mut stage = Stage::new();
    let preside = |member: &str, why: &str| whole(WholeCommand::Preside(id(member), why.into()));
    assert_eq!(refused(&mut stage, preside("ana", "x")), Refusal::PresidesAlready(id("ana")));
    assert_eq!(refused(&mut stage, preside("bob", "x")), Refusal::KeyNeeded(id("bob")));
    let mut stage = Stage::on(keyed(plan()));
    stage.sit("C2");
    assert_eq!(refused(&mut stage, preside("bob", " ")), Refusal::ReasonNeeded);
    stage.does(preside("bob", "malaise"));
    assert_eq!(stage.session.president(), &id("bob"));
    for _ in 0..3 {
        stage.does(Command::Next);
    }
    let minutes = draw(&mut stage);
    let presides: Vec<_> = minutes.jury.iter().filter(|member| member.president).map(|member| &member.id).collect();
    assert_eq!(presides, [&id("bob")]);
    assert_eq!(stage.session, stage.replayed());
}

#[test]
fn the_order_of_the_day_changes_before_a_hearing_begins() {
    let mut added = plan();
    let mut third = added.candidates[0].clone();
    third.id = c("C3");
    added.candidates.push(third);
    let mut stage = Stage::on(added);
    let to =
        |candidate: &str, before: Option<&str>| whole(WholeCommand::Move(c(candidate), before.map(c), "train".into()));
    for (candidate, before) in [("C1", Some("C1")), ("C1", Some("C2")), ("C3", None)] {
        assert_eq!(refused(&mut stage, to(candidate, before)), Refusal::CannotMove(c(candidate)), "{before:?}");
    }
    assert_eq!(refused(&mut stage, to("C7", None)), Refusal::UnknownCandidate(c("C7")));
    stage.does(to("C1", None));
    assert_eq!(order(&stage), ["C2", "C3", "C1"]);
    stage.does(to("C1", Some("C2")));
    assert_eq!(order(&stage), ["C1", "C2", "C3"]);
    stage.does(to("C3", Some("C2")));
    assert_eq!(order(&stage), ["C1", "C3", "C2"]);
    stage.sit("C1");
    assert_eq!(refused(&mut stage, to("C1", None)), Refusal::CannotMove(c("C1")));
    let notes = &stage.session.hearing(&c("C3")).unwrap().course.notes;
    assert_eq!(notes.iter().map(|(kind, _)| *kind).collect::<Vec<_>>(), [NoteKind::Moved]);
    assert_eq!(stage.session, stage.replayed());
}

#[test]
fn somebody_who_was_not_on_the_list_is_heard_too() {
    let mut stage = Stage::new();
    let add = |new: Newcomer| whole(WholeCommand::Add(Box::new(new)));
    assert_eq!(refused(&mut stage, add(Newcomer { id: c("c2"), ..newcomer() })), Refusal::TakenIdentifier(c("c2")));
    let unknown = Newcomer { blocks: vec![BlockCode::new("B7")], ..newcomer() };
    assert_eq!(refused(&mut stage, add(unknown)), Refusal::UnknownBlock(BlockCode::new("B7")));
    for lacking in [
        Newcomer { id: c(" "), ..newcomer() },
        Newcomer { family_name: String::new(), ..newcomer() },
        Newcomer { given_name: " ".into(), ..newcomer() },
        Newcomer { blocks: Vec::new(), ..newcomer() },
        Newcomer { document: String::new(), ..newcomer() },
    ] {
        assert_eq!(refused(&mut stage, add(lacking)), Refusal::Incomplete);
    }
    assert_eq!(refused(&mut stage, add(Newcomer { reason: " ".into(), ..newcomer() })), Refusal::ReasonNeeded);
    stage.does(add(newcomer()));
    let last = stage.session.plan().candidates.last().unwrap();
    assert_eq!(last.blocks, [BlockCode::new("B1"), BlockCode::new("B2")], "in the order of the grid");
    assert_eq!(last.accommodation, Accommodation::THIRD);
    stage.sit("C9");
    for _ in 0..3 {
        stage.does(Command::Next);
    }
    let minutes = draw(&mut stage);
    assert_eq!(minutes.note[0].kind, NoteKind::Added);
    assert!(minutes.note[0].text.contains("passeport"), "{}", minutes.note[0].text);
    assert_eq!(stage.session, stage.replayed());
}

#[test]
fn a_session_closes_once_everybody_is_settled() {
    let mut stage = Stage::new();
    let close = || whole(WholeCommand::Close);
    assert_eq!(refused(&mut stage, close()), Refusal::Unsettled(vec![c("C1"), c("C2")]));
    stage.does(Command::Open(c("C1")));
    stage.does(course(CourseCommand::Postpone("hospitalisée".into())));
    stage.sit("C2");
    stage.does(course(CourseCommand::Recuse(id("bob"), Ground::Other)));
    stage.does(Command::Acknowledge("un juré déporté".into()));
    for _ in 0..3 {
        stage.does(Command::Next);
    }
    draw(&mut stage);
    assert_eq!(refused(&mut stage, close()), Refusal::Unsettled(vec![c("C2")]));
    stage.does(signature("ana"));
    let sign = |signer: &str| {
        whole(WholeCommand::Signed(ClosingSignature { signer: id(signer), key: "k".into(), digest: "d".into() }))
    };
    assert_eq!(refused(&mut stage, sign("ana")), Refusal::SessionNotClosed);
    stage.does(close());
    assert!(stage.session.open().is_none());
    let closed = stage.session.course().closed.as_ref().unwrap();
    let states: Vec<_> = closed.closing.candidate.iter().map(|each| (each.id.as_str(), each.state)).collect();
    assert_eq!(states, [("C1", SettledState::Postponed), ("C2", SettledState::Decided)]);
    // Who was recused for one candidate answers for the session all the same.
    stage.does(sign("ana"));
    stage.does(sign("bob"));
    assert_eq!(refused(&mut stage, sign("bob")), Refusal::AlreadySigned(id("bob")));
    assert_eq!(refused(&mut stage, sign("zoe")), Refusal::UnknownMember(id("zoe")));
    assert_eq!(stage.session, stage.replayed());
}

#[test]
fn nothing_changes_in_a_closed_session() {
    let mut stage = Stage::new();
    for candidate in ["C1", "C2"] {
        stage.does(Command::Open(c(candidate)));
        stage.does(course(CourseCommand::Postpone("panne".into())));
    }
    stage.does(whole(WholeCommand::Close));
    for command in [
        Command::Open(c("C1")),
        Command::Start,
        Command::Undo,
        Command::Draw,
        course(CourseCommand::Amend("x".into(), "y".into())),
        whole(WholeCommand::Incident("alarme".into())),
        whole(WholeCommand::Add(Box::new(newcomer()))),
        whole(WholeCommand::Move(c("C1"), None, "x".into())),
        whole(WholeCommand::Preside(id("bob"), "x".into())),
        whole(WholeCommand::Close),
    ] {
        assert_eq!(refused(&mut stage, command.clone()), Refusal::SessionClosed, "{command:?}");
    }
}
