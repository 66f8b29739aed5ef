//! Windows of every size, and windows whose size never rests.

use std::thread::sleep;
use std::time::{Duration, Instant};

use super::super::super::support::pty::Pty;
use super::super::super::support::{Desk, Home, PATIENCE, plain};
use super::super::{counted, some, whole};
use super::{open, peak, running};

const SIZES: [(u16, u16); 14] = [
    (1, 1),
    (2, 1),
    (1, 2),
    (3, 3),
    (10, 3),
    (20, 5),
    (79, 24),
    (80, 23),
    (80, 24),
    (132, 43),
    (200, 60),
    (500, 200),
    (500, 1),
    (1, 200),
];

/// A desk, what is done there in lines, the keys that come after, and what is on the screen then.
type Screen<'a> = (&'static str, Desk<'a>, &'static [&'static str], &'static str, &'static str);

fn screens(home: &Home) -> Vec<Screen<'_>> {
    let alone = home.alone("alone", "");
    vec![
        ("list", home.example("list"), &[], "", "LEFÈVRE Anaïs"),
        ("presentation", home.example("start"), &["ouvrir C001", "présents tous"], " ", "▶ en cours"),
        (
            "interview",
            home.example("interview"),
            &["ouvrir C001", "présents tous", "démarrer", "suivant"],
            "n",
            "ENTRETIEN",
        ),
        (
            "deliberation",
            home.example("deliberation"),
            &["ouvrir C001", "présents tous", "démarrer", "suivant", "suivant"],
            "",
            "DÉLIBÉRATION",
        ),
        ("sheet", alone, &["ouvrir C1", "présents tous", "démarrer"], "j\r", "fiche"),
        ("help", home.example("help"), &[], "?", "Toutes les touches"),
        ("comment", home.example("comment"), &["ouvrir C001", "présents tous"], "c", "Commentaire"),
    ]
}

/// Sizes beyond those that are always tried.
fn more() -> Vec<(u16, u16)> {
    let all = (1..=100_u16).map(|n| (n * 5, (n * 2).max(1)));
    let narrow = (1..=90_u16).map(|n| (n, 24));
    let low = (1..=30_u16).map(|n| (80, n));
    if whole() { all.chain(narrow).chain(low).collect() } else { Vec::new() }
}

/// Waits until something more was written, and nothing is written any more.
#[track_caller]
fn redrawn(screen: &mut Pty, before: usize, size: (u16, u16)) {
    let start = Instant::now();
    while screen.bytes().len() == before {
        assert!(screen.is_running(), "ended at {size:?}: {}", screen.text());
        assert!(start.elapsed() < PATIENCE, "nothing drawn at {size:?}");
        sleep(Duration::from_millis(2));
    }
}

#[test]
fn every_screen_at_every_size() {
    let home = Home::new();
    let mut drawn = 0;
    for (name, desk, lines, keys, text) in screens(&home) {
        if !lines.is_empty() {
            desk.script(lines, &["--stop-on-error"]).ends_with(0);
        }
        let mut screen = open(&desk);
        screen.until("the first drawing", |screen| !screen.contents().trim().is_empty());
        // Line mode ended while the clock ran.
        if screen.text().contains("a-t-il continué") {
            screen.send("p");
            screen.shows("▶ en cours");
        }
        if name != "interview" {
            screen.send(keys);
        }
        screen.until(name, |screen| plain(&screen.contents()).to_lowercase().contains(&text.to_lowercase()));
        for size in SIZES.into_iter().chain(more()) {
            // What is not the usual size is never the size before.
            screen.resize_outside(81, 25);
            sleep(Duration::from_millis(5));
            let before = screen.bytes().len();
            screen.resize_outside(size.0, size.1);
            redrawn(&mut screen, before, size);
            drawn += 1;
        }
        screen.resize(80, 24);
        screen.until(name, |screen| plain(&screen.contents()).to_lowercase().contains(&text.to_lowercase()));
        let memory = peak(screen.pid());
        assert!(memory < 64 * 1024, "{name}: {memory} kB");
    }
    counted("screens at sizes from 1×1 to 500×200", &format!("{drawn} drawn on 7 screens, none ended the program"));
    assert!(drawn >= 7 * SIZES.len());
}

#[test]
fn a_size_that_never_rests() {
    let home = Home::new();
    let desk = home.example("b204");
    let mut screen = running(&desk);
    let rounds = some(3, 20);
    let (mut typed, mut sizes) = (0, 0);
    for round in 0..rounds {
        for _ in 0..26 {
            screen.send(["3", "4", "1", "2"][round % 4]);
            typed += 1;
            // Five hundred a second.
            for _ in 0..15 {
                sizes += 1;
                screen.resize_outside(60 + sizes % 140, 20 + sizes % 40);
                sleep(Duration::from_millis(2));
            }
        }
        screen.send("\x1b[H");
    }
    screen.resize(80, 24);
    screen.until("every mark in the journal", |_| desk.count("mark-set") == typed);
    screen.shows("26/26 notés");
    screen.shows("▶ en cours");
    assert!(screen.is_running());
    counted(
        "sizes that change all the time",
        &format!("{sizes} sizes, {typed} marks typed meanwhile, all in the journal"),
    );
    assert!(usize::from(sizes) == 15 * typed && typed == 26 * rounds);
}
