//! What happens around a hearing: a member is chosen, recused; a reason is asked for what can be done at all.

use super::App;
use super::cursor::moved;
use super::message::{Effect, Intent, Notice, TakenBack};
use super::screen::{MemberFor, Overlay, Purpose, Question, Screen};
use super::signing::Signs;
use crate::domain::command::{Command, CourseCommand, Refusal};
use crate::domain::course::Ground;
use crate::domain::decide::decide;
use crate::domain::hearing::UndoableKind;
use crate::domain::id::MemberId;

impl App {
    /// Asks for a reason, unless what it is for is refused whatever the reason.
    pub(super) fn ask_unless_refused(&mut self, purpose: Purpose) -> Vec<Effect> {
        // Any reason shows what stands in the way.
        let any = || "…".to_owned();
        let command = match &purpose {
            Purpose::AmendWhat => Purpose::AmendWhy(any()).command(any()),
            other => other.command(any()),
        };
        if let Some(Err(refusal)) = command.map(|command| decide(&self.session, &command)) {
            return self.refuse(refusal);
        }
        self.ask(purpose);
        Vec::new()
    }

    pub(super) fn choose_member(&mut self, what: MemberFor, members: Vec<MemberId>) -> Vec<Effect> {
        self.overlay = Some(Overlay::Member { what, members, selected: 0 });
        Vec::new()
    }

    pub(super) fn in_members(&mut self, intent: Intent) -> Vec<Effect> {
        let Some(Overlay::Member { what, members, selected }) = &mut self.overlay else { return Vec::new() };
        *selected = moved(*selected, members.len(), intent);
        let (what, chosen) = (*what, chosen_of(members, *selected, intent));
        match (chosen, intent) {
            (Some(member), _) => match what {
                MemberFor::Sign(what) => self.begin_signing(member, what, None),
                // Nothing takes it back: one key is not enough.
                MemberFor::Paper => {
                    self.overlay = Some(Overlay::Confirm(Question::Paper(member)));
                    Vec::new()
                }
                MemberFor::Preside => self.ask_unless_refused(Purpose::Preside(member)),
            },
            (None, Intent::Back) => {
                self.overlay = None;
                Vec::new()
            }
            (None, _) => Vec::new(),
        }
    }

    /// Recuses the member under the cursor: the ground is asked for.
    pub(super) fn choose_ground(&mut self, member: MemberId) -> Vec<Effect> {
        let command = Command::Course(CourseCommand::Recuse(member.clone(), Ground::Other));
        if let Err(refusal) = decide(&self.session, &command) {
            return self.refuse(refusal);
        }
        self.overlay = Some(Overlay::Ground { member, selected: 0 });
        Vec::new()
    }

    pub(super) fn in_grounds(&mut self, intent: Intent) -> Vec<Effect> {
        let Some(Overlay::Ground { member, selected }) = &mut self.overlay else { return Vec::new() };
        *selected = moved(*selected, Ground::ALL.len(), intent);
        let (member, chosen) = (member.clone(), chosen_of(&Ground::ALL, *selected, intent));
        match (chosen, intent) {
            (Some(ground), _) => self.command(&Command::Course(CourseCommand::Recuse(member, ground))),
            (None, Intent::Back) => {
                self.overlay = None;
                Vec::new()
            }
            (None, _) => Vec::new(),
        }
    }

    /// A member is recused: where the jury is being said, that goes on, and a shortfall is asked about.
    pub(super) fn member_recused(&mut self, member: &MemberId) {
        self.overlay = None;
        let place = self.session.plan().jury.members.iter().position(|each| each.id == *member);
        let Screen::Presence { chosen, .. } = &mut self.screen else {
            self.screen = self.place();
            return;
        };
        if let Some(each) = place.and_then(|place| chosen.get_mut(place)) {
            *each = false;
        }
        if self.session.open().is_some_and(|(_, hearing)| self.must_acknowledge(hearing)) {
            self.ask(Purpose::Shortfall);
        }
    }

    /// Where the jury is said, the last recusal alone is taken back: nobody looks at marks there.
    pub(super) fn undo_recusal(&mut self) -> Vec<Effect> {
        let last = self.session.open().and_then(|(_, hearing)| hearing.undoable());
        match last.map(|last| last.what) {
            Some(UndoableKind::Recusal(_)) => self.command(&Command::Undo),
            _ => self.refuse(Refusal::NothingToUndo),
        }
    }

    /// A recusal was taken back where the jury is being said: what was checked stays, and the member is as before.
    pub(super) fn recusal_undone(&mut self) -> bool {
        let Some(Notice::TookBack(TakenBack::Recusal(member))) = &self.notice else { return false };
        let place = self.session.plan().jury.members.iter().position(|each| each.id == *member);
        let said = self.session.open().and_then(|(_, hearing)| hearing.present.as_ref());
        let sits = said.is_none_or(|presence| presence.members.contains(member));
        let Screen::Presence { chosen, .. } = &mut self.screen else { return false };
        if let Some(each) = place.and_then(|place| chosen.get_mut(place)) {
            *each = sits;
        }
        true
    }

    /// Those who can sign what the session came to and have a key; the president first.
    pub fn closing_signers(&self) -> Vec<MemberId> {
        let members = self.session.plan().jury.members.iter();
        let able = members.filter(|member| member.public_key.is_some() && self.may_sign_closing(&member.id).is_ok());
        let mut signers: Vec<MemberId> = able.map(|member| member.id.clone()).collect();
        signers.sort_by_key(|id| id != self.session.president());
        signers
    }

    /// Offers those who can sign what the session came to.
    pub(super) fn choose_closing_signer(&mut self) -> Vec<Effect> {
        let signers = self.closing_signers();
        match signers.as_slice() {
            [] => self.say(Notice::Already),
            [only] => self.begin_signing(only.clone(), Signs::Closing, None),
            _ => self.choose_member(MemberFor::Sign(Signs::Closing), signers),
        }
    }
}

/// What a key chooses in a list: the line of a digit, or the one under the cursor.
fn chosen_of<T: Clone>(all: &[T], selected: usize, intent: Intent) -> Option<T> {
    match intent {
        Intent::Digit(number) => all.get(number.wrapping_sub(1)).cloned(),
        Intent::Accept | Intent::Step => all.get(selected).cloned(),
        _ => None,
    }
}
