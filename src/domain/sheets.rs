//! Sheets of jurors who mark alone: closed until the reveal, and bound by a digest from the seal on.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::event::Author;
use super::hearing::{Mark, Sheet};
use super::id::{CandidateId, ItemCode, MarkCode, MemberId};
use super::time::Stamp;
use crate::digest::sha256;
use crate::sealing::Key;

/// What a juror writes, before it is closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Entry {
    /// A mark; none takes it away.
    Mark {
        /// The item.
        item: ItemCode,
        /// The mark.
        mark: Option<MarkCode>,
    },
    /// A comment; empty takes it away.
    Comment {
        /// The item.
        item: ItemCode,
        /// The comment.
        text: String,
    },
    /// The last mark or comment that still stands is taken back.
    Undo,
}

/// A juror's sheet as everybody may see it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClosedSheet {
    /// The entries, closed, in order, each with how many items then lack a mark.
    pub entries: Vec<(String, usize)>,
    /// The seal, once there is one.
    pub seal: Option<Seal>,
    /// Why it is not among those revealed, if the president said so.
    pub missing: Option<String>,
    /// What stands on it, once revealed.
    pub revealed: Option<Revealed>,
}

/// What closes a sheet for good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// When.
    pub at: Stamp,
    /// The digest that binds what stands on it, see [`commitment`].
    pub commitment: String,
    /// The juror's signature of [`statement`], if there is a key.
    pub signature: Option<String>,
}

/// A sheet after the reveal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revealed {
    /// The key that opens its entries and salts its digest, in base64.
    pub key: String,
    /// What stands on it.
    pub sheet: Sheet,
}

/// A sheet open before its juror, and nobody else.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OpenSheet {
    /// What stands on it.
    pub sheet: Sheet,
    /// What was there before each change that still stands.
    undo: Vec<Before>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Before {
    Mark(ItemCode, Option<Mark>),
    Comment(ItemCode, Option<String>),
}

impl ClosedSheet {
    /// Whether nothing can be written on it any more.
    pub fn is_fixed(&self) -> bool {
        self.seal.is_some() || self.missing.is_some() || self.revealed.is_some()
    }

    /// Opens it with its key; none with another key, or where an entry cannot be what a juror wrote.
    pub fn open(&self, member: &MemberId, key: &Key) -> Option<OpenSheet> {
        let mut open = OpenSheet::default();
        for (place, (closed, _)) in (0_u64..).zip(&self.entries) {
            let entry = serde_json::from_str(&key.open(place, closed)?).ok()?;
            open.write(member, &entry)?;
        }
        Some(open)
    }

    /// Closes an entry for the next place of the sheet.
    pub fn close(&self, key: &Key, entry: &Entry) -> Option<String> {
        key.close(self.entries.len() as u64, &serde_json::to_string(entry).ok()?)
    }
}

impl OpenSheet {
    /// Writes an entry; none where there is nothing to take back.
    pub fn write(&mut self, member: &MemberId, entry: &Entry) -> Option<()> {
        match entry {
            Entry::Mark { item, mark } => {
                let mark = mark.clone().map(|code| Mark::new(code, Author::Member(member.clone())));
                let before = put(&mut self.sheet.marks, item, mark);
                self.undo.push(Before::Mark(item.clone(), before));
            }
            Entry::Comment { item, text } => {
                let before = put(&mut self.sheet.comments, item, Some(text.clone()).filter(|text| !text.is_empty()));
                self.undo.push(Before::Comment(item.clone(), before));
            }
            Entry::Undo => match self.undo.pop()? {
                Before::Mark(item, before) => drop(put(&mut self.sheet.marks, &item, before)),
                Before::Comment(item, before) => drop(put(&mut self.sheet.comments, &item, before)),
            },
        }
        Some(())
    }

    /// What an undo would write, where it takes a mark back.
    pub fn mark_undone(&self) -> Option<Entry> {
        match self.undo.last()? {
            Before::Mark(item, before) => {
                let mark = before.as_ref().map(|mark| mark.code.clone());
                Some(Entry::Mark { item: item.clone(), mark })
            }
            Before::Comment(..) => None,
        }
    }

    /// The item whose mark or comment would be taken back.
    pub fn undoable(&self) -> Option<&ItemCode> {
        self.undo.last().map(|(Before::Mark(item, _) | Before::Comment(item, _))| item)
    }
}

fn put<T>(place: &mut BTreeMap<ItemCode, T>, item: &ItemCode, value: Option<T>) -> Option<T> {
    match value {
        Some(value) => place.insert(item.clone(), value),
        None => place.remove(item),
    }
}

/// Whose sheet it is, of which hearing, in which session.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Place<'a> {
    /// The session's name.
    pub session: &'a str,
    /// The digest of the first record of its journal: no other session has it, whatever its name.
    pub begun: &'a str,
    /// Who is heard.
    pub candidate: &'a CandidateId,
    /// Who marks.
    pub member: &'a MemberId,
}

/// What a seal binds: the place of the sheet, every mark, every comment, and the salt.
#[derive(Serialize)]
struct Bound<'a> {
    format: &'static str,
    #[serde(flatten)]
    place: Place<'a>,
    marks: BTreeMap<&'a ItemCode, &'a MarkCode>,
    comments: &'a BTreeMap<ItemCode, String>,
    salt: String,
}

/// The salted digest of a sheet: the SHA-256 of one line of JSON, its keys in this order, items sorted by their bytes:
///
/// `{"format":"soutenance-sheet/1","session":…,"begun":…,"candidate":…,"member":…,"marks":{…},"comments":{…},"salt":…}`
///
/// The salt is the key of the sheet, which the reveal makes public: without it nobody finds the marks by trying them.
/// None where the sheet has no JSON form, which none has.
pub fn commitment(place: Place<'_>, sheet: &Sheet, key: &Key) -> Option<String> {
    let bound = Bound {
        format: "soutenance-sheet/1",
        place,
        marks: sheet.marks.iter().map(|(item, mark)| (item, &mark.code)).collect(),
        comments: &sheet.comments,
        salt: key.publish(),
    };
    serde_json::to_vec(&bound).ok().map(|bytes| sha256(&bytes))
}

/// What a juror signs at the seal: six lines, each ended.
pub fn statement(place: Place<'_>, commitment: &str) -> String {
    let Place { session, begun, candidate, member } = place;
    format!(
        "soutenance-seal/1\nsession {session}\nbegun {begun}\ncandidate {candidate}\nmember {member}\nsheet {commitment}\n"
    )
}
