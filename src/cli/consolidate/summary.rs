//! What is said when the files are written.

use std::collections::BTreeMap;

use super::{Consolidate, Output};
use crate::consolidate::{Anomaly, Kind, Results};
use crate::domain::certification::Award;
use crate::domain::clean;
use crate::results::{ResultsFile, certificates, changes, render};
use crate::text::changes as change_words;
use crate::text::consolidate::{self as text, summary as words};

/// How many anomalies of a kind are said; the others are in the files.
const MOST: usize = 5;
/// How many changes are said.
const MOST_CHANGES: usize = 100;

/// Says what was received, what it came to, what is not as it should be, and what changed since before.
pub(super) fn say(results: &Results, before: Option<&ResultsFile>, order: &Consolidate, output: &mut Output) {
    let lang = output.lang;
    output.line(&words::received(lang, &results.counts));
    let with = |award| results.candidates.iter().filter(|line| line.outcome == award).count();
    let awards = [Some(Award::Full), Some(Award::Partial), Some(Award::None), None];
    output.line(&words::came_to(lang, results.candidates.len(), awards.map(with)));
    anomalies(&results.anomalies, output);
    if order.certificates {
        let found = certificates(results);
        output.line(&words::certificates_found(lang, found.given.len(), found.kept_back.len()));
        for kept in found.kept_back.iter().take(MOST) {
            output
                .line(&format!("    {}", words::kept_back(lang, kept.candidate, &kept.certification.code, &kept.why)));
        }
        if found.kept_back.len() > MOST {
            output.line(&format!("    {}", words::more(lang, found.kept_back.len() - MOST)));
        }
    }
    if let Some(before) = before {
        let found = changes(before, &render(results, lang), lang);
        output.line(&change_words::count(lang, found.len()));
        for each in found.iter().take(MOST_CHANGES) {
            output.line(&format!("  {each}"));
        }
        if found.len() > MOST_CHANGES {
            output.line(&format!("  {}", words::more(lang, found.len() - MOST_CHANGES)));
        }
    }
    output.line(&words::written_to(lang, &order.out.display().to_string()));
}

/// Kind by kind: what it is, what to do, and the first of them.
pub(super) fn anomalies(all: &[Anomaly], output: &mut Output) {
    let lang = output.lang;
    output.line(&words::anomalies(lang, all.len()));
    let mut kinds: BTreeMap<(Kind, String), Vec<&Anomaly>> = BTreeMap::new();
    for anomaly in all {
        kinds.entry((anomaly.kind, text::what_to_do(lang, anomaly))).or_default().push(anomaly);
    }
    for ((kind, to_do), of) in kinds {
        output.line(&words::of_kind(lang, kind, of.len()));
        for anomaly in of.iter().take(MOST) {
            output.line(&format!("    {} · {}", text::effect(lang, anomaly.effect), text::anomaly(lang, anomaly)));
            for file in anomaly.files.iter().take(MOST) {
                output.line(&format!("      {}", clean::line(file)));
            }
        }
        if of.len() > MOST {
            output.line(&format!("    {}", words::more(lang, of.len() - MOST)));
        }
        output.line(&format!("    → {to_do}"));
    }
}
