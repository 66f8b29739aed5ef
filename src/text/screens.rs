//! The words of the screens: headings, states, keys.

use super::{Lang, alone, decision, exam, plural, words};
use crate::app::screen::{Purpose, Question};
use crate::domain::decision::Outcome;
use crate::domain::hearing::{Hearing, Stage};
use crate::domain::session::Plan;
use crate::domain::timer::State;

words! {
    too_small(width: u16, height: u16) { "Fenêtre trop petite : {width}×{height}. Il faut au moins 80×24." / "Window too small: {width}×{height}. At least 80×24 is needed." }
    reading() { "Lecture du journal…" / "Reading the journal…" }
    saved(seq: u64) { "✓ enregistré n° {seq}" / "✓ saved no. {seq}" }
    nothing_yet() { "rien à enregistrer pour l’instant" / "nothing to save yet" }
    failing() { "✗ NON ENREGISTRÉ" / "✗ NOT SAVED" }
    candidates() { "Candidats" / "Candidates" }
    no_candidate() { "La liste est vide." / "The list is empty." }
    column_time() { "Heure" / "Time" }
    column_candidate() { "Candidat" / "Candidate" }
    column_blocks() { "Blocs" / "Blocks" }
    column_state() { "État" / "State" }
    state_scheduled() { "à venir" / "to come" }
    state_absent() { "absent, à signer" / "absent, to be signed" }
    state_absent_signed() { "✓ absent, signé" / "✓ absent, signed" }
    state_excused() { "excusé, à signer" / "excused, to be signed" }
    state_excused_signed() { "✓ absent excusé, signé" / "✓ excused, signed" }
    state_amending() { "rectificatif en cours" / "being amended" }
    state_version(version: u32) { "✓ signé, version {version}" / "✓ signed, version {version}" }
    state_signatures(done: usize, all: usize) { "signatures : {done}/{all}" / "signatures: {done}/{all}" }
    state_signatures_of(version: u32, done: usize, all: usize) { "signatures : {done}/{all} (v{version})" / "signatures: {done}/{all} (v{version})" }
    state_absent_signatures(done: usize, all: usize) { "absent, signatures {done}/{all}" / "absent, signed {done}/{all}" }
    state_excused_signatures(done: usize, all: usize) { "excusé, signatures {done}/{all}" / "excused, signed {done}/{all}" }
    state_postponed() { "reportée" / "postponed" }
    state_waiting() { "commencée" / "begun" }
    state_running() { "▶ en cours" / "▶ running" }
    state_deliberation() { "à délibérer" / "to be deliberated" }
    state_decided() { "décidée, à signer" / "decided, to be signed" }
    state_drawn() { "établi, à signer" / "drawn up, to be signed" }
    state_signed() { "✓ signé" / "✓ signed" }
    presence() { "Qui est présent ?" / "Who is present?" }
    presence_hint() { "Décochez les jurés absents, puis validez." / "Uncheck the jurors who are absent, then confirm." }
    presides() { "préside" / "presides" }
    external() { "externe" / "external" }
    waiting_phase() { "prêt à démarrer" / "ready to start" }
    pausing() { "PAUSE, à enregistrer avec son motif" / "PAUSED, to be saved with its reason" }
    paused(reason: &str) { "PAUSE : {reason}" / "PAUSED: {reason}" }
    interrupted() { "INTERRUPTION à régler" / "INTERRUPTION to settle" }
    overtime() { "TEMPS ÉCOULÉ" / "TIME IS UP" }
    last_minutes() { "bientôt la fin" / "nearly over" }
    time_due(due: &str) { "durée prévue : {due}" / "time due: {due}" }
    then_next(phase: &str) { "ensuite : {phase}" / "then: {phase}" }
    then_deliberation() { "ensuite : délibération" / "then: deliberation" }
    marks_count(done: usize, all: usize) { "{done}/{all} notés" / "{done}/{all} marked" }
    transversal() { "Compétences transversales" / "Transversal competences" }
    no_mark() { "sans note" / "unmarked" }
    comment_label() { "Commentaire : " / "Comment: " }
    deliberation() { "DÉLIBÉRATION" / "DELIBERATION" }
    amending(version: u32) { "RECTIFICATIF (version {version})" / "AMENDMENT (version {version})" }
    proposes(outcome: &str) { "la règle propose : {outcome}" / "the rule proposes: {outcome}" }
    proposes_nothing() { "la règle ne propose rien" / "the rule proposes nothing" }
    decided(outcome: &str) { "décidé : {outcome}" / "decided: {outcome}" }
    not_by_the_rule() { "Motif du jury" / "The jury’s reason" }
    no_decision() { "aucune décision prise" / "no decision yet" }
    provisional(award: &str) { "{award} (provisoire)" / "{award} (provisional)" }
    decided_otherwise(outcome: &str) { "décidé (≠ règle) : {outcome}" / "decided (≠ rule): {outcome}" }
    not_decided() { "à décider" / "to be decided" }
    review_draft() { "Procès-verbal : relecture avant signature" / "Minutes: last look before signing" }
    review_drawn() { "Procès-verbal établi" / "Minutes drawn up" }
    review_signed() { "Procès-verbal signé" / "Minutes signed" }
    help_title() { "Toutes les touches" / "Every key" }
    help_leave() { "N’importe quelle touche : retour" / "Any key goes back" }
    help_digits() { "Sur un clavier français, les chiffres fonctionnent aussi sans Maj." / "On a French keyboard the digits also work without Shift." }
    comment_title(item: &str) { "Commentaire — {item}" / "Comment — {item}" }
    points_title(item: &str, scale: &str) { "{item} — {scale}" / "{item} — {scale}" }
    weighs(weight: &str) { "poids {weight}" / "weight {weight}" }
    eliminates(mark: &str) { "éliminatoire sous « {mark} »" / "eliminatory below “{mark}”" }
    requirements() { "Pour la certification, aussi" / "For the certification, too" }
    key_met() { "oui" / "yes" }
    key_not_met() { "non" / "no" }
    key_unknown() { "inconnu" / "not known" }
    comment_warning() { "Donnée personnelle : le candidat peut demander à lire ce texte." / "Personal data: the candidate may ask to read this text." }
    gap_title() { "Programme arrêté ou ordinateur en veille pendant la phase" / "Program stopped, or machine asleep, during the phase" }
    gap_since(at: &str, length: &str) { "Dernière trace à {at}, il y a {length}." / "Last seen at {at}, {length} ago." }
    gap_question() { "Pendant ce temps, le candidat a-t-il continué ?" / "Did the candidate go on meanwhile?" }
    gap_answer_time() { "t  Oui : l’interruption est décomptée du temps du candidat" / "t  Yes: the interruption counts as the candidate’s time" }
    gap_answer_pause() { "p  Non : l’interruption compte comme une pause" / "p  No: the interruption counts as a pause" }
    signer_title() { "Qui signe ?" / "Who signs?" }
    passphrase_title(name: &str) { "Phrase secrète (clé de signature, {name})" / "Passphrase (signing key, {name})" }
    signing_title(name: &str) { "Signature en cours : {name}…" / "{name} is signing…" }
    question_next(left: &str) { "Il reste {left}. Passer tout de même à la suite ?" / "{left} left. Go on to what follows all the same?" }
    question_end(left: &str) { "Il reste {left}. Terminer tout de même la phase ?" / "{left} left. End the phase all the same?" }
    question_quit() { "Le chronomètre tourne : au retour, on vous demandera si l’interruption compte. Quitter tout de même ?" / "The clock is running: on return you will be asked whether the interruption counts. Leave all the same?" }
    yes_no() { "o  oui      n  non" / "y  yes      n  no" }
    for_pause() { "Motif de la pause" / "Reason for the pause" }
    for_absence() { "Absence : circonstances constatées" / "Absence: what is known of it" }
    for_stop() { "Le candidat met fin à son passage : motif" / "The candidate stops: what is known of it" }
    for_shortfall() { "Composition insuffisante : motif pour siéger" / "The jury falls short: why it sits all the same" }
    for_decision(block: &str, outcome: &str) { "{block} {outcome}, contre ou sans la proposition : motif" / "{block} {outcome}, against or without the proposal: reason" }
    line() { "ligne" / "line" }
    lines() { "lignes" / "lines" }
    above(count: usize, lines: &str) { "{count} {lines} au-dessus ↑" / "{count} {lines} above ↑" }
    below(count: usize, lines: &str) { "encore {count} {lines} ↓" / "{count} more {lines} ↓" }
    found(place: usize, of: usize) { "trouvé : {place} sur {of} (/ puis Entrée : le suivant)" / "found: {place} of {of} (/ then Enter: the next one)" }
    not_found(words: &str) { "introuvable dans la grille : « {words} »" / "not found in the grid: “{words}”" }
    search_title() { "Chercher dans la grille" / "Search the grid" }
    search_place(place: usize, of: usize) { "Chercher dans la grille — {place} sur {of}" / "Search the grid — {place} of {of}" }
    search_nothing() { "Chercher dans la grille — introuvable" / "Search the grid — not found" }
    search_again(words: &str) { "Entrée : encore « {words} »" / "Enter: “{words}” again" }
    guide_more() { "… suite : i" / "… more: i" }
    guide_competence(code: &str) { "Compétence {code}" / "Competence {code}" }
    guide_within(code: &str, text: &str) { "Compétence {code} : {text}" / "Competence {code}: {text}" }
    guide_indicators() { "Indicateurs" / "Indicators" }
    sessions_title() { "Sessions" / "Sessions" }
    terminal_lost() { "le terminal ne répond plus" / "the terminal does not answer any more" }
}

