//! What goes in and what comes out: messages, intents, effects, notices.

use std::time::Duration;

use zeroize::Zeroizing;

use crate::domain::closing::{Closing, ClosingSignature};
use crate::domain::command::{Command, Refusal, Signature};
use crate::domain::event::{Event, Recorded};
use crate::domain::id::{BlockCode, CandidateId, ItemCode, MemberId, RequirementId};
use crate::domain::minutes::Minutes;
use crate::domain::sheets::Entry;
use crate::domain::time::Stamp;
use crate::domain::wording::Wording;
use crate::sealing::{Key, Lock};

/// A passphrase on its way to a key; wiped when dropped and never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub Zeroizing<String>);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

/// Something that the app is told.
#[derive(Debug)]
pub enum Message {
    /// Time has passed; nothing else happened.
    Tick,
    /// The machine slept, and was last awake at this moment.
    Slept(Stamp),
    /// A person wants something, said with a key.
    Intent(Intent),
    /// Text typed or pasted into the field that is open.
    Type(String),
    /// Text was pasted where there is no field.
    PastedNowhere,
    /// The text that scrolls shows nothing beyond this line.
    ScrolledTo(usize),
    /// A person asks for something of the session.
    Command(Command),
    /// A person wants a member to sign the minutes.
    Sign(MemberId, Option<Secret>),
    /// A person wants a member to sign what the session came to.
    SignClosing(MemberId, Option<Secret>),
    /// A juror wants to open a sheet, with a code if one was given.
    OpenSheet(MemberId, Option<Secret>),
    /// The sheet that is open is put away.
    CloseSheet,
    /// A juror gives a code up for another, for this reason.
    RenewCode(MemberId, Secret, String),
    /// Something is written on the sheet that is open.
    Write(Entry),
    /// The juror seals the sheet that is open, with the passphrase of a key if one was given.
    Seal(Option<Secret>),
    /// The juror seals it without a signature.
    SealUnsigned,
    /// A code that the reveal needs.
    GiveCode(MemberId, Secret),
    /// The sheets are put before the jury.
    Reveal,
    /// The events of [`Effect::Record`] are on the disk.
    Recorded(Vec<Recorded>),
    /// They are not, for this reason.
    NotRecorded(DiskFault),
    /// The key of [`Effect::Unlock`] is ready.
    Unlocked,
    /// The minutes are written and signed.
    Written(Signature),
    /// The key of [`Effect::MakeKey`], closed and open; why the one before is given up.
    KeyMade(MemberId, Lock, Key, Option<String>),
    /// The system has no random numbers, or not the memory, to make a key.
    NoKeyMade,
    /// The seal is signed.
    SealSigned(String),
    /// What the session came to is written and signed.
    ClosingWritten(ClosingSignature),
    /// A key could not be used, or the minutes could not be written.
    SigningFailed(SigningFault),
}

/// What a key means, wherever it is pressed. Each screen takes those that make sense on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intent {
    /// One line up.
    Up,
    /// One line down.
    Down,
    /// To the left; in a list, to the block before.
    Left,
    /// To the right; in a list, to the block after.
    Right,
    /// One screen up.
    PageUp,
    /// One screen down.
    PageDown,
    /// To the start.
    Home,
    /// To the end.
    End,
    /// To the next item without a mark.
    NextUnmarked,
    /// To the one before.
    PreviousUnmarked,
    /// To the competence before.
    PreviousCompetence,
    /// To the competence after.
    NextCompetence,
    /// Fold or unfold what the cursor is in.
    Fold,
    /// Fold more and more, then unfold everything.
    FoldAll,
    /// Seek words.
    Search,
    /// Show the whole text of the item and what to look for.
    Guide,
    /// Accept, open, validate.
    Accept,
    /// The natural next step: open, confirm, start, pause, resume, review, sign.
    Step,
    /// Back, or abandon.
    Back,
    /// A digit: mark with the level of this rank or begin a number of points, or choose the line of this number.
    Digit(usize),
    /// Take the mark away.
    Clear,
    /// Mark as not observed.
    NotObserved,
    /// Choose or not the line under the cursor.
    Toggle,
    /// Comment the item under the cursor.
    Comment,
    /// Undo.
    Undo,
    /// End the phase and start the next one.
    NextPhase,
    /// End the phase.
    EndPhase,
    /// The candidate did not come.
    Absent,
    /// The candidate stops.
    Stop,
    /// Say again who is present.
    Presence,
    /// Validate the block under the cursor.
    Validate,
    /// Refuse the block under the cursor.
    Refuse,
    /// Adopt what the rule proposes wherever it proposes something.
    AdoptAll,
    /// The gap was time.
    GapTime,
    /// The gap was a pause.
    GapPause,
    /// Turn to the next member of the group.
    NextMember,
    /// The sheets of jurors who mark alone.
    Sheets,
    /// Seal the sheet that is open.
    Seal,
    /// Put the sheets before the jury.
    Reveal,
    /// The sheet under the cursor will be missing.
    Missing,
    /// Give the code of the juror under the cursor up for another.
    Renew,
    /// Retain the common marks.
    RetainCommon,
    /// To the next item to discuss.
    NextToDiscuss,
    /// Retain the president's mark by casting vote.
    CastingVote,
    /// Note something in the incident book.
    Incident,
    /// The member under the cursor does not judge this candidate.
    Recuse,
    /// The candidate came late.
    Late,
    /// The absence is excused; once it is, it is not.
    Excuse,
    /// Put the hearing off.
    Postpone,
    /// Open the unsigned minutes again.
    Reopen,
    /// Replace the signed minutes.
    Amend,
    /// A printed sheet came back signed.
    Paper,
    /// Another member presides from here on.
    Preside,
    /// The candidate under the cursor is heard earlier.
    Earlier,
    /// The candidate under the cursor is heard later.
    Later,
    /// Somebody who is not on the list is heard, too.
    Add,
    /// Close the session, or show what it came to.
    Closing,
    /// Show every key.
    Help,
    /// Delete the character before the cursor.
    Backspace,
    /// Delete the character under the cursor.
    Delete,
    /// Start a new line in the text.
    NewLine,
    /// Leave the program.
    Quit,
}

