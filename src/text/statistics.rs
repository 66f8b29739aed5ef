//! What the statistics say, and what they cannot say.

use super::{Lang, plural, words};
use crate::consolidate::statistics::agreement::{FEWEST_UNITS, NoAgreement};
use crate::consolidate::statistics::severity::{FEWEST_ITEMS, Why};

words! {
    title_of(code: &str, title: &str, what: &str) { "{code}, {title} : {what}" / "{code}, {title}: {what}" }
    outcomes() { "résultats" / "outcomes" }
    by_block() { "par bloc" / "by block" }
    by_item() { "par item" / "by item" }
    times() { "temps utilisé" / "time used" }
    gaps() { "écarts entre jurés avant la délibération" / "gaps between jurors before deliberation" }
    agreement() { "accord des jurés" / "agreement of jurors" }
    severity() { "sévérité des jurés" / "severity of jurors" }
    column_outcome() { "Résultat" / "Outcome" }
    column_candidates() { "Candidats" / "Candidates" }
    column_share() { "Part" / "Share" }
    column_percent() { "Taux" / "Rate" }
    column_block() { "Bloc" / "Block" }
    column_title() { "Intitulé" / "Title" }
    column_validated() { "Validés" / "Validated" }
    column_refused() { "Non validés" / "Not validated" }
    column_absent() { "Absents" / "Absent" }
    column_against() { "Contre la règle" / "Against the rule" }
    column_item() { "Item" / "Item" }
    column_text() { "Texte" / "Text" }
    column_spread() { "Répartition" / "Spread" }
    column_marks() { "Notes" / "Marks" }
    column_unmarked() { "Sans note" / "Unmarked" }
    column_phase() { "Phase" / "Phase" }
    column_hearings() { "Épreuves" / "Hearings" }
    column_due() { "Dû en moyenne" / "Due on average" }
    column_used() { "Utilisé en moyenne" / "Used on average" }
    column_over() { "Dépassements" / "Overtimes" }
    column_longest() { "Plus long dépassement" / "Longest overtime" }
    column_gap() { "Écart" / "Gap" }
    column_items() { "Items" / "Items" }
    column_scale() { "Échelle" / "Scale" }
    column_alpha() { "Alpha" / "Alpha" }
    column_jurors() { "Jurés" / "Jurors" }
    column_reading() { "Ce que cela dit" / "What it says" }
    column_juror() { "Juré" / "Juror" }
    column_group() { "Groupe" / "Group" }
    column_difference() { "Écart moyen" / "Mean difference" }
    column_beside() { "Aux côtés de" / "Beside" }
    undetermined() { "à trancher" / "to be settled" }
    marked(mark: &str, count: u64) { "{mark} {count}" / "{mark} {count}" }
    three_steps() { "3 crans ou plus" / "3 steps or more" }
    steps(count: u64, word: &str) { "{count} {word}" / "{count} {word}" }
    scale_of_grid(digest: &str) { "grille {digest}…" / "grid {digest}…" }
    scale_of_block(block: &str, digest: &str) { "bloc {block}, grille {digest}…" / "block {block}, grid {digest}…" }
    note_times() { "Le temps utilisé ne compte pas les pauses. Il ne dit rien de la qualité de l’épreuve." / "The time used does not count the pauses. It says nothing of the quality of the hearing." }
    note_gaps(beyond: u64, items: u64) { "Sur {items} items notés par plusieurs jurés, {beyond} allaient au-delà du seuil de leur grille. Un écart n’est pas une erreur : la délibération est faite pour cela." / "Of {items} items that several jurors marked, {beyond} were beyond the threshold of their grid. A gap is not a mistake: that is what deliberation is for." }
    note_agreement() { "Alpha de Krippendorff, pour des notes qui ont un ordre : 1, les jurés sont toujours d’accord ; 0, pas plus que par hasard. Il ne dit ni qui a raison, ni si la grille est bonne, et rien des jurys qui notent ensemble." / "Krippendorff’s alpha, for marks that have an order: 1, jurors always agree; 0, no more than by chance. It says neither who is right nor whether the grid is good, and nothing of juries that mark together." }
    note_severity() { "Chaque juré est comparé à ceux qui ont noté les mêmes items des mêmes candidats. Deux groupes qui n’ont aucun juré en commun ne se comparent pas. Un écart ne dit pas qui a raison." / "Each juror is compared with those who marked the same items of the same candidates. Two groups without a juror in common cannot be compared. A difference does not say who is right." }
    alpha_good() { "accord solide" / "sound agreement" }
    alpha_fair() { "accord à prendre avec prudence" / "agreement to be taken with care" }
    alpha_poor() { "accord trop faible pour s’y fier" / "agreement too weak to rely on" }
    no_pair() { "pas de chiffre : aucun item n’a été noté par deux jurés" / "no figure: no item was marked by two jurors" }
    too_few_units(found: u64, fewest: u64) { "pas de chiffre : {found} items seulement, il en faut {fewest}" / "no figure: {found} items only, and {fewest} are needed" }
    one_rank() { "pas de chiffre : tous ont donné partout la même note" / "no figure: all gave the same mark everywhere" }
    lower() { "note plus bas" / "marks lower" }
    higher() { "note plus haut" / "marks higher" }
    alike() { "note comme les autres" / "marks as the others do" }
    alone() { "pas de comparaison : personne d’autre n’a noté les mêmes items" / "no comparison: nobody else marked the same items" }
    too_few_items(found: u64, fewest: u64) { "pas de comparaison : {found} items communs seulement, il en faut {fewest}" / "no comparison: {found} shared items only, and {fewest} are needed" }
    one_hearing() { "pas de comparaison : une seule épreuve, aux côtés d’un seul juré" / "no comparison: one hearing only, beside one juror" }
}

/// So many steps of a scale.
pub fn gap(lang: Lang, count: u64) -> String {
    if count >= 3 {
        return three_steps(lang);
    }
    let word = plural(lang, usize::try_from(count).unwrap_or(usize::MAX), cran(lang), crans(lang));
    steps(lang, count, word)
}

fn cran(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "cran",
        Lang::En => "step",
    }
}

fn crans(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "crans",
        Lang::En => "steps",
    }
}

/// How an alpha is read: the two limits are those that K. Krippendorff gives for conclusions and for cautious ones.
pub fn alpha(lang: Lang, alpha: f64) -> String {
    match alpha {
        alpha if alpha >= 0.8 => alpha_good(lang),
        alpha if alpha >= 0.667 => alpha_fair(lang),
        _ => alpha_poor(lang),
    }
}

/// Why there is no alpha.
pub fn no_agreement(lang: Lang, why: NoAgreement) -> String {
    match why {
        NoAgreement::NoPair => no_pair(lang),
        NoAgreement::TooFewUnits { found } => too_few_units(lang, found, FEWEST_UNITS),
        NoAgreement::OneRank => one_rank(lang),
    }
}

/// Why a juror is not compared.
pub fn not_compared(lang: Lang, why: Why) -> String {
    match why {
        Why::Alone => alone(lang),
        Why::TooFewItems { found } => too_few_items(lang, found, FEWEST_ITEMS),
        Why::OneHearing => one_hearing(lang),
    }
}
