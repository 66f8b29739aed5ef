//! The domain, played: a small exam, command by command, on a clock of its own.

mod certifying;
mod clock;
pub(crate) mod composing;
mod deciding;
pub(crate) mod fair;
mod foreign;
mod group;
mod group_jury;
pub(crate) mod play;
mod rules;
