//! An exam on each grid of the repository, from the files to minutes that verify: with a jury that satisfies the grid's
//! rules, and with one that does not.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests")]

use super::support::exam::{GRIDS, Juror, grid_text, outcome, parsed};
use super::support::{Desk, Home, plain};

/// A jury that satisfies the rules of hearings, in the order of [`GRIDS`].
const JURIES: [&[Juror]; 8] = [
    &[("claire.moreau", "professionnel", ""), ("helene.roux", "representant", "")],
    &[
        ("claire.moreau", "president", ""),
        ("ines.garcia", "employeur", "gender = \"f\""),
        ("karim.benali", "employeur", "gender = \"m\""),
        ("lea.petit", "salarie", "gender = \"f\""),
        ("paul.girard", "salarie", "gender = \"m\""),
        ("nora.haddad", "professionnel", ""),
        ("yann.kerven", "professionnel", ""),
    ],
    &[
        ("claire.moreau", "professionnel", ""),
        ("karim.benali", "monde-professionnel", ""),
        ("helene.roux", "responsable-pedagogique", ""),
    ],
    &[
        ("claire.moreau", "personnalite-exterieure", ""),
        ("karim.benali", "personnalite-exterieure", ""),
        ("nora.haddad", "personnalite-exterieure", ""),
        ("helene.roux", "direction-pedagogique", ""),
        ("paul.girard", "direction-pedagogique", ""),
    ],
    &[("claire.moreau", "externe", ""), ("helene.roux", "certificateur", "")],
    &[
        ("claire.moreau", "professionnel", ""),
        ("karim.benali", "professionnel", ""),
        ("nora.haddad", "professionnel", ""),
        ("helene.roux", "direction", ""),
    ],
    &[("claire.moreau", "professionnel", ""), ("karim.benali", "professionnel", ""), ("helene.roux", "direction", "")],
    &[
        ("claire.moreau", "professionnel", "practice_years = 12"),
        ("karim.benali", "professionnel", "practice_years = 3"),
        ("nora.haddad", "professionnel", "practice_years = 7"),
        ("helene.roux", "certificateur", "trained = false"),
        ("paul.girard", "certificateur", "trained = false"),
    ],
];

/// A jury that keeps all rules of its hearings but one, and what is said of that one; in the order of [`GRIDS`].
const SHORT: [(&[Juror], &str); 8] = [
    (&[("claire.moreau", "professionnel", "")], "membres : 1, requis 2"),
    (
        &[
            ("claire.moreau", "president", ""),
            ("ines.garcia", "employeur", "gender = \"f\""),
            ("karim.benali", "employeur", "gender = \"m\""),
            ("lea.petit", "salarie", "gender = \"f\""),
            ("jeanne.girard", "salarie", "gender = \"f\""),
            ("nora.haddad", "professionnel", ""),
            ("yann.kerven", "professionnel", ""),
        ],
        "parité entre femmes et hommes, « Membre permanent, organisations d’employeurs », \
         « Membre permanent, organisations de salariés » : 3 et 1",
    ),
    (
        &[
            ("claire.moreau", "professionnel", ""),
            ("karim.benali", "membre", ""),
            ("helene.roux", "responsable-pedagogique", ""),
        ],
        "membres externes : 1, requis 2",
    ),
    (
        &[
            ("claire.moreau", "personnalite-exterieure", ""),
            ("karim.benali", "personnalite-exterieure", ""),
            ("nora.haddad", "personnalite-exterieure", ""),
            ("yann.kerven", "personnalite-exterieure", ""),
            ("paul.girard", "direction-pedagogique", ""),
        ],
        "Personne représentant la Direction Pédagogique : 1, requis 2",
    ),
    (&[("helene.roux", "certificateur", "")], "membres : 1, requis 2"),
    (
        &[
            ("helene.roux", "direction", ""),
            ("claire.moreau", "professionnel", ""),
            ("karim.benali", "professionnel", ""),
            ("nora.haddad", "professionnel", ""),
        ],
        "présidence externe : non, helene.roux siège comme « Directeur INSTA ou son représentant »",
    ),
    (
        &[
            ("claire.moreau", "professionnel", ""),
            ("karim.benali", "professionnel", ""),
            ("nora.haddad", "professionnel", ""),
        ],
        "Membre de la direction générale de l’IT-Akademy, ou son représentant : 0, requis 1",
    ),
    (
        &[("claire.moreau", "professionnel", ""), ("helene.roux", "certificateur", "")],
        "Professionnel exerçant le métier visé, extérieur à l’organisme certificateur : 1, requis 2",
    ),
];

