//! Small charts in text: they read without colour, and each is one line.

/// A part of a whole as a bar of so many cells.
///
/// A bar is full only where the part is the whole, and empty only where it is nothing; a part above the whole is the
/// whole. Of a whole of nothing the bar is empty.
pub fn bar(part: u64, whole: u64, width: u16) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let all = 8 * u128::from(width);
    let eighths = match (part, whole) {
        (0, _) | (_, 0) => 0,
        (part, whole) if part >= whole => all,
        (part, whole) => (u128::from(part) * all / u128::from(whole)).clamp(1, all.saturating_sub(1).max(1)).min(all),
    };
    let whole_cells = usize::try_from(eighths / 8).unwrap_or_default();
    let piece = usize::try_from(eighths % 8).ok().and_then(|piece| EIGHTHS.get(piece)).copied().unwrap_or_default();
    let rest = usize::from(width).saturating_sub(whole_cells + usize::from(!piece.is_empty()));
    format!("{}{piece}{}", "█".repeat(whole_cells), "░".repeat(rest))
}

/// Counts side by side, one cell each, the most frequent at full height; what never occurs is a dot.
pub fn distribution(counts: &[u64]) -> String {
    const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let most = counts.iter().copied().max().unwrap_or_default();
    let height = |count: u64| {
        // From 1 to 8, rounded up: what occurs is seen.
        let eighths = (u128::from(count) * 8).div_ceil(u128::from(most.max(1)));
        usize::try_from(eighths).ok().and_then(|eighths| HEIGHTS.get(eighths.checked_sub(1)?)).copied().unwrap_or('·')
    };
    counts.iter().map(|count| height(*count)).collect()
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr as _;

    use super::*;

    #[test]
    fn bars_are_full_and_empty_only_where_they_say_so() {
        for (part, whole, expected) in [
            (0, 8, "░░░░"),
            (1, 8, "▌░░░"),
            (4, 8, "██░░"),
            (5, 8, "██▌░"),
            (8, 8, "████"),
            (9, 8, "████"),
            (3, 0, "░░░░"),
            (1, 100_000, "▏░░░"),
            (99_999, 100_000, "███▉"),
            (u64::MAX - 1, u64::MAX, "███▉"),
        ] {
            assert_eq!(bar(part, whole, 4), expected, "{part} of {whole}");
        }
        assert_eq!(bar(1, 2, 0), "");
    }

    #[test]
    fn a_distribution_shows_what_occurs() {
        assert_eq!(distribution(&[0, 1, 4, 8, 1000]), "·▁▁▁█");
        assert_eq!(distribution(&[1, 2, 3, 4, 5, 6, 7, 8]), "▁▂▃▄▅▆▇█");
        assert_eq!(distribution(&[0, 0]), "··");
        assert_eq!(distribution(&[]), "");
        assert_eq!(distribution(&[u64::MAX, 1]), "█▁");
    }

    proptest::proptest! {
        #[test]
        fn a_bar_has_the_width_that_was_asked_for(part: u64, whole: u64, width in 0..200_u16) {
            proptest::prop_assert_eq!(bar(part, whole, width).width(), usize::from(width));
        }
    }
}
