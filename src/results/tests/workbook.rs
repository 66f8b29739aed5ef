use std::io::{Cursor, Read};

use calamine::{Data, DataType, Range, Reader, Xlsx};
use rust_decimal::Decimal;

use super::made::{day, results};
use crate::consolidate::Results;
use crate::results::{Cell, Table, write_xlsx};
use crate::text::Lang;

fn statistics() -> Vec<Table> {
    let cell = |points: i64| Cell::Number(Decimal::new(points, 1));
    vec![Table {
        title: "Résultats par bloc".to_owned(),
        header: vec!["Bloc".to_owned(), "Moyenne".to_owned()],
        rows: vec![vec![Cell::own("BC02".to_owned()), cell(125)]],
        note: Some("=Sur 2 candidats.".to_owned()),
    }]
}

fn bytes(results: &Results) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    write_xlsx(results, &statistics(), Lang::Fr, &std::env::temp_dir(), &mut out).unwrap();
    out.into_inner()
}

fn sheet(bytes: &[u8], name: &str) -> Range<Data> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    book.worksheet_range(name).unwrap()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The cell of a row under this title.
fn cell<'a>(range: &'a Range<Data>, row: u32, title: &str) -> &'a Data {
    let mut titles = range.rows().next().unwrap().iter();
    let place = titles.position(|each| each.get_string() == Some(title)).unwrap();
    range.get_value((row, u32::try_from(place).unwrap())).unwrap()
}

#[test]
fn cells_have_their_types_and_names_come_back() {
    let bytes = bytes(&results());
    let book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.clone())).unwrap();
    assert_eq!(book.sheet_names(), ["Résultats", "Blocs", "Items", "Anomalies", "Statistiques"]);
    let results = sheet(&bytes, "Résultats");
    for (title, text) in [("Identifiant", "001"), ("Nom", "-Dupont"), ("Prénom", "=1+1"), ("BC02", "validé")] {
        assert_eq!(*cell(&results, 2, title), Data::String(text.to_owned()), "{title}");
    }
    assert_eq!(cell(&results, 2, "BC02 date").as_date(), Some(day(6, 18)));
    assert!(cell(&results, 2, "BC02 date").is_datetime());
    assert_eq!(*cell(&results, 1, "Niveau"), Data::Float(7.0));
    let items = sheet(&bytes, "Items");
    assert_eq!(*cell(&items, 1, "BC01.1"), Data::Float(12.5));
    assert_eq!(*cell(&items, 1, "BC01.2"), Data::String("Maîtrisé".to_owned()));
    assert_eq!(items.height(), 5);
    let statistics = sheet(&bytes, "Statistiques");
    assert_eq!(statistics.get_value((2, 1)), Some(&Data::Float(12.5)));
    assert_eq!(statistics.get_value((3, 0)), Some(&Data::String("=Sur 2 candidats.".to_owned())));
    for name in ["Résultats", "Blocs", "Items", "Anomalies", "Statistiques"] {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.clone())).unwrap();
        assert!(book.worksheet_formula(name).unwrap().used_cells().next().is_none(), "{name}");
    }
}

#[test]
fn sheets_are_made_to_be_filtered_and_printed() {
    let bytes = bytes(&results());
    let xml = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(xml.contains(r#"state="frozen""#) && xml.contains(r#"orientation="landscape""#), "{xml}");
    assert!(xml.contains(r#"<autoFilter ref="A1:V5"/>"#) && xml.contains(r#"fitToHeight="0""#), "{xml}");
    let book = part(&bytes, "xl/workbook.xml");
    assert!(book.contains("_xlnm.Print_Titles") && book.contains("_xlnm.Print_Area"), "{book}");
}

#[test]
fn the_same_results_give_the_same_bytes() {
    let first = bytes(&results());
    assert_eq!(first, bytes(&results()));
    // Of the data, and not of the day on which it was written.
    let core = part(&first, "docProps/core.xml");
    assert!(core.contains("2026-09-10T00:00:00Z"), "{core}");
    let mut none = results();
    none.sessions.clear();
    assert!(part(&bytes(&none), "docProps/core.xml").contains("2000-01-01T00:00:00Z"));
}

#[test]
fn a_text_longer_than_a_cell_is_cut() {
    let mut results = results();
    results.anomalies[0].files = vec!["é".repeat(40_000).as_str().into()];
    let range = sheet(&bytes(&results), "Anomalies");
    assert_eq!(cell(&range, 1, "Fichiers").get_string().map(|text| text.chars().count()), Some(32_767));
}

#[test]
fn nothing_received_is_a_workbook_as_well() {
    let none = Results { candidates: Vec::new(), anomalies: Vec::new(), sessions: Vec::new(), ..results() };
    assert_eq!(sheet(&bytes(&none), "Items").height(), 1);
}
