//! From the session to its minutes: nothing else goes in, so that the same journal gives the same bytes.

mod around;

use chrono::{DateTime, FixedOffset};

use super::sheets::sheets;
use super::{
    AwayPart, BlockPart, CandidatePart, CertificationPart, CompositionPart, ConditionPart, FORMAT, HearingState,
    HeldPart, ItemPart, JournalPart, MemberPart, Minutes, OutcomePart, PausePart, PhasePart, RequirementPart,
    SessionPart, ShortfallPart,
};
use crate::domain::candidate::Candidate;
use crate::domain::certification::{Certification, HeldBlock, Met};
use crate::domain::closing::{ChangeKind, IncidentPart};
use crate::domain::composition::RuleCheck;
use crate::domain::duration;
use crate::domain::grid::Item;
use crate::domain::hearing::{Away, Head, Hearing, Presence, Stage};
use crate::domain::id::{BlockCode, CandidateId, CapacityId, MemberId, PhaseId, RequirementId};
use crate::domain::jury::Member;
use crate::domain::session::{Frozen, Plan, Session};
use crate::domain::spread::Spread;
use crate::domain::timer::{Ended, Pause, PauseCause};

/// The words of the mark that no scale has, as minutes keep the words of all marks: in French.
const NOT_OBSERVED: &str = "Non observé";

/// The minutes of a hearing, as drawn; none before they are.
///
/// The digest of the CSV is left empty: whoever writes the CSV fills it in.
pub fn build(session: &Session, id: &CandidateId) -> Option<Minutes> {
    session.hearing(id)?.drawn.as_ref().map(|drawn| (*drawn.minutes).clone())
}

/// Builds the minutes that are drawn by this record, in this version; none before the session began.
pub fn drawn(
    session: &Session,
    id: &CandidateId,
    version: u32,
    at: DateTime<FixedOffset>,
    head: &Head,
) -> Option<Minutes> {
    let head = JournalPart { records: head.seq, head: head.digest.clone() };
    assemble(session, id, session.frozen()?, version, at, head)
}

/// Builds the minutes as they would be if they were drawn now: for review, not for signature.
///
/// The journal's place is left empty: it does not exist yet.
pub fn preview(session: &Session, id: &CandidateId, now: DateTime<FixedOffset>) -> Option<Minutes> {
    let head = JournalPart { records: 0, head: String::new() };
    assemble(session, id, session.frozen()?, session.hearing(id)?.next_version(), now, head)
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
    let together = plan.group(candidate).is_some();
    let (state, state_reason) = state(hearing);
    let (items, course) = (session.items(candidate), &hearing.course);
    let certification = session.certification(candidate, hearing);
    Some(Minutes {
        format: FORMAT.to_owned(),
        version,
        drawn_at,
        state,
        state_reason,
        excused: course.excused.filter(|_| state == HearingState::Absent),
        revealed_at: hearing.revealed.as_ref().map(|stamp| stamp.at),
        csv_sha256: String::new(),
        amendment: course.amendment.as_ref().map(around::amendment),
        certification: CertificationPart {
            code: plan.grid.code.clone(),
            title: plan.grid.title.clone(),
            certifier: plan.grid.certifier.clone(),
            level: plan.grid.level,
        },
        session: session_part(session, frozen),
        candidate: candidate_part(plan, candidate),
        requirement: requirements(session, &certification),
        held: certification.held.iter().map(held).collect(),
        outcome: OutcomePart {
            award: certification.award,
            remaining_blocks: certification.remaining_blocks,
            remaining_choices: certification.remaining_choices,
            remaining_transversal: certification.remaining_transversal,
        },
        journal,
        jury: members(session, hearing),
        presidency: session.course().changed(ChangeKind::President).map(around::presidency).collect(),
        recusal: course.recusals.iter().map(around::recusal).collect(),
        jury_move: course.moves.iter().map(around::jury_move).collect(),
        composition: hearing.present.as_ref().map_or_else(Vec::new, |presence| composition(session, id, presence)),
        shortfall: hearing.present.iter().filter_map(shortfall).collect(),
        phase: hearing.phases.iter().map(|(id, ended)| phase(session, candidate, id, ended)).collect(),
        away: hearing.away.iter().map(away).collect(),
        note: course.notes.iter().map(around::note).collect(),
        incident: course.incidents.iter().map(IncidentPart::of).collect(),
        block: candidate.blocks.iter().filter_map(|code| block(session, hearing, code)).collect(),
        sheet: sheets(session, hearing, &items),
        item: items.into_iter().map(|each| item(session, hearing, together, each)).collect(),
    })
}

fn state(hearing: &Hearing) -> (HearingState, Option<String>) {
    match (&hearing.stage, &hearing.stopped) {
        (Stage::Absent { reason }, _) => (HearingState::Absent, Some(reason.clone())),
        (_, Some(reason)) => (HearingState::Stopped, Some(reason.clone())),
        (_, None) => (HearingState::Heard, None),
    }
}

/// The session, and the digests of the files it froze.
pub fn session_part(session: &Session, frozen: &Frozen) -> SessionPart {
    let plan = session.plan();
    SessionPart {
        name: plan.name.clone(),
        room: plan.room.clone(),
        date: plan.date,
        mode: plan.marking.key().to_owned(),
        president_marks: plan.marking.individual().map(|alone| alone.president_marks),
        begun_sha256: session.begun().to_owned(),
        session_sha256: frozen.session.clone(),
        grid_sha256: frozen.grid.clone(),
        candidates_sha256: frozen.candidates.clone(),
    }
}

