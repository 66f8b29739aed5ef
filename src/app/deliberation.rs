//! Marks, proposals and decisions, block by block.

use super::App;
use super::message::{Effect, Intent, Notice};
use super::outline::Row;
use super::screen::{Purpose, Screen};
use crate::domain::certification::Met;
use crate::domain::command::{Command, Refusal, SheetCommand};
use crate::domain::decide::decide;
use crate::domain::decision::Outcome;
use crate::domain::id::{BlockCode, ItemCode};
use crate::domain::spread::ToDiscuss;

impl App {
    pub(super) fn on_deliberation(&mut self, intent: Intent) -> Vec<Effect> {
        if let Some(effects) = self.in_list(intent) {
            return effects;
        }
        match (intent, self.block_here()) {
            (Intent::Accept, Some(block)) => self.adopt(&block),
            (Intent::Validate, Some(block)) => self.decide_on(&block, Outcome::Validated),
            (Intent::Refuse, Some(block)) => self.decide_on(&block, Outcome::Refused),
            (Intent::AdoptAll, _) => self.adopt_all(),
            (Intent::RetainCommon, _) => self.command(&Command::Sheet(SheetCommand::RetainCommon)),
            (Intent::NextToDiscuss, _) => self.next_to_discuss(),
            (Intent::CastingVote, _) => match self.item_here() {
                Some(item) => self.command(&Command::Sheet(SheetCommand::CastingVote(item))),
                None => self.say(Notice::NoItemHere),
            },
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

    /// Gives a mark for the jury; where one has to say why, the reason is asked for.
    pub(super) fn retain(&mut self, command: &Command) -> Vec<Effect> {
        match (decide(&self.session, command), command) {
            (Err(Refusal::GapNeedsReason(_)), Command::Mark(item, Some(mark))) => {
                self.ask(Purpose::Retain(item.clone(), mark.clone()));
                Vec::new()
            }
            (_, _) => self.command(command),
        }
    }

    /// To the next item that lacks a retained mark.
    fn next_to_discuss(&mut self) -> Vec<Effect> {
        match self.to_discuss() {
            Some(item) => {
                self.go_to_item(&item);
                Vec::new()
            }
            None => self.say(Notice::NothingToDiscuss),
        }
    }

    /// The next item that lacks a retained mark: first those beyond the threshold, then those on which jurors differ,
    /// then the others; round the end.
    fn to_discuss(&self) -> Option<ItemCode> {
        let (candidate, hearing) = self.session.open()?;
        let sorted = ToDiscuss::of(&self.session.plan().grid, self.session.items(candidate), hearing);
        let rest = self.session.items(candidate).into_iter().map(|item| item.code.clone());
        let mut all: Vec<ItemCode> = sorted.beyond.into_iter().chain(sorted.within).collect();
        all.extend(rest.filter(|code| !all.contains(code)).collect::<Vec<_>>());
        let lacks = |code: &ItemCode| hearing.sheet.mark(code).is_none();
        let here = self.item_here().and_then(|here| all.iter().position(|code| *code == here));
        let after = here.map_or(0, |here| here + 1);
        all.iter().cycle().skip(after).take(all.len()).find(|code| lacks(code)).cloned()
    }

    /// A mark is retained: what is left to discuss comes next, and the decisions after it.
    pub(super) fn mark_retained(&mut self) {
        if !matches!(self.screen, Screen::Deliberation { .. }) {
            return;
        }
        match self.to_discuss() {
            Some(item) => self.go_to_item(&item),
            None => self.stand(self.first_to_settle()),
        }
    }

    /// On a requirement, what decides a block says whether it is met.
    pub(super) fn requirement_intent(&mut self, intent: Intent) -> Option<Vec<Effect>> {
        let outline = self.outline();
        let Row::Requirement(asked) = outline.row(self.cursor()?.row)? else { return None };
        let state = match intent {
            Intent::Validate | Intent::Accept => Met::Met,
            Intent::Refuse => Met::NotMet,
            Intent::Clear | Intent::Digit(0) => Met::Unknown,
            _ => return None,
        };
        let command = Command::Requirement(asked.id.clone(), state);
        Some(self.command(&command))
    }

    fn block_here(&self) -> Option<BlockCode> {
        let outline = self.outline();
        let row = outline.row(self.cursor()?.row)?;
        row.block().map(|block| block.code.clone())
    }

    /// Decides; a decision that needs a reason opens the field for it.
    fn decide_on(&mut self, block: &BlockCode, outcome: Outcome) -> Vec<Effect> {
        match decide(&self.session, &Command::Decide(block.clone(), outcome, None)) {
            Ok(events) => self.record(events),
            Err(Refusal::DecisionNeedsReason(..)) => {
                self.ask(Purpose::Decision(block.clone(), outcome));
                Vec::new()
            }
            Err(refusal) => self.refuse(refusal),
        }
    }

    /// A decision that the jury took for a reason of its own is not replaced by one key: that takes `v` or `r`.
    fn adopt(&mut self, block: &BlockCode) -> Vec<Effect> {
        let decided = self.session.open().and_then(|(_, hearing)| hearing.decisions.get(block));
        if decided.is_some_and(|decision| decision.reason.is_some()) {
            return self.say(Notice::DecidedForAReason(block.clone()));
        }
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
            Ok(events) => self.record(events),
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
            Err(refusal) => {
                if let Refusal::Undecided(blocks) = &refusal {
                    self.go_to_block(blocks.first());
                }
                self.refuse(refusal)
            }
        }
    }

    /// Puts the cursor on what is missing.
    fn go_to_block(&mut self, block: Option<&BlockCode>) {
        let outline = self.outline();
        let wanted = |row: &Row<'_>| matches!(row, Row::Block(each) if Some(&each.code) == block);
        let found = outline.rows().position(wanted);
        let (Some(row), Some(mut cursor)) = (found, self.cursor().cloned()) else { return };
        cursor.row = row;
        self.stand(cursor);
    }
}