/// A list of one student who presents everything.
const ONE: &str = "identifiant;nom;prénom;blocs;voie\nC1;Lefèvre;Anaïs;tous;étudiant\n";

/// A session on a grid of the repository, with a jury that satisfies.
fn sitting<'a>(home: &'a Home, grid: &str, list: &str) -> Desk<'a> {
    let place = GRIDS.iter().position(|each| *each == grid).unwrap();
    home.sitting(grid, &grid_text(grid), list, JURIES[place])
}

/// Hears a candidate with everything acquired; the minutes verify; what they say of the outcome, and the sheet.
#[track_caller]
fn heard(desk: &Desk<'_>, id: &str, during: &[&str]) -> (String, String) {
    let sheet = desk.hear(id, during, &[]);
    let verified = desk.verify().ends_with(0);
    assert!(verified.out.contains("conforme au journal"), "{verified:#?}");
    let minutes = desk.minutes(id);
    let composition = minutes["composition"].as_array().unwrap();
    assert!(composition.iter().all(|rule| rule["holds"].as_bool().unwrap()), "{composition:#?}");
    assert!(!minutes.contains_key("shortfall"), "{minutes:#?}");
    (outcome(&minutes), sheet)
}

#[test]
fn a_jury_that_satisfies_is_shown_without_a_reserve() {
    let home = Home::new();
    for (grid, jury) in GRIDS.into_iter().zip(JURIES) {
        let desk = home.sitting(grid, &grid_text(grid), ONE, jury);
        let said = home.run(&["check", desk.text_path()]).ends_with(0);
        assert!(said.out.contains("  ✓ membres : ") && !said.out.contains('✗'), "{said:#?}");
    }
}

#[test]
fn every_item_of_a_grid_is_marked_and_signed() {
    for (grid, items) in [("edl", 115), ("rncp36912", 28), ("rncp38503", 24), ("rncp38606", 32)] {
        let home = Home::new();
        let desk = sitting(&home, grid, ONE);
        let (outcome, sheet) = heard(&desk, "C1", &[]);
        assert!(sheet.starts_with(&format!("session {grid}, salle B204, 1 candidat ; ")), "{sheet}");
        assert_eq!(outcome, "full", "{grid}: {sheet}");
        assert!(sheet.contains("À ce jour : certification complète"), "{grid}: {sheet}");
        let minutes = desk.minutes("C1");
        let marks = minutes["item"].as_array().unwrap().iter().filter(|item| item["mark"].as_str() == Some("acquis"));
        assert_eq!(marks.count(), items, "{grid}");
    }
}

#[test]
fn a_mark_below_leaves_its_block_to_be_presented_again() {
    let home = Home::new();
    let desk = sitting(&home, "rncp38503", ONE);
    let sheet = desk.hear("C1", &["noter BC02.4 en-cours"], &["BC02"]);
    assert_eq!(outcome(&desk.minutes("C1")), "partial; remaining_blocks [\"BC02\"]", "{sheet}");
    let why = "au regard de la règle : 8 items sur 9 au niveau « Acquis » ou plus ; en dessous : BC02.4";
    assert!(sheet.lines().any(|line| line == why), "{sheet}");
    desk.verify().ends_with(0);
}

