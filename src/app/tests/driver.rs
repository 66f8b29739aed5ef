//! Somebody at the keyboard and a disk in memory.
//!
//! A chain of intents says what it must lead to:
//!
//! ```text
//! play.does([Intent::Accept]).leads_to("presence xx · saved 2");
//! ```

use std::collections::VecDeque;
use std::time::Duration;

use crate::app::App;
use crate::app::message::{DiskFault, Effect, Intent, Message, Notice, Secret, SigningFault};
use crate::app::outline::Row;
use crate::app::screen::{MemberFor, Overlay, Purpose, Screen};
use crate::app::signing::Signs;
use crate::digest::sha256;
use crate::domain::closing::ClosingSignature;
use crate::domain::command::{Command, Signature};
use crate::domain::decide::decide;
use crate::domain::event::{Event, Recorded};
use crate::domain::id::MemberId;
use crate::domain::session::{Plan, Session};
use crate::domain::tests::play::{at, keyed, plan};
use crate::domain::time::Stamp;
use crate::sealing::Lock;

/// What happens when a key is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Key {
    /// It is ready.
    Ready,
    /// It has this passphrase.
    Passphrase(&'static str),
    /// It cannot be used.
    Fails(SigningFault),
}

/// An app with a clock moved by hand, a disk in memory, and keys.
pub(crate) struct Driver {
    plan: Plan,
    pub(crate) app: App,
    pub(crate) now: Stamp,
    /// What is on the disk.
    pub(crate) records: Vec<Recorded>,
    /// Why nothing can be put on the disk, if so.
    pub(crate) full: bool,
    pub(crate) key: Key,
    /// What the user was told, in order.
    pub(crate) said: Vec<Notice>,
    pub(crate) bells: usize,
    pub(crate) left: bool,
    ready: Option<MemberId>,
}

impl Driver {
    /// The small stage of the domain's tests, where everybody has a key.
    pub(crate) fn new() -> Self {
        Self::on(keyed(plan()))
    }

    pub(crate) fn on(plan: Plan) -> Self {
        let now = at("boot", 0);
        Self::with(plan.clone(), Session::new(plan), now, Vec::new())
    }

    fn with(plan: Plan, session: Session, now: Stamp, records: Vec<Recorded>) -> Self {
        let app = App::new(session, now.clone());
        let (said, key) = (Vec::new(), Key::Ready);
        Self { plan, app, now, records, full: false, key, said, bells: 0, left: false, ready: None }
    }

    /// The program stopped, and is started again so many seconds later; as the clerk does, it says so.
    pub(crate) fn reopened_after(self, seconds: u64) -> Self {
        let last_seen = self.now.clone();
        let session = self.replayed();
        let mut play = Self::with(self.plan, session, self.now, self.records);
        play.wait(seconds);
        let interrupted = Command::Interrupted(last_seen);
        let events = decide(play.app.session(), &interrupted).unwrap_or_default();
        play.store(&events);
        let session = play.replayed();
        Self::with(play.plan, session, play.now, play.records)
    }

    /// The session as its records alone make it.
    pub(crate) fn replayed(&self) -> Session {
        let mut session = Session::new(self.plan.clone());
        for record in &self.records {
            session.apply(record).unwrap();
        }
        session
    }

    /// Lets time pass; nothing is told.
    pub(crate) fn wait(&mut self, seconds: u64) -> &mut Self {
        self.wait_millis(seconds * 1000)
    }

    pub(crate) fn wait_millis(&mut self, millis: u64) -> &mut Self {
        self.now.at += Duration::from_millis(millis);
        self.now.uptime += millis;
        self
    }

