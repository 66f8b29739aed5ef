//! Dates and hours as workbooks store them, written as lists have them.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike as _};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::sheet::{Holds, SheetCell};

/// The day 0 of most workbooks, and of those that old Macintoshes began.
const DAYS_FROM: [(i32, u32, u32); 2] = [(1899, 12, 30), (1904, 1, 1)];

/// A day count with a fraction for the hour; none for what no calendar has.
///
/// Less than a day is an hour alone.
pub(super) fn serial(days: Decimal, from_1904: bool) -> Option<SheetCell> {
    // To the second: 9:20 is 0.3888… in a workbook.
    let seconds = days.checked_mul(Decimal::from(86_400))?.round().to_i64()?;
    if (0..86_400).contains(&seconds) {
        let time = NaiveTime::from_num_seconds_from_midnight_opt(u32::try_from(seconds).ok()?, 0)?;
        return Some(SheetCell::text(hour(time)));
    }
    let (year, month, day) = DAYS_FROM[usize::from(from_1904)];
    let midnight = NaiveDate::from_ymd_opt(year, month, day)?.and_time(NaiveTime::MIN);
    Some(date(midnight.checked_add_signed(TimeDelta::try_seconds(seconds)?)?))
}

/// A date as `2027-06-14` or `2027-06-14T09:00:00`; none for what is neither.
pub(super) fn iso_date(written: &str) -> Option<SheetCell> {
    let day = || written.parse::<NaiveDate>().ok().map(|date| date.and_time(NaiveTime::MIN));
    Some(date(written.trim_end_matches('Z').parse::<NaiveDateTime>().ok().or_else(day)?))
}

/// A time as `PT09H30M00S`; none for what is none.
pub(super) fn iso_duration(written: &str) -> Option<SheetCell> {
    let (mut hours, mut minutes, mut seconds) = (0, 0, 0);
    let mut rest = written.strip_prefix("PT")?;
    while let Some(at) = rest.find(|c: char| c.is_ascii_alphabetic()) {
        let (number, unit) = rest.split_at(at);
        let part = match unit.as_bytes() {
            [b'H', ..] => &mut hours,
            [b'M', ..] => &mut minutes,
            [b'S', ..] => &mut seconds,
            _ => return None,
        };
        // Seconds may have a fraction, which no list has.
        let whole = number.split(['.', ',']).next().unwrap_or(number);
        *part = whole.parse::<u32>().ok().filter(|part| *part < 10_000)?;
        rest = unit.get(1..)?;
    }
    let more = if seconds == 0 { String::new() } else { format!(":{seconds:02}") };
    rest.is_empty().then(|| SheetCell::text(format!("{hours:02}:{minutes:02}{more}")))
}

fn date(when: NaiveDateTime) -> SheetCell {
    let day = when.date().format("%Y-%m-%d").to_string();
    let text = if when.time() == NaiveTime::MIN { day } else { format!("{day} {}", hour(when.time())) };
    SheetCell { text, holds: Holds::Date }
}

fn hour(time: NaiveTime) -> String {
    let form = if time.second() == 0 { "%H:%M" } else { "%H:%M:%S" };
    time.format(form).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    type Written = (&'static str, Holds);

    fn same(cell: Option<&SheetCell>, expected: Option<Written>, stored: &str) {
        let cell = cell.map(|cell| (cell.text.as_str(), cell.holds));
        assert_eq!(cell, expected, "{stored}");
    }

    #[test]
    fn a_day_count_is_a_date_an_hour_or_both() {
        for (days, from_1904, expected) in [
            ("0.375", false, Some(("09:00", Holds::Text))),
            ("0.38888888888888890", false, Some(("09:20", Holds::Text))),
            ("0.395844907407407", false, Some(("09:30:01", Holds::Text))),
            ("0", false, Some(("00:00", Holds::Text))),
            ("46552", false, Some(("2027-06-14", Holds::Date))),
            ("46552.375", false, Some(("2027-06-14 09:00", Holds::Date))),
            ("45090", true, Some(("2027-06-14", Holds::Date))),
            ("99999999999999", false, None),
        ] {
            same(serial(days.parse().unwrap(), from_1904).as_ref(), expected, days);
        }
        assert_eq!(serial(Decimal::MAX, false), None);
    }

    #[test]
    fn dates_and_durations_as_open_documents_write_them() {
        for (stored, expected) in [
            ("2027-06-14", Some(("2027-06-14", Holds::Date))),
            ("2027-06-14T09:00:00", Some(("2027-06-14 09:00", Holds::Date))),
            ("demain", None),
        ] {
            same(iso_date(stored).as_ref(), expected, stored);
        }
        for (stored, expected) in [
            ("PT09H30M00S", Some(("09:30", Holds::Text))),
            ("PT9H30M0.000S", Some(("09:30", Holds::Text))),
            ("PT33H00M05S", Some(("33:00:05", Holds::Text))),
            ("PT90M", Some(("00:90", Holds::Text))),
            ("P1D", None),
            ("PT9", None),
            ("PTxH", None),
            ("PT99999999999H", None),
        ] {
            same(iso_duration(stored).as_ref(), expected, stored);
        }
    }
}
