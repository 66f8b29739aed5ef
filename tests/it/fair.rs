//! Hearings as they happen: each of them ends in minutes that verify, with their journal and alone.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;

use soutenance::app::message::Message;
use soutenance::domain::command::{Command, CourseCommand, SheetCommand, WholeCommand};
use soutenance::domain::course::Ground;
use soutenance::domain::decision::Outcome;
use soutenance::domain::id::{BlockCode, CandidateId, ItemCode, MarkCode, MemberId};
use soutenance::domain::sheets::Entry;
use soutenance::text::{Lang, minutes as words};

use super::support::alone::{CLAIRE, HELENE, KARIM, Sitting};
use super::support::exam::parsed;
use super::support::{Desk, Dice, Home, SMALL_ITEMS, plain};

fn id(name: &str) -> MemberId {
    MemberId::new(name)
}

fn seals(sitting: &mut Sitting, who: &str, others: &[(&str, &str)]) {
    sitting.marks(who, others).give(Message::Seal(None));
}

fn common(sitting: &mut Sitting) {
    sitting.give(Message::Reveal).command(Command::Sheet(SheetCommand::RetainCommon));
}

fn retains(sitting: &mut Sitting, item: &str, mark: &str, why: Option<&str>) {
    let (item, mark) = (ItemCode::new(item), Some(MarkCode::new(mark)));
    sitting.command(Command::Sheet(SheetCommand::Retain(item, mark, why.map(str::to_owned))));
}

/// That the minutes verify beside their journal and alone; what is said of them, and the minutes in words.
#[track_caller]
fn verified(desk: &Desk<'_>) -> (String, String) {
    let said = desk.verify().ends_with(0).out;
    let to = format!("sent-{}", desk.folder.file_name().unwrap().to_str().unwrap());
    desk.verify_at(&desk.sent(&to)).ends_with(0);
    let lines = words::sheet(Lang::Fr, &parsed(&desk.read("grid.toml")), &desk.read_minutes(1));
    (said, plain(&lines.join("\n")))
}

#[test]
fn a_president_who_is_recused() {
    let home = Home::new();
    let desk = home.alone("s", "");
    let mut sitting = Sitting::of(&desk);
    sitting.command(Command::Open(CandidateId::new("C1")));
    sitting.course(CourseCommand::Recuse(id(CLAIRE), Ground::Trained));
    sitting.command(Command::Present([CLAIRE, KARIM, HELENE].map(MemberId::new).to_vec()));
    sitting.command(Command::Start).command(Command::Next).command(Command::Next);
    seals(&mut sitting, KARIM, &[]);
    seals(&mut sitting, HELENE, &[]);
    common(&mut sitting);
    sitting.decides().signs(KARIM);
    let said = desk.verify().ends_with(1).out;
    assert!(said.contains("signature manquante : Hélène Roux") && !said.contains("préside"), "{said}");
    sitting.course(CourseCommand::Paper(id(HELENE)));
    let said = desk.verify().ends_with(0).out;
    assert!(said.contains("signé par karim.benali ; sur papier : Hélène Roux"), "{said}");
    let lines = words::sheet(Lang::Fr, &parsed(&desk.read("grid.toml")), &desk.read_minutes(1)).join("\n");
    let lines = plain(&lines);
    assert!(lines.contains("préside, se déporte : a formé ou encadré le candidat"), "{lines}");
    assert!(
        lines.contains("Signatures exigées (avec une clé pour qui préside) : karim.benali, Hélène Roux"),
        "{lines}"
    );
    assert!(!desk.read("minutes/C1.v1.sheet.txt").contains("claire.moreau, signature"));
}

