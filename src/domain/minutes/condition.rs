//! A condition of a block's rule, as minutes keep it.

use serde::{Deserialize, Serialize};

use crate::domain::decision::Finding;
use crate::domain::id::{ItemCode, MarkCode};
use crate::domain::scale::Scale;

/// A condition of a block's rule, held against the marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConditionPart {
    /// What is asked.
    pub rule: ConditionRule,
    /// The mark or the mean asked for; none where each item has its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<MarkCode>,
    /// That mark in words, where it is a level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// How many items may be below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allowed: Option<usize>,
    /// How many items or competences reach it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reached: Option<usize>,
    /// Of how many items that count or had no mark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<usize>,
    /// The mean, rounded down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean: Option<MarkCode>,
    /// The items or competences below.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub below: Vec<ItemCode>,
    /// Whether the condition held.
    pub holds: bool,
}

/// What a condition asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConditionRule {
    /// Every item at a mark or above.
    EveryItem,
    /// At most so many items below a mark.
    AtMostBelow,
    /// The weighted mean of the items.
    WeightedMean,
    /// The weighted mean of each competence's items.
    EveryCompetence,
    /// No eliminatory item below the mark that eliminates.
    Eliminatory,
}

impl ConditionPart {
    /// A finding, with the words of the scale.
    pub fn of(scale: &Scale, finding: &Finding) -> Self {
        let mut part = Self {
            rule: ConditionRule::Eliminatory,
            required: None,
            level: None,
            allowed: None,
            reached: None,
            of: None,
            mean: None,
            below: Vec::new(),
            holds: finding.holds(),
        };
        match finding {
            Finding::EveryItem { required, reached, of, below } => {
                part.rule = ConditionRule::EveryItem;
                part.required = Some(required.clone());
                (part.reached, part.of) = (Some(*reached), Some(*of));
                part.below.clone_from(below);
            }
            Finding::AtMostBelow { required, allowed, below } => {
                part.rule = ConditionRule::AtMostBelow;
                part.required = Some(required.clone());
                part.allowed = Some(*allowed);
                part.below.clone_from(below);
            }
            Finding::Mean { required, found } => {
                part.rule = ConditionRule::WeightedMean;
                part.required = Some(MarkCode::points(*required));
                part.mean = found.map(|mean| MarkCode::points(mean.shown(*required)));
            }
            Finding::EveryCompetence { required, reached, below } => {
                part.rule = ConditionRule::EveryCompetence;
                part.required = Some(MarkCode::points(*required));
                part.reached = Some(*reached);
                part.below = below.iter().map(|(code, _)| code.clone()).collect();
            }
            Finding::Eliminatory { below } => part.below = below.iter().map(|(code, _)| code.clone()).collect(),
        }
        let level = part.required.as_ref().and_then(|required| scale.level(required));
        part.level = level.map(|level| level.title.fr.clone());
        part
    }
}
