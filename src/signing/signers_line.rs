//! One line of an `allowed_signers` file: names, options, key.

use std::ops::Range;

use chrono::{DateTime, Utc};
use ssh_key::Certificate;

use super::allowed_signers::{Signer, SignerKey};
use super::error::{PublicKeyError, SignersProblem, SignersProblemKind as Kind};
use super::key::PublicKey;
use super::timestamp::{self, Edge};

/// What OpenSSH takes for the type of a key; any other word before the key is options.
const KEY_TYPES: [&str; 14] = [
    "ssh-ed25519",
    "ssh-ed25519-cert-v01@openssh.com",
    "sk-ssh-ed25519@openssh.com",
    "sk-ssh-ed25519-cert-v01@openssh.com",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp256-cert-v01@openssh.com",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp384-cert-v01@openssh.com",
    "ecdsa-sha2-nistp521",
    "ecdsa-sha2-nistp521-cert-v01@openssh.com",
    "sk-ecdsa-sha2-nistp256@openssh.com",
    "sk-ecdsa-sha2-nistp256-cert-v01@openssh.com",
    "ssh-rsa",
    "ssh-rsa-cert-v01@openssh.com",
];

/// What is wrong, and the byte it is at.
type Problem = (usize, Kind);

/// Reads one line. `None` for a comment or a blank line.
pub(super) fn signer(line: &str, number: usize) -> Result<Option<Signer>, SignersProblem> {
    parse(line, number).map_err(|problem| located(line, number, problem))
}

/// Reads one line of a list of public keys, without names or options.
pub(super) fn bare_key(line: &str, number: usize) -> Result<Option<SignerKey>, SignersProblem> {
    let read = || {
        check_characters(line)?;
        let mut words = Words { line, at: 0 };
        if words.at_end() { Ok(None) } else { key(&mut words).map(Some) }
    };
    read().map_err(|problem| located(line, number, problem))
}

fn located(line: &str, number: usize, (at, kind): Problem) -> SignersProblem {
    let column = line.char_indices().take_while(|(index, _)| *index < at).count() + 1;
    SignersProblem { line: number, column, kind }
}

fn parse(line: &str, number: usize) -> Result<Option<Signer>, Problem> {
    check_characters(line)?;
    let mut words = Words { line, at: 0 };
    if words.at_end() {
        return Ok(None);
    }
    let principals = line[words.principals()?].to_owned();
    let options = match words.peek()? {
        word if KEY_TYPES.contains(&&line[word.clone()]) => Options::default(),
        _ => options(line, words.options()?)?,
    };
    Ok(Some(Signer {
        line: number,
        principals,
        cert_authority: options.cert_authority,
        namespaces: options.namespaces,
        valid_after: options.valid_after,
        valid_before: options.valid_before,
        key: key(&mut words)?,
    }))
}

/// Control characters have no business in names that will be shown.
fn check_characters(line: &str) -> Result<(), Problem> {
    match line.char_indices().find(|(_, c)| c.is_control() && *c != '\t') {
        Some((at, _)) => Err((at, Kind::ControlCharacter)),
        None => Ok(()),
    }
}

