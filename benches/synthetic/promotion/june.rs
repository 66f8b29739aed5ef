//! The rooms of 18 June.

use std::collections::BTreeMap;

use soutenance::domain::command::{Command, CourseCommand, WholeCommand};
use soutenance::domain::course::Ground;
use soutenance::domain::decision::Outcome;
use soutenance::domain::id::MemberId;

use super::{Place, Post, against, lines, retained, together};
use crate::synthetic::hearing::Script;
use crate::synthetic::room::Room;

pub(super) const B204: &[Post] = &[
    ("claire.moreau", "Claire Moreau", "professionnel", true),
    ("karim.benali", "Karim Benali", "professionnel", true),
    ("helene.roux", "Hélène Roux", "certificateur", false),
];
pub(super) const B206: &[Post] = &[
    ("emilie.fay", "Émilie Faÿ", "professionnel", true),
    ("joel.menard", "Joël Ménard", "professionnel", true),
    ("nadia.kone", "Nadia Koné", "professionnel", true),
    ("bruno.le-goff", "Bruno Le Goff", "direction", true),
];
pub(super) const C012: &[Post] = &[
    ("olivier.riviere", "Olivier Rivière", "professionnel", true),
    ("samira.ait-ahmed", "Samira Aït Ahmed", "professionnel", true),
    ("cecile.tissot", "Cécile Tissot", "direction", true),
];

pub(super) fn b204() -> Room {
    let place = Place {
        session: "b204-juin",
        room: "B204",
        date: "2026-06-18",
        ways: "mode = \"collegial\"\n",
        jury: B204,
        grid: "rncp38822",
    };
    let mut room = place.begin(
        "identifiant;nom;prénom;blocs;heure;aménagement;voie;blocs acquis;niveau-6;periode-entreprise;documents\n\
         P26-001;Lefèvre;Anaïs;BC01 BC02 BC03 BC04;09:00;;apprentissage;;oui;oui;oui\n\
         P26-002;N’Guessan;Maëlys;BC01 BC02 BC03 BC04;10:15;tiers-temps;étudiant;;oui;oui;oui\n\
         P26-003;d’Aubigné;Gaël;BC01;11:45;;VAE;BC03 (12/03/2024), BC04 (12/03/2024);oui;oui;oui\n\
         P26-004;Martin-Kerbrat;Loïc;BC01 BC02;14:00;;professionnalisation;;oui;non;oui\n\
         P26-005;Çelik;Zoé;BC02 BC03;14:30;;étudiant;;oui;oui;\n",
    );
    b204_morning(&mut room);
    room.wait_until("14:00");
    room.call("P26-004");
    room.wait(900);
    let reason = "Appelé à 14 h 00, puis à 14 h 15 ; injoignable au téléphone.";
    room.does(&Command::Absent(reason.to_owned()));
    room.wait(300);
    room.does(&Command::Course(CourseCommand::Excuse(true)));
    room.draw_and_sign();
    room.wait_until("14:31");
    let mut script = together(
        &room,
        "P26-005",
        [1171, 1188],
        "AAEAM AAAAAA AA",
        &[
            ("BC02.3", "Maquette statique ; l’accessibilité est connue mais pas mise en œuvre."),
            ("BC02.5", "Traitement de 40 millions de lignes par lots, temps divisé par six, mesures à l’appui."),
            ("BC03.2", "Plan de tests clair, dont les tests de charge."),
        ],
    );
    script.against.extend([against(
        "BC02",
        Outcome::Validated,
        "L’entretien a montré que la candidate conçoit et développe une solution complète ; l’écart sur le front-end tient au périmètre de sa mission.",
    )]);
    room.hear(&script);
    room.wait(300);
    room.close();
    room
}

