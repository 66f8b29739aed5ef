//! What many marks say together: how far jurors agree, who marks lower or higher than the others, small charts.
//!
//! Numbers alone, no words. What is gathered is counted in integers, so that neither the order of the files nor how
//! they were shared out changes a digit.

pub mod agreement;
pub mod chart;
pub mod severity;
mod tally;

pub use tally::{BlockTally, GapTally, ItemTally, Juror, PhaseTally, ScaleName, Tally, tally};

use std::collections::BTreeMap;

/// The marks of a unit by juror; of a juror who is there twice, which is a slip of the caller, the first one counts.
fn by_juror<J: Ord>(marks: &[(J, u32)]) -> BTreeMap<&J, u32> {
    let mut by_juror = BTreeMap::new();
    for (juror, mark) in marks {
        by_juror.entry(juror).or_insert(*mark);
    }
    by_juror
}
