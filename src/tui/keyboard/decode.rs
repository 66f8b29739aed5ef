//! From the bytes of a terminal to keys and pastes. It knows no terminal and no clock.

use std::time::Duration;

use crossterm::event::{Event as Input, KeyCode, KeyEvent, KeyModifiers};

const START: &[u8] = b"\x1b[200~";
const END: &[u8] = b"\x1b[201~";

/// So many characters read at once were pasted, not typed, whatever the terminal says: they never act as keys.
pub(super) const BURST: usize = 16;
/// The most bytes that are kept of a paste: more than any field takes.
pub(super) const LONGEST: usize = 64 * 1024;
/// The most bytes that are kept of a sequence.
const LONGEST_SEQUENCE: usize = 64;

/// How long the rest of a sequence is waited for: until then Escape may be the beginning of an arrow.
const SEQUENCE: Duration = Duration::from_millis(50);
/// How long the rest of a burst is waited for.
const REST: Duration = Duration::from_millis(150);
/// How long the end of a paste is waited for.
const PASTE: Duration = Duration::from_secs(1);

/// What is half said.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    /// A sequence or a character that has begun.
    begun: Vec<u8>,
    state: State,
}

#[derive(Debug, Default)]
enum State {
    #[default]
    Keys,
    /// A paste that the terminal marks as one, and how much of its end was seen.
    Paste(Vec<u8>, usize),
    /// Text that came as fast as nobody types.
    Burst(Vec<u8>),
}

/// What a beginning is.
enum Begun {
    /// More is needed to tell.
    More,
    /// Nothing that means anything.
    Nothing,
    /// The same, and its last byte begins something else.
    Broken,
    Key(KeyEvent),
    Paste,
}

impl Decoder {
    /// How long to wait for more before [`Self::quiet`] is told; none where nothing is half said.
    pub(super) fn patience(&self) -> Option<Duration> {
        match self.state {
            State::Keys => (!self.begun.is_empty()).then_some(SEQUENCE),
            State::Paste(..) => Some(PASTE),
            State::Burst(_) => Some(REST),
        }
    }

    /// Bytes that were read at once.
    pub(super) fn take(&mut self, bytes: &[u8]) -> Vec<Input> {
        if let State::Burst(text) = &mut self.state {
            keep(text, bytes);
            return Vec::new();
        }
        let before = self.begun.clone();
        let mut inputs = Vec::new();
        for byte in bytes {
            if let Some(input) = self.byte(*byte) {
                inputs.push(input);
            }
        }
        if inputs.iter().filter(|input| is_text(input)).count() < BURST {
            return inputs;
        }
        // Pasted on a terminal that does not say so: what came with it belongs to it.
        let mut text = before;
        keep(&mut text, bytes);
        *self = Self { begun: Vec::new(), state: State::Burst(text) };
        Vec::new()
    }

    /// Nothing came for as long as [`Self::patience`] says: what is half said is over.
    pub(super) fn quiet(&mut self) -> Vec<Input> {
        let Self { begun, state } = std::mem::take(self);
        match state {
            State::Keys if begun == b"\x1b" => vec![Input::Key(KeyCode::Esc.into())],
            State::Keys => Vec::new(),
            // The end that never came.
            State::Paste(text, _) | State::Burst(text) => vec![pasted(&text)],
        }
    }

    fn byte(&mut self, byte: u8) -> Option<Input> {
        if let State::Paste(text, seen) = &mut self.state {
            if END.get(*seen) == Some(&byte) {
                *seen += 1;
            } else {
                keep(text, END.get(..*seen).unwrap_or_default());
                *seen = usize::from(byte == b'\x1b');
                if *seen == 0 {
                    keep(text, &[byte]);
                }
            }
            let whole = (*seen == END.len()).then(|| pasted(text));
            if whole.is_some() {
                self.state = State::Keys;
            }
            return whole;
        }
        self.begun.push(byte);
        match begun(&self.begun) {
            Begun::More => {
                // What ends it is still recognised.
                if self.begun.len() > LONGEST_SEQUENCE {
                    self.begun.remove(LONGEST_SEQUENCE / 2);
                }
                None
            }
            Begun::Nothing => {
                self.begun.clear();
                None
            }
            Begun::Broken => {
                // Escape twice is Escape; anything else that broke off says nothing.
                let escape = self.begun == b"\x1b\x1b";
                self.begun.clear();
                let next = self.byte(byte);
                if escape { Some(Input::Key(KeyCode::Esc.into())) } else { next }
            }
            Begun::Key(key) => {
                self.begun.clear();
                Some(Input::Key(key))
            }
            Begun::Paste => {
                *self = Self { begun: Vec::new(), state: State::Paste(Vec::new(), 0) };
                None
            }
        }
    }
}

/// Keeps as much as there is room for.
fn keep(text: &mut Vec<u8>, bytes: &[u8]) {
    let room = LONGEST.saturating_sub(text.len()).min(bytes.len());
    text.extend_from_slice(bytes.get(..room).unwrap_or_default());
}

fn pasted(text: &[u8]) -> Input {
    let text = String::from_utf8_lossy(text);
    let marks = [START, END].map(String::from_utf8_lossy);
    Input::Paste(marks.iter().fold(text.into_owned(), |text, mark| text.replace(mark.as_ref(), "")))
}

