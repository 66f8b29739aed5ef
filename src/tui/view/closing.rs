//! A closed session: what it came to, in words.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{View, parts};
use crate::text::{manifest, president as words};

impl View<'_> {
    pub(super) fn closing(&self, frame: &mut Frame<'_>, area: Rect, scroll: usize) {
        let Some(title) = self.closed_words() else { return };
        let lines = self.closing_lines(usize::from(area.width));
        self.scrolling(frame, area, &[(title, self.theme.good())], &lines, scroll);
    }

    pub(super) fn closing_lines(&self, width: usize) -> Vec<String> {
        let session = self.app.session();
        let Some(closed) = &session.course().closed else { return Vec::new() };
        let lines = manifest::sheet(self.lang, session.plan(), closed);
        lines.iter().flat_map(|line| parts::hang(line, width)).collect()
    }

    /// That the session is closed, and on which day.
    pub(super) fn closed_day(&self) -> Option<String> {
        let closed = self.app.session().course().closed.as_ref()?;
        Some(words::closed_on(self.lang, &closed.at.at.format("%d/%m/%Y").to_string()))
    }

    /// That the session is closed, and since when.
    pub(super) fn closed_words(&self) -> Option<String> {
        let closed = self.app.session().course().closed.as_ref()?;
        Some(words::closed_since(self.lang, &words::moment(self.lang, &closed.at.at)))
    }
}
