//! Commands in any order: what is refused changes nothing, what is allowed is what its record says, and no decision is
//! signed in silence.

use proptest::prelude::*;

use super::{Stage, alone, course, id, item, key, sheet, whole};
use crate::domain::candidate::Candidate;
use crate::domain::closing::ClosingSignature;
use crate::domain::command::{Command, CourseCommand, Newcomer, SheetCommand, Signature, WholeCommand};
use crate::domain::course::Ground;
use crate::domain::decision::Outcome;
use crate::domain::event::Gap;
use crate::domain::hearing::{self, Hearing};
use crate::domain::id::{BlockCode, CandidateId, MarkCode, MemberId};
use crate::domain::session::{Plan, Session};
use crate::domain::sheets::Entry;
use crate::domain::tests::play::{group_plan, keyed, plan};
use crate::sealing::Lock;

/// Something to ask for; what depends on the sheets as they stand is found when it is asked.
#[derive(Debug, Clone)]
pub(crate) enum Ask {
    Plain(Command),
    Seal(MemberId),
    Reveal,
    Wait(u64),
}

fn candidate() -> impl Strategy<Value = CandidateId> {
    prop::sample::select(vec!["C1", "C2", "C9"]).prop_map(CandidateId::new)
}

fn member() -> impl Strategy<Value = MemberId> {
    prop::sample::select(vec!["ana", "bob", "cleo"]).prop_map(MemberId::new)
}

fn code() -> impl Strategy<Value = crate::domain::id::ItemCode> {
    prop::sample::select(vec!["B1.1", "B1.2", "B2.1", "T1"]).prop_map(item)
}

fn mark() -> impl Strategy<Value = Option<MarkCode>> {
    prop::sample::select(vec![Some("non"), Some("presque"), Some("oui"), Some("oui"), None])
        .prop_map(|mark| mark.map(MarkCode::new))
}

/// Mostly a reason, and sometimes none to speak of.
fn why() -> impl Strategy<Value = String> {
    prop_oneof![5 => Just("motif".to_owned()), 1 => Just(" ".to_owned()), 1 => "[a-zé«\u{202e}\n]{0,12}"]
}

fn clock() -> impl Strategy<Value = Command> {
    prop_oneof![
        4 => Just(Command::Next),
        1 => Just(Command::Start),
        1 => Just(Command::End),
        1 => Just(Command::Resume),
        1 => why().prop_map(|why| Command::Pause(why, None)),
        1 => why().prop_map(Command::Stop),
        1 => any::<bool>().prop_map(|time| Command::SettleGap(if time { Gap::Time } else { Gap::Pause })),
    ]
}

fn together() -> impl Strategy<Value = Command> {
    prop_oneof![
        4 => (code(), mark()).prop_map(|(item, mark)| Command::Mark(item, mark)),
        1 => (code(), why()).prop_map(|(item, text)| Command::Comment(item, text)),
        2 => Just(Command::Undo),
        4 => (prop::sample::select(vec!["B1", "B2"]), any::<bool>(), prop::option::of(why())).prop_map(
            |(block, validated, why)| {
                let outcome = if validated { Outcome::Validated } else { Outcome::Refused };
                Command::Decide(BlockCode::new(block), outcome, why)
            }
        ),
    ]
}

fn seating() -> impl Strategy<Value = Command> {
    prop_oneof![
        4 => candidate().prop_map(Command::Open),
        3 => prop::sample::subsequence(vec!["ana", "bob", "cleo"], 0..=3)
            .prop_map(|members| Command::Present(members.into_iter().map(MemberId::new).collect())),
        2 => why().prop_map(Command::Acknowledge),
        1 => why().prop_map(Command::Absent),
        1 => Just(Command::Close),
        3 => Just(Command::Draw),
        3 => member().prop_map(|signer| {
            let digest = crate::digest::sha256(signer.as_str().as_bytes());
            Command::Signed(Signature { signer, key: "k".into(), toml_digest: digest.clone(), csv_digest: digest })
        }),
    ]
}

fn sheets() -> impl Strategy<Value = Command> {
    let entry = prop_oneof![
        5 => (code(), mark()).prop_map(|(item, mark)| Entry::Mark { item, mark }),
        1 => (code(), why()).prop_map(|(item, text)| Entry::Comment { item, text }),
        1 => Just(Entry::Undo),
    ];
    let written = (member(), entry).prop_map(|(member, entry)| {
        let key = key(&member);
        SheetCommand::Write(member, key, entry)
    });
    let command = prop_oneof![
        6 => written,
        1 => (member(), why()).prop_map(|(member, why)| SheetCommand::Missing(member, why)),
        3 => (code(), mark(), prop::option::of(why())).prop_map(|(item, mark, why)| SheetCommand::Retain(item, mark, why)),
        1 => Just(SheetCommand::RetainCommon),
        1 => code().prop_map(SheetCommand::CastingVote),
    ];
    command.prop_map(Command::Sheet)
}

