//! Every item with its mark, and for each block what the rule proposes and what the jury decided.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::{View, parts};
use crate::app::deliberation::{Row, rows};
use crate::domain::hearing::Hearing;
use crate::domain::id::{BlockCode, RequirementId};
use crate::text::{decision, exam, screens as words};

impl View<'_> {
    pub(super) fn deliberation(&self, frame: &mut Frame<'_>, area: Rect, cursor: usize) {
        let Some((_, hearing)) = self.app.session().open() else { return };
        let rows = rows(self.app.session());
        let [title, list, rule, why] = Layout::vertical([
            Constraint::Length(1),
            Constraint::Fill(1),
            Constraint::Length(1),
            Constraint::Length(3),
        ])
        .areas(area);
        self.deliberation_title(frame, title, hearing);
        let lines = rows.iter().map(|row| self.row(hearing, row, area.width)).collect();
        parts::list(frame, list, lines, cursor, self.theme.selected());
        frame.render_widget(Line::styled("─".repeat(usize::from(area.width)), self.theme.faint()), rule);
        if let Some(row) = rows.get(cursor) {
            let text = self.why(hearing, row).join("\n");
            let lines = parts::wrap(&text, usize::from(area.width)).into_iter().take(3).map(Line::raw);
            frame.render_widget(ratatui::text::Text::from(lines.collect::<Vec<_>>()), why);
        }
    }

    fn deliberation_title(&self, frame: &mut Frame<'_>, area: Rect, hearing: &Hearing) {
        let Some((candidate, _)) = self.app.session().open() else { return };
        let award = exam::award(self.lang, self.app.session().certification(candidate, hearing).award);
        let decided = candidate.blocks.iter().all(|block| hearing.decisions.contains_key(block));
        let award = match (hearing.decisions.is_empty(), decided) {
            (true, _) => words::no_decision(self.lang),
            (false, true) => award,
            (false, false) => words::provisional(self.lang, &award),
        };
        let items = self.app.items();
        let done = items.iter().filter(|item| hearing.sheet.mark(item.code).is_some()).count();
        let count = words::marks_count(self.lang, done, items.len());
        let text = format!("{} · {count} · {award}", words::deliberation(self.lang));
        frame.render_widget(Line::styled(parts::fit(&text, usize::from(area.width)), self.theme.strong()), area);
    }

    fn row(&self, hearing: &Hearing, row: &Row, width: u16) -> Line<'static> {
        match row {
            Row::Block(code) => self.block_row(hearing, code, width),
            Row::Transversal => {
                Line::styled(parts::pad(&words::transversal(self.lang), usize::from(width)), self.theme.strong())
            }
            Row::Requirements => {
                Line::styled(parts::pad(&words::requirements(self.lang), usize::from(width)), self.theme.strong())
            }
            Row::Requirement(id) => self.requirement_row(hearing, id, width),
            Row::Item(_, code) | Row::TransversalItem(code) => {
                let items = self.app.items();
                let item = items.iter().find(|item| item.code == code);
                item.map_or_else(Line::default, |item| self.item_line(hearing, item, width))
            }
        }
    }

    /// ` Période en entreprise          non renseigné`
    fn requirement_row(&self, hearing: &Hearing, id: &RequirementId, width: u16) -> Line<'static> {
        let session = self.app.session();
        let asked = session.open().map(|(candidate, _)| session.certification(candidate, hearing).requirements);
        let state = asked.iter().flatten().find(|(each, _)| each == id).map(|(_, state)| *state);
        let state = state.map_or_else(String::new, |state| decision::state(self.lang, state));
        let room = usize::from(width).saturating_sub(parts::width(&state) + 4);
        let title = parts::pad(exam::requirement_name(self.lang, session.plan(), id), room);
        Line::from(vec![Span::raw(format!(" {title} ")), Span::styled(state, self.theme.strong())])
    }

    /// `BC01 Planifier…     ✓ décidé : validé`
    fn block_row(&self, hearing: &Hearing, code: &BlockCode, width: u16) -> Line<'static> {
        let (state, style) = match (hearing.decisions.get(code), self.app.session().proposal(hearing, code)) {
            (Some(decision), _) => {
                let outcome = exam::outcome(self.lang, decision.outcome);
                let text = if decision.proposed == Some(decision.outcome) {
                    words::decided(self.lang, &outcome)
                } else {
                    words::decided_otherwise(self.lang, &outcome)
                };
                (format!("■ {text}"), self.theme.strong())
            }
            (None, Some(proposal)) => match proposal.outcome {
                Some(outcome) => {
                    let outcome = exam::outcome(self.lang, outcome);
                    (format!("□ {}", words::proposes(self.lang, &outcome)), self.theme.warning())
                }
                None => (format!("□ {}", words::proposes_nothing(self.lang)), self.theme.warning()),
            },
            (None, None) => (String::new(), self.theme.faint()),
        };
        let title = self.app.session().plan().grid.block(code).map_or("", |block| &block.title);
        let room = usize::from(width).saturating_sub(parts::width(&state) + 2);
        let title = parts::pad(&format!("{code} {title}"), room);
        Line::from(vec![Span::styled(title, self.theme.strong()), Span::raw(" "), Span::styled(state, style)])
    }

    /// Why: the rule's reasons, the jury's own, the comment on the item.
    fn why(&self, hearing: &Hearing, row: &Row) -> Vec<String> {
        let session = self.app.session();
        let items = self.app.items();
        let item = row.item().and_then(|code| items.iter().find(|item| item.code == code));
        let mut lines: Vec<String> = item.and_then(|item| self.common_note(item)).into_iter().collect();
        if let Some(text) = row.item().and_then(|item| hearing.sheet.comments.get(item)) {
            lines.push(format!("{}{text}", words::comment_label(self.lang)));
        }
        if let Row::Requirement(id) = row {
            let asked = session.plan().grid.certification.requirements.iter().find(|asked| asked.id == *id);
            lines.extend(asked.and_then(|asked| asked.text.clone()));
        }
        if let Some(block) = row.block().and_then(|code| session.plan().grid.block(code)) {
            if let Some(proposal) = session.proposal(hearing, &block.code) {
                lines.push(decision::proposal(self.lang, &session.plan().grid, block, &proposal));
            }
            let block = &block.code;
            if let Some(reason) = hearing.decisions.get(block).and_then(|decision| decision.reason.clone()) {
                lines.push(format!("{} — {reason}", words::not_by_the_rule(self.lang)));
            }
        }
        lines
    }
}
