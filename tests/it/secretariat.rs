//! What a secretariat does before and after: new sessions, checks, keys, signers, journals, help.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use super::support::{Home, PROGRAM};

fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn new<'a>(session: &'a str, grid: &'a str, list: &'a str) -> [&'a str; 10] {
    ["new", session, "--grid", grid, "--candidates", list, "--room", "B204", "--date", "2027-06-14"]
}

/// The grid and a list of the repository, as text.
fn sources() -> (String, String) {
    let text = |path| repository(path).to_str().unwrap().to_owned();
    (text("grids/rncp38822.toml"), text("tests/data/lists/semicolon-cp1252.csv"))
}

#[test]
fn a_session_from_new_to_ready() {
    let home = Home::new();
    let (grid, list) = sources();
    let made = home.run(&new("b204", &grid, &list)).ends_with(0);
    assert!(made.out.contains("b204 est prêt, avec 8 candidats."), "{made:#?}");
    for file in ["session.toml", "grid.toml", "candidates.csv"] {
        assert_eq!(mode(&home.path("b204").join(file)), 0o600, "{file}");
    }
    assert_eq!(mode(&home.path("b204")), 0o700);
    assert_eq!(fs::read(home.path("b204/grid.toml")).unwrap(), fs::read(&grid).unwrap());
    assert_eq!(fs::read(home.path("b204/candidates.csv")).unwrap(), fs::read(&list).unwrap());
    // The jury is missing: neither checked nor run.
    let said = home.run(&["check", "b204"]).ends_with(1);
    assert!(said.out.contains("b204/session.toml") && said.out.contains("jury"), "{said:#?}");
    home.run(&["run", "b204", "--line"]).ends_with(1);
    assert!(!home.path("b204/journal.jsonl").exists());
    let jury: String = [("claire.moreau", true), ("karim.benali", false)]
        .map(|(id, presides)| home.member(&home.path("."), id, &format!("~/{id}"), presides))
        .concat();
    let begun = fs::read_to_string(home.path("b204/session.toml")).unwrap();
    fs::write(home.path("b204/session.toml"), begun + &jury).unwrap();
    let said = home.run(&["check", "b204"]).ends_with(0);
    assert!(said.out.contains("✓ b204 : grille RNCP38822, 8 candidats"), "{said:#?}");
    // Two professionals are a jury for hearings, and no certification jury.
    let (hearing, certification) = said.out.split_once("Si ce jury siège comme jury de certification :").unwrap();
    assert!(!hearing.contains('✗') && certification.contains("✗ membres : 2, requis 5"), "{said:#?}");
    let script = "ouvrir C001\nabsent pas venu\nsigner claire.moreau\n";
    let args = ["run", "b204", "--line", "--stop-on-error"];
    home.run_with(&args, script.as_bytes()).ends_with(0);
    let signers = home.run(&["keys", "signers", "b204"]).ends_with(0);
    home.write("allowed_signers", signers.out);
    home.run(&["verify", "b204", "--signers", "allowed_signers"]).ends_with(0);
}

#[test]
fn new_touches_nothing_that_is_there() {
    let home = Home::new();
    let (grid, list) = sources();
    fs::create_dir(home.path("b204")).unwrap();
    home.write("b204/session.toml", "à moi\n");
    let said = home.run(&new("b204", &grid, &list)).ends_with(2);
    assert!(said.err.contains("b204 existe déjà"), "{said:#?}");
    let there: Vec<_> = home.path("b204").read_dir().unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(there, ["session.toml"]);
    assert_eq!(fs::read_to_string(home.path("b204/session.toml")).unwrap(), "à moi\n");
}

