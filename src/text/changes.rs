//! What changed from one consolidation to the next.

use super::{Lang, plural, words};

words! {
    none_changed() { "rien n’a changé depuis les résultats précédents" / "nothing changed since the results before" }
    many_changed(count: usize, word: &str) { "{count} {word} depuis les résultats précédents" / "{count} {word} since the results before" }
    new_session(name: &str, date: &str, room: &str) { "+ session {name} du {date}, salle {room}" / "+ session {name} of {date}, room {room}" }
    gone_session(name: &str, date: &str, room: &str) { "− session {name} du {date}, salle {room}" / "− session {name} of {date}, room {room}" }
    new_result(who: &str, outcome: &str) { "+ {who} : {outcome}" / "+ {who}: {outcome}" }
    gone_result(who: &str, outcome: &str) { "− {who} : {outcome}" / "− {who}: {outcome}" }
    other_outcome(who: &str, before: &str, after: &str) { "~ {who} : {before} → {after}" / "~ {who}: {before} → {after}" }
    other_block(who: &str, block: &str, before: &str, after: &str) { "~ {who}, bloc {block} : {before} → {after}" / "~ {who}, block {block}: {before} → {after}" }
    other_minutes(who: &str) { "~ {who} : mêmes résultats, d’après d’autres procès-verbaux" / "~ {who}: the same results, by other minutes" }
    other_details(who: &str) { "~ {who} : exigences, restes ou points à vérifier changés" / "~ {who}: requirements, what remains or what is to be checked changed" }
    new_anomaly(what: &str) { "+ anomalie : {what}" / "+ anomaly: {what}" }
    gone_anomaly(what: &str) { "− anomalie levée : {what}" / "− anomaly settled: {what}" }
    nothing() { "pas de décision" / "no decision" }
}

/// How many things changed.
pub fn count(lang: Lang, count: usize) -> String {
    if count == 0 {
        return none_changed(lang);
    }
    let word = match lang {
        Lang::Fr => plural(lang, count, "changement", "changements"),
        Lang::En => plural(lang, count, "change", "changes"),
    };
    many_changed(lang, count, word)
}
