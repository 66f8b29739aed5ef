//! What is in front of the screen, and has the keys until it is gone.

use super::App;
use super::cursor::moved;
use super::message::{Effect, Intent, Notice, Secret};
use super::screen::{Overlay, Purpose, Question, Screen};
use crate::domain::command::Command;
use crate::domain::event::Gap;

impl App {
    pub(super) fn in_overlay(&mut self, intent: Intent) -> Vec<Effect> {
        match &self.overlay {
            None => Vec::new(),
            Some(Overlay::Signing(_)) => self.in_signing(intent),
            Some(Overlay::Help) => {
                self.overlay = None;
                Vec::new()
            }
            Some(Overlay::Gap) => self.in_gap(intent),
            Some(Overlay::Confirm(question)) => {
                let question = *question;
                self.in_question(question, intent)
            }
            Some(Overlay::Reason { .. }) => self.in_reason(intent),
            Some(Overlay::Comment { .. }) => self.in_comment(intent),
            Some(Overlay::Points { .. }) => self.in_points(intent),
            Some(Overlay::Search { .. }) => self.in_search(intent),
            Some(Overlay::Guide { .. }) => self.in_guide(intent),
            Some(Overlay::Signer { .. }) => self.in_signers(intent),
            Some(Overlay::Passphrase { .. }) => self.in_passphrase(intent),
        }
    }

    /// Types into the field that is open, if one is.
    pub(super) fn type_text(&mut self, text: &str) -> Vec<Effect> {
        self.notice = None;
        match &mut self.overlay {
            Some(Overlay::Reason { field, .. } | Overlay::Points { field, .. }) => field.insert(text),
            Some(Overlay::Comment { field, told, .. }) => {
                *told = false;
                field.insert(text);
            }
            Some(Overlay::Passphrase { field, .. }) => {
                field.0.extend(text.chars().filter(|c| !c.is_control()));
            }
            Some(Overlay::Search { field, .. }) => {
                field.insert(text);
                self.seek_words();
            }
            Some(
                Overlay::Help
                | Overlay::Guide { .. }
                | Overlay::Confirm(_)
                | Overlay::Gap
                | Overlay::Signer { .. }
                | Overlay::Signing(_),
            )
            | None => {}
        }
        Vec::new()
    }

    /// A key may be an agent's, which waits for its user: one can stop waiting. A key that is ready later is not used.
    fn in_signing(&mut self, intent: Intent) -> Vec<Effect> {
        if intent == Intent::Back {
            self.signing = None;
            self.overlay = None;
        }
        Vec::new()
    }

    fn in_gap(&mut self, intent: Intent) -> Vec<Effect> {
        match intent {
            Intent::GapTime => self.command(&Command::SettleGap(Gap::Time)),
            Intent::GapPause => self.command(&Command::SettleGap(Gap::Pause)),
            Intent::Quit => vec![Effect::Quit],
            _ => Vec::new(),
        }
    }

    fn in_question(&mut self, question: Question, intent: Intent) -> Vec<Effect> {
        match intent {
            Intent::Accept => {
                self.overlay = None;
                match question {
                    Question::QuitRunning => vec![Effect::Quit],
                    Question::NextEarly | Question::EndEarly => self.command(&Self::answer_to(question)),
                }
            }
            Intent::Back => {
                self.overlay = None;
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn in_reason(&mut self, intent: Intent) -> Vec<Effect> {
        let Some(Overlay::Reason { purpose, field }) = &mut self.overlay else { return Vec::new() };
        match intent {
            Intent::Accept => {
                let text = field.text().to_owned();
                let command = match purpose {
                    Purpose::Pause(since) => Command::Pause(text, Some(since.clone())),
                    Purpose::Absence => Command::Absent(text),
                    Purpose::Stop => Command::Stop(text),
                    Purpose::Shortfall => Command::Acknowledge(text),
                    Purpose::Decision(block, outcome) => Command::Decide(block.clone(), *outcome, Some(text)),
                };
                // The field stays until the event is on the disk, so that a refusal loses no word.
                match (&command, &self.screen) {
                    (Command::Absent(_), Screen::Presence { .. }) => self.absent_before(&command),
                    _ => self.command(&command),
                }
            }
            Intent::Back => {
                self.overlay = None;
                Vec::new()
            }
            other => {
                edit(field, other);
                Vec::new()
            }
        }
    }

    fn in_comment(&mut self, intent: Intent) -> Vec<Effect> {
        let Some(Overlay::Comment { item, field, told }) = &mut self.overlay else { return Vec::new() };
        let written = self.session.open().and_then(|(_, hearing)| hearing.sheet.comments.get(item));
        let unchanged = written.map_or("", String::as_str) == field.text().trim();
        match intent {
            Intent::Accept | Intent::Back if unchanged => {
                self.overlay = None;
                Vec::new()
            }
            Intent::Accept => {
                let command = Command::Comment(item.clone(), field.text().to_owned());
                self.command(&command)
            }
            Intent::Back if *told => {
                self.overlay = None;
                Vec::new()
            }
            Intent::Back => {
                *told = true;
                self.say(Notice::UnsavedText)
            }
            other => {
                *told = false;
                edit(field, other);
                Vec::new()
            }
        }
    }

    fn in_signers(&mut self, intent: Intent) -> Vec<Effect> {
        let Some(Overlay::Signer { members, selected }) = &mut self.overlay else { return Vec::new() };
        *selected = moved(*selected, members.len(), intent);
        let chosen = match intent {
            Intent::Digit(number) => members.get(number.wrapping_sub(1)).cloned(),
            Intent::Accept | Intent::Step => members.get(*selected).cloned(),
            Intent::Back => {
                self.overlay = None;
                return Vec::new();
            }
            _ => None,
        };
        chosen.map_or_else(Vec::new, |member| self.sign(member, None))
    }

    fn in_passphrase(&mut self, intent: Intent) -> Vec<Effect> {
        let Some(Overlay::Passphrase { member, field }) = &mut self.overlay else { return Vec::new() };
        match intent {
            Intent::Accept => {
                let (member, secret) = (member.clone(), Secret(std::mem::take(&mut field.0)));
                self.sign(member, Some(secret))
            }
            Intent::Backspace => {
                field.0.pop();
                Vec::new()
            }
            Intent::Back => {
                self.overlay = None;
                Vec::new()
            }
            _ => Vec::new(),
        }
    }
}

pub(super) fn edit(field: &mut super::editor::Editor, intent: Intent) {
    match intent {
        Intent::Left => field.left(),
        Intent::Right => field.right(),
        Intent::Up => field.up(),
        Intent::Down => field.down(),
        Intent::Home => field.home(),
        Intent::End => field.end(),
        Intent::Backspace => field.backspace(),
        Intent::Delete => field.delete(),
        Intent::NewLine => field.new_line(),
        _ => {}
    }
}
