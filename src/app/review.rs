//! The minutes as they will be, or as they are.

use super::App;
use super::cursor::moved;
use super::message::{Effect, Intent};
use super::screen::{Cursor, Overlay, Screen};
use crate::domain::command::{Command, Refusal};
use crate::domain::decide::may_sign;
use crate::domain::hearing::Stage;
use crate::domain::id::MemberId;

impl App {
    pub(super) fn on_review(&mut self, intent: Intent) -> Vec<Effect> {
        let Screen::Review { scroll } = &mut self.screen else { return Vec::new() };
        // The view knows how long the text is and shows no further than its end.
        *scroll = moved(*scroll, REVIEW_LINES, intent);
        match intent {
            Intent::Accept | Intent::Step if self.is_signed() => {
                let next = self.next_to_do().map_or(Command::Close, Command::Open);
                self.command(&next)
            }
            Intent::Accept | Intent::Step | Intent::Toggle => self.choose_signer(),
            Intent::Undo => self.command(&Command::Undo),
            Intent::Back => self.leave_review(),
            _ => Vec::new(),
        }
    }

    fn is_signed(&self) -> bool {
        self.session.open().is_some_and(|(_, hearing)| hearing.is_signed())
    }

    fn leave_review(&mut self) -> Vec<Effect> {
        let stage = self.session.open().map(|(_, hearing)| (&hearing.stage, hearing.is_drawn()));
        if let Some((Stage::Deliberation { .. }, false)) = stage {
            self.screen = Screen::Deliberation { cursor: Cursor::default() };
            return Vec::new();
        }
        self.command(&Command::Close)
    }

    /// Those who may still sign and have a key; the president first.
    pub fn signers(&self) -> Vec<MemberId> {
        let Some((_, hearing)) = self.session.open() else { return Vec::new() };
        let jury = &self.session.plan().jury;
        let president = self.session.president();
        let able = |id: &MemberId| may_sign(&self.session, hearing, id).is_ok();
        let mut signers: Vec<MemberId> = jury
            .members
            .iter()
            .filter(|member| member.public_key.is_some() && able(&member.id))
            .map(|member| member.id.clone())
            .collect();
        signers.sort_by_key(|id| id != president);
        signers
    }

    fn choose_signer(&mut self) -> Vec<Effect> {
        let mut members = self.signers();
        match (members.pop(), members.is_empty()) {
            (None, _) => {
                let president = self.session.president().clone();
                self.refuse(Refusal::NotPresent(president))
            }
            (Some(only), true) => self.sign(only, None),
            (Some(last), false) => {
                members.push(last);
                self.overlay = Some(Overlay::Signer { members, selected: 0 });
                Vec::new()
            }
        }
    }
}

/// More lines than any minutes have on a screen.
const REVIEW_LINES: usize = 100_000;
