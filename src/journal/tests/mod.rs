//! The journal against torn writes, failing disks, altered files, and a second program.

mod chain;
mod faults;
mod files;
mod generate;
mod spelling;
mod storage;
