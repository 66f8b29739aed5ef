//! Candidates who are heard together, from the list to the minutes of each.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;

use super::support::{Desk, Home, example_items};

/// The first two of the example's list are group A; BC01.2 and CT1 are marked in common.
fn grouped(home: &Home) -> Desk<'_> {
    let desk = home.example("b204");
    let list = desk.read("candidates.csv");
    let lines = list.lines().enumerate().map(|(index, line)| match index {
        0 => format!("{line};groupe\n"),
        1 => format!("{line};A\n"),
        2 => format!("{line};Groupe a\n"),
        _ => format!("{line};\n"),
    });
    fs::write(desk.path("candidates.csv"), lines.collect::<String>()).unwrap();
    let mut grid = desk.read("grid.toml");
    for code in ["BC01.2", "CT1"] {
        let line = format!("code = \"{code}\"\n");
        assert!(grid.contains(&line), "{code}");
        grid = grid.replace(&line, &format!("{line}common = true\n"));
    }
    fs::write(desk.path("grid.toml"), grid).unwrap();
    desk
}

#[test]
fn a_group_of_two_from_one_clock_to_the_minutes_of_each() {
    let home = Home::new();
    let desk = grouped(&home);
    let checked = home.run(&["check", desk.text_path()]).ends_with(0);
    assert!(checked.out.contains("groupe A : C001, C002"), "{checked:#?}");
    let mut talk = desk.talk();
    talk.line().unwrap();
    talk.ok("ouvrir C001");
    talk.ok("présents tous");
    let said = talk.ask("état").join("\n");
    for expected in [
        "Présentation prête à démarrer, 26 min 40 s dues",
        "groupe A, un seul chronomètre, avec :",
        "C002  10:00  Maëlys N’Guessan",
        "items communs : BC01.2, CT1",
    ] {
        assert!(said.contains(expected), "{expected} is not in {said}");
    }
    talk.ok("démarrer");
    assert_eq!(talk.ok("noter BC01.2 3"), "ok BC01.2 : Acquis (item commun)");
    // The focus moves while the clock runs; nothing is closed.
    assert_eq!(talk.ok("ouvrir C002"), "ok soutenance ouverte : Maëlys N’Guessan (C002)");
    assert!(talk.refused("ouvrir C003").contains("une phase est en cours"));
    assert!(talk.ask("état").join("\n").contains("notés : 1 sur 26"));
    talk.ok("suivant");
    talk.ok("suivant");
    for (candidate, level) in [("C002", "3"), ("C001", "4")] {
        talk.ok(&format!("ouvrir {candidate}"));
        for item in example_items().iter().filter(|item| *item != "BC01.2" && *item != "CT1") {
            talk.ok(&format!("noter {item} {level}"));
        }
    }
    talk.ok("noter CT1 3");
    for candidate in ["C001", "C002"] {
        talk.ok(&format!("ouvrir {candidate}"));
        for block in ["BC01", "BC02", "BC03", "BC04"] {
            talk.ok(&format!("décider {block} validé"));
        }
        talk.ok("signer claire.moreau");
        if candidate == "C001" {
            talk.ok("ouvrir C002");
            assert!(talk.refused("noter BC01.2 1").contains("le procès-verbal de C001 est établi"));
        }
    }
    talk.ok("fermer");
    talk.ok("quitter");
    talk.end();
    assert_eq!((desk.count("phase-started"), desk.count("hearing-closed")), (2, 1));
    let verified = desk.verify().ends_with(0);
    // Two of minutes, one of the key, the count.
    assert_eq!(verified.lines().len(), 4, "{verified:#?}");
    for (own, other, own_mark) in [("C001", "C002", "maitrise"), ("C002", "C001", "acquis")] {
        let minutes: toml::Table = desk.read(&format!("minutes/{own}.v1.toml")).parse().unwrap();
        assert_eq!(minutes["candidate"]["group"].as_str(), Some("A"));
        assert_eq!(minutes["candidate"]["with"].as_array().unwrap()[0].as_str(), Some(other));
        assert_eq!(minutes["phase"][0]["due"].as_str(), Some("26min40s"));
        let item = |code: &str| {
            let items = minutes["item"].as_array().unwrap();
            items.iter().find(|item| item["code"].as_str() == Some(code)).unwrap().as_table().unwrap()
        };
        assert_eq!((item("BC01.2")["mark"].as_str(), item("BC01.2")["common"].as_bool()), (Some("acquis"), Some(true)));
        assert_eq!((item("BC01.1")["mark"].as_str(), item("BC01.1").get("common")), (Some(own_mark), None));
    }
    let told = home.run(&["journal", desk.text_path()]).ends_with(0);
    assert!(told.out.contains("BC01.2 : Acquis (item commun)"), "{told:#?}");
}

/// The program is killed while the clock runs and the absent one is to the fore: the gap is asked about all the same.
#[test]
fn a_gap_is_asked_about_with_the_absent_to_the_fore() {
    let home = Home::new();
    let desk = grouped(&home);
    let mut talk = desk.talk();
    for line in ["ouvrir C002", "présents tous", "absent malade", "ouvrir C001", "démarrer", "ouvrir C002"] {
        talk.ok(line);
    }
    talk.kill();
    let mut talk = desk.talk();
    let greeting = talk.ask("état").join("\n");
    assert!(greeting.contains("« interruption temps » ou « interruption pause »"), "{greeting}");
    talk.ok("interruption pause");
    let said = talk.ask("état").join("\n");
    assert!(said.contains("Présentation en cours, il reste"), "{said}");
    talk.ok("quitter");
}
