//! What is taken is what `toml` reads and writes, and what the program writes is taken.

mod changed;

use proptest::prelude::*;
use serde::{Deserialize, Serialize};

use super::{read, write};
use crate::domain::closing::{Closing, closing};
use crate::domain::hearing::{Head, Hearing};
use crate::domain::minutes::Minutes;
use crate::domain::session::Plan;
use crate::domain::tests::fair::alone;
use crate::domain::tests::fair::any_order::{Ask, ask};
use crate::domain::tests::play::{Stage, group_plan, keyed, plan};
use changed::{Change, change, changed};

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
    assert!(write::is(value, &text), "{text}");
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

/// As people write, most often.
fn said() -> impl Strategy<Value = String> {
    prop_oneof![8 => "[a-zé’' ]{0,6}", 2 => "[ a-z'\"\n]{0,6}", 1 => text()]
}

fn bare() -> impl Strategy<Value = Bare> {
    let leaf = prop::option::of(said()).prop_map(|text| Bare { text, rows: Vec::new(), inner: None });
    leaf.prop_recursive(3, 8, 2, |below| {
        (prop::option::of(said()), prop::collection::vec(below.clone(), 0..3), prop::option::of(below))
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
    let list = || prop::collection::vec(said(), 0..4);
    let count = prop_oneof![8 => 0..100_u64, 1 => any::<u64>()];
    let scalars = (said(), any::<u8>(), count, any::<Option<bool>>(), list(), prop::collection::vec(list(), 0..3));
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

/// What is taken is what `toml` reads, and only what it writes is the text of a value, not that text after changes.
fn agrees<T: Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug>(
    value: &T,
    changes: &[Change],
) -> bool {
    let Ok(text) = toml::to_string(value) else { return false };
    let taken = read::<T>(&text);
    assert!(taken.is_none() || taken.as_ref() == Some(value), "{text:?}");
    let other = changes.iter().fold(text, |text, each| changed(&text, each));
    assert!(!write::is(value, &other) || toml::to_string(value).as_ref() == Ok(&other), "{other:?}");
    taken.is_some()
}

/// Of values of all kinds, whatever is written or taken is right; and some are, or nothing was seen.
fn all_agree<T: Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug>(all: impl Strategy<Value = T>) {
    let taken = std::cell::Cell::new(0);
    let changes = prop::collection::vec(change(), 1..3);
    proptest!(|(value in all, changes in changes)| taken.set(taken.get() + usize::from(agrees(&value, &changes))));
    assert!(taken.get() > 10, "only {} were taken", taken.get());
}

#[test]
fn whatever_is_written_is_what_toml_writes() {
    all_agree(sample());
}

#[test]
fn whatever_is_written_of_bare_tables_is_what_toml_writes() {
    all_agree(bare());
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
        assert!(agrees(&sample, &[]), "{:?}", toml::to_string(&sample));
    }
    for text in ["a\\b", "a\tb", "\u{7f}", "\r\n", "\"\"\"'''"] {
        agrees(&Sample { rows: vec![with_text(text)], ..with_text(text) }, &[]);
    }
}
