//! A session played in memory through the real domain, and the files that the program would have written.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use soutenance::digest::sha256;
use soutenance::domain::closing::{self, ClosingSignature};
use soutenance::domain::command::{Command, SheetCommand, Signature, WholeCommand};
use soutenance::domain::decide::decide;
use soutenance::domain::event::{Event, PublishedKey, Recorded};
use soutenance::domain::id::{CandidateId, MemberId};
use soutenance::domain::minutes::{build, stem};
use soutenance::domain::session::{Plan, Session};
use soutenance::domain::sheets::{commitment, statement};
use soutenance::domain::time::{BootId, Stamp};
use soutenance::formats::minutes::render;
use soutenance::formats::{closing as closing_format, read_candidates, read_grid, read_session_of};
use soutenance::journal::JOURNAL_FILE;
use soutenance::journal::record::{BEGINNING, encode};
use soutenance::sealing::{Key, Lock};
use soutenance::text::printed;

use super::keys::Signer;
use super::numbers::bytes;

/// The folder of the minutes.
const MINUTES: &str = "minutes/";

/// Files by their names in their folder.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// What a session begins with.
pub(crate) struct Begin<'a> {
    /// `session.toml`.
    pub(crate) session: String,
    /// `grid.toml`.
    pub(crate) grid: &'a str,
    /// `candidates.csv`.
    pub(crate) candidates: String,
    /// The members' keys, by their names in files.
    pub(crate) signers: BTreeMap<String, Signer>,
    /// When it begins, as RFC 3339 says it.
    pub(crate) at: String,
    /// What the keys of the sheets are made from.
    pub(crate) seed: u64,
}

/// A session at work.
pub(crate) struct Room {
    pub(crate) session: Session,
    now: Stamp,
    seq: u64,
    head: String,
    journal: String,
    files: Files,
    signers: BTreeMap<String, Signer>,
    keys: BTreeMap<MemberId, Key>,
    seed: u64,
}

impl Room {
    /// Reads the files as the program reads them, and begins.
    pub(crate) fn begin(begin: Begin<'_>) -> Self {
        let (session, candidates) = (begin.session.into_bytes(), begin.candidates.into_bytes());
        let grid = read_grid("grid.toml", begin.grid.as_bytes()).unwrap().value;
        let list = read_candidates("candidates.csv", &candidates, Some(&grid)).unwrap().value;
        let read = read_session_of("session.toml", &session, Some(&grid), Some(&list)).unwrap().value;
        let plan = Plan {
            name: read.name,
            room: read.room,
            date: read.date,
            jury: read.jury,
            grid,
            marking: read.marking,
            signatures: read.signatures,
            candidates: list,
        };
        let boot = bytes(begin.seed, &format!("boot {}", plan.name));
        let boot = boot[..16].iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
        let boot = [&boot[..8], &boot[8..12], &boot[12..16], &boot[16..20], &boot[20..]].join("-");
        let now = Stamp { at: begin.at.parse().unwrap(), boot: BootId(boot), uptime: 421_337 };
        let opened = Event::SessionOpened {
            session: plan.name.clone(),
            session_digest: sha256(&session),
            grid_digest: sha256(begin.grid.as_bytes()),
            candidates_digest: sha256(&candidates),
        };
        let files = [("session.toml", session), ("grid.toml", begin.grid.into()), ("candidates.csv", candidates)];
        let mut room = Self {
            session: Session::new(plan),
            now,
            seq: 0,
            head: BEGINNING.to_owned(),
            journal: String::new(),
            files: files.map(|(name, bytes)| (name.to_owned(), bytes)).into(),
            signers: begin.signers,
            keys: BTreeMap::new(),
            seed: begin.seed,
        };
        room.record(opened);
        room.codes();
        room
    }

