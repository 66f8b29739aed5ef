//! Who must sign, which version holds, and what closes a session: what verification says of each.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;

use soutenance::domain::closing::{Closing, SettledState};
use soutenance::domain::command::CourseCommand;
use soutenance::domain::id::MemberId;
use soutenance::domain::minutes::Minutes;
use soutenance::formats::closing;

use super::support::Home;
use super::support::alone::{CLAIRE, HELENE, KARIM, accepted, refused};

#[test]
fn who_must_sign_and_has_not_is_named_and_paper_is_shown() {
    let home = Home::new();
    let desk = home.alone("s", "signatures = \"everybody\"\n");
    let mut sitting = desk.judged_alone(&[CLAIRE, KARIM]);
    refused(desk.verify(), "signature manquante : Hélène Roux devait signer");
    sitting.course(CourseCommand::Paper(MemberId::new(HELENE)));
    accepted(desk.verify(), "signé par claire.moreau, karim.benali ; sur papier : Hélène Roux");
    // That it was collected is in the journal: minutes sent alone cannot say so.
    refused(desk.verify_at(&desk.sent("alone")), "signature manquante : Hélène Roux");
    let folder = desk.sent("without-karim");
    fs::remove_file(folder.join("C1.v1.toml.karim.benali.sig")).unwrap();
    refused(desk.verify_at(&folder), "signature manquante : karim.benali");
}

#[test]
fn a_later_version_annuls_the_one_before() {
    let home = Home::new();
    let desk = home.alone("s", "");
    let mut sitting = desk.judged_alone(&[CLAIRE]);
    sitting.course(CourseCommand::Amend("la note de B1.2".into(), "erreur de report".into()));
    accepted(desk.verify(), "annulé, un rectificatif est en cours");
    sitting.decides().signs(CLAIRE);
    let said = desk.verify().ends_with(0);
    let lines = said.lines();
    assert!(lines[0].contains("C1.v1.toml") && lines[0].contains("annulé et remplacé par la version 2"), "{said:#?}");
    assert!(lines[1].contains("C1.v2.toml") && !lines[1].contains("annulé"), "{said:#?}");
    let sent = desk.sent("sent");
    accepted(desk.verify_at(&sent), "annulé et remplacé par la version 2");
    // The first version alone, beside the journal that knows of the second.
    let second = ["toml", "csv", "toml.claire.moreau.sig"].map(|end| format!("minutes/C1.v2.{end}"));
    for name in &second {
        fs::rename(desk.path(name), home.path(&name.replace('/', "-"))).unwrap();
    }
    refused(desk.verify(), "annulé et remplacé par la version 2, qui n’est pas à côté");
    for name in &second {
        fs::rename(home.path(&name.replace('/', "-")), desk.path(name)).unwrap();
    }
    // Another first version, signed by the president: the second one names what it annuls.
    let change = |minutes: &mut Minutes| minutes.item[0].comment = Some("ajouté".into());
    refused(desk.forged(&sent, &[CLAIRE], change), "la version 1, à côté, n’est pas celle que ce rectificatif annule");
    // A second version that does not verify does not annul anything.
    let sent = desk.sent("broken");
    fs::write(sent.join("C1.v2.csv"), "autre\n").unwrap();
    refused(desk.verify_at(&sent.join("C1.v1.toml")), "la version 2, à côté, ne se vérifie pas");
}

