//! Lists of signers and of revoked keys, made at random.

use chrono::TimeDelta;

use super::super::{counted, some};
use super::{AllowedSigners, Bench, DateTime, SigningKey, TEXT, Tally, Utc, Verdict, now, public_line, verify};
use crate::support::Dice;

/// One of these; the first ones come more often.
fn one<'a>(dice: &mut Dice, of: &[&'a str]) -> &'a str {
    let most = of.len() as u64;
    let at = dice.next(most).min(dice.next(most)).min(dice.next(most));
    of[usize::try_from(at).unwrap()]
}

const NAMES: [&str; 30] = [
    "ada",
    "ada,bob",
    "*",
    "a*",
    "bob,ada",
    "\"ada\"",
    "\"ada,bob eve\"",
    "?da",
    "a?a",
    "bob",
    "!bob,*",
    "*,!ada",
    "!ada,*",
    "**",
    "ada,",
    ",ada",
    "!ada",
    "!*",
    "ADA",
    "ad?",
    "??",
    "ada bob",
    "\"ada",
    "ad\"a\"",
    "\"\"",
    "!!ada",
    "a*a*a",
    "ada\\",
    "#ada",
    "é,ada",
];
const PURPOSES: [&str; 16] = [
    "\"soutenance-minutes\"",
    "\"*\"",
    "\"git,soutenance-*\"",
    "\"!git,*\"",
    "\"soutenance-minutes,git\"",
    "\"git\"",
    "\"*,!soutenance-minutes\"",
    "\"?outenance-minutes\"",
    "\"\"",
    "soutenance-minutes",
    "\"a b,soutenance-minutes\"",
    "\"\\\"x\\\",*\"",
    "\"soutenance-minutes",
    "\"SOUTENANCE-MINUTES\"",
    "\"soutenance-minutes \"",
    "\"*\"\"git\"",
];
const WORDS: [&str; 10] = [
    "cert-authority",
    "no-touch-required",
    "CERT-AUTHORITY",
    "",
    "verify-required",
    "namespaces",
    "valid-before=",
    "touch",
    "cert-authority=\"yes\"",
    "namespaces =\"*\"",
];
const BETWEEN: [&str; 7] = [" ", "\t", "  ", " \t ", "\u{a0}", "\u{b}", ""];
const ENDS: [&str; 7] = ["\n", "\n", "\r\n", "\n\n", "\n# une note\n", "\r", " \n"];
const COMMENTS: [&str; 7] = ["", " ada@salle", " # vue", "\tZoé Å", " \"", " namespaces=\"git\"", "#"];

fn date(dice: &mut Dice, at: DateTime<Utc>) -> String {
    let apart = [0, 1, -1, 3600, -3600, 86_400, -86_400, 7200, -7200, 30_000_000, -30_000_000];
    let apart = apart[usize::try_from(dice.next(apart.len() as u64)).unwrap()];
    let form = one(
        dice,
        &[
            "%Y%m%d%H%M%SZ",
            "%Y%m%dZ",
            "%Y%m%d%H%MZ",
            "%Y%m%d%H%M%S",
            "%Y%m%d",
            "%Y%m%d%H%M",
            "%Y%m%d%H%M%Sz",
            "%Y%m",
            "%Y-%m-%d",
            "%s",
            "%Y%m%d%HZ",
            "%Y0230Z",
            " %Y%m%dZ",
            "%Y%m%d ",
            "19700101Z",
            "%Y%m%d246060Z",
        ],
    );
    let quote = one(dice, &["\"", "\"", "\"", ""]);
    format!("{quote}{}{quote}", (at + TimeDelta::seconds(apart)).format(form))
}

fn option(dice: &mut Dice, at: DateTime<Utc>) -> String {
    match dice.next(10) {
        0..4 => format!("{}={}", one(dice, &["namespaces", "Namespaces", "namespace"]), one(dice, &PURPOSES)),
        4..6 => format!("valid-after={}", date(dice, at)),
        6..9 => format!("{}={}", one(dice, &["valid-before", "Valid-Before"]), date(dice, at)),
        _ => one(dice, &WORDS).to_owned(),
    }
}

fn line(dice: &mut Dice, keys: &[String], at: DateTime<Utc>) -> String {
    let names = one(dice, &NAMES);
    let options: Vec<String> = (0..dice.next(3).saturating_sub(dice.next(2))).map(|_| option(dice, at)).collect();
    let options = options.join(one(dice, &[",", ",", ",", ", ", ",,"]));
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let (key, comment) = (one(dice, &keys), one(dice, &COMMENTS));
    let (start, between) = (one(dice, &["", "", "", " ", "\t"]), one(dice, &BETWEEN));
    let options = if options.is_empty() { options } else { format!("{between}{options}") };
    format!("{start}{names}{options}{between}{key}{comment}")
}

