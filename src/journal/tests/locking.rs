//! Two programs, one session. The lock belongs to the open file, so that one process can play both.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use proptest::prelude::*;

use super::generate::{comment, stamp, text};
use crate::domain::time::Stamp;
use crate::journal::lock::{Holder, LOCK_FILE, LockError, SessionLock};

fn now() -> Stamp {
    comment("").0
}

fn holder(pid: u32) -> Holder {
    Holder { pid, host: "salle-3".into(), user: "claire".into(), since: now().at }
}

fn content(folder: &Path) -> Vec<u8> {
    fs::read(folder.join(LOCK_FILE)).unwrap()
}

#[test]
fn a_second_program_is_told_who_holds_the_session() {
    let folder = tempfile::tempdir().unwrap();
    let (first, before) = SessionLock::acquire(folder.path(), &holder(1)).unwrap();
    assert_eq!(before, None);
    assert_eq!(fs::metadata(folder.path().join(LOCK_FILE)).unwrap().permissions().mode() & 0o777, 0o600);
    match SessionLock::acquire(folder.path(), &holder(2)) {
        Err(LockError::Held(Some(found))) => assert_eq!(found, holder(1)),
        other => panic!("{other:?}"),
    }
    first.release().unwrap();
    assert_eq!(SessionLock::acquire(folder.path(), &holder(2)).unwrap().1, None);
}

#[test]
fn the_last_moment_outlives_a_program_that_dies() {
    let folder = tempfile::tempdir().unwrap();
    let (mut first, _) = SessionLock::acquire(folder.path(), &holder(1)).unwrap();
    first.alive(&now()).unwrap();
    let last = Stamp { uptime: 77, ..now() };
    first.alive(&last).unwrap();
    drop(first);

    let (second, before) = SessionLock::acquire(folder.path(), &holder(2)).unwrap();
    let before = before.unwrap();
    assert_eq!((before.holder, &before.stamp), (holder(1), &last));
    drop(second);

    let (third, before) = SessionLock::acquire(folder.path(), &holder(3)).unwrap();
    assert_eq!(before.unwrap().stamp, last, "the second said nothing and did not release it");
    third.release().unwrap();
    assert_eq!(SessionLock::acquire(folder.path(), &holder(4)).unwrap().1, None);
}

#[test]
fn unreadable_content_is_nobody() {
    let folder = tempfile::tempdir().unwrap();
    for content in [&b""[..], b"{", &[0; 512], &[b' '; 512], &[0xff; 4000], &[b'['; 512]] {
        fs::write(folder.path().join(LOCK_FILE), content).unwrap();
        let (held, before) = SessionLock::acquire(folder.path(), &holder(1)).unwrap();
        assert_eq!(before, None);
        fs::write(folder.path().join(LOCK_FILE), content).unwrap();
        assert!(matches!(SessionLock::acquire(folder.path(), &holder(2)), Err(LockError::Held(None))));
        drop(held);
    }
}

#[test]
fn a_link_is_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink("elsewhere", folder.path().join(LOCK_FILE)).unwrap();
    assert!(matches!(SessionLock::acquire(folder.path(), &holder(1)), Err(LockError::Io { .. })));
    assert!(!folder.path().join("elsewhere").exists());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn the_file_is_one_line_of_the_same_length_always(
        host in text(), user in text(), stamp in stamp(), long in prop::sample::select(vec![0_usize, 400, 5000]),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let holder = Holder { pid: u32::MAX, host: host + &"h".repeat(long), user, since: now().at };
        let (mut lock, _) = SessionLock::acquire(folder.path(), &holder).unwrap();
        let stamp = Stamp { boot: now().boot, ..stamp };
        lock.alive(&stamp).unwrap();
        let bytes = content(folder.path());
        prop_assert_eq!(bytes.len(), 512);
        prop_assert_eq!(bytes.iter().position(|&byte| byte == b'\n'), Some(511));
        drop(lock);
        prop_assert_eq!(SessionLock::acquire(folder.path(), &holder).unwrap().1.unwrap().stamp, stamp);
    }
}
