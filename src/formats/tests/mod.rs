//! Whole files, good and broken.

mod bytes;
mod grids;
mod juries;
mod lists;
mod sessions;

use super::problem::{Place, Problem, ProblemKind, Problems, Severity};
use super::{Read, read_grid};
use crate::domain::grid::Grid;

/// The grid that is shipped.
fn shipped() -> Grid {
    let bytes = include_bytes!("../../../grids/rncp38822.toml");
    read_grid("grids/rncp38822.toml", bytes).map(|read| read.value).unwrap()
}

/// Line, column, length.
type Stretch = (usize, usize, usize);

/// What was found, without what repeats the file.
fn found(problems: &[Problem]) -> Vec<(Option<Stretch>, &ProblemKind)> {
    problems
        .iter()
        .map(|problem| (problem.place.map(|Place { line, column, length }| (line, column, length)), &problem.kind))
        .collect()
}

/// The problems of a file that has errors.
fn errors<T: std::fmt::Debug>(read: Result<Read<T>, Problems>) -> Problems {
    let problems = read.unwrap_err();
    assert!(problems.iter().any(|problem| problem.severity == Severity::Error), "{problems:?}");
    problems
}

/// Where a piece of text stands, which must be there once.
fn place_in(text: &str, piece: &str) -> (usize, usize, usize) {
    let mut places = text.lines().enumerate().filter_map(|(index, line)| {
        line.find(piece).map(|at| (index + 1, line[..at].chars().count() + 1, piece.chars().count()))
    });
    let place = places.next().unwrap_or_else(|| panic!("« {piece} » is not in the file"));
    assert_eq!(places.next(), None, "« {piece} » is there twice");
    place
}
