//! On the screens: names from files, what is typed and pasted, and the bytes that the terminal is sent.

use std::fs;
use std::time::Duration;

use super::super::super::support::pty::Pty;
use super::super::super::support::{Home, PROGRAM};
use super::super::{counted, some};
use super::{HOSTILE, hostile, long};
use soutenance::domain::clean::is_unsafe;

/// That these bytes are the program's own: sequences that place, colour, clear and take the terminal, and plain text.
#[track_caller]
fn own(what: &str, bytes: &[u8]) -> usize {
    let text = String::from_utf8(bytes.to_vec()).unwrap_or_else(|fault| panic!("{what}: {fault}"));
    let mut sequences = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\u{1b}' => {
                assert_eq!(chars.next(), Some('['), "{what}: a sequence that is not ours");
                let mut body = String::new();
                let last = loop {
                    let c = chars.next().unwrap_or_else(|| panic!("{what}: a sequence without an end"));
                    if ('\u{40}'..='\u{7e}').contains(&c) {
                        break c;
                    }
                    body.push(c);
                };
                let ours = match last {
                    'H' | 'm' | 'J' | 'K' => body.chars().all(|c| c.is_ascii_digit() || c == ';'),
                    'h' | 'l' => ["?1049", "?25", "?2004"].contains(&body.as_str()),
                    _ => false,
                };
                assert!(ours, "{what}: ESC [ {body} {last} is not ours");
                sequences += 1;
            }
            // The bell of a warning, and ends of lines after the screen was given back.
            '\u{7}' | '\r' | '\n' => {}
            c => assert!(!is_unsafe(c), "{what}: {c:?} on the terminal"),
        }
    }
    sequences
}

/// Cuts what could be waited for out of a whole stream: what was written until now, and no sequence in two.
fn settled(screen: &Pty) -> Vec<u8> {
    screen.quiet(Duration::from_millis(120));
    screen.bytes()
}

#[test]
fn names_and_labels_from_files() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    let grid = desk.read("grid.toml");
    let session = desk.read("session.toml");
    let list = desk.read("candidates.csv");
    let (mut shown, mut sequences, mut refused) = (0, 0, 0);
    for (name, text) in hostile() {
        let escaped = serde_json::to_string(&text).unwrap();
        let cell = text.replace('"', "\"\"");
        for (file, good, odd) in [
            ("grid.toml", &grid, grid.replacen("\"Étudier la demande\"", &escaped, 1)),
            ("session.toml", &session, session.replacen("\"B204\"", &escaped, 1)),
            ("candidates.csv", &list, list.replacen("Lefèvre", &format!("\"{cell}\""), 1)),
        ] {
            fs::write(desk.path(file), odd).unwrap();
            let _ = fs::remove_file(desk.path("journal.jsonl"));
            let mut screen = Pty::start(&home, &[PROGRAM, "run", desk.text_path()], (80, 24), &[]);
            screen.until("something", |screen| !screen.contents().trim().is_empty());
            screen.quiet(Duration::from_millis(120));
            if screen.is_running() {
                screen.send("\r\r i?");
                settled(&screen);
                screen.send("\x1b");
                settled(&screen);
                screen.send("\x03");
                settled(&screen);
                // Where the clock runs, it is asked.
                if screen.is_running() {
                    screen.send("o");
                }
                shown += 1;
            } else {
                refused += 1;
            }
            screen.ended();
            sequences += own(&format!("{name} in {file}"), &screen.bytes());
            fs::write(desk.path(file), good).unwrap();
        }
    }
    counted(
        "hostile names on the screens",
        &format!("{shown} shown, {refused} refused, {sequences} sequences sent, all of the program"),
    );
    assert!(shown >= 3 && refused >= 5 && sequences > 100);
}

#[test]
fn typed_and_pasted_into_a_field() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    desk.script(&["ouvrir C1", "présents tous"], &["--stop-on-error"]).ends_with(0);
    let mut screen = Pty::start(&home, &[PROGRAM, "run", desk.text_path()], (80, 24), &[]);
    screen.shows("prêt à démarrer");
    screen.send(" ");
    screen.shows("▶ en cours");
    let texts: Vec<_> = HOSTILE.iter().map(|(name, text)| (*name, (*text).to_owned())).chain(long()).collect();
    let mut inputs = 0;
    let every = some(5, 1);
    for (number, (name, text)) in texts.iter().enumerate().filter(|(number, _)| number % every == 0) {
        for pasted in [true, false] {
            // What ends a paste cannot be in one; what is typed is what hands can type.
            let text = text.replace("\u{1b}[201~", "");
            let text: String = if pasted { text } else { text.chars().filter(|c| !c.is_control()).collect() };
            let comments = desk.count("comment-set");
            screen.send("c");
            screen.shows("Commentaire — ");
            if pasted {
                screen.send(&format!("\x1b[200~{text}\x1b[201~"));
            } else {
                for piece in text.as_bytes().chunks(15) {
                    screen.send_bytes(piece);
                    std::thread::sleep(Duration::from_millis(if text.len() > 500 { 0 } else { 5 }));
                }
            }
            screen.send(&format!("fin{number}{pasted}"));
            screen.quiet(Duration::from_millis(400));
            screen.send("\r");
            // The field opens with what was kept before: it may be too long with it, and that is told.
            screen.until(name, |screen| {
                desk.count("comment-set") > comments || screen.contents().contains("texte trop long")
            });
            screen.quiet(Duration::from_millis(120));
            if screen.text().contains("Commentaire — ") {
                // Too long: it is told, and not kept.
                screen.send("\x1b");
                screen.shows("Échap encore");
                screen.send("\x1b");
            }
            screen.until("the field closed", |screen| !screen.contents().contains("Commentaire — "));
            inputs += 1;
        }
    }
    assert_eq!((desk.count("mark-set"), desk.count("phase-ended")), (0, 0));
    screen.send("qo");
    assert_eq!(screen.ended(), 0);
    let sequences = own("typed and pasted", &screen.bytes());
    let kept = desk.count("comment-set");
    counted(
        "hostile texts typed and pasted on the screens",
        &format!("{inputs} inputs, {kept} kept, {sequences} sequences sent, all of the program"),
    );
    assert!(inputs >= 16 && kept >= 14 && sequences > 100);
}

/// The clock of the room, of a session that others wrote.
#[test]
fn the_clock_of_a_session_from_others() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    desk.script(&["ouvrir C1", "présents tous", "démarrer"], &["--stop-on-error"]).ends_with(0);
    let journal = desk.read("journal.jsonl");
    let mut shown = 0;
    for (name, text) in hostile() {
        let escaped = serde_json::to_string(&text).unwrap();
        for (file, from) in
            [("grid.toml", "\"Présentation\""), ("candidates.csv", "Lefèvre"), ("journal.jsonl", "\"clerk\"")]
        {
            let good = desk.read(file);
            fs::write(desk.path(file), good.replacen(from, &escaped, 1)).unwrap();
            let mut screen = Pty::start(&home, &[PROGRAM, "clock", desk.text_path()], (80, 24), &[]);
            screen.until("something", |screen| !screen.contents().trim().is_empty());
            screen.quiet(Duration::from_millis(120));
            if screen.is_running() {
                screen.send("q");
            }
            screen.ended();
            own(&format!("{name} in {file}"), &screen.bytes());
            fs::write(desk.path(file), good).unwrap();
            shown += 1;
        }
    }
    assert_eq!(desk.read("journal.jsonl"), journal);
    counted("hostile texts on the clock of the room", &format!("{shown} shown or refused"));
    assert!(shown >= 3 * 11);
}
