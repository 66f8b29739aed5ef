use std::time::Duration;

use chrono::NaiveDate;

use super::super::faults::{FileFault, GridFault, NameFault, Named, SyntaxFault, ValueFault, ValueType};
use super::super::problem::ProblemKind;
use super::super::read_grid;
use super::{errors, found, place_in, shipped};
use crate::domain::id::{CapacityId, MarkCode};
use crate::domain::wording::Wording;

/// As small as a grid can be, with one of everything.
const SMALL: &str = r#"format = "soutenance-grid/1"
code = "RS1"
title = "Été"
certifier = "École"
level = 6
source = "Règlement"
registration_end = 2028-03-27

[[phase]]
id = "oral"
title = "Présentation"
duration = "20min"
warnings = ["1min", "5min"]

[scale]
[[scale.level]]
id = "non"
title = { fr = "Non acquis", en = "Not acquired" }
[[scale.level]]
id = "acquis"
title = "Acquis"

[decision.block]
every_item_at_least = "acquis"
[decision.certification]
blocks = ["B1"]
transversal = ["T1"]

[[jury.capacity]]
id = "pro"
title = "Professionnel"
external = true
[jury.hearing]
members = 2
external_percent = 50
capacities = { pro = 1 }

[[block]]
code = "B1"
title = "Bloc"
[[block.competence]]
code = "B1.1"
text = "Concevoir"
[[block.competence.criterion]]
code = "B1.1.a"
label = "Juste"
text = "Le résultat est juste"
indicators = ["Calcul", "Preuve"]

[[transversal]]
code = "T1"
text = "Anglais"
"#;

pub(super) const COMPOSITION_KEYS: [&str; 10] = [
    "members",
    "external",
    "external_percent",
    "capacities",
    "president_external",
    "not_trainers",
    "practice_years",
    "balanced",
    "as_many_women_as_men",
    "editorial",
];

/// The grid with one thing changed has this fault alone, at this piece of the changed line.
fn fault(from: &str, to: &str, at: Option<&str>, kind: impl Into<ProblemKind>) {
    assert!(SMALL.contains(from), "« {from} » is not in the grid");
    let changed = SMALL.replacen(from, to, 1);
    let place = at.map(|piece| {
        let piece_in_change = to.contains(piece) && changed.matches(piece).count() > 1;
        if !piece_in_change {
            return place_in(&changed, piece);
        }
        let start = changed.find(to).unwrap() + to.find(piece).unwrap();
        let before = &changed[..start];
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        (before.matches('\n').count() + 1, column, piece.chars().count())
    });
    let problems = errors(read_grid("g.toml", changed.as_bytes()));
    assert_eq!(found(&problems), [(place, &kind.into())], "{to}");
}

fn key(key: &str) -> ValueFault {
    ValueFault::MissingKey { key: key.into() }
}

fn table(header: &str) -> ValueFault {
    ValueFault::MissingTables { header: header.into() }
}

fn unknown(what: Named, code: &str, nearest: Option<&str>, known: &[&str]) -> NameFault {
    let known = known.iter().map(|&name| name.into()).collect();
    NameFault::Unknown { what, code: code.into(), nearest: nearest.map(Into::into), known }
}

#[test]
fn the_shipped_grid_reads_whole() {
    let grid = shipped();
    assert_eq!(grid.code, "RNCP38822");
    assert_eq!(grid.level, 7);
    assert_eq!(grid.blocks.iter().map(|block| block.items().count()).collect::<Vec<_>>(), [7, 5, 6, 6]);
    assert_eq!(grid.transversal_items().count(), 2);
    assert_eq!(grid.phases.len(), 2);
    assert_eq!(grid.phases[0].duration, Duration::from_mins(20));
    assert_eq!(grid.phases[0].warnings, [Duration::from_mins(5), Duration::from_mins(1)]);
    assert_eq!(grid.scale.rank(&MarkCode::new("acquis")), Some(3));
    assert_eq!(grid.block_rule.every_item_at_least, Some(MarkCode::new("acquis")));
    assert_eq!(grid.registration_end, NaiveDate::from_ymd_opt(2028, 3, 27));
    assert_eq!(grid.certification.block_validity_years, Some(5));
    assert_eq!(grid.jury.hearing.capacities, [(CapacityId::new("professionnel"), 2)]);
    assert_eq!(grid.jury.certification.map(|needed| needed.external_percent), Some(60));
}

