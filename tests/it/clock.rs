//! The clock of the room, in one process, follows the exam of another.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop here")]

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::time::Duration;

use rustix::process::Signal;
use soutenance::clerk::ClerkError;
use soutenance::room::{Follower, RoomView};

use super::support::pty::{Pty, find};
use super::support::{Desk, Home, PROGRAM, plain};

const USUAL: (u16, u16) = (80, 24);

fn wall(desk: &Desk<'_>, size: (u16, u16), env: &[(&str, &str)]) -> Pty {
    Pty::start(desk.home, &[PROGRAM, "clock", desk.text_path()], size, env)
}

/// That the terminal is as a shell expects it.
#[track_caller]
fn is_sane(screen: &Pty) {
    assert!(!screen.holds(vt100::Screen::alternate_screen), "still on the alternate screen");
    assert!(!screen.holds(vt100::Screen::hide_cursor), "the cursor is still hidden");
    assert!(!screen.holds(vt100::Screen::bracketed_paste), "pastes are still bracketed");
    assert!(screen.is_cooked(), "the terminal is still raw");
}

/// The rows of the screen that have digits on them.
fn digits(screen: &vt100::Screen) -> Vec<String> {
    screen.rows(0, 200).filter(|row| row.contains(['█', '▀', '▄'])).collect()
}

#[test]
fn the_room_sees_the_clock_of_the_exam() {
    let home = Home::new();
    let desk = home.small("b204", "20min", "\"5min\"");
    // Before the session begins; its journal appears later.
    let mut room = wall(&desk, USUAL, &[]);
    room.shows("Aucune soutenance en cours");
    assert!(!desk.path("journal.jsonl").exists() && !desk.path("lock").exists(), "it has written in the folder");
    let mut talk = desk.talk();
    talk.ok("ouvrir C1");
    room.shows("Anaïs Lefèvre");
    room.shows("PRÉSENTATION");
    room.shows("prêt à démarrer");
    talk.ok("présents tous");
    talk.ok("démarrer");
    room.shows("▶ en cours");
    let before = room.holds(digits);
    assert_eq!(before.len(), 10, "{before:#?}");
    room.until("another second", |screen| digits(screen) != before);
    talk.ok("pause question du jury");
    room.shows("‖ PAUSE");
    room.quiet(Duration::from_millis(300));
    let paused = room.holds(digits);
    assert_eq!(room.watch(Duration::from_millis(1500)), (0, 0), "a clock that stands is drawn");
    assert_eq!(room.holds(digits), paused);
    talk.ok("reprendre");
    room.shows("▶ en cours");
    room.until("another second", |screen| digits(screen) != paused);
    talk.ok("suivant");
    room.shows("ENTRETIEN");
    talk.ok("suivant");
    room.shows("DÉLIBÉRATION");
    talk.ok("fermer");
    room.shows("Aucune soutenance en cours");
    // Tiers-temps: 26:40 are due.
    talk.ok("ouvrir C2");
    room.shows("Maëlys N’Guessan");
    room.send("q");
    assert_eq!(room.ended(), 0);
    is_sane(&room);
}

#[test]
fn nothing_of_the_jury_is_ever_on_that_screen() {
    let home = Home::new();
    let desk = home.example("b204");
    let room = wall(&desk, (120, 40), &[]);
    room.shows("Aucune soutenance");
    let mut talk = desk.talk();
    for line in ["ouvrir C001", "présents tous", "démarrer"] {
        talk.ok(line);
    }
    room.shows("▶ en cours");
    for line in ["noter BC01.1 1", "noter BC01.2 4", "commenter BC01.1 hésitant sur le budget", "pause malaise du juré"]
    {
        talk.ok(line);
    }
    room.shows("‖ PAUSE");
    talk.ok("reprendre");
    room.shows("▶ en cours");
    talk.ok("arrêter abandon du candidat");
    room.shows("DÉLIBÉRATION");
    talk.ask("décider BC01 refusé budget absent");
    talk.ok("fermer");
    room.shows("Aucune soutenance");
    let written = plain(&String::from_utf8_lossy(&room.bytes())).to_lowercase();
    let session = desk.read("session.toml");
    let names = session.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
    let jurors: Vec<String> = names.skip(1).flat_map(|name| name.split(' ').map(str::to_lowercase)).collect();
    assert!(jurors.len() >= 6 && jurors.contains(&"moreau".to_owned()), "{jurors:?}");
    let said = ["hésitant", "budget", "malaise", "juré", "abandon", "acquis", "maîtrisé", "bc01", "refusé", "c001"];
    let said = said.into_iter().map(str::to_owned);
    for word in jurors.into_iter().chain(said) {
        assert!(find(written.as_bytes(), word.as_bytes()).is_none(), "« {word} » was on the room’s screen");
    }
    assert!(!written.contains("notés") && !written.contains("/26"), "a count of marks was on the room’s screen");
}

