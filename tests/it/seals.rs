//! Jurors who marked alone: what verification recomputes, and what each alteration is told as.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;

use soutenance::domain::event::How;
use soutenance::domain::id::{MarkCode, MemberId};
use soutenance::domain::minutes::{Minutes, SheetPart};

use super::support::Home;
use super::support::alone::{CLAIRE, HELENE, KARIM, accepted, refused};

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
