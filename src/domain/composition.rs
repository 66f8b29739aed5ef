//! The rules of a jury's composition, each held against those who sit, with its figures.

use serde::{Deserialize, Serialize};

use super::id::{CandidateId, CapacityId, MemberId};
use super::jury::{Composition, Gender, JuryRules, Member};

/// What a rule of composition asks. The names in kebab case are those of the minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CompositionRule {
    /// So many members.
    Members,
    /// So many external members.
    External,
    /// A share of external members, in per cent.
    ExternalPercent,
    /// So many members of a capacity.
    Capacity,
    /// Who presides is external.
    PresidentExternal,
    /// The members of some capacities have not trained the candidate.
    NotTrainers,
    /// Every member of a capacity has practised for so many years.
    PracticeYears,
    /// As many members of the one capacity as of the other.
    Balanced,
    /// As many women as men among the members of some capacities.
    AsManyWomenAsMen,
}

/// The figures of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    /// How many there are: members that count, women, members of the first capacity.
    pub found: usize,
    /// Of how many, where the rule looks at a part of some.
    pub of: Option<usize>,
    /// How many there must be, or per cent, or years: what the grid says; else the number that `found` must equal.
    pub required: usize,
}

impl CompositionRule {
    /// Whether these figures keep the rule, where everything needed is known of everybody.
    pub fn is_kept(self, figures: Figures) -> bool {
        let Figures { found, of, required } = figures;
        match self {
            // A share of nobody is none. The figures of minutes come from outside: they may be of any size.
            Self::ExternalPercent => of.filter(|of| *of > 0).is_some_and(|of| {
                let both = found.checked_mul(100).zip(required.checked_mul(of));
                both.is_some_and(|(found, required)| found >= required)
            }),
            Self::PracticeYears => of == Some(found),
            Self::Balanced | Self::AsManyWomenAsMen => found == required,
            Self::Members | Self::External | Self::Capacity | Self::PresidentExternal | Self::NotTrainers => {
                found >= required
            }
        }
    }
}

/// One rule of a composition, held against those who sit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleCheck {
    /// What it asks.
    pub rule: CompositionRule,
    /// The capacities that it speaks of, in the grid's order.
    pub capacities: Vec<CapacityId>,
    /// Its figures.
    pub figures: Figures,
    /// What it found of single members.
    pub findings: Vec<Finding>,
}

/// What a rule found of one member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Who.
    pub member: MemberId,
    /// What.
    pub fact: Fact,
}

/// What a rule finds of a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// The session does not say what the rule needs.
    Unknown,
    /// Presides.
    Presides,
    /// Trained the candidate.
    Trained,
    /// Has practised for so many years.
    Years(usize),
}

impl RuleCheck {
    /// Whether the rule holds; what is not known of a member does not count in its favour.
    pub fn holds(&self) -> bool {
        self.rule.is_kept(self.figures) && self.unknown().next().is_none()
    }

    /// The members of whom the session does not say what the rule needs.
    pub fn unknown(&self) -> impl Iterator<Item = &MemberId> {
        self.findings.iter().filter(|finding| finding.fact == Fact::Unknown).map(|finding| &finding.member)
    }

    /// The share in per cent, rounded to the nearest, but never up to a share that is not reached.
    pub fn percent(&self) -> usize {
        let Figures { found, of, required } = self.figures;
        let of = of.unwrap_or_default();
        if of == 0 {
            return 0;
        }
        let rounded = (found * 200 + of) / (2 * of);
        if self.holds() { rounded } else { rounded.min(required.saturating_sub(1)) }
    }
}

