//! The screens on a real terminal: keys in, bytes out, and the terminal given back whatever happens.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "helpers of tests")]

use std::time::Duration;

use rustix::process::Signal;
use soutenance::tui::terminal::Guard;

use super::support::pty::{Pty, find, hung_up};
use super::support::{Desk, Dice, Home, PROGRAM, plain};

const USUAL: (u16, u16) = (80, 24);
const LEAVES: &[u8] = b"\x1b[?1049l";
const SHOWS_CURSOR: &[u8] = b"\x1b[?25h";
const PASTE_OFF: &[u8] = b"\x1b[?2004l";

fn open(desk: &Desk<'_>, size: (u16, u16), env: &[(&str, &str)]) -> Pty {
    Pty::start(desk.home, &[PROGRAM, "run", desk.text_path()], size, env)
}

/// The example with the clock of the first candidate running.
fn running(desk: &Desk<'_>) -> Pty {
    let mut screen = open(desk, USUAL, &[]);
    screen.shows("LEFÈVRE Anaïs");
    screen.send("\r");
    screen.shows("Qui est présent");
    screen.send("\r");
    screen.shows("prêt à démarrer");
    screen.send(" ");
    screen.shows("▶ en cours");
    screen
}

/// That the terminal is as a shell expects it.
#[track_caller]
fn is_sane(screen: &Pty) {
    let bytes = screen.bytes();
    for sequence in [LEAVES, SHOWS_CURSOR, PASTE_OFF] {
        assert!(find(&bytes, sequence).is_some(), "{} was not written", sequence.escape_ascii());
    }
    assert!(!screen.holds(vt100::Screen::alternate_screen), "still on the alternate screen");
    assert!(!screen.holds(vt100::Screen::hide_cursor), "the cursor is still hidden");
    assert!(!screen.holds(vt100::Screen::bracketed_paste), "pastes are still bracketed");
    assert!(screen.is_cooked(), "the terminal is still raw");
}

