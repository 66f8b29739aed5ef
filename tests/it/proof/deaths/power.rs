//! The power is cut, after any call of an exam.

use std::collections::BTreeMap;
use std::path::Path;

use super::super::super::support::strace::{Call, traced};
use super::super::super::support::{Desk, Home};
use super::super::{counted, some, whole};
use super::disk::{Disk, Tree, plant, tree};
use super::exam::{Exam, each, is_journal, is_minutes, spread, take_away};

/// A cut: what is left, how many commands had been answered, after which call.
#[derive(Debug, Clone)]
struct Cut {
    left: Tree,
    answered: usize,
    place: String,
}

/// Every cut of these calls that leaves something else; how many there were in all.
fn cuts(exam: &Exam<'_>, calls: &[Call]) -> (Vec<Cut>, usize) {
    let model = exam.model();
    let fresh = exam.desk("fresh");
    let mut disk = Disk::of(&fresh.folder);
    take_away(&fresh);
    let mut cuts: BTreeMap<Tree, Cut> = BTreeMap::new();
    let (mut answered, mut all) = (0, 0);
    for call in calls {
        answered += usize::from(call.answers().is_some());
        disk.plays(call, &model);
        let place = format!("the power is cut after {} {} ({})", call.name, call.nth, call.what());
        for left in disk.cuts() {
            all += 1;
            // The lock says something else at each moment, and nothing that has to outlive a power cut.
            let mut same = left.clone();
            same.remove(Path::new("lock"));
            // The last one asks most: what was answered before it has to be there.
            cuts.insert(same, Cut { left, answered, place: place.clone() });
        }
    }
    (cuts.into_values().collect(), all)
}

fn is_temporary(name: &Path) -> bool {
    name.file_name().unwrap().to_str().unwrap().starts_with(".tmp")
}

/// The file of the minutes that is there and not whole, if there is one.
fn torn<'a>(cut: &'a Cut, whole: &Tree) -> Option<&'a Path> {
    let minutes = cut.left.iter().filter(|(name, _)| name.starts_with("minutes"));
    let named = minutes.filter(|(name, _)| !is_temporary(name));
    named.filter(|(name, bytes)| whole.get(*name) != Some(bytes)).map(|(name, _)| name.as_path()).next()
}

fn powerless(exam: &Exam<'_>, name: &str, few: usize) {
    let whole = exam.whole();
    let (cuts, all) = cuts(exam, &exam.calls);
    assert!(cuts.len() > 150, "{} cuts", cuts.len());
    for cut in &cuts {
        assert_eq!(torn(cut, &whole), None, "{}", cut.place);
    }
    let tried = spread(&cuts, some(few, cuts.len()));
    let answered = each(&tried, |n, cut| {
        let desk = Desk { home: exam.home(), folder: exam.home().path(&format!("{name}-cut-{n}/salle")) };
        plant(&cut.left, &desk.folder);
        exam.holds(&desk, cut.answered, &cut.place);
        exam.finishes(&desk, &cut.place);
        take_away(&desk);
        cut.answered
    });
    assert!(answered > tried.len());
    counted(
        &format!("the power cut after any call, marking {name}"),
        &format!(
            "{} of {} different disks ({all} cuts after {} calls: bytes and names dropped, torn, in part, out of order), \
             {answered} commands acknowledged, all there, no file torn under its name, every exam finished and verified",
            tried.len(),
            cuts.len(),
            exam.calls.len()
        ),
    );
}

#[test]
fn the_power_is_cut_on_a_jury_that_marks_together() {
    let home = Home::new();
    powerless(&Exam::collegial(&home), "together", 60);
}

#[test]
fn the_power_is_cut_on_jurors_who_mark_alone() {
    let home = Home::new();
    powerless(&Exam::alone(&home), "alone", 60);
}

