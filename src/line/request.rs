//! From a line to what it asks for.

mod around;

use crate::domain::certification::Met;
use crate::domain::command::{Command, SheetCommand};
use crate::domain::decision::Outcome;
use crate::domain::event::Gap;
use crate::domain::id::{BlockCode, CandidateId, ItemCode, MarkCode, MemberId, RequirementId, find};
use crate::domain::scale::{Level, Scale, decimal};
use crate::domain::session::Session;
use crate::text::verbs::{Entry, Verb};
use crate::text::{Lang, line as words, plain};

/// What a line asks for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Request {
    /// Nothing: an empty line, or a comment that begins with `#`.
    Nothing,
    Command(Command),
    Sign(MemberId),
    /// The closing; none for who presides.
    SignClosing(Option<MemberId>),
    Sheet(MemberId),
    PutAway,
    Seal(Seal),
    NewCode(MemberId, String),
    Reveal,
    Gaps,
    Status,
    Items(String),
    Show(String),
    Proposals,
    /// The minutes; none for those of the open hearing.
    Review(Option<CandidateId>),
    Help,
    Quit,
}

/// How a sheet is to be sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Seal {
    /// Without the juror's signature.
    pub(super) unsigned: bool,
    /// Although marks are missing.
    pub(super) incomplete: bool,
}

/// Why a line cannot be understood, in words.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault(pub(super) String);

/// A line whose verb is known.
struct Typed<'a> {
    lang: Lang,
    session: &'a Session,
    entry: &'static Entry,
    /// What follows the verb.
    rest: &'a str,
}

/// Reads a line. Names are found whatever their case; what exists nowhere is passed on as typed, and refused there.
pub(super) fn parse(lang: Lang, session: &Session, line: &str) -> Result<Request, Fault> {
    let (typed, rest) = word(line.trim_start_matches('\u{feff}'));
    if typed.is_empty() || typed.starts_with('#') {
        return Ok(Request::Nothing);
    }
    let entry = Entry::find(typed).ok_or_else(|| Fault(words::unknown_verb(lang, typed)))?;
    Typed { lang, session, entry, rest }.request()
}

