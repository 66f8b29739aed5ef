//! What a grid asks of a jury, and what a session says of its members for it.

use super::super::faults::JuryFault;
use super::super::faults::{NameFault, Named, ValueFault, ValueType};
use super::super::problem::ProblemKind;
use super::super::{new_session, read_candidates, read_grid, read_session, read_session_of};
use super::{errors, found, place_in, shipped};
use crate::domain::candidate::Candidate;
use crate::domain::id::{CandidateId, CapacityId};
use crate::domain::jury::{Composition, Gender, Trained};

/// Everything that can be asked.
const ASKED: &str = r#"members = 3
external = 2
external_percent = 60
capacities = { boss = 1, house = 0 }
president_external = true
not_trainers = ["house", "staff"]
practice_years = { boss = 3, staff = 5 }
balanced = [["boss", "staff"]]
as_many_women_as_men = ["staff", "boss"]
editorial = "Proposé"
"#;

/// The grid that is shipped with another jury, in both places.
fn grid(hearing: &str) -> String {
    let shipped = include_str!("../../../grids/rncp38822.toml");
    let (before, rest) = shipped.split_once("[[jury.capacity]]").unwrap();
    let (_, after) = rest.split_once("\n[[block]]").unwrap();
    let capacity = |id: &str| format!("[[jury.capacity]]\nid = \"{id}\"\ntitle = \"T {id}\"\nexternal = true\n");
    let capacities: String = ["boss", "staff", "house"].map(capacity).concat();
    format!("{before}{capacities}[jury.hearing]\nmembers = 1\n[jury.certification]\n{hearing}\n[[block]]{after}")
}

fn id(capacity: &str) -> CapacityId {
    CapacityId::new(capacity)
}

#[test]
fn everything_that_can_be_asked_is_read() {
    let read = read_grid("g.toml", grid(ASKED).as_bytes()).unwrap();
    assert_eq!(read.warnings, []);
    assert_eq!(read.value.jury.hearing, Composition { members: 1, ..Composition::default() });
    let asked = Composition {
        members: 3,
        external: 2,
        external_percent: 60,
        capacities: vec![(id("boss"), 1), (id("house"), 0)],
        president_external: true,
        not_trainers: vec![id("house"), id("staff")],
        practice_years: vec![(id("boss"), 3), (id("staff"), 5)],
        balanced: vec![(id("boss"), id("staff"))],
        as_many_women_as_men: vec![id("staff"), id("boss")],
        editorial: Some("Proposé".into()),
    };
    assert_eq!(read.value.jury.certification, Some(asked));
}

/// The grid that asks for everything, with one thing changed, has this fault alone, at the marked piece.
fn asks(from: &str, to: &str, at: &str, kind: impl Into<ProblemKind>) {
    assert!(ASKED.contains(from), "« {from} » is not there");
    let changed = grid(&ASKED.replacen(from, to, 1));
    // The whole new text is there once; the piece is somewhere in it.
    let (line, column, _) = place_in(&changed, to);
    let column = column + to[..to.find(at).unwrap()].chars().count();
    let problems = errors(read_grid("g.toml", changed.as_bytes()));
    assert_eq!(found(&problems), [(Some((line, column, at.chars().count())), &kind.into())], "{to}");
}

fn unknown(code: &str, nearest: Option<&str>) -> NameFault {
    let known = ["boss", "staff", "house"].map(str::to_owned).into();
    NameFault::Unknown { what: Named::Capacity, code: code.into(), nearest: nearest.map(Into::into), known }
}

fn type_of(key: &str, expected: ValueType, found: ValueType) -> ValueFault {
    ValueFault::WrongType { key: key.into(), expected, found }
}

