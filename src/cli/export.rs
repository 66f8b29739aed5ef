//! `export`: a session in one file.

use super::Status;
use super::args::Export;
use super::output::Output;
use crate::export::{self, Bundle, ExportFault, Target};
use crate::text::{cli, export as words};

pub(super) fn export(order: &Export, output: &mut Output) -> Status {
    match made(order) {
        Ok((bundle, digest)) => {
            told(order, &bundle, &digest, output);
            Status::Fine
        }
        Err(ExportFault::Session(fault)) => output.cannot_open(&fault),
        Err(fault) => {
            let text = words::fault(output.lang, &fault);
            match fault {
                ExportFault::Torn(_)
                | ExportFault::Link(_)
                | ExportFault::NotPlain(_)
                | ExportFault::Name(_)
                | ExportFault::PrivateKey(_)
                | ExportFault::TooLarge(_) => {
                    output.complain(&cli::failed(output.lang, &text));
                    Status::Wrong
                }
                _ => output.unable(&text),
            }
        }
    }
}

fn made(order: &Export) -> Result<(Bundle, String), ExportFault> {
    let target = Target::new(&order.to, &order.session)?;
    let bundle = export::gather(&order.session)?;
    let digest = export::write(&bundle, &target)?;
    Ok((bundle, digest))
}

fn told(order: &Export, bundle: &Bundle, digest: &str, output: &mut Output) {
    let lang = output.lang;
    output.line(&words::made(lang, &order.to.display().to_string(), bundle));
    output.line(&words::digest(lang, digest));
    for line in words::remaining(lang, bundle) {
        output.line(&line);
    }
    if let Some(seq) = bundle.open_at {
        output.line(&words::open_at(lang, seq));
    }
    if bundle.minutes > 0 {
        output.line(&words::to_verify(lang, &bundle.folder));
        output.line(&words::compare_signers(lang));
    }
}
