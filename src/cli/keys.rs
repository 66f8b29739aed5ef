//! `keys`: make a signing key, and say who may sign.

use std::fs;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::Status;
use super::args::{Keys, Passphrase};
use super::output::Output;
use crate::clerk::{files, read_folder};
use crate::domain::id::is_member_id;
use crate::export;
use crate::signing::{PublicKey, allowed_signers_line, generate};
use crate::text::cli as words;

pub(super) fn keys(order: &Keys, output: &mut Output) -> Status {
    match order {
        Keys::New { file, name, passphrase } => new(file, name, passphrase, output),
        Keys::Show { file, name } => show(file, name, output),
        Keys::Signers { session } => signers(session, output),
    }
}

fn new(file: &Path, name: &str, passphrase: &Passphrase, output: &mut Output) -> Status {
    let lang = output.lang;
    // Without a slash at its end, which would put the other file elsewhere.
    let file: &Path = &file.components().collect::<PathBuf>();
    // A session takes no other name: found out now, and not once the key is made.
    if !is_member_id(name) {
        return output.unable(&words::bad_key_name(lang, name));
    }
    let public_file = beside(file);
    for path in [file, &public_file] {
        if path.exists() {
            return output.unable(&words::already_there(lang, &path.display().to_string()));
        }
    }
    let folder = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Found out before a passphrase is typed for nothing.
    if !folder.is_dir() {
        return output.unable(&words::no_folder(lang, &folder.display().to_string()));
    }
    let secret = match secret(passphrase, output) {
        Ok(secret) => secret,
        Err(status) => return status,
    };
    let made = match generate(name, secret.as_ref()) {
        Ok(made) => made,
        Err(fault) => return output.unable(&fault.to_string()),
    };
    let line = match allowed_signers_line(name, &made.public) {
        Ok(line) => line,
        Err(fault) => return output.unable(&fault.to_string()),
    };
    let name_of = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let written = files::write_once(folder, &name_of(file), made.private_pem.as_bytes()).and_then(|()| {
        let public = format!("{}\n", made.public_line.trim());
        // One without the other is no key, and would be in the way of the next.
        files::write_once(folder, &name_of(&public_file), public.as_bytes())
            .inspect_err(|_| drop(fs::remove_file(file)))
    });
    if let Err(fault) = written {
        return output.unable(&words::unwritten(lang, &fault));
    }
    output.line(&words::key_made(lang, &file.display().to_string(), &made.public.fingerprint()));
    output.line(&words::key_in_session(lang));
    output.line(&format!("  public_key = \"{}\"", made.public_line.trim()));
    // Whole: in the session file, a relative path would start from the session's folder.
    let whole = file.canonicalize().unwrap_or_else(|_| file.to_owned());
    output.line(&format!("  key_file = \"{}\"", whole.display()));
    output.line(&words::key_for_secretariat(lang));
    output.line(&line);
    Status::Fine
}

fn beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".pub");
    PathBuf::from(name)
}

fn secret(passphrase: &Passphrase, output: &mut Output) -> Result<Option<Zeroizing<String>>, Status> {
    let lang = output.lang;
    match passphrase {
        Passphrase::None => Ok(None),
        Passphrase::File(path) => {
            let text = fs::read_to_string(path)
                .map(Zeroizing::new)
                .map_err(|fault| output.unable(&words::unreadable(lang, &path.display().to_string(), &fault)))?;
            Ok(Some(Zeroizing::new(text.lines().next().unwrap_or_default().to_owned())))
        }
        Passphrase::Ask => {
            let ask = |prompt: String| rpassword::prompt_password(prompt).map(Zeroizing::new);
            let first = ask(words::passphrase_first(lang));
            let second = ask(words::passphrase_again(lang));
            match (first, second) {
                (Ok(first), Ok(second)) if first.is_empty() && second.is_empty() => {
                    Err(output.unable(&words::passphrase_empty(lang)))
                }
                (Ok(first), Ok(second)) if *first == *second => Ok(Some(first)),
                (Ok(_), Ok(_)) => Err(output.unable(&words::passphrases_differ(lang))),
                (Err(fault), _) | (_, Err(fault)) => {
                    Err(output.unable(&words::terminal_fault(lang, &fault.to_string())))
                }
            }
        }
    }
}

fn show(file: &Path, name: &str, output: &mut Output) -> Status {
    let lang = output.lang;
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(fault) => return output.unable(&words::unreadable(lang, &file.display().to_string(), &fault)),
    };
    let line = PublicKey::parse(text.trim()).ok().and_then(|key| allowed_signers_line(name, &key).ok());
    match line {
        Some(line) => {
            output.line(&line);
            Status::Fine
        }
        None => output.unable(&words::not_a_public_key(lang, &file.display().to_string())),
    }
}

fn signers(session: &Path, output: &mut Output) -> Status {
    let folder = match read_folder(session) {
        Ok(folder) => folder,
        Err(fault) => return output.cannot_open(&fault),
    };
    for line in export::signers(&folder.plan.jury) {
        output.line(&line);
    }
    Status::Fine
}
