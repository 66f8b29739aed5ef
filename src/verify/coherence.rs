//! That minutes hold together by themselves: what the program would not have drawn up is not believed, whoever signed
//! it. The grid's own rules need the journal and the grid beside them.

use std::collections::BTreeSet;

use super::fault::Clash;
use super::retained;
use crate::domain::certification::{Award, Met};
use crate::domain::decision::Outcome;
use crate::domain::id::MarkCode;
use crate::domain::minutes::{BlockPart, CompositionPart, HearingState, ItemPart, MemberPart, Minutes};

/// Everything in which minutes contradict themselves.
pub(super) fn clashes(minutes: &Minutes) -> Vec<Clash> {
    let held = [
        (Clash::Outcome, outcome(minutes)),
        (Clash::Composition, composition(minutes)),
        (Clash::Jury, jury(minutes)),
        (Clash::Course, course(minutes)),
        (Clash::Items, minutes.block.iter().all(|block| items(minutes, block))),
        (Clash::Sheets, retained::sheets(minutes)),
    ];
    let mut found: Vec<Clash> = held.into_iter().filter(|(_, holds)| !holds).map(|(clash, _)| clash).collect();
    found.extend(unsupported(minutes).map(|block| Clash::Decision(block.code.clone())));
    found.extend(retained::wrong(minutes).map(|item| Clash::Mark(item.code.clone())));
    found
}

fn outcome(minutes: &Minutes) -> bool {
    let validated = |block: &&BlockPart| block.decision == Some(Outcome::Validated);
    let here = minutes.block.iter().filter(validated).map(|block| &block.code);
    let there: Vec<_> = here.chain(minutes.held.iter().filter(|held| held.counts).map(|held| &held.block)).collect();
    let outcome = &minutes.outcome;
    let nothing_remains = outcome.remaining_blocks.is_empty()
        && outcome.remaining_choices.is_empty()
        && outcome.remaining_transversal.is_empty()
        && minutes.requirement.iter().all(|requirement| requirement.state == Met::Met);
    let award = match (nothing_remains, there.is_empty()) {
        (true, _) => Award::Full,
        (false, false) => Award::Partial,
        (false, true) => Award::None,
    };
    let remains = |code| {
        outcome.remaining_blocks.contains(code) || outcome.remaining_choices.iter().any(|list| list.contains(code))
    };
    let kept = !there.into_iter().any(remains);
    award == outcome.award && kept
}

/// The decisions that nothing supports: not what the rule proposed, and no reason; or none although the candidate came.
fn unsupported(minutes: &Minutes) -> impl Iterator<Item = &BlockPart> {
    let supported = |block: &&BlockPart| match block.decision {
        None => minutes.state == HearingState::Absent,
        Some(_) => block.decision == block.proposed || block.reason.as_deref().is_some_and(said),
    };
    minutes.block.iter().filter(move |block| !supported(block))
}

/// Whoever sat kept the rules of composition, or it is said why not.
fn composition(minutes: &Minutes) -> bool {
    let short = minutes.composition.iter().any(|rule| !rule.holds);
    let heard = minutes.state == HearingState::Absent
        || (minutes.jury.iter().any(|member| member.present == Some(true)) && short != minutes.shortfall.is_empty());
    heard && minutes.composition.iter().all(CompositionPart::is_consistent)
}

/// One president; who is recused did not sit and signs nothing; those who must sign are those who would be asked.
fn jury(minutes: &Minutes) -> bool {
    let names: BTreeSet<_> = minutes.jury.iter().map(|member| &member.id).collect();
    let gone: BTreeSet<_> = minutes.recusal.iter().map(|recusal| &recusal.member).collect();
    let known = gone.is_subset(&names)
        && gone.len() == minutes.recusal.len()
        && minutes.jury_move.iter().all(|each| names.contains(&each.member) && said(&each.reason));
    let mut presidents = minutes.jury.iter().filter(|member| member.president);
    let (Some(president), None) = (presidents.next(), presidents.next()) else { return false };
    let presides = minutes.presidency.last().is_none_or(|part| part.member == president.id)
        && minutes.presidency.iter().all(|part| names.contains(&part.member) && said(&part.reason));
    let recused = |member: &MemberPart| gone.contains(&member.id);
    let sits = |member: &MemberPart| member.present == Some(true);
    let seated = minutes.jury.iter().all(|member| !(recused(member) && sits(member)));
    // Either the president alone, or everybody who sits; always the latter where the president does not judge.
    let alone = |member: &MemberPart| member.president && !recused(member);
    let everybody = |member: &MemberPart| alone(member) || sits(member);
    let all = |rule: &dyn Fn(&MemberPart) -> bool| minutes.jury.iter().all(|member| member.must_sign == rule(member));
    let asked = all(&everybody) || (!recused(president) && all(&alone));
    known && presides && names.len() == minutes.jury.len() && seated && asked
}

/// A first version amends nothing and a later one the version before it; an excuse is that of an absence. Times are
/// not compared: the machine's clock may have been set in between.
fn course(minutes: &Minutes) -> bool {
    let amends = match &minutes.amendment {
        None => minutes.version == 1,
        Some(part) => {
            minutes.version > 1
                && part.version == minutes.version - 1
                && said(&part.what)
                && said(&part.reason)
                && part.toml_sha256.len() == 64
        }
    };
    let absent = minutes.state == HearingState::Absent;
    let state = minutes.state_reason.as_deref().is_some_and(said) != (minutes.state == HearingState::Heard);
    amends && state && (absent || minutes.excused.is_none())
}

/// What a block says of its items is what stands on them.
fn items(minutes: &Minutes, block: &BlockPart) -> bool {
    let of: Vec<&ItemPart> = minutes.item.iter().filter(|item| item.block.as_ref() == Some(&block.code)).collect();
    let unseen = |item: &ItemPart| item.mark.as_ref().is_some_and(MarkCode::is_not_observed);
    let codes = |rule: &dyn Fn(&ItemPart) -> bool| -> Vec<_> {
        of.iter().filter(|item| rule(item)).map(|item| item.code.clone()).collect()
    };
    block.items == of.len()
        && block.unmarked == codes(&|item| item.mark.is_none())
        && block.not_observed == codes(&unseen)
        && (block.unmarked.is_empty() || block.proposed.is_none())
        && block.proposed.is_none_or(|proposed| {
            (proposed == Outcome::Validated) == block.condition.iter().all(|condition| condition.holds)
        })
}

pub(super) fn said(text: &str) -> bool {
    !text.trim().is_empty()
}
