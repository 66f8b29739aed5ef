//! What was asked for is on the disk: the session takes it in, and the screens follow its events.

use super::App;
use super::message::{DiskFault, Effect, Notice, TakenBack};
use super::screen::{Overlay, Screen};
use crate::domain::alike;
use crate::domain::candidate::Candidate;
use crate::domain::event::{Event, How, Recorded};
use crate::domain::hearing::{Stage, UndoableKind};
use crate::domain::id::{BlockCode, CandidateId};

impl App {
    /// What was asked for is on the disk: the session takes it in, and the screen follows.
    pub(super) fn recorded(&mut self, records: &[Recorded]) -> Vec<Effect> {
        self.unsaved = None;
        let mut effects = Vec::new();
        for record in records {
            // What `decide` allows, `apply` takes: both read the same session. Were it otherwise the record
            // would be refused at the next opening, so the user must hear of it now.
            let withdrawn = self.decided_block_of(&record.event);
            let of_others = self.decisions_of_others(&record.event);
            let cursor = self.session.group().and_then(|_| self.under_cursor());
            let notice = self.undo_notice(&record.event).unwrap_or_else(|| Notice::Done(record.event.clone()));
            if let Err(fault) = self.session.apply(record) {
                let why = DiskFault::Other(fault.to_string());
                self.unsaved = Some(why.clone());
                effects.extend(self.say(Notice::NotSaved(why)));
                return effects;
            }
            let back_to = match &notice {
                Notice::TookBack(TakenBack::Mark(item) | TakenBack::Comment(item)) => Some(item.clone()),
                _ => None,
            };
            effects.extend(self.say(notice));
            if let Some(block) = withdrawn.filter(|block| !self.has_decision(block)) {
                effects.extend(self.say(Notice::Withdrew(block)));
            }
            effects.extend(self.say_withdrawn(of_others));
            // What opens a sheet is kept at its seal; only then is the sheet put away.
            if let Event::SheetSealed { candidate, member, .. } = &record.event {
                self.sealed(candidate, member);
            }
            self.refresh_sheet();
            effects.extend(self.follow(&record.event));
            // Where a juror stood in a sheet that is put away is nobody's business.
            let seen = self.at_sheet().is_some() || !self.marks_alone();
            if let (Event::HearingOpened { .. }, Some(cursor)) = (&record.event, cursor.filter(|_| seen)) {
                self.back_under_cursor(cursor);
            }
            if let Some(item) = back_to {
                self.go_to_item(&item);
            }
        }
        let common = |record: &&Recorded| matches!(record.event, Event::MarkRetained { how: How::Common, .. });
        let common = records.iter().filter(common).count();
        if common > 1 {
            effects.extend(self.say(Notice::CommonRetained(common)));
        }
        effects
    }

    /// The block of a mark that changes, if it is decided: the mark will withdraw the decision.
    fn decided_block_of(&self, event: &Event) -> Option<BlockCode> {
        let (Event::MarkSet { item, .. } | Event::MarkRetained { item, .. }) = event else { return None };
        let items = self.items();
        let block = items.iter().find(|each| each.code == item)?.block?.code.clone();
        self.has_decision(&block).then_some(block)
    }

    fn has_decision(&self, block: &BlockCode) -> bool {
        self.session.open().is_some_and(|(_, hearing)| hearing.decisions.contains_key(block))
    }

    /// What an undo is about to take back: the event itself names only the record.
    fn undo_notice(&self, event: &Event) -> Option<Notice> {
        let Event::Undone { candidate, .. } = event else { return None };
        let what = match self.session.hearing(candidate)?.undoable()?.what {
            UndoableKind::Mark(item) => TakenBack::Mark(item.clone()),
            UndoableKind::Comment(item) => TakenBack::Comment(item.clone()),
            UndoableKind::Decision(block) => TakenBack::Decision(block.clone()),
            UndoableKind::Requirement(id) => TakenBack::Requirement(id.clone()),
            UndoableKind::Absence => TakenBack::Absence,
            UndoableKind::Stop if self.session.clock().is_some_and(|(_, clock)| clock.sits()) => TakenBack::StopInGroup,
            UndoableKind::Stop => TakenBack::Stop,
            UndoableKind::Recusal(id) => TakenBack::Recusal(id.clone()),
            UndoableKind::Missing(id) => TakenBack::Missing(id.clone()),
        };
        Some(Notice::TookBack(what))
    }

