//! `new`: the folder of a session, ready to be finished by hand.

use std::path::Path;

use super::Status;
use super::args::New;
use super::output::Output;
use crate::clerk::files::{self, read_plain};
use crate::clerk::{CANDIDATES_FILE, GRID_FILE, SESSION_FILE};
use crate::formats::{List, new_session, read_grid, read_list};
use crate::text::cli as words;

pub(super) fn new(order: &New, output: &mut Output) -> Status {
    let lang = output.lang;
    let Some(name) = order.session.file_name().and_then(|name| name.to_str()) else {
        return output.unable(&words::bad_session_name(lang, &order.session.display().to_string()));
    };
    if order.session.exists() {
        return output.unable(&words::already_there(lang, &order.session.display().to_string()));
    }
    let (Some(grid_bytes), Some(list_bytes)) = (read(&order.grid, output), read(&order.candidates, output)) else {
        return Status::Unable;
    };
    let grid = match read_grid(&order.grid.display().to_string(), &grid_bytes) {
        Ok(read) => read,
        Err(found) => {
            output.problems(&found);
            return Status::Wrong;
        }
    };
    output.problems(&grid.warnings);
    let list = read_list(&order.candidates.display().to_string(), &list_bytes, Some(&grid.value));
    let list = match list {
        Ok(read) => read,
        Err(found) => {
            output.problems(&found);
            return Status::Wrong;
        }
    };
    output.problems(&list.warnings);
    let List { candidates, workbook } = list.value;
    let frozen = workbook.as_ref().map_or(list_bytes.as_slice(), |workbook| workbook.csv.as_bytes());
    let session = new_session(name, &order.room, order.date, &grid.value);
    let files: [(&str, &[u8]); 3] =
        [(GRID_FILE, &grid_bytes), (CANDIDATES_FILE, frozen), (SESSION_FILE, session.as_bytes())];
    if let Err(fault) = files::write_folder(&order.session, &files) {
        return output.unable(&words::unwritten(lang, &fault));
    }
    let folder = order.session.display().to_string();
    output.line(&words::made(lang, &folder, candidates.len()));
    if let Some(workbook) = workbook {
        let (source, csv) = (order.candidates.display().to_string(), order.session.join(CANDIDATES_FILE));
        output.line(&words::converted(lang, &workbook, &source, &csv.display().to_string()));
    }
    output.line(&words::session_next(lang, &folder));
    Status::Fine
}

fn read(path: &Path, output: &mut Output) -> Option<Vec<u8>> {
    match read_plain(path) {
        Ok(bytes) => Some(bytes),
        Err(fault) => {
            output.unable(&words::unreadable(output.lang, &path.display().to_string(), &fault));
            None
        }
    }
}