    /// Gives a message and carries out what comes of it.
    pub(crate) fn give(&mut self, message: Message) -> &mut Self {
        let mut effects = VecDeque::from(self.app.update(message, &self.now));
        while let Some(effect) = effects.pop_front() {
            let answer = match effect {
                Effect::Record(events) => {
                    if self.full {
                        Message::NotRecorded(DiskFault::Full)
                    } else {
                        Message::Recorded(self.store(&events))
                    }
                }
                Effect::Unlock(member, secret) => self.unlock(member, secret),
                Effect::WriteAndSign(minutes) => {
                    let signer = self.ready.take().unwrap();
                    let version = if minutes.version > 1 { format!(" v{}", minutes.version) } else { String::new() };
                    let digest = |of: &str| sha256(format!("{of} of {}{version}", minutes.candidate.id).as_bytes());
                    let key = format!("SHA256:{}", &sha256(signer.as_str().as_bytes())[..43]);
                    Message::Written(Signature { signer, key, toml_digest: digest("toml"), csv_digest: digest("csv") })
                }
                // The same key for the same juror each time: tests are the same each time.
                Effect::MakeKey(member, code, why) => {
                    let mut bytes = [0; 32];
                    bytes.copy_from_slice(&sha256(member.as_str().as_bytes()).as_bytes()[..32]);
                    let key = crate::sealing::Key::new(bytes);
                    let lock = match code {
                        Some(code) => Lock::with_code(&key, &code.0, [7; 16]).unwrap(),
                        None => Lock::none(&key),
                    };
                    Message::KeyMade(member, lock, key, why)
                }
                Effect::SignSeal(statement) => Message::SealSigned(format!("signed {}", sha256(statement.as_bytes()))),
                Effect::WriteClosing(closing) => {
                    let signer = self.ready.take().unwrap();
                    let digest = sha256(closing.journal.head.as_bytes());
                    Message::ClosingWritten(ClosingSignature { signer, key: "SHA256:key".into(), digest })
                }
                Effect::Say(notice) => {
                    self.said.push(notice);
                    continue;
                }
                Effect::Bell => {
                    self.bells += 1;
                    continue;
                }
                Effect::Quit => {
                    self.left = true;
                    continue;
                }
            };
            effects.extend(self.app.update(answer, &self.now));
        }
        self
    }

    /// Puts events on the disk; the first ones come with the session's beginning, as the clerk has it.
    fn store(&mut self, events: &[Event]) -> Vec<Recorded> {
        let digest = |name: &str| format!("digest of {name}");
        let begins = self.records.is_empty().then(|| Event::SessionOpened {
            session: self.app.session().plan().name.clone(),
            session_digest: digest("session"),
            grid_digest: digest("grid"),
            candidates_digest: digest("candidates"),
        });
        let mut stored = Vec::new();
        for event in begins.iter().chain(events) {
            let seq = self.records.len() as u64 + 1;
            let by = self.app.session().plan().jury.president.clone();
            let record =
                Recorded { seq, stamp: self.now.clone(), by, event: event.clone(), digest: format!("{seq:064x}") };
            self.records.push(record.clone());
            stored.push(record);
        }
        stored
    }

    fn unlock(&mut self, member: MemberId, secret: Option<Secret>) -> Message {
        match (&self.key, secret) {
            (Key::Fails(fault), _) => return Message::SigningFailed(fault.clone()),
            (Key::Passphrase(_), None) => return Message::SigningFailed(SigningFault::PassphraseNeeded(member)),
            (Key::Passphrase(phrase), Some(Secret(given))) if given.as_str() != *phrase => {
                return Message::SigningFailed(SigningFault::WrongPassphrase(member));
            }
            (Key::Ready | Key::Passphrase(_), _) => {}
        }
        self.ready = Some(member);
        Message::Unlocked
    }

    /// Presses keys, one after the other.
    pub(crate) fn does(&mut self, intents: impl IntoIterator<Item = Intent>) -> &mut Self {
        for intent in intents {
            self.give(Message::Intent(intent));
        }
        self
    }

    /// Types into the field that is open.
    pub(crate) fn types(&mut self, text: &str) -> &mut Self {
        self.give(Message::Type(text.to_owned()))
    }

    /// What must be seen now, and how many records must be on the disk.
    #[track_caller]
    pub(crate) fn leads_to(&mut self, expected: &str) -> &mut Self {
        assert_eq!(format!("{} · saved {}", self.place(), self.records.len()), expected, "{:?}", self.app.notice());
        assert_eq!(*self.app.session(), self.replayed(), "what is shown is not what is on the disk");
        self
    }

    /// What the notice must be.
    #[track_caller]
    pub(crate) fn saying(&mut self, notice: &Notice) -> &mut Self {
        assert_eq!(self.app.notice(), Some(notice));
        self
    }

    /// The hearing of the first candidate with its jury.
    pub(crate) fn seated() -> Self {
        let mut play = Self::new();
        play.does([Intent::Accept, Intent::Accept]).leads_to("hearing B1.1 · saved 3");
        play
    }

