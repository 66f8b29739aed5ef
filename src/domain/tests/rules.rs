//! The rules of decision, one case at every boundary.
//!
//! A case is a line: the rule, the marks of the items in order (`-` unmarked, `?` not observed), the outcome expected
//! (`V` validated, `R` refused, `.` open). Weights, eliminatory items and competences are set up beside the tables.

use rust_decimal::Decimal;

use crate::domain::decision::{Finding, Outcome, propose};
use crate::domain::grid::{Block, Competence, Criterion, Grid, Stakes};
use crate::domain::id::{BlockCode, ItemCode, MarkCode};
use crate::domain::rules::{AtMostBelow, BlockRule, NotObserved};
use crate::domain::scale::{Level, Marks, Points, Scale};
use crate::domain::tests::play::{grid, wording};

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn twenty() -> Scale {
    let points = Points { least: Decimal::ZERO, most: number("20"), step: number("0.5") };
    Scale { marks: Marks::Points(points), editorial: None }
}

fn levels() -> Scale {
    let level = |(id, value): (&str, &str)| Level {
        id: MarkCode::new(id),
        title: wording(id),
        meaning: None,
        value: Some(number(value)),
    };
    Scale { marks: Marks::Levels([("D", "0"), ("C", "1"), ("B", "2"), ("A", "4")].map(level).into()), editorial: None }
}

fn stakes(text: &str) -> Stakes {
    // `2` a weight of two, `!B` eliminatory below B, `2!B` both.
    let (weight, eliminatory) = text.split_once('!').map_or((text, None), |(weight, mark)| (weight, Some(mark)));
    Stakes {
        weight: if weight.is_empty() { Decimal::ONE } else { number(weight) },
        eliminatory_below: eliminatory.map(MarkCode::new),
    }
}

/// One competence an item, each with its stakes.
fn block(all: &[&str]) -> Block {
    let competence = |(place, text): (usize, &&str)| Competence {
        code: ItemCode::new(format!("I{}", place + 1)),
        label: None,
        text: "texte".into(),
        stakes: stakes(text),
        criteria: Vec::new(),
        evaluated_elsewhere: false,
        common: false,
    };
    Block {
        code: BlockCode::new("B"),
        title: "bloc".into(),
        scale: None,
        rule: None,
        competences: all.iter().enumerate().map(competence).collect(),
    }
}

fn with(scale: Scale, rule: &BlockRule) -> Grid {
    Grid { scale, block_rule: rule.clone(), ..grid() }
}

fn outcome(grid: &Grid, block: &Block, marks: &str) -> char {
    let marks: Vec<Option<MarkCode>> = marks
        .split_whitespace()
        .map(|mark| match mark {
            "-" => None,
            "?" => Some(MarkCode::not_observed()),
            mark => Some(MarkCode::new(mark)),
        })
        .collect();
    let items: Vec<ItemCode> = block.items().map(|item| item.code.clone()).collect();
    assert_eq!(items.len(), marks.len(), "a mark for each item");
    let mark = |code: &ItemCode| marks[items.iter().position(|item| item == code).unwrap()].as_ref();
    match propose(grid, block, mark).outcome {
        Some(Outcome::Validated) => 'V',
        Some(Outcome::Refused) => 'R',
        None => '.',
    }
}

#[track_caller]
fn table(scale: &Scale, rule: &BlockRule, block: &Block, cases: &[(&str, char)]) {
    let grid = with(scale.clone(), rule);
    for (marks, expected) in cases {
        assert_eq!(outcome(&grid, block, marks), *expected, "{marks}");
    }
}

fn at_least(mark: &str) -> BlockRule {
    BlockRule { every_item_at_least: Some(MarkCode::new(mark)), ..BlockRule::default() }
}

fn mean(required: &str) -> BlockRule {
    BlockRule { weighted_mean_at_least: Some(number(required)), ..BlockRule::default() }
}

#[test]
fn every_item_at_least() {
    let cases = [("B B", 'V'), ("B C", 'R'), ("A A", 'V'), ("D A", 'R'), ("B -", '.'), ("D -", '.'), ("- -", '.')];
    table(&levels(), &at_least("B"), &block(&["", ""]), &cases);
    let cases = [("10 10", 'V'), ("10 9.5", 'R'), ("9.5 20", 'R'), ("20 20", 'V'), ("0 -", '.')];
    table(&twenty(), &at_least("10"), &block(&["", ""]), &cases);
    table(&levels(), &at_least("D"), &block(&["", ""]), &[("D D", 'V')]);
}

