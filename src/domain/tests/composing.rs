//! What a jury must be made of, one member below each boundary, on it and above it.

use super::play::{Stage, plan, wording};
use crate::domain::command::{Command, Refusal};
use crate::domain::composition::{CompositionRule, RuleCheck};
use crate::domain::id::{CandidateId, CapacityId, MemberId};
use crate::domain::jury::{Capacity, Composition, Gender, Jury, JuryRules, Member, Trained};
use crate::domain::minutes::{self, HearingState};
use crate::domain::session::Plan;

/// Two capacities from outside, one of the house.
pub(crate) fn capacities() -> Vec<Capacity> {
    let capacity = |id: &str, fr: &str, external| Capacity { id: CapacityId::new(id), title: wording(fr), external };
    vec![
        capacity("boss", "Employeur", true),
        capacity("staff", "Salarié", true),
        capacity("house", "Représentant du certificateur", false),
    ]
}

/// A member of whom nothing more is said.
pub(crate) fn member(id: &str, capacity: &str) -> Member {
    Member {
        id: MemberId::new(id),
        name: format!("M. {id}"),
        capacity: CapacityId::new(capacity),
        practice_years: None,
        trained: None,
        gender: None,
        public_key: None,
        key_file: None,
    }
}

fn needs(change: impl FnOnce(&mut Composition)) -> Composition {
    let mut needed = Composition::default();
    change(&mut needed);
    needed
}

fn id(capacity: &str) -> CapacityId {
    CapacityId::new(capacity)
}

/// These members, the first of whom presides, held against a composition for a candidate.
fn checked(needed: &Composition, members: &[Member], candidate: Option<&str>) -> Vec<RuleCheck> {
    let rules = JuryRules { capacities: capacities(), ..JuryRules::default() };
    let present: Vec<&Member> = members.iter().collect();
    let candidate = candidate.map(CandidateId::new);
    rules.check(needed, &present, members.first(), candidate.as_ref())
}

/// `boss boss house` as members of whom nothing more is said.
fn bench(capacities: &str) -> Vec<Member> {
    let each = |(place, capacity): (usize, &str)| member(&format!("m{place}"), capacity);
    capacities.split_whitespace().enumerate().map(each).collect()
}

/// The only rule of a composition: found, of, required, per cent, whether it holds.
fn figures(needed: &Composition, members: &[Member]) -> (usize, Option<usize>, usize, bool) {
    let checks = checked(needed, members, Some("C1"));
    let [check] = checks.as_slice() else { panic!("{checks:?}") };
    (check.figures.found, check.figures.of, check.figures.required, check.holds())
}

#[test]
fn members_of_a_kind_are_counted() {
    let members = needs(|needed| needed.members = 2);
    let external = needs(|needed| needed.external = 2);
    let capacity = needs(|needed| needed.capacities = vec![(id("boss"), 2)]);
    for (needed, jury, found, holds) in [
        (&members, "", 0, false),
        (&members, "house", 1, false),
        (&members, "house boss", 2, true),
        (&members, "house boss staff", 3, true),
        (&external, "", 0, false),
        (&external, "boss house house", 1, false),
        (&external, "boss staff house", 2, true),
        (&external, "boss staff boss", 3, true),
        (&capacity, "", 0, false),
        (&capacity, "boss staff", 1, false),
        (&capacity, "boss staff boss", 2, true),
        (&capacity, "boss boss boss", 3, true),
    ] {
        assert_eq!(figures(needed, &bench(jury)), (found, None, 2, holds), "{jury}");
    }
}

#[test]
fn a_share_is_exact_and_never_rounded_up_to_what_it_does_not_reach() {
    let share = |percent, external: usize, house: usize| {
        let jury = format!("{}{}", "boss ".repeat(external), "house ".repeat(house));
        let needed = needs(|needed| needed.external_percent = percent);
        let checks = checked(&needed, &bench(&jury), None);
        assert_eq!(checks[0].figures.of, Some(external + house));
        (checks[0].percent(), checks[0].holds())
    };
    for (percent, external, house, shown, holds) in [
        (60, 0, 0, 0, false),
        (60, 0, 1, 0, false),
        (60, 1, 0, 100, true),
        (60, 1, 1, 50, false),
        (60, 2, 1, 67, true),
        (60, 2, 2, 50, false),
        (60, 3, 2, 60, true),
        (60, 31, 21, 59, false),
        // 59,6 % and 66,67 %: to the nearest they would be the figure required.
        (60, 34, 23, 59, false),
        (67, 2, 1, 66, false),
        (66, 2, 1, 67, true),
        (33, 1, 2, 33, true),
        (34, 1, 2, 33, false),
        (100, 2, 0, 100, true),
        (100, 199, 1, 99, false),
    ] {
        assert_eq!(share(percent, external, house), (shown, holds), "{external} and {house} for {percent}");
    }
}

