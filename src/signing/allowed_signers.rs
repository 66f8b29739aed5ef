//! Who may sign: the `allowed_signers` file of OpenSSH, as `ssh-keygen(1)` describes it.
//!
//! OpenSSH complains of a line it cannot read and goes on to the next. Here every line must be
//! readable before any signature is checked: a signer dropped by a slip of the pen would be
//! noticed too late.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};

use super::NAMESPACE;
use super::error::{SignersProblem, SignersProblemKind, SigningError, VerifyError};
use super::key::PublicKey;
use super::{pattern, signers_line};

/// Whose keys are accepted, for what and when.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AllowedSigners {
    signers: Vec<Signer>,
    /// The places of the lines of each key, in order.
    by_key: HashMap<PublicKey, Vec<usize>>,
    revoked: HashSet<PublicKey>,
}

/// One line of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// Where it stands, from 1.
    pub line: usize,
    /// The names as written: patterns separated by commas.
    pub principals: String,
    /// The key only certifies other keys. It is then no signer here.
    pub cert_authority: bool,
    /// The purposes the key may sign for, as patterns; any when `None`.
    pub namespaces: Option<String>,
    /// The first instant the key is valid at.
    pub valid_after: Option<DateTime<Utc>>,
    /// The last second the key is valid at.
    pub valid_before: Option<DateTime<Utc>>,
    /// The key.
    pub key: SignerKey,
}

/// The key of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignerKey {
    /// A key that signatures can be checked against.
    Ed25519(PublicKey),
    /// A key of another type, named. The list may hold it for others; nothing matches it here.
    Other(String),
}

impl AllowedSigners {
    /// Reads the whole file.
    ///
    /// # Errors
    /// Every line that cannot be read, each a [`SignersProblem`]. A key that is not Ed25519 is
    /// no problem: it is kept as a line that never matches.
    pub fn parse(text: &str) -> Result<Self, Vec<SignersProblem>> {
        let signers = each_line(text, signers_line::signer)?;
        let mut by_key: HashMap<PublicKey, Vec<usize>> = HashMap::new();
        for (place, signer) in signers.iter().enumerate() {
            if let SignerKey::Ed25519(key) = signer.key {
                by_key.entry(key).or_default().push(place);
            }
        }
        Ok(Self { signers, by_key, revoked: HashSet::new() })
    }

    /// Adds revoked keys: a file of public keys, one a line, as `ssh-keygen -Y verify -r` takes.
    /// (Its binary form, the KRL, is not read: it is refused as unreadable lines.)
    ///
    /// # Errors
    /// Every line that cannot be read, each a [`SignersProblem`].
    pub fn revoking(mut self, text: &str) -> Result<Self, Vec<SignersProblem>> {
        let (keys, returns) = (each_line(text, signers_line::bare_key), lone_returns(text));
        let keys = match (keys, returns.is_empty()) {
            (Ok(keys), true) => keys,
            (read, _) => return Err(read.err().into_iter().flatten().chain(returns).collect()),
        };
        self.revoked.extend(keys.into_iter().filter_map(|key| match key {
            SignerKey::Ed25519(key) => Some(key),
            SignerKey::Other(_) => None,
        }));
        Ok(self)
    }

    /// All the lines, in order.
    pub fn signers(&self) -> &[Signer] {
        &self.signers
    }

    /// The first line that lets `principal` sign with this key, for this purpose, at this instant.
    ///
    /// # Errors
    /// [`VerifyError::Revoked`]; [`VerifyError::SignerUnknown`] for a key that no line lists;
    /// [`VerifyError::NotThisPrincipal`] for one listed for others only; else why the first line
    /// that lists both does not do: [`VerifyError::CertAuthorityOnly`],
    /// [`VerifyError::NamespaceNotAllowed`], [`VerifyError::NotYetValid`],
    /// [`VerifyError::Expired`].
    pub fn find(
        &self,
        principal: &str,
        key: &PublicKey,
        namespace: &str,
        at: DateTime<Utc>,
    ) -> Result<&Signer, VerifyError> {
        if self.revoked.contains(key) {
            return Err(VerifyError::Revoked { fingerprint: key.fingerprint() });
        }
        let mut refusal = None;
        for signer in self.lines_of(key).filter(|signer| pattern::list_matches(&signer.principals, principal)) {
            match signer.check(namespace, at) {
                Ok(()) => return Ok(signer),
                Err(error) => _ = refusal.get_or_insert(error),
            }
        }
        Err(refusal.unwrap_or_else(|| self.stranger(principal, key)))
    }

