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
mod cursor;
mod deliberation;
pub mod editor;
mod group;
mod guide;
mod hearing;
mod listing;
mod marking;
pub mod message;
pub mod outline;
mod overlay;
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

use crate::domain::command::{Command, Refusal};
use crate::domain::decide::decide;
use crate::domain::event::{Event, Recorded};
use crate::domain::grid::Item;
use crate::domain::hearing::{Hearing, Stage, UndoableKind};
use crate::domain::id::{BlockCode, CandidateId, MemberId};
use crate::domain::session::Session;
use crate::domain::time::Stamp;
use crate::domain::timer::{Left, State, Timer};

use crate::sealing::Key;

use message::{DiskFault, Effect, Message, Notice, TakenBack};
use outline::Outline;
use screen::{Cursor, Overlay, Screen};
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
        match message {
            Message::Tick => self.tick(),
            Message::Intent(intent) => {
                self.notice = None;
                if self.overlay.is_some() { self.in_overlay(intent) } else { self.on_screen(intent) }
            }
            Message::ScrolledTo(line) => {
                match (&mut self.overlay, &mut self.screen) {
                    (Some(Overlay::Guide { scroll, .. }), _) | (_, Screen::Review { scroll }) => *scroll = line,
                    (_, _) => {}
                }
                Vec::new()
            }
            Message::Type(text) => self.type_text(&text),
            Message::Command(command) => self.command(&command),
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
            other => match self.screen {
                Screen::Candidates { .. } => self.on_candidates(other),
                Screen::Presence { .. } => self.on_presence(other),
                Screen::Hearing { .. } => self.on_hearing(other),
                Screen::Deliberation { .. } => self.on_deliberation(other),
                Screen::Review { .. } => self.on_review(other),
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

    /// Asks the domain; what it allows goes to the disk, what it refuses to the user.
    fn command(&mut self, command: &Command) -> Vec<Effect> {
        match decide(&self.session, command) {
            Ok(events) if events.is_empty() => {
                if let Command::Open(_) = command {
                    self.screen = self.place();
                }
                self.say(Notice::Already)
            }
            Ok(events) => vec![Effect::Record(events)],
            Err(refusal) => self.refuse(refusal),
        }
    }

    /// What was asked for is on the disk: the session takes it in, and the screen follows.
    fn recorded(&mut self, records: &[Recorded]) -> Vec<Effect> {
        self.unsaved = None;
        let mut effects = Vec::new();
        for record in records {
            // What `decide` allows, `apply` takes: both read the same session. Were it otherwise the record
            // would be refused at the next opening, so the user must hear of it now.
            let withdrawn = self.decided_block_of(&record.event);
            let of_others = self.decisions_of_others(&record.event);
            let cursor = self.session.group().and_then(|_| self.under_cursor());
            let notice = self.undo_notice(&record.event).unwrap_or_else(|| Notice::Done(record.event.clone()));
            if let Err(fault) = self.session.apply(record) {
                let why = DiskFault::Other(fault.to_string());
                self.unsaved = Some(why.clone());
                effects.extend(self.say(Notice::NotSaved(why)));
                return effects;
            }
            let back_to = match &notice {
                Notice::TookBack(TakenBack::Mark(item) | TakenBack::Comment(item)) => Some(item.clone()),
                _ => None,
            };
            effects.extend(self.say(notice));
            if let Some(block) = withdrawn.filter(|block| !self.has_decision(block)) {
                effects.extend(self.say(Notice::Withdrew(block)));
            }
            effects.extend(self.say_withdrawn(of_others));
            self.refresh_sheet();
            effects.extend(self.follow(&record.event));
            if let (Event::HearingOpened { .. }, Some(cursor)) = (&record.event, cursor) {
                self.back_under_cursor(cursor);
            }
            if let Some(item) = back_to {
                self.go_to_item(&item);
            }
        }
        effects
    }

    /// The block of a mark that changes, if it is decided: the mark will withdraw the decision.
    fn decided_block_of(&self, event: &Event) -> Option<BlockCode> {
        let Event::MarkSet { item, .. } = event else { return None };
        let items = self.items();
        let block = items.iter().find(|each| each.code == item)?.block?.code.clone();
        self.has_decision(&block).then_some(block)
    }

    fn has_decision(&self, block: &BlockCode) -> bool {
        self.session.open().is_some_and(|(_, hearing)| hearing.decisions.contains_key(block))
    }

    /// What an undo is about to take back: the event itself names only the record.
    fn undo_notice(&self, event: &Event) -> Option<Notice> {
        let Event::Undone { candidate, .. } = event else { return None };
        let what = match self.session.hearing(candidate)?.undoable()?.what {
            UndoableKind::Mark(item) => TakenBack::Mark(item.clone()),
            UndoableKind::Comment(item) => TakenBack::Comment(item.clone()),
            UndoableKind::Decision(block) => TakenBack::Decision(block.clone()),
            UndoableKind::Requirement(id) => TakenBack::Requirement(id.clone()),
            UndoableKind::Absence => TakenBack::Absence,
            UndoableKind::Stop if self.session.clock().is_some_and(|(_, clock)| clock.sits()) => TakenBack::StopInGroup,
            UndoableKind::Stop => TakenBack::Stop,
            UndoableKind::Recusal(id) => TakenBack::Recusal(id.clone()),
            UndoableKind::Missing(id) => TakenBack::Missing(id.clone()),
        };
        Some(Notice::TookBack(what))
    }

    fn follow(&mut self, event: &Event) -> Vec<Effect> {
        match event {
            Event::MarkSet { item, mark, .. } => {
                if let Some(Overlay::Points { .. }) = self.overlay {
                    self.overlay = None;
                }
                self.mark_saved(item, mark.is_some());
            }
            Event::CommentSet { .. }
            | Event::BlockDecided { .. }
            | Event::RequirementSet { .. }
            | Event::ShortfallAcknowledged { .. } => {
                self.overlay = None;
                if let Event::ShortfallAcknowledged { .. } = event {
                    self.screen = self.place();
                }
            }
            Event::PhaseStarted { .. } | Event::PhaseResumed { .. } | Event::GapSettled { .. } => {
                // What is left from here on, not at the next tick: a warning may be due before that.
                self.last_left = self.left();
                self.close_question();
                if !matches!(self.screen, Screen::Hearing { .. }) {
                    self.screen = self.place();
                }
            }
            Event::PhasePaused { .. } => self.overlay = None,
            Event::PhaseInterrupted { .. } => self.ask_about_gap(),
            Event::PhaseEnded { candidate, .. } => {
                let over =
                    self.session.hearing(candidate).is_some_and(|h| matches!(h.stage, Stage::Deliberation { .. }));
                if over {
                    self.overlay = None;
                    self.screen = self.place();
                }
            }
            Event::JuryPresent { .. } => self.jury_present(),
            Event::HearingClosed { candidate } => self.back_to_list(candidate),
            Event::HearingOpened { .. } | Event::CandidateAbsent { .. } | Event::HearingStopped { .. } => {
                self.overlay = None;
                self.screen = self.place();
            }
            Event::Undone { .. } => self.undone(),
            Event::MinutesDrawn { candidate, .. } => return self.drawn(candidate),
            Event::MinutesSigned { .. } => {
                self.signing = None;
                self.overlay = None;
                self.screen = Screen::Review { scroll: 0 };
            }
            Event::SessionOpened { .. } => {}
            other => return self.follow_around(other),
        }
        Vec::new()
    }

    /// The screen on which the open hearing goes on, or the list.
    fn place(&self) -> Screen {
        let Some((_, hearing)) = self.session.open() else {
            return Screen::Candidates { selected: self.first_to_hear() };
        };
        if hearing.is_drawn() {
            return Screen::Review { scroll: 0 };
        }
        match &hearing.stage {
            Stage::Scheduled => self.presence_screen(hearing),
            Stage::Waiting(_) if self.must_acknowledge(hearing) => self.presence_screen(hearing),
            Stage::Waiting(_) | Stage::Running(..) => Screen::Hearing { cursor: self.first_unmarked() },
            Stage::Deliberation { .. } if self.marks_alone() => Screen::Hearing { cursor: self.first_unmarked() },
            Stage::Deliberation { .. } => Screen::Deliberation { cursor: self.first_to_settle() },
            Stage::Absent { .. } => Screen::Review { scroll: 0 },
        }
    }

    /// The first item without a mark: a digit typed on return must not change a mark given before.
    fn first_unmarked(&self) -> Cursor {
        let outline = Outline::to_mark(&self.session);
        let unmarked = outline.items().find(|item| self.sheet().mark(item.code).is_none());
        let first = unmarked.or_else(|| outline.items().next());
        Cursor::on(first.and_then(|item| outline.find(item.code)).unwrap_or(0))
    }

    /// To the first item without a mark, in the list that is shown.
    fn show_first_unmarked(&mut self) {
        if let Screen::Hearing { .. } = self.screen {
            self.stand(self.first_unmarked());
        }
    }

    /// The first row of the deliberation that asks for something: an item without a mark, else the first block.
    fn first_to_settle(&self) -> Cursor {
        let Some((_, hearing)) = self.session.open() else { return Cursor::default() };
        let outline = Outline::to_discuss(&self.session);
        let unmarked = outline.items().find(|item| hearing.sheet.mark(item.code).is_none());
        Cursor::on(unmarked.and_then(|item| outline.find(item.code)).unwrap_or(0))
    }

    fn must_acknowledge(&self, hearing: &Hearing) -> bool {
        let unspoken = hearing.present.as_ref().filter(|presence| presence.acknowledged.is_none());
        let open = self.session.open().zip(unspoken);
        open.is_some_and(|((candidate, _), presence)| !self.session.shortfall(&candidate.id, presence).is_empty())
    }

    /// The first candidate whose minutes are not signed.
    fn first_to_hear(&self) -> usize {
        let signed = |id: &CandidateId| self.session.hearing(id).is_some_and(Hearing::is_signed);
        self.session.plan().candidates.iter().position(|candidate| !signed(&candidate.id)).unwrap_or(0)
    }

    fn ask_about_gap(&mut self) {
        if self.timer().is_some_and(|timer| matches!(timer.state(), State::Interrupted(_))) {
            self.overlay = Some(Overlay::Gap);
        }
    }

    /// An undone absence or decision may belong to another screen.
    fn undone(&mut self) {
        let stays = match (&self.screen, self.session.open().map(|(_, hearing)| &hearing.stage)) {
            (Screen::Hearing { .. }, Some(Stage::Waiting(_) | Stage::Running(..)))
            | (Screen::Deliberation { .. }, Some(Stage::Deliberation { .. })) => true,
            (_, _) => false,
        };
        if !stays {
            self.screen = self.place();
        }
    }
}
