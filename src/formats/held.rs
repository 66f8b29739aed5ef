//! The blocks that a candidate held before, as a cell says them: `BC01 (14/06/2024), BC02 (2025-01-10, RNCP36400)`.

use std::ops::Range;

use chrono::NaiveDate;

/// A block named in the cell, with what stands in brackets after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry<'t> {
    /// The block as it is written.
    pub(super) block: &'t str,
    /// Where it stands in the cell, in bytes.
    pub(super) span: Range<usize>,
    /// Since when, and where it stands.
    pub(super) since: Option<Result<NaiveDate, &'t str>>,
    /// Where it comes from.
    pub(super) origin: Option<&'t str>,
}

/// The entries of a cell; none where a bracket is not closed or closes nothing.
pub(super) fn entries(text: &str) -> Option<Vec<Entry<'_>>> {
    let mut entries = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';'));
        if rest.is_empty() {
            return Some(entries);
        }
        let start = text.len() - rest.len();
        let end = rest.find(ends_a_block).unwrap_or(rest.len());
        if end == 0 {
            return None;
        }
        let (block, after) = rest.split_at(end);
        let span = start..start + end;
        let (said, after) = said(after.trim_start())?;
        let (since, origin) = said.map_or((None, None), parts);
        entries.push(Entry { block, span, since, origin });
        rest = after;
    }
}

/// What ends the name of a block.
fn ends_a_block(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '=')
}

/// What is said of a block, in brackets or after `=`, and what follows.
fn said(text: &str) -> Option<(Option<&str>, &str)> {
    if let Some(inside) = text.strip_prefix('(') {
        let (inside, after) = inside.split_once(')')?;
        return Some((Some(inside), after));
    }
    if let Some(date) = text.strip_prefix('=') {
        let date = date.trim_start();
        let end = date.find(|c: char| c.is_whitespace() || matches!(c, ',' | ';')).unwrap_or(date.len());
        return Some((Some(&date[..end]), &date[end..]));
    }
    if text.starts_with(')') { None } else { Some((None, text)) }
}

/// The date, then where the block comes from; either may be missing.
fn parts(said: &str) -> (Option<Result<NaiveDate, &str>>, Option<&str>) {
    let (first, origin) = said.split_once(',').map_or((said, None), |(first, origin)| (first, Some(origin.trim())));
    let first = first.trim();
    let origin = origin.filter(|origin| !origin.is_empty());
    match date(first) {
        Some(date) => (Some(Ok(date)), origin),
        None if first.is_empty() => (None, origin),
        // Without a digit it is no date, however written: `(RNCP36400)` has one, `(autre jury)` has none.
        None if origin.is_none() && !first.starts_with(|c: char| c.is_ascii_digit()) => (None, Some(first)),
        None => (Some(Err(first)), origin),
    }
}

/// A date: `14/06/2024`, `2024-06-14`.
pub(super) fn date(text: &str) -> Option<NaiveDate> {
    let number = |text: &str, digits: Range<usize>| {
        let plain = digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| text.parse::<u32>().ok()).flatten()
    };
    let split = |separator| -> Option<[&str; 3]> { text.split(separator).collect::<Vec<_>>().try_into().ok() };
    let iso = split('-');
    let [year, month, day] = iso.or_else(|| split('/').map(|[day, month, year]| [year, month, day]))?;
    let year = i32::try_from(number(year, 4..5)?).ok()?;
    NaiveDate::from_ymd_opt(year, number(month, 1..3)?, number(day, 1..3)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Told = (String, Option<Result<String, String>>, Option<String>);

    fn read(text: &str) -> Option<Vec<Told>> {
        let told = |entry: Entry<'_>| {
            let since = entry.since.map(|since| since.map(|date| date.to_string()).map_err(str::to_owned));
            (entry.block.to_owned(), since, entry.origin.map(str::to_owned))
        };
        Some(entries(text)?.into_iter().map(told).collect())
    }

    #[test]
    fn what_secretariats_write() {
        let june = || Some(Ok("2024-06-14".to_owned()));
        let one = |since, origin: Option<&str>| Some(vec![("BC01".to_owned(), since, origin.map(str::to_owned))]);
        for text in
            ["BC01 (14/06/2024)", "BC01(2024-06-14)", " BC01 =2024-06-14 ", "BC01=14/6/2024;", "BC01 ( 14/06/2024 , )"]
        {
            assert_eq!(read(text), one(june(), None), "{text}");
        }
        assert_eq!(read("BC01 (14/06/2024, RNCP36400)"), one(june(), Some("RNCP36400")));
        assert_eq!(read("BC01 (RNCP36400)"), one(None, Some("RNCP36400")));
        assert_eq!(read("BC01"), one(None, None));
        assert_eq!(read("BC01 (31/02/2024)"), one(Some(Err("31/02/2024".into())), None));
        assert_eq!(read("").map(|all| all.len()), Some(0));
        for text in ["BC01 (14/06/2024", "BC01 )", "(14/06/2024)"] {
            assert_eq!(read(text), None, "{text}");
        }
        let two = read("BC01 (14/06/2024), BC02 BC03=2025-01-10").unwrap();
        assert_eq!(two.iter().map(|(block, ..)| block.as_str()).collect::<Vec<_>>(), ["BC01", "BC02", "BC03"]);
    }
}
