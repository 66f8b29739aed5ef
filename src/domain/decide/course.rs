//! What happens around a hearing.

use super::{Room, Verdict, reason};
use crate::domain::command::{CourseCommand, Refusal};
use crate::domain::course::Ground;
use crate::domain::event::Event;
use crate::domain::hearing::{Hearing, Stage};
use crate::domain::id::MemberId;

impl Room<'_> {
    pub(super) fn course(&self, command: &CourseCommand) -> Verdict {
        let changes = !matches!(command, CourseCommand::Reopen(_) | CourseCommand::Amend(..) | CourseCommand::Paper(_));
        if changes && self.hearing.is_drawn() {
            return Err(Refusal::MinutesDrawn);
        }
        match command {
            CourseCommand::Recuse(member, ground) => self.recuse(member, *ground),
            CourseCommand::Arrive(member, why) => self.arrive(member, why),
            CourseCommand::Leave(member, why) => self.leave(member, why),
            CourseCommand::Late(why) => self.late(why),
            CourseCommand::Excuse(excused) => self.excuse(*excused),
            CourseCommand::Postpone(why) => self.postpone(why),
            CourseCommand::Reopen(why) => self.reopen(why),
            CourseCommand::Amend(what, why) => self.amend(what, why),
            CourseCommand::Paper(member) => self.paper(member),
        }
    }

    /// Whether the candidate's time has begun to run.
    pub(super) fn has_begun(&self) -> bool {
        self.hearing.has_begun()
    }

    /// Once the hearing has begun, who sits changes with a reason; saying what is so already changes nothing.
    pub(super) fn moves_said(&self, said: &Event) -> Verdict {
        let Event::JuryPresent { members, .. } = said else { return Err(Refusal::MovesNeedReason) };
        let same = self.hearing.present.as_ref().is_some_and(|presence| presence.members == *members);
        if same { Ok(Vec::new()) } else { Err(Refusal::MovesNeedReason) }
    }

    /// Those whose hearings an event would change.
    pub(super) fn concerned(&self, event: &Event) -> impl Iterator<Item = &Hearing> {
        let all = self.session.concerned(&self.candidate.id, event);
        all.into_iter().filter_map(|id| self.session.hearing(&id))
    }

    /// That nobody of the group is still heard: who deliberates again is not ahead of a clock that is one for all.
    fn group_is_there(&self) -> Result<(), Refusal> {
        if self.session.group_behind(&self.candidate.id) { Err(Refusal::GroupHeard) } else { Ok(()) }
    }

    fn known(&self, member: &MemberId) -> Result<(), Refusal> {
        self.session.plan().jury.member(member).ok_or_else(|| Refusal::UnknownMember(member.clone()))?;
        if self.hearing.is_recused(member) { Err(Refusal::Recused(member.clone())) } else { Ok(()) }
    }

    fn sits(&self, member: &MemberId) -> bool {
        self.hearing.present.as_ref().is_some_and(|presence| presence.members.contains(member))
    }

    fn recuse(&self, member: &MemberId, ground: Ground) -> Verdict {
        self.known(member)?;
        if self.hearing.revealed.is_some() {
            return Err(Refusal::TooLateToRecuse);
        }
        Ok(vec![Event::MemberRecused { candidate: self.id(), member: member.clone(), ground }])
    }

    fn arrive(&self, member: &MemberId, why: &str) -> Verdict {
        self.known(member)?;
        if !self.has_begun() {
            return Err(Refusal::NothingRuns);
        }
        if self.sits(member) {
            return Err(Refusal::IsPresent(member.clone()));
        }
        Ok(vec![Event::MemberArrived { candidate: self.id(), member: member.clone(), reason: reason(why)? }])
    }

    fn leave(&self, member: &MemberId, why: &str) -> Verdict {
        self.known(member)?;
        if !self.has_begun() {
            return Err(Refusal::NothingRuns);
        }
        if !self.sits(member) {
            return Err(Refusal::NotPresent(member.clone()));
        }
        if self.hearing.present.as_ref().is_some_and(|presence| presence.members.len() == 1) {
            return Err(Refusal::NobodyPresent);
        }
        Ok(vec![Event::MemberLeft { candidate: self.id(), member: member.clone(), reason: reason(why)? }])
    }

    fn late(&self, why: &str) -> Verdict {
        if self.has_begun() {
            return Err(Refusal::HearingBegan);
        }
        if let Stage::Absent { .. } = self.hearing.stage {
            return Err(Refusal::CandidateAbsent);
        }
        Ok(vec![Event::CandidateLate { candidate: self.id(), reason: reason(why)? }])
    }

    fn excuse(&self, excused: bool) -> Verdict {
        let Stage::Absent { .. } = self.hearing.stage else { return Err(Refusal::NotAbsent) };
        if self.hearing.course.excused == Some(excused) {
            return Ok(Vec::new());
        }
        Ok(vec![Event::AbsenceExcused { candidate: self.id(), excused }])
    }

    fn postpone(&self, why: &str) -> Verdict {
        match self.clocked().1.stage {
            Stage::Running(..) => return Err(Refusal::PhaseRunning),
            Stage::Scheduled | Stage::Absent { .. } | Stage::Waiting(_) | Stage::Deliberation { .. } => {}
        }
        let event = Event::HearingPostponed { candidate: self.id(), reason: reason(why)? };
        // Signed minutes are annulled by others, not by none.
        if self.concerned(&event).any(|hearing| !hearing.annulled.is_empty()) {
            return Err(Refusal::SignedAlready);
        }
        Ok(vec![event])
    }

    fn reopen(&self, why: &str) -> Verdict {
        let drawn = self.hearing.drawn.as_ref().ok_or(Refusal::MinutesNotDrawn)?;
        if !drawn.signatures.is_empty() || !drawn.papers.is_empty() {
            return Err(Refusal::SignedAlready);
        }
        self.group_is_there()?;
        Ok(vec![Event::HearingReopened { candidate: self.id(), reason: reason(why)? }])
    }

    fn amend(&self, what: &str, why: &str) -> Verdict {
        let drawn = self.hearing.drawn.as_ref().ok_or(Refusal::NotSigned)?;
        let first = drawn.signatures.first().ok_or(Refusal::NotSigned)?;
        self.group_is_there()?;
        Ok(vec![Event::AmendmentOpened {
            candidate: self.id(),
            version: drawn.version,
            digest: first.toml_digest.clone(),
            what: reason(what)?,
            reason: reason(why)?,
        }])
    }

    /// A paper is collected from who may sign; somebody must have signed with a key, for the digest on it to be known.
    fn paper(&self, member: &MemberId) -> Verdict {
        let drawn =
            self.hearing.drawn.as_ref().filter(|drawn| !drawn.signatures.is_empty()).ok_or(Refusal::NotSigned)?;
        super::may_sign(self.session, self.hearing, member)?;
        if drawn.presides(member) {
            return Err(Refusal::PaperOfPresident(member.clone()));
        }
        Ok(vec![Event::PaperCollected { candidate: self.id(), version: drawn.version, member: member.clone() }])
    }
}
