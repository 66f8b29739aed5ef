//! Whole exams by script: any grid, any jury, any list.

use std::fs;
use std::path::Path;

use soutenance::domain::candidate::Candidate;
use soutenance::domain::grid::{Block, Grid};
use soutenance::formats::{read_candidates, read_grid};

use super::{Desk, Home};

/// The grids of the repository.
pub(crate) const GRIDS: [&str; 8] =
    ["edl", "rncp14506", "rncp36912", "rncp37985", "rncp38478", "rncp38503", "rncp38606", "rncp38822"];

/// A member of a jury: the name in files, the capacity, and more lines of `session.toml`. The first one presides and signs.
pub(crate) type Juror = (&'static str, &'static str, &'static str);

/// Where a grid of the repository is.
pub(crate) fn grid_path(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("grids").join(name).with_extension("toml");
    path.to_str().unwrap().to_owned()
}

pub(crate) fn grid_text(name: &str) -> String {
    fs::read_to_string(grid_path(name)).unwrap()
}

pub(crate) fn parsed(text: &str) -> Grid {
    read_grid("grid.toml", text.as_bytes()).unwrap_or_else(|problems| panic!("{problems:#?}")).value
}

impl Home {
    /// A session of the 16th of June 2025 on this grid, with this list and this jury.
    pub(crate) fn sitting(&self, name: &str, grid: &str, list: &str, jury: &[Juror]) -> Desk<'_> {
        let folder = self.path(name);
        fs::create_dir_all(folder.join("keys")).unwrap();
        let mut session = format!(
            "format = \"soutenance-session/1\"\nname = \"{name}\"\nroom = \"B204\"\ndate = 2025-06-16\nmode = \"collegial\"\n"
        );
        for (place, (id, capacity, more)) in jury.iter().enumerate() {
            let member = if place == 0 {
                let signs = self.member(&folder.join("keys"), id, &format!("keys/{id}"), true);
                signs.replace("capacity = \"professionnel\"", &format!("capacity = \"{capacity}\""))
            } else {
                format!("\n[[jury]]\nid = \"{id}\"\nname = \"{id}\"\ncapacity = \"{capacity}\"\n")
            };
            session.extend([member.as_str(), more, "\n"]);
        }
        for (file, text) in [("grid.toml", grid), ("candidates.csv", list), ("session.toml", &session)] {
            fs::write(folder.join(file), text).unwrap();
        }
        Desk { home: self, folder }
    }
}

impl Desk<'_> {
    pub(crate) fn grid(&self) -> Grid {
        parsed(&self.read("grid.toml"))
    }

    pub(crate) fn candidate(&self, id: &str) -> Candidate {
        let list = read_candidates("candidates.csv", self.read("candidates.csv").as_bytes(), Some(&self.grid()));
        let list = list.unwrap_or_else(|problems| panic!("{problems:#?}")).value;
        list.into_iter().find(|candidate| candidate.id.as_str() == id).unwrap()
    }

    /// Hears a candidate from beginning to signature, and gives what was said, the minutes before signing included.
    ///
    /// Everything is marked `acquis`, then `during` is said; the blocks of `refused` are refused, all others validated.
    pub(crate) fn hear(&self, id: &str, during: &[&str], refused: &[&str]) -> String {
        self.hear_from(&[&format!("ouvrir {id}"), "présents tous", "démarrer"], id, during, refused)
    }

    /// The same, for a hearing that is at this point or comes to it by these lines.
    pub(crate) fn hear_from(&self, first: &[&str], id: &str, during: &[&str], refused: &[&str]) -> String {
        let (grid, candidate) = (self.grid(), self.candidate(id));
        let blocks = candidate.blocks.iter().filter_map(|code| grid.block(code));
        let items = blocks.flat_map(Block::items).chain(grid.transversal_items());
        let mut lines: Vec<String> = first.iter().map(|&line| line.to_owned()).collect();
        lines.extend(items.map(|item| format!("noter {} acquis", item.code)));
        lines.extend(during.iter().map(|&line| line.to_owned()));
        lines.extend(grid.phases_of(&candidate).iter().map(|_| "suivant".to_owned()));
        lines.extend(candidate.blocks.iter().map(|block| {
            let outcome = if refused.contains(&block.as_str()) { "refusé" } else { "validé" };
            format!("décider {block} {outcome}")
        }));
        lines.extend(["relire".into(), format!("signer {}", self.president()), "fermer".into()]);
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        self.script(&lines, &["--stop-on-error"]).ends_with(0).out
    }

    /// Who presides: the first of the jury.
    pub(crate) fn president(&self) -> String {
        let session = self.read("session.toml");
        session.lines().find_map(|line| line.strip_prefix("id = ")).unwrap().trim_matches('"').to_owned()
    }

    pub(crate) fn minutes(&self, id: &str) -> toml::Table {
        self.read(&format!("minutes/{id}.v1.toml")).parse().unwrap()
    }
}

/// What minutes say of the outcome, on one line: the award, what remains, what else was asked.
pub(crate) fn outcome(minutes: &toml::Table) -> String {
    let outcome = &minutes["outcome"];
    let mut said = vec![outcome["award"].as_str().unwrap().to_owned()];
    for key in ["remaining_blocks", "remaining_choices", "remaining_transversal"] {
        let list = outcome.get(key).filter(|list| list.as_array().is_some_and(|list| !list.is_empty()));
        said.extend(list.map(|list| format!("{key} {list}")));
    }
    let asked = minutes.get("requirement").and_then(toml::Value::as_array).into_iter().flatten();
    said.extend(asked.map(|asked| format!("{} {}", asked["id"].as_str().unwrap(), asked["state"].as_str().unwrap())));
    said.join("; ")
}
