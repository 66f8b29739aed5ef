//! What is not as it should be among what was received; each is listed, and most keep something out of the results.

use std::sync::Arc;

use chrono::NaiveDate;

use super::record::{Person, SessionKey};
use super::results::BlockState;
use crate::received::ArchiveFault;
use crate::verify::{Clash, Fault};

/// What is not as it should be, and where.
#[derive(Debug, Clone)]
pub struct Anomaly {
    /// What kind it is.
    pub kind: Kind,
    /// What it does to the results.
    pub effect: Effect,
    /// The code of the certification, where it is known.
    pub certification: Option<Arc<str>>,
    /// The candidate, where it is about one.
    pub candidate: Option<Person>,
    /// The block, where it is about one.
    pub block: Option<Arc<str>>,
    /// The session, where it is about one.
    pub session: Option<Arc<SessionKey>>,
    /// The files that it is about, in order.
    pub files: Vec<Arc<str>>,
    /// What exactly.
    pub detail: Vec<Detail>,
}

/// What exactly is not as it should be.
#[derive(Debug, Clone)]
pub enum Detail {
    /// What verification found.
    Fault(Fault),
    /// Why a folder or a zip cannot be opened.
    Archive(Arc<ArchiveFault>),
    /// A zip in a zip.
    Packed,
    /// A file that nobody could examine.
    Unknown,
    /// Minutes or a closing of a jury that is not the session's.
    OtherJury,
    /// A version of minutes, by number and digest.
    Version(u32, Arc<str>),
    /// Where a session put a block.
    Decision(Arc<SessionKey>, BlockState),
    /// A name, as minutes or lists have it.
    Person(Person),
    /// A grid, by its digest, and how many sessions used it.
    Grid(Arc<str>, usize),
    /// What is wrong with a time.
    Time(TimeFault),
    /// A room that was expected.
    Expected {
        /// The room.
        room: String,
        /// The day, where the list says it.
        date: Option<NaiveDate>,
        /// The certification, where the list says it.
        certification: Option<String>,
    },
    /// The candidate was put off, by what closes the session.
    Postponed,
}

/// What is wrong with a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TimeFault {
    /// A phase began on this day, which is not the session's.
    OtherDay {
        /// The phase.
        phase: Arc<str>,
        /// The day.
        day: NaiveDate,
    },
    /// A phase ended before it began, or before the one before it.
    Backwards {
        /// The phase.
        phase: Arc<str>,
    },
    /// More time was used than went by, or far more than was due.
    TooLong {
        /// The phase.
        phase: Arc<str>,
        /// The seconds due.
        due: u64,
        /// The seconds used.
        used: u64,
    },
    /// The minutes were drawn up before the hearing ended.
    DrawnEarly,
    /// They are of a day that has not come.
    Future,
}

impl Anomaly {
    /// An anomaly of these files.
    pub(super) fn of(kind: Kind, effect: Effect, files: Vec<Arc<str>>, detail: Vec<Detail>) -> Self {
        let (certification, candidate, block, session) = (None, None, None, None);
        Self { kind, effect, certification, candidate, block, session, files, detail }
    }

    /// By what anomalies are put in order: never by the order in which they were found.
    pub(super) fn place(&self) -> impl Ord + use<'_> {
        let Self { kind, certification, candidate, block, session, files, .. } = self;
        (*kind, certification, candidate, block, session, files)
    }
}

/// What an anomaly does to the results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// What it is about is not in the results.
    LeftOut,
    /// It is in the results, flagged.
    Flagged,
    /// Something that was expected is not there.
    Missing,
}

/// The kinds of anomalies, in the order in which they are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A signature that does not hold or is not of the form that is accepted.
    InvalidSignature,
    /// Nobody signed, or somebody who must did not.
    MissingSignature,
    /// Signed with a key that the list of signers does not allow: not listed, listed for others, or not at that time.
    UnknownSigner,
    /// Signed with a key that was given up.
    RevokedSigner,
    /// A file that is not what it was when it was signed, or not what the journal has.
    AlteredFile,
    /// A file that cannot be read, was renamed, is a link, or is of another format.
    UnusableFile,
    /// A table or a signature whose minutes are not there.
    IncompleteFiles,
    /// Minutes that contradict themselves, or are not what their grid gives.
    Contradiction,
    /// A rule of the jury's composition was not kept, and the jury did not acknowledge it.
    CompositionUnacknowledged,
    /// A decision that the marks do not support, without a reason.
    UnsupportedDecision,
    /// Two versions that both claim to be the last.
    TwoLastVersions,
    /// A later version exists, and has not been received.
    LaterVersionMissing,
    /// An amendment is under way: what holds is not known yet.
    AmendmentUnderWay,
    /// Two sessions with different decisions on one block.
    DifferentDecisions,
    /// One identifier with different names.
    SameIdentifier,
    /// One name with different identifiers.
    SameName,
    /// Different grids for one certification.
    DifferentGrids,
    /// A time out of bounds.
    TimeOutOfBounds,
    /// What closes a session does not match what was received.
    ClosingMismatch,
    /// A candidate on a list, without minutes.
    NoMinutes,
    /// A room that was expected, of which nothing was received.
    RoomMissing,
    /// Neither a list nor a closing of a session was received: nothing says whether minutes are missing.
    CompletenessUnknown,
}

