//! Source files as tokens, so that rules about them look at code and at texts, never at comments.

#![allow(clippy::unwrap_used, reason = "a source that cannot be read fails the test")]

use std::fs;
use std::path::{Path, PathBuf};

/// A piece of source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A name, a keyword or a number.
    Word(String),
    /// What a text literal says.
    Text(String),
    /// One sign; `::` is one, too.
    Sign(&'static str),
    /// Any other sign.
    Other(char),
}

/// A piece of source and its line, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) line: usize,
}

impl Token {
    pub(crate) fn word(&self) -> Option<&str> {
        if let Kind::Word(word) = &self.kind { Some(word) } else { None }
    }

    pub(crate) fn text(&self) -> Option<&str> {
        if let Kind::Text(text) = &self.kind { Some(text) } else { None }
    }

    pub(crate) fn is(&self, sign: char) -> bool {
        self.kind == Kind::Other(sign)
    }

    pub(crate) fn is_path(&self) -> bool {
        self.kind == Kind::Sign("::")
    }
}

/// A source file.
#[derive(Debug)]
pub(crate) struct Source {
    /// From the folder of the package.
    pub(crate) path: PathBuf,
    /// Without what only tests compile.
    pub(crate) tokens: Vec<Token>,
    /// How many lines it has, without what only tests compile.
    pub(crate) lines: usize,
}

/// Every source file under a folder of the package, but those that only tests compile.
pub(crate) fn sources(folder: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    walk(&root.join(folder), &mut files);
    files.sort();
    let mut all = Vec::new();
    let mut for_tests = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let (tokens, removed) = without_tests(&tokens(&text));
        let home = match file.file_stem().and_then(|stem| stem.to_str()) {
            Some("mod" | "lib" | "main") => file.parent().unwrap().to_owned(),
            _ => file.with_extension(""),
        };
        for_tests.extend(removed.modules.iter().map(|name| home.join(name)));
        let lines = text.lines().count() - removed.lines;
        all.push(Source { path: file, tokens, lines });
    }
    all.retain(|source| !for_tests.iter().any(|test| source.path.with_extension("").starts_with(test)));
    for source in &mut all {
        source.path = source.path.strip_prefix(root).unwrap().to_owned();
    }
    assert!(!all.is_empty(), "no source in {folder}");
    all
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

#[derive(Debug, Default)]
struct Removed {
    modules: Vec<String>,
    lines: usize,
}

/// Takes out every item under `#[cfg(test)]`.
fn without_tests(tokens: &[Token]) -> (Vec<Token>, Removed) {
    let mark = ["#", "[", "cfg", "(", "test", ")", "]"];
    let said = |token: &Token| match &token.kind {
        Kind::Word(word) => word.clone(),
        Kind::Other(sign) => sign.to_string(),
        Kind::Text(_) | Kind::Sign(_) => String::new(),
    };
    let (mut kept, mut removed) = (Vec::new(), Removed::default());
    let mut at = 0;
    while at < tokens.len() {
        let here = tokens.get(at..at + mark.len());
        if !here.is_some_and(|here| here.iter().map(said).eq(mark.iter().map(ToString::to_string))) {
            kept.push(tokens[at].clone());
            at += 1;
            continue;
        }
        let start = at;
        at += mark.len();
        let body = at;
        let mut depth = 0_usize;
        loop {
            let token = &tokens[at];
            at += 1;
            if token.is('{') {
                depth += 1;
            } else if token.is('}') {
                depth -= 1;
            }
            if depth == 0 && (token.is('}') || token.is(';')) {
                break;
            }
        }
        let item = &tokens[body..at];
        let module = item.iter().position(|token| token.word() == Some("mod")).and_then(|place| item.get(place + 1));
        if item.last().is_some_and(|token| token.is(';')) {
            removed.modules.extend(module.and_then(Token::word).map(str::to_owned));
        }
        removed.lines += tokens[at - 1].line - tokens[start].line + 1;
    }
    (kept, removed)
}

/// Every path in the tokens, with `a::{b, c::d}` as `a::b` and `a::c::d`; with its line.
pub(crate) fn paths(tokens: &[Token]) -> Vec<(Vec<String>, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at].word().is_some() {
            at = path(tokens, at, &[], &mut found);
        } else {
            at += 1;
        }
    }
    found
}

/// Reads one path from here; where it ended.
fn path(tokens: &[Token], mut at: usize, before: &[String], found: &mut Vec<(Vec<String>, usize)>) -> usize {
    let mut names = before.to_vec();
    let line = tokens[at].line;
    while let Some(word) = tokens.get(at).and_then(Token::word) {
        names.push(word.to_owned());
        at += 1;
        if !tokens.get(at).is_some_and(Token::is_path) {
            break;
        }
        at += 1;
        if tokens.get(at).is_some_and(|token| token.is('{')) {
            at += 1;
            while !tokens[at].is('}') {
                at = if tokens[at].word().is_some() { path(tokens, at, &names, found) } else { at + 1 };
            }
            return at + 1;
        }
    }
    found.push((names, line));
    at
}

