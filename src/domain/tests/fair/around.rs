//! What happens around a hearing: who is recused, comes or leaves, what is put off, opened again or amended.

use super::{Stage, course, id, item, refused, sheet, whole};
use crate::domain::command::{Command, CourseCommand, Refusal, SheetCommand, Signature, WholeCommand};
use crate::domain::course::{Ground, NoteKind};
use crate::domain::decision::Outcome;
use crate::domain::hearing;
use crate::domain::id::{BlockCode, CandidateId, CapacityId};
use crate::domain::jury::Capacity;
use crate::domain::marking::Signatures;
use crate::domain::minutes::{self, Minutes};
use crate::domain::tests::play::{group_plan, keyed, plan, wording};

fn c(name: &str) -> CandidateId {
    CandidateId::new(name)
}

fn kinds(stage: &Stage, candidate: &str) -> Vec<NoteKind> {
    stage.session.hearing(&c(candidate)).unwrap().course.notes.iter().map(|(kind, _)| *kind).collect()
}

/// The open hearing, decided and drawn.
pub(super) fn draw(stage: &mut Stage) -> Minutes {
    let blocks = stage.session.open().unwrap().0.blocks.clone();
    for block in blocks {
        stage.does(Command::Decide(block, Outcome::Refused, Some("non traité".into())));
    }
    stage.does(Command::Draw);
    minutes::build(&stage.session, &stage.session.open().unwrap().0.id).unwrap()
}

pub(super) fn signature(signer: &str) -> Command {
    let digest = format!("minutes signed by {signer}");
    Command::Signed(Signature { signer: id(signer), key: "k".into(), toml_digest: digest.clone(), csv_digest: digest })
}

#[test]
fn a_recused_member_neither_sits_nor_signs_and_the_jury_is_composed_anew() {
    let mut stage = Stage::seated("C1");
    let recuse = |member: &str| course(CourseCommand::Recuse(id(member), Ground::Trained));
    assert_eq!(refused(&mut stage, recuse("zoe")), Refusal::UnknownMember(id("zoe")));
    stage.does(recuse("bob"));
    assert_eq!(refused(&mut stage, recuse("bob")), Refusal::Recused(id("bob")));
    assert!(matches!(refused(&mut stage, Command::Start), Refusal::Shortfall(_)));
    // Saying that everybody is there does not seat who is recused.
    stage.does(Command::Present(vec![id("ana"), id("bob")]));
    assert_eq!(stage.hearing().present.as_ref().unwrap().members, [id("ana")]);
    stage.does(Command::Acknowledge("un juré déporté".into()));
    for _ in 0..4 {
        stage.tries(Command::Next).ok();
    }
    let minutes = draw(&mut stage);
    assert_eq!(minutes.recusal.len(), 1);
    assert_eq!(minutes.shortfall[0].reason, "un juré déporté");
    assert_eq!(refused(&mut stage, signature("bob")), Refusal::Recused(id("bob")));
    // For the other candidate, nothing has changed.
    stage.does(Command::Close);
    stage.sit("C2");
    stage.does(Command::Start);
    assert_eq!(stage.session, stage.replayed());
}

#[test]
fn a_recusal_is_taken_back_and_the_member_sits_again() {
    let mut stage = Stage::seated("C1");
    stage.does(course(CourseCommand::Recuse(id("bob"), Ground::Personal)));
    stage.does(Command::Undo);
    assert_eq!(stage.hearing().present.as_ref().unwrap().members, [id("ana"), id("bob")]);
    assert!(stage.hearing().course.recusals.is_empty());
    stage.does(Command::Start);
}

#[test]
fn a_president_who_is_recused_has_the_others_sign() {
    let mut stage = Stage::seated("C1");
    stage.does(course(CourseCommand::Recuse(id("ana"), Ground::Personal)));
    stage.does(Command::Acknowledge("un juré déporté".into()));
    for _ in 0..3 {
        stage.does(Command::Next);
    }
    let minutes = draw(&mut stage);
    let must: Vec<_> = minutes.jury.iter().filter(|member| member.must_sign).map(|member| &member.id).collect();
    assert_eq!(must, [&id("bob")]);
    assert_eq!(refused(&mut stage, signature("ana")), Refusal::Recused(id("ana")));
    stage.does(signature("bob"));
}

#[test]
fn who_comes_or_leaves_in_mid_hearing_does_so_for_a_reason() {
    let mut stage = Stage::seated("C1");
    let arrive = |why: &str| course(CourseCommand::Arrive(id("bob"), why.into()));
    let leave = |member: &str, why: &str| course(CourseCommand::Leave(id(member), why.into()));
    assert_eq!(refused(&mut stage, leave("bob", "train")), Refusal::NothingRuns);
    stage.does(Command::Start);
    assert_eq!(refused(&mut stage, Command::Present(vec![id("ana")])), Refusal::MovesNeedReason);
    assert_eq!(refused(&mut stage, leave("bob", "")), Refusal::ReasonNeeded);
    assert_eq!(refused(&mut stage, arrive("en avance")), Refusal::IsPresent(id("bob")));
    stage.does(leave("bob", "train"));
    assert_eq!(refused(&mut stage, leave("ana", "train")), Refusal::NobodyPresent);
    assert!(matches!(refused(&mut stage, Command::Next), Refusal::Shortfall(_)));
    stage.does(arrive("train supprimé"));
    let moves: Vec<_> = stage.hearing().course.moves.iter().map(|each| (each.came, each.reason.as_str())).collect();
    assert_eq!(moves, [(false, "train"), (true, "train supprimé")]);
    stage.does(Command::Next);
}

