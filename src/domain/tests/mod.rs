//! The domain, played: a small exam, command by command, on a clock of its own.

mod clock;
mod deciding;
mod foreign;
mod group;
pub(crate) mod play;
