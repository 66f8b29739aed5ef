//! Writes as `toml` does over a text that is there, and stops where the two are not the same; and where it would have
//! to write with more thought than minutes need.

use serde::de::value::Error;
use serde::ser::{Error as _, Impossible, Serialize, SerializeSeq, SerializeStruct, Serializer};

use crate::domain::bytes::{below_space, equal, words};

/// Whether this is the text of a value; not where only `toml` can say.
pub(super) fn is<T: Serialize>(value: &T, text: &str) -> bool {
    let mut pen = Pen { rest: text.as_bytes(), path: String::new(), last: 0, bare: true };
    value.serialize(Writer { pen: &mut pen, place: Place::Root }).is_ok() && pen.rest.is_empty()
}

struct Pen<'t> {
    /// What of the text is yet to be written over.
    rest: &'t [u8],
    /// The path of the table that is being written.
    path: String,
    /// The length of the path of the last header.
    last: usize,
    /// Whether nothing stands under the last header yet.
    bare: bool,
}

/// Where a value goes.
#[derive(Clone, Copy)]
enum Place {
    /// It is all there is.
    Root,
    /// Under this key of the table.
    Key(&'static str),
    /// In an array, under this key where the array is in no other; so many stand before it.
    Element(Option<&'static str>, usize),
}

/// What a value became.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Value,
    Table,
}

struct Writer<'p, 't> {
    pen: &'p mut Pen<'t>,
    place: Place,
}

fn unwritten() -> Error {
    Error::custom("")
}

impl Pen<'_> {
    fn put(&mut self, part: &str) -> Result<(), Error> {
        self.rest = self.rest.strip_prefix(part.as_bytes()).ok_or_else(unwritten)?;
        Ok(())
    }

    /// A few bytes: they are compared in place, where what compares texts of any length is slow.
    fn put_few<const N: usize>(&mut self, few: [u8; N]) -> Result<(), Error> {
        let (first, rest) = self.rest.split_first_chunk().ok_or_else(unwritten)?;
        self.rest = rest;
        if *first == few { Ok(()) } else { Err(unwritten()) }
    }

    /// A short text.
    fn put_short(&mut self, part: &str) -> Result<(), Error> {
        let (first, rest) = self.rest.split_at_checked(part.len()).ok_or_else(unwritten)?;
        self.rest = rest;
        if first.iter().zip(part.bytes()).all(|(one, other)| *one == other) { Ok(()) } else { Err(unwritten()) }
    }

    /// What comes before a value.
    fn begin(&mut self, place: Place) -> Result<(), Error> {
        let key = match place {
            Place::Root => return Err(unwritten()),
            Place::Key(key) => Some(key),
            Place::Element(key, 0) => key,
            Place::Element(_, _) => return self.put_few(*b", "),
        };
        if let Some(key) = key {
            // After a table within it, no line is a table's own.
            if self.path.len() != self.last {
                return Err(unwritten());
            }
            self.put_short(key)?;
            self.put_few(*b" = ")?;
        }
        if let Place::Element(..) = place { self.put_few(*b"[") } else { Ok(()) }
    }

    /// What comes after a value.
    fn end(&mut self, place: Place) -> Result<Shape, Error> {
        if let Place::Key(_) = place {
            self.put_few(*b"\n")?;
            self.bare = false;
        }
        Ok(Shape::Value)
    }

    /// Begins a table.
    fn header(&mut self, key: &str, open: &str, close: &str) -> Result<(), Error> {
        // A table that holds nothing but tables has no header.
        if self.bare {
            return Err(unwritten());
        }
        if !self.path.is_empty() {
            self.path.push('.');
        }
        self.path.push_str(key);
        let path = std::mem::take(&mut self.path);
        ["\n", open, &path, close, "\n"].into_iter().try_for_each(|part| self.put(part))?;
        self.path = path;
        (self.last, self.bare) = (self.path.len(), true);
        Ok(())
    }

    fn string(&mut self, text: &str) -> Result<(), Error> {
        let escaped = |word| equal(word, b'"') | equal(word, b'\\') | below_space(word) | equal(word, 0x7f);
        if words(text).any(|(_, word)| escaped(word) != 0) {
            let mut quoted = String::new();
            toml::ser::ValueSerializer::new(&mut quoted).serialize_str(text).map_err(|_| unwritten())?;
            return self.put(&quoted);
        }
        self.put_few(*b"\"")?;
        self.put(text)?;
        self.put_few(*b"\"")
    }
}

