//! Clocks that are set, that sleep, and that start again.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests")]

use std::fs;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::super::support::{Desk, Home, Talk};
use super::counted;

/// The length of a phase here, in seconds.
const PHASE: i64 = 1200;

/// What sets the wall clock of one program: `libfaketime`, which reads a file at each look.
fn library() -> String {
    let folders = fs::read_dir("/usr/lib").unwrap().map(|entry| entry.unwrap().path());
    let mut found = folders.map(|folder| folder.join("faketime/libfaketimeMT.so.1")).filter(|path| path.exists());
    found.next().expect("this test needs the package faketime").to_str().unwrap().to_owned()
}

/// A conversation whose wall clock is set by a file.
struct Wall {
    file: PathBuf,
    talk: Talk,
}

impl Wall {
    fn start(desk: &Desk<'_>, zone: &str, at: &str) -> Self {
        let file = desk.path("../wall");
        fs::write(&file, at).unwrap();
        let settings = [
            format!("LD_PRELOAD={}", library()),
            format!("FAKETIME_TIMESTAMP_FILE={}", file.display()),
            "FAKETIME_NO_CACHE=1".to_owned(),
            "FAKETIME_DONT_FAKE_MONOTONIC=1".to_owned(),
            format!("TZ={zone}"),
        ];
        let starter: Vec<&str> = ["env"].into_iter().chain(settings.iter().map(String::as_str)).collect();
        Self { file, talk: desk.talk_by(&starter) }
    }

    fn set(&self, at: &str) {
        fs::write(&self.file, at).unwrap();
    }
}

/// What is left of the phase, in seconds, as `status` says.
fn left(talk: &mut Talk) -> i64 {
    let status = talk.ok("état");
    let (_, after) = status.split_once("il reste ").unwrap_or_else(|| panic!("{status}"));
    let (minutes, rest) = after.trim_start().split_once(':').unwrap_or_else(|| panic!("{status}"));
    let seconds: i64 = rest[..2].parse().unwrap();
    minutes.trim().parse::<i64>().unwrap() * 60 + seconds
}

/// The phase as a watch of this test has it: the moments between which it began, and what was added to it since.
struct Watch {
    before: Instant,
    after: Instant,
    added: i64,
}

impl Watch {
    /// Begins a phase.
    fn starts(talk: &mut Talk) -> Self {
        let before = Instant::now();
        talk.ok("démarrer");
        Self { before, after: Instant::now(), added: 0 }
    }

    /// That the program's clock is within a second of this one; by how much at most, in milliseconds.
    fn agrees(&self, talk: &mut Talk, what: &str) {
        let asked = Instant::now();
        let shown = left(talk);
        let most = PHASE - self.added - whole(asked - self.after);
        let least = PHASE - self.added - whole(self.before.elapsed());
        assert!((least - 1..=most + 1).contains(&shown), "{what}: {shown} s shown, from {least} to {most} s are left");
    }
}

fn whole(length: Duration) -> i64 {
    i64::try_from(length.as_secs()).unwrap()
}

fn opened(talk: &mut Talk) {
    for command in ["ouvrir C1", "présents tous"] {
        talk.ok(command);
    }
}

/// Goes on to signed minutes, which verify; their text.
fn finished(desk: &Desk<'_>, talk: &mut Talk) -> toml::Table {
    for command in ["suivant", "suivant", "décider B1 validé essai", "décider B2 refusé essai", "signer claire.moreau"]
    {
        talk.ok(command);
    }
    assert_eq!(talk.end().1, Some(0));
    desk.verify().ends_with(0);
    desk.read("minutes/C1.v1.toml").parse().unwrap()
}

#[test]
fn a_wall_clock_that_is_set_in_mid_phase_changes_no_second() {
    let steps = ["+1h", "-1h", "+0", "-30d", "+400d", "+0"];
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    let mut wall = Wall::start(&desk, "Europe/Paris", "+0");
    opened(&mut wall.talk);
    let watch = Watch::starts(&mut wall.talk);
    for step in steps {
        wall.set(step);
        watch.agrees(&mut wall.talk, step);
        wall.talk.ok("noter B1.1 3");
        sleep(Duration::from_millis(700));
        watch.agrees(&mut wall.talk, step);
    }
    // Were the clock not really set, nothing would have been tried.
    let marks =
        desk.journal().into_iter().filter(|record| record["event"] == "mark-set" || record["event"] == "phase-started");
    let years: std::collections::BTreeSet<String> =
        marks.map(|record| record["at"].as_str().unwrap()[..13].to_owned()).collect();
    assert!(years.len() > 1, "{years:?}");
    finished(&desk, &mut wall.talk);
    counted("wall clock set in mid-phase", &format!("{} times, by an hour to 400 days; within a second", steps.len()));
}

