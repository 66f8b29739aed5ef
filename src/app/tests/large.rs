//! A grid too large for one screen: moves, folds, searches, and the text of an item.

use super::driver::Driver;
use crate::app::message::Intent::{
    self, Accept, Back, Backspace, Clear, Comment, Digit, Down, End, Fold, FoldAll, Guide, Home, Left, NextCompetence,
    NextPhase, NextUnmarked, PageDown, Presence, PreviousCompetence, PreviousUnmarked, Right, Search, Step, Undo, Up,
};
use crate::app::message::{Notice, TakenBack};
use crate::app::screen::Overlay;
use crate::domain::grid::{Block, Competence, Criterion, Stakes};
use crate::domain::id::{BlockCode, ItemCode};
use crate::domain::session::Plan;
use crate::domain::tests::play::{keyed, plan};

/// A stage with so many blocks, of so many competences, of so many criteria, of four indicators each.
pub(crate) fn large(blocks: usize, competences: usize, criteria: usize) -> Plan {
    const SUBJECTS: [&str; 4] = ["la veille", "le chiffrage", "la sécurité", "l’œuvre"];
    let criterion = |code: &str, place: usize| Criterion {
        code: ItemCode::new(format!("{code}.{place}")),
        label: Some(format!("Critère {place} de {code}")),
        text: format!("Le candidat explique {} et la met en relation avec son projet", SUBJECTS[place % 4]),
        indicators: (1..=4)
            .map(|each| format!("Indicateur {each} : ce que le jury observe quand le candidat présente son travail"))
            .collect(),
        stakes: Stakes::default(),
        also_evaluates: Vec::new(),
        common: false,
    };
    let competence = |number: usize| Competence {
        code: ItemCode::new(format!("C{number}")),
        label: Some(format!("Compétence numéro {number}")),
        text: format!(
            "Mener à bien l’activité numéro {number} dans le cadre d’un projet professionnel, en tenant compte des \
             parties prenantes, de leurs contraintes et de la réglementation, afin d’atteindre les objectifs fixés"
        ),
        criteria: (1..=criteria).map(|place| criterion(&format!("C{number}"), place)).collect(),
        stakes: Stakes::default(),
        evaluated_elsewhere: false,
        common: false,
    };
    let block = |number: usize| Block {
        code: BlockCode::new(format!("B{number}")),
        title: format!("Bloc numéro {number} de la grille"),
        scale: None,
        rule: None,
        competences: (1..=competences).map(|place| competence((number - 1) * competences + place)).collect(),
    };
    let mut plan = plan();
    plan.grid.blocks = (1..=blocks).map(block).collect();
    plan.grid.transversal = Vec::new();
    plan.grid.certification.transversal = Vec::new();
    plan.grid.certification.blocks = plan.grid.blocks.iter().map(|block| block.code.clone()).collect();
    for candidate in &mut plan.candidates {
        candidate.blocks.clone_from(&plan.grid.certification.blocks);
    }
    keyed(plan)
}

/// The first phase of a hearing on it runs.
pub(crate) fn heard(stage: Plan) -> Driver {
    let mut play = Driver::on(stage);
    play.does([Accept, Accept, Step]);
    play
}

fn usual() -> Driver {
    let mut play = heard(large(4, 8, 4));
    play.leads_to("hearing C1.1 · saved 4");
    play
}

/// How many rows the list shows.
fn shown(play: &Driver) -> usize {
    play.app.outline().shown(&play.app.cursor().unwrap().folded).len()
}

#[test]
fn one_moves_by_item_by_competence_and_by_block() {
    let mut play = usual();
    let mut goes = |keys: &[Intent], to: &str| {
        play.does(keys.iter().copied()).leads_to(&format!("hearing {to} · saved 4"));
    };
    goes(&[Up], "(C1)");
    goes(&[Up], "[B1]");
    goes(&[Up, PreviousCompetence, Left], "[B1]");
    // Where one lands a digit marks.
    goes(&[NextCompetence], "C1.1");
    goes(&[NextCompetence], "C2.1");
    goes(&[Down, Down, PreviousCompetence], "C2.1");
    goes(&[PreviousCompetence], "C1.1");
    goes(&[Right], "C9.1");
    goes(&[PreviousCompetence], "C8.1");
    goes(&[Right, Right, Right, Right], "C25.1");
    goes(&[Left], "C17.1");
    goes(&[End], "C32.4");
    goes(&[NextCompetence, Right, Down], "C32.4");
    goes(&[Left], "C25.1");
    goes(&[Home], "[B1]");
    goes(&[Right], "C1.1");
    goes(&[Home, PageDown], "C2.2");
}

#[test]
fn a_heading_takes_no_mark_and_says_so() {
    for key in [Digit(1), Clear, Comment] {
        let mut play = usual();
        play.does([Up, key]).leads_to("hearing (C1) · saved 4").saying(&Notice::NoItemHere);
    }
}

