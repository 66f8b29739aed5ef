//! `verify`: a line for each file of minutes, and for what closes a session.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::Status;
use super::args::Verify;
use super::output::Output;
use super::trust::Bench;
use crate::domain::clean;
use crate::received::Delivery;
use crate::text::{Lang, cli as words, verify as reasons};
use crate::verify::{Report, Seen, Signed, examine};

/// How many folders and zips are examined before what was found is told.
const TOGETHER: usize = 64;

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
    let open = |delivery: &Delivery| match delivery.open() {
        Ok(folders) => examine(&folders, delivery.only(), bench.trust(), line),
        Err(fault) => {
            vec![line(Report { file: delivery.path().display().to_string(), sha256: None, seen: Seen::Closed(fault) })]
        }
    };
    for deliveries in bench.deliveries.chunks(TOGETHER) {
        let found: Vec<Vec<Line>> = deliveries.par_iter().map(open).collect();
        let mut lines = Vec::new();
        for each in found.into_iter().flatten() {
            (fine, all) = (fine + usize::from(each.fine), all + 1);
            lines.extend(each.said.iter().map(|said| clean::line(said).into_owned()));
            keys.extend(each.signers.into_iter().map(|signed| (signed.who, signed.key, signed.since, signed.until)));
        }
        if !lines.is_empty() {
            output.line(&lines.join("\n"));
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
