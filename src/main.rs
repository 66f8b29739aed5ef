//! The program: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    soutenance::cli::main(std::env::args_os().collect())
}
