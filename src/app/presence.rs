//! Who is present.

use super::App;
use super::cursor::moved;
use super::editor::Editor;
use super::message::{Effect, Intent};
use super::screen::{Overlay, Purpose, Screen};
use crate::domain::command::{Command, Refusal};
use crate::domain::decide::decide;
use crate::domain::hearing::Hearing;
use crate::domain::id::MemberId;

impl App {
    pub(super) fn on_presence(&mut self, intent: Intent) -> Vec<Effect> {
        let Screen::Presence { selected, chosen } = &mut self.screen else { return Vec::new() };
        *selected = moved(*selected, chosen.len(), intent);
        let selected = *selected;
        match intent {
            Intent::Toggle => return self.flip(selected),
            Intent::Digit(number) => return self.flip(number.wrapping_sub(1)),
            Intent::Recuse => {
                let member = self.session.plan().jury.members.get(selected).map(|member| member.id.clone());
                return member.map_or_else(Vec::new, |member| self.choose_ground(member));
            }
            Intent::Undo => return self.undo_recusal(),
            Intent::Late => return self.ask_unless_refused(Purpose::Late),
            Intent::Postpone => return self.ask_unless_refused(Purpose::Postpone),
            Intent::Accept | Intent::Step => {
                let present = self.checked();
                return self.confirm_presence(present);
            }
            Intent::Absent => return self.ask_unless_refused(Purpose::Absence),
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
        match decide(&self.session, &Command::Present(present.clone())) {
            Err(Refusal::MovesNeedReason) => self.ask_about_moves(),
            _ => self.command(&Command::Present(present)),
        }
    }

    /// Once the hearing has begun, who comes or leaves is said one by one, with a reason; then the hearing goes on.
    pub(super) fn ask_about_moves(&mut self) -> Vec<Effect> {
        let Screen::Presence { chosen, .. } = &self.screen else { return Vec::new() };
        let Some((_, hearing)) = self.session.open() else { return Vec::new() };
        let sits = |id: &MemberId| hearing.present.as_ref().is_some_and(|presence| presence.members.contains(id));
        let members = self.session.plan().jury.members.iter().map(|member| &member.id).zip(chosen);
        let mut other = members.filter(|(id, chosen)| sits(id) != **chosen && !hearing.is_recused(id));
        // Who comes first: somebody is always there.
        let (leaves, comes): (Vec<_>, Vec<_>) = other.by_ref().partition(|(_, chosen)| !**chosen);
        match (comes.first(), leaves.first()) {
            (Some((id, _)), _) => self.ask(Purpose::Arrive((*id).clone())),
            (None, Some((id, _))) => self.ask(Purpose::Leave((*id).clone())),
            (None, None) => self.jury_present(),
        }
        Vec::new()
    }

    /// An absence said on this screen: the jury that is checked sat for it, and both go into one record.
    pub(super) fn absent_before(&mut self, absent: &Command) -> Vec<Effect> {
        let present = decide(&self.session, &Command::Present(self.checked()));
        match present.and_then(|events| Ok([events, decide(&self.session, absent)?].concat())) {
            Ok(events) => self.record(events),
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
        // Before anything is said, everybody is expected who is not recused.
        let present = |id| {
            let sits = hearing.present.as_ref().is_none_or(|presence| presence.members.contains(id));
            sits && !hearing.is_recused(id)
        };
        let chosen = self.session.plan().jury.members.iter().map(|member| present(&member.id)).collect();
        Screen::Presence { selected: 0, chosen }
    }

    pub(super) fn ask(&mut self, purpose: Purpose) {
        self.overlay = Some(Overlay::Reason { purpose, field: Editor::line() });
    }

    /// Checks a member, or not; who is recused does not sit.
    fn flip(&mut self, place: usize) -> Vec<Effect> {
        let member = self.session.plan().jury.members.get(place).map(|member| member.id.clone());
        let recused = |id: &MemberId| self.session.open().is_some_and(|(_, hearing)| hearing.is_recused(id));
        if let Some(member) = member.filter(recused) {
            return self.refuse(Refusal::Recused(member));
        }
        if let Screen::Presence { chosen, .. } = &mut self.screen
            && let Some(each) = chosen.get_mut(place)
        {
            *each = !*each;
        }
        Vec::new()
    }
}