words! {
    key_move() { "se déplacer" / "move" }
    key_blocks() { "bloc précédent, suivant" / "block before, after" }
    key_page() { "page" / "page" }
    key_ends() { "début, fin" / "first, last" }
    key_open() { "ouvrir" / "open" }
    key_quit() { "quitter" / "quit" }
    key_help() { "aide" / "help" }
    key_back() { "retour" / "back" }
    key_abandon() { "abandonner" / "abandon" }
    key_confirm() { "valider" / "confirm" }
    key_toggle() { "cocher" / "check" }
    key_absent() { "absent" / "absent" }
    key_start(phase: &str) { "démarrer : {phase}" / "start: {phase}" }
    key_pause() { "pause" / "pause" }
    key_resume() { "reprendre" / "resume" }
    key_next(what: &str) { "→ {what}" / "→ {what}" }
    key_end() { "fin de phase" / "end phase" }
    key_stop() { "le candidat s’arrête" / "candidate stops" }
    key_mark() { "noter" / "mark" }
    key_clear() { "retirer la note" / "take mark away" }
    key_not_observed() { "non observé" / "not observed" }
    key_comment() { "commenter" / "comment" }
    key_undo() { "annuler" / "undo" }
    key_unmarked() { "item sans note" / "next unmarked" }
    key_before_unmarked() { "précédent sans note" / "previous unmarked" }
    key_competences() { "compétence préc., suiv." / "competence before, after" }
    key_fold() { "plier, déplier" / "fold, unfold" }
    key_fold_all() { "tout plier, déplier" / "fold, unfold all" }
    key_search() { "chercher" / "search" }
    key_guide() { "lire" / "read" }
    key_beside() { "autre ligne" / "another row" }
    key_hit() { "résultat suivant" / "next hit" }
    key_hit_before() { "précédent" / "the one before" }
    key_keep() { "rester ici" / "stay here" }
    key_go_back() { "revenir" / "go back" }
    key_presence() { "présents" / "who is present" }
    key_adopt() { "adopter" / "adopt" }
    key_adopt_all() { "tout adopter" / "adopt all" }
    key_validate() { "valider" / "validate" }
    key_refuse() { "refuser" / "refuse" }
    key_review() { "relire et signer" / "review and sign" }
    key_sign() { "signer" / "sign" }
    key_cosign() { "autre signature" / "another signature" }
    key_next_candidate() { "candidat suivant" / "next candidate" }
    key_save() { "enregistrer" / "save" }
    key_newline() { "nouvelle ligne" / "new line" }
    key_choose() { "choisir" / "choose" }
    key_yes() { "oui" / "yes" }
    key_no() { "non" / "no" }
    key_gap_time() { "du temps" / "time" }
    key_gap_pause() { "une pause" / "a pause" }
    key_scroll() { "défiler" / "scroll" }
    space() { "Espace" / "Space" }
    enter() { "Entrée" / "Enter" }
    page_up() { "Pg ↑" / "PgUp" }
    page_down() { "Pg ↓" / "PgDn" }
    home() { "Début" / "Home" }
    end() { "Fin" / "End" }
    shift_tab() { "Maj-Tab" / "Shift-Tab" }
    delete_points() { "Suppr" / "Del" }
    delete() { "0 Suppr" / "0 Del" }
    new_line() { "Alt-Entrée" / "Alt-Enter" }
    escape() { "Échap" / "Esc" }
    the_deliberation() { "délibération" / "deliberation" }
}

