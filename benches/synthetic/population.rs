//! Rooms by the thousand: who sits, who comes, what is marked, from a seed.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use soutenance::domain::grid::Grid;
use soutenance::domain::id::BlockCode;
use soutenance::formats::read_grid;

use super::hearing::{Line, Script, sheet};
use super::keys::Signer;
use super::numbers::Numbers;
use super::people;
use super::room::{Begin, Files, Juror, Room, session_file};

/// The certifications, and in what capacities their juries sit; who comes first presides.
const CERTIFICATIONS: [(&str, &[&str]); 6] = [
    ("rncp38822", &["professionnel", "professionnel", "certificateur"]),
    (
        "rncp37985",
        &[
            "personnalite-exterieure",
            "personnalite-exterieure",
            "personnalite-exterieure",
            "direction-pedagogique",
            "direction-pedagogique",
        ],
    ),
    ("rncp36912", &["professionnel", "professionnel", "responsable-pedagogique"]),
    ("rncp38503", &["professionnel", "professionnel", "professionnel", "direction"]),
    ("rncp38606", &["professionnel", "professionnel", "direction"]),
    ("rncp38478", &["externe", "certificateur"]),
];

/// How many jurors there are at most: each sits in many rooms.
const JURORS: usize = 400;
/// The days of the two rooms of a pair; every one of these certifications is open on both.
const DATES: [&str; 2] = ["2025-06-16", "2025-09-15"];
/// In a pair of rooms, one candidate of this many comes to both: some blocks here, the others there.
const SHARED: usize = 6;

/// What is to be made.
#[derive(Debug, Clone)]
pub(crate) struct Order {
    /// How many rooms.
    pub(crate) rooms: usize,
    /// How many candidates a room.
    pub(crate) candidates: usize,
    /// Another seed makes other sessions; the same makes the same bytes.
    pub(crate) seed: u64,
    /// The minutes alone: neither journal nor the session's files.
    pub(crate) alone: bool,
    /// In every room the jury marks together, and the president alone signs.
    pub(crate) collegial: bool,
}

/// What all rooms share.
struct House {
    grids: Vec<(String, Grid)>,
    jurors: Vec<(String, String, Signer)>,
}

/// Writes the rooms and `allowed_signers` into a folder that is there. Nothing is synced: it is all made again in
/// minutes.
///
/// # Panics
/// Where the folder cannot be written, or a grid cannot be read.
pub(crate) fn write(order: &Order, folder: &Path) {
    let house = House::new(order);
    let signers: String = house.jurors.iter().map(|(id, _, key)| key.line(id)).collect();
    fs::write(folder.join("allowed_signers"), signers).unwrap();
    let next = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= order.rooms {
                        break;
                    }
                    let files = room(order, &house, number);
                    put(&folder.join(name(number)), &files);
                }
            });
        }
    });
}

