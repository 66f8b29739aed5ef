//! The guide: the whole text of what is under the cursor, read while the keys of the screen still work.

use super::App;
use super::cursor::moved;
use super::message::{Effect, Intent};
use super::screen::Overlay;

impl App {
    pub(super) fn in_guide(&mut self, intent: Intent) -> Vec<Effect> {
        let here = self.cursor().map_or(0, |cursor| cursor.row);
        let Some(Overlay::Guide { row, scroll }) = &mut self.overlay else { return Vec::new() };
        if *row != here {
            (*row, *scroll) = (here, 0);
        }
        match intent {
            Intent::Back | Intent::Guide => {
                self.overlay = None;
                Vec::new()
            }
            Intent::Up | Intent::Down | Intent::PageUp | Intent::PageDown | Intent::Home | Intent::End => {
                // The view knows how long the text is and shows no further than its end.
                *scroll = moved(*scroll, LINES, intent);
                Vec::new()
            }
            // Up and down scroll: to the sides are the rows around.
            Intent::Left => self.on_screen(Intent::Up),
            Intent::Right => self.on_screen(Intent::Down),
            other => {
                let effects = self.on_screen(other);
                if self.cursor().is_none() {
                    self.close_guide();
                }
                effects
            }
        }
    }

    fn close_guide(&mut self) {
        if matches!(self.overlay, Some(Overlay::Guide { .. })) {
            self.overlay = None;
        }
    }

    /// Closes what asked about the clock; a guide that is being read stays.
    pub(super) fn close_question(&mut self) {
        if !matches!(self.overlay, Some(Overlay::Guide { .. })) {
            self.overlay = None;
        }
    }
}

/// More lines than any text has on a screen.
const LINES: usize = 100_000;