/// Whether this could be a character of a pasted text.
fn is_text(input: &Input) -> bool {
    let Input::Key(key) = input else { return false };
    let line_end = key.code == KeyCode::Char('j') && key.modifiers == KeyModifiers::CONTROL;
    let typed = matches!(key.code, KeyCode::Char(_) | KeyCode::Enter | KeyCode::Tab);
    line_end || (typed && (key.modifiers - KeyModifiers::SHIFT).is_empty())
}

/// What these bytes are; never more than one key.
fn begun(bytes: &[u8]) -> Begun {
    match bytes {
        [b'\x1b'] | [b'\x1b', b'[' | b'O'] | [b'\x1b', b'O', .., b'0'..=b'9' | b';'] => Begun::More,
        [b'\x1b', b'\x1b'] => Begun::Broken,
        [b'\x1b', b'[', rest @ ..] => sequence(rest),
        // Enter of the numeric block.
        [b'\x1b', b'O', b'M'] => Begun::Key(KeyCode::Enter.into()),
        [b'\x1b', b'O', last] => final_key(*last).map_or(Begun::Nothing, |code| Begun::Key(code.into())),
        [b'\x1b', b'O', ..] => Begun::Nothing,
        [b'\x1b', b']' | b'P' | b'X' | b'^' | b'_', rest @ ..] => answer(rest),
        [b'\x1b', rest @ ..] => match character(rest) {
            Begun::Key(key) => Begun::Key(KeyEvent::new(key.code, key.modifiers | KeyModifiers::ALT)),
            other => other,
        },
        _ => character(bytes),
    }
}

/// An answer to a question that another program asked: it has an end of its own.
fn answer(rest: &[u8]) -> Begun {
    if rest.ends_with(b"\x07") || rest.ends_with(b"\x1b\\") { Begun::Nothing } else { Begun::More }
}

/// A character, or a key that is a control character.
fn character(bytes: &[u8]) -> Begun {
    let control = |letter: u8| KeyEvent::new(KeyCode::Char(char::from(letter)), KeyModifiers::CONTROL);
    let key = match bytes {
        [b'\r'] => KeyCode::Enter.into(),
        [b'\t'] => KeyCode::Tab.into(),
        [0x7f] => KeyCode::Backspace.into(),
        [0] => control(b' '),
        [c @ 0x01..=0x1a] => control(c - 1 + b'a'),
        [c @ 0x1c..=0x1f] => control(c - 0x1c + b'4'),
        [0xc2..=0xf4, ..] | [0x20..=0x7e] => match std::str::from_utf8(bytes) {
            Ok(text) => {
                let c = text.chars().next().unwrap_or_default();
                let shift = if c.is_uppercase() { KeyModifiers::SHIFT } else { KeyModifiers::NONE };
                KeyEvent::new(KeyCode::Char(c), shift)
            }
            Err(fault) if fault.error_len().is_none() => return Begun::More,
            // A letter of another encoding, and what was typed after it.
            Err(_) => return Begun::Broken,
        },
        _ => return Begun::Nothing,
    };
    Begun::Key(key)
}

/// What follows `ESC [`: numbers, then a letter that ends it.
fn sequence(rest: &[u8]) -> Begun {
    let Some((last, numbers)) = rest.split_last() else { return Begun::More };
    // The console of Linux: `ESC [ [ A` is F1, which means nothing here.
    if let [b'['] = rest {
        return Begun::More;
    }
    match last {
        0x20..=0x3f => return Begun::More,
        0x40..=0x7e => {}
        _ => return Begun::Broken,
    }
    let Ok(text) = std::str::from_utf8(numbers) else { return Begun::Nothing };
    let mut numbers =
        text.split(';').map(|number| number.split(':').next().and_then(|first| first.parse::<u32>().ok()));
    let (first, modifiers) = (numbers.next().flatten(), numbers.next().flatten());
    let code = match (last, first) {
        (b'~', Some(200)) => return Begun::Paste,
        (b'~', Some(1 | 7)) => KeyCode::Home,
        (b'~', Some(2)) => KeyCode::Insert,
        (b'~', Some(3)) => KeyCode::Delete,
        (b'~', Some(4 | 8)) => KeyCode::End,
        (b'~', Some(5)) => KeyCode::PageUp,
        (b'~', Some(6)) => KeyCode::PageDown,
        (b'Z', _) => return Begun::Key(KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT)),
        (last, None | Some(1)) if text.starts_with(|c: char| c.is_ascii_digit()) || text.is_empty() => {
            match final_key(*last) {
                Some(code) => code,
                None => return Begun::Nothing,
            }
        }
        _ => return Begun::Nothing,
    };
    Begun::Key(KeyEvent::new(code, held(modifiers)))
}

/// The keys that a letter names, after `ESC [` and after `ESC O`.
fn final_key(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        _ => return None,
    })
}

/// The keys held, as the second number of a sequence says them.
fn held(number: Option<u32>) -> KeyModifiers {
    let bits = number.unwrap_or(1).saturating_sub(1);
    let all = [(1, KeyModifiers::SHIFT), (2, KeyModifiers::ALT), (4, KeyModifiers::CONTROL)];
    all.into_iter().filter(|(bit, _)| bits & bit != 0).fold(KeyModifiers::NONE, |held, (_, key)| held | key)
}
