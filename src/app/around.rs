//! What happens around hearings and in the session as a whole: where it leads on the screens.

use super::App;
use super::message::Effect;
use super::screen::Overlay;
use crate::domain::event::{Event, How};

impl App {
    /// Where an event leads that is neither of the clock nor of the jury's marks.
    pub(super) fn follow_around(&mut self, event: &Event) -> Vec<Effect> {
        match event {
            Event::MarkRetained { how: How::Common, .. } => {
                self.overlay = None;
                self.common_retained();
            }
            Event::MarkRetained { item, mark, .. } => {
                self.overlay = None;
                self.mark_saved(item, mark.is_some());
            }
            Event::SheetWritten { .. } => self.sheet_written(),
            Event::SheetSealed { .. } | Event::CodeChosen { .. } => return self.follow_sheets(event),
            Event::HearingPostponed { candidate, .. } => self.back_to_list(candidate),
            Event::MemberArrived { .. } | Event::MemberLeft { .. } => {
                self.overlay = None;
                return self.ask_about_moves();
            }
            Event::MemberRecused { .. }
            | Event::HearingReopened { .. }
            | Event::AmendmentOpened { .. }
            | Event::SheetsRevealed { .. } => {
                self.overlay = None;
                self.screen = self.place();
            }
            _ => self.overlay = None,
        }
        Vec::new()
    }

    /// An entry is saved: what was being typed is done, and a mark moves on.
    fn sheet_written(&mut self) {
        let typed = matches!(self.overlay, Some(Overlay::Comment { .. }));
        self.overlay = None;
        if !typed && let Some(item) = self.item_here().filter(|item| self.sheet().mark(item).is_some()) {
            self.mark_saved(&item, true);
        }
    }
}
