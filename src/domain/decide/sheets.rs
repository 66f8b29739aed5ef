//! Sheets of jurors who mark alone: what is written on them, how they are sealed, and the reveal.

use super::{Room, Verdict, bounded, reason};
use crate::domain::clean;
use crate::domain::command::{Refusal, SheetCommand};
use crate::domain::event::{Event, PublishedKey};
use crate::domain::grid::Item;
use crate::domain::hearing::{Hearing, Sheet, Stage};
use crate::domain::id::{CandidateId, ItemCode, MemberId};
use crate::domain::session::Session;
use crate::domain::sheets::{ClosedSheet, Entry, OpenSheet, commitment};
use crate::sealing::Key;

impl Room<'_> {
    pub(super) fn sheet(&self, command: &SheetCommand) -> Verdict {
        match command {
            SheetCommand::Write(member, key, entry) => self.write(member, key, entry),
            SheetCommand::Seal(member, commitment, signature) => self.seal(member, commitment, signature.as_deref()),
            SheetCommand::Missing(member, why) => self.missing(member, why),
            SheetCommand::Reveal(keys) => self.reveal(keys),
            SheetCommand::Retain(item, mark, why) => self.retain(item, mark.as_ref(), why.as_deref()),
            SheetCommand::RetainCommon => self.retain_common(),
            SheetCommand::CastingVote(item) => self.casting_vote(item),
        }
    }

    /// Writes an entry on a member's sheet; in a group, a mark on a common item, or its undo, on the sheets of all who sit.
    fn write(&self, member: &MemberId, key: &Key, entry: &Entry) -> Verdict {
        let entry = self.allowed(entry)?;
        may_write(self.session, &self.candidate.id, member)?;
        self.has_key(member)?;
        let on_others = match &entry {
            Entry::Undo => self.opened(&self.candidate.id, member, key)?.mark_undone(),
            Entry::Mark { .. } => Some(entry.clone()),
            Entry::Comment { .. } => None,
        };
        let sharing = match &on_others {
            Some(Entry::Mark { item, .. }) => self.session.sharing(&self.candidate.id, item),
            _ => vec![self.id()],
        };
        self.all_seated(&sharing)?;
        let mut events = self.entry(&self.candidate.id, member, key, &entry)?;
        for (id, entry) in sharing.iter().filter(|id| **id != self.candidate.id).zip(on_others.iter().cycle()) {
            match may_write(self.session, id, member) {
                Ok(()) => events.extend(self.entry(id, member, key, entry)?),
                Err(_) if self.sealed(id, member) => return Err(Refusal::CommonSealed(id.clone())),
                // Who does not judge that candidate, or leaves no sheet there, marks it here alone.
                Err(_) => {}
            }
        }
        Ok(events)
    }

    /// Whether a member's sheet is sealed, and will be or is among those revealed.
    fn sealed(&self, id: &CandidateId, member: &MemberId) -> bool {
        self.session.hearing(id).is_some_and(|hearing| self.session.sheets_sealed(hearing).contains(&member))
    }

    /// A member's sheet, opened.
    fn opened(&self, id: &CandidateId, member: &MemberId, key: &Key) -> Result<OpenSheet, Refusal> {
        let hearing = self.session.hearing(id).ok_or(Refusal::NoHearing)?;
        let key = key.of_sheet(&self.session.plan().name, id.as_str());
        let closed = hearing.sheets.get(member).cloned().unwrap_or_default();
        closed.open(member, &key).ok_or_else(|| Refusal::WrongKey(member.clone()))
    }

    /// The entry as it will be written, if there is such an item and such a mark.
    fn allowed(&self, entry: &Entry) -> Result<Entry, Refusal> {
        Ok(match entry {
            Entry::Mark { item: code, mark } => {
                let item = self.item(code)?;
                match mark {
                    Some(unknown) if !self.session.plan().grid.allows(&item, unknown) => {
                        return Err(Refusal::UnknownMark(code.clone(), unknown.clone()));
                    }
                    Some(_) | None => entry.clone(),
                }
            }
            Entry::Comment { item, text } => {
                self.item(item)?;
                Entry::Comment { item: item.clone(), text: bounded(clean::text(text).trim().to_owned())? }
            }
            Entry::Undo => Entry::Undo,
        })
    }

    /// What an entry on one sheet makes happen: nothing where it is so already.
    fn entry(&self, id: &CandidateId, member: &MemberId, key: &Key, entry: &Entry) -> Verdict {
        let (candidate, hearing) =
            self.session.plan().candidate(id).zip(self.session.hearing(id)).ok_or(Refusal::NoHearing)?;
        let mut open = self.opened(id, member, key)?;
        let same = match entry {
            Entry::Mark { item, mark } => open.sheet.mark(item) == mark.as_ref(),
            Entry::Comment { item, text } => open.sheet.comments.get(item).map_or("", String::as_str) == text,
            Entry::Undo => false,
        };
        if same {
            return Ok(Vec::new());
        }
        open.write(member, entry).ok_or(Refusal::NothingOnSheet)?;
        let left = left(&self.session.items(candidate), &open.sheet);
        let key = key.of_sheet(&self.session.plan().name, id.as_str());
        let closed = hearing.sheets.get(member).cloned().unwrap_or_default();
        let entry = closed.close(&key, entry).ok_or_else(|| Refusal::WrongKey(member.clone()))?;
        Ok(vec![Event::SheetWritten { candidate: id.clone(), member: member.clone(), left, entry }])
    }

    fn seal(&self, member: &MemberId, commitment: &str, signature: Option<&str>) -> Verdict {
        self.sitting()?;
        may_write(self.session, &self.candidate.id, member)?;
        self.has_key(member)?;
        Ok(vec![Event::SheetSealed {
            candidate: self.id(),
            member: member.clone(),
            commitment: commitment.to_owned(),
            signature: signature.map(str::to_owned),
        }])
    }

    /// That this member has a key at all.
    fn has_key(&self, member: &MemberId) -> Result<(), Refusal> {
        if self.session.course().locks.contains_key(member) { Ok(()) } else { Err(Refusal::WrongKey(member.clone())) }
    }

    fn missing(&self, member: &MemberId, why: &str) -> Verdict {
        marks_alone(self.session, self.hearing, member)?;
        if self.hearing.sheets.get(member).is_some_and(|sheet| sheet.missing.is_some()) {
            return Err(Refusal::SheetFixed(member.clone()));
        }
        if self.hearing.revealed.is_some() {
            return Err(Refusal::Revealed);
        }
        Ok(vec![Event::SheetMissing { candidate: self.id(), member: member.clone(), reason: reason(why)? }])
    }

    /// Puts the sheets before the jury: every one is sealed and opens as it was sealed, or is said to be missing.
    fn reveal(&self, keys: &[PublishedKey]) -> Verdict {
        self.sitting()?;
        if self.session.plan().marking.individual().is_none() {
            return Err(Refusal::NoSheets);
        }
        if self.hearing.revealed.is_some() {
            return Err(Refusal::Revealed);
        }
        let Stage::Deliberation { .. } = self.hearing.stage else { return Err(Refusal::NotDeliberating) };
        let open = self.session.sheets_open(self.hearing);
        if !open.is_empty() {
            return Err(Refusal::SheetsOpen(open));
        }
        let sealed = self.session.sheets_sealed(self.hearing);
        let mut published = Vec::new();
        for member in sealed {
            let wrong = || Refusal::WrongKey(member.clone());
            let given = keys.iter().find(|given| given.member == *member).ok_or_else(wrong)?;
            revealed(self.session, self.candidate, self.hearing, given).ok_or_else(wrong)?;
            published.push(given.clone());
        }
        Ok(vec![Event::SheetsRevealed { candidate: self.id(), keys: published }])
    }
}

