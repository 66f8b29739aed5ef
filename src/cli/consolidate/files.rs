//! The files that are written: all of them, or none.

use std::fs::{self, File};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::atomic::AtomicBool;

use super::{Consolidate, Output, Status, is_stopped, words, workbook};
use crate::clerk::files::Aside;
use crate::consolidate::Results;
use crate::results::{CsvFile, CsvStyle, Table, certificates, text_tables, write_certificates, write_csv, write_toml};
use crate::text::Lang;

/// The whole, for programs and for the next time.
pub(super) const TOML: &str = "results.toml";
const XLSX: &str = "results.xlsx";
const STATISTICS: &str = "statistics.txt";
const CERTIFICATES: &str = "certificates.csv";

/// What is to be written.
pub(super) struct Job<'a> {
    pub(super) order: &'a Consolidate,
    pub(super) results: &'a Results,
    pub(super) statistics: &'a [Table],
}

/// Makes the folder of the results, if it is not there.
pub(super) fn make_room(out: &Path, output: &mut Output) -> Result<(), Status> {
    let shown = out.display().to_string();
    if out.exists() && !out.is_dir() {
        return Err(output.unable(&words::out_not_a_folder(output.lang, &shown)));
    }
    fs::create_dir_all(out).map_err(|fault| output.unable(&words::results_unwritten(output.lang, &shown, &fault)))
}

/// Writes all files beside their places, then puts them there, one after the other: whoever is interrupted before has
/// the results of before, whole.
pub(super) fn write(job: &Job<'_>, stop: &AtomicBool, output: &mut Output) -> Result<(), Status> {
    let out = &job.order.out;
    let lang = output.lang;
    let unwritten = |output: &mut Output, fault: &io::Error| {
        output.unable(&words::results_unwritten(lang, &out.display().to_string(), fault))
    };
    let aside = Aside::new(out).map_err(|fault| unwritten(output, &fault))?;
    job.all(aside.path(), lang).map_err(|fault| unwritten(output, &fault))?;
    is_stopped(stop, output)?;
    job.put(aside.path()).map_err(|fault| unwritten(output, &fault))
}

impl Job<'_> {
    fn style(&self) -> CsvStyle {
        if self.order.excel_fr { CsvStyle::ExcelFr } else { CsvStyle::Standard }
    }

    /// Every file; the workbook, which takes longest, beside the others.
    fn all(&self, folder: &Path, lang: Lang) -> io::Result<()> {
        let workbook = || written(&folder.join(XLSX), |out| workbook::write(self, lang, folder, out));
        let (one, other) = rayon::join(workbook, || self.tables(folder, lang));
        one.and(other)
    }

    fn tables(&self, folder: &Path, lang: Lang) -> io::Result<()> {
        for file in CsvFile::ALL {
            written(&folder.join(file.name()), |mut out| write_csv(self.results, file, self.style(), lang, &mut out))?;
        }
        written(&folder.join(TOML), |mut out| write_toml(self.results, lang, &mut out))?;
        let statistics = text_tables(self.statistics, lang);
        written(&folder.join(STATISTICS), |out| out.write_all(statistics.as_bytes()))?;
        if self.order.certificates {
            let given = certificates(self.results).given;
            written(&folder.join(CERTIFICATES), |mut out| write_certificates(&given, self.style(), lang, &mut out))?;
        }
        Ok(())
    }

    /// Puts each file in its place; what is there under its name is replaced. Without the certificates, those of
    /// before do not stay beside results that they are not of.
    fn put(&self, folder: &Path) -> io::Result<()> {
        let out = &self.order.out;
        let mut names: Vec<_> = folder.read_dir()?.map(|entry| Ok(entry?.file_name())).collect::<io::Result<_>>()?;
        names.sort();
        // What stands in the way is found before anything is replaced.
        if names.iter().any(|name| out.join(name).is_dir()) {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        for name in names {
            fs::rename(folder.join(&name), out.join(&name))?;
        }
        if !self.order.certificates && out.join(CERTIFICATES).exists() {
            fs::remove_file(out.join(CERTIFICATES))?;
        }
        File::open(out)?.sync_all()
    }
}

/// Writes a file whole, and onto the disk.
fn written(path: &Path, write: impl FnOnce(&mut BufWriter<Plain>) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(Plain { file: File::create_new(path)?, fault: None });
    let done = write(&mut out).and_then(|()| out.flush());
    let (plain, _) = out.into_parts();
    done.map_err(|fault| plain.fault.map_or(fault, io::Error::from_raw_os_error))?;
    plain.file.sync_all()
}

/// A file that remembers what the system said of it: what writes a workbook makes its own words of it.
struct Plain {
    file: File,
    /// The system's number of the first fault.
    fault: Option<i32>,
}

impl Plain {
    fn keep<T>(&mut self, outcome: io::Result<T>) -> io::Result<T> {
        outcome.inspect_err(|fault| self.fault = self.fault.or(fault.raw_os_error()))
    }
}

impl Write for Plain {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let outcome = self.file.write(bytes);
        self.keep(outcome)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for Plain {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let outcome = self.file.seek(to);
        self.keep(outcome)
    }
}
