//! Where the cursor goes in a list.

use std::collections::BTreeSet;

use super::message::Intent;
use super::outline::{Outline, Row};
use super::screen::Cursor;

/// Moves a place in a list of `count` lines, and keeps it inside.
pub(super) fn moved(place: usize, count: usize, intent: Intent) -> usize {
    let last = count.saturating_sub(1);
    match intent {
        Intent::Up => place.saturating_sub(1),
        Intent::Down => (place + 1).min(last),
        Intent::PageUp => place.saturating_sub(PAGE),
        Intent::PageDown => (place + PAGE).min(last),
        Intent::Home => 0,
        Intent::End => last,
        _ => place,
    }
}

/// Moves the first line shown of a text that fills the screen. The view knows how long the text is and shows no further
/// than its end.
pub(super) fn scrolled(first: usize, intent: Intent) -> usize {
    match intent {
        Intent::PageUp => first.saturating_sub(TEXT_PAGE),
        Intent::PageDown => first + TEXT_PAGE,
        other => moved(first, TEXT_END, other),
    }
}

/// How many lines of a text a page moves: about as many as the smallest screen shows.
const TEXT_PAGE: usize = 16;
/// Further than any text goes.
const TEXT_END: usize = 100_000;

/// How many lines a page moves; the smallest list on an 80×24 screen shows about as many.
const PAGE: usize = 8;

impl Cursor {
    /// On this row, with nothing folded.
    pub(super) fn on(row: usize) -> Self {
        Self { row, ..Self::default() }
    }

    /// To a row; what hides it is unfolded, and so is the row itself.
    pub(super) fn go(&mut self, outline: &Outline<'_>, row: usize) {
        self.row = row;
        let mut above = Some(row);
        while let Some(heading) = above {
            self.folded.remove(&heading);
            above = outline.parent(heading);
        }
    }

    /// Up and down among the rows that are shown.
    pub(super) fn step(&mut self, outline: &Outline<'_>, intent: Intent) {
        let shown = outline.shown(&self.folded);
        let place = shown.partition_point(|row| *row < self.row);
        self.row = shown.get(moved(place, shown.len(), intent)).copied().unwrap_or(self.row);
    }

    /// To the next item that is shown; stays where there is none.
    pub(super) fn next_item(&mut self, outline: &Outline<'_>) {
        let is_item = |row: &usize| outline.row(*row).is_some_and(|row| row.item().is_some());
        let next = outline.shown(&self.folded).into_iter().find(|row| *row > self.row && is_item(row));
        self.row = next.unwrap_or(self.row);
    }

    /// To the block before or after: where it is decided its heading, else what is marked first in it.
    pub(super) fn by_block(&mut self, outline: &Outline<'_>, forward: bool, on_headings: bool) {
        let starts = |row: &Row<'_>, before: Option<&Row<'_>>| {
            before.is_none_or(|before| before.block().map(|block| &block.code) != row.block().map(|block| &block.code))
        };
        self.by(outline, forward, |cursor, place, row, before| {
            starts(row, before).then(|| if on_headings { place } else { cursor.inside(outline, place) })
        });
    }

    /// To the competence before or after; a block that is folded counts as one.
    pub(super) fn by_competence(&mut self, outline: &Outline<'_>, forward: bool) {
        let code = |row: &Row<'_>| row.competence().map(|competence| competence.code.clone());
        self.by(outline, forward, |cursor, place, row, before| {
            let starts = code(row).is_some() && before.and_then(code) != code(row);
            (starts || cursor.folded.contains(&place)).then(|| cursor.inside(outline, place))
        });
    }

    /// To the nearest landing before or after the cursor, among the rows that are shown.
    fn by<'a>(
        &mut self,
        outline: &Outline<'a>,
        forward: bool,
        landing: impl Fn(&Self, usize, &Row<'a>, Option<&Row<'a>>) -> Option<usize>,
    ) {
        let mut before = None;
        let mut landings = Vec::new();
        for place in outline.shown(&self.folded) {
            let Some(row) = outline.row(place) else { continue };
            landings.extend(landing(self, place, row, before));
            before = Some(row);
        }
        let found = if forward {
            landings.into_iter().find(|place| *place > self.row)
        } else {
            landings.into_iter().rev().find(|place| *place < self.row)
        };
        self.row = found.unwrap_or(self.row);
    }

    /// The first item under an open heading: there a digit marks.
    fn inside(&self, outline: &Outline<'_>, mut row: usize) -> usize {
        while outline.row(row).is_some_and(|each| each.item().is_none()) && !self.folded.contains(&row) {
            row += 1;
        }
        row
    }

    /// Folds or unfolds the heading of this row, or the one that it stands under; the cursor goes there.
    pub(super) fn fold(&mut self, outline: &Outline<'_>) {
        let is_item = outline.row(self.row).is_none_or(|row| row.item().is_some());
        let heading = if is_item { outline.parent(self.row) } else { Some(self.row) };
        let Some(heading) = heading else { return };
        self.row = heading;
        if !self.folded.remove(&heading) {
            self.folded.insert(heading);
        }
    }

    /// Folds the competences; then the blocks, too; then nothing.
    pub(super) fn fold_all(&mut self, outline: &Outline<'_>) {
        let (competences, sections) = (outline.headings(false), outline.headings(true));
        let folded = |headings: &BTreeSet<usize>| headings.is_subset(&self.folded);
        self.folded = match (folded(&competences), folded(&sections)) {
            (true, false) => &competences | &sections,
            (false, false) => competences,
            (false, true) if sections.is_empty() => competences,
            (_, true) => BTreeSet::new(),
        };
        // The row may be hidden now: the topmost heading that hides it stands for it.
        let mut above = Some(self.row);
        while let Some(row) = above {
            if self.folded.contains(&row) {
                self.row = row;
            }
            above = outline.parent(row);
        }
    }

    /// To the next row after the cursor for which this holds, round the end; or before it, round the start.
    pub(super) fn seek(&mut self, outline: &Outline<'_>, forward: bool, holds: impl Fn(&Row<'_>) -> bool) -> bool {
        let count = outline.len();
        let found = (1..=count)
            .map(|step| if forward { (self.row + step) % count } else { (self.row + count - step % count) % count })
            .find(|row| outline.row(*row).is_some_and(&holds));
        if let Some(row) = found {
            self.go(outline, row);
        }
        found.is_some()
    }
}
