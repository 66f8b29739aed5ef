//! The grids that are known, by their digests; what their rules give from the marks of minutes.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Examination, Fault};
use crate::clerk::GRID_FILE;
use crate::digest::sha256;
use crate::domain::candidate::{Accommodation, Candidate, Held, Route};
use crate::domain::certification::Basis;
use crate::domain::decision::{Decision, propose};
use crate::domain::grid::Grid;
use crate::domain::id::{BlockCode, ItemCode, MarkCode};
use crate::domain::minutes::{BlockPart, ConditionPart, HearingState, HeldPart, Minutes};
use crate::formats::read_grid;
use crate::received::{Delivery, Folder};

/// How many folders up a session's own files are looked for.
pub(super) const DEPTH: usize = 4;

/// The most bytes of a file of a session that is read before anything in it is known to be signed; no real one comes near.
pub(super) const LARGEST: usize = 1 << 20;

/// Grids, by their digests.
#[derive(Debug, Clone, Default)]
pub struct Grids {
    known: BTreeMap<String, Arc<Grid>>,
}

impl Grids {
    /// Takes a grid, if these bytes are one; whether they are.
    pub fn take(&mut self, bytes: &[u8]) -> bool {
        // It is not signed: one that would fill the memory is none.
        if bytes.len() > LARGEST {
            return false;
        }
        let digest = sha256(bytes);
        if self.known.contains_key(&digest) {
            return true;
        }
        let read = read_grid(GRID_FILE, bytes);
        let taken = read.is_ok();
        self.known.extend(read.ok().map(|read| (digest, Arc::new(read.value))));
        taken
    }

    /// Takes the grid of a folder, if it has one.
    pub fn take_from(&mut self, folder: &Folder) {
        if let Ok(bytes) = folder.read(GRID_FILE) {
            self.take(&bytes);
        }
    }

    /// Takes the grids of all sessions that were received whole.
    pub fn gather(&mut self, deliveries: &[Delivery]) {
        for bytes in deliveries.iter().flat_map(|delivery| delivery.every(GRID_FILE)) {
            self.take(&bytes);
        }
    }

    /// The grid of this digest.
    pub fn get(&self, digest: &str) -> Option<&Arc<Grid>> {
        self.known.get(digest)
    }
}

impl Examination<'_> {
    /// The grid by which these minutes were made: known, or beside them.
    pub(super) fn grid(&self, minutes: &Minutes) -> Option<Arc<Grid>> {
        let digest = &minutes.session.grid_sha256;
        if let Some(known) = self.trust.grids.get(digest) {
            return Some(Arc::clone(known));
        }
        let beside = self.grids.get_or_init(|| {
            let mut beside = Grids::default();
            if let Ok(Some(folder)) = self.folder.nearest_with(GRID_FILE, DEPTH) {
                beside.take_from(&folder);
            }
            beside
        });
        beside.get(digest).cloned()
    }
}

type Marks<'a> = BTreeMap<&'a ItemCode, &'a MarkCode>;

/// The first thing in which minutes are not what the rules of their grid give from their marks.
pub(super) fn against(minutes: &Minutes, grid: &Grid) -> Option<Fault> {
    let marks: Marks<'_> = minutes.item.iter().filter_map(|item| Some((&item.code, item.mark.as_ref()?))).collect();
    match minutes.block.iter().find(|block| !holds(block, grid, &marks)) {
        Some(block) => Some(Fault::NotByTheGrid(Some(block.code.clone()))),
        None if outcome(minutes, grid, &marks) => None,
        None => Some(Fault::NotByTheGrid(None)),
    }
}

fn holds(part: &BlockPart, grid: &Grid, marks: &Marks<'_>) -> bool {
    let Some(block) = grid.block(&part.code) else { return false };
    let proposal = propose(grid, block, |item| marks.get(item).copied());
    let scale = block.scale.as_ref().unwrap_or(&grid.scale);
    let conditions = proposal.findings.iter().map(|finding| ConditionPart::of(scale, finding));
    part.items == proposal.items
        && part.unmarked == proposal.unmarked
        && part.not_observed == proposal.not_observed
        && part.proposed == proposal.outcome
        && conditions.eq(part.condition.iter().cloned())
}

/// Whether what remains of the certification is what the grid's rule says.
fn outcome(minutes: &Minutes, grid: &Grid, marks: &Marks<'_>) -> bool {
    let candidate = candidate(minutes);
    let decision = |block: &BlockPart| {
        let outcome = block.decision?;
        Some((block.code.clone(), Decision { outcome, proposed: block.proposed, reason: block.reason.clone() }))
    };
    let decisions: BTreeMap<BlockCode, Decision> = minutes.block.iter().filter_map(decision).collect();
    let requirements = minutes.requirement.iter().map(|each| (each.id.clone(), each.state)).collect();
    let basis = Basis {
        grid,
        candidate: &candidate,
        date: minutes.session.date,
        decisions: &decisions,
        requirements: &requirements,
        mark: |item: &ItemCode| marks.get(item).copied(),
    };
    let found = basis.certification();
    let counts = found.held.iter().map(|held| held.counts);
    let asked = |id| found.requirements.iter().any(|(asked, _)| asked == id);
    found.award == minutes.outcome.award
        && found.remaining_blocks == minutes.outcome.remaining_blocks
        && found.remaining_choices == minutes.outcome.remaining_choices
        && found.remaining_transversal == minutes.outcome.remaining_transversal
        && counts.eq(minutes.held.iter().map(|held| held.counts))
        && found.requirements.len() == minutes.requirement.len()
        && minutes.requirement.iter().all(|each| asked(&each.id))
        && (minutes.state == HearingState::Absent || decisions.len() == minutes.block.len())
}

/// The candidate, as far as minutes say.
fn candidate(minutes: &Minutes) -> Candidate {
    let part = &minutes.candidate;
    let held = |held: &HeldPart| Held { block: held.block.clone(), since: held.since, origin: held.origin.clone() };
    Candidate {
        id: part.id.clone(),
        family_name: part.family_name.clone(),
        given_name: part.given_name.clone(),
        blocks: part.blocks.clone(),
        scheduled: None,
        accommodation: Accommodation::None,
        route: part.route.as_deref().and_then(Route::from_key),
        group: part.group.clone(),
        held: minutes.held.iter().map(held).collect(),
        requirements: BTreeMap::new(),
    }
}