fn around() -> impl Strategy<Value = Command> {
    let ground = prop::sample::select(Ground::ALL.to_vec());
    let command = prop_oneof![
        1 => (member(), ground).prop_map(|(member, ground)| CourseCommand::Recuse(member, ground)),
        1 => (member(), why()).prop_map(|(member, why)| CourseCommand::Arrive(member, why)),
        1 => (member(), why()).prop_map(|(member, why)| CourseCommand::Leave(member, why)),
        1 => why().prop_map(CourseCommand::Late),
        1 => any::<bool>().prop_map(CourseCommand::Excuse),
        1 => why().prop_map(CourseCommand::Postpone),
        1 => why().prop_map(CourseCommand::Reopen),
        2 => (why(), why()).prop_map(|(what, why)| CourseCommand::Amend(what, why)),
        1 => member().prop_map(CourseCommand::Paper),
    ];
    command.prop_map(Command::Course)
}

fn of_session() -> impl Strategy<Value = Command> {
    let newcomer = (candidate(), why(), any::<bool>()).prop_map(|(id, reason, third)| Newcomer {
        id,
        family_name: "Nom".into(),
        given_name: "Prénom".into(),
        blocks: vec![BlockCode::new("B1")],
        third,
        document: "passeport".into(),
        reason,
    });
    let code = (member(), prop::option::of(why())).prop_map(|(member, why)| {
        let lock = Lock::none(&key(&member));
        WholeCommand::Code(member, lock, why)
    });
    let command = prop_oneof![
        1 => (member(), why()).prop_map(|(member, why)| WholeCommand::Preside(member, why)),
        1 => newcomer.prop_map(|new| WholeCommand::Add(Box::new(new))),
        1 => (candidate(), prop::option::of(candidate()), why())
            .prop_map(|(moved, before, why)| WholeCommand::Move(moved, before, why)),
        1 => why().prop_map(WholeCommand::Incident),
        4 => code,
        1 => Just(WholeCommand::Close),
        1 => member().prop_map(|signer| {
            WholeCommand::Signed(ClosingSignature { signer, key: "k".into(), digest: "d".into() })
        }),
    ];
    command.prop_map(Command::Whole)
}

/// Anything that can be asked for.
pub(crate) fn ask() -> impl Strategy<Value = Ask> {
    prop_oneof![
        6 => seating().prop_map(Ask::Plain),
        6 => clock().prop_map(Ask::Plain),
        6 => together().prop_map(Ask::Plain),
        8 => sheets().prop_map(Ask::Plain),
        3 => around().prop_map(Ask::Plain),
        3 => of_session().prop_map(Ask::Plain),
        4 => member().prop_map(Ask::Seal),
        3 => Just(Ask::Reveal),
        1 => (1_u64..2000).prop_map(Ask::Wait),
    ]
}

impl Stage {
    /// Asks; refused or not.
    pub(crate) fn asks(&mut self, ask: &Ask) {
        let command = match ask {
            Ask::Plain(command) => command.clone(),
            Ask::Wait(seconds) => return self.wait(*seconds),
            Ask::Seal(_) | Ask::Reveal if self.session.open().is_none() => return,
            Ask::Seal(member) => self.seal(member.as_str()),
            Ask::Reveal => self.reveal(),
        };
        let before = self.session.clone();
        if self.tries(command).is_err() {
            assert_eq!(self.session, before, "what is refused changes nothing");
        }
    }
}

/// That whatever is signed was decided on marks, or for a reason.
fn nothing_in_silence(session: &Session) {
    for candidate in &session.plan().candidates {
        let Some(hearing) = session.hearing(&candidate.id) else { continue };
        for drawn in hearing.annulled.iter().chain(&hearing.drawn) {
            said(candidate, hearing, drawn);
        }
    }
}

