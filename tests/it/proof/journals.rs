//! Journals that were damaged, moved and put back.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests")]

mod histories;

use std::fs;
use std::path::Path;

use soutenance::clerk::{Folder, read_folder};
use soutenance::domain::event::Recorded;
use soutenance::journal::{Damage, Journal, JournalError};

use super::super::support::{Desk, Home, Said};
use super::{counted, some};

/// A session at work: a candidate heard whose minutes are signed by two, another one under way.
pub(super) struct Worked<'a> {
    pub(super) desk: Desk<'a>,
    folder: Folder,
    pub(super) bytes: Vec<u8>,
    records: Vec<Recorded>,
    /// The record from which the minutes were drawn.
    pub(super) drawn: usize,
}

impl<'a> Worked<'a> {
    pub(super) fn new(home: &'a Home, name: &str) -> Self {
        let desk = home.small(name, "20min", "");
        desk.hear_small("C1");
        let more = ["ouvrir C2", "présents tous", "démarrer", "noter B1.1 2", "commenter T1 à l’aise", "pause alarme"];
        desk.script(&more, &["--stop-on-error"]).ends_with(0);
        let bytes = fs::read(desk.path("journal.jsonl")).unwrap();
        let folder = read_folder(&desk.folder).unwrap();
        let records = Journal::read(&bytes).unwrap().records;
        let minutes: toml::Table = desk.read("minutes/C1.v1.toml").parse().unwrap();
        let drawn = usize::try_from(minutes["journal"]["records"].as_integer().unwrap()).unwrap();
        assert!(drawn > 10 && drawn + 5 < records.len(), "{drawn} of {}", records.len());
        Self { desk, folder, bytes, records, drawn }
    }

    pub(super) fn lines(&self) -> Vec<&[u8]> {
        self.bytes.split_inclusive(|byte| *byte == b'\n').collect()
    }

    /// Where each record ends.
    fn ends(&self) -> Vec<usize> {
        self.lines().iter().scan(0, |end, line| Some(std::mem::replace(end, *end + line.len()) + line.len())).collect()
    }

    pub(super) fn put(&self, journal: &[u8]) {
        fs::write(self.desk.path("journal.jsonl"), journal).unwrap();
    }

    /// What a journal of these bytes comes to: how many of the true records and whether something was left aside; or
    /// the line at which it was refused. Anything else is another history, and fails.
    fn reads(&self, journal: &[u8]) -> Result<(usize, bool), u64> {
        match Journal::read(journal) {
            Ok(opened) => {
                let count = opened.records.len();
                assert!(opened.records == self.records[..count], "another history");
                let (session, torn) = self.folder.replay(journal).expect("true records make a session");
                assert_eq!(
                    session.head().map(|head| head.seq),
                    count.checked_sub(1).map(|last| self.records[last].seq)
                );
                assert_eq!(torn, opened.torn);
                Ok((count, opened.torn.is_some()))
            }
            Err(JournalError::Damaged { line, .. }) => {
                assert!(self.folder.replay(journal).is_err());
                Err(line)
            }
            Err(other) => panic!("{other}"),
        }
    }

    /// Line mode at work on this journal, and what it leaves in its place.
    pub(super) fn goes_on(&self, journal: &[u8]) -> (Said, Vec<u8>) {
        self.put(journal);
        let said = self.desk.script(&["état", "incident alarme"], &[]);
        (said, fs::read(self.desk.path("journal.jsonl")).unwrap())
    }
}

pub(super) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in from.read_dir().unwrap().map(|entry| entry.unwrap()) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn cut_at_every_byte_it_is_a_prefix_and_says_so() {
    let home = Home::new();
    let worked = Worked::new(&home, "s");
    let ends = worked.ends();
    let mut torn = 0;
    for length in 0..=worked.bytes.len() {
        let whole = ends.iter().filter(|end| **end <= length).count();
        let clean = length == 0 || ends.contains(&length);
        assert_eq!(worked.reads(&worked.bytes[..length]), Ok((whole, !clean)), "{length} bytes");
        torn += usize::from(!clean);
    }
    // The program itself, at the end of records, before the last byte, and in the middle; the minutes put away.
    fs::rename(worked.desk.path("minutes"), home.path("minutes")).unwrap();
    let starts = [0].into_iter().chain(ends.iter().copied());
    let places: Vec<usize> =
        starts.zip(&ends).flat_map(|(start, end)| [usize::midpoint(start, *end), end - 1, *end]).collect();
    let step = (places.len() / some(12, places.len())).max(1);
    let mut runs = 0;
    // From a place that is another sort of place each time.
    for length in places.iter().copied().step_by(if step.is_multiple_of(3) { step + 1 } else { step }) {
        let whole = ends.iter().filter(|end| **end <= length).count();
        let clean = length == 0 || ends.contains(&length);
        let (said, left) = worked.goes_on(&worked.bytes[..length]);
        let said = said.ends_with(0);
        let told = said.out.contains("la fin d’une écriture interrompue a été mise de côté");
        assert_eq!(told, !clean, "{length}: {said:#?}");
        let opened = Journal::read(&left).unwrap();
        assert!(opened.torn.is_none() && opened.records.len() > whole, "{length}");
        assert_eq!(opened.records[..whole], worked.records[..whole], "{length}");
        // What was set aside is kept, to the byte.
        let aside = worked.desk.path("journal.torn-1");
        assert_eq!(aside.exists(), !clean);
        if !clean {
            let start = ends.iter().copied().filter(|end| *end <= length).max().unwrap_or(0);
            assert_eq!(fs::read(&aside).unwrap(), worked.bytes[start..length]);
            fs::remove_file(aside).unwrap();
        }
        runs += 1;
    }
    counted(
        "journal cut at every byte",
        &format!("{} places, {torn} of them torn; {runs} resumed by the program, each told", worked.bytes.len() + 1),
    );
    assert!(torn > 1000 && runs >= 12);
}

