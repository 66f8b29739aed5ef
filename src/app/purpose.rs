//! What a reason that was typed becomes.

use super::App;
use super::message::Effect;
use super::screen::{CodeFor, Overlay, Purpose};
use crate::domain::command::{Command, CourseCommand, SheetCommand, WholeCommand};

impl Purpose {
    /// The command that this reason completes; none where something more is asked first.
    pub(super) fn command(&self, text: String) -> Option<Command> {
        Some(match self.clone() {
            Self::Pause(since) => Command::Pause(text, Some(since)),
            Self::Absence => Command::Absent(text),
            Self::Stop => Command::Stop(text),
            Self::Shortfall => Command::Acknowledge(text),
            Self::Decision(block, outcome) => Command::Decide(block, outcome, Some(text)),
            Self::Retain(item, mark) => Command::Sheet(SheetCommand::Retain(item, Some(mark), Some(text))),
            Self::Missing(member) => Command::Sheet(SheetCommand::Missing(member, text)),
            Self::Arrive(member) => Command::Course(CourseCommand::Arrive(member, text)),
            Self::Leave(member) => Command::Course(CourseCommand::Leave(member, text)),
            Self::Late => Command::Course(CourseCommand::Late(text)),
            Self::Postpone => Command::Course(CourseCommand::Postpone(text)),
            Self::Reopen => Command::Course(CourseCommand::Reopen(text)),
            Self::AmendWhy(what) => Command::Course(CourseCommand::Amend(what, text)),
            Self::Preside(member) => Command::Whole(WholeCommand::Preside(member, text)),
            Self::Move(candidate, before) => Command::Whole(WholeCommand::Move(candidate, before, text)),
            Self::Incident => Command::Whole(WholeCommand::Incident(text)),
            Self::AmendWhat | Self::Renew(_) => return None,
        })
    }
}

impl App {
    /// A text that is only the first of two things to say.
    pub(super) fn ask_further(&mut self, purpose: Purpose, text: String) -> Vec<Effect> {
        match purpose {
            Purpose::AmendWhat if !text.trim().is_empty() => self.ask(Purpose::AmendWhy(text)),
            Purpose::Renew(member) if !text.trim().is_empty() => {
                self.overlay = Some(Overlay::code(member, CodeFor::Choose(Some(text))));
            }
            _ => return self.refuse(crate::domain::command::Refusal::ReasonNeeded),
        }
        Vec::new()
    }
}
