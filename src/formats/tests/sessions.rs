use chrono::NaiveDate;

use super::super::faults::{NameFault, Named, SessionFault, SyntaxFault, ValueFault};
use super::super::problem::{ProblemKind, Severity};
use super::super::{new_session, read_session};
use super::{errors, found, shipped};
use crate::domain::id::MemberId;
use crate::domain::marking::{Individual, Marking, Signatures};

const SESSION: &str = r#"format = "soutenance-session/1"
name = "b204"
room = "B204"
date = 2027-06-14
mode = "collegial"

[[jury]]
id = "claire.moreau"
name = "Claire Moreau"
capacity = "professionnel"
president = true
public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEpHQY9+g8P8QhGWuWqHiwWL6PE612qAPR15yl9j3bjh claire.moreau"
key_file = "keys/claire.moreau"

[[jury]]
id = "yann.le-goff"
name = "Yann Le Goff"
capacity = "certificateur"
"#;

const SAME_KEY: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEpHQY9+g8P8QhGWuWqHiwWL6PE612qAPR15yl9j3bjh";
const ECDSA: &str = "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBP8x3mi7vRmaK2swtVExZhZE4BICRALs06dP5uaEmqe6eUvpREe8piLrji+BjLSv3BbaplRWx9t5aj1mPYyD3So= x";

/// The session with one thing changed has this fault alone, here.
fn fault(from: &str, to: &str, place: Option<(usize, usize, usize)>, kind: impl Into<ProblemKind>) {
    assert!(SESSION.contains(from), "« {from} » is not in the session");
    let changed = SESSION.replacen(from, to, 1);
    let problems = errors(read_session("s.toml", changed.as_bytes(), Some(&shipped())));
    assert_eq!(found(&problems), [(place, &kind.into())], "{to}");
}

#[test]
fn a_session_reads_whole() {
    let read = read_session("s.toml", SESSION.as_bytes(), Some(&shipped())).unwrap();
    assert_eq!(read.warnings, []);
    let session = read.value;
    assert_eq!((session.name.as_str(), session.room.as_str()), ("b204", "B204"));
    assert_eq!(Some(session.date), NaiveDate::from_ymd_opt(2027, 6, 14));
    assert_eq!(session.jury.president, MemberId::new("claire.moreau"));
    assert_eq!(session.jury.members.len(), 2);
    assert_eq!(session.jury.members[0].key_file.as_deref(), Some("keys/claire.moreau"));
}

#[test]
fn faults_of_members() {
    fault(
        "\"professionnel\"",
        "\"profesionel\"",
        Some((10, 13, 11)),
        NameFault::Unknown {
            what: Named::Capacity,
            code: "profesionel".into(),
            nearest: Some("professionnel".into()),
            known: ["professionnel", "certificateur"].map(str::to_owned).into(),
        },
    );
    for id in ["Yann", "yann le goff", "élise", ".yann", "../yann", "-yann"] {
        let place = Some((16, 7, id.chars().count()));
        fault("yann.le-goff", id, place, SessionFault::BadMemberId { id: id.into() });
    }
    fault(
        "yann.le-goff",
        "claire.moreau",
        Some((16, 7, 13)),
        NameFault::Duplicate { code: "claire.moreau".into(), first_line: 8 },
    );
    fault("president = true\n", "", None, SessionFault::NoPresident);
    fault(
        "\"certificateur\"",
        "\"certificateur\"\npresident = true",
        Some((19, 13, 4)),
        SessionFault::SecondPresident { first_line: 11 },
    );
    fault("name = \"Yann Le Goff\"\n", "", Some((15, 1, 8)), ValueFault::MissingKey { key: "name".into() });
}