#[test]
fn the_small_grid_reads_whole() {
    let read = read_grid("g.toml", SMALL.as_bytes()).unwrap();
    assert_eq!(read.warnings, []);
    let grid = read.value;
    assert_eq!(grid.phases[0].title, Wording { fr: "Présentation".into(), en: None });
    assert_eq!(grid.phases[0].warnings, [Duration::from_mins(5), Duration::from_mins(1)]);
    assert_eq!(grid.blocks[0].competences[0].criteria[0].indicators, ["Calcul", "Preuve"]);
    let with_mark = format!("\u{feff}{}", SMALL.replace('\n', "\r\n"));
    assert_eq!(read_grid("g.toml", with_mark.as_bytes()).unwrap().value, grid);
}

#[test]
fn faults_of_the_format_line() {
    let expected = || "soutenance-grid/1".to_owned();
    fault("format = \"soutenance-grid/1\"\n", "", None, ValueFault::MissingFormat { expected: expected() });
    let other = ValueFault::OtherFormat { found: "soutenance-session/1".into(), expected: expected() };
    fault("soutenance-grid/1", "soutenance-session/1", Some("soutenance-session/1"), other);
    let newer = ValueFault::NewerFormat { found: "soutenance-grid/2".into(), expected: expected() };
    fault("soutenance-grid/1", "soutenance-grid/2", Some("soutenance-grid/2"), newer);
}

#[test]
fn faults_of_keys_and_types() {
    fault("code = \"RS1\"\n", "", None, key("code"));
    fault("members = 2\n", "", Some("[jury.hearing]"), key("members"));
    fault("text = \"Concevoir\"\n", "", Some("[[block.competence]]"), key("text"));
    fault(
        "[scale]\n[[scale.level]]\nid = \"non\"\ntitle = { fr = \"Non acquis\", en = \"Not acquired\" }\n[[scale.level]]\nid = \"acquis\"\ntitle = \"Acquis\"\n",
        "",
        None,
        ValueFault::MissingTable { header: "scale".into() },
    );
    let unknown = ValueFault::UnknownKey {
        key: "libelle".into(),
        nearest: None,
        known: ["code", "label", "text", "indicators", "also_evaluates", "weight", "eliminatory_below", "common"]
            .map(str::to_owned)
            .into(),
    };
    let meant = ValueFault::UnknownKey {
        key: "membres".into(),
        nearest: Some("members".into()),
        known: COMPOSITION_KEYS.map(str::to_owned).into(),
    };
    fault("members = 2", "membres = 2", Some("membres"), meant);
    fault("label = ", "libelle = ", Some("libelle"), unknown);
    let near = ValueFault::UnknownKey {
        key: "txt".into(),
        nearest: Some("text".into()),
        known: ["code", "label", "text", "criterion", "weight", "eliminatory_below", "common"]
            .map(str::to_owned)
            .into(),
    };
    fault("text = \"Anglais\"", "text = \"Anglais\"\ntxt = 1", Some("txt"), near);
    let number = |found| ValueFault::WrongType { key: "level".into(), expected: ValueType::Integer, found };
    fault("level = 6", "level = \"6\"", Some("\"6\""), number(ValueType::Text));
    fault("level = 6", "level = 6.5", Some("6.5"), number(ValueType::Float));
    let list = ValueFault::WrongType { key: "blocks".into(), expected: ValueType::List, found: ValueType::Text };
    fault("[\"B1\"]", "\"B1\"", Some("\"B1\""), list);
    let tables = ValueFault::WrongType { key: "phase".into(), expected: ValueType::Tables, found: ValueType::Table };
    fault("[[phase]]", "[phase]", Some("[phase]"), tables);
    let date =
        ValueFault::WrongType { key: "registration_end".into(), expected: ValueType::Date, found: ValueType::Text };
    fault("2028-03-27", "\"2028-03-27\"", Some("\"2028-03-27\""), date);
    let title = ValueFault::WrongType { key: "title".into(), expected: ValueType::Wording, found: ValueType::Boolean };
    fault("title = \"Présentation\"", "title = true", Some("true"), title);
    fault(
        "external = true",
        "external = 1",
        Some("1"),
        ValueFault::WrongType { key: "external".into(), expected: ValueType::Boolean, found: ValueType::Integer },
    );
}

