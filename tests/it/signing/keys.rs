//! Keys, and the signatures they make.

use soutenance::signing::{
    AllowedSigners, NAMESPACE, PublicKey, SigningError, SigningKey, Verified, allowed_signers_line, generate,
    signed_by, verify,
};

use super::{Desk, MINUTES, now, passphrase, ssh_keygen};

#[test]
fn both_sign_the_same_bytes_and_accept_each_other() {
    let desk = Desk::new();
    let here = desk.key().sign(MINUTES).unwrap();
    assert_eq!(here, desk.signed_there("key", &["-n", NAMESPACE]));
    let signers = allowed_signers_line("Zoé Ångström", &desk.public("key")).unwrap();
    assert!(desk.accepted_there(&here, "Zoé Ångström", &signers, now(), &[]));
    let list = AllowedSigners::parse(&signers).unwrap();
    let public_key = desk.public("key");
    assert_eq!(
        verify(MINUTES, &here, "Zoé Ångström", &list, now()),
        Ok(Verified {
            principal: "Zoé Ångström".to_owned(),
            fingerprint: public_key.fingerprint(),
            public_key,
            since: None,
            until: None
        })
    );
    let shown = ssh_keygen(&["-l", "-f", &desk.text_path("key.pub")], b"").stdout;
    assert!(String::from_utf8(shown).unwrap().contains(&public_key.fingerprint()));
}

#[test]
fn nothing_and_much_can_be_signed() {
    let key = Desk::new().key();
    for bytes in [Vec::new(), vec![0xff; 1 << 20]] {
        let signature = key.sign(&bytes).unwrap();
        assert_eq!(signed_by(&bytes, &signature), Ok(*key.public_key()));
    }
}

#[test]
fn a_key_encrypted_by_ssh_keygen_opens_here() {
    let desk = Desk::new();
    desk.make_key("locked", "ed25519", "sésame");
    let path = desk.path("locked");
    let open = |word: Option<&str>| SigningKey::from_file(&path, word.map(passphrase).as_ref());
    assert!(SigningKey::public_in(&path).is_ok(), "the public half needs no passphrase");
    assert_eq!(*open(Some("sésame")).unwrap().public_key(), desk.public("locked"));
    assert!(matches!(open(None), Err(SigningError::PassphraseNeeded { .. })));
    for wrong in ["", "sesame"] {
        assert!(matches!(open(Some(wrong)), Err(SigningError::WrongPassphrase { .. })), "{wrong:?}");
    }
}

#[test]
fn keys_made_here_work_there() {
    let desk = Desk::new();
    for word in [None, Some("sésame, ouvre-toi")] {
        let made = generate("Zoé Ångström", word.map(passphrase).as_ref()).unwrap();
        assert_eq!(PublicKey::parse(&made.public_line), Ok(made.public));
        let path = desk.write("made", &made.private_pem);
        let shown = ssh_keygen(&["-y", "-P", word.unwrap_or(""), "-f", &path], b"");
        assert_eq!(String::from_utf8(shown.stdout).unwrap().trim_end(), made.public_line);
        if word.is_none() {
            desk.write("made.pub", &made.public_line);
            let there = desk.signed_there("made", &["-n", NAMESPACE]);
            assert_eq!(SigningKey::from_file(&desk.path("made"), None).unwrap().sign(MINUTES).unwrap(), there);
        } else {
            assert!(!ssh_keygen(&["-y", "-P", "wrong", "-f", &path], b"").status.success());
            let pem = String::from_utf8(ssh_keygen(&["-y", "-P", "sésame, ouvre-toi", "-f", &path], b"").stdout);
            assert!(pem.unwrap().starts_with("ssh-ed25519 "));
        }
    }
}

#[test]
fn what_is_not_a_key_of_ours_is_told_apart() {
    let desk = Desk::new();
    let open = |name: &str| SigningKey::from_file(&desk.path(name), None).unwrap_err();
    assert!(matches!(open("nowhere"), SigningError::KeyUnreadable { .. }));
    desk.write("text", "not a key\n");
    assert!(matches!(open("text"), SigningError::NotOpenSsh { .. }));
    assert!(matches!(open("key.pub"), SigningError::NotOpenSsh { .. }));
    // Not a fresh one: one in 256 begins with a zero, which the library cannot read and takes for no key at all.
    desk.write("ecdsa", ECDSA);
    assert!(matches!(open("ecdsa"), SigningError::NotEd25519 { found, .. } if found == "ecdsa-sha2-nistp256"));
}

/// A key of another kind, made for this test alone.
const ECDSA: &str = "\
-----BEGIN OPENSSH PRIVATE KEY-----\n\
b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAaAAAABNlY2RzYS\n\
1zaGEyLW5pc3RwMjU2AAAACG5pc3RwMjU2AAAAQQSeWr7xO/wS3pndDxYHjUqueaFbf8oN\n\
L2G+jy4eQuPJwV2WuogG6xFU09KlIgrt0hosUcb4lkE2j3cA37zHbqtwAAAAoAtS9U0LUv\n\
VNAAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBJ5avvE7/BLemd0P\n\
FgeNSq55oVt/yg0vYb6PLh5C48nBXZa6iAbrEVTT0qUiCu3SGixRxviWQTaPdwDfvMduq3\n\
AAAAAgPy/9n4dRnC75n3ijuHqL0cdkGBhS5YCtObzQV16LAgMAAAAFZXNzYWkBAgM=\n\
-----END OPENSSH PRIVATE KEY-----\n\
";
