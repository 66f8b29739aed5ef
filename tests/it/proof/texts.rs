//! Texts that mean harm.
