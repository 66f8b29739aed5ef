//! Other programs and people at the same files.
