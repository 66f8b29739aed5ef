//! The way to a signature: key, minutes drawn, files written and signed, signature recorded.
//!
//! The key comes first, so that a wrong passphrase closes nothing. Once the minutes are drawn the hearing does
//! not change; should the machine stop there, signing again gives the same files.

use super::App;
use super::message::{Effect, Notice, Secret, SigningFault};
use super::screen::{Hidden, Overlay};
use crate::domain::command::{Command, Refusal, Signature};
use crate::domain::decide::{decide, may_sign};
use crate::domain::id::{CandidateId, MemberId};
use crate::domain::minutes;

impl App {
    /// Begins to sign: whether it may be done is known before a key is touched.
    pub(super) fn sign(&mut self, member: MemberId, secret: Option<Secret>) -> Vec<Effect> {
        let allowed = match self.session.open() {
            None => Err(Refusal::NoHearing),
            Some((_, hearing)) => may_sign(&self.session, hearing, &member).and_then(|()| {
                if hearing.is_drawn() { Ok(()) } else { decide(&self.session, &Command::Draw).map(|_| ()) }
            }),
        };
        // Signing again makes the same files again: what a power cut took away is put back.
        let allowed = match allowed {
            Err(Refusal::AlreadySigned(_)) => Ok(()),
            other => other,
        };
        if let Err(refusal) = allowed {
            self.overlay = None;
            return self.refuse(refusal);
        }
        self.overlay = Some(Overlay::Signing(member.clone()));
        self.signing = Some(member.clone());
        vec![Effect::Unlock(member, secret)]
    }

    /// A key that nobody waits for any more draws up nothing.
    pub(super) fn unlocked(&mut self) -> Vec<Effect> {
        if self.signing.is_none() {
            return Vec::new();
        }
        let Some((candidate, hearing)) = self.session.open() else { return Vec::new() };
        if hearing.is_drawn() {
            let id = candidate.id.clone();
            return self.drawn(&id);
        }
        self.command(&Command::Draw)
    }

    /// The minutes are drawn: if a key waits for them, they are written and signed.
    pub(super) fn drawn(&mut self, candidate: &CandidateId) -> Vec<Effect> {
        if self.signing.is_none() {
            return Vec::new();
        }
        match minutes::build(&self.session, candidate) {
            Some(minutes) => vec![Effect::WriteAndSign(Box::new(minutes))],
            None => Vec::new(),
        }
    }

    /// The files are on the disk: what is new about it is recorded.
    pub(super) fn written(&mut self, signature: Signature) -> Vec<Effect> {
        let known = self.session.open().is_some_and(|(_, hearing)| hearing.has_signed(&signature.signer));
        if known {
            self.signing = None;
            self.overlay = None;
            return self.say(Notice::Already);
        }
        self.command(&Command::Signed(signature))
    }

    pub(super) fn signing_failed(&mut self, fault: SigningFault) -> Vec<Effect> {
        self.signing = None;
        self.overlay = match &fault {
            SigningFault::PassphraseNeeded(member) | SigningFault::WrongPassphrase(member) => {
                Some(Overlay::Passphrase { member: member.clone(), field: Hidden::default() })
            }
            SigningFault::NoKey(_)
            | SigningFault::AnotherKey(_)
            | SigningFault::KeyUnreadable(..)
            | SigningFault::NotAKey(_)
            | SigningFault::NoAgent
            | SigningFault::AgentUnreachable
            | SigningFault::AgentLacksKey(_)
            | SigningFault::AgentRefused
            | SigningFault::Key(_)
            | SigningFault::Write(..) => None,
        };
        self.say(Notice::SigningFailed(fault))
    }

    pub(super) fn close_signing(&mut self) {
        if let Some(Overlay::Signing(_)) = self.overlay {
            self.overlay = None;
        }
    }
}
