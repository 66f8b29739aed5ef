//! A candidate's blocks over all sessions, and what they come to by the certification's rule.
//!
//! The rule is not read from a grid: each minutes say what remains after them, by the rule of their grid, and what
//! remains after all of them is what remains after each.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::anomaly::{Anomaly, Detail, Effect, Kind};
use super::record::{Block, Record, Requirement};
use super::results::{BlockResult, BlockState, CandidateResult};
use crate::domain::certification::{Award, Met};
use crate::domain::decision::Outcome;
use crate::domain::id::{BlockCode, ItemCode};

/// Settles every block of a candidate, and the certification; what nobody but the secretariat can settle is told.
pub(super) fn settle(line: &mut CandidateResult) -> Vec<Anomaly> {
    let mut codes: BTreeSet<Arc<str>> = BTreeSet::new();
    for record in &line.minutes {
        codes.extend(record.blocks.iter().map(|block| Arc::clone(&block.code)));
        codes.extend(record.held.iter().map(|held| Arc::clone(&held.code)));
    }
    let mut anomalies = Vec::new();
    for code in codes {
        let (result, anomaly) = block(&line.minutes, &code);
        line.blocks.push(result);
        anomalies.extend(anomaly);
    }
    requirements(line);
    remaining(line);
    let disputed = line.blocks.iter().any(|block| block.state == BlockState::Disputed);
    let settled = !line.unsettled && !disputed && !line.minutes.is_empty();
    line.outcome = settled.then(|| award(line));
    anomalies
}

/// A block that a jury decided on, and in which minutes.
type Decided<'a> = (&'a Arc<Record>, &'a Block, Outcome);

/// Where a candidate stands in a block, and what is doubtful about it.
fn block(minutes: &[Arc<Record>], code: &Arc<str>) -> (BlockResult, Option<Anomaly>) {
    let presented = minutes.iter().flat_map(|record| record.blocks.iter().map(move |block| (record, block)));
    let presented: Vec<(&Arc<Record>, &Block)> = presented.filter(|(_, block)| block.code == *code).collect();
    let decided: Vec<Decided<'_>> =
        presented.iter().filter_map(|(record, block)| Some((*record, *block, block.decision?))).collect();
    // The last that says whether it counts. Where later minutes have it among what remains, it did not for them.
    let held = minutes.iter().flat_map(|record| &record.held).rfind(|held| held.code == *code);
    let remains = minutes.last().is_some_and(|last| remains(last, code));
    let validated = decided.iter().find(|(.., outcome)| *outcome == Outcome::Validated);
    let counts = held.is_some_and(|held| held.counts) && !remains;
    let (state, by) = match (validated, decided.last()) {
        (Some(found), _) => (BlockState::Validated, Some(found)),
        (None, Some(_)) if counts => (BlockState::Disputed, None),
        (None, Some(last)) => (BlockState::Refused, Some(last)),
        (None, None) if counts => (BlockState::Held, None),
        (None, None) if !presented.is_empty() => (BlockState::Absent, None),
        (None, None) => (BlockState::Lapsed, None),
    };
    let doubt = doubt(&decided, state);
    let disputed = doubt == Some(Effect::LeftOut);
    let state = if disputed { BlockState::Disputed } else { state };
    let anomaly = doubt.map(|effect| anomaly(&decided, code, effect));
    let mut result = BlockResult {
        code: Arc::clone(code),
        title: presented.last().map_or_else(|| "".into(), |(_, block)| Arc::clone(&block.title)),
        state,
        proposed: None,
        date: None,
        room: "".into(),
        minutes: None,
    };
    match (state, by, presented.last()) {
        (BlockState::Validated | BlockState::Refused, Some((record, block, _)), _) => {
            result.proposed = block.proposed;
            result.date = Some(record.session.date);
            result.room = record.session.room.as_str().into();
            result.minutes = Some((record.version, Arc::clone(&record.sha256)));
        }
        (BlockState::Absent, _, Some((record, _))) => {
            result.date = Some(record.session.date);
            result.room = record.session.room.as_str().into();
        }
        (BlockState::Held | BlockState::Lapsed, ..) => {
            result.date = held.and_then(|held| held.since);
            result.room = held.and_then(|held| held.origin.clone()).unwrap_or_else(|| "".into());
        }
        _ => {}
    }
    (result, anomaly)
}

