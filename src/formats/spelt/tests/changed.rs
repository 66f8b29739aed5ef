//! Texts of minutes and closings, changed in every way that may not matter.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::super::read;
use super::{by_toml, text, walk};
use crate::domain::closing::Closing;
use crate::domain::minutes::Minutes;
use crate::domain::tests::fair::alone;
use crate::domain::tests::fair::any_order::ask;
use crate::domain::tests::play::{group_plan, keyed, plan};

/// Some minutes of each kind, and a closing.
fn some() -> (Vec<Minutes>, Vec<Closing>) {
    let mut runner = TestRunner::deterministic();
    let asks = prop::collection::vec(ask(), 400);
    let (mut minutes, mut closings) = (Vec::new(), Vec::new());
    for stage in [alone, || keyed(plan()), || keyed(group_plan())].iter().cycle().take(60) {
        let (drawn, closed) = walk(stage(), &asks.new_tree(&mut runner).unwrap().current());
        minutes.extend(drawn);
        closings.extend(closed);
    }
    (minutes, closings)
}

/// A change to a text: at a place, in thousandths of it.
#[derive(Debug, Clone)]
pub(super) enum Change {
    Insert(usize, String),
    Delete(usize, usize),
    Replace(usize, &'static str, &'static str),
    Double(usize),
    Swap(usize, usize),
}

pub(super) fn change() -> impl Strategy<Value = Change> {
    let bits = prop::sample::select(vec![
        " ",
        "\n",
        "\t",
        "\r",
        "#",
        "# x\n",
        "\"",
        "'",
        "\"\"\"",
        "'''",
        "\\",
        "\\u00e9",
        "\\n",
        "=",
        " = ",
        "[",
        "]",
        "[[",
        "]]",
        ",",
        ", ",
        ".",
        "0",
        "+",
        "-",
        "_",
        "true",
        "false",
        "{}",
        "{ a = 1 }",
        "\u{feff}",
        "é",
        "\u{200b}",
        "must_sign = false\n",
        "with = []\n",
        "present = true\n",
        "\n[[jury]]\n",
        "\n[journal]\n",
        "\n[a]\n",
        "block = []\n",
    ]);
    let pairs = prop::sample::select(vec![
        ("\"", "'"),
        ("\"", "\"\"\""),
        (" = ", "="),
        (" = ", "  = "),
        ("\n", "\r\n"),
        ("\n\n", "\n"),
        ("\n\n", "\n\n\n"),
        ("\n", " \n"),
        ("\n", "# x\n"),
        (" = 1", " = +1"),
        (" = 1", " = 01"),
        (" = 1", " = 1_0"),
        (" = 1", " = 0x1"),
        (" = 1", " = 1.0"),
        (" = ", " = 99999999999999999999"),
        ("é", "\\u00e9"),
        ("true", "false"),
        ("true", "True"),
        ("[]", "[ ]"),
        ("]", ",]"),
        (", ", ","),
        ("[[", "["),
        ("]]", "]"),
        (".", "\".\""),
        ("+02:00", "+02:30"),
        ("+02:00", "Z"),
        ("+02:00", "+00:00"),
        (":00", ":60"),
        ("T", "t"),
        ("T", " "),
        ("\"", ""),
    ]);
    let place = || 0..1000_usize;
    prop_oneof![
        (place(), bits.prop_map(str::to_owned)).prop_map(|(at, what)| Change::Insert(at, what)),
        (place(), text()).prop_map(|(at, what)| Change::Insert(at, what)),
        (place(), 1..20_usize).prop_map(|(at, length)| Change::Delete(at, length)),
        (place(), pairs).prop_map(|(at, (from, to))| Change::Replace(at, from, to)),
        place().prop_map(Change::Double),
        (place(), place()).prop_map(|(one, other)| Change::Swap(one, other)),
    ]
}

fn place(text: &str, at: usize) -> usize {
    text.floor_char_boundary(text.len() * at / 1000)
}

pub(super) fn changed(text: &str, change: &Change) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    match change {
        Change::Insert(at, what) => {
            let (before, after) = text.split_at(place(text, *at));
            format!("{before}{what}{after}")
        }
        Change::Delete(at, length) => {
            let (before, after) = text.split_at(place(text, *at));
            format!("{before}{}", after.chars().skip(*length).collect::<String>())
        }
        Change::Replace(at, from, to) => {
            let (before, after) = text.split_at(place(text, *at));
            format!("{before}{}", after.replacen(from, to, 1))
        }
        Change::Double(at) => {
            let at = lines.len() * at / 1000;
            let doubled = lines.iter().enumerate().flat_map(|(n, line)| [*line].repeat(1 + usize::from(n == at)));
            doubled.collect()
        }
        Change::Swap(one, other) => {
            let mut lines = lines;
            let (one, other) = (lines.len() * one / 1000, lines.len() * other / 1000);
            if !lines.is_empty() {
                lines.swap(one, other);
            }
            lines.concat()
        }
    }
}

/// Whatever the changes, a text is taken only if `toml` reads the same from it and writes it so.
#[test]
fn a_changed_text_is_taken_only_in_the_one_spelling() {
    let (minutes, closings) = some();
    assert!(minutes.len() > 20 && closings.len() > 20, "{} {}", minutes.len(), closings.len());
    let minutes: Vec<String> = minutes.iter().map(|each| toml::to_string(each).unwrap()).collect();
    let closings: Vec<String> = closings.iter().map(|each| toml::to_string(each).unwrap()).collect();
    let one = (any::<prop::sample::Index>(), any::<bool>(), prop::collection::vec(change(), 1..3));
    let taken = std::cell::Cell::new(0);
    proptest!(|((index, closes, changes) in one)| {
        let text = if closes { index.get(&closings) } else { index.get(&minutes) };
        let text = changes.iter().fold(text.clone(), |text, each| changed(&text, each));
        let held = if closes {
            read::<Closing>(&text).map(|value| Some(value) == by_toml(&text))
        } else {
            read::<Minutes>(&text).map(|value| Some(value) == by_toml(&text))
        };
        taken.set(taken.get() + usize::from(held.is_some()));
        prop_assert_ne!(held, Some(false), "{}", text);
    });
    assert!(taken.get() > 5, "of the changed texts only {} are in the one spelling", taken.get());
}
