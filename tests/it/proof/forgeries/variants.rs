//! Signatures on which two readers may not agree: laid out otherwise, and with other contents.

use base64ct::Encoding as _;
use ed25519_dalek::Signer as _;
use sha2::{Digest as _, Sha256, Sha512};

use super::super::counted;
use super::{
    Base64, Bench, FOOTER, HEADER, KIND, NAMESPACE, Parts, TEXT, Tally, Verdict, armour, curve, now, ours, signed_data,
    string, typed,
};
use crate::signing::{Desk as Keys, ssh_keygen};

type Named = (String, Vec<u8>);

fn named(name: &str, bytes: impl Into<Vec<u8>>) -> Named {
    (name.to_owned(), bytes.into())
}

fn around(body: &str) -> String {
    format!("{HEADER}{body}{FOOTER}")
}

fn body(text: &str) -> &str {
    text.strip_prefix(HEADER).unwrap().strip_suffix(FOOTER).unwrap()
}

/// The same signature with something before, after, or in another encoding.
fn surroundings(text: &str) -> Vec<Named> {
    let body = body(text);
    let utf16 = |mark: bool, big: bool| -> Vec<u8> {
        let units = mark.then_some(0xfeff_u16).into_iter().chain(text.encode_utf16());
        units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let spoilt = text.replacen('U', "V", 1);
    vec![
        named("CRLF", text.replace('\n', "\r\n")),
        named("CR", text.replace('\n', "\r")),
        named("a CR at the end", format!("{text}\r")),
        named("text before", format!("hello\n{text}")),
        named("a blank line before", format!("\n{text}")),
        named("a space before", format!(" {text}")),
        named("text after", format!("{text}hello\n")),
        named("text after, without a newline", format!("{text}x")),
        named("a blank line after", format!("{text}\n")),
        named("a NUL after", format!("{text}\0")),
        named("a NUL before", format!("\0{text}")),
        named("a NUL for a newline", text.replacen("-----\nU", "-----\0U", 1)),
        named("no newline at the end", text.trim_end()),
        named("twice", format!("{text}{text}")),
        named("a spoilt one after", format!("{text}{spoilt}")),
        named("a spoilt one before", format!("{spoilt}{text}")),
        named("two headers", format!("{HEADER}{text}")),
        named("two footers", format!("{text}{FOOTER}")),
        named("no header", format!("{body}{FOOTER}")),
        named("no footer", format!("{HEADER}{body}")),
        named("the footer first", format!("{FOOTER}{text}")),
        named("the footer on the line of the body", around(body.trim_end())),
        named("the body on the line of the header", format!("{}{body}{FOOTER}", HEADER.trim_end())),
        named("a header in small letters", text.replace("BEGIN SSH", "begin ssh")),
        named("a header with a space after", text.replacen("-----\n", "----- \n", 1)),
        named("a header of another kind", text.replace("SSH SIGNATURE", "SSH2 SIGNATURE")),
        named("a header of four dashes", text.replacen("-----B", "----B", 1)),
        named("a byte order mark", format!("\u{feff}{text}")),
        named("UTF-16 LE", utf16(false, false)),
        named("UTF-16 BE", utf16(false, true)),
        named("UTF-16 LE with a mark", utf16(true, false)),
        named("UTF-16 BE with a mark", utf16(true, true)),
        named("nothing", ""),
    ]
}

/// The same blob, written otherwise between header and footer.
fn layouts(blob: &[u8]) -> Vec<Named> {
    let text = armour(blob, 70);
    let (body, digits) = (body(&text), Base64::encode_string(blob));
    let in_body = |from: &str, to: &str| around(&body.replacen(from, to, 1));
    let mut all = vec![
        named("CRLF in the body", around(&body.replace('\n', "\r\n"))),
        named("a NUL in the body", around(&format!("{}\0{}", &body[..50], &body[50..]))),
        named("a NUL at the end of the body", around(&format!("{}\0\n", body.trim_end()))),
        named("twice in one body", around(&format!("{body}{body}"))),
        named("no armour", digits.clone()),
        named("the blob itself", blob),
        named("no body", around("")),
        named("a blank body", around("\n")),
        named("a space in the body", in_body("A", "A ")),
        named("a tab in the body", in_body("A", "A\t")),
        named("a vertical tab in the body", in_body("A", "A\u{b}")),
        named("a form feed in the body", in_body("A", "A\u{c}")),
        named("a no-break space in the body", in_body("A", "A\u{a0}")),
        named("no UTF-8", [HEADER.as_bytes(), b"\xff", body.as_bytes(), FOOTER.as_bytes()].concat()),
        named("spaces before each line", around(&(" ".to_owned() + &body.trim_end().replace('\n', "\n ") + "\n"))),
        named("spaces after each line", around(&body.replace('\n', " \n"))),
        named("a blank line in the body", in_body("\n", "\n\n")),
        named("a comment in the body", around(&format!("# moi\n{body}"))),
        named("a key of PEM in the body", around(&format!("Comment: moi\n\n{body}"))),
        named("the alphabet of addresses", around(&body.replace('+', "-").replace('/', "_"))),
        named("no padding", around(&body.replace('=', ""))),
        named("one padding more", around(&format!("{}=\n", body.trim_end()))),
        named("four padding more", around(&format!("{}====\n", body.trim_end()))),
        named("padding in the middle", in_body("A", "=")),
        named("one digit more", around(&format!("{}A\n", body.trim_end()))),
        named("four digits more", around(&format!("{}AAAA\n", body.trim_end()))),
    ];
    let widths = (1..=digits.len() + 1).filter(|width| *width != 70);
    all.extend(widths.map(|width| named(&format!("{width} columns"), armour(blob, width))));
    // Bits that decoding drops: several texts would stand for the same bytes.
    let longer = [blob, b"x"].concat();
    for length in [blob.len() - 1, blob.len(), blob.len() + 1] {
        let digits = Base64::encode_string(&longer[..length]);
        let last = digits.trim_end_matches('=').len() - 1;
        for other in ["B", "Q", "g", "/"] {
            let mut changed = digits.clone();
            changed.replace_range(last..=last, other);
            all.push(named(&format!("{length} bytes with a last digit {other}"), around(&format!("{changed}\n"))));
        }
    }
    all
}

/// Makes a variant of the sound parts.
struct Making<'a> {
    sound: &'a Parts,
    made: Vec<Named>,
}

