//! Passphrases and codes: from a file given at the start, or typed at the terminal without being shown.

use std::fs;
use std::io::{self, IsTerminal as _, Write};
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use zeroize::Zeroizing;

use super::LineSession;
use crate::app::message::{Message, Notice, Secret, SigningFault};
use crate::clerk::files::read_plain;
use crate::clerk::{Outward, Unlock};
use crate::domain::id::MemberId;
use crate::text::cli::io_reason;
use crate::text::{alone, exam, line as words};

impl<W: Write> LineSession<'_, W> {
    /// Does what takes a member's key: asks for the passphrase when the key turns out to have one. Or why not, in words.
    pub(super) fn with_key(
        &mut self,
        member: &MemberId,
        message: impl Fn(Option<Secret>) -> Message,
    ) -> Result<Vec<Outward>, String> {
        let outward = self.unlock(message(None));
        if !passphrase_is_needed(&outward) {
            return Ok(outward);
        }
        match self.passphrase(member) {
            Ok(Some(secret)) => Ok(self.unlock(message(Some(secret)))),
            // Without a terminal there is nobody to ask: the refusal that asked for it stands.
            Ok(None) => Ok(outward),
            Err(fault) => Err(words::passphrase_file(self.manner.lang, &io_reason(self.manner.lang, &fault))),
        }
    }

    fn unlock(&mut self, message: Message) -> Vec<Outward> {
        let mut outward = Vec::new();
        for each in self.drive(message) {
            match each {
                Outward::Unlock(unlock) => {
                    let message = match Unlock::run(unlock) {
                        Ok((member, key)) => {
                            self.clerk.keep(member, key);
                            Message::Unlocked
                        }
                        Err(fault) => Message::SigningFailed(fault),
                    };
                    outward.extend(self.drive(message));
                }
                other => outward.push(other),
            }
        }
        outward
    }

    /// The passphrase: from the file given at the start, else typed at the terminal, else none.
    fn passphrase(&self, member: &MemberId) -> io::Result<Option<Secret>> {
        if let Some(file) = &self.manner.passphrase_file {
            let text = Zeroizing::new(fs::read_to_string(file)?);
            return Ok(Some(secret(text.lines().next().unwrap_or_default())));
        }
        Ok(typed(&words::passphrase_prompt(self.manner.lang, &self.name(member))))
    }

    /// The code that opens a member's sheet. Or why there is none, in words.
    pub(super) fn code(&self, member: &MemberId) -> Result<Secret, String> {
        match self.code_in_file(member)? {
            Some(code) => Ok(code),
            None => self.asked(member, &words::code_prompt(self.manner.lang, &self.name(member))),
        }
    }

    /// The code that a member chooses; at the terminal it is typed twice. Or why there is none, in words.
    pub(super) fn chosen_code(&self, member: &MemberId) -> Result<Secret, String> {
        if let Some(code) = self.code_in_file(member)? {
            return Ok(code);
        }
        let lang = self.manner.lang;
        let first = self.asked(member, &words::code_choose_prompt(lang, &self.name(member)))?;
        let second = self.asked(member, &words::code_repeat_prompt(lang))?;
        if first == second { Ok(first) } else { Err(alone::codes_differ(lang)) }
    }

    fn asked(&self, member: &MemberId, prompt: &str) -> Result<Secret, String> {
        let code = if io::stdin().is_terminal() { typed(prompt) } else { None };
        code.ok_or_else(|| words::code_needed(self.manner.lang, &self.name(member)))
    }

    fn code_in_file(&self, member: &MemberId) -> Result<Option<Secret>, String> {
        let Some(file) = &self.manner.codes_file else { return Ok(None) };
        let lang = self.manner.lang;
        let unreadable = |fault: io::Error| words::codes_file(lang, &io_reason(lang, &fault));
        if !is_own(file).map_err(unreadable)? {
            return Err(words::codes_file_open(lang));
        }
        let bytes = Zeroizing::new(read_plain(file).map_err(unreadable)?);
        let text = std::str::from_utf8(&bytes).map_err(|_| words::codes_file(lang, &words::no_utf8(lang)))?;
        let text = text.trim_start_matches('\u{feff}');
        let code = text.lines().filter_map(|line| line.trim().split_once(char::is_whitespace));
        Ok(code.filter(|(id, _)| *id == member.as_str()).map(|(_, code)| secret(code.trim_start())).next())
    }

    pub(super) fn name(&self, member: &MemberId) -> String {
        exam::member_name(self.app.session().plan(), member).to_owned()
    }
}

/// Whether a file is its user's, and nobody else may read or write it.
fn is_own(file: &Path) -> io::Result<bool> {
    let about = fs::metadata(file)?;
    let others = about.mode() & 0o077;
    Ok(others == 0 && about.uid() == rustix::process::geteuid().as_raw())
}

fn secret(text: &str) -> Secret {
    Secret(Zeroizing::new(text.to_owned()))
}

/// What a person types at the terminal, unseen; none without a terminal.
fn typed(prompt: &str) -> Option<Secret> {
    rpassword::prompt_password(prompt).ok().map(|text| Secret(Zeroizing::new(text)))
}

fn passphrase_is_needed(outward: &[Outward]) -> bool {
    let needed =
        |each: &Outward| matches!(each, Outward::Say(Notice::SigningFailed(SigningFault::PassphraseNeeded(_))));
    outward.iter().any(needed)
}
