//! A candidate: who, which blocks, when, and how much time.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{NaiveDate, NaiveTime};

use super::certification::Met;
use super::id::{BlockCode, CandidateId, RequirementId};

/// A candidate on the list of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The identifier on the list.
    pub id: CandidateId,
    /// The family name.
    pub family_name: String,
    /// The given name.
    pub given_name: String,
    /// The blocks presented, in the grid's order; never empty.
    pub blocks: Vec<BlockCode>,
    /// When the hearing is due to start, if the list says so.
    pub scheduled: Option<NaiveTime>,
    /// Extra time; its reason is nobody's business here.
    pub accommodation: Accommodation,
    /// How the candidate came to the certification, if the list says so.
    pub route: Option<Route>,
    /// With whom the candidate is heard: those of one session whose group is the same, to the letter.
    pub group: Option<String>,
    /// The blocks held before, from an earlier session or another certification.
    pub held: Vec<Held>,
    /// What the list says of the grid's other requirements.
    pub requirements: BTreeMap<RequirementId, Met>,
}

/// A block that a candidate held before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The block.
    pub block: BlockCode,
    /// Since when, if the list says so.
    pub since: Option<NaiveDate>,
    /// Where it comes from, if the list says so: another certification, a school's reference.
    pub origin: Option<String>,
}

impl Candidate {
    /// The name as a jury reads it: given name, then family name.
    pub fn name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name)
    }
}

/// Extra time, as data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Accommodation {
    /// None.
    #[default]
    None,
    /// A share of the phase's time, more: a *tiers-temps* is one third.
    Ratio {
        /// Numerator.
        numerator: u32,
        /// Denominator; never zero.
        denominator: u32,
    },
    /// So much more in each timed phase.
    Extra(Duration),
}

impl Accommodation {
    /// One third more time.
    pub const THIRD: Self = Self::Ratio { numerator: 1, denominator: 3 };

    /// The time due to this candidate for a phase of this length; exact to the millisecond.
    pub fn due(self, base: Duration) -> Duration {
        match self {
            Self::None => base,
            Self::Ratio { numerator, denominator } => base + base * numerator / denominator.max(1),
            Self::Extra(extra) => base + extra,
        }
    }
}

/// How a candidate came to the certification (*voie d'accès*).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// Pupil or student.
    Student,
    /// Apprenticeship contract.
    Apprentice,
    /// Continuing education.
    Continuing,
    /// Professionalisation contract.
    Professionalisation,
    /// Validation of experience (VAE).
    Experience,
    /// On one's own (*candidature individuelle*).
    Individual,
}

impl Route {
    /// All routes.
    pub const ALL: [Self; 6] = [
        Self::Student,
        Self::Apprentice,
        Self::Continuing,
        Self::Professionalisation,
        Self::Experience,
        Self::Individual,
    ];

    /// The name in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Student => "student",
            Self::Apprentice => "apprentice",
            Self::Continuing => "continuing",
            Self::Professionalisation => "professionalisation",
            Self::Experience => "vae",
            Self::Individual => "individual",
        }
    }

    /// The route of this name in files.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|route| route.key() == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_third_of_twenty_minutes_is_exact() {
        assert_eq!(Accommodation::THIRD.due(Duration::from_secs(1200)), Duration::from_secs(1600));
        assert_eq!(
            Accommodation::Extra(Duration::from_secs(600)).due(Duration::from_secs(1200)),
            Duration::from_secs(1800)
        );
        assert_eq!(Accommodation::None.due(Duration::from_secs(5)), Duration::from_secs(5));
    }
}
