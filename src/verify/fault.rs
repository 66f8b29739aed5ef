//! What can be wrong with minutes, and with what closes a session.

use std::sync::Arc;

use crate::app::message::DiskFault;
use crate::clerk::ClerkError;
use crate::domain::id::{BlockCode, ItemCode};
use crate::signing::VerifyError;

/// What is wrong with minutes.
#[derive(Debug, Clone)]
pub enum Fault {
    /// Nobody signed them.
    NoSignature,
    /// A signature does not hold, for this reason.
    Signature {
        /// The signature's file.
        file: String,
        /// Why.
        why: VerifyError,
    },
    /// A file of theirs cannot be read.
    Unreadable {
        /// Which.
        file: String,
        /// Why.
        why: DiskFault,
    },
    /// They are not minutes that this program knows.
    Format(String),
    /// Their file has another name than they say.
    Name {
        /// What it should be.
        expected: String,
    },
    /// Their CSV did not come with them.
    CsvMissing {
        /// The CSV's file.
        file: String,
    },
    /// A signature's file was renamed on the way.
    SignatureRenamed {
        /// The file.
        file: String,
        /// What it should be called.
        expected: String,
    },
    /// Nobody signed a file of this name, which is not one that the program gives: it was renamed on the way.
    Renamed,
    /// Their CSV is not the one they were signed with.
    Csv {
        /// The CSV's file.
        file: String,
    },
    /// The signer was not of the jury that sat.
    NotOfTheJury(String),
    /// The president did not sign.
    PresidentMissing(String),
    /// The journal beside them is damaged or does not fit its session.
    Journal(Arc<ClerkError>),
    /// The journal of the folder that they are in is that of another session.
    OtherJournal,
    /// The journal beside them ends in a record that is not whole.
    JournalTorn {
        /// The line.
        line: u64,
    },
    /// The journal beside them does not know of this signer's signature.
    NotRecorded(String),
    /// The journal beside them does not hold the record they name.
    JournalHead {
        /// The number of the record.
        record: u64,
    },
    /// It is a link, which may lead anywhere.
    Link,
    /// They contradict themselves: no hearing ends like that.
    Contradiction(Clash),
    /// They are not what the journal beside them gives.
    NotFromJournal,
    /// They are not what the rules of their grid give from the marks: on this block, or as a whole.
    NotByTheGrid(Option<BlockCode>),
    /// A member who had to sign did neither so with a key nor, as far as is known here, on paper.
    SignatureMissing(String),
    /// What stands on a juror's sheet is not what was sealed.
    SheetAltered(String),
    /// The signature of a juror's seal does not hold.
    SealSignature {
        /// Whose.
        member: String,
        /// Why.
        why: VerifyError,
    },
    /// A juror who has a key signed neither the seal nor the minutes: nothing shows whose marks these are.
    SealUnsigned(String),
    /// The journal beside them has another seal of this juror.
    JournalSeal {
        /// Whose.
        member: String,
        /// The number of the record.
        record: u64,
    },
    /// What the journal beside them keeps of this juror's sheet is not what the juror wrote.
    JournalSheet {
        /// Whose.
        member: String,
        /// The number of the record.
        record: u64,
    },
    /// The version that they annul stands beside them, and is not the one they name.
    Amends(u32),
    /// A later version replaces them, and is not beside them.
    Superseded(u32),
    /// A later version stands beside them, and does not verify.
    LaterUnverified(u32),
    /// The session was closed, and what closes it is not beside its minutes.
    ClosingGone,
    /// A file that the closing names is not there.
    ClosingMissing(String),
    /// A file is not the one that the closing names.
    ClosingDiffers(String),
    /// A file is there that the closing does not name.
    ClosingExtra(String),
    /// The closing contradicts itself.
    ClosingContradiction,
    /// The closing is not what the journal beside it gives.
    ClosingNotFromJournal,
}

impl Fault {
    /// Whether it lies in the minutes themselves, or in what is known of their session: a copy of them elsewhere is no
    /// better.
    pub fn is_of_content(&self) -> bool {
        matches!(
            self,
            Self::Superseded(_)
                | Self::LaterUnverified(_)
                | Self::Amends(_)
                | Self::JournalHead { .. }
                | Self::NotFromJournal
                | Self::NotRecorded(_)
                | Self::JournalSeal { .. }
                | Self::JournalSheet { .. }
                | Self::SheetAltered(_)
                | Self::Contradiction(_)
                | Self::NotByTheGrid(_)
        )
    }

    /// Its name where a program reads it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoSignature => "no-signature",
            Self::Signature { .. } => "signature",
            Self::Unreadable { .. } => "unreadable",
            Self::Format(..) => "format",
            Self::Name { .. } => "name",
            Self::CsvMissing { .. } => "csv-missing",
            Self::SignatureRenamed { .. } => "signature-renamed",
            Self::Renamed => "renamed",
            Self::Csv { .. } => "csv",
            Self::NotOfTheJury(..) => "not-of-the-jury",
            Self::PresidentMissing(..) => "president-missing",
            Self::Journal(..) => "journal",
            Self::OtherJournal => "other-journal",
            Self::JournalTorn { .. } => "journal-torn",
            Self::NotRecorded(..) => "not-recorded",
            Self::JournalHead { .. } => "journal-head",
            Self::Link => "link",
            Self::Contradiction(..) => "contradiction",
            Self::NotFromJournal => "not-from-journal",
            Self::NotByTheGrid(..) => "not-by-the-grid",
            Self::SignatureMissing(..) => "signature-missing",
            Self::SheetAltered(..) => "sheet-altered",
            Self::SealSignature { .. } => "seal-signature",
            Self::SealUnsigned(..) => "seal-unsigned",
            Self::JournalSeal { .. } => "journal-seal",
            Self::JournalSheet { .. } => "journal-sheet",
            Self::Amends(..) => "amends",
            Self::Superseded(..) => "superseded",
            Self::LaterUnverified(..) => "later-unverified",
            Self::ClosingGone => "closing-gone",
            Self::ClosingMissing(..) => "closing-missing",
            Self::ClosingDiffers(..) => "closing-differs",
            Self::ClosingExtra(..) => "closing-extra",
            Self::ClosingContradiction => "closing-contradiction",
            Self::ClosingNotFromJournal => "closing-not-from-journal",
        }
    }
}

/// Where minutes contradict themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clash {
    /// What the candidate has come to, by the decisions.
    Outcome,
    /// A decision that is not what the rule proposed, without a reason; or none.
    Decision(BlockCode),
    /// A rule of the jury's composition that was not kept, and nobody said why it sat all the same; or the reverse.
    Composition,
    /// Who is recused, who sat and who must sign.
    Jury,
    /// The version, what it annuls, the absence, the times.
    Course,
    /// The items, and what their blocks say of them.
    Items,
    /// The sheets, and those who marked.
    Sheets,
    /// The mark retained on this item.
    Mark(ItemCode),
}
