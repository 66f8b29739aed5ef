//! French typography in French texts, English in English ones.

use crate::source::{Token, sources, tokens};

const NO_BREAK: char = '\u{a0}';
const THIN: char = '\u{202f}';

/// A text with the place it was found at.
type Found = (String, String);

/// The texts of `src/text`: French, English, and those that both languages share.
#[derive(Debug, Default)]
struct Texts {
    french: Vec<Found>,
    english: Vec<Found>,
    shared: Vec<Found>,
}

/// A pair is `"français" / "English"`, or `("français", "English")`.
fn texts() -> Texts {
    let mut all = Texts::default();
    for source in sources("src/text") {
        let place = |token: &Token| format!("{}:{}", source.path.display(), token.line);
        let tokens = &source.tokens;
        let mut at = 0;
        while at < tokens.len() {
            let Some(text) = tokens[at].text() else {
                at += 1;
                continue;
            };
            let second = tokens.get(at + 2).and_then(Token::text);
            let between = tokens.get(at + 1);
            let divided = between.is_some_and(|token| token.is('/'));
            let paired = between.is_some_and(|token| token.is(',')) && is_pair(tokens, at);
            match second {
                Some(second) if divided || paired => {
                    all.french.push((place(&tokens[at]), text.to_owned()));
                    all.english.push((place(&tokens[at + 2]), second.to_owned()));
                    at += 3;
                }
                _ => {
                    all.shared.push((place(&tokens[at]), text.to_owned()));
                    at += 1;
                }
            }
        }
    }
    all
}

/// Whether the text here is the first of two in brackets of their own, and not two arguments of a call.
fn is_pair(tokens: &[Token], at: usize) -> bool {
    let opened = at > 0 && tokens[at - 1].is('(') && (at == 1 || tokens[at - 2].word().is_none());
    let after = &tokens[at + 3..];
    let closed = after.first().is_some_and(|token| token.is(')'))
        || (after.first().is_some_and(|token| token.is(',')) && after.get(1).is_some_and(|token| token.is(')')));
    opened && closed
}

/// A text as it is shown, with `x` for each value put into it.
fn shown(format: &str) -> String {
    let mut text = String::new();
    let mut rest = format.chars().peekable();
    while let Some(c) = rest.next() {
        match (c, rest.peek()) {
            ('{', Some('{')) | ('}', Some('}')) => {
                rest.next();
                text.push(c);
            }
            ('{', _) => {
                while rest.next().is_some_and(|c| c != '}') {}
                text.push('x');
            }
            _ => text.push(c),
        }
    }
    text
}

/// What is wrong with a French text.
fn french_slips(format: &str) -> Vec<&'static str> {
    let text: Vec<char> = shown(format).chars().collect();
    let mut slips = Vec::new();
    let mut open = 0_usize;
    for (at, c) in text.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| text[at]);
        let after = text.get(at + 1).copied();
        let ends = after.is_none_or(|c| c.is_whitespace() || c == '»' || c == ')');
        match c {
            ':' if ends && before != Some(NO_BREAK) => slips.push("U+00A0 before a colon"),
            ':' if !ends && before.is_some_and(char::is_whitespace) => slips.push("a space after a colon"),
            ';' | '!' | '?' if before != Some(THIN) => slips.push("U+202F before ; ! ?"),
            '%' if !matches!(before, Some(NO_BREAK | THIN)) => slips.push("U+00A0 before %"),
            '«' => {
                open += 1;
                if after != Some(NO_BREAK) {
                    slips.push("U+00A0 after «");
                }
                if open > 1 {
                    slips.push("« inside « »");
                }
            }
            '»' => {
                if before != Some(NO_BREAK) {
                    slips.push("U+00A0 before »");
                }
                match open.checked_sub(1) {
                    Some(less) => open = less,
                    None => slips.push("» without «"),
                }
            }
            '\'' if before.is_some_and(char::is_alphanumeric) => slips.push("’ as the apostrophe"),
            _ => {}
        }
    }
    if open > 0 {
        slips.push("« without »");
    }
    slips
}

/// What is wrong with an English text, or with one that serves both languages.
fn english_slips(format: &str) -> Vec<&'static str> {
    let text: Vec<char> = shown(format).chars().collect();
    let mut slips = Vec::new();
    for pair in text.windows(2) {
        if pair[0].is_whitespace() && matches!(pair[1], ':' | ';' | '!' | '?' | '%') {
            slips.push("a space before : ; ! ? %");
        }
        if pair[0].is_alphanumeric() && pair[1] == '\'' {
            slips.push("’ as the apostrophe");
        }
    }
    slips
}

fn report(texts: &[Found], slips: fn(&str) -> Vec<&'static str>) -> Vec<String> {
    let wrong = |(place, text): &Found| {
        let found = slips(text);
        (!found.is_empty()).then(|| format!("{place} {text:?}: {}", found.join(", ")))
    };
    texts.iter().filter_map(wrong).collect()
}

#[test]
fn french_texts_are_set_as_french_is() {
    let texts = texts();
    assert!(texts.french.len() > 350, "only {} texts were found: the reading is at fault", texts.french.len());
    assert_eq!(report(&texts.french, french_slips), Vec::<String>::new());
}

#[test]
fn english_texts_are_set_as_english_is() {
    let texts = texts();
    assert_eq!(report(&texts.english, english_slips), Vec::<String>::new());
}

#[test]
fn a_text_for_both_languages_has_no_punctuation_of_one() {
    let texts = texts();
    let own = |format: &str| {
        let mut slips = english_slips(format);
        if format.contains(['«', '»', '“', '”']) && !format.starts_with(['«', '\u{a0}', '”']) {
            slips.push("quotation marks of one language");
        }
        slips
    };
    let wrong: Vec<String> = texts
        .shared
        .iter()
        .filter(|(_, text)| !own(text).is_empty())
        .map(|(at, text)| format!("{at} {text:?}"))
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn slips_are_seen() {
    for wrong in [
        "a : b",
        "a: b",
        "a ; b",
        "a;",
        "a ?",
        "a !",
        "10 %",
        "10%",
        "« a »",
        "«a»",
        "l'eau",
        "«\u{a0}a",
        "a\u{a0}»",
        "x\u{202f}: y",
        "{who} :",
        "x\u{a0};",
    ] {
        assert!(!french_slips(wrong).is_empty(), "{wrong}");
    }
    for right in [
        "«\u{a0}{name}\u{a0}»\u{a0}: l’eau\u{202f}; quoi\u{202f}?",
        "à 10:30:00",
        "{file}:{line}:{column}\u{a0}: a",
        "{{a}}\u{a0}: {x:>5}",
        "(& é \" ' …)",
        "{found}\u{a0}%",
    ] {
        assert_eq!(french_slips(right), Vec::<&str>::new(), "{right}");
    }
    assert!(!english_slips("a : b").is_empty() && !english_slips("a\u{a0}?").is_empty());
    assert_eq!(english_slips("a: “b”; 10% {x:>5}"), Vec::<&str>::new());
    assert_eq!(tokens("(\"a\", \"b\")").len(), 5);
}
