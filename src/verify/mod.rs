//! Minutes held against what proves them: their signatures, their CSV, the seals of the sheets in them, the versions
//! and the closing beside them, the journal they come from, and the grid.

mod closing;
mod coherence;
mod fault;
mod grids;
mod journal;
mod report;
mod retained;
mod seals;
mod signed;
mod targets;
mod versions;

#[cfg(test)]
mod tests;

pub use closing::VerifiedClosing;
pub use fault::{Clash, Fault};
pub use grids::Grids;
pub use report::{Report, Seen, examine};
pub use signed::Signed;
pub use targets::{Target, targets};
pub use versions::Standing;

use std::io;
use std::sync::{Arc, OnceLock};

use chrono::{DateTime, Utc};

use crate::clerk::disk_fault;
use crate::digest::sha256;
use crate::domain::closing as closed;
use crate::domain::grid::Grid;
use crate::domain::id::MemberId;
use crate::domain::minutes::{MemberPart, Minutes, stem};
use crate::formats::minutes as format;
use crate::received::Folder;
use crate::signing::AllowedSigners;
use journal::Ledger;

/// What minutes are held against, wherever they stand.
#[derive(Debug, Clone, Copy)]
pub struct Trust<'a> {
    /// Whose signatures are accepted.
    pub signers: &'a AllowedSigners,
    /// The instant at which a signer must be allowed.
    pub at: DateTime<Utc>,
    /// The grids that are known beside those of the sessions themselves.
    pub grids: &'a Grids,
}

/// Minutes in which nothing is wrong.
#[derive(Debug)]
pub struct Verified {
    /// The minutes.
    pub minutes: Minutes,
    /// Their file.
    bytes: Vec<u8>,
    /// Who signed them, with what.
    pub signers: Vec<Signed>,
    /// Who signed the printed sheet, as the journal or the closing says.
    pub papers: Vec<String>,
    /// Whose sheet was sealed without a signature.
    pub unsigned_seals: Vec<String>,
    /// Whether they hold.
    pub standing: Standing,
    /// Whether the journal of their session was there to be held against.
    pub journal: bool,
    /// Their grid, where it is known: what its rules give from the marks was worked out again, and is the same.
    pub grid: Option<Arc<Grid>>,
}

impl Verified {
    /// The digest of their file.
    pub fn sha256(&self) -> String {
        sha256(&self.bytes)
    }
}

/// The examination of what stands in a folder; what is beside the minutes is read once for all of them.
#[derive(Debug)]
pub struct Examination<'a> {
    folder: &'a Folder,
    trust: Trust<'a>,
    grids: OnceLock<Grids>,
    ledger: OnceLock<Result<Option<Ledger>, Fault>>,
    closing: OnceLock<Option<closing::SignedClosing>>,
}

impl<'a> Examination<'a> {
    /// Begins the examination of a folder; nothing is read yet.
    pub fn of(folder: &'a Folder, trust: Trust<'a>) -> Self {
        Self { folder, trust, grids: OnceLock::new(), ledger: OnceLock::new(), closing: OnceLock::new() }
    }

