//! Who marks lower or higher than the jurors beside them, where that can be told at all.
//!
//! A juror is held against the mean of the others on the very same items of the same candidates, so that good and
//! weak candidates weigh on both sides alike. That says nothing across groups of jurors who never sat together: each
//! group stands for itself.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::by_juror;

/// The fewest shared items for which a juror is compared: with fewer, one hard item outweighs the rest.
pub const FEWEST_ITEMS: u64 = 20;

/// The fewest co-jurors, or hearings, over which they must be spread: with one of each, what differs may be the other
/// juror, or how that one candidate struck them.
pub const FEWEST_SOURCES: usize = 2;

/// To how many decimals of a step the difference is rounded.
const DECIMALS: u32 = 3;

/// Marks being gathered, of one scale: a step of one scale is not that of another.
///
/// What is kept grows with the jurors and with who sat with whom, not with the items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks<J, H> {
    jurors: BTreeMap<J, Shared<J, H>>,
}

/// What a juror has in common with others.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shared<J, H> {
    items: u64,
    beside: BTreeSet<J>,
    hearings: Hearings<H>,
    /// For each number of others: the sum of so many times the own mark, less the others' marks.
    differences: BTreeMap<u32, i64>,
}

/// The hearings of shared items: no more needs to be known than whether there are two.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Hearings<H> {
    None,
    One(H),
    More,
}

/// What the marks say of the jurors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Severity<J> {
    /// Jurors who can be compared, those with each other who sat together, through others too; in the order of the
    /// first juror.
    pub groups: Vec<Vec<Compared<J>>>,
    /// Jurors who cannot, in their order.
    pub not_compared: Vec<NotCompared<J>>,
}

/// A juror held against those beside them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared<J> {
    /// Who.
    pub juror: J,
    /// How many steps of the scale above the mean of the others, on average; below it where negative. Rounded to three
    /// decimals.
    pub difference: Decimal,
    /// On how many items.
    pub items: u64,
    /// Beside how many others.
    pub beside: usize,
}

/// A juror who is not compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotCompared<J> {
    /// Who.
    pub juror: J,
    /// Why.
    pub why: Why,
}

/// Why a juror is not compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Nobody else marked what this juror marked.
    Alone,
    /// Fewer shared items than [`FEWEST_ITEMS`].
    TooFewItems {
        /// How many there are.
        found: u64,
    },
    /// One hearing beside one other juror.
    OneHearing,
}

impl<J: Ord + Clone, H: Ord + Clone> Default for Marks<J, H> {
    fn default() -> Self {
        Self { jurors: BTreeMap::new() }
    }
}

impl<J: Ord + Clone, H: Ord + Clone> Marks<J, H> {
    /// Adds a unit: the places on the scale, in steps, that different jurors gave to one item of one candidate, in
    /// this hearing. Jurors who did not mark it are left out.
    pub fn add(&mut self, hearing: &H, marks: &[(J, u32)]) {
        let marks = by_juror(marks);
        let sum: i64 = marks.values().map(|mark| i64::from(*mark)).sum();
        let others = u32::try_from(marks.len()).unwrap_or(u32::MAX).saturating_sub(1);
        for (juror, mark) in &marks {
            let shared = self.jurors.entry((*juror).clone()).or_insert_with(Shared::none);
            if others == 0 {
                continue;
            }
            shared.items += 1;
            shared.hearings.add(hearing);
            let beside: Vec<_> =
                marks.keys().filter(|other| *other != juror && !shared.beside.contains(**other)).collect();
            shared.beside.extend(beside.into_iter().map(|other| (*other).clone()));
            let own = i64::from(*mark);
            let difference = shared.differences.entry(others).or_default();
            *difference = difference.saturating_add(i64::from(others).saturating_mul(own) - (sum - own));
        }
    }

    /// Adds what was gathered elsewhere.
    pub fn merge(&mut self, other: Self) {
        for (juror, more) in other.jurors {
            let Some(shared) = self.jurors.get_mut(&juror) else {
                self.jurors.insert(juror, more);
                continue;
            };
            match more.hearings {
                Hearings::None => {}
                Hearings::One(hearing) => shared.hearings.add(&hearing),
                Hearings::More => shared.hearings = Hearings::More,
            }
            shared.items += more.items;
            shared.beside.extend(more.beside);
            for (others, difference) in more.differences {
                let sum = shared.differences.entry(others).or_default();
                *sum = sum.saturating_add(difference);
            }
        }
    }

