//! Who is present: a box to check for each member.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;

use super::{View, parts};
use crate::domain::composition::RuleCheck;
use crate::domain::hearing::Presence;
use crate::text::{around, exam, jury, president, screens as words};

/// The rows above the list of members.
const HEAD: usize = 4;

impl View<'_> {
    /// The rules of the hearing's jury, held against those who are checked: whole, however long, for the figures come
    /// last. Where there is no room for all beside the members, what does not hold comes first,
    /// and `…` stands for the rest.
    fn rules(&self, chosen: &Presence, area: Rect) -> Vec<Line<'_>> {
        let session = self.app.session();
        let plan = session.plan();
        let Some((candidate, _)) = session.open() else { return Vec::new() };
        let mut checks = session.composition(&plan.grid.jury.hearing, &candidate.id, chosen);
        let lines = |checks: &[RuleCheck]| -> Vec<Line<'_>> {
            let lines = checks.iter().flat_map(|check| {
                let (sign, style) =
                    if check.holds() { ("✓", self.theme.good()) } else { ("✗", self.theme.warning()) };
                let text = format!("{sign} {}", jury::rule(self.lang, plan, check));
                let lines = parts::wrap(&text, usize::from(area.width));
                lines.into_iter().map(move |line| Line::styled(line, style))
            });
            lines.collect()
        };
        let beside = usize::from(area.height).saturating_sub(HEAD + plan.jury.members.len());
        let room = beside.max(usize::from(area.height) / 2);
        let mut all = lines(&checks);
        if all.len() > room {
            checks.sort_by_key(RuleCheck::holds);
            all = lines(&checks);
            all.truncate(room.saturating_sub(1));
            all.push(Line::raw("…"));
        }
        all
    }

    pub(super) fn presence(&self, frame: &mut Frame<'_>, area: Rect, selected: usize, chosen: &[bool]) {
        let session = self.app.session();
        let plan = session.plan();
        let chosen_now = Presence {
            members: plan.jury.members.iter().zip(chosen).filter(|(_, on)| **on).map(|(m, _)| m.id.clone()).collect(),
            acknowledged: None,
        };
        let rules = self.rules(&chosen_now, area);
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
        let begun = session.open().is_some_and(|(_, hearing)| hearing.has_begun());
        let about = if begun { president::presence_begun(self.lang) } else { words::presence_hint(self.lang) };
        frame.render_widget(Line::styled(about, self.theme.faint()), hint);
        let lines = plan.jury.members.iter().zip(chosen).enumerate().map(|(place, (member, on))| {
            let recusals = session.open().map_or(&[][..], |(_, hearing)| &hearing.course.recusals);
            let recused = recusals.iter().find(|recusal| recusal.member == member.id);
            let sign = match (recused, on) {
                (Some(_), _) => "[-]",
                (None, true) => "[x]",
                (None, false) => "[ ]",
            };
            let capacity = plan.grid.jury.capacity(&member.capacity);
            let mut about =
                capacity.map_or_else(String::new, |known| exam::wording(self.lang, &known.title).to_owned());
            if member.id == *session.president() {
                about = format!("{}, {about}", words::presides(self.lang));
            }
            if let Some(recusal) = recused {
                about = president::recused(self.lang, &around::ground(self.lang, recusal.ground));
            }
            let text = format!("{} {sign} {} — {about}", place + 1, member.name);
            Line::raw(parts::pad(&text, usize::from(area.width)))
        });
        parts::list(frame, list, lines.collect(), selected, self.theme.selected());
        parts::list(frame, composition, rules, usize::MAX, self.theme.selected());
    }
}
