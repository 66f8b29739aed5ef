//! The clerk: carries out what the app asks for, on a session's folder.
//!
//! Opening a folder reads and checks its files, takes the lock, replays the journal. From then on events go
//! to the journal, minutes to `minutes/`, keys come from their files or the agent. Both faces, the screens
//! and the plain lines, work through the same clerk.

mod beyond;
mod drive;
pub mod error;
pub mod files;
mod folder;
mod keys;

pub use beyond::Beyond;
pub use drive::{Outward, drive, woken};
pub use error::{Changed, ClerkError, disk_fault};
pub use folder::{CANDIDATES_FILE, FILES, Folder, GRID_FILE, SESSION_FILE, read_files, read_folder};
pub use keys::{Unlock, check_key_files};

use std::path::{Path, PathBuf};

use crate::app::message::{DiskFault, Message, SigningFault};
use crate::digest::sha256;
use crate::domain::closing::{self, Closing, ClosingSignature};
use crate::domain::command::{Command, Signature};
use crate::domain::decide::decide;
use crate::domain::event::Event;
use crate::domain::id::MemberId;
use crate::domain::minutes::{Minutes, is_of_minutes, stem};
use crate::domain::session::{Frozen, Session};
use crate::domain::time::Stamp;
use crate::formats::closing as closing_format;
use crate::formats::minutes as format;
use crate::journal::lock::{Holder, SessionLock};
use crate::journal::storage::FileStorage;
use crate::journal::{JOURNAL_FILE, Journal, Torn, open_file};
use crate::signing::SigningKey;

/// A session's folder at work.
#[derive(Debug)]
pub struct Clerk {
    folder: PathBuf,
    president: MemberId,
    begins: Option<Event>,
    journal: Journal<FileStorage>,
    lock: SessionLock,
    key: Option<(MemberId, SigningKey)>,
    printed: Option<Printed>,
}

/// Minutes, with the digest of their TOML, as the sheet that is printed for those who sign without a key.
pub type Printed = fn(&Minutes, &str) -> String;

/// What opening a folder gives.
#[derive(Debug)]
pub struct Opened {
    /// Who works on it.
    pub clerk: Clerk,
    /// The session as its journal left it.
    pub session: Session,
    /// The end of an interrupted write, set aside.
    pub torn: Option<Torn>,
}

impl Clerk {
    /// Opens a session's folder to run it.
    ///
    /// # Errors
    /// [`ClerkError`]: files that cannot be read or are wrong, a session that another program runs, a journal
    /// that is damaged or that lacks what its minutes were drawn from, files that changed after the session began.
    pub fn open(path: &Path, now: &Stamp) -> Result<Opened, ClerkError> {
        let folder = read_folder(path)?;
        let (lock, alive) = SessionLock::acquire(path, &holder(now)).map_err(ClerkError::Lock)?;
        files::make_private(path);
        let (journal, opened) = open_file(path).map_err(ClerkError::Journal)?;
        let mut session = folder.session_of(&opened.records)?;
        if let Some(found) = beyond::beyond(path, &folder.digests, &opened.records) {
            return Err(found.into());
        }
        let president = session.president().clone();
        let begins = session.frozen().is_none().then(|| begin(&folder));
        let mut clerk = Self { folder: path.to_owned(), president, begins, journal, lock, key: None, printed: None };
        // The last sign of life of the program before: the last record, or later where the lock file says so.
        let recorded = opened.records.last().map(|record| record.stamp.clone());
        let last_seen = recorded.map(|recorded| last_seen(recorded, alive.map(|alive| alive.stamp), now));
        if let Some(last_seen) = last_seen {
            let events = decide(&session, &Command::Interrupted(last_seen)).unwrap_or_default();
            for record in clerk.journal.append(now, &clerk.president, &events).map_err(ClerkError::Journal)? {
                session.apply(&record).map_err(ClerkError::Inconsistent)?;
            }
        }
        clerk.alive(now);
        Ok(Opened { clerk, session, torn: opened.torn })
    }

