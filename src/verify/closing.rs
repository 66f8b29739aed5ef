//! What closes a session: signed, complete, and true of the minutes beside it.

use std::collections::BTreeSet;

use super::coherence::said;
use super::{Examination, Fault, Signed};
use crate::clerk::disk_fault;
use crate::digest::sha256;
use crate::domain::closing::{CandidateState, ChangeKind, Closing, FILE, SettledState};
use crate::domain::id::MemberId;
use crate::domain::minutes::{Minutes, is_of_minutes};
use crate::formats::closing as format;

/// A closing in which nothing is wrong.
#[derive(Debug)]
pub struct VerifiedClosing {
    /// The closing.
    pub closing: Closing,
    /// The digest of its file.
    pub sha256: String,
    /// Who signed it.
    pub signers: Vec<Signed>,
    /// Whether the journal of the session was there to be held against.
    pub journal: bool,
}

/// A closing whose signatures hold, and who made them.
#[derive(Debug)]
pub(super) struct SignedClosing {
    closing: Closing,
    signers: Vec<Signed>,
}

impl Examination<'_> {
    /// Examines what closes a session, with every file of minutes beside it.
    ///
    /// # Errors
    /// Every [`Fault`] found; where a signature does not hold, nothing else is looked at.
    pub fn closing(&self, name: &str) -> Result<VerifiedClosing, Vec<Fault>> {
        let bytes = self.bytes(name)?;
        let signers = self.signatures(name, &bytes)?;
        let closing = format::read(&bytes).map_err(|fault| vec![Fault::Format(fault.to_string())])?;
        let mut faults = Vec::new();
        if name != FILE {
            faults.push(Fault::Name { expected: FILE.to_owned() });
        }
        if !signers.iter().any(|each| each.who == closing.president.as_str()) {
            faults.push(Fault::PresidentMissing(closing.president.to_string()));
        }
        if !holds_together(&closing) {
            faults.push(Fault::ClosingContradiction);
        }
        faults.extend(self.named(&closing));
        let journal = self.closing_account(&closing, &bytes, &signers).unwrap_or_else(|fault| {
            faults.push(fault);
            true
        });
        if faults.is_empty() {
            Ok(VerifiedClosing { closing, sha256: sha256(&bytes), signers, journal })
        } else {
            Err(faults)
        }
    }

    /// What closes the session of these minutes, if it stands beside them, is of that session, and who presided by the
    /// minutes signed it: of another, who says to preside, nothing is believed.
    pub(super) fn closing_of(&self, minutes: &Minutes) -> Option<&Closing> {
        let SignedClosing { closing, signers } = self.closing.get_or_init(|| self.signed_closing()).as_ref()?;
        let president = minutes.jury.iter().find(|member| member.president)?;
        let believed =
            signers.iter().any(|each| each.who == president.id.as_str()) && closing.session == minutes.session;
        believed.then_some(closing)
    }

    /// Whether what closes a session stands beside the minutes.
    pub(super) fn closes(&self) -> bool {
        self.folder.closes()
    }

    fn signed_closing(&self) -> Option<SignedClosing> {
        let bytes = self.folder.has(FILE).then(|| self.bytes(FILE))?.ok()?;
        let signers = self.signatures(FILE, &bytes).ok()?;
        Some(SignedClosing { closing: format::read(&bytes).ok()?, signers })
    }

    /// The files beside it: each one that it names, and no other minutes.
    fn named(&self, closing: &Closing) -> Vec<Fault> {
        let expected = closing.files();
        let mut faults = Vec::new();
        for (name, digest) in &expected {
            match (self.folder.has(name).then(|| self.folder.read(name)), digest) {
                (None, _) => faults.push(Fault::ClosingMissing(name.clone())),
                (Some(Err(fault)), _) => {
                    faults.push(Fault::Unreadable { file: self.folder.shown(name), why: disk_fault(&fault) });
                }
                (Some(Ok(bytes)), Some(digest)) if sha256(&bytes) != **digest => {
                    faults.push(Fault::ClosingDiffers(name.clone()));
                }
                (Some(Ok(_)), _) => {}
            }
        }
        // A signature that came after the closing is as little a part of it as minutes that did.
        let extra = self.folder.names().filter(|name| is_of_minutes(name) && !expected.contains_key(*name));
        faults.extend(extra.map(|name| Fault::ClosingExtra(name.to_owned())));
        faults
    }
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
