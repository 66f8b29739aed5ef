//! A scripted exam in line mode: what it makes when nothing goes wrong, and whether one that was disturbed came to the
//! same.

use std::fs;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::scope;

use serde_json::Value;

use super::super::super::support::strace::{Call, traced};
use super::super::super::support::{Desk, Home, is_answer};
use super::disk::{Tree, tree};

const COLLEGIAL: &str =
    "ouvrir C1; présents tous; démarrer; noter B1.1 3; noter B1.2 2; commenter B1.2 À revoir — « devis »;
    noter B1.2 3; suivant; noter B1.3 4; noter B2.1 3; noter B2.2 3; noter T1 3; suivant; décider B1 validé;
    décider B2 validé; signer claire.moreau; signer karim.benali; fermer; ouvrir C1;
    rectifier note de B1.1 ¤ erreur de report; noter B1.1 4; décider B1 validé; signer claire.moreau; fermer;
    ouvrir C2; reporter malade; clore; signer-clôture";

const ALONE: &str = "ouvrir C1; présents tous; démarrer; suivant; suivant;
    fiche claire.moreau; noter B1.1 3; noter B1.2 3; noter B1.3 4; noter B2.1 3; noter B2.2 3; noter T1 3; sceller;
    fiche karim.benali; noter B1.1 3; noter B1.2 4; noter B1.3 2; noter B2.1 3; noter B2.2 3; noter T1 3;
    commenter T1 Hésite; sceller;
    fiche helene.roux; noter B1.1 3; noter B1.2 3; noter B1.3 3; noter B2.1 3; noter B2.2 3; noter T1 3; sceller;
    dévoiler; retenir accords; retenir B1.2 3; retenir B1.3 3 le devis tient; décider B1 validé; décider B2 validé;
    signer claire.moreau; signer karim.benali; fermer; ouvrir C2; reporter malade; clore; signer-clôture";

/// A scripted exam.
pub(crate) struct Exam<'a> {
    home: &'a Home,
    name: &'static str,
    pub(crate) script: Vec<String>,
    /// Every call to the system of the run that nothing disturbed.
    pub(crate) calls: Vec<Call>,
    /// How many records the journal holds when each command has been answered.
    pub(crate) after: Vec<usize>,
    /// What each record says, as far as it is the same each time.
    pub(crate) facts: Vec<String>,
    /// The marks, sheets and decisions of the minutes.
    judged: Vec<toml::Table>,
    signers: PathBuf,
}

/// What a record says, without its moment, and without what is different each time.
fn fact(record: &Value) -> String {
    let event = record["event"].as_str().unwrap();
    let said = ["item", "mark", "text", "block", "outcome", "member", "left", "signer", "version", "phase", "reason"];
    let said: Vec<String> = said.iter().map(|key| format!(" {}", record["data"][key])).collect();
    format!("{event}{}", said.concat())
}

impl<'a> Exam<'a> {
    /// Everybody marks together; minutes are signed, replaced and signed again; the session is closed.
    pub(crate) fn collegial(home: &'a Home) -> Self {
        Self::new(home, &home.small("collegial", "20min", ""), "collegial", COLLEGIAL)
    }

    /// Three jurors mark alone and seal; the sheets are revealed, the marks retained, and all is signed.
    pub(crate) fn alone(home: &'a Home) -> Self {
        Self::new(home, &home.alone("alone", ""), "alone", ALONE)
    }

    fn new(home: &'a Home, first: &Desk<'a>, name: &'static str, script: &str) -> Self {
        let script = script.split(';').map(|line| line.trim().replace('¤', ";")).collect();
        let (calls, after, facts, judged) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut exam = Self { home, name, script, calls, after, facts, judged, signers: first.signers() };
        let desk = exam.desk("model");
        let run = traced(&desk, &exam.script, &[]);
        assert!(run.code == Some(0) && run.answers.len() == exam.script.len(), "{:?} {}", run.answers, run.err);
        let mut records = 0;
        for call in &run.calls {
            if is_journal(call) && call.is_write() {
                records += String::from_utf8_lossy(&call.given[0]).lines().count();
            } else if call.answers().is_some() {
                exam.after.push(records);
            }
        }
        exam.calls = run.calls;
        exam.facts = desk.journal().iter().map(fact).collect();
        assert_eq!(exam.after.last(), Some(&exam.facts.len()));
        exam.judged = self::judged(&desk);
        exam
    }