fn b204_morning(room: &mut Room) {
    room.wait_until("09:02");
    room.hear(&together(
        room,
        "P26-001",
        [1183, 1196],
        "AAMAAAM AMAAA AAMAAA AMAAAA AM",
        &[
            ("BC01.2", "Veille outillée (flux, alertes de sécurité), exploitée dans deux décisions du projet."),
            ("BC01.3", "Trois scénarios comparés, coûts et risques chiffrés : décision argumentée."),
            ("BC02.2", "Revue de code systématique ; a su dire ce qu’elle refuserait et pourquoi."),
            ("BC03.3", "Suit les vulnérabilités des dépendances et planifie leurs mises à jour."),
            ("CT2", "Mesure l’empreinte du service avant et après : – 38 % de données transférées."),
        ],
    ));
    room.wait_until("10:16");
    room.does(&Command::Whole(WholeCommand::Incident(
        "Exercice d’évacuation annoncé pour 10 h 50, reporté par l’accueil à la demande du jury.".to_owned(),
    )));
    room.hear(&together(
        room,
        "P26-002",
        [1561, 1574],
        "AAAMAAA AAMMA AEAEAA AAAAMA AA",
        &[
            ("BC01.4", "Feuille de route lisible par un non-spécialiste ; jalons et critères de sortie."),
            ("BC02.4", "Service découpé avec justesse ; explique le coût de chaque appel."),
            ("BC03.2", "Tests unitaires seulement ; rien sur la reprise après incident."),
            ("BC03.4", "Déploiement encore manuel : procédure écrite, mais deux oublis en production."),
            ("BC04.5", "Plan de formation construit avec l’équipe à partir d’une matrice de compétences."),
        ],
    ));
    room.wait_until("11:46");
    room.hear(&together(
        room,
        "P26-003",
        [1109, 1202],
        "AAMAAMA AA",
        &[
            ("BC01.1", "Étude de faisabilité complète ; a renoncé à une piste séduisante, chiffres en main."),
            ("BC01.6", "Indicateurs suivis chaque semaine, dont un qu’il a abandonné car il « mesurait le bruit »."),
            ("CT1", "Documentation rédigée en anglais, expression orale hésitante mais exacte."),
        ],
    ));
}

pub(super) fn b206() -> Room {
    let place = Place {
        session: "b206-juin",
        room: "B206",
        date: "2026-06-18",
        ways: "mode = \"collegial\"\nsignatures = \"everybody\"\n",
        jury: B206,
        grid: "rncp38503",
    };
    let mut room = place.begin(
        "identifiant;nom;prénom;blocs;heure;aménagement;voie;blocs acquis\n\
         D26-101;Hamdaoui;Inès;BC01 BC02 BC03;09:00;;apprentissage;\n\
         D26-102;de La Tour;Côme;BC01 BC02;10:00;;formation continue;BC03 (2024-06-20)\n\
         D26-103;Lecœur;Ophélie;BC01 BC02 BC03;11:00;;apprentissage;\n\
         D26-104;Traoré;Jean-Baptiste;BC01 BC03;14:00;;étudiant;\n",
    );
    room.wait_until("09:01");
    room.hear(&together(
        &room,
        "D26-101",
        [1204, 1190],
        "AAMAAAAM MAAAMAAAA AAAMAAA",
        &[
            ("BC01.3", "Cartographie des parties prenantes tenue à jour ; a changé d’interlocuteur à temps."),
            ("BC01.8", "Revues de projet courtes, décisions tracées, écarts expliqués."),
            ("BC02.1", "Prototype testé par huit utilisateurs, puis refait : bonne écoute."),
            ("BC02.5", "Chaîne d’intégration de bout en bout, échecs analysés devant nous."),
            ("BC03.4", "Accueil d’un alternant malvoyant : outils et rythme adaptés dès le premier jour."),
        ],
    ));
    room.wait_until("10:02");
    room.hear(&together(
        &room,
        "D26-102",
        [1087, 1215],
        "AAAAAAAA AAMENAAAE",
        &[
            ("BC02.3", "Très bonne maîtrise du modèle métier."),
            ("BC02.4", "Sauvegardes évoquées, restauration jamais essayée."),
            ("BC02.5", "Pas d’intégration continue ; confond avec la livraison."),
            ("BC02.9", "Documentation commencée, sans public défini."),
        ],
    ));
    room.wait_until("11:04");
    room.call("D26-103");
    let reason = "Panne d’électricité dans l’aile B de 10 h 58 à 12 h 10 ; reportée au 24 septembre avec l’accord de la candidate.";
    room.does(&Command::Course(CourseCommand::Postpone(reason.to_owned())));
    room.wait_until("14:00");
    let mut script = together(
        &room,
        "D26-104",
        [1140, 402],
        "AAEA.A.. A......",
        &[
            ("BC01.1", "Faisabilité étudiée sérieusement, deux solutions du marché écartées avec raison."),
            ("BC01.3", "Parties prenantes citées, sans leurs attentes."),
        ],
    );
    script.stop = Some("Le candidat, souffrant, demande à s’arrêter pendant l’entretien.".to_owned());
    let unseen = "Épreuve arrêtée : le bloc n’a pas pu être évalué en entier.";
    script.against.extend([against("BC01", Outcome::Refused, unseen), against("BC03", Outcome::Refused, unseen)]);
    room.hear(&script);
    room.wait(600);
    room.close();
    room
}