#[test]
fn at_most_so_many_below() {
    let rule = |items| BlockRule {
        at_most_below: Some(AtMostBelow { mark: MarkCode::new("B"), items }),
        ..BlockRule::default()
    };
    let three = block(&["", "", ""]);
    table(&levels(), &rule(0), &three, &[("B B B", 'V'), ("B B C", 'R')]);
    table(&levels(), &rule(1), &three, &[("B B C", 'V'), ("B B D", 'V'), ("B C C", 'R'), ("C - B", '.')]);
    table(&levels(), &rule(3), &three, &[("D D D", 'V')]);
}

#[test]
fn a_mean_is_exact_at_its_boundary() {
    let two = block(&["", ""]);
    table(
        &twenty(),
        &mean("10"),
        &two,
        &[("10 10", 'V'), ("0 20", 'V'), ("9.5 10", 'R'), ("9.5 10.5", 'V'), ("20 -", '.')],
    );
    // A third is no decimal: 28/3 is below 9.334 and above 9.333.
    let three = block(&["", "", ""]);
    table(&twenty(), &mean("9.333"), &three, &[("9.5 9 9.5", 'V')]);
    table(&twenty(), &mean("9.334"), &three, &[("9.5 9 9.5", 'R')]);
    table(&levels(), &mean("2"), &three, &[("A C C", 'V'), ("B B B", 'V'), ("A C D", 'R'), ("A A A", 'V')]);
}

#[test]
fn weights_weigh() {
    let weighted = block(&["3", "1"]);
    table(
        &twenty(),
        &mean("10"),
        &weighted,
        &[("10 10", 'V'), ("9 13", 'V'), ("9 12.5", 'R'), ("13 0", 'R'), ("13.5 0", 'V')],
    );
    let halves = block(&["0.5", "1.5"]);
    table(&twenty(), &mean("12"), &halves, &[("12 12", 'V'), ("18 10", 'V'), ("17.5 10", 'R')]);
    // A weight says nothing of the other conditions.
    table(&levels(), &at_least("B"), &block(&["9", "1"]), &[("A C", 'R')]);
}

#[test]
fn an_eliminatory_item_refuses_whatever_the_others() {
    let rule = mean("10");
    let eliminatory = block(&["!8", ""]);
    table(&twenty(), &rule, &eliminatory, &[("8 12", 'V'), ("7.5 20", 'R'), ("8 11.5", 'R'), ("20 7.5", 'V')]);
    let rule =
        BlockRule { at_most_below: Some(AtMostBelow { mark: MarkCode::new("B"), items: 2 }), ..BlockRule::default() };
    table(&levels(), &rule, &block(&["!C", ""]), &[("C C", 'V'), ("D A", 'R'), ("D -", '.')]);
}

#[test]
fn not_observed_is_what_the_rule_says() {
    let with = |effect, rule| BlockRule { not_observed: Some(effect), ..rule };
    let two = block(&["", ""]);
    let below = with(NotObserved::Below, at_least("B"));
    table(&levels(), &below, &two, &[("B ?", 'R'), ("? ?", 'R'), ("? -", '.')]);
    let left_out = with(NotObserved::LeftOut, at_least("B"));
    table(&levels(), &left_out, &two, &[("B ?", 'V'), ("C ?", 'R'), ("? ?", '.'), ("? -", '.')]);
    let open = with(NotObserved::Open, at_least("B"));
    table(&levels(), &open, &two, &[("B ?", '.'), ("C ?", '.'), ("B B", 'V')]);
    // In a mean, below is the least of the scale; left out weighs nothing.
    table(&twenty(), &with(NotObserved::Below, mean("10")), &two, &[("20 ?", 'V'), ("19.5 ?", 'R')]);
    table(&twenty(), &with(NotObserved::LeftOut, mean("10")), &two, &[("10 ?", 'V'), ("9.5 ?", 'R'), ("? ?", '.')]);
    let eliminatory = block(&["!C", ""]);
    table(&levels(), &with(NotObserved::Below, at_least("D")), &eliminatory, &[("? B", 'R')]);
    table(&levels(), &with(NotObserved::LeftOut, at_least("D")), &eliminatory, &[("? B", 'V'), ("D B", 'R')]);
}

