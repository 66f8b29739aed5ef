//! A jury whose members mark alone, and what happens around a hearing.

pub(crate) mod any_order;
mod around;
mod closing;
mod retaining;
mod sheets;

use super::play::{Stage, keyed, plan};
use crate::domain::command::{Command, CourseCommand, Refusal, SheetCommand, WholeCommand};
use crate::domain::event::PublishedKey;
use crate::domain::id::{CandidateId, ItemCode, MarkCode, MemberId};
use crate::domain::jury::Member;
use crate::domain::marking::{Individual, Marking};
use crate::domain::session::Plan;
use crate::domain::sheets::{Entry, commitment};
use crate::sealing::{Key, Lock};

pub(crate) fn id(name: &str) -> MemberId {
    MemberId::new(name)
}

pub(crate) fn item(code: &str) -> ItemCode {
    ItemCode::new(code)
}

/// Three jurors who mark alone, the president among them; a casting vote; two levels apart are beyond the threshold.
pub(crate) fn alone() -> Plan {
    let mut plan = keyed(plan());
    let third = Member { id: id("cleo"), name: "CLEO".into(), ..plan.jury.members[0].clone() };
    plan.jury.members.push(third);
    plan.marking = Marking::Individual(Individual { president_marks: true, codes: false });
    plan.grid.deliberation.gap = 1.into();
    plan.grid.deliberation.casting_vote = true;
    plan
}

/// The key of a juror in these tests.
pub(crate) fn key(member: &MemberId) -> Key {
    let mut bytes = [7; 32];
    bytes.iter_mut().zip(member.as_str().bytes()).for_each(|(byte, name)| *byte = name);
    Key::new(bytes)
}

pub(crate) fn sheet(command: SheetCommand) -> Command {
    Command::Sheet(command)
}

pub(crate) fn course(command: CourseCommand) -> Command {
    Command::Course(command)
}

pub(crate) fn whole(command: WholeCommand) -> Command {
    Command::Whole(command)
}

pub(crate) fn retain(code: &str, mark: &str, why: Option<&str>) -> Command {
    sheet(SheetCommand::Retain(item(code), Some(MarkCode::new(mark)), why.map(str::to_owned)))
}

impl Stage {
    /// Three jurors, each with a key, before this candidate.
    pub(crate) fn alone_with(candidate: &str) -> Self {
        let mut stage = Self::on(alone());
        stage.does(Command::Open(CandidateId::new(candidate)));
        stage.does(Command::Present(["ana", "bob", "cleo"].map(id).to_vec()));
        for member in ["ana", "bob", "cleo"] {
            stage.does(whole(WholeCommand::Code(id(member), Lock::none(&key(&id(member))), None)));
        }
        stage
    }

    /// A juror marks an item.
    pub(crate) fn writes(&mut self, member: &str, code: &str, mark: &str) {
        self.does(write(member, code, mark));
    }

    /// A juror seals the sheet as it stands.
    pub(crate) fn seals(&mut self, member: &str) {
        let command = self.seal(member);
        self.does(command);
    }

    /// What seals a juror's sheet as it stands.
    pub(crate) fn seal(&self, member: &str) -> Command {
        let (member, (candidate, hearing)) = (id(member), self.session.open().unwrap());
        let own = key(&member).of_sheet("essai", candidate.id.as_str());
        let closed = hearing.sheets.get(&member).cloned().unwrap_or_default();
        let open = closed.open(&member, &own).unwrap_or_default();
        let bound = commitment(self.session.place(&candidate.id, &member), &open.sheet, &own).unwrap();
        sheet(SheetCommand::Seal(member, bound, None))
    }

    /// What reveals the sheets that are sealed.
    pub(crate) fn reveal(&self) -> Command {
        let (candidate, hearing) = self.session.open().unwrap();
        let published = |member: &&MemberId| PublishedKey {
            member: (*member).clone(),
            key: key(member).of_sheet("essai", candidate.id.as_str()).publish(),
        };
        sheet(SheetCommand::Reveal(self.session.sheets_sealed(hearing).iter().map(published).collect()))
    }

    /// Three sheets of C2, each with three marks in the order of its items, revealed.
    pub(crate) fn revealed(marks: [[&str; 3]; 3]) -> Self {
        let mut stage = Self::alone_with("C2");
        for (member, marks) in ["ana", "bob", "cleo"].iter().zip(marks) {
            for (code, mark) in ["B1.1", "B1.2", "T1"].iter().zip(marks).filter(|(_, mark)| !mark.is_empty()) {
                stage.writes(member, code, mark);
            }
            stage.seals(member);
        }
        for _ in 0..3 {
            stage.does(Command::Next);
        }
        let command = stage.reveal();
        stage.does(command);
        stage
    }
}

pub(crate) fn write(member: &str, code: &str, mark: &str) -> Command {
    let entry = Entry::Mark { item: item(code), mark: Some(MarkCode::new(mark)) };
    sheet(SheetCommand::Write(id(member), key(&id(member)), entry))
}

/// The refusal of what was asked.
#[track_caller]
pub(crate) fn refused(stage: &mut Stage, command: Command) -> Refusal {
    let before = stage.session.clone();
    let refusal = stage.tries(command).unwrap_err();
    assert_eq!(stage.session, before);
    refusal
}
