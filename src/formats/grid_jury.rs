//! What a grid asks of juries: `[jury]`.

use super::faults::JuryFault;
use super::faults::Named;
use super::grid::{GridReader, editorial, known};
use super::toml_reader::{Table, Text};
use crate::domain::id::CapacityId;
use crate::domain::jury::{Capacity, Composition, JuryRules};

/// The most members that a rule may ask for.
const MOST_MEMBERS: u32 = 99;

/// The most years of practice that a rule may ask for, and that a member may have.
pub(super) const MOST_YEARS: u32 = 99;

impl GridReader {
    pub(super) fn jury(&self, table: &Table<'_>) -> JuryRules {
        let capacities = table.tables("capacity", |table| Capacity {
            id: CapacityId::new(self.new_code(table, "id")),
            title: table.wording("title"),
            external: table.flag("external").0,
        });
        let hearing = table.table("hearing", |table| composition(table, &capacities)).unwrap_or_default();
        let certification = table.opt_table("certification", |table| composition(table, &capacities));
        JuryRules { capacities, hearing, certification }
    }
}

fn composition(table: &Table<'_>, capacities: &[Capacity]) -> Composition {
    let count = |number: Option<u32>| number.and_then(|number| usize::try_from(number).ok()).unwrap_or_default();
    let named = |capacity: Text| {
        known(table, Named::Capacity, &capacity, capacities.iter().map(|capacity| capacity.id.as_str()));
        CapacityId::new(capacity.value)
    };
    let counted = |counts: Vec<(Text, usize)>| counts.into_iter().map(|(capacity, n)| (named(capacity), n)).collect();
    let all = |texts: Vec<Text>| texts.into_iter().map(named).collect();
    Composition {
        members: count(Some(table.number("members", 1..=MOST_MEMBERS))),
        external: count(table.opt_number("external", 0..=MOST_MEMBERS)),
        external_percent: count(table.opt_number("external_percent", 0..=100)),
        capacities: counted(table.counts("capacities", &(0..=MOST_MEMBERS))),
        president_external: table.flag("president_external").0,
        not_trainers: all(table.opt_texts("not_trainers")),
        practice_years: counted(table.counts("practice_years", &(0..=MOST_YEARS))),
        balanced: pairs(table).into_iter().map(|(one, other)| (named(one), named(other))).collect(),
        as_many_women_as_men: all(table.opt_texts("as_many_women_as_men")),
        editorial: editorial(table),
    }
}

/// The pairs of `balanced`; what is not two capacities is reported.
fn pairs(table: &Table<'_>) -> Vec<(Text, Text)> {
    let lists = table.opt_lists("balanced").into_iter();
    let pair = lists.filter_map(|list| {
        if list.length != 2 {
            table.error(Some(&list.span), JuryFault::NotAPair { found: list.length });
            return None;
        }
        // Where one of the two is not even a text, that was said already.
        let [one, other] = <[Text; 2]>::try_from(list.texts).ok()?;
        if one.value == other.value {
            table.error(Some(&other.span), JuryFault::SameTwice { capacity: other.value });
            return None;
        }
        Some((one, other))
    });
    pair.collect()
}
