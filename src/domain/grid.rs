//! The grid of a certification: phases, scale, blocks, competences, criteria, and the rules that decide.

use std::time::Duration;

use chrono::NaiveDate;

use super::candidate::Candidate;
use super::id::{BlockCode, ItemCode, MarkCode, PhaseId};
use super::jury::JuryRules;
use super::wording::Wording;

/// A certification's grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// The certification's code (`RNCP38822`).
    pub code: String,
    /// Its title.
    pub title: String,
    /// Who certifies.
    pub certifier: String,
    /// The level of qualification, 1 to 8.
    pub level: u8,
    /// The text the grid comes from.
    pub source: String,
    /// When the registration ends.
    pub registration_end: Option<NaiveDate>,
    /// The last day on which the certification can be awarded.
    pub last_award: Option<NaiveDate>,
    /// The timed phases, in order; never empty.
    pub phases: Vec<Phase>,
    /// How long the deliberation should take; for information only.
    pub deliberation: Option<Stated<Duration>>,
    /// How items are marked.
    pub scale: Scale,
    /// When a block is validated.
    pub block_rule: Stated<BlockRule>,
    /// When the certification is.
    pub certification: CertificationRule,
    /// Who may sit.
    pub jury: JuryRules,
    /// The blocks, in order; never empty.
    pub blocks: Vec<Block>,
    /// Competences evaluated across the blocks.
    pub transversal: Vec<Competence>,
}

/// A value, and why it is an editorial default where the source text does not state it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated<T> {
    /// The value.
    pub value: T,
    /// Why this value was chosen, if the source text is silent.
    pub editorial: Option<String>,
}

/// A timed phase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phase {
    /// Its name in files.
    pub id: PhaseId,
    /// Its name on screen.
    pub title: Wording,
    /// The time due, before any accommodation.
    pub duration: Duration,
    /// How long before the end to warn; longest first.
    pub warnings: Vec<Duration>,
    /// Why the duration was chosen, if the source text is silent.
    pub editorial: Option<String>,
}

/// The scale: levels from the lowest to the highest, two to nine of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// The levels, lowest first.
    pub levels: Vec<Level>,
    /// Why this scale was chosen, if the source text is silent.
    pub editorial: Option<String>,
}

/// One level of the scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// Its name in files.
    pub id: MarkCode,
    /// Its name on screen.
    pub title: Wording,
}

impl Scale {
    /// The rank of a level, from 1 (lowest); it is also the digit that marks.
    pub fn rank(&self, level: &MarkCode) -> Option<usize> {
        self.levels.iter().position(|each| each.id == *level).map(|index| index + 1)
    }

    /// The level of a rank, from 1.
    pub fn at_rank(&self, rank: usize) -> Option<&Level> {
        self.levels.get(rank.checked_sub(1)?)
    }

    /// The level with this name.
    pub fn level(&self, id: &MarkCode) -> Option<&Level> {
        self.levels.iter().find(|each| each.id == *id)
    }
}

/// When a block is validated: every item at this level or above.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockRule {
    /// The lowest level that counts as acquired.
    pub every_item_at_least: MarkCode,
}

/// When the certification is obtained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificationRule {
    /// All of these blocks.
    pub blocks: Vec<BlockCode>,
    /// And all of these transversal competences, at the block rule's level.
    pub transversal: Vec<ItemCode>,
    /// For how many years a validated block is kept.
    pub block_validity_years: Option<u32>,
}

/// A block of competences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its code.
    pub code: BlockCode,
    /// Its title, in the source text's words.
    pub title: String,
    /// Its competences, in order; never empty.
    pub competences: Vec<Competence>,
}

/// A competence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Competence {
    /// Its code; it is the item where there are no criteria.
    pub code: ItemCode,
    /// A few words for lists on screen; an editorial aid.
    pub label: Option<String>,
    /// The source text's words.
    pub text: String,
    /// The criteria, where the grid has them.
    pub criteria: Vec<Criterion>,
    /// Whether a group is marked together on it, and on each of its criteria.
    pub common: bool,
}

/// A criterion of a competence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// Its code.
    pub code: ItemCode,
    /// A few words for lists on screen; an editorial aid.
    pub label: Option<String>,
    /// The source text's words.
    pub text: String,
    /// What to look for.
    pub indicators: Vec<String>,
    /// Whether a group is marked together on it.
    pub common: bool,
}

/// What gets a mark, seen with what it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item<'a> {
    /// Its code.
    pub code: &'a ItemCode,
    /// A few words, or nothing.
    pub label: Option<&'a str>,
    /// Its text.
    pub text: &'a str,
    /// What to look for.
    pub indicators: &'a [String],
    /// Its block; none for a transversal competence.
    pub block: Option<&'a Block>,
    /// Its competence: itself, where there are no criteria.
    pub competence: &'a Competence,
    /// Whether a group is marked together on it.
    pub common: bool,
}

impl Item<'_> {
    /// Whether the item is a criterion of a competence, not the competence itself.
    pub fn is_criterion(&self) -> bool {
        *self.code != self.competence.code
    }

    /// The few words that name the item in a list: its label, else its text.
    pub fn name(&self) -> &str {
        self.label.unwrap_or(self.text)
    }
}

impl Competence {
    /// The items of the competence: its criteria, else the competence itself.
    pub fn items<'a>(&'a self, block: Option<&'a Block>) -> impl Iterator<Item = Item<'a>> {
        let whole = self.criteria.is_empty().then_some(Item {
            code: &self.code,
            label: self.label.as_deref(),
            text: &self.text,
            indicators: &[],
            block,
            competence: self,
            common: self.common,
        });
        whole.into_iter().chain(self.criteria.iter().map(move |criterion| Item {
            code: &criterion.code,
            label: criterion.label.as_deref(),
            text: &criterion.text,
            indicators: &criterion.indicators,
            block,
            competence: self,
            common: self.common || criterion.common,
        }))
    }
}

impl Block {
    /// The items of the block, in order.
    pub fn items(&self) -> impl Iterator<Item = Item<'_>> {
        self.competences.iter().flat_map(|competence| competence.items(Some(self)))
    }
}

impl Grid {
    /// The timed phases of this candidate's hearing, in order.
    pub fn phases_of(&self, _candidate: &Candidate) -> &[Phase] {
        &self.phases
    }

    /// The block with this code.
    pub fn block(&self, code: &BlockCode) -> Option<&Block> {
        self.blocks.iter().find(|block| block.code == *code)
    }

    /// The block that an item belongs to; none for a transversal one.
    pub fn block_of(&self, item: &ItemCode) -> Option<BlockCode> {
        let holds = |block: &&Block| block.items().any(|each| each.code == item);
        self.blocks.iter().find(holds).map(|block| block.code.clone())
    }

    /// The transversal items.
    pub fn transversal_items(&self) -> impl Iterator<Item = Item<'_>> {
        self.transversal.iter().flat_map(|competence| competence.items(None))
    }

    /// The items that a hearing on these blocks marks: theirs, in the grid's order, then the transversal ones.
    pub fn items<'a>(&'a self, presented: &'a [BlockCode]) -> impl Iterator<Item = Item<'a>> {
        self.blocks
            .iter()
            .filter(|block| presented.contains(&block.code))
            .flat_map(Block::items)
            .chain(self.transversal_items())
    }
}
