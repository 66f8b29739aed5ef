//! `consolidate`: what many rooms sent, as results.

mod files;
mod summary;
mod workbook;

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use super::Status;
use super::args::Consolidate;
use super::output::Output;
use super::progress;
use super::trust::Bench;
use crate::clerk::files::read_plain;
use crate::consolidate::statistics::tally;
use crate::consolidate::{Watch, consolidate as bring_together, gather};
use crate::domain::candidate::Candidate;
use crate::formats::{ExpectedRoom, Problems, Read, read_list, read_rooms};
use crate::results::{self, ResultsFile, tables};
use crate::text::cli as words;

pub(super) fn consolidate(order: &Consolidate, output: &mut Output) -> Status {
    match Work::prepared(order, output).and_then(|work| work.done(order, output)) {
        Ok(status) | Err(status) => status,
    }
}

/// All that is needed before the long work begins: what is wrong with it is told at once.
struct Work {
    bench: Bench,
    expected: Vec<ExpectedRoom>,
    /// The secretariat's own lists, with their names.
    lists: Vec<(String, Vec<Candidate>)>,
    before: Option<ResultsFile>,
}

impl Work {
    fn prepared(order: &Consolidate, output: &mut Output) -> Result<Self, Status> {
        let bench = Bench::set(&order.held, output)?;
        let expected = match &order.expected {
            Some(path) => read(path, output, read_rooms)?,
            None => Vec::new(),
        };
        let mut lists = Vec::new();
        for path in &order.candidates {
            let list = read(path, output, |name, bytes| {
                read_list(name, bytes, None).map(|read| Read { value: read.value.candidates, warnings: read.warnings })
            })?;
            lists.push((path.display().to_string(), list));
        }
        let before = match &order.since {
            Some(folder) => Some(results_of(folder, output)?),
            None => None,
        };
        files::make_room(&order.out, output)?;
        Ok(Self { bench, expected, lists, before })
    }

    fn done(self, order: &Consolidate, output: &mut Output) -> Result<Status, Status> {
        let lang = output.lang;
        let watch = Watch::default();
        progress::stoppable(&watch.stop);
        let trust = self.bench.trust();
        let deliveries = &self.bench.deliveries;
        let mut gathered = progress::shown(lang, deliveries.len(), &watch, || gather(deliveries, trust, &watch));
        is_stopped(&watch.stop, output)?;
        for (name, list) in &self.lists {
            gathered.expect(name, list);
        }
        let results = bring_together(gathered, &self.expected, trust.at);
        if results.counts.minutes == 0 {
            summary::anomalies(&results.anomalies, output);
            return Err(output.unable(&words::no_minutes(lang)));
        }
        let statistics = tables(&tally(&results), lang);
        files::write(&files::Job { order, results: &results, statistics: &statistics }, &watch.stop, output)?;
        summary::say(&results, self.before.as_ref(), order, output);
        Ok(if results.anomalies.is_empty() { Status::Fine } else { Status::Wrong })
    }
}

fn is_stopped(stop: &AtomicBool, output: &mut Output) -> Result<(), Status> {
    if stop.load(Ordering::Relaxed) { Err(output.unable(&words::stopped(output.lang))) } else { Ok(()) }
}

/// Reads a file; its problems are told.
fn read<T>(
    path: &Path,
    output: &mut Output,
    read: impl FnOnce(&str, &[u8]) -> Result<Read<T>, Problems>,
) -> Result<T, Status> {
    let shown = path.display().to_string();
    let bytes = read_plain(path).map_err(|fault| output.unable(&words::unreadable(output.lang, &shown, &fault)))?;
    match read(&shown, &bytes) {
        Ok(read) => {
            output.problems(&read.warnings);
            Ok(read.value)
        }
        Err(problems) => {
            output.problems(&problems);
            Err(Status::Unable)
        }
    }
}

/// The results that were written before in a folder.
fn results_of(folder: &Path, output: &mut Output) -> Result<ResultsFile, Status> {
    let path = folder.join(files::TOML);
    let shown = path.display().to_string();
    let bytes = read_plain(&path).map_err(|fault| output.unable(&words::unreadable(output.lang, &shown, &fault)))?;
    results::read(&bytes).map_err(|fault| output.unable(&results::sentence(output.lang, &shown, &fault)))
}
