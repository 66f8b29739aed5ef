//! A certification that the program has never heard of: a file, and nothing else.

use super::support::Home;
use super::support::exam::outcome;

const JURY: [(&str, &str, &str); 2] = [
    ("claire.moreau", "pro", "practice_years = 12\ntrained = false\n"),
    ("karim.benali", "pro", "practice_years = 3\ntrained = false\n"),
];

const LIST: &str = "id;nom;prénom;blocs;aménagement;voie;blocs acquis;dossier\n\
    T1;Faure;Anne;tous;tiers-temps;formation continue;;oui\n\
    T2;Öztürk;Deniz;CCP2;;VAE;CCP1 (14/06/2024);oui\n";

#[test]
fn three_phases_with_names_of_their_own() {
    let home = Home::new();
    let grid = include_str!("../data/grids/titre-professionnel.toml");
    let desk = home.sitting("tp", grid, LIST, &JURY);
    home.run(&["check", desk.text_path()]).ends_with(0);
    let script = [
        "ouvrir T1",
        "présents tous",
        "démarrer",
        "noter CCP1.1 oui",
        "suivant",
        "noter CCP1.2 Oui",
        "suivant",
        "noter CCP2.1 1",
        "noter CCP2.2 2",
        "suivant",
        "décider CCP1 validé",
        "décider CCP2 refusé",
        "relire",
        "signer claire.moreau",
        "fermer",
        "ouvrir T2",
        "présents tous",
        "démarrer",
        "suivant",
        "suivant",
        "suivant",
        "noter CCP2.1 oui",
        "noter CCP2.2 yes",
        "décider CCP2 validé",
        "signer claire.moreau",
        "fermer",
    ];
    let said = desk.script(&script, &["--stop-on-error"]).ends_with(0);
    for phase in ["Présentation", "Entretien technique", "Entretien final"] {
        assert!(said.out.contains(&format!("ok {phase} : le chronomètre tourne")), "{said:#?}");
    }
    desk.verify().ends_with(0);
    let minutes = desk.minutes("T1");
    let phases = minutes["phase"].as_array().unwrap().iter();
    let due: Vec<String> = phases
        .map(|phase| format!("{} {}", phase["title"].as_str().unwrap(), phase["due"].as_str().unwrap()))
        .collect();
    assert_eq!(due, ["Présentation 53min20s", "Entretien technique 1h", "Entretien final 26min40s"]);
    assert_eq!(outcome(&minutes), "partial; remaining_blocks [\"CCP2\"]; dossier met");
    assert_eq!(outcome(&desk.minutes("T2")), "full; dossier met");
}
