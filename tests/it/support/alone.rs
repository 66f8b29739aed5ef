//! A session of jurors who mark alone, worked through the library: the app, its clerk, a clock moved by hand.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Duration};
use soutenance::app::App;
use soutenance::app::message::{Message, Notice};
use soutenance::clerk::{Clerk, Opened, Outward, drive};
use soutenance::clock::{Clock as _, SystemClock};
use soutenance::digest::sha256;
use soutenance::domain::command::{Command, CourseCommand, SheetCommand, WholeCommand};
use soutenance::domain::decision::Outcome;
use soutenance::domain::id::{BlockCode, CandidateId, ItemCode, MarkCode, MemberId};
use soutenance::domain::minutes::{Minutes, stem};
use soutenance::domain::sheets::Entry;
use soutenance::domain::time::Stamp;
use soutenance::formats::minutes::{read, render};
use soutenance::text::printed;

use super::{Desk, Home, SMALL_ITEMS, Said};

/// Who presides and has a key; who has a key; who has none.
pub(crate) const CLAIRE: &str = "claire.moreau";
pub(crate) const KARIM: &str = "karim.benali";
pub(crate) const HELENE: &str = "helene.roux";

impl Home {
    /// [`Home::small`] with three jurors who mark alone, without codes; more lines of the session's head may follow.
    pub(crate) fn alone(&self, name: &str, more: &str) -> Desk<'_> {
        let desk = self.small(name, "20min", "");
        let session = desk.read("session.toml");
        let helene = format!("\n[[jury]]\nid = \"{HELENE}\"\nname = \"Hélène Roux\"\ncapacity = \"professionnel\"\n");
        let alone = format!("mode = \"individual\"\npresident_marks = true\ncodes = false\n{more}");
        fs::write(desk.path("session.toml"), session.replace("mode = \"collegial\"\n", &alone) + &helene).unwrap();
        let grid = desk.read("grid.toml").replace(
            "[[scale.level]]\nid = \"non-acquis\"",
            "[deliberation]\ngap = 1\ncasting_vote = true\n\n[[scale.level]]\nid = \"non-acquis\"",
        );
        fs::write(desk.path("grid.toml"), grid).unwrap();
        desk
    }
}

/// Somebody at work on a session.
pub(crate) struct Sitting {
    app: App,
    clerk: Clerk,
    now: Stamp,
}

impl Sitting {
    pub(crate) fn of(desk: &Desk<'_>) -> Self {
        let at = DateTime::parse_from_rfc3339("2027-06-14T09:00:00+02:00").unwrap();
        let mut now = Stamp { at, ..SystemClock::new().now() };
        // After everything that the journal holds, if it holds something.
        if let Ok(journal) = fs::read_to_string(desk.path("journal.jsonl")) {
            let last: serde_json::Value = serde_json::from_str(journal.lines().last().unwrap()).unwrap();
            now.at = DateTime::parse_from_rfc3339(last["at"].as_str().unwrap()).unwrap() + Duration::seconds(60);
            now.uptime = now.uptime.max(last["up"].as_u64().unwrap() + 60_000);
        }
        let Opened { mut clerk, session, .. } = Clerk::open(&desk.folder, &now).unwrap();
        clerk.printing(printed::pages);
        Self { app: App::new(session, now.clone()), clerk, now }
    }

    /// Gives a message, which must not be refused.
    #[track_caller]
    pub(crate) fn give(&mut self, message: Message) -> &mut Self {
        let refused = self.ask(message);
        assert!(refused.is_none(), "{refused:?}");
        self
    }

    /// Gives a message; why it was refused, if it was.
    pub(crate) fn ask(&mut self, message: Message) -> Option<Notice> {
        self.now.at += Duration::seconds(1);
        self.now.uptime += 1000;
        let mut refused = None;
        let mut messages = vec![message];
        while let Some(message) = messages.pop() {
            for outward in drive(&mut self.app, &mut self.clerk, message, &self.now) {
                match outward {
                    Outward::Unlock(unlock) => {
                        let (member, key) = unlock.run().unwrap();
                        self.clerk.keep(member, key);
                        messages.push(Message::Unlocked);
                    }
                    Outward::Say(notice @ (Notice::Refused(_) | Notice::SigningFailed(_) | Notice::NotSaved(_))) => {
                        refused = Some(notice);
                    }
                    Outward::Say(_) | Outward::Bell | Outward::Quit => {}
                }
            }
        }
        refused
    }

