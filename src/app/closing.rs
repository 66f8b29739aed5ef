//! A session that is closed: what it came to, and its minutes, which are read and nothing else.

use super::App;
use super::cursor::scrolled;
use super::message::{Effect, Intent};
use super::screen::Screen;
use crate::domain::candidate::Candidate;
use crate::domain::command::Refusal;
use crate::domain::hearing::Hearing;
use crate::domain::id::CandidateId;

impl App {
    /// The hearing that the screen is about: the open one, or the one whose minutes are read.
    pub fn shown(&self) -> Option<(&Candidate, &Hearing)> {
        match &self.screen {
            Screen::Minutes { candidate, .. } => {
                Some((self.session.plan().candidate(candidate)?, self.session.hearing(candidate)?))
            }
            _ => self.session.open(),
        }
    }

    pub(super) fn show_closing(&mut self) -> Vec<Effect> {
        self.overlay = None;
        self.screen = Screen::Closing { scroll: 0 };
        Vec::new()
    }

    pub(super) fn on_closing(&mut self, intent: Intent) -> Vec<Effect> {
        let Screen::Closing { scroll } = &mut self.screen else { return Vec::new() };
        *scroll = scrolled(*scroll, intent);
        match intent {
            Intent::Accept | Intent::Step | Intent::Toggle => self.choose_closing_signer(),
            Intent::Back => self.leave_reading(0),
            _ => Vec::new(),
        }
    }

    /// Reads the minutes of a candidate of a closed session.
    pub(super) fn read_minutes(&mut self, candidate: CandidateId) -> Vec<Effect> {
        if !self.session.hearing(&candidate).is_some_and(Hearing::is_drawn) {
            return self.refuse(Refusal::MinutesNotDrawn);
        }
        self.screen = Screen::Minutes { candidate, scroll: 0 };
        Vec::new()
    }

    pub(super) fn on_minutes(&mut self, intent: Intent) -> Vec<Effect> {
        let Screen::Minutes { candidate, scroll } = &mut self.screen else { return Vec::new() };
        *scroll = scrolled(*scroll, intent);
        match intent {
            Intent::Accept | Intent::Back => {
                let place = self.session.plan().candidates.iter().position(|each| each.id == *candidate);
                self.leave_reading(place.unwrap_or(0))
            }
            Intent::Amend | Intent::Paper | Intent::Toggle => self.refuse(Refusal::SessionClosed),
            _ => Vec::new(),
        }
    }

    fn leave_reading(&mut self, selected: usize) -> Vec<Effect> {
        self.screen = Screen::Candidates { selected };
        Vec::new()
    }
}
