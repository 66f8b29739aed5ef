//! Which key does what, now. The same table answers the keyboard, the footer and the help.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::app::App;
use crate::app::message::{Intent, Message};
use crate::app::screen::{Overlay, Screen};
use crate::domain::clean;
use crate::domain::hearing::Stage;
use crate::domain::timer::State;
use crate::text::alone::key_put_away;
use crate::text::{Lang, exam, group, screens as words};

/// A key, or several, and what they do.
#[derive(Debug, Clone)]
pub(super) struct Binding {
    keys: &'static [Key],
    /// What the keys mean.
    pub intent: Intent,
    /// How the keys are called on screen.
    pub name: String,
    /// What they do, in a few words.
    pub label: String,
    /// Whether the footer names them; the help names what is offered.
    pub footer: bool,
    /// Whether it could do anything now; a key that could not still says why.
    pub offered: bool,
}

/// A key as a table can name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Code(KeyCode),
    Control(char),
    Alt(KeyCode),
    /// With Shift, where that gives no other character.
    Shift(KeyCode),
}

use Key::{Alt, Code, Control, Shift};

const UP: &[Key] = &[Code(KeyCode::Up), Code(KeyCode::Char('k'))];
const DOWN: &[Key] = &[Code(KeyCode::Down), Code(KeyCode::Char('j'))];
const LEFT: &[Key] = &[Code(KeyCode::Left), Code(KeyCode::Char('h'))];
const RIGHT: &[Key] = &[Code(KeyCode::Right), Code(KeyCode::Char('l'))];
const ENTER: &[Key] = &[Code(KeyCode::Enter)];
const SPACE: &[Key] = &[Code(KeyCode::Char(' '))];
const ESCAPE: &[Key] = &[Code(KeyCode::Esc)];

/// The table that holds now, in the order in which the footer shows it.
pub(super) fn bindings(app: &App, lang: Lang) -> Vec<Binding> {
    let table = Table { lang, rows: Vec::new() };
    match app.overlay() {
        Some(overlay) => table.overlay(app, overlay),
        None => table.screen(app),
    }
    .rows
}

/// The table of the screen alone, whatever is in front of it: what the help shows.
pub(super) fn screen_bindings(app: &App, lang: Lang) -> Vec<Binding> {
    Table { lang, rows: Vec::new() }.screen(app).rows
}

/// What a key press means now; nothing where it means nothing.
pub(super) fn message(app: &App, key: KeyEvent) -> Option<Message> {
    if key.modifiers.contains(KeyModifiers::CONTROL) && key.code == KeyCode::Char('c') {
        return Some(Message::Intent(if app.overlay().is_some() { Intent::Back } else { Intent::Quit }));
    }
    if let Some(Overlay::Help | Overlay::Unsettled(_)) = app.overlay() {
        return Some(Message::Intent(Intent::Back));
    }
    let pressed = match key.code {
        KeyCode::Char(c) if key.modifiers.contains(KeyModifiers::CONTROL) => Control(c),
        code if key.modifiers.contains(KeyModifiers::ALT) => Alt(code),
        KeyCode::Char(c) => Code(KeyCode::Char(c)),
        code if key.modifiers.contains(KeyModifiers::SHIFT) => Shift(code),
        code => Code(code),
    };
    let table = bindings(app, Lang::Fr);
    let meant = |key: &Key| table.iter().find(|binding| binding.keys.contains(key)).map(|binding| binding.intent);
    let typing = types_text(app.overlay());
    if let Some(intent) = meant(&pressed) {
        return Some(Message::Intent(intent));
    }
    // A finger left on Shift changes nothing where Shift means nothing.
    if let Shift(code) = pressed
        && let Some(intent) = meant(&Code(code))
    {
        return Some(Message::Intent(intent));
    }
    // A command means the same with Caps Lock on; in a text the capital is typed.
    if let (Code(KeyCode::Char(c)), false) = (pressed, typing)
        && let Some(intent) = meant(&Code(KeyCode::Char(c.to_ascii_lowercase())))
    {
        return Some(Message::Intent(intent));
    }
    match (pressed, typing) {
        (Code(KeyCode::Char(c)), true) => match app.overlay() {
            Some(Overlay::Points { .. }) => {
                Some(Message::Type(digit(c).map_or_else(|| c.to_string(), |digit| digit.to_string())))
            }
            _ => Some(Message::Type(c.to_string())),
        },
        (Code(KeyCode::Char(c)), false) => Some(Message::Intent(Intent::Digit(digit(c)?))),
        _ => None,
    }
}

/// Whether what is open takes text.
pub(super) fn types_text(overlay: Option<&Overlay>) -> bool {
    overlay.is_some_and(Overlay::takes_text)
}

/// The digit of a key, also of the top row of a French keyboard without Shift.
fn digit(c: char) -> Option<usize> {
    const AZERTY: &str = "à&é\"'(-è_ç";
    let typed = c.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
    typed.or_else(|| AZERTY.chars().position(|key| key == c))
}

