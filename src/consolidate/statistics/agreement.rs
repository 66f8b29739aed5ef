//! How far jurors agree: Krippendorff's alpha, for marks that have an order.
//!
//! After K. Krippendorff, “Computing Krippendorff's Alpha-Reliability”, 2011: 1 is agreement without exception, 0 is
//! what marks drawn at random from the same ones would give, below 0 is worse than that.
//!
//! The ordinal metric counts how many marks stand between two marks. With every mark replaced by the middle of the
//! places that it takes when all are put in order, that is the plain difference, and what follows is counted so.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use super::by_juror;

/// The fewest units on which alpha is given: 81.
///
/// With fewer, two jurors who give four levels equally often could be taken for reliable (alpha of at least 0.667)
/// while they are not, in more than one case of twenty: D. A. Bloch and H. C. Kraemer, “2 × 2 kappa coefficients”,
/// Biometrics 45, 1989, equation 3.7, as K. Krippendorff, *Content Analysis*, applies it to alpha.
pub const FEWEST_UNITS: u64 = 81;

/// Marks being gathered, of one scale: a rank of one scale means nothing on another.
///
/// What is kept grows with the ranks that are used and the jurors, not with the units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks<J> {
    /// Units with at least two marks; the others say nothing of agreement.
    units: u64,
    jurors: BTreeSet<J>,
    /// How often each rank was given in these units.
    ranks: BTreeMap<u32, u64>,
    /// For each number of other jurors: how often two ranks, the lower one first, were given to one unit.
    apart: BTreeMap<u64, BTreeMap<(u32, u32), u64>>,
}

/// How far jurors agree, and on what that rests.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// Krippendorff's alpha, ordinal; at most 1. Only two or three decimals mean something.
    pub alpha: f64,
    /// How many units it rests on: those that two jurors at least marked.
    pub units: u64,
    /// How many marks these have.
    pub marks: u64,
    /// How many different ranks were given.
    pub ranks: usize,
    /// How many jurors gave them.
    pub jurors: usize,
}

/// Why alpha is not given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoAgreement {
    /// No unit was marked by two jurors.
    NoPair,
    /// Fewer units than [`FEWEST_UNITS`].
    TooFewUnits {
        /// How many there are.
        found: u64,
    },
    /// All gave one and the same rank everywhere: nothing tells agreement from a scale that is not used.
    OneRank,
}

impl<J: Ord + Clone> Default for Marks<J> {
    fn default() -> Self {
        Self { units: 0, jurors: BTreeSet::new(), ranks: BTreeMap::new(), apart: BTreeMap::new() }
    }
}

impl<J: Ord + Clone> Marks<J> {
    /// Adds a unit: the ranks, on the scale, that different jurors gave to one item of one candidate. Jurors who did
    /// not mark it are left out.
    pub fn add(&mut self, marks: &[(J, u32)]) {
        let marks = by_juror(marks);
        let Some(others) = u64::try_from(marks.len()).ok().and_then(|count| count.checked_sub(1)) else { return };
        if others == 0 {
            return;
        }
        self.units += 1;
        for juror in marks.keys() {
            if !self.jurors.contains(*juror) {
                self.jurors.insert((*juror).clone());
            }
        }
        let mut given: BTreeMap<u32, u64> = BTreeMap::new();
        for rank in marks.into_values() {
            *given.entry(rank).or_default() += 1;
        }
        let apart = self.apart.entry(others).or_default();
        for (low, count) in &given {
            *self.ranks.entry(*low).or_default() += count;
            for (high, more) in given.range((Bound::Excluded(*low), Bound::Unbounded)) {
                *apart.entry((*low, *high)).or_default() += count * more;
            }
        }
    }

    /// Adds what was gathered elsewhere.
    pub fn merge(&mut self, other: Self) {
        self.units += other.units;
        self.jurors.extend(other.jurors);
        for (rank, count) in other.ranks {
            *self.ranks.entry(rank).or_default() += count;
        }
        for (others, apart) in other.apart {
            let own = self.apart.entry(others).or_default();
            for (pair, count) in apart {
                *own.entry(pair).or_default() += count;
            }
        }
    }

