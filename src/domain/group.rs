//! Candidates who are heard together: one clock, items marked in common, minutes for each.
//!
//! Every candidate keeps a hearing of their own. What happens to the clock, and who of the jury is present, happens
//! to every member who sits: the hearings of those who sit always stand at the same place. Who is absent or has
//! stopped is out of it, and joins the others where they are should that be taken back.

mod concerned;

use std::time::Duration;

use super::candidate::Candidate;
use super::command::Refusal;
use super::grid::Phase;
use super::hearing::{Away, Change, Hearing, Stage, UndoableKind};
use super::id::{BlockCode, CandidateId, ItemCode};
use super::session::{Plan, Session};
use super::time::Stamp;

/// Candidates who are heard together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group<'a> {
    /// What the list calls them.
    pub name: &'a str,
    /// The members, in the list's order; two at least.
    pub members: Vec<&'a Candidate>,
}

impl<'a> Group<'a> {
    /// The place of a member, from 1.
    pub fn place(&self, id: &CandidateId) -> usize {
        self.members.iter().position(|member| member.id == *id).map_or(0, |index| index + 1)
    }

    /// The members after this one, round the end, and not this one.
    pub fn after(&self, id: &CandidateId) -> impl Iterator<Item = &'a Candidate> + use<'a, '_> {
        let place = self.place(id);
        self.members.iter().cycle().skip(place).take(self.members.len().saturating_sub(1)).copied()
    }
}

impl Plan {
    /// The group of a candidate; none for one who is heard alone.
    pub fn group(&self, candidate: &Candidate) -> Option<Group<'_>> {
        let name = candidate.group.as_ref()?;
        let members: Vec<_> = self.candidates.iter().filter(|other| other.group.as_ref() == Some(name)).collect();
        let first = members.first().filter(|_| members.len() > 1)?;
        Some(Group { name: first.group.as_deref()?, members })
    }

    /// Whether the grid has this candidate marked on this item together with a group.
    pub fn is_common(&self, id: &CandidateId, item: &ItemCode) -> bool {
        let together = self.candidate(id).filter(|candidate| self.group(candidate).is_some());
        together
            .is_some_and(|candidate| self.grid.items(&candidate.blocks).any(|each| each.code == item && each.common))
    }
}

/// Questions about the open hearing and those who are heard with it.
impl Session {
    /// The group before the jury; none while no hearing is open, or one alone.
    pub fn group(&self) -> Option<Group<'_>> {
        self.open().and_then(|(candidate, _)| self.plan().group(candidate))
    }

    /// The hearing whose clock is the group's: the open one, or another's where its candidate does not sit.
    pub fn clock(&self) -> Option<(&Candidate, &Hearing)> {
        let (candidate, hearing) = self.open()?;
        let others = || self.others(&candidate.id).into_iter().find(|(_, hearing)| hearing.sits());
        let other = if hearing.sits() { None } else { others() };
        Some(other.unwrap_or((candidate, hearing)))
    }

    /// The time due in a phase of the open hearing: one clock gives each of those who sit all that is due to them.
    pub fn due(&self, phase: &Phase) -> Duration {
        self.open().map_or(phase.duration, |(candidate, _)| self.longest(&candidate.id, phase))
    }

    /// Whether the marks of those who are marked together on this item are not the same.
    pub fn differs(&self, item: &ItemCode) -> bool {
        let Some((candidate, hearing)) = self.open() else { return false };
        let level = |id: &CandidateId| self.hearing(id).and_then(|hearing| hearing.sheet.mark(item));
        self.sharing(&candidate.id, item).iter().any(|id| level(id) != hearing.sheet.mark(item))
    }
}

impl Session {
    fn others(&self, id: &CandidateId) -> Vec<(&Candidate, &Hearing)> {
        let group = self.plan().candidate(id).and_then(|candidate| self.plan().group(candidate));
        let members = group.map_or_else(Vec::new, |group| group.members);
        let others = members.into_iter().filter(|member| member.id != *id);
        others.filter_map(|member| Some((member, self.hearing(&member.id)?))).collect()
    }

