//! The list of candidates as the president changes it: the order, the presidency, who else is heard, the closing.

use super::App;
use super::message::{Effect, Intent};
use super::newcomer::Form;
use super::screen::{MemberFor, Overlay, Purpose, Question, Screen};
use crate::domain::command::{Command, Refusal, WholeCommand};
use crate::domain::decide::decide;
use crate::domain::id::{CandidateId, MemberId};

impl App {
    /// What changes the session as a whole is asked for at the list, and refused there once the session is closed.
    pub(super) fn change_session(&mut self, intent: Intent) -> Vec<Effect> {
        if self.session.course().closed.is_some() {
            return if intent == Intent::Closing { self.show_closing() } else { self.refuse(Refusal::SessionClosed) };
        }
        match intent {
            Intent::Preside => {
                let president = self.session.president();
                let members = self.session.plan().jury.members.iter().map(|member| &member.id);
                let others: Vec<MemberId> = members.filter(|id| *id != president).cloned().collect();
                if others.is_empty() {
                    let president = president.clone();
                    return self.refuse(Refusal::PresidesAlready(president));
                }
                self.choose_member(MemberFor::Preside, others)
            }
            Intent::Earlier | Intent::Later => self.begin_to_move(intent),
            Intent::Add => {
                self.overlay = Some(Overlay::Newcomer(Box::new(Form::new(&self.session))));
                Vec::new()
            }
            Intent::Closing => self.ask_to_close(),
            _ => Vec::new(),
        }
    }

    fn begin_to_move(&mut self, intent: Intent) -> Vec<Effect> {
        let Screen::Candidates { selected: from } = self.screen else { return Vec::new() };
        let Some(candidate) = self.session.plan().candidates.get(from) else { return Vec::new() };
        if !self.session.hearing(&candidate.id).is_some_and(crate::domain::hearing::Hearing::waits) {
            let refusal = Refusal::CannotMove(candidate.id.clone());
            return self.refuse(refusal);
        }
        self.overlay = Some(Overlay::Order { from, to: from });
        self.in_order(intent)
    }

    pub(super) fn in_order(&mut self, intent: Intent) -> Vec<Effect> {
        let last = self.session.plan().candidates.len().saturating_sub(1);
        let Some(Overlay::Order { from, to }) = &mut self.overlay else { return Vec::new() };
        match intent {
            Intent::Earlier | Intent::Up => *to = to.saturating_sub(1),
            Intent::Later | Intent::Down => *to = (*to + 1).min(last),
            Intent::Home => *to = 0,
            Intent::End => *to = last,
            Intent::Accept if to != from => {
                let (from, to) = (*from, *to);
                if let Some((candidate, before)) = self.moved_to(from, to) {
                    return self.ask_unless_refused(Purpose::Move(candidate, before));
                }
            }
            Intent::Accept | Intent::Back => self.overlay = None,
            _ => {}
        }
        Vec::new()
    }

    /// Who moves from this place to that one, and before whom that is; before nobody at the end.
    pub fn moved_to(&self, from: usize, to: usize) -> Option<(CandidateId, Option<CandidateId>)> {
        let all = &self.session.plan().candidates;
        // Those who stand behind a place left free move up.
        let before = all.get(if to > from { to + 1 } else { to });
        Some((all.get(from)?.id.clone(), before.map(|candidate| candidate.id.clone())))
    }

    /// The list, on this candidate.
    pub(super) fn list_on(&mut self, id: &CandidateId) {
        self.overlay = None;
        let place = self.session.plan().candidates.iter().position(|candidate| candidate.id == *id);
        if let (Screen::Candidates { selected }, Some(place)) = (&mut self.screen, place) {
            *selected = place;
        }
    }

    /// Before the session closes: what is left to do is shown, else the question is asked.
    fn ask_to_close(&mut self) -> Vec<Effect> {
        match decide(&self.session, &Command::Whole(WholeCommand::Close)) {
            Ok(_) => self.overlay = Some(Overlay::Confirm(Question::CloseSession)),
            Err(Refusal::Unsettled(ids)) => {
                if let Some(first) = ids.first() {
                    self.list_on(first);
                }
                self.overlay = Some(Overlay::Unsettled(ids));
            }
            Err(refusal) => return self.refuse(refusal),
        }
        Vec::new()
    }
}
