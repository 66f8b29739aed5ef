//! What can be wrong in what a grid asks of a jury, and in what a session says of its members: data, no words.

/// What only a jury can have wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JuryFault {
    /// What should be two capacities, one as strong as the other, is not two.
    NotAPair {
        /// How many there are.
        found: usize,
    },
    /// A capacity held against itself.
    SameTwice {
        /// Which.
        capacity: String,
    },
    /// What is neither `f` nor `m`.
    UnknownGender {
        /// What is written.
        written: String,
    },
}
