//! Reads a TOML file and collects every problem rather than the first.
//!
//! A getter always gives a value: where the file is wrong it notes the problem and gives an empty one, which goes no
//! further, because a file with an error is not read. So the code that builds a grid or a session is a straight line.
//!
//! A key is known because it was asked for: a table is read by a closure, and what the closure did not ask for is
//! reported when it returns.

use std::cell::RefCell;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::faults::{FileFault, ValueFault, ValueType};
use super::problem::{Problem, ProblemKind, Problems, Read, Severity};
use super::source::{Source, in_order, unsafe_character};
use super::{spelling, syntax};

/// A text and where it stands, without its quotes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Text {
    /// The text.
    pub(super) value: String,
    /// Where it stands.
    pub(super) span: Range<usize>,
}

/// A file being read.
pub(super) struct Reader<'t> {
    source: Source<'t>,
    problems: RefCell<Problems>,
}

/// A table being read.
pub(super) struct Table<'t> {
    reader: &'t Reader<'t>,
    entries: &'t DeTable<'t>,
    /// The table's header; none for the whole file.
    span: Option<Range<usize>>,
    /// The table's name, for problems about the tables below it.
    path: String,
    asked: RefCell<Vec<&'static str>>,
    /// Keys that must be there and are not, with what to say of each.
    missing: RefCell<Vec<(&'static str, ValueFault)>>,
}

/// Reads a file of a format such as `soutenance-grid/1`.
pub(super) fn read<T>(
    file: &str,
    bytes: &[u8],
    format: &str,
    body: impl FnOnce(&Table<'_>) -> T,
) -> Result<Read<T>, Problems> {
    let text = decoded(file, bytes)?;
    let source = Source::new(file, text);
    if text.trim().is_empty() {
        return Err(vec![source.error(None, FileFault::Empty)]);
    }
    let (tree, errors) = parse(text);
    if !errors.is_empty() {
        return Err(in_order(syntax::problems(&source, &errors)));
    }
    let reader = Reader { source, problems: RefCell::default() };
    let root = Table::new(&reader, tree.get_ref(), None, String::new());
    let value = root.is_of(format).then(|| body(&root));
    if value.is_some() {
        root.close();
    }
    drop(root);
    let problems = in_order(reader.problems.take());
    match value {
        Some(value) if problems.iter().all(|problem| problem.severity == Severity::Warning) => {
            Ok(Read { value, warnings: problems })
        }
        _ => Err(problems),
    }
}

/// The text of the bytes, without the mark that some editors put before it.
fn decoded<'a>(file: &str, bytes: &'a [u8]) -> Result<&'a str, Problems> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let readable = String::from_utf8_lossy(bytes);
        let at = error.valid_up_to();
        vec![Source::new(file, &readable).error(Some(&(at..at + 1)), FileFault::NotUtf8)]
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// The tree and the parser's errors.
fn parse(text: &str) -> (Spanned<DeTable<'_>>, Vec<toml::de::Error>) {
    match DeTable::parse(text) {
        Ok(tree) => (tree, Vec::new()),
        Err(first) => {
            let (tree, mut errors) = DeTable::parse_recoverable(text);
            if errors.is_empty() {
                errors.push(first);
            }
            (tree, errors)
        }
    }
}

impl<'t> Table<'t> {
    pub(super) fn new(
        reader: &'t Reader<'t>,
        entries: &'t DeTable<'t>,
        span: Option<Range<usize>>,
        path: String,
    ) -> Self {
        Self { reader, entries, span, path, asked: RefCell::default(), missing: RefCell::default() }
    }

    /// Where the table's header stands.
    pub(super) fn span(&self) -> Option<&Range<usize>> {
        self.span.as_ref()
    }

    /// The line of a place in the file.
    pub(super) fn line_of(&self, span: &Range<usize>) -> usize {
        self.reader.source.line_of(span.start)
    }

    /// Notes an error.
    pub(super) fn error(&self, span: Option<&Range<usize>>, kind: impl Into<ProblemKind>) {
        self.note(self.reader.source.error(span, kind));
    }

    /// Notes a warning.
    pub(super) fn warning(&self, span: Option<&Range<usize>>, kind: impl Into<ProblemKind>) {
        self.note(self.reader.source.warning(span, kind));
    }

    fn note(&self, problem: Problem) {
        self.reader.problems.borrow_mut().push(problem);
    }

    /// What the file has for a key, which from now on is known.
    pub(super) fn find(&self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.asked.borrow_mut().push(key);
        self.entries.get(key)
    }

    /// Whether the file has something for a key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// Where a key's value stands, if it is there.
    pub(super) fn span_of(&self, key: &str) -> Option<Range<usize>> {
        self.entries.get(key).map(Spanned::span)
    }

    /// What the file has for a key that must be there.
    pub(super) fn demand(&self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        let found = self.find(key);
        if found.is_none() {
            self.miss(key, ValueFault::MissingKey { key: key.to_owned() });
        }
        found
    }

    /// Remembers a key that must be there and is not.
    pub(super) fn miss(&self, key: &'static str, fault: ValueFault) {
        self.missing.borrow_mut().push((key, fault));
    }

