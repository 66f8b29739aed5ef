//! Keys in any order: the app never panics, and the session is always what its records make it.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::alone::{marked, started};
use super::driver::{Driver, Key};
use super::large::{heard, large};
use crate::app::message::{Intent, Message, SigningFault};
use crate::domain::clean::is_unsafe;
use crate::domain::id::MemberId;
use crate::domain::tests::fair::alone;
use crate::domain::tests::play::group_plan;

/// What can happen to the app.
#[derive(Debug, Clone)]
enum Step {
    Key(Intent),
    Text(String),
    Wait(u64),
    Tick,
    Disk(bool),
    Keys(Key),
    Restart(u64),
}

const INTENTS: [Intent; 63] = [
    Intent::Up,
    Intent::Down,
    Intent::Left,
    Intent::Right,
    Intent::PageUp,
    Intent::PageDown,
    Intent::Home,
    Intent::End,
    Intent::NextUnmarked,
    Intent::PreviousUnmarked,
    Intent::PreviousCompetence,
    Intent::NextCompetence,
    Intent::Fold,
    Intent::FoldAll,
    Intent::Search,
    Intent::Guide,
    Intent::Accept,
    Intent::Step,
    Intent::Back,
    Intent::Digit(1),
    Intent::Digit(2),
    Intent::Digit(3),
    Intent::Digit(9),
    Intent::Clear,
    Intent::Toggle,
    Intent::Comment,
    Intent::Undo,
    Intent::NextPhase,
    Intent::EndPhase,
    Intent::Absent,
    Intent::Stop,
    Intent::Presence,
    Intent::Validate,
    Intent::Refuse,
    Intent::AdoptAll,
    Intent::GapTime,
    Intent::GapPause,
    Intent::Backspace,
    Intent::Delete,
    Intent::NewLine,
    Intent::NextMember,
    Intent::NotObserved,
    Intent::Sheets,
    Intent::Seal,
    Intent::Reveal,
    Intent::Missing,
    Intent::Renew,
    Intent::RetainCommon,
    Intent::NextToDiscuss,
    Intent::CastingVote,
    Intent::Incident,
    Intent::Recuse,
    Intent::Late,
    Intent::Excuse,
    Intent::Postpone,
    Intent::Reopen,
    Intent::Amend,
    Intent::Paper,
    Intent::Preside,
    Intent::Earlier,
    Intent::Later,
    Intent::Add,
    Intent::Closing,
];

fn step() -> impl Strategy<Value = Step> {
    let key = prop::sample::select(INTENTS.to_vec()).prop_map(Step::Key);
    // What leads on, so that a random walk gets to the minutes.
    let onward = prop::sample::select(vec![
        Intent::Accept,
        Intent::Step,
        Intent::Digit(3),
        Intent::NextPhase,
        Intent::AdoptAll,
        Intent::GapTime,
        Intent::Down,
        Intent::NextMember,
    ]);
    let keys = prop_oneof![
        3 => Just(Key::Ready),
        1 => Just(Key::Passphrase("a")),
        1 => Just(Key::Fails(SigningFault::NoKey(MemberId::new("ana")))),
    ];
    prop_oneof![
        8 => key,
        30 => onward.prop_map(Step::Key),
        2 => prop_oneof![Just("a".to_owned()), Just("c2 1".to_owned()), ".{0,12}", "[\\u{1b}\\u{202e}\\u{0}\ne\\u{301}]{1,8}"].prop_map(Step::Text),
        2 => (0_u64..2000).prop_map(Step::Wait),
        1 => Just(Step::Tick),
        1 => any::<bool>().prop_map(Step::Disk),
        1 => keys.prop_map(Step::Keys),
        1 => (0_u64..500).prop_map(Step::Restart),
    ]
}

