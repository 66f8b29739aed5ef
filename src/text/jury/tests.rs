use super::*;
use crate::domain::id::CandidateId;
use crate::domain::jury::{Composition, Gender, Jury, Member};
use crate::domain::tests::composing::{capacities, member};
use crate::domain::tests::play::plan;

/// A jury of four that is asked for everything.
fn asked() -> Plan {
    let mut plan = plan();
    let claire = Member { practice_years: Some(2), gender: Some(Gender::Woman), ..member("claire", "boss") };
    let karim = Member { practice_years: Some(12), ..member("karim", "boss") };
    let yann = Member { trained: Some(Trained::These(vec![CandidateId::new("C2")])), ..member("yann", "house") };
    let zoe = Member { name: "Zoé\u{1b}[31m".into(), ..member("zoe", "house") };
    plan.jury = Jury { members: vec![claire, karim, yann, zoe], president: MemberId::new("yann") };
    plan.grid.jury.capacities = capacities();
    let (boss, staff, house) = (CapacityId::new("boss"), CapacityId::new("staff"), CapacityId::new("house"));
    plan.grid.jury.hearing = Composition {
        members: 4,
        external: 3,
        external_percent: 60,
        capacities: vec![(boss.clone(), 2)],
        president_external: true,
        not_trainers: vec![house.clone()],
        practice_years: vec![(boss.clone(), 3), (staff.clone(), 3)],
        balanced: vec![(boss.clone(), staff.clone())],
        as_many_women_as_men: vec![boss, staff],
        editorial: None,
    };
    plan
}

fn said(lang: Lang) -> String {
    let plan = asked();
    let members: Vec<&Member> = plan.jury.members.iter().collect();
    let president = plan.jury.member(&plan.jury.president);
    let checks = plan.grid.jury.check(&plan.grid.jury.hearing, &members, president, None);
    checks.iter().map(|check| rule(lang, &plan, check).replace('\u{a0}', "~") + "\n").collect()
}

#[test]
fn in_french() {
    insta::assert_snapshot!(said(Lang::Fr), @"
    membres~: 4, requis 4
    membres externes~: 2, requis 3
    membres externes~: 2 sur 4 (50~%), requis 60~%
    Employeur~: 2, requis 2
    présidence externe~: non, M. yann siège comme «~Représentant du certificateur~»
    n’ont pas formé le candidat, «~Représentant du certificateur~»~: 0 sur 2 (formation par M. yann ; non indiqué pour Zoé[31m)
    années de pratique, «~Employeur~»~: M. claire 2, M. karim 12, requis 3
    années de pratique, «~Salarié~»~: aucun membre, requis 3
    parité entre «~Employeur~» et «~Salarié~»~: 2 et 0
    parité entre femmes et hommes, «~Employeur~», «~Salarié~»~: 1 et 0 (non indiqué pour M. karim)
    ");
}

#[test]
fn in_english() {
    insta::assert_snapshot!(said(Lang::En), @"
    members: 4, required 4
    external members: 2, required 3
    external members: 2 of 4 (50%), required 60%
    Employeur: 2, required 2
    external president: no, M. yann sits as “Représentant du certificateur”
    have not trained the candidate, “Représentant du certificateur”: 0 of 2 (trained by M. yann; not stated for Zoé[31m)
    years of practice, “Employeur”: M. claire 2, M. karim 12, required 3
    years of practice, “Salarié”: no member, required 3
    as many “Employeur” as “Salarié”: 2 and 0
    as many women as men, “Employeur”, “Salarié”: 1 and 0 (not stated for M. karim)
    ");
}

#[test]
fn who_trained_whom() {
    let mut plan = asked();
    let house = [CapacityId::new("house")];
    assert_eq!(trainings(Lang::En, &plan, &house), ["Prénom Nom (C2): trained by M. yann"]);
    assert_eq!(trainings(Lang::En, &plan, &[CapacityId::new("boss")]), Vec::<String>::new());
    plan.jury.members[3].trained = Some(Trained::Everybody);
    assert_eq!(trainings(Lang::En, &plan, &house)[0], "every candidate: trained by Zoé[31m");
}
