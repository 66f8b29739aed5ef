//! Who sits, in what capacity, and what the grid asks of a jury.

use super::id::{CapacityId, MemberId};
use super::wording::Wording;

/// A member of the jury.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The name in files and of signatures.
    pub id: MemberId,
    /// The person's name.
    pub name: String,
    /// In what capacity the person sits.
    pub capacity: CapacityId,
    /// The public key, as one OpenSSH line, if the member signs with a key.
    pub public_key: Option<String>,
    /// The file of the private key, as the session writes it; none means the agent.
    pub key_file: Option<String>,
}

/// The jury of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jury {
    /// The members, in the session file's order; never empty.
    pub members: Vec<Member>,
    /// Who presides; one of the members.
    pub president: MemberId,
}

impl Jury {
    /// The member with this name.
    pub fn member(&self, id: &MemberId) -> Option<&Member> {
        self.members.iter().find(|member| member.id == *id)
    }
}

/// A capacity in which one can sit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capacity {
    /// Its name in files.
    pub id: CapacityId,
    /// Its name on screen.
    pub title: Wording,
    /// Whether such a member is external to the certifier.
    pub external: bool,
}

/// What the grid asks of juries.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct JuryRules {
    /// The capacities that the grid knows.
    pub capacities: Vec<Capacity>,
    /// What each hearing needs.
    pub hearing: Composition,
    /// What the certification jury needs, where the text has one.
    pub certification: Option<Composition>,
}

/// A composition: least numbers, each zero where the grid asks nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Composition {
    /// Members at least.
    pub members: usize,
    /// External members at least.
    pub external: usize,
    /// External members at least, in per cent of all.
    pub external_percent: usize,
    /// Members of a capacity at least.
    pub capacities: Vec<(CapacityId, usize)>,
}

/// One rule of a composition, held against a jury.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleCheck {
    /// What is counted.
    pub rule: CompositionRule,
    /// How many, or how many per cent, there are.
    pub found: usize,
    /// How many, or how many per cent, there must be.
    pub required: usize,
}

impl RuleCheck {
    /// Whether the rule holds.
    pub fn holds(&self) -> bool {
        self.found >= self.required
    }
}

/// What a rule of composition counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CompositionRule {
    /// Members.
    Members,
    /// External members.
    External,
    /// The share of external members, in per cent.
    ExternalPercent,
    /// Members of a capacity.
    Capacity(CapacityId),
}

impl JuryRules {
    /// The capacity with this name.
    pub fn capacity(&self, id: &CapacityId) -> Option<&Capacity> {
        self.capacities.iter().find(|capacity| capacity.id == *id)
    }

    /// Holds these members against a composition: every rule that the grid states, kept or not.
    pub fn check(&self, needed: &Composition, members: &[&Member]) -> Vec<RuleCheck> {
        let external = members
            .iter()
            .filter(|member| self.capacity(&member.capacity).is_some_and(|capacity| capacity.external))
            .count();
        let share = if members.is_empty() { 0 } else { external * 100 / members.len() };
        let mut checks = vec![
            RuleCheck { rule: CompositionRule::Members, found: members.len(), required: needed.members },
            RuleCheck { rule: CompositionRule::External, found: external, required: needed.external },
            RuleCheck { rule: CompositionRule::ExternalPercent, found: share, required: needed.external_percent },
        ];
        checks.extend(needed.capacities.iter().map(|(capacity, required)| RuleCheck {
            rule: CompositionRule::Capacity(capacity.clone()),
            found: members.iter().filter(|member| member.capacity == *capacity).count(),
            required: *required,
        }));
        checks.retain(|check| check.required > 0);
        checks
    }
}

impl CompositionRule {
    /// The name in files.
    pub fn key(&self) -> &str {
        match self {
            Self::Members => "members",
            Self::External => "external",
            Self::ExternalPercent => "external-percent",
            Self::Capacity(capacity) => capacity.as_str(),
        }
    }
}