/// How many lines of a text are hidden above.
pub fn more_above(lang: Lang, count: usize) -> String {
    above(lang, count, plural(lang, count, &line(lang), &lines(lang)))
}

/// How many lines of a text are hidden below.
pub fn more_below(lang: Lang, count: usize) -> String {
    below(lang, count, plural(lang, count, &line(lang), &lines(lang)))
}

/// The state of a hearing in the list.
pub fn state(lang: Lang, hearing: &Hearing, decided: bool) -> String {
    let absent = matches!(hearing.stage, Stage::Absent { .. });
    match &hearing.stage {
        _ if hearing.course.postponed.is_some() => state_postponed(lang),
        _ if hearing.is_signed() => signed(lang, hearing, absent),
        _ if hearing.is_drawn() => state_drawn(lang),
        _ if !hearing.annulled.is_empty() => state_amending(lang),
        Stage::Scheduled => state_scheduled(lang),
        Stage::Absent { .. } if hearing.course.excused == Some(true) => state_excused(lang),
        Stage::Absent { .. } => state_absent(lang),
        Stage::Waiting(_) => state_waiting(lang),
        Stage::Running(_, timer) => match timer.state() {
            State::Running(_) => state_running(lang),
            State::Paused(_, reason) => paused(lang, reason),
            State::Interrupted(_) => interrupted(lang),
        },
        Stage::Deliberation { .. } if decided => state_decided(lang),
        Stage::Deliberation { .. } => state_deliberation(lang),
    }
}

