//! The one spelling of minutes, read and written quickly: a secretariat reads tens of thousands of files.
//!
//! What is read is written again, and only a text that comes out the same is taken. So the reader need not be strict;
//! the writer must be `toml`'s own in everything that it does not leave to it, and tests hold that. Whatever is spelt
//! otherwise is left to the reader of `toml`, which decides, and says what is wrong.

mod read;
mod write;

#[cfg(test)]
mod tests;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Reads a value, if this is the text that `toml` writes for it. None says nothing: `toml` may read it yet.
pub(super) fn read<T: Serialize + DeserializeOwned>(text: &str) -> Option<T> {
    let value = read::read(text)?;
    write::is(&value, text).then_some(value)
}
