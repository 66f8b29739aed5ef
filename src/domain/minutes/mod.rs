//! The minutes (*procès-verbal*) of one hearing, as data: the whole record, ready to be written and signed.
//!
//! Built from the session and nothing else: the same journal gives the same minutes, to the byte.

mod build;
mod condition;
mod course;
mod sheets;

pub use build::{build, drawn, preview, session_part};
pub use condition::{ConditionPart, ConditionRule};
pub use course::{
    AmendmentPart, AwayPart, CompositionPart, MemberPart, MovePart, NotePart, PausePart, PhasePart, PresidencyPart,
    RecusalPart, ShortfallPart,
};
pub use sheets::{SheetMark, SheetPart};

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::digest::sha256;

use super::certification::{Award, Met};
use super::closing::IncidentPart;
use super::decision::Outcome;
use super::event::{Author, How};
use super::id::{BlockCode, CandidateId, ItemCode, MarkCode, RequirementId};
use super::rules::NotObserved;

/// The format of minutes that this program writes.
pub const FORMAT: &str = "soutenance-minutes/1";

/// The minutes of one hearing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Minutes {
    /// [`FORMAT`].
    pub format: String,
    /// The version, from 1.
    pub version: u32,
    /// When they were drawn up.
    pub drawn_at: DateTime<FixedOffset>,
    /// How the hearing went.
    pub state: HearingState,
    /// What is known of an absence or of a stop.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state_reason: Option<String>,
    /// Whether an absence is excused, where that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excused: Option<bool>,
    /// When the sheets of jurors who marked alone were put before the jury.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revealed_at: Option<DateTime<FixedOffset>>,
    /// The SHA-256 of the CSV that goes with them, in hexadecimal.
    pub csv_sha256: String,
    /// What these minutes annul and replace.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amendment: Option<AmendmentPart>,
    /// The certification.
    pub certification: CertificationPart,
    /// The session.
    pub session: SessionPart,
    /// The candidate.
    pub candidate: CandidatePart,
    /// What the hearing means for the certification, by the grid's rule.
    pub outcome: OutcomePart,
    /// Blocks that the candidate held before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub held: Vec<HeldPart>,
    /// What the certification asks for beside the blocks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requirement: Vec<RequirementPart>,
    /// Where the journal stood.
    pub journal: JournalPart,
    /// The jury, present or not.
    pub jury: Vec<MemberPart>,
    /// Who came to preside, one after the other, where it is not who presided when the session began.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub presidency: Vec<PresidencyPart>,
    /// Who does not judge the candidate.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recusal: Vec<RecusalPart>,
    /// Who came late or left.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub jury_move: Vec<MovePart>,
    /// The rules of composition, as they stood.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub composition: Vec<CompositionPart>,
    /// Why the jury sat although a rule was not kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shortfall: Vec<ShortfallPart>,
    /// The phases.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phase: Vec<PhasePart>,
    /// What the candidate missed of the time of the group: an absence or a stop that was taken back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub away: Vec<AwayPart>,
    /// What happened to the hearing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub note: Vec<NotePart>,
    /// What was noted in the incident book while the candidate was before the jury.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub incident: Vec<IncidentPart>,
    /// The blocks presented, with the decisions.
    pub block: Vec<BlockPart>,
    /// The items, with marks and comments.
    pub item: Vec<ItemPart>,
    /// The sheets of jurors who marked alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sheet: Vec<SheetPart>,
}

/// How a hearing went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HearingState {
    /// To its end.
    Heard,
    /// The candidate stopped before the end.
    Stopped,
    /// The candidate did not come.
    Absent,
}

/// The certification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the names are those of the grid, where they are documented")]
pub struct CertificationPart {
    pub code: String,
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certifier: Option<String>,
    pub level: u8,
}

/// The session, and the digests of the files it froze.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the names are those of the session, where they are documented")]
pub struct SessionPart {
    pub name: String,
    pub room: String,
    pub date: NaiveDate,
    pub mode: String,
    /// Where jurors mark alone: whether the president marks, too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub president_marks: Option<bool>,
    /// The digest of the first record of the journal: no other session has it, whatever its name.
    pub begun_sha256: String,
    pub session_sha256: String,
    pub grid_sha256: String,
    pub candidates_sha256: String,
}