    /// Where each juror marks alone, each has a key of the sheets, closed with a code if the session asks for one.
    fn codes(&mut self) {
        let Some(alone) = self.session.plan().marking.individual() else { return };
        for member in self.jury() {
            let name = format!("sheets {} {member}", self.session.plan().name);
            let key = Key::new(bytes(self.seed, &name));
            let lock = if alone.codes {
                let salt = bytes(self.seed, &format!("salt {name}"));
                Lock::with_code(&key, "2026", *salt.first_chunk().unwrap()).unwrap()
            } else {
                Lock::none(&key)
            };
            self.wait(20);
            self.does(&Command::Whole(WholeCommand::Code(member.clone(), lock, None)));
            self.keys.insert(member, key);
        }
    }

    /// Everybody of the jury, in the order of the session's file.
    pub(crate) fn jury(&self) -> Vec<MemberId> {
        self.session.plan().jury.members.iter().map(|member| member.id.clone()).collect()
    }

    /// Lets time pass, in seconds.
    pub(crate) fn wait(&mut self, seconds: u64) {
        self.now.at += Duration::from_secs(seconds);
        self.now.uptime += seconds * 1000;
    }

    /// Lets time pass until this hour of the day, `09:30`, if it is not past already.
    pub(crate) fn wait_until(&mut self, hour: &str) {
        let hour: chrono::NaiveTime = hour.parse().unwrap();
        let left = hour - self.now.at.time();
        self.wait(u64::try_from(left.num_seconds()).unwrap_or_default());
    }

    /// What a person asks for is done. The domain refuses what could not have happened.
    pub(crate) fn does(&mut self, command: &Command) {
        match decide(&self.session, command) {
            Ok(events) => events.into_iter().for_each(|event| self.record(event)),
            Err(refusal) => panic!("{}: {command:?} is refused: {refusal:?}", self.session.plan().name),
        }
    }

    fn record(&mut self, event: Event) {
        self.seq += 1;
        let (stamp, by) = (self.now.clone(), self.session.president().clone());
        let (line, digest) = encode(self.seq, &stamp, &by, &event, &self.head).unwrap();
        self.journal.push_str(&line);
        self.head.clone_from(&digest);
        self.session.apply(&Recorded { seq: self.seq, stamp, by, event, digest }).unwrap();
    }

    /// A juror's key of the sheets.
    pub(crate) fn key(&self, member: &MemberId) -> Key {
        self.keys[member].clone()
    }

    fn of_sheet(&self, candidate: &CandidateId, member: &MemberId) -> Key {
        self.keys[member].of_sheet(&self.session.plan().name, candidate.as_str())
    }

    /// A juror seals the sheet of the open hearing, with a signature.
    pub(crate) fn seal(&mut self, member: &MemberId) {
        let (candidate, hearing) = self.session.open().unwrap();
        let (id, key) = (candidate.id.clone(), self.of_sheet(&candidate.id, member));
        let sheet = hearing.sheets.get(member).cloned().unwrap_or_default().open(member, &key).unwrap().sheet;
        let place = self.session.place(&id, member);
        let bound = commitment(place, &sheet, &key).unwrap();
        let signature =
            self.signers.get(member.as_str()).map(|signer| signer.sign(statement(place, &bound).as_bytes()));
        self.does(&Command::Sheet(SheetCommand::Seal(member.clone(), bound, signature)));
    }

    /// The sheets are put before the jury.
    pub(crate) fn reveal(&mut self) {
        let (candidate, hearing) = self.session.open().unwrap();
        let sealed = self.session.sheets_sealed(hearing);
        let publish = |member: &&MemberId| PublishedKey {
            member: (*member).clone(),
            key: self.of_sheet(&candidate.id, member).publish(),
        };
        let keys = sealed.iter().map(publish).collect();
        self.does(&Command::Sheet(SheetCommand::Reveal(keys)));
    }

