//! A hearing, from the call of the candidate to the signed minutes.

use std::collections::BTreeMap;

use soutenance::domain::command::{Command, SheetCommand};
use soutenance::domain::decision::Outcome;
use soutenance::domain::grid::Grid;
use soutenance::domain::id::{BlockCode, CandidateId, ItemCode, MarkCode, MemberId};
use soutenance::domain::sheets::Entry;
use soutenance::domain::spread::Spread;

use super::room::Room;

/// What is given on one item.
pub(crate) struct Line {
    pub(crate) item: ItemCode,
    pub(crate) mark: MarkCode,
    /// Empty where nothing is said.
    pub(crate) comment: String,
}

/// What happens in a hearing.
#[derive(Default)]
pub(crate) struct Script {
    pub(crate) candidate: String,
    /// What the jury gives, together; where jurors mark alone, what each gives, in the order of the jury.
    pub(crate) sheets: Vec<Vec<Line>>,
    /// The seconds that each phase takes.
    pub(crate) used: Vec<u64>,
    /// In the last of these phases the candidate stops, for this reason.
    pub(crate) stop: Option<String>,
    /// Where jurors differ beyond the threshold: what the jury retains, and why.
    pub(crate) retained: BTreeMap<ItemCode, (MarkCode, String)>,
    /// Decisions that are not what the rule proposes, or where it proposes nothing.
    pub(crate) against: BTreeMap<BlockCode, (Outcome, String)>,
    /// Why the jury sits where the composition falls short.
    pub(crate) shortfall: Option<String>,
}

impl Room {
    /// Calls the candidate before the whole jury.
    pub(crate) fn call(&mut self, candidate: &str) {
        self.does(&Command::Open(CandidateId::new(candidate)));
        self.wait(15);
    }

    /// Plays a hearing to its signed minutes.
    pub(crate) fn hear(&mut self, script: &Script) {
        self.call(&script.candidate);
        self.does(&Command::Present(self.jury()));
        self.seated(script);
    }

    /// The same, once it was said who sits.
    pub(crate) fn seated(&mut self, script: &Script) {
        if let Some(reason) = &script.shortfall {
            self.does(&Command::Acknowledge(reason.clone()));
        }
        self.wait(30);
        self.does(&Command::Start);
        self.phases(script);
        self.deliberate(script);
        self.decide_all(script);
        self.wait(40);
        self.draw_and_sign();
    }

    /// The phases, with marks and comments given all along.
    fn phases(&mut self, script: &Script) {
        let entries = self.entries(script);
        let share = entries.len().div_ceil(script.used.len());
        for (place, used) in script.used.iter().enumerate() {
            let mine = entries.iter().skip(place * share).take(share);
            let pause = used / (share as u64 + 1);
            let mut spent = 0;
            for entry in mine {
                self.wait(pause);
                spent += pause;
                self.does(entry);
            }
            self.wait(used - spent);
            match &script.stop {
                Some(reason) if place + 1 == script.used.len() => self.does(&Command::Stop(reason.clone())),
                _ => self.does(&Command::Next),
            }
        }
    }

    /// What is written, in order: the jury's sheet, or item by item those of its members.
    fn entries(&self, script: &Script) -> Vec<Command> {
        let lines = script.sheets.iter().map(Vec::len).max().unwrap_or_default();
        let jurors = self.jury();
        let mut entries = Vec::new();
        for at in 0..lines {
            for (sheet, juror) in script.sheets.iter().zip(&jurors) {
                if let Some(line) = sheet.get(at) {
                    entries.extend(self.written(line, juror));
                }
            }
        }
        entries
    }

    fn written(&self, line: &Line, juror: &MemberId) -> Vec<Command> {
        let Line { item, mark, comment } = line;
        if self.session.plan().marking.individual().is_none() {
            let marked = Command::Mark(item.clone(), Some(mark.clone()));
            let said = (!comment.is_empty()).then(|| Command::Comment(item.clone(), comment.clone()));
            return [Some(marked), said].into_iter().flatten().collect();
        }
        let marked = Entry::Mark { item: item.clone(), mark: Some(mark.clone()) };
        let said = (!comment.is_empty()).then(|| Entry::Comment { item: item.clone(), text: comment.clone() });
        let write = |entry| Command::Sheet(SheetCommand::Write(juror.clone(), self.key(juror), entry));
        [Some(marked), said].into_iter().flatten().map(write).collect()
    }

