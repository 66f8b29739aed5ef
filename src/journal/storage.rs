//! The seam between the journal and the disk, narrow enough that a power cut can be played.

use std::fs::{self, File};
use std::io::{self, Read, Seek, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// Where a journal is kept.
///
/// Nothing is durable until [`sync`](Self::sync) returns; after it fails, nothing is known of what was not.
pub trait Storage {
    /// Writes at the end. After an error, any first part of the bytes may be there.
    ///
    /// # Errors
    /// What the system says.
    fn append(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Returns once the content and its length are on the disk.
    ///
    /// # Errors
    /// What the system says.
    fn sync(&mut self) -> io::Result<()>;

    /// Cuts the content to this length.
    ///
    /// # Errors
    /// What the system says.
    fn truncate(&mut self, length: u64) -> io::Result<()>;

    /// The whole content.
    ///
    /// # Errors
    /// What the system says.
    fn read_all(&mut self) -> io::Result<Vec<u8>>;

    /// The length of the content, if it still stands where it should.
    ///
    /// # Errors
    /// What the system says; [`io::ErrorKind::NotFound`] if it was deleted, moved or replaced.
    fn length(&self) -> io::Result<u64>;

    /// Where it is, for messages.
    fn path(&self) -> &Path;
}

/// A file.
#[derive(Debug)]
pub struct FileStorage {
    file: File,
    path: PathBuf,
    /// Whether its name is on the disk, too.
    named: bool,
}

impl FileStorage {
    /// A file that was opened for reading and appending: each write must go to the end by itself.
    ///
    /// Its name is on the disk only once its folder is. That of a new file is put there before anything is written to it:
    /// a file with something in it has its name, whatever stopped whoever wrote it.
    pub fn new(file: File, path: PathBuf, new: bool) -> Self {
        Self { file, path, named: !new }
    }
}

impl Storage for FileStorage {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        if !self.named {
            self.path.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all())?;
            self.named = true;
        }
        self.file.write_all(bytes)
    }

    /// `fdatasync`: it includes the length of the file, and leaves out only its times.
    fn sync(&mut self) -> io::Result<()> {
        self.file.sync_data()
    }

    fn truncate(&mut self, length: u64) -> io::Result<()> {
        self.file.set_len(length)
    }

    fn read_all(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.file.rewind()?;
        self.file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Another file of that name, or none, is an error: this one was deleted, moved or replaced, alone or with its
    /// folder, and whoever opens the session next will not find what is written to it.
    fn length(&self) -> io::Result<u64> {
        let (own, there) = (self.file.metadata()?, fs::symlink_metadata(&self.path)?);
        let same = (own.dev(), own.ino()) == (there.dev(), there.ino());
        if same { Ok(own.len()) } else { Err(io::ErrorKind::NotFound.into()) }
    }

    fn path(&self) -> &Path {
        &self.path
    }
}