/// Opens a sealed sheet with what was made public: every entry is one that could be written, the count of what was
/// left was true at each, and the whole is what the seal binds.
pub(in crate::domain) fn revealed(
    session: &Session,
    candidate: &crate::domain::candidate::Candidate,
    hearing: &Hearing,
    given: &PublishedKey,
) -> Option<Sheet> {
    let closed = hearing.sheets.get(&given.member)?;
    let (seal, key) = (closed.seal.as_ref()?, Key::published(&given.key)?);
    let items = session.items(candidate);
    let mut open = OpenSheet::default();
    for (place, (entry, said)) in (0_u64..).zip(&closed.entries) {
        let entry: Entry = serde_json::from_str(&key.open(place, entry)?).ok()?;
        let item = |code: &ItemCode| items.iter().find(|item| item.code == code);
        let possible = match &entry {
            Entry::Mark { item: code, mark } => {
                let item = item(code)?;
                mark.as_ref().is_none_or(|mark| session.plan().grid.allows(item, mark))
            }
            Entry::Comment { item: code, text } => {
                item(code)?;
                text.chars().count() <= clean::LONGEST_TEXT && clean::text(text).trim() == text
            }
            Entry::Undo => true,
        };
        open.write(&given.member, &entry).filter(|()| possible)?;
        if left(&items, &open.sheet) != *said {
            return None;
        }
    }
    let bound = commitment(session.place(&candidate.id, &given.member), &open.sheet, &key)?;
    (bound == seal.commitment).then_some(open.sheet)
}

