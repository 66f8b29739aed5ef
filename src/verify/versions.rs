//! Which version of minutes holds: a later one annuls those before it.

use super::journal::Account;
use super::{Examination, Fault};
use crate::digest::sha256;
use crate::domain::closing::Closing;
use crate::domain::minutes::{Minutes, stem};

/// Whether minutes hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// As far as is known here.
    Holds,
    /// They are annulled and replaced by this version, which stands beside them.
    ReplacedBy(u32),
    /// They are annulled, and the version that replaces them is being made.
    Amending,
}

impl Examination<'_> {
    /// What is wrong with the version that these minutes annul, where it stands beside them.
    pub(super) fn annulled(&self, minutes: &Minutes) -> Option<Fault> {
        let part = minutes.amendment.as_ref()?;
        let found = self.bytes(&format!("{}.toml", stem(&minutes.candidate.id, part.version))).ok()?;
        (sha256(&found) != part.toml_sha256).then_some(Fault::Amends(part.version))
    }

    /// Whether these minutes hold, by the files, the journal and the closing beside them.
    pub(super) fn standing(
        &self,
        minutes: &Minutes,
        journal: Option<&Account>,
        closing: Option<&Closing>,
    ) -> Result<Standing, Fault> {
        let own = minutes.version;
        if let Some(later) = self.later(minutes) {
            let file = format!("{}.toml", stem(&minutes.candidate.id, later));
            return match self.minutes(&file) {
                Ok(seen) if seen.minutes.session == minutes.session => Ok(Standing::ReplacedBy(later)),
                Ok(_) | Err(_) => Err(Fault::LaterUnverified(later)),
            };
        }
        let closed = closing.and_then(|closing| closing.candidate.iter().find(|each| each.id == minutes.candidate.id));
        let closed = closed.and_then(|state| state.minutes.last()).map(|version| version.version);
        let known = journal.map(|account| account.last_signed).max(closed);
        match known {
            Some(last) if last > own => Err(Fault::Superseded(last)),
            _ if journal.is_some_and(|account| account.amending) => Ok(Standing::Amending),
            _ => Ok(Standing::Holds),
        }
    }

    /// The last of the later versions beside these minutes.
    fn later(&self, minutes: &Minutes) -> Option<u32> {
        let stem = stem(&minutes.candidate.id, minutes.version);
        let prefix = stem.strip_suffix(&minutes.version.to_string())?;
        let version = |name: &str| name.strip_prefix(prefix)?.strip_suffix(".toml")?.parse::<u32>().ok();
        self.folder.beginning(prefix).filter_map(version).filter(|version| *version > minutes.version).max()
    }
}
