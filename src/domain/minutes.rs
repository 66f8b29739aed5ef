//! The minutes (*procès-verbal*) of one hearing, as data: the whole record, ready to be written and signed.
//!
//! Built from the session and nothing else: the same journal gives the same minutes, to the byte.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use super::candidate::Candidate;
use super::decision::{Award, Outcome, certification};
use super::duration;
use super::event::Author;
use super::grid::Item;
use super::hearing::{Hearing, Presence, Stage};
use super::id::{BlockCode, CandidateId, CapacityId, ItemCode, LevelId, MemberId, PhaseId};
use super::session::{Frozen, Session};
use super::timer::{Ended, Pause, PauseCause};

/// The format of minutes that this program writes.
pub const FORMAT: &str = "soutenance-minutes/1";

/// The minutes of one hearing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Minutes {
    /// [`FORMAT`].
    pub format: String,
    /// The version, from 1.
    pub version: u32,
    /// When they were drawn up.
    pub drawn_at: DateTime<FixedOffset>,
    /// How the hearing went.
    pub state: HearingState,
    /// What is known of an absence or of a stop.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state_reason: Option<String>,
    /// The SHA-256 of the CSV that goes with them, in hexadecimal.
    pub csv_sha256: String,
    /// The certification.
    pub certification: CertificationPart,
    /// The session.
    pub session: SessionPart,
    /// The candidate.
    pub candidate: CandidatePart,
    /// What the hearing means for the certification, by the grid's rule.
    pub outcome: OutcomePart,
    /// Where the journal stood.
    pub journal: JournalPart,
    /// The jury, present or not.
    pub jury: Vec<MemberPart>,
    /// The rules of composition, as they stood.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub composition: Vec<CompositionPart>,
    /// Why the jury sat although a rule was not kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shortfall: Vec<ShortfallPart>,
    /// The phases.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phase: Vec<PhasePart>,
    /// The blocks presented, with the decisions.
    pub block: Vec<BlockPart>,
    /// The items, with marks and comments.
    pub item: Vec<ItemPart>,
}

/// How a hearing went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HearingState {
    /// To its end.
    Heard,
    /// The candidate stopped before the end.
    Stopped,
    /// The candidate did not come.
    Absent,
}

/// The certification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the names are those of the grid, where they are documented")]
pub struct CertificationPart {
    pub code: String,
    pub title: String,
    pub certifier: String,
    pub level: u8,
}

/// The session, and the digests of the files it froze.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the names are those of the session, where they are documented")]
pub struct SessionPart {
    pub name: String,
    pub room: String,
    pub date: NaiveDate,
    pub mode: String,
    pub session_sha256: String,
    pub grid_sha256: String,
    pub candidates_sha256: String,
}

/// The candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the names are those of the candidate list, where they are documented")]
pub struct CandidatePart {
    pub id: CandidateId,
    pub family_name: String,
    pub given_name: String,
    pub blocks: Vec<BlockCode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheduled: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub route: Option<String>,
}

/// What the hearing means for the certification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutcomePart {
    /// Full, partial or none.
    pub award: Award,
    /// Blocks of the rule that this hearing did not validate.
    pub remaining_blocks: Vec<BlockCode>,
    /// Transversal competences of the rule that it did not establish.
    pub remaining_transversal: Vec<ItemCode>,
}

/// Where the journal stood when the minutes were drawn up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JournalPart {
    /// How many records it had.
    pub records: u64,
    /// The digest of the last one.
    pub head: String,
}

/// A member of the jury.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MemberPart {
    /// The name in files.
    pub id: MemberId,
    /// The person's name.
    pub name: String,
    /// In what capacity.
    pub capacity: CapacityId,
    /// Whether the member presides.
    pub president: bool,
    /// Whether the member sat.
    pub present: bool,
}

/// A rule of composition, held against those present.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompositionPart {
    /// `members`, `external`, `external-percent`, or a capacity.
    pub rule: String,
    /// How many there must be.
    pub required: usize,
    /// How many there were.
    pub found: usize,
}

/// Why the jury sat although a rule was not kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShortfallPart {
    /// The reason given.
    pub reason: String,
}

/// A phase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhasePart {
    /// Its name in files.
    pub id: PhaseId,
    /// Its name.
    pub title: String,
    /// When it began.
    pub started: DateTime<FixedOffset>,
    /// When it ended.
    pub ended: DateTime<FixedOffset>,
    /// The time due.
    pub due: String,
    /// The time used, pauses excluded.
    pub used: String,
    /// How far beyond the time due.
    pub overtime: String,
    /// The pauses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pause: Vec<PausePart>,
}

