//! The sheet of minutes that is printed and signed by hand: text of 80 columns, a page where it fits on one.
//!
//! It is in French, as the minutes are. What it proves is in its digest: whoever signs it has signed that file.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use super::minutes::{block_line, heading, member_line, outcome_lines};
use super::{Lang, words};
use crate::domain::clean;
use crate::domain::minutes::{MemberPart, Minutes, stem};

/// The columns and lines of a page.
const COLUMNS: usize = 80;
const LINES: usize = 66;
/// The lines of a page that are not its text: its head, and an empty one.
const HEAD: usize = 2;

const LANG: Lang = Lang::Fr;

words! {
    head(of: &str) { "PROCÈS-VERBAL À SIGNER — {of}" / "MINUTES TO BE SIGNED — {of}" }
    page(number: usize, of: usize) { "page {number}/{of}" / "page {number}/{of}" }
    drawn_at(day: &str, time: &str) { "Établi le {day} à {time}" / "Drawn up on {day} at {time}" }
    reason(text: &str) { "    motif : {text}" / "    reason: {text}" }
    jury() { "Jury" / "Jury" }
    digest_of(file: &str) { "Empreinte (SHA-256) du fichier {file}, qui contient tout le procès-verbal :" / "Digest (SHA-256) of the file {file}, which holds the whole minutes:" }
    declaration() { "En signant, chacun déclare que le procès-verbal de cette empreinte est celui du jury." / "By signing, each declares that the minutes of this digest are the jury’s." }
    required() { "signature exigée" / "signature required" }
    to_sign() { "  Date : ______________   Signature : ______________________________________" / "  Date: ______________    Signature: _______________________________________" }
}

/// The pages of the sheet, a form feed between them; the digest is that of the minutes in TOML.
pub fn pages(minutes: &Minutes, digest: &str) -> String {
    let stem = stem(&minutes.candidate.id, minutes.version);
    let pages = paged(parts(minutes, &stem, digest));
    let count = pages.len();
    let mut text = String::new();
    for (number, lines) in (1..).zip(pages) {
        let (left, right) = (head(LANG, &stem), page(LANG, number, count));
        let left = wrapped(&left, COLUMNS - right.width() - 1).into_iter().next().unwrap_or_default();
        let gap = COLUMNS.saturating_sub(left.width() + right.width());
        if number > 1 {
            text.push('\u{c}');
        }
        text.extend([&left, &" ".repeat(gap), &right, "\n\n"]);
        text.extend(lines.iter().map(|line| format!("{}\n", line.trim_end())));
    }
    text
}

/// What stands on the sheet, in parts that are not divided between pages.
fn parts(minutes: &Minutes, stem: &str, digest: &str) -> Vec<Vec<String>> {
    let each = |text: String| wrapped(&text, COLUMNS);
    let mut parts: Vec<Vec<String>> = heading(LANG, minutes).into_iter().map(each).collect();
    let [day, time] = ["%d/%m/%Y", "%R"].map(|format| minutes.drawn_at.format(format).to_string());
    parts.push(each(drawn_at(LANG, &day, &time)));
    parts.push(vec![String::new()]);
    parts.extend(outcome_lines(LANG, minutes).into_iter().map(each));
    for block in &minutes.block {
        let mut lines = each(format!("  {}", block_line(LANG, block)));
        lines.extend(block.reason.iter().flat_map(|text| each(reason(LANG, text))));
        parts.push(lines);
    }
    parts.push(vec![String::new(), jury(LANG)]);
    parts.extend(minutes.jury.iter().map(|member| each(format!("  {}", member_line(LANG, minutes, member)))));
    let mut bound = vec![String::new()];
    bound.extend(each(digest_of(LANG, &format!("{stem}.toml"))));
    bound.extend(grouped(digest));
    bound.push(String::new());
    bound.extend(each(declaration(LANG)));
    parts.push(bound);
    parts.extend(minutes.jury.iter().filter(|member| signs(minutes, member)).map(|member| {
        let must = if member.must_sign { format!(", {}", required(LANG)) } else { String::new() };
        let mut lines = vec![String::new()];
        lines.extend(each(format!("  {}{must}", member.name)));
        lines.extend([String::new(), to_sign(LANG)]);
        lines
    }));
    parts
}

/// Whether a member may sign: who must, and who sat.
fn signs(minutes: &Minutes, member: &MemberPart) -> bool {
    let recused = minutes.recusal.iter().any(|recusal| recusal.member == member.id);
    member.must_sign || (member.present == Some(true) && !recused)
}

/// A digest in groups of four, on two lines.
fn grouped(digest: &str) -> Vec<String> {
    let groups: Vec<String> =
        digest.as_bytes().chunks(4).map(|four| String::from_utf8_lossy(four).into_owned()).collect();
    groups.chunks(8).map(|eight| format!("    {}", eight.join(" "))).collect()
}

/// Lines by the page; a part stays whole unless it is longer than a page.
fn paged(parts: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let room = LINES - HEAD;
    let mut pages: Vec<Vec<String>> = vec![Vec::new()];
    for part in parts {
        let full = pages.last().is_some_and(|page| !page.is_empty() && page.len() + part.len() > room);
        if full {
            pages.push(Vec::new());
        }
        for line in part {
            if pages.last().is_some_and(|page| page.len() == room) {
                pages.push(Vec::new());
            }
            match pages.last_mut() {
                // A page does not begin with an empty line.
                Some(page) if !(page.is_empty() && line.is_empty()) => page.push(line),
                _ => {}
            }
        }
    }
    pages
}

/// A text in lines of so many columns, those after the first as far in as the first and a little more.
fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let text = clean::line(text);
    let begin = text.len() - text.trim_start_matches(' ').len();
    let indent = " ".repeat(begin + 2);
    let mut lines = Vec::new();
    let mut line = " ".repeat(begin);
    let mut empty = true;
    for word in text.trim_start_matches(' ').split(' ') {
        if !empty && line.width() + 1 + word.width() > columns {
            lines.push(std::mem::replace(&mut line, indent.clone()));
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        for letter in word.graphemes(true) {
            if line.width() + letter.width() > columns {
                lines.push(std::mem::replace(&mut line, indent.clone()));
            }
            line.push_str(letter);
        }
        empty = false;
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_at_spaces_and_keep_their_place() {
        assert_eq!(wrapped("  un deux trois", 9), ["  un deux", "    trois"]);
        assert_eq!(wrapped("  abcdefghij", 6), ["  abcd", "    ef", "    gh", "    ij"]);
        assert_eq!(wrapped("", 9), [""]);
        assert!(wrapped("\u{1b}[2J a\u{202e}b", 9).concat().chars().all(|c| !clean::is_unsafe(c)));
    }

    #[test]
    fn what_is_long_goes_on_on_another_page_and_no_part_is_divided() {
        let part = |number: usize| vec![String::new(), format!("membre {number}"), "signature".to_owned()];
        let pages = paged((1..=40).map(part).collect());
        assert!(pages.len() > 1 && pages.iter().all(|page| page.len() <= LINES - HEAD));
        assert!(pages.iter().all(|page| page.last().is_some_and(|line| line == "signature")));
        assert!(pages.iter().all(|page| page.first().is_some_and(|line| line.starts_with("membre"))));
        let all: Vec<&String> = pages.iter().flatten().filter(|line| line.starts_with("membre")).collect();
        assert_eq!(all.len(), 40);
        let long = paged(vec![vec!["x".to_owned(); 200]]);
        assert_eq!(long.iter().map(Vec::len).sum::<usize>(), 200);
    }
}
