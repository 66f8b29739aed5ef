//! Candidates who are heard together.

use super::play::{Stage, group_plan};
use crate::domain::command::{Command, CourseCommand, Refusal};
use crate::domain::decision::Outcome;
use crate::domain::event::{Author, Event, Gap, Recorded};
use crate::domain::hearing::{self, Hearing};
use crate::domain::id::{BlockCode, CandidateId, ItemCode, MarkCode, MemberId};
use crate::domain::minutes::{self, HearingState};

fn id(candidate: &str) -> CandidateId {
    CandidateId::new(candidate)
}

fn open(candidate: &str) -> Command {
    Command::Open(id(candidate))
}

fn everybody() -> Command {
    Command::Present(vec![MemberId::new("ana"), MemberId::new("bob")])
}

/// The group before the jury, which is present; C1 is to the fore.
fn seated() -> Stage {
    let mut stage = Stage::on(group_plan());
    stage.does(open("C1"));
    stage.does(everybody());
    stage
}

fn started() -> Stage {
    let mut stage = seated();
    stage.does(Command::Start);
    stage
}

fn deliberating() -> Stage {
    let mut stage = seated();
    for _ in 0..3 {
        stage.does(Command::Next);
    }
    stage
}

fn of<'a>(stage: &'a Stage, candidate: &str) -> &'a Hearing {
    stage.session.hearing(&id(candidate)).unwrap()
}

fn level<'a>(stage: &'a Stage, candidate: &str, item: &str) -> Option<&'a str> {
    of(stage, candidate).sheet.mark(&ItemCode::new(item)).map(MarkCode::as_str)
}

fn levels<'a>(stage: &'a Stage, item: &str) -> [Option<&'a str>; 3] {
    ["C1", "C2", "C3"].map(|candidate| level(stage, candidate, item))
}

fn decide(block: &str) -> Command {
    Command::Decide(BlockCode::new(block), Outcome::Refused, Some("ainsi".into()))
}

fn is_decided(stage: &Stage, candidate: &str, block: &str) -> bool {
    of(stage, candidate).decisions.contains_key(&BlockCode::new(block))
}

/// Those who sit stand at the same place, and the records alone give all this.
#[track_caller]
fn in_step(stage: &Stage) {
    let sitting: Vec<_> = ["C1", "C2", "C3"].map(|each| of(stage, each)).into_iter().filter(|h| h.sits()).collect();
    for pair in sitting.windows(2) {
        assert_eq!(pair[0].stage, pair[1].stage);
        assert_eq!(pair[0].phases, pair[1].phases);
        assert_eq!(pair[0].present, pair[1].present);
    }
    assert_eq!(stage.replayed(), stage.session);
}

#[test]
fn one_clock_for_all_with_the_longest_time() {
    let mut stage = started();
    assert_eq!(stage.left_seconds(), 1600, "C2 has a third more, and there is one clock");
    stage.wait(100);
    stage.does(open("C3"));
    stage.does(Command::Pause("alarme".into(), None));
    stage.wait(50);
    stage.does(open("C2"));
    stage.does(Command::Resume);
    assert_eq!(stage.left_seconds(), 1500);
    in_step(&stage);
    stage.does(Command::Next);
    stage.does(Command::Next);
    in_step(&stage);
    for candidate in ["C1", "C2", "C3"] {
        let (_, ended) = &of(&stage, candidate).phases[0];
        assert_eq!((ended.due.as_secs(), ended.used.as_secs(), ended.pauses.len()), (1600, 100, 1), "{candidate}");
    }
    assert_eq!(*of(&stage, "C4"), Hearing::default());
}

#[test]
fn without_the_one_who_has_more_time_the_clock_is_shorter() {
    let mut stage = seated();
    stage.does(open("C2"));
    stage.does(Command::Absent("malade".into()));
    stage.does(open("C3"));
    stage.does(Command::Start);
    assert_eq!(stage.left_seconds(), 1200);
    stage.wait(60);
    stage.does(open("C2"));
    stage.does(Command::Undo);
    assert_eq!(stage.left_seconds(), 1540, "who joins brings the time due");
    in_step(&stage);
}

#[test]
fn the_focus_moves_while_the_clock_runs_and_only_within_the_group() {
    let mut stage = started();
    assert_eq!(stage.tries(open("C2")), Ok(1), "nothing is closed");
    assert_eq!(stage.tries(open("C2")), Ok(0));
    assert_eq!(stage.refuses(open("C4")), Refusal::PhaseRunning);
    assert_eq!(stage.refuses(Command::Close), Refusal::PhaseRunning);
    stage.does(Command::End);
    assert_eq!(stage.tries(open("C4")), Ok(2));
    assert!(stage.session.group().is_none(), "a group of one is a candidate alone");
    in_step(&stage);
}

