//! What the README shows is what works: its grid and its session file are read, its commands exist.

use soutenance::formats::{read_grid, read_session};

const README: &str = include_str!("../../README.md");

/// The code block of the README that begins so.
#[expect(clippy::unwrap_used, reason = "a test may stop here")]
fn block(start: &str) -> &'static str {
    let from = README.find(start).unwrap();
    let length = README[from..].find("\n```").unwrap();
    &README[from..=from + length]
}

#[test]
fn its_smallest_grid_is_one() {
    let grid = read_grid("README.md", block("format = \"soutenance-grid/1\"").as_bytes());
    let grid = grid.unwrap_or_else(|problems| panic!("{problems:?}"));
    assert!(grid.warnings.is_empty(), "{:?}", grid.warnings);
    assert_eq!(grid.value.blocks[0].items().count(), 1);
}

#[test]
fn its_session_file_is_one() {
    let shown = block("format = \"soutenance-session/1\"");
    // The key is cut short on the page.
    let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGxoq7d3TolA0SPZgxSyf36Fr1vW0ssk75wyR52Xgs7+";
    let text = shown.replace("ssh-ed25519 AAAA…", key);
    assert_ne!(text, shown);
    let session = read_session("README.md", text.as_bytes(), None);
    let session = session.unwrap_or_else(|problems| panic!("{problems:?}"));
    assert_eq!(session.value.jury.president.as_str(), "claire.moreau");
}

#[test]
fn its_picture_is_there() {
    assert!(!README.contains("@@"), "a place in the README was left to fill in");
}
