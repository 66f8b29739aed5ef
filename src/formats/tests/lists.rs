use std::fmt::Write as _;
use std::time::Duration;

use chrono::NaiveTime;

use super::super::faults::{Column, FileFault, ListFault, NameFault, Named, ValueFault};
use super::super::problem::{ProblemKind, Problems, Severity};
use super::super::{Read, read_candidates};
use super::{errors, found, shipped};
use crate::domain::candidate::{Accommodation, Candidate, Route};
use crate::domain::certification::Met;
use crate::domain::id::{BlockCode, RequirementId};

fn read(bytes: &[u8]) -> Result<Read<Vec<Candidate>>, Problems> {
    read_candidates("list.csv", bytes, Some(&shipped()))
}

/// The list has this fault alone, at this place.
fn fault(bytes: impl AsRef<[u8]>, place: Option<(usize, usize, usize)>, kind: impl Into<ProblemKind>) {
    let problems = errors(read(bytes.as_ref()));
    let text = String::from_utf8_lossy(bytes.as_ref());
    assert_eq!(found(&problems), [(place, &kind.into())], "{text}");
}

macro_rules! list {
    ($name:literal) => {
        include_bytes!(concat!("../../../tests/data/lists/", $name))
    };
}

#[test]
fn every_form_gives_the_same_eight_candidates() {
    let expected = read(include_bytes!("../../../sessions/exemple/candidates.csv")).unwrap();
    assert_eq!(expected.warnings, []);
    let mut expected = expected.value;
    assert_eq!((expected[2].held.len(), expected[7].requirements.len()), (2, 0));
    assert_eq!(expected[5].requirements[&RequirementId::new("periode-entreprise")], Met::NotMet);
    // The other forms say nothing of what was held before, nor of the other requirements.
    for candidate in &mut expected {
        candidate.held.clear();
        candidate.requirements.clear();
    }
    assert_eq!(expected.len(), 8);
    assert_eq!(expected[1].name(), "Maëlys N’Guessan");
    assert_eq!(expected[1].accommodation, Accommodation::THIRD);
    assert_eq!(expected[2].blocks.iter().map(BlockCode::as_str).collect::<Vec<_>>(), ["BC01", "BC02"]);
    assert_eq!(expected[4].route, Some(Route::Experience));
    assert_eq!(expected[7].scheduled, NaiveTime::from_hms_opt(17, 30, 0));
    for bytes in [&list!("comma-utf8-bom.csv")[..], list!("tab-utf8.tsv")] {
        let read = read(bytes).unwrap();
        assert_eq!((read.value, read.warnings), (expected.clone(), vec![]));
    }
    // This one writes a nickname in quotes within quotes.
    let mut quoted = read(list!("quoted.csv")).unwrap().value;
    assert_eq!(quoted[5].given_name, "Loïc \"Jo\"");
    quoted[5].given_name = "Loïc".into();
    assert_eq!(quoted, expected);
    let old = read(list!("semicolon-cp1252.csv")).unwrap();
    assert_eq!(old.value, expected);
    assert_eq!(found(&old.warnings), [(None, &FileFault::ReadAsWindows1252.into())]);
}

#[test]
fn line_ends_and_encodings_of_other_machines() {
    let text = include_str!("../../../sessions/exemple/candidates.csv");
    let expected = read(text.as_bytes()).unwrap().value;
    assert_eq!(read(text.replace('\n', "\r").as_bytes()).unwrap().value, expected);
    let wide: Vec<u8> = "\u{feff}".chars().chain(text.chars()).map(|c| c as u16).flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&wide).unwrap().value, expected);
}

