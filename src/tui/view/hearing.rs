//! The clock and the grid.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{View, parts};
use crate::app::outline::{Outline, Row};
use crate::app::screen::Cursor;
use crate::domain::grid::Item;
use crate::domain::hearing::{Hearing, Stage};
use crate::domain::id::MarkCode;
use crate::domain::timer::{State, Timer};
use crate::text::{decision, exam, group, screens as words};
use crate::tui::digits;

/// The cells that the shortest marks take, such as points.
const NARROWEST_MARK: usize = 11;

/// How many lines the text of the item under the cursor gets.
const DETAIL: u16 = 7;

impl View<'_> {
    /// ```text
    /// ▀▀█ █▀█   Présentation          ← the clock, three lines
    /// BC01 Planifier…                 ← the block under the cursor
    /// BC01.1  Étude de faisabilité    ← the items
    /// Réaliser une étude…             ← the text of the item, its comment
    /// ```
    pub(super) fn hearing(&self, frame: &mut Frame<'_>, area: Rect, cursor: &Cursor) {
        let Some((_, hearing)) = self.app.session().open() else { return };
        let alone = self.alone_line(hearing);
        let [clock, whose, block, list, rule, detail] = Layout::vertical([
            Constraint::Length(3),
            Constraint::Length(u16::from(alone.is_some())),
            Constraint::Length(1),
            Constraint::Fill(1),
            Constraint::Length(1),
            Constraint::Length(if area.height >= 34 { 2 * DETAIL } else { DETAIL }),
        ])
        .areas(area);
        let outline = self.app.outline();
        self.clock(frame, clock, hearing);
        let alone = parts::fit(&alone.unwrap_or_default(), usize::from(whose.width));
        frame.render_widget(Line::styled(alone, self.theme.warning()), whose);
        self.block_title(frame, block, &outline, cursor);
        self.listing(frame, list, &outline, cursor, |row, around| self.list_line(row, around));
        self.scale(frame, rule);
        if let Some(row) = outline.row(cursor.row) {
            let tally = outline.tallies(|item| self.app.sheet().mark(item).is_some())[cursor.row];
            let text = self.pane(row, tally, usize::from(detail.width), usize::from(detail.height));
            frame.render_widget(text, detail);
        }
    }

    fn clock(&self, frame: &mut Frame<'_>, area: Rect, hearing: &Hearing) {
        let phases = self.app.session().phases();
        let (index, time, about, style) = match &hearing.stage {
            Stage::Running(index, timer) => {
                let seconds = timer.left(self.app.pausing().unwrap_or(self.app.now())).shown_seconds();
                let (about, style) = self.clock_state(timer, seconds);
                (*index, seconds, about, style)
            }
            Stage::Waiting(index) => {
                let due = phases.get(*index).map(|phase| self.app.session().due(phase));
                let seconds = due.map_or(0, |due| i64::try_from(due.as_secs()).unwrap_or(i64::MAX));
                (*index, seconds, words::waiting_phase(self.lang), self.theme.faint())
            }
            // Jurors who mark alone end their sheets when the phases are over.
            Stage::Deliberation { .. } => {
                let text = format!("{}{}", words::deliberation(self.lang), self.since(hearing));
                frame.render_widget(Line::styled(text, self.theme.strong()), area);
                return;
            }
            Stage::Scheduled | Stage::Absent { .. } => return,
        };
        let text = exam::countdown(time);
        let [large, side] = Layout::horizontal([
            Constraint::Length(u16::try_from(digits::width(&text)).unwrap_or(0) + 3),
            Constraint::Fill(1),
        ])
        .areas(area);
        frame
            .render_widget(ratatui::text::Text::from(digits::rows(&text).map(Line::from).to_vec()).style(style), large);
        let title = phases.get(index).map_or("", |phase| exam::wording(self.lang, &phase.title));
        let then = phases.get(index + 1).map_or_else(
            || words::then_deliberation(self.lang),
            |phase| words::then_next(self.lang, exam::wording(self.lang, &phase.title)),
        );
        let due = hearing.timer().map(|timer| words::time_due(self.lang, &exam::length(timer.due())));
        let last = due.map_or_else(|| then.clone(), |due| format!("{due} · {then}"));
        let room = usize::from(side.width);
        let lines = vec![
            Line::styled(parts::fit(&title.to_uppercase(), room), self.theme.strong()),
            Line::styled(parts::fit(&about, room), style),
            Line::styled(parts::fit(&last, room), self.theme.faint()),
        ];
        frame.render_widget(ratatui::text::Text::from(lines), side);
    }

    /// What the clock is doing, in words first.
    fn clock_state(&self, timer: &Timer, seconds: i64) -> (String, Style) {
        match timer.state() {
            _ if self.app.pausing().is_some() => (words::pausing(self.lang), self.theme.warning()),
            State::Paused(_, reason) => (words::paused(self.lang, reason), self.theme.warning()),
            State::Interrupted(_) => (words::interrupted(self.lang), self.theme.alarm()),
            State::Running(_) if seconds <= 0 => (format!("⚠ {}", words::overtime(self.lang)), self.theme.alarm()),
            State::Running(_) if self.warned(timer) => {
                (format!("⚠ {}", words::last_minutes(self.lang)), self.theme.warning())
            }
            State::Running(_) => (words::state_running(self.lang), Style::new()),
        }
    }

    fn warned(&self, timer: &Timer) -> bool {
        let Some(Stage::Running(index, _)) = self.app.session().open().map(|(_, hearing)| &hearing.stage) else {
            return false;
        };
        let warnings = self.app.session().phases().get(*index).map(|phase| &phase.warnings);
        let left = timer.left(self.app.now());
        warnings.is_some_and(|warnings| warnings.iter().any(|at| left.at_most(*at)))
    }

    fn block_title(&self, frame: &mut Frame<'_>, area: Rect, outline: &Outline<'_>, cursor: &Cursor) {
        let (done, all) = outline.items().fold((0, 0), |(done, all), item| {
            (done + usize::from(self.app.sheet().mark(item.code).is_some()), all + 1)
        });
        // Where each marks alone, nobody's sheet has no count.
        let counts = !self.app.marks_alone() || self.app.at_sheet().is_some();
        let count = if counts { words::marks_count(self.lang, done, all) } else { String::new() };
        let title = outline.row(cursor.row).map(|row| self.whereabouts(row));
        let room = usize::from(area.width).saturating_sub(parts::width(&count) + 1);
        let title = parts::pad(&title.unwrap_or_default(), room);
        let line = vec![Span::styled(title, self.theme.strong()), Span::raw(" "), Span::raw(count)];
        frame.render_widget(Line::from(line), area);
    }

    /// The block of a row; of a criterion its competence, too, whose heading may be out of sight.
    fn whereabouts(&self, row: &Row<'_>) -> String {
        let competence = row.competence().filter(|competence| !competence.criteria.is_empty());
        let named = competence.map(|it| format!("{} {}", it.code, it.label.as_deref().unwrap_or(&it.text)));
        match (row.block(), named) {
            (Some(block), Some(competence)) => format!("{} · {competence}", block.code),
            (Some(block), None) => format!("{} {}", block.code, block.title),
            (None, Some(competence)) => competence,
            (None, None) => words::transversal(self.lang),
        }
    }

    /// `BC01.1  Étude de faisabilité            3 Acquis  ✎`
    pub(super) fn item_line(&self, item: &Item<'_>, codes: usize, width: u16) -> Line<'static> {
        let grid = &self.app.session().plan().grid;
        let mark = self.app.sheet().mark(item.code);
        let mark_text = self.mark_words(item).unwrap_or_else(|| "·".to_owned());
        let comment = if self.app.sheet().comments.contains_key(item.code) { "✎" } else { " " };
        let titles = grid.scale_of(item).levels().iter();
        let titles = titles.map(|level| parts::width(exam::wording(self.lang, &level.title)) + 2);
        let mark_width = titles.chain([NARROWEST_MARK]).max().unwrap_or_default().min(28);
        // A criterion stands under its competence.
        let indent = if item.is_criterion() { "  " } else { "" };
        let code = parts::pad(item.code.as_str(), codes);
        let room = usize::from(width).saturating_sub(parts::width(indent) + parts::width(&code) + mark_width + 6);
        let spans = vec![
            Span::raw(format!("{indent}{}{code} ", self.common_sign(item))),
            Span::raw(parts::pad(item.name(), room)),
            Span::styled(
                format!(" {} ", parts::pad(&mark_text, mark_width)),
                if mark.is_some() { self.theme.strong() } else { self.theme.faint() },
            ),
            Span::raw(comment),
        ];
        Line::from(spans)
    }

    /// `≡` before an item that a group is marked on together, `≠` where its marks differ.
    fn common_sign(&self, item: &Item<'_>) -> &'static str {
        let session = self.app.session();
        let sits = session.open().is_some_and(|(_, hearing)| hearing.sits());
        if !item.common || !sits || session.group().is_none() {
            " "
        } else if session.differs(item.code) {
            "≠"
        } else {
            "≡"
        }
    }

    /// What that sign means, in words.
    pub(super) fn common_note(&self, item: &Item<'_>) -> Option<String> {
        match self.common_sign(item) {
            "≡" => Some(group::common(self.lang)),
            "≠" => Some(group::differs(self.lang)),
            _ => None,
        }
    }

    /// `3 Acquis`, `12,5`
    pub(super) fn mark_words(&self, item: &Item<'_>) -> Option<String> {
        Some(self.ranked(item, self.app.sheet().mark(item.code)?))
    }

    /// A mark in words, after its rank if it has one.
    pub(super) fn ranked(&self, item: &Item<'_>, mark: &MarkCode) -> String {
        let scale = self.app.session().plan().grid.scale_of(item);
        let words = decision::mark(self.lang, scale, mark);
        scale.rank(mark).map_or_else(|| words.to_string(), |rank| format!("{rank} {words}"))
    }

    /// The scale, on the line that divides the list from the text.
    fn scale(&self, frame: &mut Frame<'_>, rule: Rect) {
        let grid = &self.app.session().plan().grid;
        let item = self.app.item_here().and_then(|code| grid.item(&code));
        let observed = item.is_some_and(|item| grid.rule_of(&item).not_observed.is_some());
        let observed = observed.then(|| format!(" · o {}", decision::not_observed_mark(self.lang)));
        let scale = item.map_or(&grid.scale, |item| grid.scale_of(&item));
        let scale = format!("── {}{} ", decision::scale(self.lang, scale), observed.unwrap_or_default());
        let room = usize::from(rule.width);
        let scale = parts::fit(&scale, room);
        let line = "─".repeat(room.saturating_sub(parts::width(&scale)));
        frame.render_widget(Line::styled(scale + &line, self.theme.faint()), rule);
    }
}
