//! How far a long work is: a bar on a terminal, nothing elsewhere; and a way to stop it.

use std::io::{self, IsTerminal as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

use crate::consolidate::Watch;
use crate::text::{Lang, cli as words};

/// How often the bar is drawn again.
const BEAT: Duration = Duration::from_millis(200);

/// Makes Ctrl-C, and what else asks the program to end, set this: the work stops where nothing is half done.
///
/// Where that cannot be had, the program ends at once, as it would have.
pub(super) fn stoppable(stop: &Arc<AtomicBool>) {
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        // A second time ends the program even if the first could not.
        let _ = signal_hook::flag::register_conditional_default(signal, Arc::clone(stop));
        let _ = signal_hook::flag::register(signal, Arc::clone(stop));
    }
}

/// Does some work while a bar shows how many of these deliveries are done, and how many files.
pub(super) fn shown<T: Send>(lang: Lang, deliveries: usize, watch: &Watch, work: impl FnOnce() -> T + Send) -> T {
    if !io::stderr().is_terminal() {
        return work();
    }
    let bar = ProgressBar::with_draw_target(Some(deliveries as u64), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} · {msg}") {
        bar.set_style(style);
    }
    let over = AtomicBool::new(false);
    let result = thread::scope(|scope| {
        let drawing = scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                bar.set_message(words::examined(lang, watch.files.load(Ordering::Relaxed)));
                bar.set_position(watch.deliveries.load(Ordering::Relaxed) as u64);
                thread::park_timeout(BEAT);
            }
        });
        let result = work();
        over.store(true, Ordering::Relaxed);
        drawing.thread().unpark();
        result
    });
    bar.finish_and_clear();
    result
}
