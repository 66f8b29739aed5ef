//! Lists of signers.

use std::fs;

use chrono::{DateTime, Utc};
use soutenance::signing::{AllowedSigners, verify};

use super::{Desk, MINUTES, at, now, run};

/// Whether `ada` is accepted with this list at this instant, here and there. Where we refuse what
/// OpenSSH 9.2 accepts, a later OpenSSH may refuse too.
fn check(desk: &Desk, signature: &str, (list, at): (&str, DateTime<Utc>), expected: (bool, bool)) {
    let here = Desk::accepted_here(signature, "ada", list, at);
    let there = desk.accepted_there(signature, "ada", list, at, &[]);
    assert_eq!(here, expected.0, "here: {list} at {at}");
    assert!(there || !here, "ssh-keygen refuses, we accept: {list} at {at}");
    assert!(expected.1 || !there, "there: {list} at {at}");
}

/// Each list of signers, whether we accept `ada` with it, and whether `ssh-keygen` does.
#[test]
fn a_list_of_signers_is_read_as_openssh_reads_it() {
    let desk = Desk::new();
    desk.make_key("other", "ed25519", "");
    desk.make_key("rsa", "rsa", "");
    let read = |name: &str| fs::read_to_string(desk.path(name)).unwrap().trim_end().to_owned();
    let signature = desk.key().sign(MINUTES).unwrap();
    let (yes, no) = (true, false);
    for (list, here, there) in [
        ("ada KEY", yes, yes),
        ("ada KEY\r\n", yes, yes),
        ("# list\n\n \t\n\tada\t \tKEY", yes, yes),
        ("", no, no),
        ("bob KEY", no, no),
        ("Ada KEY", no, no),
        ("ada OTHER", no, no),
        // Another length than the key's.
        ("ada BENT", no, no),
        ("ada OTHER\nada KEY", yes, yes),
        ("ada RSA\nada KEY", yes, yes),
        ("bob,a* KEY", yes, yes),
        ("a?a KEY", yes, yes),
        ("a? KEY", no, no),
        ("!ada,* KEY", no, no),
        ("*,!a* KEY", no, no),
        ("!bob KEY", no, no),
        ("!ada,* KEY\nada KEY", yes, yes),
        ("\"Zoé Å,ada\" KEY", yes, yes),
        ("\"ada\" KEY", yes, yes),
        ("\"ada KEY", no, no),
        // Quotes that OpenSSH takes for the end of a word, or for nothing at all.
        ("\"ada\"KEY", no, yes),
        ("a\"da\" KEY", no, yes),
        ("ada cert-authority KEY", no, no),
        ("ada cert-authority KEY\nada KEY", yes, yes),
        ("ada namespaces=\"soutenance-minutes\" KEY", yes, yes),
        ("ada NameSpaces=\"git,soutenance-*\" KEY", yes, yes),
        ("ada namespaces=\"git\" KEY", no, no),
        ("ada namespaces=\"git\" KEY\nada KEY", yes, yes),
        ("ada namespaces=\"*,!soutenance-minutes\" KEY", no, no),
        ("ada namespaces=\"\" KEY", no, no),
        ("ada namespaces=git KEY", no, no),
        ("ada namespaces=\"*\",namespaces=\"*\" KEY", no, no),
        ("ada valid-after=\"20261122090000Z\" KEY", yes, yes),
        ("ada valid-after=\"20261122090001Z\" KEY", no, no),
        ("ada valid-before=\"20261122090000Z\" KEY", yes, yes),
        ("ada valid-before=\"20261122085959Z\" KEY", no, no),
        ("ada valid-after=\"20261122Z\",valid-before=\"202611220901Z\" KEY", yes, yes),
        ("ada valid-after=\"20261122z\" KEY", yes, yes),
        ("ada valid-after=\"20261122Z\",valid-before=\"20261122Z\" KEY", no, no),
        ("ada valid-before=\"20270101Z\",valid-before=\"20270101Z\" KEY", no, no),
        ("ada valid-before=\"2027\" KEY", no, no),
        ("ada valid-after=\"19700101Z\" KEY", no, no),
        // A day that is not: OpenSSH counts on to March.
        ("ada valid-after=\"20260230Z\" KEY", no, yes),
        ("ada touch KEY", no, no),
        ("ada cert-authority, KEY", no, no),
        ("ada ,namespaces=\"*\" KEY", no, yes),
        ("ada", no, no),
        ("ada ssh-ed25519", no, no),
        // OpenSSH complains of these lines and goes on, or never comes to them.
        ("ada ssh-ed25518 AAAA\nada KEY", no, yes),
        ("ada KEY\nada", no, yes),
        ("bob\nada KEY", no, yes),
        ("bob touch KEY\nada KEY", no, yes),
        ("\u{feff}ada KEY", no, no),
        ("ada\u{b} KEY", no, no),
    ] {
        let list = list
            .replace("BENT", &read("key.pub").replace("5AAAAI", "5AAaAI"))
            .replace("KEY", &read("key.pub"))
            .replace("OTHER", &read("other.pub"))
            .replace("RSA", &read("rsa.pub"));
        check(&desk, &signature, (&list, now()), (here, there));
    }
}

