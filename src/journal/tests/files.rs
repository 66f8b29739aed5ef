//! The journal in a real folder.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use super::generate::comment;
use crate::journal::{JOURNAL_FILE, Journal, JournalError, open_file};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// Appends bytes behind the journal's back.
fn scribble(folder: &Path, bytes: &[u8]) {
    OpenOptions::new().append(true).open(folder.join(JOURNAL_FILE)).unwrap().write_all(bytes).unwrap();
}

#[test]
fn a_journal_is_created_for_the_user_alone_and_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let (stamp, by, events) = comment("note");
    let (mut journal, opened) = open_file(folder.path()).unwrap();
    assert!(opened.records.is_empty() && opened.torn.is_none());
    assert_eq!(mode(&folder.path().join(JOURNAL_FILE)), 0o600);
    let mut all = journal.append(&stamp, &by, &events).unwrap();
    all.extend(journal.append(&stamp, &by, &events).unwrap());
    drop(journal);

    let (mut journal, opened) = open_file(folder.path()).unwrap();
    assert_eq!(opened.records, all);
    all.extend(journal.append(&stamp, &by, &events).unwrap());
    assert_eq!(Journal::read(&fs::read(folder.path().join(JOURNAL_FILE)).unwrap()).unwrap().records, all);
}

#[test]
fn a_torn_tail_is_set_aside_and_cut() {
    let folder = tempfile::tempdir().unwrap();
    let (stamp, by, events) = comment("note");
    let (mut journal, _) = open_file(folder.path()).unwrap();
    journal.append(&stamp, &by, &events).unwrap();
    let whole = fs::read(folder.path().join(JOURNAL_FILE)).unwrap();
    drop(journal);
    for (n, tail) in [(1, &b"{\"seq\":2,"[..]), (2, &[0; 300][..])] {
        scribble(folder.path(), tail);
        let (_, opened) = open_file(folder.path()).unwrap();
        let torn = opened.torn.unwrap();
        assert_eq!((torn.line, torn.bytes.as_slice()), (2, tail));
        let aside = folder.path().join(format!("journal.torn-{n}"));
        assert_eq!(torn.saved.as_deref(), Some(aside.as_path()));
        assert_eq!(fs::read(&aside).unwrap(), tail);
        assert_eq!(mode(&aside), 0o600);
        assert_eq!(fs::read(folder.path().join(JOURNAL_FILE)).unwrap(), whole);
    }
}

#[test]
fn damage_leaves_everything_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let (stamp, by, events) = comment("note");
    let (mut journal, _) = open_file(folder.path()).unwrap();
    journal.append(&stamp, &by, &events).unwrap();
    drop(journal);
    scribble(folder.path(), b"bonjour\n{\"seq\":");
    let before = fs::read(folder.path().join(JOURNAL_FILE)).unwrap();
    assert!(matches!(open_file(folder.path()), Err(JournalError::Damaged { line: 2, .. })));
    assert_eq!(fs::read(folder.path().join(JOURNAL_FILE)).unwrap(), before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn only_a_plain_file_is_a_journal() {
    let elsewhere = tempfile::NamedTempFile::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(JOURNAL_FILE);
    symlink(elsewhere.path(), &path).unwrap();
    assert!(matches!(open_file(folder.path()), Err(JournalError::NotAFile { .. })));
    fs::remove_file(&path).unwrap();
    symlink(folder.path().join("nowhere"), &path).unwrap();
    assert!(matches!(open_file(folder.path()), Err(JournalError::NotAFile { .. })));
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    assert!(matches!(open_file(folder.path()), Err(JournalError::NotAFile { .. })));
    fs::remove_dir(&path).unwrap();
    rustix::fs::mknodat(rustix::fs::CWD, &path, rustix::fs::FileType::Fifo, 0o600.into(), 0).unwrap();
    assert!(matches!(open_file(folder.path()), Err(JournalError::NotAFile { .. })));
    let missing = folder.path().join("absent");
    assert!(matches!(open_file(&missing), Err(JournalError::Io { path, .. }) if path.starts_with(&missing)));
}

#[test]
fn a_journal_that_is_not_in_its_place_takes_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let session = folder.path().join("session");
    fs::create_dir(&session).unwrap();
    let (stamp, by, events) = comment("note");
    let (mut journal, _) = open_file(&session).unwrap();
    journal.append(&stamp, &by, &events).unwrap();
    let (path, aside, moved) = (session.join(JOURNAL_FILE), session.join("aside"), folder.path().join("moved"));
    let mut refuses = |what: &str| {
        assert!(matches!(journal.check(), Err(JournalError::Io { .. })), "{what}");
        assert!(matches!(journal.append(&stamp, &by, &events), Err(JournalError::Io { .. })), "{what}");
    };
    fs::rename(&path, &aside).unwrap();
    refuses("renamed");
    // What some editors do: the file keeps its inode under another name.
    fs::copy(&aside, &path).unwrap();
    refuses("replaced by a copy");
    fs::remove_file(&path).unwrap();
    symlink(&aside, &path).unwrap();
    refuses("replaced by a link to it");
    fs::rename(&aside, &path).unwrap();
    fs::rename(&session, &moved).unwrap();
    refuses("gone with its folder");
    fs::rename(&moved, &session).unwrap();
    journal.append(&stamp, &by, &events).unwrap();
    fs::remove_file(&path).unwrap();
    let again = journal.append(&stamp, &by, &events);
    assert!(matches!(again, Err(JournalError::Io { .. })), "deleted");
}

#[test]
fn a_journal_is_open_once() {
    let folder = tempfile::tempdir().unwrap();
    let (journal, _) = open_file(folder.path()).unwrap();
    assert!(matches!(open_file(folder.path()), Err(JournalError::Held { .. })));
    drop(journal);
    open_file(folder.path()).unwrap();
}
