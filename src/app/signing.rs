//! The way to a signature: key, then what is signed, then its record.
//!
//! The key comes first, so that a wrong passphrase closes nothing. Once the minutes are drawn the hearing does
//! not change; should the machine stop there, signing again gives the same files.

use super::App;
use super::message::{Effect, Notice, Secret, SigningFault};
use super::screen::{Hidden, Overlay, Question};
use crate::domain::closing::ClosingSignature;
use crate::domain::command::{Command, Refusal, Signature, WholeCommand};
use crate::domain::decide::{decide, may_sign, may_write};
use crate::domain::id::{CandidateId, MemberId};
use crate::domain::minutes;

/// What a member signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signs {
    /// The minutes of the open hearing.
    Minutes,
    /// The seal of the sheet that is open.
    Seal,
    /// What the session came to.
    Closing,
}

impl App {
    /// Begins to sign the minutes.
    pub(super) fn sign(&mut self, member: MemberId, secret: Option<Secret>) -> Vec<Effect> {
        self.begin_signing(member, Signs::Minutes, secret)
    }

    /// Begins to sign: whether it may be done is known before a key is touched.
    pub(super) fn begin_signing(&mut self, member: MemberId, what: Signs, secret: Option<Secret>) -> Vec<Effect> {
        let allowed = match what {
            Signs::Minutes => self.may_sign_minutes(&member),
            Signs::Seal => match self.session.open() {
                Some((candidate, _)) => may_write(&self.session, &candidate.id, &member),
                None => Err(self.nothing_open()),
            },
            Signs::Closing => self.may_sign_closing(&member),
        };
        // Signing again makes the same files again: what a power cut took away is put back.
        let allowed = match allowed {
            Err(Refusal::AlreadySigned(_)) if !self.signed_on_paper(&member, what) => Ok(()),
            other => other,
        };
        if let Err(refusal) = allowed {
            self.overlay = None;
            return self.refuse(refusal);
        }
        self.overlay = Some(Overlay::Signing(member.clone()));
        self.signing = Some((member.clone(), what));
        vec![Effect::Unlock(member, secret)]
    }

    /// Whether the member signed these minutes on paper: a key adds nothing that the record knows of.
    fn signed_on_paper(&self, member: &MemberId, what: Signs) -> bool {
        let drawn = self.session.open().and_then(|(_, hearing)| hearing.drawn.as_ref());
        what == Signs::Minutes && drawn.is_some_and(|drawn| drawn.papers.contains(member))
    }

    fn may_sign_minutes(&self, member: &MemberId) -> Result<(), Refusal> {
        let (_, hearing) = self.session.open().ok_or_else(|| self.nothing_open())?;
        may_sign(&self.session, hearing, member)?;
        if hearing.is_drawn() { Ok(()) } else { decide(&self.session, &Command::Draw).map(|_| ()) }
    }

    pub(super) fn may_sign_closing(&self, member: &MemberId) -> Result<(), Refusal> {
        let closed = self.session.course().closed.as_ref().ok_or(Refusal::SessionNotClosed)?;
        if closed.signatures.iter().any(|made| made.signer == *member) {
            return Err(Refusal::AlreadySigned(member.clone()));
        }
        self.session.plan().jury.member(member).map(|_| ()).ok_or_else(|| Refusal::UnknownMember(member.clone()))
    }

    /// A key that nobody waits for any more signs nothing.
    pub(super) fn unlocked(&mut self) -> Vec<Effect> {
        let Some((_, what)) = &self.signing else { return Vec::new() };
        match what {
            Signs::Minutes => self.draw_or_write(),
            Signs::Seal => self.statement().map(Effect::SignSeal).into_iter().collect(),
            Signs::Closing => self.write_closing(),
        }
    }

    fn draw_or_write(&mut self) -> Vec<Effect> {
        let Some((candidate, hearing)) = self.session.open() else { return Vec::new() };
        if hearing.is_drawn() {
            let id = candidate.id.clone();
            return self.drawn(&id);
        }
        self.command(&Command::Draw)
    }

    fn write_closing(&self) -> Vec<Effect> {
        let closed = self.session.course().closed.as_ref();
        closed.map(|closed| Effect::WriteClosing(closed.closing.clone())).into_iter().collect()
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
        if known { self.signed_before() } else { self.command(&Command::Signed(signature)) }
    }

    /// What the session came to is on the disk, signed.
    pub(super) fn closing_written(&mut self, signature: ClosingSignature) -> Vec<Effect> {
        match self.may_sign_closing(&signature.signer) {
            Ok(()) => self.command(&Command::Whole(WholeCommand::Signed(signature))),
            Err(_) => self.signed_before(),
        }
    }

    fn signed_before(&mut self) -> Vec<Effect> {
        self.signing = None;
        self.overlay = None;
        self.say(Notice::Already)
    }

    /// A key could not be used: the passphrase is asked for, or a sheet may be sealed without a signature.
    pub(super) fn signing_failed(&mut self, fault: SigningFault) -> Vec<Effect> {
        let what = self.signing.take().map_or(Signs::Minutes, |(_, what)| what);
        self.overlay = match &fault {
            SigningFault::PassphraseNeeded(member) | SigningFault::WrongPassphrase(member) => {
                Some(Overlay::Passphrase { member: member.clone(), what, field: Hidden::default() })
            }
            _ if what == Signs::Seal => Some(Overlay::Confirm(Question::SealUnsigned)),
            _ => None,
        };
        self.say(Notice::SigningFailed(fault))
    }

    pub(super) fn close_signing(&mut self) {
        if let Some(Overlay::Signing(_)) = self.overlay {
            self.overlay = None;
        }
    }
}