#[test]
fn jurors_who_leave_come_late_or_leave_no_sheet() {
    let home = Home::new();
    let desk = home.alone("s", "");
    let mut sitting = Sitting::of(&desk);
    sitting.command(Command::Open(CandidateId::new("C1")));
    sitting.course(CourseCommand::Late("train en retard".into()));
    sitting.command(Command::Present([CLAIRE, HELENE].map(MemberId::new).to_vec())).command(Command::Start);
    seals(&mut sitting, HELENE, &[("B1.2", "maitrise")]);
    sitting.course(CourseCommand::Leave(id(HELENE), "malade".into()));
    sitting.course(CourseCommand::Arrive(id(KARIM), "train".into()));
    sitting.whole(WholeCommand::Incident("alarme".into()));
    sitting.command(Command::Next).command(Command::Next);
    sitting.command(Command::Sheet(SheetCommand::Missing(id(KARIM), "arrivé trop tard pour noter".into())));
    seals(&mut sitting, CLAIRE, &[("B1.2", "en-cours")]);
    common(&mut sitting);
    retains(&mut sitting, "B1.2", "acquis", Some("entre les deux"));
    sitting.decides().signs(CLAIRE);
    let (_, lines) = verified(&desk);
    for words in [
        "Hélène Roux (Professionnel), a quitté le jury avant la fin",
        "Hélène Roux a quitté le jury",
        "karim.benali a rejoint le jury",
        "karim.benali : fiche manquante, arrivé trop tard pour noter",
        "Hélène Roux : scellée sans signature",
        "retard du candidat",
        "incident, Présentation",
        "note retenue par le jury ; écart au-delà du seuil ; motif : entre les deux",
        "claire.moreau : En cours d’acquisition · Hélène Roux : Maîtrisé",
    ] {
        assert!(lines.contains(words), "« {words} » is not in {lines}");
    }
}

#[test]
fn who_comes_after_the_reveal_has_no_sheet() {
    let home = Home::new();
    let desk = home.alone("s", "");
    let mut sitting = Sitting::of(&desk);
    sitting.command(Command::Open(CandidateId::new("C1")));
    sitting.command(Command::Present([CLAIRE, KARIM].map(MemberId::new).to_vec()));
    sitting.command(Command::Start).command(Command::Next).command(Command::Next);
    seals(&mut sitting, CLAIRE, &[]);
    seals(&mut sitting, KARIM, &[]);
    common(&mut sitting);
    sitting.course(CourseCommand::Arrive(id(HELENE), "réunion".into()));
    sitting.decides().signs(CLAIRE);
    verified(&desk);
}

#[test]
fn a_casting_vote_and_a_president_who_is_replaced_after_it() {
    let home = Home::new();
    let desk = home.alone("s", "");
    let mut sitting = Sitting::of(&desk);
    sitting.heard("C1").course(CourseCommand::Leave(id(HELENE), "malade".into()));
    seals(&mut sitting, CLAIRE, &[]);
    seals(&mut sitting, KARIM, &[("B2.1", "maitrise")]);
    common(&mut sitting);
    sitting.command(Command::Sheet(SheetCommand::CastingVote(ItemCode::new("B2.1"))));
    sitting.course(CourseCommand::Leave(id(CLAIRE), "malade".into()));
    sitting.whole(WholeCommand::Preside(id(KARIM), "la présidente est partie".into()));
    sitting.decides().signs(KARIM);
    let (said, lines) = verified(&desk);
    assert!(said.contains("signé par karim.benali"), "{said}");
    assert!(lines.contains("voix prépondérante"), "{lines}");
    assert!(lines.contains("karim.benali préside désormais (09:00) : la présidente est partie"), "{lines}");
    let said = home.run(&["export", desk.text_path(), "--to", home.path("s.zip").to_str().unwrap()]).ends_with(0);
    assert!(said.out.contains("sans procès-verbal signé comme la session le demande : C2"), "{said:#?}");
}

