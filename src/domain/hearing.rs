//! One candidate before the jury: where the hearing stands, the clock, the sheet, the decisions.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use super::certification::Met;
use super::command::Signature;
use super::course::Course;
use super::decision::Decision;
use super::event::{Author, How};
use super::id::{BlockCode, ItemCode, MarkCode, MemberId, PhaseId, RequirementId};
use super::minutes::Minutes;
use super::sheets::ClosedSheet;
use super::time::Stamp;
use super::timer::{Ended, Timer};

/// A hearing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hearing {
    /// Where it stands.
    pub stage: Stage,
    /// Who sits, once said.
    pub present: Option<Presence>,
    /// The phases that have ended, in order.
    pub phases: Vec<(PhaseId, Ended)>,
    /// Why the candidate stopped before the end, if so.
    pub stopped: Option<String>,
    /// When the candidate was away while the clock of the group went on, in order.
    pub away: Vec<Away>,
    /// The jury's marks and comments.
    pub sheet: Sheet,
    /// The jury's decisions.
    pub decisions: BTreeMap<BlockCode, Decision>,
    /// What was said here of the certification's other requirements; it goes over what the list says.
    pub requirements: BTreeMap<RequirementId, Met>,
    /// The minutes, once drawn.
    pub drawn: Option<Drawn>,
    /// What else happened around it.
    pub course: Course,
    /// The sheets of jurors who mark alone; the jury's, above, then holds what was retained.
    pub sheets: BTreeMap<MemberId, ClosedSheet>,
    /// Since when the sheets are before the jury.
    pub revealed: Option<Stamp>,
    /// The versions of the minutes that were signed and then annulled, oldest first.
    pub annulled: Vec<Drawn>,
    /// What can be taken back, oldest first, with the number of its record.
    pub(super) undo: Vec<(u64, Change)>,
}

/// Where a hearing stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Stage {
    /// Nothing has happened yet.
    #[default]
    Scheduled,
    /// The candidate did not come.
    Absent {
        /// What is known of it.
        reason: String,
    },
    /// This phase of the grid is next, by its place.
    Waiting(usize),
    /// This phase of the grid runs, by its place.
    Running(usize, Timer),
    /// The phases are over.
    Deliberation {
        /// Since when.
        since: Stamp,
    },
}

/// A stretch of the group's time that a candidate missed: an absence or a stop that was taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Away {
    /// When it was recorded.
    pub from: DateTime<FixedOffset>,
    /// How long after that it was taken back.
    pub length: Duration,
    /// What was said of it.
    pub reason: String,
}

/// Who sits.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Presence {
    /// The members, in the session file's order.
    pub members: Vec<MemberId>,
    /// Why the jury sits although its composition falls short, if it does.
    pub acknowledged: Option<String>,
}

/// The marks and comments of one author.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// The marks.
    pub marks: BTreeMap<ItemCode, Mark>,
    /// The comments.
    pub comments: BTreeMap<ItemCode, String>,
}

impl Sheet {
    /// The mark given to an item.
    pub fn mark(&self, item: &ItemCode) -> Option<&MarkCode> {
        self.marks.get(item).map(|mark| &mark.code)
    }
}

/// A mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The mark.
    pub code: MarkCode,
    /// Who gave it.
    pub author: Author,
    /// How the jury came to retain it, where jurors marked alone.
    pub retained: Option<Retained>,
}

impl Mark {
    /// A mark as it is given.
    pub fn new(code: MarkCode, author: Author) -> Self {
        Self { code, author, retained: None }
    }
}

/// How the jury came to retain a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retained {
    /// How.
    pub how: How,
    /// Why, where it had to be said or was.
    pub reason: Option<String>,
}

/// Minutes that were drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// Their version, from 1.
    pub version: u32,
    /// When.
    pub at: Stamp,
    /// The journal's last record at that moment: the one that says so.
    pub head: Head,
    /// The minutes themselves: what comes later does not change them.
    pub minutes: Box<Minutes>,
    /// The signatures made, in order.
    pub signatures: Vec<Signature>,
    /// Who signed on paper.
    pub papers: Vec<MemberId>,
}

impl Drawn {
    /// Whether this member has signed, with a key or on paper.
    pub fn has(&self, member: &MemberId) -> bool {
        self.papers.contains(member) || self.signatures.iter().any(|made| made.signer == *member)
    }

    /// Whether this member presides by these minutes: whoever presides later did not.
    pub fn presides(&self, member: &MemberId) -> bool {
        self.minutes.jury.iter().any(|part| part.president && part.id == *member)
    }

    /// Who was to sign and has not.
    pub fn missing(&self) -> Vec<MemberId> {
        let due = self.minutes.jury.iter().filter(|member| member.must_sign).map(|member| &member.id);
        due.filter(|id| !self.has(id)).cloned().collect()
    }
}

/// A place in the journal: a record's number and digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The sequence number.
    pub seq: u64,
    /// The digest.
    pub digest: String,
}

