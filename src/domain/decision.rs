//! What the grid's rules propose from the marks, and why.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use super::grid::{Block, Grid, Item};
use super::id::{ItemCode, MarkCode};
use super::rules::{BlockRule, NotObserved};
use super::scale::Scale;

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

/// What a rule proposes, with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The outcome; none while an item is unmarked, where one was not observed and the rule leaves that open, and where
    /// nothing is left to count.
    pub outcome: Option<Outcome>,
    /// How many items there are.
    pub items: usize,
    /// The items without a mark.
    pub unmarked: Vec<ItemCode>,
    /// The items that were not observed.
    pub not_observed: Vec<ItemCode>,
    /// What such an item counts as.
    pub not_observed_as: Option<NotObserved>,
    /// Each condition of the rule, with its figures.
    pub findings: Vec<Finding>,
}

/// One condition of a rule, held against the marks given so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// Every item at a mark or above.
    EveryItem {
        /// The mark asked for.
        required: MarkCode,
        /// How many items reach it.
        reached: usize,
        /// Of how many that count or are yet to be marked.
        of: usize,
        /// Those below.
        below: Vec<ItemCode>,
    },
    /// At most so many items below a mark.
    AtMostBelow {
        /// The mark.
        required: MarkCode,
        /// How many may be below it.
        allowed: usize,
        /// Those that are.
        below: Vec<ItemCode>,
    },
    /// The weighted mean of the items at this or above.
    Mean {
        /// The mean asked for.
        required: Decimal,
        /// The mean; none where nothing counts.
        found: Option<Mean>,
    },
    /// The weighted mean of each competence's items at this or above.
    EveryCompetence {
        /// The mean asked for.
        required: Decimal,
        /// How many competences reach it.
        reached: usize,
        /// Those below, with their means.
        below: Vec<(ItemCode, Mean)>,
    },
    /// No eliminatory item below the mark that eliminates.
    Eliminatory {
        /// Those below, with the mark that each needed.
        below: Vec<(ItemCode, MarkCode)>,
    },
}

impl Finding {
    /// Whether the condition holds.
    pub fn holds(&self) -> bool {
        match self {
            Self::EveryItem { below, .. } => below.is_empty(),
            Self::AtMostBelow { allowed, below, .. } => below.len() <= *allowed,
            Self::Mean { required, found } => found.is_some_and(|mean| mean.is_at_least(*required)),
            Self::EveryCompetence { below, .. } => below.is_empty(),
            Self::Eliminatory { below } => below.is_empty(),
        }
    }
}

/// A weighted mean, exact: kept as a fraction and compared without dividing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mean {
    sum: Decimal,
    weight: Decimal,
}

impl Mean {
    /// The mean of values with their weights; none where there are none.
    fn of(values: impl Iterator<Item = (Decimal, Decimal)>) -> Option<Self> {
        let mean = values.fold(Self { sum: Decimal::ZERO, weight: Decimal::ZERO }, |mean, (value, weight)| Self {
            sum: mean.sum + value * weight,
            weight: mean.weight + weight,
        });
        (mean.weight > Decimal::ZERO).then_some(mean)
    }

    /// Whether the mean reaches this.
    pub fn is_at_least(self, required: Decimal) -> bool {
        self.sum >= required * self.weight
    }

    /// The mean to show beside what is asked for, with two places or as many as that has; rounded down, so that it
    /// never looks like what it does not reach.
    pub fn shown(self, required: Decimal) -> Decimal {
        let places = required.normalize().scale().max(2);
        (self.sum / self.weight).round_dp_with_strategy(places, RoundingStrategy::ToZero).normalize()
    }
}

/// Holds the marks of a block against its rule.
///
/// One unmarked item leaves the outcome open, even where another is already below: a mark that the jury
/// has yet to give is not the program's to presume.
pub fn propose<'a>(grid: &Grid, block: &Block, mark: impl Fn(&ItemCode) -> Option<&'a MarkCode>) -> Proposal {
    let items: Vec<_> = block.items().collect();
    hold(grid.rule(block), block.scale.as_ref().unwrap_or(&grid.scale), &items, mark)
}

