//! What is kept of minutes that verify: enough for results and statistics, and no comment.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate};
use rust_decimal::prelude::ToPrimitive as _;

use super::pool::Pool;
use crate::domain::certification::Met;
use crate::domain::decision::Outcome;
use crate::domain::duration;
use crate::domain::grid::{Block as GridBlock, Grid};
use crate::domain::id::{ItemCode, MarkCode};
use crate::domain::minutes::{
    BlockPart, HearingState, HeldPart, ItemPart, Minutes, OutcomePart, PhasePart, RequirementPart, SheetPart,
};
use crate::domain::scale::Scale;
use crate::verify::{Standing, Verified};

/// Minutes that verify, as far as results need them. Texts that many share are held once.
#[derive(Debug, Clone)]
pub struct Record {
    /// Where they were found: the first place in order; copies are elsewhere.
    pub file: Arc<str>,
    /// The digest of their file.
    pub sha256: Arc<str>,
    /// Their version.
    pub version: u32,
    /// The version that they annul, and its digest.
    pub annuls: Option<(u32, Arc<str>)>,
    /// Whether they hold, by what stood beside them.
    pub standing: Standing,
    /// How the hearing went.
    pub state: HearingState,
    /// When they were drawn up.
    pub drawn_at: DateTime<FixedOffset>,
    /// The session.
    pub session: Arc<SessionKey>,
    /// The certification.
    pub certification: Arc<CertificationKey>,
    /// The candidate.
    pub candidate: Person,
    /// What the hearing means for the certification.
    pub outcome: OutcomePart,
    /// The blocks, with their decisions.
    pub blocks: Vec<Block>,
    /// The blocks held before.
    pub held: Vec<Held>,
    /// What the certification asks for beside the blocks.
    pub requirements: Vec<Requirement>,
    /// The items, with their marks.
    pub items: Vec<Item>,
    /// The phases.
    pub phases: Vec<Phase>,
    /// What each juror gave, where they marked alone.
    pub sheets: Vec<Sheet>,
    /// Whether the decisions were worked out again, by the journal or the grid.
    pub recomputed: bool,
    /// Whether the journal of the session was there, and has these very minutes.
    pub journal: bool,
    /// The members of the session's jury, all of them, in order.
    pub jury: Vec<Arc<str>>,
    /// Who presided.
    pub president: Option<Arc<str>>,
}

/// A session, as minutes name it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionKey {
    /// The day.
    pub date: NaiveDate,
    /// The room.
    pub room: String,
    /// Its name.
    pub name: String,
    /// The digest of its journal's first record: no other session has it.
    pub begun: String,
    /// The digest of its grid.
    pub grid: String,
}

/// A certification, as minutes name it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CertificationKey {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Who certifies.
    pub certifier: Option<String>,
    /// The level, by the national framework.
    pub level: u8,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Person {
    /// The identifier.
    pub id: Arc<str>,
    /// The family name.
    pub family_name: Arc<str>,
    /// The given name.
    pub given_name: Arc<str>,
}

/// A block, with its decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its code.
    pub code: Arc<str>,
    /// Its title.
    pub title: Arc<str>,
    /// What the jury decided; none for an absence.
    pub decision: Option<Outcome>,
    /// What the rule proposed.
    pub proposed: Option<Outcome>,
}

/// A block held before.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Held {
    /// Its code.
    pub code: Arc<str>,
    /// Since when.
    pub since: Option<NaiveDate>,
    /// The last day on which it counts.
    pub until: Option<NaiveDate>,
    /// Where it comes from.
    pub origin: Option<Arc<str>>,
    /// Whether it counted on the day of the session.
    pub counts: bool,
}

/// Something that the certification asks for beside the blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// Its name in files.
    pub id: Arc<str>,
    /// Its name.
    pub title: Arc<str>,
    /// Whether it is met.
    pub state: Met,
}

/// An item, with its mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its code.
    pub code: Arc<str>,
    /// Its block; none for a transversal competence.
    pub block: Option<Arc<str>>,
    /// Its text.
    pub text: Arc<str>,
    /// The mark.
    pub mark: Option<Arc<str>>,
    /// The mark in words, where it is not points.
    pub level: Option<Arc<str>>,
    /// How many steps the mark is above the lowest of its scale; none where there is none, or the grid is not known.
    pub steps: Option<u32>,
    /// Whether the item is marked on a scale of its block's own.
    pub own_scale: bool,
    /// Whether the jurors' marks were further apart than the grid's threshold.
    pub beyond_threshold: bool,
}

/// A phase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phase {
    /// Its name in files.
    pub id: Arc<str>,
    /// Its name.
    pub title: Arc<str>,
    /// When it began.
    pub started: DateTime<FixedOffset>,
    /// When it ended.
    pub ended: DateTime<FixedOffset>,
    /// The time due.
    pub due: Duration,
    /// The time used, without the pauses.
    pub used: Duration,
}

/// What a juror gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Who.
    pub member: Arc<str>,
    /// The juror's name.
    pub name: Arc<str>,
    /// For each item of the minutes, in their order, how many steps the mark is above the lowest of its scale; none
    /// where the juror gave none, or the grid is not known.
    pub steps: Vec<Option<u32>>,
}