/// Writes files into a folder, which is made.
pub(crate) fn put(folder: &Path, files: &Files) {
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

fn name(number: usize) -> String {
    format!("salle-{:05}", number + 1)
}

impl House {
    fn new(order: &Order) -> Self {
        let grids = Path::new(env!("CARGO_MANIFEST_DIR")).join("grids");
        let grid = |(code, _): &(&str, _)| {
            let text = fs::read_to_string(grids.join(format!("{code}.toml"))).unwrap();
            let grid = read_grid(code, text.as_bytes()).unwrap().value;
            (text, grid)
        };
        let juror = |number| {
            let (id, name) = people::juror(number);
            let key = Signer::new(order.seed, &id);
            (id, name, key)
        };
        let count = JURORS.min(order.rooms * 5).max(5);
        Self { grids: CERTIFICATIONS.iter().map(grid).collect(), jurors: (0..count).map(juror).collect() }
    }

    /// As many jurors as there are capacities, each once.
    fn jury(&self, numbers: &mut Numbers, size: usize) -> Vec<&(String, String, Signer)> {
        let first = usize::try_from(numbers.below(self.jurors.len() as u64)).unwrap_or_default();
        (0..size).map(|place| &self.jurors[(first + place) % self.jurors.len()]).collect()
    }
}

/// One room, from its number alone.
fn room(order: &Order, house: &House, number: usize) -> Files {
    let mut numbers = Numbers::new(order.seed, &format!("room {number}"));
    let date = DATES[number % 2];
    let kind = number / 2 % CERTIFICATIONS.len();
    let (text, grid) = &house.grids[kind];
    let capacities = CERTIFICATIONS[kind].1;
    let jury = house.jury(&mut numbers, capacities.len());
    let individual = !order.collegial && number % 5 < 2;
    let jurors: Vec<Juror<'_>> = jury
        .iter()
        .zip(capacities)
        .map(|((id, name, key), capacity)| Juror { id, name, capacity, key: Some(key) })
        .collect();
    let ways = if individual { "mode = \"individual\"\ncodes = false\n" } else { "mode = \"collegial\"\n" };
    let people: Vec<Person> = (0..order.candidates).map(|place| Person::new(order, grid, number, place)).collect();
    let mut room = Room::begin(Begin {
        session: session_file(&name(number), &format!("B{}", 100 + number % 900), date, ways, &jurors),
        grid: text,
        candidates: list(grid, &people),
        signers: jury.iter().map(|(id, _, key)| (id.clone(), key.clone())).collect(),
        at: format!("{date}T08:45:00+02:00"),
        seed: order.seed,
    });
    for person in &people {
        room.wait(120);
        let sheets = if individual { jury.len() } else { 1 };
        room.hear(&person.script(grid, sheets, &mut numbers));
    }
    room.close();
    if order.alone { room.loose() } else { room.files() }
}

/// A candidate of a room.
struct Person {
    id: String,
    family: String,
    given: String,
    blocks: Vec<BlockCode>,
    /// What the list says further: the accommodation, the route, and what is asked for beside the blocks.
    cells: String,
}

impl Person {
    fn new(order: &Order, grid: &Grid, room: usize, place: usize) -> Self {
        // Some come to both rooms of a pair, and are there the same.
        let shared = place % SHARED == SHARED - 1 && room / 2 * 2 + 1 < order.rooms;
        let number = if shared { room / 2 * 2 } else { room } * order.candidates + place;
        let mut numbers = Numbers::new(order.seed, &format!("candidate {number}"));
        let (family, given) = people::candidate(&mut numbers);
        let half = grid.blocks.len() / 2;
        let blocks = grid.blocks.iter().map(|block| block.code.clone()).enumerate();
        let here = |at: usize| !shared || (at < half) == room.is_multiple_of(2);
        let blocks = blocks.filter(|(at, _)| here(*at)).map(|(_, code)| code).collect();
        let third = if numbers.chance(5) { "tiers-temps" } else { "" };
        let route = numbers.pick(&["étudiant", "apprentissage", "formation continue"]);
        let asked = grid.certification.requirements.iter();
        let met: String = asked.map(|_| if numbers.chance(92) { ";oui" } else { ";non" }).collect();
        Self { id: format!("C{:06}", number + 1), family, given, blocks, cells: format!("{third};{route}{met}") }
    }

    fn script(&self, grid: &Grid, sheets: usize, numbers: &mut Numbers) -> Script {
        let items = grid.items(&self.blocks).count();
        // Most pass: a weak candidate has marks below the rule here and there.
        let weak = numbers.chance(20);
        let marks: String = (0..items).map(|_| letter(numbers, weak)).collect();
        let alone = sheets > 1;
        let sheets = (0..sheets).map(|_| own(grid, &self.blocks, &marks, alone, numbers)).collect();
        let used = vec![900 + numbers.below(420), 840 + numbers.below(500)];
        Script { candidate: self.id.clone(), sheets, used, ..Script::default() }
    }
}

fn letter(numbers: &mut Numbers, weak: bool) -> char {
    match numbers.below(100) {
        0..5 if weak => 'N',
        5..20 if weak => 'E',
        70.. => 'M',
        _ => 'A',
    }
}

/// One sheet, with comments; those of jurors who mark alone are near each other.
fn own(grid: &Grid, blocks: &[BlockCode], marks: &str, alone: bool, numbers: &mut Numbers) -> Vec<Line> {
    let near = |letter: char| match (letter, if alone { numbers.below(60) } else { 60 }) {
        ('A', 0..8) => 'M',
        ('M', 0..8) => 'A',
        ('A', 8) => 'E',
        (letter, _) => letter,
    };
    let mine: String = marks.chars().map(near).collect();
    let mut lines = sheet(grid, blocks, &mine, &[]);
    for (line, letter) in lines.iter_mut().zip(mine.chars()) {
        if letter == 'N' || numbers.chance(15) {
            people::comment(numbers, letter).clone_into(&mut line.comment);
        }
    }
    lines
}

/// `candidates.csv`, with a column for each thing that the certification asks for beside the blocks.
fn list(grid: &Grid, people: &[Person]) -> String {
    let mut text = "identifiant;nom;prénom;blocs;heure;aménagement;voie".to_owned();
    for asked in &grid.certification.requirements {
        let _ = write!(text, ";{}", asked.id);
    }
    text.push('\n');
    for (place, Person { id, family, given, blocks, cells }) in people.iter().enumerate() {
        let blocks: Vec<&str> = blocks.iter().map(BlockCode::as_str).collect();
        let time = format!("{:02}:{:02}", 9 + place * 45 / 60 % 10, place * 45 % 60);
        let _ = writeln!(text, "{id};{family};{given};{};{time};{cells}", blocks.join(" "));
    }
    text
}
