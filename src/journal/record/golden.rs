//! The stored form, frozen.
//!
//! `v1.jsonl` is what journals on people's disks look like. Do not change it, nor the tests, if one fails: the stored
//! form changed, and those journals can no longer be read. Write a new version that still reads this one. A new event
//! gets a new line at the end.

use std::collections::BTreeSet;

use super::*;
use crate::domain::certification::Met;
use crate::domain::course::Ground;
use crate::domain::decision::Outcome;
use crate::domain::event::{Author, Gap, How, PublishedKey};
use crate::domain::id::{BlockCode, CandidateId, ItemCode, MarkCode, PhaseId, RequirementId};
use crate::sealing::Lock;

const V1: &str = include_str!("v1.jsonl");

fn stamp(at: &str, uptime: u64) -> Stamp {
    let boot = BootId("8f7c2d1e-5b0a-4c39-9d6e-1a2b3c4d5e6f".into());
    Stamp { at: DateTime::parse_from_rfc3339(at).unwrap(), boot, uptime }
}

/// Every event, and every form of those that have several.
fn events() -> Vec<Event> {
    let candidate = CandidateId::new("C-017");
    let mut events = opening(&candidate);
    events.extend(clock(&candidate));
    events.extend(sheet(&candidate));
    events.extend(minutes(&candidate));
    events.extend(points_and_requirements(&candidate));
    events.extend(around(&candidate));
    events.extend(alone(&candidate));
    events.extend(after(&candidate));
    events
}

fn opening(id: &CandidateId) -> Vec<Event> {
    let candidate = id.clone();
    let opened = Event::SessionOpened {
        session: "lyon-2027-06-14".into(),
        session_digest: "aa".repeat(32),
        grid_digest: "bb".repeat(32),
        candidates_digest: "cc".repeat(32),
    };
    let members = vec![MemberId::new("claire.moreau"), MemberId::new("karim.benali")];
    vec![
        opened,
        Event::HearingOpened { candidate: candidate.clone() },
        Event::JuryPresent { candidate: candidate.clone(), members },
        Event::ShortfallAcknowledged { candidate: candidate.clone(), reason: "un membre empêché".into() },
        Event::CandidateAbsent { candidate, reason: String::new() },
    ]
}

fn clock(id: &CandidateId) -> Vec<Event> {
    let candidate = || id.clone();
    vec![
        Event::PhaseStarted { candidate: candidate(), phase: PhaseId::new("presentation") },
        Event::PhasePaused { candidate: candidate(), reason: "alarme « incendie »".into(), since: None },
        Event::PhaseResumed { candidate: candidate() },
        Event::PhaseInterrupted { candidate: candidate(), last_seen: stamp("2027-06-14T09:12:00.250+02:00", 843_456) },
        Event::PhaseInterrupted { candidate: candidate(), last_seen: stamp("2027-06-14T07:12:00Z", 843_456) },
        Event::GapSettled { candidate: candidate(), gap: Gap::Time },
        Event::GapSettled { candidate: candidate(), gap: Gap::Pause },
        Event::PhaseEnded { candidate: candidate(), phase: PhaseId::new("presentation") },
        Event::HearingStopped { candidate: candidate(), reason: "malaise".into() },
    ]
}

fn sheet(id: &CandidateId) -> Vec<Event> {
    let candidate = || id.clone();
    let mark = |mark| Event::MarkSet { candidate: id.clone(), author: Author::Jury, item: ItemCode::new("B1.1"), mark };
    let comment = |text: &str| Event::CommentSet {
        candidate: id.clone(),
        author: Author::Jury,
        item: ItemCode::new("B1.1"),
        text: text.into(),
    };
    let decided = |outcome, proposed, reason: Option<&str>| Event::BlockDecided {
        candidate: id.clone(),
        block: BlockCode::new("B1"),
        outcome,
        proposed,
        reason: reason.map(Into::into),
    };
    vec![
        mark(Some(MarkCode::new("acquis"))),
        mark(None),
        comment("Réponse précise ;\tdeux \"exemples\"\nà l’appui \\ \u{1b}[2J \u{202e} \u{2028} / 🎓"),
        comment(""),
        decided(Outcome::Validated, Some(Outcome::Validated), None),
        decided(Outcome::Refused, None, Some("un item reste à discuter")),
        Event::Undone { candidate: candidate(), record: 15 },
    ]
}

fn minutes(id: &CandidateId) -> Vec<Event> {
    let candidate = || id.clone();
    vec![
        Event::MinutesDrawn { candidate: candidate(), version: 1 },
        Event::MinutesSigned {
            candidate: candidate(),
            version: 1,
            signer: MemberId::new("claire.moreau"),
            key: "SHA256:uNiVztksCsDhcc0u9e8BrQuD8qGz4xjvN6yWrVw0Wz8".into(),
            toml_digest: "dd".repeat(32),
            csv_digest: "ee".repeat(32),
        },
        Event::HearingClosed { candidate: candidate() },
    ]
}

fn points_and_requirements(id: &CandidateId) -> Vec<Event> {
    let mark = |mark| Event::MarkSet {
        candidate: id.clone(),
        author: Author::Jury,
        item: ItemCode::new("B1.1"),
        mark: Some(mark),
    };
    let requirement =
        |state| Event::RequirementSet { candidate: id.clone(), requirement: RequirementId::new("memoire"), state };
    vec![
        mark(MarkCode::points("12.50".parse().unwrap())),
        mark(MarkCode::not_observed()),
        requirement(Met::Met),
        requirement(Met::NotMet),
        requirement(Met::Unknown),
    ]
}