    #[track_caller]
    pub(crate) fn command(&mut self, command: Command) -> &mut Self {
        self.give(Message::Command(command))
    }

    #[track_caller]
    pub(crate) fn course(&mut self, command: CourseCommand) -> &mut Self {
        self.command(Command::Course(command))
    }

    #[track_caller]
    pub(crate) fn whole(&mut self, command: WholeCommand) -> &mut Self {
        self.command(Command::Whole(command))
    }

    /// A hearing with everybody, up to the deliberation.
    #[track_caller]
    pub(crate) fn heard(&mut self, candidate: &str) -> &mut Self {
        self.command(Command::Open(CandidateId::new(candidate)));
        self.command(Command::Present([CLAIRE, KARIM, HELENE].map(MemberId::new).to_vec()));
        self.command(Command::Start).command(Command::Next).command(Command::Next)
    }

    /// A juror marks everything `acquis` but for these, and comments the first item.
    #[track_caller]
    pub(crate) fn marks(&mut self, who: &str, others: &[(&str, &str)]) -> &mut Self {
        self.give(Message::OpenSheet(MemberId::new(who), None));
        for code in SMALL_ITEMS {
            let mark = others.iter().find(|(item, _)| *item == code).map_or("acquis", |(_, mark)| mark);
            let (item, mark) = (ItemCode::new(code), Some(MarkCode::new(mark)));
            self.give(Message::Write(Entry::Mark { item, mark }));
        }
        let text = format!("vu par {who}");
        self.give(Message::Write(Entry::Comment { item: ItemCode::new("B1.1"), text }))
    }

    /// Everybody marks and seals; the sheets are revealed; the jury retains. B1.2 is within the threshold, B1.3 beyond.
    #[track_caller]
    pub(crate) fn retains(&mut self) -> &mut Self {
        self.marks(CLAIRE, &[("B1.3", "maitrise")]).give(Message::Seal(None));
        self.marks(KARIM, &[("B1.2", "maitrise"), ("B1.3", "en-cours")]).give(Message::Seal(None));
        self.marks(HELENE, &[]).give(Message::Seal(None));
        self.give(Message::Reveal).command(Command::Sheet(SheetCommand::RetainCommon));
        for (item, mark, why) in [("B1.2", "acquis", None), ("B1.3", "acquis", Some("le devis tient"))] {
            let retain = SheetCommand::Retain(ItemCode::new(item), Some(MarkCode::new(mark)), why.map(str::to_owned));
            self.command(Command::Sheet(retain));
        }
        self
    }

    #[track_caller]
    pub(crate) fn decides(&mut self) -> &mut Self {
        for block in ["B1", "B2"] {
            self.command(Command::Decide(BlockCode::new(block), Outcome::Validated, None));
        }
        self
    }

    #[track_caller]
    pub(crate) fn signs(&mut self, who: &str) -> &mut Self {
        self.give(Message::Sign(MemberId::new(who), None))
    }
}

impl Sitting {
    /// Puts the other hearing off, closes the session, and has these sign what it came to.
    #[track_caller]
    pub(crate) fn closes(&mut self, signers: &[&str]) -> &mut Self {
        self.command(Command::Close).command(Command::Open(CandidateId::new("C2")));
        self.course(CourseCommand::Postpone("malade".into())).whole(WholeCommand::Close);
        for who in signers {
            self.give(Message::SignClosing(MemberId::new(*who), None));
        }
        self
    }
}

