//! Histories that could not have happened: each record is refused by replay, and changes nothing.

use super::play::Stage;
use crate::domain::event::{Author, Event, Gap, Recorded};
use crate::domain::id::{BlockCode, CandidateId, ItemCode, MarkCode, MemberId, PhaseId};
use crate::domain::{command::Command, decision::Outcome};

#[track_caller]
fn refused(stage: &Stage, event: Event) {
    let mut session = stage.session.clone();
    let recorded =
        Recorded { seq: 99, stamp: stage.now.clone(), by: MemberId::new("ana"), event, digest: String::new() };
    assert!(session.apply(&recorded).is_err(), "{recorded:?}");
    assert_eq!(session, stage.session);
}

fn c1() -> CandidateId {
    CandidateId::new("C1")
}

fn mark(item: &str, level: &str) -> Event {
    let (item, mark) = (ItemCode::new(item), Some(MarkCode::new(level)));
    Event::MarkSet { candidate: c1(), author: Author::Jury, item, mark }
}

#[test]
fn before_the_hearing() {
    let mut stage = Stage::new();
    let opened = Event::SessionOpened {
        session: "autre".into(),
        session_digest: "x".into(),
        grid_digest: "x".into(),
        candidates_digest: "x".into(),
    };
    refused(&stage, opened);
    refused(&stage, Event::PhaseStarted { candidate: c1(), phase: PhaseId::new("presentation") });
    stage.does(Command::Open(c1()));
    refused(&stage, Event::HearingOpened { candidate: CandidateId::new("C2") });
    refused(&stage, Event::JuryPresent { candidate: c1(), members: Vec::new() });
    refused(&stage, Event::JuryPresent { candidate: c1(), members: vec![MemberId::new("zoe")] });
    refused(&stage, mark("B1.1", "oui"));
}

#[test]
fn during_the_hearing() {
    let mut stage = Stage::seated("C1");
    refused(&stage, Event::PhaseEnded { candidate: c1(), phase: PhaseId::new("presentation") });
    stage.does(Command::Start);
    refused(&stage, Event::PhaseEnded { candidate: c1(), phase: PhaseId::new("interview") });
    refused(&stage, Event::HearingClosed { candidate: c1() });
    refused(&stage, Event::CandidateAbsent { candidate: c1(), reason: "x".into() });
    refused(&stage, Event::MinutesDrawn { candidate: c1(), version: 1 });
    refused(&stage, Event::Undone { candidate: c1(), record: 2 });
    refused(&stage, mark("B1.1", "génial"));
    refused(&stage, mark("B9.9", "oui"));
}

#[test]
fn what_only_a_journal_from_elsewhere_says() {
    let mut stage = Stage::new();
    stage.does(Command::Open(c1()));
    let twice = vec![MemberId::new("ana"), MemberId::new("ana")];
    refused(&stage, Event::JuryPresent { candidate: c1(), members: twice });
    let turned = vec![MemberId::new("bob"), MemberId::new("ana")];
    refused(&stage, Event::JuryPresent { candidate: c1(), members: turned });
    stage.does(Command::Present(vec![MemberId::new("ana")]));
    refused(&stage, mark("B1.1", "oui"));
    refused(&stage, Event::PhaseStarted { candidate: c1(), phase: PhaseId::new("presentation") });
    stage.does(Command::Present(vec![MemberId::new("ana"), MemberId::new("bob")]));
    refused(&stage, Event::ShortfallAcknowledged { candidate: c1(), reason: "x".into() });
    stage.does(Command::Start);
    refused(&stage, Event::PhaseResumed { candidate: c1() });
    refused(&stage, Event::GapSettled { candidate: c1(), gap: Gap::Time });
    let comment = |text: &str| Event::CommentSet {
        candidate: c1(),
        author: Author::Jury,
        item: ItemCode::new("B1.1"),
        text: text.into(),
    };
    for text in ["mal\u{202e}veillant", " autour ", &"x".repeat(4001)] {
        refused(&stage, comment(text));
    }
    for reason in ["", "deux\nlignes", "\u{1b}[2J"] {
        refused(&stage, Event::PhasePaused { candidate: c1(), reason: reason.into(), since: None });
        refused(&stage, Event::HearingStopped { candidate: c1(), reason: reason.into() });
    }
    let stranger = Recorded {
        seq: 99,
        stamp: stage.now.clone(),
        by: MemberId::new("zoe"),
        event: mark("B1.1", "oui"),
        digest: String::new(),
    };
    assert!(stage.session.clone().apply(&stranger).is_err());
}

#[test]
fn decisions_that_the_marks_do_not_give() {
    let mut stage = Stage::deliberating("C1");
    stage.mark("B2.1", "non");
    let decided = |outcome, proposed, reason: Option<&str>| Event::BlockDecided {
        candidate: c1(),
        block: BlockCode::new("B2"),
        outcome,
        proposed,
        reason: reason.map(Into::into),
    };
    refused(&stage, decided(Outcome::Validated, Some(Outcome::Validated), None));
    refused(&stage, decided(Outcome::Validated, Some(Outcome::Refused), None));
    refused(&stage, decided(Outcome::Refused, None, Some("x")));
    refused(&stage, Event::MinutesDrawn { candidate: c1(), version: 1 });
    refused(&stage, mark("B2.1", "non"));
}

#[test]
fn after_the_hearing() {
    let mut stage = Stage::deliberating("C1");
    let decided = |block: &str| Event::BlockDecided {
        candidate: c1(),
        block: BlockCode::new(block),
        outcome: Outcome::Validated,
        proposed: None,
        reason: None,
    };
    refused(&stage, decided("B9"));
    refused(&stage, Event::MinutesDrawn { candidate: c1(), version: 7 });
    for block in ["B1", "B2"] {
        stage.does(Command::Decide(BlockCode::new(block), Outcome::Refused, Some("non traité".into())));
    }
    stage.does(Command::Draw);
    refused(&stage, decided("B1"));
    let signed = |signer: &str, version| Event::MinutesSigned {
        candidate: c1(),
        version,
        signer: MemberId::new(signer),
        key: String::new(),
        toml_digest: String::new(),
        csv_digest: String::new(),
    };
    refused(&stage, signed("zoe", 1));
    refused(&stage, signed("ana", 9));
}

/// What would be refused at the next opening is known before it is written.
#[test]
fn what_cannot_follow_is_tried_on_a_copy() {
    let stage = Stage::seated("C1");
    let before = stage.session.clone();
    let started = |phase: &str| Event::PhaseStarted { candidate: c1(), phase: PhaseId::new(phase) };
    assert!(stage.session.takes(&[started("presentation")], &stage.now).is_ok());
    let twice = [started("presentation"), started("presentation")];
    assert_eq!(stage.session.takes(&twice, &stage.now).unwrap_err().seq, 5);
    assert_eq!(stage.session, before);
}
