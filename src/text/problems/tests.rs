use super::*;
use crate::formats::{read_candidates, read_grid, read_session};

/// Every problem of a session, rendered.
fn session(lang: Lang, text: &str) -> String {
    let grid = read_grid("g", include_bytes!("../../../grids/rncp38822.toml")).unwrap().value;
    let problems = read_session("sessions/b204/session.toml", text.as_bytes(), Some(&grid)).unwrap_err();
    problems.iter().map(|problem| render(lang, problem)).collect::<Vec<_>>().join("\n")
}

const SESSION: &str = r#"format = "soutenance-session/1"
name = "b204"
rom = "B204"
date = 2028-06-14
mode = "individuel"

[[jury]]
id = "Zoé"
name = "Zoé Çelik"
capacity = "profesionnel"
president = true
"#;

#[test]
fn in_french() {
    insta::assert_snapshot!(session(Lang::Fr, SESSION), @r#"
    sessions/b204/session.toml:3:1: « rom » n’est pas connu ici ; vouliez-vous « room » ?
        3 | rom = "B204"
          | ^^^
    sessions/b204/session.toml:4:8: attention : la session a lieu après la fin de l’enregistrement de la certification (27/03/2028) : vérifiez la date
        4 | date = 2028-06-14
          |        ^^^^^^^^^^
    sessions/b204/session.toml:5:9: le mode « individuel » n’existe pas ; écrivez "collegial" (une seule fiche, remplie ensemble) ou "individual" (une fiche par juré)
        5 | mode = "individuel"
          |         ^^^^^^^^^^
    sessions/b204/session.toml:7:1: « Zoé » préside et n’a pas de clé pour signer : fabriquez-en une avec « soutenance keys new », puis ajoutez la ligne public_key qu’il affiche
        7 | [[jury]]
          | ^^^^^^^^
    sessions/b204/session.toml:8:7: l’identifiant « Zoé » n’est pas permis : des minuscules sans accent, des chiffres, et . - _ @ sauf au début, par exemple claire.moreau
        8 | id = "Zoé"
          |       ^^^
    sessions/b204/session.toml:10:13: la qualité « profesionnel » n’existe pas dans la grille ; vouliez-vous « professionnel » ?
       10 | capacity = "profesionnel"
          |             ^^^^^^^^^^^^
    "#);
}

#[test]
fn in_english() {
    insta::assert_snapshot!(session(Lang::En, SESSION), @r#"
    sessions/b204/session.toml:3:1: “rom” is not known here; did you mean “room”?
        3 | rom = "B204"
          | ^^^
    sessions/b204/session.toml:4:8: warning: the session is after the end of the certification’s registration (2028-03-27): check the date
        4 | date = 2028-06-14
          |        ^^^^^^^^^^
    sessions/b204/session.toml:5:9: the mode “individuel” does not exist; write "collegial" (one sheet, filled together) or "individual" (a sheet for each juror)
        5 | mode = "individuel"
          |         ^^^^^^^^^^
    sessions/b204/session.toml:7:1: “Zoé” presides and has no key to sign with: make one with “soutenance keys new”, then add the public_key line that it shows
        7 | [[jury]]
          | ^^^^^^^^
    sessions/b204/session.toml:8:7: the identifier “Zoé” is not allowed: small letters without accents, digits, and . - _ @ except at the start, for example claire.moreau
        8 | id = "Zoé"
          |       ^^^
    sessions/b204/session.toml:10:13: the capacity “profesionnel” does not exist in the grid; did you mean “professionnel”?
       10 | capacity = "profesionnel"
          |             ^^^^^^^^^^^^
    "#);
}

/// A person who adds a line at the end of a file adds it to its last part.
#[test]
fn what_the_file_itself_lacks_goes_to_its_top() {
    let text = SESSION.replace("date = 2028-06-14\n", "");
    let line = "sessions/b204/session.toml: il manque «\u{a0}date\u{a0}»\u{a0}: ajoutez une ligne date = … en haut du fichier, \
                avant la première ligne entre crochets";
    assert!(session(Lang::Fr, &text).lines().any(|each| each == line), "{}", session(Lang::Fr, &text));
    // A part is where it begins.
    let text = SESSION.replace("capacity = \"profesionnel\"\n", "");
    let line = "session.toml:7:1: il manque ici «\u{a0}capacity\u{a0}»\u{a0}: ajoutez capacity = …\n";
    assert!(session(Lang::Fr, &text).contains(line), "{}", session(Lang::Fr, &text));
}

#[test]
fn what_is_known_is_listed_once() {
    let text = SESSION.replace("rom = \"B204\"\n", "xyzxyz = 1\nroom = \"B204\"\n");
    let known = "«\u{a0}xyzxyz\u{a0}» n’est pas connu ici\u{202f}; sont connus\u{a0}: format, date, mode, president_marks, codes, signatures, name, room, jury\n";
    assert!(session(Lang::Fr, &text).contains(known), "{}", session(Lang::Fr, &text));
}

#[test]
fn a_long_line_is_cut_around_the_place() {
    let list = format!("id;nom;prénom;blocs;heure\nC1;{};Zoé;1;midi;;;{}\n", "é".repeat(120), " ".repeat(80));
    let problems = read_candidates("c.csv", list.as_bytes(), None).unwrap_err();
    insta::assert_snapshot!(render(Lang::Fr, &problems[0]), @r#"
    c.csv:2:131: « midi » n’est pas une heure : écrivez par exemple 09:30 ou 9h30
        2 | …éééééééééééééééééééééééééé;Zoé;1;midi;;;                                                            …
          |                                   ^^^^
    "#);
}

#[test]
fn nothing_of_a_hostile_file_reaches_the_terminal() {
    let list = "id;nom;prénom;blocs;\u{1b}[31mrouge\u{202e}\nC\u{1b}1;Roux\t;Zoé;1;x\n";
    let problems = read_candidates("c\u{1b}.csv", list.as_bytes(), None).unwrap_err();
    for problem in &problems {
        let text = render(Lang::Fr, problem);
        assert!(!text.contains(|c| c != '\n' && clean::is_unsafe(c)), "{text:?}");
    }
}

#[test]
fn carets_stand_below_wide_characters() {
    let excerpt = "姓名 = x";
    let place = Place { line: 1, column: 6, length: 1 };
    assert_eq!(underlined(excerpt, place), (excerpt.to_owned(), 7, 1));
    assert_eq!(underlined("", Place { line: 1, column: 9, length: 3 }), (String::new(), 0, 1));
}

proptest::proptest! {
    #[test]
    fn whatever_is_wrong_is_shown_on_lines_of_a_terminal(text in "[a-cé姓;,=\"'\\[\\]\n\r\t#. \u{1b}\u{202e}1-]{0,300}") {
        let mut problems = read_grid("g", text.as_bytes()).unwrap_err();
        problems.extend(read_session("s", text.as_bytes(), None).unwrap_err());
        problems.extend(read_candidates("c", text.as_bytes(), None).unwrap_err());
        for problem in problems {
            for lang in [Lang::Fr, Lang::En] {
                let shown = render(lang, &problem);
                proptest::prop_assert!(!shown.contains(|c| c != '\n' && clean::is_unsafe(c)), "{shown:?}");
                let widths = shown.lines().skip(1).map(UnicodeWidthStr::width);
                proptest::prop_assert!(widths.max().unwrap_or_default() <= EXCERPT_CELLS + 12, "{shown}");
            }
        }
    }
}

/// Plain spaces where French has its own, and straight apostrophes, are slips of whoever wrote a sentence.
#[test]
fn french_sentences_have_their_own_spaces() {
    let sources = [
        include_str!("sentences.rs"),
        include_str!("grid.rs"),
        include_str!("jury.rs"),
        include_str!("list.rs"),
        include_str!("sheet.rs"),
    ]
    .concat();
    for line in sources.lines().filter(|line| line.starts_with("        \"")) {
        for slip in [" :", " ;", " ?", " !", "« ", " »", "'"] {
            assert!(!line.contains(slip), "{slip:?} in {line}");
        }
    }
}
