//! The seals of jurors who marked alone: each recomputed from what stands on the sheet, each signature checked.

use super::{Fault, Signed, Trust};
use crate::domain::id::MemberId;
use crate::domain::minutes::{Minutes, SheetPart};
use crate::domain::sheets::statement;
use crate::signing;

/// What is wrong with the seals of minutes that these people signed.
pub(super) fn faults(minutes: &Minutes, signed: &[Signed], trust: Trust<'_>) -> Vec<Fault> {
    minutes.sheet.iter().filter_map(|sheet| fault(minutes, sheet, signed, trust)).collect()
}

fn fault(minutes: &Minutes, sheet: &SheetPart, signed: &[Signed], trust: Trust<'_>) -> Option<Fault> {
    let member = &sheet.member;
    if !sheet.holds(minutes) {
        return Some(Fault::SheetAltered(name(minutes, member)));
    }
    let commitment = sheet.commitment.as_ref()?;
    if let Some(signature) = &sheet.signature {
        let said = statement(minutes.place(member), commitment);
        let held = signing::verify(said.as_bytes(), signature, member.as_str(), trust.signers, trust.at);
        return held.err().map(|why| Fault::SealSignature { member: name(minutes, member), why });
    }
    // Whoever can sign the minutes alone could put another sheet in place of one that no signature binds.
    let bound = sheet.salt.is_none() || signed.iter().any(|each| each.who == member.as_str());
    (trust.signers.lists(member.as_str()) && !bound).then(|| Fault::SealUnsigned(name(minutes, member)))
}

/// Whose revealed sheets no signature binds.
pub(super) fn unsigned(minutes: &Minutes) -> Vec<String> {
    let bare = minutes.sheet.iter().filter(|sheet| sheet.salt.is_some() && sheet.signature.is_none());
    bare.map(|sheet| name(minutes, &sheet.member)).collect()
}

/// A member's name, as the minutes have it.
pub(super) fn name(minutes: &Minutes, id: &MemberId) -> String {
    let member = minutes.jury.iter().find(|member| member.id == *id);
    member.map_or_else(|| id.to_string(), |member| member.name.clone())
}
