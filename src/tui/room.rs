//! The clock of the room on a terminal of its own, which follows the session that another program runs.

use std::io;
use std::time::Duration;

use crossterm::event::{Event as Input, KeyCode, KeyEventKind};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::mpsc::Receiver;
use tokio::time::{MissedTickBehavior, interval, sleep};

use super::terminal::{Guard, Screen};
use super::theme::Theme;
use super::view::room::RoomScreen;
use super::{Ends, Manner, Taken, is_control, keyboard};
use crate::clock::Clock;
use crate::room::{Follower, RoomView, until_change};

/// How often the journal is looked at.
const LOOK: Duration = Duration::from_millis(250);
/// How many looks there are to one where it could not be read: each is then a reading.
const PATIENCE: u32 = 4;

/// Shows the clock until the user leaves, the terminal is lost, or the system asks to end.
///
/// # Errors
/// When the terminal cannot be taken, or does not answer.
pub fn run(follower: &mut Follower, clock: &dyn Clock, manner: Manner) -> io::Result<()> {
    let Taken { runtime, ends, guard, screen } = Taken::new()?;
    runtime.block_on(
        Wall { follower, clock, manner, guard, screen, shown: None, waits: false, looks: 0, leaving: false }
            .work(keyboard::inputs(), ends),
    )
}

/// Everything that the loop holds.
struct Wall<'a> {
    follower: &'a mut Follower,
    clock: &'a dyn Clock,
    manner: Manner,
    guard: Guard,
    screen: Screen,
    /// What is on the screen; none where it must be drawn anew.
    shown: Option<RoomView>,
    /// Whether something is to be drawn once the terminal has taken the drawing before.
    waits: bool,
    looks: u32,
    leaving: bool,
}

/// What the loop was woken by.
enum Woken {
    Input(Option<io::Result<Input>>),
    Look,
    Second,
    Resized,
    Free,
    Ended,
}

impl Wall<'_> {
    async fn work(&mut self, mut inputs: Receiver<io::Result<Input>>, mut ends: Ends) -> io::Result<()> {
        let mut sizes = signal(SignalKind::window_change())?;
        let mut looks = interval(LOOK);
        looks.set_missed_tick_behavior(MissedTickBehavior::Skip);
        while !self.leaving {
            self.draw()?;
            let next = self.until_change();
            let woken = tokio::select! {
                input = inputs.recv() => Woken::Input(input),
                _ = looks.tick() => Woken::Look,
                () = sleep(next.unwrap_or_default()), if next.is_some() => Woken::Second,
                _ = sizes.recv() => Woken::Resized,
                () = self.screen.free(), if self.waits => Woken::Free,
                () = ends.any() => Woken::Ended,
            };
            match woken {
                Woken::Look => self.look(),
                Woken::Second | Woken::Free => {}
                Woken::Resized => self.shown = None,
                Woken::Input(Some(Ok(input))) => self.input(&input)?,
                // The terminal is gone.
                Woken::Input(Some(Err(_)) | None) | Woken::Ended => self.leaving = true,
            }
        }
        Ok(())
    }

    fn look(&mut self) {
        self.looks = self.looks.wrapping_add(1);
        if self.follower.session().is_ok() || self.looks.is_multiple_of(PATIENCE) {
            self.follower.look();
        }
    }

    /// Draws, if what the room sees is not what is shown.
    fn draw(&mut self) -> io::Result<()> {
        let view = match self.follower.session() {
            Ok(Some(session)) => RoomView::of(session, &self.clock.now()),
            Ok(None) => RoomView::default(),
            Err(_) => RoomView::lost(),
        };
        let stale = self.shown.as_ref() != Some(&view);
        self.waits = stale && self.screen.busy()?;
        if stale && !self.waits {
            let theme = Theme::new(self.manner.coloured);
            self.screen.draw(|frame| RoomScreen { view: &view, lang: self.manner.lang, theme }.draw(frame))?;
            self.shown = Some(view);
        }
        Ok(())
    }

    /// How long until the next second of the clock.
    fn until_change(&self) -> Option<Duration> {
        until_change(self.follower.session().ok()??, &self.clock.now())
    }

    fn input(&mut self, input: &Input) -> io::Result<()> {
        match input {
            Input::Key(key) if key.kind != KeyEventKind::Release => {
                if matches!(key.code, KeyCode::Esc | KeyCode::Char('q' | 'Q')) || is_control(*key, 'c') {
                    self.leaving = true;
                } else if is_control(*key, 'l') {
                    self.screen.redraw()?;
                    self.shown = None;
                } else if is_control(*key, 'z') {
                    self.guard.suspend(&mut self.screen)?;
                    self.shown = None;
                }
            }
            Input::Key(_)
            | Input::Resize(..)
            | Input::Paste(_)
            | Input::FocusGained
            | Input::FocusLost
            | Input::Mouse(_) => {}
        }
        Ok(())
    }
}