    /// What the marks say of the jurors.
    pub fn severity(&self) -> Severity<J> {
        let mut not_compared = Vec::new();
        let mut compared = BTreeMap::new();
        for (juror, shared) in &self.jurors {
            match shared.comparable() {
                Ok(()) => drop(compared.insert(juror, shared)),
                Err(why) => not_compared.push(NotCompared { juror: juror.clone(), why }),
            }
        }
        let groups = together(&compared).into_iter().map(|group| {
            let of = |(juror, shared): (&J, &Shared<J, H>)| {
                let (difference, items, beside) = (shared.difference(), shared.items, shared.beside.len());
                Compared { juror: juror.clone(), difference, items, beside }
            };
            group.into_iter().map(of).collect()
        });
        Severity { groups: groups.collect(), not_compared }
    }
}

type ByJuror<'m, J, H> = BTreeMap<&'m J, &'m Shared<J, H>>;

/// Jurors in groups of those who sat together, through others too; only these jurors link others.
fn together<'m, J: Ord, H>(jurors: &ByJuror<'m, J, H>) -> Vec<ByJuror<'m, J, H>> {
    let mut groups = Vec::new();
    let mut seen: BTreeSet<&J> = BTreeSet::new();
    for first in jurors.keys() {
        let mut group = BTreeMap::new();
        let mut next = vec![*first];
        while let Some(juror) = next.pop() {
            if let (Some((juror, shared)), true) = (jurors.get_key_value(juror), seen.insert(juror)) {
                group.insert(*juror, *shared);
                next.extend(&shared.beside);
            }
        }
        if !group.is_empty() {
            groups.push(group);
        }
    }
    groups
}

impl<J, H> Shared<J, H> {
    fn none() -> Self {
        Self { items: 0, beside: BTreeSet::new(), hearings: Hearings::None, differences: BTreeMap::new() }
    }

    fn comparable(&self) -> Result<(), Why> {
        let spread = self.beside.len() >= FEWEST_SOURCES || matches!(self.hearings, Hearings::More);
        match self.items {
            0 => Err(Why::Alone),
            found if found < FEWEST_ITEMS => Err(Why::TooFewItems { found }),
            _ if !spread => Err(Why::OneHearing),
            _ => Ok(()),
        }
    }

    /// The mean of the differences, each to the mean of the others.
    fn difference(&self) -> Decimal {
        let sums = self.differences.iter().map(|(others, sum)| Decimal::from(*sum) / Decimal::from(*others));
        (sums.sum::<Decimal>() / Decimal::from(self.items.max(1))).round_dp(DECIMALS).normalize()
    }
}

impl<H: PartialEq + Clone> Hearings<H> {
    fn add(&mut self, hearing: &H) {
        match self {
            Self::None => *self = Self::One(hearing.clone()),
            Self::One(first) if first != hearing => *self = Self::More,
            Self::One(_) | Self::More => {}
        }
    }
}