impl<'t> Writer<'_, 't> {
    fn value(self, write: impl FnOnce(&mut Pen<'t>) -> Result<(), Error>) -> Result<Shape, Error> {
        self.pen.begin(self.place)?;
        write(self.pen)?;
        self.pen.end(self.place)
    }

    fn number(self, number: u64) -> Result<Shape, Error> {
        self.value(|pen| pen.put(&number.to_string()))
    }
}

/// What minutes do not hold.
macro_rules! never {
    ($($name:ident($($kind:ty),*);)+) => {
        $(fn $name(self, $(_: $kind),*) -> Result<Shape, Error> { Err(unwritten()) })+
    };
}

impl<'p, 't> Serializer for Writer<'p, 't> {
    type Ok = Shape;
    type Error = Error;
    type SerializeSeq = Array<'p, 't>;
    type SerializeTuple = Impossible<Shape, Error>;
    type SerializeTupleStruct = Impossible<Shape, Error>;
    type SerializeTupleVariant = Impossible<Shape, Error>;
    type SerializeMap = Impossible<Shape, Error>;
    type SerializeStruct = Fields<'p, 't>;
    type SerializeStructVariant = Impossible<Shape, Error>;

    fn serialize_bool(self, value: bool) -> Result<Shape, Error> {
        self.value(|pen| pen.put(if value { "true" } else { "false" }))
    }

    fn serialize_u8(self, value: u8) -> Result<Shape, Error> {
        self.number(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<Shape, Error> {
        self.number(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<Shape, Error> {
        self.number(value.into())
    }

    fn serialize_u64(self, value: u64) -> Result<Shape, Error> {
        self.number(value)
    }

    fn serialize_str(self, value: &str) -> Result<Shape, Error> {
        self.value(|pen| pen.string(value))
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<Shape, Error> {
        self.serialize_str(variant)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Shape, Error> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<Shape, Error> {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Array<'p, 't>, Error> {
        let key = match self.place {
            Place::Root => return Err(unwritten()),
            Place::Key(key) => Some(key),
            Place::Element(..) => {
                self.pen.begin(self.place)?;
                None
            }
        };
        Ok(Array { pen: self.pen, key, count: 0, shape: Shape::Value })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields<'p, 't>, Error> {
        let above = self.pen.path.len();
        match self.place {
            Place::Root => {}
            Place::Key(key) => self.pen.header(key, "[", "]")?,
            Place::Element(Some(key), _) => self.pen.header(key, "[[", "]]")?,
            Place::Element(None, _) => return Err(unwritten()),
        }
        Ok(Fields { pen: self.pen, above })
    }

    never! {
        serialize_i8(i8);
        serialize_i16(i16);
        serialize_i32(i32);
        serialize_i64(i64);
        serialize_f32(f32);
        serialize_f64(f64);
        serialize_char(char);
        serialize_bytes(&[u8]);
        serialize_none();
        serialize_unit();
        serialize_unit_struct(&'static str);
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Shape, Error> {
        Err(unwritten())
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Error> {
        Err(unwritten())
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTuple, Error> {
        Err(unwritten())
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTuple, Error> {
        Err(unwritten())
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Error> {
        Err(unwritten())
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Error> {
        Err(unwritten())
    }
}

/// The fields of a struct, which are a table.
struct Fields<'p, 't> {
    pen: &'p mut Pen<'t>,
    /// The length of the path of the table that holds it.
    above: usize,
}

impl SerializeStruct for Fields<'_, '_> {
    type Ok = Shape;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        value.serialize(Writer { pen: self.pen, place: Place::Key(key) }).map(drop)
    }

    fn end(self) -> Result<Shape, Error> {
        self.pen.path.truncate(self.above);
        Ok(Shape::Table)
    }
}

/// The elements of an array: values on one line, or tables.
struct Array<'p, 't> {
    pen: &'p mut Pen<'t>,
    key: Option<&'static str>,
    count: usize,
    /// What its elements are.
    shape: Shape,
}

impl SerializeSeq for Array<'_, '_> {
    type Ok = Shape;
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        let place = Place::Element(self.key, self.count);
        self.shape = value.serialize(Writer { pen: self.pen, place })?;
        self.count += 1;
        Ok(())
    }

    fn end(self) -> Result<Shape, Error> {
        if self.shape == Shape::Table {
            return Ok(Shape::Table);
        }
        if self.count == 0 {
            self.pen.begin(Place::Element(self.key, 0))?;
        }
        self.pen.put_few(*b"]")?;
        self.key.map_or(Ok(Shape::Value), |key| self.pen.end(Place::Key(key)))
    }
}