#[test]
fn one_of_the_two_architectures_completes_rncp37985() {
    let home = Home::new();
    let list = "identifiant;nom;prénom;blocs;voie;periode-entreprise\n\
                C1;Lefèvre;Anaïs;BC01 BC02 BC03 BC05 BC06 BC07;étudiant;oui\n\
                C2;N’Guessan;Maëlys;BC01 BC02 BC05 BC06 BC07;apprentissage;oui\n\
                C3;Martin;Luc;tous;VAE;non\n";
    let desk = sitting(&home, "rncp37985", list);
    let (said, sheet) = heard(&desk, "C1", &[]);
    assert_eq!(said, "full; periode-entreprise met", "{sheet}");
    let (said, sheet) = heard(&desk, "C2", &[]);
    assert_eq!(said, "partial; remaining_choices [[\"BC03\", \"BC04\"]]; periode-entreprise met", "{sheet}");
    assert!(sheet.contains("Reste à valider l’un des blocs au choix : BC03, BC04"), "{sheet}");
    // By experience there is one interview, and nothing else; the period is asked of everybody.
    let (said, sheet) = heard(&desk, "C3", &[]);
    assert_eq!(said, "partial; periode-entreprise not-met", "{sheet}");
    assert!(sheet.contains("Période finale en entreprise : non"), "{sheet}");
    assert_eq!(phases(&desk, "C1"), ["Présentation du projet 20min", "Échange avec le jury 20min"]);
    assert_eq!(phases(&desk, "C3"), ["Entretien 40min"]);
}

/// The phases of minutes, with the time due.
fn phases(desk: &Desk<'_>, id: &str) -> Vec<String> {
    let minutes = desk.minutes(id);
    let said = |phase: &toml::Value| format!("{} {}", phase["title"].as_str().unwrap(), phase["due"].as_str().unwrap());
    minutes["phase"].as_array().unwrap().iter().map(said).collect()
}

#[test]
fn rncp38478_asks_for_one_option_and_by_experience_for_nothing_else() {
    let home = Home::new();
    let list = "identifiant;nom;prénom;blocs;voie;soutenance-entreprise;memoire-technique\n\
                C1;Lefèvre;Anaïs;BC01 BC02 BC03 BC05;étudiant;oui;oui\n\
                C2;N’Guessan;Maëlys;BC01 BC02 BC03;apprentissage;oui;non\n\
                C3;Martin;Luc;BC01 BC02 BC03 BC06;VAE;;\n";
    let desk = sitting(&home, "rncp38478", list);
    let (said, sheet) = heard(&desk, "C1", &[]);
    assert_eq!(said, "full; soutenance-entreprise met; memoire-technique met", "{sheet}");
    let (said, sheet) = heard(&desk, "C2", &[]);
    let missing = "partial; remaining_choices [[\"BC04\", \"BC05\", \"BC06\"]]; soutenance-entreprise met; \
                   memoire-technique not-met";
    assert_eq!(said, missing, "{sheet}");
    let (said, sheet) = heard(&desk, "C3", &[]);
    assert_eq!(said, "full", "{sheet}");
}

#[test]
fn rncp38822_keeps_a_block_for_five_years_to_the_day() {
    let home = Home::new();
    let list = "identifiant;nom;prénom;blocs;blocs acquis;niveau-6;periode-entreprise;documents\n\
                C1;Lefèvre;Anaïs;BC03 BC04;BC01 (16/06/2020, RNCP36400) BC02 (15/06/2020);oui;oui;oui\n\
                C2;N’Guessan;Maëlys;BC03 BC04;BC01 (16/06/2020), BC02 (2020-06-16);oui;oui;oui\n\
                C3;Martin;Luc;tous;;oui;non;\n";
    let desk = sitting(&home, "rncp38822", list);
    let (said, sheet) = heard(&desk, "C1", &[]);
    let all = "niveau-6 met; periode-entreprise met; documents met";
    assert_eq!(said, format!("partial; remaining_blocks [\"BC02\"]; {all}"), "{sheet}");
    for line in [
        "BC01 déjà acquis, valable jusqu’au 16/06/2025 (RNCP36400)",
        "BC02 était acquis jusqu’au 15/06/2025 : il ne compte plus",
    ] {
        assert!(sheet.lines().any(|each| each == line), "« {line} » is not in {sheet}");
    }
    let (said, sheet) = heard(&desk, "C2", &[]);
    assert_eq!(said, format!("full; {all}"), "{sheet}");
    let (said, sheet) = heard(&desk, "C3", &[]);
    assert_eq!(said, "partial; niveau-6 met; periode-entreprise not-met; documents unknown", "{sheet}");
}

