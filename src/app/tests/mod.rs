//! The app, driven by messages: what it is told, what it must show then, what must be on the disk.

pub(crate) mod driver;

pub(crate) mod alone;
mod amending;
mod any_order;
pub(crate) mod around;
mod deliberating;
mod group;
mod hearing;
pub(crate) mod large;
mod marking;
mod saving;
mod warnings;
pub(crate) mod whole;
