//! What is typed and pasted, read on a thread of its own.
//!
//! crossterm gives the words for keys, not the reading: its reader turns in circles when the terminal is gone without a
//! signal, and waits for ever for the end of a paste that has none.

mod decode;
#[cfg(test)]
mod tests;

use std::io;
use std::thread;
use std::time::Duration;

use crossterm::event::Event as Input;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use tokio::sync::mpsc::{Receiver, channel};

use decode::Decoder;

/// How many keys wait at most; more wait in the terminal.
pub(super) const WAITING: usize = 256;
/// How much is read at once: no more waits in a terminal.
const CHUNK: usize = 4096;

/// What the terminal says; an error is the last thing it says.
///
/// A thread and not a stream polled by the loop: the queue can then be emptied without waiting before each drawing.
pub(super) fn inputs() -> Receiver<io::Result<Input>> {
    let (give, take) = channel(WAITING);
    thread::spawn(move || {
        let mut decoder = Decoder::default();
        loop {
            let inputs = read(&mut decoder);
            let last = inputs.is_err();
            let inputs = inputs.map_or_else(|fault| vec![Err(fault)], |inputs| inputs.into_iter().map(Ok).collect());
            if inputs.into_iter().any(|input| give.blocking_send(input).is_err()) || last {
                return;
            }
        }
    });
    take
}

/// Waits for what comes next, or for the end of what is half said.
fn read(decoder: &mut Decoder) -> io::Result<Vec<Input>> {
    let input = io::stdin();
    let patience = decoder.patience().map(timespec);
    match poll(&mut [PollFd::new(&input, PollFlags::IN)], patience.as_ref()) {
        Ok(0) => return Ok(decoder.quiet()),
        Ok(_) => {}
        Err(rustix::io::Errno::INTR) => return Ok(Vec::new()),
        Err(fault) => return Err(fault.into()),
    }
    let mut bytes = [0; CHUNK];
    match rustix::io::read(&input, &mut bytes) {
        // A terminal that is gone has an end.
        Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
        Ok(count) => Ok(decoder.take(bytes.get(..count).unwrap_or_default())),
        Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => Ok(Vec::new()),
        Err(fault) => Err(fault.into()),
    }
}

fn timespec(duration: Duration) -> Timespec {
    Timespec { tv_sec: duration.as_secs().try_into().unwrap_or(i64::MAX), tv_nsec: duration.subsec_nanos().into() }
}
