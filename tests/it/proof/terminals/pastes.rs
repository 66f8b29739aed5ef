//! What is pasted, and what is no key: neither marks, ends a phase or keeps the jury from its keys.

use std::thread::sleep;
use std::time::Duration;

use super::super::super::support::pty::Pty;
use super::super::super::support::{Desk, Home};
use super::super::{counted, some};
use super::{peak, running};

const START: &[u8] = b"\x1b[200~";
const END: &[u8] = b"\x1b[201~";

/// Text that is made of keys: marks, phases ended, questions answered.
fn keys(length: usize) -> Vec<u8> {
    b"3n\roeo4y\r no\t12s\n".iter().copied().cycle().take(length).collect()
}

/// That nothing was done by what was pasted, and that the next key does what it says.
#[track_caller]
fn next_key_marks(screen: &mut Pty, desk: &Desk<'_>, what: &str) {
    // Until what has no end is over.
    sleep(Duration::from_millis(1200));
    let before = desk.journal();
    let done: Vec<_> = before.iter().map(|record| record["event"].as_str().unwrap()).collect();
    let marks = done.iter().filter(|event| **event == "mark-set").count();
    assert!(!done.contains(&"phase-ended"), "{what}: {done:?}");
    screen.send(if marks % 2 == 0 { "4" } else { "3" });
    screen.until(what, |_| desk.count("mark-set") == marks + 1);
    screen.send("k");
}

#[test]
fn a_megabyte_pasted_anywhere() {
    let home = Home::new();
    let desk = home.example("b204");
    let mut screen = running(&desk);
    let (mut pasted, mut most) = (0, 0);
    let length = some(1, 4) * 1_000_000;
    for bracketed in [true, false] {
        // On the screen of the clock.
        let marks = desk.count("mark-set");
        if bracketed {
            screen.send_bytes(&[START, &keys(length), END].concat());
        } else {
            screen.send_bytes(&keys(length));
        }
        screen.shows("collage ignoré");
        assert_eq!(desk.count("mark-set"), marks, "bracketed: {bracketed}");
        next_key_marks(&mut screen, &desk, "a mark after the clock");
        // Into a field: no more than it takes, and it can be left.
        screen.send("c");
        screen.shows("Commentaire — ");
        let text = "Très bien, à suivre.\r".repeat(length / 22);
        if bracketed {
            screen.send_bytes(&[START, text.as_bytes(), END].concat());
        } else {
            screen.send_bytes(text.as_bytes());
        }
        screen.shows("à suivre");
        sleep(Duration::from_millis(1200));
        assert_eq!(desk.count("comment-set"), 0, "a paste confirmed the comment");
        screen.send("\x1b");
        screen.shows("Échap encore");
        screen.send("\x1b");
        screen.shows("▶ en cours");
        screen.until("the field closed", |screen| !screen.contents().contains("Commentaire — "));
        next_key_marks(&mut screen, &desk, "a mark after the field");
        most = most.max(peak(screen.pid()));
        pasted += 2;
    }
    counted(
        "pastes of a megabyte",
        &format!("{pasted} of {length} bytes, nothing marked or ended, {most} kB of memory at most"),
    );
    assert!(pasted == 4 && most < 64 * 1024);
    screen.shows("▶ en cours");
}

#[test]
fn what_has_no_end_and_what_means_nothing() {
    let home = Home::new();
    let desk = home.example("b204");
    let mut screen = running(&desk);
    let begun: [&[u8]; 17] = [
        b"\x1b[200~",
        b"\x1b[200~3n\r",
        b"\x1b[200~\x1b[200~",
        b"\x1b[201~",
        b"\x1b[<",
        b"\x1b[<3;3;3",
        b"\x1b[M",
        b"\x1b[",
        b"\x1bO",
        b"\x1b]0;3333",
        b"\x1bP3333",
        b"\x1b[?333",
        b"\xe9",
        b"\xe2\x82",
        b"\xff",
        b"\xc3\x28\xa9",
        b"\x1b[333333333333333333333333333333333333333333333333333333333333333333333333333333333333",
    ];
    for bytes in begun {
        let marks = desk.count("mark-set");
        screen.send_bytes(bytes);
        sleep(Duration::from_millis(100));
        assert_eq!(desk.count("mark-set"), marks, "{}", bytes.escape_ascii());
        next_key_marks(&mut screen, &desk, &bytes.escape_ascii().to_string());
    }
    // A letter in Latin-1 and a key at once: the key is not lost. It marks what the cursor is on.
    screen.send_bytes(b"\xe92");
    screen.until("a key right after", |_| desk.count("mark-set") == begun.len() + 1);
    counted("sequences without an end or a meaning", &format!("{} sent, no key lost", begun.len() + 1));
}
