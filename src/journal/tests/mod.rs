//! The journal against torn writes, failing disks, altered files, and a second program.

mod chain;
mod faults;
mod files;
mod generate;
mod locking;
mod spelling;
mod storage;
