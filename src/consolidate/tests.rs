//! What is told of what was received: every doubt that lies between files, and the outcome over all sessions.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta, Utc};
use proptest::prelude::*;

use super::gather::{ClosingCandidate, ClosingRecord, ListRecord, SessionName};
use super::*;
use crate::domain::certification::{Award, Met};
use crate::domain::decision::Outcome;
use crate::domain::id::BlockCode;
use crate::domain::minutes::{HearingState, OutcomePart};
use crate::formats::ExpectedRoom;
use crate::verify::Standing;

use Outcome::{Refused, Validated};

/// The blocks that the certification of these tests asks for.
const REQUIRED: [&str; 3] = ["BC01", "BC02", "BC03"];
const JUNE: &str = "2026-06-18";
const SEPTEMBER: &str = "2026-09-24";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn instant(date: &str, time: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(&format!("{date}T{time}+02:00")).unwrap()
}

fn now() -> DateTime<Utc> {
    instant("2026-10-01", "00:00:00").to_utc()
}

fn session(room: &str, date: &str) -> Arc<SessionKey> {
    Arc::new(SessionKey {
        date: day(date),
        room: room.into(),
        name: format!("{room} {date}"),
        begun: format!("{room}{date}"),
        grid: "grid".into(),
    })
}

fn person(id: &str, name: &str) -> Person {
    Person { id: id.into(), family_name: name.into(), given_name: "Anaïs".into() }
}

/// Minutes of one candidate in one session, with these decisions: what remains is what the rule would say.
fn record(id: &str, room: &str, date: &str, decisions: &[(&str, Outcome)]) -> Record {
    let validated = |code: &&&str| !decisions.contains(&(**code, Validated));
    let remaining: Vec<BlockCode> = REQUIRED.iter().filter(validated).map(|code| BlockCode::new(*code)).collect();
    let award = match (remaining.is_empty(), remaining.len() < 3) {
        (true, _) => Award::Full,
        (false, true) => Award::Partial,
        (false, false) => Award::None,
    };
    let block = |(code, outcome): &(&str, Outcome)| Block {
        code: (*code).into(),
        title: "Un bloc".into(),
        decision: Some(*outcome),
        proposed: Some(*outcome),
    };
    Record {
        file: format!("{room}/{id}.v1.toml").into(),
        sha256: format!("{id}{room}{date}v1").into(),
        version: 1,
        annuls: None,
        standing: Standing::Holds,
        state: HearingState::Heard,
        drawn_at: instant(date, "10:00:00"),
        session: session(room, date),
        certification: Arc::new(CertificationKey {
            code: "RNCP1".into(),
            title: "Une certification".into(),
            certifier: None,
            level: 6,
        }),
        candidate: person(id, &format!("Nom{id}")),
        outcome: OutcomePart {
            award,
            remaining_blocks: remaining,
            remaining_choices: Vec::new(),
            remaining_transversal: Vec::new(),
        },
        blocks: decisions.iter().map(block).collect(),
        held: Vec::new(),
        requirements: Vec::new(),
        items: Vec::new(),
        phases: vec![phase(date, 20 * 60)],
        sheets: Vec::new(),
        recomputed: true,
        journal: false,
        jury: vec!["claire".into(), "karim".into()],
        president: Some("claire".into()),
    }
}

fn held(code: &str, counts: bool) -> Held {
    Held { code: code.into(), since: None, until: None, origin: None, counts }
}

fn phase(date: &str, used: i64) -> Phase {
    let started = instant(date, "09:00:00");
    Phase {
        id: "presentation".into(),
        title: "Présentation".into(),
        started,
        ended: started + TimeDelta::seconds(used),
        due: Duration::from_secs(20 * 60),
        used: Duration::from_secs(used.unsigned_abs()),
    }
}

/// A second version, which annuls these minutes.
fn amended(record: &Record) -> Record {
    let mut next = record.clone();
    next.version = record.version + 1;
    next.annuls = Some((record.version, Arc::clone(&record.sha256)));
    next.sha256 = format!("{}+", record.sha256).into();
    next.file = record.file.replace(".v1.", ".v2.").into();
    next
}

