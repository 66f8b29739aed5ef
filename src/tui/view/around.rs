//! What stands in front of the list and of the jury: choices, the order, the form for a newcomer.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use super::{View, parts};
use crate::app::newcomer::{Field, Form};
use crate::app::screen::{MemberFor, Purpose, Question};
use crate::app::signing::Signs;
use crate::domain::course::Ground;
use crate::domain::hearing::Stage;
use crate::domain::id::{CandidateId, MemberId};
use crate::text::{around, exam, president as words, screens};

/// The cells that the names of fields take.
const LABEL: usize = 22;

impl View<'_> {
    /// Which member; who has no key says so.
    pub(super) fn members(&self, frame: &mut Frame<'_>, area: Rect, what: MemberFor, all: &[MemberId], at: usize) {
        let title = match what {
            MemberFor::Sign(Signs::Closing) => words::closing_title(self.lang),
            MemberFor::Sign(Signs::Minutes | Signs::Seal) => screens::signer_title(self.lang),
            MemberFor::Paper => words::paper_title(self.lang),
            MemberFor::Preside => words::preside_title(self.lang),
        };
        let jury = &self.app.session().plan().jury;
        let keyless = |id: &MemberId| jury.member(id).is_some_and(|member| member.public_key.is_none());
        let named = |id: &MemberId| {
            let note = if keyless(id) { format!(" ({})", words::no_key(self.lang)) } else { String::new() };
            format!("{}{note}", self.member(id))
        };
        self.choice(frame, area, &title, all.iter().map(named), at);
    }

    pub(super) fn grounds(&self, frame: &mut Frame<'_>, area: Rect, member: &MemberId, at: usize) {
        let title = words::ground_title(self.lang, &self.member(member));
        self.choice(frame, area, &title, Ground::ALL.iter().map(|ground| around::ground(self.lang, *ground)), at);
    }

    /// A line each, with the digit that chooses it.
    fn choice(&self, frame: &mut Frame<'_>, area: Rect, title: &str, all: impl Iterator<Item = String>, at: usize) {
        let line = |(place, text): (usize, String)| {
            let cursor = if place == at { "▶" } else { " " };
            format!("{cursor} {}  {text}", place + 1)
        };
        let lines: Vec<String> = all.enumerate().map(line).collect();
        self.frame(frame, area, title, &lines);
    }

    /// The new place, in words; the list behind shows it.
    pub(super) fn order(&self, frame: &mut Frame<'_>, area: Rect, from: usize, to: usize) {
        let Some((candidate, before)) = self.app.moved_to(from, to) else { return };
        let name = |id: &CandidateId| exam::candidate_name(self.app.session().plan(), id);
        let text = match before {
            _ if from == to => words::order_same(self.lang, &name(&candidate)),
            Some(before) => words::order_before(self.lang, &name(&candidate), &name(&before)),
            None => words::order_last(self.lang, &name(&candidate)),
        };
        self.frame(frame, area, &words::order_title(self.lang), &[text]);
    }

    /// A line a field; below, what to know about the one that is filled in.
    pub(super) fn newcomer(&self, frame: &mut Frame<'_>, area: Rect, form: &Form) {
        let room = Self::inside(area).saturating_sub(LABEL + 1);
        let value = |field: Field| match field {
            Field::Third if form.third() => format!("[x] {}", screens::key_yes(self.lang)),
            Field::Third => format!("[ ] {}", screens::key_no(self.lang)),
            _ => tail(form.text(field).text(), room),
        };
        let mut lines: Vec<String> = Field::ALL
            .into_iter()
            .map(|field| format!("{}{}", parts::pad(&words::field(self.lang, field), LABEL), value(field)))
            .collect();
        let blocks: Vec<_> = self.app.session().plan().grid.blocks.iter().map(|block| block.code.as_str()).collect();
        lines.extend([String::new(), words::hint(self.lang, form.field(), &blocks.join(" "))]);
        let inner = self.frame(frame, area, &words::newcomer_title(self.lang), &lines);
        let row = Field::ALL.iter().position(|field| *field == form.field()).unwrap_or(0);
        let text = form.text(form.field());
        // A text longer than its line shows its end, and the cursor there.
        let shown = if parts::width(text.text()) > room { room } else { parts::width(text.split().0) };
        let column = LABEL + if form.field() == Field::Third { 1 } else { shown };
        let (x, y) = (u16::try_from(column).unwrap_or(0), u16::try_from(row).unwrap_or(0));
        frame.set_cursor_position(Position { x: inner.x + x, y: inner.y + y });
    }

    /// Who stands in the way of the closing, each with where the hearing stands.
    pub(super) fn unsettled(&self, frame: &mut Frame<'_>, area: Rect, ids: &[CandidateId]) {
        let session = self.app.session();
        let line = |id: &CandidateId| {
            let state = session.plan().candidate(id).map(|candidate| self.candidate_state(candidate));
            let name = exam::candidate_name(session.plan(), id);
            words::unsettled_line(self.lang, &name, &state.unwrap_or_default())
        };
        let most = usize::from(area.height).saturating_sub(5);
        let shown = if ids.len() > most { most.saturating_sub(1) } else { ids.len() };
        let mut lines: Vec<String> = ids[..shown].iter().map(line).collect();
        if ids.len() > shown {
            lines.push(words::and_more(self.lang, ids.len() - shown));
        }
        lines.extend([String::new(), words::unsettled_hint(self.lang)]);
        self.frame(frame, area, &words::unsettled_title(self.lang), &lines);
    }

    /// What is said below a reason: of an incident the time, the phase, and how many were noted; of an amendment what
    /// is to change.
    pub(super) fn below_reason(&self, purpose: &Purpose) -> String {
        match purpose {
            Purpose::Incident => self.below_incident(),
            Purpose::AmendWhy(what) => words::amends(self.lang, what),
            _ => String::new(),
        }
    }

    fn below_incident(&self) -> String {
        let session = self.app.session();
        let mut parts = vec![self.app.now().at.format("%H:%M").to_string()];
        parts.extend(session.open().map(|(candidate, _)| candidate.id.to_string()));
        if let Some((_, hearing)) = session.clock()
            && let Stage::Running(index, _) = hearing.stage
        {
            let phase = session.phases().get(index);
            parts.extend(phase.map(|phase| exam::wording(self.lang, &phase.title).to_owned()));
        }
        parts.push(words::incidents_before(self.lang, session.course().incidents.len()));
        parts.join(" · ")
    }

    /// Before the session closes: whose minutes still lack a signature.
    pub(super) fn below_question(&self, question: &Question) -> Option<String> {
        let Question::CloseSession = question else { return None };
        let session = self.app.session();
        let lacks = |id: &CandidateId| {
            let drawn = session.hearing(id).and_then(|hearing| hearing.drawn.as_ref());
            drawn.is_some_and(|drawn| !drawn.missing().is_empty())
        };
        let all = session.plan().candidates.iter().map(|candidate| &candidate.id);
        let lacking: Vec<&CandidateId> = all.filter(|id| lacks(id)).collect();
        (!lacking.is_empty()).then(|| words::signatures_missing(self.lang, &exam::codes(&lacking)))
    }
}

/// The end of a text that is longer than so many cells.
fn tail(text: &str, cells: usize) -> String {
    use unicode_segmentation::UnicodeSegmentation;
    let mut kept: Vec<&str> = Vec::new();
    let mut used = 0;
    for part in text.graphemes(true).rev() {
        used += parts::width(part);
        if used > cells {
            break;
        }
        kept.push(part);
    }
    kept.into_iter().rev().collect()
}
