//! What the secretariat waits for: thousands of minutes verified, against the least that it could take.
//!
//! `cargo bench --bench consolidate -- --minutes 10000`, and `--only alone`, `whole` or `both` for one kind of rooms;
//! with `-- --test` each part runs once, on few.
//!
//! The same rooms, written out instead: `-- --out DIR --rooms N --candidates M --seed S`, with `--alone` for the minutes
//! without their sessions, `--collegial` for juries that all mark together. The sample of the repository:
//! `-- --promotion sessions/promotion-2026`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a measurement stops where it cannot be made, and prints"
)]

mod synthetic;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::str::FromStr;
use std::thread;
use std::time::{Duration, Instant};

use soutenance::signing::{NAMESPACE, signed_by};
use synthetic::population::{self, Order};
use tempfile::TempDir;

/// The program as it is delivered.
const PROGRAM: &str = env!("CARGO_BIN_EXE_soutenance");
/// The two commands that are measured: the second does what the first does, then writes all results.
const COMMANDS: [&str; 2] = ["verify", "consolidate"];
/// Rooms, and the least that verifying them may reach: of the files a second of the ceiling, and how many times those of
/// `ssh-keygen`.
struct Kind {
    key: &'static str,
    name: &'static str,
    alone: bool,
    collegial: bool,
    of_ceiling: f64,
    of_keygen: f64,
}

/// The ceiling does no more for whole sessions than for their minutes; the program replays every journal besides, record
/// by record, and more of them where jurors marked alone.
const KINDS: [Kind; 3] = [
    Kind {
        key: "alone",
        name: "minutes alone, juries that mark together",
        alone: true,
        collegial: true,
        of_ceiling: 0.5,
        of_keygen: 45.0,
    },
    Kind {
        key: "whole",
        name: "whole sessions, juries that mark together",
        alone: false,
        collegial: true,
        of_ceiling: 0.1,
        of_keygen: 6.0,
    },
    Kind {
        key: "both",
        name: "whole sessions, juries of both ways",
        alone: false,
        collegial: false,
        of_ceiling: 0.05,
        of_keygen: 3.0,
    },
];
/// The least that consolidating may reach of verifying: the ceiling and `ssh-keygen` write no results, and there are
/// 3.5 KB of them for each minutes.
const RESULTS_LIMIT: f64 = 0.4;
/// How many signatures `ssh-keygen` is given: it takes about 5 ms for each.
const KEYGEN_SAMPLE: usize = 400;
/// Candidates a room.
const ROOM: usize = 12;

fn main() -> ExitCode {
    let arguments = Arguments(std::env::args().collect());
    if let Some(folder) = arguments.value::<PathBuf>("--promotion") {
        synthetic::promotion::write(&folder);
        return ExitCode::SUCCESS;
    }
    let order = Order {
        rooms: arguments.value("--rooms").unwrap_or(10),
        candidates: arguments.value("--candidates").unwrap_or(ROOM),
        seed: arguments.value("--seed").unwrap_or(1),
        alone: arguments.has("--alone"),
        collegial: arguments.has("--collegial"),
    };
    if let Some(folder) = arguments.value::<PathBuf>("--out") {
        fs::create_dir_all(&folder).unwrap();
        population::write(&order, &folder);
        return ExitCode::SUCCESS;
    }
    let once = arguments.has("--test");
    let minutes: usize = arguments.value("--minutes").unwrap_or(1000);
    let rooms = if once { 2 } else { minutes.div_ceil(ROOM) };
    let rounds = if once { 1 } else { 5 };
    let only: Option<String> = arguments.value("--only");
    let kinds: Vec<_> = KINDS.iter().filter(|kind| only.as_ref().is_none_or(|only| only == kind.key)).collect();
    assert!(!kinds.is_empty(), "--only {only:?}: no such rooms");
    let mut fine = true;
    for kind in kinds {
        let order = Order { rooms, candidates: ROOM, alone: kind.alone, collegial: kind.collegial, ..order.clone() };
        fine &= measure(kind, &order, rounds);
    }
    if once || fine { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What stands after the name of the bench.
struct Arguments(Vec<String>);

impl Arguments {
    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|each| each == name)
    }

    fn value<T: FromStr>(&self, name: &str) -> Option<T> {
        let at = self.0.iter().position(|each| each == name)?;
        let text = self.0.get(at + 1).unwrap_or_else(|| panic!("{name} needs a value"));
        Some(text.parse().unwrap_or_else(|_| panic!("{name} {text}: not understood")))
    }
}

