//! What a person asks for, and why it may be refused.

use super::certification::Met;
use super::composition::RuleCheck;
use super::decision::{Outcome, Proposal};
use super::event::Gap;
use super::id::{BlockCode, CandidateId, ItemCode, MarkCode, MemberId, RequirementId};
use super::time::Stamp;

/// Something that is asked of the session. All but `Open` speak of the open hearing; those of the clock, in a group,
/// of the clock of those who sit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Bring a candidate's hearing before the jury; another member of the open group merely comes to the fore.
    Open(CandidateId),
    /// These members are present.
    Present(Vec<MemberId>),
    /// Sit although the composition falls short, for this reason.
    Acknowledge(String),
    /// The candidate did not come.
    Absent(String),
    /// Start the phase that is next.
    Start,
    /// Pause the clock, for this reason; from this moment, if it was asked for before the reason was given.
    Pause(String, Option<Stamp>),
    /// Let the clock run again.
    Resume,
    /// End the phase that runs.
    End,
    /// End the phase that runs, if any, and start the one after; after the last, deliberate.
    Next,
    /// Say what the gap was.
    SettleGap(Gap),
    /// The program had stopped in mid-phase, and was last seen alive at this moment.
    Interrupted(Stamp),
    /// The candidate stops before the end.
    Stop(String),
    /// Mark an item, or take its mark away.
    Mark(ItemCode, Option<MarkCode>),
    /// Comment an item; an empty text takes the comment away.
    Comment(ItemCode, String),
    /// Say whether something that the certification asks for beside the blocks is met.
    Requirement(RequirementId, Met),
    /// Take back the last mark, comment, decision, requirement, absence or stop.
    Undo,
    /// Decide on a block.
    Decide(BlockCode, Outcome, Option<String>),
    /// Draw up the minutes.
    Draw,
    /// A member has signed the minutes drawn.
    Signed(Signature),
    /// Put the hearing aside, and with it those of its group.
    Close,
}

/// What is known of a signature that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Who signed.
    pub signer: MemberId,
    /// The fingerprint of the key.
    pub key: String,
    /// The digest of the minutes in TOML.
    pub toml_digest: String,
    /// The digest of the minutes in CSV.
    pub csv_digest: String,
}

/// Why a command is refused; nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// No candidate has this identifier.
    UnknownCandidate(CandidateId),
    /// No member has this name.
    UnknownMember(MemberId),
    /// The hearing marks no such item.
    UnknownItem(ItemCode),
    /// This item cannot get this mark.
    UnknownMark(ItemCode, MarkCode),
    /// The certification does not ask this of the candidate.
    UnknownRequirement(RequirementId),
    /// The candidate does not present this block.
    UnknownBlock(BlockCode),
    /// No hearing is open.
    NoHearing,
    /// A phase runs; it must end first.
    PhaseRunning,
    /// No phase runs.
    NothingRuns,
    /// The phases are over.
    PhasesOver,
    /// The clock is already paused.
    AlreadyPaused,
    /// The clock is not paused.
    NotPaused,
    /// The gap must be settled first.
    GapOpen,
    /// There is no gap to settle.
    NoGap,
    /// A reason is needed.
    ReasonNeeded,
    /// A text is longer than [`super::clean::LONGEST_TEXT`] characters.
    TooLong {
        /// How many characters it has.
        length: usize,
    },
    /// At least one member must be present.
    NobodyPresent,
    /// Who is present must be said first.
    PresenceUnknown,
    /// The composition falls short of these rules, and nobody has acknowledged it.
    Shortfall(Vec<RuleCheck>),
    /// The composition falls short for this other member of the group, and nobody has acknowledged it.
    ShortfallOf(CandidateId, Vec<RuleCheck>),
    /// The composition does not fall short.
    NoShortfall,
    /// The candidate was recorded absent.
    CandidateAbsent,
    /// The hearing has begun: it is too late to be absent.
    HearingBegan,
    /// There is nothing to undo in this hearing.
    NothingToUndo,
    /// Decisions come once the phases are over.
    NotDeliberating,
    /// The decision is not what the rule proposes: say why.
    DecisionNeedsReason(BlockCode, Proposal),
    /// These blocks have no decision.
    Undecided(Vec<BlockCode>),
    /// The minutes are drawn: nothing changes any more.
    MinutesDrawn,
    /// The minutes are not drawn.
    MinutesNotDrawn,
    /// Only a member who is present signs.
    NotPresent(MemberId),
    /// This member has signed already.
    AlreadySigned(MemberId),
    /// The item is marked in common, and the minutes of this candidate of the group are drawn.
    CommonDrawn(CandidateId),
    /// The stop cannot be taken back yet: the clock of the group has not come as far as this candidate had.
    GroupBehind,
}
