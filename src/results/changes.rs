//! What changed from one consolidation to the next, a line each.

use std::collections::{BTreeMap, BTreeSet};

use super::toml::{AnomalyPart, BlockPart, ResultPart, ResultsFile, SessionPart};
use crate::domain::clean;
use crate::text::{Lang, changes as say, consolidate as text};

/// What changed: sessions, then results, then anomalies.
pub fn changes(before: &ResultsFile, after: &ResultsFile, lang: Lang) -> Vec<String> {
    let mut all = Vec::new();
    let sessions =
        |file: &ResultsFile| file.session.iter().map(|each| (each.begun_sha256.clone(), each.clone())).collect();
    both(&sessions(before), &sessions(after), |change| all.extend(session(lang, &change)));
    let results = |file: &ResultsFile| file.result.iter().map(|each| (key(each), without_places(each))).collect();
    both(&results(before), &results(after), |change| all.extend(result(lang, &change)));
    let anomalies = |file: &ResultsFile| file.anomaly.iter().map(|each| (identity(each), each.clone())).collect();
    both(&anomalies(before), &anomalies(after), |change| all.extend(anomaly(lang, &change)));
    all.into_iter().map(|line| clean::line(&line).into_owned()).collect()
}

/// Something in one file, in the other, or in both and not the same.
enum Change<'a, T> {
    New(&'a T),
    Gone(&'a T),
    Other(&'a T, &'a T),
}

fn both<'a, K: Ord, T: PartialEq>(
    before: &'a BTreeMap<K, T>,
    after: &'a BTreeMap<K, T>,
    mut each: impl FnMut(Change<'a, T>),
) {
    let keys: BTreeSet<&K> = before.keys().chain(after.keys()).collect();
    for key in keys {
        match (before.get(key), after.get(key)) {
            (None, Some(new)) => each(Change::New(new)),
            (Some(gone), None) => each(Change::Gone(gone)),
            (Some(one), Some(other)) if one != other => each(Change::Other(one, other)),
            (_, _) => {}
        }
    }
}

fn key(part: &ResultPart) -> [String; 4] {
    [&part.certification, &part.family_name, &part.given_name, &part.candidate].map(Clone::clone)
}

/// A result wherever its minutes are: a folder may be moved, or be called from elsewhere.
fn without_places(part: &ResultPart) -> ResultPart {
    let mut part = part.clone();
    for each in &mut part.minutes {
        each.file.clear();
    }
    part
}

/// An anomaly is the same as long as it is about the same: its sentence may be in another language, its files elsewhere.
fn identity(part: &AnomalyPart) -> (String, [Option<String>; 5], BTreeSet<String>) {
    let AnomalyPart { kind, certification, candidate, block, room, session, files, .. } = part.clone();
    let name = |file: &String| file.rsplit('/').next().unwrap_or(file).to_owned();
    (kind, [certification, candidate, block, room, session], files.iter().map(name).collect())
}

fn session(lang: Lang, change: &Change<'_, SessionPart>) -> Option<String> {
    let of = |words: fn(Lang, &str, &str, &str) -> String, part: &SessionPart| {
        words(lang, &part.name, &text::day(part.date), &part.room)
    };
    match change {
        Change::New(part) => Some(of(say::new_session, part)),
        Change::Gone(part) => Some(of(say::gone_session, part)),
        // What changed in it is told of its candidates.
        Change::Other(..) => None,
    }
}

fn result(lang: Lang, change: &Change<'_, ResultPart>) -> Vec<String> {
    let who = |part: &ResultPart| {
        format!("{} {} ({}), {}", part.given_name, part.family_name, part.candidate, part.certification)
    };
    let outcome = |part: &ResultPart| text::outcome_of(lang, &part.outcome);
    match change {
        Change::New(part) => vec![say::new_result(lang, &who(part), &outcome(part))],
        Change::Gone(part) => vec![say::gone_result(lang, &who(part), &outcome(part))],
        Change::Other(before, after) => {
            let who = who(after);
            let mut said = Vec::new();
            if before.outcome != after.outcome {
                said.push(say::other_outcome(lang, &who, &outcome(before), &outcome(after)));
            }
            said.extend(blocks(lang, &who, before, after));
            if said.is_empty() {
                let same =
                    before.minutes.iter().map(|each| &each.sha256).eq(after.minutes.iter().map(|each| &each.sha256));
                said.push(if same { say::other_details(lang, &who) } else { say::other_minutes(lang, &who) });
            }
            said
        }
    }
}

fn blocks(lang: Lang, who: &str, before: &ResultPart, after: &ResultPart) -> Vec<String> {
    let states = |part: &ResultPart| -> BTreeMap<String, String> {
        part.block.iter().map(|BlockPart { code, state, .. }| (code.clone(), state.clone())).collect()
    };
    let (before, after) = (states(before), states(after));
    let codes: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let state = |of: Option<&String>| of.map_or_else(|| say::nothing(lang), |state| text::block_state_of(lang, state));
    let changed = codes.into_iter().filter(|code| before.get(*code) != after.get(*code));
    changed.map(|code| say::other_block(lang, who, code, &state(before.get(code)), &state(after.get(code)))).collect()
}

fn anomaly(lang: Lang, change: &Change<'_, AnomalyPart>) -> Option<String> {
    match change {
        Change::New(part) => Some(say::new_anomaly(lang, &part.what)),
        Change::Gone(part) => Some(say::gone_anomaly(lang, &part.what)),
        Change::Other(..) => None,
    }
}
