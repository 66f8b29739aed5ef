//! What an exam waits for: a mark on the disk, a session opened again, a second on the screen, the minutes.
//!
//! `cargo bench --bench exam`; with `-- --test` each part runs once.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement stops where it cannot be made, and prints")]

use std::fs::OpenOptions;
use std::hint::black_box;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use criterion::Criterion;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use soutenance::app::App;
use soutenance::app::message::{Intent, Message};
use soutenance::clerk::read_folder;
use soutenance::domain::command::Command;
use soutenance::domain::decide::decide;
use soutenance::domain::event::{Author, Event, Recorded};
use soutenance::domain::id::{CandidateId, ItemCode, MarkCode, MemberId};
use soutenance::domain::minutes::build;
use soutenance::domain::session::{Plan, Session};
use soutenance::domain::time::{BootId, Stamp};
use soutenance::formats::minutes::render;
use soutenance::formats::read_grid;
use soutenance::journal::{JOURNAL_FILE, Journal, open_file};
use soutenance::text::Lang;
use soutenance::tui::theme::Theme;
use soutenance::tui::view::View;
use tempfile::TempDir;

/// How much more a key on the largest grid may cost than on the example's, for each item that it has more.
const LARGE_LIMIT: f64 = 1.0;

/// How much longer a mark may take than the bare write and sync of its bytes.
const LIMIT: f64 = 1.5;

