//! Time passing: what it makes known, and when something visible changes next.

use std::time::Duration;

use super::App;
use super::message::{Effect, Notice};
use super::screen::{Overlay, Purpose, Screen};
use crate::domain::hearing::Stage;
use crate::domain::time::Stamp;
use crate::domain::timer::{Left, State};

const MINUTE: u128 = 60_000;

/// How long a warning stays on the notice line.
const WARNING_STAYS: Duration = Duration::from_secs(15);
const WARNING_STAYS_MILLIS: i64 = 15_000;

impl App {
    /// What is left in the phase that runs, at the moment of the last message.
    pub fn left(&self) -> Option<Left> {
        Some(self.timer()?.left(&self.now))
    }

    /// Since when the clock is to stand, where the reason of a pause is still being typed: it counts from its key.
    pub fn pausing(&self) -> Option<&Stamp> {
        match &self.overlay {
            Some(Overlay::Reason { purpose: Purpose::Pause(since), .. }) if self.timer_runs() => Some(since),
            _ => None,
        }
    }

    /// How long until something visible changes by itself; none while no clock runs. A deliberation shows its minutes.
    pub fn until_change(&self) -> Option<Duration> {
        if self.timer_runs() {
            return self.left().map(Left::until_change);
        }
        let (_, hearing) = self.session.open()?;
        let Stage::Deliberation { since } = &hearing.stage else { return None };
        let shown = matches!(self.screen, Screen::Deliberation { .. } | Screen::Hearing { .. });
        let in_minute = self.now.since(since).as_millis() % MINUTE;
        let left = u64::try_from(MINUTE - in_minute).unwrap_or(60_000);
        (shown && !hearing.is_drawn()).then(|| Duration::from_millis(left))
    }

    /// A warning that has been read says less than the clock: after a while it goes.
    fn let_warning_go(&mut self, left: Left) {
        if let Some(Notice::TimeLeft(_, at)) = &self.notice
            && left.at_most(at.saturating_sub(WARNING_STAYS))
            && !(at.is_zero() && left.0 > -WARNING_STAYS_MILLIS)
        {
            self.notice = None;
        }
    }

    /// Warns when a threshold was crossed since the last tick: the grid's warnings, then the end itself.
    pub(super) fn tick(&mut self) -> Vec<Effect> {
        if let Some(left) = self.left() {
            self.let_warning_go(left);
        }
        let Some((_, hearing)) = self.session.clock() else { return Vec::new() };
        let Stage::Running(index, timer) = &hearing.stage else { return Vec::new() };
        let State::Running(_) = timer.state() else { return Vec::new() };
        if self.pausing().is_some() {
            return Vec::new();
        }
        let left = timer.left(&self.now);
        let Some(before) = self.last_left.replace(left) else { return Vec::new() };
        let Some(phase) = self.session.phases().get(*index) else { return Vec::new() };
        let thresholds = phase.warnings.iter().copied().chain([Duration::ZERO]);
        // After a long sleep several are behind: the last one is the one that is true.
        let crossed = thresholds.filter(|at| !before.at_most(*at) && left.at_most(*at)).min();
        let Some(threshold) = crossed else { return Vec::new() };
        let notice = Notice::TimeLeft(phase.title.clone(), threshold);
        let mut effects = self.say(notice);
        effects.push(Effect::Bell);
        effects
    }
}
