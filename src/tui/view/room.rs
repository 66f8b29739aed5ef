//! The clock as the room sees it, as large as the window lets it be.

use ratatui::Frame;
use ratatui::layout::{Alignment, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::Line;

use super::parts;
use crate::room::{RoomState, RoomView};
use crate::text::{Lang, exam, room as words};
use crate::tui::digits;
use crate::tui::theme::Theme;

/// The cells that stay empty at each side.
const MARGIN: usize = 1;

/// What the screen of the room is given.
#[derive(Debug, Clone, Copy)]
pub struct RoomScreen<'a> {
    /// What the room may see.
    pub view: &'a RoomView,
    /// The language.
    pub lang: Lang,
    /// The styles.
    pub theme: Theme,
}

/// What stands above and below the clock.
struct Around {
    above: Vec<String>,
    phase: Vec<String>,
    state: Vec<String>,
}

impl Around {
    fn height(&self) -> usize {
        self.above.len() + self.phase.len() + self.state.len()
    }
}

impl RoomScreen<'_> {
    /// Draws the whole window, whatever its size.
    ///
    /// ```text
    ///      Anaïs Lefèvre        ← who is before the jury
    ///
    ///   ▀▀█ █▀█ ▄ █▀█ █▀█       ← the clock
    ///   █▀▀ █ █ ▄ █ █ █ █
    ///   ▀▀▀ ▀▀▀   ▀▀▀ ▀▀▀
    ///
    ///       PRÉSENTATION        ← the phase
    ///        ▶ en cours         ← what the clock is doing
    /// ```
    pub fn draw(&self, frame: &mut Frame<'_>) {
        let area = frame.area();
        let (width, height) = (usize::from(area.width), usize::from(area.height));
        let clock = self.view.left.map(exam::countdown);
        let lines = self.lines(clock.as_deref(), width, height);
        let top = height.saturating_sub(lines.len()) / 2;
        for (row, line) in (top..height).zip(lines) {
            let row = u16::try_from(row).unwrap_or(u16::MAX);
            frame.render_widget(line.alignment(Alignment::Center), Rect { y: area.y + row, height: 1, ..area });
        }
    }

    /// The lines to show, as many as there is room for.
    fn lines(&self, clock: Option<&str>, width: usize, height: usize) -> Vec<Line<'static>> {
        let cells = width.saturating_sub(2 * MARGIN);
        let factor = |around: &Around| {
            let rows = height.saturating_sub(around.height());
            clock.map_or(usize::from(around.height() <= height), |clock| digits::factor(clock, cells, rows))
        };
        // The first of those that leave the most room to the clock.
        let arranged = self.arrangements(cells);
        let best = arranged.into_iter().rev().max_by_key(factor);
        match best.map(|around| (factor(&around), around)) {
            Some((factor @ 1.., around)) => {
                let rows = clock.map_or_else(Vec::new, |clock| digits::large(clock, factor));
                self.spaced(rows, around, height)
            }
            _ => self.cramped(clock, width, height),
        }
    }

    /// The names one a line, then in a row; the words below whole.
    fn arrangements(&self, cells: usize) -> [Around; 3] {
        let names = &self.view.candidates;
        let row = names.join(" · ");
        let listed = names.iter().map(|name| parts::fit(name, cells)).collect();
        let wrapped = if names.is_empty() { Vec::new() } else { parts::wrap(&row, cells) };
        let cut = if names.is_empty() { Vec::new() } else { vec![parts::fit(&row, cells)] };
        let phase = self.phase().map(|phase| vec![parts::fit(&phase, cells)]).unwrap_or_default();
        let state = parts::wrap(&words::state(self.lang, self.view.state), cells);
        [listed, wrapped, cut].map(|above| Around { above, phase: phase.clone(), state: state.clone() })
    }

    fn phase(&self) -> Option<String> {
        self.view.phase.as_ref().map(|phase| exam::wording(self.lang, phase).to_uppercase())
    }

    /// Everything, with blank lines round the clock where there is room for them.
    fn spaced(&self, rows: Vec<String>, around: Around, height: usize) -> Vec<Line<'static>> {
        let free = height.saturating_sub(around.height() + rows.len());
        let gap = if rows.is_empty() { usize::from(free > 0) } else { (free / 4).min(2).max(usize::from(free > 1)) };
        let blank = || std::iter::repeat_n(Line::default(), gap);
        let strong = |text| Line::styled(text, self.theme.strong());
        let mut lines: Vec<Line<'static>> = around.above.into_iter().map(strong).collect();
        if !lines.is_empty() {
            lines.extend(blank());
        }
        if !rows.is_empty() {
            lines.extend(rows.into_iter().map(|row| Line::styled(row, self.digits_style())));
            lines.extend(blank());
        }
        lines.extend(around.phase.into_iter().map(strong));
        lines.extend(around.state.into_iter().map(|text| Line::styled(text, self.state_style())));
        lines
    }

    /// In a window in which no digits fit: what matters most, as text.
    fn cramped(&self, clock: Option<&str>, width: usize, height: usize) -> Vec<Line<'static>> {
        let state = words::state(self.lang, self.view.state);
        let names = self.view.candidates.join(" · ");
        // By their place on the screen; the number says in which order they are given up.
        let all = [
            (3, Some(names).filter(|names| !names.is_empty()), self.theme.strong()),
            (0, clock.map(str::to_owned), self.digits_style().add_modifier(Modifier::BOLD)),
            (2, self.phase(), self.theme.strong()),
            (1, Some(state), self.state_style()),
        ];
        let mut there: Vec<_> = all.into_iter().filter_map(|(rank, text, style)| Some((rank, text?, style))).collect();
        while there.len() > height {
            let last = there.iter().map(|(rank, ..)| *rank).max();
            there.retain(|(rank, ..)| Some(*rank) != last);
        }
        there.into_iter().map(|(_, text, style)| Line::styled(parts::fit(&text, width), style)).collect()
    }

    fn state_style(&self) -> Style {
        match self.view.state {
            RoomState::Nothing | RoomState::Ready => self.theme.faint(),
            RoomState::Running => Style::new(),
            RoomState::NearlyOver | RoomState::Paused => self.theme.warning(),
            RoomState::Deliberation => self.theme.strong(),
            RoomState::TimeUp | RoomState::Lost => self.theme.alarm(),
        }
    }

    /// As the words below, but never reversed: the digits are made of full cells.
    fn digits_style(&self) -> Style {
        self.state_style().remove_modifier(Modifier::REVERSED)
    }
}

#[cfg(test)]
mod tests;
