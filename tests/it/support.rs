//! What the end-to-end tests stand on: a home of their own, sessions, the program, conversations in line mode.
//!
//! Each test has its own folder and a clean environment: nothing of who runs it is seen by the program.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests")]

pub(crate) mod alone;
pub(crate) mod exam;
pub(crate) mod pty;
pub(crate) mod strace;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use tempfile::TempDir;

/// The program under test.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_soutenance");

/// Longer than anything takes on a machine under load.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

pub(crate) const FRENCH: &str = "fr_FR.UTF-8";
pub(crate) const ENGLISH: &str = "en_GB.UTF-8";

/// The 26 items of the grid of the example.
pub(crate) fn example_items() -> Vec<String> {
    let blocks = [("BC01", 7), ("BC02", 5), ("BC03", 6), ("BC04", 6)];
    let items = blocks.iter().flat_map(|(block, count)| (1..=*count).map(move |n| format!("{block}.{n}")));
    items.chain(["CT1".to_owned(), "CT2".to_owned()]).collect()
}

/// What a program said.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// French no-break spaces as plain ones: the tests here are about what is said; how it is set has a test of its own.
pub(crate) fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

impl Said {
    fn from(output: Output) -> Self {
        let text = |bytes| plain(&String::from_utf8(bytes).expect("output is UTF-8"));
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// That it ended with this code.
    #[track_caller]
    pub(crate) fn ends_with(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }

    /// Output and error together.
    pub(crate) fn all(&self) -> String {
        format!("{}{}", self.out, self.err)
    }

    pub(crate) fn lines(&self) -> Vec<&str> {
        self.out.lines().collect()
    }
}

/// A home folder that goes away with the test.
pub(crate) struct Home {
    folder: TempDir,
    lang: &'static str,
}

impl Home {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), lang: FRENCH }
    }

    pub(crate) fn english(self) -> Self {
        Self { lang: ENGLISH, ..self }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, text).unwrap();
        path
    }

    /// The environment of every program: nothing but this.
    pub(crate) fn environment(&self) -> Vec<(&'static str, String)> {
        vec![
            ("PATH", std::env::var("PATH").expect("PATH is set")),
            ("TERM", "xterm-256color".to_owned()),
            ("HOME", self.folder.path().to_str().unwrap().to_owned()),
            ("TZ", "Europe/Paris".to_owned()),
            ("LANG", self.lang.to_owned()),
            ("USER", "essai".to_owned()),
        ]
    }

    /// Any program, in this home.
    pub(crate) fn program(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env_clear().envs(self.environment()).current_dir(self.folder.path());
        command
    }

    /// The program under test, with these arguments, and nothing to read.
    pub(crate) fn run(&self, args: &[&str]) -> Said {
        self.run_with(args, b"")
    }

    pub(crate) fn run_with(&self, args: &[&str], input: &[u8]) -> Said {
        feed(self.program(PROGRAM).args(args), input)
    }

    /// `ssh-keygen`; a machine without it fails the test.
    pub(crate) fn ssh_keygen(&self, args: &[&str], input: &[u8]) -> Said {
        feed(self.program("ssh-keygen").args(args), input)
    }

    /// A copy of the example of the repository, as it is before it begins.
    pub(crate) fn example(&self, name: &str) -> Desk<'_> {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions/exemple");
        let folder = self.path(name);
        fs::create_dir_all(folder.join("keys")).unwrap();
        for file in ["session.toml", "grid.toml", "candidates.csv"] {
            fs::copy(from.join(file), folder.join(file)).unwrap();
        }
        for key in ["claire.moreau", "karim.benali"] {
            fs::copy(from.join("keys").join(key), folder.join("keys").join(key)).unwrap();
            fs::set_permissions(folder.join("keys").join(key), fs::Permissions::from_mode(0o600)).unwrap();
        }
        self.write("phrase", "exemple\n");
        Desk { home: self, folder }
    }

    /// A member of a jury as `session.toml` has it, with a new key without a passphrase in this folder.
    pub(crate) fn member(&self, keys: &Path, id: &str, key_file: &str, presides: bool) -> String {
        let key = keys.join(id);
        self.run(&["keys", "new", key.to_str().unwrap(), "--name", id, "--no-passphrase"]).ends_with(0);
        let public = fs::read_to_string(keys.join(format!("{id}.pub"))).unwrap();
        format!(
            "\n[[jury]]\nid = \"{id}\"\nname = \"{id}\"\ncapacity = \"professionnel\"\npresident = {presides}\n\
             public_key = \"{}\"\nkey_file = \"{key_file}\"\n",
            public.trim()
        )
    }

    /// A small session: two blocks, six items in all, phases of this length, keys without a passphrase.
    pub(crate) fn small(&self, name: &str, phase: &str, warnings: &str) -> Desk<'_> {
        let folder = self.path(name);
        fs::create_dir_all(folder.join("keys")).unwrap();
        let grid = SMALL_GRID.replace("LENGTH", phase).replace("WARNINGS", warnings);
        fs::write(folder.join("grid.toml"), grid).unwrap();
        fs::write(folder.join("candidates.csv"), SMALL_LIST).unwrap();
        let mut session = SMALL_SESSION.to_owned();
        for (id, presides) in [("claire.moreau", true), ("karim.benali", false)] {
            session.push_str(&self.member(&folder.join("keys"), id, &format!("keys/{id}"), presides));
        }
        fs::write(folder.join("session.toml"), session).unwrap();
        Desk { home: self, folder }
    }
}

