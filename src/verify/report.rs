//! What the examination of a delivery came to, file by file.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::{Examination, Fault, Target, Trust, Verified, VerifiedClosing, targets};
use crate::digest::sha256;
use crate::received::{ArchiveFault, Folder};

/// What was seen of one file.
#[derive(Debug)]
pub struct Report {
    /// The file, as a person finds it again.
    pub file: String,
    /// Its digest, where it is minutes that were refused.
    pub sha256: Option<String>,
    /// What it is, and whether it holds.
    pub seen: Seen,
}

/// What a file is, and whether it holds.
#[derive(Debug)]
pub enum Seen {
    /// Minutes.
    Minutes(Result<Box<Verified>, Vec<Fault>>),
    /// What closes a session.
    Closing(Result<Box<VerifiedClosing>, Vec<Fault>>),
    /// A table or a signature whose minutes are not there.
    Orphan,
    /// A zip in a zip, which is not opened.
    Packed,
    /// A file that may be minutes, or hold some, and that the program cannot examine.
    Unknown,
    /// A folder or a zip that cannot be opened.
    Closed(ArchiveFault),
}

impl Seen {
    /// Whether nothing is wrong.
    pub fn is_fine(&self) -> bool {
        match self {
            Self::Minutes(seen) => seen.is_ok(),
            Self::Closing(seen) => seen.is_ok(),
            Self::Orphan | Self::Packed | Self::Unknown | Self::Closed(_) => false,
        }
    }
}

/// Examines the files of folders that came together, on every core there is; where some were given by name, those alone.
/// Each report goes to `each` at once, so that no more is kept of it than is needed; what that gives comes back in the
/// order of the files.
pub fn examine<T: Send>(
    folders: &[Folder],
    only: Option<&BTreeSet<String>>,
    trust: Trust<'_>,
    each: impl Fn(Report) -> T + Sync,
) -> Vec<T> {
    let mut all = Vec::new();
    for folder in folders {
        let examination = Examination::of(folder, trust);
        let look = |target: &Target| {
            let name = target.name();
            let seen = match target {
                Target::Minutes(_) => Seen::Minutes(examination.minutes(name).map(Box::new)),
                Target::Closing(_) => Seen::Closing(examination.closing(name).map(Box::new)),
                Target::Orphan(_) => Seen::Orphan,
                Target::Packed(_) => Seen::Packed,
                Target::Unknown(_) => Seen::Unknown,
            };
            let refused = matches!(seen, Seen::Minutes(Err(_)));
            let sha256 = refused.then(|| folder.read(name).ok().map(|bytes| sha256(&bytes))).flatten();
            each(Report { file: folder.shown(name), sha256, seen })
        };
        all.par_extend(targets(folder, only).par_iter().map(look));
    }
    all
}