#[test]
fn new_makes_nothing_of_files_that_are_wrong() {
    let home = Home::new();
    let (grid, list) = sources();
    let broken = repository("tests/data/lists/broken/unknown-block.csv");
    // With the grid at hand, a block that it does not have is found.
    let said = home.run(&new("b204", &grid, broken.to_str().unwrap())).ends_with(1);
    assert!(said.out.contains("unknown-block.csv:4:27:") && said.out.contains("BC09"), "{said:#?}");
    home.run(&new("b204", &list, &list)).ends_with(1);
    home.run(&new("b204", "nulle-part", &list)).ends_with(2);
    home.run(&new("b204", &grid, "nulle-part")).ends_with(2);
    home.run(&["new", "b204", "--grid", &grid, "--candidates", &list, "--room", "B", "--date", "14/06"]).ends_with(2);
    home.run(&new("/", &grid, &list)).ends_with(2);
    assert!(!home.path("b204").exists());
}

fn lists(folder: &str) -> Vec<PathBuf> {
    let entries = repository(folder).read_dir().unwrap().map(|entry| entry.unwrap().path());
    let mut lists: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|end| end == "csv" || end == "tsv")).collect();
    lists.sort();
    lists
}

#[test]
fn every_sound_list_passes() {
    let home = Home::new();
    let lists = lists("tests/data/lists");
    assert!(lists.len() >= 4, "{lists:?}");
    for list in lists {
        let said = home.run(&["check", list.to_str().unwrap()]).ends_with(0);
        assert!(said.out.ends_with("8 candidats\n"), "{said:#?}");
    }
}

/// Whether a text holds `:LINE:COLUMN:`.
fn has_place(text: &str) -> bool {
    let parts: Vec<&str> = text.split(':').collect();
    let number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.windows(3).any(|three| number(three[0]) && number(three[1]))
}

#[test]
fn every_broken_list_is_refused_with_the_place() {
    let home = Home::new();
    let desk = home.example("b204");
    let lists = lists("tests/data/lists/broken");
    assert!(lists.len() >= 11, "{lists:?}");
    for list in lists {
        let name = list.file_name().unwrap().to_str().unwrap();
        // What is wrong with the whole has no place in it.
        let whole = matches!(name, "empty.csv" | "only-header.csv");
        // Whether a block exists, or a column is a requirement's, only the grid can say: such a list is wrong in its
        // session.
        if !matches!(name, "unknown-block.csv" | "unknown-header.csv") {
            let said = home.run(&["check", list.to_str().unwrap()]).ends_with(1);
            let placed = said.lines().iter().any(|line| line.contains(name) && has_place(line));
            assert!(placed || whole && said.out.contains(name), "{name}: {said:#?}");
        }
        fs::copy(&list, desk.path("candidates.csv")).unwrap();
        let said = home.run(&["check", desk.text_path()]).ends_with(1);
        assert!(said.out.contains("candidates.csv:"), "{name}: {said:#?}");
        assert!(has_place(&said.out) || whole, "{name}: {said:#?}");
        assert!(said.out.contains("à corriger avant de commencer"), "{name}: {said:#?}");
    }
}

#[test]
fn what_cannot_be_checked_is_told_apart_from_what_is_wrong() {
    let home = Home::new();
    fs::create_dir(home.path("empty")).unwrap();
    home.run(&["check", "nulle-part.csv"]).ends_with(2);
    home.run(&["check", "empty"]).ends_with(2);
    home.run(&["run", "empty", "--line"]).ends_with(2);
    home.run(&["journal", "empty"]).ends_with(2);
    let (grid, list) = sources();
    let said = home.run(&["check", &grid, &list]).ends_with(0);
    assert!(said.out.contains("BC02") && said.out.contains("choix éditoriaux"), "{said:#?}");
    // One that is wrong among sound ones.
    let broken = repository("tests/data/lists/broken/bad-time.csv");
    home.run(&["check", &grid, broken.to_str().unwrap(), &list]).ends_with(1);
}