impl Home {
    /// [`Home::small`], where a competence has fifty criteria, `B1.3.1` to `B1.3.50`, of two indicators each.
    pub(crate) fn large(&self, name: &str) -> Desk<'_> {
        let desk = self.small(name, "20min", "");
        let whole = "    { code = \"B1.3\", text = \"Chiffrer\" },\n";
        let criterion = |number| {
            format!(
                "{{ code = \"B1.3.{number}\", text = \"Point {number} du devis\", indicators = [\"hypothèses écrites\", \
                 \"marge justifiée\"] }}"
            )
        };
        let criteria: Vec<String> = (1..=50).map(criterion).collect();
        let parted =
            format!("    {{ code = \"B1.3\", text = \"Chiffrer\", criterion = [{}] }},\n", criteria.join(", "));
        let grid = desk.read("grid.toml");
        assert!(grid.contains(whole));
        fs::write(desk.path("grid.toml"), grid.replace(whole, &parted)).unwrap();
        desk
    }
}

/// The items of [`Home::small`].
pub(crate) const SMALL_ITEMS: [&str; 6] = ["B1.1", "B1.2", "B1.3", "B2.1", "B2.2", "T1"];

const SMALL_LIST: &str = "identifiant;nom;prénom;blocs;heure;aménagement\n\
                          C1;Lefèvre;Anaïs;B1 B2;09:00;\n\
                          C2;N’Guessan;Maëlys;B1 B2;10:00;tiers-temps\n";

const SMALL_SESSION: &str = "format = \"soutenance-session/1\"\nname = \"essai\"\nroom = \"B204\"\ndate = 2027-06-14\n\
                             mode = \"collegial\"\n";

const SMALL_GRID: &str = r#"format = "soutenance-grid/1"
code = "ESSAI"
title = "Certification d’essai"
certifier = "Personne"
level = 7
source = "inventée pour les essais"

[[phase]]
id = "presentation"
title = { fr = "Présentation", en = "Presentation" }
duration = "LENGTH"
warnings = [WARNINGS]

[[phase]]
id = "interview"
title = { fr = "Entretien", en = "Interview" }
duration = "LENGTH"
warnings = [WARNINGS]

[[scale.level]]
id = "non-acquis"
title = { fr = "Non acquis", en = "Not acquired" }

[[scale.level]]
id = "en-cours"
title = { fr = "En cours d’acquisition", en = "Being acquired" }

