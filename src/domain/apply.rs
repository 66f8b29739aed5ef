//! From what happened to the session as it then stands: the fold of the records.

mod around;
mod closed;
mod whole;

use std::time::Duration;

use super::command::Signature;
use super::decision::Decision;
use super::event::{Author, Event, Gap, Recorded};
use super::grid::{Grid, Phase};
use super::hearing::{Change, Drawn, Head, Hearing, Mark, Presence, Retained, Stage};
use super::id::{CandidateId, ItemCode};
use super::minutes::drawn;
use super::session::{Frozen, Session};
use super::timer::Timer;

impl Session {
    /// Follows a record; none where it speaks of what is not there.
    pub(super) fn follow(&mut self, recorded: &Recorded) -> Option<()> {
        match &recorded.event {
            Event::SessionOpened { .. } => self.begin(recorded),
            Event::HearingOpened { candidate } => {
                self.hearings.get(candidate)?;
                self.open = Some(candidate.clone());
                self.taken_up(candidate)
            }
            Event::HearingClosed { candidate } => {
                self.hearings.get(candidate)?;
                self.open = None;
                Some(())
            }
            Event::JuryPresent { candidate, .. }
            | Event::ShortfallAcknowledged { candidate, .. }
            | Event::CandidateAbsent { candidate, .. }
            | Event::HearingStopped { candidate, .. }
            | Event::MinutesDrawn { candidate, .. }
            | Event::MinutesSigned { candidate, .. } => self.each(candidate, recorded, Self::follow_course),
            Event::PhaseStarted { candidate, .. }
            | Event::PhasePaused { candidate, .. }
            | Event::PhaseResumed { candidate }
            | Event::PhaseEnded { candidate, .. }
            | Event::PhaseInterrupted { candidate, .. }
            | Event::GapSettled { candidate, .. } => self.each(candidate, recorded, Self::follow_clock),
            Event::MarkSet { candidate, .. }
            | Event::CommentSet { candidate, .. }
            | Event::BlockDecided { candidate, .. }
            | Event::RequirementSet { candidate, .. }
            | Event::MarkRetained { candidate, .. } => self.each(candidate, recorded, Self::follow_sheet),
            Event::Undone { candidate, record } => self.take_back(candidate, *record, &recorded.stamp),
            Event::MemberRecused { candidate, .. }
            | Event::MemberArrived { candidate, .. }
            | Event::MemberLeft { candidate, .. }
            | Event::CandidateLate { candidate, .. }
            | Event::AbsenceExcused { candidate, .. }
            | Event::HearingPostponed { candidate, .. }
            | Event::HearingReopened { candidate, .. }
            | Event::AmendmentOpened { candidate, .. }
            | Event::PaperCollected { candidate, .. } => self.each(candidate, recorded, Self::follow_around),
            Event::SheetWritten { candidate, .. }
            | Event::SheetSealed { candidate, .. }
            | Event::SheetMissing { candidate, .. }
            | Event::SheetsRevealed { candidate, .. } => self.follow_closed(candidate, recorded),
            Event::PresidentReplaced { .. }
            | Event::CandidateAdded { .. }
            | Event::CandidateMoved { .. }
            | Event::IncidentNoted { .. }
            | Event::CodeChosen { .. }
            | Event::SessionClosed { .. }
            | Event::ClosingSigned { .. } => self.follow_whole(recorded),
        }
    }

    /// The first record: the session begins with these files.
    fn begin(&mut self, recorded: &Recorded) -> Option<()> {
        let Event::SessionOpened { session_digest, grid_digest, candidates_digest, .. } = &recorded.event else {
            return None;
        };
        self.begun.clone_from(&recorded.digest);
        self.frozen = Some(Frozen {
            session: session_digest.clone(),
            grid: grid_digest.clone(),
            candidates: candidates_digest.clone(),
        });
        Some(())
    }

    /// Follows an event in each hearing that it changes.
    fn each(
        &mut self,
        named: &CandidateId,
        recorded: &Recorded,
        follow: impl Fn(&mut Self, &CandidateId, &Recorded) -> Option<()>,
    ) -> Option<()> {
        let concerned = self.concerned(named, &recorded.event);
        concerned.iter().try_for_each(|id| follow(self, id, recorded))
    }

    /// What moves a hearing from one stage to the next.
    fn follow_course(&mut self, candidate: &CandidateId, recorded: &Recorded) -> Option<()> {
        let phases = self.plan.phases(self.plan.candidate(candidate)?);
        let hearing = self.hearings.get_mut(candidate)?;
        match &recorded.event {
            Event::JuryPresent { members, .. } => {
                let members: Vec<_> = members.iter().filter(|id| !hearing.is_recused(id)).cloned().collect();
                // Nobody at all is the same as nobody having said who sits.
                hearing.present = (!members.is_empty()).then_some(Presence { members, acknowledged: None });
                if hearing.stage == Stage::Scheduled {
                    hearing.stage = Stage::Waiting(0);
                }
            }
            Event::ShortfallAcknowledged { reason, .. } => {
                hearing.present.as_mut()?.acknowledged = Some(reason.clone());
            }
            Event::CandidateAbsent { reason, .. } => {
                // What was said of an absence that was taken back says nothing of this one.
                hearing.course.excused = None;
                let before = std::mem::replace(&mut hearing.stage, Stage::Absent { reason: reason.clone() });
                hearing.undo.push((recorded.seq, Change::Absence { at: recorded.stamp.clone(), before }));
            }
            Event::HearingStopped { reason, .. } => {
                hearing.stopped = Some(reason.clone());
                let change = Change::Stop {
                    at: recorded.stamp.clone(),
                    before: hearing.stage.clone(),
                    phases: hearing.phases.len(),
                };
                hearing.undo.push((recorded.seq, change));
                Self::end_phase(phases, hearing, recorded)?;
                hearing.stage = Stage::Deliberation { since: recorded.stamp.clone() };
            }
            Event::MinutesDrawn { version, .. } => {
                let head = Head { seq: recorded.seq, digest: recorded.digest.clone() };
                let minutes = drawn(self, candidate, *version, recorded.stamp.at, &head)?;
                let at = recorded.stamp.clone();
                let (version, minutes) = (*version, Box::new(minutes));
                let drawn = Drawn { version, at, head, minutes, signatures: Vec::new(), papers: Vec::new() };
                self.hearings.get_mut(candidate)?.drawn = Some(drawn);
            }
            Event::MinutesSigned { signer, key, toml_digest, csv_digest, .. } => {
                hearing.drawn.as_mut()?.signatures.push(Signature {
                    signer: signer.clone(),
                    key: key.clone(),
                    toml_digest: toml_digest.clone(),
                    csv_digest: csv_digest.clone(),
                });
            }
            _ => return None,
        }
        Some(())
    }

