//! What is kept of minutes that verify: enough for results and statistics, and no comment.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::pool::Pool;
use crate::domain::certification::Met;
use crate::domain::decision::Outcome;
use crate::domain::duration;
use crate::domain::grid::Grid;
use crate::domain::id::{ItemCode, MarkCode};
use crate::domain::minutes::{HearingState, ItemPart, Minutes, OutcomePart, PhasePart, SheetPart};
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
    /// For each item of the minutes, in their order, the place of the mark on its scale; none where the juror gave
    /// none, or the grid is not known.
    pub ranks: Vec<Option<i64>>,
}

impl Record {
    /// What is kept of minutes.
    pub fn of(file: &str, seen: &Verified, pool: &Pool) -> Self {
        let minutes = &seen.minutes;
        let mut hold = pool.hold();
        let mut text = |text: &str| hold.text(text);
        let candidate = &minutes.candidate;
        Self {
            file: file.into(),
            sha256: seen.sha256.as_str().into(),
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
            items: minutes.item.iter().map(|part| item(part, &mut text)).collect(),
            phases: minutes.phase.iter().map(|part| phase(part, &mut text)).collect(),
            sheets: sheets(minutes, seen.grid.as_deref(), &mut text),
            recomputed: seen.journal || seen.grid.is_some(),
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
    let mut block = |part: &crate::domain::minutes::BlockPart| Block {
        code: text(part.code.as_str()),
        title: text(&part.title),
        decision: part.decision,
        proposed: part.proposed,
    };
    minutes.block.iter().map(&mut block).collect()
}

fn held(minutes: &Minutes, text: &mut impl FnMut(&str) -> Arc<str>) -> Vec<Held> {
    let mut held = |part: &crate::domain::minutes::HeldPart| Held {
        code: text(part.block.as_str()),
        since: part.since,
        until: part.until,
        origin: part.origin.as_deref().map(&mut *text),
        counts: part.counts,
    };
    minutes.held.iter().map(&mut held).collect()
}

fn requirements(minutes: &Minutes, text: &mut impl FnMut(&str) -> Arc<str>) -> Vec<Requirement> {
    let mut requirement = |part: &crate::domain::minutes::RequirementPart| Requirement {
        id: text(part.id.as_str()),
        title: text(&part.title),
        state: part.state,
    };
    minutes.requirement.iter().map(&mut requirement).collect()
}

fn item(part: &ItemPart, text: &mut impl FnMut(&str) -> Arc<str>) -> Item {
    Item {
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

fn sheets(minutes: &Minutes, grid: Option<&Grid>, text: &mut impl FnMut(&str) -> Arc<str>) -> Vec<Sheet> {
    let rank = |item: &ItemPart, mark: &MarkCode| rank(grid?, &item.code, mark);
    let of = |sheet: &SheetPart, item: &ItemPart| {
        let line = sheet.mark.iter().find(|line| line.item == item.code)?;
        rank(item, line.mark.as_ref()?)
    };
    let revealed = minutes.sheet.iter().filter(|sheet| sheet.salt.is_some());
    let mut one = |sheet: &SheetPart| {
        let name = minutes.jury.iter().find(|member| member.id == sheet.member);
        Sheet {
            member: text(sheet.member.as_str()),
            name: text(name.map_or(sheet.member.as_str(), |member| &member.name)),
            ranks: minutes.item.iter().map(|item| of(sheet, item)).collect(),
        }
    };
    revealed.map(&mut one).collect()
}

/// The place of a mark on its scale: a level's rank, or points in thousandths.
fn rank(grid: &Grid, code: &ItemCode, mark: &MarkCode) -> Option<i64> {
    let blocks: Vec<_> = grid.blocks.iter().map(|block| block.code.clone()).collect();
    let item = grid.items(&blocks).find(|item| item.code == code)?;
    let scale = grid.scale_of(&item);
    match scale.rank(mark) {
        Some(rank) => i64::try_from(rank).ok(),
        None => {
            scale.has(mark).then(|| mark.as_str().parse::<rust_decimal::Decimal>().ok()).flatten().and_then(|points| {
                i64::try_from((points * rust_decimal::Decimal::ONE_THOUSAND).trunc().mantissa()).ok()
            })
        }
    }
}
