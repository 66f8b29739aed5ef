//! Folders and zips, read as they come.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;

fn zip(path: &Path, files: &[(&str, &[u8])], method: CompressionMethod) {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    fs::write(path, zip.finish().unwrap().into_inner()).unwrap();
}

fn open(path: &Path) -> Result<Vec<Folder>, ArchiveFault> {
    Delivery::Zip(path.to_owned()).open()
}

#[test]
fn a_zip_is_read_as_the_folders_it_holds() {
    let home = TempDir::new().unwrap();
    for (name, method) in [("a.zip", CompressionMethod::Stored), ("b.zip", CompressionMethod::Deflated)] {
        let path = home.path().join(name);
        zip(&path, &[("s/journal.jsonl", b"J"), ("s/minutes/C.v1.toml", b"T"), ("__MACOSX/s/._x", b"")], method);
        let folders = open(&path).unwrap();
        let names: Vec<Vec<&str>> = folders.iter().map(|folder| folder.names().collect()).collect();
        assert_eq!(names, [vec!["journal.jsonl"], vec!["C.v1.toml"]]);
        assert_eq!(folders[1].shown("C.v1.toml"), format!("{}/s/minutes/C.v1.toml", path.display()));
        assert_eq!(*folders[1].read("C.v1.toml").unwrap(), *b"T");
        let above = folders[1].nearest_with("journal.jsonl", 4).unwrap().unwrap();
        assert_eq!(*above.read("journal.jsonl").unwrap(), *b"J");
        assert!(folders[1].nearest_with("journal.jsonl", 1).unwrap().is_none());
    }
}

#[test]
fn a_zip_that_leads_elsewhere_is_refused() {
    let home = TempDir::new().unwrap();
    let path = home.path().join("a.zip");
    for name in ["../C.v1.toml", "a/../../C.v1.toml", "a\\..\\..\\C.v1.toml", "/etc/C.v1.toml"] {
        zip(&path, &[(name, b"x")], CompressionMethod::Stored);
        assert!(matches!(open(&path), Err(ArchiveFault::Name(_))), "{name}");
    }
    zip(&path, &[("a/C.v1.toml", b"x"), ("a\\C.v1.toml", b"y")], CompressionMethod::Stored);
    assert!(matches!(open(&path), Err(ArchiveFault::Name(_))), "two of one name");
    fs::write(&path, b"not a zip").unwrap();
    assert!(matches!(open(&path), Err(ArchiveFault::NotZip(_))));
}

#[test]
fn a_zip_that_would_fill_the_memory_is_refused() {
    let home = TempDir::new().unwrap();
    let path = home.path().join("a.zip");
    let large = vec![0_u8; 130 << 20];
    zip(&path, &[("1", &large), ("2", &large)], CompressionMethod::Deflated);
    assert!(path.metadata().unwrap().len() < 1 << 20, "it is a bomb");
    assert!(matches!(open(&path), Err(ArchiveFault::TooLarge)));
}

#[test]
fn what_is_given_twice_is_found_once_whatever_the_order() {
    let home = TempDir::new().unwrap();
    let path = |name: &str| home.path().join(name);
    fs::create_dir_all(path("a/b")).unwrap();
    for name in ["a/1", "a/b/2", "a/b/3", "a/z.zip"] {
        fs::write(path(name), "").unwrap();
    }
    let all = |paths: &[&str]| deliveries(&paths.iter().map(|name| path(name)).collect::<Vec<PathBuf>>()).unwrap();
    let whole =
        [Delivery::Folder(path("a"), None), Delivery::Folder(path("a/b"), None), Delivery::Zip(path("a/z.zip"))];
    assert_eq!(all(&["a"]), whole);
    assert_eq!(all(&["a/b/2", "a", "a/z.zip", "a/b"]), whole);
    assert_eq!(all(&["a", "a/b/2", "a/b", "a/z.zip"]), whole);
    let two = Delivery::Folder(path("a/b"), Some(["2".to_owned(), "3".to_owned()].into()));
    assert_eq!(all(&["a/b/3", "a/b/2"]), [two]);
    assert!(deliveries(&[path("none")]).is_err());
}
