//! What `items` and `show` say: the grid of the open hearing, its marks, what to look for.

use super::sheets;
use crate::app::App;
use crate::app::outline::{Outline, Row, Tally};
use crate::domain::certification::Met;
use crate::domain::grid::Item;
use crate::domain::hearing::Sheet;
use crate::domain::id::MarkCode;
use crate::domain::rules::Requirement;
use crate::domain::session::Session;
use crate::text::{Lang, decision, exam, group, line as words, minutes, screens};

/// The items of what has this code, or those in which these words are found; all of them, where nothing is typed.
///
/// # Errors
/// Why there is nothing to list, in words.
pub(super) fn list(lang: Lang, app: &App, typed: &str) -> Result<Vec<String>, String> {
    let (session, sheet) = (app.session(), app.sheet());
    if session.open().is_none() {
        return Err(words::no_hearing_open(lang));
    }
    let outline = Outline::to_decide(session);
    let rows: Vec<usize> = match (typed.is_empty(), coded(&outline, typed)) {
        (true, _) => (0..outline.len()).collect(),
        (false, Some(row)) => outline.under(row).collect(),
        (false, None) => outline.hits(typed),
    };
    if rows.is_empty() {
        return Err(screens::not_found(lang, typed));
    }
    let tallies = tallies(&outline, sheet);
    let line = |row: usize| Some(line(lang, session, sheet, outline.row(row)?, tallies[row]));
    Ok(rows.into_iter().filter_map(line).collect())
}

/// How much is marked in each block, and of the transversal competences.
pub(super) fn by_block(lang: Lang, app: &App) -> Vec<String> {
    let outline = Outline::to_decide(app.session());
    let sections = outline.headings(true);
    let tallies = tallies(&outline, app.sheet());
    let code = |row: &Row<'_>| row.block().map_or_else(|| screens::transversal(lang), |block| block.code.to_string());
    let line = |row: &usize| Some(counted(lang, &code(outline.row(*row)?), tallies[*row]));
    sections.iter().filter_map(line).collect()
}

/// Everything about what has this code.
///
/// # Errors
/// Why there is nothing to show, in words.
pub(super) fn show(lang: Lang, app: &App, typed: &str) -> Result<Vec<String>, String> {
    let (session, sheet) = (app.session(), app.sheet());
    let Some((_, hearing)) = session.open() else { return Err(words::no_hearing_open(lang)) };
    let outline = Outline::to_decide(session);
    let Some(place) = coded(&outline, typed) else { return Err(exam::unknown_item(lang, typed)) };
    let tallies = tallies(&outline, sheet);
    let Some(Row::Item(item)) = outline.row(place) else {
        // Of a heading: its words in full, and what stands under it.
        let text = outline.row(place).and_then(Row::competence).map(|competence| competence.text.clone());
        let under = outline.under(place).filter_map(|row| Some((outline.row(row)?, tallies[row])));
        let lines = under.map(|(row, tally)| line(lang, session, sheet, row, tally));
        return Ok(text.into_iter().chain(lines).collect());
    };
    let mut lines = vec![item_line(lang, session, sheet, item), item.text.to_owned()];
    if item.is_criterion() {
        let also = item.also_evaluates.iter().filter_map(|code| session.plan().grid.competence(code));
        let all = std::iter::once(item.competence).chain(also);
        lines.extend(all.map(|each| screens::guide_within(lang, each.code.as_str(), &each.text)));
    }
    if !item.indicators.is_empty() {
        lines.push(screens::guide_indicators(lang));
        lines.extend(item.indicators.iter().map(|text| format!("- {text}")));
    }
    let comment = sheet.comments.get(item.code);
    lines.extend(comment.map(|text| format!("{}{text}", screens::comment_label(lang))));
    lines.extend(sheets::of_jurors(lang, app, hearing, item));
    Ok(lines)
}