#[test]
fn who_is_absent_is_out_of_it() {
    let mut stage = Stage::on(group_plan());
    stage.does(open("C1"));
    stage.does(everybody());
    stage.does(Command::Absent("ne s’est pas présenté".into()));
    // The clock is the others', whoever is to the fore; marks are not.
    stage.does(Command::Start);
    assert_eq!(
        stage.refuses(Command::Mark(ItemCode::new("B1.1"), Some(MarkCode::new("oui")))),
        Refusal::CandidateAbsent
    );
    assert_eq!(stage.refuses(Command::Close), Refusal::PhaseRunning);
    stage.does(open("C2"));
    stage.mark("B1.1", "oui");
    assert_eq!(levels(&stage, "B1.1"), [None, Some("oui"), Some("oui")]);
    stage.does(open("C1"));
    stage.does(Command::Draw);
    let made = minutes::build(&stage.session, &id("C1")).unwrap();
    assert_eq!((made.state, made.phase.len()), (HearingState::Absent, 0));
    stage.does(Command::Pause("alarme".into(), None));
    stage.does(open("C3"));
    stage.mark("B1.1", "non");
    assert_eq!(levels(&stage, "B1.1"), [None, Some("non"), Some("non")], "the minutes of an absence settle no mark");
    in_step(&stage);
}

#[test]
fn a_gap_is_asked_about_whoever_is_to_the_fore() {
    let mut stage = started();
    stage.wait(10);
    stage.does(Command::Stop("malaise".into()));
    let last_seen = stage.now.clone();
    stage.wait(300);
    stage.does(Command::Interrupted(last_seen));
    assert_eq!(stage.refuses(Command::Resume), Refusal::GapOpen);
    stage.does(Command::SettleGap(Gap::Pause));
    stage.does(open("C2"));
    assert_eq!(stage.left_seconds(), 1590);
    assert_eq!(of(&stage, "C1").phases[0].1.pauses, []);
    in_step(&stage);
}

#[test]
fn one_stops_and_is_back() {
    let mut stage = started();
    stage.wait(100);
    stage.does(Command::Stop("malaise".into()));
    assert!(matches!(stage.hearing().stage, hearing::Stage::Deliberation { .. }));
    stage.wait(200);
    stage.does(open("C2"));
    assert_eq!(stage.left_seconds(), 1300, "the others went on");
    stage.does(Command::Next);
    stage.wait(40);
    stage.does(open("C1"));
    stage.does(Command::Undo);
    in_step(&stage);
    assert_eq!(stage.left_seconds(), 1560);
    let hearing = stage.hearing();
    assert_eq!((hearing.phases[0].1.used.as_secs(), hearing.stopped.as_ref()), (300, None));
    let away = &hearing.away[0];
    assert_eq!((away.length.as_secs(), away.reason.as_str()), (240, "malaise"), "what was missed is in the minutes");
    assert!(of(&stage, "C2").away.is_empty());
}

#[test]
fn an_absence_said_by_mistake_before_the_start_leaves_no_trace_in_the_minutes() {
    let mut stage = seated();
    stage.does(Command::Absent("?".into()));
    stage.wait(5);
    stage.does(Command::Undo);
    assert!(stage.hearing().away.is_empty());
    in_step(&stage);
}

#[test]
fn nobody_comes_back_to_a_clock_that_is_behind_them() {
    let mut stage = seated();
    stage.does(open("C3"));
    stage.does(Command::Absent("retard".into()));
    stage.does(open("C1"));
    stage.does(Command::Start);
    stage.does(Command::Next);
    for candidate in ["C1", "C2"] {
        stage.does(open(candidate));
        stage.does(Command::Stop("alarme".into()));
    }
    stage.does(open("C3"));
    stage.does(Command::Undo);
    in_step(&stage);
    stage.does(Command::Start);
    stage.does(open("C1"));
    assert_eq!(stage.refuses(Command::Undo), Refusal::GroupBehind);
    stage.does(Command::Next);
    stage.does(Command::Undo);
    in_step(&stage);
    assert!(stage.hearing().timer().is_some());
}

#[test]
fn a_common_mark_is_everybodys_and_others_are_each_ones_own() {
    let mut stage = started();
    stage.mark("B1.1", "oui");
    stage.mark("B1.2", "non");
    assert_eq!(levels(&stage, "B1.1"), [Some("oui"); 3]);
    assert_eq!(levels(&stage, "B1.2"), [Some("non"), None, None]);
    stage.does(Command::Comment(ItemCode::new("B1.1"), "pour elle".into()));
    assert!(of(&stage, "C2").sheet.comments.is_empty());
    stage.does(open("C2"));
    let mark = |level: Option<&str>| Command::Mark(ItemCode::new("B1.1"), level.map(MarkCode::new));
    assert_eq!(stage.tries(mark(Some("oui"))), Ok(0));
    assert_eq!(stage.tries(mark(Some("presque"))), Ok(1), "one record for all");
    stage.does(mark(None));
    assert_eq!(levels(&stage, "B1.1"), [None; 3]);
    in_step(&stage);
}

