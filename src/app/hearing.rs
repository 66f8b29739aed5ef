//! The clock and the grid: the screen on which a president spends the exam.

use super::App;
use super::message::{Effect, Intent};
use super::screen::{Overlay, Purpose, Question};
use crate::domain::command::{Command, CourseCommand};
use crate::domain::hearing::Stage;
use crate::domain::timer::State;

impl App {
    pub(super) fn on_hearing(&mut self, intent: Intent) -> Vec<Effect> {
        if let Some(effects) = self.in_list(intent) {
            return effects;
        }
        match intent {
            Intent::Step => self.step(),
            Intent::NextPhase => self.end_or_ask(Question::NextEarly),
            Intent::EndPhase => self.end_or_ask(Question::EndEarly),
            Intent::Undo => self.undo(),
            Intent::Seal => self.ask_to_seal(),
            Intent::Reveal => self.reveal(),
            Intent::Absent => self.ask_unless_refused(Purpose::Absence),
            Intent::Stop => self.ask_unless_refused(Purpose::Stop),
            Intent::Postpone => self.ask_unless_refused(Purpose::Postpone),
            Intent::Presence => {
                if let Some((_, hearing)) = self.session.open() {
                    self.screen = self.presence_screen(hearing);
                }
                Vec::new()
            }
            Intent::Back if self.at_sheet().is_some() => {
                self.close_sheet();
                Vec::new()
            }
            Intent::Back => self.command(&Command::Close),
            _ => Vec::new(),
        }
    }

    /// The natural next step of the clock.
    fn step(&mut self) -> Vec<Effect> {
        match self.session.open().map(|(_, hearing)| &hearing.stage) {
            Some(Stage::Running(_, timer)) => match timer.state() {
                State::Running(_) => {
                    self.ask(Purpose::Pause(self.now.clone()));
                    Vec::new()
                }
                State::Paused(..) => self.command(&Command::Resume),
                State::Interrupted(_) => {
                    self.ask_about_gap();
                    Vec::new()
                }
            },
            Some(Stage::Scheduled | Stage::Waiting(_) | Stage::Absent { .. } | Stage::Deliberation { .. }) | None => {
                self.command(&Command::Start)
            }
        }
    }

    /// Ends the phase; while time is left, one key is not enough.
    fn end_or_ask(&mut self, question: Question) -> Vec<Effect> {
        if self
            .timer()
            .is_some_and(|timer| timer.left(&self.now).0 > 0 && !matches!(timer.state(), State::Interrupted(_)))
        {
            self.overlay = Some(Overlay::Confirm(question));
            return Vec::new();
        }
        self.command(&Self::answer_to(&question))
    }

    pub(super) fn answer_to(question: &Question) -> Command {
        match question {
            Question::EndEarly => Command::End,
            Question::Paper(member) => Command::Course(CourseCommand::Paper(member.clone())),
            Question::NextEarly
            | Question::QuitRunning
            | Question::Seal
            | Question::SealUnsigned
            | Question::CloseSession => Command::Next,
        }
    }
}
