//! Whether a record can follow: a journal may come from elsewhere, and replay believes only what could have happened.
//!
//! Each record is held against what [`decide`] would have written, asked for the same thing at that place: there is one
//! set of rules, for what is asked at the keyboard and for what a journal says.

use super::closing::ClosingSignature;
use super::command::{Command, CourseCommand, Newcomer, SheetCommand, Signature, WholeCommand};
use super::decide::{decide, may_write};
use super::event::{Event, How, Recorded};
use super::id::{CandidateId, MemberId};
use super::session::Session;

/// Whether this record can come next in this session.
pub(super) fn is_possible(session: &Session, recorded: &Recorded) -> bool {
    if session.plan().jury.member(&recorded.by).is_none() {
        return false;
    }
    if let Event::SheetWritten { candidate, member, left, .. } = &recorded.event {
        return session.frozen().is_some() && is_writable(session, candidate, member, *left);
    }
    let Some(command) = asked_for(&recorded.event) else { return session.frozen().is_none() };
    // The first event of several is at its place; those after it come when their turn is.
    let written = decide(session, &command).unwrap_or_default();
    session.frozen().is_some() && written.first() == Some(&recorded.event)
}

/// Whether a juror could write on this sheet. What was written is closed: it is looked at when it is revealed.
fn is_writable(session: &Session, candidate: &CandidateId, member: &MemberId, left: usize) -> bool {
    let Some((open, _)) = session.open().filter(|_| session.course().closed.is_none()) else { return false };
    let together = session.group().is_some_and(|group| group.place(candidate) > 0);
    let items = session.plan().candidate(candidate).map_or(0, |who| session.items(who).len());
    (open.id == *candidate || together)
        && left <= items
        && session.course().locks.contains_key(member)
        && may_write(session, candidate, member).is_ok()
}

/// What is asked for when this is written; nothing where it is written without being asked.
fn asked_for(event: &Event) -> Option<Command> {
    Some(match event.clone() {
        Event::SessionOpened { .. } | Event::SheetWritten { .. } => return None,
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
        other => return asked_around(other),
    })
}

fn asked_around(event: Event) -> Option<Command> {
    let course = |command| Some(Command::Course(command));
    let sheet = |command| Some(Command::Sheet(command));
    match event {
        Event::MemberRecused { member, ground, .. } => course(CourseCommand::Recuse(member, ground)),
        Event::MemberArrived { member, reason, .. } => course(CourseCommand::Arrive(member, reason)),
        Event::MemberLeft { member, reason, .. } => course(CourseCommand::Leave(member, reason)),
        Event::CandidateLate { reason, .. } => course(CourseCommand::Late(reason)),
        Event::AbsenceExcused { excused, .. } => course(CourseCommand::Excuse(excused)),
        Event::HearingPostponed { reason, .. } => course(CourseCommand::Postpone(reason)),
        Event::HearingReopened { reason, .. } => course(CourseCommand::Reopen(reason)),
        Event::AmendmentOpened { what, reason, .. } => course(CourseCommand::Amend(what, reason)),
        Event::PaperCollected { member, .. } => course(CourseCommand::Paper(member)),
        Event::SheetSealed { member, commitment, signature, .. } => {
            sheet(SheetCommand::Seal(member, commitment, signature))
        }
        Event::SheetMissing { member, reason, .. } => sheet(SheetCommand::Missing(member, reason)),
        Event::SheetsRevealed { keys, .. } => sheet(SheetCommand::Reveal(keys)),
        Event::MarkRetained { item, how: How::CastingVote, .. } => sheet(SheetCommand::CastingVote(item)),
        Event::MarkRetained { item, mark, reason, .. } => sheet(SheetCommand::Retain(item, mark, reason)),
        other => asked_of_session(other).map(Command::Whole),
    }
}

fn asked_of_session(event: Event) -> Option<WholeCommand> {
    Some(match event {
        Event::PresidentReplaced { member, reason } => WholeCommand::Preside(member, reason),
        Event::CandidateAdded { candidate: id, family_name, given_name, blocks, third, document, reason } => {
            WholeCommand::Add(Box::new(Newcomer { id, family_name, given_name, blocks, third, document, reason }))
        }
        Event::CandidateMoved { candidate, before, reason } => WholeCommand::Move(candidate, before, reason),
        Event::IncidentNoted { text, .. } => WholeCommand::Incident(text),
        Event::CodeChosen { member, lock, reason } => WholeCommand::Code(member, lock, reason),
        Event::SessionClosed { .. } => WholeCommand::Close,
        Event::ClosingSigned { signer, key, digest } => WholeCommand::Signed(ClosingSignature { signer, key, digest }),
        _ => return None,
    })
}