#[test]
fn a_common_mark_is_taken_back_for_all_and_nothing_else_is_lost() {
    let mut stage = started();
    stage.mark("B1.1", "non");
    stage.mark("B1.1", "oui");
    stage.does(open("C2"));
    stage.mark("B1.2", "oui");
    stage.does(Command::Comment(ItemCode::new("B1.1"), "bien".into()));
    stage.does(open("C1"));
    stage.does(Command::Undo);
    assert_eq!(levels(&stage, "B1.1"), [Some("non"); 3]);
    assert_eq!(level(&stage, "C2", "B1.2"), Some("oui"));
    assert_eq!(of(&stage, "C2").sheet.comments.len(), 1);
    stage.does(open("C2"));
    stage.does(Command::Undo);
    stage.does(Command::Undo);
    assert_eq!(level(&stage, "C2", "B1.2"), None, "each takes back their own");
    stage.does(Command::Undo);
    assert_eq!(levels(&stage, "B1.1"), [None; 3]);
    for candidate in ["C1", "C2", "C3"] {
        stage.does(open(candidate));
        assert_eq!(stage.refuses(Command::Undo), Refusal::NothingToUndo);
    }
    in_step(&stage);
}

#[test]
fn a_changed_common_mark_withdraws_the_decisions_of_all() {
    let mut stage = deliberating();
    stage.mark("B1.1", "oui");
    for candidate in ["C1", "C2"] {
        stage.does(open(candidate));
        stage.does(decide("B1"));
    }
    stage.mark("B1.1", "non");
    assert!(!is_decided(&stage, "C1", "B1") && !is_decided(&stage, "C2", "B1"));
    stage.does(Command::Undo);
    assert!(is_decided(&stage, "C1", "B1") && is_decided(&stage, "C2", "B1"), "as they were");
    in_step(&stage);
}

#[test]
fn a_decision_taken_on_a_common_mark_goes_with_it() {
    let mut stage = deliberating();
    stage.mark("B1.1", "oui");
    stage.does(open("C2"));
    stage.does(decide("B1"));
    stage.mark("B1.2", "oui");
    stage.does(decide("B1"));
    stage.does(open("C1"));
    stage.does(Command::Undo);
    assert!(!is_decided(&stage, "C2", "B1"));
    stage.does(open("C2"));
    stage.does(Command::Undo);
    assert_eq!(level(&stage, "C2", "B1.2"), None);
    assert!(!is_decided(&stage, "C2", "B1"), "no undo brings back a decision on a mark that never was");
    in_step(&stage);
}

#[test]
fn who_comes_back_finds_the_common_marks_of_the_others_to_be_given_again() {
    let mut stage = started();
    stage.mark("B1.1", "non");
    stage.does(open("C3"));
    stage.does(Command::Stop("malaise".into()));
    stage.mark("B1.1", "presque");
    assert_eq!(levels(&stage, "B1.1"), [Some("non"), Some("non"), Some("presque")], "who stopped is marked alone");
    stage.does(open("C1"));
    stage.mark("B1.1", "oui");
    stage.does(open("C3"));
    stage.does(Command::Undo);
    stage.does(Command::Undo);
    let item = ItemCode::new("B1.1");
    assert!(stage.session.differs(&item));
    stage.does(open("C1"));
    stage.mark("B1.1", "oui");
    assert!(!stage.session.differs(&item));
    stage.does(Command::Undo);
    assert_eq!(levels(&stage, "B1.1"), [Some("oui"), Some("oui"), Some("non")]);
    // The first mark is under a later one in the two other hearings: it goes from beneath.
    stage.does(open("C3"));
    stage.does(Command::Undo);
    assert_eq!(levels(&stage, "B1.1"), [Some("oui"), Some("oui"), None]);
    stage.does(open("C1"));
    stage.does(Command::Undo);
    assert_eq!(levels(&stage, "B1.1"), [None; 3]);
    in_step(&stage);
}

