//! Results made by hand.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate};

use crate::consolidate::{
    Anomaly, BlockResult, BlockState, CandidateResult, CertificationKey, Counts, Detail, Effect, Item, Kind, Person,
    Record, Requirement, Results, SessionKey, SessionResult,
};
use crate::domain::certification::{Award, Met};
use crate::domain::decision::Outcome;
use crate::domain::minutes::{HearingState, OutcomePart};
use crate::verify::Standing;

pub(super) fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

pub(super) fn certification() -> Arc<CertificationKey> {
    Arc::new(CertificationKey {
        code: "RNCP38503".to_owned(),
        title: "Directeur de projet en conception et développement de solutions informatiques".to_owned(),
        certifier: Some("INSTA".to_owned()),
        level: 7,
    })
}

pub(super) fn session(room: &str, date: NaiveDate) -> Arc<SessionKey> {
    let name = format!("{room}-{date}");
    Arc::new(SessionKey { date, room: room.to_owned(), begun: name.clone(), name, grid: "9".repeat(64) })
}

pub(super) fn person(id: &str, family_name: &str, given_name: &str) -> Person {
    Person { id: id.into(), family_name: family_name.into(), given_name: given_name.into() }
}

pub(super) fn block(code: &str, state: BlockState, date: NaiveDate, room: &str) -> BlockResult {
    let decided = match state {
        BlockState::Validated => Some(Outcome::Validated),
        BlockState::Refused => Some(Outcome::Refused),
        _ => None,
    };
    BlockResult {
        code: code.into(),
        title: format!("Conduire {code}").as_str().into(),
        state,
        proposed: decided,
        date: Some(date),
        room: room.into(),
        minutes: decided.map(|_| (1, "a".repeat(64).as_str().into())),
    }
}

fn item(code: &str, mark: &str, level: Option<&str>) -> Item {
    Item {
        code: code.into(),
        block: Some("BC01".into()),
        text: "Cadrer le projet, et l’expliquer".into(),
        mark: Some(mark.into()),
        level: level.map(Into::into),
        steps: None,
        own_scale: false,
        beyond_threshold: level.is_some(),
    }
}

pub(super) fn record(who: &Person, room: &str, date: NaiveDate) -> Arc<Record> {
    Arc::new(Record {
        file: format!("recu/{room}/minutes/{}.v1.toml", who.id).as_str().into(),
        sha256: "a".repeat(64).as_str().into(),
        version: 1,
        annuls: None,
        standing: Standing::Holds,
        state: HearingState::Heard,
        drawn_at: DateTime::parse_from_rfc3339("2026-06-18T10:00:00+02:00").unwrap(),
        session: session(room, date),
        certification: certification(),
        candidate: who.clone(),
        outcome: OutcomePart {
            award: Award::Partial,
            remaining_blocks: Vec::new(),
            remaining_choices: Vec::new(),
            remaining_transversal: Vec::new(),
        },
        blocks: Vec::new(),
        held: Vec::new(),
        requirements: Vec::new(),
        items: vec![item("BC01.1", "12.5", None), item("BC01.2", "03", Some("Maîtrisé"))],
        phases: Vec::new(),
        sheets: Vec::new(),
        recomputed: true,
        journal: false,
        jury: Vec::new(),
        president: None,
    })
}

pub(super) fn line(who: Person, outcome: Option<Award>, blocks: Vec<BlockResult>) -> CandidateResult {
    let minutes = blocks.iter().filter(|block| block.minutes.is_some());
    CandidateResult {
        certification: certification(),
        minutes: minutes.map(|block| record(&who, &block.room, block.date.unwrap())).collect(),
        candidate: who,
        outcome,
        blocks,
        requirements: Vec::new(),
        remaining_blocks: Vec::new(),
        remaining_choices: Vec::new(),
        remaining_transversal: Vec::new(),
        unsettled: false,
        flags: Vec::new(),
    }
}

/// Four candidates: everything, blocks alone, only what was held before, and one on whom nothing can be said yet.
pub(super) fn results() -> Results {
    let alice = line(
        person("C002", "Martin", "Alice"),
        Some(Award::Full),
        vec![
            block("BC02", BlockState::Validated, day(9, 10), "A101"),
            block("BC10", BlockState::Validated, day(6, 18), "B204"),
        ],
    );
    let mut hostile = line(
        person("001", "-Dupont", "=1+1"),
        Some(Award::Partial),
        vec![
            block("BC02", BlockState::Validated, day(6, 18), "B204"),
            block("BC10", BlockState::Refused, day(6, 18), "B204"),
        ],
    );
    hostile.flags = vec![Kind::DifferentDecisions, Kind::SameName];
    hostile.remaining_blocks = vec!["BC10".into()];
    hostile.remaining_choices = vec![vec!["BC03".into(), "BC04".into()]];
    hostile.requirements = vec![Requirement { id: "memoire".into(), title: "Mémoire".into(), state: Met::Unknown }];
    let held = line(
        person("C004", "Öztürk", "Zoé"),
        Some(Award::Partial),
        vec![block("BC02", BlockState::Held, day(1, 31), "Session 2024")],
    );
    let mut doubtful = line(
        person("C003", "N’Guessan", "Élodie"),
        None,
        vec![block("BC10", BlockState::Disputed, day(6, 18), "B204")],
    );
    doubtful.flags = vec![Kind::TwoLastVersions];
    Results {
        anomalies: vec![anomaly(&doubtful.candidate)],
        candidates: vec![alice, hostile, held, doubtful],
        sessions: [session("B204", day(6, 18)), session("A101", day(9, 10))].map(sat).to_vec(),
        counts: Counts { minutes: 6, verified: 5, copies: 1, replaced: 0, left_out: 1, recomputed: 5 },
    }
}

fn sat(session: Arc<SessionKey>) -> SessionResult {
    SessionResult { session, certification: certification(), candidates: 2, closed: true }
}

fn anomaly(who: &Person) -> Anomaly {
    Anomaly {
        kind: Kind::TwoLastVersions,
        effect: Effect::LeftOut,
        certification: Some("RNCP38503".into()),
        candidate: Some(who.clone()),
        block: None,
        session: Some(session("B204", day(6, 18))),
        files: vec!["=recu/a\u{1b}[31m.toml".into(), "recu/b.toml".into()],
        detail: vec![
            Detail::Version(2, "b".repeat(64).as_str().into()),
            Detail::Version(2, "c".repeat(64).as_str().into()),
        ],
    }
}
