//! What the user sees and does, without a terminal: a message comes in, the model changes, effects go out.
//!
//! ```text
//! message ─▶ update ─▶ domain::decide ─▶ Effect::Record ─▶ (on the disk) ─▶ Message::Recorded ─▶ apply
//! ```
//!
//! The session changes only when [`Message::Recorded`] comes back, so nothing is ever shown that is not on
//! the disk. Screens follow the events: it does not matter which face, or which key, caused them.

mod around;
mod candidates;
mod closing;
mod cursor;
mod deliberation;
pub mod editor;
mod follow;
mod group;
mod guide;
mod hearing;
mod listing;
mod marking;
pub mod message;
pub mod newcomer;
mod order;
pub mod outline;
mod overlay;
mod place;
mod presence;
mod purpose;
mod review;
pub mod screen;
mod search;
pub mod sheets;
pub mod signing;
mod ticking;

#[cfg(test)]
pub(crate) mod tests;

use std::collections::BTreeMap;

use crate::domain::alike;
use crate::domain::command::{Command, Refusal};
use crate::domain::decide::decide;
use crate::domain::event::Event;
use crate::domain::grid::Item;
use crate::domain::id::{CandidateId, MemberId};
use crate::domain::session::Session;
use crate::domain::time::Stamp;
use crate::domain::timer::{Left, State, Timer};

use crate::sealing::Key;

use message::{DiskFault, Effect, Message, Notice};
use screen::{Overlay, Screen};
use sheets::OwnSheet;
use signing::Signs;

/// The model.
#[derive(Debug)]
pub struct App {
    session: Session,
    now: Stamp,
    screen: Screen,
    overlay: Option<Overlay>,
    notice: Option<Notice>,
    unsaved: Option<DiskFault>,
    signing: Option<(MemberId, Signs)>,
    last_left: Option<Left>,
    /// The sheet that is open before its juror.
    own: Option<OwnSheet>,
    /// What opens the sheets sealed since the program was started, for the reveal.
    keys: BTreeMap<(CandidateId, MemberId), Key>,
    /// A key that was made and is not yet recorded.
    made: Option<(MemberId, Key)>,
}

impl App {
    /// The app on a session as its journal left it: back where it was.
    pub fn new(session: Session, now: Stamp) -> Self {
        let screen = Screen::Candidates { selected: 0 };
        let mut app = Self {
            session,
            now,
            screen,
            overlay: None,
            notice: None,
            unsaved: None,
            signing: None,
            last_left: None,
            own: None,
            keys: BTreeMap::new(),
            made: None,
        };
        app.screen = app.place();
        app.ask_about_gap();
        let alike = alike::twins(&app.session.plan().candidates);
        app.notice = alike.map(|(one, other)| Notice::Alike(one.id.clone(), other.id.clone()));
        app
    }

    /// The session, as it is on the disk.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The moment of the last message.
    pub fn now(&self) -> &Stamp {
        &self.now
    }

    /// The screen.
    pub fn screen(&self) -> &Screen {
        &self.screen
    }

    /// What is in front of it.
    pub fn overlay(&self) -> Option<&Overlay> {
        self.overlay.as_ref()
    }

    /// The last thing that the user was told.
    pub fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// Why the last thing asked for is not on the disk, until something is again.
    pub fn unsaved(&self) -> Option<&DiskFault> {
        self.unsaved.as_ref()
    }

