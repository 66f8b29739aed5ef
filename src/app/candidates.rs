//! The list of candidates.

use super::App;
use super::cursor::moved;
use super::message::{Effect, Intent};
use super::screen::Screen;
use crate::domain::closing::is_settled;
use crate::domain::command::Command;
use crate::domain::id::CandidateId;

impl App {
    pub(super) fn on_candidates(&mut self, intent: Intent) -> Vec<Effect> {
        let Screen::Candidates { selected } = &mut self.screen else { return Vec::new() };
        let candidates = &self.session.plan().candidates;
        *selected = moved(*selected, candidates.len(), intent);
        match intent {
            Intent::Accept | Intent::Step | Intent::Right => {
                let chosen = candidates.get(*selected).map(|candidate| candidate.id.clone());
                let closed = self.session.course().closed.is_some();
                match chosen {
                    Some(id) if closed => self.read_minutes(id),
                    Some(id) => self.command(&Command::Open(id)),
                    None => Vec::new(),
                }
            }
            Intent::Preside | Intent::Earlier | Intent::Later | Intent::Add | Intent::Closing => {
                self.change_session(intent)
            }
            _ => Vec::new(),
        }
    }

    /// Back to the list, on the candidate after the one who leaves if nothing is left to do for this one.
    pub(super) fn back_to_list(&mut self, left: &CandidateId) {
        let candidates = &self.session.plan().candidates;
        let place = candidates.iter().position(|candidate| candidate.id == *left).unwrap_or(0);
        let settled = self.session.hearing(left).is_some_and(is_settled);
        // A group leaves together: the next candidate is not one of it.
        let group = candidates.get(place).and_then(|candidate| self.session.plan().group(candidate));
        let outside = |id| group.as_ref().is_none_or(|group| group.place(id) == 0);
        let last = candidates.len().saturating_sub(1);
        let next = (place + 1..candidates.len()).find(|after| outside(&candidates[*after].id)).unwrap_or(last);
        let selected = if settled { next } else { place };
        self.overlay = None;
        self.screen = Screen::Candidates { selected };
    }
}