    fn sitting_others(&self, id: &CandidateId) -> impl Iterator<Item = (&Candidate, &Hearing)> {
        self.others(id).into_iter().filter(|(_, hearing)| hearing.sits())
    }

    /// Those whose clock runs as one with this candidate's, in their place if they do not sit.
    pub(super) fn clocked(&self, id: &CandidateId) -> Vec<CandidateId> {
        let own = self.hearing(id).is_some_and(Hearing::sits).then_some(id);
        let mut all: Vec<_> = own.into_iter().chain(self.sitting_others(id).map(|(other, _)| &other.id)).collect();
        if all.is_empty() {
            all.push(id);
        }
        all.into_iter().cloned().collect()
    }

    pub(super) fn longest(&self, id: &CandidateId, phase: &Phase) -> Duration {
        let clocked = self.clocked(id);
        let members = clocked.iter().filter_map(|id| self.plan().candidate(id));
        members.map(|member| member.accommodation.due(phase.duration)).max().unwrap_or(phase.duration)
    }

    fn marks(&self, candidate: &Candidate, item: &ItemCode) -> bool {
        self.items(candidate).iter().any(|each| each.code == item)
    }

    /// Whether a mark on this item is a mark for those who sit with this candidate.
    fn is_common(&self, id: &CandidateId, item: &ItemCode) -> bool {
        self.plan().is_common(id, item) && self.hearing(id).is_some_and(Hearing::sits)
    }

    /// Those for whom a mark on this item counts: the candidate, first, and the others who sit if it is common.
    pub(super) fn sharing(&self, id: &CandidateId, item: &ItemCode) -> Vec<CandidateId> {
        let others = self.sitting_others(id).filter(|(other, _)| self.is_common(id, item) && self.marks(other, item));
        std::iter::once(id).chain(others.map(|(other, _)| &other.id)).cloned().collect()
    }

    /// A member who was heard to the end with this candidate, is marked on this common item, and whose minutes are
    /// drawn: from there on the item does not change for anybody.
    pub(super) fn settled(&self, id: &CandidateId, item: &ItemCode) -> Option<CandidateId> {
        if !self.is_common(id, item) {
            return None;
        }
        let settled = |(other, hearing): &(&Candidate, &Hearing)| {
            hearing.is_drawn() && hearing.was_heard() && self.marks(other, item)
        };
        self.others(id).into_iter().find(settled).map(|(other, _)| other.id.clone())
    }

    /// Whether another of the group, who sits, has phases before them.
    pub(super) fn group_behind(&self, id: &CandidateId) -> bool {
        self.sitting_others(id).any(|(_, other)| !matches!(other.stage, Stage::Deliberation { .. }))
    }

    /// Those who are taken up with this candidate where they were put off: the candidate, first, and those who sit.
    pub(super) fn together(&self, id: &CandidateId) -> Vec<CandidateId> {
        let others = self.sitting_others(id).map(|(other, _)| &other.id);
        std::iter::once(id).chain(others).cloned().collect()
    }

    /// Why the last change of a hearing cannot be taken back, where the others are in the way.
    pub(super) fn undo_barrier(&self, id: &CandidateId, hearing: &Hearing) -> Option<Refusal> {
        match hearing.undoable()?.what {
            UndoableKind::Mark(item) => self.settled(id, item).map(Refusal::CommonDrawn),
            UndoableKind::Stop => {
                let others = self.sitting_others(id).next().map(|(_, other)| progress(&other.stage));
                let own = hearing.undo.last().and_then(|(_, change)| match change {
                    Change::Stop { before, .. } => Some(progress(before)),
                    Change::Mark { .. }
                    | Change::Comment { .. }
                    | Change::Decision { .. }
                    | Change::Requirement { .. }
                    | Change::Recusal { .. }
                    | Change::Missing { .. }
                    | Change::Absence { .. } => None,
                });
                others.zip(own).is_some_and(|(others, own)| others < own).then_some(Refusal::GroupBehind)
            }
            UndoableKind::Comment(_)
            | UndoableKind::Decision(_)
            | UndoableKind::Requirement(_)
            | UndoableKind::Recusal(_)
            | UndoableKind::Missing(_)
            | UndoableKind::Absence => None,
        }
    }

