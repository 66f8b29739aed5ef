//! The least clock that the library of our screens can draw: minutes and seconds, once a second, on change alone.

use std::io;
use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::widgets::Paragraph;

/// The argument by which this program is asked to be it.
pub(crate) const NAME: &str = "--least-clock";

pub(crate) fn run() -> ExitCode {
    crossterm::execute!(io::stdout(), crossterm::terminal::Clear(crossterm::terminal::ClearType::All)).unwrap();
    let mut terminal = Terminal::new(CrosstermBackend::new(io::stdout())).unwrap();
    let start = Instant::now();
    for second in 0_u32.. {
        let left = 1200_u32.saturating_sub(second);
        let text = format!("{:02}:{:02}", left / 60, left % 60);
        terminal.draw(|frame| frame.render_widget(Paragraph::new(text), frame.area())).unwrap();
        let next = start + Duration::from_secs(u64::from(second) + 1);
        thread::sleep(next.saturating_duration_since(Instant::now()));
    }
    ExitCode::SUCCESS
}
