//! A session in one file: what is in it, what never is, and that it verifies where it is unpacked.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop here")]

use std::fs::{self, File};
use std::io::Read as _;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, FileType, Mode, mknodat};
use zip::ZipArchive;

use super::support::alone::CLAIRE;
use super::support::{Desk, Home, PROGRAM, Said};

fn export(desk: &Desk<'_>, to: &Path) -> Said {
    desk.home.run(&["export", desk.text_path(), "--to", to.to_str().unwrap()])
}

/// The names in a zip, in their order, with their rights.
fn listed(file: &Path) -> Vec<(String, u32)> {
    let mut zip = ZipArchive::new(File::open(file).unwrap()).unwrap();
    let count = zip.len();
    (0..count)
        .map(|at| zip.by_index(at).map(|it| (it.name().unwrap().into_owned(), it.unix_mode().unwrap())).unwrap())
        .collect()
}

fn content(file: &Path, name: &str) -> Vec<u8> {
    let mut zip = ZipArchive::new(File::open(file).unwrap()).unwrap();
    let mut bytes = Vec::new();
    zip.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

fn unpacked(home: &Home, file: &Path) -> PathBuf {
    let to = home.path("usb");
    ZipArchive::new(File::open(file).unwrap()).unwrap().extract(&to).unwrap();
    to
}

/// That nothing was made: not the file, and nothing temporary.
#[track_caller]
fn nothing_made(home: &Home) {
    let made: Vec<_> = fs::read_dir(home.path("out")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(made.is_empty(), "{made:?}");
}

fn out(home: &Home) -> PathBuf {
    fs::create_dir_all(home.path("out")).unwrap();
    home.path("out/b204.zip")
}

#[test]
fn what_is_exported_verifies_where_it_is_unpacked() {
    let home = Home::new();
    let desk = home.small("b204", "20min", "");
    desk.hear_small("C1");
    fs::write(desk.path("minutes/.tmpAbc"), "half a file").unwrap();
    let file = out(&home);
    let said = export(&desk, &file).ends_with(0);
    let digest = soutenance::digest::sha256(&fs::read(&file).unwrap());
    assert_eq!(
        said.lines(),
        [
            &format!("{} : 10 fichiers, dont 1 procès-verbal", file.display()),
            &format!("SHA-256 : {digest}"),
            "⚠ 1 candidat sur 2 sans procès-verbal signé comme la session le demande : C2",
            "Pour vérifier, une fois décompressé : soutenance verify essai/minutes --signers essai/allowed_signers",
            "Ce fichier allowed_signers vient de la session : comparez ses clés à celles que vous tenez des personnes \
             elles-mêmes.",
        ]
    );
    let expected = [
        ("essai/", 0o40_700),
        ("essai/allowed_signers", 0o100_600),
        ("essai/candidates.csv", 0o100_600),
        ("essai/grid.toml", 0o100_600),
        ("essai/journal.jsonl", 0o100_600),
        ("essai/minutes/", 0o40_700),
        ("essai/minutes/C1.v1.csv", 0o100_600),
        ("essai/minutes/C1.v1.sheet.txt", 0o100_600),
        ("essai/minutes/C1.v1.toml", 0o100_600),
        ("essai/minutes/C1.v1.toml.claire.moreau.sig", 0o100_600),
        ("essai/minutes/C1.v1.toml.karim.benali.sig", 0o100_600),
        ("essai/session.toml", 0o100_600),
    ];
    assert_eq!(listed(&file), expected.map(|(name, mode)| (name.to_owned(), mode)));
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let signers = home.run(&["keys", "signers", desk.text_path()]).ends_with(0).out;
    assert_eq!(content(&file, "essai/allowed_signers"), signers.as_bytes());

    let usb = unpacked(&home, &file);
    let (minutes, signers) = (usb.join("essai/minutes"), usb.join("essai/allowed_signers"));
    let verified =
        home.run(&["verify", minutes.to_str().unwrap(), "--signers", signers.to_str().unwrap()]).ends_with(0);
    assert!(verified.out.contains("conforme au journal") && verified.out.contains("1 en règle sur 1"), "{verified:#?}");
    let (said, signed) = (fs::read(minutes.join("C1.v1.toml")).unwrap(), minutes.join("C1.v1.toml.claire.moreau.sig"));
    let checks =
        ["-Y", "verify", "-n", "soutenance-minutes", "-I", "claire.moreau", "-f", signers.to_str().unwrap(), "-s"];
    let checks = [&checks[..], &[signed.to_str().unwrap()]].concat();
    home.ssh_keygen(&checks, &said).ends_with(0);
    home.run(&["journal", usb.join("essai").to_str().unwrap()]).ends_with(0);
}

#[test]
fn the_same_session_gives_the_same_bytes() {
    let home = Home::new();
    let desk = home.small("b204", "20min", "");
    desk.hear_small("C1");
    let (one, other) = (out(&home), home.path("out/other.zip"));
    export(&desk, &one).ends_with(0);
    export(&desk, &other).ends_with(0);
    assert_eq!(fs::read(one).unwrap(), fs::read(other).unwrap());
}

#[test]
fn a_session_that_has_not_begun_and_one_that_runs() {
    let home = Home::new();
    let desk = home.small("b204", "20min", "");
    let file = out(&home);
    let said = export(&desk, &file).ends_with(0);
    assert!(said.out.contains("4 fichiers, dont 0 procès-verbal") && said.out.contains(" : C1, C2"), "{said:#?}");
    assert!(!said.out.contains("verify"), "{said:#?}");
    assert!(listed(&file).iter().all(|(name, _)| !name.contains("journal") && !name.contains("minutes")));

    let mut talk = desk.talk();
    for line in ["ouvrir C1", "présents tous", "démarrer", "noter B1.1 3"] {
        talk.ok(line);
    }
    let running = home.path("out/running.zip");
    let said = export(&desk, &running).ends_with(0);
    let last = desk.journal().len();
    assert!(said.out.contains(&format!("rien de ce qui suit l’enregistrement n° {last} n’est")), "{said:#?}");
    // Nothing was locked, nothing was written: the exam goes on.
    talk.ok("noter B1.2 3");
    assert_eq!(content(&running, "essai/journal.jsonl").split(|&byte| byte == b'\n').count(), last + 1);
    assert!(listed(&running).iter().all(|(name, _)| !name.contains("lock")));
}

#[test]
fn neither_keys_nor_what_was_set_aside_leave() {
    let home = Home::new();
    let desk = home.small("b204", "20min", "");
    desk.hear_small("C1");
    for name in ["journal.torn-1", "notes.txt", "lock"] {
        fs::write(desk.path(name), "SECRET").unwrap();
    }
    let file = out(&home);
    export(&desk, &file).ends_with(0);
    let bytes = fs::read(&file).unwrap();
    let holds = |part: &str| bytes.windows(part.len()).any(|window| window == part.as_bytes());
    assert!(!holds("SECRET") && !holds("PRIVATE KEY") && !holds("b204/keys"));
    // Not even where somebody has put one.
    fs::copy(desk.path("keys/claire.moreau"), desk.path("minutes/cle")).unwrap();
    let said = export(&desk, &home.path("out/other.zip")).ends_with(1);
    assert!(said.err.contains("minutes/cle est une clé privée"), "{said:#?}");
}

#[test]
fn what_is_hostile_in_the_folder_is_named() {
    let home = Home::new();
    let desk = home.small("b204", "20min", "");
    desk.hear_small("C1");
    let file = out(&home);
    let minutes = desk.path("minutes");
    let secret = home.write("secret", "SECRET");
    let pipe = |path: &Path| mknodat(CWD, path, FileType::Fifo, Mode::from_raw_mode(0o600), 0).unwrap();
    let refused = |what: &str| {
        let said = export(&desk, &file).ends_with(1);
        assert!(said.err.contains(what), "{what}: {said:#?}");
        nothing_made(&home);
    };
    for (name, what) in [("lien", "minutes/lien est un lien"), ("C9.v1.toml", "minutes/C9.v1.toml est un lien")] {
        symlink(&secret, minutes.join(name)).unwrap();
        refused(what);
        fs::remove_file(minutes.join(name)).unwrap();
    }
    pipe(&minutes.join("tube"));
    refused("minutes/tube n’est pas un fichier ordinaire");
    fs::remove_file(minutes.join("tube")).unwrap();
    fs::create_dir(minutes.join("scans")).unwrap();
    refused("minutes/scans n’est pas un fichier ordinaire");
    fs::remove_dir(minutes.join("scans")).unwrap();
    for name in [&b"x\\..\\..\\y.exe"[..], b"a\x1b[2Jb", b"latin\xe9", b"c:x"] {
        let path = minutes.join(std::ffi::OsStr::from_bytes(name));
        fs::write(&path, "x").unwrap();
        refused("ce nom ne peut pas être décompressé partout");
        fs::remove_file(path).unwrap();
    }
    // The session's own files, too, and the folder of the minutes.
    for name in ["candidates.csv", "journal.jsonl", "minutes"] {
        fs::rename(desk.path(name), home.path("elsewhere")).unwrap();
        symlink(home.path("elsewhere"), desk.path(name)).unwrap();
        refused(&format!("{name} est un lien"));
        fs::remove_file(desk.path(name)).unwrap();
        fs::rename(home.path("elsewhere"), desk.path(name)).unwrap();
    }
    fs::rename(desk.path("journal.jsonl"), home.path("elsewhere")).unwrap();
    pipe(&desk.path("journal.jsonl"));
    refused("journal.jsonl n’est pas un fichier ordinaire");
    fs::remove_file(desk.path("journal.jsonl")).unwrap();
    fs::rename(home.path("elsewhere"), desk.path("journal.jsonl")).unwrap();
    export(&desk, &file).ends_with(0);
}

#[test]
fn a_session_that_is_closed_goes_with_its_closing() {
    let home = Home::new();
    let desk = home.alone("b204", "");
    let mut sitting = desk.judged_alone(&[CLAIRE]);
    sitting.closes(&[CLAIRE]);
    let file = out(&home);
    let said = export(&desk, &file).ends_with(0);
    let told = said.out.contains("Reportés à une autre session") && said.out.contains(": C2\n✓ Tous les autres");
    assert!(told, "{said:#?}");
    let usb = unpacked(&home, &file).join("essai");
    let (folder, signers) = (usb.to_str().unwrap(), usb.join("allowed_signers"));
    let said = home.run(&["verify", folder, "--signers", signers.to_str().unwrap()]).ends_with(0);
    assert!(said.out.contains("clôture de la session essai") && said.out.contains("2 en règle sur 2"), "{said:#?}");
    fs::remove_file(usb.join("minutes/C1.v1.csv")).unwrap();
    home.run(&["verify", folder, "--signers", signers.to_str().unwrap()]).ends_with(1);
}

#[test]
fn a_damaged_journal_is_refused() {
    let home = Home::new();
    let desk = home.small("b204", "20min", "");
    desk.hear_small("C1");
    let file = out(&home);
    let whole = desk.read("journal.jsonl");
    fs::write(desk.path("journal.jsonl"), whole.replacen("C1", "C2", 1)).unwrap();
    let said = export(&desk, &file).ends_with(1);
    assert!(said.err.contains("le journal est abîmé à la ligne"), "{said:#?}");
    // An end that nobody goes on writing.
    fs::write(desk.path("journal.jsonl"), format!("{whole}{{\"seq\":")).unwrap();
    let said = export(&desk, &file).ends_with(1);
    assert!(said.err.contains("est une écriture interrompue"), "{said:#?}");
    fs::write(desk.path("journal.jsonl"), whole).unwrap();
    fs::write(desk.path("candidates.csv"), desk.read("candidates.csv").replace("Anaïs", "Anais")).unwrap();
    let said = export(&desk, &file).ends_with(1);
    assert!(said.err.contains("candidates.csv"), "{said:#?}");
    nothing_made(&home);
}

#[test]
fn lost_minutes_are_not_counted_as_there() {
    let home = Home::new();
    let desk = home.small("b204", "20min", "");
    desk.hear_small("C1");
    fs::remove_file(desk.path("minutes/C1.v1.toml.claire.moreau.sig")).unwrap();
    let said = export(&desk, &out(&home)).ends_with(0);
    assert!(
        said.out.contains("2 candidats sur 2 sans procès-verbal signé comme la session le demande : C1, C2"),
        "{said:#?}"
    );
}

#[test]
fn nothing_is_overwritten_and_every_bad_target_is_named() {
    let home = Home::new();
    let desk = home.small("b204", "20min", "");
    out(&home);
    let there = home.write("there.zip", "mine");
    symlink(home.path("nowhere"), home.path("link.zip")).unwrap();
    for (to, what) in [
        (there.clone(), "existe déjà ; rien n’a été touché"),
        (home.path("link.zip"), "existe déjà"),
        (home.path("out"), "existe déjà"),
        (PathBuf::from("/dev/full"), "existe déjà"),
        (desk.path("b204.zip"), "serait dans le dossier de la session"),
        (desk.path("keys/../keys/b204.zip"), "serait dans le dossier de la session"),
        (home.path("not/there/b204.zip"), "le fichier ou son dossier est introuvable"),
        (home.path("there.zip/b204.zip"), "ce n’est pas un fichier ou un dossier ordinaire"),
        (PathBuf::from("/"), "n’est pas un nom de fichier"),
    ] {
        let said = export(&desk, &to).ends_with(2);
        assert!(said.err.contains(what), "{}: {said:#?}", to.display());
    }
    assert_eq!(fs::read_to_string(there).unwrap(), "mine");
    assert!(!desk.path("b204.zip").exists() && !desk.path("keys/b204.zip").exists());
    let missing = home.run(&["export", "nowhere", "--to", "out/x.zip"]).ends_with(2);
    assert!(missing.err.contains("introuvable"), "{missing:#?}");
    home.run(&["export", desk.text_path()]).ends_with(2);
    nothing_made(&home);
}

/// A disk that takes no more, as the shell can play it: nothing is left behind.
#[test]
fn a_full_disk_leaves_nothing_behind() {
    let home = Home::new();
    let desk = home.large("b204");
    let file = out(&home);
    let script = "trap '' XFSZ; ulimit -f 4; exec \"$0\" export \"$1\" --to \"$2\"";
    let said = home.program("sh").args(["-c", script, PROGRAM, desk.text_path(), file.to_str().unwrap()]).output();
    let said = said.unwrap();
    assert_eq!(said.status.code(), Some(2), "{said:?}");
    assert!(String::from_utf8_lossy(&said.stderr).contains("b204.zip n’a pas pu être écrit"), "{said:?}");
    nothing_made(&home);
}

#[test]
fn a_hostile_name_of_a_session_is_no_path() {
    let home = Home::new();
    let desk = home.small("b204", "20min", "");
    let session = desk.read("session.toml").replacen("\"essai\"", "\"../../..//etc\"", 1);
    fs::write(desk.path("session.toml"), session).unwrap();
    let file = out(&home);
    export(&desk, &file).ends_with(0);
    assert!(listed(&file).iter().all(|(name, _)| name.starts_with("etc/") && !name.contains("..")));
}

#[test]
fn in_english() {
    let home = Home::new().english();
    let desk = home.small("b204", "20min", "");
    let file = out(&home);
    let said = export(&desk, &file).ends_with(0);
    assert!(said.out.contains("4 files, 0 minutes among them"), "{said:#?}");
    assert!(said.out.contains("2 candidates of 2 without minutes signed as the session asks: C1, C2"), "{said:#?}");
    let help = home.run(&["export", "--help"]).ends_with(0);
    assert!(help.out.contains("Example: soutenance export sessions/b204 --to b204.zip"), "{help:#?}");
}