    /// The minutes of the open hearing are drawn, and signed by all who must and have a key.
    pub(crate) fn draw_and_sign(&mut self) {
        self.does(&Command::Draw);
        let id = self.session.open().unwrap().0.id.clone();
        let minutes = build(&self.session, &id).unwrap();
        let file = format!("{MINUTES}{}", stem(&id, minutes.version));
        let must: Vec<MemberId> = minutes.jury.iter().filter(|who| who.must_sign).map(|who| who.id.clone()).collect();
        let rendered = render(minutes.clone()).unwrap();
        let sheet = printed::pages(&minutes, &rendered.toml_sha256);
        for signer in must {
            let Some(key) = self.signers.get(signer.as_str()).cloned() else { continue };
            self.wait(25);
            self.keep(format!("{file}.toml.{signer}.sig"), key.sign(rendered.toml.as_bytes()));
            self.does(&Command::Signed(Signature {
                signer,
                key: key.fingerprint,
                toml_digest: rendered.toml_sha256.clone(),
                csv_digest: rendered.csv_sha256.clone(),
            }));
        }
        for (ending, text) in [("toml", rendered.toml), ("csv", rendered.csv), ("sheet.txt", sheet)] {
            self.keep(format!("{file}.{ending}"), text);
        }
    }

    /// The session is closed, and the president signs what it came to.
    pub(crate) fn close(&mut self) {
        self.does(&Command::Whole(WholeCommand::Close));
        let closed = self.session.course().closed.as_ref().unwrap();
        let text = closing_format::render(&closed.closing).unwrap();
        let signer = self.session.president().clone();
        let key = self.signers[signer.as_str()].clone();
        self.wait(30);
        self.keep(format!("{MINUTES}{}.{signer}.sig", closing::FILE), key.sign(text.as_bytes()));
        let signature = ClosingSignature { signer, key: key.fingerprint, digest: sha256(text.as_bytes()) };
        self.keep(format!("{MINUTES}{}", closing::FILE), text);
        self.does(&Command::Whole(WholeCommand::Signed(signature)));
    }

    fn keep(&mut self, name: String, text: String) {
        self.files.insert(name, text.into_bytes());
    }

    /// Everything that the folder holds.
    pub(crate) fn files(mut self) -> Files {
        let journal = std::mem::take(&mut self.journal);
        self.keep(JOURNAL_FILE.to_owned(), journal);
        self.files
    }

    /// The minutes alone, as they come where nobody sent the rest.
    pub(crate) fn loose(self) -> Files {
        let loose = self.files.into_iter().filter_map(|(name, bytes)| {
            let name = name.strip_prefix(MINUTES)?;
            (!name.starts_with(closing::FILE) && !name.contains(".sheet.")).then(|| (name.to_owned(), bytes))
        });
        loose.collect()
    }
}

/// A member of a jury, as `session.toml` names one.
pub(crate) struct Juror<'a> {
    pub(crate) id: &'a str,
    pub(crate) name: &'a str,
    pub(crate) capacity: &'a str,
    pub(crate) key: Option<&'a Signer>,
}

/// The text of `session.toml`; the first of the jury presides. `ways` are further lines, each ended.
pub(crate) fn session_file(name: &str, room: &str, date: &str, ways: &str, jury: &[Juror<'_>]) -> String {
    let mut text =
        format!("format = \"soutenance-session/1\"\nname = \"{name}\"\nroom = \"{room}\"\ndate = {date}\n{ways}");
    for (place, juror) in jury.iter().enumerate() {
        let Juror { id, name, capacity, key } = juror;
        let _ = write!(text, "\n[[jury]]\nid = \"{id}\"\nname = \"{name}\"\ncapacity = \"{capacity}\"\n");
        text.push_str(if place == 0 { "president = true\n" } else { "" });
        let _ = write!(text, "practice_years = {}\ntrained = false\n", 15usize.saturating_sub(3 * place));
        if let Some(key) = key {
            let _ = writeln!(text, "public_key = \"{}\"", key.public);
        }
    }
    text
}