impl JuryRules {
    /// Holds those who sit against a composition: every rule that the grid states, kept or not.
    ///
    /// The president is the session's, also where somebody else presides because the president is absent. Where no
    /// candidate is meant, who trained any candidate has trained.
    pub fn check(
        &self,
        needed: &Composition,
        members: &[&Member],
        president: Option<&Member>,
        candidate: Option<&CandidateId>,
    ) -> Vec<RuleCheck> {
        let mut checks = self.counts(needed, members);
        if needed.president_external {
            let found = usize::from(president.is_some_and(|president| self.is_external(president)));
            checks.push(RuleCheck {
                findings: president.into_iter().map(|member| finding(member, Fact::Presides)).collect(),
                ..check(CompositionRule::PresidentExternal, &[], found, None, 1)
            });
        }
        if !needed.not_trainers.is_empty() {
            checks.push(not_trainers(&needed.not_trainers, members, candidate));
        }
        let years = needed.practice_years.iter().filter(|(_, least)| *least > 0);
        checks.extend(years.map(|(capacity, least)| practice_years(capacity, *least, members)));
        checks.extend(needed.balanced.iter().map(|(one, other)| {
            let both = [one.clone(), other.clone()];
            check(CompositionRule::Balanced, &both, count(members, one), None, count(members, other))
        }));
        if !needed.as_many_women_as_men.is_empty() {
            checks.push(women_and_men(&needed.as_many_women_as_men, members));
        }
        checks
    }

    /// The rules that count members.
    fn counts(&self, needed: &Composition, members: &[&Member]) -> Vec<RuleCheck> {
        let external = members.iter().filter(|member| self.is_external(member)).count();
        let (all, of) = (members.len(), Some(members.len()));
        let mut checks = vec![
            check(CompositionRule::Members, &[], all, None, needed.members),
            check(CompositionRule::External, &[], external, None, needed.external),
            check(CompositionRule::ExternalPercent, &[], external, of, needed.external_percent),
        ];
        checks.extend(needed.capacities.iter().map(|(capacity, least)| {
            let found = count(members, capacity);
            check(CompositionRule::Capacity, std::slice::from_ref(capacity), found, None, *least)
        }));
        checks.retain(|check| check.figures.required > 0);
        checks
    }
}

fn check(
    rule: CompositionRule,
    capacities: &[CapacityId],
    found: usize,
    of: Option<usize>,
    required: usize,
) -> RuleCheck {
    let figures = Figures { found, of, required };
    RuleCheck { rule, capacities: capacities.to_vec(), figures, findings: Vec::new() }
}

fn finding(member: &Member, fact: Fact) -> Finding {
    Finding { member: member.id.clone(), fact }
}

fn count(members: &[&Member], capacity: &CapacityId) -> usize {
    members.iter().filter(|member| member.capacity == *capacity).count()
}

fn among<'a>(members: &[&'a Member], capacities: &[CapacityId]) -> Vec<&'a Member> {
    members.iter().copied().filter(|member| capacities.contains(&member.capacity)).collect()
}

fn not_trainers(capacities: &[CapacityId], members: &[&Member], candidate: Option<&CandidateId>) -> RuleCheck {
    let concerned = among(members, capacities);
    let findings: Vec<Finding> = concerned
        .iter()
        .filter_map(|member| match &member.trained {
            None => Some(finding(member, Fact::Unknown)),
            Some(trained) => trained.reaches(candidate).then(|| finding(member, Fact::Trained)),
        })
        .collect();
    let found = concerned.len() - findings.len();
    RuleCheck { findings, ..check(CompositionRule::NotTrainers, capacities, found, None, concerned.len()) }
}

fn practice_years(capacity: &CapacityId, least: usize, members: &[&Member]) -> RuleCheck {
    let capacities = std::slice::from_ref(capacity);
    let concerned = among(members, capacities);
    let found = concerned.iter().filter(|member| member.practice_years.is_some_and(|years| years >= least)).count();
    let fact = |member: &Member| member.practice_years.map_or(Fact::Unknown, Fact::Years);
    RuleCheck {
        findings: concerned.iter().map(|member| finding(member, fact(member))).collect(),
        ..check(CompositionRule::PracticeYears, capacities, found, Some(concerned.len()), least)
    }
}

fn women_and_men(capacities: &[CapacityId], members: &[&Member]) -> RuleCheck {
    let concerned = among(members, capacities);
    let of = |gender: Gender| concerned.iter().filter(|member| member.gender == Some(gender)).count();
    let unknown = concerned.iter().filter(|member| member.gender.is_none());
    RuleCheck {
        findings: unknown.map(|member| finding(member, Fact::Unknown)).collect(),
        ..check(CompositionRule::AsManyWomenAsMen, capacities, of(Gender::Woman), None, of(Gender::Man))
    }
}
