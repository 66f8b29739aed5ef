//! The parts of a grid that decide: scales, rules of decision, what the certification asks for.

use std::ops::Range;

use rust_decimal::Decimal;
use toml::Spanned;
use toml::de::DeValue;

use super::faults::{GridFault, NameFault, Named, ValueType};
use super::fields;
use super::grid::{editorial, known, routes};
use super::spelling::fold;
use super::toml_reader::{Table, Text};
use super::toml_values::TextList;
use crate::domain::grid::{Block, Competence};
use crate::domain::id::{BlockCode, ItemCode, MarkCode, RequirementId};
use crate::domain::rules::{AtMostBelow, BlockRule, CertificationRule, NotObserved, Requirement};
use crate::domain::scale::{Level, Marks, Points, Scale};
use crate::domain::wording::Wording;

/// The kinds of scale, as files name them.
const KINDS: [&str; 3] = ["levels", "points", "yes-no"];

pub(super) fn scale(table: &Table<'_>) -> Scale {
    let kind = table.opt_text("kind").unwrap_or_default();
    let marks = match kind.value.as_str() {
        "points" => Marks::Points(points(table)),
        "yes-no" => Marks::Levels(yes_no()),
        other => {
            let misspelt = !other.is_empty() && other != "levels";
            if misspelt {
                known(table, Named::ScaleKind, &kind, KINDS.into_iter());
            }
            // Which keys belong to a kind that does not exist is not known: what is there is read, what is not is not missed.
            let none = misspelt && !table.has("level");
            Marks::Levels(if none { Vec::new() } else { levels(table) })
        }
    };
    Scale { marks, editorial: editorial(table) }
}

fn levels(table: &Table<'_>) -> Vec<Level> {
    // The marks of one scale: two scales may use the same names.
    let mut names: Vec<Text> = Vec::new();
    // Everything that a level can be called by when it is typed, folded.
    let mut all: Vec<String> = Vec::new();
    let mut without: Option<Range<usize>> = None;
    let mut least: Option<Decimal> = None;
    let levels = table.tables("level", |level| {
        let id = level.code("id");
        let rank = names.len() + 1;
        let title = level.wording("title");
        let called = [Some(fold(&id.value)), Some(fold(&title.fr)), title.en.as_deref().map(fold)];
        let called: Vec<String> = called.into_iter().flatten().collect();
        if called.iter().any(|name| RESERVED.contains(&name.as_str())) {
            level.error(Some(&id.span), GridFault::ReservedLevel);
        } else {
            let taken = called.iter().any(|name| !name.is_empty() && all.contains(name));
            // That two have one code is said below.
            let twice = names.iter().any(|name| same(&name.value, &id.value));
            if (taken || is_taken_for_else(&id.value, rank)) && !twice {
                level.error(Some(&id.span), GridFault::LevelName { code: id.value.clone() });
            }
        }
        all.extend(called);
        if let Some(first) = names.iter().find(|name| same(&name.value, &id.value)) {
            let fault = NameFault::Duplicate { code: id.value.clone(), first_line: level.line_of(&first.span) };
            level.error(Some(&id.span), fault);
        }
        names.push(id.clone());
        let value = level.opt_decimal("value");
        match &value {
            None => without = without.take().or_else(|| level.span().cloned()),
            Some((value, span)) => {
                if least.is_some_and(|least| *value < least) {
                    level.error(Some(span), GridFault::ValuesFall);
                }
                least = Some(*value);
            }
        }
        let value = value.map(|(value, _)| value);
        Level { id: MarkCode::new(id.value), title, meaning: level.opt_wording("meaning"), value }
    });
    // None at all was said already.
    if levels.len() == 1 || levels.len() > 9 {
        table.error(table.span(), GridFault::LevelCount { found: levels.len() });
    }
    if let (Some(span), true) = (without, least.is_some()) {
        table.error(Some(&span), GridFault::ValueMissing);
    }
    levels
}

/// How « non observé » is typed, folded.
const RESERVED: [&str; 3] = ["not observed", "non observe", "non observee"];

/// Whether a level of this name would be taken for another one's rank, or for what takes a mark away.
fn is_taken_for_else(id: &str, rank: usize) -> bool {
    let digits = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
    id == "-" || digits && id != rank.to_string()
}

