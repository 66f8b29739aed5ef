//! A moment, as data: the wall clock for people, the boot-time clock for measuring.

use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

/// One run of the machine, from one boot to the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BootId(pub String);

/// A moment read from both clocks at once.
///
/// The wall clock can be set and the boot-time clock restarts at reboot; neither alone measures an exam.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The wall clock with its offset from UTC, for the record.
    pub at: DateTime<FixedOffset>,
    /// Which run of the machine `uptime` belongs to.
    pub boot: BootId,
    /// Milliseconds since the machine started, sleep included.
    #[serde(rename = "up")]
    pub uptime: u64,
}

impl Stamp {
    /// The time from `earlier` to this moment; zero if the clocks say that it has not happened yet.
    ///
    /// Measured on the boot-time clock, which nobody can set. Across a reboot only the wall clock is left.
    pub fn since(&self, earlier: &Self) -> Duration {
        if self.boot == earlier.boot {
            Duration::from_millis(self.uptime.saturating_sub(earlier.uptime))
        } else {
            (self.at - earlier.at).to_std().unwrap_or_default()
        }
    }
}
