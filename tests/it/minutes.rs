//! What was signed: verified here and by OpenSSH, and every alteration named.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "helpers of tests")]

use std::fs;
use std::path::{Path, PathBuf};

use super::support::{Desk, Home, Said};

const TOML: &str = "minutes/C1.v1.toml";
const CSV: &str = "minutes/C1.v1.csv";
const CLAIRE: &str = "minutes/C1.v1.toml.claire.moreau.sig";
const KARIM: &str = "minutes/C1.v1.toml.karim.benali.sig";

/// A session in which both candidates were heard, and two members signed.
fn heard(home: &Home) -> Desk<'_> {
    let desk = home.small("s", "20min", "");
    desk.hear_small("C1");
    desk.hear_small("C2");
    desk
}

fn verify(desk: &Desk<'_>, file: &str, signers: &Path) -> Said {
    desk.home.run(&["verify", desk.path(file).to_str().unwrap(), "--signers", signers.to_str().unwrap()])
}

/// That verification refuses, and that what it says holds this.
#[track_caller]
fn refused(said: Said, words: &str) {
    let said = said.ends_with(1);
    assert!(said.out.contains(words), "« {words} » is not in {said:#?}");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in from.read_dir().unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn minutes_verify_here_and_with_openssh() {
    let home = Home::new();
    let desk = heard(&home);
    let said = desk.verify().ends_with(0);
    assert_eq!(said.lines().len(), 5, "{said:#?}");
    for line in &said.lines()[..2] {
        assert!(line.starts_with("✓ ") && line.ends_with("conforme au journal"), "{line}");
        assert!(line.contains("signé par claire.moreau, karim.benali"), "{line}");
    }
    assert_eq!(said.lines()[4], "2 en règle sur 2");
    let signers = desk.signers();
    let minutes = fs::read(desk.path(TOML)).unwrap();
    let accepted = |who: &str, signature: &str, bytes: &[u8]| {
        let signature = desk.path(signature);
        let args = [
            "-Y",
            "verify",
            "-f",
            signers.to_str().unwrap(),
            "-I",
            who,
            "-n",
            "soutenance-minutes",
            "-s",
            signature.to_str().unwrap(),
        ];
        home.ssh_keygen(&args, bytes).code == Some(0)
    };
    assert!(accepted("claire.moreau", CLAIRE, &minutes));
    assert!(accepted("karim.benali", KARIM, &minutes));
    assert!(!accepted("karim.benali", CLAIRE, &minutes));
    assert!(!accepted("claire.moreau", CLAIRE, &minutes[1..]));
    // Alone, as they are sent to a secretariat: the signature is what there is.
    let alone = home.path("alone");
    copy(&desk.path("minutes"), &alone);
    let said = home.run(&["verify", alone.to_str().unwrap(), "--signers", signers.to_str().unwrap()]).ends_with(0);
    assert!(said.out.contains("sans journal à comparer"), "{said:#?}");
}

#[test]
fn the_same_journal_gives_the_same_bytes() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    desk.hear_small("C1");
    // Drawn and not signed, as a machine leaves it that stops before the files are on the disk.
    let again = Desk { home: &home, folder: home.path("again") };
    copy(&desk.folder, &again.folder);
    fs::remove_dir_all(again.path("minutes")).unwrap();
    let journal = desk.read("journal.jsonl");
    let drawn = journal.lines().position(|line| line.contains("\"minutes-drawn\"")).unwrap();
    let kept: String = journal.split_inclusive('\n').take(drawn + 1).collect();
    fs::write(again.path("journal.jsonl"), kept).unwrap();
    again.script(&["signer karim.benali", "signer claire.moreau"], &["--stop-on-error"]).ends_with(0);
    for file in [TOML, CSV, CLAIRE, KARIM] {
        assert_eq!(desk.read(file), again.read(file), "{file}");
    }
    again.verify().ends_with(0);
}