    /// How far the jurors agree.
    ///
    /// # Errors
    /// [`NoAgreement`], where a number would say what it does not know.
    pub fn agreement(&self) -> Result<Agreement, NoAgreement> {
        match self.units {
            0 => Err(NoAgreement::NoPair),
            _ if self.ranks.len() == 1 => Err(NoAgreement::OneRank),
            found if found < FEWEST_UNITS => Err(NoAgreement::TooFewUnits { found }),
            units => Ok(Agreement {
                alpha: self.alpha(),
                units,
                marks: self.ranks.values().sum(),
                ranks: self.ranks.len(),
                jurors: self.jurors.len(),
            }),
        }
    }

    /// Alpha, whatever it rests on; two ranks at least must have been given.
    fn alpha(&self) -> f64 {
        // Twice the middle of a rank's places, so that halves stay whole.
        let mut middles: BTreeMap<u32, u128> = BTreeMap::new();
        let (mut before, mut sum, mut squares) = (0_u128, 0_u128, 0_u128);
        for (rank, count) in &self.ranks {
            let count = u128::from(*count);
            let middle = 2 * before + count;
            sum += count * middle;
            squares += count * middle * middle;
            before += count;
            middles.insert(*rank, middle);
        }
        // The squares of all differences, each pair once.
        let expected = before * squares - sum * sum;
        let middle = |rank: &u32| middles.get(rank).copied().unwrap_or_default();
        let observed = self.apart.iter().map(|(others, apart)| {
            let squares = apart.iter().map(|((low, high), count)| {
                let apart = middle(high).abs_diff(middle(low));
                u128::from(*count) * apart * apart
            });
            float(squares.sum()) / float(u128::from(*others))
        });
        1.0 - float(before.saturating_sub(1)) * observed.sum::<f64>() / float(expected)
    }
}

#[allow(clippy::cast_precision_loss, reason = "alpha is shown with three decimals")]
fn float(number: u128) -> f64 {
    number as f64
}

