//! What `verify` says, for a program to read: one object a line.

use serde_json::{Value, json as object};

use super::{archive, orphan, packed, reason, unknown};
use crate::text::Lang;
use crate::verify::{Fault, Report, Seen, Signed, Standing, Verified, VerifiedClosing};

/// A report as an object; names and messages are as they are in the files and in the language asked for.
pub fn json(lang: Lang, report: &Report) -> Value {
    let wrong = |kind: &str, code: &str, message: String| object!({ "kind": kind, "faults": [{ "code": code, "message": message }] });
    let mut value = match &report.seen {
        Seen::Minutes(Ok(seen)) => minutes(seen),
        Seen::Closing(Ok(seen)) => closing(seen),
        Seen::Minutes(Err(found)) => object!({ "kind": "minutes", "faults": faults(lang, found) }),
        Seen::Closing(Err(found)) => object!({ "kind": "closing", "faults": faults(lang, found) }),
        Seen::Orphan => wrong("orphan", "orphan", orphan(lang)),
        Seen::Unknown => wrong("unknown", "unknown", unknown(lang)),
        Seen::Packed => wrong("zip", "packed", packed(lang)),
        Seen::Closed(fault) => wrong("zip", "closed", archive(lang, fault)),
    };
    value["file"] = report.file.clone().into();
    value["fine"] = report.seen.is_fine().into();
    value
}

fn faults(lang: Lang, found: &[Fault]) -> Vec<Value> {
    found.iter().map(|fault| object!({ "code": fault.code(), "message": reason(lang, fault) })).collect()
}

fn minutes(seen: &Verified) -> Value {
    let minutes = &seen.minutes;
    let (standing, replaced_by) = match seen.standing {
        Standing::Holds => ("holds", None),
        Standing::ReplacedBy(version) => ("replaced", Some(version)),
        Standing::Amending => ("amending", None),
    };
    let block = |part: &crate::domain::minutes::BlockPart| object!({ "code": part.code, "decision": part.decision });
    object!({
        "kind": "minutes",
        "sha256": seen.sha256(),
        "session": minutes.session.name,
        "room": minutes.session.room,
        "date": minutes.session.date,
        "certification": minutes.certification.code,
        "candidate": {
            "id": minutes.candidate.id,
            "family_name": minutes.candidate.family_name,
            "given_name": minutes.candidate.given_name,
        },
        "version": minutes.version,
        "state": minutes.state,
        "award": minutes.outcome.award,
        "blocks": minutes.block.iter().map(block).collect::<Vec<_>>(),
        "standing": standing,
        "replaced_by": replaced_by,
        "signatures": signatures(&seen.signers),
        "on_paper": seen.papers,
        "unsigned_seals": seen.unsigned_seals,
        "journal": seen.journal,
        "grid": seen.grid.is_some() || seen.journal,
    })
}

fn closing(seen: &VerifiedClosing) -> Value {
    object!({
        "kind": "closing",
        "sha256": seen.sha256,
        "session": seen.closing.session.name,
        "room": seen.closing.session.room,
        "date": seen.closing.session.date,
        "candidates": seen.closing.candidate.len(),
        "signatures": signatures(&seen.signers),
        "journal": seen.journal,
    })
}

fn signatures(signers: &[Signed]) -> Vec<Value> {
    let one = |each: &Signed| object!({ "by": each.who, "key": each.key, "since": each.since, "until": each.until });
    signers.iter().map(one).collect()
}
