//! Reads what [`super::write`] writes: lines of `key = value`, then `[table]` and `[[table]]`, as the types ask for them.

use memchr::memchr;
use serde::de::value::{BorrowedStrDeserializer, Error};
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

/// The value of a text, all of it; none where it is not understood. An escape never is.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    let mut rest = memchr(b'\\', text.as_bytes()).is_none().then_some(text)?;
    let value = T::deserialize(Reader { rest: &mut rest, place: Place::Table("") }).ok()?;
    rest.is_empty().then_some(value)
}

/// What stands where a value is read.
#[derive(Clone, Copy)]
enum Place<'de> {
    /// A value on its line.
    Value,
    /// The lines under the header of the table of this path.
    Table(&'de str),
    /// The headers of tables of this path, one after the other.
    Tables(&'de str),
}

/// Reads one value from the beginning of the rest, and leaves the rest after it.
struct Reader<'a, 'de> {
    rest: &'a mut &'de str,
    place: Place<'de>,
}

fn unread() -> Error {
    Error::custom("")
}

/// Takes this from the beginning of the rest; whether it was there.
fn takes(rest: &mut &str, what: &str) -> bool {
    rest.strip_prefix(what).map(|after| *rest = after).is_some()
}

/// Takes so many bytes from the beginning of the rest.
fn take<'de>(rest: &mut &'de str, length: usize) -> Option<&'de str> {
    let (taken, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(taken)
}

/// Takes a string, which holds no escape.
fn string<'de>(rest: &mut &'de str) -> Option<&'de str> {
    let quote = *rest.as_bytes().first().filter(|byte| matches!(byte, b'"' | b'\''))?;
    let quotes = if quote == b'"' { "\"\"\"" } else { "'''" };
    if !takes(rest, quotes) {
        take(rest, 1)?;
        let text = take(rest, memchr(quote, rest.as_bytes())?)?;
        take(rest, 1)?;
        return Some(text);
    }
    takes(rest, "\n");
    let first = rest.find(quotes)?;
    // A quote may come last, before those that end the string.
    let run = rest[first..].bytes().take_while(|byte| *byte == quote).count();
    let text = take(rest, first + run - quotes.len())?;
    take(rest, quotes.len())?;
    Some(text)
}

/// The next header: its path, and whether it is one of many; and what comes after its line.
fn header(rest: &str) -> Option<(&str, bool, &str)> {
    let mut after = rest.strip_prefix("\n[")?;
    let length = memchr(b'\n', after.as_bytes())?;
    let line = take(&mut after, length)?;
    takes(&mut after, "\n");
    match line.strip_prefix('[') {
        Some(line) => Some((line.strip_suffix("]]")?, true, after)),
        None => Some((line.strip_suffix(']')?, false, after)),
    }
}

impl<'de> Reader<'_, 'de> {
    fn value<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let rest = self.rest;
        match rest.as_bytes().first() {
            Some(b'"' | b'\'') => visitor.visit_borrowed_str(string(rest).ok_or_else(unread)?),
            Some(b'[') => {
                take(rest, 1);
                visitor.visit_seq(Items { rest, first: true })
            }
            Some(b'0'..=b'9') => {
                let length = rest.bytes().take_while(u8::is_ascii_digit).count();
                // Where numbers end is for `toml` to say.
                let digits = take(rest, length).filter(|digits| digits.len() < 19).ok_or_else(unread)?;
                visitor.visit_u64(digits.parse().map_err(|_| unread())?)
            }
            _ if takes(rest, "true") => visitor.visit_bool(true),
            _ if takes(rest, "false") => visitor.visit_bool(false),
            _ => Err(unread()),
        }
    }
}

impl<'de> Deserializer<'de> for Reader<'_, 'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.place {
            Place::Value => self.value(visitor),
            Place::Table(path) => visitor.visit_map(Table { rest: self.rest, path, next: Place::Value }),
            Place::Tables(path) => visitor.visit_seq(Rows { rest: self.rest, path }),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.place {
            Place::Value => visitor.visit_enum(BorrowedStrDeserializer::new(string(self.rest).ok_or_else(unread)?)),
            Place::Table(_) | Place::Tables(_) => Err(unread()),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

/// The elements of an array on one line, after its `[`.
struct Items<'a, 'de> {
    rest: &'a mut &'de str,
    first: bool,
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        if takes(self.rest, "]") {
            return Ok(None);
        }
        if !self.first && !takes(self.rest, ", ") {
            return Err(unread());
        }
        self.first = false;
        seed.deserialize(Reader { rest: self.rest, place: Place::Value }).map(Some)
    }
}

/// The tables of one path.
struct Rows<'a, 'de> {
    rest: &'a mut &'de str,
    path: &'de str,
}

impl<'de> SeqAccess<'de> for Rows<'_, 'de> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        let Some((path, true, after)) = header(self.rest).filter(|(path, ..)| *path == self.path) else {
            return Ok(None);
        };
        *self.rest = after;
        seed.deserialize(Reader { rest: self.rest, place: Place::Table(path) }).map(Some)
    }
}

/// The lines of a table, and the tables in it.
struct Table<'a, 'de> {
    rest: &'a mut &'de str,
    path: &'de str,
    next: Place<'de>,
}

impl<'de> Table<'_, 'de> {
    /// The name of a table in this one, by its path.
    fn inside(&self, path: &'de str) -> Option<&'de str> {
        let below = path.strip_prefix(self.path)?;
        let name = if self.path.is_empty() { below } else { below.strip_prefix('.')? };
        (!name.contains('.')).then_some(name)
    }

    /// The next key, which says what stands after it.
    fn key(&mut self) -> Result<Option<&'de str>, Error> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        if !self.rest.starts_with('\n') {
            let length = self.rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
            self.next = Place::Value;
            let key = take(self.rest, length);
            return if takes(self.rest, " = ") { Ok(key) } else { Err(unread()) };
        }
        let (path, many, after) = header(self.rest).ok_or_else(unread)?;
        let name = self.inside(path);
        if name.is_some() {
            self.next = if many { Place::Tables(path) } else { Place::Table(path) };
            if !many {
                *self.rest = after;
            }
        }
        Ok(name)
    }
}

impl<'de> MapAccess<'de> for Table<'_, 'de> {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        let key = self.key()?;
        key.map(|key| seed.deserialize(BorrowedStrDeserializer::new(key))).transpose()
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let value = seed.deserialize(Reader { rest: self.rest, place: self.next })?;
        match self.next {
            Place::Value if !takes(self.rest, "\n") => Err(unread()),
            _ => Ok(value),
        }
    }
}
