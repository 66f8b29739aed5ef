//! Codes: wrong, renewed, short, in a file that others may read, and typed at a terminal.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::super::support::pty::{Pty, find};
use super::super::support::{Home, PATIENCE, PROGRAM};
use super::{CODES, all_right, lines, sheet};

#[test]
fn a_wrong_code_opens_nothing_and_a_renewed_one_begins_the_sheet_anew() {
    let home = Home::new();
    let desk = home.marking_alone("essai");
    all_right(
        &desk,
        &lines("ouvrir C1\nprésents tous\ndémarrer\nsuivant\nsuivant\nfiche karim.benali\nnoter B1.1 1\nnoter B1.2 1"),
    );
    let mut talk = desk.talk();
    talk.line();
    talk.line();
    home.codes(&CODES.replace("sésame", "myrtille"));
    assert!(talk.refused("fiche karim.benali").contains("ce n’est pas le bon code (karim.benali)"));
    assert!(talk.refused("noter B1.3 3").contains("chacun note d’abord la sienne"));
    assert!(talk.refused("nouveau-code karim.benali").contains("nouveau-code MEMBRE MOTIF"));
    assert!(talk.refused("nouveau-code personne oubli").contains("aucun membre du jury"));
    home.codes(&CODES.replace("sésame", "abc"));
    assert!(talk.refused("nouveau-code karim.benali code oublié").contains("il faut au moins 4 caractères"));
    home.codes(&CODES.replace("sésame", "myrtille"));
    let renewed = talk.ok("nouveau-code karim.benali code oublié");
    assert!(renewed.contains("nouveau code pour karim.benali") && renewed.contains("code oublié"), "{renewed}");
    let status = talk.ok("état");
    assert!(status.contains("fiche : karim.benali (karim.benali), 6 à noter"), "{status}");
    talk.ok("refermer");
    // The code that was given up opens nothing, and what stood on the sheet is not there any more.
    home.codes(CODES);
    assert!(talk.refused("fiche karim.benali").contains("ce n’est pas le bon code"));
    home.codes(&CODES.replace("sésame", "myrtille"));
    talk.ok("fiche karim.benali");
    assert!(talk.ok("voir B1.1").contains("sans note"));
    let mut script = sheet("karim.benali", "33333-", &[]);
    script.pop();
    script.push("sceller incomplète".to_owned());
    script.extend(sheet("claire.moreau", "333333", &[]));
    for line in &script {
        talk.ok(line);
    }
    assert!(talk.refused("dévoiler").contains("fiche à sceller, ou à déclarer manquante avec un motif : Hélène Roux"));
    assert!(talk.refused("manquante helene.roux").contains("manquante MEMBRE MOTIF"));
    talk.ok("manquante helene.roux n’a pas pu rester");
    assert!(talk.refused("fiche helene.roux").contains("déclarée manquante"));
    talk.ok("dévoiler");
    for line in lines(
        "retenir accords\ndécider B1 validé\ndécider B2 validé\nsigner claire.moreau\nsigner karim.benali\n\
         papier helene.roux",
    ) {
        talk.ok(&line);
    }
    talk.end();
    let minutes = desk.read("minutes/C1.v1.toml");
    assert!(minutes.contains("missing = \"n’a pas pu rester\""), "{minutes}");
    for code in ["sésame", "myrtille"] {
        assert!(!desk.read("journal.jsonl").contains(code), "a code is nowhere");
    }
    desk.verify().ends_with(0);
}

#[test]
fn a_codes_file_is_its_users_alone() {
    let home = Home::new();
    let desk = home.marking_alone("essai");
    all_right(&desk, &lines("ouvrir C1\nprésents tous\ndémarrer"));
    let file = home.path("codes");
    let refused = |says: &str| {
        let said = desk.script(&["interruption pause", "fiche claire.moreau"], &[]).ends_with(0);
        assert!(said.out.contains(says), "{said:#?}");
        assert_eq!(desk.count("code-chosen"), 0);
    };
    fs::set_permissions(&file, Permissions::from_mode(0o640)).unwrap();
    refused("erreur le fichier des codes doit être à vous seul : chmod 600");
    fs::set_permissions(&file, Permissions::from_mode(0o600)).unwrap();
    home.codes("karim.benali 2222\n");
    refused("erreur il faut un code pour claire.moreau : tapé dans un terminal, ou lu dans le fichier de --codes-file");
    home.codes("claire.moreau 123\n");
    refused("erreur il faut au moins 4 caractères");
    fs::write(&file, b"claire.moreau \xff\xff\xff\xff\n").unwrap();
    refused("erreur fichier des codes illisible : ce n’est pas du texte UTF-8");
}

/// Types a code once it is asked for and the terminal shows nothing of what is typed.
fn unseen(pty: &mut Pty, prompt: &str, code: &str) {
    pty.shows(prompt);
    let start = Instant::now();
    while pty.is_cooked() {
        assert!(start.elapsed() < PATIENCE, "what is typed after {prompt:?} would be shown");
        sleep(Duration::from_millis(5));
    }
    pty.send(&format!("{code}\r"));
}

#[test]
fn at_a_terminal_a_code_is_typed_unseen() {
    let home = Home::new();
    let desk = home.marking_alone("essai");
    all_right(&desk, &lines("ouvrir C1\nprésents tous"));
    fs::remove_file(home.path("codes")).unwrap();
    let mut pty = Pty::start(&home, &[PROGRAM, "run", desk.text_path(), "--line"], (100, 40), &[]);
    pty.shows("soutenance ouverte");
    pty.send("fiche helene.roux\r");
    unseen(&mut pty, "Hélène Roux choisit un code (4 caractères au moins) :", "mot-secret");
    unseen(&mut pty, "Le même code, une seconde fois :", "mot-secret");
    pty.shows("ok fiche ouverte : Hélène Roux");
    pty.send("refermer\r");
    pty.shows("ok fiche refermée");
    pty.send("fiche helene.roux\r");
    unseen(&mut pty, "Code (Hélène Roux) :", "autre-mot");
    pty.shows("erreur ce n’est pas le bon code (Hélène Roux)");
    pty.send("nouveau-code claire.moreau essai\r");
    unseen(&mut pty, "claire.moreau choisit un code (4 caractères au moins) :", "mot-premier");
    pty.until("asked twice", |screen| screen.contents().matches("une seconde fois").count() == 2);
    unseen(&mut pty, "Le même code, une seconde fois :", "mot-second");
    pty.shows("erreur les deux codes diffèrent : recommencez");
    pty.send("quitter\r");
    assert_eq!(pty.ended(), 0);
    for typed in ["mot-secret", "autre-mot", "mot-premier", "mot-second"] {
        assert!(find(&pty.bytes(), typed.as_bytes()).is_none(), "{typed} is on the screen");
    }
    assert_eq!(desk.count("code-chosen"), 1);
}
