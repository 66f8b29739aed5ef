//! Jurors who mark alone, through the program: a whole session in lines, from the sheets to the signed closing.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop here")]

mod closed;
mod codes;
mod independence;
mod refusals;
mod restart;

use std::fs::{self, File, Permissions};
use std::os::unix::fs::PermissionsExt as _;

use zip::ZipArchive;

use super::support::{Desk, Home, SMALL_ITEMS};

pub(crate) const CODES: &str =
    "# a juror and a code a line\nclaire.moreau 4711\nkarim.benali sésame\nhelene.roux vingt deux\n";

const LIST: &str = "identifiant;nom;prénom;blocs;heure;aménagement\n\
                    C1;Lefèvre;Anaïs;B1 B2;09:00;\n\
                    C2;N’Guessan;Maëlys;B1 B2;10:00;tiers-temps\n\
                    C3;Roy;Tom;B1;11:00;\n\
                    C4;Petit;Léa;B1 B2;11:40;\n";

impl Home {
    /// The codes of the jurors, in a file that is its user's alone.
    pub(crate) fn codes(&self, text: &str) {
        let file = self.write("codes", text);
        fs::set_permissions(file, Permissions::from_mode(0o600)).unwrap();
    }

    /// A small session where three jurors mark alone, with codes, and everybody signs; Hélène has no key.
    pub(crate) fn marking_alone(&self, name: &str) -> Desk<'_> {
        let desk = self.small(name, "20min", "");
        let asked = "[jury.hearing]\nmembers = 1\n";
        let grid = desk.read("grid.toml");
        assert!(grid.contains(asked));
        let asks = "[jury.hearing]\nmembers = 3\n\n[deliberation]\ngap = 1\ncasting_vote = true\n";
        fs::write(desk.path("grid.toml"), grid.replace(asked, asks)).unwrap();
        fs::write(desk.path("candidates.csv"), LIST).unwrap();
        let alone = "mode = \"individual\"\nsignatures = \"everybody\"\n";
        let session = desk.read("session.toml").replace("mode = \"collegial\"\n", alone);
        let helene = "\n[[jury]]\nid = \"helene.roux\"\nname = \"Hélène Roux\"\ncapacity = \"professionnel\"\n";
        fs::write(desk.path("session.toml"), session + helene).unwrap();
        self.codes(CODES);
        desk
    }
}

/// The lines in which a juror fills a sheet with these marks, item by item, and seals it.
pub(crate) fn sheet(member: &str, marks: &str, more: &[&str]) -> Vec<String> {
    let mut lines = vec![format!("fiche {member}")];
    lines.extend(SMALL_ITEMS.iter().zip(marks.chars()).map(|(item, mark)| format!("noter {item} {mark}")));
    lines.extend(more.iter().map(|&line| line.to_owned()));
    lines.push("sceller".to_owned());
    lines
}

/// Says these lines, one a line of text, and expects that none is refused; what was said.
#[track_caller]
pub(crate) fn all_right(desk: &Desk<'_>, lines: &[String]) -> String {
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    desk.script(&lines, &["--stop-on-error"]).ends_with(0).out
}