fn key(words: &mut Words<'_>) -> Result<SignerKey, Problem> {
    let (kind, base64) = (words.next()?, words.next()?);
    let at = kind.start;
    let (kind, base64) = (&words.line[kind], &words.line[base64]);
    let unreadable = |error| Err((at, Kind::Key(error)));
    if !KEY_TYPES.contains(&kind) {
        return unreadable(PublicKeyError::Unreadable);
    }
    match PublicKey::from_words(kind, base64) {
        Ok(key) => Ok(SignerKey::Ed25519(key)),
        Err(PublicKeyError::NotEd25519 { found }) => Ok(SignerKey::Other(found)),
        Err(_) if Certificate::from_openssh(&format!("{kind} {base64}")).is_ok() => {
            Ok(SignerKey::Other(kind.to_owned()))
        }
        Err(error) => unreadable(error),
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

/// The words of a line, as ranges of bytes so that a problem can be told where it is.
struct Words<'a> {
    line: &'a str,
    at: usize,
}

impl Words<'_> {
    fn bytes(&self) -> &[u8] {
        self.line.as_bytes()
    }

    fn skip_blanks(&mut self) {
        self.at += self.bytes()[self.at..].iter().take_while(|byte| is_blank(**byte)).count();
    }

    /// Whether nothing is left, or a comment alone.
    fn at_end(&mut self) -> bool {
        self.skip_blanks();
        matches!(self.bytes().get(self.at), None | Some(b'#'))
    }

    fn peek(&mut self) -> Result<Range<usize>, Problem> {
        self.skip_blanks();
        let length = self.bytes()[self.at..].iter().take_while(|byte| !is_blank(**byte)).count();
        if length == 0 { Err((self.at, Kind::MissingKey)) } else { Ok(self.at..self.at + length) }
    }

    fn next(&mut self) -> Result<Range<usize>, Problem> {
        let word = self.peek()?;
        self.at = word.end;
        Ok(word)
    }

    /// The names: one word, or one pair of quotes with spaces inside.
    fn principals(&mut self) -> Result<Range<usize>, Problem> {
        if self.bytes()[self.at] != b'"' {
            let word = self.next()?;
            return match self.line[word.clone()].find('"') {
                Some(quote) => Err((word.start + quote, Kind::MisplacedQuote)),
                None => Ok(word),
            };
        }
        let start = self.at + 1;
        let length = self.line[start..].find('"').ok_or((self.at, Kind::UnclosedQuote))?;
        self.at = start + length + 1;
        match self.bytes().get(self.at) {
            Some(byte) if !is_blank(*byte) => Err((self.at, Kind::MisplacedQuote)),
            _ => Ok(start..start + length),
        }
    }

    /// The options: up to a blank that is not between quotes.
    fn options(&mut self) -> Result<Range<usize>, Problem> {
        let start = self.peek()?.start;
        let (mut at, mut quote) = (start, None);
        while let Some(byte) = self.bytes().get(at) {
            match byte {
                b'\\' if self.bytes().get(at + 1) == Some(&b'"') => at += 1,
                b'"' => quote = if quote.is_some() { None } else { Some(at) },
                byte if is_blank(*byte) && quote.is_none() => break,
                _ => {}
            }
            at += 1;
        }
        self.at = at;
        quote.map_or(Ok(start..at), |quote| Err((quote, Kind::UnclosedQuote)))
    }
}

#[derive(Default)]
struct Options {
    cert_authority: bool,
    namespaces: Option<String>,
    valid_after: Option<DateTime<Utc>>,
    valid_before: Option<DateTime<Utc>>,
}

fn options(line: &str, word: Range<usize>) -> Result<Options, Problem> {
    let mut options = Options::default();
    let start = word.start;
    let mut at = start;
    loop {
        let text = &line[at..word.end];
        at += one_option(text, &mut options).map_err(|kind| (at, kind))?;
        match line[at..word.end].strip_prefix(',') {
            Some(_) => at += 1,
            None if at == word.end => break,
            None => return Err((at, unknown(&line[at..word.end]))),
        }
    }
    match (options.valid_after, options.valid_before) {
        (Some(after), Some(before)) if before <= after => Err((start, Kind::NeverValid)),
        _ => Ok(options),
    }
}

fn unknown(text: &str) -> Kind {
    let option = text.split([',', '=']).next().unwrap_or(text).to_owned();
    Kind::UnknownOption { option }
}

/// Reads the option that `text` begins with, and says how many bytes it takes.
fn one_option(text: &str, options: &mut Options) -> Result<usize, Kind> {
    if let Some(rest) = after_name(text, "cert-authority") {
        options.cert_authority = true;
        return Ok(text.len() - rest.len());
    }
    for option in ["namespaces", "valid-after", "valid-before"] {
        let Some(rest) = after_name(text, option).and_then(|rest| rest.strip_prefix('=')) else {
            continue;
        };
        let (value, rest) = dequote(rest).ok_or(Kind::NeedsQuotedValue { option })?;
        let given = match option {
            "namespaces" => options.namespaces.replace(value).is_some(),
            "valid-after" => options.valid_after.replace(date(option, &value, Edge::After)?).is_some(),
            _ => options.valid_before.replace(date(option, &value, Edge::Before)?).is_some(),
        };
        return if given { Err(Kind::Duplicate { option }) } else { Ok(text.len() - rest.len()) };
    }
    Err(unknown(text))
}

