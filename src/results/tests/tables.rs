use rust_decimal::Decimal;

use super::made::results;
use crate::results::{CsvFile, CsvStyle, write_csv};
use crate::text::Lang;

fn written(file: CsvFile, style: CsvStyle) -> String {
    let mut bytes = Vec::new();
    write_csv(&results(), file, style, Lang::Fr, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn rows(text: &str, delimiter: u8) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The cell of a row under this title.
fn cell<'a>(rows: &'a [Vec<String>], row: usize, title: &str) -> &'a str {
    let place = rows[0].iter().position(|each| each == title).unwrap_or_else(|| panic!("{title}: {:?}", rows[0]));
    &rows[row][place]
}

#[test]
fn results_have_a_row_a_candidate_and_three_columns_a_block() {
    let rows = rows(&written(CsvFile::Results, CsvStyle::Standard), b',');
    assert_eq!(rows.len(), 5);
    let places: Vec<usize> =
        ["BC02", "BC10"].iter().map(|code| rows[0].iter().position(|title| title == code).unwrap()).collect();
    assert_eq!(
        rows[0][places[0]..=places[0] + 5],
        ["BC02", "BC02 date", "BC02 room", "BC10", "BC10 date", "BC10 room"]
    );
    assert_eq!(rows[1][places[0]..=places[0] + 2], ["validated", "2026-09-10", "A101"]);
    assert_eq!(rows[3][places[0]..=places[0] + 2], ["held", "2026-01-31", "Session 2024"]);
    let outcomes: Vec<&str> = (1..5).map(|row| cell(&rows, row, "outcome")).collect();
    assert_eq!(outcomes, ["full", "partial", "partial", "undetermined"]);
    assert_eq!(cell(&rows, 2, "flags"), "different-decisions;same-name");
    assert_eq!(cell(&rows, 2, "remaining_choices"), "BC03|BC04");
    assert_eq!(cell(&rows, 2, "requirements"), "memoire: unknown");
    assert_eq!(cell(&rows, 1, "minutes"), "recu/A101/minutes/C002.v1.toml;recu/B204/minutes/C002.v1.toml");
    assert_eq!(cell(&rows, 1, "versions"), "1;1");
}

#[test]
fn a_mark_is_points_or_a_level_by_its_name() {
    let rows = rows(&written(CsvFile::Items, CsvStyle::Standard), b',');
    assert_eq!((cell(&rows, 1, "BC01.1"), cell(&rows, 1, "BC01.2")), ("12.5", "03"));
    assert_eq!(cell(&rows, 1, "beyond_threshold"), "BC01.2");
}

#[test]
fn the_french_excel_reads_its_own_style() {
    let text = written(CsvFile::Items, CsvStyle::ExcelFr);
    assert!(text.starts_with("\u{feff}Certification;Identifiant;Nom;Prénom;Date;"), "{text}");
    assert!(
        text.lines().count() > 1 && text.split('\n').all(|line| line.is_empty() || line.ends_with('\r')),
        "{text:?}"
    );
    let items = rows(text.trim_start_matches('\u{feff}'), b';');
    assert_eq!((cell(&items, 1, "BC01.1"), cell(&items, 1, "Date")), ("12,5", "10/09/2026"));
    assert_eq!((cell(&items, 1, "BC01.2"), cell(&items, 1, "Écart signalé")), ("Maîtrisé", "BC01.2"));
    let results = written(CsvFile::Results, CsvStyle::ExcelFr);
    let results = rows(results.trim_start_matches('\u{feff}'), b';');
    assert_eq!(cell(&results, 4, "Résultat"), "à trancher");
    assert_eq!(cell(&results, 2, "À vérifier"), "Décisions différentes sur un bloc · Un nom, plusieurs identifiants");
    assert_eq!(cell(&results, 1, "BC02 salle"), "A101");
}

#[test]
fn no_cell_of_any_table_runs_as_a_formula() {
    for file in CsvFile::ALL {
        for (style, delimiter) in [(CsvStyle::Standard, b','), (CsvStyle::ExcelFr, b';')] {
            let text = written(file, style);
            let rows = rows(text.trim_start_matches('\u{feff}'), delimiter);
            assert!(rows.len() > 1, "{}", file.name());
            for cell in rows.iter().flatten() {
                let runs = cell.starts_with(['=', '+', '-', '@']) && cell.parse::<Decimal>().is_err();
                assert!(!runs && !cell.contains('\u{1b}'), "{}: {cell:?}", file.name());
            }
        }
    }
    let items = rows(&written(CsvFile::Blocks, CsvStyle::Standard), b',');
    assert_eq!((cell(&items, 3, "family_name"), cell(&items, 3, "given_name")), ("'-Dupont", "'=1+1"));
    assert_eq!(cell(&items, 3, "candidate"), "001");
}