    /// The items marked in the open hearing.
    pub fn items(&self) -> Vec<Item<'_>> {
        self.session.open().map_or_else(Vec::new, |(candidate, _)| self.session.items(candidate))
    }

    /// Takes a message in, at this moment; what is to be done outside comes out, in order.
    pub fn update(&mut self, message: Message, now: &Stamp) -> Vec<Effect> {
        self.now = now.clone();
        let effects = self.take_in(message);
        // It waits for what was open before it.
        if self.overlay.is_none() {
            self.ask_about_gap();
        }
        effects
    }

    fn take_in(&mut self, message: Message) -> Vec<Effect> {
        match message {
            Message::Tick => self.tick(),
            Message::Intent(intent) => {
                self.notice = None;
                if self.overlay.is_some() { self.in_overlay(intent) } else { self.on_screen(intent) }
            }
            Message::ScrolledTo(line) => {
                match (&mut self.overlay, &mut self.screen) {
                    (Some(Overlay::Guide { scroll, .. }), _)
                    | (_, Screen::Review { scroll } | Screen::Minutes { scroll, .. } | Screen::Closing { scroll }) => {
                        *scroll = line;
                    }
                    (_, _) => {}
                }
                Vec::new()
            }
            Message::Type(text) => self.type_text(&text),
            Message::PastedNowhere => self.say(Notice::PastedNowhere),
            Message::Command(command) => self.command(&command),
            Message::Slept(since) => self.slept(since),
            Message::Sign(member, secret) => self.sign(member, secret),
            Message::SignClosing(member, secret) => self.begin_signing(member, Signs::Closing, secret),
            Message::OpenSheet(member, code) => self.open_sheet(member, code),
            Message::CloseSheet => {
                self.close_sheet();
                Vec::new()
            }
            Message::RenewCode(member, code, why) => self.renew_code(member, code, why),
            Message::Write(entry) => self.write(entry),
            Message::Seal(secret) => self.seal(secret),
            Message::SealUnsigned => self.seal_as(None),
            Message::GiveCode(member, code) => self.give_code(member, &code),
            Message::Reveal => self.reveal(),
            Message::KeyMade(member, lock, key, why) => self.key_made(member, lock, key, why),
            Message::NoKeyMade => self.say(Notice::NoKeyMade),
            Message::SealSigned(signature) => self.seal_as(Some(signature)),
            Message::ClosingWritten(signature) => self.closing_written(signature),
            Message::Recorded(records) => self.recorded(&records),
            Message::NotRecorded(why) => {
                self.signing = None;
                self.close_signing();
                self.unsaved = Some(why.clone());
                self.say(Notice::NotSaved(why))
            }
            Message::Unlocked => self.unlocked(),
            Message::Written(signature) => self.written(signature),
            Message::SigningFailed(fault) => self.signing_failed(fault),
        }
    }

    fn on_screen(&mut self, intent: message::Intent) -> Vec<Effect> {
        match intent {
            message::Intent::Help => {
                self.overlay = Some(Overlay::Help);
                Vec::new()
            }
            message::Intent::Quit => self.quit(),
            message::Intent::NextMember => self.turn(),
            message::Intent::Sheets => self.choose_juror(),
            message::Intent::Incident => self.ask_unless_refused(screen::Purpose::Incident),
            other => match self.screen {
                Screen::Candidates { .. } => self.on_candidates(other),
                Screen::Presence { .. } => self.on_presence(other),
                Screen::Hearing { .. } => self.on_hearing(other),
                Screen::Deliberation { .. } => self.on_deliberation(other),
                Screen::Review { .. } => self.on_review(other),
                Screen::Minutes { .. } => self.on_minutes(other),
                Screen::Closing { .. } => self.on_closing(other),
            },
        }
    }

    fn quit(&mut self) -> Vec<Effect> {
        if self.timer_runs() {
            self.overlay = Some(Overlay::Confirm(screen::Question::QuitRunning));
            return Vec::new();
        }
        vec![Effect::Quit]
    }

    /// The timer of the phase that runs: in a group, that of those who sit.
    pub fn timer(&self) -> Option<&Timer> {
        self.session.clock()?.1.timer()
    }

    /// Whether time counts.
    pub fn timer_runs(&self) -> bool {
        self.timer().is_some_and(|timer| matches!(timer.state(), State::Running(_)))
    }

    fn say(&mut self, notice: Notice) -> Vec<Effect> {
        self.notice = Some(notice.clone());
        vec![Effect::Say(notice)]
    }

    fn refuse(&mut self, refusal: Refusal) -> Vec<Effect> {
        self.say(Notice::Refused(refusal))
    }

    /// What is allowed goes to the disk. What would not be read again tomorrow is not written today, whatever allowed it;
    /// a mark or a comment is too common to be tried first, and cannot be at odds with anything but itself.
    fn record(&mut self, events: Vec<Event>) -> Vec<Effect> {
        let common = |event: &Event| {
            matches!(event, Event::MarkSet { .. } | Event::CommentSet { .. } | Event::SheetWritten { .. })
        };
        if self.session.frozen().is_some()
            && !events.iter().all(common)
            && let Err(fault) = self.session.takes(&events, &self.now)
        {
            return self.say(Notice::NotSaved(DiskFault::Other(fault.to_string())));
        }
        vec![Effect::Record(events)]
    }

    /// Asks the domain; what it allows goes to the disk, what it refuses to the user.
    fn command(&mut self, command: &Command) -> Vec<Effect> {
        match decide(&self.session, command) {
            Ok(events) if events.is_empty() => {
                if let Command::Open(_) = command {
                    self.screen = self.place();
                }
                // Nothing is left to say in a field for a reason.
                if let Some(Overlay::Reason { .. }) = self.overlay {
                    self.overlay = None;
                }
                self.say(Notice::Already)
            }
            Ok(events) => self.record(events),
            Err(refusal) => self.refuse(refusal),
        }
    }

    /// The jury may have gone on, or waited: the president says.
    fn slept(&mut self, since: Stamp) -> Vec<Effect> {
        if self.timer_runs() { self.command(&Command::Interrupted(since)) } else { Vec::new() }
    }

    fn ask_about_gap(&mut self) {
        // What is being typed is not lost for a question.
        if self.overlay.as_ref().is_some_and(Overlay::takes_text) {
            return;
        }
        if self.timer().is_some_and(|timer| matches!(timer.state(), State::Interrupted(_))) {
            self.overlay = Some(Overlay::Gap);
        }
    }
}