fn after_name<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(name.len())?;
    head.eq_ignore_ascii_case(name).then_some(rest)
}

fn date(option: &'static str, value: &str, edge: Edge) -> Result<DateTime<Utc>, Kind> {
    timestamp::instant(value, edge).ok_or_else(|| Kind::BadTimestamp { option, value: value.to_owned() })
}

/// The text between quotes, where `\"` is a quote, and what follows.
fn dequote(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut value = String::new();
    loop {
        rest = match rest.strip_prefix("\\\"") {
            Some(after) => {
                value.push('"');
                after
            }
            None => match rest.chars().next()? {
                '"' => return Some((value, &rest[1..])),
                other => {
                    value.push(other);
                    &rest[other.len_utf8()..]
                }
            },
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILM+rvN+ot98qgEN796jTiQfZfG1KaT0PtFDJ/XFSqti";

    fn problem(line: &str) -> (usize, Kind) {
        let problem = signer(line, 1).unwrap_err();
        (problem.column, problem.kind)
    }

    #[test]
    fn options_are_read() {
        let signer = signer(
            &format!(
                "\"Ada L.,Bob\" Namespaces=\"a b,\\\"c\",CERT-AUTHORITY,valid-after=\"20260101Z\",\
             valid-before=\"202701010830Z\" {KEY}"
            ),
            1,
        )
        .unwrap()
        .unwrap();
        assert_eq!(signer.principals, "Ada L.,Bob");
        assert_eq!(signer.namespaces.as_deref(), Some("a b,\"c"));
        assert!(signer.cert_authority);
        assert_eq!(signer.valid_after.unwrap().to_rfc3339(), "2026-01-01T00:00:00+00:00");
        assert_eq!(signer.valid_before.unwrap().to_rfc3339(), "2027-01-01T08:30:00+00:00");
    }

    #[test]
    fn each_problem_is_placed() {
        let option = |option: &str| Kind::UnknownOption { option: option.to_owned() };
        let date = |value: &str| Kind::BadTimestamp { option: "valid-after", value: value.to_owned() };
        for (line, column, kind) in [
            ("ada", 4, Kind::MissingKey),
            ("Zoé cert-authority", 19, Kind::MissingKey),
            ("ada ssh-ed25519", 16, Kind::MissingKey),
            ("\"Zoé B", 1, Kind::UnclosedQuote),
            ("\"Zoé\"B KEY", 6, Kind::MisplacedQuote),
            ("Zo\"é\" KEY", 3, Kind::MisplacedQuote),
            ("ada namespaces=\"a KEY", 16, Kind::UnclosedQuote),
            ("Zoé\u{7} KEY", 4, Kind::ControlCharacter),
            ("Zoé touch KEY", 5, option("touch")),
            ("Zoé cert-authorityx KEY", 19, option("x")),
            ("ada cert-authority, KEY", 20, option("")),
            ("ada ,cert-authority KEY", 5, option("")),
            ("ada namespaces=a KEY", 5, Kind::NeedsQuotedValue { option: "namespaces" }),
            ("ada namespaces=\"a\",namespaces=\"b\" KEY", 20, Kind::Duplicate { option: "namespaces" }),
            ("ada valid-after=\"hier\" KEY", 5, date("hier")),
            ("ada valid-after=\"20260230Z\" KEY", 5, date("20260230Z")),
            ("ada valid-after=\"20260102Z\",valid-before=\"20260102Z\" KEY", 5, Kind::NeverValid),
            ("ada cert-authority ssh-ed25519 AAAA", 20, Kind::Key(PublicKeyError::Unreadable)),
        ] {
            assert_eq!(problem(&line.replace("KEY", KEY)), (column, kind), "{line}");
        }
    }
}