#[test]
fn a_journal_being_written_is_read_as_far_as_it_goes() {
    let home = Home::new();
    let desk = home.small("b204", "20min", "");
    desk.script(&["ouvrir C1", "présents tous", "démarrer", "suivant", "suivant", "fermer"], &["--stop-on-error"])
        .ends_with(0);
    let whole = fs::read(desk.path("journal.jsonl")).unwrap();
    let ends: Vec<usize> = (0..whole.len()).filter(|&at| whole[at] == b'\n').map(|at| at + 1).collect();
    fs::write(desk.path("journal.jsonl"), &whole[..0]).unwrap();
    let mut follower = Follower::new(&desk.folder).unwrap();
    assert!(!follower.look(), "nothing has changed, and it was read");
    let mut file = OpenOptions::new().append(true).open(desk.path("journal.jsonl")).unwrap();
    let mut from = 0;
    for (records, end) in ends.into_iter().enumerate() {
        for part in [&whole[from..end - 7], &whole[end - 7..end]] {
            file.write_all(part).unwrap();
            assert!(follower.look());
            let read = follower.session().unwrap().unwrap().head().map_or(0, |head| head.seq);
            let expected = if part.len() == 7 { records + 1 } else { records };
            assert_eq!(read, expected as u64);
        }
        assert!(!follower.look());
        from = end;
    }
    // Cut in between, by a program that could not sync, and written again.
    file.set_len((whole.len() - 10) as u64).unwrap();
    assert!(follower.look() && follower.session().is_ok());
    fs::remove_file(desk.path("journal.jsonl")).unwrap();
    assert!(follower.look() && matches!(follower.session(), Ok(None)));
}

#[test]
fn the_files_may_change_until_the_session_begins_and_not_after() {
    let home = Home::new();
    let desk = home.small("b204", "20min", "");
    let mut follower = Follower::new(&desk.folder).unwrap();
    let list = desk.read("candidates.csv");
    fs::write(desk.path("candidates.csv"), list.replace("Anaïs", "Anna")).unwrap();
    desk.script(&["ouvrir C1"], &["--stop-on-error"]).ends_with(0);
    follower.look();
    let now = soutenance::clock::Clock::now(&soutenance::clock::SystemClock::new());
    let view = RoomView::of(follower.session().unwrap().unwrap(), &now);
    assert_eq!(view.candidates, ["Anna Lefèvre"]);
    // The program that runs it knows the files as they were; so does one that follows it.
    fs::write(desk.path("candidates.csv"), &list).unwrap();
    OpenOptions::new().append(true).open(desk.path("journal.jsonl")).unwrap().write_all(b"{").unwrap();
    assert!(follower.look() && follower.session().is_ok());
    assert!(matches!(Follower::new(&desk.folder), Err(ClerkError::Changed(_))));
}

