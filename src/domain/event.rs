//! What happened, as the journal keeps it.
//!
//! The names and keys below are the stored form: journals written by one version are read by the next.
//! They change only with a new number in `v` and code that still reads the old one; the golden test in
//! `journal::record` holds them.

use serde::{Deserialize, Serialize};

use super::certification::Met;
use super::decision::Outcome;
use super::id::{BlockCode, CandidateId, ItemCode, MarkCode, MemberId, PhaseId, RequirementId};
use super::time::Stamp;

/// Something that happened in a session.
///
/// In a group, what happens to the clock, who of the jury is present, and a mark on a common item are recorded once,
/// with the candidate to whom the jury had turned, and hold for every member who sits: no torn write can leave them
/// with some and not with others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", content = "data", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Event {
    /// The session began, on these files; from here on they must not change.
    SessionOpened {
        /// The session's name.
        session: String,
        /// The digest of `session.toml`.
        session_digest: String,
        /// The digest of `grid.toml`.
        grid_digest: String,
        /// The digest of `candidates.csv`.
        candidates_digest: String,
    },
    /// A hearing is before the jury. Within a group that is before it, the jury turns to this member.
    HearingOpened {
        /// Whose.
        candidate: CandidateId,
    },
    /// These members are present.
    JuryPresent {
        /// For whose hearing.
        candidate: CandidateId,
        /// The members, in the session file's order.
        members: Vec<MemberId>,
    },
    /// The jury sits although its composition falls short of the grid's rule.
    ShortfallAcknowledged {
        /// For whose hearing.
        candidate: CandidateId,
        /// Why.
        reason: String,
    },
    /// The candidate did not come.
    CandidateAbsent {
        /// Who.
        candidate: CandidateId,
        /// What is known of it.
        reason: String,
    },
    /// The phase that was next began.
    PhaseStarted {
        /// In whose hearing.
        candidate: CandidateId,
        /// Which.
        phase: PhaseId,
    },
    /// The clock was paused.
    PhasePaused {
        /// In whose hearing.
        candidate: CandidateId,
        /// Why.
        reason: String,
        /// When it was asked for, if the reason was given later: the pause runs from then.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        since: Option<Stamp>,
    },
    /// The clock runs again.
    PhaseResumed {
        /// In whose hearing.
        candidate: CandidateId,
    },
    /// The phase ended.
    PhaseEnded {
        /// In whose hearing.
        candidate: CandidateId,
        /// Which.
        phase: PhaseId,
    },
    /// The program had stopped while the clock ran.
    PhaseInterrupted {
        /// In whose hearing.
        candidate: CandidateId,
        /// The last moment at which the program is known to have run.
        last_seen: Stamp,
    },
    /// The president said what the gap was.
    GapSettled {
        /// In whose hearing.
        candidate: CandidateId,
        /// What it was.
        gap: Gap,
    },
    /// The candidate stopped before the end.
    HearingStopped {
        /// Who.
        candidate: CandidateId,
        /// Why.
        reason: String,
    },
    /// An item got a mark, or lost it.
    MarkSet {
        /// In whose hearing.
        candidate: CandidateId,
        /// Who marks.
        author: Author,
        /// The item.
        item: ItemCode,
        /// The mark; none takes it away.
        mark: Option<MarkCode>,
    },
    /// An item got a comment, or lost it.
    CommentSet {
        /// In whose hearing.
        candidate: CandidateId,
        /// Who comments.
        author: Author,
        /// The item.
        item: ItemCode,
        /// The comment; empty takes it away.
        text: String,
    },
    /// The jury decided on a block.
    BlockDecided {
        /// In whose hearing.
        candidate: CandidateId,
        /// The block.
        block: BlockCode,
        /// The outcome.
        outcome: Outcome,
        /// What the rule proposed; none while an item was unmarked.
        proposed: Option<Outcome>,
        /// Why.
        reason: Option<String>,
    },
    /// Something that the certification asks for beside the blocks is met, or not.
    RequirementSet {
        /// Of whom.
        candidate: CandidateId,
        /// What.
        requirement: RequirementId,
        /// Whether it is met.
        state: Met,
    },
    /// An earlier record of the hearing was taken back.
    Undone {
        /// In whose hearing.
        candidate: CandidateId,
        /// The sequence number of the record taken back.
        record: u64,
    },
    /// The minutes were drawn up: from here on the hearing does not change.
    MinutesDrawn {
        /// Whose.
        candidate: CandidateId,
        /// Their version, from 1.
        version: u32,
    },
    /// A member signed the minutes.
    MinutesSigned {
        /// Whose.
        candidate: CandidateId,
        /// Their version.
        version: u32,
        /// Who signed.
        signer: MemberId,
        /// The fingerprint of the key.
        key: String,
        /// The digest of the minutes in TOML.
        toml_digest: String,
        /// The digest of the minutes in CSV.
        csv_digest: String,
    },
    /// The hearing was put aside, and its group with it; it can be opened again.
    HearingClosed {
        /// Whose.
        candidate: CandidateId,
    },
}

impl Event {
    /// Whose hearing the event belongs to; none for the session's own.
    pub fn candidate(&self) -> Option<&CandidateId> {
        match self {
            Self::SessionOpened { .. } => None,
            Self::HearingOpened { candidate }
            | Self::JuryPresent { candidate, .. }
            | Self::ShortfallAcknowledged { candidate, .. }
            | Self::CandidateAbsent { candidate, .. }
            | Self::PhaseStarted { candidate, .. }
            | Self::PhasePaused { candidate, .. }
            | Self::PhaseResumed { candidate }
            | Self::PhaseEnded { candidate, .. }
            | Self::PhaseInterrupted { candidate, .. }
            | Self::GapSettled { candidate, .. }
            | Self::HearingStopped { candidate, .. }
            | Self::MarkSet { candidate, .. }
            | Self::CommentSet { candidate, .. }
            | Self::BlockDecided { candidate, .. }
            | Self::RequirementSet { candidate, .. }
            | Self::Undone { candidate, .. }
            | Self::MinutesDrawn { candidate, .. }
            | Self::MinutesSigned { candidate, .. }
            | Self::HearingClosed { candidate } => Some(candidate),
        }
    }
}

/// Who marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Author {
    /// The jury together, on one sheet.
    Jury,
}

/// What a gap in mid-phase was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gap {
    /// The candidate's time went on.
    Time,
    /// It did not.
    Pause,
}

/// An event on the disk: where it stands in the journal, when and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The sequence number, from 1.
    pub seq: u64,
    /// When.
    pub stamp: Stamp,
    /// Who was at the keyboard: the member who presides.
    pub by: MemberId,
    /// What happened.
    pub event: Event,
    /// The digest of the record.
    pub digest: String,
}
