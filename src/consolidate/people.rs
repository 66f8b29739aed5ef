//! Who is who: nobody is taken for another because of a name or an identifier alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::anomaly::{Anomaly, Detail, Effect, Kind};
use super::record::Person;
use crate::domain::folded::fold;

/// A person as files name them: the identifier, and the names without what hands leave out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Who {
    pub(super) family_name: String,
    pub(super) given_name: String,
    pub(super) id: Arc<str>,
}

impl Who {
    pub(super) fn is(person: &Person) -> Self {
        Self {
            family_name: fold(&person.family_name),
            given_name: fold(&person.given_name),
            id: Arc::clone(&person.id),
        }
    }

    fn name(&self) -> (&str, &str) {
        (&self.family_name, &self.given_name)
    }
}

/// Where somebody is named.
#[derive(Debug, Default)]
pub(super) struct People {
    seen: BTreeMap<Who, (Person, BTreeSet<Arc<str>>)>,
}

impl People {
    /// Takes note of a person, in a file.
    pub(super) fn see(&mut self, person: &Person, file: &Arc<str>) {
        let entry = self.seen.entry(Who::is(person)).or_insert_with(|| (person.clone(), BTreeSet::new()));
        // Of several spellings, always the same one is shown.
        if *person < entry.0 {
            entry.0 = person.clone();
        }
        entry.1.insert(Arc::clone(file));
    }

    /// The identifiers with several names, and the names with several identifiers; who is concerned by which.
    pub(super) fn doubts(&self) -> (Vec<Anomaly>, BTreeMap<Who, BTreeSet<Kind>>) {
        let mut by_id: BTreeMap<&str, Vec<&Who>> = BTreeMap::new();
        let mut by_name: BTreeMap<(&str, &str), Vec<&Who>> = BTreeMap::new();
        for who in self.seen.keys() {
            by_id.entry(&who.id).or_default().push(who);
            by_name.entry(who.name()).or_default().push(who);
        }
        let ids = by_id.into_values().map(|all| (Kind::SameIdentifier, all));
        let names = by_name.into_values().map(|all| (Kind::SameName, all));
        let mut anomalies = Vec::new();
        let mut concerned: BTreeMap<Who, BTreeSet<Kind>> = BTreeMap::new();
        for (kind, all) in ids.chain(names).filter(|(_, all)| all.len() > 1) {
            for who in &all {
                concerned.entry((*who).clone()).or_default().insert(kind);
            }
            anomalies.push(self.anomaly(kind, &all));
        }
        (anomalies, concerned)
    }

    fn anomaly(&self, kind: Kind, all: &[&Who]) -> Anomaly {
        let seen = all.iter().filter_map(|who| self.seen.get(who));
        let files: BTreeSet<Arc<str>> = seen.clone().flat_map(|(_, files)| files.iter().cloned()).collect();
        let detail = seen.clone().map(|(person, _)| Detail::Person(person.clone())).collect();
        let candidate = seen.clone().map(|(person, _)| person.clone()).next();
        Anomaly { candidate, ..Anomaly::of(kind, Effect::Flagged, files.into_iter().collect(), detail) }
    }
}
