//! What a hearing's decisions mean for the certification, with the blocks held before and the other requirements.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::candidate::{Candidate, Held};
use super::decision::{Decision, Outcome, hold};
use super::grid::Grid;
use super::id::{BlockCode, ItemCode, MarkCode, RequirementId};

/// What a hearing means for the certification.
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

/// Whether something that the certification asks for beside the blocks is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Met {
    /// It is met.
    Met,
    /// It is not.
    NotMet,
    /// Nobody has said yet.
    Unknown,
}

/// The certification's outcome, from this hearing and what the candidate held before, with what is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certification {
    /// Full, partial or none.
    pub award: Award,
    /// Blocks that the rule asks for, that are neither validated nor held.
    pub remaining_blocks: Vec<BlockCode>,
    /// Lists of the rule of which no block is validated or held.
    pub remaining_choices: Vec<Vec<BlockCode>>,
    /// Transversal competences of the rule that the marks do not establish.
    pub remaining_transversal: Vec<ItemCode>,
    /// Blocks that the candidate held before, each with the last day on which it counts, and whether it does.
    pub held: Vec<HeldBlock>,
    /// What else the rule asks of this candidate, and whether it is met.
    pub requirements: Vec<(RequirementId, Met)>,
}

/// A block held before, on the day of the hearing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldBlock {
    /// What the list says.
    pub held: Held,
    /// The last day on which it counts; none where it is kept for ever.
    pub until: Option<NaiveDate>,
    /// Whether it counts on the day of the hearing.
    pub counts: bool,
}

/// What is known of a hearing when its certification is worked out.
pub struct Basis<'a, M> {
    /// The grid.
    pub grid: &'a Grid,
    /// The candidate.
    pub candidate: &'a Candidate,
    /// The day of the session.
    pub date: NaiveDate,
    /// The jury's decisions.
    pub decisions: &'a BTreeMap<BlockCode, Decision>,
    /// What the jury said of the requirements, over what the list says.
    pub requirements: &'a BTreeMap<RequirementId, Met>,
    /// The mark of an item.
    pub mark: M,
}

impl<'a, M: Fn(&ItemCode) -> Option<&'a MarkCode>> Basis<'a, M> {
    /// Holds everything against the certification rule.
    pub fn certification(&self) -> Certification {
        let rule = &self.grid.certification;
        let held = self.candidate.held_on(self.date, rule.block_validity_years);
        let there = |code: &BlockCode| {
            self.validated(code) || held.iter().any(|block| block.counts && block.held.block == *code)
        };
        let remaining_blocks: Vec<_> = rule.blocks.iter().filter(|code| !there(code)).cloned().collect();
        let remaining_choices: Vec<_> = rule.one_of.iter().filter(|list| !list.iter().any(there)).cloned().collect();
        let remaining_transversal: Vec<_> =
            rule.transversal.iter().filter(|code| !self.acquired(code)).cloned().collect();
        let requirements = self.requirements();
        let full = remaining_blocks.is_empty()
            && remaining_choices.is_empty()
            && remaining_transversal.is_empty()
            && requirements.iter().all(|(_, met)| *met == Met::Met);
        let award = if full {
            Award::Full
        } else if self.grid.blocks.iter().any(|block| there(&block.code)) {
            Award::Partial
        } else {
            Award::None
        };
        Certification { award, remaining_blocks, remaining_choices, remaining_transversal, held, requirements }
    }

    fn validated(&self, code: &BlockCode) -> bool {
        self.decisions.get(code).is_some_and(|decision| decision.outcome == Outcome::Validated)
    }

    fn acquired(&self, code: &ItemCode) -> bool {
        let items = self.grid.transversal_items();
        let items: Vec<_> =
            items.filter(|item| item.competence.code == *code || item.also_evaluates.contains(code)).collect();
        let proposal = hold(&self.grid.transversal_rule, &self.grid.scale, &items, &self.mark);
        proposal.outcome == Some(Outcome::Validated)
    }

    fn requirements(&self) -> Vec<(RequirementId, Met)> {
        let state = |id: &RequirementId| {
            let said = self.requirements.get(id).or_else(|| self.candidate.requirements.get(id));
            said.copied().unwrap_or(Met::Unknown)
        };
        let asked = self.grid.certification.requirements(self.candidate.route);
        asked.map(|requirement| (requirement.id.clone(), state(&requirement.id))).collect()
    }
}

impl Candidate {
    /// The blocks held before, as they stand on a day, where blocks are kept for so many years.
    pub fn held_on(&self, date: NaiveDate, validity_years: Option<u32>) -> Vec<HeldBlock> {
        let block = |held: &Held| {
            let until = held.until(validity_years);
            let counts = until.is_none_or(|until| date <= until) && held.since.is_none_or(|since| since <= date);
            HeldBlock { held: held.clone(), until, counts }
        };
        self.held.iter().map(block).collect()
    }
}

impl Held {
    /// The last day on which a block held since then counts: the anniversary, included. None where it is kept for
    /// ever, or where nobody says since when it is held.
    pub fn until(&self, validity_years: Option<u32>) -> Option<NaiveDate> {
        let months = Months::new(validity_years?.checked_mul(12)?);
        self.since?.checked_add_months(months)
    }
}
