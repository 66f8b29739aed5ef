//! A program on a terminal of 80 by 24, and when its bytes came.

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Longer than anything takes.
const PATIENCE: Duration = Duration::from_secs(10);
/// A frame has ended when nothing comes for so long.
const SILENCE: Duration = Duration::from_millis(30);

pub(crate) struct Pty {
    child: Box<dyn Child + Send + Sync>,
    /// The terminal goes with it.
    _master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    bytes: Receiver<(Instant, Vec<u8>)>,
}

impl Pty {
    pub(crate) fn start(command: &[String]) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut builder = CommandBuilder::new(&command[0]);
        builder.args(&command[1..]);
        builder.env("TERM", "xterm-256color");
        builder.env("LANG", "C.UTF-8");
        builder.env_remove("COLORTERM");
        let child = pair.slave.spawn_command(builder).expect("a peer of the measurement is not installed");
        drop(pair.slave);
        let writer = pair.master.take_writer().unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (give, bytes) = channel();
        thread::spawn(move || {
            let mut buffer = vec![0; 65536];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if give.send((Instant::now(), buffer[..count].to_vec())).is_err() {
                    return;
                }
            }
        });
        Self { child, _master: pair.master, writer, bytes }
    }

    pub(crate) fn send(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Waits for this text.
    pub(crate) fn shows(&mut self, text: &str) {
        let mut seen = Vec::new();
        while !seen.windows(text.len()).any(|window| window == text.as_bytes()) {
            seen.extend(self.bytes.recv_timeout(PATIENCE).expect(text).1);
        }
    }

    /// Waits until what comes is at most what comes by itself.
    pub(crate) fn settle(&mut self) {
        thread::sleep(Duration::from_millis(1500));
        self.forget();
    }

    fn forget(&mut self) {
        while self.bytes.try_recv().is_ok() {}
    }

    /// How many bytes come in so long.
    pub(crate) fn count(&mut self, length: Duration) -> usize {
        let end = Instant::now() + length;
        let mut count = 0;
        loop {
            match self.bytes.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok((_, bytes)) => count += bytes.len(),
                Err(RecvTimeoutError::Timeout) => return count,
                Err(RecvTimeoutError::Disconnected) => panic!("the program ended"),
            }
        }
    }

    /// Waits for what comes by itself each second.
    pub(crate) fn after_a_second(&mut self) {
        self.forget();
        self.bytes.recv_timeout(PATIENCE).unwrap();
        thread::sleep(SILENCE);
        self.forget();
    }

    /// From a key to the first byte that answers it.
    pub(crate) fn answers(&mut self, key: &str) -> Duration {
        self.forget();
        let start = Instant::now();
        self.send(key);
        self.bytes.recv_timeout(PATIENCE).expect(key).0 - start
    }

    /// When the first frame was whole.
    pub(crate) fn first_frame(&mut self) -> Instant {
        let mut last = self.bytes.recv_timeout(PATIENCE).expect("a first frame").0;
        while let Ok((at, _)) = self.bytes.recv_timeout(SILENCE) {
            last = at;
        }
        last
    }

    /// The most memory that the program held, in KiB.
    pub(crate) fn peak(&self) -> u64 {
        let path = format!("/proc/{}/status", self.child.process_id().unwrap());
        let status = std::fs::read_to_string(path).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.strip_suffix("kB"));
        line.unwrap().trim().parse().unwrap()
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
