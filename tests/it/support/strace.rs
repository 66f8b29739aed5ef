//! The program under `strace`: what it asks of the system on files, one call of which can be made to fail, or to be the
//! last.

use std::fs::{self, File};
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{Desk, Home, PROGRAM, is_answer, plain};

/// What is watched: whatever changes a file or puts it on the disk, and every opening.
const WATCHED: &str = "trace=?open,openat,write,pwrite64,writev,fdatasync,fsync,?rename,renameat,renameat2,ftruncate,\
                       ?unlink,unlinkat,?mkdir,mkdirat,?link,linkat,?chmod,fchmodat,fchmod";

/// A call to the system.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    pub(crate) name: String,
    /// Which it is among those of its name, from 1.
    pub(crate) nth: usize,
    /// The number of the open file that it is about, if it is about one.
    pub(crate) number: Option<u32>,
    /// The file's name, whole.
    pub(crate) path: PathBuf,
    /// The other texts that it was given: what is written, or another name.
    pub(crate) given: Vec<Vec<u8>>,
    /// What came out of it; nothing where the process was killed in it.
    pub(crate) result: Option<i64>,
}

impl Call {
    /// What it does to which file, without what is different each time.
    pub(crate) fn what(&self) -> String {
        let name = self.path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let name = if name.starts_with(".tmp") { ".tmp".to_owned() } else { name };
        let name = if self.number == Some(1) { "standard output".to_owned() } else { name };
        format!("{} {name}", self.name)
    }

    pub(crate) fn is_sync(&self) -> bool {
        matches!(self.name.as_str(), "fsync" | "fdatasync")
    }

    pub(crate) fn is_write(&self) -> bool {
        matches!(self.name.as_str(), "write" | "pwrite64")
    }

    pub(crate) fn is_rename(&self) -> bool {
        self.name.starts_with("rename")
    }

    pub(crate) fn done(&self) -> bool {
        self.result.is_some_and(|result| result >= 0)
    }

    /// The answer that it says on standard output, if it says one.
    pub(crate) fn answers(&self) -> Option<String> {
        let text = (self.number == Some(1) && self.done()).then(|| self.given.first())??;
        let text = plain(&String::from_utf8_lossy(text));
        is_answer(text.trim_end()).then(|| text.trim_end().to_owned())
    }
}

/// `strace` with these orders, and a desk's line mode after it.
pub(crate) fn strace(desk: &Desk<'_>, log: &Path, orders: &[String]) -> Command {
    strace_of(desk.home, log, orders, &desk.arguments())
}

/// `strace` with these orders, and the program with these arguments after it.
pub(crate) fn strace_of(home: &Home, log: &Path, orders: &[String], arguments: &[String]) -> Command {
    // Whoever runs the tests may have them ignore what a lost terminal says.
    let mut command = home.program("env");
    command.args(["--default-signal=HUP,TERM", "strace"]);
    command.args(["-f", "-qq", "-y", "-xx", "-s", "9999999", "-o"]).arg(log);
    command.args(["-e", WATCHED, "-e", "signal=none"]);
    for order in orders {
        command.args(["-e", order]);
    }
    command.arg("--").arg(PROGRAM).args(arguments);
    command
}

/// A run that is over.
#[derive(Debug)]
pub(crate) struct Traced {
    /// The signal that ended it, or its exit code.
    pub(crate) signal: Option<i32>,
    pub(crate) code: Option<i32>,
    /// The answers that were read, in order.
    pub(crate) answers: Vec<String>,
    pub(crate) err: String,
    pub(crate) calls: Vec<Call>,
}

/// Runs line mode on this script, with these orders.
pub(crate) fn traced(desk: &Desk<'_>, script: &[String], orders: &[String]) -> Traced {
    let (input, log) = (desk.folder.with_extension("script"), desk.folder.with_extension("strace"));
    fs::write(&input, script.join("\n") + "\n").unwrap();
    let mut command = strace(desk, &log, orders);
    command.stdin(File::open(&input).unwrap()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let output = command.output().unwrap_or_else(|fault| panic!("strace must be installed: {fault}"));
    let said = plain(&String::from_utf8_lossy(&output.stdout));
    let calls = calls(&log);
    fs::remove_file(&log).unwrap();
    fs::remove_file(&input).unwrap();
    Traced {
        signal: output.status.signal(),
        code: output.status.code(),
        answers: said.lines().filter(|line| is_answer(line)).map(str::to_owned).collect(),
        err: plain(&String::from_utf8_lossy(&output.stderr)),
        calls,
    }
}

/// The calls of a log, from the moment at which the program itself begins.
pub(crate) fn calls(log: &Path) -> Vec<Call> {
    let text = fs::read_to_string(log).unwrap();
    let mut calls: Vec<Call> = Vec::new();
    for line in text.lines() {
        let Some(mut call) = call(line) else { continue };
        call.nth += calls.iter().filter(|before| before.name == call.name).count();
        calls.push(call);
    }
    // What comes before is the loading of libraries.
    let begins = calls.iter().position(|call| call.path.ends_with("boot_id")).unwrap_or(0);
    calls.split_off(begins)
}

/// `123 write(4</path>, "\x41\x42", 2) = 2`
fn call(line: &str) -> Option<Call> {
    let (_, line) = line.split_once(' ')?;
    let (name, rest) = line.trim_start().split_once('(')?;
    if !name.chars().all(|letter| letter.is_ascii_alphanumeric()) {
        return None;
    }
    let (arguments, result) = rest.rsplit_once(" = ").unwrap_or((rest, "?"));
    let mut texts: Vec<Vec<u8>> = arguments.split('"').skip(1).step_by(2).map(bytes).collect();
    let first = arguments.split_once('<').filter(|(number, _)| number.chars().all(|digit| digit.is_ascii_digit()));
    let (number, path) = match first {
        Some((number, rest)) => (number.parse().ok(), name_of(rest.split_once('>')?.0)?),
        None if texts.is_empty() => return None,
        None => (None, String::from_utf8(texts.remove(0)).ok()?.into()),
    };
    let result = result.split([' ', '<']).next().and_then(|result| result.parse().ok());
    Some(Call { name: name.to_owned(), nth: 1, number, path, given: texts, result })
}

/// The name of an open file, spelled out or not.
fn name_of(text: &str) -> Option<PathBuf> {
    let spelled = if text.starts_with("\\x") { String::from_utf8(bytes(text)).ok()? } else { text.to_owned() };
    Some(spelled.into())
}

/// `\x41\x42`
fn bytes(text: &str) -> Vec<u8> {
    text.split("\\x").skip(1).filter_map(|digits| u8::from_str_radix(digits, 16).ok()).collect()
}
