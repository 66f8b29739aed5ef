//! The grid of a certification: phases, scale, blocks, competences, criteria, and the rules that decide.

use std::time::Duration;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::candidate::{Candidate, Route};
use super::id::{BlockCode, ItemCode, MarkCode, PhaseId};
use super::jury::JuryRules;
use super::rules::{BlockRule, CertificationRule};
use super::scale::Scale;
use super::wording::Wording;

/// A certification's grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// The certification's code (`RNCP38822`).
    pub code: String,
    /// Its title.
    pub title: String,
    /// Who certifies, if the text says so.
    pub certifier: Option<String>,
    /// The level of qualification, 1 to 8.
    pub level: u8,
    /// The text the grid comes from.
    pub source: String,
    /// Why what stands above, or the labels, were chosen where that text is silent.
    pub editorial: Option<String>,
    /// When the registration ends.
    pub registration_end: Option<NaiveDate>,
    /// The last day on which the certification can be awarded.
    pub last_award: Option<NaiveDate>,
    /// By which routes candidates may come; by any where the grid says nothing.
    pub access: Option<Access>,
    /// The timed phases, in order; never empty.
    pub phases: Vec<Phase>,
    /// The phases of candidates who came by certain routes, where they differ.
    pub timings: Vec<Timing>,
    /// How the jury deliberates.
    pub deliberation: Deliberation,
    /// How items are marked, where their block says nothing else.
    pub scale: Scale,
    /// When a block is validated, where the block says nothing else.
    pub block_rule: BlockRule,
    /// When a transversal competence is acquired.
    pub transversal_rule: BlockRule,
    /// When the certification is.
    pub certification: CertificationRule,
    /// Who may sit.
    pub jury: JuryRules,
    /// The blocks, in order; never empty.
    pub blocks: Vec<Block>,
    /// Competences evaluated across the blocks.
    pub transversal: Vec<Competence>,
}

/// How the jury deliberates.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Deliberation {
    /// How long it should take; for information only.
    pub duration: Option<Duration>,
    /// The gap between jurors' marks, in levels or in points, beyond which what the jury retains needs a reason: zero
    /// where the grid says nothing, so that any difference is discussed.
    pub gap: Decimal,
    /// Whether the president's mark carries where as many jurors gave one mark as another.
    pub casting_vote: bool,
    /// Why these were chosen, if the source text is silent.
    pub editorial: Option<String>,
}

/// By which routes candidates may come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// The routes that are open; never empty.
    pub open: Vec<Route>,
    /// Why the others are not, in the grid's words.
    pub reason: Option<String>,
    /// Why these were chosen, if the source text is silent.
    pub editorial: Option<String>,
}

/// The phases of candidates who came by certain routes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timing {
    /// The routes; never empty.
    pub routes: Vec<Route>,
    /// The timed phases, in order; never empty.
    pub phases: Vec<Phase>,
    /// Why these phases were chosen, if the source text is silent.
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

/// A block of competences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its code.
    pub code: BlockCode,
    /// Its title, in the source text's words.
    pub title: String,
    /// How its items are marked, if not as the grid says.
    pub scale: Option<Scale>,
    /// When it is validated, if not as the grid says.
    pub rule: Option<BlockRule>,
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
    /// What a mark on it weighs, where it is the item.
    pub stakes: Stakes,
    /// The criteria, where the grid has them.
    pub criteria: Vec<Criterion>,
    /// Whether criteria of other competences evaluate it: without criteria of its own it then gets no mark.
    pub evaluated_elsewhere: bool,
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
    /// What a mark on it weighs.
    pub stakes: Stakes,
    /// The other competences that it evaluates.
    pub also_evaluates: Vec<ItemCode>,
    /// What to look for.
    pub indicators: Vec<String>,
    /// Whether a group is marked together on it.
    pub common: bool,
}

/// What a mark on an item weighs in its block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stakes {
    /// Its weight in means; above zero.
    pub weight: Decimal,
    /// A mark below this one refuses the block, whatever the others are.
    pub eliminatory_below: Option<MarkCode>,
}

impl Default for Stakes {
    fn default() -> Self {
        Self { weight: Decimal::ONE, eliminatory_below: None }
    }
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
    /// What a mark on it weighs.
    pub stakes: &'a Stakes,
    /// The other competences that it evaluates.
    pub also_evaluates: &'a [ItemCode],
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
    /// Its code, then those of the competences that its criteria evaluate with it: `C1.1, C1.2`.
    pub fn codes(&self) -> String {
        let mut codes = vec![&self.code];
        for code in self.criteria.iter().flat_map(|criterion| &criterion.also_evaluates) {
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    }

    /// The items of the competence: its criteria, else the competence itself.
    pub fn items<'a>(&'a self, block: Option<&'a Block>) -> impl Iterator<Item = Item<'a>> {
        let alone = self.criteria.is_empty() && !self.evaluated_elsewhere;
        let whole = alone.then_some(Item {
            code: &self.code,
            label: self.label.as_deref(),
            text: &self.text,
            indicators: &[],
            stakes: &self.stakes,
            also_evaluates: &[],
            block,
            competence: self,
            common: self.common,
        });
        whole.into_iter().chain(self.criteria.iter().map(move |criterion| Item {
            code: &criterion.code,
            label: criterion.label.as_deref(),
            text: &criterion.text,
            indicators: &criterion.indicators,
            stakes: &criterion.stakes,
            also_evaluates: &criterion.also_evaluates,
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
    /// The block with this code.
    pub fn block(&self, code: &BlockCode) -> Option<&Block> {
        self.blocks.iter().find(|block| block.code == *code)
    }

    /// The timed phases of a candidate, in order: those of the route, where the grid gives it its own.
    pub fn phases_of(&self, candidate: &Candidate) -> &[Phase] {
        let own = |timing: &&Timing| candidate.route.is_some_and(|route| timing.routes.contains(&route));
        let own = self.timings.iter().find(own);
        own.map_or(&self.phases, |timing| &timing.phases)
    }

    /// How an item is marked.
    pub fn scale_of<'a>(&'a self, item: &Item<'a>) -> &'a Scale {
        item.block.and_then(|block| block.scale.as_ref()).unwrap_or(&self.scale)
    }

    /// The rule that an item's mark is held against.
    pub fn rule_of<'a>(&'a self, item: &Item<'a>) -> &'a BlockRule {
        item.block.map_or(&self.transversal_rule, |block| self.rule(block))
    }

    /// When a block is validated.
    pub fn rule<'a>(&'a self, block: &'a Block) -> &'a BlockRule {
        block.rule.as_ref().unwrap_or(&self.block_rule)
    }

    /// Whether an item can get this mark.
    pub fn allows(&self, item: &Item<'_>, mark: &MarkCode) -> bool {
        self.scale_of(item).has(mark) || mark.is_not_observed() && self.rule_of(item).not_observed.is_some()
    }

    /// The competence with this code, in a block or across them.
    pub fn competence(&self, code: &ItemCode) -> Option<&Competence> {
        let all = self.blocks.iter().flat_map(|block| &block.competences).chain(&self.transversal);
        all.into_iter().find(|competence| competence.code == *code)
    }

    /// The item with this code.
    pub fn item(&self, code: &ItemCode) -> Option<Item<'_>> {
        self.blocks.iter().flat_map(Block::items).chain(self.transversal_items()).find(|item| item.code == code)
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