    /// Takes back the last change of a hearing, and with it what it did to the others' or kept from this one.
    pub(super) fn take_back(&mut self, id: &CandidateId, record: u64, now: &Stamp) -> Option<()> {
        let last = self.hearing(id)?.undo.last().filter(|(seq, _)| *seq == record)?;
        let shared = if let Change::Mark { item, .. } = &last.1 { self.sharing(id, item) } else { Vec::new() };
        let clock = self.sitting_others(id).next().map(|(_, other)| other.clone());
        let hearing = self.hearings.get_mut(id)?;
        let (_, change) = hearing.undo.pop()?;
        let left = match &change {
            Change::Absence { at, .. } | Change::Stop { at, .. } => {
                Some(Away { from: at.at, length: now.since(at), reason: hearing.reason()?.to_owned() })
            }
            Change::Mark { .. }
            | Change::Comment { .. }
            | Change::Decision { .. }
            | Change::Requirement { .. }
            | Change::Recusal { .. }
            | Change::Missing { .. } => None,
        };
        if let Change::Recusal { member, sat: true } = &change {
            let jury: Vec<_> = self.plan.jury.members.iter().map(|each| each.id.clone()).collect();
            hearing.seat(&jury, member);
        }
        hearing.take_back(change);
        if let (Some(left), Some(clock)) = (left, clock) {
            hearing.join(clock, left);
            self.share_reason(id);
            self.lengthen(id);
        }
        for other in shared.iter().filter(|other| *other != id) {
            let grid = &self.plan.grid;
            self.hearings.get_mut(other)?.withdraw(record, |item| grid.block_of(item));
        }
        Some(())
    }

    /// Whether a member of the group sits before the same jury as another, which falls short in the same way.
    fn falls_short_as(&self, one: &CandidateId, other: &CandidateId) -> bool {
        let short = |id: &CandidateId| {
            let presence = self.hearing(id)?.present.as_ref()?;
            Some((presence.members.clone(), self.shortfall(id, presence)))
        };
        short(one).is_some() && short(one) == short(other)
    }

    /// Who joins has the reason that was given to those with the same shortfall, and no other.
    fn share_reason(&mut self, id: &CandidateId) {
        let same = self.sitting_others(id).find(|(other, _)| self.falls_short_as(&other.id, id));
        let reason = same.and_then(|(_, other)| other.present.as_ref()?.acknowledged.clone());
        if let Some(presence) = self.hearings.get_mut(id).and_then(|hearing| hearing.present.as_mut()) {
            presence.acknowledged = reason;
        }
    }

    /// Who joins brings the time due to them.
    fn lengthen(&mut self, id: &CandidateId) {
        let running = self.hearing(id).and_then(|hearing| match &hearing.stage {
            Stage::Running(index, _) => self.plan.phases(self.plan.candidate(id)?).get(*index),
            Stage::Scheduled | Stage::Absent { .. } | Stage::Waiting(_) | Stage::Deliberation { .. } => None,
        });
        let Some(due) = running.map(|phase| self.longest(id, phase)) else { return };
        for id in self.clocked(id) {
            if let Some(Stage::Running(_, timer)) = self.hearings.get_mut(&id).map(|hearing| &mut hearing.stage) {
                timer.lengthen(due);
            }
        }
    }
}

/// How far the clock has come: what is further is greater.
fn progress(stage: &Stage) -> (u8, usize, u8) {
    match stage {
        Stage::Scheduled | Stage::Absent { .. } => (0, 0, 0),
        Stage::Waiting(index) => (1, *index, 0),
        Stage::Running(index, _) => (1, *index, 1),
        Stage::Deliberation { .. } => (2, 0, 0),
    }
}