fn candidate_part(plan: &Plan, candidate: &Candidate) -> CandidatePart {
    let group = plan.group(candidate);
    CandidatePart {
        id: candidate.id.clone(),
        family_name: candidate.family_name.clone(),
        given_name: candidate.given_name.clone(),
        blocks: candidate.blocks.clone(),
        scheduled: candidate.scheduled.map(|time| time.format("%H:%M").to_string()),
        route: candidate.route.map(|route| route.key().to_owned()),
        group: group.as_ref().map(|group| group.name.to_owned()),
        with: group
            .iter()
            .flat_map(|group| &group.members)
            .filter(|member| member.id != candidate.id)
            .map(|member| member.id.clone())
            .collect(),
    }
}

fn held(block: &HeldBlock) -> HeldPart {
    HeldPart {
        block: block.held.block.clone(),
        since: block.held.since,
        until: block.until,
        origin: block.held.origin.clone(),
        counts: block.counts,
    }
}

fn requirements(session: &Session, certification: &Certification) -> Vec<RequirementPart> {
    let asked = &session.plan().grid.certification.requirements;
    let part = |(id, state): &(RequirementId, Met)| {
        let title = asked.iter().find(|requirement| requirement.id == *id);
        let title = title.map_or_else(|| id.to_string(), |requirement| requirement.title.fr.clone());
        RequirementPart { id: id.clone(), title, state: *state }
    };
    certification.requirements.iter().map(part).collect()
}

fn members(session: &Session, hearing: &Hearing) -> Vec<MemberPart> {
    let (jury, rules) = (&session.plan().jury, &session.plan().grid.jury);
    let title =
        |id: &CapacityId| rules.capacity(id).map_or_else(|| id.to_string(), |capacity| capacity.title.fr.clone());
    let required = session.plan().signatures.required(jury, session.president(), hearing);
    let present = |id: &MemberId| hearing.present.as_ref().map(|presence| presence.members.contains(id));
    let part = |member: &Member| MemberPart {
        id: member.id.clone(),
        name: member.name.clone(),
        capacity: member.capacity.clone(),
        capacity_title: title(&member.capacity),
        president: member.id == *session.president(),
        present: present(&member.id),
        must_sign: required.contains(&member.id),
    };
    jury.members.iter().map(part).collect()
}

fn composition(session: &Session, id: &CandidateId, presence: &Presence) -> Vec<CompositionPart> {
    let checks = session.composition(&session.plan().grid.jury.hearing, id, presence);
    let part = |check: RuleCheck| CompositionPart {
        rule: check.rule,
        holds: check.holds(),
        required: check.figures.required,
        found: check.figures.found,
        of: check.figures.of,
        unknown: check.unknown().cloned().collect(),
        capacities: check.capacities,
    };
    checks.into_iter().map(part).collect()
}

fn shortfall(presence: &Presence) -> Option<ShortfallPart> {
    presence.acknowledged.clone().map(|reason| ShortfallPart { reason })
}

fn phase(session: &Session, candidate: &Candidate, id: &PhaseId, ended: &Ended) -> PhasePart {
    let pause = |pause: &Pause| {
        let (cause, reason) = match &pause.why {
            PauseCause::Stated(reason) => ("stated", Some(reason.clone())),
            PauseCause::Interruption => ("interruption", None),
            PauseCause::InterruptionCounted => ("interruption-counted", None),
        };
        PausePart { from: pause.from, length: duration::format(pause.length), cause: cause.to_owned(), reason }
    };
    let planned = session.plan().phases(candidate).iter().find(|phase| phase.id == *id);
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

fn away(away: &Away) -> AwayPart {
    AwayPart { from: away.from, length: duration::format(away.length), reason: away.reason.clone() }
}

fn block(session: &Session, hearing: &Hearing, code: &BlockCode) -> Option<BlockPart> {
    let proposal = session.proposal(hearing, code)?;
    let decision = hearing.decisions.get(code);
    let grid = &session.plan().grid;
    let block = grid.block(code)?;
    let scale = block.scale.as_ref().unwrap_or(&grid.scale);
    Some(BlockPart {
        code: code.clone(),
        title: block.title.clone(),
        items: proposal.items,
        unmarked: proposal.unmarked,
        not_observed_as: proposal.not_observed_as.filter(|_| !proposal.not_observed.is_empty()),
        not_observed: proposal.not_observed,
        proposed: proposal.outcome,
        decision: decision.map(|decision| decision.outcome),
        reason: decision.and_then(|decision| decision.reason.clone()),
        condition: proposal.findings.iter().map(|finding| ConditionPart::of(scale, finding)).collect(),
    })
}

fn item(session: &Session, hearing: &Hearing, together: bool, item: Item<'_>) -> ItemPart {
    let mark = hearing.sheet.marks.get(item.code);
    let retained = mark.and_then(|mark| mark.retained.as_ref());
    let scale = session.plan().grid.scale_of(&item);
    let level = mark.and_then(|mark| match scale.level(&mark.code) {
        Some(level) => Some(level.title.fr.clone()),
        None => mark.code.is_not_observed().then(|| NOT_OBSERVED.to_owned()),
    });
    ItemPart {
        code: item.code.clone(),
        block: item.block.map(|block| block.code.clone()),
        competence: item.is_criterion().then(|| item.competence.code.clone()),
        competence_text: item.is_criterion().then(|| item.competence.text.clone()),
        label: item.label.map(str::to_owned),
        text: item.text.to_owned(),
        mark: mark.map(|mark| mark.code.clone()),
        level,
        author: mark.map(|mark| mark.author.clone()),
        retained: retained.map(|retained| retained.how),
        retained_reason: retained.and_then(|retained| retained.reason.clone()),
        beyond_threshold: Spread::of(&session.plan().grid, &item, hearing).beyond,
        comment: hearing.sheet.comments.get(item.code).cloned(),
        common: together && item.common,
    }
}