impl Typed<'_> {
    fn usage(&self) -> Fault {
        Fault(words::usage(self.lang, &self.entry.usage(self.lang)))
    }

    fn needed(&self, text: &str) -> Result<String, Fault> {
        let text = text.trim_end();
        if text.is_empty() { Err(self.usage()) } else { Ok(text.to_owned()) }
    }

    /// The member named first, and what follows.
    fn member(&self) -> Result<(MemberId, &str), Fault> {
        let (name, rest) = word(self.rest);
        Ok((member(self.session, &self.needed(name)?), rest))
    }

    fn member_and_reason(&self) -> Result<(MemberId, String), Fault> {
        let (member, reason) = self.member()?;
        Ok((member, self.needed(reason)?))
    }

    fn request(&self) -> Result<Request, Fault> {
        let (session, rest) = (self.session, self.rest);
        Ok(match self.entry.verb {
            Verb::Decide if rest.is_empty() => Request::Proposals,
            Verb::Sign => Request::Sign(member(session, &self.needed(rest)?)),
            Verb::SignClosing if rest.is_empty() => Request::SignClosing(None),
            Verb::SignClosing => Request::SignClosing(Some(member(session, rest))),
            Verb::Sheet => Request::Sheet(self.member()?.0),
            Verb::PutAway => Request::PutAway,
            Verb::Seal => Request::Seal(self.seal()?),
            Verb::NewCode => {
                let (member, why) = self.member_and_reason()?;
                Request::NewCode(member, why)
            }
            Verb::Reveal => Request::Reveal,
            Verb::Gaps => Request::Gaps,
            Verb::Status => Request::Status,
            Verb::Items => Request::Items(rest.trim_end().to_owned()),
            Verb::Show => Request::Show(self.needed(rest)?),
            Verb::Review if rest.is_empty() => Request::Review(None),
            Verb::Review => Request::Review(Some(candidate(session, rest.trim_end()))),
            Verb::Help => Request::Help,
            Verb::Quit => Request::Quit,
            _ => Request::Command(self.command()?),
        })
    }

    fn seal(&self) -> Result<Seal, Fault> {
        let mut seal = Seal::default();
        for each in self.rest.split_whitespace() {
            match plain(each).as_str() {
                "sans-signature" | "unsigned" => seal.unsigned = true,
                "incomplete" => seal.incomplete = true,
                _ => return Err(self.usage()),
            }
        }
        Ok(seal)
    }

    fn command(&self) -> Result<Command, Fault> {
        let (session, rest) = (self.session, self.rest);
        Ok(match self.entry.verb {
            Verb::Open => Command::Open(candidate(session, &self.needed(rest)?)),
            Verb::Present => Command::Present(present(session, &self.needed(rest)?)),
            Verb::Acknowledge => Command::Acknowledge(self.needed(rest)?),
            Verb::Absent => Command::Absent(self.needed(rest)?),
            Verb::Start => Command::Start,
            Verb::Pause => Command::Pause(self.needed(rest)?, None),
            Verb::Resume => Command::Resume,
            Verb::End => Command::End,
            Verb::Next => Command::Next,
            Verb::Stop => Command::Stop(self.needed(rest)?),
            Verb::Gap => Command::SettleGap(gap(rest).ok_or_else(|| self.usage())?),
            Verb::Mark => {
                let (code, level) = word(rest);
                let item = item(session, &self.needed(code)?);
                let mark = mark(session, &item, &self.needed(level)?);
                Command::Mark(item, mark)
            }
            Verb::Comment => {
                let (code, text) = word(rest);
                Command::Comment(item(session, &self.needed(code)?), text.replace("\\n", "\n"))
            }
            Verb::Requirement => {
                let (id, answer) = word(rest);
                Command::Requirement(requirement(session, &self.needed(id)?), met(answer).ok_or_else(|| self.usage())?)
            }
            Verb::Undo => Command::Undo,
            Verb::Decide => self.decision()?,
            Verb::Close => Command::Close,
            Verb::Missing => {
                let (member, why) = self.member_and_reason()?;
                Command::Sheet(SheetCommand::Missing(member, why))
            }
            Verb::Retain => Command::Sheet(self.retained()?),
            Verb::Casting => Command::Sheet(SheetCommand::CastingVote(item(session, &self.needed(rest)?))),
            _ => return self.around(),
        })
    }

    fn decision(&self) -> Result<Command, Fault> {
        let (block, rest) = word(self.rest);
        let (outcome, reason) = word(rest);
        let unknown = || Fault(words::unknown_outcome(self.lang, outcome));
        let decided = decided(&self.needed(outcome)?).ok_or_else(unknown)?;
        let reason = (!reason.is_empty()).then(|| reason.to_owned());
        Ok(Command::Decide(block_code(self.session, block), decided, reason))
    }

    /// A mark that the jury retains: one word, then the reason, if there is one.
    fn retained(&self) -> Result<SheetCommand, Fault> {
        let (code, rest) = word(self.rest);
        let common = matches!(plain(code).as_str(), "accords" | "common");
        if common && rest.is_empty() {
            return Ok(SheetCommand::RetainCommon);
        }
        let (level, reason) = word(rest);
        let item = item(self.session, &self.needed(code)?);
        let mark = mark(self.session, &item, &self.needed(level)?);
        let reason = (!reason.is_empty()).then(|| reason.to_owned());
        Ok(SheetCommand::Retain(item, mark, reason))
    }
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

/// A mark: a level by its rank, its name in files, or its title in either language; points; or « non observé ». None
/// takes the mark away.
fn mark(session: &Session, code: &ItemCode, typed: &str) -> Option<MarkCode> {
    if typed == "-" {
        return None;
    }
    let grid = &session.plan().grid;
    let scale = grid.item(code).map_or(&grid.scale, |item| grid.scale_of(&item));
    Some(mark_on(scale, typed).unwrap_or_else(|| MarkCode::new(typed)))
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
