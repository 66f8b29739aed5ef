//! The clock of the phases.

use super::{Room, Verdict, reason};
use crate::domain::command::Refusal;
use crate::domain::event::{Event, Gap};
use crate::domain::grid::Phase;
use crate::domain::hearing::Stage;
use crate::domain::id::PhaseId;
use crate::domain::time::Stamp;
use crate::domain::timer::{State, Timer};

impl Room<'_> {
    pub(super) fn timer(&self) -> Result<&State, Refusal> {
        self.clocked().1.timer().map(Timer::state).ok_or(Refusal::NothingRuns)
    }

    pub(super) fn start(&self) -> Verdict {
        self.all_seated(&self.session.clocked(&self.candidate.id))?;
        match &self.clocked().1.stage {
            Stage::Waiting(index) => Ok(vec![self.phase_started(*index)?]),
            Stage::Running(_, timer) => match timer.state() {
                State::Interrupted(_) => Err(Refusal::GapOpen),
                State::Paused(..) => Err(Refusal::AlreadyPaused),
                // Already what was asked for.
                State::Running(_) => Ok(Vec::new()),
            },
            Stage::Deliberation { .. } => Err(Refusal::PhasesOver),
            Stage::Scheduled | Stage::Absent { .. } => Err(Refusal::PresenceUnknown),
        }
    }

    pub(super) fn pause(&self, text: &str, since: Option<&Stamp>) -> Verdict {
        match self.timer()? {
            State::Running(_) => {
                Ok(vec![Event::PhasePaused { candidate: self.id(), reason: reason(text)?, since: since.cloned() }])
            }
            State::Paused(..) => Err(Refusal::AlreadyPaused),
            State::Interrupted(_) => Err(Refusal::GapOpen),
        }
    }

    pub(super) fn resume(&self) -> Verdict {
        match self.timer()? {
            State::Paused(..) => Ok(vec![Event::PhaseResumed { candidate: self.id() }]),
            State::Running(_) => Err(Refusal::NotPaused),
            State::Interrupted(_) => Err(Refusal::GapOpen),
        }
    }

    pub(super) fn end(&self) -> Verdict {
        let Stage::Running(index, timer) = &self.clocked().1.stage else { return Err(Refusal::NothingRuns) };
        match timer.state() {
            State::Interrupted(_) => Err(Refusal::GapOpen),
            State::Running(_) | State::Paused(..) => {
                Ok(vec![Event::PhaseEnded { candidate: self.id(), phase: self.phase(*index)? }])
            }
        }
    }

    pub(super) fn phases(&self) -> &[Phase] {
        self.session.plan().phases(self.candidate)
    }

    fn phase(&self, index: usize) -> Result<PhaseId, Refusal> {
        self.phases().get(index).map(|phase| phase.id.clone()).ok_or(Refusal::PhasesOver)
    }

    fn phase_started(&self, index: usize) -> Result<Event, Refusal> {
        Ok(Event::PhaseStarted { candidate: self.id(), phase: self.phase(index)? })
    }

    pub(super) fn next(&self) -> Verdict {
        match &self.clocked().1.stage {
            Stage::Running(index, _) => {
                let mut events = self.end()?;
                if index + 1 < self.phases().len() {
                    self.all_seated(&self.session.clocked(&self.candidate.id))?;
                    events.push(self.phase_started(index + 1)?);
                }
                Ok(events)
            }
            Stage::Scheduled | Stage::Absent { .. } | Stage::Waiting(_) | Stage::Deliberation { .. } => self.start(),
        }
    }

    pub(super) fn settle(&self, gap: Gap) -> Verdict {
        match self.timer() {
            Ok(State::Interrupted(_)) => Ok(vec![Event::GapSettled { candidate: self.id(), gap }]),
            Ok(State::Running(_) | State::Paused(..)) | Err(_) => Err(Refusal::NoGap),
        }
    }

    /// Nothing to say unless time was counting: a pause goes on, and an open gap is still open.
    pub(super) fn interrupted(&self, last_seen: &Stamp) -> Vec<Event> {
        match self.timer() {
            Ok(State::Running(_)) => {
                vec![Event::PhaseInterrupted { candidate: self.id(), last_seen: last_seen.clone() }]
            }
            Ok(State::Paused(..) | State::Interrupted(_)) | Err(_) => Vec::new(),
        }
    }
}
