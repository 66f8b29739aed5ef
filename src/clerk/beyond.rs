//! Minutes that know more than the journal beside them: it was cut, or an older copy was put back.

use std::fs;
use std::path::Path;

use super::files::read_plain;
use crate::domain::closing::{self, Closing};
use crate::domain::event::Recorded;
use crate::domain::minutes::{JournalPart, Minutes, SessionPart, is_of_minutes};
use crate::domain::session::Frozen;
use crate::formats::{closing as closing_format, minutes as minutes_format};

/// Minutes of this very session, drawn from records that its journal does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} files were drawn from records that the journal does not have", .files.len())]
pub struct Beyond {
    /// Their files, each with the number of its record; in order.
    pub files: Vec<(String, u64)>,
    /// How many records the journal has.
    pub records: u64,
}

/// The files of a session's minutes that were drawn from what its journal does not have; none where there are none.
///
/// Minutes of another session, and files that are none, are nothing to the journal; nor is it asked whether these are
/// signed: the program writes minutes only of what the journal has on the disk already.
pub(super) fn beyond(folder: &Path, files: &Frozen, records: &[Recorded]) -> Option<Beyond> {
    let minutes = folder.join("minutes");
    let names = fs::read_dir(&minutes).ok()?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let whole = |name: &String| name.strip_suffix(".toml").is_some() && is_of_minutes(name);
    let mut names: Vec<String> = names.filter(|name| whole(name) || name == closing::FILE).collect();
    names.sort();
    let unknown = |file: String| {
        let bytes = read_plain(&minutes.join(&file)).ok()?;
        let (session, place) = drawn(&file, &bytes)?;
        let ours = [&session.session_sha256, &session.grid_sha256, &session.candidates_sha256]
            == [&files.session, &files.grid, &files.candidates];
        let found = records.iter().find(|record| record.seq == place.records);
        let known = found.is_some_and(|record| record.digest == place.head);
        (ours && !known).then_some((file, place.records))
    };
    let files: Vec<(String, u64)> = names.into_iter().filter_map(unknown).collect();
    (!files.is_empty()).then_some(Beyond { files, records: records.len() as u64 })
}

/// Which session a file was drawn from, and where its journal stood.
fn drawn(file: &str, bytes: &[u8]) -> Option<(SessionPart, JournalPart)> {
    if file == closing::FILE {
        let Closing { session, journal, .. } = closing_format::read(bytes).ok()?;
        return Some((session, journal));
    }
    let Minutes { session, journal, .. } = minutes_format::read(bytes).ok()?;
    Some((session, journal))
}