#[test]
fn minutes_that_are_drawn_keep_the_common_marks_of_all() {
    let mut stage = deliberating();
    stage.mark("B1.1", "oui");
    stage.does(open("C2"));
    stage.does(decide("B1"));
    stage.does(Command::Draw);
    let before = of(&stage, "C2").clone();
    stage.does(open("C1"));
    let drawn = Refusal::CommonDrawn(id("C2"));
    assert_eq!(stage.refuses(Command::Mark(ItemCode::new("B1.1"), None)), drawn);
    assert_eq!(stage.refuses(Command::Mark(ItemCode::new("T1"), Some(MarkCode::new("oui")))), drawn);
    assert_eq!(stage.refuses(Command::Undo), drawn);
    stage.mark("B1.2", "oui");
    stage.does(Command::Undo);
    stage.does(Command::Course(CourseCommand::Leave(MemberId::new("bob"), "malade".into())));
    assert_eq!(*of(&stage, "C2"), before);
    let made = minutes::build(&stage.session, &id("C2")).unwrap();
    assert_eq!((made.candidate.group.as_deref(), made.candidate.with.len()), (Some("A"), 2));
    assert_eq!(made.item.iter().map(|item| item.common).collect::<Vec<_>>(), [true, false, true]);
    in_step(&stage);
}

#[test]
fn the_minutes_of_who_was_away_say_so() {
    let mut stage = started();
    stage.does(Command::Stop("malaise".into()));
    stage.wait(240);
    stage.does(Command::Undo);
    stage.does(Command::Next);
    stage.does(Command::Next);
    for block in ["B1", "B2"] {
        stage.does(decide(block));
    }
    stage.does(Command::Draw);
    let made = minutes::build(&stage.session, &id("C1")).unwrap();
    assert_eq!((made.state, made.away[0].length.as_str()), (HearingState::Heard, "4min"));
    let whole = stage.session.clone();
    stage.does(open("C3"));
    stage.does(decide("B1"));
    assert_eq!(minutes::build(&stage.session, &id("C1")), minutes::build(&whole, &id("C1")));
}

#[track_caller]
fn foreign(stage: &Stage, event: Event) {
    let mut session = stage.session.clone();
    let (stamp, by) = (stage.now.clone(), MemberId::new("ana"));
    let recorded = Recorded { seq: 99, stamp, by, event, digest: String::new() };
    assert!(session.apply(&recorded).is_err(), "{recorded:?}");
    assert_eq!(session, stage.session);
}

#[test]
fn histories_that_could_not_have_happened_are_refused() {
    let mark = |candidate: &str| Event::MarkSet {
        candidate: id(candidate),
        author: Author::Jury,
        item: ItemCode::new("B1.1"),
        mark: None,
    };
    let mut stage = started();
    foreign(&stage, Event::HearingOpened { candidate: id("C4") });
    foreign(&stage, Event::HearingOpened { candidate: id("C1") });
    foreign(&stage, mark("C2"));
    stage.does(Command::Stop("malaise".into()));
    foreign(&stage, Event::HearingClosed { candidate: id("C1") });
    let mut stage = deliberating();
    stage.mark("B1.1", "oui");
    stage.does(open("C2"));
    stage.does(decide("B1"));
    stage.does(Command::Draw);
    stage.does(open("C1"));
    foreign(&stage, mark("C1"));
    let record = stage.hearing().undoable().unwrap().record;
    foreign(&stage, Event::Undone { candidate: id("C1"), record });
}

/// Who deliberates again is not ahead of a clock that is one for all: a record that could not be replayed was written.
#[test]
fn minutes_are_not_taken_up_again_while_another_of_the_group_is_heard() {
    let mut stage = seated();
    stage.does(Command::Open(CandidateId::new("C2")));
    stage.does(Command::Absent("parti".into()));
    stage.does(Command::Open(CandidateId::new("C3")));
    stage.does(Command::Absent("parti".into()));
    stage.does(Command::Open(CandidateId::new("C1")));
    for _ in 0..3 {
        stage.does(Command::Next);
    }
    for block in ["B1", "B2"] {
        stage.does(Command::Decide(BlockCode::new(block), Outcome::Refused, Some("non traité".into())));
    }
    stage.does(Command::Draw);
    stage.does(Command::Open(CandidateId::new("C2")));
    stage.does(Command::Undo);
    stage.does(Command::Open(CandidateId::new("C1")));
    let reopen = || Command::Course(CourseCommand::Reopen("oubli".into()));
    assert_eq!(stage.refuses(reopen()), Refusal::GroupHeard);
    // Nor does who sat change without a reason for those who have begun, whoever is at the fore.
    stage.does(Command::Open(CandidateId::new("C2")));
    stage.does(Command::Present(vec![MemberId::new("ana"), MemberId::new("bob")]));
    for _ in 0..3 {
        stage.does(Command::Next);
    }
    stage.does(Command::Open(CandidateId::new("C1")));
    stage.does(reopen());
    stage.does(Command::Open(CandidateId::new("C3")));
    assert_eq!(stage.refuses(Command::Present(vec![MemberId::new("ana")])), Refusal::MovesNeedReason);
    assert_eq!(stage.session, stage.replayed());
}
