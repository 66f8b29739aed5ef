//! Whether the jury may sit: in numbers, or with a reason, for the candidate and for those who are heard together.

use super::Room;
use crate::domain::candidate::Candidate;
use crate::domain::command::Refusal;
use crate::domain::hearing::{Hearing, Stage};
use crate::domain::id::CandidateId;

impl Room<'_> {
    /// That the jury is there, in numbers or with a reason, and the candidate too.
    pub(super) fn sitting(&self) -> Result<(), Refusal> {
        self.seated(self.candidate, self.hearing)
    }

    /// The hearing whose clock is asked about: in a group, that of one who sits.
    pub(super) fn clocked(&self) -> (&Candidate, &Hearing) {
        self.session.clock().unwrap_or((self.candidate, self.hearing))
    }

    /// That the jury may sit for each of those whose clock it is, and for each of those who share a mark.
    pub(super) fn all_seated<'b>(&self, members: impl IntoIterator<Item = &'b CandidateId>) -> Result<(), Refusal> {
        for id in members {
            let (Some(candidate), Some(hearing)) = (self.session.plan().candidate(id), self.session.hearing(id)) else {
                continue;
            };
            self.seated(candidate, hearing).map_err(|refusal| match refusal {
                Refusal::Shortfall(rules) if *id != self.candidate.id => Refusal::ShortfallOf(id.clone(), rules),
                other => other,
            })?;
        }
        Ok(())
    }

    fn seated(&self, candidate: &Candidate, hearing: &Hearing) -> Result<(), Refusal> {
        if let Stage::Absent { .. } = hearing.stage {
            return Err(Refusal::CandidateAbsent);
        }
        let presence = hearing.present.as_ref().ok_or(Refusal::PresenceUnknown)?;
        let short = self.session.shortfall(&candidate.id, presence);
        if !short.is_empty() && presence.acknowledged.is_none() {
            return Err(Refusal::Shortfall(short));
        }
        Ok(())
    }
}
