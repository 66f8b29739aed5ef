//! What is in front of the screen, and has the keys until it is gone.

use super::App;
use super::message::{Effect, Intent, Notice, Secret};
use super::screen::{Overlay, Question, Screen};
use super::signing::Signs;
use crate::domain::command::{Command, WholeCommand};
use crate::domain::event::Gap;
use crate::domain::sheets::Entry;

impl App {
    pub(super) fn in_overlay(&mut self, intent: Intent) -> Vec<Effect> {
        match &self.overlay {
            None => Vec::new(),
            Some(Overlay::Signing(_)) => self.in_signing(intent),
            Some(Overlay::Help | Overlay::Unsettled(_)) => {
                self.overlay = None;
                Vec::new()
            }
            Some(Overlay::Gap) => self.in_gap(intent),
            Some(Overlay::Confirm(question)) => {
                let question = question.clone();
                self.in_question(&question, intent)
            }
            Some(Overlay::Reason { .. }) => self.in_reason(intent),
            Some(Overlay::Comment { .. }) => self.in_comment(intent),
            Some(Overlay::Points { .. }) => self.in_points(intent),
            Some(Overlay::Search { .. }) => self.in_search(intent),
            Some(Overlay::Guide { .. }) => self.in_guide(intent),
            Some(Overlay::Member { .. }) => self.in_members(intent),
            Some(Overlay::Ground { .. }) => self.in_grounds(intent),
            Some(Overlay::Order { .. }) => self.in_order(intent),
            Some(Overlay::Newcomer(_)) => self.in_newcomer(intent),
            Some(Overlay::Passphrase { .. }) => self.in_passphrase(intent),
            Some(Overlay::Jurors { .. }) => self.in_jurors(intent),
            Some(Overlay::Code { .. }) => self.in_code(intent),
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
            Some(Overlay::Passphrase { field, .. } | Overlay::Code { field, .. }) => {
                field.0.extend(text.chars().filter(|c| !c.is_control()));
            }
            Some(Overlay::Search { field, .. }) => {
                field.insert(text);
                self.seek_words();
            }
            Some(Overlay::Newcomer(form)) => form.type_text(text),
            Some(
                Overlay::Help
                | Overlay::Guide { .. }
                | Overlay::Confirm(_)
                | Overlay::Gap
                | Overlay::Member { .. }
                | Overlay::Ground { .. }
                | Overlay::Order { .. }
                | Overlay::Unsettled(_)
                | Overlay::Jurors { .. }
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

    fn in_question(&mut self, question: &Question, intent: Intent) -> Vec<Effect> {
        match intent {
            Intent::Accept => {
                self.overlay = None;
                match question {
                    Question::QuitRunning => vec![Effect::Quit],
                    Question::Seal => self.seal(None),
                    Question::SealUnsigned => self.seal_as(None),
                    Question::CloseSession => self.command(&Command::Whole(WholeCommand::Close)),
                    Question::NextEarly | Question::EndEarly | Question::Paper(_) => {
                        self.command(&Self::answer_to(question))
                    }
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
                let (purpose, text) = (purpose.clone(), field.text().to_owned());
                let Some(command) = purpose.command(text.clone()) else { return self.ask_further(purpose, text) };
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
        let Some(Overlay::Comment { item, field, .. }) = &self.overlay else { return Vec::new() };
        let written = self.sheet().comments.get(item);
        let unchanged = written.map_or("", String::as_str) == field.text().trim();
        let Some(Overlay::Comment { item, field, told }) = &mut self.overlay else { return Vec::new() };
        match intent {
            Intent::Accept | Intent::Back if unchanged => {
                self.overlay = None;
                Vec::new()
            }
            Intent::Accept => {
                let (item, text) = (item.clone(), field.text().to_owned());
                if self.own.is_some() {
                    return self.write(Entry::Comment { item, text });
                }
                self.command(&Command::Comment(item, text))
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

    fn in_passphrase(&mut self, intent: Intent) -> Vec<Effect> {
        let Some(Overlay::Passphrase { member, what, field }) = &mut self.overlay else { return Vec::new() };
        match intent {
            Intent::Accept => {
                let (member, what, secret) = (member.clone(), *what, Secret(std::mem::take(&mut field.0)));
                self.begin_signing(member, what, Some(secret))
            }
            // Who has no passphrase at hand can seal all the same; the record says so.
            Intent::Back if *what == Signs::Seal => {
                self.overlay = Some(Overlay::Confirm(Question::SealUnsigned));
                Vec::new()
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
