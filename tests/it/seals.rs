//! Jurors who marked alone: what verification recomputes, and what each alteration is told as.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;

use soutenance::domain::closing::{Closing, SettledState};
use soutenance::domain::command::CourseCommand;
use soutenance::domain::event::How;
use soutenance::domain::id::{MarkCode, MemberId};
use soutenance::domain::minutes::{Minutes, SheetPart};
use soutenance::formats::closing;

use super::support::alone::{CLAIRE, HELENE, KARIM};
use super::support::{Home, Said};

/// That verification refuses, and that what it says holds this.
#[track_caller]
fn refused(said: Said, words: &str) {
    let said = said.ends_with(1);
    assert!(said.out.contains(words), "« {words} » is not in {said:#?}");
}

/// That verification accepts, and that what it says holds this.
#[track_caller]
fn accepted(said: Said, words: &str) {
    let said = said.ends_with(0);
    assert!(said.out.contains(words), "« {words} » is not in {said:#?}");
}

fn sheet<'a>(minutes: &'a mut Minutes, who: &str) -> &'a mut SheetPart {
    minutes.sheet.iter_mut().find(|sheet| sheet.member.as_str() == who).unwrap()
}

/// Gives a juror another mark on B1.1, and the jury with it.
fn steal(minutes: &mut Minutes, who: &str) {
    sheet(minutes, who).mark[0].mark = Some(MarkCode::new("maitrise"));
    minutes.item[0].retained = Some(How::Choice);
}

/// Makes a sheet's seal anew, as anybody can who knows what stands on it.
fn reseal(minutes: &mut Minutes, who: &str) {
    let sealed = sheet(minutes, who).clone().recomputed(minutes);
    sheet(minutes, who).commitment = sealed;
}

#[test]
fn sheets_that_nobody_altered_verify() {
    let home = Home::new();
    let desk = home.alone("s", "");
    desk.judged_alone(&[CLAIRE, KARIM]);
    accepted(desk.verify(), "fiche scellée sans signature : Hélène Roux ; conforme au journal");
    accepted(desk.verify_at(&desk.sent("alone")), "sans journal à comparer");
}

#[test]
fn a_mark_changed_after_the_seal_is_told_by_its_juror() {
    let home = Home::new();
    let desk = home.alone("s", "");
    desk.judged_alone(&[CLAIRE]);
    let at = home.path("forged");
    for who in [CLAIRE, KARIM] {
        refused(
            desk.forged(&at, &[CLAIRE], |minutes| steal(minutes, who)),
            &format!("la fiche de {who} n’est pas celle qui a été scellée"),
        );
    }
    refused(
        desk.forged(&at, &[CLAIRE], |minutes| steal(minutes, HELENE)),
        "la fiche de Hélène Roux n’est pas celle qui a été scellée",
    );
    for change in [
        (|sheet: &mut SheetPart| sheet.mark[0].comment = Some("autre chose".into())) as fn(&mut SheetPart),
        |sheet| sheet.salt = Some("A".repeat(43) + "="),
        |sheet| sheet.salt = Some("pas du base64".into()),
        |sheet| sheet.commitment = Some("0".repeat(64)),
        |sheet| sheet.member = MemberId::new("personne"),
    ] {
        refused(
            desk.forged(&at, &[CLAIRE], |minutes| change(sheet(minutes, KARIM))),
            "n’est pas celle qui a été scellée",
        );
    }
}