/// Of signed minutes: the signatures, while one is missing; then the version, where it is not the first.
fn signed(lang: Lang, hearing: &Hearing, absent: bool) -> String {
    let Some(drawn) = &hearing.drawn else { return String::new() };
    let all = drawn.minutes.jury.iter().filter(|member| member.must_sign).count();
    let (done, whole) = (all - drawn.missing().len(), drawn.missing().is_empty());
    let excused = drawn.minutes.excused == Some(true);
    match (whole, absent, drawn.version) {
        (false, _, version @ 2..) => state_signatures_of(lang, version, done, all),
        (false, true, _) if excused => state_excused_signatures(lang, done, all),
        (false, true, _) => state_absent_signatures(lang, done, all),
        (false, false, _) => state_signatures(lang, done, all),
        (true, _, version @ 2..) => state_version(lang, version),
        (true, true, _) if excused => state_excused_signed(lang),
        (true, true, _) => state_absent_signed(lang),
        (true, false, _) => state_signed(lang),
    }
}

/// The title of a field for a reason.
pub fn purpose(lang: Lang, plan: &Plan, purpose: &Purpose) -> String {
    let name = |id| exam::member_name(plan, id);
    match purpose {
        Purpose::Pause(_) => for_pause(lang),
        Purpose::Absence => for_absence(lang),
        Purpose::Stop => for_stop(lang),
        Purpose::Shortfall => for_shortfall(lang),
        Purpose::Decision(block, outcome) => {
            let word = match outcome {
                Outcome::Validated => exam::outcome_validated(lang),
                Outcome::Refused => exam::outcome_refused(lang),
            };
            for_decision(lang, block.as_str(), &word)
        }
        Purpose::Retain(item, mark) => {
            alone::for_retain(lang, item.as_str(), &decision::mark_of(lang, &plan.grid, item, mark))
        }
        Purpose::Missing(member) => alone::for_missing(lang, name(member)),
        Purpose::Renew(member) => alone::for_renew(lang, name(member)),
        Purpose::Arrive(member) => alone::for_arrive(lang, name(member)),
        Purpose::Leave(member) => alone::for_leave(lang, name(member)),
        Purpose::Late => alone::for_late(lang),
        Purpose::Postpone => alone::for_postpone(lang),
        Purpose::Reopen => alone::for_reopen(lang),
        Purpose::AmendWhat => alone::for_amend_what(lang),
        Purpose::AmendWhy(_) => alone::for_amend_why(lang),
        Purpose::Preside(member) => alone::for_preside(lang, name(member)),
        Purpose::Move(candidate, _) => alone::for_move(lang, &exam::candidate_name(plan, candidate)),
        Purpose::Incident => alone::for_incident(lang),
    }
}

/// A question, with what is left of the phase, and how many marks the sheet lacks that would be sealed.
pub fn question(lang: Lang, plan: &Plan, question: &Question, left: &str, unmarked: usize) -> String {
    match question {
        Question::NextEarly => question_next(lang, left),
        Question::EndEarly => question_end(lang, left),
        Question::QuitRunning => question_quit(lang),
        Question::Seal if unmarked == 0 => alone::question_seal(lang),
        Question::Seal => alone::question_seal_left(lang, unmarked),
        Question::SealUnsigned => alone::question_unsigned(lang),
        Question::CloseSession => alone::question_close(lang),
        Question::Paper(member) => alone::question_paper(lang, exam::member_name(plan, member)),
    }
}
