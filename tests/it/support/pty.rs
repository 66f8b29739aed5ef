//! A program on a terminal of its own: what is typed, what it wrote, what is on the screen.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtyPair, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use vt100::{Parser, Screen};

use super::{Home, PATIENCE, plain};

/// Everything the program wrote, and the screen that it makes.
struct Seen {
    parser: Parser,
    bytes: Vec<u8>,
    /// When, and how many bytes were there then.
    moments: Vec<(Instant, usize)>,
    /// Whether the terminal takes nothing.
    held: bool,
}

pub(crate) struct Pty {
    child: Box<dyn Child + Send + Sync>,
    pair: PtyPair,
    writer: Box<dyn Write + Send>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

/// A program in this home; `env` comes on top, an empty value takes away.
fn command(home: &Home, args: &[&str], env: &[(&str, &str)]) -> CommandBuilder {
    let mut command = CommandBuilder::new(args[0]);
    command.args(&args[1..]);
    command.env_clear();
    for (name, value) in home.environment() {
        command.env(name, value);
    }
    for (name, value) in env {
        if value.is_empty() {
            command.env_remove(name);
        } else {
            command.env(name, value);
        }
    }
    command.cwd(home.path("."));
    command
}

/// Starts a program, waits for this text, types these keys, and takes the terminal away; the exit code.
pub(crate) fn hung_up(home: &Home, args: &[&str], text: &str, keys: &str) -> u32 {
    let (mut child, terminal) = on_a_terminal(home, args, text, keys);
    drop(terminal);
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.exit_code();
        }
        if start.elapsed() > PATIENCE {
            let _ = child.kill();
            panic!("goes on without a terminal, in state {}", Pty::state_of(child.process_id().unwrap()));
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Starts a program, waits for this text and types these keys; the program, and its terminal.
///
/// Nothing else holds the terminal: dropped, it is gone for the program as when its window is closed.
pub(crate) fn on_a_terminal(
    home: &Home,
    args: &[&str],
    text: &str,
    keys: &str,
) -> (Box<dyn Child + Send + Sync>, Box<dyn MasterPty + Send>) {
    let pair = native_pty_system().openpty(size(80, 24)).unwrap();
    let child = pair.slave.spawn_command(command(home, args, &[])).unwrap();
    drop(pair.slave);
    {
        let mut reader = pair.master.try_clone_reader().unwrap();
        let mut writer = pair.master.take_writer().unwrap();
        let (mut seen, mut buffer) = (Vec::new(), [0; 4096]);
        while find(&seen, text.as_bytes()).is_none() {
            let count = reader.read(&mut buffer).unwrap();
            assert!(count > 0, "ended: {}", seen.escape_ascii());
            seen.extend_from_slice(&buffer[..count]);
        }
        writer.write_all(keys.as_bytes()).unwrap();
        std::thread::sleep(Duration::from_millis(300));
    }
    (child, pair.master)
}

impl Pty {
    /// Starts a program in this home, on a terminal of this size; `env` comes on top, an empty value takes away.
    pub(crate) fn start(home: &Home, args: &[&str], (cols, rows): (u16, u16), env: &[(&str, &str)]) -> Self {
        let pair = native_pty_system().openpty(size(cols, rows)).unwrap();
        let child = pair.slave.spawn_command(command(home, args, env)).unwrap();
        let writer = pair.master.take_writer().unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let parser = Parser::new(rows, cols, 0);
        let seen = Arc::new((
            Mutex::new(Seen { parser, bytes: Vec::new(), moments: Vec::new(), held: false }),
            Condvar::new(),
        ));
        let shared = Arc::clone(&seen);
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                let seen = shared.0.lock().unwrap();
                let mut seen = shared.1.wait_while(seen, |seen| seen.held).unwrap();
                seen.parser.process(&buffer[..count]);
                seen.bytes.extend_from_slice(&buffer[..count]);
                let all = seen.bytes.len();
                seen.moments.push((Instant::now(), all));
                shared.1.notify_all();
            }
        });
        Self { child, pair, writer, seen }
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    pub(crate) fn send(&mut self, keys: &str) {
        self.send_bytes(keys.as_bytes());
    }

    pub(crate) fn send_bytes(&mut self, keys: &[u8]) {
        self.writer.write_all(keys).unwrap();
        self.writer.flush().unwrap();
    }

