//! The terminal, taken and given back whatever happens.

use std::io;
use std::mem::ManuallyDrop;
use std::panic;
use std::sync::{Mutex, Once, PoisonError};
use std::time::Duration;

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, queue};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal};
use rustix::process::{Signal, kill_current_process_group};

use super::pen::Pen;

/// What a panic gives the terminal back with: nothing is written after that.
static TAKEN: Mutex<Option<Pen>> = Mutex::new(None);

/// How long the terminal may take to take what gives it back: it may be held, and the program must end all the same.
const PATIENCE: Duration = Duration::from_secs(1);

/// What the screens are drawn on.
#[derive(Debug)]
pub struct Screen {
    /// Never dropped: ratatui shows the cursor then, says on standard error that it could not, and panics if that is the
    /// terminal that went away. The guard shows the cursor.
    terminal: ManuallyDrop<Terminal<CrosstermBackend<Pen>>>,
    pen: Pen,
}

impl Screen {
    /// Whether the terminal has not yet taken what was drawn before: nothing is drawn then.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(super) fn busy(&self) -> io::Result<bool> {
        self.pen.busy()
    }

    /// Waits until the terminal has taken what was drawn, or is gone.
    pub(super) async fn free(&self) {
        self.pen.free().await;
    }

    /// Draws; the window.
    ///
    /// # Errors
    /// When the size of the terminal is not known.
    pub(super) fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>)) -> io::Result<Rect> {
        let window = self.terminal.draw(view)?.area;
        self.pen.send();
        Ok(window)
    }

    /// Makes the next drawing draw everything: what is on the screen may not be what was drawn.
    ///
    /// # Errors
    /// When the terminal does not answer any more.
    pub(super) fn redraw(&mut self) -> io::Result<()> {
        self.pen.forget();
        let area = self.terminal.size()?;
        self.terminal.resize(Rect::new(0, 0, area.width, area.height))
    }

    /// Rings the terminal's bell.
    pub(super) fn ring(&self) {
        self.pen.ring();
    }
}

/// The terminal in raw mode on its alternate screen; as it was again when this is dropped.
#[derive(Debug)]
pub struct Guard(Pen);

impl Guard {
    /// Takes the terminal, and sees to it that a panic gives it back before its message is printed.
    ///
    /// # Errors
    /// When standard input or output is no terminal, or does not answer.
    pub fn take() -> io::Result<(Self, Screen)> {
        static HOOK: Once = Once::new();
        HOOK.call_once(|| {
            let before = panic::take_hook();
            panic::set_hook(Box::new(move |info| {
                if let Some(pen) = TAKEN.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
                    restore(pen);
                }
                before(info);
            }));
        });
        enable_raw_mode()?;
        let pen = Pen::new();
        *TAKEN.lock().unwrap_or_else(PoisonError::into_inner) = Some(pen.clone());
        // From here on dropping the guard undoes what was done, even if the next step fails.
        let guard = Self(pen.clone());
        enter(&pen)?;
        let terminal = ManuallyDrop::new(Terminal::new(CrosstermBackend::new(pen.clone()))?);
        Ok((guard, Screen { terminal, pen }))
    }

    /// Gives the terminal back, stops as Ctrl-Z does, and takes it again once continued.
    ///
    /// # Errors
    /// When the terminal does not answer any more.
    pub(super) fn suspend(&self, screen: &mut Screen) -> io::Result<()> {
        restore(&self.0);
        // The whole group, as the terminal itself would: what started this program stops with it.
        let _ = kill_current_process_group(Signal::TSTP);
        enable_raw_mode()?;
        enter(&self.0)?;
        screen.redraw()
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore(&self.0);
        *TAKEN.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

fn enter(mut pen: &Pen) -> io::Result<()> {
    // A program killed before this one may have left its screen there.
    // It goes with the first drawing.
    queue!(pen, EnterAlternateScreen, Clear(ClearType::All), EnableBracketedPaste, cursor::Hide)
}

/// Best effort: on the way out there is nobody left to tell.
fn restore(pen: &Pen) {
    let _ = disable_raw_mode();
    let mut bytes = Vec::new();
    let _ = queue!(bytes, DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
    pen.finish(&bytes, PATIENCE);
}
