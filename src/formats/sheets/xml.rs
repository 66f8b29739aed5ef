//! XML, one step after another: the little of it that workbooks are made of.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion, escape};

use super::super::faults::SheetFault;

/// A step of a document.
pub(super) enum Step<'s> {
    /// An element begins.
    Open(Element<'s>),
    /// Text inside an element, a piece of it.
    Text(&'s str),
    /// An element ends: its name with its prefix.
    Close(&'s str),
}

/// An element that begins.
pub(super) struct Element<'s>(&'s BytesStart<'s>);

/// A name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

impl Element<'_> {
    /// Its name with its prefix.
    pub(super) fn name(&self) -> &str {
        self.0.name().0
    }

    /// The value of an attribute, named with its prefix.
    pub(super) fn attribute(&self, name: &str) -> Result<Option<String>, SheetFault> {
        self.find(|key| key == name)
    }

    /// The value of the first attribute that has a prefix and, after it, this name.
    pub(super) fn prefixed(&self, name: &str) -> Result<Option<String>, SheetFault> {
        self.find(|key| key.contains(':') && local(key) == name)
    }

    fn find(&self, wanted: impl Fn(&str) -> bool) -> Result<Option<String>, SheetFault> {
        // The check for doubles would compare each attribute with all those before it.
        for attribute in self.0.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| SheetFault::Damaged)?;
            if wanted(attribute.key.0) {
                let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| SheetFault::Damaged)?;
                return Ok(Some(value.into_owned()));
            }
        }
        Ok(None)
    }
}

/// Shows every step of a document, in its order.
///
/// # Errors
/// [`SheetFault::Damaged`] for what is no whole document in UTF-8; what `see` refuses.
pub(super) fn walk(bytes: &[u8], mut see: impl FnMut(Step<'_>) -> Result<(), SheetFault>) -> Result<(), SheetFault> {
    let text = std::str::from_utf8(bytes).map_err(|_| SheetFault::Damaged)?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    reader.config_mut().expand_empty_elements = true;
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|_| SheetFault::Damaged)? {
            Event::Start(start) | Event::Empty(start) => {
                depth += 1;
                see(Step::Open(Element(&start)))?;
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                see(Step::Close(end.name().0))?;
            }
            Event::Text(text) => see(Step::Text(&text.xml10_content()))?,
            Event::CData(text) => see(Step::Text(&text.xml10_content()))?,
            Event::GeneralRef(name) => {
                let character = name.resolve_char_ref().map_err(|_| SheetFault::Damaged)?;
                // Entities of a document's own are never expanded.
                let text = match character {
                    Some(character) => Cow::Owned(character.to_string()),
                    None => Cow::Borrowed(escape::resolve_predefined_entity(&name).ok_or(SheetFault::Damaged)?),
                };
                see(Step::Text(&text))?;
            }
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(SheetFault::Damaged),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}