    /// The names under which this key may sign, as the file writes them. Neither purposes nor
    /// dates are looked at.
    pub fn principals_of(&self, key: &PublicKey) -> Vec<&str> {
        let signing = self.lines_of(key).filter(|signer| !signer.cert_authority);
        signing.map(|signer| signer.principals.as_str()).collect()
    }

    /// Whether some key may sign under this name. Neither purposes nor dates are looked at.
    pub fn lists(&self, principal: &str) -> bool {
        let named = |signer: &Signer| pattern::list_matches(&signer.principals, principal);
        self.signers.iter().any(|signer| !signer.cert_authority && named(signer))
    }

    fn lines_of(&self, key: &PublicKey) -> impl Iterator<Item = &Signer> {
        self.by_key.get(key).into_iter().flatten().filter_map(|place| self.signers.get(*place))
    }

    fn stranger(&self, principal: &str, key: &PublicKey) -> VerifyError {
        let listed: Vec<String> = self.principals_of(key).into_iter().map(str::to_owned).collect();
        if listed.is_empty() {
            return VerifyError::SignerUnknown { fingerprint: key.fingerprint() };
        }
        VerifyError::NotThisPrincipal { principal: principal.to_owned(), listed }
    }
}

impl Signer {
    /// Whether this line lets its key sign for this purpose at this instant. Both ends of the
    /// validity are included, to the second, as in OpenSSH.
    fn check(&self, namespace: &str, at: DateTime<Utc>) -> Result<(), VerifyError> {
        if self.cert_authority {
            return Err(VerifyError::CertAuthorityOnly);
        }
        if let Some(allowed) = self.namespaces.as_ref().filter(|list| !pattern::list_matches(list, namespace)) {
            return Err(VerifyError::NamespaceNotAllowed { allowed: allowed.clone() });
        }
        if let Some(since) = self.valid_after.filter(|since| at.timestamp() < since.timestamp()) {
            return Err(VerifyError::NotYetValid { since });
        }
        if let Some(until) = self.valid_before.filter(|until| at.timestamp() > until.timestamp()) {
            return Err(VerifyError::Expired { until });
        }
        Ok(())
    }
}

