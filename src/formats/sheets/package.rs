//! The zip that a workbook is, unpacked part by part within bounds.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use super::super::faults::SheetFault;

/// The most bytes of a workbook: lists have some hundred thousand, pictures make the rest.
const LARGEST: usize = 16 << 20;

/// The most bytes that the parts that are read may unpack to, together: some hundred thousand rows.
const LARGEST_UNPACKED: u64 = 32 << 20;

/// How the old binary workbooks begin, and the new ones behind a password.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// What bytes are, by how they begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Kind {
    /// Text, as far as that goes.
    Text,
    /// A zip.
    Zip,
    /// An old binary file, or one behind a password.
    Compound,
    /// A text between angle brackets.
    Markup,
}

/// What bytes are: names of files are often wrong, their first bytes are not.
pub(in super::super) fn kind(bytes: &[u8]) -> Kind {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        Kind::Zip
    } else if bytes.starts_with(COMPOUND) {
        Kind::Compound
    } else if text.starts_with(b"<") {
        Kind::Markup
    } else {
        Kind::Text
    }
}

/// Which of the two a compound file is: the new workbooks behind a password have a stream of this name.
pub(super) fn compound(bytes: &[u8]) -> SheetFault {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let locked = bytes.windows(name.len()).any(|window| window == name);
    if locked { SheetFault::Password } else { SheetFault::OldWorkbook }
}

/// An open workbook.
pub(super) struct Package<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// How many bytes may still be unpacked.
    left: u64,
}

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, SheetFault> {
        if bytes.len() > LARGEST {
            return Err(SheetFault::TooLarge);
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| SheetFault::Damaged)?;
        Ok(Self { zip, left: LARGEST_UNPACKED })
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// A part, unpacked; none if there is none of this name. What the zip says of its size is not believed.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, SheetFault> {
        let file = match self.zip.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(_) => return Err(SheetFault::Damaged),
        };
        let mut bytes = Vec::new();
        let read = file.take(self.left + 1).read_to_end(&mut bytes);
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.left = self.left.checked_sub(length).ok_or(SheetFault::TooLarge)?;
        read.map_err(|_| SheetFault::Damaged)?;
        Ok(Some(bytes))
    }

    /// A part that must be there.
    pub(super) fn required(&mut self, name: &str) -> Result<Vec<u8>, SheetFault> {
        self.part(name)?.ok_or(SheetFault::Damaged)
    }
}
