//! From what is asked to what happened, or to why not.

mod clock;
mod course;
mod retain;
mod seating;
mod sheets;
mod whole;

pub use sheets::may_write;
pub(super) use sheets::revealed;

use super::candidate::Candidate;
use super::certification::Met;
use super::clean;
use super::command::{Command, Refusal, Signature, WholeCommand};
use super::decision::Outcome;
use super::event::{Author, Event};
use super::grid::Item;
use super::hearing::{Hearing, Stage};
use super::id::{BlockCode, CandidateId, ItemCode, MarkCode, MemberId, RequirementId};
use super::session::Session;
use super::timer::State;

type Verdict = Result<Vec<Event>, Refusal>;

/// Decides what a command makes happen. Pure: the session does not change until the events are applied.
///
/// # Errors
/// A [`Refusal`] when the session's state or the command's own content does not allow it.
pub fn decide(session: &Session, command: &Command) -> Verdict {
    if session.course().closed.is_some() && !matches!(command, Command::Whole(WholeCommand::Signed(_))) {
        return Err(Refusal::SessionClosed);
    }
    match command {
        Command::Open(candidate) => return open(session, candidate),
        Command::Whole(whole) => return whole::decide(session, whole),
        _ => {}
    }
    let (candidate, hearing) = session.open().ok_or(Refusal::NoHearing)?;
    let hearing = Room { session, candidate, hearing };
    hearing.may_change(command)?;
    match command {
        Command::Open(candidate) => open(session, candidate),
        Command::Whole(whole) => whole::decide(session, whole),
        Command::Sheet(sheet) => hearing.sheet(sheet),
        Command::Course(course) => hearing.course(course),
        Command::Signed(signature) => hearing.signed(signature),
        Command::Close => hearing.close(),
        Command::Draw => hearing.draw(),
        Command::Present(members) => hearing.present(members),
        Command::Acknowledge(reason) => hearing.acknowledge(reason),
        Command::Absent(reason) => hearing.absent(reason),
        Command::Start => hearing.start(),
        Command::Pause(reason, since) => hearing.pause(reason, since.as_ref()),
        Command::Resume => hearing.resume(),
        Command::End => hearing.end(),
        Command::Next => hearing.next(),
        Command::SettleGap(gap) => hearing.settle(*gap),
        Command::Interrupted(last_seen) => Ok(hearing.interrupted(last_seen)),
        Command::Stop(reason) => hearing.stop(reason),
        Command::Mark(item, mark) => hearing.mark(item, mark.as_ref()),
        Command::Comment(item, text) => hearing.comment(item, text),
        Command::Requirement(requirement, state) => hearing.requirement(requirement, *state),
        Command::Undo => hearing.undo(),
        Command::Decide(block, outcome, reason) => hearing.decide(block, *outcome, reason.as_deref()),
    }
}

/// Opens a hearing, and closes the one that is open.
fn open(session: &Session, id: &CandidateId) -> Verdict {
    let candidate = session.plan().candidate(id).ok_or_else(|| Refusal::UnknownCandidate(id.clone()))?;
    let mut events = Vec::new();
    if let Some((other, hearing)) = session.open() {
        if other.id == *id {
            return Ok(events);
        }
        let together = session.group().is_some_and(|group| group.place(id) > 0);
        if !together {
            events = Room { session, candidate: other, hearing }.close()?;
        }
    }
    events.push(Event::HearingOpened { candidate: candidate.id.clone() });
    Ok(events)
}

/// A reason that was given: cleaned, not empty, not too long.
fn reason(text: &str) -> Result<String, Refusal> {
    let text = clean::line(text).trim().to_owned();
    if text.is_empty() { Err(Refusal::ReasonNeeded) } else { bounded(text) }
}

fn bounded(text: String) -> Result<String, Refusal> {
    let length = text.chars().count();
    if length > clean::LONGEST_TEXT { Err(Refusal::TooLong { length }) } else { Ok(text) }
}

/// The open hearing, with what it stands in.
struct Room<'a> {
    session: &'a Session,
    candidate: &'a Candidate,
    hearing: &'a Hearing,
}