/// A change that can be taken back: what was there before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Change {
    /// A mark; with the decision that it withdrew, if any.
    Mark { item: ItemCode, before: Option<Mark>, withdrew: Option<(BlockCode, Decision)> },
    /// A comment.
    Comment { item: ItemCode, before: Option<String> },
    /// A decision.
    Decision { block: BlockCode, before: Option<Decision> },
    /// A requirement.
    Requirement { requirement: RequirementId, before: Option<Met> },
    /// An absence: when, and the stage before.
    Absence { at: Stamp, before: Stage },
    /// A stop: when, the stage before, and how many phases had ended.
    Stop { at: Stamp, before: Stage, phases: usize },
    /// A recusal, and whether the member sat.
    Recusal { member: MemberId, sat: bool },
    /// A sheet that was said to be missing.
    Missing { member: MemberId },
}

impl Hearing {
    /// Whether the candidate's time has begun to run.
    pub fn has_begun(&self) -> bool {
        !self.phases.is_empty() || matches!(self.stage, Stage::Running(..) | Stage::Deliberation { .. })
    }

    /// Whether nothing can change any more.
    pub fn is_drawn(&self) -> bool {
        self.drawn.is_some()
    }

    /// Whether somebody has signed.
    pub fn is_signed(&self) -> bool {
        self.drawn.as_ref().is_some_and(|drawn| !drawn.signatures.is_empty())
    }

    /// Whether this member does not judge the candidate.
    pub fn is_recused(&self, member: &MemberId) -> bool {
        self.course.recusals.iter().any(|recusal| recusal.member == *member)
    }

    /// The version that the next minutes have.
    pub fn next_version(&self) -> u32 {
        u32::try_from(self.annulled.len()).unwrap_or(u32::MAX).saturating_add(1)
    }

    /// The timer of the phase that runs.
    pub fn timer(&self) -> Option<&Timer> {
        match &self.stage {
            Stage::Running(_, timer) => Some(timer),
            Stage::Scheduled | Stage::Absent { .. } | Stage::Waiting(_) | Stage::Deliberation { .. } => None,
        }
    }

    /// Whether this member has signed.
    pub fn has_signed(&self, member: &MemberId) -> bool {
        self.drawn.as_ref().is_some_and(|drawn| drawn.has(member))
    }

    /// What the next undo takes back.
    pub fn undoable(&self) -> Option<Undoable<'_>> {
        self.undo.last().map(|(record, change)| Undoable {
            record: *record,
            what: match change {
                Change::Mark { item, .. } => UndoableKind::Mark(item),
                Change::Comment { item, .. } => UndoableKind::Comment(item),
                Change::Decision { block, .. } => UndoableKind::Decision(block),
                Change::Requirement { requirement, .. } => UndoableKind::Requirement(requirement),
                Change::Absence { .. } => UndoableKind::Absence,
                Change::Stop { .. } => UndoableKind::Stop,
                Change::Recusal { member, .. } => UndoableKind::Recusal(member),
                Change::Missing { member } => UndoableKind::Missing(member),
            },
        })
    }

    pub(super) fn set(place: &mut BTreeMap<ItemCode, Mark>, item: &ItemCode, mark: Option<Mark>) -> Option<Mark> {
        match mark {
            Some(mark) => place.insert(item.clone(), mark),
            None => place.remove(item),
        }
    }

    pub(super) fn take_back(&mut self, change: Change) {
        match change {
            Change::Mark { item, before, withdrew } => {
                Self::set(&mut self.sheet.marks, &item, before);
                self.decisions.extend(withdrew);
            }
            Change::Comment { item, before } => {
                match before {
                    Some(text) => self.sheet.comments.insert(item, text),
                    None => self.sheet.comments.remove(&item),
                };
            }
            Change::Decision { block, before } => {
                match before {
                    Some(decision) => self.decisions.insert(block, decision),
                    None => self.decisions.remove(&block),
                };
            }
            Change::Requirement { requirement, before } => {
                match before {
                    Some(met) => self.requirements.insert(requirement, met),
                    None => self.requirements.remove(&requirement),
                };
            }
            Change::Absence { before, .. } => self.stage = before,
            Change::Recusal { member, .. } => self.course.recusals.retain(|recusal| recusal.member != member),
            Change::Missing { member } => {
                if let Some(sheet) = self.sheets.get_mut(&member) {
                    sheet.missing = None;
                }
            }
            // From the stop to the moment the president resumes is a pause, and in the minutes as one: the stop may
            // be taken back seconds later or, the hearing opened again, much later.
            Change::Stop { at, before, phases } => {
                self.stage = before;
                self.phases.truncate(phases);
                let reason = self.stopped.take().unwrap_or_default();
                if let Stage::Running(_, timer) = &mut self.stage {
                    timer.pause(&at, &at, reason);
                }
            }
        }
    }
}

/// What the next undo takes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Undoable<'a> {
    /// The number of its record.
    pub record: u64,
    /// What it is.
    pub what: UndoableKind<'a>,
}

/// The kinds of change that can be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UndoableKind<'a> {
    /// A mark on this item.
    Mark(&'a ItemCode),
    /// A comment on this item.
    Comment(&'a ItemCode),
    /// A decision on this block.
    Decision(&'a BlockCode),
    /// What was said of this requirement.
    Requirement(&'a RequirementId),
    /// The absence.
    Absence,
    /// The stop.
    Stop,
    /// The recusal of this member.
    Recusal(&'a MemberId),
    /// That the sheet of this member is missing.
    Missing(&'a MemberId),
}