impl Making<'_> {
    fn add(&mut self, name: String, change: impl Fn(&mut Parts)) {
        let mut parts = self.sound.clone();
        change(&mut parts);
        self.made.push((name, parts.armoured()));
    }
}

/// Other contents, where what is signed goes with them wherever it can.
fn contents(bench: &Bench, sound: &Parts) -> Vec<Named> {
    let mut making = Making { sound, made: Vec::new() };
    for magic in ["SSHSIH", "sshsig", "SSHSIGSSHSIG", "SSHSIG ", ""] {
        making.add(format!("magic {magic:?}"), |parts| parts.magic = magic.as_bytes().to_vec());
    }
    for version in [0, 2, 3, 256, 1 << 24, u32::MAX] {
        making.add(format!("version {version}"), |parts| parts.version = version.to_be_bytes().to_vec());
    }
    let signed = |namespace: &[u8], reserved: &[u8], hash: &[u8], digest: &[u8]| {
        typed(KIND, &bench.juror.sign(&signed_data(namespace, reserved, hash, digest)).to_bytes())
    };
    let (digest, short, ours) = (Sha512::digest(TEXT), Sha256::digest(TEXT), NAMESPACE.as_bytes());
    let upper = NAMESPACE.to_uppercase();
    for other in
        ["", "git", "file", "soutenance", "*", "soutenance-minutes\0", "soutenance-minutes-x", &upper, "\0soutenance"]
    {
        let other = other.as_bytes();
        let shown = other.escape_ascii();
        making.add(format!("namespace “{shown}”"), |parts| {
            parts.namespace = string(other);
            parts.signature = signed(other, b"", b"sha512", &digest);
        });
        making.add(format!("namespace “{shown}” not signed"), |parts| parts.namespace = string(other));
        making.add(format!("namespace “{shown}” signed and not told"), |parts| {
            parts.signature = signed(other, b"", b"sha512", &digest);
        });
    }
    for other in [&b"x"[..], b"\0", &[0; 300]] {
        let shown = format!("reserved field of {} from {}", other.len(), other[0]);
        making.add(shown.clone(), |parts| {
            parts.reserved = string(other);
            parts.signature = signed(ours, other, b"sha512", &digest);
        });
        making.add(format!("{shown} not signed"), |parts| parts.reserved = string(other));
    }
    let hashes: [(&str, &[u8]); 10] = [
        ("sha256", &short),
        ("sha256", &digest),
        ("sha512", &short),
        ("SHA512", &digest),
        ("sha384", &digest),
        ("sha1", &short[..20]),
        ("md5", &short[..16]),
        ("", &digest),
        ("sha512\0", &digest),
        ("none", TEXT),
    ];
    for (label, digest) in hashes {
        let shown = format!("hash “{}” of {} bytes", label.escape_debug(), digest.len());
        making.add(shown.clone(), |parts| {
            parts.hash = string(label.as_bytes());
            parts.signature = signed(ours, b"", label.as_bytes(), digest);
        });
        making.add(format!("{shown} not signed"), |parts| {
            parts.hash = string(label.as_bytes());
            parts.signature = signed(ours, b"", b"sha512", digest);
        });
    }
    // The text itself, without what makes it a signature of this format.
    making.add("the bare text signed".to_owned(), |parts| {
        parts.signature = typed(KIND, &bench.juror.sign(TEXT).to_bytes());
    });
    making.add("the bare digest signed".to_owned(), |parts| {
        parts.signature = typed(KIND, &bench.juror.sign(&digest).to_bytes());
    });
    making.made
}

