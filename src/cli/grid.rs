//! `grid`: a grid to begin from.

use std::path::Path;

use super::Status;
use super::output::Output;
use crate::clerk::files;
use crate::text::{cli as words, grid};

/// `grid new FILE`: a commented skeleton; what is there already is not touched.
pub(super) fn new(path: &Path, output: &mut Output) -> Status {
    let lang = output.lang;
    let shown = path.display().to_string();
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let toml = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("toml"));
    // What ends otherwise would later be checked as a candidate list.
    let Some(name) = path.file_name().and_then(|name| name.to_str()).filter(|_| toml) else {
        return output.unable(&words::bad_grid_name(lang, &shown));
    };
    if path.exists() {
        return output.unable(&words::already_there(lang, &shown));
    }
    if let Err(fault) = files::write_once(folder, name, grid::skeleton(lang).as_bytes()) {
        return output.unable(&words::unwritten(lang, &fault));
    }
    output.line(&words::grid_made(lang, &shown));
    Status::Fine
}
