//! The sheets of jurors who marked alone, held against each other and against what was retained.
//!
//! The grid is not here: what its scale alone could say, such as whether a level lies between two others, is left to
//! the journal.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::coherence::said;
use crate::domain::event::{Author, How};
use crate::domain::id::{ItemCode, MarkCode, MemberId};
use crate::domain::minutes::{HearingState, ItemPart, Minutes, SheetPart};

/// Whether the sheets are those of the jurors who marked: none before a reveal, and one for each after it.
pub(super) fn sheets(minutes: &Minutes) -> bool {
    let alone = minutes.session.mode == "individual";
    if alone != minutes.session.president_marks.is_some() {
        return false;
    }
    if minutes.revealed_at.is_none() {
        // Where jurors mark alone, nothing is the jury's before the reveal: only an absence can do without.
        let nothing = |item: &ItemPart| item.mark.is_none() && item.comment.is_none();
        let undisclosed = !alone || (minutes.state == HearingState::Absent && minutes.item.iter().all(nothing));
        return minutes.sheet.is_empty() && undisclosed;
    }
    let place = |id: &MemberId| minutes.jury.iter().position(|member| member.id == *id);
    let places: Vec<_> = minutes.sheet.iter().map(|sheet| place(&sheet.member)).collect();
    let ordered = places.iter().all(Option::is_some) && places.windows(2).all(|pair| pair[0] < pair[1]);
    let recused = |id: &MemberId| minutes.recusal.iter().any(|recusal| recusal.member == *id);
    let sound = |sheet: &SheetPart| {
        let sealed = sheet.sealed_at.is_some() == sheet.commitment.is_some()
            && (sheet.signature.is_none() || sheet.commitment.is_some());
        let why = sheet.missing.as_deref().is_none_or(said);
        !recused(&sheet.member) && sealed && why && (sheet.missing.is_some() || sheet.salt.is_some())
    };
    alone
        && minutes.state != HearingState::Absent
        && ordered
        && minutes.sheet.iter().all(|sheet| sound(sheet) && lines(minutes, sheet))
        && everybody(minutes)
}

/// A sheet has one line an item at most, in their order, and none that says nothing.
fn lines(minutes: &Minutes, sheet: &SheetPart) -> bool {
    let place = |code: &ItemCode| minutes.item.iter().position(|item| item.code == *code);
    let places: Vec<_> = sheet.mark.iter().map(|line| place(&line.item)).collect();
    places.iter().all(Option::is_some)
        && places.windows(2).all(|pair| pair[0] < pair[1])
        && sheet.mark.iter().all(|line| line.mark.is_some() || line.comment.as_deref().is_some_and(said))
}

/// Who sat has a sheet: all but those who came late, maybe after the reveal, and those who presided without marking.
fn everybody(minutes: &Minutes) -> bool {
    let has: BTreeSet<_> = minutes.sheet.iter().map(|sheet| &sheet.member).collect();
    let late = |id: &MemberId| minutes.jury_move.iter().any(|each| each.member == *id && each.came);
    let without = minutes
        .jury
        .iter()
        .filter(|member| member.present == Some(true) && !has.contains(&member.id) && !late(&member.id))
        .count();
    // Each of those who presided one after the other may have done so without marking.
    minutes.session.president_marks == Some(false) && without <= minutes.presidency.len() + 1 || without == 0
}

/// The items whose retained mark is none that could come of the sheets.
pub(super) fn wrong(minutes: &Minutes) -> impl Iterator<Item = &ItemPart> {
    minutes.item.iter().filter(|item| !holds(minutes, item))
}

fn holds(minutes: &Minutes, item: &ItemPart) -> bool {
    if minutes.revealed_at.is_none() {
        return item.retained.is_none() && item.retained_reason.is_none() && !item.beyond_threshold;
    }
    let given = Given::of(minutes, &item.code);
    let (Some(mark), Some(how)) = (&item.mark, item.retained) else {
        return item.mark.is_none() && item.retained.is_none() && item.retained_reason.is_none();
    };
    if item.author != Some(Author::Jury) {
        return false;
    }
    // What a group is marked on together was retained before one candidate's sheets for all of them.
    if item.common {
        return true;
    }
    let common = given.common();
    // Some saw what others did not observe: that is beyond any threshold, and agreement within every one.
    let gap =
        if given.divided() { item.beyond_threshold } else { !item.beyond_threshold || given.distinct().len() > 1 };
    gap && match how {
        How::Common => common == Some(mark),
        How::CastingVote => item.retained_reason.is_none() && given.casting(minutes, mark),
        How::Choice => {
            let explained = item.retained_reason.as_deref().is_some_and(said);
            common != Some(mark) && (explained || !(item.beyond_threshold || given.outside(mark)))
        }
    }
}

/// The marks given to an item by those whose sheets were revealed.
struct Given<'a>(Vec<(&'a MemberId, Option<&'a MarkCode>)>);

impl<'a> Given<'a> {
    fn of(minutes: &'a Minutes, item: &ItemCode) -> Self {
        let revealed = minutes.sheet.iter().filter(|sheet| sheet.salt.is_some());
        let mark = |sheet: &'a SheetPart| {
            sheet.mark.iter().find(|line| line.item == *item).and_then(|line| line.mark.as_ref())
        };
        Self(revealed.map(|sheet| (&sheet.member, mark(sheet))).collect())
    }

    fn marks(&self) -> impl Iterator<Item = &'a MarkCode> {
        self.0.iter().filter_map(|(_, mark)| *mark)
    }

    fn distinct(&self) -> BTreeSet<&'a MarkCode> {
        self.marks().collect()
    }

    fn common(&self) -> Option<&'a MarkCode> {
        let (_, first) = self.0.first()?;
        self.0.iter().all(|(_, mark)| mark == first).then_some(*first)?
    }

    fn divided(&self) -> bool {
        let unseen = self.marks().filter(|mark| mark.is_not_observed()).count();
        unseen > 0 && unseen < self.marks().count()
    }

    /// Whether no juror was where this mark is, as far as the marks alone can tell.
    fn outside(&self, mark: &MarkCode) -> bool {
        let given = self.distinct();
        if given.is_empty() || given.contains(mark) {
            return false;
        }
        let number = |mark: &&MarkCode| mark.as_str().parse::<Decimal>().ok();
        let numbers: Option<Vec<Decimal>> = given.iter().map(number).collect();
        match (number(&mark), numbers.as_deref().and_then(|all| all.iter().min().zip(all.iter().max()))) {
            (Some(here), Some((least, most))) => here < *least || *most < here,
            // Between two levels there may be a third.
            (_, _) => given.len() < 2,
        }
    }

    /// Whether the votes are equally divided, with the president's for this mark, or that of one who presided before.
    fn casting(&self, minutes: &Minutes, mark: &MarkCode) -> bool {
        // Who presided first is not said: where another came to preside, it may have been anybody.
        let presides = |id: &MemberId| minutes.jury.iter().any(|member| member.id == *id && member.president);
        let may = |id: &MemberId| !minutes.presidency.is_empty() || presides(id);
        let held = self.0.iter().any(|(id, given)| *given == Some(mark) && may(id));
        let count = |code: &MarkCode| self.marks().filter(|each| *each == code).count();
        held && self.marks().filter(|each| *each != mark).map(count).max() == Some(count(mark))
    }
}
