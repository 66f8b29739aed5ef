//! The groups of a candidate list: one spelling each, and what members must have in common.

use std::collections::HashMap;
use std::ops::Range;

use super::faults::ListFault;
use super::spelling::fold;
use crate::domain::candidate::Candidate;
use crate::domain::grid::Phase;

/// Groups as they are met on a list.
#[derive(Debug, Default)]
pub(super) struct Groups {
    /// By key: the first spelling, the place of its candidate on the list, the line.
    first: HashMap<String, (String, usize, usize)>,
    /// What was written where: the place of the candidate, the key, the stretch of the file.
    written: Vec<(usize, String, Range<usize>)>,
}

impl Groups {
    /// The group that a cell names, as the list first spelt it: blanks and capitals make no difference.
    pub(super) fn named(&mut self, name: String, place: usize, line: usize, span: Range<usize>) -> String {
        // Accents written in two ways are one, too.
        let folded = fold(&name).replace(' ', "");
        let key = if folded.is_empty() { name.clone() } else { folded };
        self.written.push((place, key.clone(), span));
        self.first.entry(key).or_insert((name, place, line)).0.clone()
    }

    /// Those whose phases are not those of the first of their group: one clock cannot be theirs.
    pub(super) fn apart<'a>(
        &self,
        candidates: &'a [Candidate],
        phases: impl Fn(&'a Candidate) -> &'a [Phase],
    ) -> Vec<(Range<usize>, ListFault)> {
        let apart = |(place, key, span): &(usize, String, Range<usize>)| {
            let (name, first, first_line) = self.first.get(key)?;
            let same = phases(candidates.get(*place)?) == phases(candidates.get(*first)?);
            let fault = || ListFault::GroupPhases { group: name.clone(), first_line: *first_line };
            (!same).then(|| (span.clone(), fault()))
        };
        self.written.iter().filter_map(apart).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::tests::play::plan;

    #[test]
    fn one_clock_needs_the_same_phases() {
        let plan = plan();
        let mut groups = Groups::default();
        groups.named("A".into(), 0, 2, 10..11);
        groups.named(" a".into(), 1, 3, 20..22);
        assert_eq!(groups.apart(&plan.candidates, |candidate| plan.phases(candidate)), []);
        let shorter = |candidate: &Candidate| {
            let count = if candidate.id.as_str() == "C2" { 1 } else { 2 };
            &plan.grid.phases[..count]
        };
        let fault = ListFault::GroupPhases { group: "A".into(), first_line: 2 };
        assert_eq!(groups.apart(&plan.candidates, shorter), [(20..22, fault)]);
    }
}