fn closing(room: &str, date: &str, candidates: &[(Person, &[&Record])]) -> ClosingRecord {
    let candidate = |(person, versions): &(Person, &[&Record])| ClosingCandidate {
        person: person.clone(),
        postponed: versions.is_empty(),
        versions: versions.iter().map(|record| (record.version, Arc::clone(&record.sha256))).collect(),
    };
    ClosingRecord {
        file: format!("{room}/session.toml").into(),
        sha256: format!("closing{room}{date}"),
        president: "claire".into(),
        journal: false,
        session: session(room, date),
        candidates: candidates.iter().map(candidate).collect(),
    }
}

fn list(room: &str, date: &str, candidates: &[Person]) -> ListRecord {
    let key = session(room, date);
    ListRecord {
        file: format!("{room}/candidates.csv").into(),
        session: Some(SessionName::of(&key)),
        certification: Some("RNCP1".into()),
        jury: vec!["claire".into(), "karim".into()],
        candidates: candidates.iter().cloned().collect(),
    }
}

/// With a list for every session, so that only what a test is about is told.
fn gathered(records: Vec<Record>) -> Gathered {
    let of = |record: &Record| {
        list(&record.session.room, &record.session.date.to_string(), std::slice::from_ref(&record.candidate))
    };
    Gathered { lists: records.iter().map(of).collect(), records, ..Gathered::default() }
}

fn results(records: Vec<Record>) -> Results {
    consolidate(gathered(records), &[], now())
}

fn told(results: &Results) -> Vec<(Kind, Effect)> {
    results.anomalies.iter().map(|anomaly| (anomaly.kind, anomaly.effect)).collect()
}

fn states(results: &Results) -> Vec<(&str, BlockState)> {
    results.candidates[0].blocks.iter().map(|block| (&*block.code, block.state)).collect()
}

#[test]
fn blocks_of_two_rooms_and_two_days_are_one_candidate() {
    let june = record("C1", "B204", JUNE, &[("BC01", Validated)]);
    let september = record("C1", "A101", SEPTEMBER, &[("BC02", Validated), ("BC03", Refused)]);
    let results = results(vec![september, june]);
    assert_eq!(told(&results), []);
    let [one] = &results.candidates[..] else { panic!("{:?}", results.candidates) };
    assert_eq!((one.outcome, one.remaining_blocks.len(), &*one.remaining_blocks[0]), (Some(Award::Partial), 1, "BC03"));
    let seen: Vec<_> = one.blocks.iter().map(|block| (&*block.code, block.state, block.date, &*block.room)).collect();
    let (june, september) = (Some(day(JUNE)), Some(day(SEPTEMBER)));
    let expected = [
        ("BC01", BlockState::Validated, june, "B204"),
        ("BC02", BlockState::Validated, september, "A101"),
        ("BC03", BlockState::Refused, september, "A101"),
    ];
    assert_eq!(seen, expected);
}

#[test]
fn all_blocks_and_a_requirement_that_only_the_first_session_knew_met() {
    let requirement = |state| Requirement { id: "stage".into(), title: "Période en entreprise".into(), state };
    let mut june = record("C1", "B204", JUNE, &[("BC01", Validated)]);
    let mut september = record("C1", "A101", SEPTEMBER, &[("BC02", Validated), ("BC03", Validated)]);
    june.requirements = vec![requirement(Met::Met)];
    september.requirements = vec![requirement(Met::Unknown)];
    assert_eq!(results(vec![june.clone(), september.clone()]).candidates[0].outcome, Some(Award::Full));
    september.requirements = vec![requirement(Met::NotMet)];
    assert_eq!(results(vec![june, september]).candidates[0].outcome, Some(Award::Partial));
}

#[test]
fn a_block_refused_then_validated_counts_and_is_told() {
    let june = record("C1", "B204", JUNE, &[("BC01", Refused)]);
    let september = record("C1", "A101", SEPTEMBER, &[("BC01", Validated)]);
    let results = results(vec![june, september]);
    assert_eq!(told(&results), [(Kind::DifferentDecisions, Effect::Flagged)]);
    assert_eq!(states(&results), [("BC01", BlockState::Validated)]);
    assert_eq!(results.candidates[0].flags, [Kind::DifferentDecisions]);
}

