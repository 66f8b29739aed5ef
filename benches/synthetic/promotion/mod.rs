//! The sample of `sessions/promotion-2026`: what a secretariat received of the oral exams of one promotion, written out
//! and played in memory. People, marks and comments are invented; the keys are made from a seed and kept nowhere.
//!
//! | in `recu/` | what it is |
//! |---|---|
//! | `b204-juin/` | RNCP38822 on 18 June: full in one hearing; tiers-temps; one block here, another in September; absent; a decision that is not the rule's |
//! | `b206-juin.zip` | RNCP38503 on 18 June, one file; everybody signs; one hearing put off, one stopped |
//! | `c012-juin/` | RNCP38606 on 18 June; jurors mark alone, with gaps; one is recused |
//! | `a101-septembre/` | RNCP38822 on 24 September; blocks held before, one of them from June; minutes amended |
//! | `a103-septembre/` | RNCP38503 on 24 September; who was put off in June; **the minutes of D26-105 were altered** |
//! | `c014-septembre/` | RNCP38606 on 24 September; loose minutes, nothing else |
//!
//! `salles.csv` expects one room more, B210, of which nothing arrived.

mod june;
mod september;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use soutenance::domain::decision::Outcome;
use soutenance::domain::id::{BlockCode, CandidateId, ItemCode, MarkCode};
use soutenance::export::{self, Target};

use super::hearing::{Line, Script, level, sheet};
use super::keys::Signer;
use super::population::put;
use super::room::{Begin, Files, Juror, Room, session_file};

/// What the keys are made from.
const SEED: u64 = 2026;

/// A member of a jury; without a key where the last is false.
type Post = (&'static str, &'static str, &'static str, bool);

/// The rooms that are expected.
const EXPECTED: &str = "\
salle,date,certification,session
B204,2026-06-18,RNCP38822,b204-juin
B206,2026-06-18,RNCP38503,b206-juin
B210,2026-06-18,RNCP38606,b210-juin
C012,2026-06-18,RNCP38606,c012-juin
A101,2026-09-24,RNCP38822,a101-septembre
A103,2026-09-24,RNCP38503,a103-septembre
C014,2026-09-24,RNCP38606,c014-septembre
";

/// Writes the sample into a folder that is there.
///
/// # Panics
/// Where the folder cannot be written.
pub(crate) fn write(folder: &Path) {
    let received = folder.join("recu");
    put(&received.join("b204-juin"), &june::b204().files());
    put(&received.join("c012-juin"), &june::c012().files());
    put(&received.join("a101-septembre"), &september::a101().files());
    put(&received.join("a103-septembre"), &altered(september::a103().files()));
    put(&received.join("c014-septembre"), &september::c014().loose());
    let whole = tempfile::tempdir().unwrap();
    let session = whole.path().join("b206-juin");
    put(&session, &june::b206().files());
    let zip = received.join("b206-juin.zip");
    // An export takes nobody's place, not even that of the same bytes.
    let _ = fs::remove_file(&zip);
    let target = Target::new(&zip, &session).unwrap();
    export::write(&export::gather(&session).unwrap(), &target).unwrap();
    fs::write(folder.join("salles.csv"), EXPECTED).unwrap();
    fs::write(folder.join("allowed_signers"), signers()).unwrap();
}

/// Somebody wanted a better mark, and did not know of signatures.
fn altered(mut files: Files) -> Files {
    let minutes = files.get_mut("minutes/D26-105.v1.toml").unwrap();
    let text = String::from_utf8(std::mem::take(minutes)).unwrap();
    let (before, item) = text.split_once("[[item]]\ncode = \"BC03.4\"\n").unwrap();
    let better = item.replacen("mark = \"en-cours\"", "mark = \"acquis\"", 1);
    assert_ne!(better, item);
    *minutes = format!("{before}[[item]]\ncode = \"BC03.4\"\n{better}").into_bytes();
    files
}

/// Everybody of all juries who has a key, once.
fn signers() -> String {
    let juries = [june::B204, june::B206, june::C012];
    let keyed = juries.iter().flat_map(|jury| jury.iter()).filter(|(.., keyed)| *keyed);
    keyed.map(|(id, ..)| Signer::new(SEED, id).line(id)).collect()
}

/// What a room is, before its list and what happens in it.
struct Place {
    session: &'static str,
    room: &'static str,
    date: &'static str,
    ways: &'static str,
    jury: &'static [Post],
    grid: &'static str,
}

impl Place {
    fn begin(&self, candidates: &str) -> Room {
        let keyed = self.jury.iter().filter(|(.., keyed)| *keyed);
        let signers: BTreeMap<String, Signer> =
            keyed.map(|(id, ..)| ((*id).to_owned(), Signer::new(SEED, id))).collect();
        let juror = |(id, name, capacity, _): &Post| Juror { id, name, capacity, key: signers.get(*id) };
        let jury: Vec<Juror<'_>> = self.jury.iter().map(juror).collect();
        let grids = Path::new(env!("CARGO_MANIFEST_DIR")).join("grids");
        let grid = fs::read_to_string(grids.join(format!("{}.toml", self.grid))).unwrap();
        Room::begin(Begin {
            session: session_file(self.session, self.room, self.date, self.ways, &jury),
            grid: &grid,
            candidates: candidates.to_owned(),
            signers: signers.clone(),
            at: format!("{}T08:32:07+02:00", self.date),
            seed: SEED,
        })
    }
}

/// What is marked and said of a candidate, by the jury or by one juror.
fn lines(room: &Room, candidate: &str, marks: &str, comments: &[(&str, &str)]) -> Vec<Line> {
    let plan = room.session.plan();
    let candidate = plan.candidate(&CandidateId::new(candidate)).unwrap();
    sheet(&plan.grid, &candidate.blocks, marks, comments)
}

/// A hearing marked together.
fn together(room: &Room, candidate: &str, used: [u64; 2], marks: &str, comments: &[(&str, &str)]) -> Script {
    let sheets = vec![lines(room, candidate, marks, comments)];
    Script { candidate: candidate.to_owned(), sheets, used: used.to_vec(), ..Script::default() }
}

/// A decision that the rule does not propose.
fn against(block: &str, outcome: Outcome, reason: &str) -> (BlockCode, (Outcome, String)) {
    (BlockCode::new(block), (outcome, reason.to_owned()))
}

/// A mark retained where jurors differ: its letter, and why.
fn retained(item: &str, letter: char, reason: &str) -> (ItemCode, (MarkCode, String)) {
    (ItemCode::new(item), (level(letter).unwrap(), reason.to_owned()))
}
