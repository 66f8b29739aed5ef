//! The screens around hearings: the jury, the list, the minutes of jurors who marked alone, the closing.

use super::{Driver, HOSTILE, SIZES, holds, holds_in_english, is_safe, picture, plan};
use crate::app::message::Intent::{
    Absent, Accept, Add, AdoptAll, Amend, Back, Closing, Digit, Down, Excuse, Help, Home, Incident, Late, Later,
    NextPhase, NextUnmarked, PageDown, Paper, Postpone, Presence, Preside, Recuse, RetainCommon, Reveal, Seal, Sheets,
    Step,
};
use crate::domain::id::CandidateId;
use crate::domain::marking::{Individual, Marking, Signatures};
use crate::text::Lang;
use crate::tui::keymap::screen_bindings;
use crate::tui::keymap::tests::situations;

/// The example session, in which each juror marks alone and everybody signs.
fn alone() -> Driver {
    let mut plan = plan();
    plan.marking = Marking::Individual(Individual { president_marks: true, codes: false });
    plan.signatures = Signatures::Everybody;
    plan.grid.deliberation.gap = rust_decimal::Decimal::ONE;
    Driver::on(plan)
}

/// Each juror marks every item, the second otherwise than the others, and seals without a signature.
fn revealed() -> Driver {
    let mut play = alone();
    play.does([Accept, Accept, Step]).wait(1201).does([NextPhase]).wait(1201).does([NextPhase]);
    for (juror, level) in [(1, 3), (2, 1), (3, 3)] {
        play.does([Sheets, Digit(juror)]);
        for place in 0..play.app.items().len() {
            play.does([Digit(if place % 5 == 0 { level } else { 3 })]);
        }
        play.does([Seal, Accept]);
    }
    play.does([Reveal]);
    play
}

/// The minutes of the first candidate are signed by the president alone.
fn signed_once() -> Driver {
    let mut play = revealed();
    play.does([RetainCommon]);
    while play.app.items().iter().any(|item| play.app.sheet().mark(item.code).is_none()) {
        play.does([NextUnmarked, Digit(3)]).types("après discussion").does([Accept]);
    }
    play.does([AdoptAll, Step, Accept, Accept]);
    play
}

#[test]
fn incident() {
    let mut play = super::heard();
    play.does([Incident]).types("Alarme incendie dans le couloir, sans évacuation.");
    holds("incident", &play);
    holds_in_english("incident", &play);
    play.does([Accept]);
    holds("incident-noted", &play);
}

#[test]
fn recusal() {
    let mut play = Driver::on(plan());
    play.does([Accept, Down, Recuse, Down]);
    holds("recusal-ground", &play);
    holds_in_english("recusal-ground", &play);
    play.does([Accept]);
    holds("recusal", &play);
    play.does([Accept]);
    holds("recusal-shortfall", &play);
    play.types("nul autre n’est libre").does([Accept, Step, Presence]);
    holds("presence-begun", &play);
    play.does([Help]);
    holds("help-presence", &play);
}

#[test]
fn late() {
    let mut play = Driver::on(plan());
    play.does([Accept, Late]).types("train supprimé");
    holds("late", &play);
}

#[test]
fn absence_excused() {
    let mut play = Driver::on(plan());
    play.does([Accept, Absent]).types("certificat reçu").does([Accept]);
    holds("absence", &play);
    play.does([Excuse]);
    holds("absence-excused", &play);
}

#[test]
fn alone_until_the_amendment() {
    let mut play = signed_once();
    holds("alone-signed", &play);
    holds_in_english("alone-signed", &play);
    play.does([Paper]);
    holds("paper", &play);
    play.does([Accept]);
    holds("paper-question", &play);
    play.does([Accept, Amend]).types("Le niveau de BC01.1");
    holds("amend-what", &play);
    play.does([Accept]).types("erreur de saisie");
    holds("amend-why", &play);
    play.does([Accept]);
    holds("amend-deliberation", &play);
    play.does([Step]);
    holds("amend-review", &play);
}

#[test]
fn help_of_jurors_who_mark_alone() {
    let mut play = alone();
    play.does([Accept, Accept, Step, Sheets, Digit(1), Help]);
    holds("alone-help", &play);
    let mut play = revealed();
    play.does([Help]);
    holds("alone-help-deliberation", &play);
    let mut play = signed_once();
    play.does([Help]);
    holds("alone-help-signed", &play);
}