/// A pause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PausePart {
    /// When it began.
    pub from: DateTime<FixedOffset>,
    /// How long it lasted.
    pub length: String,
    /// `stated` by the president, or an `interruption` of the program.
    pub cause: String,
    /// The reason stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A block, with its decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlockPart {
    /// Its code.
    pub code: BlockCode,
    /// Its title.
    pub title: String,
    /// How many items it has.
    pub items: usize,
    /// The level that the rule asks of every item.
    pub required: LevelId,
    /// The items below that level.
    pub below: Vec<ItemCode>,
    /// The items without a mark.
    pub unmarked: Vec<ItemCode>,
    /// What the rule proposed; none while an item was unmarked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed: Option<Outcome>,
    /// What the jury decided; none for an absence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Outcome>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// An item, with its mark and comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemPart {
    /// Its code.
    pub code: ItemCode,
    /// Its block; none for a transversal competence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub block: Option<BlockCode>,
    /// A few words for it, where the grid has some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Its text.
    pub text: String,
    /// The level, by its name in files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<LevelId>,
    /// The level, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// Who marked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<Author>,
    /// The comment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

/// The name of a hearing's minutes, without the ending: `C001.v1`.
///
/// Identifiers come from outside: every byte that is not an ASCII letter, digit, `-` or `_` is written `~` and
/// two hexadecimal digits, so that no identifier is a path, a hidden file or another's name.
pub fn stem(candidate: &CandidateId, version: u32) -> String {
    use std::fmt::Write as _;
    let mut name = String::new();
    for byte in candidate.as_str().bytes() {
        if byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_' {
            name.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(name, "~{byte:02x}");
        }
    }
    format!("{name}.v{version}")
}

/// Builds the minutes of a hearing, as drawn; none before they are drawn or before the session began.
///
/// The digest of the CSV is left empty: whoever writes the CSV fills it in.
pub fn build(session: &Session, id: &CandidateId) -> Option<Minutes> {
    let hearing = session.hearing(id)?;
    let drawn = hearing.drawn.as_ref()?;
    let head = JournalPart { records: drawn.head.seq, head: drawn.head.digest.clone() };
    let frozen = session.frozen()?;
    assemble(session, id, frozen, drawn.version, drawn.at.at, head)
}

/// Builds the minutes as they would be if they were drawn now: for review, not for signature.
///
/// The journal's place is left empty: it does not exist yet.
pub fn preview(session: &Session, id: &CandidateId, now: DateTime<FixedOffset>) -> Option<Minutes> {
    let head = JournalPart { records: 0, head: String::new() };
    assemble(session, id, session.frozen()?, 1, now, head)
}

fn assemble(
    session: &Session,
    id: &CandidateId,
    frozen: &Frozen,
    version: u32,
    drawn_at: DateTime<FixedOffset>,
    journal: JournalPart,
) -> Option<Minutes> {
    let (plan, hearing) = (session.plan(), session.hearing(id)?);
    let candidate = plan.candidate(id)?;
    let (state, state_reason) = state(hearing);
    let award = certification(&plan.grid, &hearing.decisions, |item| hearing.sheet.level(item));
    Some(Minutes {
        format: FORMAT.to_owned(),
        version,
        drawn_at,
        state,
        state_reason,
        csv_sha256: String::new(),
        certification: CertificationPart {
            code: plan.grid.code.clone(),
            title: plan.grid.title.clone(),
            certifier: plan.grid.certifier.clone(),
            level: plan.grid.level,
        },
        session: session_part(session, frozen),
        candidate: candidate_part(candidate),
        outcome: OutcomePart {
            award: award.award,
            remaining_blocks: award.remaining_blocks,
            remaining_transversal: award.remaining_transversal,
        },
        journal,
        jury: members(session, hearing),
        composition: hearing.present.as_ref().map_or_else(Vec::new, |presence| composition(session, presence)),
        shortfall: hearing
            .present
            .iter()
            .filter_map(|presence| presence.acknowledged.clone())
            .map(|reason| ShortfallPart { reason })
            .collect(),
        phase: hearing.phases.iter().map(|(id, ended)| phase(session, id, ended)).collect(),
        block: candidate.blocks.iter().filter_map(|code| block(session, hearing, code)).collect(),
        item: session.items(candidate).into_iter().map(|each| item(session, hearing, each)).collect(),
    })
}

