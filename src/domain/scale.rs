//! What a mark can be, and what it is worth: the only place that reads a mark's code.

use rust_decimal::Decimal;

use super::id::MarkCode;
use super::wording::Wording;

/// The code of the mark that says « non observé », on any scale.
pub const NOT_OBSERVED: &str = "not-observed";

/// How items are marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// What marks there are.
    pub marks: Marks,
    /// Why this scale was chosen, if the source text is silent.
    pub editorial: Option<String>,
}

/// The marks of a scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Marks {
    /// Named levels from the lowest to the highest, two to nine of them.
    Levels(Vec<Level>),
    /// Points.
    Points(Points),
}

/// One level of a scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// Its name in files.
    pub id: MarkCode,
    /// Its name on screen.
    pub title: Wording,
    /// What it means, in the words of the grid.
    pub meaning: Option<Wording>,
    /// What it is worth in a mean, in points; every level of a scale has a value, or none has.
    pub value: Option<Decimal>,
}

/// Points from the least to the most, by steps. Exact decimals, of at most three places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Points {
    /// The least.
    pub least: Decimal,
    /// The most.
    pub most: Decimal,
    /// The step; the most is a whole number of steps above the least.
    pub step: Decimal,
}

impl Points {
    /// Whether these points can be given.
    pub fn allow(&self, points: Decimal) -> bool {
        points >= self.least && points <= self.most && (points - self.least) % self.step == Decimal::ZERO
    }
}

impl MarkCode {
    /// The mark that says that the item was not observed.
    pub fn not_observed() -> Self {
        Self::new(NOT_OBSERVED)
    }

    /// Whether the mark says that the item was not observed.
    pub fn is_not_observed(&self) -> bool {
        self.as_str() == NOT_OBSERVED
    }

    /// The mark of so many points: one spelling for one number.
    pub fn points(points: Decimal) -> Self {
        Self::new(points.normalize().to_string())
    }
}

impl Scale {
    /// The levels, lowest first; none on a scale of points.
    pub fn levels(&self) -> &[Level] {
        match &self.marks {
            Marks::Levels(levels) => levels,
            Marks::Points(_) => &[],
        }
    }

    /// The points that can be given; none on a scale of levels.
    pub fn points(&self) -> Option<&Points> {
        match &self.marks {
            Marks::Levels(_) => None,
            Marks::Points(points) => Some(points),
        }
    }

    /// The rank of a level, from 1 (lowest); it is also the digit that marks.
    pub fn rank(&self, mark: &MarkCode) -> Option<usize> {
        self.levels().iter().position(|each| each.id == *mark).map(|index| index + 1)
    }

    /// The level of a rank, from 1.
    pub fn at_rank(&self, rank: usize) -> Option<&Level> {
        self.levels().get(rank.checked_sub(1)?)
    }

    /// The level with this name.
    pub fn level(&self, id: &MarkCode) -> Option<&Level> {
        self.levels().iter().find(|each| each.id == *id)
    }

    /// Whether this is a mark of the scale, written the one way it is written; « non observé » is not.
    pub fn has(&self, mark: &MarkCode) -> bool {
        match &self.marks {
            Marks::Levels(_) => self.level(mark).is_some(),
            Marks::Points(points) => {
                decimal(mark.as_str()).is_some_and(|given| points.allow(given) && MarkCode::points(given) == *mark)
            }
        }
    }

    /// What a mark is worth in a mean, in points; none where the scale's levels have no value.
    pub fn value(&self, mark: &MarkCode) -> Option<Decimal> {
        match &self.marks {
            Marks::Levels(_) => self.level(mark)?.value,
            Marks::Points(_) => decimal(mark.as_str()),
        }
    }

    /// Whether a mark is below another; one that is not of this scale is below every mark.
    pub fn is_below(&self, mark: &MarkCode, other: &MarkCode) -> bool {
        match &self.marks {
            Marks::Levels(_) => self.rank(mark) < self.rank(other),
            Marks::Points(_) => decimal(mark.as_str()) < decimal(other.as_str()),
        }
    }

    /// The least and the most that a mark of the scale is worth in a mean; none where its levels have no value.
    pub fn bounds(&self) -> Option<(Decimal, Decimal)> {
        match &self.marks {
            Marks::Levels(levels) => {
                let values: Option<Vec<_>> = levels.iter().map(|level| level.value).collect();
                let values = values?;
                Some((*values.iter().min()?, *values.iter().max()?))
            }
            Marks::Points(points) => Some((points.least, points.most)),
        }
    }
}

/// The most digits a number may have before and after its separator: sums and products of such numbers are exact.
const DIGITS: (usize, usize) = (6, 3);

/// A number written in digits, not negative: `12`, `12.5` or `12,5`; at most six digits before the separator and three
/// after it. None for anything else.
pub fn decimal(text: &str) -> Option<Decimal> {
    let (whole, part) = text.split_once(['.', ',']).map_or((text, None), |(whole, part)| (whole, Some(part)));
    let digits = |text: &str, most| (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole, DIGITS.0) || part.is_some_and(|part| !digits(part, DIGITS.1)) {
        return None;
    }
    text.replace(',', ".").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(least: &str, most: &str, step: &str) -> Scale {
        let number = |text| decimal(text).unwrap();
        let points = Points { least: number(least), most: number(most), step: number(step) };
        Scale { marks: Marks::Points(points), editorial: None }
    }

    #[test]
    fn points_have_one_spelling_each() {
        let scale = points("0", "20", "0.5");
        for code in ["0", "0.5", "12.5", "20"] {
            assert!(scale.has(&MarkCode::new(code)), "{code}");
        }
        for code in ["", "-1", "20.5", "12.25", "12.50", "12,5", "012", "1e1", "+5", " 5", "acquis", NOT_OBSERVED] {
            assert!(!scale.has(&MarkCode::new(code)), "{code}");
        }
        assert_eq!(MarkCode::points(decimal("12,50").unwrap()).as_str(), "12.5");
        assert_eq!(MarkCode::points(decimal("10").unwrap()).as_str(), "10");
    }

    #[test]
    fn a_step_counts_from_the_least() {
        let scale = points("1", "6", "0.25");
        assert!(scale.has(&MarkCode::new("1.25")) && !scale.has(&MarkCode::new("1.1")));
        let thirds = points("0", "1", "0.3");
        assert!(thirds.has(&MarkCode::new("0.9")) && !thirds.has(&MarkCode::new("1")));
    }

    #[test]
    fn points_compare_as_numbers_not_as_text() {
        let scale = points("0", "20", "0.5");
        assert!(scale.is_below(&MarkCode::new("9.5"), &MarkCode::new("10")));
        assert!(!scale.is_below(&MarkCode::new("10"), &MarkCode::new("10")));
        assert!(scale.is_below(&MarkCode::not_observed(), &MarkCode::new("0")));
    }

    #[test]
    fn numbers_that_could_overflow_or_lose_a_digit_are_no_numbers() {
        for text in ["1234567", "0.0001", "1.", ".5", "1.2.3", "١", "1 000", "NaN", "99999999999999999999999999999999"]
        {
            assert_eq!(decimal(text), None, "{text}");
        }
        assert_eq!(decimal("999999.999").unwrap().to_string(), "999999.999");
    }
}