#[test]
fn contrary_decisions_are_nobodys_to_choose_between() {
    for (first, second) in [((JUNE, Validated), (SEPTEMBER, Refused)), ((JUNE, Refused), (JUNE, Validated))] {
        let one = record("C1", "B204", first.0, &[("BC01", first.1)]);
        let other = record("C1", "A101", second.0, &[("BC01", second.1)]);
        let results = results(vec![one, other]);
        assert_eq!(told(&results), [(Kind::DifferentDecisions, Effect::LeftOut)]);
        assert_eq!(states(&results), [("BC01", BlockState::Disputed)]);
        assert_eq!(results.candidates[0].outcome, None);
        assert!(results.candidates[0].remaining_blocks.iter().any(|code| **code == *"BC01"));
    }
}

#[test]
fn a_block_held_by_a_list_and_refused_by_a_jury_is_disputed() {
    let june = record("C1", "B204", JUNE, &[("BC01", Refused)]);
    let mut september = record("C1", "A101", SEPTEMBER, &[("BC02", Validated)]);
    september.held = vec![held("BC01", true)];
    september.outcome.remaining_blocks.retain(|code| code.as_str() != "BC01");
    let results = results(vec![june, september]);
    assert_eq!(states(&results), [("BC01", BlockState::Disputed), ("BC02", BlockState::Validated)]);
    assert_eq!(told(&results), [(Kind::DifferentDecisions, Effect::LeftOut)]);
}

#[test]
fn an_amendment_replaces_what_it_annuls_wherever_it_is() {
    let first = record("C1", "B204", JUNE, &[("BC01", Refused)]);
    let mut second = amended(&first);
    second.blocks[0].decision = Some(Validated);
    let results = results(vec![second, first]);
    assert_eq!(told(&results), []);
    assert_eq!(states(&results), [("BC01", BlockState::Validated)]);
    assert_eq!((results.counts.verified, results.counts.replaced), (2, 1));
}

#[test]
fn two_versions_that_claim_to_be_last() {
    let first = record("C1", "B204", JUNE, &[("BC01", Refused)]);
    let mut other = first.clone();
    (other.sha256, other.file) = ("other".into(), "elsewhere".into());
    let mut second = amended(&first);
    second.annuls = Some((1, "something else".into()));
    for pair in [[first.clone(), other], [first, second]] {
        let results = results(pair.to_vec());
        assert_eq!(told(&results), [(Kind::TwoLastVersions, Effect::LeftOut)]);
        assert_eq!((results.candidates.len(), results.candidates[0].outcome), (1, None));
        assert!(results.candidates[0].blocks.is_empty());
        assert_eq!(results.counts.left_out, 2);
    }
}

#[test]
fn a_version_that_was_refused_may_have_been_the_last() {
    let mut all = gathered(vec![record("C1", "B204", JUNE, &[("BC01", Validated)])]);
    all.refused = vec!["loose/C1.v2.toml".into()];
    let results = consolidate(all, &[], now());
    assert_eq!(told(&results), [(Kind::TwoLastVersions, Effect::Flagged)]);
    assert_eq!(results.candidates[0].outcome, Some(Award::Partial));
}

#[test]
fn a_later_version_that_never_came_and_one_that_is_being_made() {
    let first = record("C1", "B204", JUNE, &[("BC01", Validated)]);
    let second = amended(&first);
    let mut all = gathered(vec![first.clone()]);
    all.closings = vec![closing("B204", JUNE, &[(first.candidate.clone(), &[&first, &second])])];
    assert_eq!(told(&consolidate(all, &[], now())), [(Kind::LaterVersionMissing, Effect::LeftOut)]);
    let mut amending = first;
    amending.standing = Standing::Amending;
    assert_eq!(told(&results(vec![amending])), [(Kind::AmendmentUnderWay, Effect::LeftOut)]);
}

