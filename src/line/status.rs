//! What `status`, `decide` alone and `review` say.

use super::sheets;
use crate::app::App;
use crate::domain::candidate::Candidate;
use crate::domain::command::Refusal;
use crate::domain::hearing::{Hearing, Stage};
use crate::domain::id::CandidateId;
use crate::domain::minutes;
use crate::domain::session::Session;
use crate::domain::time::Stamp;
use crate::domain::timer::State;
use crate::text::{Lang, around, decision, exam, group, line as words, minutes as sheet, screens};

/// More items than a person takes in as a list of codes: they are counted by block.
const LONG: usize = 40;

/// What was open when the program stopped, and what is to be settled.
pub(super) fn reopened(lang: Lang, app: &App, now: &Stamp) -> Vec<String> {
    let Some((candidate, _)) = app.session().open() else { return closed(lang, app.session()) };
    let mut lines = vec![words::resumed(lang, &format!("{} ({})", candidate.name(), candidate.id))];
    lines.extend(gap(lang, app, now));
    lines
}

/// The interruption that is to be settled.
pub(super) fn gap(lang: Lang, app: &App, now: &Stamp) -> Option<String> {
    let State::Interrupted(since) = app.timer()?.state() else { return None };
    let at = since.at.format("%H:%M:%S").to_string();
    Some(words::warning(lang, &words::gap(lang, &at, &exam::length(now.since(since)))))
}

/// Where things stand: the open hearing, or the list.
pub(super) fn status(lang: Lang, app: &App, now: &Stamp) -> Vec<String> {
    let session = app.session();
    let Some((candidate, hearing)) = session.open() else { return list(lang, session) };
    let mut lines = vec![candidate_line(lang, session, candidate), stage(lang, session, hearing, now)];
    lines.extend(group_lines(lang, session, candidate, hearing, now));
    lines.extend(jury_lines(lang, session, hearing));
    lines.extend(marks(lang, app, candidate, hearing));
    lines.extend(session.certification(candidate, hearing).requirements.iter().map(|(id, state)| {
        let title = exam::requirement_name(lang, session.plan(), id);
        words::requirement(lang, id.as_str(), title, &decision::state(lang, *state))
    }));
    lines.extend(
        hearing
            .decisions
            .iter()
            .map(|(block, decision)| words::decision(lang, block.as_str(), &exam::outcome(lang, decision.outcome))),
    );
    if !hearing.course.incidents.is_empty() {
        lines.push(words::incidents(lang, hearing.course.incidents.len()));
    }
    lines.extend(signatures(lang, session));
    lines
}

/// Every candidate, and where the session stands.
fn list(lang: Lang, session: &Session) -> Vec<String> {
    let (plan, course) = (session.plan(), session.course());
    let mut lines: Vec<String> =
        plan.candidates.iter().map(|candidate| candidate_line(lang, session, candidate)).collect();
    if session.president() != &plan.jury.president {
        lines.push(words::presides_now(lang, exam::member_name(plan, session.president())));
    }
    if !course.incidents.is_empty() {
        lines.push(words::incidents(lang, course.incidents.len()));
    }
    if course.closed.is_none() {
        lines.push(words::no_hearing_open(lang));
    }
    lines.extend(closed(lang, session));
    lines
}

/// That the session is closed, and who signed that; nothing while it is not.
fn closed(lang: Lang, session: &Session) -> Vec<String> {
    let Some(closed) = &session.course().closed else { return Vec::new() };
    let plan = session.plan();
    let mut lines = vec![words::closed(lang, &closed.at.at.format("%d/%m/%Y %H:%M").to_string())];
    let signers: Vec<&str> = closed.signatures.iter().map(|made| exam::member_name(plan, &made.signer)).collect();
    lines.push(match signers.as_slice() {
        [] => words::closing_unsigned(lang),
        names => words::closing_signed(lang, &names.join(", ")),
    });
    lines
}

/// Who is still to be called, and who does not judge this candidate.
fn jury_lines(lang: Lang, session: &Session, hearing: &Hearing) -> Vec<String> {
    let plan = session.plan();
    let mut lines = Vec::new();
    if hearing.present.is_none() {
        let members: Vec<&str> = plan.jury.members.iter().map(|member| member.id.as_str()).collect();
        lines.push(words::who_is_present(lang));
        lines.push(words::members(lang, &members.join(", ")));
    }
    let recusals = hearing.course.recusals.iter();
    lines.extend(recusals.map(|recusal| {
        words::recused(lang, exam::member_name(plan, &recusal.member), &around::ground(lang, recusal.ground))
    }));
    lines
}

/// How many marks there are, and which are missing: on the sheet that the eyes here may see.
fn marks(lang: Lang, app: &App, candidate: &Candidate, hearing: &Hearing) -> Vec<String> {
    let session = app.session();
    let items = session.items(candidate);
    let mut lines = Vec::new();
    if app.marks_alone() {
        lines.extend(sheets::progress(lang, app, hearing));
    }
    if !app.marks_alone() || app.at_sheet().is_some() {
        let open: Vec<_> = items.iter().filter(|item| app.sheet().mark(item.code).is_none()).map(|i| i.code).collect();
        let (done, revealed) = (items.len() - open.len(), hearing.revealed.is_some());
        let count = if revealed { words::retained } else { words::marks };
        lines.push(count(lang, done, items.len()));
        if items.len() > LONG {
            lines.extend(super::items::by_block(lang, app));
        }
        if !open.is_empty() && open.len() <= LONG {
            let left = if revealed { words::to_retain } else { words::unmarked };
            lines.push(left(lang, &exam::codes(&open)));
        }
        let beyond = sheets::left_beyond(app, hearing);
        if beyond > 0 {
            lines.push(words::beyond(lang, beyond));
        }
    }
    lines.push(words::scale(lang, &decision::scale(lang, &session.plan().grid.scale)));
    for block in candidate.blocks.iter().filter_map(|code| session.plan().grid.block(code)) {
        let own = block.scale.as_ref().map(|scale| decision::scale(lang, scale));
        lines.extend(own.map(|scale| words::block_scale(lang, block.code.as_str(), &scale)));
    }
    lines
}

