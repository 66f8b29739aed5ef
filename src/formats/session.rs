//! Sessions: `soutenance-session/1`.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt::Write as _;

use chrono::NaiveDate;
use ssh_key::{Algorithm, PublicKey};

use super::faults::{NameFault, Named, SessionFault};
use super::members;
use super::problem::{Problems, Read};
use super::spelling;
use super::toml_reader::{Table, Text, read};
use crate::domain::candidate::Candidate;
use crate::domain::clean;
use crate::domain::grid::Grid;
use crate::domain::id::{CapacityId, MemberId, is_member_id};
use crate::domain::jury::{Jury, Member};
use crate::domain::marking::{Individual, Marking, Signatures};

/// The `format` line of the sessions that this program reads.
const FORMAT: &str = "soutenance-session/1";

/// What `session.toml` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionFile {
    /// The session's name.
    pub name: String,
    /// The room.
    pub room: String,
    /// The day.
    pub date: NaiveDate,
    /// How jurors mark.
    pub marking: Marking,
    /// Whose signatures the minutes need.
    pub signatures: Signatures,
    /// The jury.
    pub jury: Jury,
}

/// Reads a session, and holds it against its grid if there is one.
///
/// # Errors
/// Every problem of the file, in its order, if one of them is an error.
pub fn read_session(file: &str, bytes: &[u8], grid: Option<&Grid>) -> Result<Read<SessionFile>, Problems> {
    read_session_of(file, bytes, grid, None)
}

/// Reads a session, and holds it against its grid and its candidates, where they are known.
///
/// # Errors
/// Every problem of the file, in its order, if one of them is an error.
pub fn read_session_of(
    file: &str,
    bytes: &[u8],
    grid: Option<&Grid>,
    candidates: Option<&[Candidate]>,
) -> Result<Read<SessionFile>, Problems> {
    read(file, bytes, FORMAT, |root| {
        let date = root.date("date");
        if let (Some((date, span)), Some(end)) = (&date, grid.and_then(|grid| grid.registration_end))
            && *date > end
        {
            root.warning(Some(span), SessionFault::AfterRegistration { end });
        }
        SessionFile {
            marking: marking(root),
            signatures: signatures(root),
            name: root.text("name").value,
            room: root.text("room").value,
            date: date.map(|(date, _)| date).unwrap_or_default(),
            jury: JuryReader { grid, candidates, ids: RefCell::default(), keys: RefCell::default() }.jury(root),
        }
    })
}

/// How jurors mark; what is not said of individual sheets is the safer of the two.
fn marking(root: &Table<'_>) -> Marking {
    let mode = root.text("mode");
    let known = matches!(mode.value.as_str(), "" | "collegial" | "individual");
    let individual = mode.value == "individual";
    let said = |key: &'static str| {
        let (flag, span) = root.flag(key);
        if root.has(key) && known && !individual {
            root.error(Some(&span), SessionFault::OnlyIndividual { key });
        }
        flag || !root.has(key)
    };
    let (president_marks, codes) = (said("president_marks"), said("codes"));
    if !known {
        root.error(Some(&mode.span), SessionFault::UnknownMode { written: mode.value });
    }
    if individual { Marking::Individual(Individual { president_marks, codes }) } else { Marking::Collegial }
}

fn signatures(root: &Table<'_>) -> Signatures {
    let Some(written) = root.opt_text("signatures") else { return Signatures::default() };
    match written.value.as_str() {
        "president" => Signatures::President,
        "everybody" => Signatures::Everybody,
        _ => {
            root.error(Some(&written.span), SessionFault::UnknownSignatures { written: written.value });
            Signatures::default()
        }
    }
}

/// Remembers the members read so far.
struct JuryReader<'g> {
    grid: Option<&'g Grid>,
    candidates: Option<&'g [Candidate]>,
    /// Each member's name in files, with its line.
    ids: RefCell<HashMap<String, usize>>,
    /// Each public key without its comment, with its line.
    keys: RefCell<HashMap<String, usize>>,
}