#[test]
fn each_broken_list_has_its_fault() {
    let id = || "C001".to_owned();
    fault(list!("broken/bad-time.csv"), Some((3, 43, 5)), ListFault::BadTime { written: "25:99".into() });
    fault(
        list!("broken/duplicate-identifier.csv"),
        Some((4, 1, 4)),
        ListFault::DuplicateIdentifier { id: id(), first_line: 2 },
    );
    fault(list!("broken/empty-identifier.csv"), Some((3, 1, 1)), ListFault::EmptyField { column: Column::Id });
    fault(list!("broken/empty.csv"), None, FileFault::Empty);
    fault(" \n;;\n", None, FileFault::Empty);
    fault(
        list!("broken/missing-column.csv"),
        Some((1, 1, 47)),
        ListFault::MissingColumn { column: Column::FamilyName },
    );
    fault(list!("broken/only-header.csv"), None, ListFault::NoCandidate);
    fault(list!("broken/too-few-fields.csv"), Some((3, 1, 41)), ListFault::FieldCount { found: 4, expected: 7 });
    fault(list!("broken/unclosed-quote.csv"), Some((3, 6, 1)), ListFault::UnclosedQuote);
    fault(
        list!("broken/unknown-accommodation.csv"),
        Some((3, 49, 8)),
        ListFault::BadAccommodation { written: "beaucoup".into() },
    );
    fault(
        list!("broken/unknown-block.csv"),
        Some((4, 27, 4)),
        NameFault::Unknown {
            what: Named::Block,
            code: "BC09".into(),
            nearest: None,
            known: ["BC01", "BC02", "BC03", "BC04"].map(str::to_owned).into(),
        },
    );
    fault(
        list!("broken/unknown-header.csv"),
        Some((1, 53, 7)),
        ListFault::UnknownHeader { header: "couleur".into(), nearest: None },
    );
}

/// A list with these rows below a header of four columns.
fn rows(rows: &str) -> String {
    format!("id;nom;prénom;blocs\n{rows}")
}

#[test]
fn faults_of_headers() {
    let row = "A;Durand;Zoé;1";
    fault(
        format!("id;nom;prénon;blocs\n{row}"),
        Some((1, 8, 6)),
        ListFault::UnknownHeader { header: "prénon".into(), nearest: Some(Column::GivenName) },
    );
    let header = "id;nom;prénom;blocs;surname";
    fault(format!("{header}\n{row};x"), Some((1, 21, 7)), ListFault::DuplicateHeader { column: Column::FamilyName });
    fault("id;nom;;prénom;blocs\nA;Durand;;Zoé;1", Some((1, 8, 1)), ListFault::EmptyHeader);
}

#[test]
fn faults_of_rows() {
    fault(rows("A;Durand;Zoé;1;x"), Some((2, 16, 1)), ListFault::FieldCount { found: 5, expected: 4 });
    let long = "x".repeat(65);
    fault(rows(&format!("{long};Durand;Zoé;1")), Some((2, 1, 65)), ListFault::LongIdentifier { found: 65 });
    fault(
        rows("A1;Durand;Zoé;1\na1;Petit;Luc;2"),
        Some((3, 1, 2)),
        ListFault::CaseOnly { id: "a1".into(), first: "A1".into(), first_line: 2 },
    );
    fault(rows("A;Dur\u{202e}and;Zoé;1"), Some((2, 6, 1)), ValueFault::UnsafeText { character: '\u{202e}' });
    fault(rows("A;Durand;Zoé;,"), Some((2, 14, 1)), ListFault::EmptyField { column: Column::Blocks });
    fault("id;nom;prénom;blocs;voie\nA;D;Z;1;VAA", Some((2, 9, 3)), ListFault::UnknownRoute { written: "VAA".into() });
}

#[test]
fn faults_after_a_cell_of_several_lines_keep_their_lines() {
    let text = rows("\"A\";\"Durand\n-Roux\";Zoé;\"1\n2\"\nB; ;Luc;1\r\nC;Roux;\"Éva \"\"E\"\"\";BC1,BC7\n");
    let problems = errors(read(text.as_bytes()));
    let places: Vec<_> = found(&problems).into_iter().map(|(place, _)| place).collect();
    assert_eq!(places, [Some((5, 4, 1)), Some((6, 24, 3))], "{problems:#?}");
    assert_eq!(problems[1].excerpt.as_deref(), Some("C;Roux;\"Éva \"\"E\"\"\";BC1,BC7"));
}