impl Desk<'_> {
    /// One hearing from beginning to the signatures of these; the other one is put off.
    #[track_caller]
    pub(crate) fn judged_alone(&self, signers: &[&str]) -> Sitting {
        let mut sitting = Sitting::of(self);
        sitting.heard("C1").retains().decides();
        for who in signers {
            sitting.signs(who);
        }
        sitting
    }

    /// Minutes of this version, read.
    pub(crate) fn read_minutes(&self, version: u32) -> Minutes {
        read(self.read(&format!("minutes/C1.v{version}.toml")).as_bytes()).unwrap()
    }

    /// Puts changed minutes, signed anew by these alone, into a folder; what verifying that folder says.
    pub(crate) fn forged(&self, folder: &Path, signers: &[&str], change: impl Fn(&mut Minutes)) -> Said {
        let mut minutes = self.read_minutes(1);
        let before = minutes.clone();
        change(&mut minutes);
        assert_ne!(minutes, before, "nothing is forged");
        let rendered = render(minutes.clone()).unwrap();
        let stem = stem(&minutes.candidate.id, minutes.version);
        fs::create_dir_all(folder).unwrap();
        for entry in folder.read_dir().unwrap().map(|entry| entry.unwrap().path()) {
            if entry.file_name().unwrap().to_str().unwrap().starts_with(&format!("{stem}.toml.")) {
                fs::remove_file(entry).unwrap();
            }
        }
        fs::write(folder.join(format!("{stem}.toml")), &rendered.toml).unwrap();
        fs::write(folder.join(format!("{stem}.csv")), &rendered.csv).unwrap();
        for who in signers {
            self.sign(&folder.join(format!("{stem}.toml")), who);
        }
        self.verify_at(folder)
    }

    /// Signs a file as it is, with OpenSSH.
    pub(crate) fn sign(&self, file: &Path, who: &str) {
        let key = self.path("keys").join(who);
        let args = ["-Y", "sign", "-q", "-n", "soutenance-minutes", "-f", key.to_str().unwrap()];
        let said = self.home.ssh_keygen(&args, &fs::read(file).unwrap()).ends_with(0);
        let name = format!("{}.{who}.sig", file.file_name().unwrap().to_str().unwrap());
        fs::write(file.with_file_name(name), said.out).unwrap();
    }

    pub(crate) fn verify_at(&self, path: &Path) -> Said {
        let signers = self.signers();
        self.home.run(&["verify", path.to_str().unwrap(), "--signers", signers.to_str().unwrap()])
    }

    /// The minutes alone, as they are sent.
    pub(crate) fn sent(&self, name: &str) -> PathBuf {
        let to = self.home.path(name);
        fs::create_dir_all(&to).unwrap();
        for entry in self.path("minutes").read_dir().unwrap().map(|entry| entry.unwrap().path()) {
            fs::copy(&entry, to.join(entry.file_name().unwrap())).unwrap();
        }
        to
    }

    /// Changes the journal's lines, and makes its chain anew, as somebody who has the disk could.
    pub(crate) fn rewrite_journal(&self, change: impl Fn(&str) -> String) {
        let mut before = "0".repeat(64);
        let mut journal = String::new();
        for line in self.read("journal.jsonl").lines() {
            let changed = change(line);
            let (body, _) = changed.rsplit_once(",\"digest\":\"").unwrap();
            let (start, _) = body.rsplit_once("\"prev\":\"").unwrap();
            let body = format!("{start}\"prev\":\"{before}\"");
            before = sha256(body.as_bytes());
            journal.extend([&body, ",\"digest\":\"", &before, "\"}\n"]);
        }
        assert_ne!(journal, self.read("journal.jsonl"), "nothing is changed");
        fs::write(self.path("journal.jsonl"), journal).unwrap();
    }
}

/// That verification refuses, and that what it says holds this.
#[track_caller]
pub(crate) fn refused(said: Said, words: &str) {
    let said = said.ends_with(1);
    assert!(said.out.contains(words), "« {words} » is not in {said:#?}");
}

/// That verification accepts, and that what it says holds this.
#[track_caller]
pub(crate) fn accepted(said: Said, words: &str) {
    let said = said.ends_with(0);
    assert!(said.out.contains(words), "« {words} » is not in {said:#?}");
}
