//! A session's folder as one file: what a secretariat needs, and never a key.
//!
//! The folder is read and not locked: a session can be exported while it runs. What is packed is checked first, and
//! it is the bytes checked that are packed.

mod inside;
mod pack;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::clerk::files::{FileFault, write_once};
use crate::clerk::{ClerkError, FILES, disk_fault, read_folder};
use crate::digest::sha256;
use crate::domain::closing;
use crate::domain::hearing::{Drawn, Hearing};
use crate::domain::id::{CandidateId, MemberId};
use crate::domain::jury::Jury;
use crate::domain::minutes::stem;
use crate::domain::session::{Frozen, Session};
use crate::journal::JOURNAL_FILE;
use crate::signing::{PublicKey, allowed_signers_line};
use inside::Reader;

/// The folder of the minutes.
const MINUTES: &str = "minutes";
/// The list of signers that is made from the session.
pub const SIGNERS_FILE: &str = "allowed_signers";
/// How often a folder that changes while it is read is read again, and how long after.
const TRIES: u32 = 10;
const PAUSE: Duration = Duration::from_millis(100);

/// A session, ready to be put into one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// The folder in which everything stands.
    pub folder: String,
    /// The files by their names in that folder.
    files: BTreeMap<String, Vec<u8>>,
    /// How many minutes are among them.
    pub minutes: usize,
    /// How many candidates there are.
    pub candidates: usize,
    /// Those without minutes that everybody signed who must; not who is put off by a session that is closed.
    pub remaining: Vec<CandidateId>,
    /// Those who were put off when the session closed: they are heard in another.
    pub put_off: Vec<CandidateId>,
    /// The journal's last record, where a hearing is open: what comes after it is not in here.
    pub open_at: Option<u64>,
}

