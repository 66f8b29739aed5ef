//! The grid of the open hearing as rows: blocks, competences, and the items that get a mark.
//!
//! Rows are numbered whether or not something is folded, so that a row keeps its number.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::domain::candidate::Held;
use crate::domain::folded::fold;
use crate::domain::grid::{Block, Competence, Item};
use crate::domain::id::ItemCode;
use crate::domain::rules::Requirement;
use crate::domain::session::Session;
use crate::domain::spread::Spread;

/// A row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row<'a> {
    /// The heading of a block.
    Block(&'a Block),
    /// The heading of the transversal competences.
    Transversal,
    /// The heading of a competence that has criteria.
    Competence(Option<&'a Block>, &'a Competence),
    /// An item.
    Item(Item<'a>),
    /// The heading of the items on which jurors who marked alone are far apart.
    Gaps,
    /// The heading of what counts for the certification beside this hearing: blocks held before, other requirements.
    Requirements,
    /// Something that the certification asks for beside the blocks.
    Requirement(&'a Requirement),
    /// A block that the candidate held before.
    Held(&'a Held),
}

impl<'a> Row<'a> {
    /// The item of this row.
    pub fn item(&self) -> Option<&Item<'a>> {
        if let Self::Item(item) = self { Some(item) } else { None }
    }

    /// The block that this row belongs to.
    pub fn block(&self) -> Option<&'a Block> {
        match self {
            Self::Block(block) => Some(block),
            Self::Transversal | Self::Gaps | Self::Requirements | Self::Requirement(_) | Self::Held(_) => None,
            Self::Competence(block, _) => *block,
            Self::Item(item) => item.block,
        }
    }

    /// The competence that this row belongs to.
    pub fn competence(&self) -> Option<&'a Competence> {
        match self {
            Self::Block(_)
            | Self::Transversal
            | Self::Gaps
            | Self::Requirements
            | Self::Requirement(_)
            | Self::Held(_) => None,
            Self::Competence(_, competence) => Some(competence),
            Self::Item(item) => Some(item.competence),
        }
    }

    /// Whether the row is the heading of a block, of the transversal competences, or of the other requirements.
    pub fn is_section(&self) -> bool {
        matches!(self, Self::Block(_) | Self::Transversal | Self::Gaps | Self::Requirements)
    }

    /// What the row says, in the words of a search.
    fn words(&self) -> String {
        let parts: Vec<&str> = match self {
            Self::Block(block) => vec![block.code.as_str(), &block.title],
            Self::Transversal | Self::Gaps | Self::Requirements => Vec::new(),
            Self::Held(held) => vec![held.block.as_str()],
            Self::Requirement(asked) => {
                vec![asked.id.as_str(), &asked.title.fr, asked.text.as_deref().unwrap_or_default()]
            }
            Self::Competence(_, competence) => {
                vec![competence.code.as_str(), competence.label.as_deref().unwrap_or_default(), &competence.text]
            }
            Self::Item(item) => {
                let own = [item.code.as_str(), item.label.unwrap_or_default(), item.text];
                own.into_iter().chain(item.indicators.iter().map(String::as_str)).collect()
            }
        };
        // A word that is sought never runs from one part into the next: it has no line end.
        parts.into_iter().map(fold).collect::<Vec<_>>().join("\n")
    }
}

/// How many items have a mark, and how many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Those with a mark.
    pub done: usize,
    /// All of them.
    pub all: usize,
}

#[derive(Debug, Clone, Copy)]
struct Node<'a> {
    row: Row<'a>,
    /// The heading that it stands under.
    parent: Option<usize>,
    /// The first row that is not under it.
    end: usize,
}

/// The rows of a hearing, in order.
#[derive(Debug, Default)]
pub struct Outline<'a> {
    nodes: Vec<Node<'a>>,
}

impl<'a> Outline<'a> {
    /// For marking: headings only where the grid has criteria. A list of competences is short enough without.
    pub fn to_mark(session: &'a Session) -> Self {
        let Some((candidate, _)) = session.open() else { return Self::default() };
        let grid = &session.plan().grid;
        let blocks = || grid.blocks.iter().filter(|block| candidate.blocks.contains(&block.code));
        let competences = blocks().flat_map(|block| &block.competences).chain(&grid.transversal);
        let criteria = competences.into_iter().any(|competence| !competence.criteria.is_empty());
        let several = blocks().count() + usize::from(!grid.transversal.is_empty()) > 1;
        Self::of(session, criteria && several)
    }

    /// For discussing what jurors marked alone: first the items on which they are far apart, then as for deciding.
    pub fn to_discuss(session: &'a Session) -> Self {
        let mut outline = Self::default();
        let Some((candidate, hearing)) = session.open() else { return outline };
        let items = session.items(candidate);
        let beyond: Vec<_> =
            items.into_iter().filter(|item| Spread::of(&session.plan().grid, item, hearing).beyond).collect();
        if !beyond.is_empty() {
            let top = outline.push(Row::Gaps, None);
            for item in beyond {
                outline.push(Row::Item(item), Some(top));
            }
            outline.close(Some(top));
        }
        outline.append(Self::to_decide(session));
        outline
    }

