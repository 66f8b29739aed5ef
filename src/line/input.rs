//! Lines of standard input, read on a thread of their own so that the clock is looked at meanwhile.
//!
//! A line is read only when asked for: while a passphrase is typed at the terminal, nobody else reads from it.

use std::io::{self, BufRead, Read};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

/// The longest line read; more than any comment needs.
const LONGEST: u64 = 64 * 1024;

/// What a read gave.
#[derive(Debug)]
pub(super) enum Line {
    Text(String),
    /// Bytes that are not UTF-8, or a line longer than [`LONGEST`].
    NotText,
    End,
}

/// The reader's side of the thread.
#[derive(Debug)]
pub(super) struct Lines {
    ask: Sender<()>,
    lines: Receiver<Line>,
}

impl Lines {
    pub(super) fn start() -> Self {
        let (ask, asked) = channel::<()>();
        let (give, lines) = channel();
        thread::spawn(move || {
            let mut input = io::stdin().lock();
            while asked.recv().is_ok() {
                if give.send(read(&mut input)).is_err() {
                    break;
                }
            }
        });
        Self { ask, lines }
    }

    /// Asks for the next line.
    pub(super) fn ask(&self) {
        // A thread that is gone shows in `wait`.
        let _ = self.ask.send(());
    }

    /// Waits for the line asked for; none when this time is over first.
    pub(super) fn wait(&self, at_most: Option<Duration>) -> Option<Line> {
        match at_most {
            Some(time) => match self.lines.recv_timeout(time) {
                Ok(line) => Some(line),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => Some(Line::End),
            },
            None => Some(self.lines.recv().unwrap_or(Line::End)),
        }
    }
}

fn read(input: &mut impl BufRead) -> Line {
    let mut bytes = Vec::new();
    match input.by_ref().take(LONGEST).read_until(b'\n', &mut bytes) {
        Ok(0) | Err(_) => return Line::End,
        Ok(_) => {}
    }
    if bytes.last() != Some(&b'\n') && bytes.len() as u64 == LONGEST {
        skip_line(input);
        return Line::NotText;
    }
    String::from_utf8(bytes).map_or(Line::NotText, Line::Text)
}

/// Reads the rest of a line and forgets it.
fn skip_line(input: &mut impl BufRead) {
    let mut rest = Vec::new();
    loop {
        rest.clear();
        match input.by_ref().take(LONGEST).read_until(b'\n', &mut rest) {
            Ok(0) | Err(_) => return,
            Ok(_) if rest.last() == Some(&b'\n') => return,
            Ok(_) => {}
        }
    }
}