/// Something to be done outside; what came of it returns as a [`Message`].
#[derive(Debug)]
pub enum Effect {
    /// Put these events on the disk.
    Record(Vec<Event>),
    /// Make the key of this member ready.
    Unlock(MemberId, Option<Secret>),
    /// Write these minutes and sign them with the key made ready.
    WriteAndSign(Box<Minutes>),
    /// Make a key for a juror who marks alone, closed with this code if there is one; why the one before is given up.
    MakeKey(MemberId, Option<Secret>, Option<String>),
    /// Sign this statement of a seal with the key made ready.
    SignSeal(String),
    /// Write what the session came to and sign it with the key made ready.
    WriteClosing(Box<Closing>),
    /// Tell the user.
    Say(Notice),
    /// Ring the bell.
    Bell,
    /// Leave.
    Quit,
}

/// Something to tell the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// This was recorded, and is on the disk.
    Done(Event),
    /// The decision on this block no longer stands: one of its marks changed.
    Withdrew(BlockCode),
    /// In a group, this candidate's decision on this block no longer stands: a common mark changed.
    WithdrewFor(CandidateId, BlockCode),
    /// This was taken back.
    TookBack(TakenBack),
    /// It was so already.
    Already,
    /// This was refused.
    Refused(Refusal),
    /// The words sought are found: this one, of so many.
    Found(usize, usize),
    /// These words are found nowhere.
    NotFound(String),
    /// This could not be recorded.
    NotSaved(DiskFault),
    /// Two candidates whose identifiers or names look the same and are not.
    Alike(CandidateId, CandidateId),
    /// Two candidates of one name.
    Namesakes(CandidateId, CandidateId),
    /// Text was pasted where there is no field: it does nothing.
    PastedNowhere,
    /// So much is left in this phase; nothing is left when zero.
    TimeLeft(Wording, Duration),
    /// A key could not be used, or the minutes could not be written.
    SigningFailed(SigningFault),
    /// Leaving now would lose the text: once more to leave.
    UnsavedText,
    /// The rule proposes nothing for the blocks that are left.
    NothingToAdopt,
    /// The jury decided on this block for a reason of its own, which one key does not replace.
    DecidedForAReason(BlockCode),
    /// The cursor is on no item.
    NoItemHere,
    /// This member's sheet is open.
    SheetOpen(MemberId),
    /// This is not this member's code.
    WrongCode(MemberId),
    /// A code has more characters than that.
    CodeTooShort,
    /// The second time another code was typed.
    CodesDiffer,
    /// The system has no random numbers, or not the memory, to make a key.
    NoKeyMade,
    /// Nothing is left to discuss.
    NothingToDiscuss,
    /// So many common marks were retained at once.
    CommonRetained(usize),
    /// Every item has a mark.
    AllMarked,
    /// Nobody is left who could sign with a key; these signed on paper.
    AllSigned(Vec<MemberId>),
    /// Leaving now would lose the form: once more to leave.
    UnsavedForm,
    /// The sheets are revealed once the phases are over.
    RevealTooEarly,
}

/// What an undo took back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TakenBack {
    /// A mark on this item.
    Mark(ItemCode),
    /// A comment on this item.
    Comment(ItemCode),
    /// A decision on this block.
    Decision(BlockCode),
    /// What was said of this requirement.
    Requirement(RequirementId),
    /// The absence.
    Absence,
    /// The stop.
    Stop,
    /// The stop, in a group whose clock went on.
    StopInGroup,
    /// The recusal of this member.
    Recusal(MemberId),
    /// That the sheet of this member is missing.
    Missing(MemberId),
}

/// Why a file could not be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DiskFault {
    /// No space is left.
    Full,
    /// The user may not.
    Denied,
    /// The disk cannot be written to.
    ReadOnly,
    /// The file or its folder is gone.
    Missing,
    /// A file of this name is there, with another content.
    Occupied,
    /// Another program wrote to the file.
    Changed,
    /// It is no plain file or folder: a link, a device, a pipe.
    NotPlain,
    /// It is far too large.
    TooLarge,
    /// Its name is longer than the disk takes.
    LongName,
    /// The system lets the program open no more files.
    TooManyOpen,
    /// The disk itself fails.
    Failing,
    /// The system says so.
    Other(String),
}

/// Why a member could not sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SigningFault {
    /// The key has a passphrase, and none was given.
    PassphraseNeeded(MemberId),
    /// The passphrase is not the key's.
    WrongPassphrase(MemberId),
    /// The session gives no key for this member.
    NoKey(MemberId),
    /// The key found is not the one that the session names.
    AnotherKey(MemberId),
    /// This key file cannot be read.
    KeyUnreadable(String, DiskFault),
    /// This file is no Ed25519 private key of OpenSSH.
    NotAKey(String),
    /// No agent runs, and the session names no key file.
    NoAgent,
    /// The agent does not answer.
    AgentUnreachable,
    /// The agent does not have the key of this fingerprint.
    AgentLacksKey(String),
    /// The agent, or its user, refused.
    AgentRefused,
    /// Something else, as the key's own code says it.
    Key(String),
    /// The minutes could not be written: this file, for this reason.
    Write(String, DiskFault),
}