#[test]
fn what_is_folded_is_not_shown_and_marks_go_past_it() {
    let mut play = usual();
    assert_eq!(shown(&play), 4 + 32 + 128);
    play.does([Down, Down, Fold]).leads_to("hearing (C1) · saved 4");
    assert_eq!(shown(&play), 4 + 31 + 1 + 31 * 4);
    play.does([Down]).leads_to("hearing (C2) · saved 4");
    play.does([Up, Accept, Down]).leads_to("hearing C1.1 · saved 4");
    // The next competence is folded: a mark goes on with the one after.
    play.does([NextCompetence, Fold, Up]).leads_to("hearing C1.4 · saved 4");
    play.does([Digit(3)]).leads_to("hearing C3.1 · saved 5");
    // A competence that is folded is gone to all the same, and opened by the key that folded it.
    play.does([PreviousCompetence]).leads_to("hearing (C2) · saved 5");
    play.does([Fold, Down]).leads_to("hearing C2.1 · saved 5");
}

#[test]
fn everything_is_folded_step_by_step_and_unfolded() {
    let mut play = usual();
    play.does([Right, Down, FoldAll]).leads_to("hearing (C9) · saved 4");
    assert_eq!(shown(&play), 4 + 32);
    play.does([FoldAll]).leads_to("hearing [B2] · saved 4");
    assert_eq!(shown(&play), 4);
    play.does([Right, Down, NextCompetence]).leads_to("hearing [B4] · saved 4");
    play.does([PreviousCompetence, Left]).leads_to("hearing [B2] · saved 4");
    play.does([Home, Digit(1)]).saying(&Notice::NoItemHere);
    play.does([Fold]).leads_to("hearing [B1] · saved 4");
    assert_eq!(shown(&play), 4 + 8);
    play.does([Fold, FoldAll]).leads_to("hearing [B1] · saved 4");
    assert_eq!(shown(&play), 4 + 32 + 128);
}

#[test]
fn jumps_unfold_what_they_land_in_and_nothing_else() {
    let mut play = usual();
    play.does([FoldAll, FoldAll, NextUnmarked]).leads_to("hearing C1.1 · saved 4");
    assert_eq!(shown(&play), 4 + 8 + 4);
    play.does([Digit(3)]).leads_to("hearing C1.2 · saved 5");
    play.does([PreviousUnmarked]).leads_to("hearing C32.4 · saved 5");
    play.does([NextUnmarked]).leads_to("hearing C1.2 · saved 5");
    // What is undone is seen.
    play.does([FoldAll, FoldAll, End]).leads_to("hearing [B4] · saved 5");
    play.does([Undo])
        .leads_to("hearing C1.1 · saved 6")
        .saying(&Notice::TookBack(TakenBack::Mark(ItemCode::new("C1.1"))));
}

#[test]
fn a_search_follows_what_is_typed() {
    let mut play = usual();
    play.does([Search]).leads_to("hearing C1.1 + search \"\" (0) · saved 4");
    play.types("SECURITE").leads_to("hearing C1.2 + search \"SECURITE\" (32) · saved 4");
    play.types(" c12").leads_to("hearing C12.2 + search \"SECURITE c12\" (1) · saved 4");
    play.types("x").leads_to("hearing C1.1 + search \"SECURITE c12x\" (0) · saved 4");
    play.does([Accept]).saying(&Notice::NotFound("SECURITE c12x".to_owned()));
    play.does([Backspace]).leads_to("hearing C12.2 + search \"SECURITE c12\" (1) · saved 4");
    // Given up: back where one was.
    play.does([Back]).leads_to("hearing C1.1 · saved 4");
    // Digits are typed, not marked.
    play.does([Search]).types("c3.1").does([Accept]).leads_to("hearing C3.1 · saved 4").saying(&Notice::Found(1, 1));
    play.does([Digit(2)]).leads_to("hearing C3.2 · saved 5");
}

#[test]
fn a_search_goes_from_hit_to_hit_and_again_from_where_one_is() {
    let mut play = usual();
    play.does([FoldAll, FoldAll, Search]).types("l'oeuvre relation");
    play.leads_to("hearing C1.3 + search \"l'oeuvre relation\" (32) · saved 4");
    play.does([Down]).leads_to("hearing C2.3 + search \"l'oeuvre relation\" (32) · saved 4");
    play.does([Up, Up]).leads_to("hearing C32.3 + search \"l'oeuvre relation\" (32) · saved 4");
    // What was passed through is folded again.
    assert_eq!(shown(&play), 4 + 8 + 4);
    play.does([Accept]).saying(&Notice::Found(32, 32));
    play.does([Search, Accept]).leads_to("hearing C1.3 · saved 4").saying(&Notice::Found(1, 32));
    play.does([Right, Search, Accept]).leads_to("hearing C9.3 · saved 4");
    // Headings and indicators are found, too.
    play.does([Home, Search]).types("competence numero 20").does([Accept]).leads_to("hearing (C20) · saved 4");
    play.does([Search]).types("bloc 3").does([Accept]).leads_to("hearing [B3] · saved 4");
    play.does([Search]).types("jury observe").does([Accept]).leads_to("hearing C17.1 · saved 4");
    let mut nothing = usual();
    nothing.does([Search, Accept]).leads_to("hearing C1.1 · saved 4");
    nothing.does([Search, Down, Up, Back]).leads_to("hearing C1.1 · saved 4");
}