#[test]
fn the_president_is_the_sessions_present_or_not() {
    let needed = needs(|needed| needed.president_external = true);
    assert_eq!(figures(&needed, &bench("boss house")), (1, None, 1, true));
    assert_eq!(figures(&needed, &bench("house boss")), (0, None, 1, false));
    assert_eq!(figures(&needed, &[]), (0, None, 1, false));
    let rules = JuryRules { capacities: capacities(), ..JuryRules::default() };
    let away = member("away", "boss");
    let house = member("here", "house");
    assert!(rules.check(&needed, &[&house], Some(&away), None)[0].holds());
}

#[test]
fn who_trained_the_candidate_does_not_judge_in_these_capacities() {
    let needed = needs(|needed| needed.not_trainers = vec![id("house"), id("staff")]);
    let these = |ids: &[&str]| Trained::These(ids.iter().map(|id| CandidateId::new(*id)).collect());
    for (first, second, candidate, found, holds) in [
        (Some(Trained::Nobody), Some(Trained::Nobody), Some("C1"), 2, true),
        (Some(Trained::Everybody), Some(Trained::Nobody), Some("C1"), 1, false),
        (Some(these(&["C2", "C1"])), Some(Trained::Nobody), Some("C1"), 1, false),
        (Some(these(&["C2", "C1"])), Some(Trained::Nobody), Some("C3"), 2, true),
        // No candidate is meant: whoever trained anybody has trained.
        (Some(these(&["C2"])), Some(Trained::Nobody), None, 1, false),
        (None, Some(Trained::Nobody), Some("C1"), 1, false),
        (None, Some(Trained::Everybody), Some("C1"), 0, false),
    ] {
        let mut jury = bench("house staff boss");
        // The third sits in a capacity that may have trained.
        jury[2].trained = Some(Trained::Everybody);
        let unknown = usize::from(first.is_none());
        (jury[0].trained, jury[1].trained) = (first, second);
        let checks = checked(&needed, &jury, candidate);
        assert_eq!((checks[0].figures.found, checks[0].figures.required), (found, 2), "{jury:?}");
        assert_eq!((checks[0].holds(), checks[0].unknown().count()), (holds, unknown), "{jury:?}");
    }
    assert_eq!(figures(&needed, &bench("boss")), (0, None, 0, true), "nobody of whom it is asked");
    assert_eq!(figures(&needed, &[]), (0, None, 0, true));
}

#[test]
fn every_member_of_a_capacity_has_the_years() {
    let needed = needs(|needed| needed.practice_years = vec![(id("boss"), 3)]);
    for (first, second, found, holds) in [
        (Some(2), Some(3), 1, false),
        (Some(3), Some(3), 2, true),
        (Some(4), Some(30), 2, true),
        (None, Some(3), 1, false),
        (None, None, 0, false),
        (Some(0), None, 0, false),
    ] {
        let mut jury = bench("boss boss house");
        (jury[0].practice_years, jury[1].practice_years) = (first, second);
        assert_eq!(figures(&needed, &jury), (found, Some(2), 3, holds), "{first:?} {second:?}");
    }
    assert_eq!(figures(&needed, &bench("house")), (0, Some(0), 3, true), "nobody of whom it is asked");
}

#[test]
fn as_many_of_the_one_as_of_the_other() {
    let needed = needs(|needed| needed.balanced = vec![(id("boss"), id("staff"))]);
    for (jury, boss, staff) in
        [("", 0, 0), ("boss house", 1, 0), ("boss staff house", 1, 1), ("boss staff staff", 1, 2)]
    {
        assert_eq!(figures(&needed, &bench(jury)), (boss, None, staff, boss == staff), "{jury}");
    }
}

#[test]
fn as_many_women_as_men() {
    let needed = needs(|needed| needed.as_many_women_as_men = vec![id("boss"), id("staff")]);
    let jury = |genders: &str| {
        let mut jury = bench(&"boss staff ".repeat(2));
        for (member, gender) in jury.iter_mut().zip(genders.chars()) {
            member.gender = match gender {
                'f' => Some(Gender::Woman),
                'm' => Some(Gender::Man),
                _ => None,
            };
        }
        jury.truncate(genders.len());
        // Of another capacity: not counted.
        jury.push(Member { gender: Some(Gender::Man), ..member("house", "house") });
        jury
    };
    for (genders, women, men, holds) in
        [("", 0, 0, true), ("f", 1, 0, false), ("fm", 1, 1, true), ("fmm", 1, 2, false), ("fm?", 1, 1, false)]
    {
        assert_eq!(figures(&needed, &jury(genders)), (women, None, men, holds), "{genders}");
    }
}

