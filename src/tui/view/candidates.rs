//! The list of candidates: time, group, name, blocks, state.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;

use super::{View, parts};
use crate::app::screen::Overlay;
use crate::domain::candidate::Candidate;
use crate::text::{exam, group, president, screens as words};

const TIME: usize = 7;
const GROUP: usize = 7;
const STATE: usize = 22;

impl View<'_> {
    pub(super) fn candidates(&self, frame: &mut Frame<'_>, area: Rect, selected: usize) {
        let plan = self.app.session().plan();
        let [title, banner, heading, list] = Layout::vertical([
            Constraint::Length(1),
            Constraint::Length(1),
            Constraint::Length(1),
            Constraint::Fill(1),
        ])
        .areas(area);
        let date = plan.date.format("%d/%m/%Y");
        let count = plan.candidates.len();
        let noted = self.app.session().course().incidents.len();
        let noted = if noted > 0 { format!(" · {}", president::incidents(self.lang, noted)) } else { String::new() };
        let about = format!("{} ({count}) · {date}{noted} · {}", words::candidates(self.lang), plan.grid.title);
        frame.render_widget(Line::styled(parts::fit(&about, usize::from(area.width)), self.theme.strong()), title);
        let closed = parts::fit(&self.banner().unwrap_or_default(), usize::from(area.width));
        frame.render_widget(Line::styled(closed, self.theme.warning()), banner);
        let grouped = plan.candidates.iter().any(|candidate| plan.group(candidate).is_some());
        let names = [words::column_candidate, words::column_blocks, words::column_state];
        let [name, blocks, state] = names.map(|name| name(self.lang));
        let column = grouped.then(|| group::column(self.lang));
        let columns = row(&words::column_time(self.lang), column.as_deref(), [&name, &blocks, &state], area.width);
        frame.render_widget(Line::styled(columns, self.theme.faint()), heading);
        let lines = plan.candidates.iter().map(|candidate| Line::raw(self.candidate(candidate, grouped, area.width)));
        let mut lines: Vec<Line<'_>> = lines.collect();
        // A place that is looked at is seen in the list before it is asked for.
        let selected = match self.app.overlay() {
            Some(Overlay::Order { from, to }) if *from < lines.len() && *to < lines.len() => {
                let moved = lines.remove(*from);
                lines.insert(*to, moved);
                *to
            }
            _ => selected,
        };
        parts::list(frame, list, lines, selected, self.theme.selected());
    }

    /// That the session is closed, and whether somebody has signed that.
    fn banner(&self) -> Option<String> {
        let closed = self.closed_words()?;
        let unsigned = self.app.session().course().closed.as_ref()?.signatures.is_empty();
        Some(if unsigned { format!("{closed} · {}", president::closing_unsigned(self.lang)) } else { closed })
    }

    /// Where a candidate's hearing stands, in a few words.
    pub(super) fn candidate_state(&self, candidate: &Candidate) -> String {
        let state = self.app.session().hearing(&candidate.id).map(|hearing| {
            let decided = candidate.blocks.iter().all(|block| hearing.decisions.contains_key(block));
            words::state(self.lang, hearing, decided)
        });
        state.unwrap_or_default()
    }

    fn candidate(&self, candidate: &Candidate, grouped: bool, width: u16) -> String {
        let time = candidate.scheduled.map(|time| time.format("%H:%M").to_string()).unwrap_or_default();
        let name = format!("{} {} ({})", candidate.family_name.to_uppercase(), candidate.given_name, candidate.id);
        let blocks = exam::codes(&candidate.blocks).replace(',', "");
        let state = self.candidate_state(candidate);
        let group = self.app.session().plan().group(candidate).map_or("", |group| group.name);
        row(&time, grouped.then_some(group), [&name, &blocks, &state], width)
    }
}

/// The group has a column where the list has groups.
fn row(time: &str, group: Option<&str>, [name, blocks, state]: [&String; 3], width: u16) -> String {
    let group = group.map(|name| format!("{} ", parts::pad(name, GROUP - 1))).unwrap_or_default();
    let rest = usize::from(width).saturating_sub(TIME + STATE + parts::width(&group));
    let blocks_width = rest * 2 / 5;
    let name_width = rest - blocks_width;
    format!(
        "{}{group}{} {} {}",
        parts::pad(time, TIME),
        parts::pad(name, name_width.saturating_sub(1)),
        parts::pad(blocks, blocks_width.saturating_sub(1)),
        parts::pad(state, STATE)
    )
}
