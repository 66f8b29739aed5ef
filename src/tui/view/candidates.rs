//! The list of candidates: time, name, blocks, state.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;

use super::{View, parts};
use crate::domain::candidate::Candidate;
use crate::text::{exam, screens as words};

const TIME: usize = 7;
const STATE: usize = 22;

impl View<'_> {
    pub(super) fn candidates(&self, frame: &mut Frame<'_>, area: Rect, selected: usize) {
        let plan = self.app.session().plan();
        let [title, _, heading, list] = Layout::vertical([
            Constraint::Length(1),
            Constraint::Length(1),
            Constraint::Length(1),
            Constraint::Fill(1),
        ])
        .areas(area);
        let date = plan.date.format("%d/%m/%Y");
        let count = plan.candidates.len();
        let about = format!("{} ({count}) · {date} · {}", words::candidates(self.lang), plan.grid.title);
        frame.render_widget(Line::styled(parts::fit(&about, usize::from(area.width)), self.theme.strong()), title);
        let names = [words::column_time, words::column_candidate, words::column_blocks, words::column_state];
        let columns = names.map(|name| name(self.lang));
        frame.render_widget(Line::styled(row(columns.each_ref(), area.width), self.theme.faint()), heading);
        let lines = plan.candidates.iter().map(|candidate| Line::raw(self.candidate(candidate, area.width)));
        parts::list(frame, list, lines.collect(), selected, self.theme.selected());
    }

    fn candidate(&self, candidate: &Candidate, width: u16) -> String {
        let time = candidate.scheduled.map(|time| time.format("%H:%M").to_string()).unwrap_or_default();
        let name = format!("{} {} ({})", candidate.family_name.to_uppercase(), candidate.given_name, candidate.id);
        let blocks = exam::codes(&candidate.blocks).replace(',', "");
        let state = self.app.session().hearing(&candidate.id).map(|hearing| {
            let decided = candidate.blocks.iter().all(|block| hearing.decisions.contains_key(block));
            words::state(self.lang, hearing, decided)
        });
        row([&time, &name, &blocks, &state.unwrap_or_default()], width)
    }
}

fn row(cells: [&String; 4], width: u16) -> String {
    let [time, name, blocks, state] = cells;
    let rest = usize::from(width).saturating_sub(TIME + STATE);
    let blocks_width = rest * 2 / 5;
    let name_width = rest - blocks_width;
    format!(
        "{}{} {} {}",
        parts::pad(time, TIME),
        parts::pad(name, name_width.saturating_sub(1)),
        parts::pad(blocks, blocks_width.saturating_sub(1)),
        parts::pad(state, STATE)
    )
}
