//! No bytes make a reader panic, or give what cannot be used.

use proptest::prelude::*;

use super::super::{read_candidates, read_grid, read_session};
use super::shipped;

const GRID: &[u8] = include_bytes!("../../../grids/rncp38822.toml");
const LIST: &[u8] = include_bytes!("../../../sessions/exemple/candidates.csv");
const SESSION: &[u8] = b"format = \"soutenance-session/1\"\nname = \"b\"\nroom = \"B\"\ndate = 2027-06-14\n\
    mode = \"collegial\"\n[[jury]]\nid = \"a\"\nname = \"A\"\ncapacity = \"pro\"\npresident = true\n";

fn read_all(bytes: &[u8]) {
    let grid = shipped();
    let _ = read_grid("g", bytes);
    let _ = read_session("s", bytes, Some(&grid));
    // What is read can be used: a list has somebody on it, and everybody presents something.
    for list in [Some(&grid), None].into_iter().filter_map(|grid| read_candidates("c", bytes, grid).ok()) {
        assert!(!list.value.is_empty());
        assert!(list.value.iter().all(|candidate| !candidate.id.as_str().is_empty() && !candidate.blocks.is_empty()));
    }
}

/// A good file with a stretch replaced by what files are made of.
fn mutated(good: &'static [u8]) -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..6),
        "[\\[\\]{}=\"'\\\\,;#.\n\r a1é-]{0,8}".prop_map(String::into_bytes),
    ];
    (0..=good.len(), 0..12_usize, piece).prop_map(move |(at, length, piece)| {
        let mut bytes = good.to_vec();
        let end = (at + length).min(bytes.len());
        bytes.splice(at..end, piece);
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        read_all(&bytes);
    }

    #[test]
    fn any_characters(text in "[a-cé;,=\"'\\[\\]{}\n\r\t#. \u{feff}\u{202e}1-]{0,200}") {
        read_all(text.as_bytes());
    }

    #[test]
    fn good_files_with_a_hole(grid in mutated(GRID), list in mutated(LIST), session in mutated(SESSION)) {
        read_all(&grid);
        read_all(&list);
        read_all(&session);
    }
}
