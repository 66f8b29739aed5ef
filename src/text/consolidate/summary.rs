//! What `consolidate` says when it has written its files.

use super::{Lang, kinds, named, plural, words};
use crate::consolidate::{Counts, Kind, Person};

words! {
    received_all(received: &str, verified: &str) { "{received} : {verified}" / "{received}: {verified}" }
    minutes_received(count: usize, word: &str) { "{count} {word}" / "{count} {word}" }
    used(count: usize, word: &str) { "{count} {word}" / "{count} {word}" }
    copies(count: usize, word: &str) { "{count} {word}" / "{count} {word}" }
    replaced(count: usize, word: &str) { "{count} {word} par un rectificatif" / "{count} {word} by an amendment" }
    set_aside(count: usize, word: &str) { "{count} {word} de côté" / "{count} {word} out" }
    not_recomputed(count: usize) { "{count} sans grille pour recalculer les décisions (--grid)" / "{count} without a grid to work the decisions out again (--grid)" }
    candidates(count: usize, word: &str, outcomes: &str) { "{count} {word} : {outcomes}" / "{count} {word}: {outcomes}" }
    outcome_count(name: &str, count: usize) { "{name} {count}" / "{name} {count}" }
    no_anomaly() { "aucune anomalie" / "no anomaly" }
    anomaly_count(count: usize, word: &str) { "{count} {word}" / "{count} {word}" }
    kind_count(kind: &str, count: usize) { "✗ {kind} ({count})" / "✗ {kind} ({count})" }
    more(count: usize) { "… et {count} de plus, dans les fichiers" / "… and {count} more, in the files" }
    written_to(folder: &str) { "résultats écrits dans {folder}" / "results written in {folder}" }
    certificates(given: usize, word: &str, kept: usize) { "{given} {word} à remettre, {kept} à ne pas remettre avant vérification" / "{given} {word} to be given, {kept} not to be given before a check" }
    kept(who: &str, certification: &str, why: &str) { "{who}, {certification} : {why}" / "{who}, {certification}: {why}" }
}

/// What was received.
pub fn received(lang: Lang, counts: &Counts) -> String {
    let word = |count, one, many| plural(lang, count, one, many);
    let fr = lang == Lang::Fr;
    let minutes =
        if fr { word(counts.minutes, "procès-verbal reçu", "procès-verbaux reçus") } else { "minutes received" };
    let kept = counts.minutes.saturating_sub(counts.copies + counts.replaced + counts.left_out);
    let word_kept = if fr { word(kept, "retenu", "retenus") } else { "used" };
    let mut said = vec![used(lang, kept, word_kept)];
    let mut add = |count: usize, text: String| said.extend((count > 0).then_some(text));
    let copy = if fr { word(counts.copies, "copie", "copies") } else { word(counts.copies, "copy", "copies") };
    add(counts.copies, copies(lang, counts.copies, copy));
    let again = if fr { word(counts.replaced, "remplacé", "remplacés") } else { "replaced" };
    add(counts.replaced, replaced(lang, counts.replaced, again));
    let left = if fr { word(counts.left_out, "laissé", "laissés") } else { "left" };
    add(counts.left_out, set_aside(lang, counts.left_out, left));
    let unknown = kept.saturating_sub(counts.recomputed);
    add(unknown, not_recomputed(lang, unknown));
    received_all(lang, &minutes_received(lang, counts.minutes, minutes), &said.join(", "))
}

/// What it came to: full, partial, none, undetermined.
pub fn came_to(lang: Lang, all: usize, counts: [usize; 4]) -> String {
    use crate::domain::certification::Award::{Full, None as Nothing, Partial};
    let names = [Some(Full), Some(Partial), Some(Nothing), None].map(|award| super::outcome(lang, award));
    let said = names.iter().zip(counts).filter(|(_, count)| *count > 0);
    let said: Vec<String> = said.map(|(name, count)| outcome_count(lang, name, count)).collect();
    let word = match lang {
        Lang::Fr => plural(lang, all, "résultat", "résultats"),
        Lang::En => plural(lang, all, "result", "results"),
    };
    candidates(lang, all, word, &said.join(", "))
}

/// How many anomalies there are.
pub fn anomalies(lang: Lang, count: usize) -> String {
    if count == 0 {
        return no_anomaly(lang);
    }
    let word = match lang {
        Lang::Fr => plural(lang, count, "anomalie", "anomalies"),
        Lang::En => plural(lang, count, "anomaly", "anomalies"),
    };
    anomaly_count(lang, count, word)
}

/// How many anomalies of a kind there are.
pub fn of_kind(lang: Lang, kind: Kind, count: usize) -> String {
    kind_count(lang, &kinds::kind(lang, kind), count)
}

/// How many certificates are to be given, and how many results keep them back.
pub fn certificates_found(lang: Lang, given: usize, kept: usize) -> String {
    let word = match lang {
        Lang::Fr => plural(lang, given, "certificat", "certificats"),
        Lang::En => plural(lang, given, "certificate", "certificates"),
    };
    certificates(lang, given, word, kept)
}

/// Who receives no certificate before something is settled, and what.
pub fn kept_back(lang: Lang, who: &Person, certification: &str, why: &[Kind]) -> String {
    let why: Vec<String> = why.iter().map(|kind| kinds::kind(lang, *kind)).collect();
    kept(lang, &named(lang, who), certification, &why.join(", "))
}
