//! A session's folder, read: `session.toml`, `grid.toml`, `candidates.csv`.

use std::path::Path;

use super::error::{Changed, ClerkError};
use super::files::read_plain;
use crate::digest::sha256;
use crate::domain::event::Recorded;
use crate::domain::grid::Grid;
use crate::domain::session::{Frozen, Plan, Session};
use crate::formats::{Problem, read_candidates, read_grid, read_session_of};
use crate::journal::{JOURNAL_FILE, Journal, Opened, Torn};

/// The session file.
pub const SESSION_FILE: &str = "session.toml";
/// The grid, as frozen when the session began.
pub const GRID_FILE: &str = "grid.toml";
/// The candidate list, as CSV.
pub const CANDIDATES_FILE: &str = "candidates.csv";
/// The files that make a session, in the order in which they are read.
pub const FILES: [&str; 3] = [GRID_FILE, SESSION_FILE, CANDIDATES_FILE];

/// A session's folder, read and without a fault.
#[derive(Debug, Clone)]
pub struct Folder {
    /// What the session is about.
    pub plan: Plan,
    /// The digests of its files as they are now.
    pub digests: Frozen,
    /// What a person should look at.
    pub warnings: Vec<Problem>,
}

/// Reads a session's folder; every problem of every file is told at once.
///
/// # Errors
/// [`ClerkError::Unreadable`] and [`ClerkError::Problems`].
pub fn read_folder(path: &Path) -> Result<Folder, ClerkError> {
    read_files(|name| {
        let file = path.join(name);
        let bytes = read_plain(&file).map_err(|source| ClerkError::Unreadable { path: file.clone(), source })?;
        Ok((file.display().to_string(), bytes))
    })
}

/// Reads a session from its files, wherever they are: each comes with its name for people.
///
/// # Errors
/// [`ClerkError::Problems`], and what `read` refuses.
pub fn read_files(read: impl Fn(&str) -> Result<(String, Vec<u8>), ClerkError>) -> Result<Folder, ClerkError> {
    let (session_name, session_bytes) = read(SESSION_FILE)?;
    let (grid_name, grid_bytes) = read(GRID_FILE)?;
    let (list_name, list_bytes) = read(CANDIDATES_FILE)?;
    let mut problems = Vec::new();
    let mut warnings = Vec::new();
    let grid: Option<Grid> = keep(read_grid(&grid_name, &grid_bytes), &mut problems, &mut warnings);
    // Without a grid there is nothing to hold the two others against; their own faults are told all the same.
    let list = read_candidates(&list_name, &list_bytes, grid.as_ref());
    let known = list.as_ref().ok().map(|read| read.value.as_slice());
    let session = read_session_of(&session_name, &session_bytes, grid.as_ref(), known);
    let session = keep(session, &mut problems, &mut warnings);
    let candidates = keep(list, &mut problems, &mut warnings);
    let (Some(grid), Some(session), Some(candidates)) = (grid, session, candidates) else {
        return Err(ClerkError::Problems(problems));
    };
    Ok(Folder {
        plan: Plan {
            name: session.name,
            room: session.room,
            date: session.date,
            jury: session.jury,
            grid,
            marking: session.marking,
            signatures: session.signatures,
            candidates,
        },
        digests: Frozen { session: sha256(&session_bytes), grid: sha256(&grid_bytes), candidates: sha256(&list_bytes) },
        warnings,
    })
}

fn keep<T>(
    read: Result<crate::formats::Read<T>, Vec<Problem>>,
    problems: &mut Vec<Problem>,
    warnings: &mut Vec<Problem>,
) -> Option<T> {
    match read {
        Ok(read) => {
            warnings.extend(read.warnings);
            Some(read.value)
        }
        Err(found) => {
            problems.extend(found);
            None
        }
    }
}

impl Folder {
    /// The session as its journal left it, read without opening it; none where it has not begun.
    ///
    /// # Errors
    /// [`ClerkError`]: a journal that cannot be read or is damaged, or files that changed after the session began.
    pub fn so_far(&self, path: &Path) -> Result<Option<Session>, ClerkError> {
        let file = path.join(JOURNAL_FILE);
        let bytes = match read_plain(&file) {
            Ok(bytes) => bytes,
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(ClerkError::Unreadable { path: file, source }),
        };
        Ok(Some(self.replay(&bytes)?.0))
    }

    /// The session that a journal of these bytes makes, and the end of an interrupted write, if there is one.
    ///
    /// # Errors
    /// [`ClerkError`]: a journal that is damaged, or files that changed after the session began.
    pub fn replay(&self, journal: &[u8]) -> Result<(Session, Option<Torn>), ClerkError> {
        let Opened { records, torn } = Journal::read(journal).map_err(ClerkError::Journal)?;
        Ok((self.session_of(&records)?, torn))
    }

    /// The session that these records make.
    ///
    /// # Errors
    /// [`ClerkError`]: records that cannot follow one another, or files that changed after the session began.
    pub fn session_of(&self, records: &[Recorded]) -> Result<Session, ClerkError> {
        let mut session = Session::new(self.plan.clone());
        // The first record names the files: where they changed, those after it may speak of what is no longer there.
        for record in records.iter().take(1) {
            session.apply(record).map_err(ClerkError::Inconsistent)?;
        }
        self.unchanged_since(session.frozen())?;
        for record in records.iter().skip(1) {
            session.apply(record).map_err(ClerkError::Inconsistent)?;
        }
        Ok(session)
    }

    /// That the files are those with which the session began.
    ///
    /// # Errors
    /// [`Changed`] with the first file that is not.
    pub fn unchanged_since(&self, frozen: Option<&Frozen>) -> Result<(), Changed> {
        let Some(frozen) = frozen else { return Ok(()) };
        let files = [
            (SESSION_FILE, &frozen.session, &self.digests.session),
            (GRID_FILE, &frozen.grid, &self.digests.grid),
            (CANDIDATES_FILE, &frozen.candidates, &self.digests.candidates),
        ];
        match files.into_iter().find(|(_, then, now)| then != now) {
            Some((name, ..)) => Err(Changed(name)),
            None => Ok(()),
        }
    }
}
