//! Sheets of jurors who mark alone, applied: what is closed stays closed until the reveal.

use crate::domain::decide::revealed;
use crate::domain::event::{Event, Recorded};
use crate::domain::hearing::Change;
use crate::domain::id::CandidateId;
use crate::domain::session::Session;
use crate::domain::sheets::{Revealed, Seal};

impl Session {
    pub(super) fn follow_closed(&mut self, candidate: &CandidateId, recorded: &Recorded) -> Option<()> {
        if let Event::SheetsRevealed { keys, .. } = &recorded.event {
            let (who, hearing) = (self.plan.candidate(candidate)?, self.hearings.get(candidate)?);
            let opened = keys.iter().map(|key| Some((key, revealed(self, who, hearing, key)?)));
            let opened: Vec<_> = opened.collect::<Option<_>>()?;
            let hearing = self.hearings.get_mut(candidate)?;
            for (key, sheet) in opened {
                hearing.sheets.get_mut(&key.member)?.revealed = Some(Revealed { key: key.key.clone(), sheet });
            }
            hearing.revealed = Some(recorded.stamp.clone());
            // What led to the reveal is not taken back: the marks are known.
            hearing.undo.clear();
            return Some(());
        }
        let hearing = self.hearings.get_mut(candidate)?;
        match &recorded.event {
            Event::SheetWritten { member, left, entry, .. } => {
                hearing.sheets.entry(member.clone()).or_default().entries.push((entry.clone(), *left));
            }
            Event::SheetSealed { member, commitment, signature, .. } => {
                let (at, commitment, signature) = (recorded.stamp.clone(), commitment.clone(), signature.clone());
                hearing.sheets.entry(member.clone()).or_default().seal = Some(Seal { at, commitment, signature });
            }
            Event::SheetMissing { member, reason, .. } => {
                hearing.sheets.entry(member.clone()).or_default().missing = Some(reason.clone());
                hearing.undo.push((recorded.seq, Change::Missing { member: member.clone() }));
            }
            _ => return None,
        }
        Some(())
    }
}
