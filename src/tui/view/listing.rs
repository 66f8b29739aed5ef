//! The list of items under its headings, as the hearing and the deliberation show it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{View, parts};
use crate::app::outline::{Outline, Row, Tally};
use crate::app::screen::Cursor;
use crate::domain::hearing::Hearing;
use crate::text::{alone, screens as words};

/// What a line of the list is made of, besides its row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'a> {
    pub(super) hearing: &'a Hearing,
    pub(super) tally: Tally,
    pub(super) folded: bool,
    /// How wide the codes of the items are.
    pub(super) codes: usize,
    pub(super) width: u16,
}

impl Around<'_> {
    /// `▸` where something is hidden.
    pub(super) fn sign(&self) -> &'static str {
        if self.folded { "▸" } else { "▾" }
    }
}

impl View<'_> {
    /// The list around the cursor, each row drawn as `line` says.
    pub(super) fn listing(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        outline: &Outline<'_>,
        cursor: &Cursor,
        line: impl Fn(&Row<'_>, &Around<'_>) -> Line<'static>,
    ) {
        let Some((_, hearing)) = self.app.session().open() else { return };
        let tallies = outline.tallies(|item| self.app.sheet().mark(item).is_some());
        let codes = outline.items().map(|item| parts::width(item.code.as_str())).max().unwrap_or(0).clamp(8, 16);
        let shown = outline.shown(&cursor.folded);
        let place = shown.partition_point(|row| *row < cursor.row);
        parts::window(frame, area, shown.len(), place, self.theme.selected(), |place| {
            let row = shown[place];
            let around =
                Around { hearing, tally: tallies[row], folded: cursor.folded.contains(&row), codes, width: area.width };
            outline.row(row).map_or_else(Line::default, |row| line(row, &around))
        });
    }

    /// A row of the list in which items are marked.
    pub(super) fn list_line(&self, row: &Row<'_>, around: &Around<'_>) -> Line<'static> {
        match row {
            Row::Block(block) => self.heading_line(&format!("{} {}", block.code, block.title), "", around),
            Row::Transversal => self.heading_line(&words::transversal(self.lang), "", around),
            Row::Gaps => self.heading_line(&alone::gaps(self.lang), "", around),
            Row::Competence(_, competence) => {
                let name = competence.label.as_deref().unwrap_or(&competence.text);
                self.heading_line(&format!("{} {name}", competence.codes()), " ", around)
            }
            Row::Item(item) => self.item_line(item, around.codes, around.width),
            Row::Requirements => {
                let title = format!("{} {}", around.sign(), words::requirements(self.lang));
                Line::styled(parts::pad(&title, usize::from(around.width)), self.theme.strong())
            }
            Row::Requirement(asked) => self.requirement_row(asked, around),
            Row::Held(held) => self.held_row(held, around),
        }
    }

    /// `▾ BC01 Planifier…                          3/5`
    pub(super) fn heading_line(&self, title: &str, indent: &str, around: &Around<'_>) -> Line<'static> {
        let Tally { done, all } = around.tally;
        let count = format!("{done}/{all} {}", if done == all { "✓" } else { " " });
        let style = if done == all { Style::new() } else { self.theme.strong() };
        let room = usize::from(around.width).saturating_sub(parts::width(&count) + 1);
        let title = parts::pad(&format!("{indent}{} {title}", around.sign()), room);
        Line::from(vec![Span::styled(title, self.theme.strong()), Span::raw(" "), Span::styled(count, style)])
    }
}
