//! The clock of one phase: what is due, what was used, what was a pause, what is still to be settled.
//!
//! A timer is made of stamps and reads no clock: the time shown is worked out from the stamps and the
//! present moment each time, so there is nothing that could drift.

use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use super::time::Stamp;

/// The clock of one phase, from its start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timer {
    due: Duration,
    started: Stamp,
    counted: Duration,
    state: State,
    pauses: Vec<Pause>,
}

/// What a timer is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Time counts since this moment.
    Running(Stamp),
    /// A pause, since this moment, for this reason.
    Paused(Stamp, String),
    /// The program stopped in mid-phase, last seen alive at this moment; the president has yet to say what the gap was.
    Interrupted(Stamp),
}

/// A stretch of time in which the exam stood still, or may have: all are in the minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    /// When it began.
    pub from: DateTime<FixedOffset>,
    /// How long it lasted.
    pub length: Duration,
    /// Why.
    pub why: PauseCause,
}

/// Why the exam stood still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PauseCause {
    /// The president paused, and said why.
    Stated(String),
    /// The program was interrupted, and the president said that it was a pause.
    Interruption,
    /// The program was interrupted, and the president said that the time counts.
    InterruptionCounted,
}

/// What is left of the time due, in whole milliseconds; below zero it is overtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Left(pub i64);

impl Left {
    /// The seconds to show: a started second counts down as whole, so 20:00 shows for the first second
    /// and 00:00 the moment the time is used. Below zero: the seconds of overtime, negative.
    pub fn shown_seconds(self) -> i64 {
        self.0.div_euclid(1000) + i64::from(self.0.rem_euclid(1000) > 0)
    }

    /// How long until [`Self::shown_seconds`] changes.
    pub fn until_change(self) -> Duration {
        let within = self.0.rem_euclid(1000).unsigned_abs();
        Duration::from_millis(if within == 0 { 1000 } else { within })
    }

    /// Whether so much or less is left.
    pub fn at_most(self, duration: Duration) -> bool {
        self.0 <= millis(duration)
    }
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

/// A phase that has ended, for the minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// When it began.
    pub started: DateTime<FixedOffset>,
    /// When it ended.
    pub ended: DateTime<FixedOffset>,
    /// The time due, accommodation included.
    pub due: Duration,
    /// The time used, pauses excluded.
    pub used: Duration,
    /// The pauses.
    pub pauses: Vec<Pause>,
}

impl Ended {
    /// How far the time used went beyond the time due.
    pub fn overtime(&self) -> Duration {
        self.used.saturating_sub(self.due)
    }
}

impl Timer {
    /// A timer that starts now.
    pub fn start(due: Duration, now: &Stamp) -> Self {
        Self {
            due,
            started: now.clone(),
            counted: Duration::ZERO,
            state: State::Running(now.clone()),
            pauses: Vec::new(),
        }
    }

    /// What the timer is doing.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The time due.
    pub fn due(&self) -> Duration {
        self.due
    }

    /// The time used at this moment, pauses and an unsettled gap excluded.
    pub fn used(&self, now: &Stamp) -> Duration {
        match &self.state {
            State::Running(since) => self.counted.saturating_add(now.since(since)),
            State::Paused(..) | State::Interrupted(_) => self.counted,
        }
    }

    /// What is left at this moment.
    pub fn left(&self, now: &Stamp) -> Left {
        Left(millis(self.due).saturating_sub(millis(self.used(now))))
    }

    /// Makes so much due, if it is more than what is.
    pub fn lengthen(&mut self, due: Duration) {
        self.due = self.due.max(due);
    }

    /// Stops counting from a moment on, for a reason. Does nothing unless running.
    ///
    /// The moment is when the pause was asked for; it cannot be before time began to count, nor after `now`.
    pub fn pause(&mut self, from: &Stamp, now: &Stamp, reason: String) {
        if let State::Running(since) = &self.state {
            let inside = from.boot == since.boot && from.uptime >= since.uptime && from.uptime <= now.uptime;
            let from = if inside { from } else { now };
            self.counted = self.counted.saturating_add(from.since(since));
            self.state = State::Paused(from.clone(), reason);
        }
    }

    /// Counts again after a pause. Does nothing unless paused.
    pub fn resume(&mut self, now: &Stamp) {
        if let State::Paused(since, reason) = &self.state {
            let why = PauseCause::Stated(reason.clone());
            self.pauses.push(Pause { from: since.at, length: now.since(since), why });
            self.state = State::Running(now.clone());
        }
    }

    /// The program stopped while time counted, and was last seen alive at this moment. Does nothing unless running.
    pub fn interrupt(&mut self, last_seen: &Stamp) {
        if let State::Running(since) = &self.state {
            self.counted = self.counted.saturating_add(last_seen.since(since));
            self.state = State::Interrupted(last_seen.clone());
        }
    }

    /// Settles an interruption: the whole gap, up to this moment, was time or was a pause.
    pub fn settle(&mut self, now: &Stamp, was_time: bool) {
        if let State::Interrupted(since) = &self.state {
            let length = now.since(since);
            let why = if was_time { PauseCause::InterruptionCounted } else { PauseCause::Interruption };
            if was_time {
                self.counted = self.counted.saturating_add(length);
            }
            self.pauses.push(Pause { from: since.at, length, why });
            self.state = State::Running(now.clone());
        }
    }

    /// Ends the phase. A pause that still lasts ends with it; a gap that nobody settled is kept as a pause.
    pub fn end(mut self, now: &Stamp) -> Ended {
        self.resume(now);
        self.settle(now, false);
        Ended { started: self.started.at, ended: now.at, due: self.due, used: self.used(now), pauses: self.pauses }
    }
}