fn state(hearing: &Hearing) -> (HearingState, Option<String>) {
    match (&hearing.stage, &hearing.stopped) {
        (Stage::Absent { reason }, _) => (HearingState::Absent, Some(reason.clone())),
        (_, Some(reason)) => (HearingState::Stopped, Some(reason.clone())),
        (_, None) => (HearingState::Heard, None),
    }
}

fn session_part(session: &Session, frozen: &Frozen) -> SessionPart {
    let plan = session.plan();
    SessionPart {
        name: plan.name.clone(),
        room: plan.room.clone(),
        date: plan.date,
        mode: "collegial".to_owned(),
        session_sha256: frozen.session.clone(),
        grid_sha256: frozen.grid.clone(),
        candidates_sha256: frozen.candidates.clone(),
    }
}

fn candidate_part(candidate: &Candidate) -> CandidatePart {
    CandidatePart {
        id: candidate.id.clone(),
        family_name: candidate.family_name.clone(),
        given_name: candidate.given_name.clone(),
        blocks: candidate.blocks.clone(),
        scheduled: candidate.scheduled.map(|time| time.format("%H:%M").to_string()),
        route: candidate.route.map(|route| route.key().to_owned()),
    }
}

fn members(session: &Session, hearing: &Hearing) -> Vec<MemberPart> {
    let jury = &session.plan().jury;
    let present = |id: &MemberId| hearing.present.as_ref().is_some_and(|presence| presence.members.contains(id));
    let part = |member: &super::jury::Member| MemberPart {
        id: member.id.clone(),
        name: member.name.clone(),
        capacity: member.capacity.clone(),
        president: member.id == jury.president,
        present: present(&member.id),
    };
    jury.members.iter().map(part).collect()
}

fn composition(session: &Session, presence: &Presence) -> Vec<CompositionPart> {
    let checks = session.composition(&session.plan().grid.jury.hearing, presence);
    let part = |check: super::jury::RuleCheck| CompositionPart {
        rule: check.rule.key().to_owned(),
        required: check.required,
        found: check.found,
    };
    checks.into_iter().map(part).collect()
}

fn phase(session: &Session, id: &PhaseId, ended: &Ended) -> PhasePart {
    let pause = |pause: &Pause| {
        let (cause, reason) = match &pause.why {
            PauseCause::Stated(reason) => ("stated", Some(reason.clone())),
            PauseCause::Interruption => ("interruption", None),
        };
        PausePart { from: pause.from, length: duration::format(pause.length), cause: cause.to_owned(), reason }
    };
    let planned = session.plan().grid.phases.iter().find(|phase| phase.id == *id);
    PhasePart {
        id: id.clone(),
        title: planned.map_or_else(|| id.to_string(), |phase| phase.title.fr.clone()),
        started: ended.started,
        ended: ended.ended,
        due: duration::format(ended.due),
        used: duration::format(ended.used),
        overtime: duration::format(ended.overtime()),
        pause: ended.pauses.iter().map(pause).collect(),
    }
}

fn block(session: &Session, hearing: &Hearing, code: &BlockCode) -> Option<BlockPart> {
    let proposal = session.proposal(hearing, code)?;
    let decision = hearing.decisions.get(code);
    Some(BlockPart {
        code: code.clone(),
        title: session.plan().grid.block(code)?.title.clone(),
        items: proposal.items,
        required: proposal.required,
        below: proposal.below,
        unmarked: proposal.unmarked,
        proposed: proposal.outcome,
        decision: decision.map(|decision| decision.outcome),
        reason: decision.and_then(|decision| decision.reason.clone()),
    })
}

fn item(session: &Session, hearing: &Hearing, item: Item<'_>) -> ItemPart {
    let mark = hearing.sheet.marks.get(item.code);
    let level = mark.and_then(|mark| session.plan().grid.scale.level(&mark.level));
    ItemPart {
        code: item.code.clone(),
        block: item.block.map(|block| block.code.clone()),
        label: item.label.map(str::to_owned),
        text: item.text.to_owned(),
        mark: mark.map(|mark| mark.level.clone()),
        level: level.map(|level| level.title.fr.clone()),
        author: mark.map(|mark| mark.author.clone()),
        comment: hearing.sheet.comments.get(item.code).cloned(),
    }
}
