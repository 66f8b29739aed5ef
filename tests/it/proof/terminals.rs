//! Terminals that are small, fast, dumb or gone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests")]

mod gone;
mod held;
mod pastes;
mod sizes;

use std::fs;

use super::super::support::pty::Pty;
use super::super::support::{Desk, PROGRAM};

const USUAL: (u16, u16) = (80, 24);

fn open(desk: &Desk<'_>) -> Pty {
    Pty::start(desk.home, &[PROGRAM, "run", desk.text_path()], USUAL, &[])
}

/// The example with the clock of the first candidate running.
fn running(desk: &Desk<'_>) -> Pty {
    desk.script(&["ouvrir C001", "présents tous"], &["--stop-on-error"]).ends_with(0);
    let mut screen = open(desk);
    screen.shows("prêt à démarrer");
    screen.send(" ");
    screen.shows("▶ en cours");
    screen
}

/// The most memory that a process has used, in kilobytes.
pub(super) fn peak(pid: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

/// The processor time that a process has used, in hundredths of a second; none once it has ended.
fn ticks(pid: u32) -> Option<u64> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let after: Vec<&str> = stat.rsplit_once(") ")?.1.split(' ').collect();
    // State first: a process that nobody has asked after has ended all the same.
    (after[0] != "Z").then(|| after[11].parse::<u64>().unwrap() + after[12].parse::<u64>().unwrap())
}
