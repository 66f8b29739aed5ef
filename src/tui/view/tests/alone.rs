//! The screens of jurors who mark alone, from the sheets to what the jury retains.

use super::{Driver, holds, holds_in_english, plan};
use crate::app::message::Intent::{
    Accept, AdoptAll, Back, Comment, Digit, Down, Guide, Help, Home, Missing, NewLine, NextPhase, RetainCommon, Reveal,
    Seal, Sheets, Step,
};
use crate::domain::marking::{Individual, Marking};

/// Three jurors mark alone, each behind a code.
fn alone() -> Driver {
    let mut stage = plan();
    stage.marking = Marking::Individual(Individual { president_marks: true, codes: true });
    stage.grid.deliberation.gap = 1.into();
    stage.grid.deliberation.casting_vote = true;
    let mut play = Driver::on(stage);
    play.does([Accept, Accept, Step]).wait(250);
    play
}

/// A juror's sheet is open: some items are marked, one has a comment.
fn at_a_sheet() -> Driver {
    let mut play = alone();
    play.does([Sheets, Digit(1)]).types("4711").does([Accept]).types("4711").does([Accept]);
    play.does([Digit(3), Digit(4), Digit(2), Comment]).types("Feuille de route claire.").does([Accept]);
    play
}

/// Every sheet is sealed and before the jury: on two items the jurors are far apart, on two others a little.
fn revealed() -> Driver {
    let mut play = alone();
    let items = play.app.items().len();
    for (juror, first) in [(1, [3, 4, 3, 2]), (2, [3, 2, 3, 3]), (3, [1, 4, 3, 3])] {
        play.does([Sheets, Digit(juror)]).types("4711").does([Accept]).types("4711").does([Accept]);
        play.does(first.map(Digit)).does((4..items).map(|_| Digit(3)));
        if juror == 2 {
            play.does([Home, Comment]).types("Étude solide, chiffrée ; les risques sont traités.").does([Accept]);
        }
        play.does([Seal, Accept]);
    }
    play.wait(1200).does([NextPhase]).wait(1200).does([NextPhase, Reveal]).wait(420);
    play
}

#[test]
fn sheets() {
    let mut play = alone();
    holds("sheets-none", &play);
    play.does([Sheets, Digit(1)]).types("4711");
    holds("sheets-code", &play);
    let mut play = at_a_sheet();
    holds("sheets-open", &play);
    holds_in_english("sheets-open", &play);
    play.does([Seal]);
    holds("sheets-seal", &play);
    play.does([Accept, Sheets]);
    holds("sheets-jurors", &play);
    play.does([Back, Help]);
    holds("sheets-help", &play);
}

#[test]
fn spread() {
    let mut play = revealed();
    holds("spread", &play);
    holds_in_english("spread", &play);
    play.does([RetainCommon]);
    holds("spread-common", &play);
    play.does([Digit(3)]).types("Démontré à l’entretien.");
    holds("spread-reason", &play);
    play.does([Accept, Digit(4)]).types("Confirmé par le dossier.").does([Accept, Digit(3), AdoptAll]);
    holds("spread-decided", &play);
    play.does([Step]);
    holds("spread-review", &play);
    let mut play = revealed();
    play.does([Help]);
    holds("spread-help", &play);
}

/// Two sheets are sealed, one is missing: what the guide tells of an item is whole, and names who said it.
#[test]
fn spread_of_a_missing_sheet() {
    let mut play = alone();
    for (juror, first) in [(1, 1), (2, 4)] {
        play.does([Sheets, Digit(juror)]).types("4711").does([Accept]).types("4711").does([Accept, Digit(first)]);
        play.does([Home, Comment]).types("Étude solide, chiffrée, et dont les sources sont toutes citées et datées ;");
        play.does([NewLine]).types("les risques sont traités.").does([Accept, Seal, Accept]);
    }
    play.does([Sheets, Down, Down, Missing]).types("malaise, départ à 10 h").does([Accept]);
    holds("sheets-missing", &play);
    play.wait(1200).does([NextPhase]).wait(1200).does([NextPhase]);
    holds("sheets-ready", &play);
    play.does([Reveal, Home, Down]);
    holds("spread-missing", &play);
    play.does([Digit(3)]).types("Démontré à l’entretien.").does([Accept, Home, Down, Guide]);
    holds("spread-guide", &play);
    holds_in_english("spread-guide", &play);
}
