//! What can be wrong in a grid: data, no words.

use std::time::Duration;

use rust_decimal::Decimal;

use crate::domain::candidate::Route;
use crate::domain::scale::Points;

/// What only a grid can have wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GridFault {
    /// A scale must have two to nine levels.
    LevelCount {
        /// How many it has.
        found: usize,
    },
    /// A warning before the end that comes before the beginning.
    WarningTooLong {
        /// The warning.
        warning: Duration,
        /// The phase's duration.
        duration: Duration,
    },
    /// A level with the name that says « non observé » on every scale.
    ReservedLevel,
    /// A level whose name is another's, a rank that is not its own, or what takes a mark away.
    LevelName {
        /// The name.
        code: String,
    },
    /// A level without a value where others have one.
    ValueMissing,
    /// A level that is worth less than the one below it.
    ValuesFall,
    /// A scale of points whose most is not above its least.
    PointsOrder,
    /// A step of zero.
    StepZero,
    /// A step that does not lead from the least to the most.
    StepMisfit {
        /// The scale.
        points: Points,
    },
    /// Points that the scale does not have.
    NotPoints {
        /// The scale.
        points: Points,
    },
    /// A rule that asks for nothing.
    EmptyRule,
    /// A mean on a scale whose levels have no value.
    MeanWithoutValues,
    /// A mean that no marks of the scale give, or all do.
    MeanOutOfReach {
        /// The least mean.
        least: Decimal,
        /// The most.
        most: Decimal,
    },
    /// A block with a scale of its own that the grid's rule does not speak of, and no rule of its own.
    RuleNeeded {
        /// The block.
        code: String,
    },
    /// A weight, or what eliminates, on a competence that has criteria.
    StakesAbove {
        /// The key.
        key: &'static str,
    },
    /// A weight of zero.
    WeightZero,
    /// A criterion that says of its own competence that it evaluates it, too.
    EvaluatesItsOwn {
        /// The competence.
        code: String,
    },
    /// A criterion that evaluates a competence of another block: no mean and no decision would know of it.
    TieAcross {
        /// The competence.
        code: String,
    },
    /// A choice with fewer than two blocks.
    ChoiceOfOne,
    /// A block that is asked for in any case, in a choice.
    ChoiceRequired {
        /// The block.
        code: String,
    },
    /// A code that one list of the certification's rule names twice.
    ListedTwice {
        /// The code.
        code: String,
    },
    /// A requirement with the name of a column of candidate lists.
    ReservedColumn {
        /// The name.
        id: String,
    },
    /// Two timings for one route.
    RouteTwice {
        /// The route.
        route: Route,
    },
    /// A timing for a route that is not open.
    TimingForClosed {
        /// The route.
        route: Route,
    },
}