/// Fields of other types and lengths.
fn fields(bench: &Bench, sound: &Parts) -> Vec<Named> {
    let key = bench.juror.verifying_key().to_bytes();
    let signature = &sound.signature[sound.signature.len() - 64..];
    let mut making = Making { sound, made: Vec::new() };
    for kind in [
        "ssh-rsa",
        "rsa-sha2-512",
        "ecdsa-sha2-nistp256",
        "sk-ssh-ed25519@openssh.com",
        "ssh-ed25519-cert-v01@openssh.com",
        "ssh-ed448",
        "SSH-ED25519",
        "ssh-ed25519\0",
        "ssh-dss",
        "",
    ] {
        let shown = kind.escape_debug();
        making.add(format!("key of type “{shown}”"), |parts| parts.key = typed(kind.as_bytes(), &key));
        making.add(format!("signature of type “{shown}”"), |parts| {
            parts.signature = typed(kind.as_bytes(), signature);
        });
        making.add(format!("both of type “{shown}”"), |parts| {
            parts.key = typed(kind.as_bytes(), &key);
            parts.signature = typed(kind.as_bytes(), signature);
        });
    }
    for extra in [1, 4, 64] {
        let zeros = vec![0; extra];
        let inside = |bytes: &[u8]| string(&[string(KIND), string(bytes), zeros.clone()].concat());
        let longer = |bytes: &[u8]| typed(KIND, &[bytes, &zeros].concat());
        making.add(format!("{extra} bytes more after the key"), |parts| parts.key = inside(&key));
        making.add(format!("{extra} bytes more in the key"), |parts| parts.key = longer(&key));
        making.add(format!("{extra} bytes more after the signature"), |parts| parts.signature = inside(signature));
        making.add(format!("{extra} bytes more in the signature"), |parts| parts.signature = longer(signature));
        making.add(format!("{extra} bytes before the signature"), |parts| {
            parts.signature = typed(KIND, &[&zeros[..], signature].concat());
        });
        making.add(format!("{extra} bytes more at the end"), |parts| parts.signature.extend(&zeros));
    }
    for less in [1, 2, 32] {
        making.add(format!("a signature shorter by {less}"), |parts| {
            parts.signature = typed(KIND, &signature[..64 - less]);
        });
        making.add(format!("a key shorter by {less}"), |parts| parts.key = typed(KIND, &key[..32 - less]));
        making.add(format!("a signature without its first {less}"), |parts| {
            parts.signature = typed(KIND, &signature[less..]);
        });
    }
    making.add("no key".to_owned(), |parts| parts.key = string(b""));
    making.add("no signature".to_owned(), |parts| parts.signature = string(b""));
    making.add("the signature field missing".to_owned(), |parts| parts.signature.clear());
    making.add("the signature twice".to_owned(), |parts| parts.signature.extend(sound.signature.clone()));
    making.made
}

/// Each length in the blob made another, and the blob cut at every byte.
fn lengths(sound: &Parts) -> Vec<Named> {
    let blob = sound.blob();
    let key = sound.magic.len() + sound.version.len();
    let namespace = key + sound.key.len();
    let reserved = namespace + sound.namespace.len();
    let hash = reserved + sound.reserved.len();
    let signature = hash + sound.hash.len();
    let inner = 4 + string(KIND).len();
    let places = [key, key + 4, key + inner, namespace, reserved, hash, signature, signature + 4, signature + inner];
    let mut all = Vec::new();
    for place in places {
        let length = u32::from_be_bytes(blob[place..place + 4].try_into().unwrap());
        for other in [length.wrapping_add(1), length.wrapping_sub(1), 0, 0x8000_0000 | length, u32::MAX, 1 << 24] {
            let mut changed = blob.clone();
            changed[place..place + 4].copy_from_slice(&other.to_be_bytes());
            all.push(named(&format!("{other} for the length at {place}"), armour(&changed, 70)));
        }
    }
    all.extend((0..blob.len()).map(|length| named(&format!("cut to {length} bytes"), armour(&blob[..length], 70))));
    all
}