/// Whose signature the minutes of the open hearing still need; nothing before the first.
fn signatures(lang: Lang, session: &Session) -> Option<String> {
    let drawn = session.open()?.1.drawn.as_ref().filter(|drawn| !drawn.signatures.is_empty())?;
    let missing = drawn.missing();
    let names: Vec<&str> = missing.iter().map(|id| exam::member_name(session.plan(), id)).collect();
    Some(match names.as_slice() {
        [] => words::signatures_complete(lang),
        names => words::signatures_due(lang, &names.join(", ")),
    })
}

/// The others of the group, with their state; and their clock, where this candidate's is not it.
fn group_lines(lang: Lang, session: &Session, open: &Candidate, hearing: &Hearing, now: &Stamp) -> Vec<String> {
    let Some(group) = session.group() else { return Vec::new() };
    let mut lines = vec![group::others(lang, group.name)];
    lines.extend(group.after(&open.id).map(|member| candidate_line(lang, session, member)));
    let common: Vec<_> =
        session.items(open).into_iter().filter(|item| item.common).map(|item| item.code.clone()).collect();
    if !common.is_empty() {
        lines.push(group::common_items(lang, &exam::codes(&common)));
    }
    let clock = session.clock().filter(|(_, clock)| !hearing.sits() && clock.sits());
    lines.extend(clock.map(|(_, clock)| stage(lang, session, clock, now)));
    lines
}

fn candidate_line(lang: Lang, session: &Session, candidate: &Candidate) -> String {
    let state = session.hearing(&candidate.id).map_or_else(String::new, |hearing| {
        let decided = candidate.blocks.iter().all(|block| hearing.decisions.contains_key(block));
        screens::state(lang, hearing, decided)
    });
    let time = candidate.scheduled.map(|time| time.format("%H:%M").to_string()).unwrap_or_default();
    let line = words::candidate_line(
        lang,
        candidate.id.as_str(),
        &time,
        &candidate.name(),
        &exam::codes(&candidate.blocks),
        &state,
    );
    match session.plan().group(candidate) {
        Some(group) if session.open().is_none() => format!("{line}  {}", group::listed(lang, group.name)),
        Some(_) | None => line,
    }
}

/// Where a hearing of those before the jury stands.
fn stage(lang: Lang, session: &Session, hearing: &Hearing, now: &Stamp) -> String {
    let phases = session.phases();
    let title = |index: usize| phases.get(index).map_or("", |phase| exam::wording(lang, &phase.title));
    match &hearing.stage {
        Stage::Scheduled => screens::state_scheduled(lang),
        Stage::Absent { reason } => words::absent(lang, reason),
        Stage::Waiting(index) => {
            let due = phases.get(*index).map(|phase| session.due(phase));
            words::phase_waiting(lang, title(*index), &exam::length(due.unwrap_or_default()))
        }
        Stage::Running(index, timer) => {
            let seconds = timer.left(now).shown_seconds();
            let left = exam::countdown(seconds);
            match timer.state() {
                State::Paused(_, reason) => words::phase_paused(lang, title(*index), &left, reason),
                State::Interrupted(_) => screens::interrupted(lang),
                State::Running(_) if seconds < 0 => {
                    words::phase_over(lang, title(*index), left.trim_start_matches('+'))
                }
                State::Running(_) => words::phase_running(lang, title(*index), &left),
            }
        }
        Stage::Deliberation { .. } => words::deliberation(lang),
    }
}

/// What the rule proposes for each block, and what was decided; none where no hearing is open.
pub(super) fn proposals(lang: Lang, session: &Session) -> Option<Vec<String>> {
    let (candidate, hearing) = session.open()?;
    let line = |block| {
        let proposal = session.proposal(hearing, block)?;
        let grid = &session.plan().grid;
        let why = decision::proposal(lang, grid, grid.block(block)?, &proposal);
        let proposed = match proposal.outcome {
            Some(outcome) => words::proposal(lang, block.as_str(), &exam::outcome(lang, outcome), &why),
            None => words::no_proposal(lang, block.as_str(), &why),
        };
        let decided = hearing.decisions.get(block);
        let decided =
            decided.map(|decision| words::decision(lang, block.as_str(), &exam::outcome(lang, decision.outcome)));
        Some(std::iter::once(proposed).chain(decided))
    };
    Some(candidate.blocks.iter().filter_map(line).flatten().collect())
}

/// The minutes as they are, or as they would be: of the open hearing, or of the candidate named.
///
/// # Errors
/// Why there is nothing to show, in words.
pub(super) fn review(lang: Lang, app: &App, now: &Stamp, id: Option<CandidateId>) -> Result<Vec<String>, String> {
    let session = app.session();
    let plan = session.plan();
    let open = session.open().map(|(candidate, _)| candidate.id.clone());
    let id = id.or(open).ok_or_else(|| words::no_hearing_open(lang))?;
    let drawn = minutes::build(session, &id);
    let minutes = drawn.or_else(|| minutes::preview(session, &id, now.at));
    let unknown = || exam::refusal(lang, plan, &Refusal::UnknownCandidate(id));
    Ok(sheet::sheet(lang, &plan.grid, &minutes.ok_or_else(unknown)?))
}