#[test]
fn faults_of_what_is_asked() {
    asks("[\"house\", \"staff\"]", "[\"hous\", \"staff\"]", "hous", unknown("hous", Some("house")));
    asks("{ boss = 3, staff", "{ bos = 3, staff", "bos", unknown("bos", Some("boss")));
    asks("[[\"boss\", \"staff\"]]", "[[\"boss\", \"clerk\"]]", "clerk", unknown("clerk", None));
    asks("[\"staff\", \"boss\"]", "[\"stuff\", \"boss\"]", "stuff", unknown("stuff", Some("staff")));
    let years = |key: &str| ValueFault::OutOfRange { key: key.into(), least: 0, most: 99 };
    asks("{ boss = 3", "{ boss = 100", "100", years("boss"));
    asks("staff = 5", "staff = -1", "-1", years("staff"));
    asks("staff = 5", "staff = 2.5", "2.5", type_of("staff", ValueType::Integer, ValueType::Float));
    asks(
        "= { boss = 3, staff = 5 }",
        "= 3 # ans",
        "3",
        type_of("practice_years", ValueType::Table, ValueType::Integer),
    );
    let flag = type_of("president_external", ValueType::Boolean, ValueType::Text);
    asks("president_external = true", "president_external = \"oui\"", "\"oui\"", flag);
    let list = type_of("not_trainers", ValueType::List, ValueType::Text);
    asks("not_trainers = [\"house\", \"staff\"]", "not_trainers = \"house\"", "\"house\"", list);
    let text = type_of("as_many_women_as_men", ValueType::Text, ValueType::Integer);
    asks("[\"staff\", \"boss\"]", "[\"staff\", 12]", "12", text);
    let misspelt = ValueFault::UnknownKey {
        key: "not_trainer".into(),
        nearest: Some("not_trainers".into()),
        known: super::grids::COMPOSITION_KEYS.map(str::to_owned).into(),
    };
    asks("not_trainers =", "not_trainer =", "not_trainer", misspelt);
}

#[test]
fn faults_of_pairs() {
    let pair = "[[\"boss\", \"staff\"]]";
    asks(pair, "[[\"boss\"]]", "[\"boss\"]", JuryFault::NotAPair { found: 1 });
    asks(pair, "[[]] # rien", "[]", JuryFault::NotAPair { found: 0 });
    let three = "[\"boss\", \"staff\", \"house\"]";
    asks(pair, &format!("[{three}]"), three, JuryFault::NotAPair { found: 3 });
    asks(pair, "[[\"boss\", 17]]", "17", type_of("balanced", ValueType::Text, ValueType::Integer));
    asks(pair, "true # paire", "true", type_of("balanced", ValueType::List, ValueType::Boolean));
    asks(pair, "[\"staff\"] # plat", "\"staff\"", type_of("balanced", ValueType::List, ValueType::Text));
    let changed = grid(&ASKED.replace(pair, "[[\"boss\", \"boss\"]]"));
    let problems = errors(read_grid("g.toml", changed.as_bytes()));
    let (line, column, _) = place_in(&changed, "[[\"boss\", \"boss\"]]");
    let twice = JuryFault::SameTwice { capacity: "boss".into() };
    assert_eq!(found(&problems), [(Some((line, column + 11, 4)), &twice.into())]);
}

const MEMBER: &str = r#"format = "soutenance-session/1"
name = "b204"
room = "B204"
date = 2027-06-14
mode = "collegial"

[[jury]]
id = "claire.moreau"
name = "Claire Moreau"
capacity = "professionnel"
president = true
public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEpHQY9+g8P8QhGWuWqHiwWL6PE612qAPR15yl9j3bjh"
"#;

fn list() -> Vec<Candidate> {
    let list = "id;nom;prénom;blocs\nC001;Lefèvre;Anaïs;tous\nC007;Roux;Zoé;tous\n";
    read_candidates("c.csv", list.as_bytes(), None).unwrap().value
}