/// Whether two codes are one, case apart; an empty one was reported already.
pub(super) fn same(one: &str, other: &str) -> bool {
    !one.is_empty() && one.to_lowercase() == other.to_lowercase()
}

fn points(table: &Table<'_>) -> Points {
    let least = table.decimal("least");
    let most = table.decimal("most");
    let step = table.decimal("step");
    let value = |read: &Option<(Decimal, Range<usize>)>, instead| read.as_ref().map_or(instead, |(value, _)| *value);
    let points = Points {
        least: value(&least, Decimal::ZERO),
        most: value(&most, Decimal::ONE),
        step: value(&step, Decimal::ONE),
    };
    if let (Some(_), Some((_, span)), Some((_, step))) = (&least, &most, &step) {
        if points.step.is_zero() {
            table.error(Some(step), GridFault::StepZero);
            return Points { step: Decimal::ONE, ..points };
        }
        if points.most <= points.least {
            table.error(Some(span), GridFault::PointsOrder);
        } else if !points.allow(points.most) {
            table.error(Some(step), GridFault::StepMisfit { points });
        }
    }
    points
}

/// The two levels that every yes-or-no scale has.
fn yes_no() -> Vec<Level> {
    let level = |id: &str, fr: &str, en: &str, value| Level {
        id: MarkCode::new(id),
        title: Wording { fr: fr.to_owned(), en: Some(en.to_owned()) },
        meaning: None,
        value: Some(value),
    };
    vec![level("no", "Non", "No", Decimal::ZERO), level("yes", "Oui", "Yes", Decimal::ONE)]
}

/// A mark of a scale: the name of a level, or points.
pub(super) fn opt_mark(table: &Table<'_>, key: &'static str, scale: &Scale) -> Option<MarkCode> {
    table.find(key).and_then(|value| as_mark(table, key, value, scale))
}

fn as_mark(table: &Table<'_>, key: &str, value: &Spanned<DeValue<'_>>, scale: &Scale) -> Option<MarkCode> {
    match &scale.marks {
        Marks::Levels(levels) => {
            let name = table.as_text(key, value, ValueType::Level)?;
            known(table, Named::Level, &name, levels.iter().map(|level| level.id.as_str()));
            Some(MarkCode::new(name.value))
        }
        Marks::Points(points) => {
            let (given, span) = table.as_decimal(key, value)?;
            if !points.allow(given) {
                table.error(Some(&span), GridFault::NotPoints { points: *points });
            }
            Some(MarkCode::points(given))
        }
    }
}

/// The rule of a table, for this scale.
pub(super) fn block_rule(table: &Table<'_>, scale: &Scale) -> BlockRule {
    let rule = BlockRule {
        every_item_at_least: opt_mark(table, "every_item_at_least", scale),
        at_most_below: table.opt_table("at_most_below", |table| {
            let mark = table.demand("mark").and_then(|value| as_mark(table, "mark", value, scale));
            let items = usize::try_from(table.number("items", 0..=9999)).unwrap_or_default();
            AtMostBelow { mark: mark.unwrap_or_else(|| MarkCode::new("")), items }
        }),
        weighted_mean_at_least: mean(table, "weighted_mean_at_least", scale),
        every_competence_at_least: mean(table, "every_competence_at_least", scale),
        not_observed: table.opt_text("not_observed").and_then(|effect| {
            known(table, Named::NotObserved, &effect, NotObserved::ALL.iter().map(|effect| effect.key()));
            NotObserved::ALL.into_iter().find(|each| each.key() == effect.value)
        }),
        editorial: editorial(table),
    };
    let conditions = ["every_item_at_least", "at_most_below", "weighted_mean_at_least", "every_competence_at_least"];
    if conditions.iter().all(|key| !table.has(key)) {
        table.error(table.span(), GridFault::EmptyRule);
    }
    rule
}

fn mean(table: &Table<'_>, key: &'static str, scale: &Scale) -> Option<Decimal> {
    let (required, span) = table.opt_decimal(key)?;
    match scale.bounds() {
        // A scale that could not be read was reported already.
        None if scale.levels().is_empty() => {}
        None => table.error(Some(&span), GridFault::MeanWithoutValues),
        Some((least, most)) if required < least || required > most => {
            table.error(Some(&span), GridFault::MeanOutOfReach { least, most });
        }
        Some(_) => {}
    }
    Some(required)
}