#[test]
fn killed_in_mid_phase_and_started_again() {
    let home = Home::new();
    let desk = home.example("b204");
    let mut screen = running(&desk);
    let text = screen.text();
    assert!(text.contains("PRÉSENTATION") && text.contains("durée prévue : 20 min"), "{text}");
    assert!(!screen.is_cooked());
    screen.send("3");
    screen.shows("✓ BC01.1 : Acquis");
    // The 4 of a French keyboard without Shift.
    screen.send("'");
    screen.shows("✓ BC01.2 : Maîtrisé");
    screen.shows("2/26 notés");
    screen.send("c");
    screen.shows("Commentaire — ");
    screen.send("Très réservé, « à revoir » q3 ");
    // As terminals paste: a line ends in a carriage return.
    screen.send("\x1b[200~Ligne un\rLigne deux\x1b[201~");
    screen.shows("Ligne deux");
    screen.send("\r");
    screen.shows("✓ BC01.3 : commentaire enregistré");
    screen.kill();
    let comments: Vec<String> = desk
        .journal()
        .iter()
        .filter(|record| record["event"] == "comment-set")
        .map(|record| record["data"]["text"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(comments, ["Très réservé, « à revoir » q3 Ligne un\nLigne deux"]);

    let mut screen = open(&desk, USUAL, &[]);
    screen.shows("Programme arrêté ou ordinateur en veille pendant la phase");
    screen.shows("Pendant ce temps, le candidat a-t-il continué ?");
    // Nothing else answers the question.
    screen.send("3n\r ");
    screen.quiet(Duration::from_millis(200));
    assert!(screen.text().contains("le candidat a-t-il continué"), "{}", screen.text());
    screen.send("p");
    screen.shows("▶ en cours");
    screen.shows("✓ l’interruption est comptée comme une pause");
    let text = screen.text();
    assert!(text.contains("2/26 notés") && text.contains("3 Acquis") && text.contains("4 Maîtrisé"), "{text}");
    screen.send("jj");
    screen.shows("Commentaire : Très réservé, « à revoir » q3 Ligne un");
    screen.send("u");
    screen.shows("commentaire de BC01.3 : dernière saisie annulée");
    assert_eq!((desk.count("mark-set"), desk.count("gap-settled")), (2, 1));
}

#[test]
fn an_exam_on_the_screens_up_to_verified_minutes() {
    let home = Home::new();
    let desk = home.example("b204");
    let mut screen = running(&desk);
    for number in 1..=26 {
        screen.send("3");
        screen.shows(&format!("{number}/26 notés"));
    }
    screen.send("n");
    screen.shows("Passer tout de même à la suite ?");
    screen.send("o");
    screen.shows("ENTRETIEN");
    screen.send("no");
    screen.shows("DÉLIBÉRATION");
    screen.send("t");
    screen.shows("décidé : validé");
    screen.send(" ");
    screen.shows("relecture avant signature");
    screen.send("\r");
    screen.until("whom to ask for what", |screen| {
        let text = plain(&screen.contents());
        text.contains("Qui signe ?") || text.contains("Phrase secrète")
    });
    if screen.text().contains("Qui signe ?") {
        screen.send("\r");
        screen.shows("Phrase secrète (clé de signature, Claire Moreau)");
    }
    screen.send("faux\r");
    screen.shows("ce n’est pas la bonne phrase secrète");
    assert!(!screen.text().contains("faux"), "{}", screen.text());
    screen.send("exemple\r");
    screen.shows("Procès-verbal signé");
    assert!(find(&screen.bytes(), b"exemple\r").is_none());
    screen.send("\r");
    screen.shows("✓ signé");
    screen.send("q");
    assert_eq!(screen.ended(), 0);
    is_sane(&screen);
    let verified = desk.verify().ends_with(0);
    assert!(verified.out.contains("certification complète"), "{verified:#?}");
}

#[test]
fn leaving_gives_the_terminal_back() {
    let home = Home::new();
    let desk = home.example("b204");
    for end in [None, Some(Signal::TERM), Some(Signal::HUP), Some(Signal::INT), Some(Signal::QUIT)] {
        let mut screen = open(&desk, USUAL, &[]);
        screen.shows("LEFÈVRE Anaïs");
        assert!(screen.holds(vt100::Screen::alternate_screen) && screen.holds(vt100::Screen::hide_cursor));
        assert!(screen.holds(vt100::Screen::bracketed_paste) && !screen.is_cooked());
        match end {
            None => screen.send("q"),
            Some(signal) => screen.signal(signal),
        }
        assert_eq!(screen.ended(), 0, "{end:?}");
        is_sane(&screen);
    }
}

#[test]
fn leaving_while_the_clock_runs_asks_first() {
    let home = Home::new();
    let desk = home.example("b204");
    let mut screen = running(&desk);
    screen.send("q");
    screen.shows("Le chronomètre tourne : au retour");
    screen.send("n");
    screen.until("no question", |screen| !plain(&screen.contents()).contains("Le chronomètre tourne : au retour"));
    screen.send("\x03");
    screen.shows("Le chronomètre tourne : au retour");
    screen.send("o");
    assert_eq!(screen.ended(), 0);
    is_sane(&screen);
    // Ended by the system, with a field open: nothing is asked, and what was saved is there.
    let mut screen = open(&desk, USUAL, &[]);
    screen.shows("le candidat a-t-il continué");
    screen.send("t");
    screen.shows("▶ en cours");
    screen.send("3");
    screen.shows("1/26 notés");
    screen.send("cpas fini");
    screen.shows("pas fini");
    screen.signal(Signal::TERM);
    assert_eq!(screen.ended(), 0);
    is_sane(&screen);
    assert_eq!((desk.count("mark-set"), desk.count("comment-set")), (1, 0));
}

#[test]
fn a_terminal_that_goes_away_ends_the_program() {
    let home = Home::new();
    let desk = home.example("b204");
    desk.script(&["ouvrir C001", "présents tous"], &["--stop-on-error"]).ends_with(0);
    for keys in ["", " 3", "pc"] {
        // No thread reads here: the terminal goes away when this test lets go of it.
        let code = hung_up(&home, &[PROGRAM, "run", desk.text_path()], "C001", keys);
        // It may be the drawing of the clock that finds the terminal gone.
        assert!(matches!(code, 0 | 2), "{code} after {keys:?}");
    }
    // What was saved is there, and the phase that ran is to be settled.
    assert_eq!((desk.count("mark-set"), desk.count("phase-started")), (1, 1));
    open(&desk, USUAL, &[]).shows("le candidat a-t-il continué");
}

#[test]
fn control_z_without_a_shell_changes_nothing() {
    let home = Home::new();
    let desk = home.example("b204");
    // Nobody could let it go on again: the system does not stop it.
    let mut screen = open(&desk, USUAL, &[]);
    screen.shows("LEFÈVRE Anaïs");
    screen.send("\x1a");
    screen.quiet(Duration::from_millis(200));
    screen.send("\r");
    screen.shows("Qui est présent");
    assert!(screen.holds(vt100::Screen::alternate_screen) && !screen.is_cooked());
    screen.send("q");
    assert_eq!(screen.ended(), 0);
    is_sane(&screen);
}

/// A journal that takes a moment to read: the screen says so, and what is wrong with it is told where it stays.
#[test]
fn a_long_journal_is_said_to_be_read() {
    let home = Home::new();
    let desk = home.example("b204");
    let comments = (0..300).map(|n| format!("commenter BC01.1 {}{n}", "réservé ".repeat(480)));
    let lines: Vec<String> = ["ouvrir C001", "présents tous"].map(str::to_owned).into_iter().chain(comments).collect();
    desk.script(&lines.iter().map(String::as_str).collect::<Vec<_>>(), &[]).ends_with(0);
    let mut screen = open(&desk, USUAL, &[]);
    // Typed before anything is shown: it is meant for nothing that is shown afterwards.
    screen.send("2");
    screen.shows("démarrer");
    screen.quiet(Duration::from_millis(200));
    let bytes = screen.bytes();
    let reading = find(&bytes, b"Lecture").expect("reading is announced");
    assert!(reading < find(&bytes, "démarrer".as_bytes()).unwrap());
    screen.kill();
    assert_eq!(desk.count("mark-set"), 0);

    std::fs::write(desk.path("journal.jsonl"), desk.read("journal.jsonl").replacen("BC01.1", "BC01.2", 1)).unwrap();
    let mut screen = open(&desk, USUAL, &[]);
    assert_eq!(screen.ended(), 1);
    is_sane(&screen);
    assert!(screen.text().contains("ligne 4"), "{}", screen.text());
}

const PANICS: &str = "SOUTENANCE_TEST_PANICS_ON_ITS_TERMINAL";

/// The test runs itself again on a terminal of its own, takes that, and panics.
#[test]
fn a_panic_gives_the_terminal_back_before_its_message() {
    if std::env::var_os(PANICS).is_some() {
        let (guard, _screen) = Guard::take().unwrap();
        // Only the hook can give it back: a panic on another thread drops no guard of this one.
        std::mem::forget(guard);
        panic!("what went wrong");
    }
    let home = Home::new();
    let itself = std::env::current_exe().unwrap();
    let name = "terminal::a_panic_gives_the_terminal_back_before_its_message";
    let args = [itself.to_str().unwrap(), "--exact", name, "--nocapture", "--test-threads=1"];
    let mut screen = Pty::start(&home, &args, USUAL, &[(PANICS, "1")]);
    assert_ne!(screen.ended(), 0);
    let bytes = screen.bytes();
    let taken = find(&bytes, b"\x1b[?1049h").expect("the terminal was taken");
    let left = find(&bytes, LEAVES).expect("the terminal was given back");
    let message = find(&bytes, b"what went wrong").expect("the message is there");
    assert!(taken < left && left < message, "{}", bytes.escape_ascii());
    is_sane(&screen);
    assert!(screen.text().contains("what went wrong"), "{}", screen.text());
}

#[test]
fn a_large_grid_is_searched_folded_and_read() {
    let home = Home::new();
    let desk = home.large("b204");
    let mut screen = open(&desk, USUAL, &[]);
    screen.shows("LEFÈVRE Anaïs");
    screen.send("\r\r ");
    screen.shows("▶ en cours");
    screen.send("/POINT 4");
    screen.shows("1 sur 14");
    screen.send("\x1b[B\r");
    screen.shows("trouvé : 2 sur 14");
    screen.send("3");
    screen.shows("✓ B1.3.14 : Acquis");
    // Shift-Tab, then Shift-Down and Shift-Up as terminals send them.
    screen.send("\x1b[Z4");
    screen.shows("✓ B1.3.13 : Maîtrisé");
    screen.send("\x1b[1;2B1\x1b[1;2A\x1b[1;2A2");
    screen.shows("✓ B1.3.1 : En cours");
    screen.send("i");
    screen.shows("• marge justifiée");
    screen.send("4");
    screen.shows("✓ B1.3.2 : Maîtrisé");
    screen.resize(120, 40);
    screen.shows("Compétence B1.3");
    screen.send("if");
    screen.shows("▸ B1.3 Chiffrer");
    screen.send("d");
    screen.shows("▸ B2 Livrer");
    screen.send("qo");
    assert_eq!(screen.ended(), 0);
    is_sane(&screen);
}

#[test]
fn control_z_stops_and_fg_goes_on() {
    let home = Home::new();
    let desk = home.example("b204");
    // A shell that minds its jobs, as the one a person comes from; its own group keeps the program from being orphaned.
    let script = format!("'{PROGRAM}' run '{}'; echo STOPPED; read x; fg; echo OVER", desk.text_path());
    let mut screen = Pty::start(&home, &["sh", "-m", "-c", &script], USUAL, &[]);
    screen.shows("LEFÈVRE Anaïs");
    let pid = child_of(screen.pid());
    screen.send("\x1a");
    screen.shows("STOPPED");
    assert_eq!(Pty::state_of(pid), 'T');
    is_sane(&screen);
    screen.send("\r");
    screen
        .until("the screen is back", |screen| screen.alternate_screen() && screen.contents().contains("LEFÈVRE Anaïs"));
    assert_ne!(Pty::state_of(pid), 'T');
    assert!(!screen.is_cooked());
    screen.send("j\r");
    screen.shows("Qui est présent");
    screen.send("q");
    screen.shows("OVER");
    is_sane(&screen);
}

/// The only child of a process.
fn child_of(pid: u32) -> u32 {
    let children = std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap();
    children.trim().parse().unwrap_or_else(|_| panic!("one child expected: {children:?}"))
}

#[test]
fn windows_of_every_size() {
    let home = Home::new();
    let desk = home.example("b204");
    for (size, fits) in [((20, 5), false), ((79, 24), false), ((80, 23), false), ((80, 24), true), ((200, 60), true)] {
        let mut screen = open(&desk, size, &[]);
        screen.shows(if fits { "LEFÈVRE Anaïs" } else { "Fenêtre trop" });
        screen.send("q");
        assert_eq!(screen.ended(), 0);
    }
    let mut screen = running(&desk);
    for (size, text) in [
        ((20, 5), "Fenêtre trop"),
        ((80, 24), "▶ en cours"),
        ((120, 40), "▶ en cours"),
        ((200, 60), "▶ en cours"),
        ((60, 60), "Fenêtre trop petite : 60×60."),
    ] {
        screen.resize(size.0, size.1);
        screen.shows(text);
    }
    // With each of the things that stand in front, at random.
    let mut dice = Dice(1);
    for keys in ["?", "c", " ", "n", "p", "s", "!"] {
        screen.resize(80, 24);
        // The footer tells which keys apply: those of the clock, until something stands in front.
        screen.shows("Espace pause");
        screen.send(keys);
        screen.until("other keys", |screen| !screen.contents().contains("Espace pause"));
        for _ in 0..12 {
            let (cols, rows) = (dice.next(200) + 1, dice.next(60) + 1);
            screen.resize_outside(u16::try_from(cols).unwrap(), u16::try_from(rows).unwrap());
            std::thread::sleep(Duration::from_millis(dice.next(25)));
        }
        screen.resize(80, 24);
        // A key that comes in the same moment as a new size may wait for the next key: crossterm reads the one and
        // forgets that it was told of the other.
        screen.until("the screen in its usual size", |screen| {
            let rows: Vec<String> = screen.rows(0, 80).collect();
            rows[0].trim_end().chars().count() == 80 && !rows[23].trim().is_empty()
        });
        screen.send("\x1b");
        screen.shows("Espace pause");
        assert!(screen.is_running());
    }
    // Everything is as it was: the next digit marks.
    screen.send("3");
    screen.shows("1/26 notés");
}

#[test]
fn nothing_is_written_while_nothing_happens() {
    let home = Home::new();
    let desk = home.example("b204");
    let screen = open(&desk, USUAL, &[]);
    screen.shows("LEFÈVRE Anaïs");
    screen.quiet(Duration::from_millis(300));
    assert_eq!(screen.watch(Duration::from_secs(3)), (0, 0));
}

#[test]
fn a_running_clock_writes_once_a_second() {
    let home = Home::new();
    let desk = home.example("b204");
    let screen = running(&desk);
    std::thread::sleep(Duration::from_millis(1300));
    let (bytes, bursts) = screen.watch(Duration::from_secs(5));
    println!("{bytes} bytes in {bursts} bursts in 5 s");
    assert!((4..=6).contains(&bursts), "{bursts} bursts");
    assert!(bytes < 5 * 300, "{bytes} bytes");
}

/// Whether a sequence that sets a colour is in what was written.
fn is_coloured(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let sequences = text.split("\x1b[").skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != ';')?;
        rest[end..].starts_with('m').then(|| rest[..end].to_owned())
    });
    let colour = |code: &str| matches!(code.parse::<u32>().unwrap_or(0), 30..=38 | 40..=48 | 90..=97 | 100..=107);
    sequences.into_iter().any(|codes| codes.split(';').any(colour))
}

