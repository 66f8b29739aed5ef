//! The files of a session in a zip: the same files give the same bytes.

use std::io::{Cursor, Write as _};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::{Bundle, MINUTES};

/// The bytes of the zip.
///
/// In the order of their names, without the hour at which it was made, and stored as they are: what compressed bytes
/// look like depends on who compresses, and a session is small.
pub(super) fn pack(bundle: &Bundle) -> ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default());
    let (for_files, for_folders) = (options.unix_permissions(0o600), options.unix_permissions(0o700));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.add_directory(format!("{}/", bundle.folder), for_folders)?;
    let mut opened = false;
    for (name, bytes) in &bundle.files {
        if !opened && name.starts_with(MINUTES) {
            zip.add_directory(format!("{}/{MINUTES}/", bundle.folder), for_folders)?;
            opened = true;
        }
        zip.start_file(format!("{}/{name}", bundle.folder), for_files)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
