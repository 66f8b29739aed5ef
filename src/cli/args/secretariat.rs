//! The arguments of the secretariat's commands.

use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{option, place, sub};
use crate::text::{Lang, help};

/// What was received, and what it is to be held against.
#[derive(Debug)]
pub(in crate::cli) struct Held {
    /// Files, folders, zips.
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// Whose signatures are accepted.
    pub(in crate::cli) signers: PathBuf,
    /// The keys that were given up.
    pub(in crate::cli) revoked: Option<PathBuf>,
    /// The instant at which signers must be allowed; now where it is not said.
    pub(in crate::cli) at: Option<DateTime<Utc>>,
    /// Grids, or folders of them.
    pub(in crate::cli) grids: Vec<PathBuf>,
}

/// Verify minutes.
#[derive(Debug)]
pub(in crate::cli) struct Verify {
    pub(in crate::cli) held: Held,
    /// For a program to read.
    pub(in crate::cli) json: bool,
}

/// Many minutes to results.
#[derive(Debug)]
pub(in crate::cli) struct Consolidate {
    pub(in crate::cli) held: Held,
    /// Where the results go.
    pub(in crate::cli) out: PathBuf,
    /// The rooms that are expected.
    pub(in crate::cli) expected: Option<PathBuf>,
    /// Lists of those who are to be certified.
    pub(in crate::cli) candidates: Vec<PathBuf>,
    /// The results before.
    pub(in crate::cli) since: Option<PathBuf>,
    /// Tables as French spreadsheets open them.
    pub(in crate::cli) excel_fr: bool,
    /// Whether a list of certificates is made.
    pub(in crate::cli) certificates: bool,
}

pub(super) fn consolidate(matches: &mut ArgMatches) -> Consolidate {
    Consolidate {
        held: held(matches),
        out: matches.remove_one("out").unwrap_or_default(),
        expected: matches.remove_one("expected"),
        candidates: matches.remove_many("candidates").map(Iterator::collect).unwrap_or_default(),
        since: matches.remove_one("since"),
        excel_fr: matches.get_one::<String>("csv").is_some_and(|style| style == "excel-fr"),
        certificates: matches.get_flag("certificates"),
    }
}

pub(super) fn consolidate_command(lang: Lang) -> Command {
    let csv = Arg::new("csv")
        .long("csv")
        .value_name("standard|excel-fr")
        .value_parser(["standard", "excel-fr"])
        .hide_possible_values(true)
        .help(help::arg_csv(lang));
    let certificates =
        Arg::new("certificates").long("certificates").action(ArgAction::SetTrue).help(help::arg_certificates(lang));
    let lists = option("candidates", help::value_file(lang), help::arg_awaited(lang)).action(ArgAction::Append);
    against(lang, sub(lang, "consolidate", help::consolidate(lang), help::CONSOLIDATE_EXAMPLE))
        .arg(option("out", help::value_folder(lang), help::arg_out(lang)).required(true))
        .arg(option("expected", help::value_file(lang), help::arg_expected(lang)))
        .arg(lists)
        .arg(option("since", help::value_folder(lang), help::arg_since(lang)))
        .arg(csv)
        .arg(certificates)
}

pub(super) fn verify(matches: &mut ArgMatches) -> Verify {
    let json = matches.get_one::<String>("format").is_some_and(|format| format == "json");
    Verify { held: held(matches), json }
}

fn held(matches: &mut ArgMatches) -> Held {
    let many =
        |matches: &mut ArgMatches, name: &str| matches.remove_many(name).map(Iterator::collect).unwrap_or_default();
    Held {
        paths: many(matches, "paths"),
        signers: matches.remove_one("signers").unwrap_or_default(),
        revoked: matches.remove_one("revoked"),
        at: matches.remove_one("at"),
        grids: many(matches, "grid"),
    }
}

pub(super) fn verify_command(lang: Lang) -> Command {
    let format = Arg::new("format")
        .long("format")
        .value_name("text|json")
        .value_parser(["text", "json"])
        .hide_possible_values(true)
        .help(help::arg_format(lang));
    let command = sub(lang, "verify", help::verify(lang), "soutenance verify recu b204.zip --signers allowed_signers");
    against(lang, command).arg(format)
}

/// What both commands take.
fn against(lang: Lang, command: Command) -> Command {
    let at =
        Arg::new("at").long("at").value_name(help::value_date(lang)).value_parser(instant).help(help::arg_at(lang));
    command
        .arg(place("paths", help::value_paths(lang), help::arg_verify(lang)).required(true).num_args(1..))
        .arg(option("signers", help::value_file(lang), help::arg_signers(lang)).required(true))
        .arg(option("revoked", help::value_file(lang), help::arg_revoked(lang)))
        .arg(at)
        .arg(option("grid", help::value_paths(lang), help::arg_known_grid(lang)).action(ArgAction::Append))
}

/// A day, which ends at midnight UTC, or an instant with its offset.
fn instant(text: &str) -> Result<DateTime<Utc>, chrono::ParseError> {
    match text.parse::<NaiveDate>() {
        Ok(day) => {
            let last = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default();
            Ok(day.and_time(last).and_utc())
        }
        Err(_) => DateTime::parse_from_rfc3339(text).map(|at| at.to_utc()),
    }
}