#[test]
fn a_president_who_presides_and_does_not_mark() {
    let home = Home::new();
    let desk = home.alone("s", "");
    let session = desk.read("session.toml").replace("president_marks = true", "president_marks = false");
    fs::write(desk.path("session.toml"), session).unwrap();
    let mut sitting = Sitting::of(&desk);
    sitting.heard("C1");
    seals(&mut sitting, KARIM, &[("B2.1", "maitrise"), ("B2.2", "en-cours")]);
    seals(&mut sitting, HELENE, &[]);
    common(&mut sitting);
    retains(&mut sitting, "B2.1", "acquis", None);
    retains(&mut sitting, "B2.2", "non-acquis", Some("rien de vu"));
    retains(&mut sitting, "B2.2", "acquis", None);
    sitting.decides().signs(CLAIRE);
    verified(&desk);
    assert_eq!(desk.read_minutes(1).sheet.len(), 2);
}

#[test]
fn absent_stopped_postponed_moved_added() {
    let home = Home::new();
    let desk = home.alone("s", "");
    let mut sitting = Sitting::of(&desk);
    sitting.command(Command::Open(CandidateId::new("C1")));
    sitting.course(CourseCommand::Postpone("convocation perdue".into()));
    sitting.whole(WholeCommand::Move(CandidateId::new("C2"), Some(CandidateId::new("C1")), "à sa demande".into()));
    sitting.command(Command::Open(CandidateId::new("C1"))).command(Command::Absent("sans nouvelles".into()));
    sitting.course(CourseCommand::Excuse(true)).signs(CLAIRE).command(Command::Close);
    sitting.command(Command::Open(CandidateId::new("C2")));
    sitting.command(Command::Present([CLAIRE, KARIM].map(MemberId::new).to_vec())).command(Command::Start);
    sitting.command(Command::Stop("souffrant".into()));
    seals(&mut sitting, CLAIRE, &[]);
    seals(&mut sitting, KARIM, &[("B1.1", "en-cours")]);
    common(&mut sitting);
    retains(&mut sitting, "B1.1", "acquis", None);
    sitting.decides().signs(CLAIRE).signs(KARIM).command(Command::Close);
    let (said, lines) = verified(&desk);
    assert_eq!(said.lines().last(), Some("2 en règle sur 2"), "{said}");
    assert!(lines.contains("Absence excusée.") && lines.contains("reportée, puis reprise"), "{lines}");
}