#[test]
fn no_color_is_heeded() {
    let home = Home::new();
    for (value, coloured) in [("", true), ("1", false)] {
        let desk = home.example(&format!("b204{value}"));
        let mut screen = open(&desk, USUAL, &[("NO_COLOR", value)]);
        screen.shows("LEFÈVRE Anaïs");
        screen.send("\r\r");
        screen.shows("prêt à démarrer");
        screen.send(" 3");
        screen.shows("✓ BC01.1 : Acquis");
        screen.quiet(Duration::from_millis(100));
        assert_eq!(is_coloured(&screen.bytes()), coloured, "NO_COLOR={value}");
    }
}

#[test]
fn terminals_that_say_little_of_themselves() {
    let home = Home::new();
    let desk = home.example("b204");
    for name in ["", "dumb", "unknown-to-all"] {
        let mut screen = open(&desk, USUAL, &[("TERM", name)]);
        screen.shows("LEFÈVRE Anaïs");
        screen.send("q");
        assert_eq!(screen.ended(), 0, "TERM={name}");
        assert!(!screen.text().contains("panicked"), "TERM={name}");
    }
}

#[test]
fn a_second_screen_is_told_who_has_the_session() {
    let home = Home::new();
    let desk = home.example("b204");
    let first = running(&desk);
    let mut second = open(&desk, USUAL, &[]);
    assert_eq!(second.ended(), 2);
    second.shows("déjà ouverte");
    assert!(second.text().contains(&first.pid().to_string()), "{}", second.text());
    assert!(find(&second.bytes(), b"\x1b[?1049h").is_none());
}

