//! What a secretariat received: folders on the disk, loose files, and zips, which are read as the folders they hold.
//!
//! Nothing is unpacked to the disk and no link is followed. One delivery is open at a time for each thread: what many
//! rooms sent never stands in memory together.

mod archive;
mod walk;

#[cfg(test)]
mod tests;

pub use archive::{Archive, ArchiveFault};
pub use walk::{Delivery, Unreachable, deliveries, is_zip};

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::clerk::files::read_plain;

/// A folder of files that were received.
#[derive(Debug, Clone)]
pub struct Folder {
    place: Place,
    names: BTreeSet<String>,
    links: BTreeSet<String>,
    /// Names that are no text, as far as they can be shown.
    odd: BTreeSet<String>,
}

#[derive(Debug, Clone)]
enum Place {
    Disk(PathBuf),
    Zip { archive: Arc<Archive>, inside: String },
}

impl Folder {
    /// Opens a folder on the disk: the names of its files; sub-folders are not looked at.
    ///
    /// # Errors
    /// As the system says.
    pub fn on_disk(path: &Path) -> io::Result<Self> {
        let (mut names, mut links, mut odd) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for entry in path.read_dir()? {
            let entry = entry?;
            let kind = entry.file_type()?;
            let name = entry.file_name().into_string().unwrap_or_else(|name| {
                let name = name.to_string_lossy().into_owned();
                odd.insert(name.clone());
                name
            });
            if kind.is_symlink() {
                links.insert(name.clone());
            }
            if !kind.is_dir() {
                names.insert(name);
            }
        }
        Ok(Self { place: Place::Disk(path.to_owned()), names, links, odd })
    }

    fn in_zip(archive: &Arc<Archive>, inside: &str) -> Self {
        let names = archive.names(inside);
        let place = Place::Zip { archive: Arc::clone(archive), inside: inside.to_owned() };
        Self { place, names, links: BTreeSet::new(), odd: BTreeSet::new() }
    }

    /// The names of its files, in order; a link is among them.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The names that begin so, in order.
    pub fn beginning<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a str> {
        let from = self.names.range::<str, _>((Bound::Included(prefix), Bound::Unbounded));
        from.map(String::as_str).take_while(move |name| name.starts_with(prefix))
    }

    /// Whether a file of this name is here.
    pub fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Whether this name is that of a link, which may lead anywhere.
    pub fn is_link(&self, name: &str) -> bool {
        self.links.contains(name)
    }

    /// Whether this name is no text on the disk: what is shown for it leads to no file.
    pub fn is_odd(&self, name: &str) -> bool {
        self.odd.contains(name)
    }

    /// Whether this folder is inside a zip.
    pub fn is_packed(&self) -> bool {
        matches!(self.place, Place::Zip { .. })
    }

    /// Whether this name is that of a link to a folder: what it holds is looked at where it stands.
    pub fn leads_away(&self, name: &str) -> bool {
        let Place::Disk(path) = &self.place else { return false };
        self.is_link(name) && path.join(name).is_dir()
    }

    /// A file as a person finds it again: its path, through the zip where it is in one.
    pub fn shown(&self, name: &str) -> String {
        match &self.place {
            Place::Disk(path) => path.join(name).display().to_string(),
            Place::Zip { archive, inside } => {
                let folder = if inside.is_empty() { String::new() } else { format!("{inside}/") };
                format!("{}/{folder}{name}", archive.shown())
            }
        }
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// As the system says; [`io::ErrorKind::NotFound`]; for what is no plain file or too large, as [`read_plain`].
    pub fn read(&self, name: &str) -> io::Result<Cow<'_, [u8]>> {
        match &self.place {
            Place::Disk(path) => read_plain(&path.join(name)).map(Cow::Owned),
            Place::Zip { archive, inside } => {
                archive.file(inside, name).map(Cow::Borrowed).ok_or_else(|| io::ErrorKind::NotFound.into())
            }
        }
    }

    /// The nearest folder that has a file of this name: this one, or one above it, so many in all. A zip has nothing
    /// above it.
    ///
    /// # Errors
    /// As the system says.
    pub fn nearest_with(&self, name: &str, depth: usize) -> io::Result<Option<Self>> {
        match &self.place {
            Place::Disk(path) => {
                // Whatever path led here: a relative one has fewer folders above it than there are.
                let whole = if path.as_os_str().is_empty() { Path::new(".") } else { path }.canonicalize()?;
                let found = whole.ancestors().take(depth).find(|folder| folder.join(name).symlink_metadata().is_ok());
                found.map(Self::on_disk).transpose()
            }
            Place::Zip { archive, inside } => {
                let above = std::iter::successors(Some(inside.as_str()), |folder| {
                    (!folder.is_empty()).then(|| folder.rsplit_once('/').map_or("", |(above, _)| above))
                });
                let found = above.take(depth).find(|folder| archive.file(folder, name).is_some());
                Ok(found.map(|folder| Self::in_zip(archive, folder)))
            }
        }
    }
}
