//! Words that come from a grid, in the languages that it gives.

/// A wording of the grid: always in French, in English where the grid gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// The French words.
    pub fr: String,
    /// The English words, if any.
    pub en: Option<String>,
}
