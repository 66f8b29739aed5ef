//! Who receives which certificate.
//!
//! Who has the full certification receives that one. Who has only blocks receives one for each block that a jury
//! validated now; for a block held before, it was given then. Where anything is doubtful, nothing is given.

use chrono::NaiveDate;

use super::cell::{Cell, Voice};
use super::listing::Holds::{Date, Number, Text};
use super::listing::{Column, Heading, Listing};
use crate::consolidate::{BlockResult, BlockState, CandidateResult, CertificationKey, Kind, Person, Results};
use crate::domain::certification::Award;
use crate::text::consolidate::{kinds, tables};

/// A certificate that is to be given.
#[derive(Debug, Clone)]
pub struct Certificate<'a> {
    /// To whom.
    pub candidate: &'a Person,
    /// Of which certification.
    pub certification: &'a CertificationKey,
    /// For which block; none for the full certification.
    pub block: Option<&'a BlockResult>,
    /// The blocks that the candidate has: all that count for the certification, or the one.
    pub blocks: Vec<&'a str>,
    /// The day of the decision: for the full certification, of the last that it needed.
    pub date: Option<NaiveDate>,
    /// The room.
    pub room: &'a str,
    /// What is flagged, and does not stand against the certificate.
    pub flags: &'a [Kind],
}

/// Somebody who has something, and receives nothing before it is settled.
#[derive(Debug, Clone)]
pub struct KeptBack<'a> {
    /// Who.
    pub candidate: &'a Person,
    /// In which certification.
    pub certification: &'a CertificationKey,
    /// Whether what the candidate has come to is not known.
    pub undetermined: bool,
    /// What must be settled.
    pub why: Vec<Kind>,
}

/// The certificates to be given, and those that are kept back.
#[derive(Debug, Clone, Default)]
pub struct Certificates<'a> {
    /// Those to be given, in the order of the results.
    pub given: Vec<Certificate<'a>>,
    /// Who receives nothing before something is settled.
    pub kept_back: Vec<KeptBack<'a>>,
}

/// Who receives which certificate.
pub fn certificates(results: &Results) -> Certificates<'_> {
    let mut found = Certificates::default();
    for line in &results.candidates {
        let given = of(line);
        let why: Vec<Kind> = line.flags.iter().copied().filter(|kind| is_doubtful(*kind, line.outcome)).collect();
        if line.outcome.is_none() || (!why.is_empty() && !given.is_empty()) {
            let (candidate, certification) = (&line.candidate, &*line.certification);
            let why = if why.is_empty() { line.flags.clone() } else { why };
            found.kept_back.push(KeptBack { candidate, certification, undetermined: line.outcome.is_none(), why });
        } else {
            found.given.extend(given);
        }
    }
    found
}

fn of(line: &CandidateResult) -> Vec<Certificate<'_>> {
    let validated = || line.blocks.iter().filter(|block| block.state == BlockState::Validated);
    match line.outcome {
        Some(Award::Full) => {
            // Of several blocks on the last day, the first by its code.
            let last = validated().max_by(|a, b| a.date.cmp(&b.date).then_with(|| b.code.cmp(&a.code)));
            let session = line.minutes.last().map(|record| &record.session);
            vec![Certificate {
                candidate: &line.candidate,
                certification: &line.certification,
                block: None,
                blocks: line.blocks.iter().filter(|block| block.state.is_there()).map(|block| &*block.code).collect(),
                date: last.map_or_else(|| session.map(|session| session.date), |block| block.date),
                room: last.map_or_else(|| session.map_or("", |session| &session.room), |block| &block.room),
                flags: &line.flags,
            }]
        }
        Some(Award::Partial) => {
            let one = |block| {
                let block: &BlockResult = block;
                Certificate {
                    candidate: &line.candidate,
                    certification: &line.certification,
                    block: Some(block),
                    blocks: vec![&*block.code],
                    date: block.date,
                    room: &block.room,
                    flags: &line.flags,
                }
            };
            validated().map(one).collect()
        }
        Some(Award::None) | None => Vec::new(),
    }
}

/// Whether what is flagged leaves it open who is to receive what.
///
/// A second presentation that counts, a namesake, an unusual time or a session of which something may be missing leave
/// a decision as it is. Which rule gives the full certification is open where grids differ.
fn is_doubtful(kind: Kind, outcome: Option<Award>) -> bool {
    match kind {
        Kind::DifferentGrids => outcome == Some(Award::Full),
        Kind::DifferentDecisions
        | Kind::SameName
        | Kind::TimeOutOfBounds
        | Kind::NoMinutes
        | Kind::RoomMissing
        | Kind::CompletenessUnknown => false,
        Kind::InvalidSignature
        | Kind::MissingSignature
        | Kind::UnknownSigner
        | Kind::RevokedSigner
        | Kind::AlteredFile
        | Kind::UnusableFile
        | Kind::IncompleteFiles
        | Kind::Contradiction
        | Kind::CompositionUnacknowledged
        | Kind::UnsupportedDecision
        | Kind::TwoLastVersions
        | Kind::LaterVersionMissing
        | Kind::AmendmentUnderWay
        | Kind::SameIdentifier
        | Kind::ClosingMismatch => true,
    }
}

const COLUMNS: [Heading; 14] = [
    ("kind", tables::column_certificate, Text, 20),
    ("candidate", tables::column_candidate, Text, 12),
    ("family_name", tables::column_family_name, Text, 18),
    ("given_name", tables::column_given_name, Text, 15),
    ("certification", tables::column_certification, Text, 13),
    ("title", tables::column_title, Text, 40),
    ("level", tables::column_level, Number, 8),
    ("certifier", tables::column_certifier, Text, 18),
    ("block", tables::column_block, Text, 8),
    ("block_title", tables::column_block_title, Text, 40),
    ("blocks", tables::column_blocks, Text, 20),
    ("date", tables::column_date, Date, 11),
    ("room", tables::column_room, Text, 9),
    ("flags", tables::column_flags, Text, 24),
];

/// A row for each certificate.
pub(super) fn listing<'a>(all: &'a [Certificate<'a>], voice: Voice) -> Listing<'a> {
    let columns = COLUMNS.map(|heading| Column::of(heading, voice)).to_vec();
    let rows = all.iter().map(move |certificate| row(certificate, voice));
    Listing { columns, frozen: 0, printed: COLUMNS.len(), rows: Box::new(rows) }
}

fn row<'a>(certificate: &'a Certificate<'a>, voice: Voice) -> Vec<Cell<'a>> {
    let Certificate { candidate, certification, block, .. } = certificate;
    let kind = match block {
        None => voice.says("full", tables::certificate_full),
        Some(_) => voice.says("block", tables::certificate_block),
    };
    vec![
        kind,
        Cell::text(&candidate.id),
        Cell::text(&candidate.family_name),
        Cell::text(&candidate.given_name),
        Cell::text(&certification.code),
        Cell::text(&certification.title),
        Cell::count(certification.level),
        Cell::text(certification.certifier.as_deref().unwrap_or_default()),
        block.map_or(Cell::Empty, |block| Cell::text(&block.code)),
        block.map_or(Cell::Empty, |block| Cell::text(&block.title)),
        voice.list(certificate.blocks.iter().map(|code| Cell::text(code))),
        Cell::date(certificate.date),
        Cell::text(certificate.room),
        voice.list(certificate.flags.iter().map(|kind| voice.says(kind.key(), |lang| kinds::kind(lang, *kind)))),
    ]
}
