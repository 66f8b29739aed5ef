//! The terminal interface: keys in, screens out.
//!
//! The loop sleeps until a key, a signal, a key made ready or the next second of a running clock; it draws
//! after what it was woken for, once the queue is empty and the terminal has taken the drawing before, and only then.

mod digits;
mod keyboard;
mod keymap;
mod pen;
pub mod room;
mod taken;
pub mod terminal;
pub mod theme;
pub mod view;

use std::io;
use std::time::Duration;

use crossterm::event::{Event as Input, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use rustix::termios::{QueueSelector, tcflush};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::mpsc::Receiver;
use tokio::task::{JoinHandle, spawn_blocking};

use crate::app::App;
use crate::app::message::{Message, SigningFault};
use crate::clerk::{self, Clerk, Outward, Unlock, drive};
use crate::clock::Clock;
use crate::domain::id::MemberId;
use crate::signing::SigningKey;
use crate::text::Lang;
pub use taken::Taken;
use terminal::{Guard, Screen};
use theme::Theme;
use view::View;

/// How the interface speaks and looks.
#[derive(Debug, Clone, Copy)]
pub struct Manner {
    /// The language.
    pub lang: Lang,
    /// Whether colours are used.
    pub coloured: bool,
}

/// Runs the interface until the user leaves, the terminal is lost, or the system asks to end.
///
/// # Errors
/// When the terminal does not answer.
pub fn run(taken: Taken, app: &mut App, clerk: &mut Clerk, clock: &dyn Clock, manner: Manner) -> io::Result<()> {
    let Taken { runtime, ends, guard, screen } = taken;
    let outcome = runtime.block_on(async {
        let mut desk = Desk { app, clerk, clock, manner, guard, screen, unlocking: None, stale: true, leaving: false };
        desk.work(ends).await
    });
    // A key that still waits for an agent's user must not keep the program.
    runtime.shutdown_background();
    outcome
}

/// Everything that the loop holds.
struct Desk<'a> {
    app: &'a mut App,
    clerk: &'a mut Clerk,
    clock: &'a dyn Clock,
    manner: Manner,
    guard: Guard,
    screen: Screen,
    unlocking: Option<JoinHandle<Result<(MemberId, SigningKey), SigningFault>>>,
    /// Whether what is on the screen may not be true any more.
    stale: bool,
    leaving: bool,
}

/// What the loop was woken by.
#[expect(clippy::large_enum_variant, reason = "one lives at a time, on the stack")]
enum Woken {
    Input(Option<io::Result<Input>>),
    Second,
    Unlocked(Result<(MemberId, SigningKey), SigningFault>),
    Resized,
    /// The terminal has taken the drawing before.
    Free,
    Ended,
}

