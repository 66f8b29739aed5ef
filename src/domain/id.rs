//! The names of things: each kind of identifier is a type of its own, so that none is taken for another.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])+ $name:ident)+) => {
        $(
            $(#[$doc])+
            #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
            #[serde(transparent)]
            pub struct $name(String);

            impl $name {
                /// The identifier as written in the file that declares it.
                pub fn new(text: impl Into<String>) -> Self {
                    Self(text.into())
                }

                /// The identifier as text.
                pub fn as_str(&self) -> &str {
                    &self.0
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.pad(&self.0)
                }
            }
        )+
    };
}

ids! {
    /// A candidate on the list of a session; names the hearing, too: one candidate, one hearing.
    CandidateId
    /// A member of the jury; also the principal of the member's signatures.
    MemberId
    /// A block of competences (`BC01`).
    BlockCode
    /// What gets a mark: a criterion where the grid has them, else a competence (`BC01.3`).
    ItemCode
    /// A mark as it is written: the name of a level (`acquis`), points (`12.5`), or `not-observed`. Only a scale says what it means.
    MarkCode
    /// Something that the certification asks for beside the blocks (`memoire`).
    RequirementId
    /// A timed phase of the hearing (`presentation`).
    PhaseId
    /// In what capacity a member sits (`professionnel`).
    CapacityId
}

/// The most characters a member's name in files may have: it ends the names of signature files.
const LONGEST_MEMBER_ID: usize = 64;

/// Whether this can be a member's name in files, and so the principal of signatures: lower-case ASCII letters,
/// digits, `.`, `-`, `_` and `@`, beginning with a letter or a digit.
pub fn is_member_id(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    text.starts_with(plain)
        && text.len() <= LONGEST_MEMBER_ID
        && text.chars().all(|c| plain(c) || matches!(c, '.' | '-' | '_' | '@'))
}

/// Finds what a person typed among what has a name: as written, else whatever the case.
pub fn find<'a, T>(all: &'a [T], typed: &str, name: impl Fn(&T) -> &str) -> Option<&'a T> {
    let exact = all.iter().find(|each| name(each) == typed);
    exact.or_else(|| all.iter().find(|each| name(each).to_lowercase() == typed.to_lowercase()))
}