#[test]
fn late_absent_excused_and_put_off() {
    let mut stage = Stage::new();
    stage.does(Command::Open(c("C1")));
    let excuse = |excused| course(CourseCommand::Excuse(excused));
    assert_eq!(refused(&mut stage, excuse(true)), Refusal::NotAbsent);
    stage.does(course(CourseCommand::Late("train".into())));
    stage.does(Command::Absent("sans nouvelles".into()));
    assert_eq!(refused(&mut stage, course(CourseCommand::Late("train".into()))), Refusal::CandidateAbsent);
    assert_eq!(minutes::preview(&stage.session, &c("C1"), stage.now.at).unwrap().excused, None);
    stage.does(excuse(true));
    assert_eq!(stage.tries(excuse(true)), Ok(0));
    assert_eq!(minutes::preview(&stage.session, &c("C1"), stage.now.at).unwrap().excused, Some(true));
    // Put off instead: the list is before the jury again, and the hearing goes on when it is opened.
    let postpone = course(CourseCommand::Postpone("hospitalisé".into()));
    stage.does(Command::Undo);
    stage.does(postpone);
    assert!(stage.session.open().is_none());
    stage.sit("C1");
    assert_eq!(kinds(&stage, "C1"), [NoteKind::Late, NoteKind::Postponed]);
    stage.does(Command::Start);
    assert_eq!(refused(&mut stage, course(CourseCommand::Late("train".into()))), Refusal::HearingBegan);
    assert_eq!(refused(&mut stage, course(CourseCommand::Postpone("panne".into()))), Refusal::PhaseRunning);
}

#[test]
fn minutes_are_opened_again_until_somebody_signs_and_amended_after() {
    let mut stage = Stage::deliberating("C2");
    let reopen = || course(CourseCommand::Reopen("oubli".into()));
    let amend = || course(CourseCommand::Amend("B1 est validé".into(), "erreur de saisie".into()));
    assert_eq!(refused(&mut stage, reopen()), Refusal::MinutesNotDrawn);
    assert_eq!(refused(&mut stage, amend()), Refusal::NotSigned);
    draw(&mut stage);
    assert_eq!(refused(&mut stage, amend()), Refusal::NotSigned);
    stage.does(reopen());
    assert_eq!(kinds(&stage, "C2"), [NoteKind::Reopened]);
    let first = draw(&mut stage);
    assert_eq!((first.version, first.amendment.is_none()), (1, true));
    stage.does(signature("ana"));
    assert_eq!(refused(&mut stage, reopen()), Refusal::SignedAlready);
    for (what, why) in [("", "motif"), ("objet", " ")] {
        let silent = course(CourseCommand::Amend(what.into(), why.into()));
        assert_eq!(refused(&mut stage, silent), Refusal::ReasonNeeded);
    }
    stage.does(amend());
    // Signed minutes are annulled by others, not by none.
    assert_eq!(refused(&mut stage, course(CourseCommand::Postpone("x".into()))), Refusal::SignedAlready);
    stage.does(Command::Decide(BlockCode::new("B1"), Outcome::Validated, Some("erreur de saisie".into())));
    stage.does(Command::Draw);
    let second = minutes::build(&stage.session, &c("C2")).unwrap();
    let amendment = second.amendment.unwrap();
    assert_eq!((second.version, amendment.version), (2, 1));
    assert_eq!(amendment.toml_sha256, "minutes signed by ana");
    assert_eq!((amendment.what.as_str(), amendment.reason.as_str()), ("B1 est validé", "erreur de saisie"));
    // The first version stays as it was drawn.
    assert_eq!(*stage.hearing().annulled[0].minutes, first);
    stage.does(signature("ana"));
    stage.does(amend());
    assert_eq!(draw(&mut stage).version, 3);
    assert_eq!(stage.session, stage.replayed());
}

#[test]
fn an_amendment_of_sealed_sheets_changes_what_is_retained_and_nothing_else() {
    let mut stage = Stage::revealed([["oui", "oui", "oui"], ["oui", "oui", "oui"], ["oui", "oui", "non"]]);
    stage.does(sheet(SheetCommand::RetainCommon));
    draw(&mut stage);
    stage.does(signature("ana"));
    let sealed = stage.hearing().sheets.clone();
    stage.does(course(CourseCommand::Amend("T1".into(), "relecture".into())));
    assert_eq!(refused(&mut stage, super::write("cleo", "T1", "oui")), Refusal::Revealed);
    stage.does(super::retain("T1", "oui", Some("relecture")));
    draw(&mut stage);
    assert_eq!(stage.hearing().sheets, sealed);
    assert!(stage.hearing().sheet.mark(&item("T1")).is_some());
}

