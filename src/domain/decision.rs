//! What the grid's rules propose from the marks, and why.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::grid::{Block, Grid};
use super::id::{BlockCode, ItemCode, MarkCode};

/// The outcome of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The block is validated.
    Validated,
    /// The block is not validated.
    Refused,
}

/// What the jury decided on a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The outcome.
    pub outcome: Outcome,
    /// What the rule proposed at that moment; none while an item was unmarked.
    pub proposed: Option<Outcome>,
    /// Why; always there when the decision is not what the rule proposed.
    pub reason: Option<String>,
}

/// What the rule proposes for a block, with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The outcome; none while an item is unmarked and nothing else settles it.
    pub outcome: Option<Outcome>,
    /// How many items the block has.
    pub items: usize,
    /// The items below the level that the rule asks for.
    pub below: Vec<ItemCode>,
    /// The items without a mark.
    pub unmarked: Vec<ItemCode>,
    /// The level that the rule asks for.
    pub required: MarkCode,
}

impl Proposal {
    /// How many items reach the level asked for.
    pub fn acquired(&self) -> usize {
        self.items - self.below.len() - self.unmarked.len()
    }
}

/// Holds the marks of a block against the grid's rule.
///
/// One unmarked item leaves the outcome open, even where another is already below: a mark that the jury
/// has yet to give is not the program's to presume.
pub fn propose<'a>(grid: &Grid, block: &Block, mark: impl Fn(&ItemCode) -> Option<&'a MarkCode>) -> Proposal {
    let required = &grid.block_rule.value.every_item_at_least;
    let threshold = grid.scale.rank(required);
    let mut proposal =
        Proposal { outcome: None, items: 0, below: Vec::new(), unmarked: Vec::new(), required: required.clone() };
    for item in block.items() {
        proposal.items += 1;
        match mark(item.code) {
            None => proposal.unmarked.push(item.code.clone()),
            Some(level) if grid.scale.rank(level) < threshold => proposal.below.push(item.code.clone()),
            Some(_) => {}
        }
    }
    if proposal.unmarked.is_empty() {
        proposal.outcome = Some(if proposal.below.is_empty() { Outcome::Validated } else { Outcome::Refused });
    }
    proposal
}

/// What a hearing's decisions mean for the certification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Award {
    /// Everything that the rule asks for is there.
    Full,
    /// Some blocks are validated, not everything.
    Partial,
    /// No block is validated.
    None,
}

/// The certification's outcome, from this hearing alone, with what is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certification {
    /// Full, partial or none.
    pub award: Award,
    /// Blocks of the rule that this hearing did not validate.
    pub remaining_blocks: Vec<BlockCode>,
    /// Transversal competences of the rule that were not marked at the level asked for.
    pub remaining_transversal: Vec<ItemCode>,
}

/// Holds the decisions and the transversal marks of one hearing against the certification rule.
pub fn certification<'a>(
    grid: &Grid,
    decisions: &BTreeMap<BlockCode, Decision>,
    mark: impl Fn(&ItemCode) -> Option<&'a MarkCode>,
) -> Certification {
    let validated = |code: &BlockCode| decisions.get(code).is_some_and(|d| d.outcome == Outcome::Validated);
    let threshold = grid.scale.rank(&grid.block_rule.value.every_item_at_least);
    let reached = |code: &ItemCode| mark(code).is_some_and(|level| grid.scale.rank(level) >= threshold);
    let acquired = |code: &ItemCode| {
        let competence = grid.transversal.iter().find(|competence| competence.code == *code);
        competence.is_some_and(|competence| competence.items(None).all(|item| reached(item.code)))
    };
    let rule = &grid.certification;
    let remaining_blocks: Vec<_> = rule.blocks.iter().filter(|code| !validated(code)).cloned().collect();
    let remaining_transversal: Vec<_> = rule.transversal.iter().filter(|code| !acquired(code)).cloned().collect();
    let award = if remaining_blocks.is_empty() && remaining_transversal.is_empty() {
        Award::Full
    } else if decisions.values().any(|decision| decision.outcome == Outcome::Validated) {
        Award::Partial
    } else {
        Award::None
    };
    Certification { award, remaining_blocks, remaining_transversal }
}
