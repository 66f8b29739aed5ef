//! The marks that the jury retains once the sheets are before it.

use super::{Room, Verdict, reason};
use crate::domain::command::Refusal;
use crate::domain::event::{Event, How};
use crate::domain::grid::Item;
use crate::domain::id::{ItemCode, MarkCode};
use crate::domain::spread::Spread;

impl Room<'_> {
    /// That what is the jury's may be written: at once where it marks together, after the reveal where jurors mark alone.
    pub(super) fn together(&self) -> Result<(), Refusal> {
        let alone = self.session.plan().marking.individual().is_some();
        if alone && self.hearing.revealed.is_none() { Err(Refusal::SheetsClosed) } else { Ok(()) }
    }

    /// The item, where the jury may retain a mark on it for everybody whom it concerns.
    fn retainable(&self, code: &ItemCode) -> Result<Item<'_>, Refusal> {
        if self.session.plan().marking.individual().is_none() {
            return Err(Refusal::NoSheets);
        }
        let item = self.item(code)?;
        let sharing = self.session.sharing(&self.candidate.id, code);
        self.all_seated(&sharing)?;
        let closed = |id| self.session.hearing(id).is_some_and(|hearing| hearing.revealed.is_none());
        if sharing.iter().any(closed) {
            return Err(Refusal::SheetsClosed);
        }
        Ok(item)
    }

    /// Retains a mark, or none: the common one for nothing, another with a choice, or with a reason.
    pub(super) fn retain(&self, code: &ItemCode, mark: Option<&MarkCode>, why: Option<&str>) -> Verdict {
        let item = self.retainable(code)?;
        let grid = &self.session.plan().grid;
        if let Some(unknown) = mark.filter(|mark| !grid.allows(&item, mark)) {
            return Err(Refusal::UnknownMark(code.clone(), unknown.clone()));
        }
        let why = match why.map(reason).transpose() {
            Err(Refusal::ReasonNeeded) => None,
            other => other?,
        };
        let spread = Spread::of(grid, &item, self.hearing);
        if mark.is_some_and(|mark| spread.needs_reason(grid.scale_of(&item), mark)) && why.is_none() {
            return Err(Refusal::GapNeedsReason(code.clone()));
        }
        let how = if mark.is_some() && spread.common() == mark { How::Common } else { How::Choice };
        self.retained(code, mark, how, why)
    }

    /// Retains the common mark wherever there is one and nothing is retained.
    pub(super) fn retain_common(&self) -> Verdict {
        self.together()?;
        let grid = &self.session.plan().grid;
        let mut events = Vec::new();
        for item in self.session.items(self.candidate) {
            if self.hearing.sheet.mark(item.code).is_some() {
                continue;
            }
            if let Some(mark) = Spread::of(grid, &item, self.hearing).common() {
                // A common item waits for the sheets of the others of the group, and for whoever comes back.
                let retained =
                    self.retainable(item.code).and_then(|_| self.retained(item.code, Some(mark), How::Common, None));
                match retained {
                    Ok(retained) => events.extend(retained),
                    Err(Refusal::SheetsClosed | Refusal::CommonDrawn(_)) => {}
                    Err(other) => return Err(other),
                }
            }
        }
        if events.is_empty() { Err(Refusal::NothingCommon) } else { Ok(events) }
    }

    /// Retains the president's mark, where the grid gives a casting vote and the votes are equally divided.
    pub(super) fn casting_vote(&self, code: &ItemCode) -> Verdict {
        let grid = &self.session.plan().grid;
        if !grid.deliberation.casting_vote {
            return Err(Refusal::NoCastingVote);
        }
        let item = self.retainable(code)?;
        let spread = Spread::of(grid, &item, self.hearing);
        let mark = spread.casting(self.session.president()).ok_or_else(|| Refusal::NoTie(code.clone()))?;
        self.retained(code, Some(mark), How::CastingVote, None)
    }

    fn retained(&self, code: &ItemCode, mark: Option<&MarkCode>, how: How, reason: Option<String>) -> Verdict {
        let before = self.hearing.sheet.marks.get(code);
        let said = before.and_then(|mark| mark.retained.as_ref());
        let same = before.map(|before| &before.code) == mark
            && said.is_none_or(|said| said.how == how && said.reason == reason)
            && !self.session.differs(code);
        if same {
            return Ok(Vec::new());
        }
        if let Some(drawn) = self.session.settled(&self.candidate.id, code) {
            return Err(Refusal::CommonDrawn(drawn));
        }
        let (item, mark) = (code.clone(), mark.cloned());
        Ok(vec![Event::MarkRetained { candidate: self.id(), item, mark, how, reason }])
    }
}
