//! What the certification asks for, one case at every boundary.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::play::{Stage, plan, wording};
use crate::domain::candidate::{Candidate, Held, Route};
use crate::domain::certification::{Award, Basis, Certification, Met};
use crate::domain::command::{Command, Refusal};
use crate::domain::decision::{Decision, Outcome};
use crate::domain::grid::Grid;
use crate::domain::id::{BlockCode, CandidateId, ItemCode, MarkCode, RequirementId};
use crate::domain::minutes;
use crate::domain::rules::{CertificationRule, Requirement};

fn codes(text: &str) -> Vec<BlockCode> {
    text.split_whitespace().map(BlockCode::new).collect()
}

/// B1 and B2 in any case, one of B3 and B4, and a memoir that the student routes owe.
fn rule() -> CertificationRule {
    CertificationRule {
        blocks: codes("B1 B2"),
        one_of: vec![codes("B3 B4")],
        requirements: vec![Requirement {
            id: RequirementId::new("memoire"),
            title: wording("mémoire"),
            text: None,
            routes: vec![Route::Student, Route::Apprentice],
        }],
        block_validity_years: Some(5),
        ..CertificationRule::default()
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Who stands where: the blocks validated and refused here, the blocks held (`B1=2022-06-14`), the memoir, the route.
struct Case<'t> {
    validated: &'t str,
    refused: &'t str,
    held: &'t str,
    memoir: Option<Met>,
    route: Option<Route>,
}

const NOTHING: Case<'static> =
    Case { validated: "", refused: "", held: "", memoir: None, route: Some(Route::Experience) };

fn certify(case: &Case<'_>, date: &str) -> Certification {
    let mut plan = plan();
    let block = plan.grid.blocks[0].clone();
    plan.grid = Grid {
        certification: rule(),
        blocks: codes("B1 B2 B3 B4")
            .into_iter()
            .map(|code| crate::domain::grid::Block { code, ..block.clone() })
            .collect(),
        ..plan.grid
    };
    let held = case.held.split_whitespace().map(|text| {
        let (block, since) = text.split_once('=').map_or((text, None), |(block, since)| (block, Some(day(since))));
        Held { block: BlockCode::new(block), since, origin: None }
    });
    let candidate = Candidate {
        held: held.collect(),
        route: case.route,
        requirements: case.memoir.into_iter().map(|met| (RequirementId::new("memoire"), met)).collect(),
        ..plan.candidates[0].clone()
    };
    let decision = |outcome| Decision { outcome, proposed: None, reason: None };
    let validated = codes(case.validated).into_iter().map(|code| (code, decision(Outcome::Validated)));
    let refused = codes(case.refused).into_iter().map(|code| (code, decision(Outcome::Refused)));
    let decisions = validated.chain(refused).collect();
    Basis {
        grid: &plan.grid,
        candidate: &candidate,
        date: day(date),
        decisions: &decisions,
        requirements: &BTreeMap::new(),
        mark: |_: &ItemCode| None::<&MarkCode>,
    }
    .certification()
}

#[test]
fn all_of_these_and_one_of_those() {
    let cases = [
        ("B1 B2 B3", Award::Full),
        ("B1 B2 B4", Award::Full),
        ("B1 B2 B3 B4", Award::Full),
        ("B1 B2", Award::Partial),
        ("B1 B3", Award::Partial),
        ("B3", Award::Partial),
        ("", Award::None),
    ];
    for (validated, award) in cases {
        assert_eq!(certify(&Case { validated, ..NOTHING }, "2027-06-14").award, award, "{validated}");
    }
    let open = certify(&Case { validated: "B1", refused: "B3", ..NOTHING }, "2027-06-14");
    assert_eq!((open.remaining_blocks, open.remaining_choices), (codes("B2"), vec![codes("B3 B4")]));
}

#[test]
fn a_block_held_counts_through_its_anniversary() {
    let held = |held| Case { validated: "B2 B3", held, ..NOTHING };
    for (since, date, award) in [
        ("B1=2022-06-14", "2027-06-14", Award::Full),
        ("B1=2022-06-14", "2027-06-15", Award::Partial),
        ("B1=2024-02-29", "2029-02-28", Award::Full),
        ("B1=2024-02-29", "2029-03-01", Award::Partial),
        ("B1", "2099-01-01", Award::Full),
        ("B1=2027-06-14", "2027-06-14", Award::Full),
        ("B1=2027-06-15", "2027-06-14", Award::Partial),
    ] {
        let certification = certify(&held(since), date);
        assert_eq!(certification.award, award, "{since} on {date}");
        assert_eq!(certification.held[0].counts, award == Award::Full);
    }
    let expired = certify(&Case { held: "B1=2020-01-01", ..NOTHING }, "2027-06-14");
    assert_eq!((expired.award, expired.held[0].until), (Award::None, Some(day("2025-01-01"))));
    let kept = certify(&Case { refused: "B1", held: "B1=2024-01-01", ..NOTHING }, "2027-06-14");
    assert_eq!(kept.award, Award::Partial, "a block that is held is not lost in a hearing");
}

#[test]
fn a_requirement_is_met_not_met_or_unknown() {
    let student = |memoir| Case { validated: "B1 B2 B3", memoir, route: Some(Route::Student), ..NOTHING };
    for (memoir, award) in [
        (Some(Met::Met), Award::Full),
        (Some(Met::NotMet), Award::Partial),
        (Some(Met::Unknown), Award::Partial),
        (None, Award::Partial),
    ] {
        assert_eq!(certify(&student(memoir), "2027-06-14").award, award, "{memoir:?}");
    }
    // Nobody knows how this candidate came: the memoir is asked for; by experience it is not.
    assert_eq!(certify(&Case { route: None, ..student(None) }, "2027-06-14").award, Award::Partial);
    assert_eq!(certify(&Case { route: Some(Route::Experience), ..student(None) }, "2027-06-14").award, Award::Full);
}

#[test]
fn the_jury_says_over_the_list_and_takes_it_back() {
    let mut plan = plan();
    plan.grid.certification.requirements = rule().requirements;
    plan.candidates[0].requirements = BTreeMap::from([(RequirementId::new("memoire"), Met::NotMet)]);
    let mut stage = Stage::on(plan);
    stage.sit("C1");
    let say = |state| Command::Requirement(RequirementId::new("memoire"), state);
    assert_eq!(stage.tries(say(Met::NotMet)), Ok(0), "the list says so already");
    stage.does(say(Met::Met));
    let memoir_of = |stage: &Stage| {
        let (candidate, hearing) = stage.session.open().unwrap();
        stage.session.certification(candidate, hearing).requirements[0].1
    };
    assert_eq!(memoir_of(&stage), Met::Met);
    stage.does(Command::Undo);
    assert_eq!(memoir_of(&stage), Met::NotMet);
    let unknown = RequirementId::new("stage");
    assert_eq!(stage.refuses(Command::Requirement(unknown.clone(), Met::Met)), Refusal::UnknownRequirement(unknown));
}

#[test]
fn minutes_say_what_remains_and_what_was_held() {
    let mut plan = plan();
    plan.date = day("2027-06-14");
    plan.grid.certification = CertificationRule { one_of: vec![codes("B1 B2")], blocks: Vec::new(), ..rule() };
    plan.candidates[0].held =
        vec![Held { block: BlockCode::new("B2"), since: Some(day("2020-01-01")), origin: Some("RNCP1".into()) }];
    let mut stage = Stage::on(plan);
    stage.sit("C1");
    let made = minutes::preview(&stage.session, &CandidateId::new("C1"), stage.now.at).unwrap();
    assert_eq!(made.outcome.remaining_choices, [codes("B1 B2")]);
    assert_eq!((made.held[0].counts, made.held[0].until), (false, Some(day("2025-01-01"))));
    assert_eq!(made.requirement[0].state, Met::Unknown);
}