/// Whether a rule of the grid's scale says something of another scale, too.
pub(super) fn fits(rule: &BlockRule, of: &Scale, scale: &Scale) -> bool {
    let marks = rule.every_item_at_least.iter().chain(rule.at_most_below.as_ref().map(|most| &most.mark));
    let means = rule.weighted_mean_at_least.iter().chain(&rule.every_competence_at_least);
    // Ten of twenty is not ten of a hundred.
    let alike = scale.bounds() == of.bounds();
    let numbers = scale.points().is_some() || means.count() > 0;
    marks.into_iter().all(|mark| scale.has(mark)) && (alike || !numbers)
}

pub(super) fn certification(table: &Table<'_>, blocks: &[Block], transversal: &[Competence]) -> CertificationRule {
    let codes = || blocks.iter().map(|block| block.code.as_str());
    let one_of = table.opt_lists("one_of");
    let required = if one_of.is_empty() { table.texts("blocks") } else { table.opt_texts("blocks") };
    for code in required.iter().chain(one_of.iter().flat_map(|list| &list.texts)) {
        known(table, Named::Block, code, codes());
    }
    let across = table.opt_texts("transversal");
    for list in one_of.iter().map(|list| &list.texts).chain([&required, &across]) {
        listed_once(table, list);
    }
    for TextList { texts: list, length, span } in &one_of {
        if *length < 2 {
            table.error(Some(span), GridFault::ChoiceOfOne);
        }
        for code in list.iter().filter(|code| required.iter().any(|each| each.value == code.value)) {
            table.error(Some(&code.span), GridFault::ChoiceRequired { code: code.value.clone() });
        }
    }
    for code in &across {
        known(table, Named::Transversal, code, transversal.iter().map(|each| each.code.as_str()));
    }
    let block = |code: Text| BlockCode::new(code.value);
    CertificationRule {
        blocks: required.into_iter().map(block).collect(),
        one_of: one_of.into_iter().map(|list| list.texts.into_iter().map(block).collect()).collect(),
        transversal: across.into_iter().map(|code| ItemCode::new(code.value)).collect(),
        requirements: requirements(table),
        block_validity_years: table.opt_number("block_validity_years", 1..=99),
        editorial: editorial(table),
    }
}

/// Reports what one list names again: the minutes would name it twice where it is missing, and a choice of a block or
/// the same block is none.
fn listed_once(table: &Table<'_>, list: &[Text]) {
    for (index, code) in list.iter().enumerate() {
        if !code.value.is_empty() && list.iter().take(index).any(|before| before.value == code.value) {
            table.error(Some(&code.span), GridFault::ListedTwice { code: code.value.clone() });
        }
    }
}

fn requirements(table: &Table<'_>) -> Vec<Requirement> {
    let mut names: Vec<Text> = Vec::new();
    let mut columns: Vec<String> = Vec::new();
    table.opt_tables("requirement", |table| {
        let id = table.code("id");
        if let Some(first) = names.iter().find(|name| same(&name.value, &id.value)) {
            let fault = NameFault::Duplicate { code: id.value.clone(), first_line: table.line_of(&first.span) };
            table.error(Some(&id.span), fault);
        }
        let title = table.wording("title");
        let called = [Some(id.value.as_str()), Some(title.fr.as_str()), title.en.as_deref()];
        let mut called: Vec<String> = called.into_iter().flatten().map(fold).filter(|name| !name.is_empty()).collect();
        called.dedup();
        // A list may name it by its title, too: each must be one column alone.
        let twice = names.iter().any(|name| same(&name.value, &id.value));
        let taken = called.iter().find(|name| fields::column(name).is_some() || columns.contains(*name));
        if let (Some(taken), false) = (taken, twice) {
            table.error(Some(&id.span), GridFault::ReservedColumn { id: taken.clone() });
        }
        columns.extend(called);
        names.push(id.clone());
        Requirement {
            id: RequirementId::new(id.value),
            title,
            text: table.opt_text("text").map(|text| text.value),
            routes: routes(table, "routes"),
        }
    })
}