#[test]
fn copies_are_one() {
    let one = record("C1", "B204", JUNE, &[("BC01", Validated)]);
    let mut copy = one.clone();
    copy.file = "a/C1.v1.toml".into();
    let results = results(vec![one.clone(), copy, one]);
    assert_eq!(told(&results), []);
    assert_eq!((results.counts.minutes, results.counts.verified, results.counts.copies), (3, 1, 2));
    assert_eq!(&*results.candidates[0].minutes[0].file, "B204/C1.v1.toml");
}

#[test]
fn nobody_is_taken_for_another() {
    let one = record("C1", "B204", JUNE, &[("BC01", Validated)]);
    let mut same_id = record("C1", "A101", SEPTEMBER, &[("BC02", Validated)]);
    same_id.candidate.family_name = "Autre".into();
    let of_two = results(vec![one.clone(), same_id]);
    assert_eq!(told(&of_two), [(Kind::SameIdentifier, Effect::Flagged)]);
    assert_eq!(of_two.candidates.len(), 2);
    let mut same_name = record("C2", "A101", SEPTEMBER, &[("BC02", Validated)]);
    // Capitals and accents do not make another name.
    (same_name.candidate.family_name, same_name.candidate.given_name) = ("NOMC1".into(), "Anais".into());
    let of_two = results(vec![one.clone(), same_name]);
    assert_eq!(told(&of_two), [(Kind::SameName, Effect::Flagged)]);
    assert!(of_two.candidates.iter().all(|line| line.flags == [Kind::SameName]));
    let mut spelt = record("C1", "A101", SEPTEMBER, &[("BC02", Validated)]);
    spelt.candidate.family_name = "NOMC1".into();
    let of_one = results(vec![one, spelt]);
    assert_eq!((told(&of_one).len(), of_one.candidates.len()), (0, 1));
    assert_eq!(&*of_one.candidates[0].candidate.family_name, "NOMC1", "as the last minutes have it");
}

#[test]
fn sessions_of_one_certification_with_different_grids() {
    let one = record("C1", "B204", JUNE, &[("BC01", Validated)]);
    let mut other = record("C2", "A101", JUNE, &[("BC01", Validated)]);
    let mut key = (*other.session).clone();
    key.grid = "another grid".into();
    other.session = Arc::new(key);
    let results = results(vec![one, other]);
    assert_eq!(told(&results), [(Kind::DifferentGrids, Effect::Flagged)]);
    assert!(results.candidates.iter().all(|line| line.flags == [Kind::DifferentGrids]));
}

/// A name, what is changed, and what is told of it.
type TimeCase<'a> = (&'a str, &'a dyn Fn(&mut Record), Option<TimeFault>);

#[test]
fn times_out_of_bounds() {
    let title: Arc<str> = "Présentation".into();
    let cases: [TimeCase<'_>; 7] = [
        ("in order", &|_| {}, None),
        ("somewhat long", &|record| record.phases = vec![phase(JUNE, 29 * 60)], None),
        (
            "far too long",
            &|record| record.phases = vec![phase(JUNE, 31 * 60)],
            Some(TimeFault::TooLong { phase: Arc::clone(&title), due: 1200, used: 1860 }),
        ),
        (
            "more than went by",
            &|record| record.phases[0].used = Duration::from_secs(1210),
            Some(TimeFault::TooLong { phase: Arc::clone(&title), due: 1200, used: 1210 }),
        ),
        (
            "another day",
            &|record| record.phases = vec![phase("2026-06-17", 1200)],
            Some(TimeFault::OtherDay { phase: Arc::clone(&title), day: day("2026-06-17") }),
        ),
        ("drawn up before the end", &|record| record.drawn_at = instant(JUNE, "09:10:00"), Some(TimeFault::DrawnEarly)),
        (
            "one before the other",
            &|record| record.phases.push(phase(JUNE, 1200)),
            Some(TimeFault::Backwards { phase: Arc::clone(&title) }),
        ),
    ];
    for (name, change, fault) in cases {
        let mut one = record("C1", "B204", JUNE, &[("BC01", Validated)]);
        change(&mut one);
        let found = results(vec![one]);
        let seen: Vec<_> = found.anomalies.iter().flat_map(|anomaly| &anomaly.detail).collect();
        match (fault, &seen[..]) {
            (None, []) => {}
            (Some(fault), [Detail::Time(found)]) => assert_eq!(*found, fault, "{name}"),
            (_, other) => panic!("{name}: {other:?}"),
        }
    }
    let future = consolidate(
        gathered(vec![record("C1", "B204", JUNE, &[("BC01", Validated)])]),
        &[],
        instant("2026-06-16", "00:00:00").to_utc(),
    );
    assert!(matches!(future.anomalies[0].detail[..], [Detail::Time(TimeFault::Future)]), "{future:?}");
}

