//! Reading what is inside a session's folder, and nothing else: no link is followed, no pipe is waited for.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{self, Read as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;

use super::ExportFault;
use crate::clerk::ClerkError;
use crate::domain::clean;

/// The most bytes that an export may hold; no real session comes near.
const LARGEST: u64 = 256 << 20;
/// The most characters of the folder's name.
const LONGEST_NAME: usize = 60;

/// Reads the files of a folder, so many bytes in all.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    root: &'a Path,
    room: u64,
}

impl<'a> Reader<'a> {
    pub(super) fn new(root: &'a Path) -> Self {
        Self { root, room: LARGEST }
    }

    /// How long a file is; none if it is not there.
    pub(super) fn length(&self, name: &str) -> Result<Option<u64>, ExportFault> {
        let path = self.root.join(name);
        match fs::symlink_metadata(&path) {
            Ok(about) => Ok(Some(about.len())),
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(fault) => Err(unreadable(path, fault)),
        }
    }

    /// The bytes of a plain file.
    pub(super) fn file(&mut self, name: &str) -> Result<Vec<u8>, ExportFault> {
        let path = self.root.join(name);
        let about = match fs::symlink_metadata(&path) {
            Ok(about) => about,
            Err(fault) => return Err(unreadable(path, fault)),
        };
        if about.is_symlink() {
            return Err(ExportFault::Link(path));
        }
        // Looked at before it is opened, because to open a device can do something; and once it is, because it may be
        // another by then.
        let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
        let open = || OpenOptions::new().read(true).custom_flags(flags.bits().cast_signed()).open(&path);
        let file = match about.is_file().then(open) {
            None => return Err(ExportFault::NotPlain(path)),
            Some(Err(fault)) => return Err(unreadable(path, fault)),
            Some(Ok(file)) => file,
        };
        let mut bytes = Vec::new();
        let read = file.metadata().and_then(|about| {
            if !about.is_file() {
                return Err(io::ErrorKind::InvalidInput.into());
            }
            file.take(self.room + 1).read_to_end(&mut bytes)
        });
        match read {
            Err(fault) => Err(unreadable(path, fault)),
            Ok(length) if length as u64 > self.room => Err(ExportFault::TooLarge(path)),
            Ok(_) if is_private_key(&bytes) => Err(ExportFault::PrivateKey(path)),
            Ok(length) => {
                self.room -= length as u64;
                Ok(bytes)
            }
        }
    }

    /// The plain files of a folder, each as `folder/name`; none if it is not there. What is hidden is left out: it is
    /// a file that was being written.
    pub(super) fn folder(&mut self, folder: &str) -> Result<BTreeMap<String, Vec<u8>>, ExportFault> {
        let path = self.root.join(folder);
        let entries = match fs::symlink_metadata(&path) {
            Ok(about) if about.is_symlink() => return Err(ExportFault::Link(path)),
            Ok(about) if !about.is_dir() => return Err(ExportFault::NotPlain(path)),
            Ok(_) => fs::read_dir(&path),
            Err(fault) => Err(fault),
        };
        let entries = match entries {
            Ok(entries) => entries,
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
            Err(fault) => return Err(unreadable(path, fault)),
        };
        let mut files = BTreeMap::new();
        for entry in entries {
            let name = entry.map_err(|fault| unreadable(path.clone(), fault))?.file_name();
            if name.as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let Some(name) = name.to_str().filter(|name| is_portable(name)) else {
                return Err(ExportFault::Name(path.join(name)));
            };
            let name = format!("{folder}/{name}");
            let bytes = self.file(&name)?;
            files.insert(name, bytes);
        }
        Ok(files)
    }
}

fn unreadable(path: PathBuf, source: io::Error) -> ExportFault {
    ExportFault::Session(ClerkError::Unreadable { path, source })
}

/// Whether a file of this name can be unpacked anywhere, and nowhere else than where it belongs: on some systems a
/// backslash divides folders, and a colon names a disk.
fn is_portable(name: &str) -> bool {
    !name.contains(|c| clean::is_unsafe(c) || "\\/:*?\"<>|".contains(c)) && !name.ends_with(['.', ' '])
}

/// A session's name as the name of a folder: letters, digits, `-`, `_`, and dots inside; anything else is `-`.
pub(super) fn folder_name(session: &str) -> String {
    let kept = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' };
    let name: String = session.chars().map(kept).take(LONGEST_NAME).collect();
    let name = name.trim_matches(|c| matches!(c, '.' | '-'));
    // Names that belong to devices where the file may be unpacked, whatever comes after a dot.
    let first = name.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let numbered = |device: &str| first.strip_prefix(device).is_some_and(|n| n.len() == 1 && n != "0");
    let device = ["CON", "PRN", "AUX", "NUL"].contains(&first.as_str()) || numbered("COM") || numbered("LPT");
    if name.is_empty() || device { format!("session-{name}").trim_end_matches('-').to_owned() } else { name.to_owned() }
}

/// A private key, of whatever kind: none leaves the room, wherever somebody has put it.
fn is_private_key(bytes: &[u8]) -> bool {
    let first = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let first = String::from_utf8_lossy(&first[..first.len().min(80)]);
    first.trim_start().starts_with("-----BEGIN") && first.contains("PRIVATE KEY")
}
