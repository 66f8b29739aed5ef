//! Points, « non observé », and what else the certification asks for, at the keyboard.

use rust_decimal::Decimal;

use super::driver::Driver;
use crate::app::message::Intent::{
    Accept, Back, Backspace, Clear, Digit, End, NextPhase, NotObserved, Refuse, Step, Undo, Validate,
};
use crate::app::message::Notice;
use crate::domain::certification::Met;
use crate::domain::command::Refusal;
use crate::domain::id::{ItemCode, MarkCode, RequirementId};
use crate::domain::rules::{BlockRule, NotObserved as Effect, Requirement};
use crate::domain::scale::{Marks, Points, Scale};
use crate::domain::session::Plan;
use crate::domain::tests::play::{plan, wording};

/// The first block is marked from 0 to 20 by half points; the second with levels, or as not observed.
fn mixed() -> Plan {
    let mut plan = plan();
    let points = Points { least: Decimal::ZERO, most: Decimal::from(20), step: "0.5".parse().unwrap() };
    plan.grid.blocks[0].scale = Some(Scale { marks: Marks::Points(points), editorial: None });
    let mean = BlockRule { weighted_mean_at_least: Some(Decimal::from(10)), ..BlockRule::default() };
    plan.grid.blocks[0].rule = Some(mean);
    plan.grid.block_rule.not_observed = Some(Effect::Open);
    plan.grid.certification.requirements = vec![Requirement {
        id: RequirementId::new("memoire"),
        title: wording("Mémoire"),
        text: None,
        routes: Vec::new(),
    }];
    plan
}

fn heard() -> Driver {
    let mut play = Driver::on(mixed());
    play.does([Accept, Accept, Step]);
    play
}

fn mark(play: &Driver, item: &str) -> Option<String> {
    let (_, hearing) = play.app.session().open().unwrap();
    hearing.sheet.mark(&ItemCode::new(item)).map(ToString::to_string)
}

#[test]
fn a_digit_begins_a_number_and_enter_gives_it() {
    let mut play = heard();
    play.does([Digit(1)]).leads_to("hearing B1.1 + points B1.1: \"1\" · saved 4");
    play.types("2,5").does([Accept]).leads_to("hearing B1.2 · saved 5");
    assert_eq!(mark(&play, "B1.1").as_deref(), Some("12.5"));
    play.does([Digit(0)]).types(".5").does([Accept]).leads_to("hearing B2.1 · saved 6");
    assert_eq!(mark(&play, "B1.2").as_deref(), Some("0.5"));
    play.does([Undo]).leads_to("hearing B1.2 · saved 7");
    assert_eq!(mark(&play, "B1.2"), None);
}

#[test]
fn a_number_that_the_scale_does_not_have_is_refused_and_stays_to_be_mended() {
    let mut play = heard();
    play.does([Digit(2)]).types("1").does([Accept]).leads_to("hearing B1.1 + points B1.1: \"21\" · saved 4");
    let refused = Refusal::UnknownMark(ItemCode::new("B1.1"), MarkCode::new("21"));
    assert_eq!(play.said.last(), Some(&Notice::Refused(refused)));
    play.does([Backspace]).types("0").does([Accept]).leads_to("hearing B1.2 · saved 5");
    play.does([Digit(7), Back]).leads_to("hearing B1.2 · saved 5");
    play.does([Digit(7), Backspace, Accept]).leads_to("hearing B1.2 · saved 5");
    play.does([Digit(1)]).types("x").does([Accept]).leads_to("hearing B1.2 + points B1.2: \"1x\" · saved 5");
}

#[test]
fn the_same_points_again_move_on() {
    let mut play = heard();
    play.does([Digit(8), Accept]).leads_to("hearing B1.2 · saved 5");
    play.does([crate::app::message::Intent::Up, Digit(8), Accept]).leads_to("hearing B1.2 · saved 5");
}

#[test]
fn not_observed_is_a_mark_where_the_rule_has_it() {
    let mut play = heard();
    play.does([NotObserved]).leads_to("hearing B1.1 · saved 4");
    assert!(matches!(play.said.last(), Some(Notice::Refused(Refusal::UnknownMark(..)))));
    play.does([Digit(8), Accept, Digit(8), Accept, NotObserved]).leads_to("hearing T1 · saved 7");
    assert_eq!(mark(&play, "B2.1").as_deref(), Some("not-observed"));
    play.does([crate::app::message::Intent::Up, Clear]).leads_to("hearing B2.1 · saved 8");
    assert_eq!(mark(&play, "B2.1"), None);
}

#[test]
fn zero_takes_a_level_away() {
    let mut play = heard();
    play.does([End, Digit(3), Digit(0)]);
    assert_eq!(mark(&play, "T1"), None);
}

#[test]
fn a_requirement_is_answered_where_the_jury_decides() {
    let mut play = heard();
    for _ in 0..2 {
        play.wait(1201).does([NextPhase]);
    }
    play.does([End]).leads_to("deliberation memoire · saved 7");
    let state = |play: &Driver| {
        let (candidate, hearing) = play.app.session().open().unwrap();
        play.app.session().certification(candidate, hearing).requirements[0].1
    };
    for (key, expected) in [(Validate, Met::Met), (Refuse, Met::NotMet), (Accept, Met::Met), (Digit(0), Met::Unknown)] {
        play.does([key]);
        assert_eq!(state(&play), expected);
    }
    play.does([Undo]);
    assert_eq!(state(&play), Met::Met);
}
