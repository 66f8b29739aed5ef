//! Texts that mean harm: by every way in, out of every way out.
//!
//! What the program writes is asked, whatever was put in: to a terminal nothing goes but what the program sends itself,
//! to the disk nothing outside the folders that it was given, to a spreadsheet no formula.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests")]

mod alike;
mod files;
mod others;
mod parsers;
mod screens;
mod typed;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use soutenance::domain::clean::is_unsafe;

use super::super::support::{Home, PROGRAM};
use super::whole;

/// The texts, each with what it would do.
pub(super) const HOSTILE: [(&str, &str); 40] = [
    ("colours", "A\u{1b}[31mB"),
    ("clears the screen", "\u{1b}[2J\u{1b}[H"),
    ("sets the title", "\u{1b}]0;moi\u{7}"),
    ("writes to the clipboard (OSC 52)", "\u{1b}]52;c;ZWNobyBwd25lZA==\u{7}"),
    ("writes to the clipboard, in C1", "\u{9d}52;c;ZWNobw==\u{9c}"),
    ("asks the terminal (DCS)", "\u{1b}P$qm\u{1b}\\"),
    ("asks where the cursor is", "\u{1b}[6n"),
    ("leaves the other screen", "\u{1b}[?1049l"),
    ("ends a paste", "\u{1b}[201~3n\r"),
    ("links (OSC 8)", "\u{1b}]8;;http://exemple.test\u{1b}\\ici\u{1b}]8;;\u{1b}\\"),
    ("C1 control sequence", "\u{9b}31mrouge"),
    ("next line, in C1", "a\u{85}b"),
    ("bell and backspace", "abc\u{7}\u{8}\u{8}\u{8}xyz"),
    ("deletes", "a\u{7f}b"),
    ("writes over the line", "refusé\rvalidé"),
    ("form feed and vertical tab", "a\u{c}b\u{b}c"),
    ("shift out", "\u{e}abc\u{f}"),
    ("nothing (NUL)", "a\0b"),
    ("right to left override", "photo\u{202e}gpj.exe"),
    ("embedding", "\u{202b}a\u{202c}b"),
    ("isolates", "\u{2066}a\u{2067}b\u{2069}"),
    ("direction marks", "a\u{200f}b\u{200e}c\u{61c}d"),
    ("zero width", "A\u{200b}na\u{200c}ï\u{200d}s\u{2060}"),
    ("byte-order mark", "\u{feff}Anaïs"),
    ("line and paragraph separators", "a\u{2028}b\u{2029}c"),
    ("soft hyphen and fillers", "a\u{ad}b\u{3164}c\u{ffa0}d\u{115f}"),
    ("tags", "a\u{e0041}\u{e0042}\u{e007f}"),
    ("annotations", "a\u{fff9}b\u{fffa}c\u{fffb}"),
    ("runs a program in a spreadsheet", "=cmd|' /C calc'!A0"),
    ("formula with plus", "+1+1"),
    ("formula with minus", "-2+3+cmd|' /C calc'!A0"),
    ("formula with at", "@SUM(1+1)*cmd|' /C calc'!A0"),
    ("formula after a tab", "\t=1+1"),
    ("formula after a carriage return", "\r=1+1"),
    ("formula after a quote", "\"=1+1"),
    ("full width equals", "＝1+1"),
    ("leads out of the folder", "../../x"),
    ("a path of its own", "/tmp/../etc/x"),
    ("a name of another system", "..\\..\\CON"),
    ("quotes of the shell", "$(touch x)`touch y`;'\"&|<>"),
];

/// Texts that are long: ten thousand accents on one letter, three hundred bytes, a line without an end.
pub(super) fn long() -> Vec<(&'static str, String)> {
    vec![
        ("ten thousand accents", format!("e{}", "\u{301}".repeat(10_000))),
        ("three hundred bytes", "é".repeat(150)),
        ("a long line", "mot ".repeat(900)),
        ("a long word", "x".repeat(3900)),
    ]
}

/// Bytes that are no UTF-8: a lone surrogate, overlong forms, letters of Windows-1252, beyond the last character.
pub(super) const NO_TEXT: [(&str, &[u8]); 6] = [
    ("a lone surrogate", b"a\xed\xa0\x80b"),
    ("an overlong slash", b"..\xc0\xaf..\xc0\xafx"),
    ("an overlong escape", b"a\xc0\x9b[31m"),
    ("Windows-1252", b"Ana\xefs \x9b31m \x85 \x9d"),
    ("beyond the last character", b"a\xf4\x90\x80\x80"),
    ("half a character", b"Ana\xc3"),
];

/// All texts, or some of them.
pub(super) fn hostile() -> Vec<(&'static str, String)> {
    let all: Vec<_> = HOSTILE.iter().map(|(name, text)| (*name, (*text).to_owned())).chain(long()).collect();
    if whole() {
        return all;
    }
    // Every fourth: each kind is there, and the others are in the tests that take all at once.
    all.into_iter().step_by(4).collect()
}

/// What a program wrote where no terminal is: no control character but the ends of lines, no direction, nothing unseen.
#[track_caller]
pub(super) fn inert(what: &str, bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).unwrap_or_else(|fault| panic!("{what}: {fault}: {}", bytes.escape_ascii()));
    let bad = text.chars().find(|c| *c != '\n' && is_unsafe(*c));
    assert!(bad.is_none(), "{what}: {bad:?} in {}", text.escape_debug());
    assert!(!text.contains("panicked"), "{what}: {text}");
}

/// Runs the program; what it wrote is inert.
#[track_caller]
pub(super) fn run<A: AsRef<OsStr>>(home: &Home, what: &str, args: &[A], input: &[u8]) -> Option<i32> {
    use std::io::Write as _;
    use std::process::Stdio;
    let mut command = home.program(PROGRAM);
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut pipe = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writing = std::thread::spawn(move || drop(pipe.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writing.join().unwrap();
    inert(what, &output.stdout);
    inert(what, &output.stderr);
    assert!(matches!(output.status.code(), Some(0..=2)), "{what}: {:?}", output.status);
    output.status.code()
}

/// Every file below a folder, and what it holds.
pub(super) fn tree(folder: &Path) -> BTreeMap<Vec<u8>, Vec<u8>> {
    use std::os::unix::ffi::OsStrExt as _;
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap().map(|entry| entry.unwrap()) {
            let path = entry.path();
            if entry.file_type().unwrap().is_dir() {
                folders.push(path.clone());
                files.insert(path.as_os_str().as_bytes().to_vec(), Vec::new());
            } else {
                files.insert(path.as_os_str().as_bytes().to_vec(), fs::read(&path).unwrap_or_default());
            }
        }
    }
    files
}

/// What of one tree is not as it was, outside these folders.
#[track_caller]
pub(super) fn same_but(
    what: &str,
    before: &BTreeMap<Vec<u8>, Vec<u8>>,
    after: &BTreeMap<Vec<u8>, Vec<u8>>,
    but: &[&Path],
) {
    use std::os::unix::ffi::OsStrExt as _;
    let allowed = |path: &[u8]| but.iter().any(|folder| path.starts_with(folder.as_os_str().as_bytes()));
    for (path, bytes) in after {
        assert!(allowed(path) || before.get(path) == Some(bytes), "{what}: {} was written", path.escape_ascii());
    }
    for path in before.keys() {
        assert!(allowed(path) || after.contains_key(path), "{what}: {} is gone", path.escape_ascii());
    }
}
