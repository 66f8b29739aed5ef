//! A disk as a power cut leaves it, played from the calls of a real run: what was not synced is there, or not, or in
//! part, or out of order; names as well as bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::super::super::support::strace::Call;

/// Every file of a folder by its name inside it; a folder has no bytes.
pub(crate) type Tree = BTreeMap<PathBuf, Option<Vec<u8>>>;

/// The bytes of a file.
#[derive(Debug, Clone, Default)]
struct File {
    /// What programs read.
    seen: Vec<u8>,
    /// What the last sync put on the disk.
    synced: Vec<u8>,
}

/// What a power cut leaves of bytes that were not synced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Left {
    Nothing,
    Everything,
    FirstHalf,
    /// The length, and zeros.
    Zeros,
    /// The length, and every block but the first one.
    AllButTheFirstBlock,
}

const LEFT: [Left; 5] = [Left::Nothing, Left::Everything, Left::FirstHalf, Left::Zeros, Left::AllButTheFirstBlock];

/// The size of a block, in bytes.
const BLOCK: usize = 512;

impl File {
    fn after(&self, left: Left) -> Vec<u8> {
        let (old, new) = (self.synced.len(), self.seen.len());
        if self.synced == self.seen {
            return self.seen.clone();
        }
        let block = (old / BLOCK + 1) * BLOCK;
        match left {
            Left::Nothing => self.synced.clone(),
            Left::Everything => self.seen.clone(),
            Left::FirstHalf => self.seen[..old.min(new) + new.saturating_sub(old) / 2].to_vec(),
            Left::Zeros => self.synced.iter().copied().chain(std::iter::repeat(0)).take(new).collect(),
            Left::AllButTheFirstBlock => {
                let kept = |(place, &byte): (usize, &u8)| if place < old || place >= block { byte } else { 0 };
                self.seen.iter().enumerate().map(kept).collect()
            }
        }
    }
}

/// A change of a folder that its sync has still to write.
#[derive(Debug, Clone)]
enum Change {
    Put(PathBuf, Option<usize>),
    Rename(PathBuf, PathBuf, Option<usize>),
    Remove(PathBuf),
}

/// A folder's names, each with its file; a folder in it has none.
type Names = BTreeMap<PathBuf, Option<usize>>;

/// A disk, while a program works on it.
#[derive(Debug, Default)]
pub(crate) struct Disk {
    files: Vec<File>,
    /// What programs see, and what is on the disk for certain.
    seen: Names,
    synced: Names,
    /// What has still to be written, by folder.
    waiting: BTreeMap<PathBuf, Vec<Change>>,
}

fn apply(names: &mut Names, change: &Change) {
    match change {
        Change::Put(name, file) => drop(names.insert(name.clone(), *file)),
        Change::Rename(from, to, file) => {
            names.remove(from);
            names.insert(to.clone(), *file);
        }
        Change::Remove(name) => drop(names.remove(name)),
    }
}

impl Disk {
    /// A folder as it is, all of it on the disk.
    pub(crate) fn of(folder: &Path) -> Self {
        let mut disk = Self::default();
        for (name, bytes) in tree(folder) {
            let file = bytes.map(|bytes| {
                disk.files.push(File { seen: bytes.clone(), synced: bytes });
                disk.files.len() - 1
            });
            disk.seen.insert(name, file);
        }
        disk.synced = disk.seen.clone();
        disk
    }

    fn change(&mut self, change: Change) {
        let (Change::Put(name, _) | Change::Rename(_, name, _) | Change::Remove(name)) = &change;
        apply(&mut self.seen, &change);
        self.waiting.entry(name.parent().unwrap().to_owned()).or_default().push(change);
    }

    /// What a call does, its names inside the folder of the disk.
    pub(crate) fn plays(&mut self, call: &Call, folder: &Path) {
        let inside = |path: &Path| path.strip_prefix(folder).ok().map(Path::to_owned);
        let Some(name) = inside(&call.path).filter(|_| call.done()) else { return };
        let file = self.seen.get(&name).copied();
        match call.name.as_str() {
            "open" | "openat" if file.is_none() && name != Path::new("") => {
                self.files.push(File::default());
                self.change(Change::Put(name, Some(self.files.len() - 1)));
            }
            "mkdir" | "mkdirat" => self.change(Change::Put(name, None)),
            "unlink" | "unlinkat" => self.change(Change::Remove(name)),
            "write" => self.files[file.flatten().unwrap()].seen.extend_from_slice(&call.given[0]),
            // The lock alone is written so, always at its beginning.
            "pwrite64" => self.files[file.flatten().unwrap()].seen.clone_from(&call.given[0]),
            "fsync" | "fdatasync" => match file.flatten() {
                Some(file) => {
                    let File { seen, synced } = &mut self.files[file];
                    synced.clone_from(seen);
                }
                None => {
                    for change in self.waiting.remove(&name).unwrap_or_default() {
                        apply(&mut self.synced, &change);
                    }
                }
            },
            "rename" | "renameat" | "renameat2" => {
                let to = PathBuf::from(String::from_utf8(call.given[0].clone()).unwrap());
                self.change(Change::Rename(name, inside(&to).unwrap(), file.unwrap()));
            }
            "open" | "openat" | "chmod" | "fchmodat" | "fchmod" => {}
            other => panic!("{other} is not played yet"),
        }
    }

    /// Everything that a power cut can leave at this moment.
    pub(crate) fn cuts(&self) -> BTreeSet<Tree> {
        let most = self.waiting.values().map(Vec::len).max().unwrap_or(0);
        let masks: Vec<u32> = if most <= 4 {
            (0..1 << most).collect()
        } else {
            let each = (0..most).flat_map(|bit| [1 << bit, !(1 << bit)]);
            [0, u32::MAX].into_iter().chain(each).collect()
        };
        let cut = |left, mask: u32| {
            let mut names = self.synced.clone();
            for changes in self.waiting.values() {
                let written = changes.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1);
                written.for_each(|(_, change)| apply(&mut names, change));
            }
            let there = names.iter().filter(|(name, _)| {
                name.ancestors().skip(1).all(|folder| folder == Path::new("") || names.contains_key(folder))
            });
            there.map(|(name, file)| (name.clone(), file.map(|file| self.files[file].after(left)))).collect()
        };
        LEFT.iter()
            .flat_map(|&left| masks.iter().map(move |&mask| (left, mask)))
            .map(|(left, mask)| cut(left, mask))
            .collect()
    }

    /// What programs see.
    pub(crate) fn whole(&self) -> Tree {
        self.seen.iter().map(|(name, file)| (name.clone(), file.map(|file| self.files[file].seen.clone()))).collect()
    }
}

/// What a folder holds.
pub(crate) fn tree(folder: &Path) -> Tree {
    let mut found = Tree::new();
    let mut left = vec![PathBuf::new()];
    while let Some(inside) = left.pop() {
        for entry in fs::read_dir(folder.join(&inside)).unwrap().map(Result::unwrap) {
            let name = inside.join(entry.file_name());
            let bytes = entry.path().is_file().then(|| fs::read(entry.path()).unwrap());
            if bytes.is_none() {
                left.push(name.clone());
            }
            found.insert(name, bytes);
        }
    }
    found
}

/// Makes a folder of this.
pub(crate) fn plant(tree: &Tree, folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    for (name, bytes) in tree {
        match bytes {
            Some(bytes) => fs::write(folder.join(name), bytes).unwrap(),
            None => fs::create_dir_all(folder.join(name)).unwrap(),
        }
    }
}
