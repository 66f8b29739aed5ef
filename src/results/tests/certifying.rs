use super::made::{day, results};
use crate::consolidate::Kind;
use crate::results::{CsvStyle, certificates, write_certificates};
use crate::text::Lang;

#[test]
fn each_receives_what_was_decided_now_and_nothing_in_doubt() {
    let results = results();
    let found = certificates(&results);
    let given: Vec<_> = found
        .given
        .iter()
        .map(|one| (&*one.candidate.id, one.block.map(|block| &*block.code), one.date, one.room))
        .collect();
    // Both blocks of the first make one certificate, of the later day; what was held before makes none.
    assert_eq!(given, [("C002", None, Some(day(9, 10)), "A101"), ("001", Some("BC02"), Some(day(6, 18)), "B204")]);
    assert_eq!(found.given[0].blocks, ["BC02", "BC10"]);
    let kept: Vec<_> = found.kept_back.iter().map(|one| (&*one.candidate.id, one.undetermined, &*one.why)).collect();
    assert_eq!(kept, [("C003", true, &[Kind::TwoLastVersions][..])]);
}

#[test]
fn a_doubt_keeps_a_certificate_back() {
    let mut results = results();
    for (kind, full, block) in [
        (Kind::SameIdentifier, false, false),
        (Kind::ClosingMismatch, false, false),
        (Kind::DifferentGrids, false, true),
        (Kind::TimeOutOfBounds, true, true),
    ] {
        results.candidates[0].flags = vec![kind];
        results.candidates[1].flags = vec![kind];
        results.candidates[2].flags = vec![kind];
        let found = certificates(&results);
        let has = |id: &str| found.given.iter().any(|one| &*one.candidate.id == id);
        let back = |id: &str| found.kept_back.iter().any(|one| &*one.candidate.id == id && one.why == [kind]);
        assert_eq!((has("C002"), has("001")), (full, block), "{kind:?}");
        assert_eq!((back("C002"), back("001")), (!full, !block), "{kind:?}");
        // Who would receive nothing is not kept back.
        assert!(!has("C004") && !back("C004"), "{kind:?}");
    }
}

#[test]
fn mail_merge_has_the_names_as_they_are() {
    let results = results();
    let mut bytes = Vec::new();
    write_certificates(&certificates(&results).given, CsvStyle::Standard, Lang::Fr, &mut bytes).unwrap();
    assert_eq!(
        String::from_utf8(bytes).unwrap(),
        "kind,candidate,family_name,given_name,certification,title,level,certifier,block,block_title,blocks,date,room,flags\n\
         full,C002,Martin,Alice,RNCP38503,Directeur de projet en conception et développement de solutions informatiques,7,INSTA,,,BC02;BC10,2026-09-10,A101,\n\
         block,001,'-Dupont,'=1+1,RNCP38503,Directeur de projet en conception et développement de solutions informatiques,7,INSTA,BC02,Conduire BC02,BC02,2026-06-18,B204,different-decisions;same-name\n"
    );
}