/// Holds the marks of these items against a rule.
pub(super) fn hold<'a>(
    rule: &BlockRule,
    scale: &Scale,
    items: &[Item<'_>],
    mark: impl Fn(&ItemCode) -> Option<&'a MarkCode>,
) -> Proposal {
    let mut proposal = Proposal {
        outcome: None,
        items: items.len(),
        unmarked: Vec::new(),
        not_observed: Vec::new(),
        not_observed_as: rule.not_observed,
        findings: Vec::new(),
    };
    let mut counted = Vec::new();
    for item in items {
        match mark(item.code) {
            None => proposal.unmarked.push(item.code.clone()),
            Some(mark) if mark.is_not_observed() => {
                proposal.not_observed.push(item.code.clone());
                if rule.not_observed == Some(NotObserved::Below) {
                    counted.push((item, mark));
                }
            }
            Some(mark) => counted.push((item, mark)),
        }
    }
    let counted = Counted { scale, items: counted, open: proposal.unmarked.len() };
    proposal.findings = counted.findings(rule, items);
    let open = !proposal.not_observed.is_empty() && rule.not_observed == Some(NotObserved::Open);
    if proposal.unmarked.is_empty() && !open && !counted.items.is_empty() {
        let validated = proposal.findings.iter().all(Finding::holds);
        proposal.outcome = Some(if validated { Outcome::Validated } else { Outcome::Refused });
    }
    proposal
}

/// The items that count, each with its mark.
struct Counted<'a> {
    scale: &'a Scale,
    items: Vec<(&'a Item<'a>, &'a MarkCode)>,
    /// How many more are yet to be marked.
    open: usize,
}

impl Counted<'_> {
    fn findings(&self, rule: &BlockRule, items: &[Item<'_>]) -> Vec<Finding> {
        let mut findings = Vec::new();
        if let Some(required) = &rule.every_item_at_least {
            let below = self.below(required);
            let (reached, of) = (self.items.len() - below.len(), self.items.len() + self.open);
            findings.push(Finding::EveryItem { required: required.clone(), reached, of, below });
        }
        if let Some(rule) = &rule.at_most_below {
            let below = self.below(&rule.mark);
            findings.push(Finding::AtMostBelow { required: rule.mark.clone(), allowed: rule.items, below });
        }
        if let Some(required) = rule.weighted_mean_at_least {
            findings.push(Finding::Mean { required, found: self.mean(|_| true) });
        }
        if let Some(required) = rule.every_competence_at_least {
            findings.push(self.competences(required));
        }
        if items.iter().any(|item| item.stakes.eliminatory_below.is_some()) {
            let below = |(item, mark): &(&Item<'_>, &MarkCode)| {
                let required = item.stakes.eliminatory_below.as_ref()?;
                self.scale.is_below(mark, required).then(|| (item.code.clone(), required.clone()))
            };
            findings.push(Finding::Eliminatory { below: self.items.iter().filter_map(below).collect() });
        }
        findings
    }

    fn below(&self, required: &MarkCode) -> Vec<ItemCode> {
        let below = self.items.iter().filter(|(_, mark)| self.scale.is_below(mark, required));
        below.map(|(item, _)| item.code.clone()).collect()
    }

    fn mean(&self, of: impl Fn(&Item<'_>) -> bool) -> Option<Mean> {
        let least = self.scale.bounds().map(|(least, _)| least);
        Mean::of(self.items.iter().filter(|(item, _)| of(item)).filter_map(|(item, mark)| {
            let value = if mark.is_not_observed() { least } else { self.scale.value(mark) };
            Some((value?, item.stakes.weight))
        }))
    }

    /// A competence is what its own items say of it, and those of others that evaluate it, too.
    fn competences(&self, required: Decimal) -> Finding {
        let mut codes: Vec<&ItemCode> = Vec::new();
        for (item, _) in &self.items {
            for code in std::iter::once(&item.competence.code).chain(item.also_evaluates) {
                if !codes.contains(&code) {
                    codes.push(code);
                }
            }
        }
        let mean =
            |code: &ItemCode| self.mean(|item| item.competence.code == *code || item.also_evaluates.contains(code));
        let means: Vec<_> = codes.iter().filter_map(|code| Some(((*code).clone(), mean(code)?))).collect();
        let total = means.len();
        let below: Vec<_> = means.into_iter().filter(|(_, mean)| !mean.is_at_least(required)).collect();
        Finding::EveryCompetence { required, reached: total - below.len(), below }
    }
}
