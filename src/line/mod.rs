//! The same exam in plain lines: one command a line in, plain text out, no escape sequence.
//!
//! For screen readers, scripts and very slow links. It drives the same app as the screens do.

mod input;
mod items;
mod request;
mod status;

use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Duration;

use zeroize::Zeroizing;

use crate::app::App;
use crate::app::message::{Message, Notice, Secret, SigningFault};
use crate::clerk::{Clerk, Outward, Unlock, drive};
use crate::clock::Clock;
use crate::domain::clean;
use crate::domain::id::MemberId;
use crate::text::cli::candidates;
use crate::text::{Lang, exam, line as words, minutes as sheet};
use input::{Line, Lines};
use request::{Fault, Request};

/// How line mode behaves.
#[derive(Debug, Clone, Default)]
pub struct Manner {
    /// The language.
    pub lang: Lang,
    /// Whether the first refusal ends it.
    pub stop_on_error: bool,
    /// The file that holds the passphrase, if there is one.
    pub passphrase_file: Option<PathBuf>,
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The user left, or the input ended.
    Quit,
    /// A command was refused, and the first refusal was to end it.
    Refused,
}

/// Runs the exam on standard input and output.
///
/// # Errors
/// When standard output cannot be written.
pub fn run(app: &mut App, clerk: &mut Clerk, clock: &dyn Clock, manner: Manner, torn: bool) -> io::Result<Ending> {
    let mut session = LineSession { app, clerk, clock, manner, out: io::stdout().lock(), refused: false };
    session.welcome(torn)?;
    let lines = Lines::start();
    loop {
        lines.ask();
        let line = loop {
            match lines.wait(session.pace()) {
                Some(line) => break line,
                None => session.tick()?,
            }
        };
        let leaving = match line {
            Line::Text(text) => session.command(&text)?,
            Line::NotText => session.refuse_text()?,
            Line::End => true,
        };
        if session.refused && session.manner.stop_on_error {
            return Ok(Ending::Refused);
        }
        if leaving {
            return Ok(Ending::Quit);
        }
        session.refused = false;
    }
}

struct LineSession<'a, W: Write> {
    app: &'a mut App,
    clerk: &'a mut Clerk,
    clock: &'a dyn Clock,
    manner: Manner,
    out: W,
    refused: bool,
}