impl Record {
    /// What is kept of minutes.
    pub fn of(file: &str, seen: &Verified, pool: &Pool) -> Self {
        let minutes = &seen.minutes;
        let scales = Scales::of(seen.grid.as_deref());
        let mut hold = pool.hold();
        let mut text = |text: &str| hold.text(text);
        let candidate = &minutes.candidate;
        Self {
            file: file.into(),
            sha256: seen.sha256().into(),
            version: minutes.version,
            annuls: minutes.amendment.as_ref().map(|part| (part.version, part.toml_sha256.as_str().into())),
            standing: seen.standing,
            state: minutes.state,
            drawn_at: minutes.drawn_at,
            candidate: Person {
                id: candidate.id.as_str().into(),
                family_name: candidate.family_name.as_str().into(),
                given_name: candidate.given_name.as_str().into(),
            },
            outcome: minutes.outcome.clone(),
            blocks: blocks(minutes, &mut text),
            held: held(minutes, &mut text),
            requirements: requirements(minutes, &mut text),
            items: minutes.item.iter().map(|part| item(part, &scales, &mut text)).collect(),
            phases: minutes.phase.iter().map(|part| phase(part, &mut text)).collect(),
            sheets: sheets(minutes, &scales, &mut text),
            recomputed: seen.journal || seen.grid.is_some(),
            journal: seen.journal,
            jury: minutes.jury.iter().map(|member| text(member.id.as_str())).collect(),
            president: minutes.jury.iter().find(|member| member.president).map(|member| text(member.id.as_str())),
            session: hold.session(&SessionKey {
                date: minutes.session.date,
                room: minutes.session.room.clone(),
                name: minutes.session.name.clone(),
                begun: minutes.session.begun_sha256.clone(),
                grid: minutes.session.grid_sha256.clone(),
            }),
            certification: hold.certification(&CertificationKey {
                code: minutes.certification.code.clone(),
                title: minutes.certification.title.clone(),
                certifier: minutes.certification.certifier.clone(),
                level: minutes.certification.level,
            }),
        }
    }
}

fn blocks(minutes: &Minutes, text: &mut impl FnMut(&str) -> Arc<str>) -> Vec<Block> {
    let mut block = |part: &BlockPart| Block {
        code: text(part.code.as_str()),
        title: text(&part.title),
        decision: part.decision,
        proposed: part.proposed,
    };
    minutes.block.iter().map(&mut block).collect()
}

fn held(minutes: &Minutes, text: &mut impl FnMut(&str) -> Arc<str>) -> Vec<Held> {
    let mut held = |part: &HeldPart| Held {
        code: text(part.block.as_str()),
        since: part.since,
        until: part.until,
        origin: part.origin.as_deref().map(&mut *text),
        counts: part.counts,
    };
    minutes.held.iter().map(&mut held).collect()
}

fn requirements(minutes: &Minutes, text: &mut impl FnMut(&str) -> Arc<str>) -> Vec<Requirement> {
    let mut requirement = |part: &RequirementPart| Requirement {
        id: text(part.id.as_str()),
        title: text(&part.title),
        state: part.state,
    };
    minutes.requirement.iter().map(&mut requirement).collect()
}

fn item(part: &ItemPart, scales: &Scales<'_>, text: &mut impl FnMut(&str) -> Arc<str>) -> Item {
    Item {
        steps: part.mark.as_ref().and_then(|mark| scales.steps(&part.code, mark)),
        own_scale: scales.is_own(&part.code),
        code: text(part.code.as_str()),
        block: part.block.as_ref().map(|code| text(code.as_str())),
        text: text(&part.text),
        mark: part.mark.as_ref().map(|mark| text(mark.as_str())),
        level: part.level.as_deref().map(&mut *text),
        beyond_threshold: part.beyond_threshold,
    }
}

fn phase(part: &PhasePart, text: &mut impl FnMut(&str) -> Arc<str>) -> Phase {
    let length = |text: &str| duration::parse(text).unwrap_or_default();
    Phase {
        id: text(part.id.as_str()),
        title: text(&part.title),
        started: part.started,
        ended: part.ended,
        due: length(&part.due),
        used: length(&part.used),
    }
}

fn sheets(minutes: &Minutes, scales: &Scales<'_>, text: &mut impl FnMut(&str) -> Arc<str>) -> Vec<Sheet> {
    let of = |sheet: &SheetPart, item: &ItemPart| {
        let line = sheet.mark.iter().find(|line| line.item == item.code)?;
        scales.steps(&item.code, line.mark.as_ref()?)
    };
    let revealed = minutes.sheet.iter().filter(|sheet| sheet.salt.is_some());
    let mut one = |sheet: &SheetPart| {
        let name = minutes.jury.iter().find(|member| member.id == sheet.member);
        Sheet {
            member: text(sheet.member.as_str()),
            name: text(name.map_or(sheet.member.as_str(), |member| &member.name)),
            steps: minutes.item.iter().map(|item| of(sheet, item)).collect(),
        }
    };
    revealed.map(&mut one).collect()
}

/// The places of marks on the scales of a grid.
struct Scales<'a>(BTreeMap<&'a str, (&'a Scale, bool)>);

impl<'a> Scales<'a> {
    fn of(grid: Option<&'a Grid>) -> Self {
        let Some(grid) = grid else { return Self(BTreeMap::new()) };
        let own = |block: Option<&GridBlock>| block.is_some_and(|block| block.scale.is_some());
        let items = grid.blocks.iter().flat_map(GridBlock::items).chain(grid.transversal_items());
        Self(items.map(|item| (item.code.as_str(), (grid.scale_of(&item), own(item.block)))).collect())
    }

    /// How many steps a mark is above the lowest of its scale.
    fn steps(&self, item: &ItemCode, mark: &MarkCode) -> Option<u32> {
        let (scale, _) = self.0.get(item.as_str())?;
        match (scale.rank(mark), scale.points()) {
            (Some(rank), _) => u32::try_from(rank.checked_sub(1)?).ok(),
            (None, Some(points)) if scale.has(mark) => ((scale.value(mark)? - points.least) / points.step).to_u32(),
            (None, _) => None,
        }
    }

    fn is_own(&self, item: &ItemCode) -> bool {
        self.0.get(item.as_str()).is_some_and(|(_, own)| *own)
    }
}
