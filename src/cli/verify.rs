//! `verify`: a line for each file of minutes, and for what closes a session.

use std::fs;

use super::Status;
use super::args::Verify;
use super::output::Output;
use crate::clock::{Clock as _, SystemClock};
use crate::domain::clean;
use crate::signing::AllowedSigners;
use crate::text::{cli as words, signing, verify as reasons};
use crate::verify::{collect, examine, examine_closing, is_closing};

pub(super) fn verify(order: &Verify, output: &mut Output) -> Status {
    let lang = output.lang;
    let file = order.signers.display().to_string();
    let text = match fs::read_to_string(&order.signers) {
        Ok(text) => text,
        Err(fault) => return output.unable(&words::unreadable(lang, &file, &fault)),
    };
    let signers = match AllowedSigners::parse(&text) {
        Ok(signers) => signers,
        Err(found) => {
            for problem in found {
                let what = signing::signers_line(lang, &problem.kind);
                output.complain(&words::bad_signers_line(lang, &file, problem.line, problem.column, &what));
            }
            return Status::Unable;
        }
    };
    let mut minutes = Vec::new();
    for path in &order.paths {
        if let Err(fault) = collect(path, &mut minutes) {
            return output.unable(&words::unreadable(lang, &path.display().to_string(), &fault));
        }
    }
    minutes.sort();
    minutes.dedup();
    if minutes.is_empty() {
        return output.unable(&words::no_minutes(lang));
    }
    let at = SystemClock::new().now().at.to_utc();
    let mut wrong = 0;
    for path in &minutes {
        let name = clean::line(&path.display().to_string()).into_owned();
        let seen = if is_closing(path) {
            examine_closing(path, &signers, at).map(|seen| reasons::closing_fine(lang, &name, &seen))
        } else {
            examine(path, &signers, at).map(|seen| reasons::fine(lang, &name, &seen))
        };
        match seen {
            // One line: a name in signed minutes must not begin another.
            Ok(line) => output.line(&clean::line(&line)),
            Err(faults) => {
                wrong += 1;
                for fault in faults {
                    output.line(&clean::line(&reasons::wrong(lang, &name, &fault)));
                }
            }
        }
    }
    output.line(&words::verified(lang, minutes.len() - wrong, minutes.len()));
    if wrong == 0 { Status::Fine } else { Status::Wrong }
}
