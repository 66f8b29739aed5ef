//! Where the cursor goes in a list.

use super::message::Intent;
use crate::domain::grid::Item;

/// Moves a place in a list of `count` lines, and keeps it inside.
pub(super) fn moved(place: usize, count: usize, intent: Intent) -> usize {
    let last = count.saturating_sub(1);
    match intent {
        Intent::Up => place.saturating_sub(1),
        Intent::Down => (place + 1).min(last),
        Intent::PageUp => place.saturating_sub(PAGE),
        Intent::PageDown => (place + PAGE).min(last),
        Intent::Home => 0,
        Intent::End => last,
        _ => place,
    }
}

/// How many lines a page moves; the smallest list on an 80×24 screen shows about as many.
const PAGE: usize = 8;

/// The next place after `from`, round the end, for which this holds.
pub(super) fn next_from<T>(all: &[T], from: usize, holds: impl Fn(&T) -> bool) -> Option<usize> {
    (1..=all.len()).map(|step| (from.min(all.len() - 1) + step) % all.len()).find(|place| holds(&all[*place]))
}

fn same_block(items: &[Item<'_>], a: usize, b: usize) -> bool {
    let block = |place: usize| items.get(place).map(|item| item.block.map(|block| &block.code));
    block(a) == block(b)
}

/// The first item of the block, or of the block before when the cursor is on it already.
pub(super) fn block_before(items: &[Item<'_>], place: usize) -> usize {
    let before = place.saturating_sub(1);
    let first = |of: usize| (0..=of).find(|each| same_block(items, *each, of)).unwrap_or(of);
    if first(place) < place { first(place) } else { first(before) }
}

/// The first item of the block after.
pub(super) fn block_after(items: &[Item<'_>], place: usize) -> usize {
    (place..items.len()).find(|each| !same_block(items, *each, place)).unwrap_or(place)
}