#[test]
fn the_closing_knows_every_file() {
    let home = Home::new();
    let desk = home.alone("s", "");
    let mut sitting = desk.judged_alone(&[CLAIRE, KARIM]);
    sitting.closes(&[CLAIRE, KARIM]);
    let said = desk.verify().ends_with(0);
    assert!(
        said.out.contains("clôture de la session essai, 2 candidats, 1 reporté ; signée par claire.moreau, karim.benali ; conforme au journal"),
        "{said:#?}"
    );
    // From the folder of the session, whose own file has the same name.
    accepted(desk.verify_at(&desk.folder), "2 en règle sur 2");
    let sent = desk.sent("sent");
    accepted(desk.verify_at(&sent), "signée par claire.moreau, karim.benali ; sans journal à comparer");
    // One member's minutes replaced, by who can sign them.
    let change = |minutes: &mut Minutes| minutes.item[1].comment = Some("ajouté".into());
    refused(desk.forged(&sent, &[CLAIRE, KARIM], change), "C1.v1.toml n’est pas le fichier que nomme la clôture");
    let lost = desk.sent("lost");
    fs::remove_file(lost.join("C1.v1.toml.karim.benali.sig")).unwrap();
    refused(desk.verify_at(&lost), "la clôture nomme C1.v1.toml.karim.benali.sig, qui n’est pas à côté");
    let more = desk.sent("more");
    fs::copy(more.join("C1.v1.csv"), more.join("C7.v1.csv")).unwrap();
    refused(desk.verify_at(&more), "la clôture ne connaît pas C7.v1.csv");
    // The closing taken away, beside the journal that knows of it.
    fs::rename(desk.path("minutes/session.toml"), home.path("taken")).unwrap();
    refused(desk.verify(), "la session est close ; sa clôture (session.toml) n’est pas à côté");
    fs::rename(home.path("taken"), desk.path("minutes/session.toml")).unwrap();
    // The closing itself, altered; then altered and signed anew, beside the journal.
    let text = desk.read("minutes/session.toml");
    let changed = text.replace("reason = \"malade\"", "reason = \"absent\"");
    assert_ne!(changed, text);
    fs::write(desk.path("minutes/session.toml"), &changed).unwrap();
    refused(desk.verify(), "session.toml.claire.moreau.sig refusée");
    for who in [CLAIRE, KARIM] {
        desk.sign(&desk.path("minutes/session.toml"), who);
    }
    refused(desk.verify(), "cette clôture n’est pas celle que donne le journal");
    // One that nobody who presides has signed, and one that contradicts itself.
    let bare = desk.sent("bare");
    fs::write(bare.join("session.toml"), &text).unwrap();
    fs::remove_file(bare.join("session.toml.claire.moreau.sig")).unwrap();
    desk.sign(&bare.join("session.toml"), KARIM);
    refused(desk.verify_at(&bare), "préside le jury et n’a pas signé");
    let honest = closing::read(text.as_bytes()).unwrap();
    let contradictions: [fn(&mut Closing); 6] = [
        |closing| closing.candidate[1].state = SettledState::Absent,
        |closing| closing.candidate[0].minutes.clear(),
        |closing| closing.candidate[0].minutes[0].version = 2,
        |closing| closing.candidate[0].minutes[0].missing = vec![MemberId::new(KARIM)],
        |closing| closing.candidate[1] = closing.candidate[0].clone(),
        |closing| closing.candidate[1].reason = None,
    ];
    for change in contradictions {
        let mut forged = honest.clone();
        change(&mut forged);
        fs::write(bare.join("session.toml"), closing::render(&forged).unwrap()).unwrap();
        for who in [CLAIRE, KARIM] {
            desk.sign(&bare.join("session.toml"), who);
        }
        refused(desk.verify_at(&bare.join("session.toml")), "cette clôture se contredit");
    }
}