#[test]
fn a_revoked_key_is_refused_by_both() {
    let desk = Desk::new();
    desk.make_key("other", "ed25519", "");
    let public = |name: &str| fs::read_to_string(desk.path(name)).unwrap();
    let signature = desk.key().sign(MINUTES).unwrap();
    let signers = format!("ada {}", public("key.pub"));
    for (revoked, accepted) in [
        (public("other.pub"), true),
        (format!("# lost\n{}{}", public("other.pub"), public("key.pub")), false),
        ("nonsense\n".to_owned(), false),
        (format!("# lost\r\n{}", public("other.pub").replace('\n', "\r\n")), true),
        (format!("{}\r\n", public("other.pub")), false),
    ] {
        let path = desk.write("revoked", &revoked);
        let list = AllowedSigners::parse(&signers).unwrap().revoking(&revoked);
        let here = list.is_ok_and(|list| verify(MINUTES, &signature, "ada", &list, now()).is_ok());
        assert_eq!(here, accepted, "{revoked}");
        assert_eq!(desk.accepted_there(&signature, "ada", &signers, now(), &["-r", &path]), accepted, "{revoked}");
    }
}

const IN_PARIS: &str = "SOUTENANCE_TEST_IN_PARIS";

/// Local dates depend on the time zone of the process: the test runs again in one of its own.
#[test]
fn local_dates_never_accept_more_than_openssh() {
    if std::env::var_os(IN_PARIS).is_some() {
        return local_dates();
    }
    let this = std::env::current_exe().unwrap();
    let args = ["--exact", "signing::signers::local_dates_never_accept_more_than_openssh"];
    let env = [(IN_PARIS, "1"), ("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")];
    let output = run(this.to_str().unwrap(), &args, b"", &env);
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && shown.contains("1 passed"), "{shown}");
}

fn local_dates() {
    let desk = Desk::new();
    let public = fs::read_to_string(desk.path("key.pub")).unwrap();
    let signature = desk.key().sign(MINUTES).unwrap();
    let (yes, no) = (true, false);
    for (option, time, here, there) in [
        // Winter, one hour ahead of UTC: the two readings are one.
        ("valid-after=\"20261122100000\"", "2026-11-22T09:00:00Z", yes, yes),
        ("valid-after=\"20261122100001\"", "2026-11-22T09:00:00Z", no, no),
        ("valid-before=\"20261122100000\"", "2026-11-22T09:00:00Z", yes, yes),
        ("valid-before=\"20261122095959\"", "2026-11-22T09:00:00Z", no, no),
        // Summer: OpenSSH is an hour late, we never accept more.
        ("valid-after=\"202607011200\"", "2026-07-01T10:30:00Z", no, no),
        ("valid-after=\"202607011200\"", "2026-07-01T11:00:00Z", yes, yes),
        ("valid-before=\"202607011200\"", "2026-07-01T10:00:00Z", yes, yes),
        ("valid-before=\"202607011200\"", "2026-07-01T10:30:00Z", no, yes),
        // An hour that does not exist, and one that comes twice.
        ("valid-after=\"202603290230\"", "2026-03-29T01:00:00Z", no, no),
        ("valid-before=\"202603290230\"", "2026-03-29T01:00:00Z", no, yes),
        ("valid-after=\"202610250230\"", "2026-10-25T01:00:00Z", no, no),
        ("valid-before=\"202610250230\"", "2026-10-25T01:00:00Z", no, yes),
    ] {
        let signers = format!("ada {option} {public}");
        check(&desk, &signature, (&signers, at(time)), (here, there));
    }
}
