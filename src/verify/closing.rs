//! What closes a session: signed, complete, and true of the minutes beside it.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::{DateTime, Utc};

use super::coherence::said;
use super::{Fault, beside, journal, signatures, unreadable};
use crate::clerk::files::read_plain;
use crate::digest::sha256;
use crate::domain::closing::{CandidateState, ChangeKind, Closing, FILE, SettledState};
use crate::domain::id::MemberId;
use crate::domain::minutes::{Minutes, is_of_minutes};
use crate::formats::closing as format;
use crate::signing::AllowedSigners;

/// A closing in which nothing is wrong.
#[derive(Debug)]
pub struct VerifiedClosing {
    /// The closing.
    pub closing: Closing,
    /// Who signed it.
    pub signers: Vec<String>,
    /// Whether the journal of the session was there to be held against.
    pub journal: bool,
}

/// Examines what closes a session, with every file of minutes beside it; the signers are those allowed at this instant.
///
/// # Errors
/// Every [`Fault`] found; where a signature does not hold, nothing else is looked at.
pub fn examine_closing(
    path: &Path,
    signers: &AllowedSigners,
    at: DateTime<Utc>,
) -> Result<VerifiedClosing, Vec<Fault>> {
    let bytes = super::bytes(path)?;
    let signed = signatures(path, &bytes, signers, at)?;
    let closing = format::read(&bytes).map_err(|fault| vec![Fault::Format(fault.to_string())])?;
    let mut faults = Vec::new();
    if !signed.iter().any(|who| who == closing.president.as_str()) {
        faults.push(Fault::PresidentMissing(closing.president.to_string()));
    }
    if !holds_together(&closing) {
        faults.push(Fault::ClosingContradiction);
    }
    faults.extend(files(path, &closing));
    let journal = match journal::hold_closing(path, &closing, &bytes, &signed) {
        Ok(there) => there,
        Err(fault) => {
            faults.push(fault);
            true
        }
    };
    if faults.is_empty() { Ok(VerifiedClosing { closing, signers: signed, journal }) } else { Err(faults) }
}

/// What closes the session of these minutes, if it stands beside them, is of that session, and who presided by the
/// minutes signed it: of another, who says to preside, nothing is believed.
pub(super) fn of_session(
    path: &Path,
    minutes: &Minutes,
    signers: &AllowedSigners,
    at: DateTime<Utc>,
) -> Option<Closing> {
    let path = path.with_file_name(FILE);
    let bytes = super::bytes(&path).ok()?;
    let signed = signatures(&path, &bytes, signers, at).ok()?;
    let closing = format::read(&bytes).ok()?;
    let president = minutes.jury.iter().find(|member| member.president)?;
    let believed = signed.iter().any(|who| who == president.id.as_str()) && closing.session == minutes.session;
    believed.then_some(closing)
}

/// Every candidate once; versions in order, each signed; nothing signed of who is put off.
fn holds_together(closing: &Closing) -> bool {
    let names: BTreeSet<_> = closing.candidate.iter().map(|state| &state.id).collect();
    let sound = |state: &CandidateState| {
        let numbers = state.minutes.iter().map(|version| version.version);
        let postponed = state.state == SettledState::Postponed;
        numbers.eq(1..=u32::try_from(state.minutes.len()).unwrap_or(u32::MAX))
            && state.minutes.is_empty() == postponed
            && state.reason.as_deref().is_some_and(said) == postponed
            && state.minutes.iter().all(|version| {
                let settled: Vec<&MemberId> = version.signed.iter().chain(&version.on_paper).collect();
                !version.signed.is_empty() && !version.missing.iter().any(|who| settled.contains(&who))
            })
    };
    let replaced = closing.change.iter().rev().find(|change| change.kind == ChangeKind::President);
    names.len() == closing.candidate.len()
        && closing.candidate.iter().all(sound)
        && replaced.is_none_or(|change| change.member == closing.president)
}

/// The files beside it: each one that it names, and no other minutes.
fn files(path: &Path, closing: &Closing) -> Vec<Fault> {
    let expected = closing.files();
    let there = match beside(path) {
        Ok(there) => there,
        Err(faults) => return faults,
    };
    let mut faults = Vec::new();
    for (name, digest) in &expected {
        let file = path.with_file_name(name);
        match (there.contains(name).then(|| read_plain(&file)), digest) {
            (None, _) => faults.push(Fault::ClosingMissing(name.clone())),
            (Some(Err(fault)), _) => faults.push(unreadable(&file, &fault)),
            (Some(Ok(bytes)), Some(digest)) if sha256(&bytes) != **digest => {
                faults.push(Fault::ClosingDiffers(name.clone()));
            }
            (Some(Ok(_)), _) => {}
        }
    }
    // A signature that came after the closing is as little a part of it as minutes that did.
    let of_minutes = |name: &&String| is_of_minutes(name);
    let extra = there.iter().filter(|name| !expected.contains_key(*name)).filter(of_minutes);
    faults.extend(extra.map(|name| Fault::ClosingExtra(name.clone())));
    faults
}
