//! The text of a signature file, and the `SSHSIG` bytes inside it. Both are read strictly.

use super::NAMESPACE;
use super::error::{ArmourProblem, VerifyError};
use super::key::PublicKey;

const HEADER: &str = "-----BEGIN SSH SIGNATURE-----";
const FOOTER: &str = "-----END SSH SIGNATURE-----";
const COLUMNS: usize = 70;
const KEY_TYPE: &[u8] = b"ssh-ed25519";

/// What a signature file says: which key, and the 64 bytes to check against it.
#[derive(Debug)]
pub(super) struct SshSignature {
    pub(super) key: PublicKey,
    pub(super) signature: [u8; 64],
}

/// Reads a signature file. Refused, each with its own [`VerifyError`]: any layout but
/// `ssh-keygen`'s own, and any content but Ed25519, SHA-512, version 1, our namespace.
pub(super) fn parse(text: &str) -> Result<SshSignature, VerifyError> {
    parse_blob(&decode(text)?)
}

/// The bytes inside the armour.
fn decode(text: &str) -> Result<Vec<u8>, VerifyError> {
    let body = body(text)?;
    let mut digits = Vec::with_capacity(body.len());
    let mut lines = body.split('\n').zip(2..).peekable();
    while let Some((content, line)) = lines.next() {
        let full = content.len() == COLUMNS;
        let last = lines.peek().is_none() && (1..=COLUMNS).contains(&content.len());
        if !full && !last {
            return Err(VerifyError::Armour(ArmourProblem::LineLength { line }));
        }
        digits.extend_from_slice(content.as_bytes());
    }
    decode_base64(&digits).ok_or(VerifyError::Armour(ArmourProblem::Base64))
}

/// What is between the header line and the footer line, when nothing else is in the text.
fn body(text: &str) -> Result<&str, VerifyError> {
    let malformed = |problem| Err(VerifyError::Armour(problem));
    if text.contains('\r') {
        return malformed(ArmourProblem::CarriageReturn);
    }
    if text.matches(HEADER).count() > 1 {
        return Err(VerifyError::MoreThanOne);
    }
    let Some(rest) = text.strip_prefix(HEADER).and_then(|rest| rest.strip_prefix('\n')) else {
        let found = text.contains(HEADER);
        return malformed(if found { ArmourProblem::TextAroundHeader } else { ArmourProblem::NoHeader });
    };
    match rest.split_once(FOOTER) {
        None => malformed(ArmourProblem::NoFooter),
        Some((_, "")) => malformed(ArmourProblem::NoFinalNewline),
        Some((body, "\n")) => match body.strip_suffix('\n') {
            Some(body) => Ok(body),
            None => malformed(ArmourProblem::NoFooter),
        },
        Some(_) => Err(VerifyError::TrailingText),
    }
}

/// `None` for anything but the one way to write these bytes in base64.
fn decode_base64(text: &[u8]) -> Option<Vec<u8>> {
    let padding = text.iter().rev().take_while(|byte| **byte == b'=').count();
    if !text.len().is_multiple_of(4) || padding > 2 {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut bits) = (0_u32, 0_u32);
    for digit in &text[..text.len() - padding] {
        held = (held << 6) | base64_value(*digit)?;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits).ok()?);
            held &= (1 << bits) - 1;
        }
    }
    // Bits left over must be zero, else several texts would stand for the same bytes.
    (held == 0).then_some(bytes)
}

