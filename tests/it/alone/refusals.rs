//! What each refusal says, in the place where a jury meets it.

use std::fs;

use super::super::support::{Home, Talk};
use super::{all_right, first, lines, sheet};

/// Lines, each with what its refusal says.
fn refuses(talk: &mut Talk, all: &[(&str, &str)]) {
    for (line, says) in all {
        let refused = talk.refused(line);
        assert!(refused.contains(says), "« {line} » gives: {refused}");
    }
}

#[test]
fn around_a_hearing() {
    let home = Home::new();
    let desk = home.marking_alone("essai");
    let mut talk = desk.talk();
    talk.line();
    refuses(
        &mut talk,
        &[
            ("fiche claire.moreau", "aucune soutenance n’est ouverte"),
            ("dévoiler", "aucune soutenance n’est ouverte"),
            ("sceller", "aucune soutenance n’est ouverte"),
            ("écarts", "aucune soutenance ouverte"),
            ("clore", "la session n’a pas commencé"),
            ("signer-clôture", "la session n’est pas close"),
            ("retard essai", "aucune soutenance n’est ouverte"),
            ("préside claire.moreau essai", "claire.moreau préside déjà"),
            ("préside helene.roux essai", "n’a pas de clé de signature"),
            ("déplacer C1 avant C2 essai", "C1 reste à sa place"),
            ("déplacer C1 avant C2", "déplacer CANDIDAT [avant CANDIDAT] MOTIF"),
            ("déplacer C7 essai", "aucun candidat « C7 »"),
            ("ajouter C9 ; Durand ; Zoé", "par exemple : ajouter C9 ; Durand ; Zoé ; B1 B2 ; carte d’identité"),
            ("ajouter C9 ; Durand ; Zoé ; B1 ; carte ; oubli ; plus", "séparez par des points-virgules"),
            ("ajouter c1 ; Durand ; Zoé ; B1 ; carte ; oubli", "un candidat de la liste a déjà l’identifiant c1"),
            (
                "ajouter C9 ; Durand ; Zoé ; B1 ; ; oubli",
                "il manque l’identifiant, le nom, le prénom, un bloc ou la pièce",
            ),
            ("ajouter C9 ; Durand ; Zoé ; B7 ; carte ; oubli", "la grille n’a pas de bloc « B7 »"),
            ("ajouter C9 ; Durand ; Zoé ; B1 ; carte ;", "un motif est nécessaire"),
        ],
    );
    talk.ok("ouvrir C1");
    refuses(
        &mut talk,
        &[
            ("fiche claire.moreau", "indiquez d’abord quels jurés sont présents"),
            ("excusée", "ce candidat n’est pas noté absent"),
            ("excusée peut-être", "excusée [non]"),
            ("arrivée karim.benali essai", "aucune phase n’est en cours"),
            ("déport karim.benali", "déport MEMBRE proche|formateur|professionnel|autre"),
            ("déport karim.benali ami", "« ami » n’est pas un cas de déport"),
            ("déport personne proche", "aucun membre du jury « personne »"),
            ("rouvrir essai", "le procès-verbal n’est pas établi"),
            ("rectifier rien", "dites ce qui change, puis pourquoi"),
            ("rectifier note ; essai", "le procès-verbal n’est pas encore signé avec une clé"),
            ("papier helene.roux", "le procès-verbal n’est pas encore signé avec une clé"),
            ("clore", "sans procès-verbal signé ni report : C1, C2, C3, C4"),
        ],
    );
    talk.ok("présents claire.moreau karim.benali");
    talk.ok("passer-outre Hélène arrive");
    refuses(
        &mut talk,
        &[("fiche helene.roux", "n’est pas parmi les présents"), ("dévoiler", "une fois toutes les phases")],
    );
    talk.ok("démarrer");
    refuses(
        &mut talk,
        &[
            ("retard essai", "la soutenance a commencé"),
            ("arrivée karim.benali essai", "karim.benali est déjà là"),
            ("départ helene.roux essai", "n’est pas parmi les présents"),
            ("présents tous", "une arrivée ou un départ se dit avec un motif"),
            ("reporter essai", "une phase est en cours"),
            ("noter B1.1 3", "les fiches ne sont pas dévoilées : chacun note d’abord la sienne"),
            ("sceller", "aucune fiche n’est ouverte : « fiche » et le membre en ouvre une"),
            ("sceller vite", "sceller [incomplète] [sans-signature]"),
            ("décider B1 validé", "on décide une fois toutes les phases terminées"),
            ("retenir B1.1 3", "les fiches ne sont pas dévoilées"),
        ],
    );
    talk.end();
}

