#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests")]

use crossterm::event::{Event as Input, KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;

use super::decode::{BURST, Decoder, LONGEST};

/// What comes of bytes read in these pieces, with nothing after them.
fn decoded(pieces: &[&[u8]]) -> Vec<Input> {
    let mut decoder = Decoder::default();
    let mut inputs: Vec<Input> = pieces.iter().flat_map(|piece| decoder.take(piece)).collect();
    if decoder.patience().is_some() {
        inputs.extend(decoder.quiet());
    }
    assert!(decoder.patience().is_none());
    inputs
}

fn key(code: KeyCode) -> Input {
    Input::Key(code.into())
}

fn held(code: KeyCode, modifiers: KeyModifiers) -> Input {
    Input::Key(KeyEvent::new(code, modifiers))
}

fn typed(c: char) -> Input {
    key(KeyCode::Char(c))
}

#[test]
fn keys_are_what_terminals_say() {
    use KeyModifiers as With;
    let keys: [(&[u8], Input); 29] = [
        (b"3", typed('3')),
        (b"Q", held(KeyCode::Char('Q'), With::SHIFT)),
        ("é".as_bytes(), typed('é')),
        ("’".as_bytes(), typed('’')),
        ("𝄞".as_bytes(), typed('𝄞')),
        (b"\r", key(KeyCode::Enter)),
        (b"\n", held(KeyCode::Char('j'), With::CONTROL)),
        (b"\t", key(KeyCode::Tab)),
        (b"\x7f", key(KeyCode::Backspace)),
        (b"\x08", held(KeyCode::Char('h'), With::CONTROL)),
        (b"\x03", held(KeyCode::Char('c'), With::CONTROL)),
        (b"\x1a", held(KeyCode::Char('z'), With::CONTROL)),
        (b"\x00", held(KeyCode::Char(' '), With::CONTROL)),
        (b"\x1b", key(KeyCode::Esc)),
        (b"\x1b\r", held(KeyCode::Enter, With::ALT)),
        (b"\x1bx", held(KeyCode::Char('x'), With::ALT)),
        (b"\x1b[A", key(KeyCode::Up)),
        (b"\x1bOB", key(KeyCode::Down)),
        (b"\x1bOM", key(KeyCode::Enter)),
        (b"\x1b[1;2B", held(KeyCode::Down, With::SHIFT)),
        (b"\x1b[1;5C", held(KeyCode::Right, With::CONTROL)),
        (b"\x1b[1;3D", held(KeyCode::Left, With::ALT)),
        (b"\x1b[H", key(KeyCode::Home)),
        (b"\x1b[4~", key(KeyCode::End)),
        (b"\x1b[3~", key(KeyCode::Delete)),
        (b"\x1b[5~", key(KeyCode::PageUp)),
        (b"\x1b[6~", key(KeyCode::PageDown)),
        (b"\x1b[6;2~", held(KeyCode::PageDown, With::SHIFT)),
        (b"\x1b[Z", held(KeyCode::BackTab, With::SHIFT)),
    ];
    for (bytes, meant) in keys {
        assert_eq!(decoded(&[bytes]), std::slice::from_ref(&meant), "{}", bytes.escape_ascii());
        // Wherever the line cut it, and with another key right after it.
        for at in 1..bytes.len() {
            assert_eq!(
                decoded(&[&bytes[..at], &bytes[at..]]),
                std::slice::from_ref(&meant),
                "{}",
                bytes.escape_ascii()
            );
        }
        if bytes != b"\x1b" {
            assert_eq!(decoded(&[bytes, b"3"]), [meant, typed('3')], "{}", bytes.escape_ascii());
        }
    }
    assert_eq!(decoded(&[b"\x1b\x1b"]), [key(KeyCode::Esc), key(KeyCode::Esc)]);
    assert_eq!(decoded(&[b"\x1b\x1b[A"]), [key(KeyCode::Esc), key(KeyCode::Up)]);
}

#[test]
fn what_means_nothing_takes_no_key_with_it() {
    // A letter in Latin-1, its pieces, functions, mice, focus, answers to what nobody asked, F1 of the console.
    let nothing: [&[u8]; 15] = [
        b"\xe9",
        b"\xc3\xc3",
        b"\x80",
        b"\xff\xfe",
        b"\xf4\x90",
        b"\x1b[11~",
        b"\x1bOP",
        b"\x1bO2P",
        b"\x1b[<0;12;34M",
        b"\x1b[I",
        b"\x1b[[A",
        b"\x1b[201~",
        b"\x1b[?62;4c",
        b"\x1b]11;rgb:1e1e/1313/3333\x07",
        b"\x1bP1$r333\x1b\\",
    ];
    for bytes in nothing {
        assert_eq!(decoded(&[bytes]), [], "{}", bytes.escape_ascii());
        assert_eq!(decoded(&[bytes, b"3"]), [typed('3')], "{}", bytes.escape_ascii());
    }
    // However long, and however it is cut.
    let long = [b"\x1b]".as_slice(), &[b'3'; 5000], b"\x1b\\"].concat();
    assert_eq!(decoded(&[&long, b"3"]), [typed('3')]);
    assert_eq!(decoded(&[&long[..3000], &long[3000..5003], &long[5003..], b"3"]), [typed('3')]);
    let long = [b"\x1b[<".as_slice(), &[b'3'; 5000], b"M"].concat();
    assert_eq!(decoded(&[&long, b"3"]), [typed('3')]);
    // What has no end is over when nothing comes.
    for begun in [b"\x1b[<".as_slice(), b"\x1b[1;", b"\x1bO", b"\x1b]0;a", b"\xe9", b"\xe2\x80"] {
        let mut decoder = Decoder::default();
        assert_eq!((decoder.take(begun), decoder.quiet()), (vec![], vec![]), "{}", begun.escape_ascii());
        assert_eq!(decoder.take(b"3"), [typed('3')], "{}", begun.escape_ascii());
    }
}

#[test]
fn a_paste_is_one_whatever_it_holds() {
    let paste = |text: &str| Input::Paste(text.to_owned());
    assert_eq!(decoded(&[b"\x1b[200~3n\r\x1b[A\x1b[201~3"]), [paste("3n\r\x1b[A"), typed('3')]);
    assert_eq!(decoded(&[b"\x1b[200~a\x1b[20", b"1~3"]), [paste("a"), typed('3')]);
    assert_eq!(decoded(&[b"\x1b[200~a\x1b[20\x1b[201~3"]), [paste("a\x1b[20"), typed('3')]);
    // Its end never comes: it is over when nothing comes, and the next key is one.
    let mut decoder = Decoder::default();
    assert_eq!(decoder.take(b"\x1b[200~abc"), []);
    assert_eq!(decoder.quiet(), [paste("abc")]);
    assert_eq!(decoder.take(b"3"), [typed('3')]);
    // A megabyte, as it comes: no more is kept than fields take.
    let pieces = vec![[b'3'; 4095]; 256];
    let pieces: Vec<&[u8]> = pieces.iter().map(<[u8; 4095]>::as_slice).collect();
    let marked: Vec<&[u8]> =
        [b"\x1b[200~".as_slice()].into_iter().chain(pieces.clone()).chain([b"\x1b[201~3".as_slice()]).collect();
    assert_eq!(decoded(&marked), [paste(&"3".repeat(LONGEST)), typed('3')]);
    // On a terminal that does not mark it, with what is left of it at the end.
    let unmarked: Vec<&[u8]> = pieces.into_iter().chain([b"3n".as_slice(), b"\r"]).collect();
    assert_eq!(decoded(&unmarked), [paste(&"3".repeat(LONGEST))]);
}

#[test]
fn so_much_at_once_was_not_typed() {
    let text = "3".repeat(BURST);
    assert_eq!(decoded(&[text.as_bytes()]), [Input::Paste(text.clone())]);
    assert_eq!(decoded(&[&text.as_bytes()[1..]]), vec![typed('3'); BURST - 1]);
    // Arrows held down on a slow line stay arrows.
    assert_eq!(decoded(&[&b"\x1b[A".repeat(100)]), vec![key(KeyCode::Up); 100]);
    // Sequences inside are part of it.
    let inside = format!("{text}\x1b[201~n\x1b[200~n\x1b[A");
    assert_eq!(decoded(&[inside.as_bytes(), b"nn"]), [Input::Paste(format!("{text}nn\x1b[Ann"))]);
}

fn piece() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..40),
        proptest::collection::vec(
            prop_oneof![Just(b'\x1b'), Just(b'['), Just(b'2'), Just(b'0'), Just(b'1'), Just(b'~')],
            0..40
        ),
        Just(b"\x1b[200~".to_vec()),
        Just(b"\x1b[201~".to_vec()),
    ]
}

proptest! {
    #[test]
    fn no_bytes_lock_the_jury_out(pieces in proptest::collection::vec((piece(), any::<bool>()), 0..20)) {
        let mut decoder = Decoder::default();
        for (piece, quiet) in &pieces {
            let inputs = decoder.take(piece);
            prop_assert!(inputs.iter().filter(|input| matches!(input, Input::Key(_))).count() <= piece.len() + 1);
            if *quiet {
                decoder.quiet();
            }
        }
        decoder.quiet();
        prop_assert_eq!(decoder.patience(), None);
        prop_assert_eq!(decoder.take(b"3"), [typed('3')]);
    }
}
