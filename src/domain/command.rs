//! What a person asks for, and why it may be refused.

use super::certification::Met;
use super::closing::ClosingSignature;
use super::composition::RuleCheck;
use super::course::Ground;
use super::decision::{Outcome, Proposal};
use super::event::{Gap, PublishedKey};
use super::id::{BlockCode, CandidateId, ItemCode, MarkCode, MemberId, RequirementId};
use super::sheets::Entry;
use super::time::Stamp;
use crate::sealing::{Key, Lock};

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
    /// Something of the sheets of jurors who mark alone.
    Sheet(SheetCommand),
    /// Something that happens around the hearing.
    Course(CourseCommand),
    /// Something of the session as a whole.
    Whole(WholeCommand),
}

/// What is asked of the sheets of jurors who mark alone, and of the marks that the jury retains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetCommand {
    /// A juror who has the key writes an entry on a sheet.
    Write(MemberId, Key, Entry),
    /// A juror seals a sheet: the digest that binds it, and the signature, if there is a key.
    Seal(MemberId, String, Option<String>),
    /// A sheet will not be among those revealed, for this reason.
    Missing(MemberId, String),
    /// Put the sheets before the jury, with what opens them.
    Reveal(Vec<PublishedKey>),
    /// Retain a mark on an item, or none; for this reason, if there is one.
    Retain(ItemCode, Option<MarkCode>, Option<String>),
    /// Retain the common mark wherever all jurors gave the same and none is retained.
    RetainCommon,
    /// Retain the president's mark on an item, by casting vote.
    CastingVote(ItemCode),
}

/// What is asked around a hearing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CourseCommand {
    /// A member does not judge this candidate.
    Recuse(MemberId, Ground),
    /// A member came after the beginning, for this reason.
    Arrive(MemberId, String),
    /// A member leaves before the end, for this reason.
    Leave(MemberId, String),
    /// The candidate came late, for this reason.
    Late(String),
    /// The absence is excused, or is not.
    Excuse(bool),
    /// Put the hearing off, for this reason.
    Postpone(String),
    /// The minutes, which nobody has signed, are to be drawn anew, for this reason.
    Reopen(String),
    /// The minutes, signed, are to be replaced: what is to change, and why.
    Amend(String, String),
    /// A member signed the printed sheet.
    Paper(MemberId),
}

/// What is asked of a session as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WholeCommand {
    /// A member presides from here on, for this reason.
    Preside(MemberId, String),
    /// Somebody who was not on the list is heard, too.
    Add(Box<Newcomer>),
    /// A candidate is heard before another, or last, for this reason.
    Move(CandidateId, Option<CandidateId>, String),
    /// Note something in the incident book.
    Incident(String),
    /// A juror's key, closed; why the one before is given up, if there was one.
    Code(MemberId, Lock, Option<String>),
    /// The session is over.
    Close,
    /// A member has signed what the session came to.
    Signed(ClosingSignature),
}

/// Somebody who was not on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Newcomer {
    /// The identifier.
    pub id: CandidateId,
    /// The family name.
    pub family_name: String,
    /// The given name.
    pub given_name: String,
    /// The blocks presented.
    pub blocks: Vec<BlockCode>,
    /// Whether a third more time is due.
    pub third: bool,
    /// What kind of identity document was seen.
    pub document: String,
    /// Why they were not on the list.
    pub reason: String,
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
    /// Jurors mark alone: the jury's marks and decisions come after the reveal.
    SheetsClosed,
    /// The jury marks together: there are no sheets of its members.
    NoSheets,
    /// This member marks no sheet of this hearing.
    NotMarking(MemberId),
    /// This sheet is sealed, or said to be missing: it does not change any more.
    SheetFixed(MemberId),
    /// The item is marked in common, and this juror's sheet for this other candidate of the group is sealed.
    CommonSealed(CandidateId),
    /// This is not what opens this member's sheet.
    WrongKey(MemberId),
    /// There is nothing on this sheet to take back.
    NothingOnSheet,
    /// The sheets of these members are neither sealed nor said to be missing.
    SheetsOpen(Vec<MemberId>),
    /// The sheets are before the jury already.
    Revealed,
    /// All jurors do not agree on any item that lacks a retained mark.
    NothingCommon,
    /// The mark needs a reason: the gap is beyond the threshold, or no juror was where it is.
    GapNeedsReason(ItemCode),
    /// The grid gives the president no casting vote.
    NoCastingVote,
    /// The votes on this item are not equally divided, with the president's among them.
    NoTie(ItemCode),
    /// This member does not judge this candidate.
    Recused(MemberId),
    /// After the reveal nobody is recused: the marks are known.
    TooLateToRecuse,
    /// The hearing has begun: who comes or leaves is said with a reason.
    MovesNeedReason,
    /// This member is present already.
    IsPresent(MemberId),
    /// The hearing is put off.
    Postponed,
    /// The hearing is not put off, and the candidate not absent.
    NotAbsent,
    /// Somebody has signed the minutes: only an amendment changes them.
    SignedAlready,
    /// Nobody has signed the minutes: there is nothing to amend.
    NotSigned,
    /// This member presides already.
    PresidesAlready(MemberId),
    /// This member has no key, and the president signs with one.
    KeyNeeded(MemberId),
    /// Somebody on the list has this identifier.
    TakenIdentifier(CandidateId),
    /// Something that a candidate cannot be without is missing.
    Incomplete,
    /// Another candidate of the group is still heard.
    GroupHeard,
    /// Who presides signs with a key, not on paper.
    PaperOfPresident(MemberId),
    /// The candidate's hearing has begun, or there is no such place in the order.
    CannotMove(CandidateId),
    /// These candidates are neither signed nor put off.
    Unsettled(Vec<CandidateId>),
    /// The session is closed: nothing changes any more.
    SessionClosed,
    /// The session is not closed.
    SessionNotClosed,
    /// The session has not begun.
    NotBegun,
}
