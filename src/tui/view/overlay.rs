//! What stands in front of a screen: help, fields, questions.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::{Block, Clear};

use super::{View, parts};
use crate::app::editor::Editor;
use crate::app::message::Intent;
use crate::app::screen::{Overlay, Screen};
use crate::domain::id::MemberId;
use crate::domain::timer::State;
use crate::text::{alone, decision, exam, screens as words};
use crate::tui::keymap;

const WIDTH: u16 = 72;
/// How wide the names of keys are in the help.
const NAME: usize = 9;
/// The rows of a window that are not the keys of the help: its frame, two lines, the clock.
const HELP_AROUND: usize = 7;

impl View<'_> {
    pub(super) fn overlay(&self, frame: &mut Frame<'_>, area: Rect, overlay: &Overlay) {
        match overlay {
            Overlay::Help => self.help(frame, area),
            Overlay::Reason { purpose, field } => {
                let title = words::purpose(self.lang, self.app.session().plan(), purpose);
                self.field(frame, area, &title, field, &self.below_reason(purpose), 3);
            }
            Overlay::Comment { item, field, .. } => {
                let title = words::comment_title(self.lang, item.as_str());
                self.field(frame, area, &title, field, &words::comment_warning(self.lang), 8);
            }
            Overlay::Points { item, field } => {
                let grid = &self.app.session().plan().grid;
                let scale = grid.item(item).map_or(&grid.scale, |item| grid.scale_of(&item));
                let title = words::points_title(self.lang, item.as_str(), &decision::scale(self.lang, scale));
                self.field(frame, area, &title, field, "", 1);
            }
            Overlay::Search { field, from, hits } => self.search(frame, area, field, &from.sought, hits),
            // Scrolled in another row: this one begins at its top.
            Overlay::Guide { row, scroll } => {
                let same = self.app.cursor().is_some_and(|cursor| cursor.row == *row);
                self.guide(frame, area, if same { *scroll } else { 0 });
            }
            Overlay::Confirm(question) => {
                let left = self.app.left().map_or(0, crate::domain::timer::Left::shown_seconds);
                let unmarked = self.app.left_on_sheet();
                let text =
                    words::question(self.lang, self.app.session().plan(), question, &exam::countdown(left), unmarked);
                let below = self.below_question(question);
                let lines = std::iter::once(text).chain(below).chain([String::new(), words::yes_no(self.lang)]);
                self.frame(frame, area, "", &lines.collect::<Vec<_>>());
            }
            Overlay::Gap => self.gap(frame, area),
            Overlay::Member { what, members, selected } => self.members(frame, area, *what, members, *selected),
            Overlay::Ground { member, selected } => self.grounds(frame, area, member, *selected),
            Overlay::Order { from, to } => self.order(frame, area, *from, *to),
            Overlay::Newcomer(form) => self.newcomer(frame, area, form),
            Overlay::Unsettled(ids) => self.unsettled(frame, area, ids),
            Overlay::Passphrase { member, field, .. } => {
                let title = words::passphrase_title(self.lang, &self.member(member));
                let dots = Editor::lines(&"•".repeat(field.0.chars().count()));
                self.field(frame, area, &title, &dots, "", 1);
            }
            Overlay::Jurors { members, selected } => self.jurors(frame, area, members, *selected),
            Overlay::Code { member, purpose, field, first } => {
                self.code(frame, area, member, purpose, field, first.is_some());
            }
            Overlay::Signing(member) => {
                self.frame(frame, area, "", &[words::signing_title(self.lang, &self.member(member))]);
            }
        }
    }

    pub(super) fn member(&self, id: &MemberId) -> String {
        self.app.session().plan().jury.member(id).map_or_else(|| id.to_string(), |member| member.name.clone())
    }

    /// How many cells a line in a frame has.
    pub(super) fn inside(area: Rect) -> usize {
        usize::from(WIDTH.min(area.width)).saturating_sub(4)
    }

    /// A frame at the foot, with these lines in it; where they were drawn.
    pub(super) fn frame(&self, frame: &mut Frame<'_>, area: Rect, title: &str, lines: &[String]) -> Rect {
        let inside = Self::inside(area);
        let lines: Vec<String> = lines.iter().flat_map(|line| parts::wrap(line, inside)).collect();
        let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2);
        let place = parts::foot(area, WIDTH, height);
        frame.render_widget(Clear, place);
        let title = if title.is_empty() { String::new() } else { format!(" {} ", parts::fit(title, inside)) };
        frame.render_widget(Block::bordered().title(title).border_style(self.theme.strong()), place);
        let inner = Rect {
            x: place.x + 2,
            y: place.y + 1,
            width: place.width.saturating_sub(4),
            height: place.height.saturating_sub(2),
        };
        let text: Vec<Line<'_>> = lines.into_iter().map(Line::raw).collect();
        frame.render_widget(ratatui::text::Text::from(text), inner);
        inner
    }

    /// A field of text, of which the lines around the cursor are shown, and the cursor in it.
    pub(super) fn field(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        title: &str,
        field: &Editor,
        below: &str,
        height: usize,
    ) {
        let inside = Self::inside(area);
        let (before, _) = field.split();
        let whole = hard_wrap(field.text(), inside);
        let upto = hard_wrap(before, inside);
        let (row, column) = (upto.len() - 1, upto.last().map_or(0, |line| parts::width(line)));
        let (row, column) = if column >= inside { (row + 1, 0) } else { (row, column) };
        let first = (row + 1).saturating_sub(height);
        let mut lines: Vec<String> = whole.into_iter().skip(first).take(height).collect();
        lines.resize(height, String::new());
        if !below.is_empty() {
            lines.push("─".repeat(inside));
            lines.push(below.to_owned());
        }
        let inner = self.frame(frame, area, title, &lines);
        let (row, column) = (u16::try_from(row - first).unwrap_or(0), u16::try_from(column).unwrap_or(0));
        frame.set_cursor_position(Position { x: inner.x + column, y: inner.y + row });
    }

    /// The words sought, and which of the rows found the cursor is on.
    fn search(&self, frame: &mut Frame<'_>, area: Rect, field: &Editor, sought: &str, hits: &[usize]) {
        let here = self.app.cursor().map_or(0, |cursor| cursor.row);
        let typed = !field.text().trim().is_empty();
        let title = match (typed, hits.is_empty()) {
            (true, true) => words::search_nothing(self.lang),
            (true, false) => words::search_place(self.lang, hits.partition_point(|row| *row < here) + 1, hits.len()),
            (false, _) => words::search_title(self.lang),
        };
        let below = if typed || sought.is_empty() { String::new() } else { words::search_again(self.lang, sought) };
        self.field(frame, area, &title, field, &below, 1);
    }

    fn gap(&self, frame: &mut Frame<'_>, area: Rect) {
        let timer = self.app.timer();
        let Some(State::Interrupted(since)) = timer.map(crate::domain::timer::Timer::state) else { return };
        let length = exam::length(self.app.now().since(since));
        let at = since.at.format("%H:%M:%S").to_string();
        let lines = [
            words::gap_since(self.lang, &at, &length),
            String::new(),
            words::gap_question(self.lang),
            String::new(),
            words::gap_answer_time(self.lang),
            words::gap_answer_pause(self.lang),
        ];
        self.frame(frame, area, &words::gap_title(self.lang), &lines);
    }

    /// Every key, in two columns.
    fn help(&self, frame: &mut Frame<'_>, area: Rect) {
        // The keys of the screen behind, not those of the help itself.
        let behind = keymap::screen_bindings(self.app, self.lang);
        let mut named: Vec<(String, &str)> = Vec::new();
        // Whoever reads this has found the key that leads here.
        let others =
            |binding: &&keymap::Binding| !binding.label.is_empty() && binding.offered && binding.intent != Intent::Help;
        for binding in behind.iter().filter(others) {
            match named.last_mut() {
                // Two keys that do the same to both sides take one line, where their names are short.
                Some((name, label))
                    if *label == binding.label && parts::width(name) + parts::width(&binding.name) < NAME =>
                {
                    *name = format!("{name} {}", binding.name);
                }
                _ => named.push((binding.name.clone(), &binding.label)),
            }
        }
        let entries: Vec<String> =
            named.iter().map(|(name, label)| format!("{} {label}", parts::pad(name, NAME))).collect();
        let half = entries.len().div_ceil(2);
        let column = usize::from(WIDTH) / 2 - 2;
        let mut lines: Vec<String> = (0..half)
            .map(|row| {
                let right = entries.get(half + row).map_or("", String::as_str);
                format!("{}{}", parts::pad(&entries[row], column), parts::fit(right, column))
            })
            .collect();
        // The clock stays in sight where there is room.
        if lines.len() + HELP_AROUND < usize::from(area.height) {
            lines.push(String::new());
        }
        let revealed = self.app.session().open().is_some_and(|(_, hearing)| hearing.revealed.is_some());
        if revealed && matches!(self.app.screen(), Screen::Deliberation { .. }) {
            lines.push(alone::signs(self.lang));
        }
        lines.extend([words::help_digits(self.lang), words::help_leave(self.lang)]);
        self.frame(frame, area, &words::help_title(self.lang), &lines);
    }
}

/// Breaks at the width alone, so that the cursor's place is the text's place.
fn hard_wrap(text: &str, cells: usize) -> Vec<String> {
    use unicode_segmentation::UnicodeSegmentation;
    let mut lines = vec![String::new()];
    for part in text.graphemes(true) {
        if part == "\n" {
            lines.push(String::new());
            continue;
        }
        if lines.last().is_some_and(|line| parts::width(line) + parts::width(part) > cells) {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(part);
        }
    }
    lines
}
