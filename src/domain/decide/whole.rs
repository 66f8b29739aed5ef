//! What concerns the session as a whole.

use super::{Room, Verdict, reason};
use crate::domain::closing::is_settled;
use crate::domain::command::{Newcomer, Refusal, WholeCommand};
use crate::domain::event::Event;
use crate::domain::hearing::{Hearing, Stage};
use crate::domain::id::{CandidateId, MemberId};
use crate::domain::session::Session;
use crate::sealing::Lock;

pub(super) fn decide(session: &Session, command: &WholeCommand) -> Verdict {
    match command {
        WholeCommand::Preside(member, why) => preside(session, member, why),
        WholeCommand::Add(newcomer) => add(session, newcomer),
        WholeCommand::Move(candidate, before, why) => moved(session, candidate, before.as_ref(), why),
        WholeCommand::Incident(text) => {
            let candidate = session.open().map(|(candidate, _)| candidate.id.clone());
            Ok(vec![Event::IncidentNoted { candidate, text: reason(text)? }])
        }
        WholeCommand::Code(member, lock, why) => code(session, member, lock, why.as_deref()),
        WholeCommand::Close => close(session),
        WholeCommand::Signed(signature) => {
            let closed = session.course().closed.as_ref().ok_or(Refusal::SessionNotClosed)?;
            known(session, &signature.signer)?;
            if closed.signatures.iter().any(|made| made.signer == signature.signer) {
                return Err(Refusal::AlreadySigned(signature.signer.clone()));
            }
            Ok(vec![Event::ClosingSigned {
                signer: signature.signer.clone(),
                key: signature.key.clone(),
                digest: signature.digest.clone(),
            }])
        }
    }
}

fn known(session: &Session, member: &MemberId) -> Result<(), Refusal> {
    session.plan().jury.member(member).map(|_| ()).ok_or_else(|| Refusal::UnknownMember(member.clone()))
}

fn preside(session: &Session, member: &MemberId, why: &str) -> Verdict {
    known(session, member)?;
    if session.president() == member {
        return Err(Refusal::PresidesAlready(member.clone()));
    }
    if session.plan().jury.member(member).is_some_and(|member| member.public_key.is_none()) {
        return Err(Refusal::KeyNeeded(member.clone()));
    }
    Ok(vec![Event::PresidentReplaced { member: member.clone(), reason: reason(why)? }])
}

/// Somebody who was not on the list: named, with blocks of the grid, an identity document seen, and a reason.
fn add(session: &Session, new: &Newcomer) -> Verdict {
    let plan = session.plan();
    let said = |text: &str| {
        reason(text).map_err(|refusal| match refusal {
            Refusal::ReasonNeeded => Refusal::Incomplete,
            other => other,
        })
    };
    let id = CandidateId::new(said(new.id.as_str())?);
    if crate::domain::id::find(&plan.candidates, id.as_str(), |candidate| candidate.id.as_str()).is_some() {
        return Err(Refusal::TakenIdentifier(id));
    }
    if let Some(unknown) = new.blocks.iter().find(|code| plan.grid.block(code).is_none()) {
        return Err(Refusal::UnknownBlock(unknown.clone()));
    }
    let blocks: Vec<_> =
        plan.grid.blocks.iter().map(|block| &block.code).filter(|code| new.blocks.contains(code)).cloned().collect();
    if blocks.is_empty() {
        return Err(Refusal::Incomplete);
    }
    Ok(vec![Event::CandidateAdded {
        candidate: id,
        family_name: said(&new.family_name)?,
        given_name: said(&new.given_name)?,
        blocks,
        third: new.third,
        document: said(&new.document)?,
        reason: reason(&new.reason)?,
    }])
}

/// A candidate whose hearing has not begun is heard before another whose hearing has not, or last.
fn moved(session: &Session, id: &CandidateId, before: Option<&CandidateId>, why: &str) -> Verdict {
    let waits = |id: &CandidateId| session.hearing(id).is_some_and(Hearing::waits);
    let place = |id: &CandidateId| session.plan().candidates.iter().position(|candidate| candidate.id == *id);
    let from = place(id).ok_or_else(|| Refusal::UnknownCandidate(id.clone()))?;
    let to = match before {
        Some(before) => place(before).ok_or_else(|| Refusal::UnknownCandidate(before.clone()))?,
        None => session.plan().candidates.len(),
    };
    if !waits(id) || to == from || to == from + 1 {
        return Err(Refusal::CannotMove(id.clone()));
    }
    Ok(vec![Event::CandidateMoved { candidate: id.clone(), before: before.cloned(), reason: reason(why)? }])
}

/// A key for a juror; another one only for a reason, which the record keeps.
fn code(session: &Session, member: &MemberId, lock: &Lock, why: Option<&str>) -> Verdict {
    let alone = session.plan().marking.individual().ok_or(Refusal::NoSheets)?;
    known(session, member)?;
    if lock.asks() != alone.codes {
        return Err(Refusal::WrongKey(member.clone()));
    }
    let reason = match (session.course().locks.get(member), why) {
        (None, _) => None,
        (Some(_), None) => return Err(Refusal::ReasonNeeded),
        (Some(_), Some(why)) => Some(reason(why)?),
    };
    Ok(vec![Event::CodeChosen { member: member.clone(), lock: lock.clone(), reason }])
}

/// The session closes once every candidate is decided, absent or put off, and no hearing is before the jury.
fn close(session: &Session) -> Verdict {
    if session.frozen().is_none() {
        return Err(Refusal::NotBegun);
    }
    let settled = |id: &CandidateId| session.hearing(id).is_some_and(is_settled);
    let candidates = &session.plan().candidates;
    let open: Vec<_> = candidates.iter().map(|each| &each.id).filter(|id| !settled(id)).cloned().collect();
    if !open.is_empty() {
        return Err(Refusal::Unsettled(open));
    }
    let mut events = match session.open() {
        Some((candidate, hearing)) => Room { session, candidate, hearing }.close()?,
        None => Vec::new(),
    };
    events.push(Event::SessionClosed { candidates: candidates.len() });
    Ok(events)
}

impl Hearing {
    /// Whether the candidate's place in the order of the day can still change.
    pub fn waits(&self) -> bool {
        self.stage == Stage::Scheduled
    }
}
