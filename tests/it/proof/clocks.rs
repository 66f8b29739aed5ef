//! Clocks that are set, that sleep, and that start again.
