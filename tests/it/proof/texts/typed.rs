//! Typed and pasted: in line mode, and what comes of it in minutes, tables and workbooks.

use std::fs;
use std::io::Read as _;

use super::super::super::support::{Desk, Home};
use super::super::counted;
use super::{HOSTILE, NO_TEXT, hostile, inert, long, run, same_but, tree};

/// What takes a text in line mode; `{}` is where it stands.
const COMMANDS: [&str; 14] = [
    "ouvrir {}",
    "{}",
    "commenter B1.1 {}",
    "noter B1.1 {}",
    "noter {} 3",
    "incident {}",
    "pause {}",
    "décider B1 refusé {}",
    "déport claire.moreau {}",
    "reporter {}",
    "signer {}",
    "ajouter {}",
    "aide {}",
    "items {}",
];

#[test]
fn in_line_mode() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    let before = tree(home.path(".").as_path());
    let mut inputs = 0;
    let texts = HOSTILE.iter().map(|(name, text)| (*name, text.as_bytes().to_vec()));
    let texts = texts.chain(long().into_iter().map(|(name, text)| (name, text.into_bytes())));
    let no_text = NO_TEXT.iter().map(|(name, bytes)| (*name, bytes.to_vec()));
    let mut script = b"ouvrir C1\npr\xc3\xa9sents tous\nd\xc3\xa9marrer\n".to_vec();
    for (_, text) in texts.chain(no_text) {
        for command in COMMANDS {
            let (before, after) = command.split_once("{}").unwrap();
            script.extend([before.as_bytes(), &text, after.as_bytes(), b"\nreprendre\n"].concat());
            inputs += 1;
        }
    }
    script.extend("état\nitems\n".as_bytes());
    run(&home, "line mode", &["run", desk.text_path(), "--line"], &script);
    for command in ["journal", "check"] {
        run(&home, command, &[command, desk.text_path()], b"");
    }
    run(&home, "export", &["export", desk.text_path(), "--to", home.path("out.zip").to_str().unwrap()], b"");
    let but = [home.path("./s"), home.path("./out.zip")];
    same_but("line mode", &before, &tree(home.path(".").as_path()), &[&but[0], &but[1]]);
    // What is kept of them is text that a person can read.
    let journal = desk.journal();
    let texts = journal.iter().flat_map(strings);
    let mut kept = 0;
    for text in texts {
        kept += 1;
        inert("the journal", text.as_bytes());
    }
    counted(
        "hostile texts typed in line mode",
        &format!("{inputs} lines, {kept} texts kept in the journal, all plain"),
    );
    assert!(inputs > 40 * COMMANDS.len() && kept > 100);
}

/// Every text in a record, however deep.
fn strings(value: &serde_json::Value) -> Vec<String> {
    match value {
        serde_json::Value::String(text) => vec![text.clone()],
        serde_json::Value::Array(all) => all.iter().flat_map(strings).collect(),
        serde_json::Value::Object(all) => all.values().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}

/// Hears two candidates whose names and comments mean harm, up to what the secretariat makes of them.
fn heard(desk: &Desk<'_>, text: &str) {
    let one_line = text.replace(['\r', '\n'], " ");
    let mut lines = vec!["ouvrir C1".to_owned(), "présents tous".to_owned(), "démarrer".to_owned()];
    for item in super::super::super::support::SMALL_ITEMS {
        lines.push(format!("noter {item} 3"));
        lines.push(format!("commenter {item} {one_line}"));
    }
    lines.push(format!("incident {one_line}"));
    lines.extend(["suivant", "suivant"].map(str::to_owned));
    lines.push(format!("décider B1 refusé {one_line} motif"));
    lines.push("décider B2 validé".to_owned());
    lines.extend(["signer claire.moreau", "fermer"].map(str::to_owned));
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    desk.script(&lines, &["--stop-on-error"]).ends_with(0);
}

/// Whether a spreadsheet would run a cell: numbers that we wrote ourselves are no formulas.
fn runs(cell: &str) -> bool {
    let first = cell.trim_start_matches(|c: char| c.is_control() || c.is_whitespace()).chars().next();
    let first = first.or_else(|| cell.chars().next());
    let begins = |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠');
    first.is_some_and(begins) && cell.parse::<f64>().is_err()
}

#[test]
fn no_formula_reaches_a_spreadsheet() {
    let home = Home::new();
    let (mut tables, mut cells, mut books) = (0, 0, 0);
    let formulas: Vec<(&str, String)> = HOSTILE
        .iter()
        .filter(|(name, _)| name.contains("formula") || name.contains("spreadsheet") || name.contains("equals"))
        .map(|(name, text)| (*name, (*text).to_owned()))
        .chain([
            ("formula on the second line", "a =1+1".to_owned()),
            ("dde", "=DDE(\"cmd\";\"/C calc\";\"x\")".to_owned()),
        ])
        .collect();
    for (number, (name, text)) in formulas.iter().enumerate() {
        let desk = home.small(&format!("s{number}"), "20min", "");
        let cell = text.trim().replace('"', "\"\"");
        fs::write(
            desk.path("candidates.csv"),
            format!("identifiant;nom;prénom;blocs\nC1;\"{cell}\";\"{cell}\";B1 B2\n"),
        )
        .unwrap();
        heard(&desk, text);
        let signers = desk.signers();
        let out = home.path(&format!("out{number}"));
        let rooms = ["--signers", signers.to_str().unwrap(), "--out", out.to_str().unwrap()];
        for style in [&[][..], &["--certificates"]] {
            let args = [&["consolidate", desk.text_path()][..], &rooms, style].concat();
            run(&home, name, &args, b"");
        }
        run(
            &home,
            name,
            &["verify", desk.path("minutes").to_str().unwrap(), "--signers", signers.to_str().unwrap()],
            b"",
        );
        for folder in [out, desk.path("minutes")] {
            for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                match entry.extension().and_then(|extension| extension.to_str()) {
                    Some("csv") => {
                        let bytes = fs::read(&entry).unwrap();
                        let text = String::from_utf8(bytes).unwrap();
                        let text = text.trim_start_matches('\u{feff}');
                        let delimiter = if text.lines().next().unwrap().contains(';') { b';' } else { b',' };
                        let mut rows = csv::ReaderBuilder::new()
                            .has_headers(false)
                            .delimiter(delimiter)
                            .flexible(true)
                            .from_reader(text.as_bytes());
                        for row in rows.records() {
                            for cell in &row.unwrap() {
                                let run = cell.split('\n').any(runs);
                                assert!(!run, "{name}: {cell:?} in {}", entry.display());
                                cells += 1;
                            }
                        }
                        tables += 1;
                    }
                    Some("xlsx") => {
                        let mut book = zip::ZipArchive::new(fs::File::open(&entry).unwrap()).unwrap();
                        for at in 0..book.len() {
                            let mut part = book.by_index(at).unwrap();
                            let mut text = String::new();
                            part.read_to_string(&mut text).unwrap();
                            for formula in ["<f>", "<f ", "externalLink", "ddeLink", "<hyperlink"] {
                                assert!(!text.contains(formula), "{name}: {formula} in {}", part.name().unwrap());
                            }
                        }
                        books += 1;
                    }
                    _ => {}
                }
            }
        }
    }
    counted(
        "formulas",
        &format!("{} texts, {cells} cells in {tables} tables and {books} workbooks, none runs", formulas.len()),
    );
    assert!(tables > 5 * formulas.len() && books == formulas.len() && cells > 1000);
}

