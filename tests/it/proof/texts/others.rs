//! From others: minutes, journals, lists of signers, and the names of files in what was received.

use std::ffi::OsStr;
use std::fs;
use std::io::{Cursor, Write as _};
use std::os::unix::ffi::OsStrExt as _;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::super::support::{Desk, Home};
use super::super::counted;
use super::{HOSTILE, NO_TEXT, hostile, long, run, same_but, tree};

/// Every text, as bytes.
fn all() -> Vec<(&'static str, Vec<u8>)> {
    let texts = HOSTILE.iter().map(|(name, text)| (*name, text.as_bytes().to_vec()));
    let long = long().into_iter().map(|(name, text)| (name, text.into_bytes()));
    texts.chain(long).chain(NO_TEXT.iter().map(|(name, bytes)| (*name, bytes.to_vec()))).collect()
}

/// Everything that reads what was received, in each way; how many programs that were.
fn read_all(home: &Home, desk: &Desk<'_>, what: &str) -> usize {
    let signers = home.path("signers");
    let (signers, out, zip) = (signers.to_str().unwrap(), home.path("out"), home.path("out.zip"));
    let minutes = desk.path("minutes");
    let commands: [&[&str]; 7] = [
        &["verify", minutes.to_str().unwrap(), "--signers", signers],
        &["verify", minutes.to_str().unwrap(), "--signers", signers, "--format", "json"],
        &["consolidate", desk.text_path(), "--signers", signers, "--out", out.to_str().unwrap()],
        &["journal", desk.text_path()],
        &["export", desk.text_path(), "--to", zip.to_str().unwrap()],
        &["check", desk.text_path()],
        // Without a terminal it says so; on one it is read as the screens are.
        &["clock", desk.text_path()],
    ];
    let before = tree(home.path(".").as_path());
    for args in commands {
        run(home, &format!("{what}: {}", args[0]), args, b"");
    }
    same_but(what, &before, &tree(home.path(".").as_path()), &[&home.path("./out"), &home.path("./out.zip")]);
    commands.len()
}

/// In JSON and in TOML: as it is, and escaped.
fn written(text: &[u8]) -> Vec<Vec<u8>> {
    let escaped = serde_json::to_string(&String::from_utf8_lossy(text)).unwrap();
    vec![text.to_vec(), escaped.trim_matches('"').as_bytes().to_vec()]
}

fn replaced(bytes: &[u8], from: &str, to: &[u8]) -> Vec<u8> {
    let at = bytes.windows(from.len()).position(|part| part == from.as_bytes()).unwrap_or_else(|| panic!("no {from}"));
    [&bytes[..at], to, &bytes[at + from.len()..]].concat()
}

#[test]
fn in_minutes_and_journals() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    desk.hear_small("C1");
    fs::copy(desk.signers(), home.path("signers")).unwrap();
    let places = [
        ("minutes/C1.v1.toml", "Lefèvre"),
        ("minutes/C1.v1.toml", "Très bien"),
        ("minutes/C1.v1.toml", "Certification d’essai"),
        ("minutes/C1.v1.toml", "claire.moreau"),
        ("minutes/C1.v1.csv", "Lefèvre"),
        ("minutes/C1.v1.toml.claire.moreau.sig", "BEGIN SSH SIGNATURE"),
        ("journal.jsonl", "Très bien"),
        ("journal.jsonl", "claire.moreau"),
        ("candidates.csv", "Lefèvre"),
        ("lock", "pid"),
    ];
    let (mut inputs, mut programs) = (0, 0);
    for (number, (name, text)) in all().into_iter().enumerate() {
        for (at, (file, place)) in places.into_iter().enumerate() {
            if !super::whole() && number % places.len() != at {
                continue;
            }
            let good = fs::read(desk.path(file)).unwrap();
            for bytes in written(&text) {
                fs::write(desk.path(file), replaced(&good, place, &bytes)).unwrap();
                programs += read_all(&home, &desk, &format!("{name} in {file}"));
                inputs += 1;
            }
            fs::write(desk.path(file), good).unwrap();
        }
    }
    counted("hostile texts in minutes and journals from others", &format!("{inputs} inputs, {programs} programs run"));
    assert!(inputs >= 2 * all().len() && programs == 7 * inputs);
}

#[test]
fn in_lists_of_signers() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    desk.hear_small("C1");
    let good = fs::read(desk.signers()).unwrap();
    let line = String::from_utf8(good.clone()).unwrap().lines().next().unwrap().to_owned();
    let (mut inputs, mut programs) = (0, 0);
    for (name, text) in all() {
        let (who, rest) = line.split_once(' ').unwrap();
        let lines: [Vec<u8>; 5] = [
            [text.as_slice(), b" ", rest.as_bytes()].concat(),
            [line.as_bytes(), b" ", &text].concat(),
            [who.as_bytes(), b" namespaces=\"", &text, b"\" ", rest.as_bytes()].concat(),
            [b"# ", text.as_slice()].concat(),
            text.clone(),
        ];
        for (at, line) in lines.iter().enumerate() {
            if !super::whole() && at != inputs % 5 && at != 0 {
                inputs += 1;
                continue;
            }
            fs::write(home.path("signers"), [line, b"\n".as_slice(), &good].concat()).unwrap();
            let (minutes, signers) = (desk.path("minutes"), home.path("signers"));
            let args = ["verify", minutes.to_str().unwrap(), "--signers", signers.to_str().unwrap()];
            run(&home, name, &args, b"");
            programs += 1;
            inputs += 1;
        }
    }
    counted("hostile texts in lists of signers", &format!("{inputs} lines, {programs} programs run"));
    assert!(programs >= all().len());
}

