//! The marks, times and decisions that count, tallied by certification.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::agreement::{self, Agreement, NoAgreement};
use super::severity::{self, Severity};
use crate::consolidate::record::{CertificationKey, Phase, Record};
use crate::consolidate::results::{BlockState, CandidateResult, Results};
use crate::domain::decision::Outcome;

/// What can be counted of a certification.
#[derive(Debug)]
pub struct Tally {
    /// Which.
    pub certification: Arc<CertificationKey>,
    /// How many candidates it has, and how many of them full, partial, none, and undetermined.
    pub candidates: [u64; 4],
    /// The blocks, by their codes.
    pub blocks: Vec<BlockTally>,
    /// The items, in the order of the grid as far as the minutes show it.
    pub items: Vec<ItemTally>,
    /// The phases, in their order.
    pub phases: Vec<PhaseTally>,
    /// How far apart jurors were before they deliberated.
    pub gaps: GapTally,
    /// How far jurors agree, on each scale.
    pub agreement: Vec<(ScaleName, Result<Agreement, NoAgreement>)>,
    /// Who marks lower or higher than those beside them, on each scale.
    pub severity: Vec<(ScaleName, Severity<Juror>)>,
}

/// A scale: that of the grid, or of one of its blocks. Of several grids each has its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ScaleName {
    /// The digest of the grid.
    pub grid: String,
    /// The block, where the scale is its own.
    pub block: Option<Arc<str>>,
}

/// A juror.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Juror {
    /// The identifier, with which the juror signs.
    pub id: Arc<str>,
    /// The name.
    pub name: Arc<str>,
}

/// The decisions on a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockTally {
    /// Its code.
    pub code: Arc<str>,
    /// Its title.
    pub title: Arc<str>,
    /// How many candidates validated it, did not, were absent.
    pub validated: u64,
    /// How many did not.
    pub refused: u64,
    /// How many were absent.
    pub absent: u64,
    /// How many of the decisions are not what the rule proposed.
    pub against_rule: u64,
}

/// The marks of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemTally {
    /// Its block; none for a transversal competence.
    pub block: Option<Arc<str>>,
    /// Its code.
    pub code: Arc<str>,
    /// Its text.
    pub text: Arc<str>,
    /// Each mark, in words or points, from the lowest as far as the scale is known, and how often it was given.
    pub marks: Vec<(Arc<str>, u64)>,
    /// How often it was left unmarked.
    pub unmarked: u64,
}

/// The time used in a phase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhaseTally {
    /// Its name.
    pub title: Arc<str>,
    /// How many hearings.
    pub hearings: u64,
    /// The seconds due, in all.
    pub due: u64,
    /// The seconds used, in all.
    pub used: u64,
    /// How many hearings went beyond what was due.
    pub over: u64,
    /// The most seconds that one went beyond it.
    pub longest_over: u64,
}

/// How far apart jurors were on an item before they deliberated.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GapTally {
    /// How many items two jurors at least marked.
    pub items: u64,
    /// How many of them were apart by 0, 1, 2, and 3 or more steps.
    pub steps: [u64; 4],
    /// How many were beyond the threshold of their grid.
    pub beyond: u64,
}

/// An item: its block, if it has one, and its code.
type ItemName = (Option<Arc<str>>, Arc<str>);

/// What is being counted of a certification.
#[derive(Default)]
struct Counting {
    items: BTreeMap<(ItemName, usize), ItemCount>,
    phases: BTreeMap<(usize, Arc<str>), PhaseTally>,
    gaps: GapTally,
    agreement: BTreeMap<ScaleName, agreement::Marks<Juror>>,
    severity: BTreeMap<ScaleName, severity::Marks<Juror, Arc<str>>>,
}

#[derive(Default)]
struct ItemCount {
    text: Option<Arc<str>>,
    /// By the place on the scale, where it is known, then by the mark.
    marks: BTreeMap<(Option<u32>, Arc<str>), u64>,
    unmarked: u64,
}

/// Counts what results rest on: each candidate and session once, and only what is not left out.
pub fn tally(results: &Results) -> Vec<Tally> {
    let mut certifications: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for line in &results.candidates {
        certifications.entry(&line.certification.code).or_default().push(line);
    }
    let of = |lines: Vec<&CandidateResult>| {
        let mut counting = Counting::default();
        for record in lines.iter().flat_map(|line| &line.minutes) {
            counting.take(record);
        }
        let last = lines.iter().map(|line| &line.certification).max()?;
        let mut candidates = [0; 4];
        for line in &lines {
            candidates[line.outcome.map_or(3, |award| award as usize)] += 1;
        }
        Some(counting.tally(Arc::clone(last), candidates, blocks(&lines)))
    };
    certifications.into_values().filter_map(of).collect()
}

