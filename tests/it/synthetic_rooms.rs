//! The rooms that are made for measuring are such as the program makes.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::support::Home;
use super::synthetic::population::{Order, write};
use super::synthetic::promotion;

/// Every certification, marked together and alone.
const ORDER: Order = Order { rooms: 12, candidates: 2, seed: 7, alone: false, collegial: false };

fn made(home: &Home, name: &str, order: &Order) -> String {
    let folder = home.path(name);
    fs::create_dir(&folder).unwrap();
    write(order, &folder);
    folder.to_str().unwrap().to_owned()
}

/// Every file under a folder, by its path in it.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in folder.read_dir().unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            found.extend(contents(&path).into_iter().map(|(inside, bytes)| (format!("{name}/{inside}"), bytes)));
        } else {
            found.insert(name, fs::read(&path).unwrap());
        }
    }
    found
}

#[test]
fn rooms_made_for_measuring_are_accepted_as_any_other() {
    let home = Home::new();
    let all = made(&home, "toutes", &ORDER);
    let signers = format!("{all}/allowed_signers");
    let said = home.run(&["verify", &all, "--signers", &signers]).ends_with(0);
    assert!(said.out.contains("36 en règle sur 36"), "{said:#?}");
    assert_eq!(said.out.matches("conforme au journal").count(), 36, "{said:#?}");
    let mut modes = BTreeMap::new();
    for number in 1..=ORDER.rooms {
        let room = format!("{all}/salle-{number:05}");
        home.run(&["check", &room]).ends_with(0);
        home.run(&["journal", &room]).ends_with(0);
        let session = fs::read_to_string(format!("{room}/session.toml")).unwrap();
        *modes.entry(session.contains("individual")).or_insert(0) += 1;
    }
    assert_eq!(modes, BTreeMap::from([(false, 6), (true, 6)]));
}

#[test]
fn the_same_order_makes_the_same_bytes() {
    let home = Home::new();
    let all = |name: &str, order: &Order| contents(Path::new(&made(&home, name, order)));
    let first = all("un", &ORDER);
    assert!(first == all("deux", &ORDER));
    let other = all("autre", &Order { seed: 8, ..ORDER });
    assert_eq!(other.len(), first.len());
    assert!(other != first);
}

#[test]
fn minutes_alone_come_without_their_session() {
    let home = Home::new();
    let all = made(&home, "seuls", &Order { alone: true, collegial: true, ..ORDER });
    let said = home.run(&["verify", &all, "--signers", &format!("{all}/allowed_signers")]).ends_with(0);
    assert!(said.out.contains("24 en règle sur 24"), "{said:#?}");
    // The minutes, their table, one signature, and the list of signers.
    assert_eq!(contents(Path::new(&all)).len(), 24 * 3 + 1);
}

/// The sample of the repository.
fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions/promotion-2026")
}

#[test]
fn the_sample_is_what_is_made_of_it_byte_for_byte() {
    let folder = tempfile::tempdir().unwrap();
    promotion::write(folder.path());
    let (made, kept) = (contents(folder.path()), contents(&sample()));
    let names = |all: &BTreeMap<String, Vec<u8>>| all.keys().cloned().collect::<Vec<_>>();
    let again = "cargo bench --bench consolidate -- --promotion sessions/promotion-2026";
    assert_eq!(names(&made), names(&kept), "made again with: {again}");
    let other: Vec<_> = made.iter().filter(|(name, bytes)| kept[*name] != **bytes).map(|(name, _)| name).collect();
    assert!(other.is_empty(), "made again with: {again}\n{other:#?}");
}

#[test]
fn in_the_sample_one_file_alone_was_altered() {
    let home = Home::new();
    let signers = sample().join("allowed_signers");
    let signers = ["--signers", signers.to_str().unwrap()];
    let mut wrong = Vec::new();
    for room in ["b204-juin", "c012-juin", "a101-septembre", "a103-septembre", "c014-septembre"] {
        let folder = sample().join("recu").join(room);
        let said = home.run(&["verify", folder.to_str().unwrap(), signers[0], signers[1]]);
        wrong.extend(said.lines().into_iter().filter(|line| line.starts_with('✗')).map(str::to_owned));
        if room != "c014-septembre" {
            home.run(&["check", folder.to_str().unwrap()]).ends_with(0);
            home.run(&["journal", folder.to_str().unwrap()]).ends_with(0);
        }
    }
    // The closing of that room names the file as it was.
    assert_eq!(wrong.len(), 2, "{wrong:#?}");
    assert!(wrong.iter().all(|line| line.contains("a103-septembre") && line.contains("D26-105.v1.toml")), "{wrong:#?}");
}

#[test]
fn no_private_key_is_in_the_sample() {
    let kept = contents(&sample());
    assert!(kept.len() > 90, "{}", kept.len());
    let holds = |bytes: &[u8]| bytes.windows(11).any(|window| window == b"PRIVATE KEY");
    let keys: Vec<_> = kept.iter().filter(|(_, bytes)| holds(bytes)).map(|(name, _)| name).collect();
    assert_eq!(keys, Vec::<&String>::new());
}