impl Desk<'_> {
    async fn work(&mut self, mut ends: Ends) -> io::Result<()> {
        let mut sizes = signal(SignalKind::window_change())?;
        self.tick();
        // What was typed before anything was shown was not meant for what is shown now.
        let _ = tcflush(io::stdin(), QueueSelector::IFlush);
        self.draw()?;
        let mut inputs = keyboard::inputs();
        loop {
            if self.stale && !self.screen.busy()? {
                self.draw()?;
            }
            let woken = self.wait(&mut inputs, &mut sizes, &mut ends).await;
            self.take(woken)?;
            // What has come meanwhile is taken in before the next drawing: keys may come faster than they are drawn.
            for _ in 0..keyboard::WAITING {
                match inputs.try_recv() {
                    Ok(input) if !self.leaving => self.take(Woken::Input(Some(input)))?,
                    _ => break,
                }
            }
            if self.leaving {
                return Ok(());
            }
        }
    }

    fn draw(&mut self) -> io::Result<()> {
        let view = View { app: self.app, lang: self.manner.lang, theme: Theme::new(self.manner.coloured) };
        let window = self.screen.draw(|frame| view.draw(frame))?;
        self.stale = false;
        // Only the view knows how long a text is once wrapped; the app must not count keys beyond their end.
        if let Some((scroll, last)) = view.scrolled(window)
            && scroll > last
        {
            self.give(Message::ScrolledTo(last));
        }
        Ok(())
    }

    /// Sleeps until there is something to do.
    async fn wait(&mut self, inputs: &mut Receiver<io::Result<Input>>, sizes: &mut Signal, ends: &mut Ends) -> Woken {
        let next = self.until_change();
        let waiting = self.clock.now();
        let Self { unlocking, screen, stale, .. } = self;
        let woken = tokio::select! {
            input = inputs.recv() => Woken::Input(input),
            () = tokio::time::sleep(next.unwrap_or_default()), if next.is_some() => Woken::Second,
            unlocked = unlocked(unlocking), if unlocking.is_some() => Woken::Unlocked(unlocked),
            _ = sizes.recv() => Woken::Resized,
            () = screen.free(), if *stale => Woken::Free,
            () = ends.any() => Woken::Ended,
        };
        let outward = clerk::woken(self.app, self.clerk, waiting, &self.clock.now());
        self.carry(outward);
        woken
    }

    /// How long to sleep at most. The message before may be older than this moment: what is left is measured now.
    fn until_change(&self) -> Option<Duration> {
        let shown = self.app.until_change()?;
        let since = self.clock.now().since(self.app.now());
        Some(shown.saturating_sub(since))
    }

    fn take(&mut self, woken: Woken) -> io::Result<()> {
        self.stale = true;
        match woken {
            Woken::Second => self.tick(),
            Woken::Resized | Woken::Free => {}
            Woken::Input(Some(Ok(input))) => self.input(input)?,
            // The terminal is gone: everything said is on the disk, and nobody is there to say more.
            Woken::Input(Some(Err(_)) | None) | Woken::Ended => self.leaving = true,
            Woken::Unlocked(outcome) => {
                self.unlocking = None;
                let message = match outcome {
                    Ok((member, key)) => {
                        self.clerk.keep(member, key);
                        Message::Unlocked
                    }
                    Err(fault) => Message::SigningFailed(fault),
                };
                self.give(message);
            }
        }
        Ok(())
    }

    fn tick(&mut self) {
        self.give(Message::Tick);
    }

    fn input(&mut self, input: Input) -> io::Result<()> {
        match input {
            Input::Key(key) if key.kind != KeyEventKind::Release => {
                if is_control(key, 'l') {
                    self.screen.redraw()?;
                } else if is_control(key, 'z') {
                    self.guard.suspend(&mut self.screen)?;
                    self.tick();
                } else if let Some(message) = keymap::message(self.app, key) {
                    self.give(message);
                }
            }
            Input::Paste(text) if keymap::types_text(self.app.overlay()) => self.give(Message::Type(text)),
            // A paste is nobody's key: it marks nothing and ends nothing.
            Input::Paste(_) => self.give(Message::PastedNowhere),
            Input::Key(_) | Input::Resize(..) | Input::FocusGained | Input::FocusLost | Input::Mouse(_) => {}
        }
        Ok(())
    }

    fn give(&mut self, message: Message) {
        let now = self.clock.now();
        self.clerk.alive(&now);
        let outward = drive(self.app, self.clerk, message, &now);
        self.carry(outward);
    }

    fn carry(&mut self, outward: Vec<Outward>) {
        for each in outward {
            match each {
                // Told by the notice line.
                Outward::Say(_) => {}
                Outward::Bell => self.screen.ring(),
                Outward::Unlock(unlock) => self.unlocking = Some(spawn_blocking(|| Unlock::run(unlock))),
                Outward::Quit => self.leaving = true,
            }
        }
    }
}

async fn unlocked(
    task: &mut Option<JoinHandle<Result<(MemberId, SigningKey), SigningFault>>>,
) -> Result<(MemberId, SigningKey), SigningFault> {
    match task {
        Some(task) => task.await.unwrap_or_else(|fault| Err(SigningFault::Key(fault.to_string()))),
        None => std::future::pending().await,
    }
}

fn is_control(key: KeyEvent, letter: char) -> bool {
    key.code == KeyCode::Char(letter) && key.modifiers.contains(KeyModifiers::CONTROL)
}

/// The signals that ask to end.
#[derive(Debug)]
struct Ends([Signal; 4]);

impl Ends {
    fn new() -> io::Result<Self> {
        let kinds = [SignalKind::terminate(), SignalKind::hangup(), SignalKind::interrupt(), SignalKind::quit()];
        let [a, b, c, d] = kinds.map(signal);
        Ok(Self([a?, b?, c?, d?]))
    }

    async fn any(&mut self) {
        let [a, b, c, d] = &mut self.0;
        tokio::select! {
            _ = a.recv() => (),
            _ = b.recv() => (),
            _ = c.recv() => (),
            _ = d.recv() => (),
        }
    }
}