    /// Examines one file of minutes with everything beside it.
    ///
    /// # Errors
    /// Every [`Fault`] found; where a signature does not hold, nothing else is looked at.
    pub fn minutes(&self, name: &str) -> Result<Verified, Vec<Fault>> {
        let bytes = self.bytes(name)?;
        // Signatures first, over these very bytes: what is not signed is not even read.
        let signed = self.signatures(name, &bytes)?;
        let minutes = format::read(&bytes).map_err(|fault| vec![Fault::Format(fault.to_string())])?;
        let mut faults = Vec::new();
        let stem = stem(&minutes.candidate.id, minutes.version);
        let renamed = name.strip_suffix(".toml") != Some(&stem);
        if renamed {
            faults.push(Fault::Name { expected: format!("{stem}.toml") });
        }
        faults.extend(self.table(name, &minutes));
        faults.extend(coherence::clashes(&minutes).into_iter().map(Fault::Contradiction));
        faults.extend(seals::faults(&minutes, &signed, self.trust));
        faults.extend(self.annulled(&minutes));
        let account = self.account(&minutes, &bytes, &signed).unwrap_or_else(|found| {
            faults.extend(found);
            None
        });
        let closing = self.closing_of(&minutes);
        let gone = account.as_ref().is_some_and(|account| account.closed) && !self.closes();
        faults.extend(gone.then_some(Fault::ClosingGone));
        // The journal knows who signed on paper; where it is not there, the closing says.
        let papers = match &account {
            Some(account) => account.papers.clone(),
            None => closing.into_iter().flat_map(|closing| on_paper(closing, &minutes, &sha256(&bytes))).collect(),
        };
        faults.extend(of_the_jury(&minutes, &signed, &papers));
        let grid = self.grid(&minutes);
        // The journal was replayed with the grid that the session froze.
        if let (Some(grid), None) = (&grid, &account) {
            faults.extend(grids::against(&minutes, grid));
        }
        // A later version is looked for by its name: under the name of another, minutes would be looked for in themselves.
        let standing = if renamed { Ok(Standing::Holds) } else { self.standing(&minutes, account.as_ref(), closing) };
        match standing {
            Ok(standing) if faults.is_empty() => Ok(Verified {
                papers: papers.iter().map(|id| seals::name(&minutes, id)).collect(),
                unsigned_seals: seals::unsigned(&minutes),
                signers: signed,
                standing,
                journal: account.is_some(),
                grid,
                bytes,
                minutes,
            }),
            other => {
                faults.extend(other.err());
                Err(faults)
            }
        }
    }

    /// The bytes of a file that is no link.
    fn bytes(&self, name: &str) -> Result<Vec<u8>, Vec<Fault>> {
        if self.folder.is_link(name) {
            return Err(vec![Fault::Link]);
        }
        let bytes = self.folder.read(name).map_err(|fault| vec![self.unreadable(name, &fault)])?;
        Ok(bytes.into_owned())
    }

    /// What is wrong with the CSV of minutes.
    fn table(&self, name: &str, minutes: &Minutes) -> Option<Fault> {
        let csv = format!("{}.csv", name.strip_suffix(".toml").unwrap_or(name));
        match self.folder.read(&csv) {
            Ok(bytes) if sha256(&bytes) == minutes.csv_sha256 => None,
            Ok(_) => Some(Fault::Csv { file: self.folder.shown(&csv) }),
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => {
                Some(Fault::CsvMissing { file: self.folder.shown(&csv) })
            }
            Err(fault) => Some(self.unreadable(&csv, &fault)),
        }
    }

    fn unreadable(&self, name: &str, fault: &io::Error) -> Fault {
        Fault::Unreadable { file: self.folder.shown(name), why: disk_fault(fault) }
    }
}

/// Who signed these minutes on paper, as the closing says.
fn on_paper(closing: &closed::Closing, minutes: &Minutes, digest: &str) -> Vec<MemberId> {
    let of = closing.candidate.iter().filter(|state| state.id == minutes.candidate.id);
    let same = |version: &&closed::VersionPart| version.version == minutes.version && version.toml_sha256 == digest;
    of.flat_map(|state| &state.minutes).filter(same).flat_map(|version| version.on_paper.iter().cloned()).collect()
}

/// That those who signed sat, and that everybody signed who must: the president with a key, the others with a key or on
/// paper. Where nobody said who sat (an absence), any member may have signed.
fn of_the_jury(minutes: &Minutes, signed: &[Signed], papers: &[MemberId]) -> Vec<Fault> {
    let recused = |m: &MemberPart| minutes.recusal.iter().any(|recusal| recusal.member == m.id);
    let may = |who: &&Signed| {
        let found = minutes.jury.iter().find(|member| member.id.as_str() == who.who);
        found.is_some_and(|member| (member.president || member.present != Some(false)) && !recused(member))
    };
    let strangers = signed.iter().filter(|who| !may(who)).map(|who| Fault::NotOfTheJury(who.who.clone()));
    let has = |member: &&MemberPart| signed.iter().any(|each| each.who == member.id.as_str());
    let missing = minutes.jury.iter().filter(|member| member.must_sign && !has(member));
    let missing = missing.filter_map(|member| match member {
        MemberPart { president: true, name, .. } => Some(Fault::PresidentMissing(name.clone())),
        MemberPart { id, name, .. } => (!papers.contains(id)).then(|| Fault::SignatureMissing(name.clone())),
    });
    strangers.chain(missing).collect()
}
