//! The terminal, taken and given back whatever happens.

use std::io::{self, Stdout, Write as _};
use std::mem::ManuallyDrop;
use std::panic;
use std::sync::Once;

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use rustix::process::{Signal, kill_current_process_group};

/// What the screens are drawn on.
///
/// Never dropped: ratatui shows the cursor then, says on standard error that it could not, and panics if that is the
/// terminal that went away. The guard shows the cursor.
pub type Screen = ManuallyDrop<Terminal<CrosstermBackend<Stdout>>>;

/// The terminal in raw mode on its alternate screen; as it was again when this is dropped.
#[derive(Debug)]
pub struct Guard(());

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
                restore();
                before(info);
            }));
        });
        enable_raw_mode()?;
        // From here on dropping the guard undoes what was done, even if the next step fails.
        let guard = Self(());
        enter()?;
        let screen = Terminal::new(CrosstermBackend::new(io::stdout()))?;
        Ok((guard, ManuallyDrop::new(screen)))
    }

    /// Gives the terminal back, stops as Ctrl-Z does, and takes it again once continued.
    ///
    /// # Errors
    /// When the terminal does not answer any more.
    pub fn suspend(&self, screen: &mut Screen) -> io::Result<()> {
        restore();
        // The whole group, as the terminal itself would: what started this program stops with it.
        let _ = kill_current_process_group(Signal::TSTP);
        enable_raw_mode()?;
        enter()?;
        Self::redraw(screen)
    }

    /// Makes the next drawing draw everything: what is on the screen may not be what was drawn.
    ///
    /// # Errors
    /// When the terminal does not answer any more.
    pub fn redraw(screen: &mut Screen) -> io::Result<()> {
        let area = screen.size()?;
        screen.resize(ratatui::layout::Rect::new(0, 0, area.width, area.height))
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

fn enter() -> io::Result<()> {
    // A program killed before this one may have left its screen there.
    execute!(io::stdout(), EnterAlternateScreen, Clear(ClearType::All), EnableBracketedPaste, cursor::Hide)
}

/// Best effort: on the way out there is nobody left to tell.
fn restore() {
    let _ = disable_raw_mode();
    let _ = execute!(io::stdout(), DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
    let _ = io::stdout().flush();
}

/// Rings the terminal's bell.
pub fn bell() {
    let mut out = io::stdout();
    let _ = out.write_all(b"\x07");
    let _ = out.flush();
}
