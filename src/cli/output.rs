//! Standard output and error, without a panic when the reader goes away.

use std::io::{self, Write};

use super::Status;
use crate::clerk::ClerkError;
use crate::domain::clean;
use crate::formats::{Problem, Severity};
use crate::journal::JournalError;
use crate::text::{Lang, cli as words, help, problems};

/// Where a command speaks.
#[derive(Debug)]
pub(super) struct Output {
    /// In which language.
    pub(super) lang: Lang,
    /// Why standard output did not take everything.
    broken: Option<io::Error>,
}

impl Output {
    pub(super) fn new(lang: Lang) -> Self {
        Self { lang, broken: None }
    }

    /// Says, where standard output did not take everything, why; whether it did. Whoever closed a pipe read what they wanted.
    pub(super) fn is_whole(&mut self) -> bool {
        let fault = self.broken.take();
        if let Some(fault) = fault.as_ref().filter(|fault| fault.kind() != io::ErrorKind::BrokenPipe) {
            self.unable(&words::output_unwritten(self.lang, fault));
        }
        fault.is_none()
    }

    /// A line of the result.
    pub(super) fn line(&mut self, text: &str) {
        // Names and values may come from hostile files: nothing of theirs moves the cursor.
        if let Err(fault) = writeln!(io::stdout().lock(), "{}", clean::text(text)) {
            self.broken.get_or_insert(fault);
        }
    }

    /// Standard output did not take what somebody else said there.
    pub(super) fn cut(&mut self, fault: io::Error) -> Status {
        self.broken.get_or_insert(fault);
        Status::Unable
    }

    /// A line about what is wrong.
    #[expect(clippy::unused_self, reason = "what a command says goes through its output")]
    pub(super) fn complain(&mut self, text: &str) {
        // Nobody is left to be told that the telling failed.
        let _ = writeln!(io::stderr().lock(), "{}", clean::text(text));
    }

    /// Says why, and that it could not be done.
    pub(super) fn unable(&mut self, text: &str) -> Status {
        let lang = self.lang;
        self.complain(&words::failed(lang, text));
        Status::Unable
    }

    /// What clap has to say: help to standard output, a fault to standard error.
    pub(super) fn arguments(&mut self, answer: &clap::Error) -> Status {
        if answer.use_stderr() {
            let text = help::arguments_fault(self.lang, answer);
            self.unable(&text)
        } else {
            self.line(answer.render().to_string().trim_end());
            Status::Fine
        }
    }

    /// Problems in files, each with its place; whether one is an error.
    pub(super) fn problems(&mut self, found: &[Problem]) -> bool {
        for problem in found {
            let text = problems::render(self.lang, problem);
            self.line(&text);
        }
        found.iter().any(|problem| problem.severity == Severity::Error)
    }

    /// Why a session cannot be opened.
    pub(super) fn cannot_open(&mut self, fault: &ClerkError) -> Status {
        match fault {
            ClerkError::Problems(found) => {
                self.problems(found);
                Status::Wrong
            }
            ClerkError::Unreadable { .. } | ClerkError::Lock(_) | ClerkError::Journal(JournalError::Held { .. }) => {
                let text = words::clerk_error(self.lang, fault);
                self.unable(&text)
            }
            ClerkError::Journal(_) | ClerkError::Inconsistent(_) | ClerkError::Changed(_) | ClerkError::Beyond(_) => {
                let text = words::clerk_error(self.lang, fault);
                self.complain(&words::failed(self.lang, &text));
                Status::Wrong
            }
        }
    }
}