#[test]
fn a_seal_made_anew_is_not_the_jurors() {
    let home = Home::new();
    let desk = home.alone("s", "");
    desk.judged_alone(&[CLAIRE, KARIM]);
    let at = home.path("forged");
    let again = |minutes: &mut Minutes| {
        steal(minutes, KARIM);
        reseal(minutes, KARIM);
    };
    refused(
        desk.forged(&at, &[CLAIRE], again),
        "le sceau de la fiche de karim.benali n’est pas signé par karim.benali",
    );
    // Nor with the signature of another sheet of theirs, or none.
    let borrowed = |minutes: &mut Minutes| {
        again(minutes);
        let signature = sheet(minutes, CLAIRE).signature.clone();
        sheet(minutes, KARIM).signature = signature;
    };
    refused(desk.forged(&at, &[CLAIRE], borrowed), "n’est pas signé par karim.benali");
    let bare = |minutes: &mut Minutes| {
        again(minutes);
        sheet(minutes, KARIM).signature = None;
    };
    refused(
        desk.forged(&at, &[CLAIRE], bare),
        "karim.benali a une clé, mais n’a signé ni sa fiche ni ce procès-verbal",
    );
    // With karim's own signature under the minutes they are his marks, whatever he sealed before.
    accepted(desk.forged(&at, &[CLAIRE, KARIM], bare), "fiche scellée sans signature : karim.benali, Hélène Roux");
}

#[test]
fn in_english() {
    let home = Home::new().english();
    let desk = home.alone("s", "");
    desk.judged_alone(&[CLAIRE]);
    accepted(
        desk.verify(),
        "signed by claire.moreau; sheet sealed without a signature: Hélène Roux; as the journal has it",
    );
    let said = desk.forged(&home.path("forged"), &[CLAIRE], |minutes| steal(minutes, KARIM));
    refused(said, "the sheet of karim.benali is not the one that was sealed");
}

/// A sheet that was sealed, and signed, in another session of the same name.
#[test]
fn a_seal_from_a_rehearsal_holds_nowhere_else() {
    let home = Home::new();
    let (rehearsal, desk) = (home.alone("r", ""), home.alone("s", ""));
    for desk in [&rehearsal, &desk] {
        desk.judged_alone(&[CLAIRE]);
    }
    let before = rehearsal.read_minutes(1);
    assert_eq!(before.session.name, desk.read_minutes(1).session.name);
    let said = desk.forged(&home.path("forged"), &[CLAIRE], |minutes| {
        *sheet(minutes, KARIM) = before.sheet.iter().find(|sheet| sheet.member.as_str() == KARIM).unwrap().clone();
    });
    refused(said, "la fiche de karim.benali n’est pas celle qui a été scellée");
}

/// As the documentation says: a digest of one line, and six lines that OpenSSH verifies.
#[test]
fn a_seal_is_checked_without_this_program() {
    let home = Home::new();
    let desk = home.alone("s", "");
    desk.judged_alone(&[CLAIRE]);
    let minutes: toml::Table = desk.read("minutes/C1.v1.toml").parse().unwrap();
    let sheets = minutes["sheet"].as_array().unwrap();
    let sheet = sheets.iter().find(|sheet| sheet["member"].as_str() == Some(KARIM)).unwrap();
    let begun = minutes["session"]["begun_sha256"].as_str().unwrap();
    let lines = sheet["mark"].as_array().unwrap();
    let pairs = |key: &str| {
        let said = lines.iter().filter_map(|line| Some((line["item"].as_str()?, line.get(key)?.as_str()?)));
        said.map(|(item, said)| format!("\"{item}\":\"{said}\"")).collect::<Vec<_>>().join(",")
    };
    let bound = format!(
        "{{\"format\":\"soutenance-sheet/1\",\"session\":\"essai\",\"begun\":\"{begun}\",\"candidate\":\"C1\",\
         \"member\":\"{KARIM}\",\"marks\":{{{}}},\"comments\":{{{}}},\"salt\":\"{}\"}}",
        pairs("mark"),
        pairs("comment"),
        sheet["salt"].as_str().unwrap()
    );
    let commitment = sheet["commitment"].as_str().unwrap();
    assert_eq!(soutenance::digest::sha256(bound.as_bytes()), commitment);
    let (signers, seal) = (desk.signers(), home.write("seal.sig", sheet["signature"].as_str().unwrap()));
    let [signers, seal] = [&signers, &seal].map(|path| path.to_str().unwrap());
    let args = ["-Y", "verify", "-f", signers, "-I", KARIM, "-n", "soutenance-minutes", "-s", seal];
    let said =
        format!("soutenance-seal/1\nsession essai\nbegun {begun}\ncandidate C1\nmember {KARIM}\nsheet {commitment}\n");
    home.ssh_keygen(&args, said.as_bytes()).ends_with(0);
}

