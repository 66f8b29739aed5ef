//! `run`: a session, on screen or in plain lines.

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use super::Status;
use super::args::Run;
use super::output::Output;
use crate::app::App;
use crate::clerk::{Clerk, Opened, SESSION_FILE};
use crate::clock::{Clock as _, SystemClock};
use crate::journal::JOURNAL_FILE;
use crate::line::{self, Ending};
use crate::text::{Lang, cli as words, printed};
use crate::tui::{self, Taken};

/// Where sessions are looked for.
const SESSIONS: &str = "sessions";
/// From how many bytes on a journal is long: some 2,500 records, five times those of an exam.
const LONG: u64 = 1 << 20;

pub(super) fn run(order: &Run, output: &mut Output) -> Status {
    let lang = output.lang;
    let path = match &order.session {
        Some(path) => path.clone(),
        None => match found() {
            Ok(mut paths) if paths.len() == 1 => paths.remove(0),
            Ok(paths) if paths.is_empty() => return output.unable(&words::no_session(lang)),
            Ok(paths) => {
                output.line(&words::several_sessions(lang));
                for path in paths {
                    output.line(&format!("  soutenance run {}", path.display()));
                }
                return Status::Unable;
            }
            Err(fault) => return output.unable(&words::unreadable(lang, SESSIONS, &fault)),
        },
    };
    let terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    if !order.line && !terminal {
        return output.unable(&words::no_terminal(lang));
    }
    let taken = match waiting(order, &path, lang) {
        Ok(taken) => taken,
        Err(fault) => return output.unable(&words::terminal_fault(lang, &fault.to_string())),
    };
    let clock = SystemClock::new();
    let now = clock.now();
    let Opened { mut clerk, session, torn } = match Clerk::open(&path, &now) {
        Ok(opened) => opened,
        Err(fault) => {
            // What is wrong is told where it stays.
            drop(taken);
            return output.cannot_open(&fault);
        }
    };
    clerk.printing(printed::pages);
    let mut app = App::new(session, now);
    if order.line {
        let manner = line::Manner {
            lang,
            stop_on_error: order.stop_on_error,
            passphrase_file: order.passphrase_file.clone(),
            codes_file: order.codes_file.clone(),
        };
        return match line::run(&mut app, &mut clerk, &clock, manner, torn.is_some()) {
            Ok(Ending::Quit) => Status::Fine,
            Ok(Ending::Refused) => Status::Wrong,
            Err(fault) => output.cut(fault),
        };
    }
    let manner = tui::Manner { lang, coloured: std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()) };
    let taken = taken.map_or_else(Taken::new, Ok);
    match taken.and_then(|taken| tui::run(taken, &mut app, &mut clerk, &clock, manner)) {
        Ok(()) => Status::Fine,
        Err(fault) => output.unable(&words::terminal_fault(lang, &fault.to_string())),
    }
}

/// Where the journal is long, the terminal, which says that it is being read.
fn waiting(order: &Run, session: &Path, lang: Lang) -> io::Result<Option<Taken>> {
    let length = session.join(JOURNAL_FILE).metadata().map_or(0, |metadata| metadata.len());
    if order.line || length < LONG {
        return Ok(None);
    }
    let mut taken = Taken::new()?;
    taken.say_reading(lang)?;
    Ok(Some(taken))
}

/// The sessions in `sessions/`, in the order of their names.
fn found() -> io::Result<Vec<PathBuf>> {
    let entries = match Path::new(SESSIONS).read_dir() {
        Ok(entries) => entries,
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(fault) => return Err(fault),
    };
    let mut paths = Vec::new();
    for entry in entries {
        let entry = entry?;
        let path = entry.path();
        // A hidden one is what a command that was killed had not finished.
        if !entry.file_name().as_encoded_bytes().starts_with(b".") && path.join(SESSION_FILE).is_file() {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}
