//! The order of codes, as a person has it: BC2 before BC10.

use std::cmp::Ordering;

/// Compares codes: digits by the number that they write, everything else letter by letter.
pub(super) fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    while let (Some(one), Some(other)) = (left.chars().next(), right.chars().next()) {
        let order = if one.is_ascii_digit() && other.is_ascii_digit() {
            let (this, that) = (digits(&mut left), digits(&mut right));
            this.len().cmp(&that.len()).then(this.cmp(that))
        } else {
            left = &left[one.len_utf8()..];
            right = &right[other.len_utf8()..];
            one.cmp(&other)
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    // What is the same but for noughts before a number is still in one order.
    left.len().cmp(&right.len()).then_with(|| a.cmp(b))
}

/// Takes the digits at the beginning of a text, and gives them without the noughts before them.
fn digits<'a>(text: &mut &'a str) -> &'a str {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    *text = rest;
    number.trim_start_matches('0')
}

#[cfg(test)]
mod tests {
    use super::natural;

    #[test]
    fn ten_comes_after_two() {
        let mut codes = ["BC10", "BC2", "BC02.1", "BC1", "É1", "BC02", "A"];
        codes.sort_by(|a, b| natural(a, b));
        assert_eq!(codes, ["A", "BC1", "BC02", "BC2", "BC02.1", "BC10", "É1"]);
    }
}
