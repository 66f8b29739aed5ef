//! The arguments: what clap reads, then an order that says what is to be done.

mod secretariat;

pub(super) use secretariat::{Consolidate, Held, Verify};

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::text::{Lang, help};

/// What is to be done.
#[derive(Debug)]
pub(super) enum Order {
    Run(Run),
    New(New),
    Check(Vec<PathBuf>),
    /// Write a grid to complete.
    NewGrid(PathBuf),
    Journal(PathBuf),
    /// Show the clock to the room.
    Clock(PathBuf),
    Export(Export),
    Keys(Keys),
    Verify(Verify),
    Consolidate(Consolidate),
}

/// Run a session.
#[derive(Debug, Default)]
pub(super) struct Run {
    /// Which; none finds it in `sessions/`.
    pub(super) session: Option<PathBuf>,
    /// In plain lines.
    pub(super) line: bool,
    /// End at the first refusal.
    pub(super) stop_on_error: bool,
    /// Where the passphrase is.
    pub(super) passphrase_file: Option<PathBuf>,
    /// Where the codes of jurors who mark alone are.
    pub(super) codes_file: Option<PathBuf>,
}

/// Prepare a session.
#[derive(Debug)]
pub(super) struct New {
    pub(super) session: PathBuf,
    pub(super) grid: PathBuf,
    pub(super) candidates: PathBuf,
    pub(super) room: String,
    pub(super) date: NaiveDate,
}

/// Put a session into one file.
#[derive(Debug)]
pub(super) struct Export {
    pub(super) session: PathBuf,
    pub(super) to: PathBuf,
}

/// Keys.
#[derive(Debug)]
pub(super) enum Keys {
    /// Make one.
    New { file: PathBuf, name: String, passphrase: Passphrase },
    /// Write the signers of a session.
    Signers { session: PathBuf },
    /// Write the line of one public key.
    Show { file: PathBuf, name: String },
}

/// How a new key is protected.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Passphrase {
    /// Asked for at the terminal, twice.
    Ask,
    /// The first line of a file.
    File(PathBuf),
    /// Not at all.
    None,
}

/// Reads the arguments; no command at all is `run`.
///
/// # Errors
/// Clap's answer: help and version among them.
pub(super) fn read(lang: Lang, arguments: Vec<OsString>) -> Result<Order, clap::Error> {
    let mut matches = command(lang).try_get_matches_from(arguments)?;
    let Some((name, mut rest)) = matches.remove_subcommand() else {
        return Ok(Order::Run(Run::default()));
    };
    let one = |rest: &mut ArgMatches, name: &str| rest.remove_one::<PathBuf>(name).unwrap_or_default();
    let text = |rest: &mut ArgMatches, name: &str| rest.remove_one::<String>(name).unwrap_or_default();
    Ok(match name.as_str() {
        "new" => Order::New(New {
            session: one(&mut rest, "session"),
            grid: one(&mut rest, "grid"),
            candidates: one(&mut rest, "candidates"),
            room: text(&mut rest, "room"),
            date: rest.remove_one::<NaiveDate>("date").unwrap_or_default(),
        }),
        "grid" => {
            let mut rest = rest.remove_subcommand().unwrap_or_default().1;
            Order::NewGrid(one(&mut rest, "file"))
        }
        "check" => Order::Check(rest.remove_many("paths").map(Iterator::collect).unwrap_or_default()),
        "journal" => Order::Journal(one(&mut rest, "session")),
        "clock" => Order::Clock(one(&mut rest, "session")),
        "export" => Order::Export(Export { session: one(&mut rest, "session"), to: one(&mut rest, "to") }),
        "keys" => Order::Keys(keys(&mut rest)),
        "consolidate" => Order::Consolidate(secretariat::consolidate(&mut rest)),
        "verify" => Order::Verify(secretariat::verify(&mut rest)),
        _ => Order::Run(Run {
            session: rest.remove_one("session"),
            line: rest.get_flag("line"),
            stop_on_error: rest.get_flag("stop-on-error"),
            passphrase_file: rest.remove_one("passphrase-file"),
            codes_file: rest.remove_one("codes-file"),
        }),
    })
}

fn keys(matches: &mut ArgMatches) -> Keys {
    let (name, mut rest) = matches.remove_subcommand().unwrap_or_default();
    let file = |rest: &mut ArgMatches| rest.remove_one::<PathBuf>("file").unwrap_or_default();
    let who = |rest: &mut ArgMatches| rest.remove_one::<String>("name").unwrap_or_default();
    match name.as_str() {
        "signers" => Keys::Signers { session: rest.remove_one("session").unwrap_or_default() },
        "show" => Keys::Show { file: file(&mut rest), name: who(&mut rest) },
        _ => {
            let passphrase = match (rest.remove_one("passphrase-file"), rest.get_flag("no-passphrase")) {
                (Some(path), _) => Passphrase::File(path),
                (None, true) => Passphrase::None,
                (None, false) => Passphrase::Ask,
            };
            Keys::New { file: file(&mut rest), name: who(&mut rest), passphrase }
        }
    }
}