pub(crate) fn lines(text: &str) -> Vec<String> {
    text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

#[track_caller]
fn says(said: &str, all: &[&str]) {
    for each in all {
        assert!(said.contains(each), "{each:?} is not in:\n{said}");
    }
}

/// A hearing in which the jurors are far apart on one item; Hélène signs on paper.
pub(crate) fn first(desk: &Desk<'_>) -> String {
    let mut script = lines(
        "ouvrir C1
         retard métro en panne
         présents tous
         démarrer
         incident une alarme d’incendie, 2 minutes
         suivant
         suivant",
    );
    script.extend(sheet("claire.moreau", "433333", &["commenter B1.1 Précise et sûre"]));
    script.extend(sheet("karim.benali", "133333", &["commenter B1.1 N’a pas su répondre"]));
    script.extend(sheet("helene.roux", "333333", &[]));
    script.extend(lines(
        "état
         dévoiler
         écarts
         voir B1.1
         retenir accords
         retenir B1.1 3 Le jury l’a entendue sur ce point
         décider B1 validé
         décider B2 validé
         relire
         signer claire.moreau
         état
         signer karim.benali
         papier helene.roux
         fermer",
    ));
    all_right(desk, &script)
}

/// A hearing with a third more time and a pause, without a juror who trained the candidate.
pub(crate) fn second(desk: &Desk<'_>) -> String {
    let mut talk = desk.talk();
    talk.line();
    for line in ["ouvrir C2", "présents tous", "déport karim.benali formateur"] {
        talk.ok(line);
    }
    let refused = talk.refused("démarrer");
    assert!(refused.contains("membres : 2, requis 3"), "{refused}");
    talk.ok("passer-outre pas de remplaçant ce jour");
    let status = talk.ok("état");
    says(&status, &["26 min 40 s dues", "déport : karim.benali (a formé ou encadré le candidat)"]);
    assert!(!status.contains("fiche : karim.benali"), "{status}");
    for line in ["démarrer", "pause la candidate boit un verre d’eau", "reprendre", "suivant", "suivant"] {
        talk.ok(line);
    }
    assert!(talk.refused("fiche karim.benali").contains("karim.benali s’est déporté pour ce candidat"));
    for line in sheet("claire.moreau", "343333", &[]).iter().chain(&sheet("helene.roux", "333333", &[])) {
        talk.ok(line);
    }
    talk.ok("dévoiler");
    assert!(talk.refused("déport helene.roux proche").contains("il est trop tard pour un déport"));
    talk.ok("retenir accords");
    assert!(talk.ok("prépondérante B1.2").contains("Maîtrisé, voix prépondérante"));
    assert!(talk.refused("prépondérante B1.1").contains("pas de partage égal des voix"));
    for line in ["décider B1 validé", "décider B2 validé", "signer claire.moreau", "papier helene.roux"] {
        talk.ok(line);
    }
    assert!(talk.refused("signer karim.benali").contains("karim.benali s’est déporté"));
    let (rest, code) = talk.end();
    assert_eq!(code, Some(0), "{rest:?}");
    rest.join("\n")
}

/// An excused absence; and a hearing that a juror leaves.
fn third_and_fourth(desk: &Desk<'_>) -> String {
    let mut script = lines(
        "ouvrir C3
         présents tous
         absent n’est pas venu
         excusée
         relire
         signer claire.moreau
         signer karim.benali
         papier helene.roux
         fermer
         ouvrir C4
         présents claire.moreau helene.roux
         passer-outre Karim est en retard
         démarrer
         arrivée karim.benali train en retard
         fiche helene.roux
         noter B1.1 3
         départ helene.roux malade
         passer-outre partie malade
         suivant
         suivant",
    );
    script.extend(sheet("claire.moreau", "333333", &[]));
    script.extend(sheet("karim.benali", "333333", &[]));
    script.extend(lines(
        "état
         dévoiler
         retenir accords
         décider B1 validé
         décider B2 validé
         signer claire.moreau
         signer karim.benali
         état
         fermer",
    ));
    all_right(desk, &script)
}

/// Signed minutes are replaced; somebody is added, moved, and put off; the session is closed and signed.
fn amended_and_closed(desk: &Desk<'_>) -> String {
    all_right(
        desk,
        &lines(
            "ouvrir C1
             rectifier note de B1.3 ; erreur de report
             retenir B1.3 4 erreur de report constatée par le jury
             décider B1 validé
             signer claire.moreau
             signer karim.benali
             papier helene.roux
             relire
             fermer
             ajouter C9 ; Durand ; Zoé ; B1 B2 ; carte d’identité ; oubliée sur la liste ; tiers-temps
             ajouter C10 ; Sy ; Awa ; B1 ; passeport ; oubliée sur la liste
             déplacer C10 avant C9 doit prendre un train
             ouvrir C10
             reporter malade ce matin
             ouvrir C9
             reporter plus de temps aujourd’hui
             incident la salle ferme à 18 h
             préside karim.benali la présidente est appelée ailleurs
             état
             clore
             signer-clôture
             signer-clôture claire.moreau
             état
             relire C3",
        ),
    )
}

#[test]
fn a_session_from_the_sheets_to_the_signed_closing() {
    let home = Home::new();
    let desk = home.marking_alone("essai");
    says(
        &first(&desk),
        &[
            "retard du candidat : métro en panne",
            "incident noté : une alarme d’incendie, 2 minutes",
            "fiche scellée et signée (karim.benali)",
            "fiche scellée, sans signature (Hélène Roux)",
            "fiche : Hélène Roux (helene.roux), scellée",
            "ok fiches dévoilées : 3",
            "Au-delà du seuil :\nB1.1 : claire.moreau Maîtrisé, Hélène Roux Acquis, karim.benali Non acquis ; à retenir",
            "karim.benali : Non acquis\nCommentaire : N’a pas su répondre",
            "ok B1.1 : Acquis, note retenue par le jury (Le jury l’a entendue sur ce point)",
            "signatures encore attendues : karim.benali, Hélène Roux",
            "ok feuille signée par Hélène Roux recueillie",
        ],
    );
    second(&desk);
    says(
        &third_and_fourth(&desk),
        &[
            "ok absence excusée",
            "ok karim.benali rejoint le jury : train en retard",
            "ok Hélène Roux quitte le jury : malade",
            "fiche : Hélène Roux (helene.roux), manquante (malade)",
            "ok fiches dévoilées : 2",
            "toutes les signatures demandées sont là",
        ],
    );
    says(
        &amended_and_closed(&desk),
        &[
            "ok rectificatif de la version 1 : note de B1.3 ; motif : erreur de report",
            "Version 2",
            "ok candidat ajouté : Zoé Durand (C9) ; pièce vue : carte d’identité ; oubliée sur la liste",
            "ok Awa Sy (C10) passe avant Zoé Durand (C9) : doit prendre un train",
            "ok soutenance reportée : Awa Sy (C10) ; motif : malade ce matin",
            "ok session close : plus rien ne change",
            "ok karim.benali préside désormais : la présidente est appelée ailleurs",
            "ok clôture signée par claire.moreau",
            "clôture signée par : karim.benali, claire.moreau",
            "C1  09:00  Anaïs Lefèvre  B1, B2  ✓ signé",
        ],
    );
    what_the_files_say(&desk);

    let file = home.path("essai.zip");
    home.run(&["export", desk.text_path(), "--to", file.to_str().unwrap()]).ends_with(0);
    let usb = home.path("usb");
    ZipArchive::new(File::open(&file).unwrap()).unwrap().extract(&usb).unwrap();
    for name in ["C1.v1.toml", "C1.v2.toml", "C3.v1.toml", "session.toml", "session.toml.karim.benali.sig"] {
        assert!(usb.join("essai/minutes").join(name).is_file(), "{name}");
    }
    home.run(&["journal", usb.join("essai").to_str().unwrap()]).ends_with(0);
    let (minutes, signers) = (usb.join("essai/minutes"), usb.join("essai/allowed_signers"));
    home.run(&["verify", minutes.to_str().unwrap(), "--signers", signers.to_str().unwrap()]).ends_with(0);
}

/// What the minutes and the closing keep of it.
fn what_the_files_say(desk: &Desk<'_>) {
    let minutes = |name: &str| -> toml::Table { desk.read(&format!("minutes/{name}.toml")).parse().unwrap() };
    let (one, two) = (minutes("C1.v1"), minutes("C1.v2"));
    let replaced = two["amendment"].as_table().unwrap();
    let digest = soutenance::digest::sha256(desk.read("minutes/C1.v1.toml").as_bytes());
    assert!(replaced.values().any(|value| value.as_str() == Some(digest.as_str())), "{replaced:?}");
    assert_eq!(one["sheet"], two["sheet"], "an amendment leaves the sheets as they were sealed");
    let second = minutes("C2.v1");
    assert_eq!(second["recusal"][0]["ground"].as_str(), Some("trained"));
    assert_eq!(second["phase"][0]["due"].as_str(), Some("26min40s"));
    assert_eq!(second["phase"][0]["pause"][0]["reason"].as_str(), Some("la candidate boit un verre d’eau"));
    let third = minutes("C3.v1");
    assert_eq!((third["state"].as_str(), third["excused"].as_bool()), (Some("absent"), Some(true)));
    let fourth = minutes("C4.v1");
    let missing = |part: &&toml::Value| part.get("missing").is_some();
    let missing: Vec<_> = fourth["sheet"].as_array().unwrap().iter().filter(missing).collect();
    assert_eq!(missing.len(), 1);
    assert_eq!(missing[0]["member"].as_str(), Some("helene.roux"));
    let closing: toml::Table = desk.read("minutes/session.toml").parse().unwrap();
    let state = |part: &toml::Value| {
        let versions = part.get("minutes").and_then(toml::Value::as_array).map_or(0, Vec::len);
        format!("{} {} {versions}", part["id"].as_str().unwrap(), part["state"].as_str().unwrap())
    };
    let states: Vec<String> = closing["candidate"].as_array().unwrap().iter().map(state).collect();
    let expected = ["C1 decided 2", "C2 decided 1", "C3 absent 1", "C4 decided 1", "C10 postponed 0", "C9 postponed 0"];
    assert_eq!(states, expected);
    assert_eq!(closing["incident"].as_array().unwrap().len(), 2);
}

#[test]
fn every_verb_has_an_english_name() {
    let home = Home::new().english();
    let desk = home.marking_alone("essai");
    let mut script = lines(
        "open C1
         late underground broken down
         present all
         recuse karim.benali professional
         undo
         start
         departure helene.roux unwell
         acknowledge nobody else is there
         arrival helene.roux feels better
         next
         next
         sheet claire.moreau
         put-away
         new-code claire.moreau code known to others",
    );
    for (member, marks) in [("claire.moreau", "433333"), ("karim.benali", "133333")] {
        let french = sheet(member, marks, &[]);
        script.extend(
            french.iter().map(|line| {
                line.replace("fiche", "sheet").replace("noter", "mark").replace("sceller", "seal unsigned")
            }),
        );
    }
    script.extend(lines(
        "missing helene.roux left again
         reveal
         gaps
         retain common
         retain B1.1 3 heard again
         retain B1.1 -
         casting B1.1
         decide B1 validated
         decide B2 validated
         sign claire.moreau
         paper helene.roux
         amend mark of B1.1; copied wrongly
         sign claire.moreau
         review
         status
         close
         add C9; Durand; Zoé; B1 B2; identity card; left off the list; third-time
         move C9 before C2 has a train
         move C2 asked for it
         presides karim.benali called away
         incident the room is cold
         open C9
         postpone unwell",
    ));
    for candidate in ["C2", "C3", "C4"] {
        script.extend(lines(&format!(
            "open {candidate}\npresent all\nabsent no word\nexcused no\nsign karim.benali\nclose"
        )));
    }
    script.extend(lines("close-session\nsign-closing\nstatus\nreview C1"));
    says(
        &all_right(&desk, &script),
        &[
            "ok sheet missing from the reveal: Hélène Roux (left again)",
            "ok sheet sealed, without a signature (karim.benali)",
            "B1.1: claire.moreau Mastered, karim.benali Not acquired; to retain — Étudier la demande",
            "ok B1.1: Mastered, casting vote",
            "ok absence not excused",
            "closing signed by: karim.benali",
        ],
    );
}
