//! `check`: every problem of grids, lists and sessions.

use std::path::{Path, PathBuf};

use super::Status;
use super::output::Output;
use crate::clerk::files::read_plain;
use crate::clerk::{ClerkError, SESSION_FILE, check_key_files, read_folder};
use crate::domain::grid::Grid;
use crate::domain::session::Plan;
use crate::formats::{Problem, Read, read_candidates, read_grid, read_session};
use crate::text::{cli as words, exam, group as group_words};

pub(super) fn check(paths: &[PathBuf], output: &mut Output) -> Status {
    let mut worst = Status::Fine;
    for path in paths {
        let status = if path.is_dir() { folder(path, output) } else { file(path, output) };
        worst = match (worst, status) {
            (Status::Unable, _) | (_, Status::Unable) => Status::Unable,
            (Status::Wrong, _) | (_, Status::Wrong) => Status::Wrong,
            (Status::Fine, Status::Fine) => Status::Fine,
        };
    }
    worst
}

fn folder(path: &Path, output: &mut Output) -> Status {
    if !path.join(SESSION_FILE).exists() {
        return output.unable(&words::not_a_session(output.lang, &path.display().to_string()));
    }
    match read_folder(path) {
        Ok(folder) => {
            output.problems(&folder.warnings);
            let keys = check_key_files(path, &folder.plan.jury);
            for fault in &keys {
                output.line(&format!("✗ {}", exam::signing_fault(output.lang, &folder.plan, fault)));
            }
            if !keys.is_empty() {
                output.line(&words::to_mend(output.lang, &path.display().to_string()));
                return Status::Wrong;
            }
            session_summary(path, &folder.plan, output);
            Status::Fine
        }
        Err(fault @ ClerkError::Problems(_)) => {
            let status = output.cannot_open(&fault);
            output.line(&words::to_mend(output.lang, &path.display().to_string()));
            status
        }
        Err(fault) => output.cannot_open(&fault),
    }
}

fn file(path: &Path, output: &mut Output) -> Status {
    let name = path.display().to_string();
    let bytes = match read_plain(path) {
        Ok(bytes) => bytes,
        Err(fault) => return output.unable(&words::unreadable(output.lang, &name, &fault)),
    };
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    if !extension.eq_ignore_ascii_case("toml") {
        return told(read_candidates(&name, &bytes, None), output, |list, output| {
            output.line(&words::list(output.lang, &name, list.len()));
        });
    }
    // What a file is, it says itself; a file that does not say is read as a grid, whose reader says what is missing.
    if String::from_utf8_lossy(&bytes).contains("\"soutenance-session/") {
        return told(read_session(&name, &bytes, None), output, |_, output| {
            output.line(&words::file_is_fine(output.lang, &name));
        });
    }
    told(read_grid(&name, &bytes), output, |grid, output| grid_summary(&name, grid, output))
}

fn told<T>(read: Result<Read<T>, Vec<Problem>>, output: &mut Output, fine: impl Fn(&T, &mut Output)) -> Status {
    match read {
        Ok(read) => {
            output.problems(&read.warnings);
            fine(&read.value, output);
            Status::Fine
        }
        Err(found) => {
            output.problems(&found);
            Status::Wrong
        }
    }
}

fn session_summary(path: &Path, plan: &Plan, output: &mut Output) {
    let lang = output.lang;
    output.line(&words::session(lang, &path.display().to_string(), &plan.grid.code, plan.candidates.len()));
    group_lines(plan, output);
    let members: Vec<_> = plan.jury.members.iter().collect();
    for check in plan.grid.jury.check(&plan.grid.jury.hearing, &members) {
        let sign = if check.holds() { "✓" } else { "✗" };
        output.line(&format!("  {sign} {}", exam::rule(lang, &plan.grid.jury, &check)));
    }
}

/// The groups with their members, so that a name misspelt is seen: it makes a group of one.
fn group_lines(plan: &Plan, output: &mut Output) {
    let mut told = Vec::new();
    for candidate in &plan.candidates {
        let Some(name) = candidate.group.as_ref().filter(|name| !told.contains(name)) else { continue };
        told.push(name);
        let line = match plan.group(candidate) {
            Some(group) => {
                let members: Vec<_> = group.members.iter().map(|member| &member.id).collect();
                group_words::summary(output.lang, name, &exam::codes(&members))
            }
            None => group_words::summary_alone(output.lang, name, candidate.id.as_str()),
        };
        output.line(&format!("  {line}"));
    }
}

/// The grid in words: blocks, items, times, and the values that its text does not state.
fn grid_summary(name: &str, grid: &Grid, output: &mut Output) {
    let lang = output.lang;
    output.line(&words::grid_is_fine(lang, name, &grid.code, &grid.title));
    for block in &grid.blocks {
        output.line(&words::block(lang, block.code.as_str(), &block.title, block.items().count()));
    }
    output.line(&words::transversal_summary(lang, grid.transversal_items().count()));
    for phase in &grid.phases {
        output.line(&words::phase_summary(lang, exam::wording(lang, &phase.title), &exam::length(phase.duration)));
    }
    let scale = (&grid.scale.editorial, words::the_scale(lang));
    let rule = (&grid.block_rule.editorial, words::the_block_rule(lang));
    let deliberation = grid.deliberation.as_ref().and_then(|stated| stated.editorial.clone());
    let mut defaults = vec![scale, rule, (&deliberation, words::the_deliberation(lang))];
    let phases = grid.phases.iter().map(|phase| (&phase.editorial, exam::wording(lang, &phase.title).to_owned()));
    defaults.extend(phases);
    for (reason, what) in defaults {
        if let Some(reason) = reason {
            output.line(&words::editorial(lang, &what, reason));
        }
    }
}
