//! What concerns the session as a whole, applied.

use std::collections::BTreeMap;

use crate::domain::candidate::{Accommodation, Candidate};
use crate::domain::closing::{ChangeKind, Closed, ClosingSignature, closing};
use crate::domain::course::{Incident, NoteKind, Noted};
use crate::domain::event::{Event, Recorded};
use crate::domain::hearing::{Head, Hearing, Stage};
use crate::domain::id::{CandidateId, MemberId, PhaseId};
use crate::domain::session::Session;

impl Session {
    pub(super) fn follow_whole(&mut self, recorded: &Recorded) -> Option<()> {
        let at = recorded.stamp.at;
        let noted = |text: &str| Noted { at, text: text.to_owned() };
        match &recorded.event {
            Event::PresidentReplaced { member, reason } => {
                self.course.changes.push((ChangeKind::President, member.clone(), noted(reason)));
                self.acknowledged_anew();
            }
            Event::CandidateAdded { candidate, document, reason, .. } => {
                self.plan.candidates.push(newcomer(&recorded.event)?);
                let mut hearing = Hearing::default();
                hearing.course.notes.push((NoteKind::Added, noted(&format!("{reason} ({document})"))));
                self.hearings.insert(candidate.clone(), hearing);
            }
            Event::CandidateMoved { candidate, before, reason } => {
                self.reorder(candidate, before.as_ref())?;
                self.hearings.get_mut(candidate)?.course.notes.push((NoteKind::Moved, noted(reason)));
            }
            Event::IncidentNoted { candidate, text } => self.incident(candidate.as_ref(), recorded, text),
            Event::CodeChosen { member, lock, reason } => {
                self.course.locks.insert(member.clone(), lock.clone());
                if let Some(reason) = reason {
                    self.course.changes.push((ChangeKind::Code, member.clone(), noted(reason)));
                    self.begin_anew(member);
                }
            }
            Event::SessionClosed { .. } => {
                let head = Head { seq: recorded.seq, digest: recorded.digest.clone() };
                let closing = Box::new(closing(self, at, &head)?);
                let at = recorded.stamp.clone();
                self.course.closed = Some(Closed { at, closing, signatures: Vec::new() });
            }
            Event::ClosingSigned { signer, key, digest } => {
                let (signer, key, digest) = (signer.clone(), key.clone(), digest.clone());
                self.course.closed.as_mut()?.signatures.push(ClosingSignature { signer, key, digest });
            }
            _ => return None,
        }
        Some(())
    }

    /// With another president the composition is another one: a reason why the jury sat speaks of a shortfall that is.
    fn acknowledged_anew(&mut self) {
        let whole = |id: &CandidateId, hearing: &Hearing| {
            let presence = hearing.present.as_ref().filter(|_| !hearing.is_drawn());
            presence.is_some_and(|presence| self.shortfall(id, presence).is_empty())
        };
        let whole: Vec<_> =
            self.hearings.iter().filter(|(id, each)| whole(id, each)).map(|(id, _)| id.clone()).collect();
        for id in whole {
            if let Some(presence) = self.hearings.get_mut(&id).and_then(|hearing| hearing.present.as_mut()) {
                presence.acknowledged = None;
            }
        }
    }

    fn reorder(&mut self, id: &CandidateId, before: Option<&CandidateId>) -> Option<()> {
        let candidates = &mut self.plan.candidates;
        let from = candidates.iter().position(|candidate| candidate.id == *id)?;
        let moved = candidates.remove(from);
        let to = match before {
            Some(before) => candidates.iter().position(|candidate| candidate.id == *before)?,
            None => candidates.len(),
        };
        candidates.insert(to, moved);
        Some(())
    }

    /// An incident is in the session's book, and in the minutes of those who were before the jury.
    fn incident(&mut self, candidate: Option<&CandidateId>, recorded: &Recorded, text: &str) {
        let phase = self.phase_running();
        let incident = Incident { at: recorded.stamp.at, candidate: candidate.cloned(), phase, text: text.to_owned() };
        let concerned = candidate.map_or_else(Vec::new, |id| self.concerned(id, &recorded.event));
        for id in concerned {
            if let Some(hearing) = self.hearings.get_mut(&id).filter(|hearing| !hearing.is_drawn()) {
                hearing.course.incidents.push(incident.clone());
            }
        }
        self.course.incidents.push(incident);
    }

    fn phase_running(&self) -> Option<PhaseId> {
        let (candidate, hearing) = self.clock()?;
        let Stage::Running(index, _) = hearing.stage else { return None };
        self.plan.phases(candidate).get(index).map(|phase| phase.id.clone())
    }

    /// A juror who has another key begins anew: what the key before closed cannot be opened with it.
    fn begin_anew(&mut self, member: &MemberId) {
        for hearing in self.hearings.values_mut() {
            if hearing.sheets.get(member).is_some_and(|sheet| !sheet.is_fixed()) {
                hearing.sheets.remove(member);
            }
        }
    }
}

fn newcomer(event: &Event) -> Option<Candidate> {
    let Event::CandidateAdded { candidate, family_name, given_name, blocks, third, .. } = event else { return None };
    Some(Candidate {
        id: candidate.clone(),
        family_name: family_name.clone(),
        given_name: given_name.clone(),
        blocks: blocks.clone(),
        scheduled: None,
        accommodation: if *third { Accommodation::THIRD } else { Accommodation::None },
        route: None,
        group: None,
        held: Vec::new(),
        requirements: BTreeMap::new(),
    })
}
