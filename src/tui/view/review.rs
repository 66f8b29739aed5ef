//! The minutes as they will be, or as they are, in words.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::Line;

use super::{View, parts};
use crate::app::screen::Screen;
use crate::domain::hearing::Hearing;
use crate::domain::id::MemberId;
use crate::domain::minutes;
use crate::text::{minutes as sheet, president, screens as words};

impl View<'_> {
    pub(super) fn review(&self, frame: &mut Frame<'_>, area: Rect, scroll: usize) {
        let Some((_, hearing)) = self.app.shown() else { return };
        let (title, style) = match (hearing.is_signed(), hearing.is_drawn()) {
            (true, _) => (words::review_signed(self.lang), self.theme.good()),
            (false, true) => (words::review_drawn(self.lang), self.theme.warning()),
            (false, false) => (words::review_draft(self.lang), self.theme.warning()),
        };
        let title = self.closed_day().map_or(title.clone(), |closed| format!("{title} · {closed}"));
        let required = self.signatures_words(hearing);
        let lines = self.review_lines(usize::from(area.width));
        self.scrolling(frame, area, &[(title, style), required], &lines, scroll);
    }

    /// Headings, of which the first says how much is hidden, and the lines below them that the window has room for.
    pub(super) fn scrolling(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        heads: &[(String, Style)],
        lines: &[String],
        scroll: usize,
    ) {
        let width = usize::from(area.width);
        let top = u16::try_from(heads.len()).unwrap_or(u16::MAX);
        let [top, body] = Layout::vertical([Constraint::Length(top), Constraint::Fill(1)]).areas(area);
        let height = usize::from(body.height);
        let first = scroll.min(lines.len().saturating_sub(height));
        let below = lines.len().saturating_sub(first + height);
        let more = match (below, first) {
            (1.., _) => format!(" · {}", words::more_below(self.lang, below)),
            (0, 1..) => format!(" · {}", words::more_above(self.lang, first)),
            (0, 0) => String::new(),
        };
        let heads = heads.iter().enumerate().map(|(place, (text, style))| {
            // How much is hidden is never cut.
            let more = if place == 0 { more.as_str() } else { "" };
            let text = parts::fit(text, width.saturating_sub(parts::width(more)));
            Line::styled(format!("{text}{more}"), *style)
        });
        frame.render_widget(ratatui::text::Text::from(heads.collect::<Vec<_>>()), top);
        let shown: Vec<Line<'_>> =
            lines.iter().skip(first).take(height).map(|line| Line::raw(parts::fit(line, width))).collect();
        frame.render_widget(ratatui::text::Text::from(shown), body);
    }

    /// The first line at most that a window of this size shows on top: scrolling further shows nothing more.
    pub(super) fn last_scroll(&self, window: Rect) -> usize {
        let width = usize::from(window.width);
        let (lines, around) = match self.app.screen() {
            Screen::Closing { .. } => (self.closing_lines(width), AROUND),
            _ => (self.review_lines(width), AROUND + 1),
        };
        lines.len().saturating_sub(usize::from(window.height.saturating_sub(around)))
    }

    fn review_lines(&self, width: usize) -> Vec<String> {
        let session = self.app.session();
        let Some((candidate, hearing)) = self.app.shown() else { return Vec::new() };
        let drawn = minutes::build(session, &candidate.id);
        let Some(minutes) = drawn.or_else(|| minutes::preview(session, &candidate.id, self.app.now().at)) else {
            return Vec::new();
        };
        let files = hearing.drawn.iter().flat_map(|drawn| sheet::files(self.lang, session.plan(), &minutes, drawn));
        let lines = files.chain(sheet::sheet(self.lang, &session.plan().grid, &minutes));
        lines.flat_map(|line| parts::hang(&line, width)).collect()
    }

    /// Whose signatures the minutes need, and which of them are still to come.
    fn signatures_words(&self, hearing: &Hearing) -> (String, Style) {
        let session = self.app.session();
        let plan = session.plan();
        let names = |ids: &[MemberId]| ids.iter().map(|id| self.member(id)).collect::<Vec<_>>().join(", ");
        match &hearing.drawn {
            Some(drawn) if drawn.missing().is_empty() => (president::signatures_whole(self.lang), self.theme.good()),
            Some(drawn) => (president::signatures_to_come(self.lang, &names(&drawn.missing())), self.theme.warning()),
            None => {
                let required = plan.signatures.required(&plan.jury, session.president(), hearing);
                let text = president::signatures_needed(self.lang, &names(&required));
                (if required.is_empty() { president::signatures_none(self.lang) } else { text }, self.theme.faint())
            }
        }
    }
}

/// The lines of a window that are not the text: header, title, notice, footer.
const AROUND: u16 = 4;