#[cfg(test)]
#[allow(clippy::cast_precision_loss, reason = "a few hundred marks")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Unit = (u8, Vec<(char, u32)>);

    fn gathered(units: &[Unit]) -> Marks<char, u8> {
        let mut marks = Marks::default();
        for (hearing, unit) in units {
            marks.add(hearing, unit);
        }
        marks
    }

    /// So many items of one hearing with these marks.
    fn items(count: usize, hearing: u8, marks: &[(char, u32)]) -> Vec<Unit> {
        vec![(hearing, marks.to_vec()); count]
    }

    fn differences(severity: &Severity<char>) -> Vec<Vec<(char, String)>> {
        let of = |compared: &Compared<char>| (compared.juror, compared.difference.to_string());
        severity.groups.iter().map(|group| group.iter().map(of).collect()).collect()
    }

    fn reasons(severity: &Severity<char>) -> Vec<(char, Why)> {
        severity.not_compared.iter().map(|each| (each.juror, each.why)).collect()
    }

    #[test]
    fn jurors_are_held_against_the_mean_of_those_beside_them() {
        let mut units = items(20, 1, &[('a', 2), ('b', 3), ('c', 3)]);
        units.extend(items(20, 2, &[('a', 3), ('b', 4)]));
        let severity = gathered(&units).severity();
        // On 20 items −1 and on 20 −1; on 20 items +0.5 and on 20 +1; on 20 items +0.5.
        let expected =
            [("-1", 'a'), ("0.75", 'b'), ("0.5", 'c')].map(|(difference, juror)| (juror, difference.to_owned()));
        assert_eq!(differences(&severity), [expected.to_vec()]);
        let a = &severity.groups[0][0];
        assert_eq!((a.items, a.beside), (40, 2));
        let thirds = items(20, 1, &[('a', 1), ('b', 1), ('c', 2), ('d', 1)]);
        assert_eq!(gathered(&thirds).severity().groups[0][0].difference.to_string(), "-0.333");
    }

    #[test]
    fn who_never_sat_with_whom_is_in_another_group() {
        let mut units = items(20, 1, &[('z', 2), ('b', 3), ('c', 3)]);
        units.extend(items(20, 2, &[('a', 1), ('x', 4), ('y', 4)]));
        let groups = |units: &[Unit]| -> Vec<String> {
            let severity = gathered(units).severity();
            severity.groups.iter().map(|group| group.iter().map(|compared| compared.juror).collect()).collect()
        };
        assert_eq!(groups(&units), ["axy", "bcz"]);
        // Somebody who hardly sat does not link the two rooms; somebody who did does.
        let passing = [items(1, 3, &[('p', 1), ('a', 1)]), items(1, 4, &[('p', 1), ('z', 1)])].concat();
        assert_eq!(groups(&[units.clone(), passing].concat()), ["axy", "bcz"]);
        let linking = [items(10, 3, &[('p', 1), ('a', 1)]), items(10, 4, &[('p', 1), ('z', 1)])].concat();
        assert_eq!(groups(&[units, linking].concat()), ["abcpxyz"]);
    }

    #[test]
    fn who_cannot_be_compared_is_named_with_the_reason() {
        let mut units = items(30, 1, &[('a', 2), ('b', 3)]);
        units.extend(items(19, 2, &[('c', 2), ('d', 3), ('e', 3)]));
        units.extend(items(50, 3, &[('f', 1)]));
        // The same juror twice is nobody beside.
        units.extend(items(50, 3, &[('g', 1), ('g', 2)]));
        let severity = gathered(&units).severity();
        assert!(severity.groups.is_empty());
        let few = Why::TooFewItems { found: 19 };
        let (one, alone) = (Why::OneHearing, Why::Alone);
        let expected = [('a', one), ('b', one), ('c', few), ('d', few), ('e', few), ('f', alone), ('g', alone)];
        assert_eq!(reasons(&severity), expected);
        // One more hearing is enough, and one item on which a juror was alone is none.
        units.extend(items(1, 4, &[('a', 2), ('b', 3)]));
        assert_eq!(differences(&gathered(&units).severity()).len(), 1);
        let alone_elsewhere = [items(30, 1, &[('a', 2), ('b', 3)]), items(9, 2, &[('a', 2)])].concat();
        assert_eq!(reasons(&gathered(&alone_elsewhere).severity()), [('a', one), ('b', one)]);
    }

    fn units() -> impl Strategy<Value = Vec<Unit>> {
        let mark = (proptest::char::range('a', 'g'), 0..6_u32);
        proptest::collection::vec((0..4_u8, proptest::collection::vec(mark, 0..5)), 0..120)
    }

    proptest! {
        #[test]
        fn neither_order_nor_sharing_out_changes_anything(units in units(), at in 0..120_usize) {
            let whole = gathered(&units);
            let (first, second) = units.split_at(at.min(units.len()));
            let mut merged = gathered(second);
            merged.merge(gathered(first));
            prop_assert_eq!(&merged, &whole);
            let backwards: Vec<Unit> = units.iter().rev().cloned().collect();
            prop_assert_eq!(gathered(&backwards).severity(), whole.severity());
        }

        #[test]
        fn differences_are_those_of_the_definition(units in units()) {
            let severity = gathered(&units).severity();
            for compared in severity.groups.iter().flatten() {
                let mut all = Vec::new();
                for (_, marks) in &units {
                    let marks = by_juror(marks);
                    let others: Vec<u32> =
                        marks.iter().filter(|(juror, _)| ***juror != compared.juror).map(|(_, mark)| *mark).collect();
                    if let (Some(own), false) = (marks.get(&compared.juror), others.is_empty()) {
                        let mean = f64::from(others.iter().sum::<u32>()) / others.len() as f64;
                        all.push(f64::from(*own) - mean);
                    }
                }
                let mean = all.iter().sum::<f64>() / all.len() as f64;
                let ours: f64 = compared.difference.to_string().parse().unwrap();
                prop_assert!((ours - mean).abs() < 0.000_501, "{ours} {mean}");
                prop_assert_eq!(usize::try_from(compared.items).unwrap(), all.len());
            }
        }
    }
}
