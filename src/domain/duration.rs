//! Durations as grids and minutes write them: `20min`, `26min40s`, `1h30min`, `5s`.

use std::time::Duration;

/// The longest duration a file may state: one day.
pub const LONGEST: Duration = Duration::from_secs(24 * 3600);

/// Reads `1h30min`, `20min`, `26min40s`, `5s`: whole numbers, units in that order, each at most once.
///
/// `None` for anything else, for nothing, and beyond [`LONGEST`].
pub fn parse(text: &str) -> Option<Duration> {
    let mut rest = text.trim();
    let mut total: u64 = 0;
    let mut read_any = false;
    for (unit, seconds) in [("h", 3600), ("min", 60), ("s", 1)] {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, after) = rest.split_at(digits);
        if let (Ok(count), Some(after)) = (number.parse::<u64>(), after.trim_start().strip_prefix(unit)) {
            total = total.checked_add(count.checked_mul(seconds)?)?;
            rest = after.trim_start();
            read_any = true;
        }
    }
    let whole = Duration::from_secs(total);
    (read_any && rest.is_empty() && whole <= LONGEST).then_some(whole)
}

/// Writes a duration the way [`parse`] reads it; fractions of a second are dropped.
pub fn format(duration: Duration) -> String {
    let seconds = duration.as_secs();
    let parts = [(seconds / 3600, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s")];
    let said = parts.iter().filter(|(count, _)| *count > 0);
    let text = said.fold(String::new(), |text, (count, unit)| text + &count.to_string() + unit);
    if text.is_empty() { "0s".into() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_grids_write() {
        for (text, seconds) in
            [("20min", 1200), ("26min40s", 1600), ("5s", 5), ("1h", 3600), ("1h30min", 5400), (" 2 min ", 120)]
        {
            assert_eq!(parse(text), Some(Duration::from_secs(seconds)), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_not_a_duration() {
        for text in
            ["", "20", "min", "20m", "40s26min", "5s5s", "-5s", "1.5h", "25h", "99999999999999999999s", "20minutes"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_is_read_back(seconds in 0_u64..=86_400) {
            let duration = Duration::from_secs(seconds);
            proptest::prop_assert_eq!(parse(&format(duration)), Some(duration));
        }
    }
}
