//! Journals that were damaged, moved and put back.
