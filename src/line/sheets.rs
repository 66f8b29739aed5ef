//! Jurors who mark alone: a sheet opened and put away, sealed, revealed; and the gaps between them.
//!
//! What stands on a sheet is said only to the juror who has it open, and to the jury after the reveal.

use std::io::{self, Write};

use super::request::Seal;
use super::{LineSession, items};
use crate::app::App;
use crate::app::message::{Message, Notice};
use crate::app::screen::{CodeFor, Overlay};
use crate::clerk::Outward;
use crate::domain::command::{Command, Refusal};
use crate::domain::event::Event;
use crate::domain::grid::Item;
use crate::domain::hearing::Hearing;
use crate::domain::id::MemberId;
use crate::domain::sheets::{ClosedSheet, Entry};
use crate::domain::spread::{Spread, ToDiscuss};
use crate::text::{Lang, exam, line as words, screens};

/// What a command writes while a sheet is open: marks, comments and what is taken back are its juror's.
///
/// # Errors
/// The command, where it writes on no sheet.
pub(super) fn entry(app: &App, command: Command) -> Result<Entry, Command> {
    match command {
        _ if app.at_sheet().is_none() => Err(command),
        Command::Mark(item, mark) => Ok(Entry::Mark { item, mark }),
        Command::Comment(item, text) => Ok(Entry::Comment { item, text }),
        Command::Undo => Ok(Entry::Undo),
        other => Err(other),
    }
}

impl<W: Write> LineSession<'_, W> {
    /// Opens a member's sheet: asks for the code where there is one.
    pub(super) fn open_sheet(&mut self, member: MemberId) -> io::Result<()> {
        let mut outward = self.drive(Message::OpenSheet(member, None));
        if let Some((member, choose)) = self.code_asked(&outward) {
            let code = if choose { self.chosen_code(&member) } else { self.code(&member) };
            match code {
                Ok(code) => outward = self.drive(Message::OpenSheet(member, Some(code))),
                Err(why) => return self.error(&why),
            }
        }
        let outward = self.warn(outward)?;
        self.answer(&outward)
    }

    /// Whose code the app waits for, and whether it is to be chosen.
    fn code_asked(&self, outward: &[Outward]) -> Option<(MemberId, bool)> {
        if outward.iter().any(|each| matches!(each, Outward::Say(_))) {
            return None;
        }
        match self.app.overlay() {
            Some(Overlay::Code { member, purpose, .. }) => {
                Some((member.clone(), matches!(purpose, CodeFor::Choose(_))))
            }
            _ => None,
        }
    }

    /// Writes on the sheet that is open. The notice says nothing of what stands on it: its juror hears that first.
    pub(super) fn write(&mut self, entry: Entry) -> io::Result<()> {
        let before = self.app.sheet().clone();
        let outward = self.drive(Message::Write(entry));
        let mut outward = self.warn(outward)?;
        let changed = items::changed(self.manner.lang, self.app, &before);
        changed.iter().try_for_each(|line| self.say(line))?;
        // A common item is written on the sheets of the whole group: the one that is open speaks for all.
        let open = self.app.session().open().map(|(candidate, _)| candidate.id.clone());
        outward.retain(|each| match each {
            Outward::Say(Notice::Done(Event::SheetWritten { candidate, .. })) => Some(candidate) == open.as_ref(),
            _ => true,
        });
        self.answer(&outward)
    }

    pub(super) fn put_away(&mut self) -> io::Result<()> {
        let lang = self.manner.lang;
        let Some(member) = self.app.at_sheet().cloned() else { return self.error(&words::no_sheet_open(lang)) };
        self.drive(Message::CloseSheet);
        let name = self.name(&member);
        self.ok(&words::sheet_put_away(lang, &name))
    }

    pub(super) fn seal(&mut self, how: Seal) -> io::Result<()> {
        let lang = self.manner.lang;
        let Some(member) = self.app.at_sheet().cloned() else {
            // Only where a sheet could be open is it that none is.
            if self.app.marks_alone() && self.app.session().open().is_some() {
                return self.error(&words::no_sheet_open(lang));
            }
            let outward = self.drive(Message::SealUnsigned);
            return self.answer(&outward);
        };
        let items = self.app.items().into_iter().map(|item| item.code);
        let open: Vec<_> = items.filter(|code| self.app.sheet().mark(code).is_none()).cloned().collect();
        if !open.is_empty() && !how.incomplete {
            return self.error(&words::seal_incomplete(lang, &exam::codes(&open)));
        }
        let outward =
            if how.unsigned { Ok(self.drive(Message::SealUnsigned)) } else { self.with_key(&member, Message::Seal) };
        let outward = match outward {
            Ok(outward) => self.warn(outward)?,
            Err(why) => return self.error(&why),
        };
        if outward.iter().any(|each| matches!(each, Outward::Say(Notice::SigningFailed(_)))) {
            self.say(&words::seal_unsigned_hint(lang))?;
        }
        self.answer(&outward)
    }

    /// Another code for a member; what stands in the way is said before anybody types one.
    pub(super) fn new_code(&mut self, member: MemberId, why: String) -> io::Result<()> {
        let session = self.app.session();
        let refusal = match session.plan().marking.individual() {
            _ if session.course().closed.is_some() => Some(Refusal::SessionClosed),
            None => Some(Refusal::NoSheets),
            Some(_) if session.plan().jury.member(&member).is_none() => Some(Refusal::UnknownMember(member.clone())),
            Some(alone) if !alone.codes => return self.error(&words::no_codes(self.manner.lang)),
            Some(_) => None,
        };
        if let Some(refusal) = refusal {
            let text = exam::refusal(self.manner.lang, self.app.session().plan(), &refusal);
            return self.error(&text);
        }
        match self.chosen_code(&member) {
            Ok(code) => {
                let outward = self.drive(Message::RenewCode(member, code, why));
                let outward = self.warn(outward)?;
                self.answer(&outward)
            }
            Err(why) => self.error(&why),
        }
    }

    /// Puts the sheets before the jury; each code that is needed is asked for in its turn.
    pub(super) fn reveal(&mut self) -> io::Result<()> {
        let mut outward = self.drive(Message::Reveal);
        while let Some((member, _)) = self.code_asked(&outward) {
            match self.code(&member) {
                Ok(code) => outward = self.drive(Message::GiveCode(member, code)),
                Err(why) => return self.error(&why),
            }
        }
        let outward = self.warn(outward)?;
        self.answer(&outward)
    }
}

