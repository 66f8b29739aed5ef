//! Minutes held against what proves them: their signatures, their CSV, the seals of the sheets in them, the versions
//! and the closing beside them, and the journal they come from.

mod closing;
mod coherence;
mod fault;
mod journal;
mod retained;
mod seals;
mod versions;

#[cfg(test)]
mod tests;

pub use closing::{VerifiedClosing, examine_closing};
pub use fault::{Clash, Fault};
pub use versions::Standing;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use crate::clerk::files::read_plain;
use crate::digest::sha256;
use crate::domain::closing as closed;
use crate::domain::id::MemberId;
use crate::domain::minutes::{MemberPart, Minutes, is_of_minutes, stem};
use crate::formats::minutes as format;
use crate::signing::{self, AllowedSigners};

/// Minutes in which nothing is wrong.
#[derive(Debug)]
pub struct Verified {
    /// The minutes.
    pub minutes: Minutes,
    /// Who signed them.
    pub signers: Vec<String>,
    /// Who signed the printed sheet, as the journal or the closing says.
    pub papers: Vec<String>,
    /// Whose sheet was sealed without a signature.
    pub unsigned_seals: Vec<String>,
    /// Whether they hold.
    pub standing: Standing,
    /// Whether the journal of their session was there to be held against.
    pub journal: bool,
}

/// The minutes and closings under a path: itself, or what a folder holds, sub-folders included.
///
/// # Errors
/// When the path, or a folder under it, cannot be read.
pub fn collect(path: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    // A link is no minutes and no folder of minutes: it is looked at, and refused, where it stands.
    if !fs::symlink_metadata(path)?.is_dir() {
        found.push(path.to_owned());
        return Ok(());
    }
    for entry in path.read_dir()? {
        let path = entry?.path();
        if path.is_dir() || is_minutes(&path) || (is_closing(&path) && !is_session(&path)) {
            collect(&path, found)?;
        }
    }
    Ok(())
}

/// `C001.v1.toml`: in a session's folder stand other TOML files, too.
fn is_minutes(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    path.extension().is_some_and(|ending| ending == "toml") && is_of_minutes(name)
}

/// Whether a file has the name of what closes a session.
pub fn is_closing(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == closed::FILE)
}

/// The file that a session begins with has the same name, a folder up: it says so itself.
fn is_session(path: &Path) -> bool {
    let text = read_plain(path).ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
    text.lines().map(str::trim_start).any(|line| line.starts_with("format") && line.contains("soutenance-session/"))
}

/// Examines one file of minutes with everything beside it; the signers are those allowed at this instant.
///
/// # Errors
/// Every [`Fault`] found; where a signature does not hold, nothing else is looked at.
pub fn examine(path: &Path, signers: &AllowedSigners, at: DateTime<Utc>) -> Result<Verified, Vec<Fault>> {
    let bytes = bytes(path)?;
    // Signatures first, over these very bytes: what is not signed is not even read.
    let signed = signatures(path, &bytes, signers, at)?;
    let minutes = format::read(&bytes).map_err(|fault| vec![Fault::Format(fault.to_string())])?;
    let mut faults = Vec::new();
    let expected = format!("{}.toml", stem(&minutes.candidate.id, minutes.version));
    if path.file_name().is_none_or(|name| *name != *expected) {
        faults.push(Fault::Name { expected });
    }
    let csv = path.with_extension("csv");
    match read_plain(&csv) {
        Ok(bytes) if sha256(&bytes) == minutes.csv_sha256 => {}
        Ok(_) => faults.push(Fault::Csv { file: csv.display().to_string() }),
        Err(fault) => faults.push(unreadable(&csv, &fault)),
    }
    faults.extend(coherence::clashes(&minutes).into_iter().map(Fault::Contradiction));
    faults.extend(seals::faults(&minutes, &signed, signers, at));
    faults.extend(versions::annulled(path, &minutes));
    let account = match journal::hold_against(path, &minutes, &bytes, &signed) {
        Ok(account) => account,
        Err(found) => {
            faults.extend(found);
            None
        }
    };
    let closing = closing::of_session(path, &minutes, signers, at);
    let file = path.with_file_name(closed::FILE);
    let closes = fs::symlink_metadata(&file).is_ok() && !is_session(&file);
    faults.extend(account.as_ref().filter(|account| account.closed && !closes).map(|_| Fault::ClosingGone));
    // The journal knows who signed on paper; where it is not there, the closing says.
    let papers = match &account {
        Some(account) => account.papers.clone(),
        None => closing.iter().flat_map(|closing| on_paper(closing, &minutes, &sha256(&bytes))).collect(),
    };
    faults.extend(of_the_jury(&minutes, &signed, &papers));
    let standing = versions::standing(path, &minutes, (account.as_ref(), closing.as_ref()), signers, at);
    match standing {
        Ok(standing) if faults.is_empty() => Ok(Verified {
            papers: papers.iter().map(|id| seals::name(&minutes, id)).collect(),
            unsigned_seals: seals::unsigned(&minutes),
            signers: signed,
            standing,
            journal: account.is_some(),
            minutes,
        }),
        other => {
            faults.extend(other.err());
            Err(faults)
        }
    }
}

