//! Many minutes, one truth: what was received is verified, gathered by candidate and certification, and everything
//! that is not as it should be is told.
//!
//! ```text
//! deliveries ─▶ gather: verify, on every core ─▶ records, closings, lists ─▶ truth: results and anomalies
//! ```
//!
//! Only `gather` reads files. The rest is a function of what it found, and does not depend on the order in which it
//! was found.

mod anomaly;
mod blocks;
mod expected;
mod gather;
mod people;
mod pool;
mod record;
mod results;
pub mod statistics;
mod times;
mod truth;
mod versions;

#[cfg(test)]
mod tests;

pub use anomaly::{Anomaly, Detail, Effect, Kind, TimeFault};
pub use gather::{Gathered, Watch, gather};
pub use record::{Block, CertificationKey, Held, Item, Person, Phase, Record, Requirement, SessionKey, Sheet};
pub use results::{BlockResult, BlockState, CandidateResult, Counts, Results, SessionResult};
pub use truth::consolidate;