/// How far the sheets are, before the reveal: never more than how many marks are missing.
pub(super) fn progress(lang: Lang, app: &App, hearing: &Hearing) -> Vec<String> {
    let plan = app.session().plan();
    let line = |id: &MemberId| {
        let state = state(lang, hearing.sheets.get(id), app.items().len());
        words::sheet_line(lang, exam::member_name(plan, id), id.as_str(), &state)
    };
    let mut lines: Vec<String> = app.markers().iter().map(line).collect();
    lines.push(match app.at_sheet() {
        Some(member) => words::sheet_open_now(lang, exam::member_name(plan, member)),
        None => words::each_marks_alone(lang),
    });
    lines
}

fn state(lang: Lang, sheet: Option<&ClosedSheet>, items: usize) -> String {
    let missing = sheet.and_then(|sheet| sheet.missing.as_ref());
    let left = sheet.and_then(|sheet| sheet.entries.last()).map_or(items, |(_, left)| *left);
    match (missing, sheet.is_some_and(|sheet| sheet.seal.is_some())) {
        (Some(reason), _) => words::sheet_missing(lang, reason),
        (None, true) => words::sheet_sealed(lang),
        (None, false) if left == 0 => words::sheet_complete(lang),
        (None, false) => words::sheet_left(lang, left),
    }
}

/// What is to be discussed: the marks of each juror, those furthest apart first.
///
/// # Errors
/// Why there is nothing to list, in words.
pub(super) fn gaps(lang: Lang, app: &App) -> Result<Vec<String>, String> {
    let session = app.session();
    let Some((_, hearing)) = session.open() else { return Err(words::no_hearing_open(lang)) };
    let refused = |refusal| Err(exam::refusal(lang, session.plan(), &refusal));
    if session.plan().marking.individual().is_none() {
        return refused(Refusal::NoSheets);
    }
    if hearing.revealed.is_none() {
        return refused(Refusal::SheetsClosed);
    }
    let sorted = ToDiscuss::of(&session.plan().grid, app.items(), hearing);
    let mut lines = Vec::new();
    for (title, codes) in [(words::beyond_title(lang), sorted.beyond), (words::within_title(lang), sorted.within)] {
        let items = app.items();
        let found: Vec<_> = items.iter().filter(|item| codes.contains(item.code)).collect();
        if !found.is_empty() {
            lines.push(title);
            lines.extend(found.into_iter().map(|item| spread(lang, app, hearing, item)));
        }
    }
    if lines.is_empty() {
        lines.push(words::no_gaps(lang));
    }
    Ok(lines)
}

fn spread(lang: Lang, app: &App, hearing: &Hearing, item: &Item<'_>) -> String {
    let plan = app.session().plan();
    let given = |(id, mark)| {
        words::juror_mark(lang, exam::member_name(plan, id), &items::mark_words(lang, app.session(), item, mark))
    };
    let marks: Vec<String> = Spread::of(&plan.grid, item, hearing).marks.into_iter().map(given).collect();
    let (code, marks) = (item.code.as_str(), marks.join(", "));
    match hearing.sheet.mark(item.code) {
        None => words::spread_open(lang, code, &marks, item.name()),
        retained => {
            let retained = items::mark_words(lang, app.session(), item, retained);
            words::spread(lang, code, &marks, &retained, item.name())
        }
    }
}

/// What each juror gave to an item and said of it, a line each, once the sheets are before the jury.
pub(super) fn of_jurors(lang: Lang, app: &App, hearing: &Hearing, item: &Item<'_>) -> Vec<String> {
    let plan = app.session().plan();
    let mut lines = Vec::new();
    for (id, mark) in Spread::of(&plan.grid, item, hearing).marks {
        let name = exam::member_name(plan, id);
        lines.push(words::juror_line(lang, name, &items::mark_words(lang, app.session(), item, mark)));
        let revealed = hearing.sheets.get(id).and_then(|sheet| sheet.revealed.as_ref());
        let comment = revealed.and_then(|revealed| revealed.sheet.comments.get(item.code));
        lines.extend(comment.map(|text| format!("{}{text}", screens::comment_label(lang))));
    }
    lines
}

/// How many items are beyond the threshold and have no retained mark yet.
pub(super) fn left_beyond(app: &App, hearing: &Hearing) -> usize {
    let sorted = ToDiscuss::of(&app.session().plan().grid, app.items(), hearing);
    sorted.beyond.iter().filter(|code| hearing.sheet.mark(code).is_none()).count()
}
