//! What events are made of, and what they are once on the disk.

use serde::{Deserialize, Serialize};

use super::Event;
use crate::domain::id::{CandidateId, MemberId};
use crate::domain::time::Stamp;

impl Event {
    /// Whose hearing the event belongs to; none for the session's own.
    pub fn candidate(&self) -> Option<&CandidateId> {
        match self {
            Self::SessionOpened { .. }
            | Self::PresidentReplaced { .. }
            | Self::CodeChosen { .. }
            | Self::SessionClosed { .. }
            | Self::ClosingSigned { .. } => None,
            Self::IncidentNoted { candidate, .. } => candidate.as_ref(),
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
            | Self::HearingClosed { candidate }
            | Self::CandidateAdded { candidate, .. }
            | Self::CandidateMoved { candidate, .. }
            | Self::MemberRecused { candidate, .. }
            | Self::MemberArrived { candidate, .. }
            | Self::MemberLeft { candidate, .. }
            | Self::CandidateLate { candidate, .. }
            | Self::AbsenceExcused { candidate, .. }
            | Self::HearingPostponed { candidate, .. }
            | Self::HearingReopened { candidate, .. }
            | Self::SheetWritten { candidate, .. }
            | Self::SheetSealed { candidate, .. }
            | Self::SheetMissing { candidate, .. }
            | Self::SheetsRevealed { candidate, .. }
            | Self::MarkRetained { candidate, .. }
            | Self::AmendmentOpened { candidate, .. }
            | Self::PaperCollected { candidate, .. } => Some(candidate),
        }
    }
}

/// Who marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Author {
    /// The jury together, on one sheet.
    Jury,
    /// This member, on a sheet of their own.
    Member(MemberId),
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

/// How the jury came to retain a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// It is the one that every juror gave.
    Common,
    /// It was chosen together.
    Choice,
    /// As many jurors gave one mark as another: the president's carried.
    CastingVote,
}

/// The key of a sheet, made public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublishedKey {
    /// Whose sheet.
    pub member: MemberId,
    /// The key, in base64.
    pub key: String,
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