#[test]
fn every_flipped_bit_is_refused_with_its_line_or_set_aside() {
    let home = Home::new();
    let worked = Worked::new(&home, "s");
    let ends = worked.ends();
    let (mut refused, mut aside) = (0, 0);
    let last = ends.len() as u64;
    // A byte in eleven, one bit each; or every bit there is.
    for bit in (0..worked.bytes.len() * 8).step_by(some(89, 1)) {
        let mut flipped = worked.bytes.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        let line = ends.iter().filter(|end| **end <= bit / 8).count() as u64 + 1;
        match worked.reads(&flipped) {
            Err(found) => {
                assert_eq!(found, line, "bit {bit}");
                refused += 1;
            }
            // The last line, or the end of the one before, which makes one line of the two.
            Ok((left, torn)) => {
                assert!(torn && left as u64 == line - 1 && line + 1 >= last, "bit {bit}: {left} records");
                aside += 1;
            }
        }
    }
    let mut runs = 0;
    for place in (0..worked.bytes.len()).step_by(worked.bytes.len() / some(8, 200)) {
        let mut flipped = worked.bytes.clone();
        flipped[place] ^= 1 << (place % 8);
        let line = ends.iter().filter(|end| **end <= place).count() + 1;
        if line as u64 == last {
            break;
        }
        let (said, left) = worked.goes_on(&flipped);
        let words = format!("le journal est abîmé à la ligne {line} (");
        assert!(said.ends_with(1).err.contains(&words), "{place}");
        assert!(left == flipped, "what is damaged is left as it is");
        let told = worked.desk.home.run(&["journal", worked.desk.text_path()]).ends_with(1);
        assert!(told.err.contains(&words) && told.err.contains("prévenez le secrétariat"), "{told:#?}");
        runs += 1;
    }
    counted(
        "bits of a journal flipped",
        &format!(
            "{} bits: {refused} refused with their line, {aside} a torn end, 0 another history; {runs} by the program",
            refused + aside
        ),
    );
    assert!(refused > 500 && aside > 10 && runs > 5);
}

#[test]
fn records_swapped_dropped_repeated_or_from_elsewhere_are_refused() {
    let home = Home::new();
    let worked = Worked::new(&home, "s");
    // The same files, and another day: what is most alike.
    let twin = Desk { home: &home, folder: home.path("twin") };
    fs::create_dir(&twin.folder).unwrap();
    for file in ["session.toml", "grid.toml", "candidates.csv"] {
        fs::copy(worked.desk.path(file), twin.path(file)).unwrap();
    }
    copy(&worked.desk.path("keys"), &twin.path("keys"));
    twin.hear_small("C1");
    let other = fs::read(twin.path("journal.jsonl")).unwrap();
    let other: Vec<&[u8]> = other.split_inclusive(|byte| *byte == b'\n').collect();
    let own = worked.lines();
    let line = |place: usize| Err(place as u64 + 1);
    let (mut swapped, mut dropped, mut repeated, mut foreign) = (0, 0, 0, 0);
    let mut samples = Vec::new();
    for first in 0..own.len() {
        for second in (first + 1..own.len()).step_by(some(5, 1)) {
            let mut lines = own.clone();
            lines.swap(first, second);
            assert_eq!(worked.reads(&lines.concat()), line(first));
            swapped += 1;
            samples.push((first, lines.concat()));
        }
        for place in (0..=own.len()).step_by(some(5, 1)) {
            let mut lines = own.clone();
            lines.insert(place, own[first]);
            // Before itself it is out of its place; elsewhere it is where another should be.
            let expected = if place == first { first + 1 } else { place };
            assert_eq!(worked.reads(&lines.concat()), line(expected), "{first} at {place}");
            repeated += 1;
        }
        let mut lines = own.clone();
        lines.remove(first);
        // The last one cannot be seen from inside: the minutes are there for that.
        let expected = if first + 1 < own.len() { line(first) } else { Ok((first, false)) };
        assert_eq!(worked.reads(&lines.concat()), expected);
        dropped += 1;
        for from in &other {
            let mut replaced = own.clone();
            replaced[first] = from;
            // The first record of all follows from nothing: it is the next that does not follow from it.
            assert!(
                matches!(Journal::read(&replaced.concat()), Err(JournalError::Damaged { line, what: Damage::Chain | Damage::Sequence { .. } })
                    if line == first as u64 + 1 || (first == 0 && line == 2))
            );
            foreign += 1;
        }
    }
    let mut runs = 0;
    for (place, journal) in samples.iter().step_by(samples.len() / some(4, 60)) {
        let (said, left) = worked.goes_on(journal);
        assert!(said.ends_with(1).err.contains(&format!("abîmé à la ligne {} (", place + 1)));
        assert!(left == *journal);
        runs += 1;
    }
    counted(
        "records moved about",
        &format!(
            "{swapped} swaps, {repeated} repeated, {dropped} dropped, {foreign} from another session, all refused but the \
             last one dropped; {runs} by the program"
        ),
    );
    assert!(swapped > 50 && dropped > 20 && repeated > 50 && foreign > 300 && runs >= 4);
}
