//! The form for a candidate who is not on the list: a field each, checked when it is left.

use super::App;
use super::editor::Editor;
use super::message::{Effect, Intent, Notice};
use super::overlay::edit;
use super::screen::Overlay;
use crate::domain::command::{Command, Newcomer, Refusal, WholeCommand};
use crate::domain::decide::decide;
use crate::domain::id::{BlockCode, CandidateId, find};
use crate::domain::session::Session;

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The identifier.
    Id,
    /// The family name.
    FamilyName,
    /// The given name.
    GivenName,
    /// The blocks presented.
    Blocks,
    /// Whether a third more time is due; yes or no.
    Third,
    /// What kind of identity document was seen.
    Document,
    /// Why the candidate was not on the list.
    Reason,
}

impl Field {
    /// All of them, in their order.
    pub const ALL: [Self; 7] =
        [Self::Id, Self::FamilyName, Self::GivenName, Self::Blocks, Self::Third, Self::Document, Self::Reason];
}

/// What is typed of a newcomer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The texts, in the order of [`Field::ALL`]; that of yes or no stays empty.
    texts: [Editor; 7],
    third: bool,
    at: usize,
    /// Whether something was typed.
    typed: bool,
    /// Whether the user was told that leaving loses it.
    told: bool,
}

impl Form {
    /// An empty form: all blocks of the grid are presented until something else is said.
    pub(super) fn new(session: &Session) -> Self {
        let mut texts: [Editor; 7] = Default::default();
        let blocks: Vec<&str> = session.plan().grid.blocks.iter().map(|block| block.code.as_str()).collect();
        texts[Field::Blocks as usize].insert(&blocks.join(" "));
        Self { texts, third: false, at: 0, typed: false, told: false }
    }

    /// The text of a field.
    pub fn text(&self, field: Field) -> &Editor {
        &self.texts[field as usize]
    }

    /// Whether a third more time is due.
    pub fn third(&self) -> bool {
        self.third
    }

    /// The field that the keys go to.
    pub fn field(&self) -> Field {
        Field::ALL[self.at]
    }

    pub(super) fn type_text(&mut self, text: &str) {
        (self.typed, self.told) = (true, false);
        match self.field() {
            Field::Third => {
                self.third = match text.trim() {
                    "o" | "O" | "y" | "Y" => true,
                    "n" | "N" => false,
                    "" | "x" | "X" => !self.third,
                    _ => self.third,
                }
            }
            _ => self.texts[self.at].insert(text),
        }
    }

    /// What is typed, as it is asked for; a block is found whatever its case.
    fn newcomer(&self, session: &Session) -> Newcomer {
        let text = |field: Field| self.text(field).text().trim().to_owned();
        let blocks = text(Field::Blocks);
        let words = blocks.split([' ', ',', ';']).filter(|word| !word.is_empty());
        let known = |word: &str| find(&session.plan().grid.blocks, word, |block| block.code.as_str());
        Newcomer {
            id: CandidateId::new(text(Field::Id)),
            family_name: text(Field::FamilyName),
            given_name: text(Field::GivenName),
            blocks: words.map(|word| known(word).map_or_else(|| BlockCode::new(word), |b| b.code.clone())).collect(),
            third: self.third,
            document: text(Field::Document),
            reason: text(Field::Reason),
        }
    }

    /// What is wrong with a field: as the whole would be refused if the other fields were right.
    fn fault(&self, session: &Session, field: Field) -> Option<Refusal> {
        let typed = self.newcomer(session);
        let right = || "x".to_owned();
        let blocks = || session.plan().grid.blocks.iter().map(|block| block.code.clone()).collect();
        let mut new = Newcomer {
            // Hardly another's; where it is, nothing is said of the field.
            id: CandidateId::new(format!("{}+", typed.id)),
            family_name: right(),
            given_name: right(),
            blocks: blocks(),
            third: typed.third,
            document: right(),
            reason: right(),
        };
        match field {
            Field::Id => new.id = typed.id,
            Field::FamilyName => new.family_name = typed.family_name,
            Field::GivenName => new.given_name = typed.given_name,
            Field::Blocks => new.blocks = typed.blocks,
            Field::Third => return None,
            Field::Document => new.document = typed.document,
            Field::Reason => new.reason = typed.reason,
        }
        match decide(session, &add(new)) {
            Err(Refusal::TakenIdentifier(_)) if field != Field::Id => None,
            verdict => verdict.err(),
        }
    }
}

fn add(newcomer: Newcomer) -> Command {
    Command::Whole(WholeCommand::Add(Box::new(newcomer)))
}

impl App {
    pub(super) fn in_newcomer(&mut self, intent: Intent) -> Vec<Effect> {
        let Some(Overlay::Newcomer(form)) = &mut self.overlay else { return Vec::new() };
        let last = Field::ALL.len() - 1;
        match intent {
            Intent::Accept | Intent::NextUnmarked => {
                if let Some(refusal) = form.fault(&self.session, form.field()) {
                    return self.refuse(refusal);
                }
                if form.at < last {
                    form.at += 1;
                } else if intent == Intent::Accept {
                    return self.add_newcomer();
                }
            }
            Intent::Up | Intent::PreviousUnmarked => form.at = form.at.saturating_sub(1),
            Intent::Down => form.at = (form.at + 1).min(last),
            Intent::Back if form.typed && !form.told => {
                form.told = true;
                return self.say(Notice::UnsavedForm);
            }
            Intent::Back => self.overlay = None,
            other => {
                (form.typed, form.told) = (true, false);
                edit(&mut form.texts[form.at], other);
            }
        }
        Vec::new()
    }

    /// Adds the candidate; the cursor goes to the first field that stands in the way.
    fn add_newcomer(&mut self) -> Vec<Effect> {
        let Some(Overlay::Newcomer(form)) = &mut self.overlay else { return Vec::new() };
        for (place, field) in Field::ALL.into_iter().enumerate() {
            if let Some(refusal) = form.fault(&self.session, field) {
                form.at = place;
                return self.refuse(refusal);
            }
        }
        let command = add(form.newcomer(&self.session));
        self.command(&command)
    }
}
