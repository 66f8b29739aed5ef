//! Grids: `soutenance-grid/1`.

use std::cell::RefCell;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;
use std::time::Duration;

use super::faults::{GridFault, NameFault, Named};
use super::grid_rules::{block_rule, certification, fits, opt_mark, same, scale as scale_of};
use super::problem::{Problems, Read};
use super::spelling;
use super::toml_reader::{Table, Text, read};
use crate::domain::candidate::Route;
use crate::domain::grid::{Access, Block, Competence, Criterion, Deliberation, Grid, Phase, Stakes, Timing};
use crate::domain::id::{BlockCode, ItemCode, PhaseId};
use crate::domain::rules::BlockRule;
use crate::domain::scale::{Marks, Scale};

/// The `format` line of the grids that this program reads.
const FORMAT: &str = "soutenance-grid/1";

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

/// A competence that a criterion names as evaluated by it, too.
struct Tie {
    to: Text,
    /// The block of the criterion; none across the blocks.
    block: Option<String>,
}

/// A block's own scale.
struct OwnScale {
    block: String,
    scale: Scale,
    span: Option<Range<usize>>,
}

/// Remembers what can only be held against the rest of the file once all of it is read.
#[derive(Default)]
pub(super) struct GridReader {
    codes: RefCell<Vec<Text>>,
    /// What criteria evaluate beside their own competence.
    ties: RefCell<Vec<Tie>>,
    /// Weights, and what eliminates, of competences without criteria: of no use on one that others evaluate.
    stakes: RefCell<Vec<(String, &'static str, Range<usize>)>>,
    /// Blocks with a scale of their own and no rule, and where.
    scales: RefCell<Vec<OwnScale>>,
}

impl GridReader {
    fn grid(&self, root: &Table<'_>) -> Grid {
        let access = root.opt_table("access", access);
        let phases = root.tables("phase", |table| self.phase(table));
        let timings = timings(root, access.as_ref());
        let scale = root.table("scale", scale_of);
        let scale = scale.unwrap_or(Scale { marks: Marks::Levels(Vec::new()), editorial: None });
        let mut blocks = root.tables("block", |table| self.block(table, &scale));
        let mut transversal = root.opt_tables("transversal", |table| self.competence(table, &scale, None));
        self.tie(root, &mut blocks, &mut transversal);
        let rules = root.table("decision", |table| {
            let block = table.table("block", |table| block_rule(table, &scale)).unwrap_or_default();
            let across = table.opt_table("transversal", |table| block_rule(table, &scale));
            let certification = table.table("certification", |table| certification(table, &blocks, &transversal));
            (across.unwrap_or_else(|| block.clone()), block, certification.unwrap_or_default())
        });
        let (transversal_rule, block_rule, certification) = rules.unwrap_or_default();
        self.report_scales_without_rule(root, &block_rule, &scale);
        Grid {
            code: root.code("code").value,
            title: root.text("title").value,
            certifier: root.opt_text("certifier").map(|certifier| certifier.value),
            level: u8::try_from(root.number("level", 1..=8)).unwrap_or_default(),
            source: root.text("source").value,
            editorial: editorial(root),
            registration_end: root.opt_date("registration_end"),
            last_award: root.opt_date("last_award"),
            deliberation: root.opt_table("deliberation", deliberation).unwrap_or_default(),
            jury: root.table("jury", |table| self.jury(table)).unwrap_or_default(),
            access,
            phases,
            timings,
            scale,
            block_rule,
            transversal_rule,
            certification,
            blocks,
            transversal,
        }
    }

    /// A code that names a part of the grid.
    pub(super) fn new_code(&self, table: &Table<'_>, key: &'static str) -> String {
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
        Phase { id: PhaseId::new(self.new_code(table, "id")), ..timed(table) }
    }