/// A name that a file can have: no slash, no NUL, no more than 255 bytes.
fn file_name(text: &[u8]) -> Vec<u8> {
    let name: Vec<u8> = text.iter().copied().filter(|byte| *byte != b'/' && *byte != 0).take(240).collect();
    if name.is_empty() || name == b"." || name == b".." { b"x".to_vec() } else { name }
}

#[test]
fn in_the_names_of_what_was_received() {
    let home = Home::new();
    let desk = home.small("s", "20min", "");
    desk.hear_small("C1");
    fs::copy(desk.signers(), home.path("signers")).unwrap();
    let minutes = ["C1.v1.toml", "C1.v1.csv", "C1.v1.toml.claire.moreau.sig"]
        .map(|name| (name, fs::read(desk.path("minutes").join(name)).unwrap()));
    let signers = home.path("signers");
    let signers = signers.to_str().unwrap();
    let (mut names, mut programs) = (0, 0);
    for (name, text) in all() {
        // As a folder, as files, as the certificate of a signer.
        let odd = file_name(&text);
        let received = home.path("recu");
        let folder = received.join(OsStr::from_bytes(&odd));
        fs::create_dir_all(&folder).unwrap();
        for (file, bytes) in &minutes {
            fs::write(folder.join(file), bytes).unwrap();
            let short: Vec<u8> = odd.iter().copied().take(200).collect();
            let renamed = [short.as_slice(), &file.as_bytes()[2..]].concat();
            fs::write(received.join(OsStr::from_bytes(&renamed)), bytes).unwrap();
        }
        // In a zip, where a name may be anything at all.
        let zip = home.path("b.zip");
        fs::write(&zip, packed(&text, &minutes)).unwrap();
        let before = tree(home.path(".").as_path());
        let out = home.path("out");
        for path in [&received, &zip] {
            let path = path.to_str().unwrap();
            for args in [
                &["verify", path, "--signers", signers][..],
                &["verify", path, "--signers", signers, "--format", "json"],
                &["consolidate", path, "--signers", signers, "--out", out.to_str().unwrap()],
            ] {
                run(&home, &format!("{name} as a name: {}", args[0]), args, b"");
                programs += 1;
            }
        }
        same_but(name, &before, &tree(home.path(".").as_path()), &[&home.path("./out")]);
        fs::remove_dir_all(&received).unwrap();
        names += 2;
        if !super::whole() && programs >= 6 * hostile().len() * 2 {
            break;
        }
    }
    counted("hostile names of received files and of files in zips", &format!("{names} names, {programs} programs run"));
    assert!(names >= 20 && programs == 3 * names);
}

#[test]
fn in_the_names_of_session_folders() {
    let home = Home::new();
    let good = home.small("s", "20min", "");
    fs::create_dir(home.path("sessions")).unwrap();
    fs::copy(good.signers(), home.path("signers")).unwrap();
    let (mut names, mut programs) = (0, 0);
    for (name, text) in all() {
        let folder = home.path("sessions").join(OsStr::from_bytes(&file_name(&text)));
        fs::create_dir_all(&folder).unwrap();
        for file in ["session.toml", "grid.toml", "candidates.csv"] {
            fs::copy(good.path(file), folder.join(file)).unwrap();
        }
        let (path, out, zip) = (folder.as_os_str(), home.path("out"), home.path("out.zip"));
        let missing = folder.join("n'existe pas");
        let word = OsStr::new;
        let before = tree(home.path(".").as_path());
        let commands: [&[&OsStr]; 8] = [
            &[word("check"), path],
            &[word("check"), missing.as_os_str()],
            &[word("run"), path, word("--line")],
            &[word("journal"), path],
            &[word("clock"), path],
            &[word("verify"), path, word("--signers"), word("signers")],
            &[word("consolidate"), path, word("--signers"), word("signers"), word("--out"), out.as_os_str()],
            &[word("export"), path, word("--to"), zip.as_os_str()],
        ];
        for args in commands {
            run(&home, &format!("{name} as a session: {}", args[0].display()), args, "ouvrir C1\n".as_bytes());
            programs += 1;
        }
        // Those that are found are named.
        if names > 0 {
            run(&home, name, &["run", "--line"], b"");
            programs += 1;
        }
        let but = ["./out", "./sessions"].map(|name| home.path(name));
        same_but(name, &before, &tree(home.path(".").as_path()), &[&but[0], &but[1]]);
        names += 1;
    }
    counted("hostile names of session folders", &format!("{names} names, {programs} programs run"));
    assert!(names == all().len() && programs == 9 * names - 1);
}

/// A zip whose names are these bytes, as no well-meaning program writes them.
fn packed(text: &[u8], minutes: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let holder = "N".repeat(text.len().clamp(1, 4000));
    for (file, bytes) in minutes {
        zip.start_file(format!("{holder}/{file}"), SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    let mut bytes = zip.finish().unwrap().into_inner();
    let name: Vec<u8> = if text.is_empty() { b"N".to_vec() } else { text.iter().copied().take(4000).collect() };
    let at: Vec<usize> = bytes
        .windows(holder.len())
        .enumerate()
        .filter(|(_, part)| *part == holder.as_bytes())
        .map(|(at, _)| at)
        .collect();
    for at in at {
        bytes[at..at + name.len()].copy_from_slice(&name);
    }
    bytes
}