#[test]
fn a_new_key_is_private_and_openssh_reads_it() {
    let home = Home::new();
    home.write("phrase", "cheval agrafe pile\nune autre ligne\n");
    let plain = ["keys", "new", "plain", "--name", "ada", "--no-passphrase"];
    let locked = ["keys", "new", "locked", "--name", "ada", "--passphrase-file", "phrase"];
    let made = home.run(&plain).ends_with(0);
    home.run(&locked).ends_with(0);
    for (name, phrase) in [("plain", ""), ("locked", "cheval agrafe pile")] {
        for file in [name.to_owned(), format!("{name}.pub")] {
            assert_eq!(mode(&home.path(&file)), 0o600, "{file}");
        }
        let public = home.ssh_keygen(&["-y", "-P", phrase, "-f", name], b"").ends_with(0).out;
        let ours = fs::read_to_string(home.path(&format!("{name}.pub"))).unwrap();
        let key = |line: &str| line.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
        assert_eq!(key(&public), key(&ours));
        let signed = ["-Y", "sign", "-P", phrase, "-n", "soutenance-minutes", "-f", name];
        if phrase.is_empty() {
            home.ssh_keygen(&signed, b"x").ends_with(0);
        } else {
            assert_ne!(home.ssh_keygen(&["-y", "-P", "", "-f", name], b"").code, Some(0));
        }
        // What `show` writes is what OpenSSH takes as a list of signers.
        let line = home.run(&["keys", "show", &format!("{name}.pub"), "--name", "ada"]).ends_with(0).out;
        assert!(line.starts_with("ada ") && line.contains(&key(&ours)), "{line}");
    }
    let fingerprint = home.ssh_keygen(&["-l", "-f", "plain.pub"], b"").ends_with(0).out;
    let fingerprint = fingerprint.split_whitespace().nth(1).unwrap();
    assert!(made.out.contains(fingerprint), "{made:#?}");
    // Nothing is written over.
    let before = fs::read(home.path("plain")).unwrap();
    home.run(&plain).ends_with(2);
    assert_eq!(fs::read(home.path("plain")).unwrap(), before);
    fs::remove_file(home.path("plain")).unwrap();
    home.run(&plain).ends_with(2);
    assert!(!home.path("plain").exists());
    // An empty passphrase protects nothing; without a terminal nobody can be asked; a name must be plain.
    home.write("vide", "\n");
    home.run(&["keys", "new", "k", "--name", "ada", "--passphrase-file", "vide"]).ends_with(2);
    home.run(&["keys", "new", "k", "--name", "Ada Lovelace", "--no-passphrase"]).ends_with(2);
    home.run(&["keys", "new", "nulle-part/k", "--name", "ada", "--no-passphrase"]).ends_with(2);
    assert!(!home.path("k").exists() && !home.path("k.pub").exists());
}

#[test]
fn the_signers_of_a_session_are_those_who_have_a_key() {
    let home = Home::new();
    let desk = home.example("b204");
    let said = home.run(&["keys", "signers", desk.text_path()]).ends_with(0);
    let names: Vec<&str> = said.lines().into_iter().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(names, ["claire.moreau", "karim.benali"]);
    for line in said.lines() {
        assert!(line.contains("namespaces=\"soutenance-minutes\""), "{line}");
    }
}

#[test]
fn the_journal_tells_the_story() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    let empty = home.run(&["journal", desk.text_path()]).ends_with(0);
    assert!(empty.out.contains("n’a pas commencé"), "{empty:#?}");
    desk.hear_small("C1");
    let said = home.run(&["journal", desk.text_path()]).ends_with(0);
    let lines = said.lines();
    let records = desk.journal().len();
    assert_eq!(lines.len(), records + 1, "{said:#?}");
    assert!(lines[0].trim_start().starts_with("1  20") && lines[0].contains("claire.moreau"), "{}", lines[0]);
    assert!(said.out.contains("B1.1 : Acquis") && said.out.contains("signé par karim.benali"), "{said:#?}");
    assert!(lines[records].contains(&format!("{records} enregistrements, chaîne intacte")), "{said:#?}");
    let english = home.run(&["--lang", "en", "journal", desk.text_path()]).ends_with(0);
    assert!(english.out.contains("B1.1: Acquired") && english.out.contains("chain intact"), "{english:#?}");
    // A record taken out.
    let journal = desk.read("journal.jsonl");
    let cut: String = journal.split_inclusive('\n').enumerate().filter(|(n, _)| *n != 4).map(|(_, l)| l).collect();
    fs::write(desk.path("journal.jsonl"), &cut).unwrap();
    let said = home.run(&["journal", desk.text_path()]).ends_with(1);
    assert!(said.err.contains("ligne 5"), "{said:#?}");
    let said = desk.script(&["état"], &[]).ends_with(1);
    assert!(said.err.contains("ligne 5"), "{said:#?}");
    assert_eq!(desk.read("journal.jsonl"), cut);
}

