//! `journal`: the history of a session, in words.

use std::path::Path;

use super::Status;
use super::output::Output;
use crate::clerk::files::read_plain;
use crate::clerk::{ClerkError, read_folder};
use crate::domain::clean;
use crate::domain::session::Session;
use crate::journal::{JOURNAL_FILE, Journal, Opened};
use crate::text::{cli as words, exam};

pub(super) fn journal(path: &Path, output: &mut Output) -> Status {
    let lang = output.lang;
    let folder = match read_folder(path) {
        Ok(folder) => folder,
        Err(fault) => return output.cannot_open(&fault),
    };
    let file = path.join(JOURNAL_FILE);
    let bytes = match read_plain(&file) {
        Ok(bytes) => bytes,
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => {
            output.line(&words::no_history(lang));
            return Status::Fine;
        }
        Err(fault) => return output.unable(&words::unreadable(lang, &file.display().to_string(), &fault)),
    };
    let Opened { records, torn } = match Journal::read(&bytes) {
        Ok(opened) => opened,
        Err(fault) => return output.cannot_open(&ClerkError::Journal(fault)),
    };
    let mut session = Session::new(folder.plan.clone());
    for record in &records {
        if let Err(fault) = session.apply(record) {
            // Where the files changed, the records may speak of what is no longer there.
            let changed = folder.unchanged_since(session.frozen()).err();
            return output.cannot_open(&changed.map_or(ClerkError::Inconsistent(fault), ClerkError::Changed));
        }
        let what = exam::event(lang, session.plan(), &record.event);
        let at = record.stamp.at.format("%Y-%m-%d %H:%M:%S %:z");
        let whose = record.event.candidate().map_or("", |id| id.as_str());
        output.line(&clean::line(&format!("{:>5}  {at}  {}  {whose:<6}  {what}", record.seq, record.by)));
    }
    if torn.is_some() {
        output.line(&words::torn_tail(lang));
    }
    if let Err(fault) = folder.unchanged_since(session.frozen()) {
        return output.cannot_open(&fault.into());
    }
    output.line(&words::chain(lang, records.len(), session.head().map_or("", |head| &head.digest)));
    if torn.is_some() { Status::Wrong } else { Status::Fine }
}