    fn block(&self, table: &Table<'_>, scale: &Scale) -> Block {
        let code = self.new_code(table, "code");
        let own = table.opt_table("scale", |table| (scale_of(table), table.span().cloned()));
        let rule = table.opt_table("decision", |table| block_rule(table, own.as_ref().map_or(scale, |(own, _)| own)));
        if let (Some((own, span)), None) = (&own, &rule) {
            self.scales.borrow_mut().push(OwnScale { block: code.clone(), scale: own.clone(), span: span.clone() });
        }
        let own = own.map(|(own, _)| own);
        let competences =
            table.tables("competence", |table| self.competence(table, own.as_ref().unwrap_or(scale), Some(&code)));
        Block { code: BlockCode::new(code), title: table.text("title").value, scale: own, rule, competences }
    }

    fn competence(&self, table: &Table<'_>, scale: &Scale, block: Option<&str>) -> Competence {
        let code = self.new_code(table, "code");
        let label = table.opt_text("label").map(|label| label.value);
        let text = table.text("text").value;
        let criteria = table.opt_tables("criterion", |table| self.criterion(table, &code, scale, block));
        for key in ["weight", "eliminatory_below"] {
            match table.span_of(key) {
                Some(span) if criteria.is_empty() => self.stakes.borrow_mut().push((code.clone(), key, span)),
                Some(span) => table.error(Some(&span), GridFault::StakesAbove { key }),
                None => {}
            }
        }
        let (stakes, common) = (stakes(table, scale), table.flag("common").0);
        Competence { code: ItemCode::new(code), label, text, stakes, criteria, evaluated_elsewhere: false, common }
    }

    fn criterion(&self, table: &Table<'_>, competence: &str, scale: &Scale, block: Option<&str>) -> Criterion {
        let code = self.new_code(table, "code");
        let (label, text) = (table.opt_text("label").map(|label| label.value), table.text("text").value);
        let indicators = table.opt_texts("indicators").into_iter().map(|text| text.value).collect();
        let also = table.opt_texts("also_evaluates");
        for other in &also {
            if same(&other.value, competence) {
                table.error(Some(&other.span), GridFault::EvaluatesItsOwn { code: other.value.clone() });
            }
        }
        let also_evaluates = also.iter().map(|other| ItemCode::new(other.value.as_str())).collect();
        let ties = also.into_iter().map(|to| Tie { to, block: block.map(str::to_owned) });
        self.ties.borrow_mut().extend(ties);
        let (stakes, common) = (stakes(table, scale), table.flag("common").0);
        Criterion { code: ItemCode::new(code), label, text, stakes, also_evaluates, indicators, common }
    }

    /// Ties competences to the criteria of others that evaluate them, too.
    fn tie(&self, root: &Table<'_>, blocks: &mut [Block], transversal: &mut [Competence]) {
        let ties = self.ties.take();
        let own = blocks.iter().flat_map(|block| block.competences.iter().map(|each| (Some(&block.code), &each.code)));
        let all: Vec<_> = own.chain(transversal.iter().map(|each| (None, &each.code))).collect();
        for Tie { to, block } in &ties {
            known(root, Named::Competence, to, all.iter().map(|(_, code)| code.as_str()));
            let found = all.iter().find(|(_, code)| code.as_str() == to.value);
            if found.is_some_and(|(other, _)| other.map(BlockCode::as_str) != block.as_deref()) {
                root.error(Some(&to.span), GridFault::TieAcross { code: to.value.clone() });
            }
        }
        let evaluated = |code: &str| ties.iter().any(|tie| tie.to.value == code);
        for (_, key, span) in self.stakes.take().into_iter().filter(|(code, ..)| evaluated(code)) {
            root.error(Some(&span), GridFault::StakesAbove { key });
        }
        for competence in blocks.iter_mut().flat_map(|block| &mut block.competences).chain(transversal) {
            competence.evaluated_elsewhere = evaluated(competence.code.as_str());
        }
    }