/// Steps among which those of jurors who mark alone are many.
fn step_alone() -> impl Strategy<Value = Step> {
    let onward = vec![Intent::Sheets, Intent::Seal, Intent::Reveal, Intent::RetainCommon, Intent::Digit(2)];
    prop_oneof![2 => step(), 1 => prop::sample::select(onward).prop_map(Step::Key)]
}

fn play(mut play: Driver, steps: &[Step]) -> Driver {
    for step in steps {
        match step {
            Step::Key(intent) => {
                play.does([*intent]);
            }
            Step::Text(text) => {
                play.types(text);
            }
            Step::Wait(seconds) => {
                play.wait(*seconds);
            }
            Step::Tick => {
                play.give(Message::Tick);
            }
            Step::Disk(full) => play.full = *full,
            Step::Keys(key) => play.key = key.clone(),
            Step::Restart(seconds) => play = play.reopened_after(*seconds),
        }
        // Also that the cursor is inside its list: the place names what is under it.
        play.place();
        assert_eq!(*play.app.session(), play.replayed());
        in_step(&play);
    }
    play
}

/// Those of a group who sit stand at the same place.
fn in_step(play: &Driver) {
    let session = play.app.session();
    let group = session.group().map_or_else(Vec::new, |group| group.members);
    let hearings = group.iter().filter_map(|member| session.hearing(&member.id)).filter(|hearing| hearing.sits());
    let places: Vec<_> = hearings.map(|hearing| (&hearing.stage, &hearing.phases)).collect();
    assert!(places.windows(2).all(|pair| pair[0] == pair[1]), "{places:?}");
}

proptest! {
    #[test]
    fn the_session_is_always_what_its_records_make_it(steps in prop::collection::vec(step(), 0..150)) {
        let walked = play(Driver::new(), &steps);
        if let Some((_, hearing)) = walked.app.session().open() {
            for text in hearing.sheet.comments.values() {
                prop_assert!(!text.contains(|c| is_unsafe(c) && c != '\n'), "{text:?}");
            }
        }
    }

    #[test]
    fn of_a_group_too(steps in prop::collection::vec(step(), 0..150)) {
        play(Driver::on(group_plan()), &steps);
    }
}

proptest! {
    #[test]
    fn of_jurors_who_mark_alone_too(steps in prop::collection::vec(step_alone(), 0..200)) {
        play(Driver::on(alone()), &steps);
        play(two_sealed(), &steps);
    }

    #[test]
    fn a_grid_with_headings_is_walked_as_well(steps in prop::collection::vec(step(), 0..150)) {
        play(heard(large(2, 2, 2)), &steps);
    }
}

/// Three jurors mark alone; two have sealed.
fn two_sealed() -> Driver {
    let mut begun = started(alone());
    marked(&mut begun, &[&[3, 3], &[2, 3]]);
    begun
}

/// What a fixed number of walks come to: how many minutes were signed, and how many hearings' sheets revealed.
fn come_to(begin: impl Fn() -> Driver, steps: impl Strategy<Value = Step>) -> (usize, usize) {
    let mut runner = TestRunner::deterministic();
    let walks = prop::collection::vec(steps, 150);
    let (mut signed, mut revealed) = (0, 0);
    for _ in 0..200 {
        let steps = walks.new_tree(&mut runner).unwrap().current();
        let walked = play(begin(), &steps);
        let session = walked.app.session();
        let hearings = session.plan().candidates.iter().filter_map(|candidate| session.hearing(&candidate.id));
        for hearing in hearings {
            signed += usize::from(hearing.is_signed());
            revealed += usize::from(hearing.revealed.is_some());
        }
    }
    (signed, revealed)
}

/// The walks above mean nothing if they never leave the list.
#[test]
fn random_walks_get_somewhere() {
    let (signed, _) = come_to(Driver::new, step());
    assert!(signed > 5, "only {signed} minutes were signed in 200 walks");
    let (_, revealed) = come_to(two_sealed, step_alone());
    assert!(revealed > 2, "the sheets of only {revealed} hearings were revealed in 200 walks");
}
