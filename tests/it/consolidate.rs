//! Many rooms as a secretariat receives them: results, and every anomaly that a file can show.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use super::support::{Desk, Home, PROGRAM, Said};

/// What is in the repository: six rooms, three certifications, two days.
struct Sample<'a> {
    home: &'a Home,
    folder: PathBuf,
}

impl<'a> Sample<'a> {
    fn copied(home: &'a Home) -> Self {
        let folder = home.path("promotion");
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions/promotion-2026"), &folder);
        Self { home, folder }
    }

    /// One in which nothing is wrong: without altered minutes, without a session that sent no list, and without one
    /// that put off a candidate whose minutes are then not there.
    fn sound(home: &'a Home) -> Self {
        let sample = Self::copied(home);
        fs::remove_file(sample.received("b206-juin.zip")).unwrap();
        for room in ["a103-septembre", "c014-septembre"] {
            fs::remove_dir_all(sample.received(room)).unwrap();
        }
        sample
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn received(&self, name: &str) -> PathBuf {
        self.folder.join("recu").join(name)
    }

    fn minutes(&self, name: &str) -> PathBuf {
        self.received("b204-juin/minutes").join(name)
    }

    fn out(&self) -> PathBuf {
        self.home.path("resultats")
    }

    fn run(&self, more: &[&str]) -> Said {
        self.of(&[self.path("recu")], more)
    }

    fn of(&self, paths: &[PathBuf], more: &[&str]) -> Said {
        let (signers, out) = (self.path("allowed_signers"), self.out());
        let mut arguments = vec!["consolidate"];
        arguments.extend(paths.iter().map(|path| path.to_str().unwrap()));
        arguments.extend(["--signers", signers.to_str().unwrap(), "--out", out.to_str().unwrap()]);
        arguments.extend(more);
        self.home.run(&arguments)
    }

    fn results(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.out())
    }

    /// The kinds of anomalies and what they do, each once.
    fn kinds(&self) -> Vec<String> {
        let text = fs::read_to_string(self.out().join("anomalies.csv")).unwrap();
        let kind = |line: &str| line.split(',').take(2).collect::<Vec<_>>().join(" ");
        let mut kinds: Vec<String> = text.lines().skip(1).map(kind).collect();
        kinds.dedup();
        kinds
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in from.read_dir().unwrap().map(|entry| entry.unwrap()) {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() { copy(&path, &target) } else { fs::copy(path, target).map(drop).unwrap() }
    }
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = folder.read_dir().unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(path).unwrap())).collect()
}

