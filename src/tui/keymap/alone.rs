//! The keys where jurors mark alone.

use crossterm::event::KeyCode;

use super::Key::Code;
use super::{ENTER, ESCAPE, Key, Table};
use crate::app::App;
use crate::app::message::Intent;
use crate::domain::hearing::Stage;
use crate::text::{alone as words, screens};

impl Table {
    /// Before the reveal: the sheets, the seal, the reveal.
    pub(super) fn alone(self, app: &App) -> Self {
        if !app.marks_alone() {
            return self;
        }
        let over = app.session().open().is_some_and(|(_, hearing)| matches!(hearing.stage, Stage::Deliberation { .. }));
        let open = app.at_sheet().is_some();
        let away = if open { words::key_put_away } else { words::key_sheets };
        let table = self.shown("J", &[Code(KeyCode::Char('J'))], Intent::Sheets, away);
        let table =
            if open { table.shown("S", &[Code(KeyCode::Char('S'))], Intent::Seal, words::key_seal) } else { table };
        let label = words::key_reveal(table.lang);
        table.row(true, "D", &[Code(KeyCode::Char('D'))], Intent::Reveal, label).only_if(over && !open)
    }

    /// After the reveal: what the jury retains.
    pub(super) fn retaining(self, app: &App) -> Self {
        if app.session().plan().marking.individual().is_none() {
            return self;
        }
        let table = self.shown("a", &[Code(KeyCode::Char('a'))], Intent::RetainCommon, words::key_common).shown(
            "n",
            &[Code(KeyCode::Char('n'))],
            Intent::NextToDiscuss,
            words::key_discuss,
        );
        if app.session().plan().grid.deliberation.casting_vote {
            table.more("x", &[Code(KeyCode::Char('x'))], Intent::CastingVote, words::key_casting)
        } else {
            table
        }
    }

    /// The list of sheets.
    pub(super) fn jurors(self, app: &App) -> Self {
        let lang = self.lang;
        let (label, escape) = (screens::key_open(lang), screens::escape(lang));
        let table = self.row(true, &screens::enter(lang), ENTER, Intent::Accept, label).shown(
            "m",
            &[Code(KeyCode::Char('m'))],
            Intent::Missing,
            words::key_missing,
        );
        let renew: &'static [Key] = &[Code(KeyCode::Char('r'))];
        let table = if app.asks_codes() { table.shown("r", renew, Intent::Renew, words::key_renew) } else { table };
        table
            .shown("D", &[Code(KeyCode::Char('D'))], Intent::Reveal, words::key_reveal)
            .shown(&escape, ESCAPE, Intent::Back, screens::key_back)
            .more("J", &[Code(KeyCode::Char('J'))], Intent::Sheets, screens::key_back)
            .moves()
    }
}
