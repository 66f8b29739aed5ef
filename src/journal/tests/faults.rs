//! A disk that fails, a process that dies, a power cut: what `append` returned is there.

use proptest::prelude::*;

use super::generate::{Call, calls, comment};
use super::storage::{Cut, Faults, Shared};
use crate::domain::event::Recorded;
use crate::journal::storage::Storage;
use crate::journal::{Journal, JournalError};

/// Makes the calls in order, each once; returns what was acknowledged.
///
/// After each, the machine is cut off in a copy: everything acknowledged must be there, and after it nothing but the
/// first events of one call, which was refused.
fn play(journal: &mut Journal<Shared>, storage: &Shared, calls: &[Call], kept: usize) -> Vec<Recorded> {
    let mut acknowledged = Vec::new();
    for (made, (stamp, by, events)) in (1..).zip(calls) {
        if let Ok(recorded) = journal.append(stamp, by, events) {
            acknowledged.extend(recorded);
        }
        let refused = |left: &[Recorded]| {
            let mut calls = calls[..made].iter().map(|(_, _, events)| events);
            calls.any(|events| {
                events.len() >= left.len() && left.iter().zip(events).all(|(one, event)| one.event == *event)
            })
        };
        for cut in cuts(kept) {
            let after = storage.0.borrow().after(cut);
            let opened = Journal::read(after.seen()).unwrap_or_else(|error| panic!("{cut:?}: {error}"));
            assert!(opened.records.starts_with(&acknowledged), "{cut:?}");
            assert!(refused(&opened.records[acknowledged.len()..]), "{cut:?}");
        }
        // The process dies, the machine does not.
        let opened = Journal::read(storage.0.borrow().seen()).unwrap();
        assert!(opened.records.starts_with(&acknowledged));
    }
    acknowledged
}

/// Every kind of cut: nothing, a part, everything, and blocks without those before them.
fn cuts(kept: usize) -> impl Iterator<Item = Cut> {
    let masks =
        [1, 2, 0xaaaa_aaaa_aaaa_aaaa, 0x5555_5555_5555_5555, !1, (kept as u64 | 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)];
    let blocks = [64, 512, 4096].into_iter().flat_map(move |size| masks.map(|mask| Cut::Blocks(size, mask)));
    [Cut::Drop, Cut::Tear(kept), Cut::Zeros(kept), Cut::Tear(usize::MAX)].into_iter().chain(blocks)
}

fn fail(storage: &Shared, first: usize, pattern: u64, kept: &[usize]) {
    storage.0.borrow_mut().fail(Faults { first, pattern, kept: kept.to_vec() });
}

fn hold(calls: &[Call], first: usize, pattern: u64, kept: &[usize]) {
    let storage = Shared::default();
    fail(&storage, first, pattern, kept);
    let Ok((mut journal, _)) = Journal::open(storage.clone()) else { return };
    let mut acknowledged = play(&mut journal, &storage, calls, kept[0]);

    fail(&storage, 0, 0, &[]);
    let (stamp, by, events) = comment("enfin");
    acknowledged.extend(journal.append(&stamp, &by, &events).expect("the fault is over"));
    let disk = storage.0.borrow().after(Cut::Drop);
    let (_, opened) = Journal::open(disk).unwrap();
    assert_eq!(opened.records, acknowledged, "what was refused has left no trace");
    assert_eq!(opened.torn, None);
}

#[test]
fn a_fault_at_any_call_loses_nothing_acknowledged() {
    let calls: Vec<Call> = ["un", "deux", "trois", "quatre"].map(comment).to_vec();
    for first in 0..20 {
        for faults in 0..8 {
            for kept in [0, 1, 100, 320, 10_000] {
                hold(&calls, first, (1 << faults) - 1, &[kept]);
            }
        }
    }
}

proptest! {
    #[test]
    fn faults_anywhere_lose_nothing_acknowledged(
        calls in calls(8), first in 0_usize..20, pattern: u64, kept in prop::collection::vec(0_usize..3000, 1..4),
    ) {
        hold(&calls, first, pattern, &kept);
    }

    #[test]
    fn after_a_power_cut_the_journal_goes_on(
        before in calls(5), lost in calls(2), kept in 0_usize..3000, kind in 0_usize..22,
    ) {
        let storage = Shared::default();
        let (mut journal, _) = Journal::open(storage.clone()).unwrap();
        let acknowledged = play(&mut journal, &storage, &before, kept);
        let synced = storage.0.borrow().calls;
        // The last write reaches the system and its sync does not, nor what would put it right.
        fail(&storage, synced + 1, u64::MAX, &[kept]);
        for (stamp, by, events) in lost.iter().filter(|(_, _, events)| !events.is_empty()).take(1) {
            prop_assert!(journal.append(stamp, by, events).is_err());
        }

        let cut = cuts(kept).nth(kind).unwrap();
        let storage = Shared::new(storage.0.borrow().after(cut));
        let (mut journal, opened) = Journal::open(storage.clone()).unwrap();
        prop_assert!(opened.records.starts_with(&acknowledged));
        let (stamp, by, events) = comment("après la coupure");
        let mut all = opened.records;
        all.extend(journal.append(&stamp, &by, &events).unwrap());
        let reread = Journal::read(storage.0.borrow().after(Cut::Drop).seen()).unwrap();
        prop_assert_eq!(reread.records, all);
        prop_assert_eq!(reread.torn, None);
    }
}

