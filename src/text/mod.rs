//! Every word a user reads, in French and in English, side by side.
//!
//! A sentence is a function made by the macro `words!`: its arguments are typed, and a sentence that
//! lacks one of the two languages does not compile. French is first because it is what juries read.

pub mod alone;
pub mod around;
pub mod changes;
pub mod cli;
pub mod consolidate;
pub mod decision;
pub mod disk;
pub mod exam;
pub mod export;
pub mod grid;
pub mod group;
pub mod help;
pub mod jury;
pub mod line;
pub mod manifest;
pub mod minutes;
pub mod president;
pub mod printed;
pub mod problems;
pub mod room;
pub mod screens;
pub mod sheets;
pub mod signing;
pub mod statistics;
pub mod verbs;
pub mod verify;

use std::fmt;

/// The two languages of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// French, the default.
    #[default]
    Fr,
    /// English.
    En,
}

impl Lang {
    /// The language of a locale name such as `en_GB.UTF-8`; anything that is not English is French.
    pub fn from_locale(locale: Option<&str>) -> Self {
        match locale {
            Some(name) if name.to_ascii_lowercase().starts_with("en") => Self::En,
            _ => Self::Fr,
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Fr => "fr",
            Self::En => "en",
        })
    }
}

/// Declares sentences: `name(arg: Type, …) { "français" / "English" }`.
///
/// Each becomes `pub fn name(lang: Lang, arg: Type, …) -> String`; the two texts are format strings.
macro_rules! words {
    ($($(#[$meta:meta])* $name:ident ( $($arg:ident : $ty:ty),* $(,)? ) { $fr:literal / $en:literal })+) => {
        $(
            $(#[$meta])*
            #[doc = concat!("```text\n", $fr, "\n", $en, "\n```")]
            pub fn $name(lang: $crate::text::Lang $(, $arg: $ty)*) -> String {
                match lang {
                    $crate::text::Lang::Fr => format!($fr),
                    $crate::text::Lang::En => format!($en),
                }
            }
        )+
    };
}
pub(crate) use words;

/// `one` for a count that takes the singular in this language, else `many`.
///
/// French takes the singular for 0 and 1, English for 1 alone.
pub fn plural<'a>(lang: Lang, count: usize, one: &'a str, many: &'a str) -> &'a str {
    let singular = match lang {
        Lang::Fr => count < 2,
        Lang::En => count == 1,
    };
    if singular { one } else { many }
}

/// Lower case, without the accents of French.
pub fn plain(text: &str) -> String {
    let unaccented = text.to_lowercase();
    let plain = unaccented.chars().map(|c| match c {
        'à' | 'â' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        '’' => '\'',
        other => other,
    });
    plain.collect()
}