/// The whole way to a closed session: everybody is put off, the closing is signed, and from then on it is read.
#[test]
fn a_session_is_closed_signed_and_read() {
    let home = Home::new();
    let desk = home.example("b204");
    let mut screen = open(&desk, USUAL, &[]);
    screen.shows("LEFÈVRE Anaïs");
    screen.send("!");
    screen.shows("cahier d’incidents");
    screen.send("Salle inondée\r");
    screen.shows("✓ incident noté");
    screen.send("C");
    screen.shows("ne peut pas encore être close");
    screen.send("\r");
    screen.shows("Entrée ouvrir");
    for candidate in 1..=8 {
        screen.send("\r");
        screen.shows("Qui est présent");
        screen.send("R");
        screen.shows("Soutenance reportée");
        screen.send("salle inondée\r");
        screen.until("the hearing put off", |_| desk.count("hearing-postponed") == candidate);
        screen.shows("Entrée ouvrir");
    }
    screen.send("C");
    screen.shows("Clore la session");
    screen.send("o");
    screen.shows("Claire Moreau : à signer");
    screen.send("\r");
    screen.shows("Qui signe la clôture");
    screen.send("\r");
    screen.shows("Phrase secrète");
    screen.send("exemple\r");
    screen.shows("✓ clôture signée par Claire Moreau");
    assert!(desk.path("minutes/session.toml.claire.moreau.sig").exists());
    screen.send("q");
    assert_eq!(screen.ended(), 0);

    let mut screen = open(&desk, USUAL, &[]);
    screen.shows("Session close le");
    for key in ["!", "+", "<", ">", "P"] {
        screen.send(key);
        screen.shows("✗ la session est close");
        // Another key takes the answer away.
        screen.send("j");
        screen.until("no answer", |screen| !screen.contents().contains('✗'));
    }
    screen.send("C");
    screen.shows("✓ Claire Moreau");
    screen.send("q");
    assert_eq!(screen.ended(), 0);
}
