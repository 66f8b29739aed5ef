//! What a candidate list says of where a candidate stands: route, blocks held before, other requirements.

use std::collections::BTreeMap;
use std::ops::Range;

use super::candidates::{ListReader, Row, trimmed};
use super::faults::{Column, ListFault, Named};
use super::{fields, held, spelling};
use crate::domain::candidate::{Held, Route};
use crate::domain::certification::Met;
use crate::domain::id::{BlockCode, RequirementId};

impl ListReader<'_> {
    /// Reports a route that the grid does not open.
    pub(super) fn is_open(&mut self, row: &Row<'_>, route: Option<Route>) {
        let (Some(route), Some(access)) = (route, self.grid.and_then(|grid| grid.access.as_ref())) else { return };
        if let (false, Some(field)) = (access.open.contains(&route), row.field(Column::Route)) {
            let (reason, open) = (access.reason.clone(), access.open.clone());
            self.error(&field.span, ListFault::RouteClosed { written: field.value, reason, open });
        }
    }

    /// What the list says of the grid's requirements.
    pub(super) fn requirements(&mut self, row: &Row<'_>) -> BTreeMap<RequirementId, Met> {
        let mut said = BTreeMap::new();
        for (id, index) in &row.columns.requirements {
            let Some(field) = row.cells.get(*index).map(trimmed).filter(|field| self.safe(field)) else { continue };
            match fields::met(&field.value) {
                Some(Met::Unknown) => {}
                Some(met) => {
                    said.insert(id.clone(), met);
                }
                None => self.error(&field.span, ListFault::BadAnswer { written: field.value }),
            }
        }
        said
    }

    /// The blocks held before.
    pub(super) fn held(&mut self, row: &Row<'_>, presented: &[BlockCode]) -> Vec<Held> {
        let Some(field) = row.field(Column::Held).filter(|field| self.safe(field)) else { return Vec::new() };
        let Some(entries) = held::entries(&field.value) else {
            self.error(&field.span, ListFault::BadHeld { written: field.value });
            return Vec::new();
        };
        let mut all: Vec<Held> = Vec::new();
        for entry in entries {
            let start = (field.span.start + entry.span.start).min(field.span.end);
            let span = start..(start + entry.block.len()).min(field.span.end);
            let Some(block) = self.held_block(entry.block, &span) else { continue };
            let since = match entry.since {
                Some(Err(written)) => {
                    self.error(&span, ListFault::BadDate { written: written.to_owned() });
                    continue;
                }
                Some(Ok(date)) => Some(date),
                None => None,
            };
            let years = self.grid.and_then(|grid| grid.certification.block_validity_years);
            if let (None, Some(years)) = (since, years) {
                self.error(&span, ListFault::HeldWithoutDate { block: block.to_string(), years });
            }
            if all.iter().any(|held| held.block == block) {
                self.error(&span, ListFault::HeldTwice { block: block.to_string() });
            }
            if presented.contains(&block) {
                let fault = ListFault::HeldAndPresented { block: block.to_string() };
                let warning = self.source.warning(Some(&span), fault);
                self.problems.push(warning);
            }
            all.push(Held { block, since, origin: entry.origin.map(str::to_owned) });
        }
        all
    }

    fn held_block(&mut self, written: &str, span: &Range<usize>) -> Option<BlockCode> {
        let Some(grid) = self.grid else { return Some(BlockCode::new(written)) };
        let found = fields::block(grid, written);
        if found.is_none() {
            let all = grid.blocks.iter().map(|block| block.code.as_str());
            self.error(span, spelling::unknown(Named::Block, written, all));
        }
        found.map(|block| block.code.clone())
    }
}
