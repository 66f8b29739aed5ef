//! A terminal that takes nothing for a while, as after Ctrl-S: the exam goes on, and is shown as it is once it takes
//! again.

use std::fs;
use std::thread::sleep;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::super::super::support::pty::Pty;
use super::super::super::support::{Desk, Home, PATIENCE, plain};
use super::super::{counted, some};
use super::running;

/// The sign of life in the lock file.
fn sign_of_life(desk: &Desk<'_>) -> String {
    let lock: serde_json::Value = serde_json::from_slice(&fs::read(desk.path("lock")).unwrap()).unwrap();
    lock["alive"].to_string()
}

/// Whether a thread of the process waits for its terminal to take what it writes.
fn waits_to_write(pid: u32) -> bool {
    let tasks = fs::read_dir(format!("/proc/{pid}/task")).unwrap();
    let mut calls = tasks.map(|task| fs::read_to_string(task.unwrap().path().join("syscall")).unwrap_or_default());
    // The number of `write` on x86-64 and of `write` on others; the first argument is standard output.
    calls.any(|call| ["1 0x1 ", "64 0x1 "].iter().any(|write| call.starts_with(write)))
}

/// Waits until this holds.
#[track_caller]
fn until(what: &str, holds: impl Fn() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < PATIENCE, "never: {what}");
        sleep(Duration::from_millis(20));
    }
}

/// Makes the terminal take nothing more: everything is drawn until there is no room.
fn fill(screen: &mut Pty) {
    screen.hold(true);
    let start = Instant::now();
    while !waits_to_write(screen.pid()) {
        assert!(start.elapsed() < PATIENCE, "the terminal takes everything");
        screen.send("\x0c");
        sleep(Duration::from_millis(20));
    }
}

/// The large digits, as the screen has them.
const DIGITS: [[&str; 3]; 10] = [
    ["█▀█", "█ █", "▀▀▀"],
    [" █ ", " █ ", " ▀ "],
    ["▀▀█", "█▀▀", "▀▀▀"],
    ["▀▀█", " ▀█", "▀▀▀"],
    ["█ █", "▀▀█", "  ▀"],
    ["█▀▀", "▀▀█", "▀▀▀"],
    ["█▀▀", "█▀█", "▀▀▀"],
    ["▀▀█", "  █", "  ▀"],
    ["█▀█", "█▀█", "▀▀▀"],
    ["█▀█", "▀▀█", "▀▀▀"],
];

/// Whether the screen shows so many seconds in large digits, `19:42`.
fn shows_clock(text: &str, seconds: i64) -> bool {
    let digits = [seconds / 600 % 6, seconds / 60 % 10, seconds % 60 / 10, seconds % 10];
    let digits = digits.map(|digit| DIGITS[usize::try_from(digit).unwrap()]);
    [0, 1].into_iter().all(|row| {
        let (left, right) =
            (format!("{} {}", digits[0][row], digits[1][row]), format!("{} {}", digits[2][row], digits[3][row]));
        text.lines().any(|line| line.contains(&format!("{left}  ▄  {right}")))
    })
}

/// The seconds that are left of twenty minutes, by the journal and the clock of this machine.
fn left(desk: &Desk<'_>) -> i64 {
    let journal = desk.journal();
    let started =
        journal.iter().find(|record| record["event"] == "phase-started").unwrap()["at"].as_str().unwrap().to_owned();
    let started = chrono::DateTime::parse_from_rfc3339(&started).unwrap();
    1200 - (chrono::Utc::now() - started.to_utc()).num_seconds()
}

#[test]
fn a_terminal_that_takes_nothing_for_a_while() {
    let home = Home::new();
    let desk = home.example("b204");
    let mut screen = running(&desk);
    let seconds = some(10, 60);
    fill(&mut screen);
    let (mut lives, mut marks) = (0, 0);
    let mut last = sign_of_life(&desk);
    for second in 0..seconds {
        if marks < 26 {
            screen.send("3");
            marks += 1;
            until("a mark in the journal", || desk.count("mark-set") == marks);
        }
        until(&format!("a sign of life in second {second}"), || sign_of_life(&desk) != last);
        (last, lives) = (sign_of_life(&desk), lives + 1);
        sleep(Duration::from_secs(1));
    }
    assert!(waits_to_write(screen.pid()), "the terminal took something");
    screen.hold(false);
    screen.shows(&format!("{marks}/26 notés"));
    // A key is taken, and shown.
    screen.send("c");
    screen.shows("Commentaire — ");
    screen.send("\x1b");
    screen.shows("Espace pause");
    // The clock is right at once, and stays so.
    let due = left(&desk);
    let text = screen.text();
    assert!((due - 1..=due + 1).any(|seconds| shows_clock(&text, seconds)), "{due} s are left: {text}");
    screen.send("qo");
    assert_eq!(screen.ended(), 0);
    counted(
        "a terminal that takes nothing",
        &format!("{seconds} s held, {marks} marks in the journal meanwhile, {lives} signs of life"),
    );
    assert!(marks >= 10 && lives == seconds);
}

#[test]
fn it_can_be_ended_while_its_terminal_takes_nothing() {
    let home = Home::new();
    let desk = home.example("b204");
    let mut screen = running(&desk);
    screen.send("3");
    screen.shows("1/26 notés");
    fill(&mut screen);
    screen.signal(Signal::TERM);
    let start = Instant::now();
    while screen.is_running() {
        assert!(start.elapsed() < PATIENCE, "it cannot be ended");
        sleep(Duration::from_millis(10));
    }
    screen.hold(false);
    assert_eq!(desk.count("mark-set"), 1);
    let again = desk.script(&["état"], &[]).ends_with(0);
    assert!(plain(&again.out).contains("1 sur 26"), "{}", again.out);
}