/// The digits that mark: `1-4` on a scale of four levels, `0-9` where points are typed.
fn digits(app: &App) -> String {
    let grid = &app.session().plan().grid;
    let item = app.item_here();
    let item = item.as_ref().and_then(|item| grid.item(item));
    let scale = item.map_or(&grid.scale, |item| grid.scale_of(&item));
    match scale.levels().len() {
        0 => "0-9".to_owned(),
        levels => format!("1-{levels}"),
    }
}

/// Whether a mark can be given here: jurors who mark alone do so on a sheet of theirs.
fn marks_here(app: &App) -> bool {
    !app.marks_alone() || app.at_sheet().is_some()
}

/// Whether « non observé » is a mark of some item of the open hearing.
fn knows_not_observed(app: &App) -> bool {
    let grid = &app.session().plan().grid;
    app.items().iter().any(|item| grid.rule_of(item).not_observed.is_some())
}

/// The most characters of an identifier in the name of a key.
const LONGEST_NAME: usize = 12;

struct Table {
    lang: Lang,
    rows: Vec<Binding>,
}

impl Table {
    fn row(mut self, footer: bool, name: &str, keys: &'static [Key], intent: Intent, label: String) -> Self {
        self.rows.push(Binding { keys, intent, name: name.to_owned(), label, footer, offered: true });
        self
    }

    /// The last row is named nowhere unless this holds.
    fn only_if(mut self, offered: bool) -> Self {
        if let Some(last) = self.rows.last_mut() {
            (last.footer, last.offered) = (last.footer && offered, offered);
        }
        self
    }

    /// A row that the footer shows.
    fn shown(self, name: &str, keys: &'static [Key], intent: Intent, label: fn(Lang) -> String) -> Self {
        let label = label(self.lang);
        self.row(true, name, keys, intent, label)
    }

    /// A row that only the help shows.
    fn more(self, name: &str, keys: &'static [Key], intent: Intent, label: fn(Lang) -> String) -> Self {
        let label = label(self.lang);
        self.row(false, name, keys, intent, label)
    }

    fn enter(self, intent: Intent, label: fn(Lang) -> String) -> Self {
        let name = words::enter(self.lang);
        self.shown(&name, ENTER, intent, label)
    }

    fn space(self, label: String) -> Self {
        let name = words::space(self.lang);
        self.row(true, &name, SPACE, Intent::Step, label)
    }

    fn escape(self, label: fn(Lang) -> String) -> Self {
        let name = words::escape(self.lang);
        self.shown(&name, ESCAPE, Intent::Back, label)
    }

    fn moves(self) -> Self {
        let lang = self.lang;
        self.more("↑ k", UP, Intent::Up, words::key_move)
            .more("↓ j", DOWN, Intent::Down, words::key_move)
            .more(&words::page_up(lang), &[Code(KeyCode::PageUp)], Intent::PageUp, words::key_page)
            .more(&words::page_down(lang), &[Code(KeyCode::PageDown)], Intent::PageDown, words::key_page)
            .more(&words::home(lang), &[Code(KeyCode::Home)], Intent::Home, words::key_ends)
            .more(&words::end(lang), &[Code(KeyCode::End)], Intent::End, words::key_ends)
    }

    /// In a group, to its next member.
    fn member(self, app: &App) -> Self {
        let lang = self.lang;
        let Some(next) = app.next_member() else { return self };
        let name: String = clean::line(next.as_str()).chars().take(LONGEST_NAME).collect();
        self.row(true, "g", &[Code(KeyCode::Char('g'))], Intent::NextMember, group::key_to(lang, &name))
    }

    fn help(self) -> Self {
        self.shown("?", &[Code(KeyCode::Char('?'))], Intent::Help, words::key_help)
    }

    fn help_and_quit(self) -> Self {
        self.help().more("q", &[Code(KeyCode::Char('q'))], Intent::Quit, words::key_quit)
    }

    fn screen(self, app: &App) -> Self {
        match app.screen() {
            Screen::Candidates { .. } => self.candidates(app),
            Screen::Presence { .. } => self.presence(app),
            Screen::Hearing { .. } => self.hearing(app),
            Screen::Deliberation { .. } => self.deliberation(app),
            Screen::Review { .. } => self.review(app),
            Screen::Minutes { .. } => self.reading(),
            Screen::Closing { .. } => self.closing(app),
        }
    }

