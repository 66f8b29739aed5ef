//! Where the user is: one screen, and at most one thing in front of it. Each carries its own data.

use std::collections::BTreeSet;

use super::editor::Editor;
use crate::domain::decision::Outcome;
use crate::domain::id::{BlockCode, ItemCode, MemberId};
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
    /// Whose key?
    Signer {
        /// Those who can sign.
        members: Vec<MemberId>,
        /// The line under the cursor.
        selected: usize,
    },
    /// The passphrase of a key.
    Passphrase {
        /// Whose.
        member: MemberId,
        /// What was typed; never shown.
        field: Hidden,
    },
    /// A key is at work.
    Signing(MemberId),
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
}

/// A question to answer with yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// Start the next phase although time is left?
    NextEarly,
    /// End the phase although time is left?
    EndEarly,
    /// Leave although the clock runs?
    QuitRunning,
}
