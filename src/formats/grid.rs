//! Grids: `soutenance-grid/1`.

use std::cell::RefCell;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::time::Duration;

use super::faults::{GridFault, NameFault, Named};
use super::problem::{Problems, Read};
use super::spelling;
use super::toml_reader::{Table, Text, read};
use crate::domain::grid::{
    Block, BlockRule, CertificationRule, Competence, Criterion, Grid, Level, Phase, Scale, Stated,
};
use crate::domain::id::{BlockCode, CapacityId, ItemCode, MarkCode, PhaseId};
use crate::domain::jury::{Capacity, Composition, JuryRules};

/// The `format` line of the grids that this program reads.
const FORMAT: &str = "soutenance-grid/1";

/// The most members that a rule may ask for.
const MOST_MEMBERS: u32 = 99;

/// Reads a grid.
///
/// # Errors
/// Every problem of the file, in its order, if one of them is an error.
pub fn read_grid(file: &str, bytes: &[u8]) -> Result<Read<Grid>, Problems> {
    read(file, bytes, FORMAT, |root| {
        let reader = GridReader::default();
        let grid = reader.grid(root);
        reader.report_duplicates(root);
        grid
    })
}

/// Remembers the codes that the file declares, each of which must be alone.
#[derive(Default)]
struct GridReader {
    codes: RefCell<Vec<Text>>,
}

impl GridReader {
    fn grid(&self, root: &Table<'_>) -> Grid {
        let phases = root.tables("phase", |table| self.phase(table));
        let scale = self.scale(root);
        let blocks = root.tables("block", |table| self.block(table));
        let transversal = root.opt_tables("transversal", |table| self.competence(table));
        let decision = root.table("decision", |table| {
            let block = table.table("block", |table| block_rule(table, &scale));
            let certification = table.table("certification", |table| certification(table, &blocks, &transversal));
            (block, certification)
        });
        let (block_rule, certification) = decision.unwrap_or_default();
        let no_rule = || Stated { value: BlockRule { every_item_at_least: MarkCode::new("") }, editorial: None };
        Grid {
            code: root.code("code").value,
            title: root.text("title").value,
            certifier: root.text("certifier").value,
            level: u8::try_from(root.number("level", 1..=8)).unwrap_or_default(),
            source: root.text("source").value,
            registration_end: root.opt_date("registration_end"),
            last_award: root.opt_date("last_award"),
            deliberation: root.opt_table("deliberation", |table| Stated {
                value: table.duration("duration"),
                editorial: editorial(table),
            }),
            block_rule: block_rule.unwrap_or_else(no_rule),
            certification: certification.unwrap_or_else(|| CertificationRule {
                blocks: Vec::new(),
                transversal: Vec::new(),
                block_validity_years: None,
            }),
            jury: root.table("jury", |table| self.jury(table)).unwrap_or_default(),
            phases,
            scale,
            blocks,
            transversal,
        }
    }

    /// A code that names a part of the grid.
    fn new_code(&self, table: &Table<'_>, key: &'static str) -> String {
        let code = table.code(key);
        self.codes.borrow_mut().push(code.clone());
        code.value
    }

    /// Reports codes that two parts share: they are typed at one prompt, and in the same file names. Case does not
    /// make a difference, because `BC01` and `bc01` are one file on many machines.
    fn report_duplicates(&self, root: &Table<'_>) {
        let mut codes = self.codes.take();
        codes.retain(|code| !code.value.is_empty());
        // The file's order is not the one in which it is read.
        codes.sort_by_key(|code| code.span.start);
        let mut lines: HashMap<String, usize> = HashMap::new();
        for code in codes {
            match lines.entry(code.value.to_lowercase()) {
                Entry::Occupied(first) => {
                    root.error(Some(&code.span), NameFault::Duplicate { code: code.value, first_line: *first.get() });
                }
                Entry::Vacant(first) => {
                    first.insert(root.line_of(&code.span));
                }
            }
        }
    }

    fn phase(&self, table: &Table<'_>) -> Phase {
        let duration = table.duration("duration");
        let mut warnings: Vec<Duration> = Vec::new();
        for (warning, span) in table.durations("warnings") {
            if !duration.is_zero() && warning >= duration {
                table.error(Some(&span), GridFault::WarningTooLong { warning, duration });
            }
            warnings.push(warning);
        }
        warnings.sort_unstable_by(|one, other| other.cmp(one));
        warnings.dedup();
        Phase {
            id: PhaseId::new(self.new_code(table, "id")),
            title: table.wording("title"),
            duration,
            warnings,
            editorial: editorial(table),
        }
    }