/// A list of one to three lines; now and then with a byte more, less or other.
fn list(dice: &mut Dice, keys: &[String], at: DateTime<Utc>) -> Vec<u8> {
    let mut text = String::new();
    for _ in 0..=dice.next(3).min(dice.next(3)) {
        text += &line(dice, keys, at);
        text += one(dice, &ENDS);
    }
    if dice.next(5) == 0 {
        text.truncate(text.trim_end().len());
    }
    spoilt(dice, text.into_bytes())
}

fn spoilt(dice: &mut Dice, mut bytes: Vec<u8>) -> Vec<u8> {
    if !bytes.is_empty() && dice.next(4) == 0 {
        let place = usize::try_from(dice.next(bytes.len() as u64)).unwrap();
        let other = b"\0\"\\,!*? \t\r\n#=\x0b\x0c\x1f\x7f\x85\xa0\xffaA";
        let other = other[usize::try_from(dice.next(other.len() as u64)).unwrap()];
        match dice.next(3) {
            0 => bytes[place] = other,
            1 => bytes.insert(place, other),
            _ => drop(bytes.remove(place)),
        }
    }
    bytes
}

/// The keys that lists are made of: the signer's first, and what stands in the place of one.
fn keys(bench: &Bench) -> Vec<String> {
    let other = public_line(SigningKey::from_bytes(&[8; 32]).verifying_key().as_bytes());
    let own = bench.public();
    let blank = own.replacen(' ', "\t", 1);
    let (short, wrong) = (own[..own.len() - 4].to_owned(), own.replacen("ssh-ed25519", "ssh-rsa", 1));
    vec![
        own.clone(),
        own.clone(),
        other,
        blank,
        short,
        wrong,
        own.replace("ssh-", "ssh- "),
        "ssh-ed25519 AAAA".to_owned(),
        own.replace("AAAA", "AA AA"),
    ]
}

#[test]
fn no_list_lets_in_whom_openssh_keeps_out() {
    let bench = Bench::new();
    let signature = bench.parts(TEXT).armoured();
    let armoured = String::from_utf8(signature.clone()).unwrap();
    let keys = keys(&bench);
    let mut dice = Dice(2027);
    let (mut tally, mut neither, mut revoked_by_both) = (Tally::default(), 0, 0);
    for case in 0..some(600, 20_000) {
        let at = now() + TimeDelta::seconds([0, 0, 0, 1, -1, 86_399][usize::try_from(dice.next(6)).unwrap()]);
        let who = one(&mut dice, &["ada", "ada", "bob", "eve", "ada bob", "a"]);
        let list = list(&mut dice, &keys, at);
        let revoked = (dice.next(4) == 0).then(|| {
            let lines: Vec<String> = (0..dice.next(3))
                .map(|_| one(&mut dice, &keys.iter().map(String::as_str).rev().collect::<Vec<_>>()).to_owned())
                .collect();
            let text = lines.join(one(&mut dice, &["\n", "\n", "\r\n", "\n# x\n", " c\n"]))
                + one(&mut dice, &["\n", "", "\r\n"]);
            spoilt(&mut dice, text.into_bytes())
        });
        let read = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).ok();
        let allowed = read(&list).and_then(|text| AllowedSigners::parse(&text).ok());
        let without = allowed.clone().is_some_and(|list| verify(TEXT, &armoured, who, &list, at).is_ok());
        let allowed = match &revoked {
            Some(revoked) => allowed.and_then(|list| list.revoking(&read(revoked)?).ok()),
            None => allowed,
        };
        let ours = allowed.is_some_and(|list| verify(TEXT, &armoured, who, &list, at).is_ok());
        let mut more = vec![format!("-Overify-time={}", at.format("%Y%m%d%H%M%SZ"))];
        if let Some(revoked) = &revoked {
            more.extend(["-r".to_owned(), bench.write("revoked", revoked)]);
        }
        let more: Vec<&str> = more.iter().map(String::as_str).collect();
        let theirs = bench.theirs(TEXT, &signature, who, &list, &more);
        let shown = list.escape_ascii().to_string().replace(&keys[0], "KEY");
        let of_revoked = revoked.as_deref().map(|revoked| revoked.escape_ascii().to_string());
        tally.take(&format!("{case}: {who} at {at} by {shown}, revoked {of_revoked:?}"), Verdict { ours, theirs });
        neither += usize::from(!ours && !theirs);
        revoked_by_both += usize::from(without && !ours && !theirs);
    }
    counted(
        "lists of signers made at random",
        &format!(
            "{} lists; 0 let in whom ssh-keygen keeps out; {} let in by both, {neither} kept out by both ({revoked_by_both} \
             by the revoked keys), {} kept out by us alone",
            tally.tried,
            tally.both,
            tally.stricter.len()
        ),
    );
    let few = tally.tried / 20;
    assert!(tally.both > few && neither > few && revoked_by_both > 3, "the lists are too much alike");
    assert!(!tally.stricter.is_empty());
}
