//! Exams on points, and on yes or no with what was not observed: from a grid to minutes, with the outcome and its reason.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests")]

use super::support::exam::outcome;
use super::support::{Desk, Home, Talk};

const START: &str = r#"format = "soutenance-grid/1"
code = "ESSAI"
title = "Certification d’essai"
level = 6
source = "inventée pour les essais"

[[phase]]
id = "interview"
title = "Entretien"
duration = "20min"

[decision.certification]
blocks = ["B1", "B2", "B3"]

[[jury.capacity]]
id = "pro"
title = "Professionnel"
external = true

[jury.hearing]
members = 1
"#;

/// Points from 0 to 20 by halves; the mean decides, with weights, and one item eliminates.
const POINTS: &str = r#"
[scale]
kind = "points"
least = 0
most = 20
step = 0.5

[decision.block]
weighted_mean_at_least = 10

[[block]]
code = "B1"
title = "Concevoir"
competence = [
    { code = "B1.1", text = "Étudier la demande", weight = 3 },
    { code = "B1.2", text = "Chiffrer" },
]

[[block]]
code = "B2"
title = "Livrer"
competence = [
    { code = "B2.1", text = "Écrire le logiciel", eliminatory_below = 8 },
    { code = "B2.2", text = "L’éprouver" },
]

[[block]]
code = "B3"
title = "Conduire"
competence = [
    { code = "B3.1", text = "Réunir", weight = 0.5 },
    { code = "B3.2", text = "Rendre compte" },
]
"#;

/// Yes or no; what was not observed counts against, not at all, or leaves the block to the jury.
const YES_NO: &str = r#"
[scale]
kind = "yes-no"

[decision.block]
at_most_below = { mark = "yes", items = 1 }
not_observed = "below"

[[block]]
code = "B1"
title = "Concevoir"
competence = [{ code = "B1.1", text = "a" }, { code = "B1.2", text = "b" }, { code = "B1.3", text = "c" }]

[[block]]
code = "B2"
title = "Livrer"
decision = { every_item_at_least = "yes", not_observed = "left-out" }
competence = [{ code = "B2.1", text = "a" }, { code = "B2.2", text = "b" }]

[[block]]
code = "B3"
title = "Conduire"
decision = { every_item_at_least = "yes", not_observed = "open" }
competence = [{ code = "B3.1", text = "a" }, { code = "B3.2", text = "b" }]
"#;

fn sitting<'a>(home: &'a Home, rest: &str) -> Desk<'a> {
    let list = "identifiant;nom;prénom;blocs\nC1;Lefèvre;Anaïs;tous\n";
    home.sitting("essai", &format!("{START}{rest}"), list, &[("claire.moreau", "pro", "")])
}

/// Opens the hearing and lets the clock run.
fn begun(desk: &Desk<'_>) -> Talk {
    let mut talk = desk.talk();
    talk.line();
    for line in ["ouvrir C1", "présents tous", "démarrer"] {
        talk.ok(line);
    }
    talk
}

/// Each of these lines is among those said.
#[track_caller]
fn says(said: &str, lines: &[&str]) {
    for line in lines {
        assert!(said.lines().any(|each| each == *line), "« {line} » is not in {said}");
    }
}