#[test]
fn the_table_has_a_column_for_each_juror_and_runs_nothing() {
    let home = Home::new();
    let desk = home.alone("s", "");
    let mut sitting = Sitting::of(&desk);
    sitting.heard("C1");
    seals(&mut sitting, CLAIRE, &[("B1.3", "maitrise")]);
    seals(&mut sitting, KARIM, &[("B1.3", "en-cours")]);
    sitting.command(Command::Sheet(SheetCommand::Missing(id(HELENE), "appelée ailleurs".into())));
    common(&mut sitting);
    retains(&mut sitting, "B1.3", "acquis", Some("=1+1"));
    sitting.command(Command::Comment(ItemCode::new("B1.3"), "@SUM(A1)\n- au jury".into()));
    sitting.decides().signs(CLAIRE);
    verified(&desk);
    let table = desk.read("minutes/C1.v1.csv");
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let columns: Vec<String> = rows.headers().unwrap().iter().skip(17).map(str::to_owned).collect();
    let [claire, karim] = [CLAIRE, KARIM].map(|who| format!("mark:{who}"));
    assert_eq!(columns, ["comment", "retained", "retained_reason", "beyond_threshold", &claire, &karim]);
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    let row = |code: &str| {
        let row = rows.iter().find(|row| &row[12] == code).unwrap();
        row.iter().skip(14).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(row("B1.1"), ["acquis", "Acquis", "jury", "", "common", "", "no", "acquis", "acquis"]);
    let devis = ["acquis", "Acquis", "jury", "'@SUM(A1)\n'- au jury", "choice", "'=1+1", "yes", "maitrise", "en-cours"];
    assert_eq!(row("B1.3"), devis);
    // The record has what was said.
    let minutes = desk.read_minutes(1);
    assert_eq!(minutes.item[2].retained_reason.as_deref(), Some("=1+1"));
}

/// One who came late to the group's common items, among others: what was retained before one candidate holds for all.
#[test]
fn a_group_that_is_marked_alone() {
    let home = Home::new();
    let desk = home.alone("s", "");
    let list = "identifiant;nom;prénom;blocs;groupe\nC1;Lefèvre;Anaïs;B1 B2;g\nC2;N’Guessan;Maëlys;B1 B2;g\n";
    fs::write(desk.path("candidates.csv"), list).unwrap();
    let grid = desk.read("grid.toml").replace("text = \"Chiffrer\"", "text = \"Chiffrer\", common = true");
    fs::write(desk.path("grid.toml"), grid).unwrap();
    let mut sitting = Sitting::of(&desk);
    sitting.heard("C1");
    for candidate in ["C1", "C2"] {
        sitting.command(Command::Open(CandidateId::new(candidate)));
        for who in [CLAIRE, KARIM, HELENE] {
            let other = if who == KARIM { "maitrise" } else { "acquis" };
            sitting.marks(who, &[("B1.3", other), ("B2.1", other)]);
        }
    }
    for candidate in ["C1", "C2"] {
        sitting.command(Command::Open(CandidateId::new(candidate)));
        for who in [CLAIRE, KARIM, HELENE] {
            sitting.give(Message::OpenSheet(id(who), None)).give(Message::Seal(None));
        }
        sitting.give(Message::Reveal);
    }
    for candidate in ["C1", "C2"] {
        sitting.command(Command::Open(CandidateId::new(candidate)));
        sitting.command(Command::Sheet(SheetCommand::RetainCommon));
        retains(&mut sitting, "B2.1", "acquis", None);
    }
    retains(&mut sitting, "B1.3", "maitrise", None);
    for candidate in ["C1", "C2"] {
        sitting.command(Command::Open(CandidateId::new(candidate)));
        sitting.decides().signs(CLAIRE);
    }
    let (said, lines) = verified(&desk);
    assert_eq!(said.lines().last(), Some("2 en règle sur 2"), "{said}");
    assert!(lines.contains("Maîtrisé (item commun)"), "{lines}");
}

fn pick(dice: &mut Dice, below: u64) -> usize {
    usize::try_from(dice.next(below)).unwrap()
}

/// One thing that somebody may try; most of them are refused most of the time.
fn tries(sitting: &mut Sitting, dice: &mut Dice) {
    let who = id([CLAIRE, KARIM, HELENE][pick(dice, 3)]);
    let item = ItemCode::new(SMALL_ITEMS[pick(dice, 6)]);
    let level = ["non-acquis", "en-cours", "acquis", "maitrise", "maitrise"][pick(dice, 5)];
    let mark = (dice.next(6) > 0).then(|| MarkCode::new(level));
    let why = || "pour une raison".to_owned();
    let maybe = (dice.next(2) == 0).then(why);
    let ground = Ground::ALL[pick(dice, 4)];
    let members = [CLAIRE, KARIM, HELENE].into_iter().filter(|_| dice.next(4) > 0).map(MemberId::new).collect();
    let course = |command| Message::Command(Command::Course(command));
    let sheet = |command| Message::Command(Command::Sheet(command));
    let message = match dice.next(40) {
        0 | 1 => Message::Command(Command::Present(members)),
        2 => course(CourseCommand::Recuse(who, ground)),
        3 => course(CourseCommand::Arrive(who, why())),
        4 => course(CourseCommand::Leave(who, why())),
        5 => course(CourseCommand::Late(why())),
        6 | 7 => Message::Command(Command::Start),
        8 | 9 => Message::Command(Command::Next),
        10 => Message::Command(Command::Stop(why())),
        11..=15 => Message::OpenSheet(who, None),
        16..=23 => Message::Write(Entry::Mark { item, mark }),
        24 => Message::Write(Entry::Comment { item, text: maybe.unwrap_or_default() }),
        25 => Message::Write(Entry::Undo),
        26 | 27 => Message::Seal(None),
        28 => sheet(SheetCommand::Missing(who, why())),
        29 => Message::Reveal,
        30 => sheet(SheetCommand::RetainCommon),
        31 | 32 => sheet(SheetCommand::Retain(item, mark, maybe)),
        33 => sheet(SheetCommand::CastingVote(item)),
        34 => Message::Command(Command::Comment(item, maybe.unwrap_or_default())),
        35 => Message::Command(Command::Undo),
        36 => Message::Command(Command::Whole(WholeCommand::Incident(why()))),
        37 if dice.next(4) == 0 => Message::Command(Command::Whole(WholeCommand::Preside(who, why()))),
        37 => Message::Command(Command::Acknowledge(why())),
        38 if dice.next(3) == 0 => course(CourseCommand::Postpone(why())),
        _ if dice.next(6) == 0 => Message::Command(Command::Absent(why())),
        _ => Message::Command(Command::Open(CandidateId::new("C1"))),
    };
    sitting.ask(message);
}

/// Brings a hearing to its end from wherever it is; whether somebody signed it.
fn ends(sitting: &mut Sitting) -> bool {
    let all = [CLAIRE, KARIM, HELENE];
    let command = |command| Message::Command(command);
    sitting.ask(command(Command::Open(CandidateId::new("C1"))));
    sitting.ask(command(Command::Present(all.map(MemberId::new).to_vec())));
    sitting.ask(command(Command::Acknowledge("assez".into())));
    sitting.ask(command(Command::Start));
    for _ in 0..3 {
        sitting.ask(command(Command::Next));
    }
    for who in all {
        sitting.ask(Message::OpenSheet(id(who), None));
        sitting.ask(Message::Seal(None));
        sitting.ask(Message::CloseSheet);
    }
    sitting.ask(Message::Reveal);
    sitting.ask(command(Command::Sheet(SheetCommand::RetainCommon)));
    for block in ["B1", "B2"] {
        let decide = Command::Decide(BlockCode::new(block), Outcome::Validated, Some("le jury est souverain".into()));
        sitting.ask(command(decide));
    }
    let mut signed = false;
    for who in [CLAIRE, KARIM] {
        signed |= sitting.ask(Message::Sign(id(who), None)).is_none();
    }
    if signed {
        for who in all {
            sitting.ask(command(Command::Course(CourseCommand::Paper(id(who)))));
        }
    }
    signed
}

/// Whatever happens in it, a hearing that can be signed is one that verifies: what is looked for in minutes is nothing
/// that the program itself would write.
#[test]
fn no_honest_minutes_are_refused() {
    let home = Home::new();
    let mut heard = 0;
    let mut revealed = 0;
    for seed in 0..80 {
        let desk = home.alone(&format!("s{seed}"), if seed % 2 == 0 { "signatures = \"everybody\"\n" } else { "" });
        if seed % 3 == 0 {
            let session = desk.read("session.toml").replace("president_marks = true", "president_marks = false");
            fs::write(desk.path("session.toml"), session).unwrap();
        }
        let mut sitting = Sitting::of(&desk);
        let mut dice = Dice(seed);
        sitting.ask(Message::Command(Command::Open(CandidateId::new("C1"))));
        for _ in 0..dice.next(160) {
            tries(&mut sitting, &mut dice);
        }
        if !ends(&mut sitting) {
            continue;
        }
        if dice.next(3) == 0 {
            sitting.course(CourseCommand::Amend("une note".into(), "une erreur".into()));
            for _ in 0..dice.next(60) {
                tries(&mut sitting, &mut dice);
            }
            ends(&mut sitting);
        }
        let said = desk.verify();
        let minutes = desk.read_minutes(1);
        let presides = minutes.jury.iter().find(|member| member.president).unwrap();
        assert_eq!(said.code, Some(0), "seed {seed}, {presides:?}: {said:#?}");
        heard += 1;
        revealed += usize::from(minutes.revealed_at.is_some());
    }
    assert!(heard >= 50 && revealed >= 25, "only {heard} hearings were signed, {revealed} of them after a reveal");
}
