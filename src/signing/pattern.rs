//! The pattern lists of OpenSSH: `a*,b?,!c`.

/// OpenSSH copies each pattern to a buffer of 1024 bytes and gives up on one that fills it.
const LONGEST: usize = 1022;

/// Whether `text` is matched by one pattern of the list and by no negated one.
pub(super) fn list_matches(list: &str, text: &str) -> bool {
    if list.is_empty() {
        return false;
    }
    let mut matched = false;
    for pattern in list.split(',') {
        let (pattern, negated) = match pattern.strip_prefix('!') {
            Some(rest) => (rest, true),
            None => (pattern, false),
        };
        if pattern.len() > LONGEST {
            return false;
        }
        if matches(pattern.as_bytes(), text.as_bytes()) {
            if negated {
                return false;
            }
            matched = true;
        }
    }
    matched
}

/// `*` is any run of bytes, `?` any one *byte*, as in OpenSSH: `?` is not `é`.
///
/// It returns to the last `*` only, so a hostile pattern costs a product and not an exponential.
fn matches(pattern: &[u8], text: &[u8]) -> bool {
    let (mut p, mut t) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while t < text.len() {
        match pattern.get(p) {
            Some(b'*') => {
                retry = Some((p + 1, t));
                p += 1;
            }
            Some(byte) if *byte == b'?' || *byte == text[t] => {
                p += 1;
                t += 1;
            }
            _ => match retry {
                Some((after_star, from)) => {
                    retry = Some((after_star, from + 1));
                    p = after_star;
                    t = from + 1;
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_pattern() {
        for (pattern, text, expected) in [
            ("", "", true),
            ("", "a", false),
            ("*", "", true),
            ("a*b", "ab", true),
            ("a*b", "axxb", true),
            ("a*b", "axxbc", false),
            ("*@example.org", "ada@example.org", true),
            ("*@example.org", "ada@example.org.evil", false),
            ("a?c", "abc", true),
            ("a?c", "ac", false),
            ("?", "é", false),
            ("??", "é", true),
            ("*a*b*c", "xxaxxbxxbxxc", true),
            ("**?*", "", false),
        ] {
            assert_eq!(matches(pattern.as_bytes(), text.as_bytes()), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn a_negated_match_wins_wherever_it_stands() {
        assert!(list_matches("a,b*", "bob"));
        assert!(!list_matches("!bob,b*", "bob"));
        assert!(!list_matches("b*,!bob", "bob"));
        assert!(!list_matches("!ada", "bob"), "a negation alone matches nobody");
        assert!(!list_matches("", ""));
    }

    #[test]
    fn a_hostile_pattern_is_quick() {
        let pattern = "*a".repeat(400);
        assert!(!list_matches(&pattern, &"a".repeat(399)));
    }

    #[test]
    fn a_pattern_longer_than_openssh_holds_matches_nothing() {
        let name = "a".repeat(1023);
        assert!(!list_matches(&name, &name));
        assert!(list_matches(&name[1..], &name[1..]));
    }
}