    fn follow(&mut self, event: &Event) -> Vec<Effect> {
        match event {
            Event::MarkSet { item, mark, .. } => {
                if let Some(Overlay::Points { .. }) = self.overlay {
                    self.overlay = None;
                }
                self.mark_saved(item, mark.is_some());
            }
            Event::CommentSet { .. }
            | Event::BlockDecided { .. }
            | Event::RequirementSet { .. }
            | Event::ShortfallAcknowledged { .. } => {
                self.overlay = None;
                if let Event::ShortfallAcknowledged { .. } = event {
                    self.screen = self.place();
                }
            }
            Event::PhaseStarted { .. } | Event::PhaseResumed { .. } | Event::GapSettled { .. } => {
                // What is left from here on, not at the next tick: a warning may be due before that.
                self.last_left = self.left();
                self.close_question();
                if !matches!(self.screen, Screen::Hearing { .. }) {
                    self.screen = self.place();
                }
            }
            Event::PhasePaused { .. } => self.overlay = None,
            Event::PhaseInterrupted { .. } => self.ask_about_gap(),
            Event::PhaseEnded { candidate, .. } => {
                let over =
                    self.session.hearing(candidate).is_some_and(|h| matches!(h.stage, Stage::Deliberation { .. }));
                if over {
                    self.overlay = None;
                    self.screen = self.place();
                }
            }
            Event::JuryPresent { .. } => self.jury_present(),
            Event::HearingClosed { candidate } => self.back_to_list(candidate),
            Event::HearingOpened { .. } | Event::CandidateAbsent { .. } | Event::HearingStopped { .. } => {
                self.overlay = None;
                self.screen = self.place();
            }
            Event::Undone { .. } => self.undone(),
            Event::MinutesDrawn { candidate, .. } => return self.drawn(candidate),
            Event::MinutesSigned { .. } => {
                self.signing = None;
                self.overlay = None;
                self.screen = Screen::Review { scroll: 0 };
            }
            Event::SessionOpened { .. } => {}
            other => return self.follow_around(other),
        }
        Vec::new()
    }

    /// Where an event leads that is neither of the clock nor of the jury's marks.
    fn follow_around(&mut self, event: &Event) -> Vec<Effect> {
        match event {
            Event::MarkRetained { mark, .. } => {
                self.overlay = None;
                if mark.is_some() {
                    self.mark_retained();
                }
            }
            Event::SheetWritten { .. } => self.sheet_written(),
            Event::CodeChosen { member, .. } => return self.code_chosen(member),
            Event::HearingPostponed { candidate, .. } => self.back_to_list(candidate),
            Event::MemberArrived { .. } | Event::MemberLeft { .. } => {
                self.overlay = None;
                return self.ask_about_moves();
            }
            Event::MemberRecused { member, .. } => self.member_recused(member),
            Event::CandidateAdded { candidate, .. } => {
                self.list_on(candidate);
                return self.say_alike(candidate);
            }
            Event::CandidateMoved { candidate, .. } => self.list_on(candidate),
            Event::SessionClosed { .. } | Event::ClosingSigned { .. } => {
                self.signing = None;
                return self.show_closing();
            }
            Event::HearingReopened { .. } | Event::AmendmentOpened { .. } | Event::SheetsRevealed { .. } => {
                self.overlay = None;
                self.screen = self.place();
            }
            _ => self.overlay = None,
        }
        Vec::new()
    }

    /// Somebody was added whom a jury could take for another on the list, or who may be on it already.
    fn say_alike(&mut self, added: &CandidateId) -> Vec<Effect> {
        let plan = self.session.plan();
        let Some(added) = plan.candidate(added) else { return Vec::new() };
        let name = |candidate: &Candidate| alike::name(&candidate.family_name, &candidate.given_name);
        let said = |other: &Candidate| {
            let (old, new) = (other.id.clone(), added.id.clone());
            let twins = alike::twins(&[other.clone(), added.clone()]).is_some();
            if twins {
                Some(Notice::Alike(old, new))
            } else {
                (name(other) == name(added)).then_some(Notice::Namesakes(old, new))
            }
        };
        let others = plan.candidates.iter().filter(|other| other.id != added.id);
        let notices: Vec<Notice> = others.filter_map(said).collect();
        notices.into_iter().flat_map(|notice| self.say(notice)).collect()
    }

    /// An entry is saved: what was being typed is done, and a mark moves on.
    fn sheet_written(&mut self) {
        let typed = matches!(self.overlay, Some(Overlay::Comment { .. }));
        self.overlay = None;
        if !typed && let Some(item) = self.item_here().filter(|item| self.sheet().mark(item).is_some()) {
            self.mark_saved(&item, true);
        }
    }

    /// An undone absence or decision may belong to another screen.
    fn undone(&mut self) {
        if self.recusal_undone() {
            return;
        }
        let stays = match (&self.screen, self.session.open().map(|(_, hearing)| &hearing.stage)) {
            (Screen::Hearing { .. }, Some(Stage::Waiting(_) | Stage::Running(..)))
            | (Screen::Deliberation { .. }, Some(Stage::Deliberation { .. })) => true,
            (_, _) => false,
        };
        if !stays {
            self.screen = self.place();
        }
    }
}
