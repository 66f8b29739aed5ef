//! Whose hearings an event changes.

use crate::domain::event::Event;
use crate::domain::hearing::Hearing;
use crate::domain::id::CandidateId;
use crate::domain::session::Session;

impl Session {
    /// Whose hearings an event changes: the one it names, or each of those who sit.
    pub(in crate::domain) fn concerned(&self, id: &CandidateId, event: &Event) -> Vec<CandidateId> {
        let alone = vec![id.clone()];
        match event {
            Event::JuryPresent { .. }
            | Event::MemberArrived { .. }
            | Event::MemberLeft { .. }
            | Event::IncidentNoted { .. } => {
                alone.into_iter().chain(self.sitting_others(id).map(|(other, _)| other.id.clone())).collect()
            }
            // Those who sit are put off together, but for whose minutes are drawn.
            Event::HearingPostponed { .. } if self.hearing(id).is_some_and(Hearing::sits) => {
                let others = self.sitting_others(id).filter(|(_, hearing)| !hearing.is_drawn());
                alone.into_iter().chain(others.map(|(other, _)| other.id.clone())).collect()
            }
            Event::ShortfallAcknowledged { .. } => {
                // A reason speaks of a shortfall: it holds for those whose shortfall is the same, and for no other.
                let same = self.sitting_others(id).filter(|(other, _)| self.falls_short_as(&other.id, id));
                alone.into_iter().chain(same.map(|(other, _)| other.id.clone())).collect()
            }
            Event::PhaseStarted { .. }
            | Event::PhasePaused { .. }
            | Event::PhaseResumed { .. }
            | Event::PhaseEnded { .. }
            | Event::PhaseInterrupted { .. }
            | Event::GapSettled { .. } => self.clocked(id),
            Event::MarkSet { item, .. } | Event::MarkRetained { item, .. } => self.sharing(id, item),
            Event::SessionOpened { .. }
            | Event::HearingOpened { .. }
            | Event::HearingClosed { .. }
            | Event::CandidateAbsent { .. }
            | Event::HearingStopped { .. }
            | Event::CommentSet { .. }
            | Event::BlockDecided { .. }
            | Event::RequirementSet { .. }
            | Event::Undone { .. }
            | Event::MinutesDrawn { .. }
            | Event::MinutesSigned { .. }
            | Event::PresidentReplaced { .. }
            | Event::CandidateAdded { .. }
            | Event::CandidateMoved { .. }
            | Event::CodeChosen { .. }
            | Event::MemberRecused { .. }
            | Event::CandidateLate { .. }
            | Event::AbsenceExcused { .. }
            | Event::HearingPostponed { .. }
            | Event::HearingReopened { .. }
            | Event::SheetWritten { .. }
            | Event::SheetSealed { .. }
            | Event::SheetMissing { .. }
            | Event::SheetsRevealed { .. }
            | Event::AmendmentOpened { .. }
            | Event::PaperCollected { .. }
            | Event::SessionClosed { .. }
            | Event::ClosingSigned { .. } => alone,
        }
    }
}