    /// A block with a scale of its own that the grid's rule does not speak of needs a rule of its own.
    fn report_scales_without_rule(&self, root: &Table<'_>, rule: &BlockRule, scale: &Scale) {
        for own in self.scales.take().into_iter().filter(|own| !fits(rule, scale, &own.scale)) {
            root.error(own.span.as_ref(), GridFault::RuleNeeded { code: own.block });
        }
    }
}

pub(super) fn editorial(table: &Table<'_>) -> Option<String> {
    table.opt_text("editorial").map(|text| text.value)
}

/// Everything of a phase but its name in files.
fn deliberation(table: &Table<'_>) -> Deliberation {
    let gap = table.opt_decimal("gap");
    Deliberation {
        duration: table.has("duration").then(|| table.duration("duration")),
        gap: gap.map(|(gap, _)| gap).unwrap_or_default(),
        casting_vote: table.flag("casting_vote").0,
        editorial: editorial(table),
    }
}

fn timed(table: &Table<'_>) -> Phase {
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
    Phase { id: PhaseId::new(""), title: table.wording("title"), duration, warnings, editorial: editorial(table) }
}

fn stakes(table: &Table<'_>, scale: &Scale) -> Stakes {
    let weight = table.opt_decimal("weight");
    if let Some((_, span)) = weight.as_ref().filter(|(weight, _)| weight.is_zero()) {
        table.error(Some(span), GridFault::WeightZero);
    }
    let default = Stakes::default();
    Stakes {
        weight: weight.map_or(default.weight, |(weight, _)| weight),
        eliminatory_below: opt_mark(table, "eliminatory_below", scale),
    }
}

/// A list of routes, each by its name in files.
pub(super) fn routes(table: &Table<'_>, key: &'static str) -> Vec<Route> {
    let written = table.opt_texts(key);
    let read = written.iter().filter_map(|name| {
        known(table, Named::Route, name, Route::ALL.iter().map(|route| route.key()));
        Route::ALL.into_iter().find(|route| route.key() == name.value)
    });
    read.collect()
}

fn access(table: &Table<'_>) -> Access {
    if table.texts("open").is_empty() {
        return Access { open: Vec::new(), reason: None, editorial: None };
    }
    let reason = table.opt_text("reason").map(|reason| reason.value);
    Access { open: routes(table, "open"), reason, editorial: editorial(table) }
}

fn timings(root: &Table<'_>, access: Option<&Access>) -> Vec<Timing> {
    let mut taken: Vec<Route> = Vec::new();
    root.opt_tables("timing", |table| {
        let _ = table.texts("routes");
        let routes = routes(table, "routes");
        for route in &routes {
            if taken.contains(route) {
                table.error(table.span_of("routes").as_ref(), GridFault::RouteTwice { route: *route });
            } else if access.is_some_and(|access| !access.open.contains(route)) {
                table.error(table.span_of("routes").as_ref(), GridFault::TimingForClosed { route: *route });
            }
            taken.push(*route);
        }
        let mut names: Vec<Text> = Vec::new();
        let phases = table.tables("phase", |table| {
            let id = table.code("id");
            if let Some(first) = names.iter().find(|name| same(&name.value, &id.value)) {
                let fault = NameFault::Duplicate { code: id.value.clone(), first_line: table.line_of(&first.span) };
                table.error(Some(&id.span), fault);
            }
            names.push(id.clone());
            Phase { id: PhaseId::new(id.value), ..timed(table) }
        });
        Timing { routes, phases, editorial: editorial(table) }
    })
}

/// Reports a name that the file does not declare.
pub(super) fn known<'a>(table: &Table<'_>, what: Named, name: &Text, names: impl Iterator<Item = &'a str> + Clone) {
    // Where nothing could be read on either side, that was said already.
    let declared = names.clone().any(|each| each == name.value);
    if declared || name.value.is_empty() || names.clone().all(str::is_empty) && what != Named::Transversal {
        return;
    }
    table.error(Some(&name.span), spelling::unknown(what, &name.value, names));
}
