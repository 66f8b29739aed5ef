//! What was appended reads back; what was altered does not.

use proptest::prelude::*;

use super::generate::{Call, calls, comment};
use super::storage::{FaultyStorage, Shared};
use crate::domain::event::Recorded;
use crate::journal::record::{BEGINNING, RecordFault, encode};
use crate::journal::{Damage, Journal, JournalError, Opened};

/// A journal of these calls: its bytes, and what `append` returned.
fn written(calls: &[Call]) -> (Vec<u8>, Vec<Recorded>) {
    let storage = Shared::default();
    let (mut journal, _) = Journal::open(storage.clone()).unwrap();
    let mut returned = Vec::new();
    for (stamp, by, events) in calls {
        returned.extend(journal.append(stamp, by, events).unwrap());
    }
    let bytes = storage.0.borrow().seen().to_vec();
    (bytes, returned)
}

fn lines(bytes: &[u8]) -> Vec<&[u8]> {
    bytes.split_inclusive(|&byte| byte == b'\n').collect()
}

/// The lines that have their end.
fn ended(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    lines(bytes).into_iter().filter(|line| line.ends_with(b"\n"))
}

fn whole(records: &[Recorded]) -> Opened {
    Opened { records: records.to_vec(), torn: None }
}

fn damage(bytes: &[u8]) -> Option<(u64, Damage)> {
    match Journal::read(bytes) {
        Err(JournalError::Damaged { line, what }) => Some((line, what)),
        _ => None,
    }
}

fn sample() -> Vec<Call> {
    ["bref", "exposé clair\n", "\u{202e}", "quatrième"].map(comment).to_vec()
}

proptest! {
    #[test]
    fn replay_is_what_append_returned(calls in calls(8)) {
        let (bytes, returned) = written(&calls);
        prop_assert_eq!(Journal::read(&bytes).unwrap(), whole(&returned));
        let events: Vec<_> = calls.into_iter().flat_map(|(_, _, events)| events).collect();
        prop_assert_eq!(returned.into_iter().map(|recorded| recorded.event).collect::<Vec<_>>(), events);
    }

    #[test]
    fn no_other_bytes_read_as_a_journal(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(opened) = Journal::read(&bytes) {
            prop_assert!(opened.records.is_empty());
        }
    }
}

#[test]
fn cut_at_any_byte_it_is_a_prefix_and_goes_on() {
    let (bytes, records) = written(&sample());
    for length in 0..=bytes.len() {
        let left = &bytes[..length];
        let ends = ended(left).count();
        let clean = ended(left).map(<[u8]>::len).sum::<usize>();
        let storage = Shared::new(FaultyStorage::holding(left));
        let (mut journal, opened) = Journal::open(storage.clone()).unwrap();
        assert_eq!(opened.records, records[..ends]);
        let torn = opened.torn.map(|torn| (torn.line, torn.bytes));
        assert_eq!(torn, (clean < length).then(|| (ends as u64 + 1, left[clean..].to_vec())));
        assert_eq!(storage.0.borrow().seen(), left, "opening changes nothing");

        let (stamp, by, events) = comment("après");
        let mut all = opened.records;
        all.extend(journal.append(&stamp, &by, &events).unwrap());
        assert_eq!(Journal::read(storage.0.borrow().seen()).unwrap(), whole(&all));
    }
}

#[test]
fn a_flipped_bit_is_found_on_its_line() {
    let (bytes, records) = written(&sample());
    let last = records.len() as u64;
    for (place, bit) in (0..bytes.len()).flat_map(|place| (0..8).map(move |bit| (place, bit))) {
        let mut altered = bytes.clone();
        altered[place] ^= 1 << bit;
        let line = ended(&bytes[..place]).count() as u64 + 1;
        match Journal::read(&altered) {
            Err(JournalError::Damaged { line: found, what: Damage::Record(fault) }) => {
                assert_eq!(found, line);
                assert!(fault.is_torn());
            }
            // The last line; or the end of the line before it, which makes one line of the two.
            Ok(Opened { records: left, torn: Some(torn) }) => {
                assert!(line == last || (line == last - 1 && bytes[place] == b'\n'));
                assert_eq!(torn.line, line);
                assert_eq!(left, records[..left.len()]);
                assert_eq!(left.len() as u64, line - 1);
            }
            other => panic!("byte {place} bit {bit}: {other:?}"),
        }
    }
}