#[test]
fn the_guide_is_read_while_one_marks() {
    let mut play = usual();
    play.does([Guide]).leads_to("hearing C1.1 + guide · saved 4");
    play.does([Down, Down, PageDown]);
    assert!(matches!(play.app.overlay(), Some(Overlay::Guide { scroll: 10, .. })), "{:?}", play.app.overlay());
    play.does([Digit(3)]).leads_to("hearing C1.2 + guide · saved 5");
    // Another row begins at its top.
    play.does([Down]);
    assert!(matches!(play.app.overlay(), Some(Overlay::Guide { scroll: 1, .. })), "{:?}", play.app.overlay());
    play.does([Left]).leads_to("hearing C1.1 + guide · saved 5");
    play.does([Right, Right]).leads_to("hearing C1.3 + guide · saved 5");
    play.does([NextCompetence, PreviousUnmarked]).leads_to("hearing C1.4 + guide · saved 5");
    play.does([Back]).leads_to("hearing C1.4 · saved 5");
    play.does([Guide, Guide]).leads_to("hearing C1.4 · saved 5");
    play.does([Guide, Comment]).types("clair").does([Accept]).leads_to("hearing C1.4 · saved 6");
    // A screen without a list has no guide.
    play.does([Guide, Presence]).leads_to("presence xx · saved 6");
    let mut paused = usual();
    paused.does([Guide, Step]).types("alarme").does([Accept, Guide, Step]).leads_to("hearing C1.1 + guide · saved 6");
}

#[test]
fn when_all_is_marked_nothing_is_jumped_to() {
    let mut play = heard(large(2, 2, 2));
    play.does([Digit(3); 8]).leads_to("hearing C4.2 · saved 12");
    play.does([NextUnmarked]).saying(&Notice::AllMarked);
    play.does([FoldAll, PreviousUnmarked]).leads_to("hearing (C4) · saved 12").saying(&Notice::AllMarked);
    play.does([Presence, Back]).leads_to("hearing C1.1 · saved 12");
}

#[test]
fn the_smallest_grids_have_the_same_keys() {
    let mut play = heard(large(1, 1, 1));
    play.leads_to("hearing C1.1 · saved 4");
    // One block needs no heading.
    play.does([Up, Up]).leads_to("hearing (C1) · saved 4");
    play.does([FoldAll, End]).leads_to("hearing (C1) · saved 4");
    play.does([NextUnmarked, Left, Right, PreviousCompetence, NextCompetence, PreviousUnmarked]);
    play.leads_to("hearing C1.1 · saved 4");
    play.does([Digit(1)]).leads_to("hearing C1.1 · saved 5");
    // Without criteria there is nothing to fold.
    let mut play = Driver::started();
    play.does([Fold, FoldAll, FoldAll]).leads_to("hearing B1.1 · saved 4");
    play.does([NextCompetence]).leads_to("hearing B1.2 · saved 4");
    play.does([Search]).types("b2").does([Accept]).leads_to("hearing B2.1 · saved 4");
}

#[test]
fn the_deliberation_has_the_same_keys() {
    let mut play = usual();
    play.wait(1201).does([NextPhase]).wait(1201).does([NextPhase]).leads_to("deliberation C1.1 · saved 7");
    play.does([NextCompetence]).leads_to("deliberation C2.1 · saved 7");
    play.does([Right]).leads_to("deliberation [B2] · saved 7");
    play.does([Left, Left]).leads_to("deliberation [B1] · saved 7");
    // Enter on a block decides; on the heading of a competence it folds.
    play.does([Accept]).saying(&Notice::NothingToAdopt);
    play.does([Down, Accept, Down]).leads_to("deliberation (C2) · saved 7");
    play.does([FoldAll, FoldAll]).leads_to("deliberation [B1] · saved 7");
    play.does([Down, Fold, Down]).leads_to("deliberation (C9) · saved 7");
    play.does([PreviousUnmarked, Digit(3)]).leads_to("deliberation C8.4 · saved 8");
    play.does([Search]).types("c30.2").does([Accept, Guide, Digit(3)]).leads_to("deliberation C30.3 + guide · saved 9");
    play.does([Back, Back]).leads_to("list C1 · saved 10");
}

/// What a key costs on such a grid is measured by the benchmarks; here, that each leads where it should.
#[test]
fn every_key_of_the_list_works_on_five_thousand_items() {
    let mut play = heard(large(10, 100, 5));
    for keys in [[End, Home, PageDown], [NextCompetence, Left, Right], [FoldAll, FoldAll, FoldAll], [Fold, Up, Fold]] {
        play.does(keys);
    }
    for _ in 0..20 {
        play.does([NextUnmarked, PreviousUnmarked, PreviousCompetence, Down]);
    }
    play.does([Search]).types("c999.5").does([Down, Accept]);
    assert_eq!(play.place(), "hearing C999.5");
}