/// What the documentation says that a seal without a signature does not show.
#[test]
fn a_seal_without_a_signature_is_believed_where_the_journal_is_not_there() {
    let home = Home::new();
    let desk = home.alone("s", "");
    desk.judged_alone(&[CLAIRE]);
    let again = |minutes: &mut Minutes| {
        steal(minutes, HELENE);
        reseal(minutes, HELENE);
    };
    accepted(desk.forged(&home.path("forged"), &[CLAIRE], again), "scellée sans signature : Hélène Roux");
    // The journal has the seal that was made before the reveal.
    refused(
        desk.forged(&desk.path("minutes"), &[CLAIRE], again),
        "le journal de la session a un autre sceau pour la fiche de Hélène Roux",
    );
}

#[test]
fn a_sheet_altered_in_the_journal_is_told_by_its_juror() {
    let home = Home::new();
    let desk = home.alone("s", "");
    desk.judged_alone(&[CLAIRE]);
    let honest = desk.read("journal.jsonl");
    let of = |line: &str, event: &str, who: &str| {
        line.contains(&format!("\"event\":\"{event}\"")) && line.contains(&format!("\"member\":\"{who}\""))
    };
    let number = |event: &str| honest.lines().position(|line| of(line, event, KARIM)).unwrap() + 1;
    // One character of a closed entry, and the chain as it was.
    let altered = |line: &str| match line.split_once("\"entry\":\"").filter(|_| of(line, "sheet-written", KARIM)) {
        Some((before, entry)) => {
            let other = if entry.as_bytes()[60] == b'A' { "B" } else { "A" };
            format!("{before}\"entry\":\"{}{other}{}", &entry[..60], &entry[61..])
        }
        None => line.to_owned(),
    };
    let lines: Vec<String> = honest.lines().map(altered).collect();
    fs::write(desk.path("journal.jsonl"), lines.join("\n") + "\n").unwrap();
    refused(desk.verify(), &format!("à la ligne {}", number("sheet-written")));
    fs::write(desk.path("journal.jsonl"), &honest).unwrap();
    // The same, by who makes the chain anew.
    desk.rewrite_journal(altered);
    let written = format!("ce que karim.benali a écrit sur sa fiche (enregistrement n° {})", number("sheet-written"));
    refused(desk.verify(), &written);
    // An entry left out, and the seal.
    let last = honest.lines().enumerate().filter(|(_, line)| of(line, "sheet-written", KARIM)).last().unwrap().0;
    let gone = [(number("sheet-written") - 1, "a écrit sur sa fiche"), (last, "a écrit sur sa fiche")];
    for (left, words) in gone.into_iter().chain([(number("sheet-sealed") - 1, "le journal")]) {
        fs::write(desk.path("journal.jsonl"), &honest).unwrap();
        let kept: Vec<&str> = honest.lines().enumerate().filter(|(at, _)| *at != left).map(|(_, line)| line).collect();
        fs::write(desk.path("journal.jsonl"), kept.join("\n") + "\n").unwrap();
        let renumbered = std::cell::Cell::new(0);
        desk.rewrite_journal(|line| {
            renumbered.set(renumbered.get() + 1);
            let (_, rest) = line.split_once(',').unwrap();
            format!("{{\"seq\":{},{rest}", renumbered.get())
        });
        refused(desk.verify(), words);
    }
    for key in ["commitment", "signature"] {
        fs::write(desk.path("journal.jsonl"), &honest).unwrap();
        desk.rewrite_journal(|line| {
            if !of(line, "sheet-sealed", KARIM) {
                return line.to_owned();
            }
            let mut record: serde_json::Value = serde_json::from_str(line).unwrap();
            let sealed = record["data"][key].as_str().unwrap().to_owned();
            record["data"][key] = "x".into();
            line.replace(&serde_json::to_string(&sealed).unwrap(), "\"x\"")
        });
        let words =
            format!("un autre sceau pour la fiche de karim.benali (enregistrement n° {})", number("sheet-sealed"));
        refused(desk.verify(), &words);
    }
}