    /// Adds the rows of another outline after these.
    fn append(&mut self, other: Self) {
        let first = self.nodes.len();
        self.nodes.extend(other.nodes.into_iter().map(|node| Node {
            row: node.row,
            parent: node.parent.map(|parent| parent + first),
            end: node.end + first,
        }));
    }

    /// For deciding: each block with its items under it, the transversal competences, then what else counts for the
    /// certification.
    pub fn to_decide(session: &'a Session) -> Self {
        let mut outline = Self::of(session, true);
        let Some((candidate, _)) = session.open() else { return outline };
        let held = candidate.held.iter().map(Row::Held);
        let asked = session.plan().grid.certification.requirements(candidate.route).map(Row::Requirement);
        let rows: Vec<Row<'_>> = held.chain(asked).collect();
        if !rows.is_empty() {
            let top = outline.push(Row::Requirements, None);
            for row in rows {
                outline.push(row, Some(top));
            }
            outline.close(Some(top));
        }
        outline
    }

    fn of(session: &'a Session, sections: bool) -> Self {
        let Some((candidate, _)) = session.open() else { return Self::default() };
        let grid = &session.plan().grid;
        let mut outline = Self::default();
        for block in grid.blocks.iter().filter(|block| candidate.blocks.contains(&block.code)) {
            outline.section(sections.then_some(Row::Block(block)), Some(block), &block.competences);
        }
        if !grid.transversal.is_empty() {
            outline.section(sections.then_some(Row::Transversal), None, &grid.transversal);
        }
        outline
    }

    fn section(&mut self, heading: Option<Row<'a>>, block: Option<&'a Block>, competences: &'a [Competence]) {
        let top = heading.map(|row| self.push(row, None));
        for competence in competences {
            let whole = competence.criteria.is_empty();
            let own = (!whole).then(|| self.push(Row::Competence(block, competence), top));
            for item in competence.items(block) {
                self.push(Row::Item(item), own.or(top));
            }
            self.close(own);
        }
        self.close(top);
    }

    fn push(&mut self, row: Row<'a>, parent: Option<usize>) -> usize {
        self.nodes.push(Node { row, parent, end: self.nodes.len() + 1 });
        self.nodes.len() - 1
    }

    fn close(&mut self, heading: Option<usize>) {
        let end = self.nodes.len();
        if let Some(node) = heading.and_then(|row| self.nodes.get_mut(row)) {
            node.end = end;
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The row of this number.
    pub fn row(&self, row: usize) -> Option<&Row<'a>> {
        self.nodes.get(row).map(|node| &node.row)
    }

    /// The rows, in order.
    pub fn rows(&self) -> impl Iterator<Item = &Row<'a>> {
        self.nodes.iter().map(|node| &node.row)
    }

    /// The items, in order.
    pub fn items(&self) -> impl Iterator<Item = &Item<'a>> {
        self.rows().filter_map(Row::item)
    }

    /// The heading that a row stands under.
    pub fn parent(&self, row: usize) -> Option<usize> {
        self.nodes.get(row).and_then(|node| node.parent)
    }

    /// A heading and the rows under it, or the row itself.
    pub fn under(&self, row: usize) -> Range<usize> {
        row..self.nodes.get(row).map_or(row, |node| node.end)
    }

    /// The row of an item.
    pub fn find(&self, item: &ItemCode) -> Option<usize> {
        self.rows().position(|row| row.item().is_some_and(|each| each.code == item))
    }

    /// The rows that are not hidden under a folded heading.
    pub fn shown(&self, folded: &BTreeSet<usize>) -> Vec<usize> {
        let mut shown = Vec::new();
        let mut next = 0;
        while let Some(node) = self.nodes.get(next) {
            shown.push(next);
            next = if folded.contains(&next) { node.end } else { next + 1 };
        }
        shown
    }

    /// The headings that a person can fold: of competences, or of blocks.
    pub fn headings(&self, sections: bool) -> BTreeSet<usize> {
        let wanted = |row: &Row<'_>| match row {
            Row::Item(_) | Row::Requirement(_) | Row::Held(_) => false,
            Row::Block(_) | Row::Transversal | Row::Gaps | Row::Requirements => sections,
            Row::Competence(..) => !sections,
        };
        self.rows().enumerate().filter(|(_, row)| wanted(row)).map(|(place, _)| place).collect()
    }

    /// What is marked under each row.
    pub fn tallies(&self, marked: impl Fn(&ItemCode) -> bool) -> Vec<Tally> {
        let mut sums = vec![Tally::default()];
        for row in self.rows() {
            let mut sum = sums.last().copied().unwrap_or_default();
            if let Some(item) = row.item() {
                sum.all += 1;
                sum.done += usize::from(marked(item.code));
            }
            sums.push(sum);
        }
        let between = |(row, node): (usize, &Node<'_>)| Tally {
            done: sums[node.end].done - sums[row].done,
            all: sums[node.end].all - sums[row].all,
        };
        self.nodes.iter().enumerate().map(between).collect()
    }

    /// The rows in which every word of a text is found, whatever its case and accents.
    pub fn hits(&self, text: &str) -> Vec<usize> {
        let words: Vec<String> = text.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let hit = |row: &Row<'_>| {
            let said = row.words();
            words.iter().all(|word| said.contains(word.as_str()))
        };
        self.rows().enumerate().filter(|(_, row)| hit(row)).map(|(place, _)| place).collect()
    }
}
