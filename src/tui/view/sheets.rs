//! Sheets of jurors who mark alone: whose, how far, and the code that opens one. Never what stands on them.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{View, parts};
use crate::app::editor::Editor;
use crate::app::screen::{CodeFor, Hidden};
use crate::domain::hearing::Hearing;
use crate::domain::id::MemberId;
use crate::text::alone as words;

impl View<'_> {
    /// Whose sheet is chosen: each with how far it is, and no more.
    pub(super) fn jurors(&self, frame: &mut Frame<'_>, area: Rect, members: &[MemberId], selected: usize) {
        let Some((_, hearing)) = self.app.session().open() else { return };
        let names = members.iter().map(|id| parts::width(&self.member(id))).max().unwrap_or(0).min(40);
        let line = |(place, id): (usize, &MemberId)| {
            let cursor = if place == selected { "▶" } else { " " };
            let name = parts::pad(&self.member(id), names);
            format!("{cursor} {}  {name}  {}", place + 1, self.sheet_state(hearing, id))
        };
        let mut lines: Vec<String> = members.iter().enumerate().map(line).collect();
        lines.extend([String::new(), words::sheets_hint(self.lang)]);
        self.frame(frame, area, &words::whose_sheet(self.lang), &lines);
    }

    /// How far a sheet is: complete, or so many marks missing; sealed; or why it will be missing.
    pub(super) fn sheet_state(&self, hearing: &Hearing, member: &MemberId) -> String {
        let sheet = hearing.sheets.get(member);
        let missing = sheet.and_then(|sheet| sheet.missing.as_ref());
        let left = sheet.and_then(|sheet| sheet.entries.last()).map_or(self.app.items().len(), |(_, left)| *left);
        match (missing, sheet.is_some_and(|sheet| sheet.seal.is_some())) {
            (Some(reason), _) => words::sheet_is_missing(self.lang, reason),
            (None, true) => words::sheet_is_sealed(self.lang),
            (None, false) if left == 0 => words::sheet_complete(self.lang),
            (None, false) => words::sheet_left(self.lang, left),
        }
    }

    pub(super) fn code(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        member: &MemberId,
        purpose: &CodeFor,
        field: &Hidden,
        again: bool,
    ) {
        let name = self.member(member);
        let (title, below) = match purpose {
            CodeFor::Open => (words::code_ask(self.lang, &name), String::new()),
            CodeFor::Reveal => (words::code_reveal(self.lang, &name), String::new()),
            CodeFor::Choose(_) if again => (words::code_repeat(self.lang), words::code_note(self.lang)),
            CodeFor::Choose(_) => (words::code_choose(self.lang, &name), words::code_note(self.lang)),
        };
        let dots = Editor::lines(&"•".repeat(field.0.chars().count()));
        self.field(frame, area, &title, &dots, &below, 1);
    }

    /// Whose sheet is open, or that each juror marks alone, and how many sheets are sealed.
    pub(super) fn alone_line(&self, hearing: &Hearing) -> Option<String> {
        if !self.app.marks_alone() {
            return None;
        }
        let markers = self.app.markers();
        let sheets = || markers.iter().filter_map(|id| hearing.sheets.get(id));
        let missing = sheets().filter(|sheet| sheet.missing.is_some()).count();
        let sealed = sheets().filter(|sheet| sheet.seal.is_some() && sheet.missing.is_none()).count();
        let whose = match self.app.at_sheet() {
            Some(id) => words::sheet_of(self.lang, &self.member(id)),
            None if self.app.can_reveal() && missing > 0 => {
                return Some(words::sheets_ready_but(self.lang, missing));
            }
            None if self.app.can_reveal() => return Some(words::sheets_ready(self.lang)),
            None => words::sheet_none(self.lang),
        };
        let count = words::sheets_sealed(self.lang, sealed, markers.len());
        let lacking = (missing > 0).then(|| words::sheets_missing(self.lang, missing));
        Some([whose, count].into_iter().chain(lacking).collect::<Vec<_>>().join(" · "))
    }
}