/// Killed while it makes the minutes, started again, and at the end the power is cut: what the first run had left to do
/// for the disk, the second one has done.
#[test]
fn killed_then_finished_then_the_power_is_cut() {
    let home = Home::new();
    let exam = Exam::collegial(&home);
    let all: Vec<Call> = exam.own_calls().filter(|call| call.number != Some(1)).collect();
    let near: Vec<Call> = all.iter().filter(|call| is_minutes(call)).cloned().collect();
    let mut places = spread(if whole() { &all } else { &near }, some(40, all.len()));
    // The folder of the minutes is made, and is not on the disk yet.
    let made = exam.calls.iter().position(|call| call.name.starts_with("mkdir")).unwrap();
    places.extend_from_slice(&exam.calls[made..=made + 2]);
    let sum = each(&places, |n, call| {
        let place = format!("killed at {} {} ({})", call.name, call.nth, call.what());
        let desk = exam.desk(&format!("twice-{n}"));
        let mut played = Disk::of(&desk.folder);
        let first = traced(&desk, &exam.script, &[format!("inject={}:signal=SIGKILL:when={}", call.name, call.nth)]);
        assert_eq!(first.signal, Some(9), "{place}");
        let second = traced(&desk, &exam.left(&desk, &place), &[]);
        assert_eq!(second.code, Some(0), "{place}");
        first.calls.iter().chain(&second.calls).for_each(|call| played.plays(call, &desk.folder));
        let end = lasting(tree(&desk.folder));
        assert!(played.cuts().into_iter().all(|left| lasting(left) == end), "{place}");
        exam.came_to_the_same(&desk, &place);
        take_away(&desk);
        played.cuts().len()
    });
    assert!(sum >= places.len());
    counted("killed, finished, and the power cut at the end", &format!("{} places, nothing lost", places.len()));
}

/// All but what need not outlive a power cut: the lock, and what was being written when the program was killed.
fn lasting(mut tree: Tree) -> Tree {
    tree.retain(|name, _| name != Path::new("lock") && !is_temporary(name));
    tree
}

/// What is played is what happened: after the last call, the played disk has what the real folder has.
#[test]
fn the_played_disk_is_the_real_one() {
    let home = Home::new();
    let exam = Exam::collegial(&home);
    let (model, fresh) = (exam.model(), exam.desk("fresh"));
    let mut disk = Disk::of(&fresh.folder);
    exam.calls.iter().for_each(|call| disk.plays(call, &model));
    assert_eq!(disk.whole(), tree(&model));
    // At the end nothing waits but the lock, which need not be there.
    let whole = lasting(tree(&model));
    assert!(disk.cuts().into_iter().all(|left| lasting(left) == whole));
}

/// Were one kind of sync left out, the played power cuts would show it.
#[test]
fn without_its_syncs_much_would_be_lost() {
    let home = Home::new();
    let exam = Exam::collegial(&home);
    let whole = exam.whole();
    let left_out = |such: &dyn Fn(&Call) -> bool| {
        let calls: Vec<Call> = exam.calls.iter().filter(|call| !(call.is_sync() && such(call))).cloned().collect();
        cuts(&exam, &calls).0
    };
    let temporary = |call: &Call| call.path.file_name().is_some_and(|_| is_temporary(&call.path));
    assert!(left_out(&temporary).iter().any(|cut| torn(cut, &whole).is_some()));

    let records = |cut: &Cut| {
        let journal = cut.left.get(Path::new("journal.jsonl")).cloned().flatten().unwrap_or_default();
        String::from_utf8_lossy(&journal).lines().count()
    };
    let forgets = |cut: &Cut| cut.answered > 0 && records(cut) < exam.after[cut.answered - 1];
    assert!(!left_out(&temporary).iter().any(forgets));
    assert!(left_out(&|call| is_journal(call)).iter().any(forgets));

    let signature = Path::new("minutes/C1.v1.toml.claire.moreau.sig");
    let signed = exam.script.iter().position(|line| line.starts_with("signer")).unwrap();
    let unsigned = |cut: &Cut| cut.answered > signed && !cut.left.contains_key(signature);
    assert!(!left_out(&temporary).iter().any(unsigned));
    assert!(left_out(&|call| call.path.is_dir()).iter().any(unsigned));
}