    /// Where jurors marked alone: the seals, the reveal, the marks retained.
    fn deliberate(&mut self, script: &Script) {
        if self.session.plan().marking.individual().is_none() {
            return;
        }
        let (_, hearing) = self.session.open().unwrap();
        let markers: Vec<MemberId> = self.session.markers(hearing).into_iter().cloned().collect();
        for member in markers {
            self.wait(20);
            self.seal(&member);
        }
        self.wait(30);
        self.reveal();
        self.wait(60);
        for command in self.retentions(script) {
            self.does(&command);
        }
    }

    /// The common mark where there is one; elsewhere what the script says, or the mark that most jurors gave.
    fn retentions(&self, script: &Script) -> Vec<Command> {
        let (candidate, hearing) = self.session.open().unwrap();
        let grid = &self.session.plan().grid;
        let mut commands = Vec::new();
        for item in self.session.items(candidate) {
            let spread = Spread::of(grid, &item, hearing);
            let said = script.retained.get(item.code);
            let most = || spread.common().or_else(|| most_given(&spread)).cloned();
            if let Some(mark) = said.map(|(mark, _)| mark.clone()).or_else(most) {
                let asks = spread.needs_reason(grid.scale_of(&item), &mark);
                let reason = said.map_or("Retenu après discussion.", |(_, reason)| reason);
                let why = asks.then(|| reason.to_owned());
                commands.push(Command::Sheet(SheetCommand::Retain(item.code.clone(), Some(mark), why)));
            }
        }
        commands
    }

    /// Every block is decided: as the rule proposes, or as the script says.
    pub(crate) fn decide_all(&mut self, script: &Script) {
        let blocks = self.session.open().unwrap().0.blocks.clone();
        for block in blocks {
            self.wait(15);
            let (_, hearing) = self.session.open().unwrap();
            let proposed = self.session.proposal(hearing, &block).and_then(|proposal| proposal.outcome);
            let (outcome, reason) = match (script.against.get(&block), proposed) {
                (Some((outcome, reason)), _) => (*outcome, Some(reason.clone())),
                (None, Some(outcome)) => (outcome, None),
                (None, None) => (Outcome::Refused, Some("Tout n’a pas été évalué.".to_owned())),
            };
            self.does(&Command::Decide(block, outcome, reason));
        }
    }
}

fn most_given<'a>(spread: &Spread<'a>) -> Option<&'a MarkCode> {
    let given: Vec<&MarkCode> = spread.marks.iter().filter_map(|(_, mark)| *mark).collect();
    given.iter().copied().max_by_key(|mark| given.iter().filter(|each| *each == mark).count())
}

/// Marks written as one letter an item, in the grid's order: N, E, A and M are the four levels, a dot leaves the item
/// without a mark; spaces are for the eye. Comments come by item.
pub(crate) fn sheet(grid: &Grid, blocks: &[BlockCode], marks: &str, comments: &[(&str, &str)]) -> Vec<Line> {
    let items: Vec<ItemCode> = grid.items(blocks).map(|item| item.code.clone()).collect();
    let letters: Vec<char> = marks.chars().filter(|letter| *letter != ' ').collect();
    assert_eq!(items.len(), letters.len(), "{marks}: a letter for each of {items:?}");
    let unknown = comments.iter().find(|(code, _)| !items.iter().any(|item| item.as_str() == *code));
    assert_eq!(unknown, None, "a comment on an item that is not marked");
    let lines = items.into_iter().zip(letters).filter_map(|(item, letter)| {
        let comment = comments.iter().find(|(code, _)| *code == item.as_str());
        Some(Line { mark: level(letter)?, comment: comment.map_or("", |(_, text)| text).to_owned(), item })
    });
    lines.collect()
}

/// The level of a letter.
pub(crate) fn level(letter: char) -> Option<MarkCode> {
    let level = match letter {
        'N' => "non-acquis",
        'E' => "en-cours",
        'A' => "acquis",
        'M' => "maitrise",
        _ => return None,
    };
    Some(MarkCode::new(level))
}
