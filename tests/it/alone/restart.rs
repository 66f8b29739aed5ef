//! The program is killed between a mark and the next, and between a seal and the reveal.

use super::super::support::Home;
use super::{CODES, all_right, lines, sheet};

#[test]
fn a_restart_between_seal_and_reveal_asks_for_the_codes_again() {
    let home = Home::new();
    let desk = home.marking_alone("essai");
    let mut talk = desk.talk();
    talk.line();
    let mut script = lines("ouvrir C1\nprésents tous\ndémarrer\nsuivant\nsuivant");
    script.extend(sheet("claire.moreau", "333333", &["commenter B1.1 Ample"]));
    script.extend(sheet("karim.benali", "333332", &[]));
    script.extend(sheet("helene.roux", "333333", &[]));
    for line in &script {
        talk.ok(line);
    }
    talk.kill();

    // Karim is not there to give his code: nothing is revealed.
    home.codes("claire.moreau 4711\nhelene.roux vingt deux\n");
    let mut talk = desk.talk();
    talk.line();
    talk.line();
    let refused = talk.refused("dévoiler");
    assert!(refused.contains("il faut un code pour karim.benali"), "{refused}");
    assert_eq!(desk.count("sheets-revealed"), 0);
    let closed = talk.ok("items");
    assert!(!closed.contains("Acquis"), "{closed}");
    // A wrong one reveals nothing, either.
    home.codes(&CODES.replace("sésame", "sesame"));
    assert!(talk.refused("dévoiler").contains("ce n’est pas le bon code (karim.benali)"));
    assert_eq!(desk.count("sheets-revealed"), 0);
    home.codes(CODES);
    assert!(talk.ok("dévoiler").contains("fiches dévoilées"));
    let shown = talk.ok("voir B1.1");
    assert!(shown.contains("Ample"), "{shown}");
    assert!(talk.ok("écarts").contains("T1"), "the last mark of the last sheet is there");
    talk.end();
}

#[test]
fn a_sheet_that_was_open_is_closed_after_a_restart_and_holds_what_was_written() {
    let home = Home::new();
    let desk = home.marking_alone("essai");
    let mut talk = desk.talk();
    talk.line();
    for line in lines(
        "ouvrir C1
         présents tous
         démarrer
         fiche karim.benali
         noter B1.1 2
         commenter B1.1 Hésite longuement
         noter B1.2 4",
    ) {
        talk.ok(&line);
    }
    talk.kill();

    let mut talk = desk.talk();
    talk.line();
    talk.line();
    talk.line();
    talk.ok("interruption pause");
    let closed = talk.ok("voir B1.1") + &talk.ok("état");
    assert!(!closed.contains("Hésite") && !closed.contains("fiche ouverte"), "{closed}");
    assert!(closed.contains("karim.benali (karim.benali), 4 à noter"), "{closed}");
    assert!(talk.refused("noter B1.1 3").contains("chacun note d’abord la sienne"));
    talk.ok("fiche karim.benali");
    let shown = talk.ok("voir B1.1");
    assert!(shown.contains("En cours") && shown.contains("Hésite longuement"), "{shown}");
    // What was taken back before a restart is taken back after it, too.
    assert!(talk.ok("annuler").contains("sans note"));
    talk.end();
    all_right(&desk, &lines("fiche karim.benali\nnoter B1.2 3\nnoter B1.2 3\nrefermer"));
}
