//! What is promised, tried: deaths, broken disks, damaged journals, forged signatures, hostile texts, bad terminals and
//! clocks.
//!
//! Each test takes what CI can afford; `SOUTENANCE_PROOF=whole cargo test --release --test it proof -- --nocapture`
//! takes everything. Each says what it counted on one line, `proof: …`.

#![allow(clippy::print_stdout, reason = "what was counted is said")]

mod clocks;
mod deaths;
mod disks;
mod forgeries;
mod journals;
mod neighbours;
mod terminals;
mod texts;

/// Whether everything is to be tried.
pub(crate) fn whole() -> bool {
    std::env::var("SOUTENANCE_PROOF").is_ok_and(|asked| asked == "whole")
}

/// How many are tried: few, or all of them.
pub(crate) fn some(few: usize, all: usize) -> usize {
    if whole() { all } else { few }
}

/// Says what was counted.
pub(crate) fn counted(what: &str, counts: &str) {
    println!("proof: {what}: {counts}");
}
