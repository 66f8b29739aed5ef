//! What minutes are held against: the list of signers, the revoked keys, the instant, the grids.

use std::path::Path;

use chrono::{DateTime, Utc};

use super::Status;
use super::args::Held;
use super::output::Output;
use crate::clerk::files::read_plain;
use crate::clock::{Clock as _, SystemClock};
use crate::received::{Delivery, deliveries};
use crate::signing::{AllowedSigners, SignersProblem};
use crate::text::{cli as words, signing};
use crate::verify::{Grids, Trust};

/// What was received, and what it is held against.
#[derive(Debug)]
pub(super) struct Bench {
    /// What was received.
    pub(super) deliveries: Vec<Delivery>,
    signers: AllowedSigners,
    grids: Grids,
    at: DateTime<Utc>,
}

impl Bench {
    /// Reads all that the arguments name; what cannot be read is told.
    pub(super) fn set(order: &Held, output: &mut Output) -> Result<Self, Status> {
        let at = order.at.unwrap_or_else(|| SystemClock::new().now().at.to_utc());
        let signers = signers(order, output)?;
        let mut grids = Grids::default();
        for path in &order.grids {
            add_grids(path, &mut grids, output)?;
        }
        let found = deliveries(&order.paths);
        let deliveries = found.map_err(|fault| {
            output.unable(&words::unreadable(output.lang, &fault.path.display().to_string(), &fault.source))
        })?;
        grids.gather(&deliveries);
        Ok(Self { deliveries, signers, grids, at })
    }

    /// What it all is held against.
    pub(super) fn trust(&self) -> Trust<'_> {
        Trust { signers: &self.signers, at: self.at, grids: &self.grids }
    }
}

fn signers(order: &Held, output: &mut Output) -> Result<AllowedSigners, Status> {
    let text = read_text(&order.signers, output)?;
    let signers = AllowedSigners::parse(&text).map_err(|found| complain(&order.signers, &found, output))?;
    let Some(file) = &order.revoked else { return Ok(signers) };
    let text = read_text(file, output)?;
    signers.revoking(&text).map_err(|found| complain(file, &found, output))
}

fn read_text(path: &Path, output: &mut Output) -> Result<String, Status> {
    let shown = path.display().to_string();
    let bytes = read_plain(path).map_err(|fault| output.unable(&words::unreadable(output.lang, &shown, &fault)))?;
    String::from_utf8(bytes).map_err(|_| output.unable(&words::not_utf8(output.lang, &shown)))
}

fn complain(path: &Path, found: &[SignersProblem], output: &mut Output) -> Status {
    let lang = output.lang;
    for problem in found {
        let what = signing::signers_line(lang, &problem.kind);
        let file = path.display().to_string();
        output.complain(&words::bad_signers_line(lang, &file, problem.line, problem.column, &what));
    }
    Status::Unable
}

/// A grid, or the grids of a folder.
fn add_grids(path: &Path, grids: &mut Grids, output: &mut Output) -> Result<(), Status> {
    let unreadable = |output: &mut Output, path: &Path, fault: &std::io::Error| {
        output.unable(&words::unreadable(output.lang, &path.display().to_string(), fault))
    };
    let files = if path.is_dir() {
        let entries = path.read_dir().map_err(|fault| unreadable(output, path, &fault))?;
        let files = entries.filter_map(|entry| Some(entry.ok()?.path()));
        files.filter(|file| file.extension().is_some_and(|ending| ending == "toml")).collect()
    } else {
        vec![path.to_owned()]
    };
    for file in files {
        let bytes = read_plain(&file).map_err(|fault| unreadable(output, &file, &fault))?;
        if !grids.take(&bytes) {
            return Err(output.unable(&words::not_a_grid(output.lang, &file.display().to_string())));
        }
    }
    Ok(())
}
