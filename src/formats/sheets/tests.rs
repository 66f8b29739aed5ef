use std::io::{Cursor, Write as _};

use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::super::faults::{Column, FileFault, ListFault, SheetFault};
use super::super::problem::{ProblemKind, Problems, Severity};
use super::super::{List, Read, read_candidates, read_list};
use crate::domain::candidate::Accommodation;

const TITLES: [&str; 6] = ["Identifiant", "Nom", "Prénom", "Blocs", "Heure", "Aménagement"];

fn read(bytes: &[u8]) -> Result<Read<List>, Problems> {
    read_list("liste.xlsx", bytes, None)
}

/// A workbook of one sheet with the titles in row 1 and two candidates below.
fn workbook(change: impl Fn(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    change(&mut book.worksheets_mut()[0]);
    book.save_to_buffer().unwrap()
}

fn fill(sheet: &mut Worksheet) {
    for (row, cells) in [TITLES, ["C001", "Lefèvre", "Zoé", "1", "09:00", ""], ["C002", "Roux", "Éva", "2", "", "1/3"]]
        .into_iter()
        .enumerate()
    {
        for (column, cell) in cells.into_iter().enumerate() {
            let (row, column) = (u32::try_from(row).unwrap(), u16::try_from(column).unwrap());
            sheet.write_string(row, column, cell).unwrap();
        }
    }
}

/// Where problems are and what they are, without what repeats the file.
fn found(problems: &Problems) -> Vec<(Option<&str>, ProblemKind)> {
    problems.iter().map(|problem| (problem.cell.as_deref(), problem.kind.clone())).collect()
}

fn refused(bytes: &[u8]) -> ProblemKind {
    let problems = read(bytes).unwrap_err();
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert_eq!(problems[0].place, None);
    problems.into_iter().next().unwrap().kind
}

/// A zip with these parts.
fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// An `.ods` with this inside its body, in two sheets' styles: `ta1`, and `ta2` that hides.
fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content><office:automatic-styles>
        <style:style style:name="ta1"><style:table-properties table:display="true"/></style:style>
        <style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>
        </office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    package(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_bytes())])
}

fn ods_text(text: &str) -> String {
    format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
}

/// A sheet with the titles in row 1 and these rows.
fn ods_table(style: &str, rows: &str) -> String {
    let titles: String = TITLES.iter().map(|title| ods_text(title)).collect();
    format!(
        r#"<table:table table:name="Jury &amp; salle" table:style-name="{style}"><table:table-column/>
        <table:table-row>{titles}</table:table-row>{rows}</table:table>"#
    )
}

/// A row of an `.ods` with an identifier and an hour as given, sound otherwise.
fn ods_row(id: &str, time: &str) -> String {
    let [family, given, blocks] = ["Roux", "Éva", "2"].map(ods_text);
    format!("<table:table-row>{id}{family}{given}{blocks}{time}</table:table-row>")
}

/// An `.xlsx` of one sheet with these rows, as small as it may be.
fn xlsx(rows: &str) -> Vec<u8> {
    xlsx_with(&format!("<x:worksheet><x:sheetData>{rows}</x:sheetData></x:worksheet>"), "<sst/>")
}