    /// The first phase runs.
    pub(crate) fn started() -> Self {
        let mut play = Self::seated();
        play.does([Intent::Step]).leads_to("hearing B1.1 · saved 4");
        play
    }

    /// The phases are over.
    pub(crate) fn deliberating() -> Self {
        let mut play = Self::started();
        play.wait(1201).does([Intent::NextPhase]).wait(1201).does([Intent::NextPhase]);
        play.leads_to("deliberation B1.1 · saved 7");
        play
    }

    /// Where the user is, in a few words.
    pub(crate) fn place(&self) -> String {
        let app = &self.app;
        let screen = match app.screen() {
            Screen::Candidates { selected } => {
                format!("list {}", app.session().plan().candidates[*selected].id)
            }
            Screen::Presence { chosen, .. } => {
                let boxes: String = chosen.iter().map(|on| if *on { 'x' } else { '-' }).collect();
                format!("presence {boxes}")
            }
            Screen::Hearing { .. } => format!("hearing {}", self.row_name()),
            Screen::Deliberation { .. } => format!("deliberation {}", self.row_name()),
            Screen::Review { .. } => "review".to_owned(),
            Screen::Minutes { candidate, .. } => format!("minutes {candidate}"),
            Screen::Closing { .. } => "closing".to_owned(),
        };
        match app.overlay().map(overlay_name) {
            Some(overlay) => format!("{screen} + {overlay}"),
            None => screen,
        }
    }
}

impl Driver {
    /// The row under the cursor, which must be one that is shown.
    fn row_name(&self) -> String {
        let (outline, cursor) = (self.app.outline(), self.app.cursor().unwrap());
        assert!(outline.shown(&cursor.folded).contains(&cursor.row), "the cursor is on a row that is hidden");
        match outline.row(cursor.row).unwrap() {
            Row::Block(block) => format!("[{}]", block.code),
            Row::Transversal => "[transversal]".to_owned(),
            Row::Competence(_, competence) => format!("({})", competence.code),
            Row::Item(item) => item.code.to_string(),
            Row::Gaps => "[gaps]".to_owned(),
            Row::Requirements => "[requirements]".to_owned(),
            Row::Requirement(asked) => asked.id.to_string(),
            Row::Held(held) => format!("<{}>", held.block),
        }
    }
}

fn overlay_name(overlay: &Overlay) -> String {
    match overlay {
        Overlay::Help => "help".to_owned(),
        Overlay::Gap => "gap".to_owned(),
        Overlay::Confirm(question) => format!("{question:?}?"),
        Overlay::Reason { purpose, field } => {
            let purpose = match purpose {
                Purpose::Decision(block, outcome) => format!("{block} {outcome:?}"),
                Purpose::Pause(_) => "Pause".to_owned(),
                other => format!("{other:?}"),
            };
            format!("why {purpose}: {:?}", field.text())
        }
        Overlay::Comment { item, field, .. } => format!("comment {item}: {:?}", field.text()),
        Overlay::Points { item, field } => format!("points {item}: {:?}", field.text()),
        Overlay::Member { what: MemberFor::Sign(Signs::Minutes), members, selected } => {
            format!("signer {}", members[*selected])
        }
        Overlay::Member { what, members, selected } => format!("{what:?} {}", members[*selected]),
        Overlay::Ground { member, selected } => format!("ground {member} {selected}"),
        Overlay::Order { from, to } => format!("order {from} {to}"),
        Overlay::Newcomer(form) => format!("newcomer {:?}: {:?}", form.field(), form.text(form.field()).text()),
        Overlay::Unsettled(ids) => format!("unsettled {ids:?}"),
        Overlay::Passphrase { member, field, .. } => format!("passphrase {member} ({})", field.0.chars().count()),
        Overlay::Search { field, hits, .. } => format!("search {:?} ({})", field.text(), hits.len()),
        Overlay::Guide { .. } => "guide".to_owned(),
        Overlay::Signing(member) => format!("signing {member}"),
        Overlay::Jurors { members, selected } => format!("jurors {}", members[*selected]),
        Overlay::Code { member, purpose, field, first } => {
            let again = if first.is_some() { " again" } else { "" };
            format!("code {member} {purpose:?}{again} ({})", field.0.chars().count())
        }
    }
}