/// The whole command line, in this language.
pub(super) fn command(lang: Lang) -> Command {
    let chosen = Arg::new("lang")
        .long("lang")
        .global(true)
        .value_name("fr|en")
        .value_parser(["fr", "en"])
        .hide_possible_values(true)
        .help(help::arg_lang(lang));
    let version =
        Arg::new("version").short('V').long("version").action(ArgAction::Version).help(help::arg_version(lang));
    let help_flag = Arg::new("help").short('h').long("help").action(ArgAction::Help).help(help::arg_help(lang));
    let commands = [
        run_command(lang),
        clock_command(lang),
        new_command(lang),
        grid_command(lang),
        check_command(lang),
        journal_command(lang),
        keys_command(lang),
        secretariat::verify_command(lang),
        secretariat::consolidate_command(lang),
        export_command(lang),
    ];
    Command::new("soutenance")
        .version(env!("CARGO_PKG_VERSION"))
        .about(help::about(lang))
        .after_help(help::after(lang))
        .help_template(help::root_template(lang))
        .disable_help_subcommand(true)
        .subcommand_value_name(help::command(lang))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(chosen)
        .arg(version)
        .arg(help_flag.global(true))
        .subcommands(commands.map(|command| command.disable_help_flag(true)))
}

fn run_command(lang: Lang) -> Command {
    sub(lang, "run", help::run(lang), "soutenance run sessions/exemple")
        .arg(session(lang))
        .arg(Arg::new("line").long("line").action(ArgAction::SetTrue).help(help::arg_line(lang)))
        .arg(
            Arg::new("stop-on-error")
                .long("stop-on-error")
                .action(ArgAction::SetTrue)
                .requires("line")
                .help(help::arg_stop_on_error(lang)),
        )
        .arg(passphrase_file(lang).requires("line"))
        .arg(option("codes-file", help::value_file(lang), help::arg_codes_file(lang)).requires("line"))
}

fn new_command(lang: Lang) -> Command {
    let said = |id: &'static str, name: String, about: String| {
        Arg::new(id).long(id).required(true).value_name(name).help(about)
    };
    sub(lang, "new", help::new(lang), help::NEW_EXAMPLE)
        .arg(session(lang).required(true))
        .arg(option("grid", help::value_file(lang), help::arg_grid(lang)).required(true))
        .arg(option("candidates", help::value_file(lang), help::arg_candidates(lang)).required(true))
        .arg(said("room", help::value_room(lang), help::arg_room(lang)))
        .arg(said("date", help::value_date(lang), help::arg_date(lang)).value_parser(value_parser!(NaiveDate)))
}

fn grid_command(lang: Lang) -> Command {
    let example = "soutenance grid new grids/rncp00000.toml";
    let file = place("file", help::value_file(lang), help::arg_new_grid(lang)).required(true);
    sub(lang, "grid", help::grid(lang), example)
        .subcommand_required(true)
        .subcommand_value_name(help::command(lang))
        .help_template(help::root_template(lang))
        .subcommand(sub(lang, "new", help::grid_new(lang), example).arg(file))
}

fn check_command(lang: Lang) -> Command {
    sub(lang, "check", help::check(lang), "soutenance check grids/rncp38822.toml sessions/b204")
        .arg(place("paths", help::value_paths(lang), help::arg_check(lang)).required(true).num_args(1..))
}

fn journal_command(lang: Lang) -> Command {
    sub(lang, "journal", help::journal(lang), "soutenance journal sessions/b204").arg(session(lang).required(true))
}

fn clock_command(lang: Lang) -> Command {
    sub(lang, "clock", help::clock(lang), "soutenance clock sessions/b204").arg(session(lang).required(true))
}

fn export_command(lang: Lang) -> Command {
    sub(lang, "export", help::export(lang), "soutenance export sessions/b204 --to b204.zip")
        .arg(session(lang).required(true))
        .arg(option("to", help::value_file(lang), help::arg_export(lang)).required(true))
}

fn keys_command(lang: Lang) -> Command {
    let file = |about| place("file", help::value_file(lang), about).required(true);
    let who = || {
        Arg::new("name").long("name").required(true).value_name(help::value_name(lang)).help(help::arg_key_name(lang))
    };
    let unprotected = Arg::new("no-passphrase")
        .long("no-passphrase")
        .action(ArgAction::SetTrue)
        .conflicts_with("passphrase-file")
        .help(help::arg_no_passphrase(lang));
    sub(lang, "keys", help::keys(lang), "soutenance keys new ~/cle-jury --name claire.moreau")
        .subcommand_required(true)
        .subcommand_value_name(help::command(lang))
        .help_template(help::root_template(lang))
        .subcommands([
            sub(lang, "new", help::keys_new(lang), "soutenance keys new ~/cle-jury --name claire.moreau")
                .arg(file(help::arg_key_file(lang)))
                .arg(who())
                .arg(passphrase_file(lang))
                .arg(unprotected),
            sub(lang, "show", help::keys_show(lang), "soutenance keys show ~/cle-jury.pub --name claire.moreau")
                .arg(file(help::arg_public_file(lang)))
                .arg(who()),
            sub(lang, "signers", help::keys_signers(lang), "soutenance keys signers sessions/b204 > allowed_signers")
                .arg(session(lang).required(true)),
        ])
}

fn sub(lang: Lang, name: &'static str, about: String, example: &str) -> Command {
    Command::new(name).about(about).after_help(help::example(lang, example)).help_template(help::template(lang))
}

/// A path that stands by itself.
fn place(id: &'static str, name: String, about: String) -> Arg {
    Arg::new(id).value_name(name).help(about).value_parser(value_parser!(PathBuf))
}

/// A path after the option of this name.
fn option(id: &'static str, name: String, about: String) -> Arg {
    place(id, name, about).long(id)
}

fn session(lang: Lang) -> Arg {
    place("session", help::value_session(lang), help::arg_session(lang))
}

fn passphrase_file(lang: Lang) -> Arg {
    option("passphrase-file", help::value_file(lang), help::arg_passphrase_file(lang))
}