/// How many of these items lack a mark.
fn left(items: &[Item<'_>], sheet: &Sheet) -> usize {
    items.iter().filter(|item| sheet.mark(item.code).is_none()).count()
}

/// That this member marks alone in this hearing.
fn marks_alone(session: &Session, hearing: &Hearing, member: &MemberId) -> Result<(), Refusal> {
    let alone = session.plan().marking.individual().ok_or(Refusal::NoSheets)?;
    session.plan().jury.member(member).ok_or_else(|| Refusal::UnknownMember(member.clone()))?;
    if hearing.is_recused(member) {
        return Err(Refusal::Recused(member.clone()));
    }
    if !alone.president_marks && session.president() == member {
        return Err(Refusal::NotMarking(member.clone()));
    }
    Ok(())
}

/// That this member may write on the sheet of this hearing.
///
/// # Errors
/// [`Refusal::NoSheets`] where the jury marks together; [`Refusal::UnknownMember`], [`Refusal::Recused`],
/// [`Refusal::NotMarking`], [`Refusal::PresenceUnknown`] and [`Refusal::NotPresent`]; [`Refusal::SheetFixed`],
/// [`Refusal::Revealed`] and [`Refusal::MinutesDrawn`] where it is too late.
pub fn may_write(session: &Session, id: &CandidateId, member: &MemberId) -> Result<(), Refusal> {
    let hearing = session.hearing(id).ok_or_else(|| Refusal::UnknownCandidate(id.clone()))?;
    marks_alone(session, hearing, member)?;
    if hearing.is_drawn() {
        return Err(Refusal::MinutesDrawn);
    }
    if hearing.revealed.is_some() {
        return Err(Refusal::Revealed);
    }
    let presence = hearing.present.as_ref().ok_or(Refusal::PresenceUnknown)?;
    if !presence.members.contains(member) {
        return Err(Refusal::NotPresent(member.clone()));
    }
    if hearing.sheets.get(member).is_some_and(ClosedSheet::is_fixed) {
        return Err(Refusal::SheetFixed(member.clone()));
    }
    Ok(())
}

impl Session {
    /// Who marks alone in this hearing: who sits, or sat and left something; nobody where the jury marks together.
    pub fn markers(&self, hearing: &Hearing) -> Vec<&MemberId> {
        let sits = |id: &MemberId| hearing.present.as_ref().is_some_and(|presence| presence.members.contains(id));
        let marks =
            |id: &&MemberId| marks_alone(self, hearing, id).is_ok() && (sits(id) || hearing.sheets.contains_key(*id));
        self.plan().jury.members.iter().map(|member| &member.id).filter(marks).collect()
    }

    /// Whose sheets stand in the way of the reveal.
    pub fn sheets_open(&self, hearing: &Hearing) -> Vec<MemberId> {
        let fixed = |id: &MemberId| hearing.sheets.get(id).is_some_and(ClosedSheet::is_fixed);
        self.markers(hearing).into_iter().filter(|id| !fixed(id)).cloned().collect()
    }

    /// Whose sheets are sealed and to be revealed.
    pub fn sheets_sealed<'a>(&self, hearing: &'a Hearing) -> Vec<&'a MemberId> {
        let sealed = |(id, sheet): (&'a MemberId, &ClosedSheet)| {
            (sheet.seal.is_some() && sheet.missing.is_none() && !hearing.is_recused(id)).then_some(id)
        };
        hearing.sheets.iter().filter_map(sealed).collect()
    }
}
