//! The marks of jurors who marked alone, side by side: whether they agree, and how far apart they are.

use rust_decimal::Decimal;

use super::grid::{Grid, Item};
use super::hearing::Hearing;
use super::id::{ItemCode, MarkCode, MemberId};
use super::scale::{Scale, decimal};

/// The jurors' marks on one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread<'a> {
    /// What each juror whose sheet was revealed gave, in the order of their names in files.
    pub marks: Vec<(&'a MemberId, Option<&'a MarkCode>)>,
    /// How far the highest is from the lowest, in levels or in points; none where fewer than two can be compared.
    pub gap: Option<Decimal>,
    /// Whether that is beyond the grid's threshold, or some saw what others did not observe.
    pub beyond: bool,
}

impl<'a> Spread<'a> {
    /// The marks given to this item.
    pub fn of(grid: &Grid, item: &Item<'_>, hearing: &'a Hearing) -> Self {
        let revealed = hearing.sheets.iter().filter_map(|(id, sheet)| Some((id, sheet.revealed.as_ref()?)));
        let marks: Vec<_> = revealed.map(|(id, revealed)| (id, revealed.sheet.mark(item.code))).collect();
        let scale = grid.scale_of(item);
        let given: Vec<&MarkCode> = marks.iter().filter_map(|(_, mark)| *mark).collect();
        let places: Vec<Decimal> = given.iter().filter_map(|mark| place(scale, mark)).collect();
        let gap = match (places.iter().min(), places.iter().max()) {
            (Some(least), Some(most)) if places.len() > 1 => Some(most - least),
            (_, _) => None,
        };
        let unseen = given.iter().filter(|mark| mark.is_not_observed()).count();
        let divided = unseen > 0 && unseen < given.len();
        let beyond = divided || gap.is_some_and(|gap| gap > grid.deliberation.gap);
        Self { marks, gap, beyond }
    }

    /// The mark that every juror gave; none where one did not mark, or nobody did.
    pub fn common(&self) -> Option<&'a MarkCode> {
        let (_, first) = self.marks.first()?;
        self.marks.iter().all(|(_, mark)| mark == first).then_some(*first)?
    }

    /// Whether retaining this mark needs a reason: the gap is beyond the threshold, or no juror was where it is.
    pub fn needs_reason(&self, scale: &Scale, mark: &MarkCode) -> bool {
        if self.common() == Some(mark) {
            return false;
        }
        let given: Vec<&MarkCode> = self.marks.iter().filter_map(|(_, mark)| *mark).collect();
        // Where no juror gave a mark there is nothing to depart from.
        if given.is_empty() || given.contains(&mark) {
            return self.beyond;
        }
        let places: Vec<Decimal> = given.iter().filter_map(|mark| place(scale, mark)).collect();
        let between = place(scale, mark).zip(places.iter().min().zip(places.iter().max()));
        self.beyond || !between.is_some_and(|(here, (least, most))| *least <= here && here <= *most)
    }

    /// The mark that the president's casting vote gives: the president's own, where no other mark was given by more
    /// jurors and at least one was given by as many.
    pub fn casting(&self, president: &MemberId) -> Option<&'a MarkCode> {
        let own = self.marks.iter().find(|(id, _)| *id == president).and_then(|(_, mark)| *mark)?;
        let count = |code: &MarkCode| self.marks.iter().filter(|(_, mark)| *mark == Some(code)).count();
        let others = self.marks.iter().filter_map(|(_, mark)| *mark).filter(|mark| *mark != own);
        (others.map(count).max() == Some(count(own))).then_some(own)
    }
}

/// Where a mark stands on its scale, in levels or in points; nowhere for what was not observed.
fn place(scale: &Scale, mark: &MarkCode) -> Option<Decimal> {
    match scale.points() {
        Some(_) => decimal(mark.as_str()),
        None => scale.rank(mark).map(Decimal::from),
    }
}

/// Items by what is left to discuss.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ToDiscuss {
    /// Those beyond the threshold.
    pub beyond: Vec<ItemCode>,
    /// Those on which jurors differ, within it.
    pub within: Vec<ItemCode>,
}

impl ToDiscuss {
    /// Sorts the items of a hearing whose sheets are revealed.
    pub fn of<'a>(grid: &Grid, items: impl IntoIterator<Item = Item<'a>>, hearing: &Hearing) -> Self {
        let mut sorted = Self::default();
        for item in items {
            let spread = Spread::of(grid, &item, hearing);
            if spread.beyond {
                sorted.beyond.push(item.code.clone());
            } else if spread.common().is_none() && spread.marks.iter().any(|(_, mark)| mark.is_some()) {
                sorted.within.push(item.code.clone());
            }
        }
        sorted
    }
}