fn unreadable(path: &Path, fault: &io::Error) -> Fault {
    Fault::Unreadable { file: path.display().to_string(), why: fault.to_string() }
}

/// The bytes of a file that is no link.
fn bytes(path: &Path) -> Result<Vec<u8>, Vec<Fault>> {
    if fs::symlink_metadata(path).is_ok_and(|about| about.is_symlink()) {
        return Err(vec![Fault::Link]);
    }
    read_plain(path).map_err(|fault| vec![unreadable(path, &fault)])
}

/// The names of the files in the folder of this one.
fn beside(path: &Path) -> Result<BTreeSet<String>, Vec<Fault>> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let entries = folder.read_dir().map_err(|fault| vec![unreadable(folder, &fault)])?;
    Ok(entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect())
}

/// The signatures beside a file, each of which must hold; who made them.
fn signatures(
    path: &Path,
    bytes: &[u8],
    signers: &AllowedSigners,
    at: DateTime<Utc>,
) -> Result<Vec<String>, Vec<Fault>> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let prefix = format!("{name}.");
    let mut found: Vec<(String, String)> = beside(path)?
        .into_iter()
        .filter_map(|file| {
            let who = file.strip_prefix(&prefix)?.strip_suffix(".sig")?.to_owned();
            Some((who, file))
        })
        .collect();
    found.sort();
    if found.is_empty() {
        return Err(vec![Fault::NoSignature]);
    }
    let mut faults = Vec::new();
    let mut valid = Vec::new();
    for (who, file) in found {
        let path = path.with_file_name(&file);
        let outcome = match read_plain(&path) {
            Ok(signature) => signing::verify(bytes, &String::from_utf8_lossy(&signature), &who, signers, at),
            Err(fault) => {
                faults.push(unreadable(&path, &fault));
                continue;
            }
        };
        match outcome {
            Ok(verified) => valid.push(verified.principal),
            Err(why) => faults.push(Fault::Signature { file, why }),
        }
    }
    if faults.is_empty() { Ok(valid) } else { Err(faults) }
}

/// Who signed these minutes on paper, as the closing says.
fn on_paper(closing: &closed::Closing, minutes: &Minutes, digest: &str) -> Vec<MemberId> {
    let of = closing.candidate.iter().filter(|state| state.id == minutes.candidate.id);
    let same = |version: &&closed::VersionPart| version.version == minutes.version && version.toml_sha256 == digest;
    of.flat_map(|state| &state.minutes).filter(same).flat_map(|version| version.on_paper.iter().cloned()).collect()
}

/// That those who signed sat, and that everybody signed who must: the president with a key, the others with a key or on
/// paper. Where nobody said who sat (an absence), any member may have signed.
fn of_the_jury(minutes: &Minutes, signed: &[String], papers: &[MemberId]) -> Vec<Fault> {
    let recused = |m: &MemberPart| minutes.recusal.iter().any(|recusal| recusal.member == m.id);
    let may = |who: &String| {
        let found = minutes.jury.iter().find(|member| member.id.as_str() == who);
        found.is_some_and(|member| (member.president || member.present != Some(false)) && !recused(member))
    };
    let strangers = signed.iter().filter(|who| !may(who)).cloned().map(Fault::NotOfTheJury);
    let has = |member: &&MemberPart| signed.iter().any(|who| who == member.id.as_str());
    let missing = minutes.jury.iter().filter(|member| member.must_sign && !has(member));
    let missing = missing.filter_map(|member| match member {
        MemberPart { president: true, name, .. } => Some(Fault::PresidentMissing(name.clone())),
        MemberPart { id, name, .. } => (!papers.contains(id)).then(|| Fault::SignatureMissing(name.clone())),
    });
    strangers.chain(missing).collect()
}