#[test]
fn the_error_lasts_as_long_as_the_fault() {
    let storage = Shared::default();
    let (mut journal, _) = Journal::open(storage.clone()).unwrap();
    let (stamp, by, events) = comment("note");
    fail(&storage, 0, u64::MAX, &[]);
    for _ in 0..3 {
        let fails = journal.append(&stamp, &by, &events);
        assert!(
            matches!(fails, Err(JournalError::Io { ref path, .. }) if path.ends_with("journal.jsonl")),
            "{fails:?}"
        );
    }
    fail(&storage, 0, 0, &[]);
    assert_eq!(journal.append(&stamp, &by, &events).unwrap()[0].seq, 1);
}

#[test]
fn what_was_refused_is_cut_at_once_if_it_can_be() {
    let storage = Shared::default();
    let (mut journal, _) = Journal::open(storage.clone()).unwrap();
    let (stamp, by, events) = comment("note");
    let sync = storage.0.borrow().calls + 1;
    fail(&storage, sync, 1, &[10_000]);
    assert!(journal.append(&stamp, &by, &events).is_err());
    assert_eq!(storage.0.borrow().seen(), b"", "a program that ends here and starts again does not see it");
    assert_eq!(storage.0.borrow().after(Cut::Drop).seen(), b"");
}

#[test]
fn one_write_and_one_sync_a_record() {
    let storage = Shared::default();
    let (mut journal, _) = Journal::open(storage.clone()).unwrap();
    let (stamp, by, events) = comment("note");
    let before = storage.0.borrow().calls;
    let recorded = journal.append(&stamp, &by, &[&events[..], &events[..], &events[..]].concat()).unwrap();
    assert_eq!(recorded.len(), 3);
    assert_eq!(storage.0.borrow().calls, before + 6);
    assert_eq!(journal.append(&stamp, &by, &[]).unwrap(), []);
    assert_eq!(storage.0.borrow().calls, before + 6);
}

/// Several events at once, and a machine cut off at the sync of each: what is there is the first ones, and the journal
/// goes on, whichever blocks of the last one reached the disk.
#[test]
fn a_power_cut_in_a_long_call_is_never_damage() {
    let (stamp, by, events) = comment(&"long ".repeat(300));
    let several = [&events[..], &events[..], &events[..]].concat();
    let mut tried = 0;
    for synced in 0..3 {
        let storage = Shared::default();
        let (mut journal, _) = Journal::open(storage.clone()).unwrap();
        let before = storage.0.borrow().calls;
        storage.0.borrow_mut().remember(before + 2 * synced + 1);
        journal.append(&stamp, &by, &several).unwrap();
        let then = storage.0.borrow().remembered();
        for cut in cuts(700) {
            let (mut journal, opened) = Journal::open(Shared::new(then.after(cut))).unwrap();
            assert!((synced..=synced + 1).contains(&opened.records.len()), "{cut:?}: {}", opened.records.len());
            journal.append(&stamp, &by, &events).unwrap();
            tried += 1;
        }
    }
    assert_eq!(tried, 3 * cuts(0).count());
}

#[test]
fn a_process_killed_before_the_sync_leaves_nothing_unsynced_behind_an_open() {
    let storage = Shared::default();
    let (mut journal, _) = Journal::open(storage.clone()).unwrap();
    let (stamp, by, events) = comment("écrit, pas encore sur le disque");
    journal.append(&stamp, &by, &events).unwrap();
    let line = storage.0.borrow().seen().to_vec();
    let mut killed = Shared::default();
    killed.append(&line).unwrap();
    let (_, opened) = Journal::open(killed.clone()).unwrap();
    assert_eq!(opened.records.len(), 1);
    assert_eq!(killed.0.borrow().after(Cut::Drop).seen(), line);
}

#[test]
fn bytes_from_another_program_stop_the_journal() {
    let mut storage = Shared::default();
    let (mut journal, _) = Journal::open(storage.clone()).unwrap();
    let (stamp, by, events) = comment("note");
    journal.append(&stamp, &by, &events).unwrap();
    storage.append(b"bonjour\n").unwrap();
    let seen = storage.0.borrow().seen().to_vec();
    assert!(matches!(journal.append(&stamp, &by, &events), Err(JournalError::Changed { .. })));
    assert_eq!(storage.0.borrow().seen(), seen);
}