    /// With minutes, also writes the sheet that is printed.
    pub fn printing(&mut self, printed: Printed) {
        self.printed = Some(printed);
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Notes that the program runs. It is a help after a crash, not a record: a failure is not an error.
    pub fn alive(&mut self, now: &Stamp) {
        let _ = self.lock.alive(now);
    }

    /// Puts events on the disk; the first ones of a session come with its beginning.
    pub fn record(&mut self, events: &[Event], now: &Stamp) -> Message {
        let mut all: Vec<Event> = self.begins.iter().cloned().collect();
        all.extend_from_slice(events);
        match self.journal.append(now, &self.president, &all) {
            Ok(records) => {
                self.begins = None;
                // Who presides from here on is who is at the keyboard.
                let presides = records.iter().rev().find_map(|record| match &record.event {
                    Event::PresidentReplaced { member, .. } => Some(member.clone()),
                    _ => None,
                });
                self.president = presides.unwrap_or_else(|| self.president.clone());
                Message::Recorded(records)
            }
            Err(fault) => Message::NotRecorded(error::journal_fault(&fault)),
        }
    }

    /// What it takes to make a member's key ready; run it where waiting does no harm.
    ///
    /// # Errors
    /// [`SigningFault::NoKey`] if the session names none.
    pub fn unlock(
        &self,
        session: &Session,
        member: &MemberId,
        secret: Option<crate::app::message::Secret>,
    ) -> Result<Unlock, SigningFault> {
        Unlock::new(&self.folder, session, member, secret)
    }

    /// Keeps a key that was made ready, for the next signature.
    pub fn keep(&mut self, member: MemberId, key: SigningKey) {
        self.key = Some((member, key));
    }

    /// Writes minutes and signs them with the key kept. The files are on the disk when this returns.
    pub fn write_and_sign(&mut self, minutes: &Minutes) -> Message {
        let Some((signer, key)) = self.key.take() else {
            return Message::SigningFailed(SigningFault::NoKey(self.president.clone()));
        };
        match self.write(minutes, &signer, &key) {
            Ok(signature) => Message::Written(signature),
            Err(fault) => Message::SigningFailed(fault),
        }
    }

    /// Signs the statement of a seal with the key kept.
    pub fn sign_seal(&mut self, statement: &str) -> Message {
        let Some((signer, key)) = self.key.take() else {
            return Message::SigningFailed(SigningFault::NoKey(self.president.clone()));
        };
        match key.sign(statement.as_bytes()) {
            Ok(armoured) => Message::SealSigned(armoured),
            Err(fault) => Message::SigningFailed(keys::fault(&signer, &fault)),
        }
    }

    /// Writes what the session came to, beside the minutes, and signs it with the key kept.
    pub fn write_closing(&mut self, closing: &Closing) -> Message {
        let Some((signer, key)) = self.key.take() else {
            return Message::SigningFailed(SigningFault::NoKey(self.president.clone()));
        };
        match self.closing(closing, &signer, &key) {
            Ok(signature) => Message::ClosingWritten(signature),
            Err(fault) => Message::SigningFailed(fault),
        }
    }

    fn closing(
        &self,
        closing: &Closing,
        signer: &MemberId,
        key: &SigningKey,
    ) -> Result<ClosingSignature, SigningFault> {
        let file = closing::FILE;
        let rendered = closing_format::render(closing);
        let unrendered = |fault: String| SigningFault::Write(file.to_owned(), DiskFault::Other(fault));
        let text = rendered.map_err(|fault| unrendered(fault.to_string()))?;
        let armoured = key.sign(text.as_bytes()).map_err(|fault| keys::fault(signer, &fault))?;
        let folder = self.minutes_folder()?;
        if files::read_plain(&folder.join(file)).is_ok_and(|there| there != text.as_bytes()) {
            files::set_aside_signatures(&folder, file).map_err(unwritten)?;
        }
        // What a power cut kept out of the record is no part of it: it stays, and out of the way.
        let known = closing.files();
        files::set_aside_where(&folder, |name| is_of_minutes(name) && !known.contains_key(name)).map_err(unwritten)?;
        files::write_making_way(&folder, file, text.as_bytes()).map_err(unwritten)?;
        files::write_making_way(&folder, &format!("{file}.{signer}.sig"), armoured.as_bytes()).map_err(unwritten)?;
        let (key, digest) = (key.public_key().fingerprint(), sha256(text.as_bytes()));
        Ok(ClosingSignature { signer: signer.clone(), key, digest })
    }

    /// The folder of the minutes, made if it is not there. A session's folder that was moved or replaced meanwhile is not
    /// the one whose journal will tell of them.
    fn minutes_folder(&self) -> Result<PathBuf, SigningFault> {
        let moved = |fault| SigningFault::Write(JOURNAL_FILE.to_owned(), error::journal_fault(&fault));
        self.journal.check().map_err(moved)?;
        let folder = self.folder.join("minutes");
        files::make_folder(&folder).map_err(unwritten)?;
        Ok(folder)
    }

    fn write(&self, minutes: &Minutes, signer: &MemberId, key: &SigningKey) -> Result<Signature, SigningFault> {
        let stem = stem(&minutes.candidate.id, minutes.version);
        let file = format!("{stem}.toml");
        let unrendered = |fault: String| SigningFault::Write(file.clone(), DiskFault::Other(fault));
        let rendered = format::render(minutes.clone()).map_err(|fault| unrendered(fault.to_string()))?;
        let armoured = key.sign(rendered.toml.as_bytes()).map_err(|fault| keys::fault(signer, &fault))?;
        let folder = self.minutes_folder()?;
        let write =
            |name: String, bytes: &str| files::write_making_way(&folder, &name, bytes.as_bytes()).map_err(unwritten);
        // Signatures of other minutes of that name, which nobody recorded, go out of the way with them.
        if files::read_plain(&folder.join(&file)).is_ok_and(|there| there != rendered.toml.as_bytes()) {
            files::set_aside_signatures(&folder, &file).map_err(unwritten)?;
        }
        write(format!("{stem}.csv"), &rendered.csv)?;
        write(file.clone(), &rendered.toml)?;
        if let Some(printed) = self.printed {
            write(format!("{stem}.sheet.txt"), &printed(minutes, &rendered.toml_sha256))?;
        }
        write(format!("{file}.{signer}.sig"), &armoured)?;
        Ok(Signature {
            signer: signer.clone(),
            key: key.public_key().fingerprint(),
            toml_digest: rendered.toml_sha256,
            csv_digest: rendered.csv_sha256,
        })
    }
}

fn unwritten(fault: files::FileFault) -> SigningFault {
    SigningFault::Write(fault.name(), fault.why)
}

/// The later of the last record and the last sign of life, and never after this moment.
///
/// Within one boot the boot-time clock says which is later: the wall clock may have been set in between.
fn last_seen(recorded: Stamp, alive: Option<Stamp>, now: &Stamp) -> Stamp {
    let later = |a: &Stamp, b: &Stamp| if a.boot == b.boot { a.uptime > b.uptime } else { a.at > b.at };
    let last = alive.filter(|alive| later(alive, &recorded)).unwrap_or(recorded);
    if later(&last, now) { now.clone() } else { last }
}

fn begin(folder: &Folder) -> Event {
    let Frozen { session, grid, candidates } = folder.digests.clone();
    Event::SessionOpened {
        session: folder.plan.name.clone(),
        session_digest: session,
        grid_digest: grid,
        candidates_digest: candidates,
    }
}

fn holder(now: &Stamp) -> Holder {
    let host = rustix::system::uname().nodename().to_string_lossy().into_owned();
    let user = std::env::var("USER").or_else(|_| std::env::var("LOGNAME")).unwrap_or_default();
    Holder { pid: std::process::id(), host, user, since: now.at }
}