fn main() -> ExitCode {
    let mut bench = Criterion::default().configure_from_args();
    replay(&mut bench);
    second(&mut bench);
    minutes(&mut bench);
    bench.final_summary();
    let once = std::env::args().any(|argument| argument == "--test");
    let rounds = if once { 5 } else { 500 };
    let fine = [append(rounds), large(rounds)].into_iter().all(|fine| fine);
    if once || fine { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// A durable mark against the bare write and sync of the same bytes, one after the other so that both meet the
/// same disk; the medians are compared.
fn append(rounds: usize) -> bool {
    let folder = folder();
    let play = Play::running();
    let (mut journal, _) = open_file(folder.path()).unwrap();
    let path = folder.path().join("bare");
    let mut bare = OpenOptions::new().append(true).create(true).open(path).unwrap();
    let (mut marks, mut writes) = (Vec::new(), Vec::new());
    let by = MemberId::new("claire.moreau");
    for round in 0..rounds {
        let length = journal_length(folder.path());
        let events = [mark(round)];
        marks.push(timed(|| journal.append(&play.now, &by, &events).unwrap()));
        let whole = std::fs::read(folder.path().join(JOURNAL_FILE)).unwrap();
        let bytes = &whole[length..];
        writes.push(timed(|| bare.write_all(bytes).and_then(|()| bare.sync_data()).unwrap()));
    }
    let (mark, write) = (median(marks), median(writes));
    let ratio = mark.as_secs_f64() / write.as_secs_f64();
    println!("mark on the disk {mark:.1?}, bare write and fdatasync {write:.1?}: ratio {ratio:.2}, limit {LIMIT:.2}");
    ratio <= LIMIT
}

/// A key and the screen after it, on the grid of 115 criteria against that of 26 competences: what it costs must not
/// grow faster than the items.
fn large(rounds: usize) -> bool {
    let small = key_and_screen(plan(), rounds);
    let large = key_and_screen(edl(), rounds);
    let items = |plan: &Plan| f64::from(u32::try_from(plan.grid.items(&plan.candidates[0].blocks).count()).unwrap());
    let more = items(&edl()) / items(&plan());
    let ratio = large.as_secs_f64() / small.as_secs_f64() / more;
    println!(
        "key and screen on {more:.1} × the items: {large:.1?} against {small:.1?}, {ratio:.2} an item, limit {LARGE_LIMIT:.2}"
    );
    ratio <= LARGE_LIMIT
}

fn key_and_screen(exam: Plan, rounds: usize) -> Duration {
    let play = Play::on(exam);
    let now = play.now.clone();
    let mut app = App::new(play.session, now.clone());
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    let keys = [Intent::NextUnmarked, Intent::Down, Intent::Right, Intent::PageDown];
    let times = (0..rounds).map(|round| {
        timed(|| {
            app.update(Message::Intent(keys[round % keys.len()]), &now);
            let view = View { app: &app, lang: Lang::Fr, theme: Theme::new(true) };
            terminal.draw(|frame| view.draw(frame)).unwrap();
        })
    });
    median(times.collect())
}

/// The example on the grid of the full referential.
fn edl() -> Plan {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("grids/edl.toml");
    let grid = read_grid("edl.toml", &std::fs::read(path).unwrap()).unwrap().value;
    let mut plan = Plan { grid, ..plan() };
    for candidate in &mut plan.candidates {
        candidate.blocks = plan.grid.blocks.iter().map(|block| block.code.clone()).collect();
    }
    plan
}

fn journal_length(folder: &Path) -> usize {
    std::fs::metadata(folder.join(JOURNAL_FILE)).map_or(0, |file| usize::try_from(file.len()).unwrap())
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// A session opened again: every record checked and applied.
fn replay(bench: &mut Criterion) {
    let folder = folder();
    let mut play = Play::running();
    let (mut journal, _) = open_file(folder.path()).unwrap();
    let mut events: Vec<Event> = std::mem::take(&mut play.records).into_iter().map(|record| record.event).collect();
    events.extend((0..10_000 - events.len()).map(mark));
    journal.append(&play.now, &MemberId::new("claire.moreau"), &events).unwrap();
    let bytes = std::fs::read(folder.path().join(JOURNAL_FILE)).unwrap();
    let planned = plan();
    bench.bench_function("replay of 10 000 records", |timer| {
        timer.iter(|| {
            let opened = Journal::read(black_box(&bytes)).unwrap();
            let mut session = Session::new(planned.clone());
            for record in &opened.records {
                session.apply(record).unwrap();
            }
            assert_eq!(session.head().map(|head| head.seq), Some(10_000));
            session
        });
    });
}

/// The hearing screen after one second has passed.
fn second(bench: &mut Criterion) {
    let play = Play::running();
    let mut now = play.now.clone();
    let mut app = App::new(play.session, now.clone());
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    bench.bench_function("a second on the hearing screen, 80×24", |timer| {
        timer.iter(|| {
            now.at += Duration::from_secs(1);
            now.uptime += 1000;
            app.update(Message::Tick, &now);
            let view = View { app: &app, lang: Lang::Fr, theme: Theme::new(true) };
            terminal.draw(|frame| view.draw(frame)).unwrap();
        });
    });
}

/// The minutes of a whole hearing, built and written out.
fn minutes(bench: &mut Criterion) {
    let mut play = Play::running();
    play.does(&Command::Next);
    play.does(&Command::Next);
    let (candidate, _) = play.session.open().unwrap();
    let (id, blocks) = (candidate.id.clone(), candidate.blocks.clone());
    let items: Vec<ItemCode> = play.session.items(candidate).iter().map(|item| item.code.clone()).collect();
    for item in items {
        play.does(&Command::Mark(item.clone(), Some(MarkCode::new("acquis"))));
        play.does(&Command::Comment(item, "Claire, précise, argumentée.".to_owned()));
    }
    for block in blocks {
        play.does(&Command::Decide(block, soutenance::domain::decision::Outcome::Validated, None));
    }
    play.does(&Command::Draw);
    bench.bench_function("minutes, built and written out", |timer| {
        timer.iter(|| render(build(black_box(&play.session), &id).unwrap()).unwrap());
    });
}

/// On the disk that holds the build, not on one in memory.
fn folder() -> TempDir {
    TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap()
}

fn plan() -> Plan {
    read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions/exemple")).unwrap().plan
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

/// A session played in memory, on a clock that stands still.
struct Play {
    session: Session,
    now: Stamp,
    records: Vec<Recorded>,
}

impl Play {
    /// The first candidate's first phase runs.
    fn running() -> Self {
        Self::on(plan())
    }

    fn on(exam: Plan) -> Self {
        let at = "2027-06-14T09:00:00+02:00".parse().unwrap();
        let now = Stamp { at, boot: BootId("boot".to_owned()), uptime: 0 };
        let mut play = Self { session: Session::new(exam), now, records: Vec::new() };
        play.record(Event::SessionOpened {
            session: "exemple".to_owned(),
            session_digest: "0".repeat(64),
            grid_digest: "1".repeat(64),
            candidates_digest: "2".repeat(64),
        });
        let jury = play.session.plan().jury.members.iter().map(|member| member.id.clone()).collect();
        play.does(&Command::Open(CandidateId::new("C001")));
        play.does(&Command::Present(jury));
        play.does(&Command::Start);
        play
    }

    fn does(&mut self, command: &Command) {
        for event in decide(&self.session, command).unwrap() {
            self.record(event);
        }
    }

    fn record(&mut self, event: Event) {
        let seq = self.records.len() as u64 + 1;
        let by = MemberId::new("claire.moreau");
        let record = Recorded { seq, stamp: self.now.clone(), by, event, digest: format!("{seq:064x}") };
        self.session.apply(&record).unwrap();
        self.records.push(record);
    }
}
