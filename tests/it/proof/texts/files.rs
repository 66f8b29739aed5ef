//! In the files of a session: the candidate list, as text and as a workbook, the session and the grid.

use std::fs;

use rust_xlsxwriter::Workbook;

use super::super::super::support::{Desk, Home};
use super::super::counted;
use super::{HOSTILE, NO_TEXT, hostile, inert, long, run, same_but, tree};

/// The columns of a list, each in its turn the hostile one.
const COLUMNS: [&str; 7] = ["identifiant", "nom", "prénom", "blocs", "heure", "aménagement", "groupe"];
const GOOD: [&str; 7] = ["C1", "Lefèvre", "Anaïs", "B1", "09:00", "", "g"];

fn row(at: usize, text: &[u8], quoted: bool) -> Vec<u8> {
    let cells = GOOD.iter().enumerate().map(|(place, good)| {
        if place != at {
            return good.as_bytes().to_vec();
        }
        if quoted { [b"\"", text.to_vec().as_slice(), b"\""].concat() } else { text.to_vec() }
    });
    cells.collect::<Vec<_>>().join(&b';')
}

fn list(at: usize, text: &[u8], quoted: bool) -> Vec<u8> {
    let mut bytes = [COLUMNS.join(";").into_bytes(), row(at, text, quoted)].join(&b'\n');
    bytes.push(b'\n');
    bytes
}

/// Checks, opens, tells of and exports a session, whatever is in it.
fn use_session(desk: &Desk<'_>, what: &str) -> usize {
    let home = desk.home;
    let path = desk.text_path().to_owned();
    let before = tree(home.path(".").as_path());
    let checked = run(home, what, &["check", &path], b"");
    let script = "état\nouvrir C1\nprésents tous\nitems\nquitter\n";
    run(home, what, &["run", &path, "--line"], script.as_bytes());
    run(home, what, &["journal", &path], b"");
    run(home, what, &["export", &path, "--to", home.path("out.zip").to_str().unwrap()], b"");
    run(home, what, &["keys", "signers", &path], b"");
    let after = tree(home.path(".").as_path());
    same_but(what, &before, &after, &[&home.path("./s"), &home.path("./out.zip")]);
    assert!(checked.is_some());
    5
}

#[test]
fn in_a_candidate_list() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    let (mut inputs, mut programs) = (0, 0);
    let texts: Vec<(&str, Vec<u8>)> = HOSTILE
        .iter()
        .map(|(name, text)| (*name, text.as_bytes().to_vec()))
        .chain(long().into_iter().map(|(name, text)| (name, text.into_bytes())))
        .chain(NO_TEXT.iter().map(|(name, bytes)| (*name, bytes.to_vec())))
        .collect();
    // Every text in every column, checked; and one of them used in each.
    for (number, (name, text)) in texts.iter().enumerate() {
        for (at, column) in COLUMNS.iter().enumerate() {
            inputs += 1;
            if !super::whole() && number % COLUMNS.len() != at {
                continue;
            }
            let what = format!("{name} in « {column} »");
            for quoted in [false, true] {
                fs::write(desk.path("candidates.csv"), list(at, text, quoted)).unwrap();
                run(&home, &what, &["check", desk.path("candidates.csv").to_str().unwrap()], b"");
                programs += 1;
            }
            let _ = fs::remove_file(desk.path("journal.jsonl"));
            programs += use_session(&desk, &what);
        }
        // In the header, and as the whole file.
        let header = [text.as_slice(), b";identifiant;nom\na;b;c\n"].concat();
        for bytes in [header, text.clone()] {
            let file = home.write("odd.csv", bytes);
            run(&home, name, &["check", file.to_str().unwrap()], b"");
            programs += 1;
        }
        inputs += 2;
    }
    counted(
        "hostile texts in candidate lists",
        &format!("{inputs} inputs, {programs} programs run, nothing but plain text said"),
    );
    assert!(inputs == texts.len() * 9 && programs >= texts.len() * 9);
}