fn base64_value(digit: u8) -> Option<u32> {
    let value = match digit {
        b'A'..=b'Z' => digit - b'A',
        b'a'..=b'z' => digit - b'a' + 26,
        b'0'..=b'9' => digit - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(value.into())
}

/// The fields, in the order of OpenSSH's PROTOCOL.sshsig.
fn parse_blob(blob: &[u8]) -> Result<SshSignature, VerifyError> {
    let mut fields = Fields(blob.strip_prefix(b"SSHSIG").ok_or(VerifyError::NotSshsig)?);
    let found = fields.number()?;
    if found != 1 {
        return Err(VerifyError::Version { found });
    }
    let key = PublicKey::from_bytes(&typed(fields.string()?)?).ok_or(VerifyError::KeyInvalid)?;
    let namespace = fields.string()?;
    if namespace != NAMESPACE.as_bytes() {
        return Err(VerifyError::Namespace { found: excerpt(namespace) });
    }
    if !fields.string()?.is_empty() {
        return Err(VerifyError::Reserved);
    }
    let hash = fields.string()?;
    if hash != b"sha512" {
        return Err(VerifyError::NotSha512 { found: excerpt(hash) });
    }
    let signature = typed(fields.string()?)?;
    fields.end()?;
    Ok(SshSignature { key, signature })
}

/// The `N` bytes of a field that names its type first, as keys and signatures do.
fn typed<const N: usize>(field: &[u8]) -> Result<[u8; N], VerifyError> {
    let mut fields = Fields(field);
    let kind = fields.string()?;
    if kind != KEY_TYPE {
        return Err(VerifyError::NotEd25519 { found: excerpt(kind) });
    }
    let bytes = fields.string()?.try_into().map_err(|_| VerifyError::Truncated)?;
    fields.end()?;
    Ok(bytes)
}

/// What of a hostile field goes into an error.
fn excerpt(field: &[u8]) -> String {
    String::from_utf8_lossy(&field[..field.len().min(64)]).into_owned()
}

/// The bytes not read yet.
struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    fn number(&mut self) -> Result<u32, VerifyError> {
        let (bytes, rest) = self.0.split_first_chunk().ok_or(VerifyError::Truncated)?;
        self.0 = rest;
        Ok(u32::from_be_bytes(*bytes))
    }

    fn string(&mut self) -> Result<&'a [u8], VerifyError> {
        let length = usize::try_from(self.number()?).map_err(|_| VerifyError::Truncated)?;
        let (string, rest) = self.0.split_at_checked(length).ok_or(VerifyError::Truncated)?;
        self.0 = rest;
        Ok(string)
    }

    fn end(&self) -> Result<(), VerifyError> {
        if self.0.is_empty() { Ok(()) } else { Err(VerifyError::TrailingBytes) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn string(bytes: &[u8]) -> Vec<u8> {
        let length = u32::try_from(bytes.len()).unwrap();
        [&length.to_be_bytes()[..], bytes].concat()
    }

    fn typed_field(kind: &[u8], bytes: &[u8]) -> Vec<u8> {
        string(&[string(kind), string(bytes)].concat())
    }

    /// A point of the curve: the base point.
    const POINT: [u8; 32] = {
        let mut point = [0x66; 32];
        point[0] = 0x58;
        point
    };

    /// The seven fields of a sound blob, to be spoilt one at a time.
    fn fields() -> [Vec<u8>; 7] {
        [
            b"SSHSIG".to_vec(),
            vec![0, 0, 0, 1],
            typed_field(KEY_TYPE, &POINT),
            string(NAMESPACE.as_bytes()),
            string(b""),
            string(b"sha512"),
            typed_field(KEY_TYPE, &[7; 64]),
        ]
    }

    fn with(index: usize, field: Vec<u8>) -> Result<SshSignature, VerifyError> {
        let mut fields = fields();
        fields[index] = field;
        parse_blob(&fields.concat())
    }

    #[test]
    fn a_sound_blob_is_read() {
        let parsed = parse_blob(&fields().concat()).unwrap();
        assert_eq!(parsed.signature, [7; 64]);
        assert_eq!(parsed.key, PublicKey::from_bytes(&POINT).unwrap());
    }

    #[test]
    fn each_field_is_held_to_one_value() {
        let other = |found: &str| VerifyError::NotEd25519 { found: found.to_owned() };
        for (index, field, expected) in [
            (0, b"SSHSIH".to_vec(), VerifyError::NotSshsig),
            (1, vec![0, 0, 0, 0], VerifyError::Version { found: 0 }),
            (1, vec![0, 0, 0, 2], VerifyError::Version { found: 2 }),
            (2, typed_field(b"ssh-rsa", &POINT), other("ssh-rsa")),
            (2, typed_field(KEY_TYPE, &POINT[1..]), VerifyError::Truncated),
            (2, typed_field(KEY_TYPE, &[2; 32]), VerifyError::KeyInvalid),
            (3, string(b"git"), VerifyError::Namespace { found: "git".to_owned() }),
            (3, string(b""), VerifyError::Namespace { found: String::new() }),
            (4, string(b"x"), VerifyError::Reserved),
            (5, string(b"sha256"), VerifyError::NotSha512 { found: "sha256".to_owned() }),
            (6, typed_field(b"sk-ssh-ed25519@openssh.com", &[7; 64]), other("sk-ssh-ed25519@openssh.com")),
            (6, typed_field(KEY_TYPE, &[7; 65]), VerifyError::Truncated),
            (6, [typed_field(KEY_TYPE, &[7; 64]), vec![0]].concat(), VerifyError::TrailingBytes),
        ] {
            assert_eq!(with(index, field).unwrap_err(), expected, "field {index}");
        }
    }

    #[test]
    fn a_blob_cut_anywhere_is_refused() {
        let blob = fields().concat();
        for length in 0..blob.len() {
            assert!(parse_blob(&blob[..length]).is_err(), "{length}");
        }
    }

    #[test]
    fn base64_has_one_form() {
        assert_eq!(decode_base64(b"U1NI").unwrap(), b"SSH");
        assert_eq!(decode_base64(b"U1M=").unwrap(), b"SS");
        assert_eq!(decode_base64(b"Uw==").unwrap(), b"S");
        for text in ["U1N", "U1N=", "Ux==", "U===", "====", "U=NI", "U1 I", "U1-I", "Uw==Uw=="] {
            assert_eq!(decode_base64(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn the_armour_has_one_layout() {
        let full = "A".repeat(COLUMNS);
        let sound = format!("{HEADER}\n{full}\nAAAA==\n{FOOTER}\n");
        let bytes = decode(&sound).unwrap();
        assert_eq!(bytes.len(), 55);
        let armour = VerifyError::Armour;
        let line = |line| armour(ArmourProblem::LineLength { line });
        for (text, expected) in [
            (String::new(), armour(ArmourProblem::NoHeader)),
            (format!("x\n{sound}"), armour(ArmourProblem::TextAroundHeader)),
            (format!("\n{sound}"), armour(ArmourProblem::TextAroundHeader)),
            (sound.replacen('\n', " \n", 1), armour(ArmourProblem::TextAroundHeader)),
            (sound.replace('\n', "\r\n"), armour(ArmourProblem::CarriageReturn)),
            (sound.replace(FOOTER, ""), armour(ArmourProblem::NoFooter)),
            (sound.replace(&format!("\n{FOOTER}"), FOOTER), armour(ArmourProblem::NoFooter)),
            (sound.trim_end().to_owned(), armour(ArmourProblem::NoFinalNewline)),
            (format!("{sound}\n"), VerifyError::TrailingText),
            (format!("{sound}x"), VerifyError::TrailingText),
            (format!("{sound}{sound}"), VerifyError::MoreThanOne),
            (format!("{HEADER}\n{FOOTER}\n"), armour(ArmourProblem::NoFooter)),
            (format!("{HEADER}\n\n{FOOTER}\n"), line(2)),
            (format!("{HEADER}\n{full}A\nAAA==\n{FOOTER}\n"), line(2)),
            (format!("{HEADER}\n{full}\n\nAAAA==\n{FOOTER}\n"), line(3)),
            (format!("{HEADER}\n{full}\nAAAB==\n{FOOTER}\n"), armour(ArmourProblem::Base64)),
        ] {
            assert_eq!(decode(&text).unwrap_err(), expected, "{text:?}");
        }
    }
}
