//! Every item with its mark, and for each block what the rule proposes and what the jury decided.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::listing::Around;
use super::{View, parts};
use crate::app::outline::Row;
use crate::app::screen::Cursor;
use crate::domain::candidate::Held;
use crate::domain::grid::Block;
use crate::domain::hearing::Hearing;
use crate::domain::id::RequirementId;
use crate::domain::rules::Requirement;
use crate::text::{decision, exam, minutes, screens as words};

impl View<'_> {
    pub(super) fn deliberation(&self, frame: &mut Frame<'_>, area: Rect, cursor: &Cursor) {
        let Some((_, hearing)) = self.app.session().open() else { return };
        let outline = self.app.outline();
        let heads = u16::from(hearing.revealed.is_some());
        let [title, head, list, rule, why] = Layout::vertical([
            Constraint::Length(1),
            Constraint::Length(heads),
            Constraint::Fill(1),
            Constraint::Length(1),
            Constraint::Length(3),
        ])
        .areas(area);
        self.deliberation_title(frame, title, hearing);
        frame.render_widget(self.spread_head(hearing, head.width), head);
        self.listing(frame, list, &outline, cursor, |row, around| match row {
            Row::Block(block) => self.block_row(block, around),
            Row::Item(item) if hearing.revealed.is_some() => self.spread_line(item, around),
            Row::Transversal
            | Row::Gaps
            | Row::Competence(..)
            | Row::Item(_)
            | Row::Requirements
            | Row::Requirement(_)
            | Row::Held(_) => self.list_line(row, around),
        });
        frame.render_widget(Line::styled("─".repeat(usize::from(area.width)), self.theme.faint()), rule);
        if let Some(row) = outline.row(cursor.row) {
            let text = self.why(hearing, row).join("\n");
            let mut lines = parts::wrap(&text, usize::from(area.width));
            if lines.len() > usize::from(why.height) {
                lines.truncate(usize::from(why.height));
                self.says_more(&mut lines, usize::from(why.width));
            }
            let lines = lines.into_iter().map(Line::raw);
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
        // What an amendment began has not gone on since the phases ended.
        let title = if hearing.annulled.is_empty() {
            format!("{}{}", words::deliberation(self.lang), self.since(hearing))
        } else {
            words::amending(self.lang, hearing.next_version())
        };
        let text = format!("{title} · {count} · {award}");
        frame.render_widget(Line::styled(parts::fit(&text, usize::from(area.width)), self.theme.strong()), area);
    }

    /// `   Période en entreprise          non renseigné`
    pub(super) fn requirement_row(&self, asked: &Requirement, around: &Around<'_>) -> Line<'static> {
        let state = self.requirement_state(around.hearing, &asked.id);
        let room = usize::from(around.width).saturating_sub(parts::width(&state) + 5);
        let title = parts::pad(exam::wording(self.lang, &asked.title), room);
        Line::from(vec![Span::raw(format!("   {title} ")), Span::styled(state, self.theme.strong())])
    }

    /// `   BC01 déjà acquis, valable jusqu’au 14/06/2029`
    pub(super) fn held_row(&self, held: &Held, around: &Around<'_>) -> Line<'static> {
        let line = format!("   {}", self.held_words(held));
        Line::raw(parts::pad(&line, usize::from(around.width)))
    }

    /// A block held before: until when, and whether it counts.
    pub(super) fn held_words(&self, held: &Held) -> String {
        let plan = self.app.session().plan();
        let until = held.until(plan.grid.certification.block_validity_years);
        minutes::held(self.lang, held.block.as_str(), (held.since, until), plan.date)
    }

    /// Whether a requirement is met, in a word or two.
    pub(super) fn requirement_state(&self, hearing: &Hearing, id: &RequirementId) -> String {
        let session = self.app.session();
        let asked = session.open().map(|(candidate, _)| session.certification(candidate, hearing).requirements);
        let state = asked.iter().flatten().find(|(each, _)| each == id).map(|(_, state)| *state);
        state.map_or_else(String::new, |state| decision::state(self.lang, state))
    }

    /// `BC01 Planifier…     ✓ décidé : validé`
    fn block_row(&self, block: &Block, around: &Around<'_>) -> Line<'static> {
        let (hearing, code) = (around.hearing, &block.code);
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
        let room = usize::from(around.width).saturating_sub(parts::width(&state) + 2);
        let count = format!("{}/{} · ", around.tally.done, around.tally.all);
        let count = if around.folded { &count } else { "" };
        let title = parts::pad(&format!("{} {code} {count}{}", around.sign(), block.title), room);
        Line::from(vec![Span::styled(title, self.theme.strong()), Span::raw(" "), Span::styled(state, style)])
    }

    /// Why: the comment on the item, the rule's reasons, the jury's own.
    fn why(&self, hearing: &Hearing, row: &Row<'_>) -> Vec<String> {
        let asked = if let Row::Requirement(asked) = row { asked.text.clone() } else { None };
        let note = row.item().and_then(|item| self.common_note(item));
        let spread = row.item().filter(|_| hearing.revealed.is_some()).map(|item| self.spread_words(hearing, item));
        let own = spread.into_iter().flatten().chain(note).chain(self.comment(row)).chain(asked);
        own.chain(self.reasons(hearing, row)).collect()
    }

    /// What the rule says of the block of a row, and what the jury said.
    pub(super) fn reasons(&self, hearing: &Hearing, row: &Row<'_>) -> Vec<String> {
        let session = self.app.session();
        let Some(block) = row.block() else { return Vec::new() };
        let proposal = session.proposal(hearing, &block.code);
        let proposal = proposal.map(|proposal| decision::proposal(self.lang, &session.plan().grid, block, &proposal));
        let reason = hearing.decisions.get(&block.code).and_then(|decision| decision.reason.as_ref());
        let reason = reason.map(|reason| format!("{} — {reason}", words::not_by_the_rule(self.lang)));
        proposal.into_iter().chain(reason).collect()
    }
}
