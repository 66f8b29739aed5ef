//! What happens around a hearing, and in the session as a whole, as it is typed.

use super::{Fault, Typed, block_code, candidate, member, word};
use crate::domain::command::{Command, CourseCommand, Newcomer, WholeCommand};
use crate::domain::course::Ground;
use crate::domain::id::{BlockCode, CandidateId};
use crate::text::verbs::Verb;
use crate::text::{line as words, plain};

impl Typed<'_> {
    pub(super) fn around(&self) -> Result<Command, Fault> {
        let (session, rest) = (self.session, self.rest);
        let whole = match self.entry.verb {
            Verb::Preside => {
                let (member, why) = self.member_and_reason()?;
                WholeCommand::Preside(member, why)
            }
            Verb::Add => WholeCommand::Add(Box::new(self.newcomer()?)),
            Verb::Move => self.moved()?,
            Verb::Incident => WholeCommand::Incident(self.needed(rest)?),
            Verb::CloseSession => WholeCommand::Close,
            Verb::Paper => return Ok(Command::Course(CourseCommand::Paper(member(session, &self.needed(rest)?)))),
            _ => return Ok(Command::Course(self.course()?)),
        };
        Ok(Command::Whole(whole))
    }

    fn course(&self) -> Result<CourseCommand, Fault> {
        let rest = self.rest;
        Ok(match self.entry.verb {
            Verb::Recuse => {
                let (member, typed) = self.member()?;
                let unknown = || Fault(words::unknown_ground(self.lang, typed));
                CourseCommand::Recuse(member, ground(&self.needed(typed)?).ok_or_else(unknown)?)
            }
            Verb::Arrive => {
                let (member, why) = self.member_and_reason()?;
                CourseCommand::Arrive(member, why)
            }
            Verb::Leave => {
                let (member, why) = self.member_and_reason()?;
                CourseCommand::Leave(member, why)
            }
            Verb::Late => CourseCommand::Late(self.needed(rest)?),
            Verb::Excuse => match plain(rest.trim_end()).as_str() {
                "" | "oui" | "yes" => CourseCommand::Excuse(true),
                "non" | "no" => CourseCommand::Excuse(false),
                _ => return Err(self.usage()),
            },
            Verb::Postpone => CourseCommand::Postpone(self.needed(rest)?),
            Verb::Reopen => CourseCommand::Reopen(self.needed(rest)?),
            Verb::Amend => {
                let (what, why) = rest.split_once(';').ok_or_else(|| Fault(words::usage_amend(self.lang)))?;
                CourseCommand::Amend(what.trim().to_owned(), why.trim().to_owned())
            }
            // Every other verb was read before.
            _ => return Err(self.usage()),
        })
    }

    /// Six parts, or seven, between semicolons: names have spaces in them.
    fn newcomer(&self) -> Result<Newcomer, Fault> {
        let parts: Vec<&str> = self.rest.split(';').map(str::trim).collect();
        let example = || Fault(words::usage_add(self.lang));
        let third = match parts.get(6).map(|typed| plain(typed)) {
            None => false,
            Some(typed) if matches!(typed.as_str(), "tiers-temps" | "third-time") => true,
            Some(_) => return Err(example()),
        };
        let [id, family_name, given_name, blocks, document, reason, ..] = parts[..] else { return Err(example()) };
        if parts.len() > 7 {
            return Err(example());
        }
        let split = blocks.split(|c: char| c.is_whitespace() || c == ',').filter(|code| !code.is_empty());
        let blocks: Vec<BlockCode> = split.map(|code| block_code(self.session, code)).collect();
        Ok(Newcomer {
            id: CandidateId::new(id),
            family_name: family_name.to_owned(),
            given_name: given_name.to_owned(),
            blocks,
            third,
            document: document.to_owned(),
            reason: reason.to_owned(),
        })
    }

    fn moved(&self) -> Result<WholeCommand, Fault> {
        let (who, rest) = word(self.rest);
        let who = candidate(self.session, &self.needed(who)?);
        let (first, after) = word(rest);
        if !matches!(plain(first).as_str(), "avant" | "before") {
            return Ok(WholeCommand::Move(who, None, self.needed(rest)?));
        }
        let (before, why) = word(after);
        let before = candidate(self.session, &self.needed(before)?);
        Ok(WholeCommand::Move(who, Some(before), self.needed(why)?))
    }
}

fn ground(typed: &str) -> Option<Ground> {
    match plain(typed).as_str() {
        "proche" | "personal" => Some(Ground::Personal),
        "formateur" | "trained" => Some(Ground::Trained),
        "professionnel" | "professional" => Some(Ground::Professional),
        "autre" | "other" => Some(Ground::Other),
        _ => None,
    }
}
