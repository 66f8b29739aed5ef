//! What many rooms come to.

use std::sync::Arc;

use chrono::NaiveDate;

use super::anomaly::{Anomaly, Kind};
use super::record::{CertificationKey, Person, Record, Requirement, SessionKey};
use crate::domain::certification::Award;
use crate::domain::decision::Outcome;

/// What many rooms come to: the same files give the same results, in whatever order they came.
#[derive(Debug)]
pub struct Results {
    /// One for each candidate and certification: by certification, then name, then identifier.
    pub candidates: Vec<CandidateResult>,
    /// What is not as it should be, in order.
    pub anomalies: Vec<Anomaly>,
    /// The sessions of which something was received, by day and room.
    pub sessions: Vec<SessionResult>,
    /// What was received.
    pub counts: Counts,
}

/// What was received, in files of minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// All of them.
    pub minutes: usize,
    /// Those that verify, each once.
    pub verified: usize,
    /// Copies of others, to the byte.
    pub copies: usize,
    /// Earlier versions that an amendment replaced.
    pub replaced: usize,
    /// Those that are left out.
    pub left_out: usize,
    /// Those whose decisions could be worked out again from the marks.
    pub recomputed: usize,
}

/// A session of which something was received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionResult {
    /// Which.
    pub session: Arc<SessionKey>,
    /// Its certification.
    pub certification: Arc<CertificationKey>,
    /// How many candidates have minutes in the results.
    pub candidates: usize,
    /// Whether it was closed, and what closes it was received and verifies.
    pub closed: bool,
}

/// What a candidate has come to in a certification.
#[derive(Debug, Clone)]
pub struct CandidateResult {
    /// The certification.
    pub certification: Arc<CertificationKey>,
    /// The candidate.
    pub candidate: Person,
    /// Full, partial or none, by the certification's rule over all sessions; none where something must be settled
    /// first: see the flags.
    pub outcome: Option<Award>,
    /// The blocks presented or held before, by their codes.
    pub blocks: Vec<BlockResult>,
    /// What the certification asks for beside the blocks, as the last minutes say.
    pub requirements: Vec<Requirement>,
    /// Blocks that remain to be validated.
    pub remaining_blocks: Vec<Arc<str>>,
    /// Lists of blocks, one of each of which remains to be validated.
    pub remaining_choices: Vec<Vec<Arc<str>>>,
    /// Transversal competences that remain to be established.
    pub remaining_transversal: Vec<Arc<str>>,
    /// The minutes that it rests on, by day and room.
    pub minutes: Vec<Arc<Record>>,
    /// Whether there are minutes of which it is not known which version holds; they are not among those above.
    pub unsettled: bool,
    /// What is not as it should be with it, each kind once.
    pub flags: Vec<Kind>,
}

/// Where a candidate stands in a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockResult {
    /// Its code.
    pub code: Arc<str>,
    /// Its title; empty for a block that was held before and not presented.
    pub title: Arc<str>,
    /// Where the candidate stands.
    pub state: BlockState,
    /// What the rule proposed, where a jury decided.
    pub proposed: Option<Outcome>,
    /// The day: of the session, or since which it is held.
    pub date: Option<NaiveDate>,
    /// The room; where it was held before, where it comes from.
    pub room: Arc<str>,
    /// The version of the minutes, and their digest, where a jury decided.
    pub minutes: Option<(u32, Arc<str>)>,
}

/// Where a candidate stands in a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BlockState {
    /// Validated by a jury.
    Validated,
    /// Not validated.
    Refused,
    /// Held before.
    Held,
    /// Held before, and does not count any more.
    Lapsed,
    /// The candidate was absent.
    Absent,
    /// Sessions decided differently: nobody can say before it is settled.
    Disputed,
}

impl BlockState {
    /// Its name in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Validated => "validated",
            Self::Refused => "refused",
            Self::Held => "held",
            Self::Lapsed => "lapsed",
            Self::Absent => "absent",
            Self::Disputed => "disputed",
        }
    }

    /// The state of this name in files.
    pub fn from_key(key: &str) -> Option<Self> {
        let all = [Self::Validated, Self::Refused, Self::Held, Self::Lapsed, Self::Absent, Self::Disputed];
        all.into_iter().find(|state| state.key() == key)
    }

    /// Whether the candidate has the block.
    pub fn is_there(self) -> bool {
        matches!(self, Self::Validated | Self::Held)
    }
}
