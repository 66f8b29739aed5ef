//! The minutes as they will be, or as they are, in words.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;

use super::{View, parts};
use crate::domain::minutes;
use crate::text::{minutes as sheet, screens as words};

impl View<'_> {
    pub(super) fn review(&self, frame: &mut Frame<'_>, area: Rect, scroll: usize) {
        let session = self.app.session();
        let Some((_, hearing)) = session.open() else { return };
        let (title, style) = match (hearing.is_signed(), hearing.is_drawn()) {
            (true, _) => (words::review_signed(self.lang), self.theme.good()),
            (false, true) => (words::review_drawn(self.lang), self.theme.warning()),
            (false, false) => (words::review_draft(self.lang), self.theme.warning()),
        };
        let width = usize::from(area.width);
        let lines = self.review_lines(width);
        let [top, body] = Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(area);
        let height = usize::from(body.height);
        let first = scroll.min(lines.len().saturating_sub(height));
        let below = lines.len().saturating_sub(first + height);
        let mut head = title;
        if below > 0 {
            head = format!("{head} · {}", words::more_below(self.lang, below));
        } else if first > 0 {
            head = format!("{head} · {}", words::more_above(self.lang, first));
        }
        frame.render_widget(Line::styled(parts::fit(&head, width), style), top);
        let shown: Vec<Line<'_>> =
            lines.iter().skip(first).take(height).map(|line| Line::raw(parts::fit(line, width))).collect();
        frame.render_widget(ratatui::text::Text::from(shown), body);
    }

    /// The first line at most that a window of this size shows on top: scrolling further shows nothing more.
    pub(super) fn last_scroll(&self, window: Rect) -> usize {
        let shown = usize::from(window.height.saturating_sub(AROUND));
        self.review_lines(usize::from(window.width)).len().saturating_sub(shown)
    }

    fn review_lines(&self, width: usize) -> Vec<String> {
        let session = self.app.session();
        let Some((candidate, hearing)) = session.open() else { return Vec::new() };
        let drawn = minutes::build(session, &candidate.id);
        let Some(minutes) = drawn.or_else(|| minutes::preview(session, &candidate.id, self.app.now().at)) else {
            return Vec::new();
        };
        let files = hearing.drawn.iter().flat_map(|drawn| sheet::files(self.lang, session.plan(), &minutes, drawn));
        let lines = files.chain(sheet::sheet(self.lang, &session.plan().grid, &minutes));
        lines.flat_map(|line| parts::wrap(&line, width)).collect()
    }
}

/// The lines of a window that are not the minutes: header, title, notice, footer.
const AROUND: u16 = 4;
