//! What the secretariat waits for.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a measurement stops where it cannot be made, and prints"
)]

mod synthetic;

use std::path::PathBuf;

use synthetic::population::{self, Order};

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let value = |name: &str| arguments.iter().position(|each| each == name).and_then(|at| arguments.get(at + 1));
    let number = |name: &str, default: usize| value(name).map_or(default, |text| text.parse().unwrap());
    let has = |name: &str| arguments.iter().any(|each| each == name);
    let order = Order {
        rooms: number("--rooms", 10),
        candidates: number("--candidates", 12),
        seed: number("--seed", 1) as u64,
        alone: has("--alone"),
        collegial: has("--collegial"),
    };
    if let Some(out) = value("--promotion") {
        synthetic::promotion::write(&PathBuf::from(out));
        return;
    }
    if let Some(out) = value("--out") {
        let out = PathBuf::from(out);
        std::fs::create_dir_all(&out).unwrap();
        population::write(&order, &out);
    }
}