#[test]
fn faults_of_values() {
    fault("\"École\"", "\" \"", Some("\" \""), ValueFault::EmptyText { key: "certifier".into() });
    fault("École", "Éc\u{202e}ole", Some("\u{202e}"), ValueFault::UnsafeText { character: '\u{202e}' });
    fault("École", "Éc\\u202eole", Some("Éc\\u202eole"), ValueFault::UnsafeText { character: '\u{202e}' });
    fault("\"20min\"", "\"20 minutes\"", Some("20 minutes"), ValueFault::BadDuration { written: "20 minutes".into() });
    fault("duration = \"20min\"", "duration = 20", Some("20"), ValueFault::BadDuration { written: "20".into() });
    fault("\"20min\"", "\"0s\"", Some("0s"), ValueFault::ZeroDuration);
    let level = ValueFault::OutOfRange { key: "level".into(), least: 1, most: 8 };
    fault("level = 6", "level = 9", Some("9"), level.clone());
    fault("level = 6", "level = -1", Some("-1"), level);
    let percent = ValueFault::OutOfRange { key: "external_percent".into(), least: 0, most: 100 };
    fault("external_percent = 50", "external_percent = 101", Some("101"), percent);
    let (warning, duration) = (Duration::from_mins(20), Duration::from_mins(20));
    fault("\"5min\"", "\"1200s\"", Some("1200s"), GridFault::WarningTooLong { warning, duration });
    fault("[\"B1\"]", "[]", Some("[]"), ValueFault::EmptyList { key: "blocks".into() });
}

#[test]
fn faults_of_structure() {
    let without = |start: &str, end: &str| {
        let from = SMALL.find(start).unwrap();
        SMALL[from..from + SMALL[from..].find(end).unwrap()].to_owned()
    };
    fault(&without("[[phase]]", "[scale]"), "", None, table("phase"));
    fault(&without("[[block.competence]]", "[[transversal]]"), "", Some("[[block]]"), table("block.competence"));
    fault(&without("[[block]]", "[[transversal]]"), "", None, table("block"));
    let one = without("[[scale.level]]\nid = \"non\"", "[[scale.level]]\nid = \"acquis\"");
    fault(&one, "", Some("[scale]"), GridFault::LevelCount { found: 1 });
    let many: String = (0..9).fold(String::new(), |text, number| {
        text + &format!("[[scale.level]]\nid = \"n{number}\"\ntitle = \"Niveau {number}\"\n")
    });
    fault(&one, &many, Some("[scale]"), GridFault::LevelCount { found: 10 });
}

#[test]
fn faults_of_codes() {
    fault("code = \"B1.1\"", "code = \"B1/1\"", Some("B1/1"), NameFault::BadCode { code: "B1/1".into() });
    fault("code = \"B1.1\"", "code = \"É1\"", Some("É1"), NameFault::BadCode { code: "É1".into() });
    fault("code = \"B1.1\"", "code = \"..\"", Some(".."), NameFault::BadCode { code: "..".into() });
    let first_line = place_in(SMALL, "code = \"B1\"").0;
    fault("\"B1.1.a\"", "\"b1\"", Some("b1"), NameFault::Duplicate { code: "b1".into(), first_line });
    let first_line = place_in(SMALL, "id = \"oral\"").0;
    let changed = SMALL.replacen("\"oral\"", "\"PRO\"", 1);
    let problems = errors(read_grid("g.toml", changed.as_bytes()));
    let duplicate = NameFault::Duplicate { code: "pro".into(), first_line };
    assert_eq!(found(&problems), [(Some(place_in(&changed, "pro\"")).map(|(l, c, _)| (l, c, 3)), &duplicate.into())]);
}

#[test]
fn faults_of_rules() {
    let level = unknown(Named::Level, "aquis", Some("acquis"), &["non", "acquis"]);
    fault("least = \"acquis\"", "least = \"aquis\"", Some("aquis"), level);
    fault("[\"B1\"]", "[\"B1\", \"C9\"]", Some("C9"), unknown(Named::Block, "C9", None, &["B1"]));
    fault("[\"T1\"]", "[\"TT1\"]", Some("TT1"), unknown(Named::Transversal, "TT1", Some("T1"), &["T1"]));
    fault("pro = 1", "pros = 1", Some("pros"), unknown(Named::Capacity, "pros", Some("pro"), &["pro"]));
}

