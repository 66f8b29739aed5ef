//! Every reader of bytes from outside, given bytes that nobody means well with: it answers, and ends.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use base64ct::{Base64, Encoding as _};
use soutenance::formats::{closing, minutes, read_candidates, read_grid, read_list, read_rooms, read_session};
use soutenance::journal::Journal;
use soutenance::received::Delivery;
use soutenance::results;
use soutenance::signing::{AllowedSigners, PublicKey, SigningKey, signed_by};
use zeroize::Zeroizing;

use super::super::super::support::{Dice, Home};
use super::super::{counted, some};

/// The longest that one reading may take, on a machine that has other things to do.
const PATIENCE: Duration = Duration::from_secs(20);
/// The most memory that the whole of the tests may have used, in kilobytes.
const MEMORY: u64 = 2 * 1024 * 1024;

fn repository(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

const ROOM: &str = "sessions/promotion-2026/recu/b204-juin";

type Reads = Box<dyn Fn(&[u8])>;

/// A reader: its name, a good file, what reads it, and one time in how many it is tried.
struct Reader {
    name: &'static str,
    good: Vec<u8>,
    read: Reads,
    one_in: usize,
}

fn reader(name: &'static str, good: Vec<u8>, read: impl Fn(&[u8]) + 'static) -> Reader {
    Reader { name, good, read: Box::new(read), one_in: 1 }
}

/// What reads a file of this name in this folder.
fn through<R: Fn(&Path)>(folder: &Home, name: &str, read: R) -> impl Fn(&[u8]) + use<R> {
    let path: PathBuf = folder.path(name);
    move |bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        read(&path);
    }
}

/// What is read as text was UTF-8 before.
fn text(read: impl Fn(&str)) -> impl Fn(&[u8]) {
    move |bytes: &[u8]| read(&String::from_utf8_lossy(bytes))
}

fn of_sessions() -> Vec<Reader> {
    let grid = read_grid("g", &repository("sessions/exemple/grid.toml")).unwrap().value;
    let list = repository("sessions/exemple/candidates.csv");
    let (for_list, for_session) = (grid.clone(), grid);
    vec![
        reader("candidates.csv", list.clone(), move |bytes| drop(read_candidates("c", bytes, Some(&for_list)))),
        reader("candidates.csv without a grid", list, |bytes| drop(read_list("c", bytes, None))),
        reader("session.toml", repository("sessions/exemple/session.toml"), move |bytes| {
            drop(read_session("s", bytes, Some(&for_session)));
        }),
        reader("grid.toml", repository("grids/rncp38606.toml"), |bytes| drop(read_grid("g", bytes))),
        reader("rooms", repository("sessions/promotion-2026/salles.csv"), |bytes| drop(read_rooms("r", bytes))),
        reader(
            "blocks held",
            b"identifiant;nom;pr\xc3\xa9nom;blocs;acquis;voie\nC1;A;B;BC01;BC02=2024-06-01 (ENT), BC03;vae\n".to_vec(),
            |bytes| drop(read_list("h", bytes, None)),
        ),
    ]
}

fn of_records(home: &Home) -> Vec<Reader> {
    let journal = repository(&format!("{ROOM}/journal.jsonl"));
    let line = journal.split_inclusive(|byte| *byte == b'\n').nth(2).unwrap().to_vec();
    vec![
        reader("a line of a journal", line, |bytes| drop(Journal::read(bytes))),
        reader("a journal", journal[..journal.len().min(8000)].to_vec(), |bytes| drop(Journal::read(bytes))),
        reader("minutes", repository(&format!("{ROOM}/minutes/P26-003.v1.toml")), |bytes| drop(minutes::read(bytes))),
        reader("closing", repository(&format!("{ROOM}/minutes/session.toml")), |bytes| drop(closing::read(bytes))),
        reader("results.toml", results_toml(home), |bytes| drop(results::read(bytes))),
    ]
}

/// What consolidating the rooms of the repository gives.
fn results_toml(home: &Home) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions/promotion-2026");
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let out = home.path("out");
    let args = ["consolidate", &path("recu"), "--signers", &path("allowed_signers"), "--out", out.to_str().unwrap()];
    home.run(&args).ends_with(1);
    fs::read(out.join("results.toml")).unwrap()
}

fn of_signatures(home: &Home) -> Vec<Reader> {
    let signature = repository(&format!("{ROOM}/minutes/P26-003.v1.toml.claire.moreau.sig"));
    let key = home.path("key");
    home.run(&["keys", "new", key.to_str().unwrap(), "--name", "a", "--no-passphrase"]).ends_with(0);
    let open = fs::read(&key).unwrap();
    let sealed = repository("sessions/exemple/keys/claire.moreau");
    let phrase = Zeroizing::new("exemple".to_owned());
    let mut zipped = reader(
        "a zip",
        repository("sessions/promotion-2026/recu/b206-juin.zip"),
        through(home, "a.zip", |path| {
            let Ok(folders) = Delivery::Zip(path.to_owned()).open() else { return };
            for folder in folders {
                for name in folder.names() {
                    drop(folder.read(name));
                }
            }
        }),
    );
    zipped.one_in = 4;
    // Each opening of a sealed key costs what makes it hard to guess.
    let mut slow = reader(
        "a sealed key and its passphrase",
        sealed.clone(),
        through(home, "slow", move |path| drop(SigningKey::from_file(path, Some(&phrase)))),
    );
    slow.one_in = 64;
    vec![
        reader("a signature", signature, text(|text| drop(signed_by(b"signed", text)))),
        reader(
            "allowed_signers",
            repository("sessions/promotion-2026/allowed_signers"),
            text(|text| drop(AllowedSigners::parse(text))),
        ),
        reader(
            "revoked keys",
            fs::read(home.path("key.pub")).unwrap(),
            text(|text| {
                drop(AllowedSigners::parse("").unwrap_or_default().revoking(text));
            }),
        ),
        reader("a public key", fs::read(home.path("key.pub")).unwrap(), text(|text| drop(PublicKey::parse(text)))),
        reader("a key", open, through(home, "open", |path| drop(SigningKey::from_file(path, None)))),
        reader("a sealed key", sealed, through(home, "sealed", |path| drop(SigningKey::from_file(path, None)))),
        slow,
        zipped,
    ]
}

