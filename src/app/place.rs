//! Where the user is brought: the screen on which an open hearing goes on, and the row that asks for something.

use super::App;
use super::outline::{Outline, Row};
use super::screen::{Cursor, Screen};
use crate::domain::closing::is_settled;
use crate::domain::hearing::{Hearing, Stage};
use crate::domain::id::CandidateId;

impl App {
    /// The screen on which the open hearing goes on, or the list.
    pub(super) fn place(&self) -> Screen {
        let Some((_, hearing)) = self.session.open() else {
            return Screen::Candidates { selected: self.first_to_hear() };
        };
        if hearing.is_drawn() {
            return Screen::Review { scroll: 0 };
        }
        match &hearing.stage {
            Stage::Scheduled => self.presence_screen(hearing),
            Stage::Waiting(_) if self.must_acknowledge(hearing) => self.presence_screen(hearing),
            Stage::Waiting(_) | Stage::Running(..) => Screen::Hearing { cursor: self.first_unmarked() },
            Stage::Deliberation { .. } if self.marks_alone() => Screen::Hearing { cursor: self.first_unmarked() },
            Stage::Deliberation { .. } => Screen::Deliberation { cursor: self.first_to_settle() },
            Stage::Absent { .. } => Screen::Review { scroll: 0 },
        }
    }

    /// The first item without a mark: a digit typed on return must not change a mark given before.
    pub(super) fn first_unmarked(&self) -> Cursor {
        let outline = Outline::to_mark(&self.session);
        let unmarked = outline.items().find(|item| self.sheet().mark(item.code).is_none());
        let first = unmarked.or_else(|| outline.items().next());
        Cursor::on(first.and_then(|item| outline.find(item.code)).unwrap_or(0))
    }

    /// To the first item without a mark, in the list that is shown.
    pub(super) fn show_first_unmarked(&mut self) {
        if let Screen::Hearing { .. } = self.screen {
            self.stand(self.first_unmarked());
        }
    }

    /// The first row of the deliberation that asks for something: an item without a mark, else the first block.
    pub(super) fn first_to_settle(&self) -> Cursor {
        let Some((_, hearing)) = self.session.open() else { return Cursor::default() };
        let outline = Outline::to_discuss(&self.session);
        let unmarked = outline.items().find(|item| hearing.sheet.mark(item.code).is_none());
        let block = || outline.rows().position(|row| matches!(row, Row::Block(_)));
        Cursor::on(unmarked.and_then(|item| outline.find(item.code)).or_else(block).unwrap_or(0))
    }

    pub(super) fn must_acknowledge(&self, hearing: &Hearing) -> bool {
        let unspoken = hearing.present.as_ref().filter(|presence| presence.acknowledged.is_none());
        let open = self.session.open().zip(unspoken);
        open.is_some_and(|((candidate, _), presence)| !self.session.shortfall(&candidate.id, presence).is_empty())
    }

    /// The first candidate for whom something is left to do.
    pub(super) fn first_to_hear(&self) -> usize {
        let settled = |id: &CandidateId| self.session.hearing(id).is_some_and(is_settled);
        self.session.plan().candidates.iter().position(|candidate| !settled(&candidate.id)).unwrap_or(0)
    }
}
