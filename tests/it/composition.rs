//! What a jury must be made of, from the files to `check`, the hearing and the minutes.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;

use super::support::{Desk, Home};

const RULES: &str = r#"
[[jury.capacity]]
id = "house"
title = { fr = "Représentant", en = "Representative" }
external = false

[jury.hearing]
members = 2
external_percent = 60
president_external = true
not_trainers = ["house"]
practice_years = { professionnel = 3 }

[jury.certification]
members = 3
balanced = [["professionnel", "house"]]
as_many_women_as_men = ["professionnel", "house"]
"#;

/// A small session with these rules: two professionals and a representative, of whom these lines are said.
fn session<'a>(home: &'a Home, name: &str, claire: &str, karim: &str, helene: &str) -> Desk<'a> {
    let desk = home.small(name, "20min", "");
    let grid = desk.read("grid.toml").replace("\n[jury.hearing]\nmembers = 1\n", RULES);
    fs::write(desk.path("grid.toml"), grid).unwrap();
    let mut jury = desk.read("session.toml");
    for (id, more) in [("claire.moreau", claire), ("karim.benali", karim)] {
        jury = jury.replace(&format!("key_file = \"keys/{id}\"\n"), &format!("key_file = \"keys/{id}\"\n{more}\n"));
    }
    let helene = format!("\n[[jury]]\nid = \"helene.roux\"\nname = \"Hélène Roux\"\ncapacity = \"house\"\n{helene}\n");
    fs::write(desk.path("session.toml"), jury + &helene).unwrap();
    desk
}

#[test]
fn check_shows_every_rule_of_a_jury_that_satisfies() {
    let home = Home::new();
    let desk = session(
        &home,
        "s",
        "practice_years = 12\ngender = \"f\"",
        "practice_years = 3\ngender = \"m\"",
        "trained = false\ngender = \"f\"",
    );
    let said = home.run(&["check", desk.text_path()]).ends_with(0);
    let lines = said.lines();
    assert_eq!(
        lines[1..],
        [
            "  ✓ membres : 3, requis 2",
            "  ✓ membres externes : 2 sur 3 (67 %), requis 60 %",
            "  ✓ présidence externe : oui, claire.moreau siège comme « Professionnel »",
            "  ✓ n’ont pas formé le candidat, « Représentant » : 1 sur 1",
            "  ✓ années de pratique, « Professionnel » : claire.moreau 12, karim.benali 3, requis 3",
            "  Si ce jury siège comme jury de certification :",
            "    ✓ membres : 3, requis 3",
            "    ✗ parité entre « Professionnel » et « Représentant » : 2 et 1",
            "    ✗ parité entre femmes et hommes, « Professionnel », « Représentant » : 2 et 1",
        ],
        "{said:#?}"
    );
}

#[test]
fn check_shows_what_a_jury_lacks_and_who_trained_whom() {
    let home = Home::new().english();
    let desk = session(&home, "s", "practice_years = 2", "", "trained = [\"C2\"]");
    let said = home.run(&["check", desk.text_path()]).ends_with(0);
    for line in [
        "  ✗ have not trained the candidate, “Representative”: 0 of 1 (trained by Hélène Roux)",
        "    Maëlys N’Guessan (C2): trained by Hélène Roux",
        "  ✗ years of practice, “Professional”: claire.moreau 2, required 3 (not stated for karim.benali)",
        "  If this jury sits as the certification jury:",
        "    ✗ as many women as men, “Professional”, “Representative”: 0 and 0 \
         (not stated for claire.moreau, karim.benali, Hélène Roux)",
    ] {
        assert!(said.lines().contains(&line), "{line:?} is not in {said:#?}");
    }
    assert!(!said.out.contains("(C1)"), "{said:#?}");
}

#[test]
fn a_candidate_who_is_not_on_the_list_was_trained_by_nobody() {
    let home = Home::new();
    let desk = session(&home, "s", "", "trained = [\"C1\", \"C22\"]", "");
    let said = home.run(&["check", desk.text_path()]).ends_with(1);
    let line = desk.read("session.toml").lines().position(|line| line.starts_with("trained")).unwrap() + 1;
    let place = format!("session.toml:{line}:19: le candidat « C22 » n’est pas dans la liste ; vouliez-vous « C2 » ?");
    assert!(said.out.contains(&place), "{said:#?}");
}

#[test]
fn a_hearing_of_somebody_whom_a_member_trained_needs_a_reason() {
    let home = Home::new();
    let desk = session(&home, "s", "practice_years = 12", "practice_years = 3", "trained = [\"C2\"]");
    let mut talk = desk.talk();
    talk.line();
    for line in ["ouvrir C1", "présents tous", "démarrer", "arrêter essai"] {
        talk.ok(line);
    }
    for line in ["ouvrir C2", "présents tous"] {
        talk.ok(line);
    }
    let refused = talk.refused("démarrer");
    assert!(refused.contains("n’ont pas formé le candidat, « Représentant » : 0 sur 1"), "{refused}");
    // Without her, who trained is not there to judge.
    talk.ok("présents claire.moreau karim.benali");
    talk.ok("démarrer");
    assert!(talk.refused("présents tous").contains("une arrivée ou un départ se dit avec un motif"));
    talk.ok("arrivée helene.roux train en retard");
    talk.refused("noter B1.1 3");
    for line in ["passer-outre personne d’autre", "arrêter essai", "décider B1 refusé essai", "décider B2 refusé essai"]
    {
        talk.ok(line);
    }
    talk.ok("signer claire.moreau");
    talk.end();
    let minutes = desk.read("minutes/C2.v1.toml");
    let rule =
        "[[composition]]\nrule = \"not-trainers\"\ncapacities = [\"house\"]\nrequired = 1\nfound = 0\nholds = false\n";
    assert!(minutes.contains(rule), "{minutes}");
    assert!(
        minutes.contains("rule = \"external-percent\"\nrequired = 60\nfound = 2\nof = 3\nholds = true\n"),
        "{minutes}"
    );
    desk.verify().ends_with(0);
}

#[test]
fn what_the_text_of_a_grid_does_not_say_of_juries_is_told() {
    let home = Home::new();
    let desk = session(&home, "s", "", "", "");
    let said = |part: &str| {
        let grid = desk.read("grid.toml").replace(part, &format!("{part}\neditorial = \"Le texte se tait.\""));
        home.write("grid.toml", grid);
        home.run(&["check", "grid.toml"]).ends_with(0).out
    };
    assert!(said("[jury.hearing]").contains("jury de soutenance : Le texte se tait."));
    assert!(said("[jury.certification]").contains("jury de certification : Le texte se tait."));
}