#[test]
fn records_swapped_dropped_or_repeated_are_found_on_their_line() {
    let (bytes, _) = written(&sample());
    let lines = lines(&bytes);
    let sequence = |found| Damage::Sequence { found };
    for first in 0..lines.len() {
        for second in first + 1..lines.len() {
            let mut swapped = lines.clone();
            swapped.swap(first, second);
            assert_eq!(damage(&swapped.concat()), Some((first as u64 + 1, sequence(second as u64 + 1))));
        }
        let mut repeated = lines.clone();
        repeated.insert(first + 1, lines[first]);
        assert_eq!(damage(&repeated.concat()), Some((first as u64 + 2, sequence(first as u64 + 1))));

        let mut dropped = lines.clone();
        dropped.remove(first);
        let found = (first + 1 < lines.len()).then(|| (first as u64 + 1, sequence(first as u64 + 2)));
        assert_eq!(damage(&dropped.concat()), found, "a whole record missing at the end cannot be seen from inside");
    }
}

#[test]
fn a_record_of_another_journal_is_found_on_its_line() {
    let (bytes, _) = written(&sample());
    let (other, _) = written(&["ailleurs", "exposé clair\n", "autre", "fin"].map(comment));
    let (own, other) = (lines(&bytes), lines(&other));
    for place in 0..own.len() {
        let mut replaced = own.clone();
        replaced[place] = other[place];
        // The first record follows from nothing: it is the second that does not follow from it.
        assert_eq!(damage(&replaced.concat()), Some((place.max(1) as u64 + 1, Damage::Chain)));
        let mut inserted = own.clone();
        inserted.insert(place, other[place]);
        let expected = if place == 0 { (2, Damage::Sequence { found: 1 }) } else { (place as u64 + 1, Damage::Chain) };
        assert_eq!(damage(&inserted.concat()), Some(expected));
    }
    let mut added = own.clone();
    let (five, _) = written(&["ailleurs", "b", "c", "d", "e"].map(comment));
    added.push(five.split_inclusive(|&byte| byte == b'\n').next_back().unwrap());
    assert_eq!(damage(&added.concat()), Some((5, Damage::Chain)), "the last line is whole: refused, not cut");
}

#[test]
fn zeros_at_the_end_are_a_torn_tail() {
    let (bytes, records) = written(&sample());
    for (start, zeros) in [(bytes.len(), 1), (bytes.len(), 4096), (bytes.len() - 40, 40), (bytes.len() - 40, 8000)] {
        let mut torn = bytes[..start].to_vec();
        torn.resize(start + zeros, 0);
        let opened = Journal::read(&torn).unwrap();
        let left = if start == bytes.len() { records.len() } else { records.len() - 1 };
        assert_eq!(opened.records, records[..left]);
        assert_eq!(opened.torn.unwrap().line, left as u64 + 1);
    }
}

#[test]
fn what_a_newer_program_wrote_is_refused_and_kept() {
    let (bytes, records) = written(&sample());
    let (stamp, by, events) = comment("plus tard");
    let prev = &records.last().unwrap().digest;
    let (line, _) = encode(5, &stamp, &by, &events[0], prev).unwrap();
    for (from, to, fault) in [
        ("\"v\":1", "\"v\":2", RecordFault::NewerVersion(2)),
        ("comment-set", "juror-cloned", RecordFault::UnknownEvent("juror-cloned".into())),
    ] {
        let newer = super::spelling::redigested(&line.replace(from, to));
        let storage = Shared::new(FaultyStorage::holding(&[&bytes, newer.as_bytes()].concat()));
        match Journal::open(storage.clone()) {
            Err(JournalError::Newer { line: 5, what }) => assert_eq!(what, fault),
            other => panic!("{other:?}"),
        }
        assert_eq!(storage.0.borrow().calls, 0);
    }
}

#[test]
fn an_empty_file_is_an_empty_journal() {
    assert_eq!(Journal::read(b"").unwrap(), whole(&[]));
    assert_eq!(BEGINNING.len(), 64);
}
