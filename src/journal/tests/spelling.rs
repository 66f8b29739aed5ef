//! A record has one spelling.

use chrono::{DateTime, FixedOffset, NaiveDate};
use proptest::prelude::*;
use sha2::{Digest, Sha256};

use super::generate::{comment, event, member, stamp};
use crate::domain::event::Event;
use crate::domain::time::{BootId, Stamp};
use crate::journal::record::{BEGINNING, RecordFault, decode, encode};
use crate::journal::storage::Storage;
use crate::journal::{Journal, JournalError};

/// A line made by hand, with the digest that goes with it.
pub(super) fn redigested(line: &str) -> String {
    let (body, _) = line.rsplit_once(",\"digest\":").unwrap();
    format!("{body},\"digest\":\"{:x}\"}}\n", Sha256::digest(body))
}

proptest! {
    #[test]
    fn a_record_round_trips(seq: u64, stamp in stamp(), by in member(), event in event()) {
        let (line, digest) = encode(seq, &stamp, &by, &event, BEGINNING).unwrap();
        prop_assert_eq!(line.matches('\n').count(), 1);
        let (recorded, prev) = decode(line.as_bytes()).unwrap();
        prop_assert_eq!(&prev, BEGINNING);
        prop_assert_eq!((recorded.seq, &recorded.by, &recorded.event, &recorded.digest), (seq, &by, &event, &digest));
        prop_assert_eq!(recorded.stamp.at.timestamp_millis(), stamp.at.timestamp_millis());
        prop_assert_eq!(recorded.stamp.at.offset(), stamp.at.offset());
        let again = encode(seq, &recorded.stamp, &by, &event, &prev).unwrap();
        prop_assert_eq!(again, (line, digest));
    }
}

fn line() -> String {
    let (stamp, by, events) = comment("bref");
    encode(1, &stamp, &by, &events[0], BEGINNING).unwrap().0
}

#[test]
fn another_spelling_of_the_same_record_is_refused() {
    let line = line();
    assert_eq!(redigested(&line), line);
    for (from, to) in [
        ("{\"seq\":1,", "{ \"seq\":1,"),
        ("\"seq\":1,", "\"seq\":1.0,"),
        ("\"seq\":1,\"at\"", "\"seq\":1,\"seq\":1,\"at\""),
        ("\"seq\":1,", "\"seq\":1,\"more\":0,"),
        ("\"data\":{", "\"data\":{\"more\":0,"),
        (".123+02:00", ".123000+02:00"),
        (".123+02:00", ".123+0200"),
        ("2027-06-14T", "2027-06-14t"),
        ("2027-06-14T09:00:00.123+02:00", "hier"),
        ("\"up\":1,", "\"up\":-1,"),
        ("bref", "br\\u0065f"),
        ("\"by\":\"claire.moreau\",\"v\":1", "\"v\":1,\"by\":\"claire.moreau\""),
        ("\"v\":1", "\"v\":0"),
        ("\"v\":1,", ""),
        ("\"v\":1", "\"v\":\"2\""),
        ("\"author\":\"jury\"", "\"author\":\"personne\""),
        ("\"event\":\"comment-set\"", "\"event\":7"),
        ("\"prev\":\"0", "\"prev\":\"0\",\"prev\":\"0"),
    ] {
        let other = redigested(&line.replacen(from, to, 1));
        assert_ne!(other, line, "{from}");
        assert_eq!(decode(other.as_bytes()), Err(RecordFault::Malformed), "{to}");
    }
}

#[test]
fn what_is_not_whole_is_told_from_what_is_wrong() {
    let line = line();
    let fault = |text: &str| decode(text.as_bytes()).unwrap_err();
    assert_eq!(fault(""), RecordFault::Partial);
    assert_eq!(fault("\n"), RecordFault::Partial);
    assert_eq!(fault(line.trim_end()), RecordFault::Partial);
    assert_eq!(fault(&line.replace('\n', "\r\n")), RecordFault::Partial);
    assert_eq!(fault(&line.replace("bref", "href")), RecordFault::Digest);
    // A digest that does not hold comes first: a damaged byte is never taken for a newer version.
    assert_eq!(fault(&line.replace("\"v\":1", "\"v\":3")), RecordFault::Digest);
    assert_eq!(fault(&redigested(&line.replace("\"v\":1", "\"v\":3"))), RecordFault::NewerVersion(3));
    let (body, digest) = line.rsplit_once(":\"").unwrap();
    assert_eq!(fault(&format!("{body}:\"{}", digest.to_uppercase())), RecordFault::Digest);
}

#[test]
fn a_version_is_looked_at_before_its_event() {
    let newer =
        line().replace("\"v\":1", "\"v\":2").replace("comment-set", "who-knows").replace("\"data\":{", "\"body\":{");
    assert_eq!(decode(redigested(&newer).as_bytes()), Err(RecordFault::NewerVersion(2)));
}

#[test]
fn what_would_not_read_back_is_not_written() {
    let storage = super::storage::Shared::default();
    let (mut journal, _) = Journal::open(storage.clone()).unwrap();
    let (good, by, events) = comment("bref");
    let moment = |year, offset| {
        let local = NaiveDate::from_ymd_opt(year, 6, 14).unwrap().and_hms_opt(9, 0, 0).unwrap();
        let at: DateTime<FixedOffset> = local.and_local_timezone(FixedOffset::east_opt(offset).unwrap()).unwrap();
        Stamp { at, boot: BootId("boot".into()), uptime: 1 }
    };
    let fails = journal.append(&moment(12_027, 0), &by, &events);
    assert!(matches!(fails, Err(JournalError::Unstorable)), "{fails:?}");
    let candidate = crate::domain::id::CandidateId::new("C-017");
    let odd = Event::PhaseInterrupted { candidate, last_seen: moment(2027, 561) };
    let fails = journal.append(&good, &by, &[events[0].clone(), odd]);
    assert!(matches!(fails, Err(JournalError::Unstorable)), "{fails:?}");
    assert_eq!(storage.length().unwrap(), 0);
    assert_eq!(journal.append(&good, &by, &events).unwrap().len(), 1);
}