/// Words, and the change that must lead to them.
type Change<'a> = (&'a str, Box<dyn Fn(&mut Minutes) + 'a>);

#[test]
fn minutes_that_no_sheets_could_give_contradict_themselves() {
    let home = Home::new();
    let desk = home.alone("s", "");
    desk.judged_alone(&[CLAIRE, KARIM]);
    let at = home.path("forged");
    let item = |minutes: &Minutes, code: &str| minutes.item.iter().position(|item| item.code.as_str() == code).unwrap();
    let changes: Vec<Change<'_>> = vec![
        (
            "B1.3 : la note retenue",
            Box::new(|m| {
                let at = item(m, "B1.3");
                m.item[at].retained_reason = None;
            }),
        ),
        (
            "B1.3 : la note retenue",
            Box::new(|m| {
                let at = item(m, "B1.3");
                m.item[at].retained = Some(How::Common);
            }),
        ),
        (
            "B1.3 : la note retenue",
            Box::new(|m| {
                let at = item(m, "B1.3");
                (m.item[at].retained, m.item[at].retained_reason) = (Some(How::CastingVote), None);
            }),
        ),
        (
            "B1.3 : la note retenue",
            Box::new(|m| {
                let at = item(m, "B1.3");
                m.item[at].mark = Some(MarkCode::new("maitrise"));
                m.item[at].retained = Some(How::CastingVote);
            }),
        ),
        ("B1.1 : la note retenue", Box::new(|m| m.item[0].retained = Some(How::Choice))),
        ("B1.1 : la note retenue", Box::new(|m| m.item[0].retained = None)),
        ("B1.1 : la note retenue", Box::new(|m| m.item[0].beyond_threshold = true)),
        (
            "B1.1 : la note retenue",
            Box::new(|m| {
                m.item[0].mark = Some(MarkCode::new("maitrise"));
                m.item[0].retained = Some(How::Choice);
            }),
        ),
        ("les fiches ne sont pas celles", Box::new(|m| drop(m.sheet.remove(1)))),
        ("les fiches ne sont pas celles", Box::new(|m| m.sheet.swap(0, 1))),
        ("les fiches ne sont pas celles", Box::new(|m| m.revealed_at = None)),
        ("les fiches ne sont pas celles", Box::new(|m| m.session.mode = "collegial".into())),
        ("les fiches ne sont pas celles", Box::new(|m| m.session.president_marks = None)),
        ("ce qui est dit d’un bloc", Box::new(|m| m.block[0].items = 2)),
        (
            "ce qui est dit d’un bloc",
            Box::new(|m| {
                let code = m.item[0].code.clone();
                m.block[0].unmarked.push(code);
            }),
        ),
        ("déports et signatures exigées", Box::new(|m| m.jury[1].must_sign = true)),
        ("déports et signatures exigées", Box::new(|m| m.jury[0].must_sign = false)),
        ("déports et signatures exigées", Box::new(|m| m.jury[1].president = true)),
        ("version, rectificatif et absence", Box::new(|m| m.excused = Some(true))),
        ("version, rectificatif et absence", Box::new(|m| m.version = 2)),
        ("version, rectificatif et absence", Box::new(|m| m.state_reason = Some("parti".into()))),
    ];
    for (words, change) in changes {
        refused(desk.forged(&at, &[CLAIRE, KARIM], change), words);
        fs::remove_dir_all(&at).unwrap();
    }
}

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