#[cfg(test)]
#[allow(clippy::cast_precision_loss, reason = "a few hundred marks")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The ranks of a unit, by the place of their juror.
    type Unit = Vec<Option<u32>>;

    fn unit(marks: &[Option<u32>]) -> Vec<(usize, u32)> {
        marks.iter().enumerate().filter_map(|(juror, rank)| Some((juror, (*rank)?))).collect()
    }

    fn gathered(units: &[Unit]) -> Marks<usize> {
        let mut marks = Marks::default();
        for marked in units {
            marks.add(&unit(marked));
        }
        marks
    }

    /// The worked example of Krippendorff 2011, section D: four observers, twelve units.
    fn published() -> Vec<Unit> {
        let rows: [[u32; 12]; 4] = [
            [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
            [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
            [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
            [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
        ];
        (0..12).map(|unit| rows.iter().map(|row| Some(row[unit]).filter(|rank| *rank > 0)).collect()).collect()
    }

    #[test]
    fn the_published_example() {
        let marks = gathered(&published());
        assert!((marks.alpha() - 0.815).abs() < 0.0005, "{}", marks.alpha());
        assert_eq!(marks.agreement(), Err(NoAgreement::TooFewUnits { found: 11 }));
        // As often as it takes to rest on enough units.
        let mut all = Marks::default();
        (0..8).for_each(|_| all.merge(marks.clone()));
        let agreement = all.agreement().unwrap();
        assert_eq!((agreement.units, agreement.marks, agreement.ranks, agreement.jurors), (88, 320, 5, 4));
        // The marks drawn at random are then drawn from 320 instead of 40.
        let expected = 1.0 - (1.0 - marks.alpha()) * (319.0 / 320.0) / (39.0 / 40.0);
        assert!((agreement.alpha - expected).abs() < 1e-12, "{agreement:?}");
    }

    #[test]
    fn nothing_is_said_on_too_little() {
        let times = |count: usize, marks: &[Option<u32>]| gathered(&vec![marks.to_vec(); count]).agreement();
        assert_eq!(times(0, &[]), Err(NoAgreement::NoPair));
        assert_eq!(times(100, &[Some(1), None]), Err(NoAgreement::NoPair));
        assert_eq!(times(100, &[Some(3), Some(3)]), Err(NoAgreement::OneRank));
        assert_eq!(times(80, &[Some(1), Some(3)]), Err(NoAgreement::TooFewUnits { found: 80 }));
        assert!(times(81, &[Some(1), Some(3)]).unwrap().alpha < 0.0);
        // A juror who is there twice is no pair.
        let mut marks = Marks::default();
        marks.add(&[("a", 1), ("a", 2)]);
        assert_eq!(marks.agreement(), Err(NoAgreement::NoPair));
        // The highest rank there can be.
        marks.add(&[("a", u32::MAX), ("b", 0)]);
        assert_eq!(marks.agreement(), Err(NoAgreement::TooFewUnits { found: 1 }));
    }

    #[test]
    fn agreement_without_exception_is_one() {
        let units: Vec<Unit> = (0..90).map(|unit| vec![Some(unit % 3), Some(unit % 3), None]).collect();
        assert!((gathered(&units).agreement().unwrap().alpha - 1.0).abs() < f64::EPSILON);
    }

    /// Alpha as it is defined: every pair of marks of a unit, against every pair of marks at all.
    fn by_definition(units: &[Unit]) -> f64 {
        let units: Vec<Vec<u32>> = units.iter().map(|marks| marks.iter().flatten().copied().collect()).collect();
        let units: Vec<_> = units.into_iter().filter(|marks| marks.len() > 1).collect();
        let all: Vec<u32> = units.concat();
        let count = |rank: u32| all.iter().filter(|given| **given == rank).count() as f64;
        let apart = |one: u32, other: u32| {
            let between: f64 = (one.min(other)..=one.max(other)).map(count).sum();
            (between - f64::midpoint(count(one), count(other))).powi(2)
        };
        let pairs = |marks: &[u32]| -> f64 {
            marks.iter().map(|one| marks.iter().map(|other| apart(*one, *other)).sum::<f64>()).sum()
        };
        let observed: f64 = units.iter().map(|marks| pairs(marks) / (marks.len() - 1) as f64).sum();
        1.0 - observed * (all.len() - 1) as f64 / pairs(&all)
    }

    fn units() -> impl Strategy<Value = Vec<Unit>> {
        let rank = proptest::option::weighted(0.8, 0..6_u32);
        proptest::collection::vec(proptest::collection::vec(rank, 0..6), 0..40)
    }

    proptest! {
        #[test]
        fn alpha_is_what_it_is_defined_to_be(units in units()) {
            let marks = gathered(&units);
            if marks.ranks.len() > 1 {
                let (ours, defined) = (marks.alpha(), by_definition(&units));
                prop_assert!((ours - defined).abs() < 1e-9, "{ours} {defined}");
            }
        }

        #[test]
        fn neither_order_nor_sharing_out_nor_unused_ranks_change_a_digit(units in units(), at in 0..40_usize) {
            let whole = gathered(&units);
            let (first, second) = units.split_at(at.min(units.len()));
            let mut merged = gathered(second);
            merged.merge(gathered(first));
            prop_assert_eq!(&merged, &whole);
            let spread: Vec<Unit> =
                units.iter().map(|marks| marks.iter().map(|rank| rank.map(|rank| rank * 7 + 3)).collect()).collect();
            if whole.ranks.len() > 1 {
                prop_assert_eq!(gathered(&spread).alpha().to_bits(), whole.alpha().to_bits());
            }
        }
    }
}
