//! The files for the secretariat: tables as CSV and as a workbook, the whole in TOML, and who receives which
//! certificate.
//!
//! Every table is made once, as rows of typed cells; CSV and workbook print the same rows. The same results give the
//! same bytes. No comment of a juror is in any of these files.

mod anomalies;
mod blocks;
mod candidates;
mod cell;
mod certificates;
mod changes;
mod csv;
mod items;
mod listing;
mod order;
mod statistics;
mod text;
mod toml;
mod xlsx;

#[cfg(test)]
mod tests;

pub use cell::{Cell, Table, Voice};
pub use certificates::{Certificate, Certificates, KeptBack, certificates};
pub use changes::changes;
pub use csv::{CsvFile, CsvStyle, write_certificates, write_csv};
pub use statistics::tables;
pub use text::text_tables;
pub use toml::{
    AnomalyPart, BlockPart, CountsPart, FORMAT, MinutesPart, ReadError, RequirementPart, ResultPart, ResultsFile,
    SessionPart, read, render, sentence, write_toml,
};
pub use xlsx::{XlsxFault, write_xlsx};