fn said(candidate: &Candidate, hearing: &Hearing, drawn: &hearing::Drawn) {
    let minutes = &drawn.minutes;
    if minutes.state == crate::domain::minutes::HearingState::Absent {
        return;
    }
    for block in &minutes.block {
        let unmarked = minutes.item.iter().any(|item| item.block.as_ref() == Some(&block.code) && item.mark.is_none());
        assert!(block.decision.is_some(), "{} of {} is undecided", block.code, candidate.id);
        assert!(!unmarked || block.reason.is_some() || block.decision == block.proposed, "{block:?}");
        assert!(!unmarked || block.proposed != Some(Outcome::Validated), "{block:?}");
    }
    for item in &minutes.item {
        assert!(item.retained.is_none() || item.mark.is_some());
        let beyond = item.beyond_threshold && item.mark.is_some();
        let cast = item.retained == Some(crate::domain::event::How::CastingVote);
        assert!(!beyond || cast || item.retained_reason.is_some(), "{item:?}");
    }
    assert!(hearing.revealed.is_some() == minutes.revealed_at.is_some());
    for sheet in &minutes.sheet {
        assert!(sheet.holds(minutes), "{sheet:?}");
    }
}

fn walk(plan: Plan, asks: &[Ask]) -> Stage {
    let mut stage = Stage::on(plan);
    for ask in asks {
        stage.asks(ask);
    }
    assert_eq!(stage.session, stage.replayed());
    nothing_in_silence(&stage.session);
    stage
}

proptest! {
    #[test]
    fn a_jury_that_marks_alone(asks in prop::collection::vec(ask(), 0..250)) {
        walk(alone(), &asks);
    }

    #[test]
    fn a_jury_that_marks_together(asks in prop::collection::vec(ask(), 0..250)) {
        walk(keyed(plan()), &asks);
    }

    #[test]
    fn a_group_before_a_jury_that_marks_together(asks in prop::collection::vec(ask(), 0..400)) {
        walk(keyed(group_plan()), &asks);
    }

    #[test]
    fn a_group_before_a_jury_that_marks_alone(asks in prop::collection::vec(ask(), 0..250)) {
        let mut plan = alone();
        let group = group_plan();
        (plan.candidates, plan.grid.blocks, plan.grid.transversal) =
            (group.candidates, group.grid.blocks, group.grid.transversal);
        walk(plan, &asks);
    }
}

/// The walks above mean nothing if they never get anywhere: of a fixed number, some reveal, sign, amend and close.
#[test]
fn random_walks_get_somewhere() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let walks = prop::collection::vec(ask(), 400);
    let (mut revealed, mut signed, mut amended, mut closed) = (0, 0, 0, 0);
    for _ in 0..150 {
        let asks = walks.new_tree(&mut runner).unwrap().current();
        let stage = walk(alone(), &asks);
        let session = &stage.session;
        let hearings: Vec<_> = session.plan().candidates.iter().filter_map(|each| session.hearing(&each.id)).collect();
        revealed +=
            hearings.iter().filter(|hearing| hearing.sheets.values().any(|sheet| sheet.revealed.is_some())).count();
        signed += hearings.iter().filter(|hearing| hearing.is_signed()).count();
        amended += hearings.iter().filter(|hearing| !hearing.annulled.is_empty()).count();
        closed += usize::from(session.course().closed.is_some());
    }
    let all = (revealed, signed, amended, closed);
    assert!(revealed > 20 && signed > 10 && amended > 5 && closed > 0, "{all:?}");
}

/// That the helpers of these walks are themselves used as meant.
#[test]
fn a_whole_exam_is_one_of_these_walks() {
    let mut stage = Stage::on(alone());
    let all = ["ana", "bob", "cleo"];
    let mut asks =
        vec![Ask::Plain(Command::Open(CandidateId::new("C2"))), Ask::Plain(Command::Present(all.map(id).to_vec()))];
    for who in all {
        asks.push(Ask::Plain(whole(WholeCommand::Code(id(who), Lock::none(&key(&id(who))), None))));
        for code in ["B1.1", "B1.2", "T1"] {
            asks.push(Ask::Plain(super::write(who, code, "oui")));
        }
        asks.push(Ask::Seal(id(who)));
    }
    asks.extend(std::iter::repeat_n(Ask::Plain(Command::Next), 3));
    asks.push(Ask::Reveal);
    asks.push(Ask::Plain(sheet(SheetCommand::RetainCommon)));
    asks.push(Ask::Plain(Command::Decide(BlockCode::new("B1"), Outcome::Validated, None)));
    asks.push(Ask::Plain(Command::Draw));
    asks.push(Ask::Plain(super::around::signature("ana")));
    asks.push(Ask::Plain(course(CourseCommand::Amend("T1".into(), "relecture".into()))));
    for ask in &asks {
        stage.asks(ask);
    }
    assert_eq!(stage.hearing().annulled.len(), 1);
    nothing_in_silence(&stage.session);
}