[[scale.level]]
id = "acquis"
title = { fr = "Acquis", en = "Acquired" }

[[scale.level]]
id = "maitrise"
title = { fr = "Maîtrisé", en = "Mastered" }

[decision.block]
every_item_at_least = "acquis"

[decision.certification]
blocks = ["B1", "B2"]
transversal = ["T1"]

[[jury.capacity]]
id = "professionnel"
title = { fr = "Professionnel", en = "Professional" }
external = true

[jury.hearing]
members = 1

[[block]]
code = "B1"
title = "Concevoir"
competence = [
    { code = "B1.1", text = "Étudier la demande" },
    { code = "B1.2", text = "Proposer une architecture" },
    { code = "B1.3", text = "Chiffrer" },
]

[[block]]
code = "B2"
title = "Livrer"
competence = [
    { code = "B2.1", text = "Écrire le logiciel" },
    { code = "B2.2", text = "L’éprouver" },
]

[[transversal]]
code = "T1"
text = "L’anglais technique"
"#;

fn feed(command: &mut Command, input: &[u8]) -> Said {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{command:?} must be installed: {error}"));
    let mut pipe = child.stdin.take().unwrap();
    let input = input.to_owned();
    // On a thread: a program that answers before it has read all must not wait for us, nor we for it. One that stops
    // before reading all is no failure of the test.
    let writing = std::thread::spawn(move || drop(pipe.write_all(&input)));
    let said = Said::from(child.wait_with_output().unwrap());
    writing.join().unwrap();
    said
}

/// A session's folder.
pub(crate) struct Desk<'a> {
    pub(crate) home: &'a Home,
    pub(crate) folder: PathBuf,
}

