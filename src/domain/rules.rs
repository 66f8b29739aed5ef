//! The grid's rules of decision, as data: when a block is validated, and when the certification is obtained.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::candidate::Route;
use super::id::{BlockCode, ItemCode, MarkCode, RequirementId};
use super::wording::Wording;

/// When a block is validated: each of these that is stated must hold, and no eliminatory item may be below its mark.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BlockRule {
    /// Every item at this mark or above.
    pub every_item_at_least: Option<MarkCode>,
    /// At most so many items below a mark.
    pub at_most_below: Option<AtMostBelow>,
    /// The weighted mean of the items, in points, at this or above.
    pub weighted_mean_at_least: Option<Decimal>,
    /// The weighted mean of each competence's items, in points, at this or above.
    pub every_competence_at_least: Option<Decimal>,
    /// What an item that was not observed counts as; none where an item cannot be marked so.
    pub not_observed: Option<NotObserved>,
    /// Why this rule was chosen, if the source text is silent.
    pub editorial: Option<String>,
}

/// At most so many items below a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtMostBelow {
    /// The mark.
    pub mark: MarkCode,
    /// How many items may be below it.
    pub items: usize,
}

/// What an item that was not observed counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NotObserved {
    /// Below every mark; the least of the scale in a mean.
    Below,
    /// Nothing: the item is left out.
    LeftOut,
    /// Unknown: the outcome stays open, and the jury decides with a reason.
    Open,
}

impl NotObserved {
    /// All effects.
    pub const ALL: [Self; 3] = [Self::Below, Self::LeftOut, Self::Open];

    /// The name in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Below => "below",
            Self::LeftOut => "left-out",
            Self::Open => "open",
        }
    }
}

/// When the certification is obtained: each of these must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CertificationRule {
    /// All of these blocks.
    pub blocks: Vec<BlockCode>,
    /// At least one block of each of these lists.
    pub one_of: Vec<Vec<BlockCode>>,
    /// All of these transversal competences.
    pub transversal: Vec<ItemCode>,
    /// What else must be met.
    pub requirements: Vec<Requirement>,
    /// For how many years a validated block is kept; without limit where the grid says nothing.
    pub block_validity_years: Option<u32>,
    /// Why this rule was chosen, if the source text is silent.
    pub editorial: Option<String>,
}

/// Something that must be met beside the blocks: a period in a company, a memoir.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// Its name in files; also a column of the candidate list.
    pub id: RequirementId,
    /// Its name on screen.
    pub title: Wording,
    /// The source text's words.
    pub text: Option<String>,
    /// The routes it is asked of; of all where empty.
    pub routes: Vec<Route>,
}

impl CertificationRule {
    /// What else a candidate who came by this route must meet. One whose route is not known must meet everything.
    pub fn requirements(&self, route: Option<Route>) -> impl Iterator<Item = &Requirement> {
        self.requirements.iter().filter(move |requirement| {
            requirement.routes.is_empty() || route.is_none_or(|route| requirement.routes.contains(&route))
        })
    }
}
