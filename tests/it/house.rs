//! The order of the house: which room may use which, who may reach outside, how long a file may be.

#![allow(clippy::unwrap_used, reason = "a map that cannot be read fails the test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::source::{Source, Token, paths, sources};

/// The longest a file of the program may be, its tests aside.
const LONGEST_FILE: usize = 400;
/// The longest a function may be, from its `fn` to its closing brace.
const LONGEST_FUNCTION: usize = 60;

/// The rooms in the order of the table in `src/lib.rs`.
fn rooms() -> Vec<String> {
    let map = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let rows = map.lines().filter_map(|line| line.strip_prefix("//! | [`")?.split_once('`'));
    rows.map(|(room, _)| room.trim_start_matches("mod@").to_owned()).collect()
}

/// `src/tui/view/mod.rs` is `["tui", "view"]`.
fn module(source: &Source) -> Vec<String> {
    let path = source.path.strip_prefix("src").unwrap().with_extension("");
    let names = path.iter().map(|name| name.to_str().unwrap().to_owned());
    names.filter(|name| !matches!(name.as_str(), "mod" | "lib" | "main")).collect()
}

/// The rooms that a source uses, with the lines: `crate::room`, and `super::super::room` out of its own.
fn used<'a>(source: &Source, rooms: &'a [String]) -> Vec<(&'a String, usize)> {
    let depth = module(source).len();
    let uses = paths(&source.tokens);
    let from_top = uses.into_iter().filter_map(|(names, line)| {
        let steps = names.iter().take_while(|name| *name == "super").count();
        let top = if names.first().is_some_and(|name| name == "crate") { 1 } else { steps };
        (top == 1 && steps == 0 || steps == depth && steps > 0).then_some((names.get(top)?.clone(), line))
    });
    from_top.filter_map(|(name, line)| Some((rooms.iter().find(|room| **room == name)?, line))).collect()
}

#[test]
fn the_table_names_every_room() {
    let sources = sources("src");
    let found: BTreeSet<String> = sources.iter().filter_map(|source| module(source).into_iter().next()).collect();
    assert_eq!(found, rooms().into_iter().collect());
}

#[test]
fn a_room_uses_only_rooms_that_stand_before_it() {
    let rooms = rooms();
    let place = |room: &String| rooms.iter().position(|each| each == room).unwrap();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for source in sources("src") {
        let Some(room) = module(&source).into_iter().next() else { continue };
        for (other, line) in used(&source, &rooms) {
            seen += 1;
            if place(other) > place(&room) {
                wrong.push(format!("{}:{line} uses {other}", source.path.display()));
            }
        }
    }
    assert!(seen > 100, "only {seen} uses were found: the reading is at fault");
    assert_eq!(wrong, Vec::<String>::new(), "the rooms stand in the order {rooms:?}");
}

#[test]
fn the_exam_and_what_a_user_does_reach_nothing_outside() {
    let closed: [&[&str]; 14] = [
        &["std", "fs"],
        &["std", "net"],
        &["std", "thread"],
        &["std", "env"],
        &["std", "process"],
        &["std", "io"],
        &["std", "time", "Instant"],
        &["std", "time", "SystemTime"],
        &["chrono", "Local"],
        &["rustix"],
        &["tokio"],
        &["crossterm"],
        &["ratatui"],
        &["tempfile"],
    ];
    let mut wrong = Vec::new();
    for source in sources("src") {
        if !matches!(module(&source).first().map(String::as_str), Some("domain" | "app")) {
            continue;
        }
        for (names, line) in paths(&source.tokens) {
            let whole = |door: &[&str]| names.len() >= door.len() && door.iter().zip(&names).all(|(a, b)| a == b);
            if closed.iter().any(|door| whole(door)) || reads_a_clock(&names) {
                wrong.push(format!("{}:{line} {}", source.path.display(), names.join("::")));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

fn reads_a_clock(names: &[String]) -> bool {
    let clocks = ["Local", "Utc", "Instant", "SystemTime"];
    names.windows(2).any(|pair| clocks.contains(&pair[0].as_str()) && pair[1] == "now")
}

#[test]
fn one_file_alone_reads_a_clock() {
    let mut readers = BTreeSet::new();
    for source in sources("src") {
        if paths(&source.tokens).iter().any(|(names, _)| reads_a_clock(names)) {
            readers.insert(source.path.display().to_string());
        }
    }
    assert_eq!(readers, BTreeSet::from(["src/clock.rs".to_owned()]));
}

#[test]
fn files_are_short_enough_to_be_read() {
    let long = sources("src").into_iter().filter(|source| source.lines > LONGEST_FILE);
    let long: Vec<String> = long.map(|source| format!("{}: {} lines", source.path.display(), source.lines)).collect();
    assert_eq!(long, Vec::<String>::new());
}

#[test]
fn functions_are_short_enough_to_be_read() {
    let mut long = Vec::new();
    let mut seen = 0;
    for source in sources("src") {
        for (name, line, length) in functions(&source.tokens) {
            seen += 1;
            if length > LONGEST_FUNCTION {
                long.push(format!("{}:{line} {name}: {length} lines", source.path.display()));
            }
        }
    }
    assert!(seen > 300, "only {seen} functions were found: the reading is at fault");
    assert_eq!(long, Vec::<String>::new());
}

/// Every function with a body: its name, its line, how many lines it has.
fn functions(tokens: &[Token]) -> Vec<(String, usize, usize)> {
    let mut found = Vec::new();
    for (at, pair) in tokens.windows(2).enumerate() {
        let (Some("fn"), Some(name)) = (pair[0].word(), pair[1].word()) else { continue };
        let mut depth = 0_i32;
        for token in &tokens[at..] {
            let opens = token.is('{') || token.is('(') || token.is('[');
            let closes = token.is('}') || token.is(')') || token.is(']');
            depth += i32::from(opens) - i32::from(closes);
            if depth == 0 && token.is(';') {
                break;
            }
            if depth == 0 && token.is('}') {
                found.push((name.to_owned(), pair[0].line, token.line - pair[0].line + 1));
                break;
            }
        }
    }
    found
}