#[test]
fn several_faults_are_all_reported() {
    let text = "id;nom;prénom;blocs;heure;aménagement\nA;;Zoé;BC9;midi;peut-être\nA;Roux;;1;9h;\n";
    let places: Vec<_> = found(&errors(read(text.as_bytes()))).into_iter().map(|(place, _)| place).collect();
    let expected = [(2, 3, 1), (2, 8, 3), (2, 12, 4), (2, 17, 9), (3, 1, 1), (3, 8, 1)].map(Some);
    assert_eq!(places, expected);
}

#[test]
fn what_is_written_in_short_is_understood() {
    let text = "id;nom;prénom;blocs;aménagement;;\nA; Durand ;Zoé;bc2+1|BC01;+10 min;;\n;;;;;;\n\nB;Roux;Éva;tous;;;\nC;Roux;Ève;RNCP38822BC03/B4;1/4;;\n";
    let list = read(text.as_bytes()).unwrap();
    let blocks: Vec<String> = list.value.iter().fold(Vec::new(), |mut all, candidate| {
        let mut line = String::new();
        candidate.blocks.iter().for_each(|block| write!(line, "{block} ").unwrap());
        all.push(line);
        all
    });
    assert_eq!(blocks, ["BC01 BC02 ", "BC01 BC02 BC03 BC04 ", "BC03 BC04 "]);
    assert_eq!(list.value[0].family_name, "Durand");
    assert_eq!(list.value[0].accommodation, Accommodation::Extra(Duration::from_mins(10)));
    assert_eq!(list.value[2].accommodation, Accommodation::Ratio { numerator: 1, denominator: 4 });
}

#[test]
fn the_same_name_twice_is_a_warning() {
    let list = read(rows("A;Lefèvre;Zoé;1\nB;LEFEVRE;Zoe;2").as_bytes()).unwrap();
    assert_eq!(list.value.len(), 2);
    let name = "Zoe LEFEVRE".to_owned();
    assert_eq!(found(&list.warnings), [(Some((3, 3, 7)), &ListFault::SameName { name, first_line: 2 }.into())]);
    assert_eq!(list.warnings[0].severity, Severity::Warning);
}

#[test]
fn groups_are_one_whatever_the_blanks_and_capitals() {
    let list = "id;nom;prénom;blocs;Groupe\nA;D;Z;1;Groupe  b 1\nB;E;Y;2;\nC;F;X;1;B1\nD;G;W;1;-\nE;H;V;1;c\n";
    let list = read(list.as_bytes()).unwrap();
    assert_eq!(list.warnings, []);
    let groups: Vec<_> = list.value.iter().map(|candidate| candidate.group.as_deref()).collect();
    assert_eq!(groups, [Some("b 1"), None, Some("b 1"), None, Some("c")]);
    let header = "id;nom;prénom;blocs;group";
    let long = "x".repeat(21);
    fault(format!("{header}\nA;D;Z;1;{long}"), Some((2, 9, 21)), ListFault::LongGroup { found: 21 });
    fault(format!("{header}\nA;D;Z;1;a\u{202e}b"), Some((2, 10, 1)), ValueFault::UnsafeText { character: '\u{202e}' });
}

#[test]
fn without_a_grid_blocks_are_kept_as_written() {
    let list = read_candidates("list.csv", rows("A;Durand;Zoé;X1 Y2").as_bytes(), None).unwrap();
    assert_eq!(list.value[0].blocks.iter().map(BlockCode::as_str).collect::<Vec<_>>(), ["X1", "Y2"]);
}
