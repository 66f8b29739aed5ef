//! What is written to the terminal, written on a thread of its own.
//!
//! A terminal that takes nothing (its output held, a line that hangs) must hold neither the clock nor the journal: only
//! this thread waits. Nothing is drawn meanwhile, so that the next drawing is what is true then.

use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use tokio::sync::Notify;

const BELL: u8 = 0x07;

/// What the drawing library ends every drawing with, whatever it drew: the colours undone one by one, then all at once,
/// and the cursor hidden. On a clock that changes a digit a second it is most of what is sent.
const COLOURS_UNDONE: &[u8] = b"\x1b[39m\x1b[49m\x1b[59m";
const ALL_UNDONE: &[u8] = b"\x1b[0m";
const CURSOR_HIDDEN: &[u8] = b"\x1b[?25l";

/// Where drawings are written; all of one name the same terminal.
#[derive(Debug, Clone)]
pub(super) struct Pen(Arc<Desk>);

#[derive(Debug, Default)]
struct Desk {
    sheet: Mutex<Sheet>,
    /// There is something to write, or it is written.
    changed: Condvar,
    /// The terminal took everything, or is gone.
    free: Notify,
}

#[derive(Debug, Default)]
struct Sheet {
    /// What is being drawn, not yet whole.
    draft: Vec<u8>,
    /// What is to be written.
    ready: Vec<u8>,
    /// Whether the last thing sent was that the cursor is hidden.
    hidden: bool,
    writing: bool,
    fault: Option<io::Error>,
}

impl Sheet {
    fn busy(&self) -> bool {
        self.fault.is_none() && (self.writing || !self.ready.is_empty())
    }

    /// Takes out of the draft what says again what was said.
    fn spare(&mut self) {
        let hides = self.draft.ends_with(CURSOR_HIDDEN);
        if hides && self.hidden {
            self.draft.truncate(self.draft.len() - CURSOR_HIDDEN.len());
        }
        self.hidden = hides;
        if let Some(drawn) = self.draft.strip_suffix(ALL_UNDONE).and_then(|rest| rest.strip_suffix(COLOURS_UNDONE)) {
            let drawn = drawn.len();
            self.draft.truncate(drawn);
            if drawn > 0 {
                self.draft.extend(ALL_UNDONE);
            }
        }
    }
}

impl Pen {
    /// On standard output.
    pub(super) fn new() -> Self {
        let desk = Arc::new(Desk::default());
        let theirs = Arc::clone(&desk);
        thread::spawn(move || theirs.write());
        Self(desk)
    }

    /// Whether the terminal has not yet taken what was sent.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(super) fn busy(&self) -> io::Result<bool> {
        let mut sheet = self.0.sheet();
        match sheet.fault.take() {
            Some(fault) => {
                sheet.fault = Some(io::Error::from(fault.kind()));
                Err(fault)
            }
            None => Ok(sheet.busy()),
        }
    }

    /// Waits until the terminal has taken everything, or is gone.
    pub(super) async fn free(&self) {
        while self.0.sheet().busy() {
            self.0.free.notified().await;
        }
    }

    /// Sends what was drawn.
    pub(super) fn send(&self) {
        let mut sheet = self.0.sheet();
        sheet.spare();
        let draft = std::mem::take(&mut sheet.draft);
        sheet.ready.extend(draft);
        self.0.changed.notify_all();
    }

    /// Takes nothing of what is on the terminal for known: another program may have written there.
    pub(super) fn forget(&self) {
        self.0.sheet().hidden = false;
    }

    /// Rings the bell, once the terminal takes it; once, however often it was rung until then.
    pub(super) fn ring(&self) {
        let mut sheet = self.0.sheet();
        if sheet.ready.last() != Some(&BELL) {
            sheet.ready.push(BELL);
        }
        self.0.changed.notify_all();
    }

    /// Sends this after everything else, and waits until the terminal has taken it, but no longer than this.
    pub(super) fn finish(&self, bytes: &[u8], patience: Duration) {
        let mut sheet = self.0.sheet();
        // With what was not sent yet: what takes the terminal, where nothing was drawn on it.
        let draft = std::mem::take(&mut sheet.draft);
        sheet.ready.extend(draft);
        sheet.ready.extend(bytes);
        sheet.hidden = false;
        self.0.changed.notify_all();
        // Whether it was taken or not, there is nothing more to be done.
        drop(self.0.changed.wait_timeout_while(sheet, patience, |sheet| sheet.busy()));
    }
}

/// Drawings come in pieces; [`Pen::send`] says when one is whole.
impl Write for &Pen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.sheet().draft.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Write for Pen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        (&*self).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Desk {
    fn sheet(&self) -> MutexGuard<'_, Sheet> {
        self.sheet.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes whatever is sent, until the terminal is gone.
    fn write(&self) {
        let mut sheet = self.sheet();
        loop {
            sheet =
                self.changed.wait_while(sheet, |sheet| sheet.ready.is_empty()).unwrap_or_else(PoisonError::into_inner);
            let bytes = std::mem::take(&mut sheet.ready);
            sheet.writing = true;
            drop(sheet);
            let outcome = written(&bytes);
            sheet = self.sheet();
            sheet.writing = false;
            let over = outcome.is_err();
            sheet.fault = outcome.err();
            self.changed.notify_all();
            self.free.notify_one();
            if over {
                return;
            }
        }
    }
}

/// Not through the standard library's own buffer, whose lock would be held as long as the terminal takes nothing.
fn written(mut bytes: &[u8]) -> io::Result<()> {
    let out = io::stdout();
    while !bytes.is_empty() {
        match rustix::io::write(&out, bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(count) => bytes = bytes.get(count..).unwrap_or_default(),
            Err(rustix::io::Errno::INTR) => {}
            Err(fault) => return Err(fault.into()),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const END: &[u8] = b"\x1b[39m\x1b[49m\x1b[59m\x1b[0m\x1b[?25l";

    /// What these drawings, each with this end, send.
    fn sent(drawings: &[(&str, &[u8])]) -> Vec<String> {
        let mut sheet = Sheet::default();
        let one = |(cells, end): &(&str, &[u8])| {
            sheet.draft = [cells.as_bytes(), end].concat();
            sheet.spare();
            String::from_utf8_lossy(&sheet.draft).replace('\x1b', "^")
        };
        drawings.iter().map(one).collect()
    }

    #[test]
    fn nothing_is_said_twice_and_the_first_time_all_of_it() {
        assert_eq!(sent(&[("a", END), ("b", END), ("c", END)]), ["a^[39m^[49m^[59m^[0m^[?25l", "b^[0m", "c^[0m"]);
    }

    #[test]
    fn a_drawing_that_changes_nothing_sends_nothing() {
        assert_eq!(sent(&[("a", END), ("", END), ("", END)])[1..], ["", ""]);
    }

    #[test]
    fn the_cursor_is_hidden_again_where_it_was_shown() {
        let shown = b"\x1b[39m\x1b[49m\x1b[59m\x1b[0m\x1b[?25h\x1b[1;1H";
        let all = sent(&[("a", END), ("b", shown), ("c", END), ("d", END)]);
        assert!(all[1].ends_with("^[?25h^[1;1H"), "{all:?}");
        assert_eq!(all[2..], ["c^[39m^[49m^[59m^[0m^[?25l", "d^[0m"]);
    }

    #[test]
    fn what_ends_otherwise_is_sent_as_it_is() {
        assert_eq!(sent(&[("a", b"\x1b[39m"), ("", b""), ("b", b"\x1b[0m")]), ["a^[39m", "", "b^[0m"]);
    }
}