#[test]
fn list() {
    let mut play = Driver::on(plan());
    play.does([Help]);
    holds("help-list", &play);
    holds_in_english("help-list", &play);
    let mut play = Driver::on(plan());
    play.does([Down, Later, Later]);
    holds("order", &play);
    holds_in_english("order", &play);
    let mut play = Driver::on(plan());
    play.does([Preside]);
    holds("preside", &play);
    let mut play = Driver::on(plan());
    play.does([Add]);
    holds("newcomer", &play);
    holds_in_english("newcomer", &play);
    play.types("C009").does([Accept]).types("Petit").does([Accept]).types("Lou").does([Accept, Accept]).types(" ");
    holds("newcomer-third", &play);
}

/// Every state that the list can show beside those of the hearings themselves.
#[test]
fn states() {
    let mut play = signed_once();
    play.does([Accept, Accept, Absent]).types("malade").does([Accept, Excuse]);
    play.does([Accept, Accept, Accept]).does([Accept, Postpone]).types("salle inondée").does([Accept]);
    play.does([Accept, Absent]).types("pas venu").does([Accept, Accept, Accept, Amend]).types("venu").does([Accept]);
    play.types("erreur").does([Accept, Back]);
    play.does([Incident]).types("panne").does([Accept]);
    holds("states", &play);
    play.does([Home, Closing]);
    holds("unsettled", &play);
    holds_in_english("unsettled", &play);
}

#[test]
fn closing() {
    let mut stage = plan();
    stage.candidates.truncate(3);
    stage.signatures = Signatures::Everybody;
    let mut play = Driver::on(stage);
    play.does([Incident]).types("panne du vidéoprojecteur").does([Accept]);
    play.does([Accept, Absent]).types("certificat reçu").does([Accept, Excuse, Accept, Accept, Accept]);
    play.does([Accept, Postpone]).types("salle inondée").does([Accept]);
    play.does([Accept, Absent]).types("pas venu").does([Accept, Accept, Accept, Accept]);
    holds("settled", &play);
    play.does([Closing]);
    holds("close", &play);
    play.does([Accept]);
    holds("closing", &play);
    holds_in_english("closing", &play);
    play.does([Accept, Accept]);
    holds("closing-signed", &play);
    play.does([PageDown]);
    holds("closing-scrolled", &play);
    play.does([Help]);
    holds("help-closing", &play);
    play.does([Accept, Back]);
    holds("closed-list", &play);
    play.does([Accept]);
    holds("closed-minutes", &play);
    holds_in_english("closed-minutes", &play);
}

/// The help names every key of its screen, whole, in the smallest window.
#[test]
fn every_help_fits() {
    let mut plans = situations();
    let open = [("alone", alone()), ("revealed", revealed()), ("signed alone", signed_once())];
    plans.extend(open);
    for (name, mut play) in plans.into_iter().filter(|(_, play)| play.app.overlay().is_none()) {
        for lang in [Lang::Fr, Lang::En] {
            let keys = screen_bindings(&play.app, lang);
            play.does([Help]);
            let whole = picture(&play, lang, SIZES[0]);
            play.does([Accept]);
            for binding in keys.iter().filter(|binding| binding.offered && binding.intent != Help) {
                assert!(whole.contains(&binding.label), "{name}, {lang}: {}\n{whole}", binding.label);
            }
            assert!(whole.contains(&crate::text::screens::help_leave(lang)), "{name}, {lang}:\n{whole}");
        }
    }
}

#[test]
fn what_comes_from_outside_turns_no_text_around_hearings() {
    let mut hostile = plan();
    hostile.candidates.truncate(1);
    let only = &mut hostile.candidates[0];
    (only.family_name, only.given_name) = (HOSTILE.to_owned(), HOSTILE.to_owned());
    only.id = CandidateId::new(HOSTILE);
    for member in &mut hostile.jury.members {
        member.name = HOSTILE.to_owned();
    }
    let mut play = Driver::on(hostile);
    play.does([Incident]).types(HOSTILE);
    is_safe(&play, 2);
    play.does([Accept, Closing]);
    is_safe(&play, 2);
    play.does([Accept, Preside]);
    is_safe(&play, 2);
    play.does([Back, Later]);
    is_safe(&play, 2);
    play.does([Back, Add]).types(HOSTILE).does([Accept]).types(HOSTILE);
    is_safe(&play, 2);
    play.does([Back, Back, Accept, Recuse]);
    is_safe(&play, 2);
    play.does([Accept, Postpone]).types(HOSTILE).does([Accept, Closing, Accept]);
    assert!(play.place().starts_with("closing"), "{}", play.place());
    is_safe(&play, 3);
}