impl Desk<'_> {
    pub(crate) fn text_path(&self) -> &str {
        self.folder.to_str().unwrap()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|fault| panic!("{name}: {fault}"))
    }

    pub(crate) fn journal(&self) -> Vec<serde_json::Value> {
        self.read("journal.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// How many records of this kind the journal holds.
    pub(crate) fn count(&self, event: &str) -> usize {
        self.journal().iter().filter(|record| record["event"] == event).count()
    }

    pub(crate) fn arguments(&self) -> Vec<String> {
        let mut args = vec!["run".to_owned(), self.text_path().to_owned(), "--line".to_owned()];
        let phrase = self.home.path("phrase");
        if phrase.exists() {
            args.extend(["--passphrase-file".to_owned(), phrase.to_str().unwrap().to_owned()]);
        }
        let codes = self.home.path("codes");
        if codes.exists() {
            args.extend(["--codes-file".to_owned(), codes.to_str().unwrap().to_owned()]);
        }
        args
    }

    /// Line mode with a script on its input.
    pub(crate) fn script(&self, lines: &[&str], more: &[&str]) -> Said {
        let input = lines.join("\n") + "\n";
        self.bytes(input.as_bytes(), more)
    }

    pub(crate) fn bytes(&self, input: &[u8], more: &[&str]) -> Said {
        let args = self.arguments();
        let args: Vec<&str> = args.iter().map(String::as_str).chain(more.iter().copied()).collect();
        self.home.run_with(&args, input)
    }

    /// Line mode, a line at a time.
    pub(crate) fn talk(&self) -> Talk {
        Talk::start(self.home.program(PROGRAM).args(self.arguments()))
    }

    /// The same, started by another program with these first arguments.
    pub(crate) fn talk_by(&self, starter: &[&str]) -> Talk {
        let (first, rest) = starter.split_first().unwrap();
        Talk::start(self.home.program(first).args(rest).arg(PROGRAM).args(self.arguments()))
    }

    /// The jury as a list of signers, in a file of the home.
    pub(crate) fn signers(&self) -> PathBuf {
        let said = self.home.run(&["keys", "signers", self.text_path()]).ends_with(0);
        self.home.write("allowed_signers", said.out)
    }

    /// Verifies what is in `minutes`.
    pub(crate) fn verify(&self) -> Said {
        let (minutes, signers) = (self.path("minutes"), self.signers());
        self.home.run(&["verify", minutes.to_str().unwrap(), "--signers", signers.to_str().unwrap()])
    }

    /// Hears a candidate of a small session from beginning to signature.
    pub(crate) fn hear_small(&self, candidate: &str) {
        let mut lines = vec![format!("ouvrir {candidate}"), "présents tous".into(), "démarrer".into()];
        lines.extend(SMALL_ITEMS.map(|item| format!("noter {item} 3")));
        lines.push("commenter B1.2 Très bien — « à suivre »".into());
        let end = ["suivant", "suivant", "décider B1 validé", "décider B2 validé"];
        lines.extend(end.map(str::to_owned));
        lines.extend(["signer claire.moreau", "signer karim.benali", "fermer"].map(str::to_owned));
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        self.script(&lines, &["--stop-on-error"]).ends_with(0);
    }
}

/// Whether a line is the answer that ends what a command says.
pub(crate) fn is_answer(line: &str) -> bool {
    line == "ok" || ["ok ", "erreur ", "error "].iter().any(|word| line.starts_with(word))
}

/// Line mode, a line at a time.
pub(crate) struct Talk {
    child: Child,
    input: Option<ChildStdin>,
    lines: Receiver<String>,
}

impl Talk {
    pub(crate) fn start(command: &mut Command) -> Self {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let (give, lines) = channel();
        std::thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                if give.send(line).is_err() {
                    break;
                }
            }
        });
        let input = child.stdin.take();
        Self { child, input, lines }
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// The input, to be written to on another thread.
    pub(crate) fn take_input(&mut self) -> ChildStdin {
        self.input.take().unwrap()
    }

    /// Whether the line could be written.
    pub(crate) fn say(&mut self, line: &str) -> bool {
        let input = self.input.as_mut().unwrap();
        input.write_all(format!("{line}\n").as_bytes()).and_then(|()| input.flush()).is_ok()
    }

    /// The next line, or none when the program has ended.
    pub(crate) fn line(&mut self) -> Option<String> {
        match self.lines.recv_timeout(PATIENCE) {
            Ok(line) => Some(plain(&line)),
            Err(RecvTimeoutError::Disconnected) => None,
            Err(RecvTimeoutError::Timeout) => panic!("line mode says nothing more, and does not end"),
        }
    }

    /// What is said up to a line for which this holds.
    #[track_caller]
    pub(crate) fn until(&mut self, holds: impl Fn(&str) -> bool) -> Vec<String> {
        let mut said = Vec::new();
        loop {
            let Some(line) = self.line() else { panic!("line mode ended after {said:#?}") };
            said.push(line);
            if holds(said.last().unwrap()) {
                return said;
            }
        }
    }

    /// What a command says, its answer last.
    #[track_caller]
    pub(crate) fn ask(&mut self, line: &str) -> Vec<String> {
        assert!(self.say(line), "line mode has ended before « {line} »");
        self.until(is_answer)
    }

    /// What a command says, its answer `ok`.
    #[track_caller]
    pub(crate) fn ok(&mut self, line: &str) -> String {
        let said = self.ask(line).join("\n");
        assert!(said.lines().last().unwrap().starts_with("ok"), "« {line} » gives: {said}");
        said
    }

    /// What a command says, its answer a refusal.
    #[track_caller]
    pub(crate) fn refused(&mut self, line: &str) -> String {
        let said = self.ask(line).join("\n");
        assert!(!said.lines().last().unwrap().starts_with("ok"), "« {line} » gives: {said}");
        said
    }

    /// Ends the input; what was still said, and the exit code.
    pub(crate) fn end(&mut self) -> (Vec<String>, Option<i32>) {
        self.input = None;
        let mut rest = Vec::new();
        while let Some(line) = self.line() {
            rest.push(line);
        }
        (rest, self.child.wait().unwrap().code())
    }

    /// Stops the program as a power cut would.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Talk {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Numbers that look random and are the same each time.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % below
    }
}