#[test]
fn several_conditions_must_all_hold() {
    let rule = BlockRule {
        every_item_at_least: Some(MarkCode::new("6")),
        at_most_below: Some(AtMostBelow { mark: MarkCode::new("10"), items: 1 }),
        weighted_mean_at_least: Some(number("10")),
        ..BlockRule::default()
    };
    let three = block(&["", "", ""]);
    let cases = [
        ("6 10 14", 'V'),
        ("5.5 10 20", 'R'),
        ("9.5 9.5 20", 'R'),
        ("6 10 13.5", 'R'),
        ("10 10 10", 'V'),
        ("6 20 -", '.'),
    ];
    table(&twenty(), &rule, &three, &cases);
}

/// C1 has the criteria K1 and K2, C2 has K3; K2 evaluates C2, too.
fn criteria() -> Block {
    let criterion = |code: &str, also: &[&str]| Criterion {
        code: ItemCode::new(code),
        label: None,
        text: "texte".into(),
        stakes: Stakes::default(),
        also_evaluates: also.iter().map(|code| ItemCode::new(*code)).collect(),
        indicators: Vec::new(),
        common: false,
    };
    let mut block = block(&["", ""]);
    block.competences[0].criteria = vec![criterion("K1", &[]), criterion("K2", &["I2"])];
    block.competences[1].criteria = vec![criterion("K3", &[])];
    block
}

#[test]
fn every_competence_has_its_own_mean() {
    let rule = BlockRule { every_competence_at_least: Some(number("8")), ..BlockRule::default() };
    let cases =
        [("8 8 8", 'V'), ("6 10 6", 'V'), ("5.5 10 20", 'R'), ("20 0 15.5", 'R'), ("20 0 16", 'V'), ("8 8 -", '.')];
    table(&twenty(), &rule, &criteria(), &cases);
    let left_out = BlockRule { not_observed: Some(NotObserved::LeftOut), ..rule };
    // A competence of which nothing was observed is not below.
    table(&twenty(), &left_out, &criteria(), &[("8 ? ?", 'V'), ("? ? 8", 'V'), ("? ? 7.5", 'R'), ("? ? ?", '.')]);
}

#[test]
fn a_competence_without_criteria_of_its_own_is_marked_through_others() {
    let mut block = criteria();
    block.competences[1].criteria.clear();
    block.competences[1].evaluated_elsewhere = true;
    assert_eq!(block.items().map(|item| item.code.to_string()).collect::<Vec<_>>(), ["K1", "K2"]);
    let rule = BlockRule { every_competence_at_least: Some(number("8")), ..BlockRule::default() };
    table(&twenty(), &rule, &block, &[("8 8", 'V'), ("20 7.5", 'R'), ("7.5 8", 'R')]);
}

#[test]
fn a_block_may_have_a_scale_and_a_rule_of_its_own() {
    let mut block = block(&["", ""]);
    block.scale = Some(twenty());
    block.rule = Some(mean("10"));
    table(&levels(), &at_least("A"), &block, &[("10 10", 'V'), ("9.5 10", 'R')]);
}

#[test]
fn a_mean_that_falls_short_is_never_shown_as_reached() {
    let grid = with(twenty(), &mean("10"));
    let all: Vec<&str> = vec![""; 7];
    let block = block(&all);
    let marks = ["10", "10", "10", "10", "10", "10", "9.5"].map(MarkCode::new);
    let items: Vec<ItemCode> = block.items().map(|item| item.code.clone()).collect();
    let proposal = propose(&grid, &block, |code| Some(&marks[items.iter().position(|item| item == code).unwrap()]));
    let Finding::Mean { found: Some(found), .. } = &proposal.findings[0] else { panic!("{proposal:?}") };
    assert_eq!(found.shown(Decimal::from(10)).to_string(), "9.92");
    assert_eq!(proposal.outcome, Some(Outcome::Refused));
}
