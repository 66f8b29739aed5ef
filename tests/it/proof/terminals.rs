//! Terminals that are small, fast, dumb or gone.
