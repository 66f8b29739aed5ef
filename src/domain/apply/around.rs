//! What happens around a hearing, applied.

use crate::domain::course::{Amendment, Move, NoteKind, Noted, Recusal};
use crate::domain::event::{Event, Recorded};
use crate::domain::hearing::{Change, Hearing};
use crate::domain::id::{CandidateId, MemberId};
use crate::domain::session::Session;

impl Session {
    pub(super) fn follow_around(&mut self, candidate: &CandidateId, recorded: &Recorded) -> Option<()> {
        let jury: Vec<MemberId> = self.plan.jury.members.iter().map(|member| member.id.clone()).collect();
        let hearing = self.hearings.get_mut(candidate)?;
        let at = recorded.stamp.at;
        let noted = |text: &str| Noted { at, text: text.to_owned() };
        match &recorded.event {
            Event::MemberRecused { member, ground, .. } => {
                let sat = hearing.unseat(member);
                hearing.course.recusals.push(Recusal { member: member.clone(), ground: *ground, at });
                hearing.undo.push((recorded.seq, Change::Recusal { member: member.clone(), sat }));
            }
            Event::MemberArrived { member, reason, .. } => {
                if hearing.is_recused(member) {
                    return Some(());
                }
                hearing.seat(&jury, member);
                if let Some(sheet) = hearing.sheets.get_mut(member).filter(|sheet| sheet.seal.is_none()) {
                    sheet.missing = None;
                }
                let reason = reason.clone();
                hearing.course.moves.push(Move { member: member.clone(), came: true, at, reason });
            }
            Event::MemberLeft { member, reason, .. } => {
                if !hearing.unseat(member) {
                    return Some(());
                }
                // What was not sealed when its juror left is not among the sheets revealed, for the same reason.
                if let Some(sheet) = hearing.sheets.get_mut(member).filter(|sheet| !sheet.is_fixed()) {
                    sheet.missing = Some(reason.clone());
                }
                let reason = reason.clone();
                hearing.course.moves.push(Move { member: member.clone(), came: false, at, reason });
            }
            Event::CandidateLate { reason, .. } => hearing.course.notes.push((NoteKind::Late, noted(reason))),
            Event::AbsenceExcused { excused, .. } => hearing.course.excused = Some(*excused),
            Event::HearingPostponed { reason, .. } => {
                hearing.course.postponed = Some(noted(reason));
                self.open = None;
            }
            Event::HearingReopened { reason, .. } => {
                hearing.drawn = None;
                hearing.course.notes.push((NoteKind::Reopened, noted(reason)));
            }
            Event::AmendmentOpened { version, digest, what, reason, .. } => {
                hearing.annulled.push(hearing.drawn.take()?);
                let (version, digest) = (*version, digest.clone());
                let (what, reason) = (what.clone(), reason.clone());
                hearing.course.amendment = Some(Amendment { version, digest, what, reason, at });
            }
            Event::PaperCollected { member, .. } => hearing.drawn.as_mut()?.papers.push(member.clone()),
            _ => return None,
        }
        Some(())
    }

    /// A hearing that was put off is taken up when it is opened again, and with it those of its group.
    pub(super) fn taken_up(&mut self, candidate: &CandidateId) -> Option<()> {
        for id in self.together(candidate) {
            let course = &mut self.hearings.get_mut(&id)?.course;
            course.notes.extend(course.postponed.take().map(|noted| (NoteKind::Postponed, noted)));
        }
        Some(())
    }
}

impl Hearing {
    /// Takes a member out of those who sit; whether the member sat. The composition is another one then.
    fn unseat(&mut self, member: &MemberId) -> bool {
        let Some(presence) = &mut self.present else { return false };
        let before = presence.members.len();
        presence.members.retain(|id| id != member);
        let sat = presence.members.len() < before;
        if sat {
            presence.acknowledged = None;
        }
        // Nobody at all is the same as nobody having said who sits.
        if presence.members.is_empty() {
            self.present = None;
        }
        sat
    }

    /// Puts a member among those who sit, at the place that the session file gives.
    pub(in crate::domain) fn seat(&mut self, jury: &[MemberId], member: &MemberId) {
        let presence = self.present.get_or_insert_default();
        presence.members.push(member.clone());
        presence.members.sort_by_key(|id| jury.iter().position(|other| other == id));
        presence.members.dedup();
        presence.acknowledged = None;
    }
}
