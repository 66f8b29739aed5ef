//! The screens, drawn: each a function of what it is given, one file a screen.
//!
//! What a view is given is made for the person who looks: today the president at the keyboard.

mod around;
mod candidates;
mod closing;
mod deliberation;
mod guide;
mod hearing;
mod listing;
mod overlay;
mod parts;
mod presence;
mod review;
pub mod room;
mod sheets;
mod spread;
#[cfg(test)]
mod tests;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Wrap};

use super::keymap;
use super::theme::Theme;
use crate::app::App;
use crate::app::message::{Intent, Notice, SigningFault};
use crate::app::screen::{Overlay, Screen};
use crate::text::disk::disk;
use crate::text::{Lang, exam, group as words_of_group, screens as words};

/// The smallest window in which everything fits.
pub const SMALLEST: (u16, u16) = (80, 24);

/// What every view is given.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The model.
    pub app: &'a App,
    /// The language.
    pub lang: Lang,
    /// The styles.
    pub theme: Theme,
}

impl View<'_> {
    /// Draws the whole window.
    ///
    /// ```text
    /// header    session, candidate                         saved
    /// body      the screen
    /// notice    the last thing said
    /// footer    the keys that apply now
    /// ```
    pub fn draw(&self, frame: &mut Frame<'_>) {
        let area = frame.area();
        if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
            let words = words::too_small(self.lang, area.width, area.height);
            frame.render_widget(Paragraph::new(words).wrap(Wrap { trim: true }), area);
            return;
        }
        let [header, body, notice, footer] = Layout::vertical([
            Constraint::Length(1),
            Constraint::Fill(1),
            Constraint::Length(1),
            Constraint::Length(1),
        ])
        .areas(area);
        self.header(frame, header);
        match self.app.screen() {
            Screen::Candidates { selected } => self.candidates(frame, body, *selected),
            Screen::Presence { selected, chosen } => self.presence(frame, body, *selected, chosen),
            Screen::Hearing { cursor } => self.hearing(frame, body, cursor),
            Screen::Deliberation { cursor } => self.deliberation(frame, body, cursor),
            Screen::Review { scroll } | Screen::Minutes { scroll, .. } => self.review(frame, body, *scroll),
            Screen::Closing { scroll } => self.closing(frame, body, *scroll),
        }
        if let Some(overlay) = self.app.overlay() {
            self.overlay(frame, body, overlay);
        }
        self.notice(frame, notice);
        self.footer(frame, footer);
    }

    /// How far down the text that scrolls is, and how far a window of this size lets it go.
    pub fn scrolled(&self, window: Rect) -> Option<(usize, usize)> {
        match (self.app.overlay(), self.app.screen()) {
            (Some(Overlay::Guide { scroll, .. }), _) => Some((*scroll, self.last_guide_line(window))),
            (_, Screen::Review { scroll } | Screen::Minutes { scroll, .. } | Screen::Closing { scroll }) => {
                Some((*scroll, self.last_scroll(window)))
            }
            (_, _) => None,
        }
    }

    fn header(&self, frame: &mut Frame<'_>, area: Rect) {
        let session = self.app.session();
        let plan = session.plan();
        let (saved, style) = match (self.app.unsaved(), session.head()) {
            (Some(_), _) => (words::failing(self.lang), self.theme.alarm()),
            (None, Some(head)) => (words::saved(self.lang, head.seq), self.theme.good()),
            (None, None) => (words::nothing_yet(self.lang), self.theme.faint()),
        };
        let mut left = format!("{} · {}", plan.room, plan.grid.code);
        if let Some((candidate, hearing)) = self.app.shown() {
            let mut about = exam::codes(&candidate.blocks);
            if let Some(group) = session.group() {
                let place = group.place(&candidate.id);
                about =
                    format!("{} · {about}", words_of_group::place(self.lang, place, group.members.len(), group.name));
            }
            // The clock of the others goes on, and its screen is not this candidate's.
            if let (Some(left), false) = (self.app.left(), hearing.sits()) {
                let sign = if self.app.timer_runs() { "▶" } else { "‖" };
                about = format!("{sign} {} · {about}", exam::countdown(left.shown_seconds()));
            }
            left = format!("{} ({}) · {about}", candidate.name(), candidate.id);
        }
        let room = usize::from(area.width).saturating_sub(parts::width(&saved) + 2);
        let left = parts::fit(&left, room);
        let gap = " ".repeat(usize::from(area.width).saturating_sub(parts::width(&left) + parts::width(&saved)));
        let line =
            Line::from(vec![Span::styled(left, self.theme.strong()), Span::raw(gap), Span::styled(saved, style)]);
        frame.render_widget(line, area);
    }

    /// The last thing said; while something is not saved, that.
    fn notice(&self, frame: &mut Frame<'_>, area: Rect) {
        let said = self.app.notice().map(|notice| (exam::notice(self.lang, self.app.session().plan(), notice), notice));
        let (text, style) = match (self.app.unsaved(), said) {
            // A question, no failure.
            (None, Some((text, Notice::SigningFailed(SigningFault::PassphraseNeeded(_))))) => {
                (text, self.theme.faint())
            }
            (
                _,
                Some((
                    text,
                    Notice::Refused(_)
                    | Notice::SigningFailed(_)
                    | Notice::UnsavedText
                    | Notice::UnsavedForm
                    | Notice::RevealTooEarly
                    | Notice::NoItemHere
                    | Notice::WrongCode(_)
                    | Notice::CodeTooShort
                    | Notice::CodesDiffer
                    | Notice::NoKeyMade
                    | Notice::NotFound(_),
                )),
            ) => (format!("✗ {text}"), self.theme.warning()),
            (Some(why), _) => (exam::not_saved(self.lang, &disk(self.lang, why)), self.theme.alarm()),
            (
                None,
                Some((
                    text,
                    Notice::TimeLeft(..)
                    | Notice::Withdrew(_)
                    | Notice::WithdrewFor(..)
                    | Notice::Alike(..)
                    | Notice::Namesakes(..)
                    | Notice::PastedNowhere,
                )),
            ) => (format!("⚠ {text}"), self.theme.warning()),
            (None, Some((text, Notice::Done(_) | Notice::TookBack(_)))) => (format!("✓ {text}"), self.theme.good()),
            (None, Some((text, _))) => (text, self.theme.faint()),
            (None, None) => return,
        };
        frame.render_widget(Line::styled(parts::fit(&text, usize::from(area.width)), style), area);
    }

    /// As many keys as fit, the most useful first.
    fn footer(&self, frame: &mut Frame<'_>, area: Rect) {
        let mut spans = Vec::new();
        let mut room = usize::from(area.width);
        let bindings = keymap::bindings(self.app, self.lang);
        let width = |binding: &keymap::Binding| parts::width(&binding.name) + parts::width(&binding.label) + 3;
        // The way to all the others is never left out.
        let mut help =
            bindings.iter().filter(|each| each.footer && each.intent == Intent::Help).map(width).sum::<usize>();
        let mut said = Vec::new();
        for binding in bindings.iter().filter(|binding| binding.footer) {
            if binding.intent == Intent::Help {
                help = 0;
            }
            // Two keys that do the same are one thing to do; the help has both.
            if said.contains(&&binding.label) {
                continue;
            }
            said.push(&binding.label);
            let needed = width(binding);
            if needed + help > room {
                continue;
            }
            room -= needed;
            spans.push(Span::styled(binding.name.clone(), self.theme.strong()));
            spans.push(Span::raw(format!(" {}  ", binding.label)));
        }
        frame.render_widget(Line::from(spans), area);
    }
}
