//! Words sought in the list: the cursor follows what is typed, and goes back where it was if one gives up.

use super::App;
use super::message::{Effect, Intent, Notice};
use super::overlay::edit;
use super::screen::{Cursor, Overlay};

impl App {
    pub(super) fn in_search(&mut self, intent: Intent) -> Vec<Effect> {
        let Some(Overlay::Search { field, from, hits }) = &mut self.overlay else { return Vec::new() };
        match intent {
            Intent::Accept if field.text().trim().is_empty() => {
                let from = from.clone();
                self.overlay = None;
                self.seek_again(&from)
            }
            Intent::Accept if hits.is_empty() => {
                let words = field.text().trim().to_owned();
                self.say(Notice::NotFound(words))
            }
            Intent::Accept => {
                let (words, hits) = (field.text().trim().to_owned(), std::mem::take(hits));
                self.overlay = None;
                self.keep(words, &hits)
            }
            Intent::Back => {
                let from = from.clone();
                self.overlay = None;
                self.stand(from);
                Vec::new()
            }
            Intent::Up | Intent::Down => {
                let (from, hits) = (from.clone(), hits.clone());
                self.go_to_hit(&from, &hits, intent == Intent::Down);
                Vec::new()
            }
            other => {
                let before = field.text().to_owned();
                edit(field, other);
                if field.text() != before {
                    self.seek_words();
                }
                Vec::new()
            }
        }
    }

    /// What is typed has changed: to the first row that has it, from where one stood.
    pub(super) fn seek_words(&mut self) {
        let Some(Overlay::Search { field, from, .. }) = &self.overlay else { return };
        let mut cursor = from.clone();
        let outline = self.outline();
        let found = outline.hits(field.text());
        if let Some(row) = found.iter().find(|row| **row >= cursor.row).or(found.first()) {
            cursor.go(&outline, *row);
        }
        self.stand(cursor);
        if let Some(Overlay::Search { hits, .. }) = &mut self.overlay {
            *hits = found;
        }
    }

    /// To the hit after the cursor, or before; what was folded is folded again behind it.
    fn go_to_hit(&mut self, from: &Cursor, hits: &[usize], forward: bool) {
        let Some(here) = self.cursor().map(|cursor| cursor.row) else { return };
        let next = if forward {
            hits.iter().find(|row| **row > here).or(hits.first())
        } else {
            hits.iter().rev().find(|row| **row < here).or(hits.last())
        };
        let Some(row) = next else { return };
        let mut cursor = from.clone();
        cursor.go(&self.outline(), *row);
        self.stand(cursor);
    }

    /// The last words once more, from where one stands.
    fn seek_again(&mut self, from: &Cursor) -> Vec<Effect> {
        if from.sought.is_empty() {
            return Vec::new();
        }
        let hits = self.outline().hits(&from.sought);
        if hits.is_empty() {
            return self.say(Notice::NotFound(from.sought.clone()));
        }
        self.go_to_hit(from, &hits, true);
        self.keep(from.sought.clone(), &hits)
    }

    fn keep(&mut self, words: String, hits: &[usize]) -> Vec<Effect> {
        let Some(mut cursor) = self.cursor().cloned() else { return Vec::new() };
        cursor.sought = words;
        let place = hits.partition_point(|row| *row < cursor.row) + 1;
        self.stand(cursor);
        self.say(Notice::Found(place, hits.len()))
    }
}