fn around(id: &CandidateId) -> Vec<Event> {
    let (candidate, reason) = (|| id.clone(), || "alarme".to_owned());
    let member = || MemberId::new("karim.benali");
    let recused =
        |ground| Event::MemberRecused { candidate: id.clone(), member: MemberId::new("karim.benali"), ground };
    let mut events: Vec<Event> = Ground::ALL.into_iter().map(recused).collect();
    events.extend([
        Event::MemberArrived { candidate: candidate(), member: member(), reason: reason() },
        Event::MemberLeft { candidate: candidate(), member: member(), reason: reason() },
        Event::CandidateLate { candidate: candidate(), reason: reason() },
        Event::AbsenceExcused { candidate: candidate(), excused: true },
        Event::HearingPostponed { candidate: candidate(), reason: reason() },
        Event::HearingReopened { candidate: candidate(), reason: reason() },
        Event::PresidentReplaced { member: member(), reason: reason() },
        Event::CandidateAdded {
            candidate: CandidateId::new("C-018"),
            family_name: "Durand".into(),
            given_name: "Léa".into(),
            blocks: vec![BlockCode::new("B1")],
            third: true,
            document: "passeport".into(),
            reason: reason(),
        },
        Event::CandidateMoved { candidate: candidate(), before: Some(CandidateId::new("C-018")), reason: reason() },
        Event::CandidateMoved { candidate: candidate(), before: None, reason: reason() },
        Event::IncidentNoted { candidate: Some(candidate()), text: "alarme".into() },
        Event::IncidentNoted { candidate: None, text: "alarme".into() },
    ]);
    events
}

fn alone(id: &CandidateId) -> Vec<Event> {
    let (candidate, member) = (|| id.clone(), || MemberId::new("karim.benali"));
    let (salt, key) = (String::from("c2FsdA=="), String::from("a2V5"));
    let code = |lock, reason: Option<&str>| Event::CodeChosen {
        member: MemberId::new("karim.benali"),
        lock,
        reason: reason.map(str::to_owned),
    };
    let sealed = |signature: Option<&str>| Event::SheetSealed {
        candidate: id.clone(),
        member: MemberId::new("karim.benali"),
        commitment: "ff".repeat(32),
        signature: signature.map(str::to_owned),
    };
    let retained = |mark: Option<&str>, how, reason: Option<&str>| Event::MarkRetained {
        candidate: id.clone(),
        item: ItemCode::new("B1.1"),
        mark: mark.map(MarkCode::new),
        how,
        reason: reason.map(str::to_owned),
    };
    vec![
        code(Lock::Code { salt, key: key.clone() }, None),
        code(Lock::Nothing { key: key.clone() }, Some("code oublié")),
        Event::SheetWritten { candidate: candidate(), member: member(), left: 3, entry: "ZW50cnk=".into() },
        sealed(None),
        sealed(Some("-----BEGIN SSH SIGNATURE-----\n…\n-----END SSH SIGNATURE-----\n")),
        Event::SheetMissing { candidate: candidate(), member: member(), reason: "parti".into() },
        Event::SheetsRevealed { candidate: candidate(), keys: vec![PublishedKey { member: member(), key }] },
        retained(Some("acquis"), How::Common, None),
        retained(Some("acquis"), How::Choice, Some("vu ensemble")),
        retained(Some("acquis"), How::CastingVote, None),
        retained(None, How::Choice, None),
    ]
}

fn after(id: &CandidateId) -> Vec<Event> {
    let candidate = id.clone();
    vec![
        Event::AmendmentOpened {
            candidate: id.clone(),
            version: 1,
            digest: "dd".repeat(32),
            what: "B1.1".into(),
            reason: "erreur de saisie".into(),
        },
        Event::PaperCollected { candidate, version: 1, member: MemberId::new("karim.benali") },
        Event::SessionClosed { candidates: 8 },
        Event::ClosingSigned {
            signer: MemberId::new("claire.moreau"),
            key: "SHA256:uNiVztksCsDhcc0u9e8BrQuD8qGz4xjvN6yWrVw0Wz8".into(),
            digest: "aa".repeat(32),
        },
    ]
}

#[test]
fn every_event_is_stored_as_it_always_was() {
    let mut prev = BEGINNING.to_owned();
    let mut lines = V1.split_inclusive('\n');
    for (seq, event) in (1..).zip(events()) {
        let stamp = stamp("2027-06-14T09:00:00.123+02:00", 123_456 + seq);
        let (line, digest) = encode(seq, &stamp, &MemberId::new("claire.moreau"), &event, &prev).unwrap();
        assert_eq!(Some(line.as_str()), lines.next());
        let recorded = Recorded { seq, stamp, by: MemberId::new("claire.moreau"), event, digest: digest.clone() };
        assert_eq!(decode(line.as_bytes()), Ok((recorded, prev)));
        prev = digest;
    }
    assert_eq!(lines.next(), None);
}

#[test]
fn no_event_is_left_out() {
    let frozen: BTreeSet<String> =
        V1.lines().map(|line| serde_json::from_str::<Outline>(line).unwrap().event).collect();
    let all: BTreeSet<String> = event_names().iter().map(|&name| name.to_owned()).collect();
    assert!(!all.is_empty());
    assert_eq!(frozen, all);
}
