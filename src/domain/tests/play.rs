//! A stage for the tests: a small grid, two jurors, two candidates, a clock moved by hand.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::domain::candidate::{Accommodation, Candidate};
use crate::domain::command::{Command, Refusal};
use crate::domain::decide::decide;
use crate::domain::event::{Event, Recorded};
use crate::domain::grid::{Block, Competence, Deliberation, Grid, Phase, Stakes};
use crate::domain::hearing::Hearing;
use crate::domain::id::{BlockCode, CandidateId, CapacityId, ItemCode, MarkCode, MemberId, PhaseId};
use crate::domain::jury::{Capacity, Composition, Jury, JuryRules, Member};
use crate::domain::marking::{Marking, Signatures};
use crate::domain::rules::{BlockRule, CertificationRule};
use crate::domain::scale::{Level, Marks, Scale};
use crate::domain::session::{Plan, Session};
use crate::domain::time::{BootId, Stamp};
use crate::domain::wording::Wording;

pub(crate) fn wording(fr: &str) -> Wording {
    Wording { fr: fr.into(), en: None }
}

fn competence(code: &str) -> Competence {
    Competence {
        code: ItemCode::new(code),
        label: None,
        text: format!("texte de {code}"),
        stakes: Stakes::default(),
        criteria: Vec::new(),
        evaluated_elsewhere: false,
        common: false,
    }
}

pub(crate) fn grid() -> Grid {
    let phase = |id: &str, minutes: u64| Phase {
        id: PhaseId::new(id),
        title: wording(id),
        duration: Duration::from_secs(minutes * 60),
        warnings: vec![Duration::from_secs(300), Duration::from_secs(60)],
        editorial: None,
    };
    let level = |id: &str| Level { id: MarkCode::new(id), title: wording(id), meaning: None, value: None };
    let rule = BlockRule { every_item_at_least: Some(MarkCode::new("oui")), ..BlockRule::default() };
    let block = |code: &str, items: &[&str]| Block {
        code: BlockCode::new(code),
        title: format!("titre de {code}"),
        scale: None,
        rule: None,
        competences: items.iter().map(|code| competence(code)).collect(),
    };
    Grid {
        code: "ESSAI".into(),
        title: "Grille d’essai".into(),
        certifier: Some("Personne".into()),
        level: 6,
        source: "aucune".into(),
        editorial: None,
        registration_end: None,
        last_award: None,
        access: None,
        phases: vec![phase("presentation", 20), phase("interview", 20)],
        timings: Vec::new(),
        deliberation: Deliberation::default(),
        scale: Scale { marks: Marks::Levels(vec![level("non"), level("presque"), level("oui")]), editorial: None },
        block_rule: rule.clone(),
        transversal_rule: rule,
        certification: CertificationRule {
            blocks: vec![BlockCode::new("B1"), BlockCode::new("B2")],
            transversal: vec![ItemCode::new("T1")],
            ..CertificationRule::default()
        },
        jury: JuryRules {
            capacities: vec![Capacity { id: CapacityId::new("pro"), title: wording("pro"), external: true }],
            hearing: Composition { members: 2, ..Composition::default() },
            certification: None,
        },
        blocks: vec![block("B1", &["B1.1", "B1.2"]), block("B2", &["B2.1"])],
        transversal: vec![competence("T1")],
    }
}

pub(crate) fn plan() -> Plan {
    let member = |id: &str| Member {
        id: MemberId::new(id),
        name: id.to_uppercase(),
        capacity: CapacityId::new("pro"),
        practice_years: None,
        trained: None,
        gender: None,
        public_key: None,
        key_file: None,
    };
    let candidate = |id: &str, accommodation, blocks: &[&str]| Candidate {
        id: CandidateId::new(id),
        family_name: "Nom".into(),
        given_name: "Prénom".into(),
        blocks: blocks.iter().map(|code| BlockCode::new(*code)).collect(),
        scheduled: None,
        accommodation,
        route: None,
        held: Vec::new(),
        requirements: BTreeMap::new(),
        group: None,
    };
    Plan {
        name: "essai".into(),
        room: "B204".into(),
        date: NaiveDate::default(),
        jury: Jury { members: vec![member("ana"), member("bob")], president: MemberId::new("ana") },
        grid: grid(),
        marking: Marking::default(),
        signatures: Signatures::default(),
        candidates: vec![
            candidate("C1", Accommodation::None, &["B1", "B2"]),
            candidate("C2", Accommodation::THIRD, &["B1"]),
        ],
    }
}