    /// What the clock of a hearing goes through.
    fn follow_clock(&mut self, candidate: &CandidateId, recorded: &Recorded) -> Option<()> {
        let phases = self.plan.phases(self.plan.candidate(candidate)?);
        let longest: Vec<Duration> = phases.iter().map(|phase| self.longest(candidate, phase)).collect();
        let hearing = self.hearings.get_mut(candidate)?;
        let now = &recorded.stamp;
        if matches!(recorded.event, Event::PhaseEnded { .. }) {
            return Self::end_phase(phases, hearing, recorded);
        }
        if let Event::PhaseStarted { phase: started, .. } = &recorded.event {
            let Stage::Waiting(index) = hearing.stage else { return None };
            phases.get(index).filter(|phase| phase.id == *started)?;
            hearing.stage = Stage::Running(index, Timer::start(*longest.get(index)?, now));
            return Some(());
        }
        let Stage::Running(_, timer) = &mut hearing.stage else { return None };
        match &recorded.event {
            Event::PhasePaused { reason, since, .. } => timer.pause(since.as_ref().unwrap_or(now), now, reason.clone()),
            Event::PhaseResumed { .. } => timer.resume(now),
            Event::PhaseInterrupted { last_seen, .. } => timer.interrupt(last_seen),
            Event::GapSettled { gap, .. } => timer.settle(now, *gap == Gap::Time),
            _ => return None,
        }
        Some(())
    }

    /// Marks, comments, decisions, requirements.
    fn follow_sheet(&mut self, candidate: &CandidateId, recorded: &Recorded) -> Option<()> {
        let hearing = self.hearings.get_mut(candidate)?;
        let change = match &recorded.event {
            Event::MarkSet { item, mark, author, .. } => {
                let mark = mark.clone().map(|code| Mark::new(code, author.clone()));
                hearing.change_mark(&self.plan.grid, item, mark)
            }
            Event::MarkRetained { item, mark, how, reason, .. } => {
                let retained = Some(Retained { how: *how, reason: reason.clone() });
                let mark = mark.clone().map(|code| Mark { code, author: Author::Jury, retained });
                hearing.change_mark(&self.plan.grid, item, mark)
            }
            Event::CommentSet { item, text, .. } => {
                let before = if text.is_empty() {
                    hearing.sheet.comments.remove(item)
                } else {
                    hearing.sheet.comments.insert(item.clone(), text.clone())
                };
                Change::Comment { item: item.clone(), before }
            }
            Event::BlockDecided { block, outcome, proposed, reason, .. } => {
                let decision = Decision { outcome: *outcome, proposed: *proposed, reason: reason.clone() };
                let before = hearing.decisions.insert(block.clone(), decision);
                Change::Decision { block: block.clone(), before }
            }
            Event::RequirementSet { requirement, state, .. } => {
                let before = hearing.requirements.insert(requirement.clone(), *state);
                Change::Requirement { requirement: requirement.clone(), before }
            }
            _ => return None,
        };
        hearing.undo.push((recorded.seq, change));
        Some(())
    }

    /// Ends the phase that runs, if one does, and makes the next one wait.
    fn end_phase(phases: &[Phase], hearing: &mut Hearing, recorded: &Recorded) -> Option<()> {
        if let Stage::Running(index, timer) = &hearing.stage {
            let (index, timer) = (*index, timer.clone());
            hearing.phases.push((phases.get(index)?.id.clone(), timer.end(&recorded.stamp)));
            hearing.stage = if index + 1 < phases.len() {
                Stage::Waiting(index + 1)
            } else {
                Stage::Deliberation { since: recorded.stamp.clone() }
            };
        }
        Some(())
    }
}

impl Hearing {
    /// Gives the jury's mark on an item, or takes it away; the decision on its block no longer stands if it changed.
    fn change_mark(&mut self, grid: &Grid, item: &ItemCode, mark: Option<Mark>) -> Change {
        let before = Self::set(&mut self.sheet.marks, item, mark);
        let changed = before.as_ref().map(|mark| &mark.code) != self.sheet.mark(item);
        let block = grid.block_of(item).filter(|_| changed);
        let withdrew = block.and_then(|block| self.decisions.remove_entry(&block));
        Change::Mark { item: item.clone(), before, withdrew }
    }
}