#[test]
fn the_jury_says_whether_the_memoir_of_rncp14506_was_presented() {
    let home = Home::new();
    let list = "identifiant;nom;prénom;blocs;memoire-professionnel;experience-entreprise\n\
                C1;Lefèvre;Anaïs;tous;;oui\n\
                C2;N’Guessan;Maëlys;tous;oui;oui\n\
                C3;Martin;Luc;tous;;oui\n";
    let desk = sitting(&home, "rncp14506", list);
    for (id, during, expected, words) in [
        ("C1", "exigence memoire-professionnel oui", "full; memoire-professionnel met", "oui"),
        // What the jury says goes over what the list says.
        ("C2", "exigence memoire-professionnel non", "partial; memoire-professionnel not-met", "non"),
        ("C3", "état", "partial; memoire-professionnel unknown", "non renseigné"),
    ] {
        let (said, sheet) = heard(&desk, id, &[during]);
        assert_eq!(said, format!("{expected}; experience-entreprise met"), "{sheet}");
        let line = format!("Mémoire professionnel présenté oralement : {words}");
        assert!(sheet.lines().any(|each| each == line), "« {line} » is not in {sheet}");
    }
    assert_eq!(desk.count("requirement-set"), 2);
}

#[test]
fn a_jury_that_falls_short_begins_with_a_reason_that_the_minutes_keep() {
    for (grid, (jury, rule)) in GRIDS.into_iter().zip(SHORT) {
        let home = Home::new();
        let desk = home.sitting(grid, &grid_text(grid), ONE, jury);
        let checked = home.run(&["check", desk.text_path()]).ends_with(0);
        let short: Vec<&str> = checked.lines().into_iter().filter_map(|line| line.strip_prefix("  ✗ ")).collect();
        assert_eq!(short, [rule], "{checked:#?}");
        let mut talk = desk.talk();
        talk.line();
        talk.ok("ouvrir C1");
        talk.ok("présents tous");
        let refused = talk.refused("démarrer");
        assert!(refused.contains(&format!("la composition du jury ne suffit pas ({rule})")), "{refused}");
        talk.refused("passer-outre");
        talk.refused("démarrer");
        talk.end();
        let sheet = desk.hear_from(&["passer-outre membre retenu par la neige", "démarrer"], "C1", &[], &[]);
        assert!(
            sheet.contains("Composition insuffisante ; le jury siège quand même : membre retenu par la neige"),
            "{sheet}"
        );
        let minutes = desk.minutes("C1");
        let rules = minutes["composition"].as_array().unwrap();
        assert_eq!(rules.iter().filter(|rule| rule["holds"].as_bool() == Some(false)).count(), 1, "{rules:#?}");
        assert_eq!(minutes["shortfall"][0]["reason"].as_str(), Some("membre retenu par la neige"));
        desk.verify().ends_with(0);
    }
}

#[test]
fn a_route_that_is_not_open_is_refused_with_the_reason_of_the_grid() {
    let home = Home::new();
    for grid in GRIDS {
        let desk = sitting(&home, grid, &ONE.replace("étudiant", "candidature individuelle"));
        let said = home.run(&["check", desk.text_path()]);
        let Some(access) = parsed(&grid_text(grid)).access else {
            // Where the text says nothing of routes, none is closed.
            said.ends_with(0);
            continue;
        };
        let said = said.ends_with(1);
        let place =
            "candidates.csv:2:23: la grille n’ouvre pas la certification par la voie « candidature individuelle »";
        assert!(said.out.contains(place), "{said:#?}");
        assert!(said.out.contains(&plain(&access.reason.unwrap())), "{said:#?}");
        // Nor does an exam begin.
        desk.script(&["ouvrir C1"], &[]).ends_with(1);
        assert!(!desk.path("journal.jsonl").exists());
    }
}
