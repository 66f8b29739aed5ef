//! What a person at the keyboard waits for and what a slow line carries, beside peers in the same run.
//!
//! `cargo bench --bench screen`; with `-- --test` each part runs once. `vim` is one of the peers: where it is missing,
//! nothing is measured. The other is [`peer`]: the least that a clock drawn by the same library can be.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a measurement stops where it cannot be made, and prints"
)]

#[path = "screen/peer.rs"]
mod peer;
#[path = "screen/pty.rs"]
mod pty;
#[path = "screen/stage.rs"]
mod stage;

use std::fs::OpenOptions;
use std::io::Write as _;
use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};

use pty::Pty;
use stage::Stage;

/// The most bytes a second while the clock runs, in those of the least clock.
const BYTES_LIMIT: f64 = 1.3;
/// The longest from a mark's key to the screen, in the times of a bare sync and a redraw without one.
const KEY_LIMIT: f64 = 1.6;
/// The longest to the first frame, in those of `vim -u NONE`.
const FRAME_LIMIT: f64 = 1.0;
/// The longest to the first frame after ten thousand records, in those of the first frame of a new session.
const LONG_LIMIT: f64 = 1.5;
/// The most memory, in that of `vim -u NONE`.
const MEMORY_LIMIT: f64 = 1.3;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    if arguments.iter().any(|argument| argument == peer::NAME) {
        return peer::run();
    }
    let once = arguments.iter().any(|argument| argument == "--test");
    let parts: [fn(bool) -> bool; 4] = [bytes, key, frame, memory];
    let fine = parts.into_iter().filter(|part| !part(once)).count() == 0;
    if once || fine { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Says a ratio beside its limit; whether it holds.
fn holds(what: &str, ratio: f64, limit: f64) -> bool {
    println!("  {what}: {ratio:.2}, limit {limit:.2}");
    ratio <= limit
}

/// What goes to the terminal while the clock runs, and while nothing happens.
fn bytes(once: bool) -> bool {
    let length = Duration::from_secs(if once { 2 } else { 60 });
    let stage = Stage::new();
    let mut idle = Pty::start(&stage.run());
    let least = std::env::current_exe().unwrap();
    let mut least = Pty::start(&[least.to_str().unwrap().to_owned(), peer::NAME.to_owned()]);
    let other = Stage::new();
    let mut running = other.running();
    let all = [&mut running, &mut least, &mut idle];
    let counts: Vec<usize> = thread::scope(|scope| {
        let watched = all.map(|pty| {
            scope.spawn(move || {
                pty.settle();
                pty.count(length)
            })
        });
        watched.into_iter().map(|each| each.join().unwrap()).collect()
    });
    let seconds = length.as_secs_f64();
    let [running, least, idle] = counts[..] else { unreachable!() };
    println!(
        "bytes a second, 80×24: clock running {:.1}, the least clock {:.1}, nothing happening {idle}",
        running as f64 / seconds,
        least as f64 / seconds
    );
    holds("clock running, of the least clock", running as f64 / least as f64, BYTES_LIMIT) && idle == 0
}

/// From a key to the first byte of what it changes on the screen: a mark, which is on the disk by then, and a move.
fn key(once: bool) -> bool {
    let rounds = if once { 8 } else { 60 };
    let stage = Stage::new();
    let mut exam = stage.running();
    exam.settle();
    let mut bare = OpenOptions::new().append(true).create(true).open(stage.path("bare")).unwrap();
    let record = vec![b'x'; 399];
    let (mut marks, mut moves, mut syncs) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..rounds {
        // The next second of the clock must not be taken for the answer: it comes just after the one that was seen.
        exam.after_a_second();
        marks.push(exam.answers(["1", "2", "3", "4"][round % 4]));
        thread::sleep(Duration::from_millis(40));
        moves.push(exam.answers("\x1b[A"));
        syncs.push(timed(|| bare.write_all(&record).and_then(|()| bare.sync_data()).unwrap()));
    }
    let [mark, redraw, sync] = [marks, moves, syncs].map(median);
    println!("key to screen: a mark {mark:.2?}, a move {redraw:.2?}; a bare write and fdatasync {sync:.2?}");
    holds("a mark, of a move and a sync", mark.as_secs_f64() / (redraw + sync).as_secs_f64(), KEY_LIMIT)
}

/// From the start to the end of the first frame. A long journal has its reading announced: the session itself comes later,
/// and is told beside it.
fn frame(once: bool) -> bool {
    let rounds = if once { 2 } else { 40 };
    let (new, long) = (Stage::new(), Stage::of_records(10_000));
    let jobs = [new.run(), long.run(), vim()];
    let mut times = [const { Vec::new() }; 3];
    let mut read = Vec::new();
    for _ in 0..rounds {
        for (job, times) in jobs.iter().zip(&mut times) {
            let start = Instant::now();
            times.push(Pty::start(job).first_frame() - start);
        }
        read.push(timed(|| Pty::start(&long.run()).shows("marrer")));
    }
    let read = median(read);
    let [new, long, vim] = times.map(median);
    println!("first frame: new session {new:.1?}, vim -u NONE {vim:.1?}");
    println!("  after 10,000 records {long:.1?}, the session itself {read:.1?}");
    let no_later = holds("a new session, of vim", new.as_secs_f64() / vim.as_secs_f64(), FRAME_LIMIT);
    holds("after 10,000 records, of a new session", long.as_secs_f64() / new.as_secs_f64(), LONG_LIMIT) && no_later
}

/// The most memory that was held.
fn memory(once: bool) -> bool {
    let rounds = if once { 1 } else { 5 };
    let peak = |job: &dyn Fn() -> Pty| {
        let all = (0..rounds).map(|_| {
            let mut pty = job();
            pty.settle();
            pty.peak()
        });
        median(all.collect())
    };
    let stages: Vec<Stage> = (0..rounds).map(|_| Stage::new()).collect();
    let next = std::cell::Cell::new(0);
    let ours = peak(&|| {
        let stage = &stages[next.replace(next.get() + 1)];
        stage.running()
    });
    let vim = peak(&|| Pty::start(&vim()));
    println!("peak memory, MiB: clock running {:.1}, vim -u NONE {:.1}", ours as f64 / 1024.0, vim as f64 / 1024.0);
    holds("clock running, of vim", ours as f64 / vim as f64, MEMORY_LIMIT)
}

fn vim() -> Vec<String> {
    ["vim", "-u", "NONE"].map(str::to_owned).to_vec()
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn median<T: Ord + Copy>(mut all: Vec<T>) -> T {
    all.sort();
    all[all.len() / 2]
}
