//! The keys around hearings: the list, the jury, the minutes, the closing.

use crossterm::event::KeyCode;

use super::Key::Code;
use super::{ENTER, ESCAPE, Key, SPACE, Table};
use crate::app::App;
use crate::app::message::Intent;
use crate::app::newcomer::{Field, Form};
use crate::domain::hearing::Stage;
use crate::text::{president as words, screens};

const EARLIER: &[Key] = &[Code(KeyCode::Char('<'))];
const LATER: &[Key] = &[Code(KeyCode::Char('>'))];
const UP: &[Key] = &[Code(KeyCode::Up), Code(KeyCode::Char('<'))];
const DOWN: &[Key] = &[Code(KeyCode::Down), Code(KeyCode::Char('>'))];

impl Table {
    pub(super) fn candidates(self, app: &App) -> Self {
        let lang = self.lang;
        let closed = app.session().course().closed.is_some();
        let enter = if closed { screens::key_guide } else { screens::key_open };
        let close = if closed { words::key_closing } else { words::key_close };
        self.enter(Intent::Accept, enter)
            .shown("C", &[Code(KeyCode::Char('C'))], Intent::Closing, close)
            .shown("!", &[Code(KeyCode::Char('!'))], Intent::Incident, words::key_incident)
            .only_if(!closed)
            .shown("q", &[Code(KeyCode::Char('q'))], Intent::Quit, screens::key_quit)
            .help()
            .space(enter(lang))
            .more("+", &[Code(KeyCode::Char('+'))], Intent::Add, words::key_add)
            .only_if(!closed)
            .more("<", EARLIER, Intent::Earlier, words::key_order)
            .only_if(!closed)
            .more(">", LATER, Intent::Later, words::key_order)
            .only_if(!closed)
            .more("P", &[Code(KeyCode::Char('P'))], Intent::Preside, words::key_preside)
            .only_if(!closed)
            .moves()
    }

    pub(super) fn presence(self, app: &App) -> Self {
        let hearing = app.session().open().map(|(_, hearing)| hearing);
        let stage = hearing.map(|hearing| &hearing.stage);
        let waits = matches!(stage, Some(Stage::Scheduled | Stage::Waiting(0)));
        let table = self
            .enter(Intent::Accept, screens::key_confirm)
            .shown("x 1-9", &[Code(KeyCode::Char('x'))], Intent::Toggle, screens::key_toggle)
            .shown("d", &[Code(KeyCode::Char('d'))], Intent::Recuse, words::key_recuse)
            .shown("a", &[Code(KeyCode::Char('a'))], Intent::Absent, screens::key_absent)
            .member(app)
            .escape(screens::key_back);
        let confirm = screens::key_confirm(table.lang);
        let table = table.incident().help_and_quit().space(confirm);
        let table =
            if waits { table.more("l", &[Code(KeyCode::Char('l'))], Intent::Late, words::key_late) } else { table };
        table.postponing().more("u", &[Code(KeyCode::Char('u'))], Intent::Undo, screens::key_undo).moves()
    }

    /// Something for the incident book.
    pub(super) fn incident(self) -> Self {
        self.more("!", &[Code(KeyCode::Char('!'))], Intent::Incident, words::key_incident)
    }

    pub(super) fn postponing(self) -> Self {
        self.more("R", &[Code(KeyCode::Char('R'))], Intent::Postpone, words::key_postpone)
    }

    /// What can be done to minutes beside signing them.
    pub(super) fn minutes(self, app: &App) -> Self {
        let Some((_, hearing)) = app.session().open() else { return self };
        if hearing.is_signed() {
            let table = if app.on_paper().is_empty() {
                self
            } else {
                self.shown("f", &[Code(KeyCode::Char('f'))], Intent::Paper, words::key_paper)
            };
            return table.shown("A", &[Code(KeyCode::Char('A'))], Intent::Amend, words::key_amend);
        }
        if hearing.is_drawn() {
            return self.shown("R", &[Code(KeyCode::Char('R'))], Intent::Reopen, words::key_reopen);
        }
        if let Stage::Absent { .. } = hearing.stage {
            let excused = hearing.course.excused == Some(true);
            let excuse = if excused { words::key_not_excused } else { words::key_excuse };
            return self.shown("e", &[Code(KeyCode::Char('e'))], Intent::Excuse, excuse).postponing();
        }
        self
    }

    /// Minutes of a closed session; what would change them is answered, too.
    pub(super) fn reading(self) -> Self {
        let enter = screens::enter(self.lang);
        self.escape(screens::key_back)
            .more(&enter, ENTER, Intent::Accept, screens::key_back)
            .help_and_quit()
            .moves()
            .more("A", &[Code(KeyCode::Char('A'))], Intent::Amend, words::key_amend)
            .only_if(false)
            .more("f", &[Code(KeyCode::Char('f'))], Intent::Paper, words::key_paper)
            .only_if(false)
            .more("s", &[Code(KeyCode::Char('s'))], Intent::Toggle, screens::key_cosign)
            .only_if(false)
            .incident()
            .only_if(false)
    }

    /// What a closed session came to.
    pub(super) fn closing(self, app: &App) -> Self {
        let table = if app.closing_signers().is_empty() {
            self
        } else {
            let lang = self.lang;
            let label = words::key_sign_closing(lang);
            self.enter(Intent::Accept, words::key_sign_closing)
                .row(false, "s", &[Code(KeyCode::Char('s'))], Intent::Toggle, label.clone())
                .row(false, &screens::space(lang), SPACE, Intent::Step, label)
        };
        table.escape(screens::key_back).incident().only_if(false).help_and_quit().moves()
    }

    /// A list of which a line is chosen.
    pub(super) fn choosing(self) -> Self {
        let label = screens::key_choose(self.lang);
        self.enter(Intent::Accept, screens::key_choose).escape(screens::key_back).space(label).moves()
    }

    pub(super) fn order(self) -> Self {
        self.enter(Intent::Accept, screens::key_confirm)
            .shown("↑ <", UP, Intent::Earlier, words::key_earlier)
            .shown("↓ >", DOWN, Intent::Later, words::key_later)
            .row(false, "", &[Code(KeyCode::Home)], Intent::Home, String::new())
            .row(false, "", &[Code(KeyCode::End)], Intent::End, String::new())
            .escape(screens::key_abandon)
    }

    pub(super) fn newcomer(self, form: &Form) -> Self {
        let before = screens::shift_tab(self.lang);
        let last = form.field() == Field::Reason;
        self.enter(Intent::Accept, if last { words::key_add } else { words::key_next_field })
            .row(false, "Tab", &[Code(KeyCode::Tab)], Intent::NextUnmarked, String::new())
            .shown(&before, &[Code(KeyCode::BackTab)], Intent::PreviousUnmarked, words::key_before_field)
            .escape(screens::key_abandon)
            .editing()
    }

    /// Something that any key puts away.
    pub(super) fn telling(self) -> Self {
        self.enter(Intent::Back, screens::key_back).row(false, "", ESCAPE, Intent::Back, String::new())
    }
}