impl JuryReader<'_> {
    fn jury(&self, root: &Table<'_>) -> Jury {
        let nobody = Jury { members: Vec::new(), president: MemberId::new("") };
        let empty =
            root.find("jury").is_none_or(|value| value.get_ref().as_array().is_some_and(|list| list.is_empty()));
        if empty {
            root.error(None, SessionFault::NoJury);
            return nobody;
        }
        let mut president: Option<(MemberId, usize)> = None;
        let members = root.tables("jury", |table| {
            let member = self.member(table);
            let (presides, span) = table.flag("president");
            match &president {
                _ if !presides => {}
                Some((_, first_line)) => {
                    table.error(Some(&span), SessionFault::SecondPresident { first_line: *first_line });
                }
                None => {
                    president = Some((member.id.clone(), table.line_of(&span)));
                    // A key that is there and wrong was reported for what it is.
                    if table.find("public_key").is_none() {
                        table.error(table.span(), SessionFault::PresidentWithoutKey { id: member.id.to_string() });
                    }
                }
            }
            member
        });
        if president.is_none() && !members.is_empty() {
            root.error(None, SessionFault::NoPresident);
        }
        Jury { members, president: president.map_or(nobody.president, |(id, _)| id) }
    }

    fn member(&self, table: &Table<'_>) -> Member {
        let id = table.text("id");
        self.check_id(table, &id);
        let name = table.text("name").value;
        let capacity = table.text("capacity");
        if let Some(grid) = self.grid
            && !capacity.value.is_empty()
            && grid.jury.capacity(&CapacityId::new(capacity.value.as_str())).is_none()
        {
            let names = grid.jury.capacities.iter().map(|capacity| capacity.id.as_str());
            table.error(Some(&capacity.span), spelling::unknown(Named::Capacity, &capacity.value, names));
        }
        let practice_years = members::practice_years(table);
        let trained = members::trained(table, self.candidates);
        let gender = members::gender(table);
        let public_key = table.opt_text("public_key");
        if let Some(key) = &public_key {
            self.check_key(table, key);
        }
        let key_file = table.opt_text("key_file");
        if let Some(path) = &key_file
            && table.find("public_key").is_none()
        {
            table.error(Some(&path.span), SessionFault::KeyFileAlone);
        }
        Member {
            id: MemberId::new(id.value),
            name,
            capacity: CapacityId::new(capacity.value),
            practice_years,
            trained,
            gender,
            public_key: public_key.map(|key| key.value),
            key_file: key_file.map(|path| path.value),
        }
    }

    /// A member's name in files is the principal of signatures, too: plain characters, and nobody else's.
    fn check_id(&self, table: &Table<'_>, id: &Text) {
        if id.value.is_empty() {
            return;
        }
        if !is_member_id(&id.value) {
            table.error(Some(&id.span), SessionFault::BadMemberId { id: id.value.clone() });
        }
        if let Some(first_line) = first_seen(&self.ids, &id.value, table.line_of(&id.span)) {
            table.error(Some(&id.span), NameFault::Duplicate { code: id.value.clone(), first_line });
        }
    }

    fn check_key(&self, table: &Table<'_>, key: &Text) {
        match PublicKey::from_openssh(&key.value) {
            Err(_) => table.error(Some(&key.span), SessionFault::BadPublicKey),
            Ok(read) if read.algorithm() != Algorithm::Ed25519 => {
                let found = read.algorithm().as_str().to_owned();
                table.error(Some(&key.span), SessionFault::OtherKeyType { found });
            }
            Ok(_) => {
                // The comment at the end of the line is not part of the key.
                let bare = key.value.split_whitespace().nth(1).unwrap_or_default();
                if let Some(first_line) = first_seen(&self.keys, bare, table.line_of(&key.span)) {
                    table.error(Some(&key.span), SessionFault::SharedPublicKey { first_line });
                }
            }
        }
    }
}

/// The line where a name was seen before; else it is remembered.
fn first_seen(seen: &RefCell<HashMap<String, usize>>, name: &str, line: usize) -> Option<usize> {
    let mut seen = seen.borrow_mut();
    let first = seen.get(name).copied();
    if first.is_none() {
        seen.insert(name.to_owned(), line);
    }
    first
}

/// A `session.toml` that a person finishes by hand: all but the jury.
pub fn new_session(name: &str, room: &str, date: NaiveDate, grid: &Grid) -> String {
    let quoted = |text: &str| toml::Value::String(clean::line(text).into_owned()).to_string();
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        "# Une session : un jury, une salle, un jour. Complétez le jury ci-dessous, puis vérifiez avec « soutenance check ».\n\
         # Une ligne qui commence par # est un commentaire.\n\
         \n\
         format = \"{FORMAT}\"\n\
         name = {}\n\
         room = {}\n\
         date = {}\n\
         mode = \"collegial\"   # une seule fiche, remplie ensemble ; \"individual\" : une fiche par juré, fermée aux autres\n\
         #president_marks = false   # avec \"individual\" : la présidence préside sans noter\n\
         #codes = false             # avec \"individual\" : une fiche s’ouvre sans code\n\
         #signatures = \"everybody\"  # tous les jurés présents doivent signer, et non la seule présidence\n\
         \n\
         # Les qualités que la grille {} connaît (capacity) :\n",
        quoted(name),
        quoted(room),
        date.format("%Y-%m-%d"),
        clean::line(&grid.code),
    );
    for capacity in &grid.jury.capacities {
        let _ = writeln!(text, "#   {:<16} {}", quoted(capacity.id.as_str()), clean::line(&capacity.title.fr));
    }
    let first = grid.jury.capacities.first().map_or("", |capacity| capacity.id.as_str());
    let _ = write!(text, "\n{}", MEMBER_TO_COPY.replace("CAPACITY", first));
    members::asked_by(grid, &mut text);
    text
}

/// What is copied for each member of the jury.
const MEMBER_TO_COPY: &str = r#"# Pour chaque membre du jury, recopiez ces lignes, enlevez les # du début et remplissez-les.
#
# [[jury]]
# id = "claire.moreau"         # en minuscules, sans accent ni espace : nomme ses fichiers et ses signatures
# name = "Claire Moreau"
# capacity = "CAPACITY"   # l’une des qualités ci-dessus
# president = true             # pour une seule personne
# public_key = "ssh-ed25519 AAAA…"    # la clé publique ; « soutenance keys new » en fabrique une
# key_file = "keys/claire.moreau"     # le fichier de la clé privée, s’il est dans ce dossier
"#;
