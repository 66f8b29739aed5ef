//! The rooms of 24 September.

use soutenance::domain::command::{Command, CourseCommand};
use soutenance::domain::id::ItemCode;

use super::june::{B204, B206, C012};
use super::{Place, level, together};
use crate::synthetic::hearing::Script;
use crate::synthetic::room::Room;

pub(super) fn a101() -> Room {
    let place = Place {
        session: "a101-septembre",
        room: "A101",
        date: "2026-09-24",
        ways: "mode = \"collegial\"\n",
        jury: B204,
        grid: "rncp38822",
    };
    let mut room = place.begin(
        "identifiant;nom;prénom;blocs;heure;aménagement;voie;blocs acquis;niveau-6;periode-entreprise;documents\n\
         P26-003;d’Aubigné;Gaël;BC02;09:00;;VAE;BC03 (12/03/2024), BC04 (12/03/2024);oui;oui;oui\n\
         P26-006;Bouchardeau;Océane;BC01 BC02 BC03 BC04;10:00;;étudiant;;oui;oui;oui\n\
         P26-007;El Amrani;Mehdi;BC01 BC02;11:15;;apprentissage;;oui;oui;\n\
         P26-008;Petitjean;Marie-Hélène;BC04;14:00;;formation continue;BC01 (19/06/2025), BC02 (19/06/2025), BC03 (19/06/2025);oui;oui;oui\n",
    );
    room.wait_until("09:00");
    room.hear(&together(
        &room,
        "P26-003",
        [1160, 1210],
        "AMAAA AA",
        &[
            ("BC02.1", "Architecture justifiée par la charge mesurée, non par la mode."),
            ("BC02.2", "Intégrité du code : signatures, revues, retour arrière essayé devant le jury."),
        ],
    ));
    room.wait_until("10:01");
    let script = together(
        &room,
        "P26-006",
        [1199, 1185],
        "AAAAAAA AAAAA AAAEAA AAAAAA AA",
        &[
            ("BC01.7", "Suivi régulier, comptes rendus brefs et utiles."),
            ("BC03.4", "Déploiement automatisé non démontré."),
            ("BC04.3", "Répartit la charge en fonction des absences prévues."),
        ],
    );
    room.hear(&script);
    room.wait_until("11:16");
    room.hear(&together(
        &room,
        "P26-007",
        [1012, 1175],
        "AAENAAA AAAAA AA",
        &[
            ("BC01.3", "Une seule solution étudiée."),
            ("BC01.4", "Pas de feuille de route : une liste de tâches sans échéances."),
            ("BC02.4", "Bonne maîtrise technique, à valoriser."),
        ],
    ));
    room.wait_until("14:00");
    room.hear(&together(
        &room,
        "P26-008",
        [1133, 1092],
        "AMAAAA AA",
        &[
            ("BC04.2", "Recrutement mené avec une grille d’entretien partagée."),
            ("BC04.6", "Objectifs individuels discutés, jamais imposés."),
        ],
    ));
    room.wait_until("15:40");
    amend(&mut room, &script);
    room.wait(240);
    room.close();
    room
}

/// A mark was put on the wrong line: minutes that were signed are replaced.
fn amend(room: &mut Room, script: &Script) {
    room.call(&script.candidate);
    room.does(&Command::Course(CourseCommand::Amend(
        "Le niveau de BC03.4, et la décision sur BC03".to_owned(),
        "Niveau reporté sur la mauvaise ligne : le déploiement automatisé a été démontré à l’entretien, les trois jurés en conviennent.".to_owned(),
    )));
    room.wait(90);
    let item = ItemCode::new("BC03.4");
    room.does(&Command::Mark(item.clone(), level('A')));
    let text = "Déploiement automatisé démontré à l’entretien, retour arrière compris.";
    room.does(&Command::Comment(item, text.to_owned()));
    room.decide_all(script);
    room.wait(60);
    room.draw_and_sign();
}

