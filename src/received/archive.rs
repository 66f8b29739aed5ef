//! A zip, read whole: what it holds is small, or it is refused before it fills the memory.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};

use zip::ZipArchive;
use zip::result::ZipError;

/// The most bytes that the files of a zip may come to, unpacked; no real room comes near.
const LARGEST: u64 = 256 << 20;
/// The most files that a zip may hold.
const MOST_FILES: usize = 100_000;

/// A zip, read.
#[derive(Debug)]
pub struct Archive {
    path: PathBuf,
    /// By folder (`""` at the top), then by name.
    folders: BTreeMap<String, BTreeMap<String, Vec<u8>>>,
}

/// Why a zip cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveFault {
    /// The file cannot be read.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// It is not a zip, or is damaged.
    #[error("not a zip, or damaged: {0}")]
    NotZip(String),
    /// It is locked with a password.
    #[error("locked with a password")]
    Locked,
    /// Unpacked, it is larger than anything a room sends.
    #[error("too large")]
    TooLarge,
    /// It holds a file whose name leads out of it, or two files of one name.
    #[error("{0}: not a name that can be unpacked")]
    Name(String),
}

impl Archive {
    /// Reads a zip; links, and what is packed for the system alone, are left where they are.
    ///
    /// # Errors
    /// [`ArchiveFault`].
    pub fn open(path: &Path) -> Result<Self, ArchiveFault> {
        let mut folders: BTreeMap<String, BTreeMap<String, Vec<u8>>> = BTreeMap::new();
        each_file(
            path,
            |_| true,
            |folder, name, bytes| {
                let shown = format!("{folder}/{name}");
                let there = folders.entry(folder).or_default().insert(name, bytes);
                if there.is_some() { Err(ArchiveFault::Name(shown)) } else { Ok(()) }
            },
        )?;
        Ok(Self { path: path.to_owned(), folders })
    }

    /// The bytes of every file of this name, in any folder; the others are not unpacked.
    ///
    /// # Errors
    /// [`ArchiveFault`].
    pub(super) fn every(path: &Path, wanted: &str) -> Result<Vec<Vec<u8>>, ArchiveFault> {
        let mut found = Vec::new();
        each_file(
            path,
            |name| name == wanted,
            |_, _, bytes| {
                found.push(bytes);
                Ok(())
            },
        )?;
        Ok(found)
    }

    /// Its path.
    pub(super) fn shown(&self) -> String {
        self.path.display().to_string()
    }

    /// Its folders that hold files, in order.
    pub(super) fn folders(&self) -> impl Iterator<Item = &str> {
        self.folders.keys().map(String::as_str)
    }

    /// The names of the files of a folder.
    pub(super) fn names(&self, folder: &str) -> BTreeSet<String> {
        self.folders.get(folder).map(|files| files.keys().cloned().collect()).unwrap_or_default()
    }

    /// The bytes of a file.
    pub(super) fn file(&self, folder: &str, name: &str) -> Option<&[u8]> {
        self.folders.get(folder)?.get(name).map(Vec::as_slice)
    }
}

/// Unpacks the files of such names, one after the other: no folder, no link, nothing that is there for a system alone.
fn each_file(
    path: &Path,
    wanted: impl Fn(&str) -> bool,
    mut take: impl FnMut(String, String, Vec<u8>) -> Result<(), ArchiveFault>,
) -> Result<(), ArchiveFault> {
    let mut zip = zip(path)?;
    let mut room = LARGEST;
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index).map_err(fault)?;
        if entry.is_dir() || entry.is_symlink() {
            continue;
        }
        let (folder, name) = parts(&entry.name().map_err(fault)?)?;
        if folder.split('/').next() == Some("__MACOSX") || !wanted(&name) {
            continue;
        }
        let mut bytes = Vec::new();
        let read = entry.by_ref().take(room + 1).read_to_end(&mut bytes);
        let length = read.map_err(|fault| ArchiveFault::NotZip(fault.to_string()))? as u64;
        room = room.checked_sub(length).ok_or(ArchiveFault::TooLarge)?;
        take(folder, name, bytes)?;
    }
    Ok(())
}

fn zip(path: &Path) -> Result<ZipArchive<File>, ArchiveFault> {
    let about = fs::metadata(path)?;
    if !about.is_file() {
        return Err(io::Error::from(io::ErrorKind::InvalidInput).into());
    }
    if about.len() > LARGEST {
        return Err(ArchiveFault::TooLarge);
    }
    let zip = ZipArchive::new(File::open(path)?).map_err(fault)?;
    if zip.len() > MOST_FILES { Err(ArchiveFault::TooLarge) } else { Ok(zip) }
}

fn fault(fault: ZipError) -> ArchiveFault {
    match fault {
        ZipError::Io(fault) => ArchiveFault::Io(fault),
        ZipError::UnsupportedArchive(what) if what == ZipError::PASSWORD_REQUIRED => ArchiveFault::Locked,
        other => ArchiveFault::NotZip(other.to_string()),
    }
}

/// The folder and the name of an entry; some systems write backslashes.
fn parts(name: &str) -> Result<(String, String), ArchiveFault> {
    let name = name.replace('\\', "/");
    let plain = |part: Component<'_>| match part {
        Component::Normal(part) => part.to_str().map(str::to_owned),
        _ => None,
    };
    let steps: Option<Vec<String>> =
        Path::new(&name).components().filter(|part| *part != Component::CurDir).map(plain).collect();
    match steps.as_deref().and_then(<[String]>::split_last) {
        Some((last, above)) => Ok((above.join("/"), last.clone())),
        None => Err(ArchiveFault::Name(name)),
    }
}
