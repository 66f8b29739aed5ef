//! The dates of `valid-after` and `valid-before`.

use chrono::{DateTime, Datelike, Local, LocalResult, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Utc};

/// Which end of a validity a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    /// `valid-after`.
    After,
    /// `valid-before`.
    Before,
}

/// The instant of `YYYYMMDD`, `YYYYMMDDHHMM` or `YYYYMMDDHHMMSS`; in UTC when `Z` follows, else
/// in the local time of this machine. `None` for anything else, and for dates up to 1970-01-01,
/// which OpenSSH takes for "no date".
pub(super) fn instant(text: &str, edge: Edge) -> Option<DateTime<Utc>> {
    let (digits, utc) = match text.strip_suffix(['Z', 'z']) {
        Some(digits) => (digits, true),
        None => (text, false),
    };
    let date_time = date_time(digits)?;
    let instant = if utc { date_time.and_utc() } else { from_local(date_time, edge)? };
    (instant.timestamp() > 0).then_some(instant)
}

fn date_time(digits: &str) -> Option<NaiveDateTime> {
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = |from: usize, to: usize| digits.get(from..to)?.parse::<u32>().ok();
    let date = NaiveDate::from_ymd_opt(digits.get(..4)?.parse().ok()?, number(4, 6)?, number(6, 8)?)?;
    match digits.len() {
        8 => date.and_hms_opt(0, 0, 0),
        12 => date.and_hms_opt(number(8, 10)?, number(10, 12)?, 0),
        14 => date.and_hms_opt(number(8, 10)?, number(10, 12)?, number(12, 14)?),
        _ => None,
    }
}

/// OpenSSH reads a local date in *standard* time even in summer, an hour later than the clock on
/// the wall. Where the two differ, the reading that accepts less is taken.
fn from_local(at: NaiveDateTime, edge: Edge) -> Option<DateTime<Utc>> {
    let offset_in = |month| {
        let noon = NaiveDate::from_ymd_opt(at.year(), month, 1)?.and_hms_opt(12, 0, 0)?;
        Some(Local.offset_from_utc_datetime(&noon).local_minus_utc())
    };
    let (january, july) = (offset_in(1)?, offset_in(7)?);
    let offset = match edge {
        Edge::After => january.min(july),
        // The earlier of the two when the clock on the wall shows this hour twice.
        Edge::Before => match Local.offset_from_local_datetime(&at) {
            LocalResult::Single(offset) => offset.local_minus_utc(),
            LocalResult::Ambiguous(one, other) => one.local_minus_utc().max(other.local_minus_utc()),
            LocalResult::None => january.max(july),
        },
    };
    Some((at - TimeDelta::seconds(offset.into())).and_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> Option<String> {
        instant(text, Edge::After).map(|at| at.format("%FT%T").to_string())
    }

    #[test]
    fn the_three_lengths() {
        assert_eq!(utc("20261122Z").as_deref(), Some("2026-11-22T00:00:00"));
        assert_eq!(utc("202611220915Z").as_deref(), Some("2026-11-22T09:15:00"));
        assert_eq!(utc("20261122091507z").as_deref(), Some("2026-11-22T09:15:07"));
    }

    #[test]
    fn what_is_not_a_date() {
        for text in [
            "",
            "Z",
            "2026",
            "2026112",
            "202611220",
            "20260230Z",
            "20261301Z",
            "2026 1 1Z",
            "+2026112Z",
            "202611222460Z",
            "20261122ZZ",
            "19700101Z",
            "2026112209150é",
        ] {
            assert_eq!(utc(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_local_date_is_within_a_day_of_utc() {
        for edge in [Edge::After, Edge::Before] {
            let local = instant("20260701", edge).map(|at| at.timestamp());
            let utc = instant("20260701Z", edge).map(|at| at.timestamp());
            assert!(local.zip(utc).is_some_and(|(local, utc)| (local - utc).abs() <= 14 * 3600));
        }
    }
}
