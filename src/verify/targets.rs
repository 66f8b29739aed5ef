//! Which files of a folder are to be examined.

use std::collections::BTreeSet;
use std::path::Path;

use crate::domain::closing;
use crate::domain::minutes::{self, is_of_minutes};
use crate::received::{Folder, is_zip};

/// A file to be examined.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// Minutes, by their name or by what they say they are; or a link in their place.
    Minutes(String),
    /// What closes a session.
    Closing(String),
    /// A table or a signature of minutes that are not there.
    Orphan(String),
    /// A zip inside a zip, which is not opened.
    Packed(String),
    /// A file that may be minutes, or hold some, and that cannot be examined.
    Unknown(String),
}

impl Target {
    /// The name of the file.
    pub fn name(&self) -> &str {
        match self {
            Self::Minutes(name)
            | Self::Closing(name)
            | Self::Orphan(name)
            | Self::Packed(name)
            | Self::Unknown(name) => name,
        }
    }
}

/// The files of a folder that are to be examined, in order; where some were given by name, those alone.
pub fn targets(folder: &Folder, only: Option<&BTreeSet<String>>) -> Vec<Target> {
    match only {
        Some(names) => names.iter().map(|name| given(folder, name)).collect(),
        None => folder.names().filter_map(|name| target(folder, name)).collect(),
    }
}

/// What was given by name is examined, whatever it is.
fn given(folder: &Folder, name: &str) -> Target {
    match target(folder, name) {
        Some(target) => target,
        None => Target::Minutes(name.to_owned()),
    }
}

fn target(folder: &Folder, name: &str) -> Option<Target> {
    let whole = || name.to_owned();
    if folder.leads_away(name) {
        return Some(Target::Minutes(whole()));
    }
    // A zip beside other files is a delivery of its own.
    if is_zip(Path::new(name)) {
        return folder.is_packed().then(|| Target::Packed(whole()));
    }
    if folder.is_odd(name) || is_foreign(name) {
        return Some(Target::Unknown(whole()));
    }
    if name.strip_suffix(".toml").is_none() {
        return orphan(folder, name).then(|| Target::Orphan(whole()));
    }
    if is_of_minutes(name) {
        return Some(Target::Minutes(whole()));
    }
    // A copy that was renamed on the way says itself what it is; so does the file that a session begins
    // with, which has the name of the closing, a folder up.
    let text = folder.read(name).map(|bytes| String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).into_owned());
    if text.is_err() {
        return Some(Target::Minutes(whole()));
    }
    let says = |kind: &str| text.as_deref().is_ok_and(|text| says_format(text, kind));
    match () {
        () if says("soutenance-session/") => None,
        () if says(minutes::FORMAT) => Some(Target::Minutes(whole())),
        () if name == closing::FILE || says(closing::FORMAT) => Some(Target::Closing(whole())),
        () => None,
    }
}

/// How files end in which others are packed, and that are not opened.
const PACKED: [&str; 11] = ["7z", "rar", "tar", "gz", "tgz", "bz2", "xz", "zst", "001", "eml", "msg"];

/// Whether a file may hold minutes under a name that the program does not give: packed otherwise, or a name of minutes
/// in capitals or with an ending more.
fn is_foreign(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let ending = lower.rsplit_once('.').map_or("", |(_, ending)| ending);
    let plain = lower.strip_suffix(".txt").unwrap_or(&lower);
    PACKED.contains(&ending) || (!is_of_minutes(name) && is_of_minutes(plain))
}

fn says_format(text: &str, kind: &str) -> bool {
    text.lines().map(str::trim_start).any(|line| line.starts_with("format") && line.contains(kind))
}

/// A table or a signature that came without its minutes.
fn orphan(folder: &Folder, name: &str) -> bool {
    let minutes = match name.strip_suffix(".csv") {
        Some(stem) => format!("{stem}.toml"),
        None => match name.strip_suffix(".sig").and_then(|name| name.split_once(".toml.")) {
            Some((stem, _)) => format!("{stem}.toml"),
            None => return false,
        },
    };
    is_of_minutes(&minutes) && !folder.has(&minutes)
}

impl Folder {
    /// Whether what closes a session stands here.
    pub(super) fn closes(&self) -> bool {
        self.has(closing::FILE) && target(self, closing::FILE).is_some()
    }
}