/// All sides, one after the other in each round, on files that were all read once before.
fn measure(kind: &Kind, order: &Order, rounds: usize) -> bool {
    let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    population::write(order, folder.path());
    let mut found = Vec::new();
    collect(folder.path(), &mut found);
    found.sort();
    assert_eq!(found.len(), order.rooms * order.candidates);
    // What was just written is on its way to the disk, which takes from all sides.
    assert!(Command::new("sync").status().unwrap().success());
    ceiling(&found);
    let sample: Vec<&Signed> = found.iter().step_by((found.len() / KEYGEN_SAMPLE).max(1)).take(KEYGEN_SAMPLE).collect();
    let (mut least, mut keygen, mut program) = (Vec::new(), Vec::new(), [Vec::new(), Vec::new()]);
    for _ in 0..rounds {
        least.push(timed(|| ceiling(&found)));
        for (command, times) in COMMANDS.into_iter().zip(&mut program) {
            times.push(timed(|| run(command, folder.path())));
        }
        keygen.push(timed(|| ssh_keygen(folder.path(), &sample)));
    }
    let least = a_second(found.len(), least);
    let keygen = a_second(sample.len(), keygen);
    println!("{}: {} minutes", kind.name, found.len());
    println!("  a second: read and verified only {least:.0}; ssh-keygen, two at a time, {keygen:.0}");
    let [verify, consolidate] = program.map(|times| a_second(found.len(), times));
    let (of_least, times, of_verify) = (verify / least, verify / keygen, consolidate / verify);
    let peaks = COMMANDS.map(|command| peak(command, folder.path()) as f64 / 1024.0);
    println!(
        "  verify {verify:.0} a second: {of_least:.2} of the ceiling, limit {:.2}; {times:.0} times ssh-keygen, limit \
         {:.0}; peak memory {:.1} MiB",
        kind.of_ceiling, kind.of_keygen, peaks[0]
    );
    println!(
        "  consolidate {consolidate:.0} a second: {of_verify:.2} of verify, limit {RESULTS_LIMIT:.2}; {:.2} of the \
         ceiling; {:.0} times ssh-keygen; peak memory {:.1} MiB",
        consolidate / least,
        consolidate / keygen,
        peaks[1]
    );
    of_least >= kind.of_ceiling && times >= kind.of_keygen && of_verify >= RESULTS_LIMIT
}

/// Minutes, with their signature by the president.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Signed {
    minutes: PathBuf,
    signature: PathBuf,
    signer: String,
}

fn collect(folder: &Path, found: &mut Vec<Signed>) {
    for entry in folder.read_dir().unwrap() {
        let signature = entry.unwrap().path();
        let name = signature.file_name().unwrap().to_str().unwrap();
        if signature.is_dir() {
            collect(&signature, found);
        } else if let Some((stem, signer)) = signed(name).filter(|(stem, _)| *stem != "session") {
            let minutes = signature.with_file_name(format!("{stem}.toml"));
            found.push(Signed { minutes, signer: signer.to_owned(), signature });
        }
    }
}

/// `C001.v1.toml.claire.moreau.sig`: what is signed, and by whom.
fn signed(name: &str) -> Option<(&str, &str)> {
    name.strip_suffix(".sig")?.split_once(".toml.")
}

/// The least that it takes: two threads read every file of the minutes, and strictly verify every signature.
fn ceiling(found: &[Signed]) {
    thread::scope(|scope| {
        for half in found.chunks(found.len().div_ceil(2)) {
            scope.spawn(move || {
                for Signed { minutes, signature, .. } in half {
                    let bytes = fs::read(minutes).unwrap();
                    let table = fs::read(minutes.with_extension("csv")).unwrap();
                    std::hint::black_box(table);
                    signed_by(&bytes, &fs::read_to_string(signature).unwrap()).unwrap();
                }
            });
        }
    });
}

/// `ssh-keygen`, two at a time, a process for each file; the shell between gives it the file to read and its place.
fn ssh_keygen(folder: &Path, sample: &[&Signed]) {
    let script = format!("exec ssh-keygen -Y verify -f \"$0\" -n {NAMESPACE} -I \"$1\" -s \"$2\" < \"$3\" > /dev/null");
    let signers = folder.join("allowed_signers");
    let mut xargs = Command::new("xargs")
        .args(["-0", "-P2", "-n3", "sh", "-c", &script])
        .arg(signers)
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = Vec::new();
    for Signed { minutes, signature, signer } in sample {
        for argument in [signer.as_str(), signature.to_str().unwrap(), minutes.to_str().unwrap()] {
            input.extend_from_slice(argument.as_bytes());
            input.push(0);
        }
    }
    xargs.stdin.take().unwrap().write_all(&input).unwrap();
    assert!(xargs.wait().unwrap().success(), "ssh-keygen refuses a signature");
}

/// The program's command on everything in this folder, and where it writes.
fn command(name: &str, folder: &Path, out: &Path) -> Command {
    let mut command = Command::new(PROGRAM);
    command.arg(name).arg(folder).arg("--signers").arg(folder.join("allowed_signers"));
    if name == "consolidate" {
        command.arg("--out").arg(out.join("out"));
    }
    command.stdout(Stdio::null());
    command
}

fn run(name: &str, folder: &Path) {
    let out = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let code = command(name, folder, out.path()).status().unwrap().code();
    // Among thousands there are homonyms, of which consolidating speaks.
    let expected: &[i32] = if name == "consolidate" { &[0, 1] } else { &[0] };
    assert!(code.is_some_and(|code| expected.contains(&code)), "{PROGRAM} ended with {code:?}");
}

/// The most memory that the program held, in KiB. In a run of its own: looking takes time.
fn peak(name: &str, folder: &Path) -> u64 {
    let out = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let mut child = command(name, folder, out.path()).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:")?.strip_suffix("kB"));
        peak = line.and_then(|line| line.trim().parse().ok()).unwrap_or(peak);
        thread::sleep(Duration::from_millis(1));
    }
    peak
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// How many a second, by the median.
fn a_second(count: usize, mut times: Vec<Duration>) -> f64 {
    times.sort();
    count as f64 / times[times.len() / 2].as_secs_f64()
}
