//! From a line to what it asks for.

use crate::domain::certification::Met;
use crate::domain::command::Command;
use crate::domain::decision::Outcome;
use crate::domain::event::Gap;
use crate::domain::id::{BlockCode, CandidateId, ItemCode, MarkCode, MemberId, RequirementId, find};
use crate::domain::scale::{Level, Scale, decimal};
use crate::domain::session::Session;
use crate::text::{
    Lang,
    line::{self as words, Entry, Verb, plain},
};

/// What a line asks for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Request {
    /// Nothing: an empty line, or a comment that begins with `#`.
    Nothing,
    Command(Command),
    Sign(MemberId),
    Status,
    Items(String),
    Show(String),
    Proposals,
    Review,
    Help,
    Quit,
}

/// Why a line cannot be understood, in words.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault(pub(super) String);

/// Reads a line. Names are found whatever their case; what exists nowhere is passed on as typed, and refused there.
pub(super) fn parse(lang: Lang, session: &Session, line: &str) -> Result<Request, Fault> {
    let (typed, rest) = word(line.trim_start_matches('\u{feff}'));
    if typed.is_empty() || typed.starts_with('#') {
        return Ok(Request::Nothing);
    }
    let entry = Entry::find(typed).ok_or_else(|| Fault(words::unknown_verb(lang, typed)))?;
    let usage = || Fault(words::usage(lang, &entry.usage(lang)));
    let needed = |text: &str| if text.is_empty() { Err(usage()) } else { Ok(text.to_owned()) };
    let command = match entry.verb {
        Verb::Open => Command::Open(candidate(session, &needed(rest)?)),
        Verb::Present => Command::Present(present(session, &needed(rest)?)),
        Verb::Acknowledge => Command::Acknowledge(needed(rest)?),
        Verb::Absent => Command::Absent(needed(rest)?),
        Verb::Start => Command::Start,
        Verb::Pause => Command::Pause(needed(rest)?, None),
        Verb::Resume => Command::Resume,
        Verb::End => Command::End,
        Verb::Next => Command::Next,
        Verb::Stop => Command::Stop(needed(rest)?),
        Verb::Gap => Command::SettleGap(gap(rest).ok_or_else(usage)?),
        Verb::Mark => {
            let (code, level) = word(rest);
            mark(session, &needed(code)?, &needed(level)?)
        }
        Verb::Comment => {
            let (code, text) = word(rest);
            Command::Comment(item(session, &needed(code)?), text.replace("\\n", "\n"))
        }
        Verb::Requirement => {
            let (id, answer) = word(rest);
            Command::Requirement(requirement(session, &needed(id)?), met(answer).ok_or_else(usage)?)
        }
        Verb::Undo => Command::Undo,
        Verb::Decide if rest.is_empty() => return Ok(Request::Proposals),
        Verb::Decide => {
            let (block, rest) = word(rest);
            let (outcome, reason) = word(rest);
            let decided = decided(&needed(outcome)?).ok_or_else(|| Fault(words::unknown_outcome(lang, outcome)))?;
            let reason = (!reason.is_empty()).then(|| reason.to_owned());
            Command::Decide(block_code(session, block), decided, reason)
        }
        Verb::Close => Command::Close,
        Verb::Sign => return Ok(Request::Sign(member(session, &needed(rest)?))),
        Verb::Status => return Ok(Request::Status),
        Verb::Items => return Ok(Request::Items(rest.trim_end().to_owned())),
        Verb::Show => return Ok(Request::Show(needed(rest.trim_end())?)),
        Verb::Review => return Ok(Request::Review),
        Verb::Help => return Ok(Request::Help),
        Verb::Quit => return Ok(Request::Quit),
    };
    Ok(Request::Command(command))
}

/// The first word, and what follows it.
fn word(text: &str) -> (&str, &str) {
    let text = text.trim();
    text.split_once(char::is_whitespace).map_or((text, ""), |(first, rest)| (first, rest.trim_start()))
}