#[test]
fn faults_of_keys() {
    let key = SESSION.lines().nth(11).unwrap();
    let file = SESSION.lines().nth(12).unwrap();
    let without = SessionFault::PresidentWithoutKey { id: "claire.moreau".into() };
    fault(&format!("{key}\n{file}\n"), "", Some((7, 1, 8)), without);
    fault("\"certificateur\"", "\"certificateur\"\nkey_file = \"k\"", Some((19, 13, 1)), SessionFault::KeyFileAlone);
    fault(key, "public_key = \"ssh-ed25519 AAAA\"", Some((12, 15, 16)), SessionFault::BadPublicKey);
    let other = SessionFault::OtherKeyType { found: "ecdsa-sha2-nistp256".into() };
    fault(key, &format!("public_key = \"{ECDSA}\""), Some((12, 15, ECDSA.len())), other);
    let shared = format!("\"certificateur\"\npublic_key = \"{SAME_KEY}\"");
    let place = Some((19, 15, SAME_KEY.len()));
    fault("\"certificateur\"", &shared, place, SessionFault::SharedPublicKey { first_line: 12 });
}

#[test]
fn faults_of_the_session() {
    fault("collegial", "solitaire", Some((5, 9, 9)), SessionFault::UnknownMode { written: "solitaire".into() });
    for key in ["codes", "president_marks"] {
        let line = format!("\"collegial\"\n{key} = false");
        fault("\"collegial\"", &line, Some((6, key.len() + 4, 5)), SessionFault::OnlyIndividual { key });
    }
    let unknown = SessionFault::UnknownSignatures { written: "tous".into() };
    fault("\"collegial\"", "\"collegial\"\nsignatures = \"tous\"", Some((6, 15, 4)), unknown);
    fault("date = 2027-06-14", "date = 2027-06-31", Some((4, 8, 10)), SyntaxFault::BadDate);
    fault("room = \"B204\"\n", "", None, ValueFault::MissingKey { key: "room".into() });
    let from = SESSION.find("[[jury]]").unwrap();
    fault(&SESSION[from..], "", None, SessionFault::NoJury);
}

#[test]
fn how_jurors_mark_and_who_signs() {
    let read = |lines: &str| {
        let text = SESSION.replace("\"collegial\"", lines);
        let read = read_session("s.toml", text.as_bytes(), Some(&shipped())).unwrap().value;
        (read.marking, read.signatures)
    };
    let alone = |president_marks, codes| Marking::Individual(Individual { president_marks, codes });
    assert_eq!(read("\"collegial\""), (Marking::Collegial, Signatures::President));
    // What is not said is the careful one: a code for each sheet.
    assert_eq!(read("\"individual\""), (alone(true, true), Signatures::President));
    let presides = "\"individual\"\npresident_marks = false\nsignatures = \"everybody\"";
    assert_eq!(read(presides), (alone(false, true), Signatures::Everybody));
    assert_eq!(read("\"individual\"\ncodes = false"), (alone(true, false), Signatures::President));
}

#[test]
fn a_session_after_the_registration_is_a_warning() {
    let late = SESSION.replace("2027-06-14", "2028-03-28");
    let read = read_session("s.toml", late.as_bytes(), Some(&shipped())).unwrap();
    let end = NaiveDate::from_ymd_opt(2028, 3, 27).unwrap();
    assert_eq!(found(&read.warnings), [(Some((4, 8, 10)), &SessionFault::AfterRegistration { end }.into())]);
    assert_eq!(read.warnings[0].severity, Severity::Warning);
    assert!(read_session("s.toml", late.as_bytes(), None).unwrap().warnings.is_empty());
}

#[test]
fn a_new_session_lacks_its_jury_alone() {
    let date = NaiveDate::from_ymd_opt(2027, 6, 14).unwrap();
    let text = new_session("b204", "Salle \"B\\204\"", date, &shipped());
    let problems = errors(read_session("s.toml", text.as_bytes(), Some(&shipped())));
    assert_eq!(found(&problems), [(None, &SessionFault::NoJury.into())]);
    assert!(text.contains("#   \"certificateur\""), "{text}");
    // What the comments show is what is read, once the key is a real one.
    let (before, member) = text.split_once("# [[jury]]").unwrap();
    let member = format!("\n# [[jury]]{member}").replace("\n# ", "\n").replace("ssh-ed25519 AAAA…", SAME_KEY);
    let read = read_session("s.toml", format!("{before}{member}").as_bytes(), Some(&shipped())).unwrap();
    assert_eq!(read.value.room, "Salle \"B\\204\"");
    assert_eq!(read.value.jury.members[0].id, MemberId::new("claire.moreau"));
}
