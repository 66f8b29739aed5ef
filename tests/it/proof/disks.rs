//! Disks that fail and that are full.
