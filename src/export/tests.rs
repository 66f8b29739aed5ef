//! What goes into an export, and under which names.

use std::collections::BTreeMap;

use super::inside::folder_name;
use super::{Bundle, is_minutes, pack};
use crate::domain::clean::is_unsafe;

#[test]
fn no_name_of_a_session_is_a_path() {
    for (name, folder) in [
        ("b204", "b204"),
        ("École d’été 2027", "École-d-été-2027"),
        ("../../etc/passwd", "etc-passwd"),
        ("/", "session"),
        ("..", "session"),
        ("", "session"),
        (".ssh", "ssh"),
        ("C:\\temp", "C--temp"),
        ("a\u{202e}b\u{0}c\nd", "a-b-c-d"),
        ("con", "session-con"),
        ("Com1.x", "session-Com1.x"),
        ("community", "community"),
    ] {
        assert_eq!(folder_name(name), folder, "{name:?}");
    }
}

proptest::proptest! {
    #[test]
    fn whatever_the_name_the_folder_is_one_step_down(name in ".*") {
        let folder = folder_name(&name);
        proptest::prop_assert!(!folder.is_empty() && !folder.starts_with('.') && !folder.ends_with('.'));
        proptest::prop_assert!(!folder.contains(|c| is_unsafe(c) || "/\\:*?\"<>| ".contains(c)));
    }
}

#[test]
fn minutes_are_told_from_what_stands_beside_them() {
    assert!(is_minutes("minutes/C001.v1.toml") && is_minutes("minutes/C.v1.v12.toml"));
    for name in ["minutes/session.toml", "minutes/C001.v1.csv", "minutes/C001.v.toml", "minutes/C001.v1.toml.a.sig"] {
        assert!(!is_minutes(name), "{name}");
    }
}

#[test]
fn the_same_files_give_the_same_bytes() {
    let files =
        ["session.toml", "minutes/C1.v1.toml", "minutes/C1.v1.csv"].map(|name| (name.to_owned(), vec![b'x'; 9]));
    let bundle = Bundle {
        folder: "b204".into(),
        files: BTreeMap::from(files),
        minutes: 1,
        candidates: 1,
        remaining: Vec::new(),
        put_off: Vec::new(),
        open_at: None,
    };
    let bytes = pack::pack(&bundle).unwrap();
    assert_eq!(bytes, pack::pack(&bundle).unwrap());
    // Pinned: a change of library that changes them is one to know of.
    assert_eq!(crate::digest::sha256(&bytes), "46f9a72926918040d29db6d4e7b541db9974798ea32343ea3c0e001c329573d0");
}