/// What is said of the member with this line more.
fn said(line: &str) -> (Option<usize>, Option<Trained>, Option<Gender>) {
    let text = format!("{MEMBER}{line}\n");
    let read = read_session_of("s.toml", text.as_bytes(), Some(&shipped()), Some(&list())).unwrap();
    let member = read.value.jury.members.into_iter().next().unwrap();
    (member.practice_years, member.trained, member.gender)
}

#[test]
fn what_a_session_says_of_a_member_is_read() {
    assert_eq!(said(""), (None, None, None));
    assert_eq!(said("practice_years = 0"), (Some(0), None, None));
    assert_eq!(said("practice_years = 12"), (Some(12), None, None));
    assert_eq!(said("trained = true").1, Some(Trained::Everybody));
    assert_eq!(said("trained = false").1, Some(Trained::Nobody));
    assert_eq!(said("trained = []").1, Some(Trained::Nobody));
    let these = vec![CandidateId::new("C007"), CandidateId::new("C001")];
    assert_eq!(said("trained = [\"C007\", \"C001\"]").1, Some(Trained::These(these)));
    assert_eq!((said("gender = \"f\"").2, said("gender = \"m\"").2), (Some(Gender::Woman), Some(Gender::Man)));
}

/// The member with this line more has this fault alone, at this piece.
fn fault(line: &str, at: &str, kind: impl Into<ProblemKind>) {
    let text = format!("{MEMBER}{line}\n");
    let problems = errors(read_session_of("s.toml", text.as_bytes(), Some(&shipped()), Some(&list())));
    let column = line[..line.find(at).unwrap()].chars().count() + 1;
    assert_eq!(found(&problems), [(Some((13, column, at.chars().count())), &kind.into())], "{line}");
}

#[test]
fn faults_of_what_is_said_of_a_member() {
    let candidate = |code: &str, nearest: Option<&str>| NameFault::Unknown {
        what: Named::Candidate,
        code: code.into(),
        nearest: nearest.map(Into::into),
        known: ["C001", "C007"].map(str::to_owned).into(),
    };
    fault("trained = [\"C001\", \"C0077\"]", "C0077", candidate("C0077", Some("C007")));
    fault("trained = [\"c001\"]", "c001", candidate("c001", Some("C001")));
    fault("trained = [\"Anaïs\"]", "Anaïs", candidate("Anaïs", None));
    fault("trained = \"C001\"", "\"C001\"", type_of("trained", ValueType::FlagOrList, ValueType::Text));
    fault("trained = [true]", "true", type_of("trained", ValueType::Text, ValueType::Boolean));
    let years = ValueFault::OutOfRange { key: "practice_years".into(), least: 0, most: 99 };
    fault("practice_years = 100", "100", years.clone());
    fault("practice_years = -3", "-3", years);
    let years = type_of("practice_years", ValueType::Integer, ValueType::Text);
    fault("practice_years = \"douze\"", "\"douze\"", years);
    fault("gender = \"x\"", "x", JuryFault::UnknownGender { written: "x".into() });
    fault("gender = true", "true", type_of("gender", ValueType::Text, ValueType::Boolean));
}

#[test]
fn without_the_list_any_candidate_may_have_been_trained() {
    let text = format!("{MEMBER}trained = [\"C9\"]\n");
    read_session("s.toml", text.as_bytes(), Some(&shipped())).unwrap();
}

#[test]
fn a_new_session_asks_for_what_the_grid_asks() {
    let date = chrono::NaiveDate::from_ymd_opt(2027, 6, 14).unwrap();
    let made = |asked: &str| {
        let grid = read_grid("g.toml", grid(asked).as_bytes()).unwrap().value;
        let text = new_session("b204", "B204", date, &grid);
        ["# practice_years =", "# trained =", "# gender ="].map(|line| text.contains(line))
    };
    assert_eq!(made("members = 1\n"), [false, false, false]);
    assert_eq!(made("members = 1\nnot_trainers = [\"house\"]\n"), [false, true, false]);
    assert_eq!(made(ASKED), [true, true, true]);
}
