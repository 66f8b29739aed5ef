//! Marks, proposals and decisions, block by block.

use super::App;
use super::cursor::{moved, next_from};
use super::message::{Effect, Intent, Notice};
use super::screen::{Purpose, Screen};
use crate::domain::certification::Met;
use crate::domain::command::{Command, Refusal};
use crate::domain::decide::decide;
use crate::domain::decision::Outcome;
use crate::domain::id::{BlockCode, ItemCode, RequirementId};
use crate::domain::session::Session;

/// A row of the deliberation screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A block: its proposal and decision.
    Block(BlockCode),
    /// An item of a block.
    Item(BlockCode, ItemCode),
    /// The heading of the transversal competences.
    Transversal,
    /// A transversal item.
    TransversalItem(ItemCode),
    /// The heading of the certification's other requirements.
    Requirements,
    /// Something that the certification asks for beside the blocks.
    Requirement(RequirementId),
}

impl Row {
    /// The item of this row.
    pub fn item(&self) -> Option<&ItemCode> {
        match self {
            Self::Item(_, item) | Self::TransversalItem(item) => Some(item),
            Self::Block(_) | Self::Transversal | Self::Requirements | Self::Requirement(_) => None,
        }
    }

    /// The block that this row belongs to.
    pub fn block(&self) -> Option<&BlockCode> {
        match self {
            Self::Block(block) | Self::Item(block, _) => Some(block),
            Self::Transversal | Self::TransversalItem(_) | Self::Requirements | Self::Requirement(_) => None,
        }
    }
}

/// The rows of the open hearing: each block with its items under it, the transversal competences, then what else the
/// certification asks for.
pub fn rows(session: &Session) -> Vec<Row> {
    let Some((candidate, _)) = session.open() else { return Vec::new() };
    let grid = &session.plan().grid;
    let mut rows = Vec::new();
    for block in candidate.blocks.iter().filter_map(|code| grid.block(code)) {
        rows.push(Row::Block(block.code.clone()));
        rows.extend(block.items().map(|item| Row::Item(block.code.clone(), item.code.clone())));
    }
    if !grid.transversal.is_empty() {
        rows.push(Row::Transversal);
        rows.extend(grid.transversal_items().map(|item| Row::TransversalItem(item.code.clone())));
    }
    let mut asked = grid.certification.requirements(candidate.route).peekable();
    if asked.peek().is_some() {
        rows.push(Row::Requirements);
        rows.extend(asked.map(|requirement| Row::Requirement(requirement.id.clone())));
    }
    rows
}

impl App {
    pub(super) fn on_deliberation(&mut self, intent: Intent) -> Vec<Effect> {
        let Screen::Deliberation { row } = self.screen else { return Vec::new() };
        let rows = rows(&self.session);
        let heading = |each: &Row| matches!(each, Row::Block(_) | Row::Transversal | Row::Requirements);
        let place = match intent {
            Intent::Left => (0..row).rev().find(|place| heading(&rows[*place])).unwrap_or(row),
            Intent::Right => (row + 1..rows.len()).find(|place| heading(&rows[*place])).unwrap_or(row),
            Intent::NextUnmarked => match self.unmarked_row(&rows, row) {
                Some(place) => place,
                None => return self.say(Notice::AllMarked),
            },
            other => moved(row, rows.len(), other),
        };
        self.screen = Screen::Deliberation { row: place };
        let Some(current) = rows.get(row) else { return Vec::new() };
        if let Some(effects) = current.item().and_then(|item| self.mark_intent(intent, item)) {
            return effects;
        }
        if let Some(effects) = self.requirement_intent(intent, current) {
            return effects;
        }
        match (intent, current.block()) {
            (Intent::Accept, Some(block)) => self.adopt(block),
            (Intent::Validate, Some(block)) => self.decide_on(block, Outcome::Validated),
            (Intent::Refuse, Some(block)) => self.decide_on(block, Outcome::Refused),
            (Intent::AdoptAll, _) => self.adopt_all(),
            (Intent::Digit(_) | Intent::Clear | Intent::NotObserved | Intent::Comment, _) => {
                self.say(Notice::NoItemHere)
            }
            (Intent::Undo, _) => self.command(&Command::Undo),
            (Intent::Step, _) => self.open_review(),
            (Intent::Back, _) => self.command(&Command::Close),
            (Intent::Presence, _) => {
                if let Some((_, hearing)) = self.session.open() {
                    self.screen = self.presence_screen(hearing);
                }
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// On a requirement, what decides a block says whether it is met.
    fn requirement_intent(&mut self, intent: Intent, row: &Row) -> Option<Vec<Effect>> {
        let Row::Requirement(id) = row else { return None };
        let state = match intent {
            Intent::Validate | Intent::Accept => Met::Met,
            Intent::Refuse => Met::NotMet,
            Intent::Clear | Intent::Digit(0) => Met::Unknown,
            _ => return None,
        };
        Some(self.command(&Command::Requirement(id.clone(), state)))
    }

    pub(super) fn unmarked_row(&self, rows: &[Row], from: usize) -> Option<usize> {
        let (_, hearing) = self.session.open()?;
        next_from(rows, from, |row| row.item().is_some_and(|item| !hearing.sheet.marks.contains_key(item)))
    }

    /// Decides; a decision that needs a reason opens the field for it.
    fn decide_on(&mut self, block: &BlockCode, outcome: Outcome) -> Vec<Effect> {
        match decide(&self.session, &Command::Decide(block.clone(), outcome, None)) {
            Ok(events) => vec![Effect::Record(events)],
            Err(Refusal::DecisionNeedsReason(..)) => {
                self.ask(Purpose::Decision(block.clone(), outcome));
                Vec::new()
            }
            Err(refusal) => self.refuse(refusal),
        }
    }

    fn adopt(&mut self, block: &BlockCode) -> Vec<Effect> {
        let proposal = self.session.open().and_then(|(_, hearing)| self.session.proposal(hearing, block));
        match proposal.and_then(|proposal| proposal.outcome) {
            Some(outcome) => self.decide_on(block, outcome),
            None => self.say(Notice::NothingToAdopt),
        }
    }

    /// What the rule proposes becomes the decision of every block that has none yet, in one record.
    fn adopt_all(&mut self) -> Vec<Effect> {
        let Some((candidate, hearing)) = self.session.open() else { return Vec::new() };
        let undecided = candidate.blocks.iter().filter(|block| !hearing.decisions.contains_key(*block));
        let proposed = undecided.filter_map(|block| {
            let outcome = self.session.proposal(hearing, block)?.outcome?;
            Some(Command::Decide(block.clone(), outcome, None))
        });
        let verdicts: Result<Vec<_>, _> = proposed.map(|command| decide(&self.session, &command)).collect();
        match verdicts.map(|events| events.concat()) {
            Ok(events) if events.is_empty() => self.say(Notice::NothingToAdopt),
            Ok(events) => vec![Effect::Record(events)],
            Err(refusal) => self.refuse(refusal),
        }
    }

    fn open_review(&mut self) -> Vec<Effect> {
        // The review is the last look before signing: it is shown when there is something whole to look at.
        match decide(&self.session, &Command::Draw) {
            Ok(_) => {
                self.screen = Screen::Review { scroll: 0 };
                Vec::new()
            }
            Err(refusal) => self.refuse(refusal),
        }
    }
}
