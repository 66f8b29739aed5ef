//! Marks: what a digit means on each scale, and the field for points.

use super::App;
use super::editor::Editor;
use super::message::{Effect, Intent};
use super::screen::Overlay;
use crate::domain::command::{Command, Refusal};
use crate::domain::id::{ItemCode, MarkCode};
use crate::domain::scale::decimal;
use crate::domain::sheets::Entry;

impl App {
    /// What the keys do to an item, wherever it is shown.
    pub(super) fn mark_intent(&mut self, intent: Intent, item: &ItemCode) -> Option<Vec<Effect>> {
        let marks =
            matches!(intent, Intent::Digit(_) | Intent::NotObserved | Intent::Clear | Intent::Comment | Intent::Accept);
        // Where each marks alone, no field opens for nobody's sheet.
        if marks && self.marks_alone() && self.own.is_none() {
            return Some(self.refuse(Refusal::SheetsClosed));
        }
        match intent {
            Intent::Digit(digit) => self.digit(digit, item),
            Intent::NotObserved => Some(self.give(item, MarkCode::not_observed())),
            Intent::Clear => Some(self.put(item, None)),
            Intent::Comment | Intent::Accept => {
                let written = self.sheet().comments.get(item);
                let field = Editor::lines(written.map_or("", String::as_str));
                self.overlay = Some(Overlay::Comment { item: item.clone(), field, told: false });
                Some(Vec::new())
            }
            _ => None,
        }
    }

    /// A digit is the rank of a level, zero takes the mark away; on a scale of points it begins a number.
    fn digit(&mut self, digit: usize, item: &ItemCode) -> Option<Vec<Effect>> {
        let grid = &self.session.plan().grid;
        let scale = grid.scale_of(&grid.item(item)?);
        if scale.points().is_some() {
            let mut field = Editor::line();
            field.insert(&digit.to_string());
            self.overlay = Some(Overlay::Points { item: item.clone(), field });
            return Some(Vec::new());
        }
        if digit == 0 {
            return self.mark_intent(Intent::Clear, item);
        }
        let level = scale.at_rank(digit)?.id.clone();
        Some(self.give(item, level))
    }

    /// Gives a mark; the same mark again moves on all the same.
    fn give(&mut self, item: &ItemCode, mark: MarkCode) -> Vec<Effect> {
        if self.sheet().mark(item) == Some(&mark) {
            self.overlay = None;
            self.mark_saved(item, true);
        }
        self.put(item, Some(mark))
    }

    /// A mark for whoever marks: the juror whose sheet is open, else the jury.
    fn put(&mut self, item: &ItemCode, mark: Option<MarkCode>) -> Vec<Effect> {
        if self.own.is_some() {
            return self.write(Entry::Mark { item: item.clone(), mark });
        }
        self.retain(&Command::Mark(item.clone(), mark))
    }

    pub(super) fn in_points(&mut self, intent: Intent) -> Vec<Effect> {
        let Some(Overlay::Points { item, field }) = &mut self.overlay else { return Vec::new() };
        match intent {
            Intent::Accept if field.text().trim().is_empty() => self.overlay = None,
            Intent::Accept => {
                let typed = field.text().trim();
                // What is no number is refused by the domain, in words that say what the scale is; the field stays.
                let mark = decimal(typed).map_or_else(|| MarkCode::new(typed), MarkCode::points);
                let item = item.clone();
                return self.give(&item, mark);
            }
            Intent::Back => self.overlay = None,
            other => super::overlay::edit(field, other),
        }
        Vec::new()
    }
}
