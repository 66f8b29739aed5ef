//! Two candidates that look alike and are not the same: the jury and the secretariat are told.

use std::fs;

use super::super::super::support::pty::Pty;
use super::super::super::support::{Home, PROGRAM};
use super::super::counted;

/// What is written in one row and in another: identifier, family name, given name.
const TWINS: [([&str; 3], [&str; 3]); 12] = [
    (["C1", "Roux", "Eva"], ["С1", "Martin", "Paul"]),
    (["ABC", "Roux", "Eva"], ["АВС", "Martin", "Paul"]),
    (["Ａ１", "Roux", "Eva"], ["A1", "Martin", "Paul"]),
    (["P001", "Roux", "Eva"], ["POO1", "Martin", "Paul"]),
    (["Pl", "Roux", "Eva"], ["P1", "Martin", "Paul"]),
    (["É1", "Roux", "Eva"], ["E\u{301}1", "Martin", "Paul"]),
    (["ΟΡ", "Roux", "Eva"], ["OP", "Martin", "Paul"]),
    (["C1", "Roux", "Eva"], ["C2", "Rоux", "Eva"]),
    (["C1", "Rousseau", "Anne"], ["C2", "Rоuѕѕеаu", "Аnne"]),
    (["C1", "ROUX", "EVA"], ["C2", "RΟUΧ", "ΕVΑ"]),
    (["C1", "Ｒｏｕｘ", "Eva"], ["C2", "Roux", "Eva"]),
    (["C1", "Roux", "Eva"], ["C2", "roux", "еva"]),
];

fn list(rows: &[[&str; 3]]) -> String {
    let rows: Vec<String> = rows.iter().map(|[id, family, given]| format!("{id};{family};{given};B1 B2\n")).collect();
    format!("identifiant;nom;prénom;blocs\n{}", rows.concat())
}

#[test]
fn twins_are_told_by_check_and_at_the_start() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    for (one, other) in TWINS {
        fs::write(desk.path("candidates.csv"), list(&[["Z9", "Zed", "Zoé"], one, other])).unwrap();
        let said = home.run(&["check", desk.text_path()]).ends_with(0);
        assert!(said.all().contains("candidates.csv:4:") && said.all().contains("ressemble"), "{other:?}: {said:#?}");
        let said = desk.script(&["quitter"], &[]).ends_with(0);
        let alike = format!("attention {} et {} se ressemblent", one[0], other[0]);
        assert!(said.out.contains(&alike), "{other:?}: {said:#?}");
        let mut screen = Pty::start(&home, &[PROGRAM, "run", desk.text_path()], (80, 24), &[]);
        screen.shows("⚠");
        screen.shows("se ressemblent sans être");
        screen.send("q");
        assert_eq!(screen.ended(), 0);
    }
    // What only a hurried eye takes for another is not told, nor one name twice as something else than that.
    for (one, other) in [
        (["C1", "Roux", "Eva"], ["C2", "Roul", "Eva"]),
        (["C1", "Ali", "Eva"], ["C2", "All", "Eva"]),
        (["C10", "Жук", "Анна"], ["C11", "Жук", "Нина"]),
        (["C1", "Roux", "Eva"], ["C2", "ROUX", "Éva"]),
    ] {
        fs::write(desk.path("candidates.csv"), list(&[one, other])).unwrap();
        let said = home.run(&["check", desk.text_path()]).ends_with(0);
        assert!(!said.all().contains("ressemble"), "{said:#?}");
        assert!(!desk.script(&["quitter"], &[]).out.contains("ressemblent"));
    }
    counted(
        "candidates that look alike",
        &format!("{} pairs told by check, in lines and on the screen; 4 that are not", TWINS.len()),
    );
}

/// Somebody who is not on the list is typed at the keyboard: no `check` sees that.
#[test]
fn a_newcomer_who_looks_like_another_is_told() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    fs::write(desk.path("candidates.csv"), list(&[["C1", "Roux", "Eva"], ["C2", "Martin", "Paul"]])).unwrap();
    let add = |id: &str, family: &str, given: &str| {
        format!("ajouter {id} ; {family} ; {given} ; B1 ; carte d’identité ; oubliée sur la liste")
    };
    let lines =
        [add("C3", "Sy", "Awa"), add("С1", "Durand", "Zoé"), add("C5", "Mаrtin", "Paul"), add("C6", "SY", "Awa")];
    let said = desk.script(&lines.each_ref().map(String::as_str), &[]).ends_with(0);
    let told: Vec<&str> = said.out.lines().filter(|line| line.starts_with("attention")).collect();
    let told: Vec<String> = told.iter().map(|line| line.split(' ').take(6).collect::<Vec<_>>().join(" ")).collect();
    let due = ["C1 et С1 se ressemblent", "C2 et C5 se ressemblent", "C3 et C6 portent le"];
    assert_eq!(told, due.map(|text| format!("attention {text}")), "{said:#?}");
    assert_eq!(said.out.matches("ok candidat ajouté").count(), 4, "{said:#?}");
}