/// The tokens of a source text.
pub(crate) fn tokens(source: &str) -> Vec<Token> {
    let chars: Vec<char> = source.chars().collect();
    let mut lexer = Lexer { chars, at: 0, line: 1, tokens: Vec::new() };
    while lexer.at < lexer.chars.len() {
        lexer.next();
    }
    lexer.tokens
}

struct Lexer {
    chars: Vec<char>,
    at: usize,
    line: usize,
    tokens: Vec<Token>,
}

impl Lexer {
    fn peek(&self, ahead: usize) -> char {
        self.chars.get(self.at + ahead).copied().unwrap_or('\0')
    }

    fn take(&mut self) -> char {
        let c = self.peek(0);
        self.at += 1;
        if c == '\n' {
            self.line += 1;
        }
        c
    }

    fn push(&mut self, kind: Kind, line: usize) {
        self.tokens.push(Token { kind, line });
    }

    fn next(&mut self) {
        let line = self.line;
        match (self.peek(0), self.peek(1)) {
            (c, _) if c.is_whitespace() => {
                self.take();
            }
            ('/', '/') => {
                while self.at < self.chars.len() && self.peek(0) != '\n' {
                    self.take();
                }
            }
            ('/', '*') => {
                while (self.peek(0), self.peek(1)) != ('*', '/') {
                    self.take();
                }
                self.at += 2;
            }
            ('r', '"' | '#') if self.raw_text() => {}
            ('b' | 'c', '"') => {
                self.at += 1;
                self.text(line);
            }
            ('"', _) => self.text(line),
            ('\'', _) => self.character(),
            (':', ':') => {
                self.at += 2;
                self.push(Kind::Sign("::"), line);
            }
            (c, _) if c.is_alphanumeric() || c == '_' => {
                let mut word = String::new();
                while self.peek(0).is_alphanumeric() || self.peek(0) == '_' {
                    word.push(self.take());
                }
                self.push(Kind::Word(word), line);
            }
            (c, _) => {
                self.take();
                self.push(Kind::Other(c), line);
            }
        }
    }

    /// `r"…"`, `r#"…"#`; false for a name such as `r#type`.
    fn raw_text(&mut self) -> bool {
        let line = self.line;
        let hashes = self.chars[self.at + 1..].iter().take_while(|c| **c == '#').count();
        if self.peek(1 + hashes) != '"' {
            return false;
        }
        self.at += hashes + 2;
        let mut text = String::new();
        loop {
            let c = self.take();
            if c == '"' && (0..hashes).all(|ahead| self.peek(ahead) == '#') {
                self.at += hashes;
                break;
            }
            text.push(c);
        }
        self.push(Kind::Text(text), line);
        true
    }

    fn text(&mut self, line: usize) {
        self.take();
        let mut text = String::new();
        loop {
            match self.take() {
                '"' => break,
                '\\' => match self.take() {
                    'n' => text.push('\n'),
                    't' => text.push('\t'),
                    'u' => {
                        let mut digits = String::new();
                        while self.peek(0) != '}' {
                            digits.push(self.take());
                        }
                        self.take();
                        let code = u32::from_str_radix(digits.trim_start_matches('{'), 16).unwrap();
                        text.push(char::from_u32(code).unwrap());
                    }
                    '\n' => {
                        while self.peek(0).is_whitespace() {
                            self.take();
                        }
                    }
                    other => text.push(other),
                },
                c => text.push(c),
            }
        }
        self.push(Kind::Text(text), line);
    }

    /// A character is passed over, and so is a lifetime.
    fn character(&mut self) {
        self.take();
        if self.peek(0) == '\\' {
            self.at += 2;
            while self.take() != '\'' {}
        } else if self.peek(1) == '\'' {
            self.at += 2;
        } else {
            while self.peek(0).is_alphanumeric() || self.peek(0) == '_' {
                self.take();
            }
        }
    }
}

#[test]
fn source_is_read_as_code_and_texts() {
    let source = r#"
        // use crate::comment;
        use crate::{a::B, c::{self, d}}; /* crate::no */
        fn f<'x>() { let _ = ('"', '\'', "l\u{e9} \"x\"", r"raw y", std::fs::read); }
        #[cfg(test)]
        mod hidden { use crate::test; }
        #[cfg(test)]
        mod elsewhere;
    "#;
    let (kept, removed) = without_tests(&tokens(source));
    let texts: Vec<&str> = kept.iter().filter_map(Token::text).collect();
    assert_eq!(texts, ["lé \"x\"", "raw y"]);
    let all: Vec<String> = paths(&kept).into_iter().map(|(names, _)| names.join("::")).collect();
    for path in ["crate::a::B", "crate::c::self", "crate::c::d", "std::fs::read"] {
        assert!(all.iter().any(|each| each == path), "{path} is not in {all:?}");
    }
    assert!(!all.iter().any(|each| each.contains("comment") || each.contains("no") || each.contains("test")));
    assert_eq!((removed.modules, removed.lines), (vec!["elsewhere".to_owned()], 4));
}
