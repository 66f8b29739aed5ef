//! The session: what was planned, and the fold of everything that happened.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::NaiveDate;

use super::candidate::Candidate;
use super::certification::{Basis, Certification};
use super::command::Signature;
use super::composition::RuleCheck;
use super::decision::{Decision, Proposal, propose};
use super::event::{Event, Gap, Recorded};
use super::grid::{Grid, Item, Phase};
use super::hearing::{Change, Drawn, Head, Hearing, Mark, Presence, Stage};
use super::id::{BlockCode, CandidateId, ItemCode};
use super::jury::{Composition, Jury, Member};
use super::possible::is_possible;
use super::timer::Timer;

/// What a session is about: fixed when it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The session's name.
    pub name: String,
    /// The room.
    pub room: String,
    /// The day.
    pub date: NaiveDate,
    /// The jury.
    pub jury: Jury,
    /// The grid.
    pub grid: Grid,
    /// The candidates, in the list's order.
    pub candidates: Vec<Candidate>,
}

impl Plan {
    /// The timed phases of a candidate's hearing, in order.
    pub fn phases(&self, candidate: &Candidate) -> &[Phase] {
        self.grid.phases_of(candidate)
    }

    /// The candidate with this identifier.
    pub fn candidate(&self, id: &CandidateId) -> Option<&Candidate> {
        self.candidates.iter().find(|candidate| candidate.id == *id)
    }
}

/// The digests of the files that a session froze when it began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frozen {
    /// The digest of `session.toml`.
    pub session: String,
    /// The digest of `grid.toml`.
    pub grid: String,
    /// The digest of `candidates.csv`.
    pub candidates: String,
}

/// A session: the plan and what happened. Changed by [`Session::apply`] alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub(super) plan: Plan,
    pub(super) hearings: BTreeMap<CandidateId, Hearing>,
    open: Option<CandidateId>,
    frozen: Option<Frozen>,
    head: Option<Head>,
}

/// A record that does not fit what came before it; its journal was not written by this program.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("record {seq} does not fit the records before it")]
pub struct Inconsistent {
    /// The sequence number of the record.
    pub seq: u64,
}

impl Session {
    /// A session in which nothing has happened.
    pub fn new(plan: Plan) -> Self {
        let hearings = plan.candidates.iter().map(|c| (c.id.clone(), Hearing::default())).collect();
        Self { plan, hearings, open: None, frozen: None, head: None }
    }

    /// What the session is about.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The files it froze, once it began.
    pub fn frozen(&self) -> Option<&Frozen> {
        self.frozen.as_ref()
    }

    /// The last record applied.
    pub fn head(&self) -> Option<&Head> {
        self.head.as_ref()
    }

    /// A candidate's hearing.
    pub fn hearing(&self, id: &CandidateId) -> Option<&Hearing> {
        self.hearings.get(id)
    }

    /// The hearing that is before the jury.
    pub fn open(&self) -> Option<(&Candidate, &Hearing)> {
        let id = self.open.as_ref()?;
        Some((self.plan.candidate(id)?, self.hearings.get(id)?))
    }

    /// The timed phases of the open hearing, in order; none while no hearing is open.
    pub fn phases(&self) -> &[Phase] {
        self.open().map_or(&[], |(candidate, _)| self.plan.phases(candidate))
    }

    /// What is marked in a candidate's hearing.
    pub fn items(&self, candidate: &Candidate) -> Vec<Item<'_>> {
        // The blocks are looked up again in the plan so that the items borrow from it alone.
        let blocks = self.plan.candidate(&candidate.id).map_or(&[][..], |planned| &planned.blocks);
        self.plan.grid.items(blocks).collect()
    }

    /// What the rule proposes for a block of a hearing.
    pub fn proposal(&self, hearing: &Hearing, block: &BlockCode) -> Option<Proposal> {
        let block = self.plan.grid.block(block)?;
        Some(propose(&self.plan.grid, block, |item| hearing.sheet.mark(item)))
    }

    /// What a hearing means for the certification, with what the candidate held before.
    pub fn certification(&self, candidate: &Candidate, hearing: &Hearing) -> Certification {
        Basis {
            grid: &self.plan.grid,
            candidate,
            date: self.plan.date,
            decisions: &hearing.decisions,
            requirements: &hearing.requirements,
            mark: |item: &ItemCode| hearing.sheet.mark(item),
        }
        .certification()
    }

    /// The rules of composition of a candidate's hearing that its presence breaks.
    pub fn shortfall(&self, candidate: &CandidateId, presence: &Presence) -> Vec<RuleCheck> {
        let mut checks = self.composition(&self.plan.grid.jury.hearing, candidate, presence);
        checks.retain(|check| !check.holds());
        checks
    }

    /// Every rule of a composition, held against those present for a candidate.
    pub fn composition(&self, needed: &Composition, candidate: &CandidateId, presence: &Presence) -> Vec<RuleCheck> {
        let jury = &self.plan.jury;
        let members: Vec<&Member> = presence.members.iter().filter_map(|id| jury.member(id)).collect();
        self.plan.grid.jury.check(needed, &members, jury.member(&jury.president), Some(candidate))
    }

    /// Applies what happened; replay and live work both come through here, and nothing else changes a session.
    ///
    /// # Errors
    /// [`Inconsistent`] if the record speaks of what the plan does not have or cannot follow what came before.
    pub fn apply(&mut self, recorded: &Recorded) -> Result<(), Inconsistent> {
        let possible = is_possible(self, recorded).then_some(());
        possible.and_then(|()| self.follow(recorded)).ok_or(Inconsistent { seq: recorded.seq })?;
        self.head = Some(Head { seq: recorded.seq, digest: recorded.digest.clone() });
        Ok(())
    }

    fn follow(&mut self, recorded: &Recorded) -> Option<()> {
        match &recorded.event {
            Event::SessionOpened { session_digest, grid_digest, candidates_digest, .. } => {
                self.frozen = Some(Frozen {
                    session: session_digest.clone(),
                    grid: grid_digest.clone(),
                    candidates: candidates_digest.clone(),
                });
                Some(())
            }
            Event::HearingOpened { candidate } => {
                self.hearings.get(candidate)?;
                self.open = Some(candidate.clone());
                Some(())
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
            | Event::RequirementSet { candidate, .. } => self.each(candidate, recorded, Self::follow_sheet),
            Event::Undone { candidate, record } => self.take_back(candidate, *record, &recorded.stamp),
        }
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
                hearing.present = Some(Presence { members: members.clone(), acknowledged: None });
                if hearing.stage == Stage::Scheduled {
                    hearing.stage = Stage::Waiting(0);
                }
            }
            Event::ShortfallAcknowledged { reason, .. } => {
                hearing.present.as_mut()?.acknowledged = Some(reason.clone());
            }
            Event::CandidateAbsent { reason, .. } => {
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
                let at = recorded.stamp.clone();
                hearing.drawn = Some(Drawn { version: *version, at, head, signatures: Vec::new() });
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
                let mark = mark.clone().map(|code| Mark { code, author: author.clone() });
                let before = Hearing::set(&mut hearing.sheet.marks, item, mark);
                let changed = before.as_ref().map(|mark| &mark.code) != hearing.sheet.mark(item);
                let block = self.plan.grid.block_of(item).filter(|_| changed);
                let withdrew = block.and_then(|block| hearing.decisions.remove_entry(&block));
                Change::Mark { item: item.clone(), before, withdrew }
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