impl<W: Write> LineSession<'_, W> {
    fn say(&mut self, text: &str) -> io::Result<()> {
        for line in text.split('\n') {
            writeln!(self.out, "{}", clean::line(line))?;
        }
        self.out.flush()
    }

    fn ok(&mut self, text: &str) -> io::Result<()> {
        let line = words::ok(self.manner.lang, text);
        self.say(line.trim_end())
    }

    fn error(&mut self, text: &str) -> io::Result<()> {
        self.refused = true;
        let line = words::error(self.manner.lang, text);
        self.say(&line)
    }

    fn welcome(&mut self, torn: bool) -> io::Result<()> {
        let lang = self.manner.lang;
        let plan = self.app.session().plan();
        let count = plan.candidates.len();
        let mut lines = vec![words::welcome(lang, &plan.name, &plan.room, count, candidates(lang, count))];
        if torn {
            lines.push(words::warning(lang, &words::torn(lang)));
        }
        lines.extend(status::reopened(lang, self.app, &self.clock.now()));
        self.say(&lines.join("\n"))
    }

    /// How long to wait for a line before time is looked at: a second while the clock runs.
    fn pace(&self) -> Option<Duration> {
        self.app.until_change().map(|_| Duration::from_secs(1))
    }

    fn tick(&mut self) -> io::Result<()> {
        let outward = self.drive(Message::Tick);
        self.warn(outward).map(|_| ())
    }

    fn drive(&mut self, message: Message) -> Vec<Outward> {
        let now = self.clock.now();
        self.clerk.alive(&now);
        drive(self.app, self.clerk, message, &now)
    }

    /// Says the time warnings, which are lines of their own; what is left is the answer to a command.
    fn warn(&mut self, outward: Vec<Outward>) -> io::Result<Vec<Outward>> {
        let mut rest = Vec::new();
        for each in outward {
            match each {
                Outward::Say(notice @ Notice::TimeLeft(..)) => {
                    let text = exam::notice(self.manner.lang, self.app.session().plan(), &notice);
                    self.say(&words::warning(self.manner.lang, &text))?;
                }
                Outward::Bell => {}
                other => rest.push(other),
            }
        }
        Ok(rest)
    }

    fn refuse_text(&mut self) -> io::Result<bool> {
        let text = words::not_text(self.manner.lang);
        self.error(&text)?;
        Ok(false)
    }

    /// Does what a line asks; whether it asks to leave.
    fn command(&mut self, line: &str) -> io::Result<bool> {
        // Time first: a warning that is due is said before the command that ends the phase.
        self.tick()?;
        let lang = self.manner.lang;
        match request::parse(lang, self.app.session(), line) {
            Ok(Request::Nothing) => {}
            Ok(Request::Command(command)) => self.ask(Message::Command(command))?,
            Ok(Request::Sign(member)) => self.sign(&member)?,
            Ok(Request::Status) => self.tell(Ok(status::status(lang, self.app, &self.clock.now())))?,
            Ok(Request::Items(typed)) => {
                let lines = items::list(lang, self.app.session(), &typed);
                self.tell(lines)?;
            }
            Ok(Request::Show(typed)) => {
                let lines = items::show(lang, self.app.session(), &typed);
                self.tell(lines)?;
            }
            Ok(Request::Proposals) => {
                let lines = status::proposals(lang, self.app.session());
                self.tell(lines.ok_or_else(|| words::no_hearing_open(lang)))?;
            }
            Ok(Request::Review) => {
                let lines = status::review(lang, self.app, &self.clock.now());
                self.tell(lines.ok_or_else(|| words::no_hearing_open(lang)))?;
            }
            Ok(Request::Help) => self.tell(Ok(words::VERBS.iter().map(|entry| entry.help(lang)).collect()))?,
            Ok(Request::Quit) => {
                self.ok(&words::bye(lang))?;
                return Ok(true);
            }
            Err(Fault(text)) => self.error(&text)?,
        }
        Ok(false)
    }

    /// Says what was asked for, or why it cannot be said.
    fn tell(&mut self, lines: Result<Vec<String>, String>) -> io::Result<()> {
        match lines {
            Ok(lines) => {
                self.say(&lines.join("\n"))?;
                self.ok("")
            }
            Err(why) => self.error(&why),
        }
    }

    fn ask(&mut self, message: Message) -> io::Result<()> {
        let outward = self.drive(message);
        let outward = self.warn(outward)?;
        self.answer(&outward)
    }

    /// The last notice answers; those before it are said as they are.
    fn answer(&mut self, outward: &[Outward]) -> io::Result<()> {
        let notices: Vec<&Notice> = outward
            .iter()
            .filter_map(|each| if let Outward::Say(notice) = each { Some(notice) } else { None })
            .collect();
        let Some((last, before)) = notices.split_last() else { return self.ok("") };
        let word = |notice: &Notice| exam::notice(self.manner.lang, self.app.session().plan(), notice);
        let (last_text, before): (String, Vec<String>) = (word(last), before.iter().map(|each| word(each)).collect());
        for text in before {
            self.say(&text)?;
        }
        if is_refusal(last) { self.error(&last_text) } else { self.ok(&last_text) }
    }

    /// Signs: asks for the passphrase when the key turns out to have one.
    fn sign(&mut self, member: &MemberId) -> io::Result<()> {
        let mut outward = self.sign_with(member, None);
        if passphrase_is_needed(&outward) {
            match self.passphrase(member) {
                Ok(Some(secret)) => outward = self.sign_with(member, Some(secret)),
                Ok(None) => {}
                Err(fault) => return self.error(&words::passphrase_file(self.manner.lang, &fault.to_string())),
            }
        }
        if let Some(lines) = self.signed_files(&outward) {
            self.say(lines.join("\n").trim_end())?;
        }
        let outward = self.warn(outward)?;
        self.answer(&outward)
    }

    fn sign_with(&mut self, member: &MemberId, secret: Option<Secret>) -> Vec<Outward> {
        let mut outward = Vec::new();
        for each in self.drive(Message::Sign(member.clone(), secret)) {
            match each {
                Outward::Unlock(unlock) => {
                    let message = match Unlock::run(unlock) {
                        Ok((member, key)) => {
                            self.clerk.keep(member, key);
                            Message::Unlocked
                        }
                        Err(fault) => Message::SigningFailed(fault),
                    };
                    outward.extend(self.drive(message));
                }
                other => outward.push(other),
            }
        }
        outward
    }

    /// The passphrase: from the file given at the start, else typed at the terminal, else none.
    fn passphrase(&self, member: &MemberId) -> io::Result<Option<Secret>> {
        if let Some(file) = &self.manner.passphrase_file {
            let text = Zeroizing::new(std::fs::read_to_string(file)?);
            let first = text.lines().next().unwrap_or_default();
            return Ok(Some(Secret(Zeroizing::new(first.to_owned()))));
        }
        let jury = &self.app.session().plan().jury;
        let name = jury.member(member).map_or(member.as_str(), |known| &known.name);
        let prompt = words::passphrase_prompt(self.manner.lang, name);
        // Without a terminal there is nobody to ask: the refusal that asked for it stands.
        Ok(rpassword::prompt_password(prompt).ok().map(|text| Secret(Zeroizing::new(text))))
    }

    fn signed_files(&self, outward: &[Outward]) -> Option<Vec<String>> {
        let signed = |each: &Outward| {
            matches!(each, Outward::Say(Notice::Done(crate::domain::event::Event::MinutesSigned { .. })))
        };
        outward.iter().any(signed).then_some(())?;
        let session = self.app.session();
        let (candidate, hearing) = session.open()?;
        let minutes = crate::domain::minutes::build(session, &candidate.id)?;
        Some(sheet::files(self.manner.lang, session.plan(), &minutes, hearing.drawn.as_ref()?))
    }
}

fn is_refusal(notice: &Notice) -> bool {
    match notice {
        Notice::Refused(_)
        | Notice::NotSaved(_)
        | Notice::SigningFailed(_)
        | Notice::UnsavedText
        | Notice::NoItemHere
        | Notice::NothingToAdopt
        | Notice::WrongCode(_)
        | Notice::CodeTooShort
        | Notice::CodesDiffer
        | Notice::NoKeyMade
        | Notice::NotFound(_) => true,
        Notice::Done(_)
        | Notice::TookBack(_)
        | Notice::Withdrew(_)
        | Notice::WithdrewFor(..)
        | Notice::Already
        | Notice::TimeLeft(..)
        | Notice::Found(..)
        | Notice::DecidedForAReason(_)
        | Notice::SheetOpen(_)
        | Notice::NothingToDiscuss
        | Notice::CommonRetained(_)
        | Notice::AllMarked => false,
    }
}

fn passphrase_is_needed(outward: &[Outward]) -> bool {
    let needed =
        |each: &Outward| matches!(each, Outward::Say(Notice::SigningFailed(SigningFault::PassphraseNeeded(_))));
    outward.iter().any(needed)
}