/// The same where every member has a key.
pub(crate) fn keyed(mut plan: Plan) -> Plan {
    for member in &mut plan.jury.members {
        member.public_key = Some(format!("key of {}", member.id));
    }
    plan
}

/// Three candidates in group A, of whom the second has a third more time and does not present B2; B1.1 and T1 are
/// marked in common. The first candidate after them is alone.
pub(crate) fn group_plan() -> Plan {
    let mut plan = plan();
    let mut third = plan.candidates[0].clone();
    third.id = CandidateId::new("C3");
    plan.candidates.push(third);
    for candidate in &mut plan.candidates {
        candidate.group = Some("A".into());
    }
    let mut alone = plan.candidates[0].clone();
    (alone.id, alone.group) = (CandidateId::new("C4"), Some("B".into()));
    plan.candidates.push(alone);
    plan.grid.blocks[0].competences[0].common = true;
    plan.grid.transversal[0].common = true;
    plan
}

/// The moment `seconds` after the machine of this boot started.
pub(crate) fn at(boot: &str, seconds: u64) -> Stamp {
    let start: DateTime<FixedOffset> = "2027-06-14T09:00:00+02:00".parse().unwrap();
    Stamp { at: start + Duration::from_secs(seconds), boot: BootId(boot.into()), uptime: seconds * 1000 }
}

/// A session with a clock moved by hand.
pub(crate) struct Stage {
    plan: Plan,
    pub(crate) session: Session,
    pub(crate) now: Stamp,
    seq: u64,
    records: Vec<Recorded>,
}

impl Stage {
    pub(crate) fn new() -> Self {
        Self::on(plan())
    }

    pub(crate) fn on(plan: Plan) -> Self {
        let session = Session::new(plan.clone());
        let mut stage = Self { plan, session, now: at("boot", 0), seq: 0, records: Vec::new() };
        stage.record(vec![Event::SessionOpened {
            session: "essai".into(),
            session_digest: "s".into(),
            grid_digest: "g".into(),
            candidates_digest: "c".into(),
        }]);
        stage
    }

    /// A hearing that is open, with its jury.
    pub(crate) fn seated(candidate: &str) -> Self {
        let mut stage = Self::new();
        stage.sit(candidate);
        stage
    }

    /// Opens a hearing with its jury.
    pub(crate) fn sit(&mut self, candidate: &str) {
        self.does(Command::Open(CandidateId::new(candidate)));
        self.does(Command::Present(vec![MemberId::new("bob"), MemberId::new("ana")]));
    }

    /// A hearing whose phases are over.
    pub(crate) fn deliberating(candidate: &str) -> Self {
        let mut stage = Self::seated(candidate);
        for _ in 0..3 {
            stage.does(Command::Next);
        }
        stage
    }

    fn record(&mut self, events: Vec<Event>) {
        for event in events {
            self.seq += 1;
            let digest = format!("digest {}", self.seq);
            let by = self.session.president().clone();
            let recorded = Recorded { seq: self.seq, stamp: self.now.clone(), by, event, digest };
            if let Err(fault) = self.session.apply(&recorded) {
                panic!("{fault}: {recorded:?}");
            }
            self.records.push(recorded);
        }
    }

    /// The session as its records alone make it.
    pub(super) fn replayed(&self) -> Session {
        let mut session = Session::new(self.plan.clone());
        for record in &self.records {
            session.apply(record).unwrap();
        }
        session
    }

    #[expect(clippy::needless_pass_by_value, reason = "a test writes the command where it is tried")]
    pub(crate) fn tries(&mut self, command: Command) -> Result<usize, Refusal> {
        let events = decide(&self.session, &command)?;
        let count = events.len();
        self.record(events);
        Ok(count)
    }

    pub(crate) fn does(&mut self, command: Command) {
        self.tries(command).unwrap();
    }

    #[track_caller]
    pub(super) fn refuses(&mut self, command: Command) -> Refusal {
        self.tries(command).unwrap_err()
    }

    pub(super) fn wait(&mut self, seconds: u64) {
        self.now.at += Duration::from_secs(seconds);
        self.now.uptime += seconds * 1000;
    }

    pub(super) fn hearing(&self) -> &Hearing {
        self.session.open().unwrap().1
    }

    pub(super) fn left_seconds(&self) -> i64 {
        self.hearing().timer().unwrap().left(&self.now).shown_seconds()
    }

    pub(super) fn mark(&mut self, item: &str, level: &str) {
        self.does(Command::Mark(ItemCode::new(item), Some(MarkCode::new(level))));
    }
}