/// The candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the names are those of the candidate list, where they are documented")]
pub struct CandidatePart {
    pub id: CandidateId,
    pub family_name: String,
    pub given_name: String,
    pub blocks: Vec<BlockCode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheduled: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub route: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// The others of the group, by the list, whether they came or not: these minutes do not change with theirs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<CandidateId>,
}

/// What the hearing means for the certification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutcomePart {
    /// Full, partial or none.
    pub award: Award,
    /// Blocks that the rule asks for, neither validated here nor held before.
    pub remaining_blocks: Vec<BlockCode>,
    /// Lists of blocks, one of which the rule asks for, none of which is validated or held.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remaining_choices: Vec<Vec<BlockCode>>,
    /// Transversal competences of the rule that it did not establish.
    pub remaining_transversal: Vec<ItemCode>,
}

/// A block that the candidate held before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeldPart {
    /// The block.
    pub block: BlockCode,
    /// Since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<NaiveDate>,
    /// The last day on which it counts; none where it is kept for ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// Whether it counted on the day of the session.
    pub counts: bool,
}

/// Something that the certification asks for beside the blocks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequirementPart {
    /// Its name in files.
    pub id: RequirementId,
    /// Its name.
    pub title: String,
    /// Whether it is met.
    pub state: Met,
}

/// Where the journal stood when the minutes were drawn up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JournalPart {
    /// How many records it had.
    pub records: u64,
    /// The digest of the last one.
    pub head: String,
}

/// A block, with its decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlockPart {
    /// Its code.
    pub code: BlockCode,
    /// Its title.
    pub title: String,
    /// How many items it has.
    pub items: usize,
    /// The items without a mark.
    pub unmarked: Vec<ItemCode>,
    /// The items that were not observed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_observed: Vec<ItemCode>,
    /// What such an item counts as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_observed_as: Option<NotObserved>,
    /// What the rule proposed, if it proposed something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed: Option<Outcome>,
    /// What the jury decided; none for an absence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Outcome>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Each condition of the rule, as it stood.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub condition: Vec<ConditionPart>,
}

/// An item, with its mark and comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemPart {
    /// Its code.
    pub code: ItemCode,
    /// Its block; none for a transversal competence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub block: Option<BlockCode>,
    /// Its competence, and that one's text, where the item is a criterion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub competence: Option<ItemCode>,
    /// The text of the competence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub competence_text: Option<String>,
    /// A few words for it, where the grid has some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Its text.
    pub text: String,
    /// The mark: a level by its name in files, points, or `not-observed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<MarkCode>,
    /// The mark in words, where it is not points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// Who marked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<Author>,
    /// How the jury came to retain the mark, where jurors marked alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retained: Option<How>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retained_reason: Option<String>,
    /// Whether the jurors' marks were further apart than the grid's threshold.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub beyond_threshold: bool,
    /// The comment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Whether the grid has a group marked together on it; said of a candidate of a group alone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub common: bool,
}

/// The most characters of a file's name that come from the identifier; endings and signers come after.
const LONGEST_STEM: usize = 120;

/// The name of a hearing's minutes, without the ending: `C001.v1`.
///
/// Identifiers come from outside: every byte that is not an ASCII letter, digit, `-` or `_` is written `~` and
/// two hexadecimal digits, so that no identifier is a path, a hidden file or another's name. What is then too
/// long for a file's name is cut, and told apart by its digest.
pub fn stem(candidate: &CandidateId, version: u32) -> String {
    use std::fmt::Write as _;
    let mut name = String::new();
    for byte in candidate.as_str().bytes() {
        if byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_' {
            name.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(name, "~{byte:02x}");
        }
    }
    if name.len() > LONGEST_STEM {
        let digest = sha256(candidate.as_str().as_bytes());
        name = format!("{}~{}", &name[..LONGEST_STEM - 17], &digest[..16]);
    }
    format!("{name}.v{version}")
}

/// Whether a file has the name of minutes, of their table, or of a signature of theirs.
pub fn is_of_minutes(name: &str) -> bool {
    let signed = name.strip_suffix(".sig").and_then(|name| name.split_once(".toml.")).map(|(stem, _)| stem);
    let stem = signed.or_else(|| name.strip_suffix(".toml")).or_else(|| name.strip_suffix(".csv"));
    let version = stem.and_then(|stem| stem.rsplit_once(".v")).map(|(_, number)| number);
    version.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}
