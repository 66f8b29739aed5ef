//! What stands under the paths that were given, folder by folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Folder;
use super::archive::{Archive, ArchiveFault};
use crate::clerk::files::read_plain;

/// One folder or one zip, to be opened when its turn comes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Delivery {
    /// A folder; with the names of the files that were given, where it was not given itself.
    Folder(PathBuf, Option<BTreeSet<String>>),
    /// A zip.
    Zip(PathBuf),
}

/// A path that cannot be looked at.
#[derive(Debug)]
pub struct Unreachable {
    /// Which.
    pub path: PathBuf,
    /// Why.
    pub source: io::Error,
}

/// Everything under these paths, in the order of the paths' names, each place once: a path that was given twice, or
/// under another, is looked at once.
///
/// # Errors
/// [`Unreachable`] for the first path, or folder under one, that cannot be read.
pub fn deliveries(paths: &[PathBuf]) -> Result<Vec<Delivery>, Unreachable> {
    let mut found = Found::default();
    for path in paths {
        found.under(path)?;
    }
    Ok(found.in_order())
}

/// The places found, by what they are whatever path leads there.
#[derive(Default)]
struct Found {
    places: BTreeMap<PathBuf, Delivery>,
}

impl Found {
    fn under(&mut self, path: &Path) -> Result<(), Unreachable> {
        let unreachable = |source| Unreachable { path: path.to_owned(), source };
        let about = fs::symlink_metadata(path).map_err(unreachable)?;
        if about.is_dir() {
            return self.folder(path);
        }
        // A link is no minutes and no zip: it is looked at, and refused, where it stands.
        if is_zip(path) && !about.is_symlink() {
            self.add(path, Delivery::Zip(path.to_owned()));
            return Ok(());
        }
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        self.add(parent, Delivery::Folder(parent.to_owned(), Some(name.into_iter().collect())));
        Ok(())
    }

    fn folder(&mut self, path: &Path) -> Result<(), Unreachable> {
        let unreachable = |source| Unreachable { path: path.to_owned(), source };
        let mut files = false;
        for entry in path.read_dir().map_err(unreachable)? {
            let entry = entry.map_err(unreachable)?;
            let kind = entry.file_type().map_err(unreachable)?;
            let inside = entry.path();
            if kind.is_dir() {
                self.folder(&inside)?;
            } else if is_zip(&inside) && !kind.is_symlink() {
                self.add(&inside, Delivery::Zip(inside.clone()));
            } else {
                files = true;
            }
        }
        if files {
            self.add(path, Delivery::Folder(path.to_owned(), None));
        }
        Ok(())
    }

    fn add(&mut self, path: &Path, delivery: Delivery) {
        let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let known = self.places.remove(&whole);
        let together = match (known, delivery) {
            (Some(Delivery::Folder(shown, Some(mut names))), Delivery::Folder(other, Some(more))) => {
                names.extend(more);
                Delivery::Folder(shown.min(other), Some(names))
            }
            (Some(Delivery::Folder(shown, _)), Delivery::Folder(other, _)) => Delivery::Folder(shown.min(other), None),
            // Whatever the order of the paths, it is shown by the same one.
            (Some(known), delivery) => known.min(delivery),
            (None, delivery) => delivery,
        };
        self.places.insert(whole, together);
    }

    fn in_order(self) -> Vec<Delivery> {
        let mut all: Vec<_> = self.places.into_values().collect();
        all.sort();
        all
    }
}

/// Whether a file has the name of a zip.
pub fn is_zip(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"))
}

impl Delivery {
    /// Its path, as it was given or found.
    pub fn path(&self) -> &Path {
        match self {
            Self::Folder(path, _) | Self::Zip(path) => path,
        }
    }

    /// The files that were given by name in this folder; none where all of it was.
    pub fn only(&self) -> Option<&BTreeSet<String>> {
        match self {
            Self::Folder(_, only) => only.as_ref(),
            Self::Zip(_) => None,
        }
    }

    /// The bytes of every file of this name in it; what cannot be read is passed over, and told when it is opened.
    pub fn every(&self, name: &str) -> Vec<Vec<u8>> {
        match self {
            Self::Folder(path, _) => read_plain(&path.join(name)).into_iter().collect(),
            Self::Zip(path) => Archive::every(path, name).unwrap_or_default(),
        }
    }

    /// Opens it: the folders with files in it.
    ///
    /// # Errors
    /// [`ArchiveFault`].
    pub fn open(&self) -> Result<Vec<Folder>, ArchiveFault> {
        match self {
            Self::Folder(path, _) => Ok(vec![Folder::on_disk(path)?]),
            Self::Zip(path) => {
                let archive = Arc::new(Archive::open(path)?);
                Ok(archive.folders().map(|folder| Folder::in_zip(&archive, folder)).collect())
            }
        }
    }
}
