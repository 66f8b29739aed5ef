//! Whether a record can follow: a journal may come from elsewhere, and replay believes only what could have happened.

use super::candidate::Candidate;
use super::event::{Event, Recorded};
use super::hearing::{Hearing, Stage};
use super::id::{CandidateId, ItemCode, MarkCode, MemberId};
use super::session::Session;

/// Whether this record can come next in this session.
pub(super) fn is_possible(session: &Session, recorded: &Recorded) -> bool {
    match &recorded.event {
        Event::SessionOpened { .. } => session.frozen().is_none(),
        Event::HearingOpened { candidate } => session.frozen().is_some() && may_open(session, candidate),
        other => other.candidate().is_some_and(|id| in_hearing(session, id, other)),
    }
}

/// A hearing opens when none is open, or when one of its group is.
fn may_open(session: &Session, id: &CandidateId) -> bool {
    let others = |open: &Candidate| {
        let group = session.plan().group(open);
        open.id != *id && group.is_some_and(|group| group.members.iter().any(|member| member.id == *id))
    };
    session.open().is_none_or(|(open, _)| others(open))
}

/// An event of a hearing can happen only in the one that is open.
fn in_hearing(session: &Session, id: &CandidateId, event: &Event) -> bool {
    let Some((candidate, hearing)) = session.open().filter(|(candidate, _)| candidate.id == *id) else {
        return false;
    };
    let Some((_, clock)) = session.clock() else { return false };
    let place = Place { session, candidate, hearing };
    match event {
        Event::SessionOpened { .. } | Event::HearingOpened { .. } => false,
        Event::HearingClosed { .. } => clock.timer().is_none(),
        Event::PhaseStarted { .. } => matches!(clock.stage, Stage::Waiting(_)),
        Event::PhaseEnded { phase, .. } => match &clock.stage {
            Stage::Running(index, _) => {
                session.plan().phases(candidate).get(*index).is_some_and(|each| each.id == *phase)
            }
            Stage::Scheduled | Stage::Absent { .. } | Stage::Waiting(_) | Stage::Deliberation { .. } => false,
        },
        Event::PhasePaused { .. }
        | Event::PhaseResumed { .. }
        | Event::PhaseInterrupted { .. }
        | Event::GapSettled { .. } => clock.timer().is_some(),
        Event::MinutesSigned { version, signer, .. } => {
            let drawn = hearing.drawn.as_ref();
            drawn.is_some_and(|drawn| drawn.version == *version) && place.member(signer) && !hearing.has_signed(signer)
        }
        _ if hearing.is_drawn() => false,
        Event::JuryPresent { members, .. } => !members.is_empty() && members.iter().all(|id| place.member(id)),
        Event::ShortfallAcknowledged { .. } => hearing.present.is_some(),
        Event::CandidateAbsent { .. } => matches!(hearing.stage, Stage::Scheduled | Stage::Waiting(0)),
        Event::HearingStopped { .. } => matches!(hearing.stage, Stage::Waiting(_) | Stage::Running(..)),
        Event::MarkSet { item, mark, .. } => place.marks(item, mark.as_ref()) && session.settled(id, item).is_none(),
        Event::CommentSet { item, .. } => place.marks(item, None),
        Event::RequirementSet { requirement, .. } => {
            let mut asked = session.plan().grid.certification.requirements(candidate.route);
            hearing.present.is_some() && asked.any(|each| each.id == *requirement)
        }
        Event::BlockDecided { block, .. } => {
            candidate.blocks.contains(block) && matches!(hearing.stage, Stage::Deliberation { .. })
        }
        Event::Undone { record, .. } => {
            let last = hearing.undoable().is_some_and(|last| last.record == *record);
            last && session.undo_barrier(id, hearing).is_none()
        }
        Event::MinutesDrawn { version, .. } => {
            *version == 1 && matches!(hearing.stage, Stage::Deliberation { .. } | Stage::Absent { .. })
        }
    }
}

struct Place<'a> {
    session: &'a Session,
    candidate: &'a Candidate,
    hearing: &'a Hearing,
}

impl Place<'_> {
    fn member(&self, id: &MemberId) -> bool {
        self.session.plan().jury.member(id).is_some()
    }

    /// Items are marked once it is known who sits, each with the marks of its scale.
    fn marks(&self, item: &ItemCode, mark: Option<&MarkCode>) -> bool {
        let items = self.session.items(self.candidate);
        let item = items.iter().find(|each| each.code == item);
        let allowed = |item| mark.is_none_or(|mark| self.session.plan().grid.allows(item, mark));
        self.hearing.present.is_some() && item.is_some_and(allowed)
    }
}
