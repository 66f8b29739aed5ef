//! Sessions to be run on a terminal.

use std::fs;
use std::path::{Path, PathBuf};

use soutenance::clerk::Clerk;
use soutenance::clock::{Clock as _, SystemClock};
use soutenance::domain::event::{Author, Event};
use soutenance::domain::id::{CandidateId, ItemCode, MarkCode};
use tempfile::TempDir;

use super::pty::Pty;

/// The program as it is delivered.
const PROGRAM: &str = env!("CARGO_BIN_EXE_soutenance");

/// A session of its own, a copy of the example.
pub(crate) struct Stage(TempDir);

impl Stage {
    pub(crate) fn new() -> Self {
        let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions/exemple");
        for file in ["session.toml", "grid.toml", "candidates.csv"] {
            fs::copy(example.join(file), folder.path().join(file)).unwrap();
        }
        Self(folder)
    }

    /// One in which so much was recorded.
    pub(crate) fn of_records(count: usize) -> Self {
        let stage = Self::new();
        let now = SystemClock::new().now();
        let mut opened = Clerk::open(stage.0.path(), &now).unwrap();
        let jury = opened.session.plan().jury.members.iter().map(|member| member.id.clone()).collect();
        let candidate = CandidateId::new("C001");
        let mut events = vec![
            Event::HearingOpened { candidate: candidate.clone() },
            Event::JuryPresent { candidate: candidate.clone(), members: jury },
        ];
        events.extend((events.len() + 1..count).map(mark));
        opened.clerk.record(&events, &now);
        stage
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// What runs it.
    pub(crate) fn run(&self) -> Vec<String> {
        [PROGRAM, "run", self.0.path().to_str().unwrap(), "--lang", "fr"].map(str::to_owned).to_vec()
    }

    /// On a terminal, with the clock of the first phase running.
    pub(crate) fn running(&self) -> Pty {
        let mut pty = Pty::start(&self.run());
        pty.shows("LEFÈVRE Anaïs");
        for key in ["\r", "\r", " "] {
            pty.settle();
            pty.send(key);
        }
        pty
    }
}

/// A mark, another each time.
fn mark(round: usize) -> Event {
    let level = ["non-acquis", "en-cours", "acquis", "maitrise"][round % 4];
    Event::MarkSet {
        candidate: CandidateId::new("C001"),
        author: Author::Jury,
        item: ItemCode::new(format!("BC01.{}", 1 + round % 7)),
        mark: Some(MarkCode::new(level)),
    }
}