#[test]
fn points_with_weights_and_an_eliminatory_mark() {
    let home = Home::new();
    let desk = sitting(&home, POINTS);
    let checked = home.run(&["check", "essai/grid.toml"]).ends_with(0);
    says(&checked.out, &["  échelle : points de 0 à 20, de 0,5 en 0,5"]);
    let mut talk = begun(&desk);
    for (typed, mark) in [("12.3", "12,3"), ("20.5", "20,5"), ("-1", "-1"), ("treize", "treize")] {
        let why = format!("B1.1 : « {mark} » n’est pas sur l’échelle : points de 0 à 20, de 0,5 en 0,5");
        assert_eq!(talk.refused(&format!("noter B1.1 {typed}")), format!("erreur {why}"));
    }
    for mark in ["B1.1 12,5", "B1.2 4", "B2.1 7.5", "B2.2 16", "B3.1 12", "B3.2 8.5"] {
        talk.ok(&format!("noter {mark}"));
    }
    talk.ok("suivant");
    let proposed = talk.ok("décider");
    says(
        &proposed,
        &[
            "B1 : la règle propose validé (moyenne 10,37, requis 10)",
            "B2 : la règle propose non validé (moyenne 11,75, requis 10 ; sous le seuil éliminatoire : B2.1)",
            "B3 : la règle propose non validé (moyenne 9,66, requis 10)",
        ],
    );
    talk.ok("décider B1 validé");
    talk.ok("décider B2 refusé");
    assert!(talk.refused("décider B3 validé").contains("motif"));
    talk.ok("décider B3 validé projet exceptionnel");
    let sheet = talk.ok("relire");
    says(
        &sheet,
        &[
            "À ce jour : certification partielle",
            "B1 Concevoir — VALIDÉ",
            "au regard de la règle : moyenne 10,37, requis 10",
            "  B1.1  12,5 — Étudier la demande",
            "B2 Livrer — NON VALIDÉ",
            "au regard de la règle : moyenne 11,75, requis 10 ; sous le seuil éliminatoire : B2.1",
            "  B2.1  7,5 — Écrire le logiciel",
            "B3 Conduire — VALIDÉ",
            "la règle proposait : non validé",
            "motif : projet exceptionnel",
            "au regard de la règle : moyenne 9,66, requis 10",
        ],
    );
    talk.ok("signer claire.moreau");
    talk.end();
    desk.verify().ends_with(0);
    let minutes = desk.minutes("C1");
    assert_eq!(outcome(&minutes), "partial; remaining_blocks [\"B2\"]");
    assert_eq!(minutes["item"][0]["mark"].as_str(), Some("12.5"));
    assert_eq!(minutes["block"][1]["condition"][1]["rule"].as_str(), Some("eliminatory"));
}

#[test]
fn yes_no_and_what_was_not_observed() {
    let home = Home::new();
    let desk = sitting(&home, YES_NO);
    let checked = home.run(&["check", "essai/grid.toml"]).ends_with(0);
    says(
        &checked.out,
        &[
            "  échelle : 1 Non · 2 Oui",
            "  un bloc est validé si au plus 1 item est en dessous de « Oui » ; \
             un item « Non observé » : compte comme insuffisant",
        ],
    );
    let mut talk = begun(&desk);
    assert!(talk.refused("noter B1.1 3").starts_with("erreur"));
    for mark in
        ["B1.1 oui", "B1.2 1", "B1.3 non observé", "B2.1 2", "B2.2 Non observé", "B3.1 yes", "B3.2 not-observed"]
    {
        talk.ok(&format!("noter {mark}"));
    }
    talk.ok("suivant");
    let proposed = talk.ok("décider");
    says(
        &proposed,
        &[
            "B1 : la règle propose non validé (2 items sous « Oui », 1 au plus ; en dessous : B1.2, B1.3 ; \
             non observé : B1.3 (compte comme insuffisant))",
            "B2 : la règle propose validé (1 item sur 1 au niveau « Oui » ou plus ; non observé : B2.2 (ne compte pas))",
            "B3 : la règle ne propose rien (1 item sur 1 au niveau « Oui » ou plus ; \
             non observé : B3.2 (la règle ne conclut pas))",
        ],
    );
    talk.ok("décider B1 refusé");
    talk.ok("décider B2 validé");
    assert!(talk.refused("décider B3 validé").contains("motif"));
    talk.ok("décider B3 validé vu pendant l’entretien");
    let sheet = talk.ok("relire");
    says(
        &sheet,
        &[
            "B1 Concevoir — NON VALIDÉ",
            "au regard de la règle : 2 items sous « Oui », 1 au plus ; en dessous : B1.2, B1.3 ; non observé : B1.3 (compte comme insuffisant)",
            "  B1.3  Non observé — c",
            "B2 Livrer — VALIDÉ",
            "B3 Conduire — VALIDÉ",
            "la règle ne proposait rien",
            "motif : vu pendant l’entretien",
        ],
    );
    talk.ok("signer claire.moreau");
    talk.end();
    desk.verify().ends_with(0);
    let minutes = desk.minutes("C1");
    assert_eq!(outcome(&minutes), "partial; remaining_blocks [\"B1\"]");
    assert_eq!(minutes["item"][2]["mark"].as_str(), Some("not-observed"));
    assert_eq!(minutes["item"][2]["level"].as_str(), Some("Non observé"));
}
