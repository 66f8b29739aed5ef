//! `clock`: the clock for the room, in a second terminal.

use std::io::{self, IsTerminal as _};
use std::path::Path;

use super::Status;
use super::output::Output;
use crate::clock::SystemClock;
use crate::room::Follower;
use crate::text::{cli as words, room};
use crate::tui;

pub(super) fn clock(path: &Path, output: &mut Output) -> Status {
    let lang = output.lang;
    if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        return output.unable(&room::no_terminal(lang));
    }
    let mut follower = match Follower::new(path) {
        Ok(follower) => follower,
        Err(fault) => return output.cannot_open(&fault),
    };
    let manner = tui::Manner { lang, coloured: std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()) };
    if let Err(fault) = tui::room::run(&mut follower, &SystemClock::new(), manner) {
        return output.unable(&words::terminal_fault(lang, &fault.to_string()));
    }
    // The room was not told why; whoever ends it is.
    match follower.end() {
        Ok(()) => Status::Fine,
        Err(fault) => output.cannot_open(&fault),
    }
}