#[test]
fn at_a_sheet_and_after_the_reveal() {
    let home = Home::new();
    let desk = home.marking_alone("essai");
    all_right(&desk, &lines("ouvrir C1\nprésents tous\ndémarrer\nsuivant\nsuivant"));
    let mut talk = desk.talk();
    talk.line();
    talk.line();
    talk.ok("fiche claire.moreau");
    refuses(
        &mut talk,
        &[
            ("annuler", "rien à annuler sur cette fiche"),
            ("sceller", "sans note : B1.1, B1.2, B1.3, B2.1, B2.2, T1 ; « sceller incomplète » la scelle ainsi"),
            ("noter B1.1 9", "« 9 » n’est pas sur l’échelle"),
            ("noter Z1 3", "« Z1 » n’est pas noté dans cette soutenance"),
            ("décider B1 validé", "les fiches ne sont pas dévoilées"),
        ],
    );
    for line in sheet("claire.moreau", "433333", &[]).iter().chain(&sheet("karim.benali", "133333", &[])) {
        talk.ok(line);
    }
    refuses(&mut talk, &[("fiche claire.moreau", "la fiche est scellée ou déclarée manquante (claire.moreau)")]);
    for line in sheet("helene.roux", "333333", &[]) {
        talk.ok(&line);
    }
    talk.ok("dévoiler");
    refuses(
        &mut talk,
        &[
            ("dévoiler", "les fiches sont dévoilées : ce qui change désormais, c’est la note retenue"),
            ("sceller", "les fiches sont dévoilées"),
            ("manquante helene.roux essai", "les fiches sont dévoilées"),
            ("fiche karim.benali", "les fiches sont dévoilées"),
            ("déport karim.benali proche", "il est trop tard pour un déport ; notez l’incident"),
            (
                "retenir B1.1 3",
                "l’écart dépasse le seuil, ou aucun juré n’a donné cette note : un motif est nécessaire",
            ),
            ("retenir B1.1", "retenir ITEM NOTE [MOTIF] | accords"),
            ("prépondérante B1.2", "B1.2 : pas de partage égal des voix"),
        ],
    );
    talk.ok("retenir accords");
    refuses(&mut talk, &[("retenir accords", "aucune note commune à retenir")]);
    talk.end();
}

#[test]
fn once_minutes_are_drawn_or_signed() {
    let home = Home::new();
    let desk = home.marking_alone("essai");
    first(&desk);
    let mut talk = desk.talk();
    talk.line();
    talk.ok("ouvrir C1");
    refuses(
        &mut talk,
        &[
            ("rouvrir essai", "le procès-verbal est signé : seul un rectificatif le change"),
            ("papier helene.roux", "Hélène Roux a déjà signé"),
            ("retard essai", "le procès-verbal est établi : plus rien ne change"),
            ("retenir B1.1 2 essai", "le procès-verbal est établi"),
            ("rectifier ; essai", "un motif est nécessaire"),
        ],
    );
    // Drawn, but the disk takes no file: nobody has signed, and the jury thinks again.
    talk.ok("ouvrir C3");
    talk.ok("présents tous");
    talk.ok("absent n’est pas venu");
    fs::rename(desk.path("minutes"), desk.path("aside")).unwrap();
    fs::write(desk.path("minutes"), "in the way").unwrap();
    talk.refused("signer claire.moreau");
    assert!(
        talk.ok("rouvrir arrivé entre-temps").contains("procès-verbal rouvert avant signature : arrivé entre-temps")
    );
    talk.ok("annuler");
    fs::remove_file(desk.path("minutes")).unwrap();
    fs::rename(desk.path("aside"), desk.path("minutes")).unwrap();
    talk.ok("démarrer");
    talk.end();
}

#[test]
fn where_the_jury_marks_together_there_are_no_sheets() {
    let home = Home::new();
    let desk = home.small("essai", "20min", "");
    let mut talk = desk.talk();
    talk.line();
    talk.ok("ouvrir C1");
    talk.ok("présents tous");
    for line in
        ["fiche claire.moreau", "sceller", "dévoiler", "écarts", "retenir accords", "nouveau-code karim.benali essai"]
    {
        let refused = talk.refused(line);
        let says = "dans cette session, le jury note ensemble";
        assert!(refused.contains(says) || line == "retenir accords", "« {line} » gives: {refused}");
    }
    talk.end();
}

#[test]
fn where_sheets_open_without_a_code_none_is_asked_for() {
    let home = Home::new();
    let desk = home.marking_alone("essai");
    let session = desk
        .read("session.toml")
        .replace("mode = \"individual\"\n", "mode = \"individual\"\ncodes = false\npresident_marks = false\n");
    fs::write(desk.path("session.toml"), session).unwrap();
    fs::remove_file(home.path("codes")).unwrap();
    let mut script = lines("ouvrir C1\nprésents tous\ndémarrer\nsuivant\nsuivant");
    script.extend(sheet("karim.benali", "333333", &[]));
    script.extend(sheet("helene.roux", "333333", &[]));
    all_right(&desk, &script);
    let mut talk = desk.talk();
    talk.line();
    talk.line();
    refuses(
        &mut talk,
        &[
            ("nouveau-code karim.benali essai", "dans cette session, les fiches s’ouvrent sans code"),
            ("fiche claire.moreau", "claire.moreau préside sans noter : pas de fiche"),
        ],
    );
    assert!(talk.ok("dévoiler").contains("fiches dévoilées"));
    talk.end();
}
