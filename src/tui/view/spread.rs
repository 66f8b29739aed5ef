//! Marks that jurors gave alone, side by side, and what the jury retains.

use ratatui::text::{Line, Span};

use super::listing::Around;
use super::{View, parts};
use crate::domain::grid::Item;
use crate::domain::hearing::{Hearing, Sheet, Stage};
use crate::domain::id::{MarkCode, MemberId};
use crate::domain::scale::Scale;
use crate::domain::spread::Spread;
use crate::text::{Lang, alone as words, decision, screens, sheets};

/// How wide one juror's mark is: `12,5`, or the initials above it.
const MARK: usize = 5;
/// How wide the retained mark is.
const RETAINED: usize = 18;

impl View<'_> {
    /// `                                  CM   KB   HR      retenue`
    pub(super) fn spread_head(&self, hearing: &Hearing, width: u16) -> Line<'static> {
        let marks: String = self.revealed(hearing).map(|(id, _)| parts::pad(&self.initials(id), MARK)).collect();
        let retained = parts::pad(&words::column_retained(self.lang), RETAINED);
        let head = format!("{marks}   {retained} ");
        let room = usize::from(width).saturating_sub(parts::width(&head));
        Line::styled(format!("{}{head}", " ".repeat(room)), self.theme.faint())
    }

    /// `BC01.1  Étude de faisabilité   3    2    4    ▲ 3 Acquis  ✎`
    pub(super) fn spread_line(&self, item: &Item<'_>, around: &Around<'_>) -> Line<'static> {
        let grid = &self.app.session().plan().grid;
        let (scale, spread) = (grid.scale_of(item), Spread::of(grid, item, around.hearing));
        let mark = |sheet: &Sheet| parts::pad(&short(self.lang, scale, sheet.mark(item.code)), MARK);
        let marks: String = self.revealed(around.hearing).map(|(_, sheet)| mark(sheet)).collect();
        let sign = match (spread.beyond, spread.common()) {
            (true, _) => "▲",
            (false, Some(_)) => "=",
            (false, None) if spread.marks.iter().all(|(_, mark)| mark.is_none()) => " ",
            (false, None) => "≠",
        };
        let mark = self.mark_words(item);
        let style = if mark.is_some() { self.theme.strong() } else { self.theme.faint() };
        let retained = parts::pad(mark.as_deref().unwrap_or("·"), RETAINED);
        let mut commented = self.revealed(around.hearing).map(|(_, sheet)| sheet).chain([&around.hearing.sheet]);
        let comment = if commented.any(|sheet| sheet.comments.contains_key(item.code)) { "✎" } else { " " };
        let indent = if item.is_criterion() { "   " } else { " " };
        let code = parts::pad(item.code.as_str(), around.codes);
        let taken = parts::width(indent) + parts::width(&code) + parts::width(&marks) + RETAINED + 6;
        let name = parts::pad(item.name(), usize::from(around.width).saturating_sub(taken));
        Line::from(vec![
            Span::raw(format!("{indent}{code} {name} {marks}")),
            Span::styled(format!("{sign} "), if spread.beyond { self.theme.warning() } else { self.theme.faint() }),
            Span::styled(format!(" {retained}"), style),
            Span::raw(comment),
        ])
    }

    /// Who gave what and said what, and why the jury retained what it did.
    pub(super) fn spread_words(&self, hearing: &Hearing, item: &Item<'_>) -> Vec<String> {
        let grid = &self.app.session().plan().grid;
        let scale = grid.scale_of(item);
        let given = |(id, sheet): (&MemberId, &Sheet)| {
            let mark = sheet.mark(item.code).map(|mark| decision::mark(self.lang, scale, mark).into_owned());
            words::said_by(self.lang, &self.initials(id), &mark.unwrap_or_else(|| screens::no_mark(self.lang)))
        };
        let none = words::no_sheet(self.lang);
        let missing = self.missing(hearing).map(|(id, _)| words::said_by(self.lang, &self.initials(id), &none));
        let marks: Vec<String> = self.revealed(hearing).map(given).chain(missing).collect();
        let comments = self.revealed(hearing).filter_map(|(id, sheet)| {
            let text = sheet.comments.get(item.code)?;
            Some(format!("{} — {}", self.initials(id), text.replace('\n', " ")))
        });
        std::iter::once(marks.join(" · ")).chain(self.why_retained(hearing, item)).chain(comments).collect()
    }

    /// All of that, with names, and every comment whole: for the guide, in lines of so many cells.
    pub(super) fn spread_whole(&self, hearing: &Hearing, item: &Item<'_>, room: usize) -> Vec<Line<'static>> {
        let style = self.theme.strong();
        let why = self.why_retained(hearing, item).map_or_else(Vec::new, |why| parts::wrap(&why, room));
        let mut lines: Vec<Line<'static>> = why.into_iter().map(|line| Line::styled(line, style)).collect();
        let mut says = |id: &MemberId, what: &str, more: Option<&str>| {
            let whole = words::said_by(self.lang, &self.member(id), what);
            lines.extend(parts::wrap(&whole, room).into_iter().map(Line::raw));
            let more = more.map_or_else(Vec::new, |text| parts::wrap(text, room.saturating_sub(2)));
            lines.extend(more.into_iter().map(|line| Line::raw(format!("  {line}"))));
        };
        for (id, sheet) in self.revealed(hearing) {
            let mark = sheet.mark(item.code).map(|mark| self.ranked(item, mark));
            let comment = sheet.comments.get(item.code).map(String::as_str);
            says(id, &mark.unwrap_or_else(|| screens::no_mark(self.lang)), comment);
        }
        for (id, reason) in self.missing(hearing) {
            says(id, &words::no_sheet(self.lang), Some(reason));
        }
        lines
    }

    /// How the jury came to the mark, and its reason.
    fn why_retained(&self, hearing: &Hearing, item: &Item<'_>) -> Option<String> {
        let retained = hearing.sheet.marks.get(item.code)?.retained.as_ref()?;
        let how = sheets::how(self.lang, retained.how);
        Some(retained.reason.as_ref().map_or_else(|| how.clone(), |reason| format!("{how} — {reason}")))
    }

    /// The sheets that are before the jury, in the jury's order.
    fn revealed<'h>(&self, hearing: &'h Hearing) -> impl Iterator<Item = (&'h MemberId, &'h Sheet)> {
        let members = self.app.session().plan().jury.members.iter();
        members.filter_map(|member| {
            let (id, sheet) = hearing.sheets.get_key_value(&member.id)?;
            Some((id, &sheet.revealed.as_ref()?.sheet))
        })
    }

    /// The sheets that are not, each with the reason, in the same order.
    fn missing<'h>(&self, hearing: &'h Hearing) -> impl Iterator<Item = (&'h MemberId, &'h str)> {
        let members = self.app.session().plan().jury.members.iter();
        members.filter_map(|member| {
            let (id, sheet) = hearing.sheets.get_key_value(&member.id)?;
            Some((id, sheet.missing.as_deref()?))
        })
    }

    /// `CM` for Claire Moreau; the name in files where two jurors have the same.
    pub(super) fn initials(&self, id: &MemberId) -> String {
        let of = |name: &str| {
            let letters = name.split([' ', '-', '\u{a0}']).filter_map(|part| part.chars().next());
            letters.filter(|letter| letter.is_alphabetic()).take(3).collect::<String>()
        };
        let own = of(&self.member(id));
        let members = &self.app.session().plan().jury.members;
        let same = members.iter().filter(|member| of(&member.name) == own).count();
        if same == 1 && !own.is_empty() { own } else { parts::fit(id.as_str(), MARK - 1) }
    }

    /// ` depuis 12 min`: for information, the deliberation is not timed.
    pub(super) fn since(&self, hearing: &Hearing) -> String {
        let Stage::Deliberation { since } = &hearing.stage else { return String::new() };
        if hearing.is_drawn() {
            return String::new();
        }
        format!(" {}", words::deliberates_since(self.lang, self.app.now().since(since).as_secs() / 60))
    }
}

/// A mark in few characters: the rank of a level, points, `o` for what was not observed.
fn short(lang: Lang, scale: &Scale, mark: Option<&MarkCode>) -> String {
    match mark {
        None => "·".to_owned(),
        Some(mark) if mark.is_not_observed() => "o".to_owned(),
        Some(mark) => {
            scale.rank(mark).map_or_else(|| decision::mark(lang, scale, mark).into_owned(), |rank| rank.to_string())
        }
    }
}
