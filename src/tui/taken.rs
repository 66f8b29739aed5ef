//! The terminal, taken before there is a session to show on it.

use std::io;

use ratatui::layout::{Constraint, Layout};
use ratatui::widgets::Paragraph;
use tokio::runtime::{Builder, Runtime};

use super::Ends;
use super::terminal::{Guard, Screen};
use crate::text::{Lang, screens as words};

/// The terminal, and what ends the program while it has it. Given back when this is dropped.
#[derive(Debug)]
pub struct Taken {
    pub(super) runtime: Runtime,
    pub(super) ends: Ends,
    pub(super) guard: Guard,
    pub(super) screen: Screen,
}

impl Taken {
    /// Takes the terminal. A signal that asks to end is kept until the screens run.
    ///
    /// # Errors
    /// When the terminal cannot be taken, or does not answer.
    pub fn new() -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let ends = runtime.block_on(async { Ends::new() })?;
        let (guard, screen) = Guard::take()?;
        Ok(Self { runtime, ends, guard, screen })
    }

    /// Says that the journal is being read.
    ///
    /// # Errors
    /// When the size of the terminal is not known.
    pub fn say_reading(&mut self, lang: Lang) -> io::Result<()> {
        let said = Paragraph::new(words::reading(lang)).centered();
        self.screen.draw(|frame| {
            let [_, middle, _] =
                Layout::vertical([Constraint::Fill(1), Constraint::Length(1), Constraint::Fill(1)]).areas(frame.area());
            frame.render_widget(said, middle);
        })?;
        Ok(())
    }
}