#[test]
fn what_closes_a_session_names_other_minutes() {
    let one = record("C1", "B204", JUNE, &[("BC01", Validated)]);
    let mut other = one.clone();
    other.sha256 = "other".into();
    let mut all = gathered(vec![one.clone()]);
    all.closings = vec![closing("B204", JUNE, &[(one.candidate.clone(), &[&other])])];
    let results = consolidate(all, &[], now());
    assert_eq!(told(&results), [(Kind::ClosingMismatch, Effect::LeftOut)]);
    assert_eq!((results.candidates[0].outcome, &results.candidates[0].flags[..]), (None, &[Kind::ClosingMismatch][..]));
}

/// A signer of the list, who never sat in this session, signs minutes of it as its president.
#[test]
fn nobody_replaces_the_minutes_of_another_jury() {
    let first = record("C1", "B204", JUNE, &[("BC01", Refused)]);
    let forged = |change: &dyn Fn(&mut Record)| {
        let mut second = amended(&first);
        second.blocks[0].decision = Some(Validated);
        change(&mut second);
        second
    };
    let stranger = forged(&|second| (second.jury, second.president) = (vec!["zoe".into()], Some("zoe".into())));
    // With the list of the session, or minutes that have its journal, it is known who is the stranger.
    let found = results(vec![first.clone(), stranger.clone()]);
    assert_eq!(told(&found), [(Kind::UnknownSigner, Effect::LeftOut)]);
    assert_eq!((found.candidates[0].outcome, states(&found)), (None, vec![("BC01", BlockState::Refused)]));
    // Without, neither is believed.
    let alone = Gathered { records: vec![first.clone(), stranger], ..Gathered::default() };
    let found = consolidate(alone, &[], now());
    assert!(found.candidates[0].blocks.is_empty() && found.candidates[0].outcome.is_none(), "{found:?}");
    // Another president of the same jury, a version left out, another name.
    for change in [
        (&|second: &mut Record| second.president = Some("karim".into())) as &dyn Fn(&mut Record),
        &|second| (second.version, second.annuls) = (3, Some((2, "0".into()))),
        &|second| second.annuls = Some((1, "0".into())),
        &|second| second.candidate.family_name = "Autre".into(),
    ] {
        let found = results(vec![first.clone(), forged(change)]);
        assert!(told(&found).contains(&(Kind::TwoLastVersions, Effect::LeftOut)), "{found:?}");
        assert!(found.candidates.iter().all(|line| line.outcome.is_none()), "{found:?}");
    }
}

#[test]
fn a_closing_knows_every_candidate_and_every_last_version() {
    let first = record("C1", "B204", JUNE, &[("BC01", Refused)]);
    let mut second = amended(&first);
    second.blocks[0].decision = Some(Validated);
    let extra = record("C9", "B204", JUNE, &[("BC01", Validated)]);
    let mut all = gathered(vec![first.clone(), second, extra.clone()]);
    all.closings = vec![closing("B204", JUNE, &[(first.candidate.clone(), &[&first])])];
    let found = consolidate(all, &[], now());
    assert_eq!(told(&found), [(Kind::ClosingMismatch, Effect::LeftOut); 2]);
    assert!(found.candidates.iter().all(|line| line.outcome.is_none()), "{found:?}");
    assert_eq!(states(&found), [("BC01", BlockState::Refused)]);
    // Of whoever did not preside there it says nothing.
    let mut foreign = closing("B204", JUNE, &[]);
    foreign.president = "zoe".into();
    let mut all = gathered(vec![extra]);
    all.closings = vec![foreign];
    let found = consolidate(all, &[], now());
    assert_eq!(told(&found), [(Kind::UnknownSigner, Effect::LeftOut)]);
    assert_eq!(found.candidates[0].outcome, Some(Award::Partial));
}