fn tallies(outline: &Outline<'_>, sheet: &Sheet) -> Vec<Tally> {
    outline.tallies(|item| sheet.mark(item).is_some())
}

/// The row that has this code, whatever the case.
fn coded(outline: &Outline<'_>, typed: &str) -> Option<usize> {
    let code = |row: &Row<'_>| match row {
        Row::Block(block) => Some(block.code.to_string()),
        Row::Transversal | Row::Gaps | Row::Requirements | Row::Held(_) => None,
        Row::Competence(_, competence) => Some(competence.code.to_string()),
        Row::Item(item) => Some(item.code.to_string()),
        Row::Requirement(asked) => Some(asked.id.to_string()),
    };
    let typed = typed.to_lowercase();
    outline.rows().position(|row| code(row).is_some_and(|code| code.to_lowercase() == typed))
}

fn line(lang: Lang, session: &Session, sheet: &Sheet, row: &Row<'_>, tally: Tally) -> String {
    match row {
        Row::Block(block) => counted(lang, &format!("{} {}", block.code, block.title), tally),
        Row::Transversal => counted(lang, &screens::transversal(lang), tally),
        Row::Competence(_, competence) => {
            let name = competence.label.as_deref().unwrap_or(&competence.text);
            counted(lang, &format!("{} {name}", competence.codes()), tally)
        }
        Row::Item(item) => item_line(lang, session, sheet, item),
        Row::Gaps => counted(lang, &crate::text::alone::gaps(lang), tally),
        Row::Requirements => screens::requirements(lang),
        Row::Requirement(asked) => requirement_line(lang, session, asked),
        Row::Held(held) => {
            let plan = session.plan();
            let until = held.until(plan.grid.certification.block_validity_years);
            minutes::held(lang, held.block.as_str(), (held.since, until), plan.date)
        }
    }
}

fn counted(lang: Lang, what: &str, tally: Tally) -> String {
    words::counted(lang, what, tally.done, tally.all)
}

fn item_line(lang: Lang, session: &Session, sheet: &Sheet, item: &Item<'_>) -> String {
    let mark = mark_words(lang, session, item, sheet.mark(item.code));
    let commented = sheet.comments.contains_key(item.code);
    let mark = if commented { words::commented(lang, &mark) } else { mark };
    words::item_line(lang, item.code.as_str(), &mark, item.name())
}

/// A mark on its item's scale, in words, or that there is none.
pub(super) fn mark_words(lang: Lang, session: &Session, item: &Item<'_>, mark: Option<&MarkCode>) -> String {
    let scale = session.plan().grid.scale_of(item);
    mark.map_or_else(|| screens::no_mark(lang), |mark| decision::mark(lang, scale, mark).into_owned())
}

/// What is now said of the items whose mark or comment is another than it was.
pub(super) fn changed(lang: Lang, app: &App, before: &Sheet) -> Vec<String> {
    let now = app.sheet();
    let other = |item: &Item<'_>| {
        now.mark(item.code) != before.mark(item.code) || now.comments.get(item.code) != before.comments.get(item.code)
    };
    let session = app.session();
    let common = |item: &Item<'_>| session.open().is_some_and(|(who, _)| session.plan().is_common(&who.id, item.code));
    let line = |item: &Item<'_>| {
        let sign = if common(item) { group::sign_common(lang) } else { String::new() };
        item_line(lang, session, now, item) + &sign
    };
    app.items().iter().filter(|item| other(item)).map(line).collect()
}

/// What the certification asks for beside the blocks, and whether it is met.
pub(super) fn requirement_line(lang: Lang, session: &Session, asked: &Requirement) -> String {
    let open = session.open();
    let known = open.map(|(candidate, hearing)| session.certification(candidate, hearing).requirements);
    let state = known.iter().flatten().find(|(id, _)| *id == asked.id).map_or(Met::Unknown, |(_, state)| *state);
    words::requirement(lang, asked.id.as_str(), exam::wording(lang, &asked.title), &decision::state(lang, state))
}