const COMMANDS: [&[&str]; 10] = [
    &[],
    &["run"],
    &["new"],
    &["check"],
    &["journal"],
    &["keys"],
    &["keys", "new"],
    &["keys", "show"],
    &["keys", "signers"],
    &["verify"],
];

#[test]
fn every_help_in_both_languages() {
    for (home, usage, example) in
        [(Home::new(), "Usage :", "Exemple : "), (Home::new().english(), "Usage:", "Example: ")]
    {
        for command in COMMANDS {
            let args = [command, &["--help"]].concat();
            let said = home.run(&args).ends_with(0);
            assert!(said.out.contains(usage) && said.err.is_empty(), "{args:?}: {said:#?}");
            // What every command starts with gives the list of commands instead.
            let shown = if command.is_empty() { "\n  verify" } else { &format!("{example}soutenance ") };
            assert!(said.out.contains(shown), "{args:?}: {said:#?}");
            assert!(!said.out.contains('\u{1b}'), "{args:?}: {said:#?}");
        }
        home.run(&["nothing"]).ends_with(2);
        home.run(&["run", "--stop-on-error"]).ends_with(2);
        let version = home.run(&["--version"]).ends_with(0);
        assert!(version.out.contains(env!("CARGO_PKG_VERSION")), "{version:#?}");
    }
    // Said on the command line, the language is not the locale's.
    let home = Home::new();
    assert!(home.run(&["check", "--help", "--lang", "en"]).ends_with(0).out.contains("Example: "));
    assert!(home.run(&["--lang=en", "check", "--help"]).ends_with(0).out.contains("Example: "));
}

#[test]
fn the_examples_of_the_help_are_commands() {
    let home = Home::new();
    for command in COMMANDS.iter().filter(|command| !command.is_empty()) {
        let said = home.run(&[command, &["--help"][..]].concat()).ends_with(0);
        let example = said.lines().into_iter().find_map(|line| line.strip_prefix("Exemple : soutenance ")).unwrap();
        let words: Vec<&str> = example.split(" > ").next().unwrap().split(' ').collect();
        // The files are not there, but the arguments are understood.
        let said = home.run(&words);
        assert!(!said.err.contains("Usage"), "{example}: {said:#?}");
    }
}

#[test]
fn a_closed_pipe_is_no_panic() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    desk.hear_small("C1");
    let signers = desk.signers();
    let (session, signers) = (desk.text_path(), signers.to_str().unwrap());
    let (grid, _) = sources();
    let commands: [&[&str]; 7] = [
        &["--help"],
        &["check", &grid],
        &["check", session],
        &["journal", session],
        &["keys", "signers", session],
        &["verify", session, "--signers", signers],
        &["run", session, "--line"],
    ];
    for command in commands {
        // Nobody reads what it says.
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut program = home.program(PROGRAM);
        program.args(command).stdin(Stdio::null()).stdout(writer).stderr(Stdio::piped());
        let output = program.spawn().unwrap().wait_with_output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert!(!err.contains("panicked"), "{command:?}: {err}");
        assert_eq!(output.status.code(), Some(2), "{command:?}: {err}");
    }
}

