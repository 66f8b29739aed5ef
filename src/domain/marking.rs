//! How a session marks: on one sheet together, or each juror alone; and who must sign.

use super::hearing::Hearing;
use super::id::MemberId;
use super::jury::Jury;

/// How a session marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Marking {
    /// One sheet, filled together.
    #[default]
    Collegial,
    /// A sheet a juror, closed to the others until the reveal.
    Individual(Individual),
}

/// How jurors mark alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Individual {
    /// Whether the president marks, too, or only presides.
    pub president_marks: bool,
    /// Whether each sheet opens with a code of its juror's.
    pub codes: bool,
}

impl Marking {
    /// How jurors mark alone, where they do.
    pub fn individual(&self) -> Option<Individual> {
        match self {
            Self::Collegial => None,
            Self::Individual(how) => Some(*how),
        }
    }

    /// The name in files.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Collegial => "collegial",
            Self::Individual(_) => "individual",
        }
    }
}

/// Whose signatures the minutes need, with a key or on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Signatures {
    /// The president's.
    #[default]
    President,
    /// Those of every juror who sits.
    Everybody,
}

impl Signatures {
    /// Who must sign the minutes of this hearing, in the jury's order.
    ///
    /// Where the president does not judge this candidate, everybody who does signs instead. An absence is signed by the
    /// president.
    pub fn required(self, jury: &Jury, president: &MemberId, hearing: &Hearing) -> Vec<MemberId> {
        let sits = |id: &MemberId| hearing.present.as_ref().is_some_and(|presence| presence.members.contains(id));
        let recused = hearing.is_recused(president);
        let everybody = self == Self::Everybody || recused;
        let signs = |id: &MemberId| (id == president && !recused) || (everybody && sits(id));
        jury.members.iter().map(|member| &member.id).filter(|id| signs(id)).cloned().collect()
    }
}