#[test]
fn damage_stops_the_clock_and_is_told_at_the_end() {
    let home = Home::new();
    let desk = home.small("b204", "20min", "");
    let mut talk = desk.talk();
    for line in ["ouvrir C1", "présents tous", "démarrer"] {
        talk.ok(line);
    }
    let mut room = wall(&desk, USUAL, &[]);
    room.shows("▶ en cours");
    let whole = desk.read("journal.jsonl");
    fs::write(desk.path("journal.jsonl"), whole.replacen("jury-present", "jury-absent", 1)).unwrap();
    room.shows("Le chronomètre ne suit plus : voir l’écran du jury");
    assert_eq!(room.holds(digits), Vec::<String>::new());
    // It comes back by itself once that is mended.
    fs::write(desk.path("journal.jsonl"), &whole).unwrap();
    room.shows("▶ en cours");
    fs::write(desk.path("journal.jsonl"), whole.replacen("jury-present", "jury-absent", 1)).unwrap();
    room.shows("Le chronomètre ne suit plus");
    room.send("\x1b");
    assert_eq!(room.ended(), 1);
    is_sane(&room);
    room.shows("le journal est abîmé à la ligne 3");
    // Nor does it begin with it.
    let mut room = wall(&desk, USUAL, &[]);
    assert_eq!(room.ended(), 1);
    room.shows("le journal est abîmé à la ligne 3");
    assert!(find(&room.bytes(), b"\x1b[?1049h").is_none());
}

#[test]
fn leaving_gives_the_terminal_back() {
    let home = Home::new();
    let desk = home.small("b204", "20min", "");
    for (keys, signal) in [
        ("q", None),
        ("\x1b", None),
        ("\x03", None),
        ("", Some(Signal::TERM)),
        ("", Some(Signal::HUP)),
        ("", Some(Signal::INT)),
    ] {
        let mut room = wall(&desk, USUAL, &[]);
        room.shows("Aucune soutenance");
        assert!(room.holds(vt100::Screen::alternate_screen) && !room.is_cooked());
        // No other key does anything.
        room.send(" \rn3\x0c");
        room.quiet(Duration::from_millis(100));
        room.send(keys);
        if let Some(signal) = signal {
            room.signal(signal);
        }
        assert_eq!(room.ended(), 0, "{keys:?} {signal:?}");
        is_sane(&room);
    }
    assert!(!desk.path("journal.jsonl").exists());
}

#[test]
fn windows_of_every_size_while_the_clock_runs() {
    let home = Home::new();
    let desk = home.small("b204", "20min", "");
    let mut talk = desk.talk();
    for line in ["ouvrir C1", "présents tous", "démarrer"] {
        talk.ok(line);
    }
    let mut room = wall(&desk, USUAL, &[]);
    room.shows("▶ en cours");
    for (size, height) in [((120, 40), 15), ((40, 10), 5), ((20, 8), 3), ((200, 60), 28), ((80, 24), 10)] {
        room.resize(size.0, size.1);
        room.until("the digits in another size", |screen| digits(screen).len() == height);
    }
    room.resize(8, 2);
    room.shows("19:");
    room.resize(1, 1);
    room.resize(80, 24);
    room.until("the digits again", |screen| digits(screen).len() == 10);
    assert!(room.is_running());
}

#[test]
fn no_color_is_heeded_and_english_spoken() {
    let home = Home::new().english();
    let desk = home.small("b204", "5min", "\"4min59s\"");
    desk.script(&["open C1", "present all", "start"], &["--stop-on-error"]).ends_with(0);
    for (value, coloured) in [("", true), ("1", false)] {
        let room = wall(&desk, USUAL, &[("NO_COLOR", value)]);
        room.shows("PRESENTATION");
        room.shows("⚠ nearly over");
        let colour = |cell: &vt100::Cell| cell.fgcolor() != vt100::Color::Default;
        let found = room.holds(|screen| (0..24).any(|y| (0..80).any(|x| screen.cell(y, x).is_some_and(colour))));
        assert_eq!(found, coloured, "NO_COLOR={value}");
    }
    let help = home.run(&["clock", "--help"]).ends_with(0);
    assert!(help.out.contains("Example: soutenance clock sessions/b204"), "{help:#?}");
    let said = home.run(&["clock", desk.text_path()]).ends_with(2);
    assert!(said.err.contains("the clock of the room needs a terminal"), "{said:#?}");
    let mut room = Pty::start(&home, &[PROGRAM, "clock", "nowhere"], USUAL, &[]);
    assert_eq!(room.ended(), 2);
}
