//! What the minutes say of each block and each item: the mark, where it comes from, the decision.

use crate::domain::event::How;
use crate::domain::grid::Grid;
use crate::domain::minutes::{BlockPart, ConditionPart, ConditionRule, ItemPart, Minutes, SheetMark, SheetPart};
use crate::text::exam::{self, codes, outcome};
use crate::text::{Lang, decision, group, sheets, words};

words! {
    no_decision() { "sans décision" / "no decision" }
    by_the_rule(proposed: &str) { "la règle proposait : {proposed}" / "the rule proposed: {proposed}" }
    rule_silent() { "la règle ne proposait rien" / "the rule proposed nothing" }
    reason(text: &str) { "motif : {text}" / "reason: {text}" }
    unmarked() { "sans note" / "unmarked" }
    transversal() { "Compétences transversales" / "Transversal competences" }
    rule_found(why: &str) { "au regard de la règle : {why}" / "by the rule: {why}" }
    beyond() { "écart au-delà du seuil" / "gap beyond the threshold" }
    no_mark_given() { "sans note" / "no mark" }
    juror(name: &str, said: &str) { "{name} : {said}" / "{name}: {said}" }
}

/// Every block with its items, then the transversal competences.
pub(super) fn lines(lang: Lang, grid: &Grid, minutes: &Minutes) -> Vec<String> {
    let mut lines = Vec::new();
    for block in &minutes.block {
        lines.push(String::new());
        lines.extend(block_lines(lang, block));
        let items = minutes.item.iter().filter(|item| item.block.as_ref() == Some(&block.code));
        lines.extend(items.flat_map(|item| item_lines(lang, grid, minutes, item)));
    }
    let across: Vec<&ItemPart> = minutes.item.iter().filter(|item| item.block.is_none()).collect();
    if !across.is_empty() {
        lines.extend([String::new(), transversal(lang)]);
        lines.extend(across.into_iter().flat_map(|item| item_lines(lang, grid, minutes, item)));
    }
    lines
}

/// A block and what was decided.
pub(in crate::text) fn block_line(lang: Lang, block: &BlockPart) -> String {
    let decided = block.decision.map_or_else(|| no_decision(lang), |decision| outcome(lang, decision));
    format!("{} {} — {}", block.code, block.title, decided.to_uppercase())
}

fn block_lines(lang: Lang, block: &BlockPart) -> Vec<String> {
    let mut lines = vec![block_line(lang, block)];
    if block.decision.is_some() && block.decision != block.proposed {
        lines.push(match block.proposed {
            Some(proposed) => by_the_rule(lang, &outcome(lang, proposed)),
            None => rule_silent(lang),
        });
    }
    lines.extend(block.reason.iter().map(|text| reason(lang, text)));
    if block.decision.is_some() {
        lines.push(rule_found(lang, &basis(lang, block)));
    }
    lines
}

/// What the rule rests on: its conditions with their figures, then what is missing.
fn basis(lang: Lang, block: &BlockPart) -> String {
    let mut parts = vec![decision::conditions(lang, &block.condition)];
    if let Some(counts) = block.not_observed_as {
        let mean =
            |part: &ConditionPart| matches!(part.rule, ConditionRule::WeightedMean | ConditionRule::EveryCompetence);
        let effect = decision::effect(lang, counts, block.condition.iter().any(mean));
        parts.push(decision::not_observed(lang, &codes(&block.not_observed), &effect));
    }
    if !block.unmarked.is_empty() {
        parts.push(decision::unmarked(lang, &codes(&block.unmarked)));
    }
    parts.join(&exam::semicolon(lang))
}

fn item_lines(lang: Lang, grid: &Grid, minutes: &Minutes, item: &ItemPart) -> Vec<String> {
    let points = item.mark.as_ref().map(|mark| decision::number(lang, mark.as_str()));
    let level = item.level.clone().or(points).unwrap_or_else(|| unmarked(lang));
    let label = format!(" — {}", item.label.as_ref().unwrap_or(&item.text));
    let common = if item.common && item.mark.is_some() { group::sign_common(lang) } else { String::new() };
    let (agreed, retained) = retained(lang, item);
    let mut lines = vec![format!("  {}  {level}{common}{agreed}{label}", item.code)];
    lines.extend(retained);
    if !minutes.sheet.is_empty() {
        lines.extend(given(lang, grid, minutes, item));
    }
    lines.extend(item.comment.iter().flat_map(|text| text.split('\n')).map(|line| format!("      {line}")));
    lines
}

/// How the jury came to a mark: a word after it where all agreed; else a line, with why.
fn retained(lang: Lang, item: &ItemPart) -> (String, Option<String>) {
    let Some(how) = item.retained.map(|how| sheets::how(lang, how)) else { return (String::new(), None) };
    if item.retained == Some(How::Common) && item.retained_reason.is_none() {
        return (format!(", {how}"), None);
    }
    let beyond = item.beyond_threshold.then(|| beyond(lang));
    let reason = item.retained_reason.iter().map(|text| reason(lang, text));
    let parts: Vec<String> = std::iter::once(how).chain(beyond).chain(reason).collect();
    (String::new(), Some(format!("      {}", parts.join(&exam::semicolon(lang)))))
}

/// The jurors' marks side by side, then their comments.
fn given(lang: Lang, grid: &Grid, minutes: &Minutes, item: &ItemPart) -> Vec<String> {
    let name = |sheet: &SheetPart| {
        let member = minutes.jury.iter().find(|member| member.id == sheet.member);
        member.map_or_else(|| sheet.member.to_string(), |member| member.name.clone())
    };
    let line =
        |sheet: &'_ SheetPart| -> Option<SheetMark> { sheet.mark.iter().find(|line| line.item == item.code).cloned() };
    let revealed = || minutes.sheet.iter().filter(|sheet| sheet.salt.is_some());
    let marks: Vec<String> = revealed()
        .map(|sheet| {
            let mark = line(sheet).and_then(|line| line.mark);
            let mark = mark.map(|mark| decision::mark_of(lang, grid, &item.code, &mark));
            juror(lang, &name(sheet), &mark.unwrap_or_else(|| no_mark_given(lang)))
        })
        .collect();
    let mut lines = Vec::new();
    // The common mark is what each of them gave.
    if !marks.is_empty() && item.retained != Some(How::Common) {
        lines.push(format!("      {}", marks.join(" · ")));
    }
    for sheet in revealed() {
        if let Some(text) = line(sheet).and_then(|line| line.comment) {
            let said = juror(lang, &name(sheet), &text);
            lines.extend(said.split('\n').map(|line| format!("      {line}")));
        }
    }
    lines
}