fn each_line<T>(
    text: &str,
    read: impl Fn(&str, usize) -> Result<Option<T>, SignersProblem>,
) -> Result<Vec<T>, Vec<SignersProblem>> {
    let (mut read_lines, mut problems) = (Vec::new(), Vec::new());
    if text.starts_with('\u{feff}') {
        problems.push(SignersProblem { line: 1, column: 1, kind: SignersProblemKind::ByteOrderMark });
    }
    for (line, number) in text.trim_start_matches('\u{feff}').lines().zip(1..) {
        match read(line, number) {
            Ok(found) => read_lines.extend(found),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(read_lines) } else { Err(problems) }
}

/// The lines of nothing but a carriage return. In a list of revoked keys OpenSSH takes one for a key that it cannot read,
/// and refuses everybody.
fn lone_returns(text: &str) -> Vec<SignersProblem> {
    let lone = |line: &&str| line.trim_start_matches([' ', '\t']) == "\r";
    let problem = |(line, number): (&str, usize)| SignersProblem {
        line: number,
        column: line.len(),
        kind: SignersProblemKind::ControlCharacter,
    };
    text.split('\n').zip(1..).filter(|(line, _)| lone(line)).map(problem).collect()
}

/// The line that lets one person sign minutes, and nothing else, with this key. Without newline.
///
/// # Errors
/// [`SigningError::PrincipalUnusable`] for a name that would not stand for itself alone: empty,
/// or with `*`, `?`, `!`, `,`, `"`, a leading `#` or a control character.
pub fn allowed_signers_line(principal: &str, key: &PublicKey) -> Result<String, SigningError> {
    let special = |c: char| c.is_control() || "*?!,\"".contains(c);
    if principal.is_empty() || principal.starts_with(['#', '\u{feff}']) || principal.contains(special) {
        return Err(SigningError::PrincipalUnusable { principal: principal.to_owned() });
    }
    let quote = if principal.contains(' ') { "\"" } else { "" };
    Ok(format!("{quote}{principal}{quote} namespaces=\"{NAMESPACE}\" {}", key.to_openssh()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use SignersProblemKind as Kind;

    const KEY: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILM+rvN+ot98qgEN796jTiQfZfG1KaT0PtFDJ/XFSqti";

    fn key() -> PublicKey {
        PublicKey::parse(KEY).unwrap()
    }

    fn one(line: &str) -> Signer {
        AllowedSigners::parse(line).unwrap().signers()[0].clone()
    }

    #[test]
    fn comments_and_blanks_are_passed_over() {
        let text = format!("# one\n\n \t\n  # two\r\nada {KEY} a comment\r\n\tbob\t{KEY}\n");
        let signers = AllowedSigners::parse(&text).unwrap();
        let lines: Vec<_> = signers.signers().iter().map(|s| (s.line, s.principals.as_str())).collect();
        assert_eq!(lines, [(5, "ada"), (6, "bob")]);
        assert_eq!(signers.principals_of(&key()), ["ada", "bob"]);
    }

    #[test]
    fn every_bad_line_is_told_and_a_byte_order_mark() {
        let text = format!("\u{feff}ada {KEY}\nbob\neve {KEY}\nzoé\n");
        let problems = AllowedSigners::parse(&text).unwrap_err();
        let lines: Vec<_> = problems.iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [1, 2, 4]);
        assert_eq!(problems[0].kind, Kind::ByteOrderMark);
    }

    #[test]
    fn the_most_telling_refusal_is_given() {
        let at = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let find = |text: &str| {
            let signers = AllowedSigners::parse(&text.replace("KEY", KEY)).unwrap();
            signers.find("ada", &key(), NAMESPACE, at).map(|signer| signer.line)
        };
        let listed = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let unknown = VerifyError::SignerUnknown { fingerprint: key().fingerprint() };
        let not_ada = |names| VerifyError::NotThisPrincipal { principal: "ada".to_owned(), listed: listed(names) };
        assert_eq!(find(""), Err(unknown));
        assert_eq!(find("bob KEY\n!ada,a* KEY"), Err(not_ada(&["bob", "!ada,a*"])));
        assert_eq!(find("bob KEY\nada cert-authority KEY"), Err(VerifyError::CertAuthorityOnly));
        assert_eq!(
            find("ada namespaces=\"git\" KEY"),
            Err(VerifyError::NamespaceNotAllowed { allowed: "git".to_owned() })
        );
        assert_eq!(find("ada namespaces=\"git\" KEY\nada valid-before=\"20250101Z\" KEY\na* KEY"), Ok(3));
    }

    #[test]
    fn both_ends_of_a_validity_are_included() {
        let signers = AllowedSigners::parse(&format!(
            "ada valid-after=\"20260101120000Z\",valid-before=\"20260101130000Z\" {KEY}"
        ));
        let signers = signers.unwrap();
        let at = |time: &str| {
            let at = DateTime::parse_from_rfc3339(&format!("2026-01-01T{time}Z")).unwrap();
            signers.find("ada", &key(), NAMESPACE, at.to_utc()).is_ok()
        };
        assert_eq!(["11:59:59.9", "12:00:00", "13:00:00.9", "13:00:01"].map(at), [false, true, true, false]);
    }

    #[test]
    fn a_revoked_key_signs_nothing() {
        let signers = AllowedSigners::parse(&format!("ada {KEY}")).unwrap();
        let at = DateTime::UNIX_EPOCH;
        assert!(signers.find("ada", &key(), NAMESPACE, at).is_ok());
        let signers = signers.revoking(&format!("# lost\n{KEY} a comment\n")).unwrap();
        let revoked = VerifyError::Revoked { fingerprint: key().fingerprint() };
        assert_eq!(signers.find("ada", &key(), NAMESPACE, at), Err(revoked));
        let (crlf, blank) = (format!("# lost\r\n{KEY}\r\n"), format!("{KEY}\r\n \r\nx\n"));
        assert!(signers.clone().revoking(&crlf).is_ok());
        let problems = signers.clone().revoking(&blank).unwrap_err();
        assert_eq!(problems.iter().map(|problem| (problem.line, problem.column)).collect::<Vec<_>>(), [(3, 2), (2, 2)]);
        assert!(signers.revoking("SSHKRL").is_err());
    }

    #[test]
    fn a_line_is_written_that_reads_back() {
        for name in ["ada@example.org", "Zoé Ångström"] {
            let line = allowed_signers_line(name, &key()).unwrap();
            let signer = one(&line);
            assert_eq!((signer.principals.as_str(), signer.namespaces.as_deref()), (name, Some(NAMESPACE)));
        }
        for name in ["", "*", "a?", "!a", "a,b", "a\"b", "#a", "a\nb", "a\tb"] {
            assert!(allowed_signers_line(name, &key()).is_err(), "{name:?}");
        }
    }
}
