//! A group before the jury: whom it turns to next.

use super::App;
use super::message::{Effect, Notice};
use super::screen::Cursor;
use crate::domain::command::Command;
use crate::domain::event::Event;
use crate::domain::group::Group;
use crate::domain::hearing::Hearing;
use crate::domain::id::{BlockCode, CandidateId, ItemCode};

impl App {
    /// Turns to the next member of the group.
    pub(super) fn turn(&mut self) -> Vec<Effect> {
        self.next_member().map_or_else(Vec::new, |id| self.command(&Command::Open(id)))
    }

    /// The next member of the group, round the end; none for a candidate who is heard alone.
    pub fn next_member(&self) -> Option<CandidateId> {
        self.after(|_| true)
    }

    /// The next member of the group whose minutes are not signed.
    pub fn next_to_do(&self) -> Option<CandidateId> {
        self.after(|hearing| !hearing.is_signed())
    }

    fn after(&self, wanted: impl Fn(&Hearing) -> bool) -> Option<CandidateId> {
        let (open, _) = self.session.open()?;
        let group = self.session.group()?;
        let mut next = group.after(&open.id).map(|member| &member.id);
        next.find(|id| self.session.hearing(id).is_some_and(&wanted)).cloned()
    }

    /// Where one stands in the list, for the next member to have it there, too.
    pub(super) fn under_cursor(&self) -> Option<(Cursor, Option<ItemCode>)> {
        Some((self.cursor()?.clone(), self.item_here()))
    }

    /// Puts the cursor back on what was under it, where the screen of this member has it.
    pub(super) fn back_under_cursor(&mut self, (cursor, item): (Cursor, Option<ItemCode>)) {
        // Who presents the same blocks has the same rows; an item is found wherever it stands.
        let outline = self.outline();
        let there = |item: &ItemCode| outline.find(item);
        match item {
            Some(item) if there(&item) == Some(cursor.row) => self.stand(cursor),
            Some(item) => self.go_to_item(&item),
            None if outline.row(cursor.row).is_some_and(|row| row.item().is_none()) => self.stand(cursor),
            None => {}
        }
    }

    /// The decisions of the others of the group that an event may withdraw.
    pub(super) fn decisions_of_others(&self, event: &Event) -> Vec<(CandidateId, BlockCode)> {
        let changes = matches!(event, Event::MarkSet { .. } | Event::MarkRetained { .. } | Event::Undone { .. });
        let Some((open, _)) = self.session.open().filter(|_| changes) else { return Vec::new() };
        let group = self.session.group();
        let others = group.iter().flat_map(|group: &Group<'_>| group.after(&open.id));
        let decided = others.filter_map(|other| Some((&other.id, self.session.hearing(&other.id)?)));
        decided.flat_map(|(id, hearing)| hearing.decisions.keys().map(|block| (id.clone(), block.clone()))).collect()
    }

    /// Says which of these decisions no longer stand.
    pub(super) fn say_withdrawn(&mut self, before: Vec<(CandidateId, BlockCode)>) -> Vec<Effect> {
        let mut effects = Vec::new();
        for (id, block) in before {
            let stands = self.session.hearing(&id).is_some_and(|hearing| hearing.decisions.contains_key(&block));
            if !stands {
                effects.extend(self.say(Notice::WithdrewFor(id, block)));
            }
        }
        effects
    }
}