    /// The clock first: what Space does depends on it.
    fn clock(self, app: &App) -> Self {
        let lang = self.lang;
        let phases = app.session().phases();
        let title = |index: usize| {
            phases
                .get(index)
                .map_or_else(|| words::the_deliberation(lang), |phase| exam::wording(lang, &phase.title).to_lowercase())
        };
        let next = |table: Self, index: usize| {
            table.row(true, "n", &[Code(KeyCode::Char('n'))], Intent::NextPhase, words::key_next(lang, &title(index)))
        };
        match app.session().open().map(|(_, hearing)| &hearing.stage) {
            Some(Stage::Running(index, timer)) => {
                let space = match timer.state() {
                    State::Running(_) | State::Interrupted(_) => words::key_pause(lang),
                    State::Paused(..) => words::key_resume(lang),
                };
                next(self.space(space), index + 1)
            }
            Some(Stage::Waiting(index)) => self.space(words::key_start(lang, &title(*index))).row(
                false,
                "n",
                &[Code(KeyCode::Char('n'))],
                Intent::NextPhase,
                words::key_next(lang, &title(*index)),
            ),
            Some(Stage::Scheduled | Stage::Absent { .. } | Stage::Deliberation { .. }) | None => self,
        }
    }

    fn marking(self, app: &App) -> Self {
        let lang = self.lang;
        let (mark, undo) = (words::key_mark(lang), words::key_undo(lang));
        // In a group the footer has no room for it.
        let footer = app.next_member().is_none();
        let marks = marks_here(app);
        let undoes = marks || app.session().open().is_some_and(|(_, hearing)| hearing.undoable().is_some());
        self.row(true, &digits(app), &[], Intent::Accept, mark)
            .only_if(marks)
            .row(true, "c", &[Code(KeyCode::Char('c'))], Intent::Comment, words::key_comment(lang))
            .only_if(marks)
            .member(app)
            .row(footer, "u", &[Code(KeyCode::Char('u'))], Intent::Undo, undo)
            .only_if(undoes)
    }

    fn hearing(self, app: &App) -> Self {
        let (lang, enter) = (self.lang, words::enter(self.lang));
        let open = app.at_sheet().is_some();
        self.clock(app)
            .alone(app)
            .marking(app)
            .help_and_quit()
            .more(&enter, ENTER, Intent::Accept, words::key_comment)
            .only_if(marks_here(app))
            .grid(app)
            .more("e", &[Code(KeyCode::Char('e'))], Intent::EndPhase, words::key_end)
            .more("a", &[Code(KeyCode::Char('a'))], Intent::Absent, words::key_absent)
            .more("s", &[Code(KeyCode::Char('s'))], Intent::Stop, words::key_stop)
            .postponing()
            .more("p", &[Code(KeyCode::Char('p'))], Intent::Presence, words::key_presence)
            .incident()
            .more(&words::escape(lang), ESCAPE, Intent::Back, if open { key_put_away } else { words::key_back })
            .moves()
    }

    fn deliberation(self, app: &App) -> Self {
        let (lang, enter) = (self.lang, words::enter(self.lang));
        let asked = app.on_requirement();
        self.space(words::key_review(lang))
            .member(app)
            .retaining(app)
            .shown("t", &[Code(KeyCode::Char('t'))], Intent::AdoptAll, words::key_adopt_all)
            .shown(
                "v",
                &[Code(KeyCode::Char('v'))],
                Intent::Validate,
                if asked { words::key_met } else { words::key_validate },
            )
            .shown(
                "r",
                &[Code(KeyCode::Char('r'))],
                Intent::Refuse,
                if asked { words::key_not_met } else { words::key_refuse },
            )
            .more(&enter, ENTER, Intent::Accept, words::key_adopt)
            .more("c", &[Code(KeyCode::Char('c'))], Intent::Comment, words::key_comment)
            .more("u", &[Code(KeyCode::Char('u'))], Intent::Undo, words::key_undo)
            .help_and_quit()
            .row(false, &digits(app), &[], Intent::Accept, words::key_mark(lang))
            .grid(app)
            .more("p", &[Code(KeyCode::Char('p'))], Intent::Presence, words::key_presence)
            .incident()
            .more(&words::escape(lang), ESCAPE, Intent::Back, words::key_back)
            .moves()
    }

    fn review(self, app: &App) -> Self {
        let signed = app.session().open().is_some_and(|(_, hearing)| hearing.is_signed());
        let lang = self.lang;
        let next = if app.next_to_do().is_some() { group::key_next } else { words::key_next_candidate };
        let step = if signed { next } else { words::key_sign };
        let cosign = if signed { words::key_cosign } else { words::key_sign };
        let table = self.enter(Intent::Accept, step);
        // Signing is what Enter does while nobody has signed; where nobody is left, the key says so.
        let table = table
            .row(signed, "s", &[Code(KeyCode::Char('s'))], Intent::Toggle, cosign(lang))
            .only_if(!app.signers().is_empty());
        table
            .minutes(app)
            .member(app)
            .escape(words::key_back)
            .space(step(lang))
            .incident()
            .more("u", &[Code(KeyCode::Char('u'))], Intent::Undo, words::key_undo)
            .help_and_quit()
            .moves()
    }
}

mod alone;
mod around;
mod list;
mod overlay;
#[cfg(test)]
pub(crate) mod tests;