#[test]
fn a_printed_sheet_is_collected_once_its_digest_is_known() {
    let mut plan = plan();
    plan.signatures = Signatures::Everybody;
    let mut stage = Stage::on(plan);
    stage.sit("C2");
    for _ in 0..3 {
        stage.does(Command::Next);
    }
    let paper = |member: &str| course(CourseCommand::Paper(id(member)));
    assert_eq!(refused(&mut stage, paper("bob")), Refusal::NotSigned);
    draw(&mut stage);
    assert_eq!(refused(&mut stage, paper("bob")), Refusal::NotSigned);
    stage.does(signature("ana"));
    let missing = |stage: &Stage| stage.hearing().drawn.as_ref().map(hearing::Drawn::missing).unwrap();
    assert_eq!(missing(&stage), [id("bob")]);
    stage.does(paper("bob"));
    assert_eq!(missing(&stage), []);
    assert_eq!(refused(&mut stage, paper("bob")), Refusal::AlreadySigned(id("bob")));
    assert_eq!(refused(&mut stage, signature("bob")), Refusal::AlreadySigned(id("bob")));
}

#[test]
fn an_incident_is_in_the_book_and_in_the_minutes_of_who_was_there() {
    let mut stage = Stage::new();
    let note = |text: &str| whole(WholeCommand::Incident(text.into()));
    assert_eq!(refused(&mut stage, note("  ")), Refusal::ReasonNeeded);
    stage.does(note("salle ouverte en retard"));
    stage.sit("C1");
    stage.does(Command::Start);
    stage.does(note("alarme incendie"));
    let book = &stage.session.course().incidents;
    assert_eq!(book.len(), 2);
    assert_eq!(book[1].phase.as_ref().unwrap().as_str(), "presentation");
    let own = |candidate: &str| stage.session.hearing(&c(candidate)).unwrap().course.incidents.len();
    assert_eq!((own("C1"), own("C2")), (1, 0));
}

#[test]
fn who_presided_signs_with_a_key_and_who_presides_later_does_not() {
    let mut stage = Stage::on(keyed(plan()));
    stage.sit("C2");
    stage.does(course(CourseCommand::Recuse(id("bob"), Ground::Other)));
    stage.does(Command::Acknowledge("un juré déporté".into()));
    for _ in 0..3 {
        stage.does(Command::Next);
    }
    draw(&mut stage);
    stage.does(signature("ana"));
    let paper = course(CourseCommand::Paper(id("ana")));
    assert_eq!(refused(&mut stage, paper), Refusal::AlreadySigned(id("ana")));
    stage.does(whole(WholeCommand::Preside(id("bob"), "malaise".into())));
    assert_eq!(refused(&mut stage, signature("bob")), Refusal::Recused(id("bob")));
    let mut stage = Stage::on(keyed(plan()));
    stage.sit("C2");
    for _ in 0..3 {
        stage.does(Command::Next);
    }
    draw(&mut stage);
    stage.does(signature("bob"));
    let paper = course(CourseCommand::Paper(id("ana")));
    assert_eq!(refused(&mut stage, paper), Refusal::PaperOfPresident(id("ana")));
    // Nor does the session close without the president's signature.
    stage.does(Command::Close);
    stage.does(Command::Open(c("C1")));
    stage.does(course(CourseCommand::Postpone("panne".into())));
    assert_eq!(refused(&mut stage, whole(WholeCommand::Close)), Refusal::Unsettled(vec![c("C2")]));
}

/// With another president the composition is whole: the reason why it was not is none any more.
#[test]
fn a_reason_for_a_shortfall_goes_with_the_shortfall() {
    let mut stage = keyed(plan());
    stage.grid.jury.hearing.president_external = true;
    let inside = Capacity { id: CapacityId::new("int"), title: wording("int"), external: false };
    stage.grid.jury.capacities.push(inside);
    stage.jury.members[0].capacity = CapacityId::new("int");
    let mut stage = Stage::on(stage);
    stage.sit("C2");
    stage.does(Command::Acknowledge("personne d’autre".into()));
    stage.does(Command::Start);
    stage.does(whole(WholeCommand::Preside(id("bob"), "malaise".into())));
    assert_eq!(stage.hearing().present.as_ref().unwrap().acknowledged, None);
    stage.does(Command::Next);
    assert_eq!(stage.session, stage.replayed());
}

/// In a group, where the only members said to sit are recused for one candidate, nobody sits for that one.
#[test]
fn a_reason_does_not_replace_a_jury() {
    let mut stage = Stage::on(group_plan());
    stage.does(Command::Open(c("C2")));
    stage.does(course(CourseCommand::Recuse(id("bob"), Ground::Personal)));
    stage.does(Command::Open(c("C1")));
    stage.does(Command::Present(vec![id("bob")]));
    stage.does(Command::Open(c("C2")));
    assert_eq!(refused(&mut stage, Command::Acknowledge("personne".into())), Refusal::PresenceUnknown);
    assert_eq!(refused(&mut stage, Command::Start), Refusal::PresenceUnknown);
}
