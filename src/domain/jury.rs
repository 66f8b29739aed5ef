//! Who sits, in what capacity, and what the grid asks of a jury.

use super::id::{CandidateId, CapacityId, MemberId};
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
    /// Years of practice of the trade, if the session says.
    pub practice_years: Option<usize>,
    /// Whom of the candidates the person trained, if the session says.
    pub trained: Option<Trained>,
    /// Woman or man, if the session says: for a grid that asks for as many of the ones as of the others, and nothing else.
    pub gender: Option<Gender>,
    /// The public key, as one OpenSSH line, if the member signs with a key.
    pub public_key: Option<String>,
    /// The file of the private key, as the session writes it; none means the agent.
    pub key_file: Option<String>,
}

/// Whom of the candidates a member trained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trained {
    /// None of them.
    Nobody,
    /// Every one of them.
    Everybody,
    /// These.
    These(Vec<CandidateId>),
}

impl Trained {
    /// Whether it was this candidate; where none is meant, anybody at all.
    pub fn reaches(&self, candidate: Option<&CandidateId>) -> bool {
        match (self, candidate) {
            (Self::Nobody, _) => false,
            (Self::Everybody, _) => true,
            (Self::These(all), Some(candidate)) => all.contains(candidate),
            (Self::These(all), None) => !all.is_empty(),
        }
    }
}

/// Woman or man.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// A woman.
    Woman,
    /// A man.
    Man,
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

/// What a jury must be made of; zero, false or empty where the grid asks nothing.
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
    /// Whether who presides sits in an external capacity.
    pub president_external: bool,
    /// The capacities whose members have not trained the candidate.
    pub not_trainers: Vec<CapacityId>,
    /// Years of practice at least, of every member of a capacity.
    pub practice_years: Vec<(CapacityId, usize)>,
    /// As many members of the one capacity as of the other.
    pub balanced: Vec<(CapacityId, CapacityId)>,
    /// As many women as men among the members of these capacities together.
    pub as_many_women_as_men: Vec<CapacityId>,
    /// Why this was chosen, where the grid's text is silent.
    pub editorial: Option<String>,
}

impl JuryRules {
    /// The capacity with this name.
    pub fn capacity(&self, id: &CapacityId) -> Option<&Capacity> {
        self.capacities.iter().find(|capacity| capacity.id == *id)
    }

    /// Whether this member is external to the certifier.
    pub fn is_external(&self, member: &Member) -> bool {
        self.capacity(&member.capacity).is_some_and(|capacity| capacity.external)
    }
}
