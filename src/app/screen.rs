//! Where the user is: one screen, and at most one thing in front of it. Each carries its own data.

use std::collections::BTreeSet;

use super::editor::Editor;
use super::newcomer::Form;
use super::signing::Signs;
use crate::domain::decision::Outcome;
use crate::domain::id::{BlockCode, CandidateId, ItemCode, MarkCode, MemberId};
use crate::domain::time::Stamp;

/// Where one stands in the list of items, and what of it is folded; rows as [`super::outline::Outline`] numbers them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cursor {
    /// The row under the cursor.
    pub row: usize,
    /// The headings under which nothing is shown.
    pub folded: BTreeSet<usize>,
    /// What was sought last.
    pub sought: String,
}

/// A screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Screen {
    /// The list of candidates.
    Candidates {
        /// The line under the cursor.
        selected: usize,
    },
    /// Who is present.
    Presence {
        /// The line under the cursor.
        selected: usize,
        /// Who is chosen, in the jury's order.
        chosen: Vec<bool>,
    },
    /// The clock and the grid.
    Hearing {
        /// Where one stands.
        cursor: Cursor,
    },
    /// Marks, proposals, decisions.
    Deliberation {
        /// Where one stands.
        cursor: Cursor,
    },
    /// The minutes as they will be, or as they are.
    Review {
        /// The first line shown.
        scroll: usize,
    },
    /// Minutes of a closed session: they are read, and nothing else.
    Minutes {
        /// Whose.
        candidate: CandidateId,
        /// The first line shown.
        scroll: usize,
    },
    /// What a closed session came to.
    Closing {
        /// The first line shown.
        scroll: usize,
    },
}

/// Something in front of the screen, which has the keys until it is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Overlay {
    /// Every key.
    Help,
    /// A reason to give.
    Reason {
        /// What for.
        purpose: Purpose,
        /// The text.
        field: Editor,
    },
    /// A comment.
    Comment {
        /// On this item.
        item: ItemCode,
        /// The text.
        field: Editor,
        /// Whether the user was told that leaving loses the text.
        told: bool,
    },
    /// A mark in points.
    Points {
        /// For this item.
        item: ItemCode,
        /// The number, as it is typed.
        field: Editor,
    },
    /// Words to find in the list.
    Search {
        /// The words.
        field: Editor,
        /// Where one stood before.
        from: Cursor,
        /// The rows in which they are found.
        hits: Vec<usize>,
    },
    /// The whole text of the row under the cursor, and what to look for.
    Guide {
        /// The row that was scrolled; another one begins at its top.
        row: usize,
        /// The first line shown.
        scroll: usize,
    },
    /// A question to answer with yes or no.
    Confirm(Question),
    /// What was the gap?
    Gap,
    /// Which member?
    Member {
        /// For what.
        what: MemberFor,
        /// Those who can be chosen.
        members: Vec<MemberId>,
        /// The line under the cursor.
        selected: usize,
    },
    /// On what ground is a member recused?
    Ground {
        /// Who.
        member: MemberId,
        /// The line under the cursor, in the order of [`crate::domain::course::Ground::ALL`].
        selected: usize,
    },
    /// Where in the order of the day?
    Order {
        /// The candidate's place now.
        from: usize,
        /// The place that is looked at.
        to: usize,
    },
    /// Somebody who is not on the list.
    Newcomer(Box<Form>),
    /// These candidates stand in the way of the closing.
    Unsettled(Vec<CandidateId>),
    /// The passphrase of a key.
    Passphrase {
        /// Whose.
        member: MemberId,
        /// What is to be signed.
        what: Signs,
        /// What was typed; never shown.
        field: Hidden,
    },
    /// Whose sheet?
    Jurors {
        /// Those who mark alone.
        members: Vec<MemberId>,
        /// The line under the cursor.
        selected: usize,
    },
    /// A juror's code.
    Code {
        /// Whose.
        member: MemberId,
        /// What for.
        purpose: CodeFor,
        /// What was typed; never shown.
        field: Hidden,
        /// What was typed first, where a new code is typed twice.
        first: Option<Hidden>,
    },
    /// A key is at work.
    Signing(MemberId),
}

impl Overlay {
    /// Whether text is typed into it.
    pub fn takes_text(&self) -> bool {
        matches!(
            self,
            Self::Reason { .. }
                | Self::Comment { .. }
                | Self::Points { .. }
                | Self::Passphrase { .. }
                | Self::Code { .. }
                | Self::Search { .. }
                | Self::Newcomer(_)
        )
    }
}

/// What a member is chosen for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberFor {
    /// To sign with a key.
    Sign(Signs),
    /// To have signed the printed sheet.
    Paper,
    /// To preside from here on.
    Preside,
}

/// What a juror's code is typed for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodeFor {
    /// To open the sheet.
    Open,
    /// To be the code from here on; why the one before is given up, if there was one.
    Choose(Option<String>),
    /// To reveal the sheet, sealed before the program was started again.
    Reveal,
}

/// A field whose text is never printed.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Hidden(pub zeroize::Zeroizing<String>);

impl std::fmt::Debug for Hidden {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Hidden")
    }
}

/// What a reason is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// A pause, asked for at this moment.
    Pause(Stamp),
    /// An absence.
    Absence,
    /// A candidate who stops.
    Stop,
    /// A jury that sits although it falls short.
    Shortfall,
    /// A decision that is not what the rule proposes.
    Decision(BlockCode, Outcome),
    /// A mark on which jurors are far apart, or which none of them gave.
    Retain(ItemCode, MarkCode),
    /// A sheet that will not be revealed.
    Missing(MemberId),
    /// A juror's code that is given up for another.
    Renew(MemberId),
    /// A member who comes after the beginning.
    Arrive(MemberId),
    /// A member who leaves before the end.
    Leave(MemberId),
    /// A candidate who comes late.
    Late,
    /// A hearing that is put off.
    Postpone,
    /// Minutes, unsigned, that are drawn anew.
    Reopen,
    /// What is to change in signed minutes.
    AmendWhat,
    /// Why that is to change.
    AmendWhy(String),
    /// A member who presides from here on.
    Preside(MemberId),
    /// A candidate who is heard before another, or last.
    Move(CandidateId, Option<CandidateId>),
    /// A line of the incident book; no reason, but the same field.
    Incident,
}

/// A question to answer with yes or no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// Start the next phase although time is left?
    NextEarly,
    /// End the phase although time is left?
    EndEarly,
    /// Leave although the clock runs?
    QuitRunning,
    /// Seal the sheet that is open?
    Seal,
    /// Seal it without a signature?
    SealUnsigned,
    /// Close the session?
    CloseSession,
    /// Did this member sign the printed sheet?
    Paper(MemberId),
}
