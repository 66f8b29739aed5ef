//! The signatures beside a file.

use chrono::{DateTime, Utc};

use super::{Examination, Fault};
use crate::domain::closing;
use crate::domain::minutes::is_of_minutes;
use crate::signing;

/// A signature that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// Who signed.
    pub who: String,
    /// The fingerprint of the key.
    pub key: String,
    /// The first instant from which the list of signers accepts the key; none where it has always.
    pub since: Option<DateTime<Utc>>,
    /// The last one; none where it does for ever.
    pub until: Option<DateTime<Utc>>,
}

impl Examination<'_> {
    /// The signatures beside a file, each of which must hold; who made them.
    pub(super) fn signatures(&self, name: &str, bytes: &[u8]) -> Result<Vec<Signed>, Vec<Fault>> {
        let prefix = format!("{name}.");
        let mut faults = Vec::new();
        let mut valid = Vec::new();
        for file in self.folder.beginning(&prefix) {
            let Some(who) = file.strip_prefix(&prefix).and_then(|rest| rest.strip_suffix(".sig")) else { continue };
            // `NAME (1).sig`: a copy that a mail program or a system made. No name of a juror has a blank.
            if let Some((name, _)) = who.split_once(' ') {
                let expected = format!("{prefix}{name}.sig");
                if !self.same(file, &expected) {
                    faults.push(Fault::SignatureRenamed { file: file.to_owned(), expected });
                }
                continue;
            }
            let signature = match self.folder.read(file) {
                Ok(signature) => String::from_utf8_lossy(&signature).into_owned(),
                Err(fault) => {
                    faults.push(self.unreadable(file, &fault));
                    continue;
                }
            };
            match signing::verify(bytes, &signature, who, self.trust.signers, self.trust.at) {
                Ok(held) => valid.push(Signed {
                    who: held.principal,
                    key: held.fingerprint,
                    since: held.since,
                    until: held.until,
                }),
                Err(why) => faults.push(Fault::Signature { file: file.to_owned(), why }),
            }
        }
        match (valid.is_empty(), faults.is_empty()) {
            (true, true) if is_of_minutes(name) || name == closing::FILE => Err(vec![Fault::NoSignature]),
            (true, true) => Err(vec![Fault::Renamed]),
            (false, true) => Ok(valid),
            (_, false) => Err(faults),
        }
    }

    /// Whether both files are there, and the same to the byte.
    fn same(&self, one: &str, other: &str) -> bool {
        let (one, other) = (self.folder.read(one), self.folder.read(other));
        one.is_ok_and(|one| other.is_ok_and(|other| one == other))
    }
}
