//! Which version of minutes holds: a later one annuls those before it.

use std::path::Path;

use chrono::{DateTime, Utc};

use super::journal::Account;
use super::{Fault, bytes, examine};
use crate::digest::sha256;
use crate::domain::closing::Closing;
use crate::domain::minutes::{Minutes, stem};
use crate::signing::AllowedSigners;

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

/// What is wrong with the version that these minutes annul, where it stands beside them.
pub(super) fn annulled(path: &Path, minutes: &Minutes) -> Option<Fault> {
    let part = minutes.amendment.as_ref()?;
    let before = path.with_file_name(format!("{}.toml", stem(&minutes.candidate.id, part.version)));
    let found = bytes(&before).ok()?;
    (sha256(&found) != part.toml_sha256).then_some(Fault::Amends(part.version))
}

/// Whether these minutes hold, by the files, the journal and the closing beside them.
pub(super) fn standing(
    path: &Path,
    minutes: &Minutes,
    (journal, closing): (Option<&Account>, Option<&Closing>),
    signers: &AllowedSigners,
    at: DateTime<Utc>,
) -> Result<Standing, Fault> {
    let own = minutes.version;
    if let Some(later) = later_beside(path, minutes) {
        let file = path.with_file_name(format!("{}.toml", stem(&minutes.candidate.id, later)));
        return match examine(&file, signers, at) {
            Ok(seen) if seen.minutes.session == minutes.session => Ok(Standing::ReplacedBy(later)),
            Ok(_) | Err(_) => Err(Fault::LaterUnverified(later)),
        };
    }
    let closed = closing.and_then(|closing| closing.candidate.iter().find(|state| state.id == minutes.candidate.id));
    let closed = closed.and_then(|state| state.minutes.last()).map(|version| version.version);
    let known = journal.map(|account| account.last_signed).max(closed);
    match known {
        Some(last) if last > own => Err(Fault::Superseded(last)),
        _ if journal.is_some_and(|account| account.amending) => Ok(Standing::Amending),
        _ => Ok(Standing::Holds),
    }
}

/// The last of the later versions beside these minutes.
fn later_beside(path: &Path, minutes: &Minutes) -> Option<u32> {
    let names = super::beside(path).ok()?;
    let stem = stem(&minutes.candidate.id, minutes.version);
    let prefix = stem.strip_suffix(&minutes.version.to_string())?;
    let version = |name: &String| name.strip_prefix(prefix)?.strip_suffix(".toml")?.parse::<u32>().ok();
    names.iter().filter_map(version).filter(|version| *version > minutes.version).max()
}
