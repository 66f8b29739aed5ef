//! What happened, as the journal keeps it.
//!
//! The names and keys below are the stored form: journals written by one version are read by the next.
//! They change only with a new number in `v` and code that still reads the old one; the golden test in
//! `journal::record` holds them.

mod parts;

pub use parts::{Author, Gap, How, PublishedKey, Recorded};

use serde::{Deserialize, Serialize};

use super::certification::Met;
use super::course::Ground;
use super::decision::Outcome;
use super::id::{BlockCode, CandidateId, ItemCode, MarkCode, MemberId, PhaseId, RequirementId};
use super::time::Stamp;
use crate::sealing::Lock;

/// Something that happened in a session.
///
/// In a group, what happens to the clock, who of the jury is present, and a mark on a common item are recorded once,
/// with the candidate to whom the jury had turned, and hold for every member who sits: no torn write can leave them
/// with some and not with others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", content = "data", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Event {
    /// The session began, on these files; from here on they must not change.
    SessionOpened {
        /// The session's name.
        session: String,
        /// The digest of `session.toml`.
        session_digest: String,
        /// The digest of `grid.toml`.
        grid_digest: String,
        /// The digest of `candidates.csv`.
        candidates_digest: String,
    },
    /// A hearing is before the jury. Within a group that is before it, the jury turns to this member.
    HearingOpened {
        /// Whose.
        candidate: CandidateId,
    },
    /// These members are present.
    JuryPresent {
        /// For whose hearing.
        candidate: CandidateId,
        /// The members, in the session file's order.
        members: Vec<MemberId>,
    },
    /// The jury sits although its composition falls short of the grid's rule.
    ShortfallAcknowledged {
        /// For whose hearing.
        candidate: CandidateId,
        /// Why.
        reason: String,
    },
    /// The candidate did not come.
    CandidateAbsent {
        /// Who.
        candidate: CandidateId,
        /// What is known of it.
        reason: String,
    },
    /// The phase that was next began.
    PhaseStarted {
        /// In whose hearing.
        candidate: CandidateId,
        /// Which.
        phase: PhaseId,
    },
    /// The clock was paused.
    PhasePaused {
        /// In whose hearing.
        candidate: CandidateId,
        /// Why.
        reason: String,
        /// When it was asked for, if the reason was given later: the pause runs from then.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        since: Option<Stamp>,
    },
    /// The clock runs again.
    PhaseResumed {
        /// In whose hearing.
        candidate: CandidateId,
    },
    /// The phase ended.
    PhaseEnded {
        /// In whose hearing.
        candidate: CandidateId,
        /// Which.
        phase: PhaseId,
    },
    /// The program had stopped while the clock ran.
    PhaseInterrupted {
        /// In whose hearing.
        candidate: CandidateId,
        /// The last moment at which the program is known to have run.
        last_seen: Stamp,
    },
    /// The president said what the gap was.
    GapSettled {
        /// In whose hearing.
        candidate: CandidateId,
        /// What it was.
        gap: Gap,
    },
    /// The candidate stopped before the end.
    HearingStopped {
        /// Who.
        candidate: CandidateId,
        /// Why.
        reason: String,
    },
    /// An item got a mark, or lost it.
    MarkSet {
        /// In whose hearing.
        candidate: CandidateId,
        /// Who marks.
        author: Author,
        /// The item.
        item: ItemCode,
        /// The mark; none takes it away.
        mark: Option<MarkCode>,
    },
    /// An item got a comment, or lost it.
    CommentSet {
        /// In whose hearing.
        candidate: CandidateId,
        /// Who comments.
        author: Author,
        /// The item.
        item: ItemCode,
        /// The comment; empty takes it away.
        text: String,
    },
    /// The jury decided on a block.
    BlockDecided {
        /// In whose hearing.
        candidate: CandidateId,
        /// The block.
        block: BlockCode,
        /// The outcome.
        outcome: Outcome,
        /// What the rule proposed; none while an item was unmarked.
        proposed: Option<Outcome>,
        /// Why.
        reason: Option<String>,
    },
    /// Something that the certification asks for beside the blocks is met, or not.
    RequirementSet {
        /// Of whom.
        candidate: CandidateId,
        /// What.
        requirement: RequirementId,
        /// Whether it is met.
        state: Met,
    },
    /// An earlier record of the hearing was taken back.
    Undone {
        /// In whose hearing.
        candidate: CandidateId,
        /// The sequence number of the record taken back.
        record: u64,
    },
    /// The minutes were drawn up: from here on the hearing does not change.
    MinutesDrawn {
        /// Whose.
        candidate: CandidateId,
        /// Their version, from 1.
        version: u32,
    },
    /// A member signed the minutes.
    MinutesSigned {
        /// Whose.
        candidate: CandidateId,
        /// Their version.
        version: u32,
        /// Who signed.
        signer: MemberId,
        /// The fingerprint of the key.
        key: String,
        /// The digest of the minutes in TOML.
        toml_digest: String,
        /// The digest of the minutes in CSV.
        csv_digest: String,
    },
    /// The hearing was put aside, and its group with it; it can be opened again.
    HearingClosed {
        /// Whose.
        candidate: CandidateId,
    },
    /// A member presides from here on.
    PresidentReplaced {
        /// Who.
        member: MemberId,
        /// Why.
        reason: String,
    },
    /// Somebody who was not on the list is heard, too.
    CandidateAdded {
        /// The identifier.
        candidate: CandidateId,
        /// The family name.
        family_name: String,
        /// The given name.
        given_name: String,
        /// The blocks presented.
        blocks: Vec<BlockCode>,
        /// Whether a third more time is due.
        third: bool,
        /// What kind of identity document was seen; never its number.
        document: String,
        /// Why it was not on the list.
        reason: String,
    },
    /// A candidate is heard earlier or later than the list says.
    CandidateMoved {
        /// Who.
        candidate: CandidateId,
        /// Before whom; none puts it at the end.
        before: Option<CandidateId>,
        /// Why.
        reason: String,
    },
    /// Something was noted in the incident book.
    IncidentNoted {
        /// Before whom, if a hearing was open.
        candidate: Option<CandidateId>,
        /// What.
        text: String,
    },
    /// A juror who marks alone has a key, closed with a code where the session asks for one.
    CodeChosen {
        /// Who.
        member: MemberId,
        /// The key, closed.
        lock: Lock,
        /// Why the one before is given up, if there was one: what it closed stays closed.
        reason: Option<String>,
    },
    /// A member does not judge this candidate.
    MemberRecused {
        /// In whose hearing.
        candidate: CandidateId,
        /// Who.
        member: MemberId,
        /// On what ground.
        ground: Ground,
    },
    /// A member came after the beginning.
    MemberArrived {
        /// To whose hearing.
        candidate: CandidateId,
        /// Who.
        member: MemberId,
        /// Why.
        reason: String,
    },
    /// A member left before the end.
    MemberLeft {
        /// Whose hearing.
        candidate: CandidateId,
        /// Who.
        member: MemberId,
        /// Why.
        reason: String,
    },
    /// The candidate came late.
    CandidateLate {
        /// Who.
        candidate: CandidateId,
        /// What is known of it.
        reason: String,
    },
    /// An absence is excused, or is not.
    AbsenceExcused {
        /// Who.
        candidate: CandidateId,
        /// Whether it is.
        excused: bool,
    },
    /// The hearing is put off; opening it again takes it up.
    HearingPostponed {
        /// Whose.
        candidate: CandidateId,
        /// Why.
        reason: String,
    },
    /// Minutes that nobody has signed are not drawn any more.
    HearingReopened {
        /// Whose.
        candidate: CandidateId,
        /// Why.
        reason: String,
    },
    /// A juror wrote on a sheet.
    SheetWritten {
        /// In whose hearing.
        candidate: CandidateId,
        /// Whose sheet.
        member: MemberId,
        /// How many items then lack a mark.
        left: usize,
        /// What was written, closed.
        entry: String,
    },
    /// A juror sealed a sheet.
    SheetSealed {
        /// In whose hearing.
        candidate: CandidateId,
        /// Whose sheet.
        member: MemberId,
        /// The digest that binds it.
        commitment: String,
        /// The juror's signature, if there is a key.
        signature: Option<String>,
    },
    /// A sheet will not be among those revealed.
    SheetMissing {
        /// In whose hearing.
        candidate: CandidateId,
        /// Whose sheet.
        member: MemberId,
        /// Why.
        reason: String,
    },
    /// The sheets are before the jury.
    SheetsRevealed {
        /// In whose hearing.
        candidate: CandidateId,
        /// What opens each of them.
        keys: Vec<PublishedKey>,
    },
    /// The jury retained a mark after the reveal, or none.
    MarkRetained {
        /// In whose hearing.
        candidate: CandidateId,
        /// The item.
        item: ItemCode,
        /// The mark; none takes it away.
        mark: Option<MarkCode>,
        /// How the jury came to it.
        how: How,
        /// Why.
        reason: Option<String>,
    },
    /// Signed minutes are to be replaced by a new version.
    AmendmentOpened {
        /// Whose.
        candidate: CandidateId,
        /// The version that is annulled.
        version: u32,
        /// Its digest, in TOML.
        digest: String,
        /// What is to change.
        what: String,
        /// Why.
        reason: String,
    },
    /// A member signed the printed sheet of the minutes.
    PaperCollected {
        /// Whose minutes.
        candidate: CandidateId,
        /// Their version.
        version: u32,
        /// Who signed.
        member: MemberId,
    },
    /// The session is over: nothing changes any more.
    SessionClosed {
        /// How many candidates it has.
        candidates: usize,
    },
    /// A member signed what the session came to.
    ClosingSigned {
        /// Who signed.
        signer: MemberId,
        /// The fingerprint of the key.
        key: String,
        /// The digest of what was signed.
        digest: String,
    },
}
