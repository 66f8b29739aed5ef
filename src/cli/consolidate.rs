//! `consolidate`: what many rooms sent, as results.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use super::Status;
use super::args::Consolidate;
use super::output::Output;
use super::progress;
use super::trust::Bench;
use crate::clerk::files::read_plain;
use crate::consolidate::{Gathered, Results, Watch, consolidate as bring_together, gather};
use crate::formats::{ExpectedRoom, Problems, Read, read_list, read_rooms};
use crate::text::cli as words;

pub(super) fn consolidate(order: &Consolidate, output: &mut Output) -> Status {
    match prepare(order, output).and_then(|work| work.done(order, output)) {
        Ok(status) | Err(status) => status,
    }
}

/// All that is needed before the long work begins: what is wrong with it is told at once.
struct Work {
    bench: Bench,
    expected: Vec<ExpectedRoom>,
    lists: Vec<(PathBuf, Vec<crate::domain::candidate::Candidate>)>,
}

fn prepare(order: &Consolidate, output: &mut Output) -> Result<Work, Status> {
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
        lists.push((path.clone(), list));
    }
    if order.out.exists() && !order.out.is_dir() {
        return Err(output.unable(&words::out_not_a_folder(output.lang, &order.out.display().to_string())));
    }
    Ok(Work { bench, expected, lists })
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

impl Work {
    fn done(self, order: &Consolidate, output: &mut Output) -> Result<Status, Status> {
        let lang = output.lang;
        let watch = Watch::default();
        progress::stoppable(&watch.stop);
        let trust = self.bench.trust();
        let deliveries = &self.bench.deliveries;
        let mut gathered: Gathered =
            progress::shown(lang, deliveries.len(), &watch, || gather(deliveries, trust, &watch));
        if gathered.stopped {
            return Err(output.unable(&words::stopped(lang)));
        }
        for (path, list) in &self.lists {
            gathered.expect(&path.display().to_string(), list);
        }
        let results = bring_together(gathered, &self.expected, trust.at);
        if results.counts.minutes == 0 && results.anomalies.is_empty() {
            return Err(output.unable(&words::no_minutes(lang)));
        }
        for anomaly in &results.anomalies {
            output.line(&format!("{anomaly:?}"));
        }
        output.line(&format!("{:?}", results.counts));
        for t in crate::consolidate::statistics::tally(&results) {
            output.line(&format!("{t:?}"));
        }
        Ok(Status::Fine)
    }
}
