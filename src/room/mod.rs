//! What the room may see of a session, and the file that it is read from.
//!
//! A second terminal shows the clock to the candidate. It is given a [`RoomView`] and nothing else: there is no place
//! in it for a mark, a comment, a juror or a reason, so that no screen made of it can show one.

mod follow;

pub use follow::Follower;

use std::time::Duration;

use crate::domain::candidate::Candidate;
use crate::domain::hearing::{Hearing, Stage};
use crate::domain::session::Session;
use crate::domain::time::Stamp;
use crate::domain::timer::{State, Timer};
use crate::domain::wording::Wording;

/// All that the room may see.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RoomView {
    /// Who is before the jury: in a group, those who sit.
    pub candidates: Vec<String>,
    /// The title of the phase.
    pub phase: Option<Wording>,
    /// What the clock is doing.
    pub state: RoomState,
    /// The seconds to show; below zero it is overtime.
    pub left: Option<i64>,
}

/// What the clock of the room is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RoomState {
    /// Nobody is before the jury.
    #[default]
    Nothing,
    /// The phase has yet to begin.
    Ready,
    /// Time counts.
    Running,
    /// Time counts, and the grid's first warning was given.
    NearlyOver,
    /// The time due is used.
    TimeUp,
    /// Time does not count, whatever the reason.
    Paused,
    /// The phases are over.
    Deliberation,
    /// The session cannot be read: better no clock than a wrong one.
    Lost,
}

impl RoomView {
    /// What the room may see of a session at this moment. What this function does not know is not shown.
    pub fn of(session: &Session, now: &Stamp) -> Self {
        let Some((candidate, hearing)) = session.clock().filter(|(_, hearing)| !hearing.is_drawn()) else {
            return Self::default();
        };
        let candidates = before_the_jury(session, candidate);
        let phases = session.plan().phases(candidate);
        match &hearing.stage {
            Stage::Scheduled => Self::ready(session, candidates, phases.first()),
            Stage::Waiting(index) => Self::ready(session, candidates, phases.get(*index)),
            Stage::Running(index, timer) => {
                let phase = phases.get(*index);
                let warned = phase.is_some_and(|phase| phase.warnings.iter().any(|at| timer.left(now).at_most(*at)));
                Self {
                    candidates,
                    phase: phase.map(|phase| phase.title.clone()),
                    state: state(timer, now, warned),
                    left: Some(timer.left(now).shown_seconds()),
                }
            }
            Stage::Deliberation { .. } => Self { candidates, phase: None, state: RoomState::Deliberation, left: None },
            Stage::Absent { .. } => Self::default(),
        }
    }

    fn ready(session: &Session, candidates: Vec<String>, phase: Option<&crate::domain::grid::Phase>) -> Self {
        Self {
            candidates,
            phase: phase.map(|phase| phase.title.clone()),
            state: RoomState::Ready,
            left: phase.map(|phase| i64::try_from(session.due(phase).as_secs()).unwrap_or(i64::MAX)),
        }
    }

    /// What the room sees where the session cannot be read.
    pub fn lost() -> Self {
        Self { state: RoomState::Lost, ..Self::default() }
    }
}

/// How long until what the room sees changes by itself, if it does.
pub fn until_change(session: &Session, now: &Stamp) -> Option<Duration> {
    let timer = session.clock().and_then(|(_, hearing)| hearing.timer())?;
    matches!(timer.state(), State::Running(_)).then(|| timer.left(now).until_change())
}

fn state(timer: &Timer, now: &Stamp, warned: bool) -> RoomState {
    match timer.state() {
        // An interruption that the president has yet to settle is nothing that the room needs to know of.
        State::Paused(..) | State::Interrupted(_) => RoomState::Paused,
        State::Running(_) if timer.left(now).shown_seconds() <= 0 => RoomState::TimeUp,
        State::Running(_) if warned => RoomState::NearlyOver,
        State::Running(_) => RoomState::Running,
    }
}

/// The names of those whose clock it is: the candidate, or the members of the group who sit.
fn before_the_jury(session: &Session, candidate: &Candidate) -> Vec<String> {
    let group = session.plan().group(candidate);
    let sits = |member: &&&Candidate| session.hearing(&member.id).is_some_and(Hearing::sits);
    let names: Vec<String> =
        group.iter().flat_map(|group| group.members.iter().filter(sits)).map(|member| member.name()).collect();
    // Who was heard alone and has stopped does not sit, and is the one whom the jury deliberates on.
    if names.is_empty() { vec![candidate.name()] } else { names }
}

#[cfg(test)]
mod tests;