fn replace(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{}: no {from:?}", path.display());
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn the_rooms_of_the_repository() {
    let home = Home::new();
    let sample = Sample::copied(&home);
    let rooms = sample.path("salles.csv");
    let said = sample.run(&["--expected", rooms.to_str().unwrap(), "--certificates"]).ends_with(1);
    let expected = [
        "altered-file left-out",
        "closing-mismatch left-out",
        "no-minutes missing",
        "room-missing missing",
        "completeness-unknown flagged",
    ];
    assert_eq!(sample.kinds(), expected, "{said:#?}");
    assert!(
        said.out.contains("22 procès-verbaux reçus : 20 retenus, 1 remplacé par un rectificatif, 1 laissé de côté")
    );
    let results = fs::read_to_string(sample.out().join("results.csv")).unwrap();
    // June in one room, September in another: one candidate, one certification.
    let line = results.lines().find(|line| line.contains("P26-003")).unwrap();
    assert!(line.contains("full,") && line.contains("validated,2026-06-18,B204,validated,2026-09-24,A101"), "{line}");
    // The second version counts, and the first does not.
    let amended = fs::read_to_string(sample.received("a101-septembre/minutes/P26-006.v2.csv")).unwrap();
    assert!(amended.lines().nth(1).unwrap().contains(",BC01,validated,"), "{amended}");
    let line = results.lines().find(|line| line.contains("P26-006")).unwrap();
    assert!(line.contains("P26-006.v2.toml,2,"), "{line}");
    assert!(!results.contains("D26-105"), "altered minutes are in no result");
    // What is wrong with a session is flagged on who was heard in it, and on nobody else of the certification.
    let flagged = |id: &str| results.lines().find(|line| line.contains(id)).unwrap().contains("closing-mismatch");
    assert!(flagged("D26-106") && !flagged("D26-101"), "{results}");
    let names: Vec<String> = sample.results().into_keys().collect();
    let expected = [
        "anomalies.csv",
        "blocks.csv",
        "certificates.csv",
        "items.csv",
        "results.csv",
        "results.toml",
        "results.xlsx",
        "statistics.txt",
    ];
    assert_eq!(names, expected);
    // The next time without certificates: those of before do not stay.
    sample.run(&[]).ends_with(1);
    assert!(!sample.out().join("certificates.csv").exists());
}

#[test]
fn the_decisions_are_those_of_the_tables_alone() {
    let home = Home::new();
    let sample = Sample::copied(&home);
    sample.run(&[]).ends_with(1);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recompute.py");
    let recompute = || {
        let mut python = home.program("python3");
        python.arg(&script).arg(sample.out()).arg(sample.path("recu")).output().unwrap()
    };
    let found = recompute();
    assert!(found.status.success(), "{}", String::from_utf8_lossy(&found.stdout));
    replace(&sample.out().join("blocks.csv"), "refused,refused", "validated,refused");
    assert!(!recompute().status.success(), "the script sees what differs");
}

#[test]
fn the_order_of_paths_and_of_runs_changes_no_byte() {
    let home = Home::new();
    let sample = Sample::copied(&home);
    let mut rooms: Vec<PathBuf> = sample.path("recu").read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    rooms.sort();
    sample.of(&rooms, &["--certificates"]).ends_with(1);
    let first = sample.results();
    rooms.reverse();
    rooms.push(rooms[0].clone());
    fs::remove_dir_all(sample.out()).unwrap();
    sample.of(&rooms, &["--certificates"]).ends_with(1);
    for (name, bytes) in sample.results() {
        assert!(bytes == first[&name], "{name} differs");
    }
}

#[test]
fn what_changed_since_before() {
    let home = Home::new();
    let sample = Sample::sound(&home);
    let out = sample.out();
    let since = ["--since", out.to_str().unwrap()];
    let late = home.path("late");
    fs::rename(sample.received("a101-septembre"), &late).unwrap();
    sample.run(&[]).ends_with(0);
    let said = sample.run(&since).ends_with(0);
    assert!(said.out.contains("rien n’a changé"), "{said:#?}");
    fs::rename(&late, sample.received("a101-septembre")).unwrap();
    let said = sample.run(&since).ends_with(0);
    for line in [
        "+ session a101-septembre du 24/09/2026, salle A101",
        "~ Gaël d’Aubigné (P26-003), RNCP38822 : certification partielle → certification complète",
        "~ Gaël d’Aubigné (P26-003), RNCP38822, bloc BC02 : pas de décision → validé",
        "+ Océane Bouchardeau (P26-006), RNCP38822 : certification complète",
    ] {
        assert!(said.out.contains(line), "{line}: {said:#?}");
    }
    assert!(!said.out.contains("P26-001"), "nothing changed for her: {said:#?}");
    // A folder that was moved, or that is there twice, is no change.
    let elsewhere = home.path("autre dossier");
    copy(&sample.path("recu"), &elsewhere);
    let said = sample.of(&[elsewhere], &since).ends_with(0);
    assert!(said.out.contains("rien n’a changé"), "{said:#?}");
    let said = sample.run(&["--since", "/nowhere"]).ends_with(2);
    assert!(said.err.contains("/nowhere/results.toml"), "{said:#?}");
}

/// What arrives is not tidy: each of these says what it is, and accuses nobody.
#[test]
fn untidy_deliveries() {
    let home = Home::new();
    let sample = Sample::copied(&home);
    let verify = |path: &Path| {
        let signers = sample.path("allowed_signers");
        home.run(&["verify", path.to_str().unwrap(), "--signers", signers.to_str().unwrap()])
    };
    // A zip beside another file is opened, and is not « dans un autre zip ».
    let beside = home.path("beside");
    fs::create_dir(&beside).unwrap();
    fs::copy(sample.received("b206-juin.zip"), beside.join("b206.zip")).unwrap();
    fs::write(beside.join("note.txt"), "bonjour").unwrap();
    assert!(verify(&beside).ends_with(0).out.contains("4 en règle sur 4"));
    // Minutes of two rooms in one folder, with the journal of one of them.
    let flat = home.path("flat");
    copy(&sample.received("c014-septembre"), &flat);
    fs::copy(sample.received("b204-juin/journal.jsonl"), flat.join("journal.jsonl")).unwrap();
    assert!(verify(&flat).ends_with(0).out.contains("sans journal à comparer"));
    // The journal of another session in a session's own folder is something else.
    let mixed = sample.received("b204-juin");
    fs::copy(sample.received("c012-juin/journal.jsonl"), mixed.join("journal.jsonl")).unwrap();
    assert!(verify(&mixed).ends_with(1).out.contains("le journal de ce dossier est celui d’une autre session"));
    // What a mail program renames.
    let mail = sample.received("c014-septembre");
    let name = "F26-204.v1.toml.olivier.riviere";
    fs::copy(mail.join(format!("{name}.sig")), mail.join(format!("{name} (1).sig"))).unwrap();
    verify(&mail).ends_with(0);
    fs::remove_file(mail.join(format!("{name}.sig"))).unwrap();
    let said = verify(&mail).ends_with(1);
    assert!(said.out.contains(&format!("elle devrait s’appeler {name}.sig")), "{said:#?}");
    fs::rename(mail.join("F26-205.v1.toml"), mail.join("F26-205.v1 (1).toml")).unwrap();
    assert!(verify(&mail).ends_with(1).out.contains("ce fichier a été renommé en chemin"));
    fs::remove_file(mail.join("F26-203.v1.csv")).unwrap();
    assert!(verify(&mail).ends_with(1).out.contains("n’est pas à côté : demandez-le à la salle"));
}

#[test]
fn nothing_received_replaces_nothing() {
    let home = Home::new();
    let sample = Sample::sound(&home);
    sample.run(&[]).ends_with(0);
    let before = sample.results();
    let empty = home.path("vide");
    fs::create_dir(&empty).unwrap();
    let rooms = sample.path("salles.csv");
    sample.of(&[empty], &["--expected", rooms.to_str().unwrap()]).ends_with(2);
    assert!(sample.results() == before);
}

#[test]
fn what_is_wrong_with_a_file_is_told_of_its_room_and_candidate() {
    let home = Home::new();
    let sample = Sample::copied(&home);
    sample.run(&[]).ends_with(1);
    let text = fs::read_to_string(sample.out().join("anomalies.csv")).unwrap();
    let line = text.lines().find(|line| line.starts_with("altered-file")).unwrap();
    assert!(line.ends_with(",RNCP38503,D26-105,Kowalczyk,Kévin,,2026-09-24,A103,a103-septembre"), "{line}");
}

/// What is done to the sample, with what arguments, and the kind that is told.
type Case = (&'static str, fn(&Sample<'_>), &'static [&'static str]);