/// A signature as a security key makes it, with the line of its key.
fn security_key(bench: &Bench) -> (String, Vec<u8>) {
    let kind = b"sk-ssh-ed25519@openssh.com";
    let key = [string(kind), string(bench.juror.verifying_key().as_bytes()), string(b"ssh:")].concat();
    let data = signed_data(NAMESPACE.as_bytes(), b"", b"sha512", &Sha512::digest(TEXT));
    let (touched, count) = ([1], 7_u32.to_be_bytes());
    let told = [&Sha256::digest(b"ssh:")[..], &touched, &count, &Sha256::digest(data)].concat();
    let made = [&string(kind)[..], &string(&bench.juror.sign(&told).to_bytes()), &touched, &count].concat();
    let parts = Parts { key: string(&key), signature: string(&made), ..bench.parts(TEXT) };
    (format!("sk-ssh-ed25519@openssh.com {}", Base64::encode_string(&key)), parts.armoured())
}

/// Keys of other kinds, and certified ones, that `ssh-keygen` made: the name, the lines of the list, the signature.
fn other_keys() -> Vec<(String, String, Vec<u8>)> {
    let keys = Keys::new();
    let sign = |name: &str| keys.signed_there(name, &["-n", NAMESPACE]).into_bytes();
    let public = |name: &str| std::fs::read_to_string(keys.path(name)).unwrap();
    let mut all = Vec::new();
    for kind in ["rsa", "ecdsa"] {
        keys.make_key(kind, kind, "");
        all.push((format!("{kind} key"), format!("ada {}", public(&format!("{kind}.pub"))), sign(kind)));
    }
    keys.make_key("ca", "ed25519", "");
    let (ca, key) = (keys.text_path("ca"), keys.text_path("key.pub"));
    let (own, authority) = (public("key.pub"), format!("ada cert-authority {}", public("ca.pub")));
    for (name, more) in [
        ("certificate", &["-n", "ada"][..]),
        ("certificate of another", &["-n", "bob"]),
        ("certificate out of date", &["-n", "ada", "-V", "20200101:20200102"]),
    ] {
        let args = [&["-q", "-s", &ca, "-I", "id"][..], more, &[&key]].concat();
        assert!(ssh_keygen(&args, b"").status.success());
        let signature = sign("key-cert.pub");
        all.push((name.to_owned(), authority.clone(), signature.clone()));
        all.push((format!("{name} of a listed key"), format!("ada {own}{authority}"), signature));
    }
    all.push(("authority that signs itself".to_owned(), format!("ada cert-authority {own}"), sign("key")));
    all
}

#[test]
fn what_readers_may_disagree_on_is_never_accepted_alone() {
    let bench = Bench::new();
    let (keys, sound) = ([bench.public()], bench.parts(TEXT));
    let text = sound.armoured();
    assert_eq!(bench.verdict(&text, &keys), Verdict { ours: true, theirs: true });
    let mut tally = Tally::default();
    let written = [surroundings(std::str::from_utf8(&text).unwrap()), layouts(&sound.blob())].concat();
    let made = [contents(&bench, &sound), fields(&bench, &sound), lengths(&sound)].concat();
    // A few are the sound one by chance: no `+` to be written otherwise, a length that is zero already.
    for (name, signature) in written.into_iter().chain(made).filter(|(_, signature)| *signature != text) {
        tally.take(&name, bench.verdict(&signature, &keys));
    }
    assert_eq!(tally.both, 0, "one text for one signature");
    for (name, key, signature) in curve::odd(&bench, &sound) {
        tally.take(&name, bench.verdict(&signature, &[key]));
    }
    // A key of mixed order is odd, and its owner's all the same.
    assert_eq!(tally.both, 1);
    let (key, signature) = security_key(&bench);
    tally.take("security key", bench.verdict(&signature, &[key]));
    for (name, list, signature) in other_keys() {
        let ours = ours(TEXT, &signature, "ada", list.as_bytes(), now());
        let theirs = bench.theirs(TEXT, &signature, "ada", list.as_bytes(), &["-Overify-time=20261122090000Z"]);
        tally.take(&name, Verdict { ours, theirs });
    }
    let (columns, rest): (Vec<&String>, Vec<&String>) =
        tally.stricter.iter().partition(|name| name.ends_with(" columns"));
    let (small, rest): (Vec<&String>, Vec<&String>) =
        rest.into_iter().partition(|name| name.starts_with("key of small order"));
    let rest: Vec<&str> = rest.into_iter().map(String::as_str).collect();
    counted(
        "signatures on which readers may disagree",
        &format!(
            "{} variants; 0 accepted that ssh-keygen refuses; {} accepted by both; {} refused that ssh-keygen accepts: {} \
             widths of lines; {} with keys of small order; {}",
            tally.tried,
            tally.both,
            tally.stricter.len(),
            columns.len(),
            small.len(),
            rest.join("; ")
        ),
    );
    assert!(tally.tried > 800, "{}", tally.tried);
    assert!(rest.contains(&"rsa key") && rest.contains(&"certificate"), "ssh-keygen accepts what is sound: {rest:?}");
}