    /// Every entry, where the keys are names of the file's own.
    pub(super) fn entries(&self) -> impl Iterator<Item = (Text, &'t Spanned<DeValue<'t>>)> {
        self.entries.iter().map(|(key, value)| {
            let name = Text { value: key.get_ref().to_string(), span: key.span() };
            (Text { span: self.inside_quotes(name.span), ..name }, value)
        })
    }

    /// The table below a key.
    pub(super) fn below(&self, key: &str, entries: &'t DeTable<'t>, span: Range<usize>) -> Table<'t> {
        let path = if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) };
        Table::new(self.reader, entries, Some(span), path)
    }

    /// The name that a header of this key has in the file.
    pub(super) fn header(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// The text of a value, held against what no text may have; nothing where it is not one.
    pub(super) fn as_text(&self, key: &str, value: &Spanned<DeValue<'_>>, expected: ValueType) -> Option<Text> {
        let DeValue::String(found) = value.get_ref() else {
            self.wrong_type(key, value, expected);
            return None;
        };
        let span = self.inside_quotes(value.span());
        if let Some(character) = unsafe_character(found) {
            self.error(Some(&self.place_of(character, &span)), ValueFault::UnsafeText { character });
            return None;
        }
        if found.trim().is_empty() {
            self.error(Some(&value.span()), ValueFault::EmptyText { key: key.to_owned() });
            return None;
        }
        Some(Text { value: found.to_string(), span })
    }

    /// Notes a value of another type.
    pub(super) fn wrong_type(&self, key: &str, value: &Spanned<DeValue<'_>>, expected: ValueType) {
        let found = type_of(value.get_ref());
        self.error(Some(&value.span()), ValueFault::WrongType { key: key.to_owned(), expected, found });
    }

    /// What is written for a value, as it stands in the file.
    pub(super) fn written(&self, span: Range<usize>) -> String {
        self.reader.source.written(span).to_owned()
    }

    /// A value's place without its quotes, so that what is shown is what is to be changed.
    pub(super) fn inside_quotes(&self, span: Range<usize>) -> Range<usize> {
        let written = self.reader.source.written(span.clone());
        for quote in ["\"\"\"", "'''", "\"", "'"] {
            if written.len() > 2 * quote.len() && written.starts_with(quote) && written.ends_with(quote) {
                return span.start + quote.len()..span.end - quote.len();
            }
        }
        span
    }

    /// A character's place in a text; the whole text where it is written as an escape.
    fn place_of(&self, character: char, span: &Range<usize>) -> Range<usize> {
        let written = self.reader.source.written(span.clone());
        written.find(character).map_or(span.clone(), |index| {
            let start = span.start + index;
            start..start + character.len_utf8()
        })
    }

    /// Reports the keys that nobody asked for, then those that are missing.
    ///
    /// A missing key that an unknown one was meant to be is not missing but misspelt, and that is said once.
    pub(super) fn close(&self) {
        let mut asked: Vec<&'static str> = Vec::new();
        for key in self.asked.take() {
            // A key may be asked for more than once.
            if !asked.contains(&key) {
                asked.push(key);
            }
        }
        let mut missing = self.missing.take();
        for key in self.entries.keys().filter(|key| !asked.contains(&key.get_ref().as_ref())) {
            let name = key.get_ref().as_ref();
            let nearest = spelling::nearest(name, asked.iter().copied());
            missing.retain(|(key, _)| Some(*key) != nearest);
            let fault = ValueFault::UnknownKey {
                key: name.to_owned(),
                nearest: nearest.map(str::to_owned),
                known: asked.iter().map(|known| (*known).to_owned()).collect(),
            };
            self.error(Some(&key.span()), fault);
        }
        for (_, fault) in missing {
            self.error(self.span(), fault);
        }
    }

    /// Whether the file is of this format, or at least does not say that it is another.
    fn is_of(&self, format: &str) -> bool {
        let expected = format.to_owned();
        let Some(value) = self.find("format") else {
            self.miss("format", ValueFault::MissingFormat { expected });
            return true;
        };
        let Some(found) = self.as_text("format", value, ValueType::Text) else { return true };
        if found.value == format {
            return true;
        }
        let major = |text: &str| text.split_once('/').and_then(|(_, major)| major.parse::<u32>().ok());
        let newer = found.value.split('/').next() == format.split('/').next() && major(&found.value) > major(format);
        let fault = if newer {
            ValueFault::NewerFormat { found: found.value, expected }
        } else {
            ValueFault::OtherFormat { found: found.value, expected }
        };
        // What follows belongs to another format: to name its keys one by one would hide the one thing to say.
        self.error(Some(&found.span), fault);
        false
    }
}

/// The type of a value.
fn type_of(value: &DeValue<'_>) -> ValueType {
    match value {
        DeValue::String(_) => ValueType::Text,
        DeValue::Integer(_) => ValueType::Integer,
        DeValue::Float(_) => ValueType::Float,
        DeValue::Boolean(_) => ValueType::Boolean,
        DeValue::Datetime(when) if when.time.is_none() => ValueType::Date,
        DeValue::Datetime(_) => ValueType::DateTime,
        DeValue::Array(list) if list.iter().any(|each| each.get_ref().is_table()) => ValueType::Tables,
        DeValue::Array(_) => ValueType::List,
        DeValue::Table(_) => ValueType::Table,
    }
}