impl Hearing {
    /// Whether the candidate is before the jury, or is to be: not absent, not gone, the minutes not drawn.
    pub fn sits(&self) -> bool {
        self.was_heard() && !self.is_drawn()
    }

    fn was_heard(&self) -> bool {
        self.stopped.is_none() && !matches!(self.stage, Stage::Absent { .. })
    }

    /// Why the candidate is not there.
    fn reason(&self) -> Option<&str> {
        match &self.stage {
            Stage::Absent { reason } => Some(reason),
            Stage::Scheduled | Stage::Waiting(_) | Stage::Running(..) | Stage::Deliberation { .. } => {
                self.stopped.as_deref()
            }
        }
    }

    /// Joins the others where they are. What was missed of a clock that has run is kept for the minutes.
    fn join(&mut self, others: Self, left: Away) {
        self.stage = others.stage;
        self.phases = others.phases;
        self.present = others.present.map(|mut presence| {
            presence.members.retain(|id| !self.is_recused(id));
            presence
        });
        if matches!(self.stage, Stage::Running(..)) || !self.phases.is_empty() {
            self.away.push(left);
        }
    }

    /// Takes back a mark that may not be the last change. What came after it stays, but for a decision that stood
    /// on it: that block is to be decided again.
    fn withdraw(&mut self, record: u64, block_of: impl Fn(&ItemCode) -> Option<BlockCode>) {
        let Some(place) = self.undo.iter().position(|(seq, _)| *seq == record) else { return };
        let (_, Change::Mark { item, before, withdrew }) = self.undo.remove(place) else { return };
        let mut later = self.undo.iter_mut().skip(place).map(|(_, change)| change);
        let again = later.find_map(|change| match change {
            Change::Mark { item: other, before, .. } if *other == item => Some(before),
            Change::Mark { .. }
            | Change::Comment { .. }
            | Change::Decision { .. }
            | Change::Requirement { .. }
            | Change::Absence { .. }
            | Change::Recusal { .. }
            | Change::Missing { .. }
            | Change::Stop { .. } => None,
        });
        if let Some(again) = again {
            *again = before;
            return;
        }
        if self.sheet.marks.get(&item) == before.as_ref() {
            return;
        }
        let block = block_of(&item);
        let touched = |change: &Change| match change {
            Change::Mark { item, .. } => block.is_some() && block_of(item) == block,
            Change::Decision { block: decided, .. } => Some(decided) == block.as_ref(),
            Change::Comment { .. }
            | Change::Requirement { .. }
            | Change::Absence { .. }
            | Change::Recusal { .. }
            | Change::Missing { .. }
            | Change::Stop { .. } => false,
        };
        let Some(block) = block.as_ref().filter(|_| self.undo.iter().skip(place).any(|(_, change)| touched(change)))
        else {
            self.take_back(Change::Mark { item, before, withdrew });
            return;
        };
        Self::set(&mut self.sheet.marks, &item, before);
        self.decisions.remove(block);
        self.forget_decisions(place, block);
    }

    /// No later undo brings back a decision on this block: it was taken on a mark that never was.
    fn forget_decisions(&mut self, from: usize, block: &BlockCode) {
        let mut place = 0;
        self.undo.retain_mut(|(_, change)| {
            place += 1;
            match change {
                Change::Mark { withdrew, .. } if place > from => {
                    withdrew.take_if(|(decided, _)| decided == block);
                    true
                }
                Change::Decision { block: decided, .. } => place <= from || decided != block,
                Change::Mark { .. }
                | Change::Comment { .. }
                | Change::Requirement { .. }
                | Change::Absence { .. }
                | Change::Recusal { .. }
                | Change::Missing { .. }
                | Change::Stop { .. } => true,
            }
        });
    }
}
