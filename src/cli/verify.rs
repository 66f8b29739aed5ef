//! `verify`: a line for each file of minutes, and for what closes a session.

use std::collections::BTreeSet;

use super::Status;
use super::args::Verify;
use super::output::Output;
use super::trust::Bench;
use crate::domain::clean;
use crate::text::{Lang, cli as words, verify as reasons};
use crate::verify::{Report, Seen, Signed, examine};

/// What one file gave.
struct Line {
    said: Vec<String>,
    signers: Vec<Signed>,
    fine: bool,
}

pub(super) fn verify(order: &Verify, output: &mut Output) -> Status {
    let lang = output.lang;
    let bench = match Bench::set(&order.held, output) {
        Ok(bench) => bench,
        Err(status) => return status,
    };
    let line = |report: Report| {
        if order.json { json(lang, &report) } else { text(lang, report) }
    };
    let (mut fine, mut all) = (0, 0);
    let mut keys = BTreeSet::new();
    for delivery in &bench.deliveries {
        let found = match delivery.open() {
            Ok(folders) => examine(&folders, delivery.only(), bench.trust(), line),
            Err(fault) => vec![line(Report { file: delivery.path().display().to_string(), seen: Seen::Closed(fault) })],
        };
        for each in found {
            (fine, all) = (fine + usize::from(each.fine), all + 1);
            each.said.iter().for_each(|said| output.line(&clean::line(said)));
            keys.extend(each.signers.into_iter().map(|signed| (signed.who, signed.key, signed.since, signed.until)));
        }
    }
    if all == 0 {
        return output.unable(&words::no_minutes(lang));
    }
    if !order.json {
        for (who, key, since, until) in keys {
            output.line(&clean::line(&reasons::key(lang, &Signed { who, key, since, until })));
        }
        output.line(&words::verified(lang, fine, all));
    }
    if fine == all { Status::Fine } else { Status::Wrong }
}

fn text(lang: Lang, report: Report) -> Line {
    let fine = report.seen.is_fine();
    let name = clean::line(&report.file).into_owned();
    let said = reasons::lines(lang, &name, &report.seen);
    let signers = match report.seen {
        Seen::Minutes(Ok(seen)) => seen.signers,
        Seen::Closing(Ok(seen)) => seen.signers,
        _ => Vec::new(),
    };
    Line { said, signers, fine }
}

fn json(lang: Lang, report: &Report) -> Line {
    let said = vec![reasons::json(lang, report).to_string()];
    Line { said, signers: Vec::new(), fine: report.seen.is_fine() }
}
