//! How `.xlsx` workbooks show numbers: which are dates, which have zeros in front.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::super::faults::SheetFault;
use super::sheet::{Holds, SheetCell, decimal};
use super::times;
use super::xml::{Step, local, walk};

/// The most zeros that a format puts in front: no identifier is longer.
const MOST_ZEROS: usize = 64;

/// How a number is shown, as far as a list needs to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberFormat {
    /// As it is.
    Plain,
    /// With zeros in front, to so many digits.
    Zeros(usize),
    /// In hundredths.
    Percent,
    /// As a date, an hour or both.
    Date,
}

/// The formats of a workbook's cells, by the number that a cell gives.
#[derive(Debug, Default)]
pub(super) struct Styles(Vec<NumberFormat>);

impl Styles {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, SheetFault> {
        let mut own = HashMap::new();
        let mut styles = Vec::new();
        let mut in_cells = false;
        walk(bytes, |step| {
            match step {
                Step::Open(element) => match local(element.name()) {
                    "numFmt" => {
                        let id = element.attribute("numFmtId")?.unwrap_or_default();
                        own.insert(id, NumberFormat::of(&element.attribute("formatCode")?.unwrap_or_default()));
                    }
                    "cellXfs" => in_cells = true,
                    "xf" if in_cells => {
                        let id = element.attribute("numFmtId")?.unwrap_or_default();
                        styles.push(own.get(&id).copied().unwrap_or_else(|| NumberFormat::built_in(&id)));
                    }
                    _ => {}
                },
                Step::Close(name) if local(name) == "cellXfs" => in_cells = false,
                Step::Close(_) | Step::Text(_) => {}
            }
            Ok(())
        })?;
        Ok(Self(styles))
    }

    /// The format of a cell of this style.
    pub(super) fn format(&self, style: Option<usize>) -> NumberFormat {
        style.and_then(|style| self.0.get(style)).copied().unwrap_or(NumberFormat::Plain)
    }
}

impl NumberFormat {
    /// The formats that workbooks do not write down.
    fn built_in(id: &str) -> Self {
        match id.trim().parse::<u32>() {
            Ok(9 | 10) => Self::Percent,
            // From 27 on: the dates of East Asia.
            Ok(14..=22 | 27..=36 | 45..=47 | 50..=58) => Self::Date,
            _ => Self::Plain,
        }
    }

    /// The format of a code, `dd/mm/yyyy` or `000`.
    fn of(code: &str) -> Self {
        let mut signs = String::new();
        let mut characters = code.chars();
        while let Some(character) = characters.next() {
            match character {
                // What comes after is for negative numbers.
                ';' => break,
                // A text, and a character that stands for itself, for its width, or to fill.
                '"' => drop(characters.by_ref().find(|c| *c == '"')),
                '\\' | '_' | '*' => drop(characters.next()),
                '[' => {
                    let inside: String = characters.by_ref().take_while(|c| *c != ']').collect();
                    // `[h]` counts hours beyond a day; the others are colours, conditions and languages.
                    let counts =
                        !inside.is_empty() && inside.chars().all(|c| matches!(c, 'h' | 'm' | 's' | 'H' | 'M' | 'S'));
                    signs.push_str(if counts { "h" } else { "" });
                }
                other => signs.extend(other.to_lowercase()),
            }
        }
        if signs == "general" {
            Self::Plain
        } else if signs.contains(['d', 'm', 'y', 'h', 's']) {
            Self::Date
        } else if signs.contains('%') {
            Self::Percent
        } else if signs.len() > 1 && signs.len() <= MOST_ZEROS && signs.bytes().all(|sign| sign == b'0') {
            Self::Zeros(signs.len())
        } else {
            Self::Plain
        }
    }

    /// A number as it is shown; none where the format has nothing to say.
    pub(super) fn shown(self, stored: &str, from_1904: bool) -> Option<SheetCell> {
        let number = decimal(stored)?;
        match self {
            Self::Plain => None,
            Self::Zeros(digits) => {
                let whole = number.fract().is_zero() && number.is_sign_positive();
                // What a person sees is then the number itself: nothing is lost.
                whole.then(|| SheetCell::text(format!("{:0>digits$}", number.normalize().to_string())))
            }
            Self::Percent => {
                let hundredths = number.checked_mul(Decimal::ONE_HUNDRED)?.round_dp(2).normalize();
                Some(SheetCell { text: format!("{hundredths} %"), holds: Holds::Number })
            }
            Self::Date => times::serial(number, from_1904),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_says_how_a_number_is_shown() {
        for (code, expected) in [
            ("General", NumberFormat::Plain),
            ("0", NumberFormat::Plain),
            ("# ##0.00", NumberFormat::Plain),
            ("0.00\"h\"", NumberFormat::Plain),
            ("\"année\" 0", NumberFormat::Plain),
            ("[Red]0", NumberFormat::Plain),
            ("0\\d", NumberFormat::Plain),
            ("0;[Red]d", NumberFormat::Plain),
            ("000", NumberFormat::Zeros(3)),
            ("0.0%", NumberFormat::Percent),
            ("dd/mm/yyyy", NumberFormat::Date),
            ("[$-40C]hh:mm;@", NumberFormat::Date),
            ("[h]:mm", NumberFormat::Date),
            ("HH\"h\"MM", NumberFormat::Date),
            ("", NumberFormat::Plain),
            ("\"[", NumberFormat::Plain),
        ] {
            assert_eq!(NumberFormat::of(code), expected, "{code}");
        }
        assert_eq!(NumberFormat::built_in("20"), NumberFormat::Date);
        assert_eq!(NumberFormat::built_in("9"), NumberFormat::Percent);
        assert_eq!(NumberFormat::built_in("1"), NumberFormat::Plain);
    }

    #[test]
    fn numbers_with_zeros_in_front_are_what_is_seen() {
        let shown = |format: NumberFormat, stored| format.shown(stored, false).map(|cell| (cell.text, cell.holds));
        assert_eq!(shown(NumberFormat::Zeros(3), "1"), Some(("001".into(), Holds::Text)));
        assert_eq!(shown(NumberFormat::Zeros(3), "1.0"), Some(("001".into(), Holds::Text)));
        assert_eq!(shown(NumberFormat::Zeros(3), "1234"), Some(("1234".into(), Holds::Text)));
        assert_eq!(shown(NumberFormat::Zeros(3), "1.5"), None);
        assert_eq!(shown(NumberFormat::Percent, "0.33333333"), Some(("33.33 %".into(), Holds::Number)));
    }
}
