//! The minutes as they will be, or as they are.

use super::App;
use super::cursor::scrolled;
use super::message::{Effect, Intent, Notice};
use super::screen::{Cursor, MemberFor, Purpose, Screen};
use super::signing::Signs;
use crate::domain::command::{Command, CourseCommand, Refusal};
use crate::domain::decide::{decide, may_sign};
use crate::domain::hearing::Stage;
use crate::domain::id::MemberId;

impl App {
    pub(super) fn on_review(&mut self, intent: Intent) -> Vec<Effect> {
        let Screen::Review { scroll } = &mut self.screen else { return Vec::new() };
        *scroll = scrolled(*scroll, intent);
        match intent {
            Intent::Accept | Intent::Step if self.is_signed() => {
                let next = self.next_to_do().map_or(Command::Close, Command::Open);
                self.command(&next)
            }
            Intent::Accept | Intent::Step | Intent::Toggle => self.choose_signer(),
            Intent::Undo => self.command(&Command::Undo),
            Intent::Excuse => self.excuse(),
            Intent::Postpone => self.ask_unless_refused(Purpose::Postpone),
            Intent::Reopen => self.ask_unless_refused(Purpose::Reopen),
            Intent::Amend => self.ask_unless_refused(Purpose::AmendWhat),
            Intent::Paper => self.choose_paper(),
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

    /// Those whose printed sheet can still come back signed, in the jury's order; the president signs with a key.
    pub fn on_paper(&self) -> Vec<MemberId> {
        let paper = |id: &MemberId| Command::Course(CourseCommand::Paper(id.clone()));
        let members = self.session.plan().jury.members.iter().map(|member| &member.id);
        members.filter(|id| decide(&self.session, &paper(id)).is_ok()).cloned().collect()
    }

    fn choose_signer(&mut self) -> Vec<Effect> {
        let members = self.signers();
        match members.as_slice() {
            [] if self.is_signed() => self.say(Notice::AllSigned(self.papers())),
            [] => {
                let president = self.session.president().clone();
                self.refuse(Refusal::NotPresent(president))
            }
            [only] => self.sign(only.clone(), None),
            _ => self.choose_member(MemberFor::Sign(Signs::Minutes), members),
        }
    }

    /// Those who signed on paper.
    fn papers(&self) -> Vec<MemberId> {
        let drawn = self.session.open().and_then(|(_, hearing)| hearing.drawn.as_ref());
        drawn.map_or_else(Vec::new, |drawn| drawn.papers.clone())
    }

    fn choose_paper(&mut self) -> Vec<Effect> {
        let members = self.on_paper();
        if members.is_empty() {
            return if self.is_signed() { self.say(Notice::Already) } else { self.refuse(Refusal::NotSigned) };
        }
        self.choose_member(MemberFor::Paper, members)
    }

    /// An absence is excused; once it is, it is not.
    fn excuse(&mut self) -> Vec<Effect> {
        let excused = self.session.open().and_then(|(_, hearing)| hearing.course.excused);
        self.command(&Command::Course(CourseCommand::Excuse(excused != Some(true))))
    }
}