/// Pieces that files are made of, and pieces that they are not.
const PIECES: [&[u8]; 18] = [
    b"\"",
    b"[[",
    b"]]",
    b"=",
    b"\n",
    b"\r\n",
    b"\0",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\xc0\xaf",
    b"\xe9",
    b"99999999999999999999",
    b"-1",
    b"{\"a\":",
    b"-----BEGIN SSH SIGNATURE-----",
    b"\\u0000",
    b"\xf4\x90\x80\x80",
];

/// A good file that something happened to, several times.
fn mutated(good: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = good.to_vec();
    let place = |dice: &mut Dice, length: usize| usize::try_from(dice.next(length as u64 + 1)).unwrap();
    for _ in 0..=dice.next(4) {
        let at = place(dice, bytes.len());
        let end = (at + place(dice, 12)).min(bytes.len());
        match dice.next(6) {
            0 => drop(bytes.drain(at..end)),
            1 => bytes.truncate(at),
            2 => drop(bytes.splice(at..end, PIECES[place(dice, PIECES.len() - 1)].iter().copied())),
            3 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << dice.next(8);
                }
            }
            4 => {
                // A stretch again, many times over.
                let stretch = bytes[at..end].repeat(1 + place(dice, 200));
                bytes.splice(at..at, stretch);
            }
            _ => {
                let from = place(dice, bytes.len());
                let until = (from + place(dice, 200)).min(bytes.len());
                let stretch = bytes[from..until].to_vec();
                bytes.splice(at..at, stretch);
            }
        }
    }
    bytes
}

fn arbitrary(dice: &mut Dice) -> Vec<u8> {
    (0..dice.next(400)).map(|_| u8::try_from(dice.next(256)).unwrap()).collect()
}

#[test]
fn no_bytes_make_a_reader_panic_or_hang() {
    let home = Home::new();
    let mut dice = Dice(2027);
    let (mut readers, mut read, mut longest) = (0, 0, Duration::ZERO);
    for Reader { name, good, read: reads, one_in } in
        of_sessions().into_iter().chain(of_records(&home)).chain(of_signatures(&home))
    {
        assert!(!good.is_empty(), "{name}");
        let cases = some(256, 100_000) / one_in;
        for case in 0..cases {
            let bytes = if case % 4 == 0 { arbitrary(&mut dice) } else { mutated(&good, &mut dice) };
            let start = Instant::now();
            reads(&bytes);
            longest = longest.max(start.elapsed());
            assert!(longest < PATIENCE, "{name}: {} bytes take {longest:?}", bytes.len());
            read += 1;
        }
        readers += 1;
    }
    let memory = super::super::terminals::peak(std::process::id());
    assert!(memory < MEMORY, "{memory} kB");
    counted(
        "readers of outside bytes",
        &format!("{read} files for {readers} readers, none panics; the slowest takes {longest:?}"),
    );
    assert!(readers == 19 && read > 19 * 100);
}

/// A key that asks for more work than anybody waits for is refused, and not worked at.
#[test]
fn a_key_that_asks_for_hours_is_refused() {
    let home = Home::new();
    let good = String::from_utf8(repository("sessions/exemple/keys/claire.moreau")).unwrap();
    let body: String = good.lines().filter(|line| !line.starts_with('-')).collect();
    let phrase = Zeroizing::new("exemple".to_owned());
    let mut tried = 0;
    for (rounds, opens) in [(16_u32, true), (2001, false), (1 << 24, false), (u32::MAX, false)] {
        let mut bytes = Base64::decode_vec(&body).unwrap();
        let at = bytes.windows(6).position(|part| part == b"bcrypt").unwrap();
        // The name, how long what follows is, how long the salt is, the salt, the rounds.
        let at = at + 6 + 4 + 4 + 16;
        assert_eq!(bytes[at..at + 4], 16_u32.to_be_bytes());
        bytes[at..at + 4].copy_from_slice(&rounds.to_be_bytes());
        let encoded = Base64::encode_string(&bytes);
        let lines: Vec<&str> = encoded.as_bytes().chunks(70).map(|line| std::str::from_utf8(line).unwrap()).collect();
        let (first, last) = ("-----BEGIN OPENSSH PRIVATE KEY-----", "-----END OPENSSH PRIVATE KEY-----");
        let file = home.write("key", format!("{first}\n{}\n{last}\n", lines.join("\n")));
        assert_eq!(SigningKey::from_file(&file, Some(&phrase)).is_ok(), opens, "{rounds} rounds");
        tried += 1;
    }
    counted("keys that ask for hours", &format!("{tried} tried, those beyond a quarter of a minute refused at once"));
}