/// Flips one bit at places spread over a file; what verification then says must hold these words.
fn flips(desk: &Desk<'_>, file: &str, words: &str) {
    let signers = desk.signers();
    let path = desk.path(file);
    let sound = fs::read(&path).unwrap();
    let mut places: Vec<usize> = (0..sound.len()).step_by(97).chain([sound.len() - 1]).collect();
    places.dedup();
    for place in &places {
        let mut flipped = sound.clone();
        flipped[*place] ^= 1 << (place % 8);
        fs::write(&path, flipped).unwrap();
        let said = verify(desk, TOML, &signers);
        assert!(said.code == Some(1) && said.out.contains(words), "byte {place} of {file}: {said:#?}");
    }
    println!("{file}: {} places of {} bytes, each refused", places.len(), sound.len());
    fs::write(&path, sound).unwrap();
    verify(desk, TOML, &signers).ends_with(0);
}

#[test]
fn a_flipped_bit_is_refused_and_its_file_named() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    desk.hear_small("C1");
    flips(&desk, TOML, "C1.v1.toml");
    flips(&desk, CSV, "C1.v1.csv");
    flips(&desk, CLAIRE, "C1.v1.toml.claire.moreau.sig");
    flips(&desk, KARIM, "C1.v1.toml.karim.benali.sig");
    flips(&desk, "journal.jsonl", "journal");
}

#[test]
fn the_last_record_counts_too() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    desk.hear_small("C1");
    let signers = desk.signers();
    let sound = fs::read(desk.path("journal.jsonl")).unwrap();
    let last = sound[..sound.len() - 1].iter().rposition(|byte| *byte == b'\n').unwrap() + 1;
    for place in (last..sound.len()).step_by(29).chain([sound.len() - 1]) {
        let mut flipped = sound.clone();
        flipped[place] ^= 1 << (place % 7);
        fs::write(desk.path("journal.jsonl"), flipped).unwrap();
        refused(verify(&desk, TOML, &signers), "journal");
    }
}

#[test]
fn a_journal_cut_short_is_told() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    desk.hear_small("C1");
    let signers = desk.signers();
    let journal = desk.read("journal.jsonl");
    let lines: Vec<&str> = journal.split_inclusive('\n').collect();
    let signed = lines.iter().position(|line| line.contains("\"minutes-signed\"")).unwrap();
    // Down to the record before the first signature, and further; what comes after the signatures is not the minutes'.
    for kept in [signed + 1, signed, signed - 1, signed - 4, 1, 0] {
        fs::write(desk.path("journal.jsonl"), lines[..kept].concat()).unwrap();
        refused(verify(&desk, TOML, &signers), "journal");
    }
    // In the middle of a line.
    fs::write(desk.path("journal.jsonl"), &journal[..journal.len() - 20]).unwrap();
    refused(verify(&desk, TOML, &signers), "journal");
}

#[test]
fn a_journal_of_another_history_is_told() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    let other = Desk { home: &home, folder: home.path("other") };
    copy(&desk.folder, &other.folder);
    desk.hear_small("C1");
    other.hear_small("C1");
    fs::copy(other.path("journal.jsonl"), desk.path("journal.jsonl")).unwrap();
    refused(desk.verify(), "journal");
}

#[test]
fn renamed_exchanged_unsigned() {
    let home = Home::new();
    let desk = heard(&home);
    let signers = desk.signers();
    let minutes = desk.path("minutes");
    let fresh = |name: &str| -> PathBuf {
        let folder = home.path(name);
        copy(&minutes, &folder);
        folder
    };
    let run = |path: PathBuf| home.run(&["verify", path.to_str().unwrap(), "--signers", signers.to_str().unwrap()]);

    let folder = fresh("renamed");
    for end in ["toml", "csv", "toml.claire.moreau.sig", "toml.karim.benali.sig"] {
        fs::rename(folder.join(format!("C1.v1.{end}")), folder.join(format!("C7.v1.{end}"))).unwrap();
    }
    refused(run(folder.join("C7.v1.toml")), "devrait s’appeler C1.v1.toml");

    let folder = fresh("exchanged");
    fs::copy(folder.join("C2.v1.toml.claire.moreau.sig"), folder.join("C1.v1.toml.claire.moreau.sig")).unwrap();
    refused(run(folder.clone()), "C1.v1.toml.claire.moreau.sig");
    run(folder.join("C2.v1.toml")).ends_with(0);

    // Karim’s signature under Claire’s name.
    let folder = fresh("borrowed");
    fs::copy(folder.join("C1.v1.toml.karim.benali.sig"), folder.join("C1.v1.toml.claire.moreau.sig")).unwrap();
    refused(run(folder), "C1.v1.toml.claire.moreau.sig");

    let folder = fresh("unsigned");
    fs::remove_file(folder.join("C1.v1.toml.claire.moreau.sig")).unwrap();
    // The president sat: another’s signature alone is not enough.
    refused(run(folder.clone()), "préside le jury et n’a pas signé");
    fs::remove_file(folder.join("C1.v1.toml.karim.benali.sig")).unwrap();
    refused(run(folder), "aucune signature");

    let folder = fresh("without-table");
    fs::remove_file(folder.join("C1.v1.csv")).unwrap();
    refused(run(folder.join("C1.v1.toml")), "C1.v1.csv");
}

