//! The words for candidates who are heard together.

use super::words;

words! {
    column() { "Groupe" / "Group" }
    place(place: usize, count: usize, name: &str) { "{place}/{count} du groupe {name}" / "{place}/{count} of group {name}" }
    others(name: &str) { "groupe {name}, un seul chronomètre, avec :" / "group {name}, one clock, with:" }
    listed(name: &str) { "groupe {name}" / "group {name}" }
    common() { "≡ Commun : la note vaut pour tout le groupe." / "≡ Common: the mark holds for the whole group." }
    differs() { "≠ Commun, mais les notes du groupe diffèrent : notez de nouveau pour tous." / "≠ Common, but the marks of the group differ: mark again for all." }
    took_back_stop() { "arrêt annulé : ce candidat rejoint le groupe, là où en est le chronomètre" / "stop undone: this candidate joins the group where its clock stands" }
    key_to(id: &str) { "→ {id}" / "→ {id}" }
    key_next() { "suivant du groupe" / "next of the group" }
    sheet_with(name: &str, others: &str) { "Groupe {name}, avec {others}" / "Group {name}, with {others}" }
    summary(name: &str, members: &str) { "groupe {name} : {members}" / "group {name}: {members}" }
    summary_alone(name: &str, member: &str) { "groupe {name} : {member}, seul" / "group {name}: {member}, alone" }
    sign_common() { " (item commun)" / " (common item)" }
    common_items(items: &str) { "items communs : {items}" / "common items: {items}" }
    sheet_away(at: &str, length: &str, reason: &str) { "  hors de l’épreuve à {at}, {length} : {reason}" / "  out of the hearing at {at}, {length}: {reason}" }
}
