//! The same exam in plain lines: one command a line in, plain text out, no escape sequence.
//!
//! For screen readers, scripts and very slow links. It drives the same app as the screens do.

mod input;
mod items;
mod request;
mod secrets;
mod sheets;
mod status;

use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Duration;

use crate::app::App;
use crate::app::message::{Message, Notice};
use crate::clerk::{Clerk, Outward, drive, woken};
use crate::clock::Clock;
use crate::domain::command::Command;
use crate::domain::event::Event;
use crate::domain::id::MemberId;
use crate::domain::time::Stamp;
use crate::domain::{clean, closing};
use crate::text::cli::candidates;
use crate::text::verbs::VERBS;
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
    /// The file that holds the codes of jurors who mark alone, if there is one.
    pub codes_file: Option<PathBuf>,
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
            let waiting = session.clock.now();
            let line = lines.wait(session.pace());
            session.woken(waiting)?;
            match line {
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
        if let Some(notice @ Notice::Alike(..)) = self.app.notice() {
            lines.push(words::warning(lang, &exam::notice(lang, plan, notice)));
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

    /// If the machine slept meanwhile, says so: whether that was time is to be settled.
    fn woken(&mut self, waiting: Stamp) -> io::Result<()> {
        let now = self.clock.now();
        let counted = self.app.timer_runs();
        let outward = woken(self.app, self.clerk, waiting, &now);
        self.warn(outward)?;
        match status::gap(self.manner.lang, self.app, &now) {
            Some(gap) if counted => self.say(&gap),
            _ => Ok(()),
        }
    }

    fn drive(&mut self, message: Message) -> Vec<Outward> {
        let now = self.clock.now();
        self.clerk.alive(&now);
        drive(self.app, self.clerk, message, &now)
    }

    /// Says the warnings, which are lines of their own; what is left is the answer to a command.
    fn warn(&mut self, outward: Vec<Outward>) -> io::Result<Vec<Outward>> {
        let mut rest = Vec::new();
        for each in outward {
            match each {
                Outward::Say(notice @ (Notice::TimeLeft(..) | Notice::Alike(..) | Notice::Namesakes(..))) => {
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
        match request::parse(self.manner.lang, self.app.session(), line) {
            Ok(Request::Quit) => {
                self.ok(&words::bye(self.manner.lang))?;
                return Ok(true);
            }
            Ok(request) => self.obey(request)?,
            Err(Fault(text)) => self.error(&text)?,
        }
        Ok(false)
    }

    fn obey(&mut self, request: Request) -> io::Result<()> {
        let lang = self.manner.lang;
        let lines = match request {
            Request::Nothing | Request::Quit => return Ok(()),
            Request::Command(command) => return self.ask(command),
            Request::Sign(member) => return self.sign(&member),
            Request::SignClosing(member) => return self.sign_closing(member),
            Request::Sheet(member) => return self.open_sheet(member),
            Request::PutAway => return self.put_away(),
            Request::Seal(how) => return self.seal(how),
            Request::NewCode(member, why) => return self.new_code(member, why),
            Request::Reveal => return self.reveal(),
            Request::Gaps => sheets::gaps(lang, self.app),
            Request::Status => Ok(status::status(lang, self.app, &self.clock.now())),
            Request::Items(typed) => items::list(lang, self.app, &typed),
            Request::Show(typed) => items::show(lang, self.app, &typed),
            Request::Proposals => {
                status::proposals(lang, self.app.session()).ok_or_else(|| words::no_hearing_open(lang))
            }
            Request::Review(candidate) => status::review(lang, self.app, &self.clock.now(), candidate),
            Request::Help => Ok(VERBS.iter().map(|entry| entry.help(lang)).collect()),
        };
        self.tell(lines)
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

    fn ask(&mut self, command: Command) -> io::Result<()> {
        let message = match sheets::entry(self.app, command) {
            Ok(entry) => return self.write(entry),
            Err(command) => Message::Command(command),
        };
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
        let (lang, plan) = (self.manner.lang, self.app.session().plan());
        let word = |notice: &Notice| match notice {
            // The screens' words for this name a key.
            Notice::SheetOpen(member) => words::sheet_open_now(lang, exam::member_name(plan, member)),
            other => exam::notice(lang, plan, other),
        };
        let (last_text, before): (String, Vec<String>) = (word(last), before.iter().map(|each| word(each)).collect());
        for text in before {
            self.say(&text)?;
        }
        if is_refusal(last) { self.error(&last_text) } else { self.ok(&last_text) }
    }

    fn sign(&mut self, member: &MemberId) -> io::Result<()> {
        let outward = match self.with_key(member, |secret| Message::Sign(member.clone(), secret)) {
            Ok(outward) => self.warn(outward)?,
            Err(why) => return self.error(&why),
        };
        if let Some(lines) = self.signed_files(&outward) {
            self.say(lines.join("\n").trim_end())?;
        }
        self.answer(&outward)
    }

    fn sign_closing(&mut self, member: Option<MemberId>) -> io::Result<()> {
        let member = member.unwrap_or_else(|| self.app.session().president().clone());
        let outward = match self.with_key(&member, |secret| Message::SignClosing(member.clone(), secret)) {
            Ok(outward) => self.warn(outward)?,
            Err(why) => return self.error(&why),
        };
        let digest = outward.iter().find_map(|each| match each {
            Outward::Say(Notice::Done(Event::ClosingSigned { digest, .. })) => Some(digest.clone()),
            _ => None,
        });
        if let Some(digest) = digest {
            self.say(&sheet::written_files(self.manner.lang))?;
            self.say(&format!("  {}  {digest}", closing::FILE))?;
        }
        self.answer(&outward)
    }

    fn signed_files(&self, outward: &[Outward]) -> Option<Vec<String>> {
        let signed = |each: &Outward| matches!(each, Outward::Say(Notice::Done(Event::MinutesSigned { .. })));
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
        | Notice::PastedNowhere
        | Notice::SigningFailed(_)
        | Notice::UnsavedText
        | Notice::UnsavedForm
        | Notice::RevealTooEarly
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
        | Notice::Alike(..)
        | Notice::Namesakes(..)
        | Notice::TimeLeft(..)
        | Notice::Found(..)
        | Notice::DecidedForAReason(_)
        | Notice::SheetOpen(_)
        | Notice::NothingToDiscuss
        | Notice::CommonRetained(_)
        | Notice::AllMarked
        | Notice::AllSigned(_) => false,
    }
}
