//! What a session came to, as a file: `soutenance-closing/1`.

use super::minutes::MinutesError;
use crate::domain::closing::{Closing, FORMAT};

/// Writes it; these are the bytes that are signed.
///
/// # Errors
/// [`MinutesError::Write`] if a value cannot be expressed; none of ours is such.
pub fn render(closing: &Closing) -> Result<String, MinutesError> {
    toml::to_string(closing).map_err(|fault| MinutesError::Write(fault.to_string()))
}

/// Reads it. Whoever calls has verified the signature over these very bytes.
///
/// # Errors
/// [`MinutesError`] where the bytes are not of a format that this program knows, or not spelt as it spells them.
pub fn read(bytes: &[u8]) -> Result<Closing, MinutesError> {
    super::minutes::read_as(bytes, FORMAT)
}
