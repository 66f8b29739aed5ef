mod certifying;
mod made;
mod rereading;
mod tables;
mod workbook;
