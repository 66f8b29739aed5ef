//! A session that is closed: it opens, shows everything, and changes nothing.

use std::collections::BTreeSet;

use super::super::support::Home;
use super::lines;

/// A line for each verb that changes something.
const CHANGES: &str = "ouvrir C1
    présents tous
    passer-outre essai
    absent essai
    démarrer
    pause essai
    reprendre
    suivant
    terminer
    arrêter essai
    interruption temps
    déport karim.benali proche
    arrivée karim.benali essai
    départ karim.benali essai
    retard essai
    excusée
    reporter essai
    noter B1.1 3
    commenter B1.1 essai
    exigence essai oui
    annuler
    fiche karim.benali
    sceller
    manquante karim.benali essai
    nouveau-code karim.benali essai
    dévoiler
    retenir accords
    prépondérante B1.1
    décider B1 validé
    signer karim.benali
    rouvrir essai
    rectifier note de B1.1 ; essai
    papier helene.roux
    fermer
    préside karim.benali essai
    ajouter C9 ; Durand ; Zoé ; B1 ; passeport ; essai
    déplacer C4 avant C3 essai
    incident essai
    clore";

#[test]
fn a_closed_session_refuses_every_change_and_shows_everything() {
    let home = Home::new();
    let desk = home.marking_alone("essai");
    let mut script = Vec::new();
    for candidate in ["C1", "C2", "C3", "C4"] {
        script.extend(lines(&format!("ouvrir {candidate}\nprésents tous\nabsent grève\nsigner claire.moreau\nfermer")));
    }
    script.extend(lines("clore\nsigner-clôture"));
    super::all_right(&desk, &script);
    let before = desk.read("journal.jsonl");

    let mut talk = desk.talk();
    talk.line();
    assert!(talk.line().unwrap().contains("session close le "));
    assert!(talk.line().unwrap().contains("clôture signée par : claire.moreau"));
    for line in lines(CHANGES) {
        let refused = talk.refused(&line);
        assert!(refused.contains("la session est close : plus rien ne change"), "« {line} » gives: {refused}");
    }
    // Signing again makes the same files again, and no record.
    assert!(talk.ok("signer-clôture claire.moreau").contains("c’était déjà le cas"));
    assert!(talk.refused("refermer").contains("aucune fiche n’est ouverte"));
    let status = talk.ok("état");
    assert!(status.contains("session close le ") && status.contains("clôture signée par"), "{status}");
    assert!(talk.ok("relire C2").contains("Absence constatée"));
    assert!(talk.refused("relire C7").contains("aucun candidat « C7 » sur la liste"));
    talk.end();
    assert_eq!(desk.read("journal.jsonl"), before, "nothing was written");

    // The lines above say every verb that changes something: the others are named here.
    let said: BTreeSet<String> = lines(CHANGES).iter().map(|line| line.split(' ').next().unwrap().to_owned()).collect();
    let harmless = ["état", "items", "voir", "écarts", "relire", "aide", "quitter", "refermer", "signer-clôture"];
    let help = desk.script(&["aide"], &[]).out;
    let verbs: BTreeSet<String> = help
        .lines()
        .filter(|line| line.contains(" : ") && line.contains('('))
        .map(|line| line.split(' ').next().unwrap().to_owned())
        .filter(|verb| !harmless.contains(&verb.as_str()))
        .collect();
    assert_eq!(said, verbs);
}
