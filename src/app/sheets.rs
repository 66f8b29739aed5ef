//! A juror's own sheet: opened with a code, written, sealed; and the reveal.
//!
//! What stands on a sheet is in the model only while its juror has it open. The session holds it closed.

use zeroize::Zeroizing;

use super::App;
use super::cursor::moved;
use super::message::{Effect, Intent, Notice, Secret};
use super::screen::{CodeFor, Hidden, Overlay, Purpose, Question, Screen};
use super::signing::Signs;
use crate::domain::command::{Command, Refusal, SheetCommand, WholeCommand};
use crate::domain::decide::{decide, may_write};
use crate::domain::event::PublishedKey;
use crate::domain::hearing::{Hearing, Sheet};
use crate::domain::id::{CandidateId, MemberId};
use crate::domain::sheets::{Entry, OpenSheet, commitment, statement};
use crate::sealing::{Key, Lock};

/// The sheet that is open before its juror.
#[derive(Debug)]
pub struct OwnSheet {
    /// Whose.
    pub member: MemberId,
    key: Key,
    /// What stands on it.
    pub open: OpenSheet,
}

/// What stands on no sheet.
static NOTHING: Sheet = Sheet { marks: std::collections::BTreeMap::new(), comments: std::collections::BTreeMap::new() };

impl App {
    /// The sheet that the person at the screen may see: the juror's own while it is open, else the jury's.
    pub fn sheet(&self) -> &Sheet {
        match (&self.own, self.session.open()) {
            (Some(own), _) => &own.open.sheet,
            (None, Some((_, hearing))) => &hearing.sheet,
            (None, None) => &NOTHING,
        }
    }

    /// Whose sheet is open.
    pub fn at_sheet(&self) -> Option<&MemberId> {
        self.own.as_ref().map(|own| &own.member)
    }

    /// Whether jurors mark alone and their sheets are not yet before the jury.
    pub fn marks_alone(&self) -> bool {
        let revealed = self.session.open().is_some_and(|(_, hearing)| hearing.revealed.is_some());
        self.session.plan().marking.individual().is_some() && !revealed
    }

    /// Whether each sheet opens with a code of its juror's.
    pub fn asks_codes(&self) -> bool {
        self.session.plan().marking.individual().is_some_and(|alone| alone.codes)
    }

    /// Those who mark alone in the open hearing.
    pub fn markers(&self) -> Vec<MemberId> {
        let open = self.session.open();
        open.map_or_else(Vec::new, |(_, hearing)| self.session.markers(hearing).into_iter().cloned().collect())
    }

    /// Puts the sheet away that is open, and offers those of the hearing.
    pub(super) fn choose_juror(&mut self) -> Vec<Effect> {
        if self.session.plan().marking.individual().is_none() {
            return self.refuse(Refusal::NoSheets);
        }
        let members = self.markers();
        if members.is_empty() {
            return self.refuse(Refusal::PresenceUnknown);
        }
        // Whoever takes the keyboard next must not find this sheet on the screen.
        let own = self.close_sheet().map(|own| own.member);
        let here = own.and_then(|own| members.iter().position(|id| *id == own));
        self.overlay = Some(Overlay::Jurors { members, selected: here.unwrap_or(0) });
        Vec::new()
    }

