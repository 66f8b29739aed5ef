//! What `status`, `decide` alone and `review` say.

use crate::app::App;
use crate::domain::candidate::Candidate;
use crate::domain::hearing::{Hearing, Stage};
use crate::domain::minutes;
use crate::domain::session::Session;
use crate::domain::time::Stamp;
use crate::domain::timer::{State, Timer};
use crate::text::{Lang, decision, exam, group, line as words, minutes as sheet, screens};

/// More items than a person takes in as a list of codes: they are counted by block.
const LONG: usize = 40;

/// What was open when the program stopped, and what is to be settled.
pub(super) fn reopened(lang: Lang, app: &App, now: &Stamp) -> Vec<String> {
    let Some((candidate, _)) = app.session().open() else { return Vec::new() };
    let mut lines = vec![words::resumed(lang, &format!("{} ({})", candidate.name(), candidate.id))];
    if let Some(State::Interrupted(since)) = app.timer().map(Timer::state) {
        let at = since.at.format("%H:%M:%S").to_string();
        lines.push(words::warning(lang, &words::gap(lang, &at, &exam::length(now.since(since)))));
    }
    lines
}

/// Where things stand: the open hearing, or the list.
pub(super) fn status(lang: Lang, app: &App, now: &Stamp) -> Vec<String> {
    let session = app.session();
    let Some((candidate, hearing)) = session.open() else {
        let mut lines: Vec<String> =
            session.plan().candidates.iter().map(|candidate| candidate_line(lang, session, candidate)).collect();
        lines.push(words::no_hearing_open(lang));
        return lines;
    };
    let mut lines = vec![candidate_line(lang, session, candidate), stage(lang, session, hearing, now)];
    lines.extend(group_lines(lang, session, candidate, hearing, now));
    if hearing.present.is_none() {
        let members: Vec<&str> = session.plan().jury.members.iter().map(|member| member.id.as_str()).collect();
        lines.push(words::who_is_present(lang));
        lines.push(words::members(lang, &members.join(", ")));
    }
    let items = session.items(candidate);
    let open: Vec<_> = items.iter().filter(|item| hearing.sheet.mark(item.code).is_none()).map(|i| i.code).collect();
    lines.push(words::marks(lang, items.len() - open.len(), items.len()));
    if items.len() > LONG {
        lines.extend(super::items::by_block(lang, session, hearing));
    }
    if !open.is_empty() && open.len() <= LONG {
        lines.push(words::unmarked(lang, &exam::codes(&open)));
    }
    lines.push(words::scale(lang, &decision::scale(lang, &session.plan().grid.scale)));
    for block in candidate.blocks.iter().filter_map(|code| session.plan().grid.block(code)) {
        let own = block.scale.as_ref().map(|scale| decision::scale(lang, scale));
        lines.extend(own.map(|scale| words::block_scale(lang, block.code.as_str(), &scale)));
    }
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
    lines
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

/// The minutes as they are, or as they would be; none where no hearing is open.
pub(super) fn review(lang: Lang, app: &App, now: &Stamp) -> Option<Vec<String>> {
    let session = app.session();
    let (candidate, _) = session.open()?;
    let drawn = minutes::build(session, &candidate.id);
    let minutes = drawn.or_else(|| minutes::preview(session, &candidate.id, now.at))?;
    Some(sheet::sheet(lang, &session.plan().grid, &minutes))
}
