//! Whatever a jury may legally do, its minutes hold together: read back from their file, nothing in them is refused.

use proptest::prelude::*;

use super::seals;
use super::{Grids, Trust, coherence, grids};
use crate::domain::hearing::Hearing;
use crate::domain::session::Plan;
use crate::domain::tests::fair::alone;
use crate::domain::tests::fair::any_order::{Ask, ask};
use crate::domain::tests::play::{Stage, group_plan, keyed, plan};
use crate::formats::minutes::{read, render};
use crate::signing::AllowedSigners;

/// Walks, and looks at every version of every minutes that were drawn on the way; how many there were.
fn walk(stage: Plan, asks: &[Ask]) -> usize {
    let mut stage = Stage::on(stage);
    let mut seen = 0;
    for ask in asks {
        stage.asks(ask);
    }
    let session = &stage.session;
    let (nobody, grids) = (AllowedSigners::parse("").unwrap(), Grids::default());
    let trust = Trust { signers: &nobody, at: chrono::DateTime::UNIX_EPOCH, grids: &grids };
    let hearings = session.plan().candidates.iter().filter_map(|candidate| session.hearing(&candidate.id));
    for drawn in hearings.flat_map(|hearing: &Hearing| hearing.annulled.iter().chain(&hearing.drawn)) {
        let rendered = render((*drawn.minutes).clone()).unwrap();
        let minutes = read(rendered.toml.as_bytes()).unwrap();
        let clashes = coherence::clashes(&minutes);
        assert!(clashes.is_empty(), "{clashes:?}\n{}", rendered.toml);
        let faults = seals::faults(&minutes, &[], trust);
        assert!(faults.is_empty(), "{faults:?}\n{}", rendered.toml);
        let by_grid = grids::against(&minutes, &session.plan().grid);
        assert!(by_grid.is_none(), "{by_grid:?}\n{}", rendered.toml);
        seen += 1;
    }
    seen
}

proptest! {
    #[test]
    fn of_a_jury_that_marks_alone(asks in prop::collection::vec(ask(), 0..400)) {
        walk(alone(), &asks);
    }

    #[test]
    fn of_a_jury_that_marks_together(asks in prop::collection::vec(ask(), 0..250)) {
        walk(keyed(plan()), &asks);
    }

    #[test]
    fn of_a_group_that_is_marked_together(asks in prop::collection::vec(ask(), 0..400)) {
        walk(keyed(group_plan()), &asks);
    }

    #[test]
    fn of_a_group(asks in prop::collection::vec(ask(), 0..400)) {
        let mut stage = alone();
        let group = group_plan();
        (stage.candidates, stage.grid.blocks, stage.grid.transversal) =
            (group.candidates, group.grid.blocks, group.grid.transversal);
        walk(stage, &asks);
    }
}

/// The walks above mean nothing if they draw nothing.
#[test]
fn walks_draw_minutes() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let walks = prop::collection::vec(ask(), 400);
    let seen: usize = (0..100).map(|_| walk(alone(), &walks.new_tree(&mut runner).unwrap().current())).sum();
    assert!(seen > 20, "only {seen} minutes in 100 walks");
}