fn xlsx_with(sheet: &str, strings: &str) -> Vec<u8> {
    let relation = |id, kind, target| {
        format!(r#"<Relationship Id="{id}" Type="http://x/relationships/{kind}" Target="{target}"/>"#)
    };
    let relations = |all: &str| format!("<Relationships>{all}</Relationships>");
    let of_book = relation("a", "worksheet", "/w/s.xml") + &relation("b", "sharedStrings", "t.xml");
    package(&[
        ("_rels/.rels", relations(&relation("r", "officeDocument", "w/book.xml")).as_bytes()),
        ("w/_rels/book.xml.rels", relations(&of_book).as_bytes()),
        ("w/book.xml", br#"<workbook><sheets><sheet name="F" r:id="a"/></sheets></workbook>"#),
        ("w/s.xml", sheet.as_bytes()),
        ("w/t.xml", strings.as_bytes()),
    ])
}

/// A row of inline texts, without places.
fn inline(cells: &[&str]) -> String {
    let cells = cells.iter().map(|cell| format!(r#"<x:c t="inlineStr"><x:is><x:t>{cell}</x:t></x:is></x:c>"#));
    format!("<x:row>{}</x:row>", cells.collect::<String>())
}

#[test]
fn a_list_from_a_workbook_is_the_list_from_its_csv() {
    let csv = "Identifiant;Nom;Prénom;Blocs;Heure;Aménagement\nC001;Lefèvre;Zoé;1;09:00;\nC002;Roux;Éva;2;;1/3\n";
    let expected = read_candidates("liste.csv", csv.as_bytes(), None).unwrap().value;
    let list = read(&workbook(|_| {})).unwrap();
    assert_eq!(list.warnings, []);
    assert_eq!(list.value.candidates, expected);
    let from = list.value.workbook.unwrap();
    assert_eq!((from.sheet.as_str(), from.titles, from.csv.as_str()), ("Sheet1", 1, csv));
    // A CSV needs no workbook, whatever its name.
    let plain = read(csv.as_bytes()).unwrap().value;
    assert_eq!((plain.candidates, plain.workbook), (expected, None));
}

#[test]
fn cells_of_every_type_are_what_a_person_reads() {
    let time = Format::new().set_num_format("[$-40C]hh:mm");
    let zeros = Format::new().set_num_format("0000");
    let bytes = workbook(|sheet| {
        let nine_twenty = ExcelDateTime::from_hms(9, 20, 0).unwrap();
        sheet.write_number_with_format(1, 0, 7, &zeros).unwrap();
        sheet.write_formula(1, 1, Formula::new("=UPPER(\"a\")").set_result("Lefèvre;\"Roux\"\nNoir, Zoé")).unwrap();
        sheet.write_datetime_with_format(1, 4, &nine_twenty, &time).unwrap();
        sheet.write_boolean(1, 5, true).unwrap();
        sheet.write_number(1, 3, 1).unwrap();
        // Empty rows, then one more candidate: an identifier that is a number.
        sheet.write_number(5, 0, 20_270_614).unwrap();
        sheet.write_string(5, 1, "=1+1").unwrap();
        sheet.write_string(5, 2, " Ève ").unwrap();
        sheet.write_string(5, 3, "3").unwrap();
    });
    let list = read(&bytes).unwrap();
    assert_eq!(found(&list.warnings), [(Some("A6"), SheetFault::NumberAsIdentifier.into())]);
    let [first, _, third] = list.value.candidates.as_slice() else { panic!("{list:#?}") };
    assert_eq!((first.id.as_str(), first.family_name.as_str()), ("0007", "Lefèvre;\"Roux\" Noir, Zoé"));
    assert_eq!(first.scheduled.unwrap().to_string(), "09:20:00");
    assert_eq!((first.accommodation, first.blocks[0].as_str()), (Accommodation::THIRD, "1"));
    assert_eq!((third.id.as_str(), third.family_name.as_str(), third.given_name.as_str()), ("20270614", "=1+1", "Ève"));
    // What the session keeps reads as the same, without the empty rows.
    let csv = list.value.workbook.unwrap().csv;
    assert_eq!(csv.lines().count(), 4);
    assert_eq!(read_candidates("c", csv.as_bytes(), None).unwrap().value, list.value.candidates);
}

#[test]
fn commas_in_titles_are_no_separators() {
    let title = "a, b, c, d, e, f, g, h";
    let bytes = workbook(|sheet| {
        sheet.write_string(0, 6, title).unwrap();
    });
    let list = read(&bytes).unwrap();
    assert_eq!(found(&list.warnings), [(Some("G1"), ListFault::HeaderOfGrid { header: title.into() }.into())]);
}

#[test]
fn places_are_cells_and_rows_of_the_sheet() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.merge_range(0, 0, 0, 3, "Jury du 14 juin, session d’été", &Format::new()).unwrap();
    sheet.write_string(1, 0, "Nom :").unwrap();
    for (column, title) in (2..).zip(TITLES) {
        sheet.write_string(4, column, title).unwrap();
    }
    for (row, id, name) in [(6, "A", "Roux"), (8, "A", ""), (9, "a", "Noir")] {
        sheet.write_string(row, 2, id).unwrap();
        sheet.write_string(row, 3, name).unwrap();
        sheet.write_string(row, 4, "Zoé\n\"Z\"").unwrap();
        sheet.write_string(row, 5, "1").unwrap();
        sheet.write_string(row, 6, if row == 9 { "midi" } else { "" }).unwrap();
    }
    sheet.write_string(8, 1, "à voir").unwrap();
    sheet.write_string(9, 9, "vu").unwrap();
    let problems = read(&book.save_to_buffer().unwrap()).unwrap_err();
    let id = |id: &str| id.to_owned();
    assert_eq!(
        found(&problems),
        [
            (None, SheetFault::Outside { cell: "B9".into() }.into()),
            (None, SheetFault::Outside { cell: "J10".into() }.into()),
            (Some("C9"), ListFault::DuplicateIdentifier { id: id("A"), first_line: 7 }.into()),
            (Some("D9"), ListFault::EmptyField { column: Column::FamilyName }.into()),
            (Some("C10"), ListFault::CaseOnly { id: id("a"), first: id("A"), first_line: 7 }.into()),
            (Some("G10"), ListFault::BadTime { written: "midi".into() }.into()),
        ]
    );
    let place = problems[5].place.unwrap();
    assert_eq!((place.line, problems[5].excerpt.as_deref()), (10, Some("a;Noir;\"Zoé \"\"Z\"\"\";1;midi;")));
}

#[test]
fn what_a_spreadsheet_program_changed_is_refused_at_its_cell() {
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let day = ExcelDateTime::from_ymd(2026, 2, 1).unwrap();
    let bytes = workbook(|sheet| {
        sheet.write_formula(1, 0, Formula::new("=NA()").set_result("#N/A")).unwrap();
        sheet.write_datetime_with_format(1, 3, &day, &date).unwrap();
        sheet.write_datetime_with_format(1, 4, &day, &date).unwrap();
        sheet.write_number(2, 0, 1_234_567_890_123_456.0).unwrap();
        sheet.write_datetime_with_format(2, 5, &day, &date).unwrap();
        sheet.merge_range(1, 1, 2, 1, "Roux", &Format::new()).unwrap();
        sheet.merge_range(7, 7, 8, 8, "", &Format::new()).unwrap();
    });
    let written = "2026-02-01".to_owned();
    let became = || SheetFault::BecameDate { written: written.clone() }.into();
    assert_eq!(
        found(&read(&bytes).unwrap_err()),
        [
            (None, SheetFault::Merged { range: "B2:B3".into() }.into()),
            (Some("A2"), SheetFault::ErrorValue { written: "#N/A".into() }.into()),
            (Some("D2"), became()),
            (Some("E2"), ListFault::BadTime { written: written.clone() }.into()),
            (Some("A3"), SheetFault::LongNumber.into()),
            (Some("B3"), ListFault::EmptyField { column: Column::FamilyName }.into()),
            (Some("F3"), became()),
        ]
    );
}

#[test]
fn a_formula_without_its_result_is_not_an_empty_cell() {
    let row = |cell: &str| {
        inline(&TITLES) + &inline(&["C1", "D", "Z", "1", ""]).replace("</x:row>", &format!("{cell}</x:row>"))
    };
    let problems = read(&xlsx(&row("<x:c><x:f>A1</x:f><x:v></x:v></x:c>"))).unwrap_err();
    assert_eq!(found(&problems), [(Some("F2"), SheetFault::NoResult.into())]);
    let list = read(&xlsx(&row(r#"<x:c t="str"><x:f>A1</x:f><x:v></x:v></x:c>"#))).unwrap();
    assert_eq!(list.value.candidates[0].accommodation, Accommodation::None);
}

#[test]
fn texts_in_pieces_are_one_without_how_they_are_spoken() {
    let strings = "<sst><si><t>non</t></si><si><r><t>Le</t></r><r><t xml:space=\"preserve\">fèvre </t></r><rPh><t>x</t></rPh></si></sst>";
    let shared = r#"<x:row r="3"><x:c r="B3" t="s"><x:v>1</x:v></x:c><x:c r="A3" t="inlineStr"><x:is><x:t>C1</x:t></x:is></x:c>
        <x:c r="C3" t="str"><x:v>Zo&#233;_x0041_ &amp; c</x:v></x:c><x:c r="D3"><x:v>1</x:v></x:c></x:row>"#;
    let sheet = format!("<x:worksheet><x:sheetData>{}{shared}</x:sheetData></x:worksheet>", inline(&TITLES));
    let list = read(&xlsx_with(&sheet, strings)).unwrap();
    let candidate = &list.value.candidates[0];
    assert_eq!((candidate.family_name.as_str(), candidate.given_name.as_str()), ("Lefèvre", "ZoéA & c"));
    // A text that is not there is no empty one.
    let missing = sheet.replace("<x:v>1</x:v>", "<x:v>9</x:v>");
    assert_eq!(refused(&xlsx_with(&missing, strings)), SheetFault::Damaged.into());
}

#[test]
fn the_sheet_is_the_only_one_shown_that_has_titles() {
    let book = |hidden: [bool; 2]| {
        let mut book = Workbook::new();
        book.add_worksheet().set_name("Notice").unwrap().write_string(0, 0, "Nom").unwrap();
        for (name, hidden) in ["B204", "A101"].into_iter().zip(hidden) {
            let sheet = book.add_worksheet().set_name(name).unwrap().set_hidden(hidden);
            fill(sheet);
        }
        book.save_to_buffer().unwrap()
    };
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    assert_eq!(read(&book([true, false])).unwrap().value.workbook.unwrap().sheet, "A101");
    let both = names(&["B204", "A101"]);
    assert_eq!(refused(&book([false, false])), SheetFault::SeveralSheets { sheets: both.clone() }.into());
    assert_eq!(refused(&book([true, true])), SheetFault::OnlyHidden { sheets: both }.into());
    let mut empty = Workbook::new();
    empty.add_worksheet();
    assert_eq!(refused(&empty.save_to_buffer().unwrap()), SheetFault::NoTitles { sheets: names(&["Sheet1"]) }.into());
    let titles_alone = xlsx(&inline(&TITLES));
    assert_eq!(refused(&titles_alone), ListFault::NoCandidate.into());
}

#[test]
fn open_documents_are_read_with_what_they_show() {
    let number = |value: &str, shown: &str| {
        format!(
            r#"<table:table-cell office:value-type="float" office:value="{value}"><text:p>{shown}</text:p></table:table-cell>"#
        )
    };
    let nine = r#"<table:table-cell office:value-type="time" office:time-value="PT09H30M00S"><text:p>9 h 30</text:p></table:table-cell>"#;
    let noted = r#"<table:table-cell office:value-type="string"><office:annotation><text:p>à voir</text:p></office:annotation><text:p>C<text:span>0</text:span>1</text:p><text:p>b<text:s text:c="2"/>c</text:p><draw:frame><text:p>dessin</text:p></draw:frame></table:table-cell>"#;
    let shapes = format!("<table:shapes>{}</table:shapes>", ods_table("ta1", &ods_row("", "")));
    let rows = [
        ods_row(&number("7", "007"), nine),
        r#"<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>"#.into(),
        ods_row(noted, r#"<table:covered-table-cell office:value-type="string"><text:p>caché</text:p></table:covered-table-cell><table:table-cell office:value-type="boolean" office:boolean-value="true"/>"#),
        r#"<table:table-row table:number-rows-repeated="1048500"><table:table-cell/></table:table-row>"#.into(),
    ];
    let list = read(&ods(&(ods_table("ta2", "") + &ods_table("ta1", &(shapes + &rows.concat()))))).unwrap();
    let same = ListFault::SameName { name: "Éva Roux".into(), first_line: 2 };
    assert_eq!(found(&list.warnings), [(Some("B6"), same.into())]);
    let [first, second] = list.value.candidates.as_slice() else { panic!("{list:#?}") };
    assert_eq!((first.id.as_str(), first.scheduled.unwrap().to_string().as_str()), ("007", "09:30:00"));
    assert_eq!((second.id.as_str(), second.accommodation), ("C01 b  c", Accommodation::THIRD));
    assert_eq!(list.value.workbook.unwrap().sheet, "Jury & salle");
}

#[test]
fn faults_of_open_documents_are_at_their_cells() {
    let with = |cell: &str| ods(&ods_table("ta1", &ods_row(&ods_text("C1"), cell)));
    let error = r#"<table:table-cell table:formula="of:=NA()" office:value-type="string" calcext:value-type="error"><text:p>#N/D</text:p></table:table-cell>"#;
    let other = r#"<table:table-cell table:formula="of:=1/0" office:value-type="float" office:value="0"><text:p>#DIV/0!</text:p></table:table-cell>"#;
    let none = r#"<table:table-cell table:formula="of:=A1"/>"#;
    let merged = r#"<table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>9h</text:p></table:table-cell>"#;
    for (cell, place, kind) in [
        (error, Some("E2"), SheetFault::ErrorValue { written: "#N/D".into() }),
        (other, Some("E2"), SheetFault::ErrorValue { written: "#DIV/0!".into() }),
        (none, Some("E2"), SheetFault::NoResult),
        (merged, None, SheetFault::Merged { range: "E2:E3".into() }),
    ] {
        assert_eq!(found(&read(&with(cell)).unwrap_err()), [(place, kind.into())]);
    }
    let twice = ods(&ods_table(
        "ta1",
        &ods_row(&ods_text("C1"), "")
            .replace("<table:table-row>", r#"<table:table-row table:number-rows-repeated="2">"#),
    ));
    let again = ListFault::DuplicateIdentifier { id: "C1".into(), first_line: 2 };
    assert_eq!(found(&read(&twice).unwrap_err())[0], (Some("A3"), again.into()));
}

#[test]
fn what_is_no_workbook_is_named() {
    let compound = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 600], &name].concat()
    };
    assert_eq!(refused(&compound("Workbook")), SheetFault::OldWorkbook.into());
    assert_eq!(refused(&compound("EncryptedPackage")), SheetFault::Password.into());
    let manifest = b"<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let locked = package(&[("content.xml", b"\x01\x02"), ("META-INF/manifest.xml", manifest)]);
    assert_eq!(refused(&locked), SheetFault::Password.into());
    assert_eq!(refused(&package(&[("encrypted-package", b"x")])), SheetFault::Password.into());
    assert_eq!(refused(&package(&[("word/document.xml", b"<x/>")])), SheetFault::NotAWorkbook.into());
    assert_eq!(refused(b"PK\x03\x04 and no more"), SheetFault::Damaged.into());
    assert_eq!(refused(b"\xEF\xBB\xBF\r\n<html><table>"), SheetFault::Markup.into());
    assert_eq!(refused(b""), FileFault::Empty.into());
    // In a session's folder the list is CSV.
    let kind = read_candidates("candidates.csv", &workbook(|_| {}), None).unwrap_err().remove(0).kind;
    assert_eq!(kind, SheetFault::InSession.into());
}

#[test]
fn broken_documents_are_damaged() {
    for content in [
        "",
        "<a>",
        "<a></b>",
        "<a>&own;</a>",
        "<table:table><table:table-row><table:table-cell>",
        r#"<a><table:table><table:table-row table:number-rows-repeated="0"/></table:table></a>"#,
        r#"<a><table:table><table:table-row><table:table-cell table:number-columns-repeated="-1"/></table:table-row></table:table></a>"#,
    ] {
        // Nothing at all is a document of no sheets.
        let expected = if content.is_empty() { SheetFault::NoTitles { sheets: vec![] } } else { SheetFault::Damaged };
        assert_eq!(refused(&package(&[("content.xml", content.as_bytes())])), expected.into(), "{content}");
    }
    assert_eq!(refused(&package(&[("content.xml", b"<a>\xff</a>")])), SheetFault::Damaged.into());
    for rows in [
        "<x:row r=\"0\"><x:c r=\"A0\"/></x:row>",
        "<x:row><x:c r=\"ZZZZ1\"><x:v>1</x:v></x:c></x:row>",
        "<x:row r=\"x\"/>",
    ] {
        assert_eq!(refused(&xlsx(rows)), SheetFault::Damaged.into(), "{rows}");
    }
}

#[test]
fn what_unpacks_without_end_is_refused() {
    // Thirty-three million blanks take thirty thousand bytes.
    let blanks = vec![b' '; 33 << 20];
    let bomb = package(&[("content.xml", &blanks)]);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(refused(&bomb), SheetFault::TooLarge.into());
    assert_eq!(refused(&[b"PK\x03\x04".as_slice(), &vec![0; 17 << 20]].concat()), SheetFault::TooLarge.into());
    // One row that stands for a million, one text for many cells.
    let row = ods_row(&ods_text("C1"), "")
        .replace("<table:table-row>", r#"<table:table-row table:number-rows-repeated="1000000">"#);
    assert_eq!(refused(&ods(&ods_table("ta1", &row))), SheetFault::TooLarge.into());
    let strings = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(1 << 20));
    let cells = r#"<x:c t="s"><x:v>0</x:v></x:c>"#.repeat(40);
    let sheet = format!("<x:worksheet><x:sheetData><x:row>{cells}</x:row></x:sheetData></x:worksheet>");
    assert_eq!(refused(&xlsx_with(&sheet, &strings)), SheetFault::TooLarge.into());
    let blanks = ods_text("C").replace("</text:p>", "<text:s text:c=\"4000000000\"/>1</text:p>");
    let problems = read(&ods(&ods_table("ta1", &ods_row(&blanks, "")))).unwrap_err();
    assert_eq!(found(&problems), [(Some("A2"), ListFault::LongIdentifier { found: 66 }.into())]);
    let mut book = Workbook::new();
    for _ in 0..257 {
        book.add_worksheet();
    }
    assert_eq!(refused(&book.save_to_buffer().unwrap()), SheetFault::TooLarge.into());
    let many = format!("<sst>{}</sst>", "<si/>".repeat(200_001));
    assert_eq!(refused(&xlsx_with("<x:worksheet/>", &many)), SheetFault::TooLarge.into());
}

/// A good document with a stretch replaced by what documents are made of.
fn mutated(good: String) -> impl Strategy<Value = String> {
    let piece = "(<table:table-row|<table:table-cell>|</text:p>|<x:c r=\"|<x:v>|</x:row>|[<>/\"=&;0-9A-Ca é]{0,9})";
    (0..=good.len(), 0..40_usize, piece).prop_map(move |(at, length, piece)| {
        let cut = |mut at: usize| {
            at = at.min(good.len());
            while !good.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        format!("{}{piece}{}", &good[..cut(at)], &good[cut(at + length)..])
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_document_makes_the_reader_panic(
        table in mutated(ods_table("ta1", &ods_row(&ods_text("C1"), &ods_text("9h")))),
        sheet in mutated(inline(&TITLES) + r#"<x:row r="3"><x:c r="A3" s="1" t="n"><x:v>7</x:v></x:c><x:mergeCell ref="A1:B2"/></x:row>"#),
        at in 0..600_usize,
        byte in any::<u8>(),
    ) {
        let mut torn = xlsx(&sheet);
        let _ = read(&torn);
        if let Some(there) = torn.get_mut(at) {
            *there = byte;
        }
        let _ = read(&torn);
        if let Ok(list) = read(&ods(&table)) {
            let csv = list.value.workbook.unwrap().csv;
            prop_assert_eq!(read_candidates("c", csv.as_bytes(), None).unwrap().value, list.value.candidates);
        }
    }

    #[test]
    fn whatever_the_cells_say_the_sessions_list_says_the_same(cells in proptest::collection::vec("[ab1;,\"'=\t\n\r é\u{feff}\u{202e}-]{1,6}", 8)) {
        let bytes = workbook(|sheet| {
            for (column, cell) in cells.iter().enumerate() {
                let (row, column) = (1 + u32::try_from(column / 4).unwrap(), u16::try_from(column % 4).unwrap());
                sheet.write_string(row, column, cell).unwrap();
            }
        });
        match read(&bytes) {
            Ok(list) => {
                let csv = list.value.workbook.unwrap().csv;
                prop_assert_eq!(read_candidates("c", csv.as_bytes(), None).unwrap().value, list.value.candidates);
            }
            Err(problems) => prop_assert!(problems.iter().any(|problem| problem.severity == Severity::Error)),
        }
    }
}