#[test]
fn only_what_is_asked_is_checked_and_in_one_order() {
    assert_eq!(checked(&Composition::default(), &bench("boss"), None), []);
    let needed = Composition {
        members: 1,
        external: 1,
        external_percent: 1,
        capacities: vec![(id("boss"), 1), (id("house"), 0)],
        president_external: true,
        not_trainers: vec![id("house")],
        practice_years: vec![(id("boss"), 1), (id("house"), 0)],
        balanced: vec![(id("boss"), id("staff"))],
        as_many_women_as_men: vec![id("boss")],
        editorial: None,
    };
    let rules: Vec<_> = checked(&needed, &[], None).into_iter().map(|check| check.rule).collect();
    assert_eq!(
        rules,
        [
            CompositionRule::Members,
            CompositionRule::External,
            CompositionRule::ExternalPercent,
            CompositionRule::Capacity,
            CompositionRule::PresidentExternal,
            CompositionRule::NotTrainers,
            CompositionRule::PracticeYears,
            CompositionRule::Balanced,
            CompositionRule::AsManyWomenAsMen,
        ]
    );
}

/// The small exam with Ana, of the house, who trained the first candidate; she must not.
fn trained() -> Plan {
    let mut plan = plan();
    let bob = Member { practice_years: Some(1), ..member("bob", "boss") };
    let ana = Member { trained: Some(Trained::These(vec![CandidateId::new("C1")])), ..member("ana", "house") };
    plan.jury = Jury { members: vec![ana, bob], president: MemberId::new("ana") };
    plan.grid.jury.capacities = capacities();
    plan.grid.jury.hearing =
        Composition { members: 2, external_percent: 50, not_trainers: vec![id("house")], ..Composition::default() };
    plan
}

#[test]
fn a_hearing_falls_short_for_one_candidate_and_not_for_another() {
    let everybody = || Command::Present(vec![MemberId::new("ana"), MemberId::new("bob")]);
    let mut stage = Stage::on(trained());
    stage.does(Command::Open(CandidateId::new("C2")));
    stage.does(everybody());
    assert_eq!(stage.refuses(Command::Acknowledge("?".into())), Refusal::NoShortfall);
    stage.does(Command::Start);
    stage.does(Command::End);
    stage.does(Command::Open(CandidateId::new("C1")));
    stage.does(everybody());
    let Refusal::Shortfall(short) = stage.refuses(Command::Start) else { panic!("not short") };
    assert_eq!(short.iter().map(|check| check.rule).collect::<Vec<_>>(), [CompositionRule::NotTrainers]);
    stage.does(Command::Acknowledge("nul autre n’est libre".into()));
    stage.does(Command::Start);
    stage.does(Command::Stop("essai".into()));
    let at = stage.now.at;
    let drawn = minutes::preview(&stage.session, &CandidateId::new("C1"), at).unwrap();
    assert_eq!(drawn.state, HearingState::Stopped);
    let written: String = drawn.composition.iter().map(|part| toml::to_string(part).unwrap() + "\n").collect();
    insta::assert_snapshot!(written, @r#"
    rule = "members"
    required = 2
    found = 2
    holds = true

    rule = "external-percent"
    required = 50
    found = 1
    of = 2
    holds = true

    rule = "not-trainers"
    capacities = ["house"]
    required = 1
    found = 0
    holds = false
    "#);
    assert!(drawn.composition.iter().all(minutes::CompositionPart::is_consistent));
}

#[test]
fn figures_that_are_not_what_they_say_are_seen() {
    let part = |rule: &str, figures: &str| -> minutes::CompositionPart {
        toml::from_str(&format!("rule = \"{rule}\"\n{figures}")).unwrap()
    };
    for (rule, figures, fine) in [
        ("members", "found = 1\nrequired = 2\nholds = true", false),
        ("members", "found = 1\nrequired = 2\nholds = false", true),
        ("members", "found = 2\nrequired = 2\nholds = false", false),
        ("external-percent", "found = 3\nof = 5\nrequired = 60\nholds = true", true),
        ("external-percent", "found = 60\nrequired = 60\nholds = true", false),
        ("external-percent", "found = 9000000000000000000\nof = 1\nrequired = 60\nholds = true", false),
        ("practice-years", "found = 1\nof = 2\nrequired = 1\nholds = true", false),
        ("balanced", "found = 3\nrequired = 2\nholds = true", false),
        ("as-many-women-as-men", "found = 1\nrequired = 1\nunknown = [\"ana\"]\nholds = true", false),
        ("not-trainers", "found = 0\nrequired = 1\nunknown = [\"ana\"]\nholds = false", true),
    ] {
        assert_eq!(part(rule, figures).is_consistent(), fine, "{rule} {figures}");
    }
}