/// Whether sessions decided differently. To validate on a later day what was refused before is what a second
/// presentation is for: it counts, and is told. Anything else is for the secretariat to settle.
fn doubt(decided: &[Decided<'_>], state: BlockState) -> Option<Effect> {
    if state == BlockState::Disputed {
        return Some(Effect::LeftOut);
    }
    let of = |wanted: Outcome| decided.iter().filter(move |(.., outcome)| *outcome == wanted);
    let last_refused = of(Outcome::Refused).map(|(record, ..)| record.session.date).max()?;
    let first_validated = of(Outcome::Validated).map(|(record, ..)| record.session.date).min()?;
    Some(if last_refused < first_validated { Effect::Flagged } else { Effect::LeftOut })
}

fn anomaly(decided: &[Decided<'_>], code: &Arc<str>, effect: Effect) -> Anomaly {
    let state = |outcome| match outcome {
        Outcome::Validated => BlockState::Validated,
        Outcome::Refused => BlockState::Refused,
    };
    let detail =
        decided.iter().map(|(record, _, outcome)| Detail::Decision(Arc::clone(&record.session), state(*outcome)));
    let files = decided.iter().map(|(record, ..)| Arc::clone(&record.file)).collect();
    let last = decided.last().map(|(record, ..)| *record);
    let anomaly = match last {
        Some(record) => record.anomaly(Kind::DifferentDecisions, effect, files, detail.collect()),
        None => Anomaly::of(Kind::DifferentDecisions, effect, files, detail.collect()),
    };
    Anomaly { block: Some(Arc::clone(code)), session: None, ..anomaly }
}

/// Whether a block remains to be validated, for these minutes.
fn remains(record: &Record, code: &str) -> bool {
    record.outcome.remaining_blocks.iter().any(|block| block.as_str() == code)
}

/// Each requirement as the last minutes that know of it say.
fn requirements(line: &mut CandidateResult) {
    let mut found: BTreeMap<Arc<str>, Requirement> = BTreeMap::new();
    for requirement in line.minutes.iter().flat_map(|record| &record.requirements) {
        let known = found.get(&requirement.id).is_some_and(|before| before.state != Met::Unknown);
        if !(known && requirement.state == Met::Unknown) {
            found.insert(Arc::clone(&requirement.id), requirement.clone());
        }
    }
    // Of two sessions of one day neither comes after the other: what they contradict each other on is not known.
    let last_day = line.minutes.iter().map(|record| record.session.date).max();
    let last = || line.minutes.iter().filter(|record| Some(record.session.date) == last_day);
    for requirement in found.values_mut() {
        let says = |state| {
            let mut all = last().flat_map(|record| &record.requirements);
            all.any(|each| each.id == requirement.id && each.state == state)
        };
        if says(Met::Met) && says(Met::NotMet) {
            requirement.state = Met::Unknown;
        }
    }
    line.requirements = found.into_values().collect();
}

/// What remains after all minutes is what remains after each of them; a block that is disputed remains.
fn remaining(line: &mut CandidateResult) {
    let disputed: BTreeSet<Arc<str>> = line
        .blocks
        .iter()
        .filter(|block| block.state == BlockState::Disputed)
        .map(|block| Arc::clone(&block.code))
        .collect();
    let all = |of: &dyn Fn(&Record) -> Vec<Vec<Arc<str>>>| {
        let mut each = line.minutes.iter().map(|record| of(record));
        let mut remain = each.next().unwrap_or_default();
        for these in each {
            remain.retain(|one| these.contains(one));
        }
        remain
    };
    let one = |code: &str| vec![Arc::<str>::from(code)];
    let blocks = all(&|record| record.outcome.remaining_blocks.iter().map(BlockCode::as_str).map(one).collect());
    let transversal =
        all(&|record| record.outcome.remaining_transversal.iter().map(ItemCode::as_str).map(one).collect());
    let list = |codes: &Vec<BlockCode>| codes.iter().map(|code| code.as_str().into()).collect();
    let choices = all(&|record| record.outcome.remaining_choices.iter().map(list).collect());
    // What was held, and is not any more, remains for the last minutes, whatever it was for those before.
    let lapsed = line.blocks.iter().filter(|block| block.state == BlockState::Lapsed);
    let lapsed = lapsed.filter(|block| line.minutes.last().is_some_and(|last| remains(last, &block.code)));
    let lapsed: Vec<_> = lapsed.map(|block| Arc::clone(&block.code)).collect();
    let blocks: BTreeSet<Arc<str>> = blocks.into_iter().flatten().chain(disputed).chain(lapsed).collect();
    line.remaining_blocks = blocks.into_iter().collect();
    line.remaining_choices = choices;
    line.remaining_transversal = transversal.into_iter().flatten().collect();
}

fn award(line: &CandidateResult) -> Award {
    let nothing_remains = line.remaining_blocks.is_empty()
        && line.remaining_choices.is_empty()
        && line.remaining_transversal.is_empty()
        && line.requirements.iter().all(|requirement| requirement.state == Met::Met);
    match (nothing_remains, line.blocks.iter().any(|block| block.state.is_there())) {
        (true, _) => Award::Full,
        (false, true) => Award::Partial,
        (false, false) => Award::None,
    }
}