pub(super) fn c012() -> Room {
    let place = Place {
        session: "c012-juin",
        room: "C012",
        date: "2026-06-18",
        ways: "mode = \"individual\"\n",
        jury: C012,
        grid: "rncp38606",
    };
    let mut room = place.begin(
        "identifiant;nom;prénom;blocs;heure;aménagement;voie;blocs acquis\n\
         F26-201;Nguyễn;Thaïs;BC01 BC02 BC03 BC04;09:00;;étudiant;\n\
         F26-202;Ó Briain;Rémi;BC02 BC03;10:15;;VAE;BC01 (2025-06-19), BC04 (2025-06-19)\n\
         F26-203;van den Berghe;Clémence;BC03 BC04;14:00;;apprentissage;\n",
    );
    room.wait_until("09:00");
    let script = f201(&room);
    room.hear(&script);
    room.wait_until("10:17");
    let script = f202(&room);
    room.hear(&script);
    room.wait_until("14:01");
    recused(&mut room);
    room.wait(600);
    room.close();
    room
}

fn f201(room: &Room) -> Script {
    let who = "F26-201";
    let sheets = vec![
        lines(
            room,
            who,
            "AAMAAAAAAAAA AAMAAAAA AAEAAA AAAAMA",
            &[
                ("BC01.3", "Planification réaliste, marge prévue pour la recette."),
                ("BC03.3", "Paiement simulé : le retour en erreur n’est pas traité."),
            ],
        ),
        lines(
            room,
            who,
            "AAMAAMAAAAAA AAMAAAEA AAMAAA AAAAMA",
            &[
                ("BC01.6", "Maquettes annotées, trois parcours testés."),
                ("BC02.7", "Chaîne de production front-end expliquée de mémoire, non montrée."),
                ("BC03.3", "Paiement complet, rapprochement bancaire compris ; l’erreur est rejouée la nuit."),
            ],
        ),
        lines(
            room,
            who,
            "AAAAAAAAAAAA AAMAAAAA AAEAAA AAAAAA",
            &[("BC02.3", "Parcours fluide, y compris au clavier seul.")],
        ),
    ];
    let reason =
        "Le code montré à l’entretien traite le retour en erreur : le niveau « Acquis » est atteint, sans plus.";
    Script {
        candidate: who.to_owned(),
        sheets,
        used: vec![1195, 1247],
        retained: BTreeMap::from([retained("BC03.3", 'A', reason)]),
        ..Script::default()
    }
}

fn f202(room: &Room) -> Script {
    let who = "F26-202";
    let sheets = vec![
        lines(
            room,
            who,
            "AAAMAAAE AMAAAA",
            &[
                ("BC02.4", "Code sobre, dépendances réduites de moitié."),
                ("BC02.8", "Référencement abordé sans mesure."),
            ],
        ),
        lines(room, who, "AAAMAAAN AMAMAA", &[("BC02.8", "N’a mesuré ni l’avant ni l’après.")]),
        lines(room, who, "AAAAAAAA AAAAAA", &[("BC03.2", "Back-end solide, choix assumés.")]),
    ];
    let reason = "Deux jurés sur trois relèvent l’absence de mesure ; le troisième s’y range.";
    Script {
        candidate: who.to_owned(),
        sheets,
        used: vec![1178, 1169],
        retained: BTreeMap::from([retained("BC02.8", 'E', reason)]),
        ..Script::default()
    }
}

/// A juror who supervised the candidate leaves the room; the jury sits at two, and says why.
fn recused(room: &mut Room) {
    let who = "F26-203";
    room.call(who);
    let supervisor = MemberId::new("cecile.tissot");
    room.does(&Command::Course(CourseCommand::Recuse(supervisor, Ground::Trained)));
    room.wait(60);
    room.does(&Command::Present(room.jury()));
    let sheets = vec![
        lines(
            room,
            who,
            "AAAAMA AAAAAA",
            &[("BC03.5", "Tests rejoués à chaque dépôt, couverture commentée avec recul.")],
        ),
        lines(room, who, "AAAAAA AAAAAA", &[("BC04.6", "Sondes utiles, alertes hiérarchisées.")]),
    ];
    let shortfall = "Madame Tissot a encadré la candidate et se déporte ; aucun autre représentant de la direction n’est disponible ce jour, la candidate l’accepte.";
    room.seated(&Script {
        candidate: who.to_owned(),
        sheets,
        used: vec![1102, 1133],
        shortfall: Some(shortfall.to_owned()),
        ..Script::default()
    });
}