    /// Whether the terminal takes nothing, as after Ctrl-S; what it took in one go before that is not seen either.
    pub(crate) fn hold(&self, held: bool) {
        self.seen.0.lock().unwrap().held = held;
        self.seen.1.notify_all();
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(Pid::from_raw(self.pid().cast_signed()).unwrap(), signal).unwrap();
    }

    /// Another size for the program alone: what is on the screen is not read any more.
    pub(crate) fn resize_outside(&self, cols: u16, rows: u16) {
        self.pair.master.resize(size(cols, rows)).unwrap();
    }

    pub(crate) fn resize(&self, cols: u16, rows: u16) {
        self.seen.0.lock().unwrap().parser.screen_mut().set_size(rows, cols);
        self.pair.master.resize(size(cols, rows)).unwrap();
    }

    /// What is on the screen, as text.
    pub(crate) fn text(&self) -> String {
        plain(&self.seen.0.lock().unwrap().parser.screen().contents())
    }

    /// Everything written so far.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.seen.0.lock().unwrap().bytes.clone()
    }

    pub(crate) fn holds<T>(&self, look: impl FnOnce(&Screen) -> T) -> T {
        look(self.seen.0.lock().unwrap().parser.screen())
    }

    /// Waits until this holds on the screen.
    #[track_caller]
    pub(crate) fn until(&self, what: &str, holds: impl Fn(&Screen) -> bool) {
        let start = Instant::now();
        let (seen, told) = &*self.seen;
        let mut seen = seen.lock().unwrap();
        while !holds(seen.parser.screen()) {
            let left = PATIENCE.saturating_sub(start.elapsed());
            if left.is_zero() {
                let screen = seen.parser.screen().contents();
                drop(seen);
                panic!("never on the screen: {what}\n{screen}");
            }
            seen = told.wait_timeout(seen, left).unwrap().0;
        }
    }

    /// Waits until this text is on the screen.
    #[track_caller]
    pub(crate) fn shows(&self, text: &str) {
        self.until(text, |screen| plain(&screen.contents()).contains(text));
    }

    /// Waits until nothing was written for so long.
    pub(crate) fn quiet(&self, for_so_long: Duration) {
        let start = Instant::now();
        loop {
            let before = self.bytes().len();
            std::thread::sleep(for_so_long);
            if self.bytes().len() == before {
                return;
            }
            assert!(start.elapsed() < PATIENCE, "the terminal is never quiet");
        }
    }

    /// The bytes written and the bursts in which they came, from now on and for so long.
    pub(crate) fn watch(&self, for_so_long: Duration) -> (usize, usize) {
        let from = Instant::now();
        let before = self.bytes().len();
        std::thread::sleep(for_so_long);
        let seen = self.seen.0.lock().unwrap();
        let mut bursts = 0;
        let mut last: Option<Instant> = None;
        for (moment, _) in seen.moments.iter().filter(|(moment, _)| *moment >= from) {
            if last.is_none_or(|last| moment.duration_since(last) > Duration::from_millis(50)) {
                bursts += 1;
            }
            last = Some(*moment);
        }
        (seen.bytes.len() - before, bursts)
    }

    /// Whether the terminal gives lines, and echoes what is typed.
    pub(crate) fn is_cooked(&self) -> bool {
        const CANONICAL: u32 = 0o2;
        const ECHO: u32 = 0o10;
        let flags = self.pair.master.get_termios().unwrap().local_flags.bits();
        flags & (CANONICAL | ECHO) == CANONICAL | ECHO
    }

    /// The state letter of the process: `S`, `T`…
    pub(crate) fn state_of(pid: u32) -> char {
        let stat = std::fs::read_to_string(Path::new("/proc").join(pid.to_string()).join("stat")).unwrap_or_default();
        let after = stat.rsplit_once(") ").map_or("", |(_, after)| after);
        after.chars().next().unwrap_or('?')
    }

    pub(crate) fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Waits for the end; the exit code.
    #[track_caller]
    pub(crate) fn ended(&mut self) -> u32 {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                // What it wrote last is still on its way to the reader.
                self.quiet(Duration::from_millis(50));
                return status.exit_code();
            }
            assert!(start.elapsed() < PATIENCE, "does not end:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    pub(crate) fn kill(&mut self) {
        self.signal(Signal::KILL);
        self.child.wait().unwrap();
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        if let Ok(None) = self.child.try_wait() {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

/// Where some bytes stand in others.
pub(crate) fn find(all: &[u8], part: &[u8]) -> Option<usize> {
    all.windows(part.len()).position(|window| window == part)
}