#[test]
fn a_list_of_the_certification_names_each_once() {
    let twice = |code: &str| GridFault::ListedTwice { code: code.into() };
    let second = |text: &str| (place_in(text, "\", \"").0, place_in(text, "\", \"").1 + 4);
    for (list, code) in [("[\"B1\", \"B1\"]", "B1"), ("[\"T1\", \"T1\"]", "T1")] {
        let changed = SMALL.replacen("warnings = [\"1min\", \"5min\"]\n", "", 1);
        let changed = changed.replacen("[\"Calcul\", \"Preuve\"]", "[]", 1);
        let changed = changed.replacen(&format!("[\"{code}\"]"), list, 1);
        let problems = errors(read_grid("g.toml", changed.as_bytes()));
        let (line, column) = second(&changed);
        assert_eq!(found(&problems), [(Some((line, column, 2)), &twice(code).into())]);
    }
    // A choice of a block or the same one is none.
    let one_of = "[\"B1\"]\none_of = [[\"B2\", \"B2\"]]";
    let more = "\n[[block]]\ncode = \"B2\"\ntitle = \"Autre\"\ncompetence = [{ code = \"B2.1\", text = \"Livrer\" }]\n";
    let changed = SMALL.replacen("[\"B1\"]", one_of, 1) + more;
    let problems = errors(read_grid("g.toml", changed.as_bytes()));
    let line = place_in(&changed, "one_of").0;
    assert_eq!(found(&problems), [(Some((line, 19, 2)), &twice("B2").into())]);
}

#[test]
fn a_criterion_evaluates_competences_of_its_own_block() {
    let more = "\n[[block]]\ncode = \"B2\"\ntitle = \"Autre\"\ncompetence = [{ code = \"B2.1\", text = \"Livrer\" }]\n";
    let changed = SMALL.replacen("label = \"Juste\"", "also_evaluates = [\"B2.1\"]", 1) + more;
    let problems = errors(read_grid("g.toml", changed.as_bytes()));
    let (line, column, _) = place_in(&changed, "B2.1\"]");
    let fault = GridFault::TieAcross { code: "B2.1".into() };
    assert_eq!(found(&problems), [(Some((line, column, 4)), &fault.into())]);
}

#[test]
fn what_cannot_be_read_at_all() {
    let twice = |key: &str, first_line| SyntaxFault::Duplicate { key: key.into(), first_line: Some(first_line) };
    let unquoted = |written: &str| SyntaxFault::UnquotedText { written: written.into() };
    for (from, to, place, kind) in [
        ("\"École\"", "\"École", (4, 19, 1), SyntaxFault::UnclosedText),
        ("\"École\"", "", (4, 13, 1), SyntaxFault::MissingValue),
        ("\"École\"", "École", (4, 13, 5), unquoted("École")),
        ("\"École\"", "“École”  # nom", (4, 13, 7), unquoted("“École”")),
        ("\"École\"", "\"\\École\"", (4, 15, 1), SyntaxFault::BadEscape),
        ("2028-03-27", "2028-02-30", (7, 20, 10), SyntaxFault::BadDate),
        ("2028-03-27", "27/03/2028", (7, 20, 10), SyntaxFault::BadDate),
        ("source = ", "title = ", (6, 1, 5), twice("title", 3)),
        ("[decision.block]", "[scale]\n[decision.block]", (23, 2, 5), twice("scale", 15)),
        ("[\"B1\"]", "[\"B1\"", (26, 15, 1), SyntaxFault::UnclosedBracket),
        ("\"1min\", ", "\"1min\" ", (13, 20, 1), SyntaxFault::MissingComma),
        ("certifier = ", "certifié = ", (4, 8, 1), SyntaxFault::BadKey),
    ] {
        let changed = SMALL.replacen(from, to, 1);
        let problems = errors(read_grid("g.toml", changed.as_bytes()));
        assert_eq!(found(&problems), [(Some(place), &kind.into())], "{to}");
    }
}

#[test]
fn an_empty_file_is_said_to_be_empty() {
    assert_eq!(found(&errors(read_grid("g.toml", b"\n \n"))), [(None, &FileFault::Empty.into())]);
}

#[test]
fn bytes_that_are_not_utf8_are_placed() {
    let mut bytes = SMALL.as_bytes().to_vec();
    let at = SMALL.find("cole").unwrap();
    bytes.splice(at - 2..at, [0xc9]);
    let problems = errors(read_grid("g.toml", &bytes));
    assert_eq!(found(&problems), [(Some((4, 14, 1)), &FileFault::NotUtf8.into())]);
}

#[test]
fn several_faults_are_all_reported_in_order() {
    let changed = SMALL
        .replace("level = 6", "level = 0")
        .replace("source = \"Règlement\"\n", "")
        .replace("\"20min\"", "\"vingt\"")
        .replace("least = \"acquis\"", "least = \"expert\"")
        .replace("code = \"T1\"", "code = \"T1\"\nnote = 3");
    let problems = errors(read_grid("g.toml", changed.as_bytes()));
    let lines: Vec<_> = problems.iter().map(|problem| problem.place.map(|place| place.line)).collect();
    assert_eq!(lines, [None, Some(5), Some(11), Some(23), Some(51)], "{problems:#?}");
}