#[test]
fn summer_time_begins_and_ends_in_mid_phase() {
    let home = Home::new();
    let nights = [("autumn", "@2026-10-25 02:59:57", "+01:00"), ("spring", "@2027-03-28 01:59:57", "+02:00")];
    for (name, night, after) in nights {
        let desk = home.small(name, "20min", "");
        let mut wall = Wall::start(&desk, "Europe/Paris", night);
        opened(&mut wall.talk);
        let watch = Watch::starts(&mut wall.talk);
        sleep(Duration::from_secs(4));
        watch.agrees(&mut wall.talk, name);
        wall.talk.ok("noter B1.1 3");
        let marked = desk.journal().into_iter().find(|record| record["event"] == "mark-set").unwrap();
        assert!(marked["at"].as_str().unwrap().ends_with(after), "{marked}");
        finished(&desk, &mut wall.talk);
    }
    counted("summer time", &format!("begins and ends in mid-phase, {} nights; within a second", nights.len()));
}

/// Another machine for a restart: another boot, its clock at this place, in its own view of the system.
fn rebooted(desk: &Desk<'_>, at: u32) -> Talk {
    let boot = desk.path("../boot");
    fs::write(&boot, "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee\n").unwrap();
    let script = format!(
        "mount --bind '{}' /proc/sys/kernel/random/boot_id && exec \"$@\"",
        boot.canonicalize().unwrap().display()
    );
    desk.talk_by(&["unshare", "--mount", "--time", "--boottime", &at.to_string(), "sh", "-c", &script, "sh"])
}

#[test]
fn what_passes_while_the_program_is_stopped_is_asked_about() {
    let home = Home::new();
    for (name, answer) in [("time", "temps"), ("pause", "pause")] {
        // The machine slept ten minutes: its boot-time clock went on. Then it was started again, in another zone.
        let desk = home.small(name, "20min", "");
        let mut talk = desk.talk();
        opened(&mut talk);
        let mut watch = Watch::starts(&mut talk);
        talk.kill();
        let asleep = ["unshare", "--time", "--boottime", "600", "env", "TZ=America/New_York"];
        let mut talk = desk.talk_by(&asleep);
        assert!(talk.refused("suivant").contains("interruption"));
        talk.ok(&format!("interruption {answer}"));
        if answer == "temps" {
            watch.added += 600;
            watch.agrees(&mut talk, "ten minutes asleep");
        } else {
            assert!(left(&mut talk) >= PHASE - whole(watch.before.elapsed()) - 1);
        }
        talk.kill();
        let mut talk = rebooted(&desk, 100_000);
        assert!(talk.refused("suivant").contains("interruption"));
        talk.ok(&format!("interruption {answer}"));
        if answer == "temps" {
            watch.agrees(&mut talk, "started again");
        }
        let minutes = finished(&desk, &mut talk);
        let pauses = minutes["phase"][0]["pause"].as_array().unwrap();
        assert_eq!(pauses.len(), 2, "{pauses:#?}");
    }
    counted(
        "sleeps and reboots between two runs",
        "2 sleeps of ten minutes, 2 reboots; within a second, all asked about",
    );
}

/// A machine that sleeps while the program runs, and one that stops the program, look the same from inside.
#[test]
fn a_program_that_does_not_run_for_a_while_asks_when_it_does_again() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    let mut talk = desk.talk();
    opened(&mut talk);
    let watch = Watch::starts(&mut talk);
    let process = rustix::process::Pid::from_raw(talk.pid().cast_signed()).unwrap();
    // It waits for the next second.
    sleep(Duration::from_millis(1500));
    rustix::process::kill_process(process, rustix::process::Signal::STOP).unwrap();
    sleep(Duration::from_secs(22));
    rustix::process::kill_process(process, rustix::process::Signal::CONT).unwrap();
    talk.until(|line| line.contains("l’ordinateur s’est mis en veille"));
    assert!(talk.refused("suivant").contains("interruption"));
    talk.ok("interruption temps");
    watch.agrees(&mut talk, "asleep");
    let minutes = finished(&desk, &mut talk);
    assert_eq!(minutes["phase"][0]["pause"].as_array().unwrap().len(), 1);
    counted("sleeps while the program runs", "1, asked about; within a second");
}
