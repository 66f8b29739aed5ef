//! The keys of what stands in front of a screen.

use crossterm::event::KeyCode;

use super::Key::{Alt, Code, Control};
use super::{Key, Table};
use crate::app::App;
use crate::app::message::Intent;
use crate::app::screen::Overlay;
use crate::text::screens as words;

impl Table {
    pub(super) fn overlay(self, app: &App, overlay: &Overlay) -> Self {
        match overlay {
            // Any key closes it.
            Overlay::Help => self.enter(Intent::Back, words::key_back),
            Overlay::Search { .. } => self.search(),
            Overlay::Guide { .. } => self.guide(app),
            Overlay::Signing(_) => self.escape(words::key_abandon),
            Overlay::Gap => self
                .shown("t", &[Code(KeyCode::Char('t'))], Intent::GapTime, words::key_gap_time)
                .shown("p", &[Code(KeyCode::Char('p'))], Intent::GapPause, words::key_gap_pause)
                .shown("q", &[Code(KeyCode::Char('q'))], Intent::Quit, words::key_quit),
            Overlay::Confirm(_) => self
                .shown("o y", &[Code(KeyCode::Char('o')), Code(KeyCode::Char('y'))], Intent::Accept, words::key_yes)
                .shown("n", &[Code(KeyCode::Char('n')), Code(KeyCode::Esc)], Intent::Back, words::key_no),
            Overlay::Reason { .. } => {
                self.enter(Intent::Accept, words::key_confirm).escape(words::key_abandon).editing()
            }
            Overlay::Points { .. } => self.enter(Intent::Accept, words::key_save).escape(words::key_abandon).editing(),
            Overlay::Comment { .. } => {
                let newline = format!("{} Ctrl-J", words::new_line(self.lang));
                self.enter(Intent::Accept, words::key_save)
                    .shown(&newline, &[Alt(KeyCode::Enter), Control('j')], Intent::NewLine, words::key_newline)
                    .escape(words::key_abandon)
                    .editing()
            }
            Overlay::Passphrase { .. } => {
                self.enter(Intent::Accept, words::key_sign).escape(words::key_abandon).editing()
            }
            Overlay::Code { .. } => self.enter(Intent::Accept, words::key_confirm).escape(words::key_abandon).editing(),
            Overlay::Jurors { .. } => self.jurors(app),
            Overlay::Member { .. } | Overlay::Ground { .. } => self.choosing(),
            Overlay::Order { .. } => self.order(),
            Overlay::Newcomer(form) => self.newcomer(form),
            Overlay::Unsettled(_) => self.telling(),
        }
    }

    /// The keys of a field of text: arrows, not letters, which are typed.
    pub(super) fn editing(self) -> Self {
        let arrows: [(&'static [Key], Intent); 8] = [
            (&[Code(KeyCode::Up)], Intent::Up),
            (&[Code(KeyCode::Down)], Intent::Down),
            (&[Code(KeyCode::Left)], Intent::Left),
            (&[Code(KeyCode::Right)], Intent::Right),
            (&[Code(KeyCode::Home), Control('a')], Intent::Home),
            (&[Code(KeyCode::End), Control('e')], Intent::End),
            (&[Code(KeyCode::Backspace), Control('h')], Intent::Backspace),
            (&[Code(KeyCode::Delete), Control('d')], Intent::Delete),
        ];
        arrows.into_iter().fold(self, |table, (keys, intent)| table.row(false, "", keys, intent, String::new()))
    }
}
