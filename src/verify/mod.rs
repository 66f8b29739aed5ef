//! Minutes held against what proves them: their signatures, their CSV, and the journal they come from.

mod journal;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use crate::clerk::ClerkError;
use crate::clerk::files::read_plain;
use crate::digest::sha256;
use crate::domain::certification::{Award, Met};
use crate::domain::decision::Outcome;
use crate::domain::minutes::{BlockPart, CompositionPart, HearingState, Minutes, stem};
use crate::formats::minutes as format;
use crate::signing::{self, AllowedSigners, VerifyError};

/// What is wrong with minutes.
#[derive(Debug)]
pub enum Fault {
    /// Nobody signed them.
    NoSignature,
    /// A signature does not hold, for this reason.
    Signature {
        /// The signature's file.
        file: String,
        /// Why.
        why: VerifyError,
    },
    /// A file of theirs cannot be read.
    Unreadable {
        /// Which.
        file: String,
        /// Why.
        why: String,
    },
    /// They are not minutes that this program knows.
    Format(String),
    /// Their file has another name than they say.
    Name {
        /// What it should be.
        expected: String,
    },
    /// Their CSV is missing or is not the one they were signed with.
    Csv {
        /// The CSV's file.
        file: String,
    },
    /// The signer was not of the jury that sat.
    NotOfTheJury(String),
    /// The president did not sign.
    PresidentMissing(String),
    /// The journal beside them is damaged or does not fit its session.
    Journal(ClerkError),
    /// The journal beside them ends in a record that is not whole.
    JournalTorn {
        /// The line.
        line: u64,
    },
    /// The journal beside them does not know of this signer's signature.
    NotRecorded(String),
    /// The journal beside them does not hold the record they name.
    JournalHead {
        /// The number of the record.
        record: u64,
    },
    /// It is a link, which may lead anywhere.
    Link,
    /// They contradict themselves: no hearing ends like that.
    Contradiction,
    /// They are not what the journal beside them gives.
    NotFromJournal,
}

/// Minutes in which nothing is wrong.
#[derive(Debug)]
pub struct Verified {
    /// The minutes.
    pub minutes: Minutes,
    /// Who signed them.
    pub signers: Vec<String>,
    /// Whether the journal of their session was there to be held against.
    pub journal: bool,
}

/// The minutes under a path: itself, or what a folder holds, sub-folders included.
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
        if path.is_dir() || is_minutes(&path) {
            collect(&path, found)?;
        }
    }
    Ok(())
}

/// `C001.v1.toml`: in a session's folder stand other TOML files, too.
fn is_minutes(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let version = name.strip_suffix(".toml").and_then(|stem| stem.rsplit_once(".v"));
    version.is_some_and(|(_, number)| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Examines one file of minutes with everything beside it; the signers are those allowed at this instant.
///
/// # Errors
/// Every [`Fault`] found; where a signature does not hold, nothing else is looked at.
pub fn examine(path: &Path, signers: &AllowedSigners, at: DateTime<Utc>) -> Result<Verified, Vec<Fault>> {
    let unreadable =
        |path: &Path, fault: &io::Error| Fault::Unreadable { file: path.display().to_string(), why: fault.to_string() };
    if fs::symlink_metadata(path).is_ok_and(|about| about.is_symlink()) {
        return Err(vec![Fault::Link]);
    }
    let bytes = read_plain(path).map_err(|fault| vec![unreadable(path, &fault)])?;
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
    faults.extend(of_the_jury(&minutes, &signed));
    if !holds_together(&minutes) {
        faults.push(Fault::Contradiction);
    }
    let journal = match journal::hold_against(path, &minutes, &bytes, &signed) {
        Ok(there) => there,
        Err(fault) => {
            faults.push(fault);
            true
        }
    };
    if faults.is_empty() { Ok(Verified { minutes, signers: signed, journal }) } else { Err(faults) }
}

/// The signatures beside the minutes, each of which must hold; who made them.
fn signatures(
    path: &Path,
    bytes: &[u8],
    signers: &AllowedSigners,
    at: DateTime<Utc>,
) -> Result<Vec<String>, Vec<Fault>> {
    let unreadable = |path: &Path, fault: &io::Error| {
        vec![Fault::Unreadable { file: path.display().to_string(), why: fault.to_string() }]
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let prefix = format!("{name}.");
    let entries = folder.read_dir().map_err(|fault| unreadable(folder, &fault))?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut found: Vec<(String, String)> = names
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
        let path = folder.join(&file);
        let outcome = match read_plain(&path) {
            Ok(signature) => signing::verify(bytes, &String::from_utf8_lossy(&signature), &who, signers, at),
            Err(fault) => {
                faults.extend(unreadable(&path, &fault));
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

/// That those who signed sat, and that the president signed. Where nobody said who sat (an absence), the president
/// alone is looked for.
fn of_the_jury(minutes: &Minutes, signed: &[String]) -> Vec<Fault> {
    let may =
        |who: &String| minutes.jury.iter().any(|m| m.id.as_str() == who && (m.president || m.present != Some(false)));
    let strangers = signed.iter().filter(|who| !may(who)).cloned().map(Fault::NotOfTheJury);
    let president = minutes.jury.iter().find(|member| member.president);
    let missing = president.filter(|president| !signed.iter().any(|who| who == president.id.as_str()));
    strangers.chain(missing.map(|president| Fault::PresidentMissing(president.name.clone()))).collect()
}

/// That the minutes hold together by themselves: what the program would not have drawn up is not believed, whoever
/// signed it. The grid's own rules need the journal and the grid beside them.
fn holds_together(minutes: &Minutes) -> bool {
    let validated = |block: &&BlockPart| block.decision == Some(Outcome::Validated);
    let here = minutes.block.iter().filter(validated).map(|block| &block.code);
    let there: Vec<_> = here.chain(minutes.held.iter().filter(|held| held.counts).map(|held| &held.block)).collect();
    let outcome = &minutes.outcome;
    let nothing_remains = outcome.remaining_blocks.is_empty()
        && outcome.remaining_choices.is_empty()
        && outcome.remaining_transversal.is_empty()
        && minutes.requirement.iter().all(|requirement| requirement.state == Met::Met);
    let award = match (nothing_remains, there.is_empty()) {
        (true, _) => Award::Full,
        (false, false) => Award::Partial,
        (false, true) => Award::None,
    };
    let remains = |code| {
        outcome.remaining_blocks.contains(code) || outcome.remaining_choices.iter().any(|list| list.contains(code))
    };
    let kept = !there.into_iter().any(remains);
    let heard = minutes.state == HearingState::Absent || {
        let decided = minutes
            .block
            .iter()
            .all(|block| block.decision.is_some() && (block.decision == block.proposed || block.reason.is_some()));
        let short = minutes.composition.iter().any(|rule| !rule.holds);
        decided
            && minutes.jury.iter().any(|member| member.present == Some(true))
            && short != minutes.shortfall.is_empty()
    };
    let composed = minutes.composition.iter().all(CompositionPart::is_consistent);
    award == outcome.award && kept && heard && composed
}
