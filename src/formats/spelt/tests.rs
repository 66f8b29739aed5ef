//! What is taken is what `toml` reads and writes, and what the program writes is taken.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde::{Deserialize, Serialize};

use super::{read, write};
use crate::domain::closing::{Closing, closing};
use crate::domain::hearing::{Head, Hearing};
use crate::domain::minutes::Minutes;
use crate::domain::session::Plan;
use crate::domain::tests::fair::alone;
use crate::domain::tests::fair::any_order::{Ask, ask};
use crate::domain::tests::play::{Stage, group_plan, keyed, plan};

/// What `toml` makes of a text in its one spelling.
fn by_toml<T: Serialize + serde::de::DeserializeOwned>(text: &str) -> Option<T> {
    let value: T = toml::from_str(text).ok()?;
    (toml::to_string(&value).ok()? == text).then_some(value)
}

/// Walks, and gives every version of every minutes that were drawn on the way, and what would close the session.
fn walk(stage: Plan, asks: &[Ask]) -> (Vec<Minutes>, Option<Closing>) {
    let mut stage = Stage::on(stage);
    for ask in asks {
        stage.asks(ask);
    }
    let session = &stage.session;
    let hearings = session.plan().candidates.iter().filter_map(|candidate| session.hearing(&candidate.id));
    let drawn = hearings.flat_map(|hearing: &Hearing| hearing.annulled.iter().chain(&hearing.drawn));
    let head = Head { seq: 7, digest: "ab".repeat(32) };
    (drawn.map(|drawn| (*drawn.minutes).clone()).collect(), closing(session, stage.now.at, &head))
}

fn is_taken<T: Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug>(value: &T) {
    let text = toml::to_string(value).unwrap();
    assert_eq!(write::write(value, 0).as_ref(), Some(&text));
    assert_eq!(read::<T>(&text).as_ref(), Some(value), "{text}");
}

fn all_taken((minutes, closing): &(Vec<Minutes>, Option<Closing>)) {
    minutes.iter().for_each(is_taken);
    closing.iter().for_each(is_taken);
}

proptest! {
    #[test]
    fn minutes_of_a_jury_that_marks_alone(asks in prop::collection::vec(ask(), 0..400)) {
        all_taken(&walk(alone(), &asks));
    }

    #[test]
    fn minutes_of_a_jury_that_marks_together(asks in prop::collection::vec(ask(), 0..250)) {
        all_taken(&walk(keyed(plan()), &asks));
    }

    #[test]
    fn minutes_of_a_group(asks in prop::collection::vec(ask(), 0..400)) {
        all_taken(&walk(keyed(group_plan()), &asks));
    }
}

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

/// The files of the sample rooms, which other programs of the house wrote.
#[test]
fn the_sample_rooms_are_taken() {
    let rooms = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions/promotion-2026/recu");
    let (mut folders, mut seen) = (vec![rooms], 0);
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir().unwrap() {
            let path = entry.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            if path.is_dir() {
                folders.push(path);
            } else if text.starts_with("format = \"soutenance-minutes/1\"\n") {
                let minutes: Option<Minutes> = read(&text);
                assert!(minutes.is_some() && minutes == by_toml(&text), "{}", path.display());
                seen += 1;
            } else if text.starts_with("format = \"soutenance-closing/1\"\n") {
                let closing: Option<Closing> = read(&text);
                assert!(closing.is_some() && closing == by_toml(&text), "{}", path.display());
                seen += 1;
            }
        }
    }
    assert!(seen > 10, "{seen}");
}

/// A table of all that minutes are made of, in the orders in which they are not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Sample {
    text: String,
    level: u8,
    count: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    holds: Option<bool>,
    list: Vec<String>,
    lists: Vec<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    inner: Option<Box<Sample>>,
    #[serde(default)]
    rows: Vec<Sample>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last: Option<Kind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bare: Option<Bare>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Bare {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    rows: Vec<Bare>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    inner: Option<Box<Bare>>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Plain,
    Of(String),
    Named { text: String },
    Pair(u8, u8),
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ a-z'\"\n]{0,6}",
        "[\\\\a'\"\n\t\r\u{0}\u{8}\u{c}\u{1f}\u{7f}\u{85}é’#=\\[\\]., ]{0,8}",
        "[\"]{0,8}",
        "['\"]{0,8}",
        any::<String>(),
    ]
}

