use std::sync::Arc;

use super::*;
use crate::received::ArchiveFault;
use crate::verify::Fault;

fn key(room: &str, day: u32) -> Arc<SessionKey> {
    let date = NaiveDate::from_ymd_opt(2026, 6, day).unwrap_or_default();
    let (begun, grid) = ("0".repeat(64), "1".repeat(64));
    Arc::new(SessionKey { date, room: room.to_owned(), name: format!("{room}-matin"), begun, grid })
}

fn alice() -> Person {
    Person { id: "C001".into(), family_name: "Martin".into(), given_name: "Alice".into() }
}

fn of(kind: Kind, detail: Vec<Detail>) -> Anomaly {
    Anomaly {
        kind,
        effect: Effect::LeftOut,
        certification: Some("RNCP38503".into()),
        candidate: None,
        block: None,
        session: None,
        files: vec!["recu/C001.v1.toml".into()],
        detail,
    }
}

#[test]
fn every_kind_has_a_name_and_something_to_do() {
    let mut said = std::collections::BTreeSet::new();
    for one in Kind::ALL {
        for lang in [Lang::Fr, Lang::En] {
            let name = kind(lang, one);
            let todo = what_to_do(lang, &of(one, Vec::new()));
            assert!(todo.ends_with('.') && !name.ends_with('.'), "{one:?}: {name} {todo}");
            assert!(!anomaly(lang, &of(one, Vec::new())).is_empty() || one == Kind::RoomMissing, "{one:?}");
            assert!(said.insert((lang.to_string(), name.clone())), "{one:?}: {name} is said of another kind as well");
        }
    }
}

#[test]
fn what_is_wrong_is_said_exactly() {
    let digest: Arc<str> = "abcdef0123456789".into();
    let mut versions = of(
        Kind::TwoLastVersions,
        vec![Detail::Version(2, Arc::clone(&digest)), Detail::Version(2, "f".repeat(64).as_str().into())],
    );
    (versions.candidate, versions.session) = (Some(alice()), Some(key("B204", 18)));
    assert_eq!(
        anomaly(Lang::Fr, &versions),
        "Alice Martin (C001), session B204-matin du 18/06/2026, salle B204\u{a0}: version 2 (empreinte abcdef012345…), \
         version 2 (empreinte ffffffffffff…)\u{a0}: rien ne dit laquelle vaut"
    );
    let mut decided = of(
        Kind::DifferentDecisions,
        vec![
            Detail::Decision(key("B204", 18), BlockState::Refused),
            Detail::Decision(key("A101", 19), BlockState::Validated),
        ],
    );
    (decided.candidate, decided.block) = (Some(alice()), Some("BC01".into()));
    assert_eq!(
        anomaly(Lang::En, &decided),
        "Alice Martin (C001): block BC01: not validated on 18/06/2026, room B204; validated on 19/06/2026, room A101"
    );
    decided.effect = Effect::Flagged;
    assert!(anomaly(Lang::Fr, &decided).ends_with("\u{202f}; la validation compte"), "{}", anomaly(Lang::Fr, &decided));
    (decided.effect, decided.detail) = (Effect::LeftOut, vec![Detail::Decision(key("B204", 18), BlockState::Refused)]);
    assert!(anomaly(Lang::Fr, &decided).ends_with("salle B204, alors qu’un procès-verbal le dit déjà détenu"));
    let long = Detail::Time(TimeFault::TooLong { phase: "Entretien".into(), due: 1200, used: 3000 });
    assert_eq!(
        anomaly(Lang::Fr, &of(Kind::TimeOutOfBounds, vec![long])),
        "RNCP38503\u{a0}: Entretien\u{a0}: 50\u{a0}min utilisées pour 20\u{a0}min dues, ou plus qu’il ne s’est écoulé"
    );
    let room = Detail::Expected { room: "B204".into(), date: Some(key("B204", 18).date), certification: None };
    assert_eq!(
        anomaly(Lang::Fr, &of(Kind::RoomMissing, vec![room])),
        "salle B204, le 18/06/2026\u{a0}: rien qui se vérifie n’a été reçu"
    );
}

#[test]
fn faults_and_archives_are_said_in_the_words_of_verify() {
    let bad = Anomaly { certification: None, ..of(Kind::MissingSignature, vec![Detail::Fault(Fault::NoSignature)]) };
    assert_eq!(anomaly(Lang::Fr, &bad), verify::reason(Lang::Fr, &Fault::NoSignature));
    let zip = Detail::Archive(Arc::new(ArchiveFault::Name("a\u{1b}[31m\u{202e}b".into())));
    let said = anomaly(Lang::Fr, &Anomaly { certification: None, ..of(Kind::UnusableFile, vec![zip]) });
    assert!(said.contains("«\u{a0}a[31mb\u{a0}»"), "{said:?}");
}

#[test]
fn a_list_ends() {
    let people = |count: usize| {
        let who = |number: usize| Detail::Person(Person { id: format!("C{number:03}").as_str().into(), ..alice() });
        let same = of(Kind::SameName, (1..=count).map(who).collect());
        anomaly(Lang::Fr, &Anomaly { candidate: Some(alice()), ..same })
    };
    assert_eq!(people(6), "Alice Martin a plusieurs identifiants\u{a0}: C001, C002, C003, C004, C005, C006");
    assert!(people(7).ends_with("C006 et un autre"));
    assert!(people(18).ends_with("C006 et 12 autres"), "{}", people(18));
}
