//! The clock and the grid: the screen on which a president spends the exam.

use super::cursor::{block_after, block_before, moved, next_from};
use super::message::{Effect, Intent, Notice};
use super::screen::{Overlay, Purpose, Question, Screen};
use super::{App, deliberation};
use crate::domain::command::Command;
use crate::domain::grid::Item;
use crate::domain::hearing::{Hearing, Stage};
use crate::domain::id::ItemCode;
use crate::domain::timer::State;

impl App {
    pub(super) fn on_hearing(&mut self, intent: Intent) -> Vec<Effect> {
        let Screen::Hearing { item } = self.screen else { return Vec::new() };
        let items = self.items();
        let code = items.get(item).map(|item| item.code.clone());
        let place = match intent {
            Intent::Left => block_before(&items, item),
            Intent::Right => block_after(&items, item),
            Intent::NextUnmarked => return self.next_unmarked(item),
            other => moved(item, items.len(), other),
        };
        self.screen = Screen::Hearing { item: place };
        if let Some(effects) = code.and_then(|code| self.mark_intent(intent, &code)) {
            return effects;
        }
        match intent {
            Intent::Step => self.step(),
            Intent::NextPhase => self.end_or_ask(Question::NextEarly),
            Intent::EndPhase => self.end_or_ask(Question::EndEarly),
            Intent::Undo => self.command(&Command::Undo),
            Intent::Absent => {
                self.ask(Purpose::Absence);
                Vec::new()
            }
            Intent::Stop => {
                self.ask(Purpose::Stop);
                Vec::new()
            }
            Intent::Presence => {
                if let Some((_, hearing)) = self.session.open() {
                    self.screen = self.presence_screen(hearing);
                }
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
        self.command(&Self::answer_to(question))
    }

    pub(super) fn answer_to(question: Question) -> Command {
        match question {
            Question::EndEarly => Command::End,
            Question::NextEarly | Question::QuitRunning => Command::Next,
        }
    }

    /// A mark moves on to the next item, so that a grid is marked by digits alone.
    pub(super) fn mark_saved(&mut self, item: &ItemCode, marked: bool) {
        let items = self.items();
        match self.screen {
            Screen::Hearing { item: place } if marked && items.get(place).is_some_and(|each| each.code == item) => {
                let next = (place + 1).min(items.len().saturating_sub(1));
                self.screen = Screen::Hearing { item: next };
            }
            Screen::Deliberation { row } if marked => {
                let rows = deliberation::rows(&self.session);
                if rows.get(row).is_some_and(|each| each.item() == Some(item)) {
                    // To the next item: a digit typed on a heading would mark nothing.
                    let next = (row + 1..rows.len()).find(|place| rows[*place].item().is_some());
                    self.screen = Screen::Deliberation { row: next.unwrap_or(row) };
                }
            }
            Screen::Candidates { .. }
            | Screen::Presence { .. }
            | Screen::Hearing { .. }
            | Screen::Deliberation { .. }
            | Screen::Review { .. } => {}
        }
    }

    /// Puts the cursor on an item, where items are listed: what was taken back is seen, and marked anew.
    pub(super) fn go_to_item(&mut self, item: &ItemCode) {
        let place = match self.screen {
            Screen::Hearing { .. } => {
                self.items().iter().position(|each| each.code == item).map(|item| Screen::Hearing { item })
            }
            Screen::Deliberation { .. } => {
                let rows = deliberation::rows(&self.session);
                rows.iter().position(|row| row.item() == Some(item)).map(|row| Screen::Deliberation { row })
            }
            Screen::Candidates { .. } | Screen::Presence { .. } | Screen::Review { .. } => None,
        };
        if let Some(screen) = place {
            self.screen = screen;
        }
    }

    fn next_unmarked(&mut self, from: usize) -> Vec<Effect> {
        let items = self.items();
        let Some((_, hearing)) = self.session.open() else { return Vec::new() };
        let found = next_from(&items, from, |item| !is_marked(hearing, item));
        match found {
            Some(place) => {
                self.screen = Screen::Hearing { item: place };
                Vec::new()
            }
            None => self.say(Notice::AllMarked),
        }
    }
}

fn is_marked(hearing: &Hearing, item: &Item<'_>) -> bool {
    hearing.sheet.marks.contains_key(item.code)
}
