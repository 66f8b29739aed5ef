//! Whether a record can follow: a journal may come from elsewhere, and replay believes only what could have happened.
//!
//! Each record is held against what [`decide`] would have written, asked for the same thing at that place: there is one
//! set of rules, for what is asked at the keyboard and for what a journal says.

use super::command::{Command, Signature};
use super::decide::decide;
use super::event::{Event, Recorded};
use super::session::Session;

/// Whether this record can come next in this session.
pub(super) fn is_possible(session: &Session, recorded: &Recorded) -> bool {
    if session.plan().jury.member(&recorded.by).is_none() {
        return false;
    }
    let Some(command) = asked_for(&recorded.event) else { return session.frozen().is_none() };
    // The first event of several is at its place; those after it come when their turn is.
    let written = decide(session, &command).unwrap_or_default();
    session.frozen().is_some() && written.first() == Some(&recorded.event)
}

/// What is asked for when this is written; nothing where it is written without being asked.
fn asked_for(event: &Event) -> Option<Command> {
    Some(match event.clone() {
        Event::SessionOpened { .. } => return None,
        Event::HearingOpened { candidate } => Command::Open(candidate),
        Event::HearingClosed { .. } => Command::Close,
        Event::JuryPresent { members, .. } => Command::Present(members),
        Event::ShortfallAcknowledged { reason, .. } => Command::Acknowledge(reason),
        Event::CandidateAbsent { reason, .. } => Command::Absent(reason),
        Event::PhaseStarted { .. } => Command::Start,
        Event::PhasePaused { reason, since, .. } => Command::Pause(reason, since),
        Event::PhaseResumed { .. } => Command::Resume,
        Event::PhaseEnded { .. } => Command::End,
        Event::PhaseInterrupted { last_seen, .. } => Command::Interrupted(last_seen),
        Event::GapSettled { gap, .. } => Command::SettleGap(gap),
        Event::HearingStopped { reason, .. } => Command::Stop(reason),
        Event::MarkSet { item, mark, .. } => Command::Mark(item, mark),
        Event::CommentSet { item, text, .. } => Command::Comment(item, text),
        Event::BlockDecided { block, outcome, reason, .. } => Command::Decide(block, outcome, reason),
        Event::RequirementSet { requirement, state, .. } => Command::Requirement(requirement, state),
        Event::Undone { .. } => Command::Undo,
        Event::MinutesDrawn { .. } => Command::Draw,
        Event::MinutesSigned { signer, key, toml_digest, csv_digest, .. } => {
            Command::Signed(Signature { signer, key, toml_digest, csv_digest })
        }
    })
}
