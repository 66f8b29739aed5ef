//! The list of items, on the screens that have one: where its keys go, and where a mark leads.

use super::App;
use super::editor::Editor;
use super::message::{Effect, Intent, Notice};
use super::outline::{Outline, Row};
use super::screen::{Cursor, Overlay, Screen};
use crate::domain::id::ItemCode;

impl App {
    /// The rows of the list, as this screen has them.
    pub fn outline(&self) -> Outline<'_> {
        match self.screen {
            Screen::Deliberation { .. } => Outline::to_discuss(&self.session),
            Screen::Candidates { .. }
            | Screen::Presence { .. }
            | Screen::Hearing { .. }
            | Screen::Review { .. }
            | Screen::Minutes { .. }
            | Screen::Closing { .. } => Outline::to_mark(&self.session),
        }
    }

    /// Where one stands in the list; nowhere on a screen without one.
    pub fn cursor(&self) -> Option<&Cursor> {
        match &self.screen {
            Screen::Hearing { cursor } | Screen::Deliberation { cursor } => Some(cursor),
            Screen::Candidates { .. }
            | Screen::Presence { .. }
            | Screen::Review { .. }
            | Screen::Minutes { .. }
            | Screen::Closing { .. } => None,
        }
    }

    pub(super) fn stand(&mut self, at: Cursor) {
        match &mut self.screen {
            Screen::Hearing { cursor } | Screen::Deliberation { cursor } => *cursor = at,
            Screen::Candidates { .. }
            | Screen::Presence { .. }
            | Screen::Review { .. }
            | Screen::Minutes { .. }
            | Screen::Closing { .. } => {}
        }
    }

    /// The item under the cursor; none on a heading.
    pub fn item_here(&self) -> Option<ItemCode> {
        let outline = self.outline();
        outline.row(self.cursor()?.row)?.item().map(|item| item.code.clone())
    }

    /// Whether the cursor is on something that the certification asks for beside the blocks.
    pub fn on_requirement(&self) -> bool {
        let outline = self.outline();
        let row = self.cursor().and_then(|cursor| outline.row(cursor.row));
        matches!(row, Some(Row::Requirement(_)))
    }

    /// What the keys of the list do; none for the others.
    pub(super) fn in_list(&mut self, intent: Intent) -> Option<Vec<Effect>> {
        match intent {
            Intent::NextUnmarked => return Some(self.seek_unmarked(true)),
            Intent::PreviousUnmarked => return Some(self.seek_unmarked(false)),
            Intent::Search => {
                let from = self.cursor()?.clone();
                self.overlay = Some(Overlay::Search { field: Editor::line(), from, hits: Vec::new() });
                return Some(Vec::new());
            }
            Intent::Guide => {
                self.overlay = Some(Overlay::Guide { row: self.cursor()?.row, scroll: 0 });
                return Some(Vec::new());
            }
            _ => {}
        }
        if let Some(cursor) = self.moved_by(intent) {
            self.stand(cursor);
            return Some(Vec::new());
        }
        if let Some(effects) = self.requirement_intent(intent) {
            return Some(effects);
        }
        match self.item_here() {
            Some(item) => self.mark_intent(intent, &item),
            None => match intent {
                Intent::Digit(_) | Intent::Clear | Intent::NotObserved | Intent::Comment => {
                    Some(self.say(Notice::NoItemHere))
                }
                _ => None,
            },
        }
    }

    /// Where a key leads; nowhere if it does not move.
    fn moved_by(&self, intent: Intent) -> Option<Cursor> {
        let mut cursor = self.cursor()?.clone();
        let outline = self.outline();
        let deciding = matches!(self.screen, Screen::Deliberation { .. });
        match intent {
            Intent::Up | Intent::Down | Intent::PageUp | Intent::PageDown | Intent::Home | Intent::End => {
                cursor.step(&outline, intent);
            }
            Intent::Left | Intent::Right => cursor.by_block(&outline, intent == Intent::Right, deciding),
            Intent::PreviousCompetence | Intent::NextCompetence => {
                cursor.by_competence(&outline, intent == Intent::NextCompetence);
            }
            Intent::Fold => cursor.fold(&outline),
            Intent::FoldAll => cursor.fold_all(&outline),
            // A heading has nothing else to open; that of a block is decided where blocks are.
            Intent::Accept => match outline.row(cursor.row)? {
                Row::Item(_) | Row::Requirement(_) | Row::Held(_) => return None,
                Row::Block(_) if deciding => return None,
                Row::Block(_) | Row::Transversal | Row::Gaps | Row::Requirements | Row::Competence(..) => {
                    cursor.fold(&outline);
                }
            },
            _ => return None,
        }
        Some(cursor)
    }

    /// To the nearest item without a mark.
    fn seek_unmarked(&mut self, forward: bool) -> Vec<Effect> {
        let Some(mut cursor) = self.cursor().cloned() else { return Vec::new() };
        let unmarked = |row: &Row<'_>| row.item().is_some_and(|item| self.sheet().mark(item.code).is_none());
        if !cursor.seek(&self.outline(), forward, unmarked) {
            return self.say(Notice::AllMarked);
        }
        self.stand(cursor);
        Vec::new()
    }

    /// A mark moves on to the next item, so that a grid is marked by digits alone.
    pub(super) fn mark_saved(&mut self, item: &ItemCode, marked: bool) {
        if !marked || self.item_here().as_ref() != Some(item) {
            return;
        }
        let Some(mut cursor) = self.cursor().cloned() else { return };
        cursor.next_item(&self.outline());
        self.stand(cursor);
    }

    /// Puts the cursor on an item, where items are listed: what was taken back is seen, and marked anew.
    pub(super) fn go_to_item(&mut self, item: &ItemCode) {
        let Some(mut cursor) = self.cursor().cloned() else { return };
        let outline = self.outline();
        let Some(row) = outline.find(item) else { return };
        cursor.go(&outline, row);
        self.stand(cursor);
    }
}