fn bare() -> impl Strategy<Value = Bare> {
    let leaf = prop::option::of(text()).prop_map(|text| Bare { text, rows: Vec::new(), inner: None });
    leaf.prop_recursive(3, 8, 2, |below| {
        (prop::option::of(text()), prop::collection::vec(below.clone(), 0..3), prop::option::of(below))
            .prop_map(|(text, rows, inner)| Bare { text, rows, inner: inner.map(Box::new) })
    })
}

fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![
        4 => Just(Kind::Plain),
        1 => text().prop_map(Kind::Of),
        1 => text().prop_map(|text| Kind::Named { text }),
        1 => Just(Kind::Pair(1, 2)),
    ]
}

fn sample() -> impl Strategy<Value = Sample> {
    let list = || prop::collection::vec(text(), 0..4);
    let scalars =
        (text(), any::<u8>(), any::<u64>(), any::<Option<bool>>(), list(), prop::collection::vec(list(), 0..3));
    let leaf = scalars.prop_map(|(text, level, count, holds, list, lists)| Sample {
        text,
        level,
        count,
        holds,
        list,
        lists,
        inner: None,
        rows: Vec::new(),
        last: None,
        bare: None,
    });
    leaf.prop_recursive(3, 12, 3, |below| {
        let within = prop::option::of(below.clone());
        let rows = prop::collection::vec(below.clone(), 0..3);
        (below, within, rows, prop::option::weighted(0.2, kind()), prop::option::weighted(0.3, bare())).prop_map(
            |(sample, inner, rows, last, bare)| Sample { inner: inner.map(Box::new), rows, last, bare, ..sample },
        )
    })
}

/// What is written is what `toml` writes, and what is taken is what it reads.
fn agrees<T: Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug>(value: &T) -> bool {
    let text = toml::to_string(value).ok();
    let written = write::write(value, 0);
    assert!(written.is_none() || written == text, "{written:?}\n{text:?}");
    let taken = text.as_ref().and_then(|text| read::<T>(text));
    assert!(taken.is_none() || taken.as_ref() == Some(value), "{text:?}");
    taken.is_some()
}

proptest! {
    #[test]
    fn whatever_is_written_is_what_toml_writes(sample in sample()) {
        agrees(&sample);
    }

    #[test]
    fn whatever_is_written_of_bare_tables_is_what_toml_writes(bare in bare()) {
        agrees(&bare);
    }
}

fn with_text(text: &str) -> Sample {
    Sample {
        text: text.to_owned(),
        level: 0,
        count: 0,
        holds: None,
        list: vec![text.to_owned(), text.to_owned()],
        lists: vec![vec![], vec![text.to_owned()]],
        inner: None,
        rows: Vec::new(),
        last: None,
        bare: None,
    }
}

/// What people write is taken without a second reading; what nobody does need not be.
#[test]
fn strings_of_every_kind() {
    for text in [
        "",
        "été",
        "l'écran",
        "dit \"oui\"",
        "un\ndeux",
        "\nun\n",
        "\n",
        "dit l'autre : \"oui\"",
        "\"",
        "'",
        "\n\"oui\"",
        "''",
    ] {
        let sample = Sample { rows: vec![with_text(text)], ..with_text(text) };
        assert!(agrees(&sample), "{:?}", toml::to_string(&sample));
    }
    for text in ["a\\b", "a\tb", "\u{7f}", "\r\n", "\"\"\"'''"] {
        agrees(&Sample { rows: vec![with_text(text)], ..with_text(text) });
    }
}

/// A change to a text: at a place, in thousandths of it.
#[derive(Debug, Clone)]
enum Change {
    Insert(usize, String),
    Delete(usize, usize),
    Replace(usize, &'static str, &'static str),
    Double(usize),
    Swap(usize, usize),
}

fn change() -> impl Strategy<Value = Change> {
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

fn changed(text: &str, change: &Change) -> String {
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
