//! What happens around a hearing: who is recused, who comes late or leaves, what is put off or taken up again.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::id::{CandidateId, MemberId, PhaseId};

/// What happened around a hearing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Course {
    /// Who does not judge this candidate.
    pub recusals: Vec<Recusal>,
    /// Members who came late or left, in order.
    pub moves: Vec<Move>,
    /// Whether the absence is excused, once said.
    pub excused: Option<bool>,
    /// Why it is put off, as long as it is.
    pub postponed: Option<Noted>,
    /// What else happened to it, in order.
    pub notes: Vec<(NoteKind, Noted)>,
    /// What was noted while this candidate was before the jury.
    pub incidents: Vec<Incident>,
    /// What the version in the making changes, and why.
    pub amendment: Option<Amendment>,
}

/// Something said, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// What.
    pub text: String,
}

/// What can happen to a hearing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    /// The candidate came late.
    Late,
    /// It was put off, then taken up.
    Postponed,
    /// Its minutes were opened again before anybody had signed them.
    Reopened,
    /// It was moved in the order of the day.
    Moved,
    /// The candidate was added to the list in the session.
    Added,
}

/// A member who does not judge a candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recusal {
    /// Who.
    pub member: MemberId,
    /// On what ground.
    pub ground: Ground,
    /// When it was said.
    pub at: DateTime<FixedOffset>,
}

/// The ground of a recusal: a category, not a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// A relative, or somebody close.
    Personal,
    /// The member trained or supervised the candidate.
    Trained,
    /// They work together, or the one for the other.
    Professional,
    /// Another conflict of interest.
    Other,
}

impl Ground {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Personal, Self::Trained, Self::Professional, Self::Other];
}

/// A member who came late, or left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Who.
    pub member: MemberId,
    /// Whether the member came; else left.
    pub came: bool,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Why.
    pub reason: String,
}

/// Something that was noted in the incident book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incident {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Before whom, if a hearing was open.
    pub candidate: Option<CandidateId>,
    /// In which phase, if one ran.
    pub phase: Option<PhaseId>,
    /// What.
    pub text: String,
}

/// What a version of the minutes changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    /// The version that it annuls.
    pub version: u32,
    /// The SHA-256 of that version in TOML.
    pub digest: String,
    /// What is to change.
    pub what: String,
    /// Why.
    pub reason: String,
    /// When it was opened.
    pub at: DateTime<FixedOffset>,
}
