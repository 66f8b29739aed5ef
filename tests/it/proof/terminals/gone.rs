//! Terminals that are not there, or not any more.

use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::super::super::support::pty::{Pty, on_a_terminal};
use super::super::super::support::{Home, PATIENCE, PROGRAM};
use super::super::{counted, some};
use super::{USUAL, ticks};

/// The only child of a process.
fn child_of(pid: u32) -> u32 {
    let children = std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap();
    children.trim().parse().unwrap_or_else(|_| panic!("one child expected: {children:?}"))
}

/// The terminal goes away, and no signal says so: the program has no controlling terminal.
#[test]
fn a_terminal_lost_without_a_signal() {
    let home = Home::new();
    let desk = home.example("b204");
    let (mut ended, mut spent) = (0, 0);
    for _ in 0..some(1, 20) {
        for (command, text, keys) in
            [("run", "LEFÈVRE", ""), ("run", "LEFÈVRE", "?"), ("clock", "", ""), ("run", "LEFÈVRE", "!incident")]
        {
            // The shell says which process it becomes, and ignores the signal as `nohup` does.
            let script = format!("trap '' HUP; setsid --wait '{PROGRAM}' {command} '{}'", desk.text_path());
            let args = ["sh", "-c", &format!("{script}; exit")];
            let (shell, terminal) =
                on_a_terminal(&home, &args, if text.is_empty() { "\x1b[?1049h" } else { text }, keys);
            let waiting = child_of(shell.process_id().unwrap());
            // `setsid` starts another process where it leads its group, and else becomes the program.
            let children =
                std::fs::read_to_string(format!("/proc/{waiting}/task/{waiting}/children")).unwrap_or_default();
            let pid = children.trim().parse().unwrap_or(waiting);
            assert!(ticks(pid).is_some(), "« {command} » ended with its terminal there");
            drop(terminal);
            let start = Instant::now();
            while let Some(now) = ticks(pid) {
                spent = spent.max(now);
                if start.elapsed() > PATIENCE {
                    let _ = kill_process(Pid::from_raw(pid.cast_signed()).unwrap(), Signal::KILL);
                    panic!("« {command} » goes on without a terminal: {now} ticks");
                }
                sleep(Duration::from_millis(10));
            }
            ended += 1;
        }
    }
    counted("terminals lost without a signal", &format!("{ended} programs ended by themselves, {spent} ticks at most"));
    assert!(ended >= 4);
}

#[test]
fn what_is_no_terminal() {
    let home = Home::new();
    let mut tried = 0;
    // On a terminal, with one end of it taken away; on the screens and in lines.
    for (mode, code) in [("", 2), ("--line", 0)] {
        for ends in ["<&-", "</dev/null", ">/dev/full", ">&-", "| cat", "2>&-", "<&- >&- 2>&-"] {
            let desk = home.example(&format!("t{tried}"));
            let script =
                format!("exec 3>&1; {{ '{PROGRAM}' run '{}' {mode}; echo CODE=$? >&3; }} {ends}", desk.text_path());
            let mut screen = Pty::start(&home, &["sh", "-c", &script], USUAL, &[]);
            // Where it has its terminal it stays until it is told to go.
            if ends == "2>&-" || (mode == "--line" && [">/dev/full", ">&-", "| cat"].contains(&ends)) {
                screen.until("something", |screen| !screen.contents().is_empty() || ends.starts_with('>'));
                sleep(Duration::from_millis(200));
                screen.send(if mode.is_empty() { "q" } else { "\x04" });
            }
            screen.ended();
            let text = screen.text();
            let said = text.lines().find_map(|line| line.split_once("CODE=")).map(|(_, code)| code.trim().to_owned());
            let said: i32 = said.unwrap_or_else(|| panic!("no code with {ends}: {text}")).parse().unwrap();
            assert!(said == code || said == 0 || said == 2, "{mode} {ends}: {said}\n{text}");
            assert!(!text.contains("panicked"), "{mode} {ends}: {text}");
            tried += 1;
        }
    }
    // Without any terminal.
    for args in [&["run"][..], &["run", "--line"], &["clock"]] {
        let desk = home.example(&format!("t{tried}"));
        let mut command = home.program(PROGRAM);
        command.arg(args[0]).arg(desk.text_path()).args(&args[1..]);
        let output = command.stdin(Stdio::null()).output().unwrap();
        assert_eq!(output.status.code(), Some(if args.len() == 2 { 0 } else { 2 }), "{args:?}");
        tried += 1;
    }
    counted("ends that are no terminal", &format!("{tried} tried, each told or ended"));
    assert_eq!(tried, 17);
}