impl Kind {
    /// All kinds, in order.
    pub const ALL: [Self; 22] = [
        Self::InvalidSignature,
        Self::MissingSignature,
        Self::UnknownSigner,
        Self::RevokedSigner,
        Self::AlteredFile,
        Self::UnusableFile,
        Self::IncompleteFiles,
        Self::Contradiction,
        Self::CompositionUnacknowledged,
        Self::UnsupportedDecision,
        Self::TwoLastVersions,
        Self::LaterVersionMissing,
        Self::AmendmentUnderWay,
        Self::DifferentDecisions,
        Self::SameIdentifier,
        Self::SameName,
        Self::DifferentGrids,
        Self::TimeOutOfBounds,
        Self::ClosingMismatch,
        Self::NoMinutes,
        Self::RoomMissing,
        Self::CompletenessUnknown,
    ];

    /// Its name in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::InvalidSignature => "invalid-signature",
            Self::MissingSignature => "missing-signature",
            Self::UnknownSigner => "unknown-signer",
            Self::RevokedSigner => "revoked-signer",
            Self::AlteredFile => "altered-file",
            Self::UnusableFile => "unusable-file",
            Self::IncompleteFiles => "incomplete-files",
            Self::Contradiction => "contradiction",
            Self::CompositionUnacknowledged => "composition-unacknowledged",
            Self::UnsupportedDecision => "unsupported-decision",
            Self::TwoLastVersions => "two-last-versions",
            Self::LaterVersionMissing => "later-version-missing",
            Self::AmendmentUnderWay => "amendment-under-way",
            Self::DifferentDecisions => "different-decisions",
            Self::SameIdentifier => "same-identifier",
            Self::SameName => "same-name",
            Self::DifferentGrids => "different-grids",
            Self::TimeOutOfBounds => "time-out-of-bounds",
            Self::ClosingMismatch => "closing-mismatch",
            Self::NoMinutes => "no-minutes",
            Self::RoomMissing => "room-missing",
            Self::CompletenessUnknown => "completeness-unknown",
        }
    }

    /// The kind of what verification found wrong.
    pub fn of(fault: &Fault) -> Self {
        use crate::signing::VerifyError as Why;
        match fault {
            Fault::NoSignature | Fault::PresidentMissing(_) | Fault::SignatureMissing(_) | Fault::SealUnsigned(_) => {
                Self::MissingSignature
            }
            Fault::Signature { why, .. } | Fault::SealSignature { why, .. } => match why {
                Why::Revoked { .. } => Self::RevokedSigner,
                Why::SignerUnknown { .. }
                | Why::NotThisPrincipal { .. }
                | Why::CertAuthorityOnly
                | Why::NamespaceNotAllowed { .. }
                | Why::NotYetValid { .. }
                | Why::Expired { .. } => Self::UnknownSigner,
                // The signature is well made, and not of these bytes: one of the two was changed.
                Why::SignatureInvalid => Self::AlteredFile,
                _ => Self::InvalidSignature,
            },
            Fault::NotOfTheJury(_) => Self::UnknownSigner,
            Fault::Csv { .. }
            | Fault::Journal(_)
            | Fault::JournalTorn { .. }
            | Fault::NotRecorded(_)
            | Fault::JournalHead { .. }
            | Fault::NotFromJournal
            | Fault::SheetAltered(_)
            | Fault::JournalSeal { .. }
            | Fault::JournalSheet { .. }
            | Fault::Amends(_) => Self::AlteredFile,
            Fault::Unreadable { .. }
            | Fault::Format(_)
            | Fault::Name { .. }
            | Fault::Renamed
            | Fault::SignatureRenamed { .. }
            | Fault::OtherJournal
            | Fault::Link => Self::UnusableFile,
            Fault::CsvMissing { .. } => Self::IncompleteFiles,
            Fault::Contradiction(Clash::Composition) => Self::CompositionUnacknowledged,
            Fault::Contradiction(Clash::Decision(_)) => Self::UnsupportedDecision,
            Fault::Contradiction(_) | Fault::NotByTheGrid(_) => Self::Contradiction,
            Fault::Superseded(_) => Self::LaterVersionMissing,
            Fault::LaterUnverified(_) => Self::TwoLastVersions,
            Fault::ClosingGone
            | Fault::ClosingMissing(_)
            | Fault::ClosingDiffers(_)
            | Fault::ClosingExtra(_)
            | Fault::ClosingContradiction
            | Fault::ClosingNotFromJournal => Self::ClosingMismatch,
        }
    }
}
