//! What there is to read about a row: its words, those of its competence, what to look for, the comment.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Text};
use ratatui::widgets::{Block, Clear};

use super::{View, parts};
use crate::app::outline::{Row, Tally};
use crate::app::screen::Screen;
use crate::domain::grid::{Item, Stakes};
use crate::text::{alone, decision, exam, screens as words};

/// How many lines of a comment are shown whatever else there is to read.
const COMMENT: usize = 3;

impl View<'_> {
    /// As much as the lines under the list hold, and whether there is more.
    pub(super) fn pane(&self, row: &Row<'_>, tally: Tally, room: usize, height: usize) -> Text<'static> {
        let own = parts::wrap(&self.own_words(row, tally), room);
        let within = self.within(row).into_iter().map(|(code, text)| words::guide_within(self.lang, &code, &text));
        let mut comment = self.comment(row).map_or_else(Vec::new, |text| parts::wrap(&text, room));
        // What to look for comes first: that is what a juror looks down for. The line above the list names the competence.
        let within = within.flat_map(|text| parts::wrap(&text, room));
        let mut lines: Vec<String> = own.into_iter().chain(bullets(row, room)).chain(within).collect();
        if lines.len() + comment.len() > height {
            comment.truncate(COMMENT);
            lines.truncate(height.saturating_sub(comment.len()));
            self.says_more(&mut lines, room);
        }
        let comment = comment.into_iter().map(|line| Line::styled(line, self.theme.strong()));
        Text::from(lines.into_iter().map(Line::raw).chain(comment).collect::<Vec<_>>())
    }

    /// The last of these lines says that the guide has more.
    pub(super) fn says_more(&self, lines: &mut [String], room: usize) {
        if let Some(last) = lines.last_mut() {
            let more = words::guide_more(self.lang);
            let kept = parts::fit(last, room.saturating_sub(parts::width(&more) + 1));
            *last = format!("{} {more}", kept.trim_end_matches(['…', ' ']));
        }
    }

    /// Everything, in front of the list; the clock stays in sight.
    pub(super) fn guide(&self, frame: &mut Frame<'_>, body: Rect, scroll: usize) {
        let Some((_, hearing)) = self.app.session().open() else { return };
        let outline = self.app.outline();
        let Some(row) = self.app.cursor().and_then(|cursor| outline.row(cursor.row)) else { return };
        let above = self.above().min(body.height);
        let area = Rect { y: body.y + above, height: body.height - above, ..body };
        let inner = Rect {
            x: area.x + 2,
            y: area.y + 1,
            width: area.width.saturating_sub(4),
            height: area.height.saturating_sub(2),
        };
        let lines = self.guide_lines(usize::from(inner.width));
        let height = usize::from(inner.height);
        let first = scroll.min(lines.len().saturating_sub(height));
        let below = lines.len().saturating_sub(first + height);
        let state = match row {
            Row::Item(item) => self.mark_words(item).unwrap_or_else(|| words::no_mark(self.lang)),
            Row::Requirement(asked) => self.requirement_state(hearing, &asked.id),
            Row::Block(_) | Row::Transversal | Row::Gaps | Row::Competence(..) | Row::Requirements | Row::Held(_) => {
                String::new()
            }
        };
        let room = usize::from(inner.width).saturating_sub(parts::width(&state) + 3);
        let mut block = Block::bordered()
            .title(format!(" {} ", parts::fit(&self.title(row), room)))
            .border_style(self.theme.strong());
        if !state.is_empty() {
            block = block.title_top(Line::raw(format!(" {state} ")).right_aligned());
        }
        if below > 0 {
            let more = format!(" {} ", words::more_below(self.lang, below));
            block = block.title_bottom(Line::raw(more).right_aligned());
        }
        frame.render_widget(Clear, area);
        frame.render_widget(block, area);
        let shown: Vec<Line<'_>> = lines.into_iter().skip(first).take(height).collect();
        frame.render_widget(Text::from(shown), inner);
    }

    /// The first line at most that the guide shows on top in a window of this size.
    pub(super) fn last_guide_line(&self, window: Rect) -> usize {
        let shown = usize::from(window.height.saturating_sub(AROUND + self.above()));
        self.guide_lines(usize::from(window.width.saturating_sub(4))).len().saturating_sub(shown)
    }

    /// The lines of the body that stay in sight above the guide: the clock, or a title.
    fn above(&self) -> u16 {
        if matches!(self.app.screen(), Screen::Hearing { .. }) { 3 } else { 1 }
    }

    fn guide_lines(&self, room: usize) -> Vec<Line<'static>> {
        let outline = self.app.outline();
        let cursor = self.app.cursor();
        let (Some(cursor), Some((_, hearing))) = (cursor, self.app.session().open()) else { return Vec::new() };
        let Some(row) = outline.row(cursor.row) else { return Vec::new() };
        let tally = outline.tallies(|item| self.app.sheet().mark(item).is_some())[cursor.row];
        let plain = |text: &str| parts::wrap(text, room).into_iter().map(Line::raw).collect::<Vec<_>>();
        let strong = |text: &str| Line::styled(parts::fit(text, room), self.theme.strong());
        let mut lines = Vec::new();
        // What jurors gave and said comes first: that is what is being discussed.
        if let (Some(item), true) = (row.item(), hearing.revealed.is_some()) {
            lines.extend(self.spread_whole(hearing, item, room));
            lines.push(Line::default());
        }
        lines.extend(plain(&self.own_words(row, tally)));
        let indicators = bullets(row, room);
        if !indicators.is_empty() {
            lines.extend([Line::default(), strong(&words::guide_indicators(self.lang))]);
            lines.extend(indicators.into_iter().map(Line::raw));
        }
        for (code, text) in self.within(row) {
            lines.extend([Line::default(), strong(&words::guide_competence(self.lang, &code))]);
            lines.extend(plain(&text));
        }
        if let Some(text) = self.comment(row) {
            lines.push(Line::default());
            lines.extend(parts::wrap(&text, room).into_iter().map(|line| Line::styled(line, self.theme.strong())));
        }
        if let Screen::Deliberation { .. } = self.app.screen() {
            lines.push(Line::default());
            if let (Some(block), false) = (row.block(), row.is_section()) {
                lines.push(strong(&format!("{} {}", block.code, block.title)));
            }
            lines.extend(self.reasons(hearing, row).iter().flat_map(|text| plain(text)));
        }
        lines
    }

    fn title(&self, row: &Row<'_>) -> String {
        match row {
            Row::Block(block) => block.code.to_string(),
            Row::Transversal => words::transversal(self.lang),
            Row::Competence(_, competence) => {
                format!("{} {}", competence.code, competence.label.as_deref().unwrap_or_default())
            }
            Row::Item(item) => format!("{} {}", item.code, item.name()),
            Row::Gaps => alone::gaps(self.lang),
            Row::Requirements => words::requirements(self.lang),
            Row::Requirement(asked) => exam::wording(self.lang, &asked.title).to_owned(),
            Row::Held(held) => held.block.to_string(),
        }
    }

    /// The row's own words; a heading says how much is marked under it, too.
    fn own_words(&self, row: &Row<'_>, tally: Tally) -> String {
        let count = words::marks_count(self.lang, tally.done, tally.all);
        match row {
            Row::Block(block) => format!("{} {}\n{count}", block.code, block.title),
            Row::Transversal => format!("{}\n{count}", words::transversal(self.lang)),
            Row::Competence(_, competence) => format!("{}\n{count}", competence.text),
            Row::Item(item) => {
                let notes = self.stakes(item).into_iter().chain(self.common_note(item));
                std::iter::once(item.text.to_owned()).chain(notes).collect::<Vec<_>>().join("\n")
            }
            Row::Gaps => alone::gaps(self.lang),
            Row::Requirements => words::requirements(self.lang),
            Row::Held(held) => self.held_words(held),
            Row::Requirement(asked) => {
                asked.text.clone().unwrap_or_else(|| exam::wording(self.lang, &asked.title).to_owned())
            }
        }
    }

    /// What a mark on an item weighs, where it is more than its share.
    fn stakes(&self, item: &Item<'_>) -> Option<String> {
        let grid = &self.app.session().plan().grid;
        let (stakes, lang) = (item.stakes, self.lang);
        let weight = (stakes.weight != Stakes::default().weight)
            .then(|| words::weighs(lang, &decision::number(lang, &stakes.weight.normalize().to_string())));
        let below = stakes.eliminatory_below.as_ref();
        let below = below.map(|mark| words::eliminates(lang, &decision::mark(lang, grid.scale_of(item), mark)));
        let notes: Vec<String> = weight.into_iter().chain(below).collect();
        (!notes.is_empty()).then(|| notes.join(" · "))
    }

    /// A criterion is judged within its competence, and within the others that it evaluates.
    fn within(&self, row: &Row<'_>) -> Vec<(String, String)> {
        let Some(item) = row.item().filter(|item| item.is_criterion()) else { return Vec::new() };
        let grid = &self.app.session().plan().grid;
        let also = item.also_evaluates.iter().filter_map(|code| grid.competence(code));
        let all = std::iter::once(item.competence).chain(also);
        all.map(|competence| (competence.code.to_string(), competence.text.clone())).collect()
    }

    pub(super) fn comment(&self, row: &Row<'_>) -> Option<String> {
        let text = self.app.sheet().comments.get(row.item()?.code)?;
        Some(format!("{}{text}", words::comment_label(self.lang)))
    }
}

/// What to look for, a bullet each; what runs on stands under its first word.
fn bullets(row: &Row<'_>, room: usize) -> Vec<String> {
    let indicators = row.item().map_or(&[][..], |item| item.indicators);
    let bullet = |text: &String| {
        let lines = parts::wrap(text, room.saturating_sub(2)).into_iter().enumerate();
        lines.map(|(place, line)| format!("{} {line}", if place == 0 { "•" } else { " " })).collect::<Vec<_>>()
    };
    indicators.iter().flat_map(bullet).collect()
}

/// The lines of a window that are neither the guide nor above it: header, frame, notice, footer.
const AROUND: u16 = 5;