#[test]
fn who_is_not_an_allowed_signer_is_refused() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    desk.hear_small("C1");
    let all = fs::read_to_string(desk.signers()).unwrap();
    let only = |who: &str| -> String { all.lines().filter(|line| line.starts_with(who)).collect() };
    let karim = home.write("karim", only("karim") + "\n");
    refused(verify(&desk, TOML, &karim), "C1.v1.toml.claire.moreau.sig");
    let other = home.small("other", "20min", "");
    let strangers = other.signers();
    refused(verify(&desk, TOML, &strangers), "C1.v1.toml.claire.moreau.sig");
    // Nobody at all, a file that is none, a file that is not there: nothing was verified.
    let nobody = home.write("nobody", "");
    refused(verify(&desk, TOML, &nobody), "C1.v1.toml.claire.moreau.sig");
    let garbage = home.write("garbage", "claire.moreau ssh-ed25519 pas-une-clé\n");
    assert!(verify(&desk, TOML, &garbage).ends_with(2).err.contains("garbage:1:"));
    verify(&desk, TOML, &home.path("nulle-part")).ends_with(2);
    let signers = home.write("signers", all);
    verify(&desk, "minutes/C9.v1.toml", &signers).ends_with(2);
    verify(&desk, "keys", &signers).ends_with(2);
}

#[test]
fn files_that_change_after_the_beginning_are_named() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    desk.hear_small("C1");
    let signers = desk.signers();
    for file in ["grid.toml", "session.toml", "candidates.csv"] {
        let sound = desk.read(file);
        fs::write(desk.path(file), format!("{sound}\n")).unwrap();
        let said = desk.script(&["ouvrir C2"], &[]).ends_with(1);
        assert!(said.err.contains(file), "{file}: {said:#?}");
        refused(verify(&desk, TOML, &signers), file);
        let told = home.run(&["journal", desk.text_path()]).ends_with(1);
        assert!(told.err.contains(file), "{file}: {told:#?}");
        fs::write(desk.path(file), sound).unwrap();
    }
    desk.script(&["ouvrir C2"], &["--stop-on-error"]).ends_with(0);
}