    /// Another folder of the same session, as before it began.
    pub(crate) fn desk(&self, name: &str) -> Desk<'a> {
        let (from, folder) = (self.home.path(self.name), self.home.path(&format!("{}-{name}/salle", self.name)));
        copy(&from, &folder);
        Desk { home: self.home, folder }
    }

    pub(crate) fn home(&self) -> &'a Home {
        self.home
    }

    /// What the folder holds after the run that nothing disturbed.
    pub(crate) fn whole(&self) -> Tree {
        tree(&self.model())
    }

    /// The folder of the run that nothing disturbed.
    pub(crate) fn model(&self) -> PathBuf {
        self.home.path(&format!("{}-model/salle", self.name))
    }

    /// The calls on the files of the exam, and those that say something.
    pub(crate) fn own_calls(&self) -> impl Iterator<Item = Call> {
        let home = self.home.path("");
        self.calls.iter().filter(move |call| call.path.starts_with(&home) || call.number == Some(1)).cloned()
    }

    /// That the journal holds what was acknowledged, in order, and nothing that was never said; how many records.
    #[track_caller]
    pub(crate) fn holds(&self, desk: &Desk<'_>, acknowledged: usize, place: &str) -> usize {
        let journal = fs::read(desk.path("journal.jsonl")).unwrap_or_default();
        let journal = String::from_utf8_lossy(&journal);
        let whole = journal.rfind('\n').map_or("", |end| &journal[..=end]);
        let read = |line| serde_json::from_str(line).ok().map(|record| fact(&record));
        let found: Vec<String> = whole.lines().map_while(read).collect();
        // A power cut can leave a last line that has its end and not its middle.
        assert!(found.len() + 1 >= whole.lines().count(), "{place}: {whole}");
        assert!(self.facts.starts_with(&found), "{place}: {found:#?}");
        let needed = acknowledged.checked_sub(1).map_or(0, |last| self.after[last]);
        assert!(found.len() >= needed, "{place}: {} records of {needed} acknowledged", found.len());
        found.len()
    }

    /// What is to be said after a new start, to come to the end.
    pub(crate) fn left(&self, desk: &Desk<'_>, place: &str) -> Vec<String> {
        let records = self.holds(desk, 0, place);
        let from = self.after.iter().position(|&after| after > records).unwrap_or(self.script.len());
        // A sheet is not open any more.
        let sheet = self.script[..from].iter().rev().take_while(|line| *line != "sceller");
        let sheet = sheet.filter(|line| line.starts_with("fiche ")).take(1);
        let interruption = "interruption pause".to_owned();
        [&interruption].into_iter().chain(sheet).chain(&self.script[from..]).cloned().collect()
    }

    /// Starts again, goes on to the end, and holds the minutes against those of the run that nothing disturbed.
    #[track_caller]
    pub(crate) fn finishes(&self, desk: &Desk<'_>, place: &str) {
        let script = self.left(desk, place);
        let lines: Vec<&str> = script.iter().map(String::as_str).collect();
        let said = desk.script(&lines, &[]);
        let answers: Vec<&str> = said.out.lines().filter(|line| is_answer(line)).collect();
        let refused = answers.iter().skip(1).any(|answer| !answer.starts_with("ok"));
        assert!(said.code == Some(0) && !refused && answers.len() == script.len(), "{place}: {script:#?} {said:#?}");
        self.came_to_the_same(desk, place);
    }

    /// That the minutes say what they should, and that they verify.
    #[track_caller]
    pub(crate) fn came_to_the_same(&self, desk: &Desk<'_>, place: &str) {
        assert_eq!(judged(desk), self.judged, "{place}");
        let (minutes, signers) = (desk.path("minutes"), self.signers.to_str().unwrap());
        let said = self.home.run(&["verify", minutes.to_str().unwrap(), "--signers", signers]);
        assert!(said.code == Some(0) && said.out.contains("en règle sur"), "{place}: {said:#?}");
    }
}

/// Takes a folder away that is not needed any more.
pub(crate) fn take_away(desk: &Desk<'_>) {
    fs::remove_dir_all(desk.folder.parent().unwrap()).unwrap();
}

pub(crate) fn is_journal(call: &Call) -> bool {
    call.path.ends_with("journal.jsonl")
}

/// Whether a call is about the minutes: their folder, a file in it, or the file that becomes one.
pub(crate) fn is_minutes(call: &Call) -> bool {
    call.path.components().any(|part| part.as_os_str() == "minutes")
}

/// What the minutes say of the judgement.
fn judged(desk: &Desk<'_>) -> Vec<toml::Table> {
    let versions =
        (1..).map(|version| desk.path(&format!("minutes/C1.v{version}.toml"))).take_while(|path| path.exists());
    let read = |path| fs::read_to_string(path).unwrap().parse::<toml::Table>().unwrap();
    versions
        .map(read)
        .map(|mut minutes| {
            minutes.retain(|key, _| ["version", "state", "item", "block", "outcome", "jury", "sheet"].contains(&key));
            for sheet in minutes.get_mut("sheet").and_then(toml::Value::as_array_mut).into_iter().flatten() {
                sheet.as_table_mut().unwrap().retain(|key, _| ["member", "mark"].contains(&key));
            }
            minutes
        })
        .collect()
}

pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (inside, place) = (entry.path(), to.join(entry.file_name()));
        if inside.is_dir() {
            copy(&inside, &place);
        } else {
            fs::copy(&inside, &place).unwrap();
        }
    }
}

/// So many of these, spread over all of them.
pub(crate) fn spread<T: Clone>(all: &[T], few: usize) -> Vec<T> {
    let few = few.min(all.len());
    (0..few).map(|n| all[n * all.len() / few].clone()).collect()
}

/// Does each of these, a few at a time; what came out of them, added up.
pub(crate) fn each<T: Sync>(all: &[T], work: impl Fn(usize, &T) -> usize + Sync) -> usize {
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut sum = 0;
        loop {
            let n = next.fetch_add(1, Ordering::Relaxed);
            let Some(one) = all.get(n) else { return sum };
            sum += work(n, one);
        }
    };
    // They wait for the disk and for each other more than they work.
    let workers = 2 * std::thread::available_parallelism().map_or(2, usize::from);
    scope(|scope| {
        let running: Vec<_> = (0..workers).map(|_| scope.spawn(worker)).collect();
        running.into_iter().map(|worker| worker.join().unwrap_or_else(|fault| resume_unwind(fault))).sum()
    })
}