fn blocks(lines: &[&CandidateResult]) -> Vec<BlockTally> {
    let mut found: BTreeMap<Arc<str>, BlockTally> = BTreeMap::new();
    for block in lines.iter().flat_map(|line| &line.blocks) {
        let tally = found.entry(Arc::clone(&block.code)).or_insert_with(|| BlockTally {
            code: Arc::clone(&block.code),
            title: Arc::clone(&block.title),
            validated: 0,
            refused: 0,
            absent: 0,
            against_rule: 0,
        });
        // Of several spellings, always the same one; a block that was only held has none.
        tally.title = Arc::clone(&tally.title).max(Arc::clone(&block.title));
        let decided = match block.state {
            BlockState::Validated => {
                tally.validated += 1;
                Some(Outcome::Validated)
            }
            BlockState::Refused => {
                tally.refused += 1;
                Some(Outcome::Refused)
            }
            BlockState::Absent => {
                tally.absent += 1;
                None
            }
            BlockState::Held | BlockState::Lapsed | BlockState::Disputed => None,
        };
        // Where an item is unmarked the rule proposes nothing, and nothing is against it.
        tally.against_rule += u64::from(decided.is_some() && block.proposed.is_some() && decided != block.proposed);
    }
    found.into_values().collect()
}

impl Counting {
    fn take(&mut self, record: &Arc<Record>) {
        for (place, item) in record.items.iter().enumerate() {
            let key = ((item.block.clone(), Arc::clone(&item.code)), place);
            let count = self.items.entry(key).or_default();
            count.text = count.text.take().max(Some(Arc::clone(&item.text)));
            match &item.mark {
                Some(mark) => {
                    let words = item.level.as_ref().unwrap_or(mark);
                    *count.marks.entry((item.steps, Arc::clone(words))).or_default() += 1;
                }
                None => count.unmarked += 1,
            }
        }
        for (place, phase) in record.phases.iter().enumerate() {
            let key = (place, Arc::clone(&phase.id));
            self.phases.entry(key).or_insert_with(|| PhaseTally::none(&phase.title)).take(phase);
        }
        self.sheets(record);
    }

    fn sheets(&mut self, record: &Arc<Record>) {
        for (place, item) in record.items.iter().enumerate() {
            let given = record.sheets.iter().filter_map(|sheet| {
                let juror = Juror { id: Arc::clone(&sheet.member), name: Arc::clone(&sheet.name) };
                Some((juror, sheet.steps.get(place).copied().flatten()?))
            });
            let given: Vec<(Juror, u32)> = given.collect();
            if given.is_empty() {
                continue;
            }
            let block = item.block.clone().filter(|_| item.own_scale);
            let scale = ScaleName { grid: record.session.grid.clone(), block };
            self.agreement.entry(scale.clone()).or_default().add(&given);
            self.severity.entry(scale).or_default().add(&record.sha256, &given);
            let marks: BTreeSet<u32> = given.iter().map(|(_, mark)| *mark).collect();
            if let (true, Some(least), Some(most)) = (given.len() > 1, marks.first(), marks.last()) {
                let apart = usize::try_from(most - least).unwrap_or(usize::MAX).min(3);
                self.gaps.items += 1;
                self.gaps.steps[apart] += 1;
                self.gaps.beyond += u64::from(item.beyond_threshold);
            }
        }
    }

    fn tally(self, certification: Arc<CertificationKey>, candidates: [u64; 4], blocks: Vec<BlockTally>) -> Tally {
        let mut items: BTreeMap<ItemName, (usize, ItemCount)> = BTreeMap::new();
        for ((name, place), count) in self.items {
            // An item stands further down where more blocks are presented: it is one item all the same.
            let entry = items.entry(name).or_insert_with(|| (place, ItemCount::default()));
            entry.0 = entry.0.min(place);
            entry.1.add(count);
        }
        let mut items: Vec<_> = items.into_iter().collect();
        items.sort_by(|((block, code), (place, _)), ((other, second), (next, _))| {
            // Transversal competences, which have no block, come last.
            (block.is_none(), block, place, code).cmp(&(other.is_none(), other, next, second))
        });
        let item = |((block, code), (_, count)): (ItemName, (usize, ItemCount))| ItemTally {
            block,
            code,
            text: count.text.unwrap_or_else(|| "".into()),
            marks: count.marks.into_iter().map(|((_, words), often)| (words, often)).collect(),
            unmarked: count.unmarked,
        };
        Tally {
            certification,
            candidates,
            blocks,
            items: items.into_iter().map(item).collect(),
            phases: self.phases.into_values().collect(),
            gaps: self.gaps,
            agreement: self.agreement.into_iter().map(|(scale, marks)| (scale, marks.agreement())).collect(),
            severity: self.severity.into_iter().map(|(scale, marks)| (scale, marks.severity())).collect(),
        }
    }
}

impl ItemCount {
    fn add(&mut self, other: Self) {
        self.text = self.text.take().max(other.text);
        self.unmarked += other.unmarked;
        for (mark, often) in other.marks {
            *self.marks.entry(mark).or_default() += often;
        }
    }
}

impl PhaseTally {
    fn none(title: &Arc<str>) -> Self {
        Self { title: Arc::clone(title), hearings: 0, due: 0, used: 0, over: 0, longest_over: 0 }
    }

    fn take(&mut self, phase: &Phase) {
        let (due, used) = (phase.due.as_secs(), phase.used.as_secs());
        self.hearings += 1;
        self.due += due;
        self.used += used;
        self.over += u64::from(used > due);
        self.longest_over = self.longest_over.max(used.saturating_sub(due));
    }
}
