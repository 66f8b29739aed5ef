//! What happened around the hearing, for its minutes.

use crate::domain::course::{Amendment, Move, NoteKind, Noted, Recusal};
use crate::domain::id::MemberId;
use crate::domain::minutes::{AmendmentPart, MovePart, NotePart, PresidencyPart, RecusalPart};

pub(super) fn amendment(amendment: &Amendment) -> AmendmentPart {
    let Amendment { version, digest, what, reason, at } = amendment.clone();
    AmendmentPart { version, toml_sha256: digest, what, reason, at }
}

pub(super) fn presidency((member, noted): (&MemberId, &Noted)) -> PresidencyPart {
    PresidencyPart { member: member.clone(), at: noted.at, reason: noted.text.clone() }
}

pub(super) fn recusal(recusal: &Recusal) -> RecusalPart {
    RecusalPart { member: recusal.member.clone(), ground: recusal.ground, at: recusal.at }
}

pub(super) fn jury_move(each: &Move) -> MovePart {
    MovePart { member: each.member.clone(), came: each.came, at: each.at, reason: each.reason.clone() }
}

pub(super) fn note((kind, noted): &(NoteKind, Noted)) -> NotePart {
    NotePart { kind: *kind, at: noted.at, text: noted.text.clone() }
}