    fn scale(&self, root: &Table<'_>) -> Scale {
        let scale = root.table("scale", |table| {
            let levels = table.tables("level", |level| Level {
                id: MarkCode::new(self.new_code(level, "id")),
                title: level.wording("title"),
            });
            // None at all was said already.
            if levels.len() == 1 || levels.len() > 9 {
                table.error(table.span(), GridFault::LevelCount { found: levels.len() });
            }
            Scale { levels, editorial: editorial(table) }
        });
        scale.unwrap_or(Scale { levels: Vec::new(), editorial: None })
    }

    fn block(&self, table: &Table<'_>) -> Block {
        Block {
            code: BlockCode::new(self.new_code(table, "code")),
            title: table.text("title").value,
            competences: table.tables("competence", |table| self.competence(table)),
        }
    }

    fn competence(&self, table: &Table<'_>) -> Competence {
        Competence {
            code: ItemCode::new(self.new_code(table, "code")),
            label: table.opt_text("label").map(|label| label.value),
            text: table.text("text").value,
            criteria: table.opt_tables("criterion", |table| Criterion {
                code: ItemCode::new(self.new_code(table, "code")),
                label: table.opt_text("label").map(|label| label.value),
                text: table.text("text").value,
                indicators: table.opt_texts("indicators").into_iter().map(|text| text.value).collect(),
                common: table.flag("common").0,
            }),
            common: table.flag("common").0,
        }
    }

    fn jury(&self, table: &Table<'_>) -> JuryRules {
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

fn editorial(table: &Table<'_>) -> Option<String> {
    table.opt_text("editorial").map(|text| text.value)
}

fn block_rule(table: &Table<'_>, scale: &Scale) -> Stated<BlockRule> {
    let level = table.text("every_item_at_least");
    known(table, Named::Level, &level, scale.levels.iter().map(|level| level.id.as_str()));
    Stated { value: BlockRule { every_item_at_least: MarkCode::new(level.value) }, editorial: editorial(table) }
}

fn certification(table: &Table<'_>, blocks: &[Block], transversal: &[Competence]) -> CertificationRule {
    let required = table.texts("blocks");
    for code in &required {
        known(table, Named::Block, code, blocks.iter().map(|block| block.code.as_str()));
    }
    let across = table.opt_texts("transversal");
    for code in &across {
        known(table, Named::Transversal, code, transversal.iter().map(|each| each.code.as_str()));
    }
    CertificationRule {
        blocks: required.into_iter().map(|code| BlockCode::new(code.value)).collect(),
        transversal: across.into_iter().map(|code| ItemCode::new(code.value)).collect(),
        block_validity_years: table.opt_number("block_validity_years", 1..=99),
    }
}

fn composition(table: &Table<'_>, capacities: &[Capacity]) -> Composition {
    let count = |number: Option<u32>| number.and_then(|number| usize::try_from(number).ok()).unwrap_or_default();
    let needed = table.counts("capacities", &(0..=MOST_MEMBERS));
    for (capacity, _) in &needed {
        known(table, Named::Capacity, capacity, capacities.iter().map(|capacity| capacity.id.as_str()));
    }
    Composition {
        members: count(Some(table.number("members", 1..=MOST_MEMBERS))),
        external: count(table.opt_number("external", 0..=MOST_MEMBERS)),
        external_percent: count(table.opt_number("external_percent", 0..=100)),
        capacities: needed.into_iter().map(|(capacity, count)| (CapacityId::new(capacity.value), count)).collect(),
    }
}

/// Reports a name that the file does not declare.
fn known<'a>(table: &Table<'_>, what: Named, name: &Text, names: impl Iterator<Item = &'a str> + Clone) {
    // Where nothing could be read on either side, that was said already.
    let declared = names.clone().any(|each| each == name.value);
    if declared || name.value.is_empty() || names.clone().all(str::is_empty) && what != Named::Transversal {
        return;
    }
    table.error(Some(&name.span), spelling::unknown(what, &name.value, names));
}
