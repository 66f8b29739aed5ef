//! `check`: every problem of grids, lists and sessions.

use std::path::{Path, PathBuf};

use super::Status;
use super::output::Output;
use crate::clerk::files::read_plain;
use crate::clerk::{ClerkError, SESSION_FILE, check_key_files, read_folder};
use crate::domain::clean;
use crate::domain::composition::CompositionRule;
use crate::domain::grid::Grid;
use crate::domain::jury::Composition;
use crate::domain::session::Plan;
use crate::formats::{Problem, Read, read_grid, read_list, read_session};
use crate::text::{cli as words, exam, grid as text, group as group_words, jury, minutes};

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
            if let Err(fault) = folder.so_far(path) {
                return output.cannot_open(&fault);
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
        return told(read_list(&name, &bytes, None), output, |list, output| {
            output.line(&words::list(output.lang, &name, list.candidates.len()));
            if let Some(workbook) = &list.workbook {
                output.line(&format!("  {}", words::sheet_of_list(output.lang, workbook)));
            }
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
    held_lines(plan, output);
    composition(plan, &plan.grid.jury.hearing, "  ", output);
    if let Some(needed) = &plan.grid.jury.certification {
        output.line(&format!("  {}", jury::if_certifying(lang)));
        composition(plan, needed, "    ", output);
    }
}

/// Every rule of a composition, held against the whole jury, and who trained whom where that breaks one.
fn composition(plan: &Plan, needed: &Composition, indent: &str, output: &mut Output) {
    let members: Vec<_> = plan.jury.members.iter().collect();
    let president = plan.jury.member(&plan.jury.president);
    for check in plan.grid.jury.check(needed, &members, president, None) {
        let sign = if check.holds() { "✓" } else { "✗" };
        output.line(&format!("{indent}{sign} {}", jury::rule(output.lang, plan, &check)));
        if check.rule == CompositionRule::NotTrainers {
            for line in jury::trainings(output.lang, plan, &check.capacities) {
                output.line(&format!("{indent}  {line}"));
            }
        }
    }
}

/// The blocks that candidates held before and that no longer count on the day.
fn held_lines(plan: &Plan, output: &mut Output) {
    for candidate in &plan.candidates {
        let held = candidate.held_on(plan.date, plan.grid.certification.block_validity_years);
        for block in held.iter().filter(|block| !block.counts) {
            let dates = (block.held.since, block.until);
            let said = minutes::held(output.lang, block.held.block.as_str(), dates, plan.date);
            output.line(&format!("  ⚠ {} ({}) — {said}", clean::line(&candidate.name()), candidate.id));
        }
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

/// The grid in words, then the values that its text does not state.
fn grid_summary(name: &str, grid: &Grid, output: &mut Output) {
    let lang = output.lang;
    output.line(&words::grid_is_fine(lang, name, &grid.code, &grid.title));
    for line in text::summary(lang, grid) {
        output.line(&format!("  {line}"));
    }
    for (place, line) in text::editorial_defaults(lang, grid).iter().enumerate() {
        let indent = if place == 0 { "  " } else { "    " };
        output.line(&format!("{indent}{line}"));
    }
}