#[test]
fn every_kind_that_a_file_can_show() {
    let cases: [Case; 12] = [
        (
            "invalid-signature left-out",
            |sample| {
                let path = sample.minutes("P26-001.v1.toml.claire.moreau.sig");
                fs::write(&path, fs::read_to_string(&path).unwrap().replace('\n', "\r\n")).unwrap();
            },
            &[],
        ),
        (
            "missing-signature left-out",
            |sample| fs::remove_file(sample.minutes("P26-001.v1.toml.claire.moreau.sig")).unwrap(),
            &[],
        ),
        (
            "unknown-signer left-out",
            |sample| replace(&sample.path("allowed_signers"), "claire.moreau ", "claire.martin "),
            &[],
        ),
        ("altered-file left-out", |sample| replace(&sample.minutes("P26-001.v1.csv"), "acquis", "maitrise"), &[]),
        (
            "unusable-file left-out",
            |sample| fs::write(sample.received("abime.zip"), "PK\u{3}\u{4} coupé").unwrap(),
            &[],
        ),
        (
            "unusable-file left-out",
            |sample| {
                let from = sample.minutes("P26-001.v1.toml");
                fs::rename(from, sample.minutes("P26-001.v1 (1).toml")).unwrap();
                let signature = sample.minutes("P26-001.v1.toml.claire.moreau.sig");
                fs::rename(signature, sample.minutes("P26-001.v1 (1).toml.claire.moreau.sig")).unwrap();
            },
            &[],
        ),
        (
            "unusable-file left-out",
            |sample| {
                let from = sample.minutes("P26-001.v1.toml");
                fs::rename(from, sample.minutes("P26-001.V1.TOML")).unwrap();
            },
            &[],
        ),
        ("unusable-file left-out", |sample| fs::write(sample.received("salle.7z"), "7z").unwrap(), &[]),
        ("incomplete-files left-out", |sample| fs::remove_file(sample.minutes("P26-001.v1.toml")).unwrap(), &[]),
        (
            "no-minutes missing",
            |sample| {
                for file in files(&sample.received("b204-juin/minutes")).keys() {
                    if file.starts_with("P26-001") || file.starts_with("session") {
                        fs::remove_file(sample.minutes(file)).unwrap();
                    }
                }
                // It was closed, says the journal; the minutes alone came.
                fs::remove_file(sample.received("b204-juin/journal.jsonl")).unwrap();
            },
            &[],
        ),
        (
            "later-version-missing left-out",
            |sample| {
                for file in files(&sample.received("a101-septembre/minutes")).keys() {
                    if file.starts_with("P26-006.v2") {
                        fs::remove_file(sample.received("a101-septembre/minutes").join(file)).unwrap();
                    }
                }
            },
            &[],
        ),
        (
            "completeness-unknown flagged",
            |sample| {
                copy(&sample.received("b204-juin/minutes"), &sample.received("seuls"));
                fs::remove_dir_all(sample.received("b204-juin")).unwrap();
                for file in ["session.toml", "session.toml.claire.moreau.sig"] {
                    fs::remove_file(sample.received("seuls").join(file)).unwrap();
                }
            },
            &[],
        ),
    ];
    for (kind, change, arguments) in cases {
        let home = Home::new();
        let sample = Sample::sound(&home);
        sample.run(arguments).ends_with(0);
        assert_eq!(sample.kinds(), Vec::<String>::new());
        change(&sample);
        let said = sample.run(arguments).ends_with(1);
        assert!(sample.kinds().iter().any(|found| found == kind), "{kind}: {said:#?}");
    }
}

