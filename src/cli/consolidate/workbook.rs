//! The workbook. Its library keeps the cells in files of its own until the end, and panics where those cannot be written.

use std::any::Any;
use std::cell::Cell;
use std::io::{self, Seek, Write};
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::Once;

use super::files::Job;
use crate::results::write_xlsx;
use crate::text::Lang;

thread_local! {
    /// Whether a panic of this thread is an answer.
    static ANSWERS: Cell<bool> = const { Cell::new(false) };
}

/// Writes the workbook; what is not yet whole goes into this folder.
pub(super) fn write(job: &Job<'_>, lang: Lang, aside: &Path, out: impl Write + Seek + Send) -> io::Result<()> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !ANSWERS.get() {
                before(info);
            }
        }));
    });
    ANSWERS.set(true);
    let work = AssertUnwindSafe(|| write_xlsx(job.results, job.statistics, lang, aside, out));
    let outcome = panic::catch_unwind(work);
    ANSWERS.set(false);
    outcome.map_or_else(|said| Err(fault(&*said)), |done| done.map_err(io::Error::other))
}

/// What the system said, in what a panic says: `Couldn't write to xml file: Os { code: 28, … }`.
fn fault(said: &(dyn Any + Send)) -> io::Error {
    let text = said.downcast_ref::<String>().map_or("", String::as_str);
    let digits = text.split_once("code: ").map_or("", |(_, rest)| rest);
    let digits = digits.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    digits.parse().map_or_else(|_| io::Error::other(text), io::Error::from_raw_os_error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_said_is_found_again() {
        let said: Box<dyn Any + Send> = Box::new(format!("Couldn't write: {:?}", io::Error::from_raw_os_error(28)));
        assert_eq!(fault(&*said).kind(), io::ErrorKind::StorageFull);
        let other: Box<dyn Any + Send> = Box::new("index out of bounds".to_owned());
        assert_eq!(fault(&*other).to_string(), "index out of bounds");
    }
}