fn candidate(session: &Session, typed: &str) -> CandidateId {
    let known = find(&session.plan().candidates, typed, |candidate| candidate.id.as_str());
    known.map_or_else(|| CandidateId::new(typed), |candidate| candidate.id.clone())
}

fn member(session: &Session, typed: &str) -> MemberId {
    let known = find(&session.plan().jury.members, typed, |member| member.id.as_str());
    known.map_or_else(|| MemberId::new(typed), |member| member.id.clone())
}

fn present(session: &Session, typed: &str) -> Vec<MemberId> {
    if matches!(plain(typed).as_str(), "tous" | "all") {
        return session.plan().jury.members.iter().map(|member| member.id.clone()).collect();
    }
    let names = typed.split(|c: char| c.is_whitespace() || c == ',').filter(|name| !name.is_empty());
    names.map(|name| member(session, name)).collect()
}

fn item(session: &Session, typed: &str) -> ItemCode {
    let items = session.open().map_or_else(Vec::new, |(candidate, _)| session.items(candidate));
    let known = find(&items, typed, |item| item.code.as_str());
    known.map_or_else(|| ItemCode::new(typed), |item| item.code.clone())
}

fn block_code(session: &Session, typed: &str) -> BlockCode {
    let known = find(&session.plan().grid.blocks, typed, |block| block.code.as_str());
    known.map_or_else(|| BlockCode::new(typed), |block| block.code.clone())
}

/// A mark: a level by its rank, its name in files, or its title in either language; points; or « non observé ».
fn mark(session: &Session, code: &str, typed: &str) -> Command {
    let code = item(session, code);
    if typed == "-" {
        return Command::Mark(code, None);
    }
    let grid = &session.plan().grid;
    let scale = grid.item(&code).map_or(&grid.scale, |item| grid.scale_of(&item));
    let mark = mark_on(scale, typed).unwrap_or_else(|| MarkCode::new(typed));
    Command::Mark(code, Some(mark))
}

fn mark_on(scale: &Scale, typed: &str) -> Option<MarkCode> {
    let named = |level: &&Level| {
        let english = level.title.en.as_deref().unwrap_or_default();
        [level.id.as_str(), &level.title.fr, english].iter().any(|name| plain(name) == plain(typed))
    };
    if let Some(level) = scale.levels().iter().find(named) {
        return Some(level.id.clone());
    }
    if matches!(plain(typed).as_str(), "non observe" | "non-observe" | "not observed" | "not-observed") {
        return Some(MarkCode::not_observed());
    }
    if scale.points().is_some() {
        return decimal(typed).map(MarkCode::points);
    }
    let by_rank = typed.parse().ok().and_then(|rank| scale.at_rank(rank));
    by_rank.map(|level| level.id.clone())
}

fn requirement(session: &Session, typed: &str) -> RequirementId {
    let known = find(&session.plan().grid.certification.requirements, typed, |requirement| requirement.id.as_str());
    known.map_or_else(|| RequirementId::new(typed), |requirement| requirement.id.clone())
}

fn met(typed: &str) -> Option<Met> {
    match plain(typed.trim()).as_str() {
        "oui" | "yes" => Some(Met::Met),
        "non" | "no" => Some(Met::NotMet),
        "-" | "inconnu" | "unknown" => Some(Met::Unknown),
        _ => None,
    }
}

fn gap(typed: &str) -> Option<Gap> {
    match plain(typed.trim()).as_str() {
        "temps" | "time" => Some(Gap::Time),
        "pause" => Some(Gap::Pause),
        _ => None,
    }
}

fn decided(typed: &str) -> Option<Outcome> {
    match plain(typed).as_str() {
        "valide" | "validee" | "validated" => Some(Outcome::Validated),
        "refuse" | "refusee" | "refused" | "non-valide" => Some(Outcome::Refused),
        _ => None,
    }
}