#[test]
fn what_did_not_hold_beside_its_journal_does_not_hold_alone() {
    let one = record("C1", "B204", JUNE, &[("BC01", Validated)]);
    let mut all = gathered(vec![one.clone()]);
    all.void.insert(one.sha256.to_string());
    let found = consolidate(all, &[], now());
    assert_eq!(told(&found), [(Kind::TwoLastVersions, Effect::LeftOut)]);
    assert_eq!(found.candidates[0].outcome, None);
}

#[test]
fn a_block_that_lapsed_in_between_remains() {
    let mut june = record("C1", "B204", JUNE, &[("BC01", Validated)]);
    june.held = vec![held("BC02", true), held("BC03", true)];
    june.outcome.remaining_blocks.clear();
    let mut september = record("C1", "A101", SEPTEMBER, &[("BC01", Validated)]);
    september.held = vec![held("BC02", false), held("BC03", true)];
    september.outcome.remaining_blocks = vec![BlockCode::new("BC02")];
    let found = results(vec![june, september]);
    assert_eq!(found.candidates[0].outcome, Some(Award::Partial));
    assert_eq!(states(&found)[1..], [("BC02", BlockState::Lapsed), ("BC03", BlockState::Held)]);
    assert_eq!(found.candidates[0].remaining_blocks.len(), 1);
}

#[test]
fn sessions_of_one_day_that_contradict_each_other_on_a_requirement() {
    let all = |state| {
        let mut one = record("C1", "B204", JUNE, &[("BC01", Validated), ("BC02", Validated), ("BC03", Validated)]);
        let mut other = record("C1", "A101", JUNE, &[("BC01", Validated)]);
        let requirement = |state| Requirement { id: "stage".into(), title: "Période".into(), state };
        one.requirements = vec![requirement(state)];
        other.requirements = vec![requirement(Met::Met)];
        results(vec![one, other]).candidates[0].outcome
    };
    assert_eq!((all(Met::Met), all(Met::NotMet)), (Some(Award::Full), Some(Award::Partial)));
}

#[test]
fn whoever_has_no_minutes_is_told_once() {
    let one = record("C1", "B204", JUNE, &[("BC01", Validated)]);
    let away = person("C2", "Absente");
    let mut all = gathered(vec![one.clone()]);
    all.lists.push(list("B204", JUNE, &[one.candidate.clone(), away.clone()]));
    let found = consolidate(all, &[], now());
    assert_eq!(told(&found), [(Kind::NoMinutes, Effect::Missing)]);
    assert_eq!(found.anomalies[0].candidate, Some(away.clone()));
    // Put off, and heard elsewhere later: nothing is missing. Put off, and never heard: that is told.
    for (later, missing) in [(vec![record("C2", "A101", SEPTEMBER, &[("BC01", Validated)])], 0), (vec![], 1)] {
        let mut all = gathered([vec![one.clone()], later].concat());
        all.lists.push(list("B204", JUNE, std::slice::from_ref(&away)));
        all.closings = vec![closing("B204", JUNE, &[(one.candidate.clone(), &[&one]), (person("C2", "NomC2"), &[])])];
        let found = consolidate(all, &[], now());
        let absent = found.anomalies.iter().filter(|anomaly| anomaly.kind == Kind::NoMinutes).count();
        assert_eq!(absent, missing, "{:?}", found.anomalies);
    }
    // On a list of the secretariat's own.
    let mut all = gathered(vec![one.clone()]);
    let own = ListRecord { session: None, ..list("own", JUNE, &[one.candidate.clone(), away]) };
    all.lists.push(own);
    assert_eq!(told(&consolidate(all, &[], now())), [(Kind::NoMinutes, Effect::Missing)]);
}