#[test]
fn the_only_session_is_found_and_several_are_listed() {
    let home = Home::new();
    home.run(&["run", "--line"]).ends_with(2);
    fs::create_dir(home.path("sessions")).unwrap();
    home.run(&["run", "--line"]).ends_with(2);
    home.example("sessions/a");
    let said = home.run(&["run", "--line"]).ends_with(0);
    assert!(said.out.starts_with("session exemple, salle B204"), "{said:#?}");
    // Without a terminal the screens cannot be shown.
    assert!(home.run(&[]).ends_with(2).err.contains("--line"));
    home.example("sessions/b");
    let said = home.run(&["run", "--line"]).ends_with(2);
    assert!(said.out.contains("soutenance run sessions/a\n  soutenance run sessions/b"), "{said:#?}");
}

#[test]
fn a_key_that_cannot_sign_is_found_by_check() {
    let home = Home::new();
    let desk = home.example("b204");
    let check = || home.run(&["check", desk.text_path()]);
    check().ends_with(0);
    std::fs::copy(desk.path("keys/karim.benali"), desk.path("keys/claire.moreau")).unwrap();
    let said = check().ends_with(1);
    assert!(said.out.contains("n’est pas celle que la session indique"), "{said:#?}");
    std::fs::remove_file(desk.path("keys/claire.moreau")).unwrap();
    let said = check().ends_with(1);
    assert!(said.out.contains("keys/claire.moreau ne se lit pas"), "{said:#?}");
}

/// A workbook of one sheet with the rows of a CSV, from this row on.
fn workbook(csv: &str, from: u32) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Jury B204").unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    for (row, record) in (from - 1..).zip(reader.records()) {
        for (column, cell) in (0..).zip(&record.unwrap()) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn a_list_in_a_workbook_becomes_the_sessions_csv() {
    let home = Home::new();
    let (grid, _) = sources();
    let list = repository("tests/data/lists/quoted.csv");
    let csv = fs::read_to_string(&list).unwrap();
    let bytes = workbook(&csv, 3);
    // The name says nothing: what a file is, its bytes say.
    for name in ["liste.xlsx", "liste.csv"] {
        home.write(name, &bytes);
        let said = home.run(&["check", name]).ends_with(0);
        let told = format!("✓ {name} : 8 candidats\n  feuille « Jury B204 », titres en ligne 3\n");
        assert_eq!(said.out, told);
    }
    let said = home.run(&new("b204", &grid, "liste.xlsx")).ends_with(0);
    assert!(said.out.contains("de liste.xlsx (titres en ligne 3) est convertie"), "{said:#?}");
    assert_eq!(mode(&home.path("b204/candidates.csv")), 0o600);
    home.run(&new("other", &grid, list.to_str().unwrap())).ends_with(0);
    let read = |session: &str| {
        let bytes = fs::read(home.path(session).join("candidates.csv")).unwrap();
        soutenance::formats::read_candidates(session, &bytes, None).unwrap().value
    };
    assert_eq!(read("b204"), read("other"));
    // A workbook put there by hand is not the session's list.
    home.write("b204/candidates.csv", &bytes);
    let said = home.run(&["check", "b204"]).ends_with(1);
    assert!(said.out.contains("candidates.csv: la liste d’une session est un fichier CSV"), "{said:#?}");
}

#[test]
fn what_is_wrong_in_a_workbook_is_told_with_its_cell() {
    let home = Home::new();
    let (grid, _) = sources();
    let csv = fs::read_to_string(repository("tests/data/lists/quoted.csv")).unwrap();
    home.write("faux.xlsx", workbook(&csv.replace("\"09:00\"", "\"midi\""), 4));
    let said = home.run(&new("b205", &grid, "faux.xlsx")).ends_with(1);
    let told = "faux.xlsx, cellule E5 : « midi » n’est pas une heure";
    assert!(said.out.contains(told), "{said:#?}");
    assert!(
        said.out.contains("\n    5 | C001;Lefèvre;Anaïs;\"BC01, BC02, BC03, BC04\";midi;;apprentissage\n"),
        "{said:#?}"
    );
    assert!(!home.path("b205").exists());
}