#[test]
fn identifiers_lead_nowhere() {
    let home = Home::new();
    let (mut tried, mut heard) = (0, 0);
    let names = [
        "../../x",
        "..",
        ".",
        "/etc/x",
        "a/../../x",
        "..\\..\\x",
        "C:x",
        "CON",
        "-rf",
        "~",
        "a/b",
        ".caché",
        "x.v1.toml",
    ];
    let names = names.iter().map(|name| (*name).to_owned());
    for (number, name) in names.chain(hostile().into_iter().map(|(_, text)| text)).enumerate() {
        let desk = home.small(&format!("d{number}"), "20min", "");
        let cell = name.replace('"', "\"\"");
        fs::write(desk.path("candidates.csv"), format!("identifiant;nom;prénom;blocs\n\"{cell}\";A;B;B1 B2\n"))
            .unwrap();
        let before = tree(home.path(".").as_path());
        let mut lines = vec![format!("ouvrir {name}"), "présents tous".to_owned(), "démarrer".to_owned()];
        lines.extend(super::super::super::support::SMALL_ITEMS.map(|item| format!("noter {item} 3")));
        lines.extend(
            ["suivant", "suivant", "décider B1 validé", "décider B2 validé", "signer claire.moreau"].map(str::to_owned),
        );
        run(&home, &name, &["run", desk.text_path(), "--line"], (lines.join("\n") + "\n").as_bytes());
        let out = home.path(&format!("o{number}"));
        run(&home, &name, &["export", desk.text_path(), "--to", out.with_extension("zip").to_str().unwrap()], b"");
        let signers = home.path("allowed_signers");
        let said = home.run(&["keys", "signers", desk.text_path()]);
        fs::write(&signers, said.out).unwrap();
        let args =
            ["consolidate", desk.text_path(), "--signers", signers.to_str().unwrap(), "--out", out.to_str().unwrap()];
        run(&home, &name, &args, b"");
        let dot = home.path(".");
        let but = [dot.join(format!("d{number}")), dot.join(format!("o{number}")), dot.join("allowed_signers")];
        let but: Vec<_> = but.iter().map(std::path::PathBuf::as_path).collect();
        same_but(&name, &before, &tree(&dot), &but);
        // Minutes are files of one folder, whose names are plain.
        if let Ok(minutes) = fs::read_dir(desk.path("minutes")) {
            for file in minutes.map(|entry| entry.unwrap().file_name().into_string().unwrap()) {
                assert!(!file.starts_with('.') && file.len() <= 255, "{file:?}");
                assert!(file.chars().all(|c| c.is_ascii_alphanumeric() || "._-%~".contains(c)), "{file:?}");
                heard += 1;
            }
        }
        tried += 1;
    }
    counted("identifiers that lead elsewhere", &format!("{tried} tried, {heard} files written, all in their folder"));
    assert!(tried >= 20 && heard >= 12);
}