#[test]
fn a_key_that_was_given_up_and_a_day_on_which_it_was_not_accepted() {
    let home = Home::new();
    let sample = Sample::sound(&home);
    let signers = fs::read_to_string(sample.path("allowed_signers")).unwrap();
    let line = signers.lines().find(|line| line.starts_with("claire.moreau ")).unwrap();
    let key = line.split_once("ssh-ed25519").map(|(_, key)| format!("ssh-ed25519{key}\n")).unwrap();
    let revoked = home.path("revoked");
    fs::write(&revoked, key).unwrap();
    sample.run(&["--revoked", revoked.to_str().unwrap()]).ends_with(1);
    assert!(sample.kinds().contains(&"revoked-signer left-out".to_owned()), "{:?}", sample.kinds());
    let dated = line.replacen("namespaces=", "valid-before=\"20260930\",namespaces=", 1);
    assert_ne!(dated, line);
    fs::write(sample.path("allowed_signers"), signers.replace(line, &dated)).unwrap();
    sample.run(&["--at", "2026-10-15"]).ends_with(1);
    assert!(sample.kinds().contains(&"unknown-signer left-out".to_owned()), "{:?}", sample.kinds());
    sample.run(&["--at", "2026-09-25"]).ends_with(0);
}

#[test]
fn minutes_that_hold_somebody_who_has_a_key() {
    let home = Home::new();
    let desk = home.small("room", "20min", "");
    desk.hear_small("C1");
    for (name, kind, from, to) in [
        ("award", "contradiction left-out", "award = \"full\"", "award = \"none\""),
        ("short", "composition-unacknowledged left-out", "holds = true", "holds = false"),
        ("why", "unsupported-decision left-out", "decision = \"validated\"", "decision = \"refused\""),
    ] {
        let folder = forged(&home, &desk, name, from, to);
        let out = home.path(&format!("{name}-out"));
        let signers = desk.signers();
        let arguments = ["--signers", signers.to_str().unwrap(), "--out", out.to_str().unwrap()];
        let said = home.run(&[&["consolidate", folder.to_str().unwrap()][..], &arguments].concat()).ends_with(1);
        let text = fs::read_to_string(out.join("anomalies.csv")).unwrap();
        assert!(text.contains(&kind.replace(' ', ",")), "{name}: {said:#?}");
        let results = fs::read_to_string(out.join("results.csv")).unwrap();
        assert_eq!(results.lines().count(), 1, "{name}: {results}");
    }
}

/// Minutes sent alone, changed, and signed anew by the president.
fn forged(home: &Home, desk: &Desk<'_>, name: &str, from: &str, to: &str) -> PathBuf {
    let folder = home.path(name);
    fs::create_dir(&folder).unwrap();
    let text = desk.read("minutes/C1.v1.toml");
    assert!(text.contains(from), "{from}");
    fs::write(folder.join("C1.v1.toml"), text.replacen(from, to, 1)).unwrap();
    fs::copy(desk.path("minutes/C1.v1.csv"), folder.join("C1.v1.csv")).unwrap();
    let key = desk.path("keys/claire.moreau");
    let sign = ["-Y", "sign", "-q", "-n", "soutenance-minutes", "-f", key.to_str().unwrap()];
    let signature = home.ssh_keygen(&sign, &fs::read(folder.join("C1.v1.toml")).unwrap()).ends_with(0).out;
    fs::write(folder.join("C1.v1.toml.claire.moreau.sig"), signature).unwrap();
    folder
}