#[test]
fn files_in_the_way_are_set_aside_and_never_lost() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    fs::create_dir(desk.path("minutes")).unwrap();
    let foreign = "d’une autre main\n";
    for file in [TOML, CSV, CLAIRE, KARIM, "minutes/C1.v1.sheet.txt"] {
        fs::write(desk.path(file), foreign).unwrap();
    }
    desk.script(&["ouvrir C1", "absent pas venu", "signer claire.moreau"], &["--stop-on-error"]).ends_with(0);
    desk.verify().ends_with(0);
    let aside = format!("set-aside-{}", &soutenance::digest::sha256(foreign.as_bytes())[..8]);
    for file in [TOML, CSV, CLAIRE, KARIM, "minutes/C1.v1.sheet.txt"] {
        assert_eq!(desk.read(&format!("{file}.{aside}")), foreign, "{file}");
    }
    assert!(!desk.path(KARIM).exists(), "a signature of other minutes would make these look altered");
    // Once more: what was set aside before stays, and the same file is there only once.
    fs::write(desk.path(TOML), foreign).unwrap();
    desk.script(&["ouvrir C1", "signer claire.moreau"], &["--stop-on-error"]).ends_with(0);
    desk.verify().ends_with(0);
    assert_eq!(desk.read(&format!("{TOML}.{aside}")), foreign);
    // What holds the name under which it would be set aside is not replaced.
    fs::write(desk.path(&format!("{CSV}.{aside}")), "à moi\n").unwrap();
    fs::write(desk.path(CSV), foreign).unwrap();
    let said = desk.script(&["ouvrir C1", "signer claire.moreau"], &[]).ends_with(0);
    let last = said.lines().last().copied().unwrap().to_owned();
    assert!(last.starts_with("erreur ") && last.contains("C1.v1.csv"), "{said:#?}");
    assert_eq!((desk.read(CSV).as_str(), desk.read(&format!("{CSV}.{aside}")).as_str()), (foreign, "à moi\n"));
}

/// A stop after the files were written and before that was recorded; then the minutes become others.
#[test]
fn minutes_that_were_written_and_not_recorded_give_way_to_others() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    desk.script(&["ouvrir C1", "absent pas venu", "signer claire.moreau"], &["--stop-on-error"]).ends_with(0);
    let first = desk.read(TOML);
    let journal = desk.read("journal.jsonl");
    let drawn = journal.lines().position(|line| line.contains("\"minutes-drawn\"")).unwrap();
    let kept: String = journal.split_inclusive('\n').take(drawn + 1).collect();
    fs::write(desk.path("journal.jsonl"), kept).unwrap();
    desk.script(
        &["rouvrir erreur", "annuler", "absent malade", "signer karim.benali", "signer claire.moreau"],
        &["--stop-on-error"],
    )
    .ends_with(0);
    desk.verify().ends_with(0);
    assert_ne!(desk.read(TOML), first);
    let aside = format!("{TOML}.set-aside-{}", &soutenance::digest::sha256(first.as_bytes())[..8]);
    assert_eq!(desk.read(&aside), first);
}

#[test]
fn the_sheet_to_print_fits_a_page_and_bears_the_digest() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    desk.hear_small("C1");
    let sheet = desk.read("minutes/C1.v1.sheet.txt");
    let lines: Vec<&str> = sheet.lines().collect();
    assert!(lines.len() <= 66, "{} lines", lines.len());
    assert!(lines.iter().all(|line| line.chars().count() <= 80), "{sheet}");
    let digest = soutenance::digest::sha256(desk.read(TOML).as_bytes());
    let printed: String =
        sheet.lines().filter(|line| line.starts_with("    ")).flat_map(str::split_whitespace).collect();
    assert_eq!(printed, digest);
    assert!(lines[0].ends_with("page 1/1") && sheet.contains("Anaïs Lefèvre (C1)"), "{sheet}");
    assert!(sheet.contains("B1 Concevoir — VALIDÉ"), "{sheet}");
    assert!(sheet.contains("claire.moreau, signature exigée") && sheet.contains("  karim.benali\n"), "{sheet}");
}

#[test]
fn signing_again_puts_back_what_was_lost() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    desk.hear_small("C1");
    let files = ["C1.v1.toml", "C1.v1.csv", "C1.v1.toml.claire.moreau.sig"];
    let before = files.map(|file| desk.read(&format!("minutes/{file}")));
    let signatures = desk.count("minutes-signed");
    for file in files {
        fs::remove_file(desk.path("minutes").join(file)).unwrap();
    }
    let said = desk.verify().ends_with(1);
    assert!(said.out.contains("karim.benali.sig : le procès-verbal auquel appartient ce fichier"), "{said:#?}");
    desk.script(&["ouvrir C1", "signer claire.moreau"], &["--stop-on-error"]).ends_with(0);
    assert_eq!(files.map(|file| desk.read(&format!("minutes/{file}"))), before);
    assert_eq!(desk.count("minutes-signed"), signatures, "nobody signed anything new");
    desk.verify().ends_with(0);
}