/// Why a session cannot be put into one file.
#[derive(Debug, thiserror::Error)]
pub enum ExportFault {
    /// Its folder cannot be read, or is not in order.
    #[error(transparent)]
    Session(#[from] ClerkError),
    /// Its journal ends in a record that is not whole, and nobody is writing it.
    #[error("line {0} of the journal is not whole")]
    Torn(u64),
    /// It changed each time that it was read.
    #[error("the session changes all the time")]
    Busy,
    /// A link, which may lead anywhere.
    #[error("{}: a link", .0.display())]
    Link(PathBuf),
    /// Neither a file nor, for the minutes, a folder.
    #[error("{}: not a plain file", .0.display())]
    NotPlain(PathBuf),
    /// A name that not every machine could unpack.
    #[error("{}: not a portable name", .0.display())]
    Name(PathBuf),
    /// A private key.
    #[error("{}: a private key", .0.display())]
    PrivateKey(PathBuf),
    /// With this file it is larger than any session.
    #[error("{}: too large", .0.display())]
    TooLarge(PathBuf),
    /// The file to write is there already.
    #[error("{}: already there", .0.display())]
    Exists(PathBuf),
    /// The file to write would be in the session's folder.
    #[error("{}: in the session's folder", .0.display())]
    Inside(PathBuf),
    /// The path to write to names no file.
    #[error("{}: not a file's name", .0.display())]
    NoName(PathBuf),
    /// The file cannot be written.
    #[error("{}: not written", .0.path.display())]
    Unwritten(FileFault),
    /// The file cannot be made.
    #[error(transparent)]
    Zip(#[from] zip::result::ZipError),
}

/// Where an export goes.
#[derive(Debug)]
pub struct Target {
    folder: PathBuf,
    name: String,
}

impl Target {
    /// Checks that a file can be made there: beside the session and not in it, and in nobody's place.
    ///
    /// # Errors
    /// [`ExportFault::Exists`], [`ExportFault::Inside`], [`ExportFault::NoName`], [`ExportFault::Unwritten`].
    pub fn new(to: &Path, session: &Path) -> Result<Self, ExportFault> {
        let no_name = || ExportFault::NoName(to.to_owned());
        let name = to.file_name().and_then(|name| name.to_str()).ok_or_else(no_name)?.to_owned();
        if fs::symlink_metadata(to).is_ok() {
            return Err(ExportFault::Exists(to.to_owned()));
        }
        let parent = to.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let unwritten = |fault: io::Error| FileFault { path: to.to_owned(), why: disk_fault(&fault) };
        let whole = parent.canonicalize().map_err(|fault| ExportFault::Unwritten(unwritten(fault)))?;
        // A session that is not there is told of when it is read.
        if session.canonicalize().is_ok_and(|session| whole.starts_with(session)) {
            return Err(ExportFault::Inside(to.to_owned()));
        }
        Ok(Self { folder: parent.to_owned(), name })
    }
}

/// Reads and checks everything that goes into an export.
///
/// # Errors
/// [`ExportFault`]: whatever keeps the session from being read whole and in order.
pub fn gather(session: &Path) -> Result<Bundle, ExportFault> {
    for tries in 1..=TRIES {
        match attempt(session, tries == TRIES)? {
            Ok(bundle) => return Ok(bundle),
            Err(Unsettled::Torn(line)) if tries == TRIES => return Err(ExportFault::Torn(line)),
            Err(_) => thread::sleep(PAUSE),
        }
    }
    Err(ExportFault::Busy)
}

/// Writes an export, whole or not at all; its SHA-256.
///
/// # Errors
/// [`ExportFault::Unwritten`], [`ExportFault::Zip`].
pub fn write(bundle: &Bundle, target: &Target) -> Result<String, ExportFault> {
    let bytes = pack::pack(bundle)?;
    write_once(&target.folder, &target.name, &bytes).map_err(ExportFault::Unwritten)?;
    Ok(sha256(&bytes))
}

impl Bundle {
    /// How many files there are.
    pub fn count(&self) -> usize {
        self.files.len()
    }
}

/// The signers of a session, as OpenSSH lists them.
pub fn signers(jury: &Jury) -> Vec<String> {
    let keys = jury.members.iter().filter_map(|member| {
        let key = PublicKey::parse(member.public_key.as_deref()?).ok()?;
        allowed_signers_line(member.id.as_str(), &key).ok()
    });
    keys.collect()
}

/// What was read belongs to different moments: the session is being run.
enum Unsettled {
    /// A record is being written, or its writing was interrupted.
    Torn(u64),
    /// Something changed in between.
    Moved,
}

/// Reads everything once. What the last attempt may say and the others not: that somebody signed of whom the journal
/// does not know. Most often the next record will say so; if not, it is for `verify` to judge.
fn attempt(session: &Path, last: bool) -> Result<Result<Bundle, Unsettled>, ExportFault> {
    let mut reader = Reader::new(session);
    let folder = read_folder(session)?;
    let before = reader.length(JOURNAL_FILE)?;
    let mut files = reader.folder(MINUTES)?;
    for name in FILES {
        files.insert(name.to_owned(), reader.file(name)?);
    }
    let digest = |name: &str| files.get(name).map(|bytes| sha256(bytes)).unwrap_or_default();
    let [grid, session_file, candidates] = FILES.map(digest);
    if folder.digests != (Frozen { session: session_file, grid, candidates }) {
        return Ok(Err(Unsettled::Moved));
    }
    let mut replayed = Session::new(folder.plan.clone());
    if let Some(before) = before {
        let journal = reader.file(JOURNAL_FILE)?;
        if journal.len() as u64 != before {
            return Ok(Err(Unsettled::Moved));
        }
        let (session, torn) = folder.replay(&journal)?;
        if let Some(torn) = torn {
            return Ok(Err(Unsettled::Torn(torn.line)));
        }
        files.insert(JOURNAL_FILE.to_owned(), journal);
        replayed = session;
    }
    if !last && signed_unknown(&replayed, &files) {
        return Ok(Err(Unsettled::Moved));
    }
    let signers: String = signers(&folder.plan.jury).into_iter().map(|line| line + "\n").collect();
    files.insert(SIGNERS_FILE.to_owned(), signers.into_bytes());
    Ok(Ok(bundle(&replayed, files)))
}

fn bundle(session: &Session, files: BTreeMap<String, Vec<u8>>) -> Bundle {
    let plan = session.plan();
    let closed = session.course().closed.is_some();
    let put_off = |id: &CandidateId| {
        let postponed = |hearing: &Hearing| hearing.course.postponed.is_some() && !hearing.is_drawn();
        closed && session.hearing(id).is_some_and(postponed)
    };
    let done = |id: &CandidateId| {
        let drawn = session.hearing(id).and_then(|hearing| hearing.drawn.as_ref());
        let whole = |drawn: &Drawn| {
            let file = minutes_file(id, drawn.version);
            let mut signatures = drawn.signatures.iter().map(|made| format!("{file}.{}.sig", made.signer));
            files.contains_key(&file) && signatures.all(|name| files.contains_key(&name))
        };
        drawn.is_some_and(|drawn| !drawn.signatures.is_empty() && drawn.missing().is_empty() && whole(drawn))
    };
    let undone = plan.candidates.iter().map(|candidate| &candidate.id).filter(|id| !done(id)).cloned();
    let (put_off, remaining) = undone.partition(put_off);
    Bundle {
        folder: inside::folder_name(&plan.name),
        minutes: files.keys().filter(|name| is_minutes(name)).count(),
        candidates: plan.candidates.len(),
        remaining,
        put_off,
        open_at: session.open().and_then(|_| session.head()).map(|head| head.seq),
        files,
    }
}

fn minutes_file(candidate: &CandidateId, version: u32) -> String {
    format!("{MINUTES}/{}.toml", stem(candidate, version))
}

/// Whether there is a signature, of minutes or of the closing, that the journal does not know of.
fn signed_unknown(session: &Session, files: &BTreeMap<String, Vec<u8>>) -> bool {
    let plan = session.plan();
    let by = |file: &str, known: &dyn Fn(&MemberId) -> bool| {
        let mut members = plan.jury.members.iter().map(|member| &member.id);
        members.any(|who| !known(who) && files.contains_key(&format!("{file}.{who}.sig")))
    };
    let closed = session.course().closed.as_ref();
    let closing =
        |who: &MemberId| closed.is_some_and(|closed| closed.signatures.iter().any(|made| made.signer == *who));
    by(&format!("{MINUTES}/{}", closing::FILE), &closing)
        || plan.candidates.iter().any(|candidate| {
            let mut drawn = session.hearing(&candidate.id).into_iter().flat_map(|h| h.annulled.iter().chain(&h.drawn));
            drawn.any(|drawn| by(&minutes_file(&candidate.id, drawn.version), &|who| drawn.has(who)))
        })
}

/// `minutes/C001.v1.toml`
fn is_minutes(name: &str) -> bool {
    let stem = name.strip_prefix(MINUTES).and_then(|name| name.strip_suffix(".toml"));
    let version = stem.and_then(|stem| stem.rsplit_once(".v"));
    version.is_some_and(|(_, number)| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests;
