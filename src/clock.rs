//! The only place that reads a clock.

use std::time::{Duration, Instant};

use chrono::{Local, SubsecRound};

use crate::domain::time::{BootId, Stamp};

/// Something that tells the moment.
pub trait Clock {
    /// This moment, on both clocks.
    fn now(&self) -> Stamp;
}

/// The machine's own clocks.
#[derive(Debug)]
pub struct SystemClock {
    boot: BootId,
    /// Where the boot-time clock is missing: time since this program started.
    fallback: Instant,
}

impl SystemClock {
    /// Finds out which boot this is.
    pub fn new() -> Self {
        Self { boot: boot_id(), fallback: Instant::now() }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Stamp {
        // To the millisecond, as the journal keeps it: what is live equals what is replayed.
        let at = Local::now().fixed_offset().trunc_subsecs(3);
        let uptime = uptime().unwrap_or_else(|| self.fallback.elapsed());
        Stamp { at, boot: self.boot.clone(), uptime: u64::try_from(uptime.as_millis()).unwrap_or(u64::MAX) }
    }
}

/// Names this run of the machine. Where the system gives no name, the name is this process's alone: after a
/// restart of the program the gap is then measured on the wall clock, which errs only if somebody sets it.
fn boot_id() -> BootId {
    let named = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok();
    let named = named.map(|id| id.trim().to_owned()).filter(|id| !id.is_empty());
    BootId(named.unwrap_or_else(|| format!("process-{}-{}", std::process::id(), Local::now().timestamp_millis())))
}

/// Time since the machine started, sleep included.
#[cfg(target_os = "linux")]
fn uptime() -> Option<Duration> {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
    Some(Duration::new(u64::try_from(time.tv_sec).ok()?, u32::try_from(time.tv_nsec).ok()?))
}

/// Elsewhere there is no such clock: the process's own serves.
#[cfg(not(target_os = "linux"))]
fn uptime() -> Option<Duration> {
    None
}