#[test]
fn a_program_reads_what_verify_says() {
    let home = Home::new();
    let sample = Sample::copied(&home);
    let (received, signers) = (sample.path("recu"), sample.path("allowed_signers"));
    let arguments = ["verify", received.to_str().unwrap(), "--signers", signers.to_str().unwrap(), "--format", "json"];
    let said = home.run(&arguments).ends_with(1);
    let lines: Vec<serde_json::Value> = said.lines().iter().map(|line| serde_json::from_str(line).unwrap()).collect();
    let wrong: Vec<_> = lines.iter().filter(|line| line["fine"] == false).collect();
    let codes: Vec<_> = wrong.iter().map(|line| line["faults"][0]["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["signature", "closing-differs"], "{wrong:#?}");
    let zipped = lines.iter().find(|line| line["file"].as_str().unwrap().contains(".zip/")).unwrap();
    assert_eq!((&zipped["journal"], &zipped["signatures"][0]["until"]), (&true.into(), &serde_json::Value::Null));
    assert!(zipped["signatures"][0]["key"].as_str().unwrap().starts_with("SHA256:"));
}

#[test]
fn french_spreadsheets_and_what_cannot_be_done() {
    let home = Home::new();
    let sample = Sample::sound(&home);
    sample.run(&["--csv", "excel-fr"]).ends_with(0);
    let bytes = &sample.results()["results.csv"];
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.starts_with("\u{feff}Certification;Identifiant;Nom;Prénom;"), "{text}");
    assert!(text.contains("\r\n") && text.contains("18/06/2026") && text.contains("N’Guessan"), "{text}");
    let said = sample.of(&[home.path("nowhere")], &[]).ends_with(2);
    assert!(said.err.contains("nowhere"), "{said:#?}");
    let empty = home.path("vide");
    fs::create_dir(&empty).unwrap();
    sample.of(&[empty], &[]).ends_with(2);
    let rooms = home.path("salles.csv");
    fs::write(&rooms, "salle,date\nB204,juin\n").unwrap();
    let said = sample.run(&["--expected", rooms.to_str().unwrap()]).ends_with(2);
    assert!(said.out.contains("salles.csv, ligne 2") || said.out.contains(":2:"), "{said:#?}");
    fs::remove_dir_all(sample.out()).unwrap();
    fs::write(sample.out(), "a file").unwrap();
    let said = sample.run(&[]).ends_with(2);
    assert!(said.err.contains("n’est pas un dossier"), "{said:#?}");
}

#[test]
fn a_list_of_the_secretariats_own() {
    let home = Home::new();
    let sample = Sample::sound(&home);
    let list = home.path("promotion.csv");
    fs::write(&list, "identifiant,nom,prénom,blocs\nP26-001,Lefèvre,Anaïs,tous\nP26-099,Oubliée,Zoé,tous\n").unwrap();
    let said = sample.run(&["--candidates", list.to_str().unwrap()]).ends_with(1);
    assert_eq!(sample.kinds(), ["no-minutes missing"]);
    assert!(said.out.contains("Zoé Oubliée (P26-099)"), "{said:#?}");
}

/// Whoever interrupts finds the results of before, whole, and nothing else.
#[test]
fn what_is_interrupted_leaves_what_was_there() {
    let home = Home::new();
    let sample = Sample::sound(&home);
    sample.run(&[]).ends_with(0);
    let before = sample.results();
    let mut stopped = 0;
    for wait in 0..12 {
        let mut program = home.program(PROGRAM);
        program.args(["consolidate", sample.path("recu").to_str().unwrap(), "--certificates"]);
        program.args(["--signers", sample.path("allowed_signers").to_str().unwrap()]);
        program.args(["--out", sample.out().to_str().unwrap()]);
        let child = program.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(15 * wait));
        let id = rustix::process::Pid::from_child(&child);
        let _ = rustix::process::kill_process(id, rustix::process::Signal::INT);
        let ended = child.wait_with_output().unwrap();
        let after = sample.results();
        assert!(after.keys().all(|name| !name.starts_with('.')), "{:?}", after.keys());
        if ended.status.code() == Some(0) {
            // It was through before the signal came.
            assert!(after.contains_key("certificates.csv"));
            sample.run(&[]).ends_with(0);
        } else {
            stopped += 1;
            assert!(after == before, "{:?}: {:?}", ended.status, after.keys());
        }
    }
    assert!(stopped > 0, "it was never interrupted");
}
