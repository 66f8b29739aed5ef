//! Signing through agents, sound and not.

use std::io::{Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use soutenance::signing::{SigningError, SigningKey, VerifyError};

use super::{Desk, MINUTES, run};

/// An agent that ends with the test.
struct Agent {
    child: Child,
    socket: PathBuf,
}

impl Agent {
    fn start(desk: &Desk) -> Self {
        let socket = desk.path("agent");
        let child = Command::new("ssh-agent")
            .args(["-D", "-a", socket.to_str().unwrap()])
            .envs([("SSH_ASKPASS", "/bin/false"), ("DISPLAY", ":9")])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("ssh-agent must be installed");
        let agent = Self { child, socket };
        let start = Instant::now();
        // The socket is there a moment before anybody listens.
        while UnixStream::connect(&agent.socket).is_err() {
            assert!(start.elapsed() < Duration::from_secs(10), "ssh-agent does not start");
            std::thread::sleep(Duration::from_millis(5));
        }
        agent
    }

    fn add(&self, args: &[&str]) {
        let output = run("ssh-add", args, b"", &[("SSH_AUTH_SOCK", self.socket.to_str().unwrap())]);
        assert!(output.status.success(), "{output:?}");
    }
}

impl Drop for Agent {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn an_agent_signs() {
    let desk = Desk::new();
    let public = desk.public("key");
    let agent = Agent::start(&desk);
    let from_agent = || SigningKey::from_agent_at(&agent.socket, &public);
    assert!(matches!(from_agent(), Err(SigningError::AgentLacksKey { .. })));
    desk.make_key("ecdsa", "ecdsa", "");
    agent.add(&["-q", &desk.text_path("ecdsa"), &desk.text_path("key")]);
    let key = from_agent().unwrap();
    assert_eq!(key.sign(MINUTES).unwrap(), desk.key().sign(MINUTES).unwrap());
    // Added again so that its user must confirm, with nobody to ask.
    agent.add(&["-q", "-c", &desk.text_path("key")]);
    assert!(matches!(key.sign(MINUTES), Err(SigningError::AgentRefused { .. })));
    agent.add(&["-q", "-D"]);
    assert!(matches!(key.sign(MINUTES), Err(SigningError::AgentRefused { .. })));
    drop(agent);
    assert!(matches!(key.sign(MINUTES), Err(SigningError::AgentUnreachable { .. })));
}

/// An agent that answers any request with these bytes, as many times.
fn answer_with(socket: &Path, answers: usize, answer: Vec<u8>) {
    let listener = UnixListener::bind(socket).unwrap();
    std::thread::spawn(move || {
        for _ in 0..answers {
            let (mut stream, _) = listener.accept().unwrap();
            let mut length = [0; 4];
            stream.read_exact(&mut length).unwrap();
            let mut request = vec![0; u32::from_be_bytes(length) as usize];
            stream.read_exact(&mut request).unwrap();
            let _ = stream.write_all(&answer);
        }
    });
}

#[test]
fn an_agent_is_not_taken_at_its_word() {
    let desk = Desk::new();
    let public = desk.public("key");
    let string = |bytes: &[u8]| [&u32::try_from(bytes.len()).unwrap().to_be_bytes(), bytes].concat();
    let signature = string(&[string(b"ssh-ed25519"), string(&[0; 64])].concat());
    let forged = string(&[vec![14], signature].concat());
    let (liar, fool) = (desk.path("liar"), desk.path("fool"));
    answer_with(&liar, 2, forged);
    answer_with(&fool, 2, string(&[99]));
    let sign = |socket| SigningKey::from_agent_at(socket, &public).unwrap().sign(MINUTES).unwrap_err();
    assert!(matches!(sign(&liar), SigningError::Unverifiable(VerifyError::SignatureInvalid)));
    assert!(matches!(sign(&fool), SigningError::AgentGarbled { .. }));
}
