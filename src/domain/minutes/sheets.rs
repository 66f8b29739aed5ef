//! The sheets of jurors who marked alone, as minutes keep them: enough for anybody to recompute every seal.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::{Minutes, SessionPart};
use crate::domain::closing::ChangeKind;
use crate::domain::event::Author;
use crate::domain::grid::Item;
use crate::domain::hearing::{Hearing, Mark, Sheet};
use crate::domain::id::{ItemCode, MarkCode, MemberId};
use crate::domain::session::Session;
use crate::domain::sheets::{ClosedSheet, Place, commitment};
use crate::sealing::Key;

/// A juror's sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetPart {
    /// Whose.
    pub member: MemberId,
    /// Why it is not among those revealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<String>,
    /// Why the juror's code was given up for another in this session, each time: whoever sat there made the new one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub renewed: Vec<String>,
    /// When it was sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed_at: Option<DateTime<FixedOffset>>,
    /// The digest that the seal took.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commitment: Option<String>,
    /// What salts that digest, in base64: public since the reveal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salt: Option<String>,
    /// The juror's signature of the seal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
    /// What stands on it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mark: Vec<SheetMark>,
}

/// A line of a juror's sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetMark {
    /// The item.
    pub item: ItemCode,
    /// The mark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<MarkCode>,
    /// The comment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

impl SheetPart {
    /// The seal that what stands here would have in these minutes; none where no salt is known.
    pub fn recomputed(&self, minutes: &Minutes) -> Option<String> {
        let key = Key::published(self.salt.as_deref()?)?;
        let mut sheet = Sheet::default();
        for line in &self.mark {
            let mark = line.mark.clone().map(|code| Mark::new(code, Author::Member(self.member.clone())));
            sheet.marks.extend(mark.map(|mark| (line.item.clone(), mark)));
            sheet.comments.extend(line.comment.clone().map(|text| (line.item.clone(), text)));
        }
        commitment(minutes.place(&self.member), &sheet, &key)
    }

    /// Whether it is all that a sheet of these minutes is: revealed with a seal that binds it, or missing.
    pub fn holds(&self, minutes: &Minutes) -> bool {
        match (&self.missing, &self.salt) {
            (Some(_), None) => self.mark.is_empty(),
            (None, Some(_)) => self.commitment.is_some() && self.recomputed(minutes) == self.commitment,
            (Some(_), Some(_)) | (None, None) => false,
        }
    }
}

impl Minutes {
    /// The place of a member's sheet.
    pub fn place<'a>(&'a self, member: &'a MemberId) -> Place<'a> {
        let SessionPart { name, begun_sha256, .. } = &self.session;
        Place { session: name, begun: begun_sha256, candidate: &self.candidate.id, member }
    }
}

/// The sheets of a hearing, in the jury's order: not one that was begun by who then came to preside without marking.
pub(super) fn sheets(session: &Session, hearing: &Hearing, items: &[Item<'_>]) -> Vec<SheetPart> {
    if hearing.revealed.is_none() {
        return Vec::new();
    }
    let members = session.plan().jury.members.iter().map(|member| &member.id);
    let sheets = members.filter(|id| !hearing.is_recused(id)).filter_map(|id| Some((id, hearing.sheets.get(id)?)));
    let sheets = sheets.filter(|(_, sheet)| sheet.is_fixed());
    let renewed = |member: &MemberId| {
        let all = session.course().changed(ChangeKind::Code).filter(|(id, _)| *id == member);
        all.map(|(_, noted)| noted.text.clone()).collect()
    };
    sheets.map(|(id, sheet)| SheetPart { renewed: renewed(id), ..part(id, sheet, items) }).collect()
}

fn part(member: &MemberId, closed: &ClosedSheet, items: &[Item<'_>]) -> SheetPart {
    let revealed = closed.revealed.as_ref();
    let line = |item: &Item<'_>| {
        let sheet = &revealed?.sheet;
        let (mark, comment) = (sheet.mark(item.code).cloned(), sheet.comments.get(item.code).cloned());
        (mark.is_some() || comment.is_some()).then(|| SheetMark { item: item.code.clone(), mark, comment })
    };
    SheetPart {
        member: member.clone(),
        missing: closed.missing.clone(),
        renewed: Vec::new(),
        sealed_at: closed.seal.as_ref().map(|seal| seal.at.at),
        commitment: closed.seal.as_ref().map(|seal| seal.commitment.clone()),
        salt: revealed.map(|revealed| revealed.key.clone()),
        signature: closed.seal.as_ref().and_then(|seal| seal.signature.clone()),
        mark: items.iter().filter_map(line).collect(),
    }
}