#[test]
fn rooms_of_which_nothing_came() {
    let room = |room: &str, date: Option<&str>, certification: Option<&str>| ExpectedRoom {
        room: room.into(),
        date: date.map(day),
        certification: certification.map(str::to_owned),
        session: None,
    };
    let expected = [
        room("b204", Some(JUNE), Some("rncp1")),
        room("B204", Some(SEPTEMBER), None),
        room("C012", None, None),
        room("C012", None, None),
        room("B204", None, Some("RNCP2")),
    ];
    let all = gathered(vec![record("C1", "B204", JUNE, &[("BC01", Validated)])]);
    let found = consolidate(all, &expected, now());
    assert_eq!(told(&found), [(Kind::RoomMissing, Effect::Missing); 3], "{found:?}");
}

#[test]
fn nothing_says_whether_minutes_are_missing() {
    let all = Gathered { records: vec![record("C1", "B204", JUNE, &[("BC01", Validated)])], ..Gathered::default() };
    assert_eq!(told(&consolidate(all, &[], now())), [(Kind::CompletenessUnknown, Effect::Flagged)]);
}

#[test]
fn nothing_at_all() {
    let nothing = consolidate(Gathered::default(), &[], now());
    assert_eq!((nothing.candidates.len(), nothing.anomalies.len(), nothing.counts), (0, 0, Counts::default()));
}

prop_compose! {
    /// Minutes of few people in few rooms, so that they meet.
    fn any_record()(
        id in prop::sample::select(vec!["C1", "C2", "C3"]),
        room in prop::sample::select(vec!["A", "B"]),
        date in prop::sample::select(vec![JUNE, SEPTEMBER]),
        decided in prop::collection::vec(any::<Option<bool>>(), 3),
        version in 1_u32..3,
        copy in 0_u8..2,
        other_name in prop::bool::weighted(0.1),
    ) -> Record {
        let outcome = |validated: bool| if validated { Validated } else { Refused };
        let decisions: Vec<(&str, Outcome)> =
            REQUIRED.into_iter().zip(&decided).filter_map(|(code, each)| Some((code, outcome((*each)?)))).collect();
        let mut one = record(id, room, date, &decisions);
        one.sha256 = format!("{}{decided:?}{version}", one.sha256).into();
        one.file = format!("{copy}/{}{version}{decided:?}", one.file).into();
        one.version = version;
        if other_name {
            one.candidate.family_name = "Autre".into();
            one.sha256 = format!("{}autre", one.sha256).into();
        }
        one
    }
}

proptest! {
    #[test]
    fn the_order_in_which_files_came_changes_nothing(
        (records, shuffled) in prop::collection::vec(any_record(), 0..12)
            .prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle()))
    ) {
        prop_assert_eq!(format!("{:?}", results(records)), format!("{:?}", results(shuffled)));
    }

    #[test]
    fn what_remains_after_all_minutes_is_what_the_rule_says(
        decided in prop::collection::vec((prop::sample::select(vec!["A", "B", "C", "D"]), prop::collection::vec(any::<bool>(), 3)), 1..4)
    ) {
        // Nothing is refused here: what was refused once is another rule.
        let all: Vec<Record> = decided.iter().enumerate().map(|(place, (room, validated))| {
            let codes: Vec<_> = REQUIRED.into_iter().zip(validated).filter(|(_, yes)| **yes).map(|(code, _)| (code, Validated)).collect();
            record("C1", &format!("{room}{place}"), JUNE, &codes)
        }).collect();
        let there: Vec<&str> = REQUIRED.into_iter().enumerate().filter(|(place, _)| decided.iter().any(|(_, yes)| yes[*place])).map(|(_, code)| code).collect();
        let found = results(all);
        let remaining: Vec<&str> = found.candidates[0].remaining_blocks.iter().map(|code| &**code).collect();
        let expected: Vec<&str> = REQUIRED.into_iter().filter(|code| !there.contains(code)).collect();
        prop_assert_eq!(remaining, expected);
        let award = match there.len() { 0 => Award::None, 3 => Award::Full, _ => Award::Partial };
        prop_assert_eq!(found.candidates[0].outcome, Some(award));
    }
}
