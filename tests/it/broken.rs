//! Grids with one fault each, and what `check` says of it: all messages in one file, to be read and judged in one place.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::fs;
use std::path::{Path, PathBuf};

use super::support::{Home, PROGRAM};

/// What is missing from the file itself has no place in it.
const WITHOUT_A_PLACE: [&str; 3] = ["missing-block.toml", "missing-format.toml", "missing-key-of-the-file.toml"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/grids/broken")
}

fn names() -> Vec<String> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = files.filter(|name| name != "messages.txt").collect();
    names.sort();
    names
}

/// What `check` says of a file, to the letter.
fn check(home: &Home, name: &str) -> String {
    let output = home.program(PROGRAM).args(["check", name]).current_dir(folder()).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{name}: {said}");
    said
}

/// The place that begins a problem: the line, if the file has one for it.
fn place(name: &str, line: &str) -> Option<(usize, usize)> {
    let rest = line.strip_prefix(name)?.strip_prefix(':')?;
    let (line, rest) = rest.split_once(':')?;
    let (column, _) = rest.split_once(": ")?;
    Some((line.parse().ok()?, column.parse().ok()?))
}

/// That this is one problem, at a place of the file, which is shown and underlined.
#[track_caller]
fn is_one_problem(name: &str, said: &str) {
    let lines: Vec<&str> = said.lines().collect();
    let problems = lines.iter().filter(|line| line.starts_with(name)).count();
    assert_eq!(problems, 1, "{said}");
    if WITHOUT_A_PLACE.contains(&name) {
        assert_eq!((lines.len(), place(name, lines[0])), (1, None), "{said}");
        return;
    }
    assert_eq!(lines.len(), 3, "{said}");
    let (line, column) = place(name, lines[0]).unwrap_or_else(|| panic!("no place: {said}"));
    let text = fs::read_to_string(folder().join(name)).unwrap();
    let written = text.lines().nth(line - 1).unwrap();
    let shown = lines[1].strip_prefix(&format!("{line:>5} | ")).unwrap();
    // What is not safe to show is shown as something else.
    assert_eq!(shown.replace('\u{fffd}', "\u{202e}"), written, "{said}");
    let carets = lines[2].strip_prefix("      | ").unwrap();
    assert_eq!(carets.trim_start_matches(' ').trim_matches('^'), "", "{said}");
    assert_eq!(carets.chars().take_while(|c| *c == ' ').count() + 1, column, "{said}");
    assert!(carets.chars().count() <= written.chars().count().max(column), "{said}");
}

#[test]
fn each_has_one_problem_and_says_where() {
    let names = names();
    assert!(names.len() >= 24, "{names:?}");
    let (french, english) = (Home::new(), Home::new().english());
    for name in &names {
        let (fr, en) = (check(&french, name), check(&english, name));
        is_one_problem(name, &fr);
        is_one_problem(name, &en);
        assert_eq!(place(name, &fr), place(name, &en), "{fr}{en}");
    }
}

#[test]
fn the_messages_are_those_that_were_judged() {
    let home = Home::new();
    let said: Vec<String> = names().iter().map(|name| check(&home, name)).collect();
    let said = said.join("\n");
    let kept = folder().join("messages.txt");
    if fs::read_to_string(&kept).is_ok_and(|kept| kept == said) {
        return;
    }
    let new = Path::new(env!("CARGO_TARGET_TMPDIR")).join("messages.txt");
    fs::write(&new, said).unwrap();
    panic!("the messages have changed: read them in {}, and copy it over {}", new.display(), kept.display());
}
