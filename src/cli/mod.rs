//! The command line: arguments in, one file per command, an exit code out.
//!
//! 0 fine; 1 something is wrong in what was examined; 2 it could not be examined.

mod args;
mod check;
mod clock;
mod consolidate;
mod export;
mod grid;
mod journal;
mod keys;
mod new;
mod output;
mod progress;
mod run;
mod trust;
mod verify;

use std::ffi::OsString;
use std::process::ExitCode;

use crate::text::Lang;
use args::Order;
use output::Output;

/// What a command came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    /// All is well.
    Fine,
    /// Something is wrong in what was examined.
    Wrong,
    /// It could not be examined.
    Unable,
}

/// Runs the program with these arguments, the program's name first.
pub fn main(arguments: Vec<OsString>) -> ExitCode {
    let lang = language(&arguments);
    let mut output = Output::new(lang);
    let status = match args::read(lang, arguments) {
        Ok(order) => obey(order, &mut output),
        Err(answer) => output.arguments(&answer),
    };
    ExitCode::from(match (status, output.is_whole()) {
        (Status::Fine, true) => 0,
        (Status::Wrong, true) => 1,
        // What was not read was not said.
        (Status::Unable, _) | (_, false) => 2,
    })
}

fn obey(order: Order, output: &mut Output) -> Status {
    match order {
        Order::Run(order) => run::run(&order, output),
        Order::New(order) => new::new(&order, output),
        Order::NewGrid(path) => grid::new(&path, output),
        Order::Check(paths) => check::check(&paths, output),
        Order::Journal(path) => journal::journal(&path, output),
        Order::Clock(path) => clock::clock(&path, output),
        Order::Export(order) => export::export(&order, output),
        Order::Keys(order) => keys::keys(&order, output),
        Order::Verify(order) => verify::verify(&order, output),
        Order::Consolidate(order) => consolidate::consolidate(&order, output),
    }
}

/// `--lang` wherever it stands, else the locale: the help itself must know before the arguments are read.
fn language(arguments: &[OsString]) -> Lang {
    let texts: Vec<&str> = arguments.iter().filter_map(|each| each.to_str()).collect();
    let after = texts.iter().position(|text| *text == "--lang").and_then(|place| texts.get(place + 1)).copied();
    let joined = texts.iter().find_map(|text| text.strip_prefix("--lang="));
    match after.or(joined) {
        Some(name) => Lang::from_locale(Some(name)),
        None => Lang::from_locale(sys_locale::get_locale().as_deref()),
    }
}