#[test]
fn the_closing_knows_which_version_holds() {
    let home = Home::new();
    let desk = home.alone("s", "");
    let mut sitting = desk.judged_alone(&[CLAIRE]);
    sitting.course(CourseCommand::Amend("la note de B1.2".into(), "erreur de report".into()));
    // While the amendment is under way, an export has what there is.
    let out = home.path("s.zip");
    let said = home.run(&["export", desk.text_path(), "--to", out.to_str().unwrap()]).ends_with(0);
    assert!(said.out.contains("sans procès-verbal signé comme la session le demande : C1, C2"), "{said:#?}");
    sitting.decides().signs(CLAIRE);
    sitting.closes(&[CLAIRE, KARIM]);
    accepted(desk.verify(), "3 en règle sur 3");
    let first = desk.sent("first");
    for end in ["toml", "csv", "toml.claire.moreau.sig"] {
        fs::remove_file(first.join(format!("C1.v2.{end}"))).unwrap();
    }
    refused(desk.verify_at(&first.join("C1.v1.toml")), "remplacé par la version 2, qui n’est pas à côté");
    refused(desk.verify_at(&first.join("session.toml")), "la clôture nomme C1.v2.toml, qui n’est pas à côté");
}

/// A closing is believed on what was signed on paper where it is of that session, names these very minutes, and who
/// presided signed it; where the journal is there, the journal says.
#[test]
fn paper_is_believed_of_the_closing_of_that_session_alone() {
    let home = Home::new();
    let everybody = "signatures = \"everybody\"\n";
    let (desk, other) = (home.alone("s", everybody), home.alone("o", everybody));
    let mut unsigned = desk.judged_alone(&[CLAIRE, KARIM]);
    let mut honest = other.judged_alone(&[CLAIRE, KARIM]);
    honest.course(CourseCommand::Paper(MemberId::new(HELENE))).closes(&[CLAIRE, KARIM]);
    accepted(other.verify_at(&other.sent("honest")), "sur papier : Hélène Roux");
    // Beside the minutes of a session in which no paper was collected.
    fs::copy(other.path("minutes/session.toml"), desk.path("minutes/session.toml")).unwrap();
    for who in [CLAIRE, KARIM] {
        desk.sign(&desk.path("minutes/session.toml"), who);
    }
    let missing = "signature manquante : Hélène Roux";
    refused(desk.verify(), missing);
    refused(desk.verify_at(&desk.sent("alone").join("C1.v1.toml")), missing);
    fs::write(desk.path("minutes/grid.toml"), "").unwrap();
    refused(desk.verify(), "C1.v1.toml n’est pas le fichier que nomme la clôture");
    for name in ["session.toml", "session.toml.claire.moreau.sig", "session.toml.karim.benali.sig", "grid.toml"] {
        fs::remove_file(desk.path(&format!("minutes/{name}"))).unwrap();
    }
    // A closing made by a juror who says to preside.
    unsigned.closes(&[CLAIRE]);
    let sent = desk.sent("forged");
    let text = fs::read_to_string(sent.join("session.toml")).unwrap();
    let mut forged = closing::read(text.as_bytes()).unwrap();
    forged.president = MemberId::new(KARIM);
    let version = &mut forged.candidate[0].minutes[0];
    (version.on_paper, version.missing) = (vec![MemberId::new(HELENE)], Vec::new());
    fs::write(sent.join("session.toml"), closing::render(&forged).unwrap()).unwrap();
    fs::remove_file(sent.join("session.toml.claire.moreau.sig")).unwrap();
    desk.sign(&sent.join("session.toml"), KARIM);
    refused(desk.verify_at(&sent.join("C1.v1.toml")), missing);
}

/// A power cut came between a signature and its record; then the hearing was put off instead.
#[test]
fn what_the_record_does_not_know_is_out_of_the_way_of_the_closing() {
    let home = Home::new();
    let desk = home.alone("s", "");
    let mut sitting = desk.judged_alone(&[CLAIRE]);
    for name in ["C2.v1.toml", "C2.v1.csv", "C2.v1.toml.karim.benali.sig", "C1.v1.toml.karim.benali.sig"] {
        fs::write(desk.path(&format!("minutes/{name}")), "half").unwrap();
    }
    sitting.closes(&[CLAIRE]);
    desk.verify().ends_with(0);
    let names = desk.path("minutes").read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let aside: Vec<String> = names.filter(|name| name.contains(".set-aside-")).collect();
    assert_eq!(aside.len(), 4, "{aside:?}");
}
