//! The session: what was planned, and the fold of everything that happened.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::candidate::Candidate;
use super::certification::{Basis, Certification};
use super::closing::{ChangeKind, Closed};
use super::composition::RuleCheck;
use super::course::{Incident, Noted};
use super::decision::{Proposal, propose};
use super::event::{Event, Recorded};
use super::grid::{Grid, Item, Phase};
use super::hearing::{Head, Hearing, Presence};
use super::id::{BlockCode, CandidateId, ItemCode, MemberId};
use super::jury::{Composition, Jury, Member};
use super::marking::{Marking, Signatures};
use super::possible::is_possible;
use super::sheets::Place;
use super::time::Stamp;
use crate::sealing::Lock;

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
    /// How jurors mark.
    pub marking: Marking,
    /// Whose signatures the minutes need.
    pub signatures: Signatures,
    /// The candidates, in the order of the day: the list's, until somebody is added or moved.
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
    pub(super) open: Option<CandidateId>,
    pub(super) frozen: Option<Frozen>,
    pub(super) begun: String,
    head: Option<Head>,
    pub(super) course: SessionCourse,
}

/// What happened in a session outside of its hearings, or in all of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SessionCourse {
    /// Who presided after whom, whose code was given up for another, and why, in order.
    pub changes: Vec<(ChangeKind, MemberId, Noted)>,
    /// The incident book.
    pub incidents: Vec<Incident>,
    /// The keys of jurors who mark alone.
    pub locks: BTreeMap<MemberId, Lock>,
    /// The closing, once there is one.
    pub closed: Option<Closed>,
}

impl SessionCourse {
    /// The changes of this kind, in order.
    pub fn changed(&self, kind: ChangeKind) -> impl DoubleEndedIterator<Item = (&MemberId, &Noted)> {
        let of_kind = self.changes.iter().filter(move |(each, ..)| *each == kind);
        of_kind.map(|(_, member, noted)| (member, noted))
    }
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
        Self {
            plan,
            hearings,
            open: None,
            frozen: None,
            begun: String::new(),
            head: None,
            course: SessionCourse::default(),
        }
    }

    /// What the session is about.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The files it froze, once it began.
    pub fn frozen(&self) -> Option<&Frozen> {
        self.frozen.as_ref()
    }

    /// The digest of the journal's first record, which no other session has; empty before the session began.
    pub fn begun(&self) -> &str {
        &self.begun
    }

    /// The place of a member's sheet.
    pub fn place<'a>(&'a self, candidate: &'a CandidateId, member: &'a MemberId) -> Place<'a> {
        Place { session: &self.plan.name, begun: &self.begun, candidate, member }
    }

    /// The last record applied.
    pub fn head(&self) -> Option<&Head> {
        self.head.as_ref()
    }

    /// What happened outside of the hearings, or in all of them.
    pub fn course(&self) -> &SessionCourse {
        &self.course
    }

    /// Who presides now.
    pub fn president(&self) -> &MemberId {
        self.course.changed(ChangeKind::President).next_back().map_or(&self.plan.jury.president, |(member, _)| member)
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
        self.plan.grid.jury.check(needed, &members, jury.member(self.president()), Some(candidate))
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

    /// Whether these events can follow: tried on a copy, before anything is written.
    ///
    /// # Errors
    /// [`Inconsistent`] with the number that the record would have had.
    pub fn takes(&self, events: &[Event], now: &Stamp) -> Result<(), Inconsistent> {
        let mut copy = self.clone();
        let next = self.head.as_ref().map_or(1, |head| head.seq + 1);
        let by = self.president();
        (next..).zip(events).try_for_each(|(seq, event)| {
            let (stamp, by, event) = (now.clone(), by.clone(), event.clone());
            copy.apply(&Recorded { seq, stamp, by, event, digest: String::new() })
        })
    }
}