pub(super) fn a103() -> Room {
    let place = Place {
        session: "a103-septembre",
        room: "A103",
        date: "2026-09-24",
        ways: "mode = \"collegial\"\n",
        jury: B206,
        grid: "rncp38503",
    };
    let mut room = place.begin(
        "identifiant;nom;prénom;blocs;heure;aménagement;voie;blocs acquis\n\
         D26-103;Lecœur;Ophélie;BC01 BC02 BC03;09:00;;apprentissage;\n\
         D26-105;Kowalczyk;Kévin;BC02 BC03;10:00;;étudiant;BC01 (19/06/2025)\n\
         D26-106;Étienne;Solène;BC01;11:00;tiers-temps;formation continue;\n",
    );
    room.wait_until("09:02");
    room.hear(&together(
        &room,
        "D26-103",
        [1188, 1220],
        "AAAMAAAA AAAAAAMAA AAAAAMA",
        &[
            ("BC01.4", "Réponse technique chiffrée, avec ses hypothèses."),
            ("BC02.7", "Tests exploratoires préparés par des chartes ; deux défauts graves trouvés ainsi."),
            ("BC03.6", "Évalue le travail de l’équipe, jamais les personnes."),
        ],
    ));
    room.wait_until("10:00");
    room.hear(&together(
        &room,
        "D26-105",
        [1096, 1174],
        "AAAAAAAAA AAAEAAA",
        &[
            ("BC02.2", "Interface claire, réutilisée par deux autres équipes."),
            ("BC03.4", "Accompagnement réduit à une réunion par mois ; pas d’exemple concret."),
        ],
    ));
    room.wait_until("11:00");
    room.hear(&together(
        &room,
        "D26-106",
        [1490, 1544],
        "AAAAAAMA",
        &[
            ("BC01.2", "Besoins reformulés avec les agents d’accueil, sur place."),
            ("BC01.7", "Évaluation du projet honnête : dit ce qui n’a pas marché et ce qu’elle changerait."),
        ],
    ));
    room.wait(300);
    room.close();
    room
}

/// Marked together by the jury of C012; only the minutes were sent.
pub(super) fn c014() -> Room {
    let place = Place {
        session: "c014-septembre",
        room: "C014",
        date: "2026-09-24",
        ways: "mode = \"collegial\"\n",
        jury: C012,
        grid: "rncp38606",
    };
    let mut room = place.begin(
        "identifiant;nom;prénom;blocs;heure;aménagement;voie;blocs acquis\n\
         F26-203;van den Berghe;Clémence;BC01 BC02;09:00;;apprentissage;\n\
         F26-204;Diallo;Fatou;BC01 BC02 BC03 BC04;10:00;;formation continue;\n\
         F26-205;Saint-Exupère;Yann;BC02;11:15;;VAE;BC01 (19/06/2025), BC03 (19/06/2025), BC04 (19/06/2025)\n",
    );
    room.wait_until("09:00");
    room.hear(&together(
        &room,
        "F26-203",
        [1150, 1128],
        "AAAAMAAAAAAA AAAAAAAA",
        &[
            ("BC01.5", "Environnement reproductible en une commande : montré en direct."),
            ("BC02.6", "Tests d’interface maintenus, les plus fragiles supprimés avec discernement."),
        ],
    ));
    room.wait_until("10:02");
    room.hear(&together(
        &room,
        "F26-204",
        [1201, 1231],
        "AAAAAAAAAMAA AAAAAAAA AAAAAA AAAMAA",
        &[
            ("BC01.10", "Architecture expliquée au tableau, sans support, questions comprises."),
            ("BC03.4", "Interface de programmation documentée et protégée ; quotas par client."),
            ("BC04.4", "Bascule d’hébergeur réalisée un dimanche, sans interruption."),
        ],
    ));
    room.wait_until("11:15");
    room.hear(&together(
        &room,
        "F26-205",
        [1098, 1044],
        "AAEAAAAA",
        &[
            ("BC02.3", "Parcours interrompu à la moindre erreur de saisie ; en convient."),
            ("BC02.5", "Consommation d’une interface tierce bien sécurisée."),
        ],
    ));
    room
}
