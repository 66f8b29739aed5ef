//! Who is present: a box to check for each member.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;

use super::{View, parts};
use crate::domain::hearing::Presence;
use crate::text::{exam, screens as words};

impl View<'_> {
    pub(super) fn presence(&self, frame: &mut Frame<'_>, area: Rect, selected: usize, chosen: &[bool]) {
        let session = self.app.session();
        let plan = session.plan();
        let chosen_now = Presence {
            members: plan.jury.members.iter().zip(chosen).filter(|(_, on)| **on).map(|(m, _)| m.id.clone()).collect(),
            acknowledged: None,
        };
        let rules: Vec<Line<'_>> = session
            .composition(&plan.grid.jury.hearing, &chosen_now)
            .iter()
            .flat_map(|check| {
                let (sign, style) =
                    if check.holds() { ("✓", self.theme.good()) } else { ("✗", self.theme.warning()) };
                let text = format!("{sign} {}", exam::rule(self.lang, &plan.grid.jury, check));
                // Whole, however long: the figures come last.
                let lines = parts::wrap(&text, usize::from(area.width));
                lines.into_iter().map(move |line| Line::styled(line, style))
            })
            .collect();
        let [_, title, hint, _, list, composition] = Layout::vertical([
            Constraint::Length(1),
            Constraint::Length(1),
            Constraint::Length(1),
            Constraint::Length(1),
            Constraint::Fill(1),
            Constraint::Length(u16::try_from(rules.len()).unwrap_or(u16::MAX)),
        ])
        .areas(area);
        frame.render_widget(Line::styled(words::presence(self.lang), self.theme.strong()), title);
        frame.render_widget(Line::styled(words::presence_hint(self.lang), self.theme.faint()), hint);
        let lines = plan.jury.members.iter().zip(chosen).enumerate().map(|(place, (member, on))| {
            let sign = if *on { "[x]" } else { "[ ]" };
            let capacity = plan.grid.jury.capacity(&member.capacity);
            let mut about =
                capacity.map_or_else(String::new, |known| exam::wording(self.lang, &known.title).to_owned());
            if member.id == plan.jury.president {
                about = format!("{}, {about}", words::presides(self.lang));
            }
            let text = format!("{} {sign} {} — {about}", place + 1, member.name);
            Line::raw(parts::pad(&text, usize::from(area.width)))
        });
        parts::list(frame, list, lines.collect(), selected, self.theme.selected());
        parts::list(frame, composition, rules, usize::MAX, self.theme.selected());
    }
}