impl Room<'_> {
    /// That what the command speaks of can still change.
    fn may_change(&self, command: &Command) -> Result<(), Refusal> {
        let drawn = match command {
            Command::Open(_) | Command::Whole(_) | Command::Signed(_) | Command::Close | Command::Course(_) => false,
            Command::Draw
            | Command::Present(_)
            | Command::Acknowledge(_)
            | Command::Absent(_)
            | Command::Stop(_)
            | Command::Mark(..)
            | Command::Comment(..)
            | Command::Requirement(..)
            | Command::Undo
            | Command::Sheet(_)
            | Command::Decide(..) => self.hearing.is_drawn(),
            Command::Start
            | Command::Pause(..)
            | Command::Resume
            | Command::End
            | Command::Next
            | Command::SettleGap(_)
            | Command::Interrupted(_) => self.clocked().1.is_drawn(),
        };
        if drawn { Err(Refusal::MinutesDrawn) } else { Ok(()) }
    }

    fn id(&self) -> CandidateId {
        self.candidate.id.clone()
    }

    fn present(&self, members: &[MemberId]) -> Verdict {
        let jury = &self.session.plan().jury;
        if let Some(unknown) = members.iter().find(|id| jury.member(id).is_none()) {
            return Err(Refusal::UnknownMember(unknown.clone()));
        }
        // In the file's order and once each, however they were called; who is recused does not sit, whatever is said.
        let sits = |id: &&MemberId| members.contains(id) && !self.hearing.is_recused(id);
        let members: Vec<_> = jury.members.iter().map(|member| &member.id).filter(sits).cloned().collect();
        if members.is_empty() {
            return Err(Refusal::NobodyPresent);
        }
        let event = Event::JuryPresent { candidate: self.id(), members };
        // In a group it is said for all who sit: whoever of them has begun, it is said with a reason from there on.
        if self.concerned(&event).any(Hearing::has_begun) {
            return self.moves_said(&event);
        }
        Ok(vec![event])
    }

    fn acknowledge(&self, text: &str) -> Verdict {
        let presence = self.hearing.present.as_ref().ok_or(Refusal::PresenceUnknown)?;
        if self.session.shortfall(&self.candidate.id, presence).is_empty() {
            return Err(Refusal::NoShortfall);
        }
        Ok(vec![Event::ShortfallAcknowledged { candidate: self.id(), reason: reason(text)? }])
    }

    fn absent(&self, text: &str) -> Verdict {
        match &self.hearing.stage {
            Stage::Scheduled | Stage::Waiting(0) if !self.has_begun() => {
                Ok(vec![Event::CandidateAbsent { candidate: self.id(), reason: reason(text)? }])
            }
            Stage::Absent { .. } => Err(Refusal::CandidateAbsent),
            Stage::Scheduled | Stage::Waiting(_) | Stage::Running(..) | Stage::Deliberation { .. } => {
                Err(Refusal::HearingBegan)
            }
        }
    }

    fn stop(&self, text: &str) -> Verdict {
        self.sitting()?;
        match &self.hearing.stage {
            Stage::Running(_, timer) if matches!(timer.state(), State::Interrupted(_)) => Err(Refusal::GapOpen),
            Stage::Running(..) | Stage::Waiting(_) => {
                Ok(vec![Event::HearingStopped { candidate: self.id(), reason: reason(text)? }])
            }
            Stage::Scheduled | Stage::Absent { .. } | Stage::Deliberation { .. } => Err(Refusal::PhasesOver),
        }
    }

    fn item(&self, code: &ItemCode) -> Result<Item<'_>, Refusal> {
        let known = self.session.items(self.candidate).into_iter().find(|item| item.code == code);
        known.ok_or_else(|| Refusal::UnknownItem(code.clone()))
    }

    fn mark(&self, code: &ItemCode, mark: Option<&MarkCode>) -> Verdict {
        if self.session.plan().marking.individual().is_some() {
            return self.retain(code, mark, None);
        }
        let item = self.item(code)?;
        self.all_seated(&self.session.sharing(&self.candidate.id, code))?;
        if let Some(unknown) = mark.filter(|mark| !self.session.plan().grid.allows(&item, mark)) {
            return Err(Refusal::UnknownMark(code.clone(), unknown.clone()));
        }
        if self.hearing.sheet.mark(code) == mark && !self.session.differs(code) {
            return Ok(Vec::new());
        }
        if let Some(drawn) = self.session.settled(&self.candidate.id, code) {
            return Err(Refusal::CommonDrawn(drawn));
        }
        let (item, mark) = (code.clone(), mark.cloned());
        Ok(vec![Event::MarkSet { candidate: self.id(), author: Author::Jury, item, mark }])
    }

    fn comment(&self, item: &ItemCode, text: &str) -> Verdict {
        self.sitting()?;
        self.together()?;
        self.item(item)?;
        let text = bounded(clean::text(text).trim().to_owned())?;
        if self.hearing.sheet.comments.get(item).map_or("", String::as_str) == text {
            return Ok(Vec::new());
        }
        Ok(vec![Event::CommentSet { candidate: self.id(), author: Author::Jury, item: item.clone(), text }])
    }

    fn requirement(&self, id: &RequirementId, state: Met) -> Verdict {
        self.sitting()?;
        let before = self.session.certification(self.candidate, self.hearing).requirements;
        let (_, before) =
            before.iter().find(|(each, _)| each == id).ok_or_else(|| Refusal::UnknownRequirement(id.clone()))?;
        if *before == state {
            return Ok(Vec::new());
        }
        Ok(vec![Event::RequirementSet { candidate: self.id(), requirement: id.clone(), state }])
    }

    fn undo(&self) -> Verdict {
        let record = self.hearing.undoable().ok_or(Refusal::NothingToUndo)?.record;
        if let Some(refusal) = self.session.undo_barrier(&self.candidate.id, self.hearing) {
            return Err(refusal);
        }
        Ok(vec![Event::Undone { candidate: self.id(), record }])
    }

    fn decide(&self, block: &BlockCode, outcome: Outcome, why: Option<&str>) -> Verdict {
        let Stage::Deliberation { .. } = self.hearing.stage else {
            return Err(Refusal::NotDeliberating);
        };
        self.sitting()?;
        self.together()?;
        let presented = self.candidate.blocks.contains(block);
        let proposal = self.session.proposal(self.hearing, block).filter(|_| presented);
        let proposal = proposal.ok_or_else(|| Refusal::UnknownBlock(block.clone()))?;
        let reason = why.map(reason).transpose();
        let reason = match reason {
            Err(Refusal::ReasonNeeded) => None,
            other => other?,
        };
        if reason.is_none() && proposal.outcome != Some(outcome) {
            return Err(Refusal::DecisionNeedsReason(block.clone(), proposal));
        }
        let proposed = proposal.outcome;
        Ok(vec![Event::BlockDecided { candidate: self.id(), block: block.clone(), outcome, proposed, reason }])
    }

    fn draw(&self) -> Verdict {
        match &self.hearing.stage {
            Stage::Absent { .. } => {}
            Stage::Deliberation { .. } => {
                self.sitting()?;
                self.together()?;
                let decided = |block: &&BlockCode| self.hearing.decisions.contains_key(*block);
                let open: Vec<_> = self.candidate.blocks.iter().filter(|block| !decided(block)).cloned().collect();
                if !open.is_empty() {
                    return Err(Refusal::Undecided(open));
                }
            }
            Stage::Scheduled | Stage::Waiting(_) | Stage::Running(..) => return Err(Refusal::NotDeliberating),
        }
        Ok(vec![Event::MinutesDrawn { candidate: self.id(), version: self.hearing.next_version() }])
    }

    fn signed(&self, signature: &Signature) -> Verdict {
        let drawn = self.hearing.drawn.as_ref().ok_or(Refusal::MinutesNotDrawn)?;
        may_sign(self.session, self.hearing, &signature.signer)?;
        Ok(vec![Event::MinutesSigned {
            candidate: self.id(),
            version: drawn.version,
            signer: signature.signer.clone(),
            key: signature.key.clone(),
            toml_digest: signature.toml_digest.clone(),
            csv_digest: signature.csv_digest.clone(),
        }])
    }

    fn close(&self) -> Verdict {
        match self.timer() {
            Ok(State::Interrupted(_)) => Err(Refusal::GapOpen),
            Ok(State::Running(_) | State::Paused(..)) => Err(Refusal::PhaseRunning),
            Err(_) => Ok(vec![Event::HearingClosed { candidate: self.id() }]),
        }
    }
}

/// Whether this member may sign the hearing's minutes.
///
/// # Errors
/// [`Refusal::UnknownMember`], [`Refusal::NotPresent`] (an absence may be signed by any member where nobody
/// said who was present), [`Refusal::AlreadySigned`].
pub fn may_sign(session: &Session, hearing: &Hearing, signer: &MemberId) -> Result<(), Refusal> {
    session.plan().jury.member(signer).ok_or_else(|| Refusal::UnknownMember(signer.clone()))?;
    if hearing.is_recused(signer) {
        return Err(Refusal::Recused(signer.clone()));
    }
    // The president answers for the session, and signs also where somebody else presided.
    let presides = match &hearing.drawn {
        Some(drawn) => drawn.presides(signer),
        None => session.president() == signer,
    };
    if !presides && hearing.present.as_ref().is_some_and(|presence| !presence.members.contains(signer)) {
        return Err(Refusal::NotPresent(signer.clone()));
    }
    if hearing.has_signed(signer) {
        return Err(Refusal::AlreadySigned(signer.clone()));
    }
    Ok(())
}
