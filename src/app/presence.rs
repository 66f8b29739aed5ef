//! Who is present.

use super::App;
use super::cursor::moved;
use super::editor::Editor;
use super::message::{Effect, Intent};
use super::screen::{Overlay, Purpose, Screen};
use crate::domain::command::Command;
use crate::domain::decide::decide;
use crate::domain::hearing::Hearing;
use crate::domain::id::MemberId;

impl App {
    pub(super) fn on_presence(&mut self, intent: Intent) -> Vec<Effect> {
        let Screen::Presence { selected, chosen } = &mut self.screen else { return Vec::new() };
        *selected = moved(*selected, chosen.len(), intent);
        match intent {
            Intent::Toggle => flip(chosen, *selected),
            Intent::Digit(number) => flip(chosen, number.wrapping_sub(1)),
            Intent::Accept | Intent::Step => {
                let present = self.checked();
                return self.confirm_presence(present);
            }
            Intent::Absent => self.ask(Purpose::Absence),
            Intent::Back => return self.leave_presence(),
            _ => {}
        }
        Vec::new()
    }

    fn confirm_presence(&mut self, present: Vec<MemberId>) -> Vec<Effect> {
        let same = self.session.open().and_then(|(_, hearing)| hearing.present.as_ref());
        if same.is_some_and(|presence| presence.members == present) {
            // Said already: go on, or go back to what is still to be said.
            self.jury_present();
            return Vec::new();
        }
        self.command(&Command::Present(present))
    }

    /// An absence said on this screen: the jury that is checked sat for it, and both go into one record.
    pub(super) fn absent_before(&mut self, absent: &Command) -> Vec<Effect> {
        let present = decide(&self.session, &Command::Present(self.checked()));
        match present.and_then(|events| Ok([events, decide(&self.session, absent)?].concat())) {
            Ok(events) => vec![Effect::Record(events)],
            Err(refusal) => self.refuse(refusal),
        }
    }

    fn checked(&self) -> Vec<MemberId> {
        let Screen::Presence { chosen, .. } = &self.screen else { return Vec::new() };
        let members = self.session.plan().jury.members.iter().zip(chosen);
        members.filter(|(_, chosen)| **chosen).map(|(member, _)| member.id.clone()).collect()
    }

    fn leave_presence(&mut self) -> Vec<Effect> {
        let begun = self
            .session
            .open()
            .is_some_and(|(_, hearing)| hearing.present.is_some() && !self.must_acknowledge(hearing));
        if begun {
            self.screen = self.place();
            return Vec::new();
        }
        self.command(&Command::Close)
    }

    /// Who is present is said: what falls short is asked about, else the hearing goes on.
    pub(super) fn jury_present(&mut self) {
        let short = self.session.open().is_some_and(|(_, hearing)| self.must_acknowledge(hearing));
        if short {
            self.ask(Purpose::Shortfall);
        } else {
            self.overlay = None;
            self.screen = self.place();
        }
    }

    pub(super) fn presence_screen(&self, hearing: &Hearing) -> Screen {
        // Before anything is said, everybody is expected.
        let present = |id| hearing.present.as_ref().is_none_or(|presence| presence.members.contains(id));
        let chosen = self.session.plan().jury.members.iter().map(|member| present(&member.id)).collect();
        Screen::Presence { selected: 0, chosen }
    }

    pub(super) fn ask(&mut self, purpose: Purpose) {
        self.overlay = Some(Overlay::Reason { purpose, field: Editor::line() });
    }
}

fn flip(chosen: &mut [bool], place: usize) {
    if let Some(each) = chosen.get_mut(place) {
        *each = !*each;
    }
}