#[test]
fn in_a_workbook() {
    let home = Home::new();
    let mut inputs = 0;
    for (name, text) in hostile() {
        for at in 0..COLUMNS.len() {
            if text.len() > 30_000 || (!super::whole() && at > 2) {
                continue;
            }
            let mut book = Workbook::new();
            let sheet = book.add_worksheet();
            for (column, (title, good)) in COLUMNS.iter().zip(GOOD).enumerate() {
                let column_number = u16::try_from(column).unwrap();
                sheet.write_string(0, column_number, *title).unwrap();
                let cell = if column == at { text.as_str() } else { good };
                sheet.write_string(1, column_number, cell).unwrap();
            }
            let file = home.write("list.xlsx", book.save_to_buffer().unwrap());
            run(&home, name, &["check", file.to_str().unwrap()], b"");
            inputs += 1;
        }
    }
    for (name, text) in hostile() {
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
        let cells: Vec<String> = [COLUMNS.map(str::to_owned).to_vec(), {
            let mut row: Vec<String> = GOOD.iter().map(|good| (*good).to_owned()).collect();
            row[1] = escaped;
            row
        }]
        .iter()
        .map(|row| {
            let cell = |text: &String| {
                format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
            };
            format!("<table:table-row>{}</table:table-row>", row.iter().map(cell).collect::<String>())
        })
        .collect();
        let file = home.write("list.ods", ods(&cells.concat()));
        run(&home, name, &["check", file.to_str().unwrap()], b"");
        inputs += 1;
    }
    counted("hostile texts in workbooks", &format!("{inputs} workbooks checked, nothing but plain text said"));
    assert!(inputs >= hostile().len() * 3);
}

fn ods(rows: &str) -> Vec<u8> {
    use std::io::Write as _;
    use zip::write::SimpleFileOptions;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("mimetype", SimpleFileOptions::default()).unwrap();
    zip.write_all(b"application/vnd.oasis.opendocument.spreadsheet").unwrap();
    zip.start_file("content.xml", SimpleFileOptions::default()).unwrap();
    let spaces = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
                  xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
                  xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"";
    write!(
        zip,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content {spaces}><office:body><office:spreadsheet>\
         <table:table table:name=\"a\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    .unwrap();
    zip.finish().unwrap().into_inner()
}

/// As a TOML string, every way of writing one: as it is where TOML allows, and escaped.
fn quoted(text: &str) -> Vec<String> {
    let escaped: String = text
        .chars()
        .map(|c| match c {
            '"' | '\\' => format!("\\{c}"),
            c if c.is_control() => format!("\\u{:04X}", u32::from(c)),
            c => c.to_string(),
        })
        .collect();
    let all: Vec<String> = text.chars().map(|c| format!("\\U{:08X}", u32::from(c))).collect();
    vec![format!("\"{text}\""), format!("\"{escaped}\""), format!("\"{}\"", all.concat())]
}

#[test]
fn in_the_session_and_in_the_grid() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    let files = [
        (
            "session.toml",
            &[
                "\"essai\"",
                "\"B204\"",
                "\"claire.moreau\"",
                "\"professionnel\"",
                "\"collegial\"",
                "\"keys/claire.moreau\"",
            ][..],
        ),
        (
            "grid.toml",
            &[
                "\"ESSAI\"",
                "\"Certification d’essai\"",
                "\"presentation\"",
                "\"Présentation\"",
                "\"non-acquis\"",
                "\"Non acquis\"",
                "\"B1.1\"",
                "\"Concevoir\"",
                "\"Étudier la demande\"",
                "\"inventée pour les essais\"",
            ],
        ),
    ];
    let (mut inputs, mut programs) = (0, 0);
    let texts: Vec<_> = HOSTILE.iter().map(|(name, text)| (*name, (*text).to_owned())).chain(long()).collect();
    for (file, places) in files {
        let good = desk.read(file);
        for (number, (name, text)) in texts.iter().enumerate() {
            for (at, place) in places.iter().enumerate() {
                if !super::whole() && number % places.len() != at {
                    continue;
                }
                for (way, written) in quoted(text).into_iter().enumerate() {
                    assert!(good.contains(place), "{place} is not in {file}");
                    fs::write(desk.path(file), good.replacen(place, &written, 1)).unwrap();
                    let what = format!("{name} for {place} in {file}, way {way}");
                    let _ = fs::remove_file(desk.path("journal.jsonl"));
                    if way == 1 {
                        programs += use_session(&desk, &what);
                    } else {
                        run(&home, &what, &["check", desk.text_path()], b"");
                        programs += 1;
                    }
                    inputs += 1;
                }
            }
        }
        for (name, bytes) in NO_TEXT {
            let at = good.find(places[0]).unwrap() + 1;
            let odd = [&good.as_bytes()[..at], bytes, &good.as_bytes()[at..]].concat();
            fs::write(desk.path(file), odd).unwrap();
            programs += use_session(&desk, name);
            inputs += 1;
        }
        fs::write(desk.path(file), good).unwrap();
    }
    inert("the counts", b"");
    counted("hostile texts in session.toml and grid.toml", &format!("{inputs} inputs, {programs} programs run"));
    assert!(inputs >= texts.len() * 6 && programs > inputs);
}
