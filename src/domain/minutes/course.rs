//! Who sat and how the hearing went, as minutes keep it.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::domain::composition::{CompositionRule, Figures};
use crate::domain::course::{Ground, NoteKind};
use crate::domain::id::{CapacityId, MemberId, PhaseId};

/// A member of the jury.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MemberPart {
    /// The name in files.
    pub id: MemberId,
    /// The person's name.
    pub name: String,
    /// In what capacity.
    pub capacity: CapacityId,
    /// That capacity in words.
    pub capacity_title: String,
    /// Whether the member presides.
    pub president: bool,
    /// Whether the member sat; not there where nobody said who did (an absence).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub present: Option<bool>,
    /// Whether these minutes need the member's signature, with a key or on paper.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub must_sign: bool,
}

/// A member who came to preside in the session, after another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PresidencyPart {
    /// Who.
    pub member: MemberId,
    /// From when on.
    pub at: DateTime<FixedOffset>,
    /// Why.
    pub reason: String,
}

/// A member who does not judge the candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecusalPart {
    /// Who.
    pub member: MemberId,
    /// On what ground.
    pub ground: Ground,
    /// When it was said.
    pub at: DateTime<FixedOffset>,
}

/// A member who came after the beginning, or left before the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MovePart {
    /// Who.
    pub member: MemberId,
    /// Whether the member came; else left.
    pub came: bool,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Why.
    pub reason: String,
}

/// What happened to the hearing: put off and taken up, its minutes opened again, moved in the order, a late candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotePart {
    /// What happened.
    pub kind: NoteKind,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Why, or what is known of it.
    pub text: String,
}

/// What these minutes annul and replace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmendmentPart {
    /// The version that is annulled.
    pub version: u32,
    /// Its SHA-256, in TOML.
    pub toml_sha256: String,
    /// What was to change.
    pub what: String,
    /// Why.
    pub reason: String,
    /// When it was opened.
    pub at: DateTime<FixedOffset>,
}

/// A rule of composition, held against those present.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompositionPart {
    /// What it asks.
    pub rule: CompositionRule,
    /// The capacities that it speaks of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub capacities: Vec<CapacityId>,
    /// How many there must be, or per cent, or years.
    pub required: usize,
    /// How many there were.
    pub found: usize,
    /// Of how many, where the rule looks at a part of some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<usize>,
    /// The members of whom the session did not say what the rule needs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<MemberId>,
    /// Whether it held.
    pub holds: bool,
}

impl CompositionPart {
    /// Whether what it says of itself is what its figures say.
    pub fn is_consistent(&self) -> bool {
        let figures = Figures { found: self.found, of: self.of, required: self.required };
        self.holds == (self.rule.is_kept(figures) && self.unknown.is_empty())
    }
}

/// Why the jury sat although a rule was not kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShortfallPart {
    /// The reason given.
    pub reason: String,
}

/// A phase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhasePart {
    /// Its name in files.
    pub id: PhaseId,
    /// Its name.
    pub title: String,
    /// When it began.
    pub started: DateTime<FixedOffset>,
    /// When it ended.
    pub ended: DateTime<FixedOffset>,
    /// The time due.
    pub due: String,
    /// The time used, pauses excluded.
    pub used: String,
    /// How far beyond the time due.
    pub overtime: String,
    /// The pauses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pause: Vec<PausePart>,
}

/// A pause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PausePart {
    /// When it began.
    pub from: DateTime<FixedOffset>,
    /// How long it lasted.
    pub length: String,
    /// `stated` by the president, an `interruption` of the program, or one whose time counts (`interruption-counted`).
    pub cause: String,
    /// The reason stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A stretch of the time of the group that the candidate missed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AwayPart {
    /// When it was recorded.
    pub from: DateTime<FixedOffset>,
    /// How long after that it was taken back.
    pub length: String,
    /// What was said of it.
    pub reason: String,
}