    pub(super) fn in_jurors(&mut self, intent: Intent) -> Vec<Effect> {
        let Some(Overlay::Jurors { members, selected }) = &mut self.overlay else { return Vec::new() };
        *selected = moved(*selected, members.len(), intent);
        let here = members.get(*selected).cloned();
        match (intent, here) {
            (Intent::Digit(number), _) => {
                let chosen = members.get(number.wrapping_sub(1)).cloned();
                chosen.map_or_else(Vec::new, |member| self.open_sheet(member, None))
            }
            (Intent::Accept | Intent::Step, Some(member)) => self.open_sheet(member, None),
            (Intent::Missing, Some(member)) => {
                self.ask(Purpose::Missing(member));
                Vec::new()
            }
            (Intent::Renew, Some(member)) if self.asks_codes() => {
                self.ask(Purpose::Renew(member));
                Vec::new()
            }
            (Intent::Reveal, _) => self.reveal(),
            (Intent::Back | Intent::Sheets, _) => {
                self.overlay = None;
                self.close_sheet();
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// Opens a member's sheet; the one that was open is closed first, whatever comes of it.
    pub(super) fn open_sheet(&mut self, member: MemberId, code: Option<Secret>) -> Vec<Effect> {
        self.close_sheet();
        let Some((candidate, _)) = self.session.open() else { return self.refuse(self.nothing_open()) };
        if let Err(refusal) = may_write(&self.session, &candidate.id, &member) {
            return self.refuse(refusal);
        }
        let codes = self.asks_codes();
        let lock = self.session.course().locks.get(&member).cloned();
        match (lock, code) {
            (Some(lock), None) if lock.asks() => {
                self.overlay = Some(Overlay::code(member, CodeFor::Open));
                Vec::new()
            }
            (Some(lock), code) => self.unlock_sheet(member, &lock, code.as_ref()),
            (None, None) if codes => {
                self.overlay = Some(Overlay::code(member, CodeFor::Choose(None)));
                Vec::new()
            }
            (None, Some(code)) if codes && is_short(&code) => self.say(Notice::CodeTooShort),
            (None, code) => vec![Effect::MakeKey(member, code.filter(|_| codes), None)],
        }
    }

    /// Gives a member's code up for another.
    pub(super) fn renew_code(&mut self, member: MemberId, code: Secret, why: String) -> Vec<Effect> {
        if is_short(&code) {
            return self.say(Notice::CodeTooShort);
        }
        vec![Effect::MakeKey(member, Some(code), Some(why))]
    }

    /// Why nothing is done to a hearing while none is open.
    pub(super) fn nothing_open(&self) -> Refusal {
        if self.session.course().closed.is_some() { Refusal::SessionClosed } else { Refusal::NoHearing }
    }

    /// Why nothing is done to a sheet while none is open.
    fn no_sheet(&self) -> Refusal {
        match self.session.open() {
            None => self.nothing_open(),
            Some(_) if self.session.plan().marking.individual().is_none() => Refusal::NoSheets,
            Some((_, hearing)) if hearing.revealed.is_some() => Refusal::Revealed,
            Some(_) => Refusal::SheetsClosed,
        }
    }

    fn unlock_sheet(&mut self, member: MemberId, lock: &Lock, code: Option<&Secret>) -> Vec<Effect> {
        match lock.open(code.map_or("", |code| code.0.as_str())) {
            Some(key) => self.show_sheet(member, key),
            None => self.say(Notice::WrongCode(member)),
        }
    }

    /// The sheet is before its juror.
    fn show_sheet(&mut self, member: MemberId, key: Key) -> Vec<Effect> {
        self.own = Some(OwnSheet { member: member.clone(), key, open: OpenSheet::default() });
        self.refresh_sheet();
        if self.own.is_none() {
            return self.refuse(Refusal::WrongKey(member));
        }
        self.overlay = None;
        if !matches!(self.screen, Screen::Hearing { .. }) {
            self.screen = self.place();
        }
        self.show_first_unmarked();
        self.say(Notice::SheetOpen(member))
    }

    /// Puts the sheet away that is open; where its juror stood in it is nobody's business.
    pub(super) fn close_sheet(&mut self) -> Option<OwnSheet> {
        let own = self.own.take()?;
        self.show_first_unmarked();
        Some(own)
    }

    /// Reads the sheet that is open again, after something was written; it closes where it can no longer be written on.
    pub(super) fn refresh_sheet(&mut self) {
        let Some(mut own) = self.own.take() else { return };
        let open = self.session.open();
        let writes = open.filter(|(candidate, _)| may_write(&self.session, &candidate.id, &own.member).is_ok());
        let Some((candidate, hearing)) = writes else { return self.show_first_unmarked() };
        let key = own.key.of_sheet(&self.session.plan().name, candidate.id.as_str());
        let open = match hearing.sheets.get(&own.member) {
            Some(closed) => closed.open(&own.member, &key),
            None => Some(OpenSheet::default()),
        };
        if let Some(open) = open {
            own.open = open;
            self.own = Some(own);
        }
    }

    /// A key was made for a juror: it is recorded, and opens the sheet once it is.
    pub(super) fn key_made(&mut self, member: MemberId, lock: Lock, key: Key, why: Option<String>) -> Vec<Effect> {
        self.made = Some((member.clone(), key));
        self.command(&Command::Whole(WholeCommand::Code(member, lock, why)))
    }

    /// The key that was made is recorded: it opens the sheet, where there is one that its juror may write on.
    pub(super) fn code_chosen(&mut self, member: &MemberId) -> Vec<Effect> {
        let open = self.session.open();
        let writes = open.is_some_and(|(candidate, _)| may_write(&self.session, &candidate.id, member).is_ok());
        match self.made.take() {
            Some((made, key)) if made == *member && writes => self.show_sheet(made, key),
            _ => {
                self.overlay = None;
                Vec::new()
            }
        }
    }

    /// Writes on the sheet that is open.
    pub(super) fn write(&mut self, entry: Entry) -> Vec<Effect> {
        let Some(own) = &self.own else { return self.refuse(self.no_sheet()) };
        let command = Command::Sheet(SheetCommand::Write(own.member.clone(), own.key.clone(), entry));
        self.command(&command)
    }

    /// Seals the sheet that is open, signed where its juror has a key.
    pub(super) fn seal(&mut self, secret: Option<Secret>) -> Vec<Effect> {
        let Some(own) = &self.own else { return self.refuse(self.no_sheet()) };
        let member = own.member.clone();
        let signs = self.session.plan().jury.member(&member).is_some_and(|member| member.public_key.is_some());
        if signs { self.begin_signing(member, Signs::Seal, secret) } else { self.seal_as(None) }
    }

    /// Seals with this signature, or with none.
    pub(super) fn seal_as(&mut self, signature: Option<String>) -> Vec<Effect> {
        let Some((member, bound)) = self.bound() else { return self.refuse(self.no_sheet()) };
        self.command(&Command::Sheet(SheetCommand::Seal(member, bound, signature)))
    }

    /// What the juror of the sheet that is open signs.
    pub(super) fn statement(&self) -> Option<String> {
        let ((candidate, _), (member, bound)) = (self.session.open()?, self.bound()?);
        Some(statement(self.session.place(&candidate.id, &member), &bound))
    }

    /// Whose sheet is open, and the digest that binds it as it stands.
    fn bound(&self) -> Option<(MemberId, String)> {
        let ((candidate, _), own) = (self.session.open()?, self.own.as_ref()?);
        let key = own.key.of_sheet(&self.session.plan().name, candidate.id.as_str());
        let place = self.session.place(&candidate.id, &own.member);
        Some((own.member.clone(), commitment(place, &own.open.sheet, &key)?))
    }

    /// A sheet is sealed: what opens it is kept for the reveal, and it is before nobody.
    pub(super) fn sealed(&mut self, candidate: &CandidateId, member: &MemberId) {
        self.signing = None;
        self.overlay = None;
        if let Some(own) = self.close_sheet().filter(|own| own.member == *member) {
            let key = own.key.of_sheet(&self.session.plan().name, candidate.as_str());
            self.keys.insert((candidate.clone(), member.clone()), key);
        }
    }

    /// Whether nothing but the word of the president is in the way of the reveal.
    pub fn can_reveal(&self) -> bool {
        let reveal = Command::Sheet(SheetCommand::Reveal(Vec::new()));
        matches!(decide(&self.session, &reveal), Ok(_) | Err(Refusal::WrongKey(_)))
    }

    /// Whose code is needed before the sheets can be revealed: those sealed before the program was started again.
    pub fn codes_needed(&self) -> Vec<MemberId> {
        let Some((candidate, hearing)) = self.session.open() else { return Vec::new() };
        let known = |id: &MemberId| self.keys.contains_key(&(candidate.id.clone(), id.clone()));
        let closed = |id: &MemberId| self.session.course().locks.get(id).is_some_and(Lock::asks);
        let sealed = self.session.sheets_sealed(hearing);
        // In the jury's order, so that each knows whose turn it is.
        let jury = self.session.plan().jury.members.iter().map(|member| &member.id);
        jury.filter(|id| sealed.contains(id) && !known(id) && closed(id)).cloned().collect()
    }

    /// A code for the reveal: what it opens is kept.
    pub(super) fn give_code(&mut self, member: MemberId, code: &Secret) -> Vec<Effect> {
        let lock = self.session.course().locks.get(&member);
        let key = lock.and_then(|lock| lock.open(&code.0));
        match (key, self.session.open()) {
            (Some(key), Some((candidate, _))) => {
                let key = key.of_sheet(&self.session.plan().name, candidate.id.as_str());
                self.keys.insert((candidate.id.clone(), member), key);
                self.reveal()
            }
            (_, _) => self.say(Notice::WrongCode(member)),
        }
    }

    /// Puts the sheets before the jury; asks for the codes that are needed, one after the other.
    pub(super) fn reveal(&mut self) -> Vec<Effect> {
        let Some((_, hearing)) = self.session.open() else { return self.refuse(self.nothing_open()) };
        // What stands in the way is said before anybody is asked for a code.
        if !self.can_reveal() {
            let reveal = Command::Sheet(SheetCommand::Reveal(Vec::new()));
            return match decide(&self.session, &reveal) {
                Err(Refusal::NotDeliberating) => self.say(Notice::RevealTooEarly),
                _ => self.command(&reveal),
            };
        }
        if let Some(member) = self.codes_needed().into_iter().next() {
            self.overlay = Some(Overlay::code(member, CodeFor::Reveal));
            return Vec::new();
        }
        let keys = self.published(hearing);
        self.command(&Command::Sheet(SheetCommand::Reveal(keys)))
    }

    fn published(&self, hearing: &Hearing) -> Vec<PublishedKey> {
        let Some((candidate, _)) = self.session.open() else { return Vec::new() };
        let name = &self.session.plan().name;
        let open = |member: &MemberId| {
            let kept = self.keys.get(&(candidate.id.clone(), member.clone())).cloned();
            // Where no code is asked for, the key is there for all.
            let lock = self.session.course().locks.get(member).filter(|lock| !lock.asks());
            kept.or_else(|| Some(lock?.open("")?.of_sheet(name, candidate.id.as_str())))
        };
        let sealed = self.session.sheets_sealed(hearing).into_iter();
        sealed
            .filter_map(|member| Some(PublishedKey { member: member.clone(), key: open(member)?.publish() }))
            .collect()
    }

    pub(super) fn in_code(&mut self, intent: Intent) -> Vec<Effect> {
        let Some(Overlay::Code { member, purpose, field, first }) = &mut self.overlay else { return Vec::new() };
        match intent {
            Intent::Accept => {
                let (member, purpose) = (member.clone(), purpose.clone());
                let typed = Secret(std::mem::take(&mut field.0));
                match purpose {
                    CodeFor::Open => self.open_sheet(member, Some(typed)),
                    CodeFor::Reveal => self.give_code(member, &typed),
                    CodeFor::Choose(_) if is_short(&typed) => self.say(Notice::CodeTooShort),
                    CodeFor::Choose(why) => match first.take() {
                        None => {
                            *first = Some(Hidden(typed.0));
                            Vec::new()
                        }
                        Some(before) if before.0 == typed.0 => vec![Effect::MakeKey(member, Some(typed), why)],
                        Some(_) => self.say(Notice::CodesDiffer),
                    },
                }
            }
            Intent::Backspace => {
                field.0.pop();
                Vec::new()
            }
            Intent::Back => {
                self.overlay = None;
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// Before a seal: nothing can be changed after it.
    pub(super) fn ask_to_seal(&mut self) -> Vec<Effect> {
        if self.own.is_none() {
            return self.choose_juror();
        }
        self.overlay = Some(Overlay::Confirm(Question::Seal));
        Vec::new()
    }

    /// How many items lack a mark on the sheet that is open.
    pub fn left_on_sheet(&self) -> usize {
        self.items().iter().filter(|item| self.sheet().mark(item.code).is_none()).count()
    }

    /// Adds the entry that takes back what was written last on the sheet that is open; else what the jury did last.
    pub(super) fn undo(&mut self) -> Vec<Effect> {
        if self.own.is_some() { self.write(Entry::Undo) } else { self.command(&Command::Undo) }
    }
}

/// The fewest characters of a code.
const SHORTEST_CODE: usize = 4;

/// Whether a code is too short to be chosen.
fn is_short(code: &Secret) -> bool {
    code.0.chars().count() < SHORTEST_CODE
}

impl Overlay {
    /// A field for a code.
    pub(super) fn code(member: MemberId, purpose: CodeFor) -> Self {
        Self::Code { member, purpose, field: Hidden(Zeroizing::new(String::new())), first: None }
    }
}
